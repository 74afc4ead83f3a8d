"""A PDF page with text: its words and ruled tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pdfplumber.page import Page as PdfPage

from corpus.readers.pages.printed import (
    Box,
    Cell,
    Page,
    Table,
    Word,
    compose_printed_lines,
)

_SMALL = 0.8  # of the usual size
_MARK = re.compile(r"\(?(?:\d{1,3}|\*{1,3})\)?[.,;:]?")  # a footnote's, or a power
_BOLD = re.compile("bold|black", re.IGNORECASE)
_THIN = 8.0  # points: a column without words that is narrower is the blank of a double rule


def turn_upright(page: Any) -> Any:
    """The page of pdfplumber, turned where its text runs up or down: a wide table on an upright sheet."""
    sideways = [char for char in page.chars if not char["upright"]]
    if 2 * len(sideways) <= len(page.chars):
        return page
    rising = 2 * sum(char["matrix"][1] > 0 for char in sideways) > len(sideways)
    page.page_obj.rotate = (page.page_obj.rotate + (90 if rising else 270)) % 360
    return PdfPage(page.pdf, page.page_obj, page.page_number)


def read_text_page(page: Any, number: int) -> Page:
    """The words of a page of pdfplumber, and its tables by their rules."""
    words = _words(page)
    tables = [table for found in page.find_tables() if (table := _table(found, words))]
    outside = tuple(word for word in words if not any(table.box.holds(word.box) for table in tables))
    return Page(number, Box(0.0, 0.0, float(page.width), float(page.height)), outside, tuple(tables))


def _words(page: Any) -> list[Word]:
    """The words of a page, upright ones only: a watermark across the page is none.

    A word may change its font: where one lacks "ạ" or "ế", the program that wrote the file takes these
    letters from another. Only another size parts what is printed together: a footnote's mark from its word.
    """
    found = page.extract_words(
        x_tolerance_ratio=0.18, x_tolerance=1.5, extra_attrs=["size"], return_chars=True
    )
    upright = [word for word in found if word["upright"]]
    sizes = sorted(word["size"] for word in upright)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    words = []
    for word in upright:
        box = Box(word["x0"], word["top"], word["x1"], word["bottom"])
        bold = all(_BOLD.search(char["fontname"]) for char in word["chars"])
        words.append(
            Word(
                word["text"], box, bold, bool(word["size"] < _SMALL * usual and _MARK.fullmatch(word["text"]))
            )
        )
    return words


def _table(found: Any, words: Sequence[Word]) -> Table | None:
    """The table of these rules; None for a frame around text, which is no table."""
    rows = [tuple(_cell(Box(*cell), words) if cell else None for cell in row.cells) for row in found.rows]
    columns = [column for column in zip(*rows, strict=True) if _is_column(column)]
    if len(columns) < 2 or sum(any(cell and cell.lines for cell in row) for row in rows) < 1:
        return None
    return Table(Box(*found.bbox), tuple(zip(*columns, strict=True)))


def _cell(box: Box, words: Sequence[Word]) -> Cell:
    lines = compose_printed_lines(word for word in words if box.holds(word.box))
    return Cell(box, tuple(lines))


def _is_column(column: Sequence[Cell | None]) -> bool:
    """Whether a column holds words, or could."""
    return any(cell and (cell.lines or cell.box.x1 - cell.box.x0 > _THIN) for cell in column)
