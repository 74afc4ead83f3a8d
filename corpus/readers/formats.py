"""What format a file has, by its content, and the reader of that format."""

from __future__ import annotations

from pathlib import Path

from corpus.model import SourceLine
from corpus.readers import pdf, pictures, text


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    """The lines of a plan file of any known format, numbered from 1.

    Raises UnreadableFile for a file that is missing, empty, damaged, protected or of an unknown format.
    """
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        return pdf.read_lines(path)
    if suffix in {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"}:
        return pictures.read_lines(path)
    return text.read_lines(path)
