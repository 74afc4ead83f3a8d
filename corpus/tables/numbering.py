"""Groups, numbers and ids of a table's rows, with lost and misread ones reasoned from their neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from corpus.numbers import RowNumber, int_to_roman, parse_row_number
from corpus.tables import repairs
from corpus.tables.columns import Header, Role
from corpus.tables.row_marks import Mark, read_marks
from corpus.tables.rows import Row


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


def number_rows(rows: Sequence[Row], header: Header) -> Numbering:
    """Groups, numbers and ids for the rows of a table whose cuts and shifts are mended.

    A Roman numeral or capital letter beside one title opens a group; with agencies or times of its own the
    row is a task itself. Where the numbers restart without a heading, the heading is lost.
    """
    marks = read_marks(rows, header)
    placed = _place(marks, header)
    headings = tuple(mark.row.lines[0] for mark in marks if mark.title is not None and any(mark.row.cells))
    return Numbering(_give_ids(placed), headings)


class _Placed(NamedTuple):
    """A task row in its group, before ids are given out; `above` is the last whole number up to it."""

    row: Row
    group: Group
    number: str | None
    above: int


def _place(marks: Sequence[Mark], header: Header) -> list[_Placed]:
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
            group_number = _group_number(number, letter, titles if implied else 0)
            # a file that tells its cells loses no heading: a group printed without a number has none
            if (
                group_number is None
                and not row.exact
                and (supposed := _group_after(group, marks[index + 1 :])[0]) != group
            ):
                group_number = supposed.number
                told = repairs.unnumbered_heading(group_number or "")
            group = Group(group_number, title)
            if mark.title is None:
                placed.append(_Placed(row, group, None, above))
            continue
        if mark.whole == 1 and above:
            group, told = (group, "") if row.exact else _group_after(group, marks[index:])
        above = mark.whole or above
        if told:
            row = row.note(told, uncertain=True)
        placed.append(_Placed(row, group, _number_in(group, number, above), above))
    return placed


def _restarts(marks: Sequence[Mark]) -> bool:
    """Whether the whole numbers begin again at 1."""
    return [mark.whole for mark in marks].count(1) > 1


def _group_number(number: RowNumber | None, letter: str, implied: int) -> str | None:
    """The printed number of a group, below a lettered one "A.I"; of one without number the implied one."""
    if number is None:
        return int_to_roman(implied) if implied else None
    return f"{letter}.{number.number}" if letter and number.kind == "roman" else number.number


def _first_group(marks: Sequence[Mark]) -> tuple[Group, str]:
    """The group of rows above the first heading: lost, if that heading is the second one."""
    first = next((index for index, mark in enumerate(marks) if mark.title is not None), 0)
    if first and marks[first].roman == 2 and not marks[0].row.exact:
        return Group("I"), repairs.lost_heading("I")
    return Group(), ""


def _group_after(group: Group, marks: Sequence[Mark]) -> tuple[Group, str]:
    """The group of a row numbered 1 without a heading above it, and what is told of it."""
    current = parse_row_number((group.number or "").rpartition(".")[2])
    following = next((mark.roman for mark in marks if mark.title is not None and mark.roman), None)
    if not current or current.kind != "roman" or following == current.parts[0] + 1:
        return group, repairs.restarted()
    number = f"{(group.number or '').removesuffix(current.number)}{int_to_roman(current.parts[0] + 1)}"
    return Group(number), repairs.lost_heading(number)


def _number_in(group: Group, number: RowNumber | None, above: int) -> str | None:
    """The row's number in its group: "I.2" in group I is 2, "a" below 3 is 3.a; "1.2" stays whole."""
    if number is None:
        return None
    if number.kind == "letter":
        return f"{above}.{number.number}" if above else number.number
    spoken_in_full = not group.number or group.number.isdecimal()
    return number.number if spoken_in_full else number.number.removeprefix(f"{group.number}.")


def _give_ids(placed: Sequence[_Placed]) -> tuple[Numbered, ...]:
    """Ids by the contract: with the group, unless the numbers run on through all groups; each one once."""
    counts = [row.above for row in placed if row.number and row.number == str(row.above)]
    groups = {row.group.number for row in placed if row.number}
    runs_on = len(groups) > 1 and len(set(counts)) == len(counts) and counts == sorted(counts)
    numbered: list[Numbered] = []
    given: dict[str, int] = {}
    counted = any(row.number for row in placed)
    within: Counter[Group] = Counter()
    for ordinal, row in enumerate(placed, start=1):
        within[row.group] += 1
        number = row.number or (str(row.above) if row.above else "")
        if not counted and row.group.number and sum(other.group == row.group for other in placed) > 1:
            number = str(within[row.group])  # no row is printed with a number: its place in the group
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
