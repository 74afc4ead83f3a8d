"""Numbers and agencies that stand one row away from their texts.

Where a group heading's number is lost, a scan fills its place with the next row's number, and that row's
with the one after, until a row that has none to give: a heading's title then stands beside "1", and its own
"II" beside the task above (54/KH-UBND, lines 370-376). The agencies and times may have moved with the
numbers. The numbering tells that it happened; the plan's prose, where it names each agency's tasks, proves
which agency belongs to which task.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.agencies import canonical_agency, looks_like_agencies, split_agencies
from corpus.model import Section
from corpus.numbers import int_to_roman
from corpus.tables import repairs
from corpus.tables.columns import Header, Role
from corpus.tables.rows import Row, is_filled, is_heading, number_of
from corpus.vietnamese import syllables

_STAYING = frozenset({Role.NUMBER, Role.GOAL, Role.TASK})
_SAME_TASK = 0.7  # share of a task's word pairs that a section must hold to be about it


class _Run(NamedTuple):
    """Rows `first`..`last` whose numbers stand one row too high; `last` is a heading's row."""

    first: int
    last: int


def restore_shifted_rows(rows: Sequence[Row], header: Header, prose: Sequence[Section]) -> list[Row]:
    """The rows with shifted numbers moved back, and agencies and times with them where they moved too."""
    restored = list(rows)
    if header.at(Role.NUMBER) is None:
        return restored
    for last in range(2, len(rows)):
        run = _find_run(restored, last, header)
        if run:
            cells_moved = is_filled(restored[run.first], header)
            _restore_numbers(restored, run, header)
            if cells_moved and _has_roman(restored[run.first], header):
                _restore_cells(restored, run, header, prose)
    return restored


def _has_roman(row: Row, header: Header) -> bool:
    """Whether a Roman numeral numbers the row."""
    number = number_of(row, header)
    return number is not None and number.kind == "roman"


def _find_run(rows: Sequence[Row], last: int, header: Header) -> _Run | None:
    """The run that ends in the heading at `last`, if the numbers around it can only be read as shifted.

    A Roman numeral stands beside a task, the row below has a title alone and a whole number, and that
    number comes once more right after it, or none does. The run begins where the numbers above stop
    counting down: at 1, its heading not printed above it, or at a later number below a heading, the first
    one lost.
    """
    roman, number = number_of(rows[last - 1], header), number_of(rows[last], header)
    if not roman or roman.kind != "roman" or roman.parts[0] < 2 or not is_filled(rows[last - 1], header):
        return None
    if not number or number.kind != "decimal" or is_filled(rows[last], header):
        return None
    after = number_of(rows[last + 1], header) if last + 1 < len(rows) else number
    if after and after.parts != number.parts:
        return None
    first, lowest = _count_down(rows, last - 1, header)
    if not lowest:
        return None
    above = number_of(rows[first - 1], header) if first and is_heading(rows[first - 1], header) else None
    nothing_lost = above is None if lowest > 1 else above is not None and above.parts[0] == roman.parts[0] - 1
    return None if nothing_lost else _Run(first, last)


def _count_down(rows: Sequence[Row], end: int, header: Header) -> tuple[int, int]:
    """The first row of the numbers that count up to the row above `end`, sub rows among them; its number."""
    first, lowest, sub = end, 0, False
    while first and (above := number_of(rows[first - 1], header)) and above.kind in ("decimal", "sub"):
        if lowest and above.parts[0] != lowest - 1 and not (sub and above.parts[0] == lowest):
            break
        first, lowest, sub = first - 1, above.parts[0], above.kind == "sub"
    return first, lowest


def _restore_numbers(rows: list[Row], run: _Run, header: Header) -> None:
    """Each row gets the number printed one row above it, the first one the number that is lost."""
    at = header.at(Role.NUMBER)
    if at is None:
        return
    printed = [rows[index].cells[at] for index in range(run.first, run.last + 1)]
    first, roman = number_of(rows[run.first], header), number_of(rows[run.last - 1], header)
    lost = ""
    if first and first.parts[0] > 1:
        lost = str(first.parts[0] - 1)
    elif roman:
        lost = int_to_roman(roman.parts[0] - 1)
    for index, number in enumerate([lost, *printed[:-1]], start=run.first):
        row = rows[index]
        told = repairs.shifted_number(row.cells[at], number)
        rows[index] = row.put(at, number)._replace(printed=row.cells[at]).note(told)


def _restore_cells(rows: list[Row], run: _Run, header: Header, prose: Sequence[Section]) -> None:
    """One set of agencies and times more than there are tasks, paired with the tasks.

    Either they moved up with the numbers, and the last set is too many; or they stand right, and the
    heading's set is too many. Sections of the prose that are about a task and name its agency decide;
    without any the sets are taken to have moved, and the row is uncertain.
    """
    moving = [position for position, column in enumerate(header.columns) if column.role not in _STAYING]
    tasks = range(run.first + 1, run.last)
    before = list(rows)
    task_at, lead_at = header.at(Role.TASK), header.at(Role.LEAD)
    moved = stayed = 0
    proof = {}
    for index in tasks:
        agencies = _agencies_in_prose(before[index].cells[task_at], prose) if task_at is not None else set()
        if lead_at is not None and agencies:
            from_above, own = (
                bool(agencies & _agencies(before[i].cells[lead_at])) for i in (index - 1, index)
            )
            moved, stayed = moved + from_above, stayed + own
            proof[index] = (from_above, own)
    take_above = moved >= stayed
    for index in tasks:
        row, source = before[index], before[index - 1]
        same = all(row.cells[at] == source.cells[at] for at in moving)
        proved = proof.get(index, (False, False))[0 if take_above else 1]
        if take_above:
            for at in moving:
                row = row.put(at, source.cells[at])
            row = row._replace(lines=(source.lines[0], row.lines[1]))
            row = row.note(repairs.moved_cells(source.lines[0], proved or same))
        else:
            row = row.note(repairs.kept_cells(row.lines[0], proved or same))
        rows[index] = row.note(uncertain=not (proved or same or moved != stayed))
    surplus = before[run.last - 1] if take_above else before[run.first]
    last = run.last - 1 if take_above else run.first + 1
    rows[last] = rows[last].note(repairs.surplus_cells(surplus.lines[0]))
    for at in moving:
        rows[run.first] = rows[run.first].put(at, "")


def _agencies(cell: str) -> set[str]:
    return {canonical_agency(agency) for agency in split_agencies(cell)}


def _agencies_in_prose(task: str, prose: Sequence[Section]) -> set[str]:
    """The agencies whose section of the prose holds the task, almost word for word."""
    wanted = _pairs(task)
    found: set[str] = set()
    for section in prose:
        title = re.sub(r"^[\W\d]+", "", section.title)
        if wanted and looks_like_agencies(title):
            held = wanted & _pairs(section.text)
            if len(held) >= _SAME_TASK * len(wanted):
                found |= _agencies(title)
    return found


def _pairs(text: str) -> set[tuple[str, str]]:
    words = syllables(text)
    return set(pairwise(words))
