"""A reader that dies in every way a library can."""

import os
from pathlib import Path

from corpus.model import SourceLine


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    """Do what the file says."""
    match path.read_text():
        case "raise":
            raise RecursionError("một dòng của tệp")
        case "exit":
            raise SystemExit(0)
        case "abort":
            os.abort()
        case "print":
            print('{"lines": []}')
            raise ValueError
    return ()
