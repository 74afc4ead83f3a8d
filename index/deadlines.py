"""The deadlines of task rows: which row falls due on which day, and which never does.

A repeating deadline comes from the day its plan was issued (or the year the plan is for, or the row's own
start, if later) until the end of the years the plan is for, where its title names them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from corpus.metadata import planned_end, planned_year
from corpus.model import Document, TaskRow
from corpus.schedules import Due, Schedule, ScheduleKind, parse_schedule
from corpus.vietnamese import syllables
from index.engine import Engine

_KEY = 16  # hexadecimal digits of a row's key: callback data have little room
_IN_FORCE = (ScheduleKind.SINGLE, ScheduleKind.RECURRING)


class Deadline(NamedTuple):
    """A row, and a day on which it falls due."""

    due: Due
    row: TaskRow
    key: str  # of the row, see `Deadlines.key_of`
    recurring: bool = False  # the row falls due again on other days


def schedule_of(row: TaskRow, document: Document) -> Schedule:
    """When a row falls due: its cell, within its plan's years."""
    schedule = parse_schedule(row.due, year=planned_year(document))
    if not schedule.repeats:
        return schedule
    year = planned_year(document)
    planned = dt.date(year, 1, 1) if year else None
    begins = [day for day in (schedule.first, document.date, planned, row.start_on.start) if day]
    ends = [day for day in (schedule.last, planned_end(document)) if day]
    return schedule._replace(first=max(begins, default=None), last=min(ends, default=None))


class Deadlines:
    """The deadlines of one version of the corpus."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @cached_property
    def _rows(self) -> Mapping[str, tuple[TaskRow, Schedule]]:
        """Every row by its key, in printed order."""
        documents = self._engine.documents
        seen: Counter[tuple[str, ...]] = Counter()
        rows = {}
        for row in self._engine.tasks:
            content = _content(row, documents[row.doc])
            rows[_digest(*content, str(seen[content]))] = (row, schedule_of(row, documents[row.doc]))
            seen[content] += 1
        return rows

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return {row.id: key for key, (row, _) in self._rows.items()}

    def key_of(self, row_id: str) -> str | None:
        """The key of a row: 16 hexadecimal digits; None for an unknown id.

        It stays the same in every version of the corpus in which the row's document, task, goal and lead
        agency are worded the same, whatever its number and deadline.
        """
        return self._keys.get(row_id)

    def find_row(self, key: str) -> TaskRow | None:
        """The row of a key; None where the plans of today do not hold it."""
        found = self._rows.get(key)
        return found[0] if found else None

    def schedule(self, key: str) -> Schedule:
        """The schedule of a known key."""
        return self._rows[key][1]

    def select(self, agencies: Collection[str] = (), documents: Collection[str] = ()) -> tuple[str, ...]:
        """The keys of the rows that one of the agencies leads, in one of the documents; empty: any."""
        return tuple(
            key
            for key, (row, _) in self._rows.items()
            if (not agencies or set(agencies) & set(row.agencies.lead))
            and (not documents or row.doc in documents)
        )

    def between(self, keys: Iterable[str], first: dt.date, last: dt.date) -> list[Deadline]:
        """What falls due from `first` to `last`, both inclusive, by day, then in printed order."""
        found = [
            Deadline(due, self._rows[key][0], key, bool(self._rows[key][1].repeats))
            for key in keys
            if key in self._rows
            for due in self._rows[key][1].between(first, last)
        ]
        return sorted(found, key=lambda deadline: deadline.due.day)

    def next_after(self, keys: Iterable[str], day: dt.date, within: int = 3660) -> Deadline | None:
        """The first deadline after a day, in the days to come; None where there is none."""
        keys = tuple(keys)
        for days in (31, 366, within):
            if found := self.between(keys, day + dt.timedelta(days=1), day + dt.timedelta(days=days)):
                return found[0]
        return None

    def without_day(self, keys: Iterable[str]) -> Iterator[tuple[ScheduleKind, TaskRow]]:
        """The rows that never fall due, with why: ongoing, open, conditional, none."""
        for key in keys:
            row, schedule = self._rows[key]
            if schedule.kind not in _IN_FORCE:
                yield schedule.kind, row


def _content(row: TaskRow, document: Document) -> tuple[str, ...]:
    """What makes a row the same row when its plan is read anew, or comes in another format."""
    date = document.date.isoformat() if document.date else ""
    texts = (document.number, date, row.task, row.goal or "", row.lead_text or "")
    return tuple(" ".join(syllables(text)) for text in texts)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_KEY]
