"""PDF files: pages with text are read as they are, scanned ones by their pictures."""

from __future__ import annotations

from pathlib import Path

import pdfplumber

from corpus.model import SourceLine
from corpus.readers.pages import compose_source_lines
from corpus.readers.pdf_text import read_text_page


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    with pdfplumber.open(path) as pdf:
        pages = [read_text_page(page, number) for number, page in enumerate(pdf.pages, start=1)]
    return compose_source_lines(pages)
