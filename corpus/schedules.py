"""When a printed deadline falls due: single days, days that come again, or none.

`dates.parse_timing` says what time a cell names, as one span; here each deadline in it stands for itself.
The classes, with the cells they were seen in:

- single: "Quý IV/2023" (its last day), "Trước ngày 31/01/2024" (that day, `before`), "Tháng 6 và tháng
  12/2024" (two);
- recurring: "Hằng năm", "Tháng 10 hằng năm", "Hằng quý", "Hằng tháng", "trước ngày 25 hằng tháng",
  "ngày 15 tháng cuối quý", "định kỳ 6 tháng", "3 tháng/lần", "2 lần/năm", "trước ngày 10/6 và 10/12", each at
  its period's end unless a day is printed; a year or a run of years beside them bounds them;
- open: a time without a last day that the words give: "Năm 2022 và các năm tiếp theo", "Định kỳ, đột xuất",
  "2 năm/lần" (from when?), "Tháng 6" where no year is known;
- ongoing ("Thường xuyên"), conditional ("Theo kế hoạch", "Sau khi có …"), none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from corpus.date_atoms import find_atoms
from corpus.date_mentions import BOUND, TimeMention
from corpus.dates import find_cell_times
from corpus.model import Timing
from corpus.recurrence import Repeat, find_repeats, yearly_repeat
from corpus.vietnamese import nfc


class ScheduleKind(StrEnum):
    """How a deadline comes; only the first two ever fall due."""

    SINGLE = "single"
    RECURRING = "recurring"
    OPEN = "open"
    ONGOING = "ongoing"
    CONDITIONAL = "conditional"
    NONE = "none"


class Due(NamedTuple):
    """A day on which something falls due.

    `before`: the plan says "trước ngày", so that the day before is the last one strictly in time.
    `frequent`: it comes every week.
    """

    day: dt.date
    before: bool = False
    frequent: bool = False

    @property
    def last_day(self) -> dt.date:
        """The last day in time by the strictest reading."""
        return self.day - dt.timedelta(days=1) if self.before else self.day


class Schedule(NamedTuple):
    """A printed deadline, read. `first` and `last` bound the repeats where the cell says so."""

    kind: ScheduleKind
    single: tuple[Due, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None

    def between(self, first: dt.date, last: dt.date) -> Iterator[Due]:
        """Every day it falls due from `first` to `last`, both inclusive, in order, each once."""
        days: dict[dt.date, Due] = {due.day: due for due in self.single if first <= due.day <= last}
        first, last = max(first, self.first or first), min(last, self.last or last)
        for repeat in self.repeats:
            for day in repeat.between(first, last):
                days.setdefault(day, Due(day, repeat.before, repeat.weekday is not None))
        yield from (days[day] for day in sorted(days))


def parse_schedule(text: str | None, *, year: int | None = None) -> Schedule:
    """Read a deadline's cell; never an error. `year` is taken for days printed without one."""
    cell = nfc(text or "").strip()
    yearless, clauses = find_cell_times(cell, None)
    repeats, yearly = find_repeats(cell, clauses)
    floating = [m for m in yearless if _is_floating(m)]
    if yearly or (year is None and len(floating) > 1):
        days = _yearly_days(cell, floating)
        repeats = (*(r for r in repeats if not (r.whole_year and days)), *days)
    mentions = yearless if yearly else find_cell_times(cell, year)[0]
    kinds = {mention.timing.kind for mention in mentions}
    dated = [m for m in mentions if m.timing.kind in ("date", "period")]
    if repeats:
        exact = [m for m in dated if not _bounds_repeats(m.timing)]
        first, last = _bounds([m for m in dated if _bounds_repeats(m.timing)])
        return Schedule(ScheduleKind.RECURRING, _singles(cell, exact), repeats, first, last)
    if "ongoing" in kinds:  # "Thường xuyên; báo cáo trước ngày 15/12/2024": the day stands for itself
        dated = [m for m in dated if m.timing.kind == "date"]
    if singles := _singles(cell, dated):
        return Schedule(ScheduleKind.SINGLE, singles)
    if "ongoing" in kinds:
        return Schedule(ScheduleKind.ONGOING)
    if dated or ("recurring" in kinds and not _all_inside(mentions, clauses)):
        return Schedule(ScheduleKind.OPEN)
    return Schedule(ScheduleKind.CONDITIONAL if clauses else ScheduleKind.NONE)


def _is_floating(mention: TimeMention) -> bool:
    """Whether a mention names days without a year: "10/6", "Quý II", "tháng 10 hằng năm"."""
    if mention.timing.kind == "recurring":
        return bool(find_atoms(mention.printed, cell=True))
    return mention.timing.kind in ("date", "period") and mention.timing == Timing(kind=mention.timing.kind)


def _all_inside(mentions: list[TimeMention], clauses: list[tuple[int, int]]) -> bool:
    return all(any(start <= m.start < end for start, end in clauses) for m in mentions)


def _singles(cell: str, mentions: list[TimeMention]) -> tuple[Due, ...]:
    """The last day of each mention that has one."""
    found, before, end = [], False, 0
    for mention in mentions:
        before = _is_before(mention) or (before and _joined(cell[end : mention.start]))
        end = mention.end
        if mention.timing.end is not None:
            found.append(Due(mention.timing.end, before and mention.timing.kind == "date"))
    return tuple(dict.fromkeys(found))


def _is_before(mention: TimeMention) -> bool:
    bound = BOUND.match(mention.printed)
    return bool(bound and bound["before"])


_SHORTEST_YEAR = 364  # days between the first and the last of a year
_JOINT = re.compile(r"\s*(?:,|;|và|va|hoặc|hoac)?\s*(?:ngày|ngay)?\s*", re.IGNORECASE)


def _joined(between: str) -> bool:
    """Whether "trước" also bounds what follows: "trước ngày 10/6 và 10/12"."""
    return bool(_JOINT.fullmatch(between))


def _bounds_repeats(timing: Timing) -> bool:
    """Whether a time beside repeats bounds them: years, or one that is open. Others stand for themselves."""
    if timing.kind != "period" or timing.start is None or timing.end is None:
        return timing.kind == "period"
    return (timing.end - timing.start).days >= _SHORTEST_YEAR


def _bounds(mentions: list[TimeMention]) -> tuple[dt.date | None, dt.date | None]:
    starts = [m.timing.start for m in mentions if m.timing.start]
    ends = [m.timing.end for m in mentions if m.timing.end]
    opened = any(m.timing.end is None for m in mentions)
    return min(starts, default=None), None if opened else max(ends, default=None)


_PART = re.compile(r"\b(?:đầu|giữa|cuối)\s+$", re.IGNORECASE)


def _yearly_days(cell: str, mentions: list[TimeMention]) -> tuple[Repeat, ...]:
    """The yearly repeats of mentions without a year."""
    found: list[Repeat] = []
    before, end = False, 0
    for mention in mentions:
        before = _is_before(mention) or (before and _joined(cell[end : mention.start]))
        part = _PART.search(cell, end, mention.start)
        atom = find_atoms(mention.printed, cell=True)[-1]
        end = mention.end
        if repeat := yearly_repeat(atom, (part[0] if part else "") + mention.printed, before):
            found.append(repeat)
    return tuple(dict.fromkeys(found))
