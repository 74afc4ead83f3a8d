"""What format a file has, by its content, and the reader of that format."""

from __future__ import annotations

from pathlib import Path

from corpus.model import SourceLine
from corpus.readers import excel, html, libreoffice, text, word

_READERS = {
    ".docx": word.read_lines,
    ".xlsx": excel.read_lines,
    ".xlsm": excel.read_lines,
    ".html": html.read_lines,
    ".htm": html.read_lines,
} | dict.fromkeys(libreoffice.SUFFIXES, libreoffice.read_lines)


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    """The lines of a plan file of any known format, numbered from 1.

    Raises UnreadableFile for a file that is missing, empty, damaged, protected or of an unknown format.
    """
    return _READERS.get(path.suffix.lower(), text.read_lines)(path)
