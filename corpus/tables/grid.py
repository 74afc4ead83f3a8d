"""Tables before they mean anything: grids of cleaned cells with their lines, of whatever format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.markup import clean_cell
from corpus.model import Lines, Place, SourceLine
from corpus.numbers import parse_row_number
from corpus.tables.vocabulary import vocabulary
from corpus.vietnamese import fold, squeeze

_PAGE_NUMBER = re.compile(r"[-–]?\s*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?\s*[-–]?", re.IGNORECASE)


class GridRow(NamedTuple):
    """One printed row: its cleaned cells and its lines; `top` where a page may have begun before it.

    `exact`: the file's format told the cells, so that each stands in its own column. `strong`: set off as a
    heading. `place`: where the row stands in a file that is no plain text. `covered`: the words of cells
    merged down from rows above, one per column; empty where there are none.
    """

    cells: tuple[str, ...]
    lines: Lines
    top: bool = False
    exact: bool = False
    strong: bool = False
    place: Place | None = None
    covered: tuple[str, ...] = ()


Grid = tuple[GridRow, ...]
"""The rows of one run of table lines, repeated column headers still among them."""


def find_grids(lines: Sequence[SourceLine]) -> tuple[Grid, ...]:
    """The runs of tab-separated lines; empty lines, page numbers and lone group headings do not end a run."""
    grids: list[Grid] = []
    rows: list[GridRow] = []
    top = False
    for position, line in enumerate(lines):
        number, text = line.number, line.text
        words = squeeze(text)
        if rows and _begins_page(rows[-1], line):
            top = True
        if rows and line.cells and _begins_table(rows[-1], line):
            grids.append(tuple(rows))
            rows, top = [], False
        tabbed = (line.cells or "\t" in text) and not _is_signature(line)
        if words and (tabbed or (rows and _is_lone_heading(words) and _row_follows(lines, position))):
            cells = tuple(clean_cell(cell) for cell in _cells(line))
            covered = tuple(map(clean_cell, line.covered))
            exact = bool(line.cells)
            rows.append(GridRow(cells, (number, number), top, exact, line.strong, line.place, covered))
            top = False
        elif not words or (rows and _PAGE_NUMBER.fullmatch(words)):
            top = True
        else:
            grids.append(tuple(rows))
            rows, top = [], False
    grids.append(tuple(rows))
    return tuple(grid for grid in grids if grid)


def _begins_page(above: GridRow, line: SourceLine) -> bool:
    """Whether a file with pages prints the line on another one than the row above."""
    return above.place is not None and line.place is not None and above.place.page != line.place.page


def _begins_table(above: GridRow, line: SourceLine) -> bool:
    """Whether a file that tells its tables apart holds the row in another one, with other columns."""
    if not (above.place and line.place) or above.place.table == line.place.table:
        return False
    return len(above.cells) != len(line.cells)


def _cells(line: SourceLine) -> Sequence[str]:
    """The cells of a table line: told by its format, or parted by tabs."""
    return line.cells or line.text.split("\t")


def _is_signature(line: SourceLine) -> bool:
    """Whether a line begins the block of recipients and signer, printed in two columns below a table."""
    return any(vocabulary().signature.match(fold(squeeze(cell))) for cell in _cells(line))


def _is_lone_heading(words: str) -> bool:
    """Whether a line without cells is a group heading between two rows: "II. CẢI CÁCH THỦ TỤC"."""
    first, _, rest = words.partition(" ")
    number = parse_row_number(first)
    return (
        number is not None
        and number.kind in ("roman", "letter")
        and first[0].isupper()
        and rest[:1].isupper()
    )


def _row_follows(lines: Sequence[SourceLine], position: int) -> bool:
    """Whether the next line with words is a table row."""
    following = next((line for line in lines[position + 1 : position + 3] if line.text.strip()), None)
    return following is not None and bool(following.cells or "\t" in following.text)
