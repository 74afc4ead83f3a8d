"""The numbers of rows on scanned pages: several readings of a lone digit or numeral → what is printed.

Nothing beside it tells tesseract what a lone "I", "7" or "II" is, so each is read in several ways. Where the
readings differ, the one that counts on from the rows above is taken, or looks like it. What no reading
supports is never put in; the cell is then left as read, for `corpus.tables` to judge.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from corpus.numbers import int_to_roman, parse_row_number
from corpus.readers.pages.printed import Cell, Page, PrintedLine, Table, Word
from corpus.tables.columns import Role, find_header, read_roles
from corpus.vietnamese import fold

_COLUMN = "TT"  # the usual head of the column
_HEADER_ROWS = 2  # of a table: where it names its columns
_SAME_HEADER = 0.85  # likeness: a long row of other text shares fewer letters
_STROKES = re.compile(r"[IL1|!JHÌ]+")  # all read for one to three upright strokes
_ALIKE = str.maketrans("SOQDBZGY", "5000829V")


class _Counted(NamedTuple):
    """How far the rows above have counted."""

    whole: int = 0
    roman: int = 0

    def next(self, alone: bool) -> tuple[str, ...]:
        """What may come next, likeliest first; `alone` in a row with nothing but a title."""
        tasks = (str(self.whole + 1), "1") if self.whole else ("1",)
        groups = (int_to_roman(self.roman + 1),)
        return groups + tasks if alone else tasks + groups

    def after(self, text: str) -> _Counted:
        """The count after a row with this number."""
        number = parse_row_number(text)
        if number and number.kind == "decimal":
            return self._replace(whole=number.parts[0])
        return self._replace(roman=number.parts[0]) if number and number.kind == "roman" else self


def decide_row_numbers(pages: Sequence[Page]) -> list[Page]:
    """The pages with one text in every cell that was read in several ways."""
    counted = _Counted()
    decided = []
    for page in _settle_headers(pages):
        tables = []
        for table in page.tables:
            rows = []
            for at, (number, *rest) in enumerate(table.rows):
                if number and number.readings:
                    beside = list(map(_text, rest))
                    if at < _HEADER_ROWS and find_header([(_COLUMN, *beside)]):
                        text, sure = _head(number.readings), True
                    else:
                        text, sure = _decide(number.readings, sum(map(bool, beside)) <= 1, counted)
                    counted = counted.after(text)
                    number = _with_text(number, text, sure)
                rows.append((number, *rest))
            tables.append(Table(table.box, tuple(rows)))
        decided.append(page._replace(tables=tuple(tables)))
    return decided


def _settle_headers(pages: Sequence[Page]) -> list[Page]:
    """The pages with one reading of a header that many of them repeat: in each column the most frequent."""
    firsts = [table.rows[0] for page in pages for table in page.tables]
    settled = []
    for page in pages:
        tables = []
        for table in page.tables:
            alike = [row for row in firsts if _same_header(table.rows[0], row)]
            header = tuple(map(_most_frequent, table.rows[0], zip(*alike, strict=True)))
            tables.append(Table(table.box, (header, *table.rows[1:])))
        settled.append(page._replace(tables=tuple(tables)))
    return settled


def _text(cell: Cell | None) -> str:
    return " ".join(line.text for line in cell.lines) if cell else ""


def _same_header(row: Sequence[Cell | None], other: Sequence[Cell | None]) -> bool:
    """Whether two rows are one, but for misread letters."""
    if row is other or len(row) != len(other):
        return row is other
    a, b = (fold(" ".join(map(_text, cells[1:]))) for cells in (row, other))
    return bool(a) and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SAME_HEADER


def _most_frequent(own: Cell | None, cells: Sequence[Cell | None]) -> Cell | None:
    """A cell with the text that most of the cells have; a row's number stays."""
    if own is None or own.readings:
        return own
    usual, count = Counter(map(_text, cells)).most_common(1)[0]
    chosen = next(cell for cell in cells if _text(cell) == usual)
    return own._replace(lines=chosen.lines) if chosen and count > 1 else own


def _head(readings: Sequence[str]) -> str:
    """The head of the column: as one of its readings says, else the usual one."""
    return next((text for text in readings if read_roles([text]) == (Role.NUMBER,)), _COLUMN)


def _decide(readings: Sequence[str], alone: bool, counted: _Counted) -> tuple[str, bool]:
    """The number that a cell shows, and whether its readings agree; `alone` beside a title only."""
    parsed = [parse_row_number(reading) for reading in readings]
    numbers = [number for number in parsed if number]
    agreed = len(numbers) == len(readings) and len({number.number for number in numbers}) == 1
    expected = counted.next(alone)
    lettered = agreed and numbers[0].kind == "letter" and numbers[0].number.isupper() and not alone
    if lettered and counted.whole and _look(numbers[0].number) == expected[0]:
        return expected[0], False  # no group, for a task stands beside it: "S" below 4 is 5
    if agreed and ((numbers[0].kind == "roman") == alone or numbers[0].kind in ("sub", "letter")):
        return numbers[0].printed, True
    plain = [number.number if number else reading for number, reading in zip(parsed, readings, strict=True)]
    for known in (plain, [_look(reading) for reading in plain if reading]):
        for number in expected:
            if (number if known is plain else _look(number)) in known:
                return number, len(set(plain)) == 1
    return (numbers[0].printed if numbers else max(readings, key=len)), False


def _look(text: str) -> str:
    """A reading by its shapes: letters and digits that are taken for each other are the same."""
    bare = re.sub(r"[^\w|!]", "", fold(text)).upper()
    return _STROKES.sub("I", re.sub(r"V+", "V", bare.translate(_ALIKE)))


def _with_text(cell: Cell, text: str, sure: bool) -> Cell:
    """The cell with this text in its one line."""
    if not text:
        return Cell(cell.box, ())
    box = cell.lines[0].box if cell.lines else cell.box
    return Cell(cell.box, (PrintedLine((Word(text, box, unsure=not sure),)),))
