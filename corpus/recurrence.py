"""Words that say how often a deadline comes ("hằng quý", "6 tháng/lần", "ngày 25 hằng tháng") → its days."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from corpus.date_atoms import Atom, compile_typed
from corpus.date_mentions import BOUND
from corpus.vietnamese import fold

_YEAR = tuple(range(1, 13))
_SUNDAY = 6


class Repeat(NamedTuple):
    """Days that come again: a day of some months (0: the last), or a day of every week (0: Monday).

    `before`: printed as "trước ngày".
    """

    months: tuple[int, ...]
    day: int = 0
    before: bool = False
    weekday: int | None = None

    @property
    def whole_year(self) -> bool:
        """Whether it is the year's end, which "hằng năm" alone means."""
        return self.months == (12,) and not self.day

    def between(self, first: dt.date, last: dt.date) -> Iterator[dt.date]:
        """Its days from `first` to `last`, both inclusive; the 31st is a shorter month's last day."""
        if self.weekday is not None:
            day = first + dt.timedelta(days=(self.weekday - first.weekday()) % 7)
            while day <= last:
                yield day
                day += dt.timedelta(days=7)
            return
        for year in range(first.year, last.year + 1):
            for month in self.months:
                longest = calendar.monthrange(year, month)[1]
                day = dt.date(year, month, min(self.day or longest, longest))
                if first <= day <= last:
                    yield day


_EVERY = r"(?:hằng|hàng|mỗi|từng)"
_COUNT = r"(?P<count>\d{1,2}|một|hai|ba|bốn|sáu|chín|mười hai)"
_UNIT = r"(?P<unit>tháng|quý|năm|tuần|ngày)"
_TIMES = r"(?P<times>\d{1,2}|một|hai|ba|bốn)"
_VALUES = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "sau": 6, "chin": 9, "muoi hai": 12}
_MONTHS_OF = {"thang": 1, "quy": 3, "nam": 12}
_PART_OF_QUARTER = {"dau": 1, "giua": 2, "hai": 2, "cuoi": 3}
_WEEKDAYS = {
    "hai": 0,
    "ba": 1,
    "tu": 2,
    "nam": 3,
    "sau": 4,
    "bay": 5,
    "2": 0,
    "3": 1,
    "4": 2,
    "5": 3,
    "6": 4,
    "7": 5,
}
_DAY = r"ngày (?P<day>\d{1,2})(?!\s*[\d/.-])(?! tháng \d),?"

_QUARTER_DAY = compile_typed(
    rf"(?:{_DAY} (?:của )?)?tháng (?P<part>đầu|giữa|thứ hai|cuối)(?: tiên| cùng)?"
    rf"(?: của)?(?: {_EVERY})? quý(?! \S*\d)"
)
_MONTH_DAY = compile_typed(
    rf"{_DAY} (?:của )?(?:(?:{_EVERY}) tháng|tháng (?:sau|tiếp theo|kế tiếp|liền kề))"
    rf"|{_EVERY} tháng,? (?:vào |trước )?ngày (?P<after>\d{{1,2}})(?!\s*[\d/.-])(?! tháng \d)"
)
_WEEK_DAY = compile_typed(r"thứ (?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])\b|(?P<sunday>chủ nhật)")
_RATES = (
    compile_typed(rf"\b{_COUNT} {_UNIT}\s*(?:/|,)?\s*{_TIMES}?\s*lần\b"),
    compile_typed(rf"\b{_TIMES} lần\s*(?:/|trong|mỗi|một|1)?\s*{_COUNT}?\s*{_UNIT}\b"),
    compile_typed(rf"\b(?:mỗi|một|hằng|hàng) {_UNIT},? {_TIMES} lần\b"),
    compile_typed(rf"\b{_UNIT}\s*/\s*{_TIMES}?\s*lần\b"),
    compile_typed(rf"\bđịnh kỳ (?:theo )?(?:{_EVERY} )?{_COUNT} {_UNIT}\b"),
    compile_typed(
        r"\b(?P<count>0?6|sáu) (?P<unit>tháng)(?: đầu năm)?\s*(?:,|và|hoặc|/)\s*"
        r"(?:cả |một |0?1 |hằng |hàng |cuối )?năm\b(?! \d)"
    ),
)
_ALL = compile_typed(
    rf"\b{_EVERY} (?P<unit>tháng|quý|năm|tuần|ngày)(?P<more>(?:\s*(?:,|và) (?:tháng|quý|năm)\b(?! \d))*)"
)
_YEARLY_PART = compile_typed(rf"\b(?P<part>đầu|giữa) (?:{_EVERY} )?năm\b(?! \d)")
_BOUND_BEFORE = re.compile(rf"(?:{BOUND.pattern})\s+$", re.IGNORECASE)


def find_repeats(cell: str, clauses: Sequence[tuple[int, int]]) -> tuple[tuple[Repeat, ...], bool]:
    """The repeats a composed cell names, and whether it speaks of every year.

    `clauses` are those of an event ("Theo kế hoạch hằng năm"), whose repeats are the event's and nobody's
    deadline. Days of the year beside "hằng năm" are read elsewhere (`schedules`).
    """
    every = [match for match in _ALL.finditer(cell) if not _inside(match.start(), clauses)]
    yearly = any(fold(match["unit"]) == "nam" for match in every)
    named = [*_days_of_quarters(cell), *_days_of_months(cell)]
    if named:
        return tuple(dict.fromkeys(named)), yearly
    rates = _rates(cell)
    if rates:
        known = [months for rate in rates if (months := _months_at(rate))]
        return (Repeat(max(known, key=len)),) if known else (), yearly and bool(known)
    return tuple(dict.fromkeys(repeat for match in every for repeat in _at_the_end_of(match, cell))), yearly


def yearly_repeat(atom: Atom, printed: str, before: bool) -> Repeat | None:
    """The last day of an atom, every year. `printed` are the words it stands in, from "trước", "cuối" on."""
    bounds = atom.bounds(2024)
    if bounds is None:
        return None
    first, last = bounds
    words = fold(printed).split()
    if before and atom.unit != "day":  # "trước tháng 10": the day before it begins
        last, before = first - dt.timedelta(days=1), False
    elif atom.unit == "month" and words[:1] in (["dau"], ["giua"]):
        return Repeat((last.month,), 10 if words[0] == "dau" else 20)
    elif atom.unit == "quarter" and words[:1] in (["dau"], ["giua"]):
        last = _month_end(first.year, first.month + ("dau", "giua").index(words[0]))
    ends_month = last == _month_end(last.year, last.month) and not (atom.unit == "day" and atom.last[1])
    return Repeat((last.month,), 0 if ends_month else last.day, before)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _inside(start: int, clauses: Sequence[tuple[int, int]]) -> bool:
    return any(low <= start < high for low, high in clauses)


def _days_of_quarters(cell: str) -> Iterator[Repeat]:
    """ "ngày 15 tháng cuối quý", "tháng đầu mỗi quý"."""
    for match in _QUARTER_DAY.finditer(cell):
        month = _PART_OF_QUARTER[fold(match["part"]).split()[-1]]
        day = int(match["day"] or 0)
        if day <= 31:
            yield Repeat(tuple(range(month, 13, 3)), day, bool(day) and _is_before(cell, match.start()))


def _days_of_months(cell: str) -> Iterator[Repeat]:
    """ "ngày 25 hằng tháng", "hằng tháng, trước ngày 5"; and "ngày 5 tháng sau" of such."""
    for match in _MONTH_DAY.finditer(cell):
        if not match["after"] and not re.search(rf"{_EVERY} ", match[0], re.I) and not _ALL.search(cell):
            continue
        day = int(match["after"] or match["day"])
        if 1 <= day <= 31:
            before = fold(match[0]).find("truoc ngay") >= 0 or _is_before(cell, match.start())
            yield Repeat(_YEAR, day, before)


def _is_before(cell: str, start: int) -> bool:
    bound = _BOUND_BEFORE.search(cell, 0, start)
    return bool(bound and bound["before"])


def _number(word: str | None) -> int:
    if not word:
        return 1
    return int(word) if word.isdigit() else _VALUES[" ".join(fold(word).split())]


def _rates(cell: str) -> list[re.Match[str]]:
    """The rates of a cell, apart: "2 năm/lần" is not "năm/lần" as well."""
    found: list[re.Match[str]] = []
    for pattern in _RATES:
        for match in pattern.finditer(cell):
            if not any(match.start() < other.end() and other.start() < match.end() for other in found):
                found.append(match)
    return found


def _step(match: re.Match[str]) -> Fraction | None:
    """The months from one time to the next."""
    groups = match.groupdict()
    unit = _MONTHS_OF.get(fold(match["unit"]))
    times = _number(groups.get("times"))
    return Fraction(unit * _number(groups.get("count")), times) if unit and times else None


def _months_at(match: re.Match[str]) -> tuple[int, ...]:
    """The months at whose end a rate falls due: "6 tháng/lần" in June and December.

    Empty where no calendar tells: "2 năm/lần", "2 lần/tháng".
    """
    step = _step(match)
    if step is None or step.denominator != 1 or not 1 <= step <= 12 or 12 % step:
        return ()
    return tuple(range(int(step), 13, int(step)))


def _at_the_end_of(match: re.Match[str], cell: str) -> Iterator[Repeat]:
    """ "Hằng quý": each quarter's last day; "hằng tháng, quý, năm" each of them."""
    ends: dict[str, Callable[[], Repeat]] = {
        "thang": lambda: Repeat(_YEAR),
        "quy": lambda: Repeat((3, 6, 9, 12)),
        "nam": lambda: _end_of_year(cell),
        "tuan": lambda: Repeat((), weekday=_weekday(cell)),
    }
    for unit in [match["unit"], *re.findall(r"[^\W\d_]{3,}", match["more"])]:
        if end := ends.get(fold(unit)):
            yield end()


def _end_of_year(cell: str) -> Repeat:
    """31/12; of "đầu năm" its first quarter's end, of "giữa năm" its third's, as `date_mentions` counts."""
    part = _YEARLY_PART.search(cell)
    return Repeat(({"dau": 3, "giua": 9}[fold(part["part"])],)) if part else Repeat((12,))


def _weekday(cell: str) -> int:
    day = _WEEK_DAY.search(cell)
    return _WEEKDAYS[fold(day["weekday"])] if day and day["weekday"] else _SUNDAY
