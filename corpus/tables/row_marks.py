"""The number of every row and the titles of group headings, lost and misread ones restored."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.numbers import RowNumber, int_to_roman, parse_row_number
from corpus.tables import repairs
from corpus.tables.cell_text import ends_sentence, is_capitals
from corpus.tables.columns import Header, Role
from corpus.tables.rows import Row, find_title, is_filled, number_of, split_title

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
    around = zip([None, *rows], rows, [*rows[1:], None], strict=False)
    marks = [_read_mark(above, row, below, header) for above, row, below in around]
    letters, wholes = _small_letters_head(marks), _wholes_head(marks)
    for index, mark in enumerate(marks[:-1]):
        title = _title_alone(mark.row)
        in_capitals = is_capitals(title) and mark.whole and _is_sub(marks[index + 1])
        if title and (in_capitals or (wholes and mark.whole) or (letters and _is_small_letter(mark))):
            marks[index] = mark._replace(title=title)
    return marks


def _title_alone(row: Row) -> str:
    """The one text beside the number of a row that has nothing else, not even in a merged cell; or ""."""
    filled = [cell for cell in row.cells if cell]
    return filled[1] if len(filled) == 2 and not any(row.covered) else ""


def _is_sub(mark: Mark) -> bool:
    return mark.number is not None and mark.number.kind == "sub"


def _is_small_letter(mark: Mark) -> bool:
    return mark.number is not None and mark.number.kind == "letter" and mark.number.number.islower()


def _wholes_head(marks: Sequence[Mark]) -> bool:
    """Whether the whole numbers of a table head groups: 1 above 1.1, 2 above 2.1, each a title alone.

    Where one of them is a task, none is a heading: "2" above 2.1 then is a task done in steps.
    """
    wholes = [at for at, mark in enumerate(marks) if mark.whole]
    return bool(wholes) and all(
        _title_alone(marks[at].row)
        and at + 1 < len(marks)
        and _is_sub(below := marks[at + 1])
        and below.number is not None
        and below.number.parts[0] == marks[at].whole
        for at in wholes
    )


def _small_letters_head(marks: Sequence[Mark]) -> bool:
    """Whether the small letters of a table head groups: each a title alone, with a counted row right below.

    Letters that part a task ("3", "a", "b", "4") have agencies or times, or another letter below.
    """
    letters = [at for at, mark in enumerate(marks) if _is_small_letter(mark)]
    if not letters or not (letters[0] == 0 or marks[letters[0] - 1].whole is None):
        return False
    return all(_title_alone(marks[at].row) and at + 1 < len(marks) and marks[at + 1].whole for at in letters)


def _read_mark(above: Row | None, row: Row, below: Row | None, header: Header) -> Mark:
    if title := find_title(row, above, below, header):
        return Mark(row, title.number, title.words)
    task = header.at(Role.TASK)
    if (
        header.at(Role.NUMBER) is None
        and task is not None
        and (match := _NUMBERED_TEXT.match(row.cells[task]))
    ):
        return Mark(row.put(task, match["text"]), parse_row_number(match["number"]))
    return Mark(row, number_of(row, header))


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
                printed = split_title(title)
                number = printed.number if printed else parse_row_number(int_to_roman(roman + 1))
                line = above.row.lines[1]
                told = repairs.swallowed_heading(number.number if number else "", line)
                restored[-1] = above._replace(row=above.row.put(task, text).note(told))
                empty = Row(("",) * len(above.row.cells), (line, line))
                restored.append(Mark(empty, number, printed.words if printed else title))
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
    if start and is_capitals(title) and (ends_sentence(words[start - 1]) or len(words) - start >= 4):
        return text[: text.rindex(words[start - 1]) + len(words[start - 1])].rstrip(), title
    return text, ""
