"""Times that count from today or leave the year out: "năm nay", "quá hạn", "trong quý I", "hạn 2025".

What the words alone say is read in `corpus.dates`; here stands what needs a calendar or the plan asked of.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.dates import TimeMention, find_times
from corpus.model import Timing
from index.reading.spans import span_of

State = Literal["", "overdue", "open", "soon", "undated"]
"""What a question asks of a deadline: passed today, not yet passed, near; or that there is none."""

_SOON = dt.timedelta(days=30)
_DAY = dt.timedelta(days=1)
_UNDATED = re.compile(
    r"(?<!\w)(?:không|chưa) (?:có |ghi |nêu |ấn định |quy định |đặt ra? |đặt |định |rõ |thấy )*"
    r"(?:thời hạn|thời gian hoàn thành|deadline|hạn(?: định)?(?! (?:chế|mức|hẹp|ngạch|hán)))"
    r"(?: (?:cụ thể|rõ ràng|rõ|hoàn thành|cuối|gì))*(?!\w)"
)
_STATES: tuple[tuple[State, re.Pattern[str]], ...] = (
    ("soon", re.compile(r"(?<!\w)(?:sắp|gần|chuẩn bị) (?:đến|tới|hết|quá) hạn(?!\w)")),
    (
        "open",
        re.compile(
            r"(?<!\w)(?:còn (?:trong )?(?:thời )?hạn|(?:chưa|không) (?:đến|tới|hết|quá|trễ) hạn)"
            r"(?! (?:chế|mức))"
        ),
    ),
    (
        "overdue",
        re.compile(r"(?<!\w)(?:(?:đã |bị )?(?:quá|qua|trễ|chậm|lỡ|hết) (?:thời )?hạn)(?! (?:chế|mức))(?!\w)"),
    ),
)
_RELATIVE = re.compile(
    r"(?<!\w)(?:(?P<unit>năm|quý|tháng|tuần) (?P<which>nay|này|hiện nay|hiện tại|tới|sau|ngoái)"
    r"|(?P<next>sang năm)|(?P<rest>từ (?:nay|giờ|bây giờ) (?:cho )?(?:đến|tới) (?:cuối|hết) năm)"
    r"|(?P<day>hôm nay|ngày mai|mai(?= (?:có|phải|cần|đến hạn|sở|bên)(?!\w))))(?!\w)"
)
_LONE_YEAR = re.compile(
    r"(?<!\w)(?P<word>hạn|trước|sau|đến|hết|vào|xong|trong|của|hoàn thành) (?P<year>(?:19|20)\d\d)"
    r"(?![\w/]|[.,-]\d| ?[-–] ?\d)"
)


@dataclass(frozen=True)
class Periods:
    """The times of a question, with dates; `state` and its span where a deadline is held against today."""

    times: tuple[TimeMention, ...]
    state: State = ""
    relative: tuple[tuple[int, int], ...] = ()  # spans that are no matter of the plans: "năm nay", "quá hạn"


def find_periods(text: str, norm: str, today: dt.date, year: int) -> Periods:
    """The times of a question; `year` is taken where a quarter or a month names none.

    `text` and `norm` have the same length; documents are masked in both.
    """
    state: State = ""
    relative: list[TimeMention] = []
    for name, pattern in _STATES:
        if match := pattern.search(norm):
            state = name
            relative.append(_mention(match, match.group(), _against(name, today)))
            break
    if not state and (match := _UNDATED.search(norm)):
        return Periods((), "undated", ((match.start(), match.end()),))
    relative += [_relative(match, today) for match in _RELATIVE.finditer(norm)]
    taken = [(mention.start, mention.end) for mention in relative]
    plain = [mention for mention in find_times(text, year=year) if _free(mention.start, mention.end, taken)]
    taken += [(mention.start, mention.end) for mention in plain]
    lone = [mention for mention in _lone_years(norm) if _free(mention.start, mention.end, taken)]
    if state == "overdue" and relative[0].printed.startswith("hết") and (plain or lone or len(relative) > 1):
        state, relative = "", relative[1:]  # "hết hạn trong năm 2024" is said of what is due in that year
    found = sorted([*relative, *plain, *lone], key=lambda mention: mention.start)
    return Periods(tuple(found), state, tuple((mention.start, mention.end) for mention in relative))


def _free(start: int, end: int, taken: list[tuple[int, int]]) -> bool:
    return not any(start < other_end and other_start < end for other_start, other_end in taken)


def _against(state: State, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
    if state == "overdue":
        return None, today - _DAY
    return today, today + _SOON if state == "soon" else None


def _mention(
    match: re.Match[str], printed: str, bounds: tuple[dt.date | None, dt.date | None]
) -> TimeMention:
    timing = Timing.model_validate({"from": bounds[0], "to": bounds[1], "kind": "period"})
    return TimeMention(printed, match.start(), match.end(), timing)


def _relative(match: re.Match[str], today: dt.date) -> TimeMention:
    bounds = _bounds(match, today)
    first, last = (f"{day.day}/{day.month}/{day.year}" for day in bounds)
    said = first if first == last else f"{first} - {last}"
    return _mention(match, f"{match.group()} ({said})", bounds)


def _bounds(match: re.Match[str], today: dt.date) -> tuple[dt.date, dt.date]:
    if match["rest"]:
        return today, dt.date(today.year, 12, 31)
    if match["day"]:
        day = today if match["day"] == "hôm nay" else today + _DAY
        return day, day
    step = {"tới": 1, "sau": 1, "ngoái": -1}.get(match["which"] or "tới", 0)
    return span_of(match["unit"] or "năm", today, step)


def _lone_years(norm: str) -> Iterator[TimeMention]:
    for match in _LONE_YEAR.finditer(norm):
        year, word = int(match["year"]), match["word"]
        first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
        if word == "trước":
            yield _mention(match, match.group(), (None, first - _DAY))
        elif word == "sau":
            yield _mention(match, match.group(), (last + _DAY, None))
        else:
            at = match.start("year")
            timing = Timing.model_validate({"from": first, "to": last, "kind": "period"})
            yield TimeMention(f"năm {year}", at, match.end(), timing)
