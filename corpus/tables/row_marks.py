"""The number of every row and the titles of group headings, lost and misread ones restored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.numbers import RowNumber, int_to_roman, parse_row_number
from corpus.tables import repairs
from corpus.tables.cell_text import ends_sentence, is_capitals
from corpus.tables.columns import Header, Role
from corpus.tables.rows import Row, is_filled, is_heading, number_of

_HEADED = re.compile(r"(?P<number>[IVXLC]{1,7}|[A-H])\s*[.:)/–-]\s*(?P<title>[^\W\d_].*)", re.DOTALL)
_NUMBERED_TEXT = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,2})*)[.)]?\s+(?P<text>[^\W\d_].*)", re.DOTALL)


class Mark(NamedTuple):
    """A row with its number; with a title it is a group heading."""

    row: Row
    number: RowNumber | None
    title: str | None = None

    @property
    def whole(self) -> int | None:
        """The whole number of a task row."""
        return (
            self.number.parts[0] if self.number and self.number.kind == "decimal" and not self.title else None
        )

    @property
    def roman(self) -> int | None:
        """The Roman numeral of a heading or a row."""
        return self.number.parts[0] if self.number and self.number.kind == "roman" else None


def read_marks(rows: Sequence[Row], header: Header) -> list[Mark]:
    """Every row with its number, headings with their titles.

    A Roman numeral or capital letter beside one title is a heading; so is a title in capitals, alone in its
    row or at the end of the task above rows that count from 1 again.
    """
    return _restore_headings(_restore_counts(_read_printed(rows, header), header), header)


def _read_printed(rows: Sequence[Row], header: Header) -> list[Mark]:
    """The number of every row, and the titles of the headings."""
    marks = [_read_mark(row, header) for row in rows]
    for index, mark in enumerate(marks[:-1]):  # "1 CAPITALS" above 1.1 is a heading as well
        below = marks[index + 1].number
        only = [cell for cell in mark.row.cells if cell][1:]
        if mark.whole and len(only) == 1 and is_capitals(only[0]) and below and below.kind == "sub":
            marks[index] = mark._replace(title=only[0])
    return marks


def _read_mark(row: Row, header: Header) -> Mark:
    filled = [cell for cell in row.cells if cell]
    if is_heading(row, header):
        return Mark(row, number_of(row, header), filled[-1])
    task = header.at(Role.TASK)
    number = number_of(row, header)
    if len(filled) == 1 and number is None:
        if match := _HEADED.fullmatch(filled[0]):
            return Mark(row, parse_row_number(match["number"]), match["title"])
        return Mark(row, None, filled[0] if is_capitals(filled[0]) else None)
    if (
        header.at(Role.NUMBER) is None
        and task is not None
        and (match := _NUMBERED_TEXT.match(row.cells[task]))
    ):
        return Mark(row.put(task, match["text"]), parse_row_number(match["number"]))
    return Mark(row, number)


def _restore_counts(marks: Sequence[Mark], header: Header) -> list[Mark]:
    """Numbers that are lost or misread between two that tell them: 4, _, 6 and 9, 1, 11."""
    restored = list(marks)
    for index in range(1, len(marks) - 1):
        before, mark, after = restored[index - 1], restored[index], restored[index + 1]
        if mark.title is not None or not before.whole or after.whole != before.whole + 2:
            continue
        if mark.whole == before.whole + 1 or (mark.number is None and not is_filled(mark.row, header)):
            continue
        number = parse_row_number(str(before.whole + 1))
        if number and (mark.number is None or mark.whole):
            printed = mark.number.printed if mark.number else ""
            told = mark.row._replace(printed=printed).note(repairs.misread_number(printed, number.number))
            restored[index] = Mark(told, number)
    return restored


def _restore_headings(marks: Sequence[Mark], header: Header) -> list[Mark]:
    """Headings that stand at the end of the cell before them, where the numbers restart below."""
    restored: list[Mark] = []
    task = header.at(Role.TASK)
    roman = 0
    for mark in marks:
        above = restored[-1] if restored else None
        if mark.whole == 1 and above and above.title is None and above.whole and task is not None:
            text, title = _release_title(above.row.cells[task])
            if title:
                match = _HEADED.fullmatch(title)
                number = match["number"] if match else int_to_roman(roman + 1)
                line = above.row.lines[1]
                told = repairs.swallowed_heading(number, line)
                restored[-1] = above._replace(row=above.row.put(task, text).note(told))
                empty = Row(
                    ("",) * len(above.row.cells), (line, line), notes=(told,), uncertain=match is None
                )
                restored.append(Mark(empty, parse_row_number(number), match["title"] if match else title))
        if mark.title is not None and mark.roman:
            roman = mark.roman
        restored.append(mark)
    return restored


def _release_title(text: str) -> tuple[str, str]:
    """A text and the title in capitals that it ends with, if it ends with one."""
    words = text.split()
    start = len(words)
    while start and not any(c.islower() for c in words[start - 1]):
        start -= 1
    title = " ".join(words[start:])
    if start and is_capitals(title) and len(title) >= 12 and ends_sentence(words[start - 1]):
        return text[: text.rindex(words[start - 1]) + len(words[start - 1])].rstrip(), title
    return text, ""
