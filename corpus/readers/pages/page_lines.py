"""Printed pages → the lines of the plan: paragraphs and table rows in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from corpus.model import Place, SourceLine
from corpus.readers.pages.columns import split_columns
from corpus.readers.pages.furniture import drop_furniture
from corpus.readers.pages.paragraphs import (
    Margins,
    compose_blocks,
    compose_cell_text,
    compose_single_lines,
    find_margins,
    usual_inset,
)
from corpus.readers.pages.printed import Page, PrintedLine, Table, compose_printed_lines
from corpus.vietnamese import squeeze

_SAME_MARGIN = 0.8  # of the usual right margin: a page with shorter lines only has no full one


def compose_source_lines(pages: Sequence[Page]) -> tuple[SourceLine, ...]:
    """The lines of all pages, numbered from 1; an empty one stands between pages and for a wide blank."""
    pages = drop_furniture(pages)
    margins = _right_margins(pages)
    tables = count(1)
    lines: list[SourceLine] = []
    for page in pages:
        for line in _page_lines(page, margins.get(_width(page), 0.0), tables):
            if line.text.strip() or (lines and lines[-1].text):
                lines.append(line)
    while lines and not lines[-1].text:
        lines.pop()
    return tuple(line._replace(number=number) for number, line in enumerate(lines, start=1))


def _width(page: Page) -> int:
    """The page's width, by which pages of one kind are known."""
    return round((page.box.x1 - page.box.x0) / 20)


def _right_margins(pages: Sequence[Page]) -> dict[int, float]:
    """Where lines end at most, for pages of each width."""
    margins: dict[int, float] = {}
    for page in pages:
        right = max((word.box.x1 for word in page.words), default=0.0)
        margins[_width(page)] = max(right, margins.get(_width(page), 0.0))
    return margins


def _page_lines(page: Page, right: float, tables: Iterator[int]) -> Iterator[SourceLine]:
    """The lines of one page, an empty one before them."""
    place = Place(page=page.number)
    yield SourceLine(0, "", place=place)
    rest = compose_printed_lines(page.words)
    margins = find_margins(rest) if rest else Margins(0.0, right)
    if margins.right < _SAME_MARGIN * right:
        margins = margins._replace(right=right)
    for table in sorted(page.tables, key=lambda table: table.box.top):
        middle = (table.box.top + table.box.bottom) / 2
        above = [line for line in rest if (line.box.top + line.box.bottom) / 2 < middle]
        rest = rest[len(above) :]
        yield from _text_lines(above, margins, place)
        yield from _table_lines(table, page.number, next(tables))
    yield from _text_lines(rest, margins, place)


def _text_lines(lines: Sequence[PrintedLine], margins: Margins, place: Place) -> Iterator[SourceLine]:
    """The lines of running text: a paragraph each; of a column among others each as printed."""
    for strip in split_columns(lines):
        blocks = compose_single_lines(strip.lines) if strip.beside else compose_blocks(strip.lines, margins)
        for block in blocks:
            if block.gap:
                yield SourceLine(0, "", place=place)
            yield SourceLine(
                0,
                block.text,
                strong=all(line.bold for line in block.lines),
                place=place,
                unsure=any(line.unsure for line in block.lines),
            )


def _table_lines(table: Table, page: int, number: int) -> Iterator[SourceLine]:
    """The rows of a table, those without words left out."""
    columns = list(zip(*table.rows, strict=True))
    insets = [usual_inset([cell for cell in column if cell]) for column in columns]
    for at, row in enumerate(table.rows, start=1):
        cells = tuple(
            compose_cell_text(cell, inset) if cell else "" for cell, inset in zip(row, insets, strict=True)
        )
        if any(cells):
            text = "\t".join(squeeze(cell) for cell in cells)
            printed = [line for cell in row if cell for line in cell.lines]
            yield SourceLine(
                0,
                text,
                cells,
                strong=all(line.bold for line in printed),
                place=Place(page=page, table=number, row=at),
                unsure=any(line.unsure for line in printed),
                covered=_covered(table, at - 1, insets),
            )


def _covered(table: Table, at: int, insets: Sequence[float]) -> tuple[str, ...]:
    """The words of cells merged down over a row: no rule parts them from it."""
    own = [cell.box for cell in table.rows[at] if cell]
    middle = (max(box.top for box in own) + min(box.bottom for box in own)) / 2
    found = [""] * len(insets)
    for row in table.rows[:at]:
        for column, cell in enumerate(row):
            if cell and table.rows[at][column] is None and cell.box.top < middle < cell.box.bottom:
                found[column] = compose_cell_text(cell, insets[column])
    return tuple(found) if any(found) else ()
