"""The rows of a task table while they are being put right: one cell per column, and what was done to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.model import Lines, Place
from corpus.numbers import RowNumber, parse_row_number
from corpus.tables.cell_text import is_capitals
from corpus.tables.columns import TYPED_ROLES, Header, Role
from corpus.tables.vocabulary import vocabulary
from corpus.vietnamese import fold

_COUNTED = 0.3  # of the rows with agencies or times have a number
_LONGEST_TITLE = 20  # words
_HEADED = re.compile(r"(?P<number>[IVXLC]{1,7}|[A-H])\s*[.:)/–-]\s*(?P<title>[^\W\d_].*)", re.DOTALL)


class Row(NamedTuple):
    """One row with exactly one cell per column of its header.

    `top`: a page may have begun before it; `spilled`: words that slipped into a repeated column header.
    `exact`: its columns are the file's own, nothing is to be put right between them; `strong`: set off as a
    heading; `place`: where it stands in a file that is no plain text; `covered`: the words of cells merged
    down from rows above, one per column, empty where there are none. `notes`, `uncertain` tell each repair.
    """

    cells: tuple[str, ...]
    lines: Lines
    top: bool = False
    spilled: bool = False
    notes: tuple[str, ...] = ()
    uncertain: bool = False
    printed: str | None = None  # the number as printed, where it was repaired
    exact: bool = False
    strong: bool = False
    place: Place | None = None
    covered: tuple[str, ...] = ()

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


def are_counted(rows: Sequence[Row], header: Header) -> bool:
    """Whether the rows of a table are told apart by printed numbers.

    Word may count the rows by itself, so that the file holds no numbers, or those of the groups alone: such
    rows are told apart by their tasks.
    """
    at = header.at(Role.NUMBER)
    if at is None or not all(row.exact for row in rows):
        return at is not None
    tasks = [row for row in rows if is_filled(row, header)]
    return sum(bool(row.cells[at]) for row in tasks) >= _COUNTED * len(tasks)


def is_heading(row: Row, header: Header) -> bool:
    """Whether the row is a group heading: a Roman numeral or a capital letter, and one title."""
    number = number_of(row, header)
    return (
        number is not None
        and (number.kind == "roman" or (number.kind == "letter" and number.number.isupper()))
        and sum(map(bool, row.cells)) == 2
    )


def is_total(row: Row, header: Header) -> bool:
    """Whether the row sums a column up or explains the table: "Tổng cộng", "Ghi chú: …", without a number."""
    words = fold(next((cell for cell in row.cells if cell), ""))
    if number_of(row, header) is not None:
        return False
    alone = row.exact and sum(map(bool, row.cells)) == 1
    return bool(vocabulary().total.match(words) or (alone and vocabulary().across.match(words)))


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
    in capitals, where the rows below count from 1 again, or where the file itself sets it off.
    """
    filled = [cell for cell in row.cells if cell]
    if is_heading(row, header):
        return Title(number_of(row, header), filled[-1])
    if len(filled) != 1 or number_of(row, header):
        return None
    if title := split_title(filled[0]):
        return title
    if row.exact and _is_typed(row, header) and not is_capitals(filled[0]):
        return None  # the rest of a cell that a page cut: "Huyện đoàn, Hội Chữ thập đỏ huyện"
    at = header.at(Role.NUMBER)
    if row.exact and at is not None and any(map(str.isalpha, row.cells[at])):
        return Title(None, filled[0])  # a cell across the table stands in its first column
    restarts = (
        above is not None and _whole(above, header) and below is not None and _whole(below, header) == 1
    )
    set_off = row.exact and (row.strong or _stands_off(filled[0], below, header))
    first = above is None and filled[0].isupper() and below is not None and _whole(below, header) == 1
    if first or is_capitals(filled[0]) or ((restarts or set_off) and filled[0][0].isupper()):
        return Title(None, filled[0])
    return None


def _is_typed(row: Row, header: Header) -> bool:
    """Whether the only text of a row stands where agencies or times do, not across the table."""
    only = next(at for at, cell in enumerate(row.cells) if cell)
    return only > 0 and header.columns[only].role in TYPED_ROLES


def _stands_off(text: str, below: Row | None, header: Header) -> bool:
    """Whether a text alone in its row is short, ends no sentence, and has a numbered row below it."""
    numbered = below is not None and number_of(below, header) is not None
    return numbered and len(text.split()) <= _LONGEST_TITLE and text[-1].isalnum() and "\n" not in text


def split_title(text: str) -> Title | None:
    """The number and the words of a title printed in one cell, if it has a number."""
    match = _HEADED.fullmatch(text)
    return Title(parse_row_number(match["number"]), match["title"]) if match else None


def _whole(row: Row, header: Header) -> int:
    """The whole number of a row, 0 where it has another or none."""
    number = number_of(row, header)
    return number.parts[0] if number and number.kind == "decimal" else 0
