"""The rows of a task table while they are being put right: one cell per column, and what was done to them."""

from __future__ import annotations

from typing import NamedTuple

from corpus.model import Lines
from corpus.numbers import RowNumber, parse_row_number
from corpus.tables.columns import TYPED_ROLES, Header, Role


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
