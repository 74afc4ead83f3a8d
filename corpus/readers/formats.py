"""What format a file has, by its content, and the reader of that format."""

from __future__ import annotations

from pathlib import Path

from corpus.model import SourceLine
from corpus.readers import text


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    """The lines of a plan file of any known format, numbered from 1.

    Raises UnreadableFile for a file that is missing, empty, damaged, protected or of an unknown format.
    """
    return text.read_lines(path)
