"""A span of days as people ask for it: "tháng 6/2026", "quý IV", "tuần này", "30 ngày tới", "đến 30/6"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from corpus.date_atoms import compile_typed
from corpus.dates import find_times
from corpus.vietnamese import fold, nfc

LONGEST = 3660  # days


class Period(NamedTuple):
    """From `first` to `last`, both inclusive; `start` and `end` are the offsets of its words in the text."""

    first: dt.date
    last: dt.date
    start: int = 0
    end: int = 0


_NEXT = r"(?:sau|tới|kế tiếp|tiếp theo)"
_RELATIVE = compile_typed(
    rf"\b(?:trong |vào )?(?:(?P<day>hôm nay|ngày mai|ngày kia)"
    rf"|(?P<unit>tuần|tháng|quý) (?P<which>này|nay|{_NEXT}|trước)(?! ngày)"
    rf"|năm (?P<year>nay|này|{_NEXT}|trước|ngoái)"
    rf"|(?P<count>\d{{1,3}}) (?P<many>ngày|tuần|tháng) (?:tới|nữa|sắp tới|tiếp theo))(?!\w)"
)
_UNTIL_THE_END = compile_typed(
    r"\b(?:từ (?:nay|giờ|hôm nay) )?(?:đến|tới) (?:hết |cuối )+"
    r"(?P<unit>tuần|tháng|quý|năm)(?: này| nay)?(?!\w| \d)"
)
_LONE_YEAR = re.compile(r"(?<![\w/.:-])(?P<year>20\d\d)(?![\w/-])")
_DAYS = {"hom nay": 0, "ngay mai": 1, "ngay kia": 2}


def find_period(text: str, today: dt.date) -> Period | None:
    """The first span of days that a text names; a year left out is this one. None where it names none."""
    text = nfc(text)
    if match := _UNTIL_THE_END.search(text):
        return Period(today, span_of(match["unit"], today)[1], match.start(), match.end())
    if match := _RELATIVE.search(text):
        return Period(*_relative(match, today), match.start(), match.end())
    for mention in find_times(text, year=today.year):
        timing = mention.timing
        if mention.of_document:  # "54/KH-UBND ngày 12/4/2022": which one it is
            continue
        if timing.kind not in ("date", "period") or not (timing.start or timing.end):
            continue
        first = timing.start or min(today, timing.end or today)
        last = timing.end or first + dt.timedelta(days=366)
        if first <= last <= first + dt.timedelta(days=LONGEST):
            return Period(first, last, mention.start, mention.end)
    if match := _LONE_YEAR.search(text):
        year = int(match["year"])
        return Period(dt.date(year, 1, 1), dt.date(year, 12, 31), match.start(), match.end())
    return None


def days_from(today: dt.date, days: int) -> Period:
    """Today and the days after it, so many."""
    return Period(today, today + dt.timedelta(days=days))


def _relative(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    if match["day"]:
        day = today + dt.timedelta(days=_DAYS[" ".join(fold(match["day"]).split())])
        return day, day
    if match["count"]:
        count = int(match["count"])
        if fold(match["many"]) == "thang":
            last = month_of(today, count)[0]
            return today, last.replace(day=min(today.day, _length(last)))
        return today, today + dt.timedelta(days=count * (7 if fold(match["many"]) == "tuan" else 1))
    return span_of(match["unit"] or "năm", today, _step(match["which"] or match["year"]))


def span_of(unit: str, today: dt.date, step: int = 0) -> tuple[dt.date, dt.date]:
    """First and last day of a day's "tuần", "tháng", "quý" or "năm", or of one so many later."""
    return _SPANS[fold(unit)](today, step)


def _step(which: str) -> int:
    word = fold(which).split()[0]
    return {"nay": 0, "truoc": -1, "ngoai": -1}.get(word, 1)


def week_of(today: dt.date, step: int = 0) -> tuple[dt.date, dt.date]:
    """Monday and Sunday of a day's week, or of one so many weeks later."""
    monday = today + dt.timedelta(days=7 * step - today.weekday())
    return monday, monday + dt.timedelta(days=6)


def month_of(today: dt.date, step: int = 0) -> tuple[dt.date, dt.date]:
    """First and last day of a day's month, or of one so many months later."""
    year, month = divmod(today.year * 12 + today.month - 1 + step, 12)
    first = dt.date(year, month + 1, 1)
    return first, first.replace(day=_length(first))


def _quarter_of(today: dt.date, step: int = 0) -> tuple[dt.date, dt.date]:
    first, _ = month_of(today.replace(day=1, month=(today.month - 1) // 3 * 3 + 1), 3 * step)
    return first, month_of(first, 2)[1]


def _year_of(today: dt.date, step: int = 0) -> tuple[dt.date, dt.date]:
    return dt.date(today.year + step, 1, 1), dt.date(today.year + step, 12, 31)


_SPANS: dict[str, Callable[[dt.date, int], tuple[dt.date, dt.date]]] = {
    "tuan": week_of,
    "thang": month_of,
    "quy": _quarter_of,
    "nam": _year_of,
}


def _length(month: dt.date) -> int:
    return calendar.monthrange(month.year, month.month)[1]
