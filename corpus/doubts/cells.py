"""Cells of task rows that are blank though their column is filled, or do not look like their column."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from corpus.agencies import agency_book, find_agencies, looks_like_agencies, split_agencies
from corpus.dates import looks_like_time
from corpus.doubts import wordings
from corpus.doubts.model import Doubt, DoubtKind, Sure, doubt_at, tables_of, without_umbrellas
from corpus.doubts.times import find_impossible_dates
from corpus.model import Plan, TaskRow
from corpus.tables.cell_text import is_ditto

_HABIT = 0.25  # share of blank cells from which a column is one of merged cells, not of forgotten ones
_FEW = 3
_NOTHING = re.compile(r"\W*(?:nêu trên|không(?: có)?|x)?\W*", re.IGNORECASE)
"""What says that there is nothing to say."""
_NUMBER_ALONE = re.compile(r"[\d.,\s%/-]+")


def find_cell_doubts(plan: Plan) -> Iterator[Doubt]:
    """Blank leads and deadlines, and cells in the wrong column, of every task row."""
    for rows in tables_of(plan):
        own = without_umbrellas(rows)
        yield from _find_blank(own, DoubtKind.MISSING_LEAD, lambda row: row.lead_text, wordings.no_lead())
        yield from _find_blank(own, DoubtKind.MISSING_DEADLINE, lambda row: row.due, wordings.no_deadline())
        misplaced = [doubt for row in rows for doubt in _find_misplaced(row)]
        yield from _told_once(misplaced, len(rows))


def _find_blank(
    rows: Sequence[TaskRow], kind: DoubtKind, cell: Callable[[TaskRow], str | None], text: str
) -> Iterator[Doubt]:
    """Blank cells of a column that other rows fill; where many are blank, one doubt tells of them all."""
    blank = [row for row in rows if not cell(row)]
    if not blank or (len(blank) == len(rows) and not any(row.start for row in blank)):
        return  # all are filled, or there is no such column
    if len(blank) >= _FEW and len(blank) >= _HABIT * len(rows):
        yield doubt_at(blank[0], kind, Sure.LOOK, wordings.perhaps_merged(text, len(blank) - 1))
        return
    for row in blank:
        if kind is DoubtKind.MISSING_DEADLINE and row.start:
            yield doubt_at(row, kind, Sure.LOOK, wordings.start_only(row.start))
        else:
            yield doubt_at(row, kind, Sure.CERTAIN, text)


def _told_once(doubts: Sequence[Doubt], rows: int) -> Iterator[Doubt]:
    """The doubts; where many cells of one column are strange, its words are not known here: told once."""
    strange = Counter(doubt.text for doubt in doubts if doubt.sure is Sure.LOOK)
    habits = [text for text, count in strange.items() if count >= _FEW and count >= _HABIT * rows]
    for doubt in doubts:
        if doubt.text not in habits:
            yield doubt
    for text in habits:
        first = next(doubt for doubt in doubts if doubt.text == text)
        yield first.model_copy(update={"text": text + wordings.also_at(strange[text] - 1)})


def _find_misplaced(row: TaskRow) -> Iterator[Doubt]:
    """Cells of agencies without one, cells of times without one, a task that is only a name or a time."""
    kind = DoubtKind.MISPLACED_CELL
    for cell in (row.lead_text, row.coop_text, row.start, row.due):
        if cell and is_ditto(cell):  # the rows above had nothing that it could repeat
            yield doubt_at(row, kind, Sure.LIKELY, wordings.empty_ditto(), cell)
    for column, cell in (("chủ trì", row.lead_text), ("phối hợp", row.coop_text)):
        if (
            not cell
            or _NOTHING.fullmatch(cell)
            or is_ditto(cell)
            or looks_like_agencies(cell)
            or find_agencies(cell)
        ):
            continue
        if looks_like_time(cell):
            yield doubt_at(row, kind, Sure.CERTAIN, wordings.time_among_agencies(column), cell)
        else:
            yield doubt_at(row, kind, Sure.LOOK, wordings.no_agency(column), cell)
    for cell, timing in ((row.start, row.start_on), (row.due, row.due_on)):
        if (
            not cell
            or _NOTHING.fullmatch(cell)
            or is_ditto(cell)
            or timing.kind != "none"
            or looks_like_time(cell)
        ):
            continue
        if find_impossible_dates(cell, cell=True):  # a time, if one of no calendar
            continue
        if looks_like_agencies(cell):
            yield doubt_at(row, kind, Sure.CERTAIN, wordings.agencies_among_times(), cell)
        else:
            yield doubt_at(row, kind, Sure.LOOK, wordings.no_time(), cell)
    if what := _not_a_task(row.task):
        yield doubt_at(row, kind, Sure.LIKELY, wordings.no_task(what), row.task)


def _not_a_task(text: str) -> str:
    """What a task cell holds instead of a task."""
    if _NUMBER_ALONE.fullmatch(text):
        return "số"
    if looks_like_time(text):
        return "thời gian"
    names = split_agencies(text) if looks_like_agencies(text) else ()
    return "tên cơ quan" if names and all(map(agency_book().lookup, names)) else ""
