"""A row's printed cells, put under the columns they belong to.

A scan loses a cell, adds an empty one or prints a cell twice; then the cells after it stand under the wrong
headers. Agencies, times and row numbers can be told by their look, so the placing that fits them best is
sought, as in the alignment of two sequences. The printed placing stands unless another one fits clearly
better.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from corpus.agencies import looks_like_agencies
from corpus.dates import looks_like_time
from corpus.numbers import parse_row_number
from corpus.tables import repairs
from corpus.tables.cell_text import starts_inside_sentence
from corpus.tables.columns import AGENCY_ROLES, TIME_ROLES, TYPED_ROLES, Header, Role
from corpus.tables.grid import GridRow
from corpus.tables.rows import Row
from corpus.vietnamese import fold, squeeze

_CLEARLY_BETTER = 3.0
_BLANK_COLUMN = -2.0  # a column that got no cell, though cells follow
_BLANK_TASK = -5.0  # no task beside a number: only ever so where cells are merged
_EMPTY_CELL = -1.0  # an empty cell left out, though cells follow
_TWIN_CELL = -1.0  # a cell left out that repeats the agencies of another one
_GLUED_CELL = -8.0  # a cell that continues the text of the one before it, best inside a sentence of free text


class _Placing(NamedTuple):
    """A way to put cells into columns: its score, the cells, and what it took."""

    score: float
    cells: tuple[str, ...]
    blanks: tuple[int, ...] = ()  # columns left blank before later cells
    padding: int = 0  # empty cells left out before later cells
    twins: tuple[str, ...] = ()
    glued: tuple[int, ...] = ()  # columns whose text was cut into two cells


def align(row: GridRow, header: Header) -> Row:
    """The row with one cell per column, shifted, lost, doubled and padding cells put right and told."""
    roles = tuple(column.role for column in header.columns)
    cells = _without_padding(row.cells, len(roles))
    placing = _printed_placing(cells, roles)
    # one odd cell proves nothing, a product may sound like an agency
    odd = _misfits(cells, roles) > (len(row.cells) == len(roles))
    if placing is None or odd or is_misplaced(cells, header):
        best = _best_placing(cells, roles)
        if placing is None or best.score >= placing.score + _CLEARLY_BETTER:
            placing = best
    return _tell(Row(placing.cells, row.lines, row.top), placing, header)


def is_misplaced(cells: Sequence[str], header: Header) -> bool:
    """Whether a free text can only be another column's cell: agencies that another one names too.

    The one proof that holds against cells whose columns the file itself tells (268/KH-UBND, line 26).
    """
    return any(
        column.role in (Role.PRODUCT, Role.GOAL) and _same_agencies(cell, [*cells[:at], *cells[at + 1 :]])
        for at, (cell, column) in enumerate(zip(cells, header.columns, strict=False))
    )


def _tell(row: Row, placing: _Placing, header: Header) -> Row:
    """The row with the repairs of its placing told, and doubt where another agency or time might be meant."""
    line = row.lines[0]
    if placing.padding and not placing.blanks:
        row = row.note(repairs.padding(line))
    for column in placing.blanks:
        lost = len(placing.blanks) == 1 and not placing.padding and row.cells[0]
        told = repairs.lost_cell(header.columns[column].name, line) if lost else repairs.shifted_cells(line)
        row = row.note(told, uncertain=header.columns[column].role in TYPED_ROLES)
    for twin in placing.twins:
        row = row.note(repairs.dropped_twin(twin, line), uncertain=True)
    for column in placing.glued:
        row = row.note(repairs.split_cell(header.columns[column].name, line), uncertain=True)
    return row


def _without_padding(cells: Sequence[str], width: int) -> tuple[str, ...]:
    """The cells without the empty ones beyond the table's width, and filled up to it."""
    kept = list(cells)
    while len(kept) > width and not kept[-1]:
        kept.pop()
    return (*kept, *[""] * (width - len(kept)))


def _printed_placing(cells: tuple[str, ...], roles: tuple[Role, ...]) -> _Placing | None:
    """The placing as printed, if there is one cell per column."""
    if len(cells) != len(roles):
        return None
    return _Placing(sum(_fit(cell, role, cells) for cell, role in zip(cells, roles, strict=True)), cells)


def _misfits(cells: tuple[str, ...], roles: tuple[Role, ...]) -> int:
    """How many cells look like another column's."""
    return sum(_fit(cell, role, cells) < 0 for cell, role in zip(cells, roles, strict=False))


def _best_placing(cells: tuple[str, ...], roles: tuple[Role, ...]) -> _Placing:
    """The placing with the highest score; of equal ones the one that moves least."""
    numbered = parse_row_number(cells[0]) is not None

    @cache
    def place(cell: int, column: int) -> _Placing | None:
        """The best placing of the cells from `cell` on into the columns from `column` on."""
        if not any(cells[cell:]):
            return _Placing(0.0, ("",) * (len(roles) - column))
        options: list[_Placing | None] = []
        if column < len(roles):
            role = roles[column]
            options.append(_put(cells[cell], _fit(cells[cell], role, cells), place(cell + 1, column + 1)))
            cost = _BLANK_TASK if role is Role.TASK and numbered else _BLANK_COLUMN
            options.append(_leave_blank(column, cost, place(cell, column + 1)))
        options.append(_leave_out(cells, cell, place(cell + 1, column)))
        if column < len(roles) and cell + 1 < len(cells) and all(cells[cell : cell + 2]):
            text = squeeze(f"{cells[cell]} {cells[cell + 1]}")
            cost = _GLUED_CELL - (role in TYPED_ROLES) - (not starts_inside_sentence(cells[cell + 1]))
            glued = _put(text, cost + _fit(text, role, cells), place(cell + 2, column + 1))
            options.append(glued and glued._replace(glued=(column, *glued.glued)))
        return max((option for option in options if option), key=lambda o: o.score, default=None)

    return place(0, 0) or _overflowing(cells, len(roles))


def _put(text: str, score: float, after: _Placing | None) -> _Placing | None:
    return after and after._replace(score=after.score + score, cells=(text, *after.cells))


def _leave_blank(column: int, cost: float, after: _Placing | None) -> _Placing | None:
    if after is None:
        return None
    return after._replace(score=after.score + cost, cells=("", *after.cells), blanks=(column, *after.blanks))


def _leave_out(cells: tuple[str, ...], cell: int, after: _Placing | None) -> _Placing | None:
    """The placing without a cell, if nothing is lost with it: it is empty, or its words stand before it."""
    if after is None:
        return None
    if not cells[cell]:
        return after._replace(score=after.score + _EMPTY_CELL, padding=after.padding + 1)
    if _same_agencies(cells[cell], cells[:cell]):
        return after._replace(score=after.score + _TWIN_CELL, twins=(cells[cell], *after.twins))
    return None


def _overflowing(cells: tuple[str, ...], width: int) -> _Placing:
    """The last resort for cells that fit nowhere: all words that are too many go into the last column."""
    last = squeeze(" ".join(cell for cell in cells[width - 1 :] if cell))
    return _Placing(0.0, (*cells[: width - 1], last), glued=(width - 1,))


def _same_agencies(cell: str, others: Sequence[str]) -> bool:
    """Whether the cell names agencies and one of the others is the same."""
    return looks_like_agencies(cell) and fold(cell) in map(fold, others)


def _fit(cell: str, role: Role, row: tuple[str, ...]) -> float:
    """How well a cell suits a column: above 0 it looks like it, below 0 it looks like another kind's."""
    if not cell:
        return 0.0
    if role is Role.NUMBER:
        return 3.0 if parse_row_number(cell) else -4.0
    if role is Role.EXTRA:
        return 0.0
    if role in TIME_ROLES:
        return 2.0 if looks_like_time(cell) else -3.0 if looks_like_agencies(cell) else 0.0
    if role in AGENCY_ROLES:
        return 2.0 if looks_like_agencies(cell) else -3.0 if looks_like_time(cell) else 0.0
    if looks_like_agencies(cell) and not starts_inside_sentence(cell):
        if role is Role.PRODUCT:  # "Trung tâm điều hành" may be a product; the same agencies twice are not
            return -7.0 if [fold(other) for other in row].count(fold(cell)) > 1 else -1.0
        return -4.0
    return -3.0 if looks_like_time(cell) else 1.0
