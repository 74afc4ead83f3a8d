"""A reader that never ends, and starts a program that never ends either."""

import subprocess
import time
from pathlib import Path

from corpus.model import SourceLine


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    """Write the number of the program that was started into the file, then sleep."""
    program = subprocess.Popen(["sleep", "600"])
    path.write_text(str(program.pid))
    time.sleep(600)
    return ()
