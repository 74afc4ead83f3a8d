"""The rows of a task table while they are being put right: one cell per column, and what was done to them."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.model import Lines
from corpus.numbers import RowNumber, parse_row_number
from corpus.tables.cell_text import is_capitals
from corpus.tables.columns import TYPED_ROLES, Header, Role

_HEADED = re.compile(r"(?P<number>[IVXLC]{1,7}|[A-H])\s*[.:)/–-]\s*(?P<title>[^\W\d_].*)", re.DOTALL)


class Row(NamedTuple):
    """One row with exactly one cell per column of its header.

    `top`: a page may have begun before it; `spilled`: words that slipped into a repeated column header.
    `notes` and `uncertain` tell each repair.
    """

    cells: tuple[str, ...]
    lines: Lines
    top: bool = False
    spilled: bool = False
    notes: tuple[str, ...] = ()
    uncertain: bool = False
    printed: str | None = None  # the number as printed, where it was repaired

    def put(self, position: int, text: str) -> Row:
        """The row with another text in one cell."""
        return self._replace(cells=(*self.cells[:position], text, *self.cells[position + 1 :]))

    def note(self, *notes: str, uncertain: bool = False) -> Row:
        """The row with repairs told; a repair is told once."""
        new = dict.fromkeys((*self.notes, *notes))
        return self._replace(notes=tuple(new), uncertain=self.uncertain or uncertain)


def number_of(row: Row, header: Header) -> RowNumber | None:
    """The number in the row's number cell."""
    position = header.at(Role.NUMBER)
    return None if position is None else parse_row_number(row.cells[position])


def is_heading(row: Row, header: Header) -> bool:
    """Whether the row is a group heading: a Roman numeral or a capital letter, and one title."""
    number = number_of(row, header)
    return (
        number is not None
        and (number.kind == "roman" or (number.kind == "letter" and number.number.isupper()))
        and sum(map(bool, row.cells)) == 2
    )


def is_filled(row: Row, header: Header) -> bool:
    """Whether the row names an agency or a time."""
    return any(
        cell for cell, column in zip(row.cells, header.columns, strict=True) if column.role in TYPED_ROLES
    )


class Title(NamedTuple):
    """The number, if one is printed, and the words of a group heading."""

    number: RowNumber | None
    words: str


def find_title(row: Row, above: Row | None, below: Row | None, header: Header) -> Title | None:
    """The group heading that a row is, if it is one.

    A number and a title alone; or a title alone, across the table or in any cell: with its number before it,
    in capitals, or where the rows below count from 1 again.
    """
    filled = [cell for cell in row.cells if cell]
    if is_heading(row, header):
        return Title(number_of(row, header), filled[-1])
    if len(filled) != 1 or number_of(row, header):
        return None
    if title := split_title(filled[0]):
        return title
    restarts = (
        above is not None and _whole(above, header) and below is not None and _whole(below, header) == 1
    )
    if is_capitals(filled[0]) or (restarts and filled[0][0].isupper()):
        return Title(None, filled[0])
    return None


def split_title(text: str) -> Title | None:
    """The number and the words of a title printed in one cell, if it has a number."""
    match = _HEADED.fullmatch(text)
    return Title(parse_row_number(match["number"]), match["title"]) if match else None


def _whole(row: Row, header: Header) -> int:
    """The whole number of a row, 0 where it has another or none."""
    number = number_of(row, header)
    return number.parts[0] if number and number.kind == "decimal" else 0
