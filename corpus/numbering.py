"""Groups, numbers and ids of a table's rows, with lost and misread ones reasoned from their neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus import repairs
from corpus.cell_text import ends_sentence, is_capitals
from corpus.columns import Header, Role
from corpus.numbers import RowNumber, int_to_roman, parse_row_number
from corpus.table_rows import Row, is_filled, is_heading, number_of

_HEADED = re.compile(r"(?P<number>[IVXLC]{1,7}|[A-H])\s*[.:)/–-]\s*(?P<title>[^\W\d_].*)", re.DOTALL)
_NUMBERED_TEXT = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,2})*)[.)]?\s+(?P<text>[^\W\d_].*)", re.DOTALL)


class Group(NamedTuple):
    """A group of rows: its number and its title, None where it has none."""

    number: str | None = None
    title: str | None = None


class Numbered(NamedTuple):
    """A task row in its place: its group, its number within the table, and the end of its id after "#"."""

    row: Row
    group: Group
    number: str | None
    id: str


class Numbering(NamedTuple):
    """The task rows in printed order, and the lines of the group headings."""

    tasks: tuple[Numbered, ...]
    heading_lines: tuple[int, ...]


class _Mark(NamedTuple):
    """A row with its number; with a title it is a group heading."""

    row: Row
    number: RowNumber | None
    title: str | None = None

    @property
    def count(self) -> int | None:
        """The whole number of a task row."""
        return (
            self.number.parts[0] if self.number and self.number.kind == "decimal" and not self.title else None
        )

    @property
    def roman(self) -> int | None:
        """The Roman numeral of a heading or a row."""
        return self.number.parts[0] if self.number and self.number.kind == "roman" else None


def number_rows(rows: Sequence[Row], header: Header) -> Numbering:
    """Groups, numbers and ids for the rows of a table whose cuts and shifts are mended.

    A Roman numeral or capital letter beside one title opens a group; with agencies or times of its own the row is
    a task itself. Where the numbers restart without a heading, the heading is lost.
    """
    marks = _read_marks(rows, header)
    marks = _restore_counts(marks, header)
    marks = _restore_headings(marks, header)
    placed = _place(marks, header)
    headings = tuple(mark.row.lines[0] for mark in marks if mark.title is not None and any(mark.row.cells))
    return Numbering(_give_ids(placed), headings)


def _read_marks(rows: Sequence[Row], header: Header) -> list[_Mark]:
    """The number of every row, and the titles of the headings."""
    marks = [_read_mark(row, header) for row in rows]
    for index, mark in enumerate(marks[:-1]):  # "1 CAPITALS" above 1.1 is a heading as well
        below = marks[index + 1].number
        only = [cell for cell in mark.row.cells if cell][1:]
        if mark.count and len(only) == 1 and is_capitals(only[0]) and below and below.kind == "sub":
            marks[index] = mark._replace(title=only[0])
    return marks


def _read_mark(row: Row, header: Header) -> _Mark:
    filled = [cell for cell in row.cells if cell]
    if is_heading(row, header):
        return _Mark(row, number_of(row, header), filled[-1])
    task = header.at(Role.TASK)
    number = number_of(row, header)
    if len(filled) == 1 and number is None:
        if match := _HEADED.fullmatch(filled[0]):
            return _Mark(row, parse_row_number(match["number"]), match["title"])
        return _Mark(row, None, filled[0] if is_capitals(filled[0]) else None)
    if (
        header.at(Role.NUMBER) is None
        and task is not None
        and (match := _NUMBERED_TEXT.match(row.cells[task]))
    ):
        return _Mark(row.put(task, match["text"]), parse_row_number(match["number"]))
    return _Mark(row, number)


def _restore_counts(marks: Sequence[_Mark], header: Header) -> list[_Mark]:
    """Numbers that are lost or misread between two that tell them: 4, _, 6 and 9, 1, 11."""
    restored = list(marks)
    for index in range(1, len(marks) - 1):
        before, mark, after = restored[index - 1], restored[index], restored[index + 1]
        if mark.title is not None or not before.count or after.count != before.count + 2:
            continue
        if mark.count == before.count + 1 or (mark.number is None and not is_filled(mark.row, header)):
            continue
        number = parse_row_number(str(before.count + 1))
        if number and (mark.number is None or mark.count):
            printed = mark.number.printed if mark.number else ""
            told = mark.row._replace(printed=printed).note(repairs.misread_number(printed, number.number))
            restored[index] = _Mark(told, number)
    return restored


def _restore_headings(marks: Sequence[_Mark], header: Header) -> list[_Mark]:
    """Headings that stand at the end of the cell before them, where the numbers restart below."""
    restored: list[_Mark] = []
    task = header.at(Role.TASK)
    roman = 0
    for mark in marks:
        above = restored[-1] if restored else None
        if mark.count == 1 and above and above.title is None and above.count and task is not None:
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
                restored.append(_Mark(empty, parse_row_number(number), match["title"] if match else title))
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


class _Placed(NamedTuple):
    """A task row in its group, before ids are given out; `above` is the last whole number up to it."""

    row: Row
    group: Group
    number: str | None
    above: int


def _place(marks: Sequence[_Mark], header: Header) -> list[_Placed]:
    """Every task row with its group and number."""
    placed: list[_Placed] = []
    task = header.at(Role.TASK) or 0
    letter, titles, above = "", 0, 0
    implied = _restarts(marks) and not any(mark.number for mark in marks if mark.title is not None)
    group, told = _first_group(marks)
    for index, mark in enumerate(marks):
        row, number = mark.row, mark.number
        itself = number is not None and (
            number.kind == "roman" or (number.kind == "letter" and number.number.isupper())
        )
        if mark.title is not None or itself:
            titles, above, told = titles + 1, 0, ""
            letter = number.number if number and number.kind == "letter" else letter
            title = row.cells[task] if mark.title is None else mark.title
            group = Group(_group_number(number, letter, titles if implied else 0), title)
            if mark.title is None:
                placed.append(_Placed(row, group, None, above))
            continue
        if mark.count == 1 and above:
            group, told = _group_after(group, marks[index:])
        above = mark.count or above
        if told:
            row = row.note(told, uncertain=True)
        placed.append(_Placed(row, group, _number_in(group, number, above), above))
    return placed


def _restarts(marks: Sequence[_Mark]) -> bool:
    """Whether the whole numbers begin again at 1."""
    return [mark.count for mark in marks].count(1) > 1


def _group_number(number: RowNumber | None, letter: str, implied: int) -> str | None:
    """The printed number of a group, below a lettered one "A.I"; of one without number the implied one."""
    if number is None:
        return int_to_roman(implied) if implied else None
    return f"{letter}.{number.number}" if letter and number.kind == "roman" else number.number


def _first_group(marks: Sequence[_Mark]) -> tuple[Group, str]:
    """The group of rows above the first heading: lost, if that heading is the second one."""
    first = next((index for index, mark in enumerate(marks) if mark.title is not None), 0)
    if first and marks[first].roman == 2:
        return Group("I"), repairs.lost_heading("I")
    return Group(), ""


def _group_after(group: Group, marks: Sequence[_Mark]) -> tuple[Group, str]:
    """The group of a row numbered 1 without a heading above it, and what is told of it."""
    current = parse_row_number((group.number or "").rpartition(".")[2])
    following = next((mark.roman for mark in marks if mark.title is not None and mark.roman), None)
    if not current or current.kind != "roman" or following == current.parts[0] + 1:
        return group, repairs.restarted()
    number = f"{(group.number or '').removesuffix(current.number)}{int_to_roman(current.parts[0] + 1)}"
    return Group(number), repairs.lost_heading(number)


def _number_in(group: Group, number: RowNumber | None, above: int) -> str | None:
    """The row's number in its group: "I.2" in group I is 2, "a" below 3 is 3.a."""
    if number is None:
        return None
    if number.kind == "letter":
        return f"{above}.{number.number}" if above else number.number
    return number.number.removeprefix(f"{group.number}.") if group.number else number.number


def _give_ids(placed: Sequence[_Placed]) -> tuple[Numbered, ...]:
    """Ids by the contract: with the group, unless the numbers run on through all groups; each one once."""
    counts = [row.above for row in placed if row.number and row.number == str(row.above)]
    groups = {row.group.number for row in placed}
    runs_on = len(groups) > 1 and len(set(counts)) == len(counts) and counts == sorted(counts)
    numbered: list[Numbered] = []
    given: dict[str, int] = {}
    for ordinal, row in enumerate(placed, start=1):
        number = row.number or (str(row.above) if row.above else "")
        if row.group.number and not (runs_on and number):
            inside = not number or number == row.group.number or number.startswith(f"{row.group.number}.")
            id_ = number if inside and number else ".".join(filter(None, (row.group.number, number)))
        else:
            id_ = number or str(ordinal)
        given[id_] = given.get(id_, 0) + 1
        if given[id_] > 1:
            id_ = f"{id_}({given[id_]})"
        numbered.append(Numbered(row.row, row.group, row.number, id_))
    return tuple(numbered)
