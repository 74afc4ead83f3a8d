"""A reader that reports its progress and reads lines with everything a line can have."""

from collections.abc import Callable
from pathlib import Path

from corpus.model import Place, SourceLine


def read_lines(path: Path, progress: Callable[[str, int, int], None]) -> tuple[SourceLine, ...]:
    """Two lines; what is printed meanwhile is no message."""
    print("thư viện nói gì đó")
    progress("trang", 1, 2)
    return (
        SourceLine(1, path.read_text(), strong=True),
        SourceLine(2, "a\tb c", ("a", "b\nc"), place=Place(page=3, table=1, row=2)),
    )
