"""The time expressions of a sentence, a question or a cell, with the dates their words give.

A mention is one atom (`date_atoms`), a range of two, or an atom with the words that bound ("trước", "từ") or
open it ("và các năm tiếp theo"). `end` is inclusive: "Trước ngày 31/01/2024" ends on 2024-01-31 as officials
count it, "trước tháng 6/2024" on 2024-05-31. An impossible date (31/02/2024) is no date.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.date_atoms import Atom, compile_typed, find_atoms
from corpus.model import DueKind, Timing
from corpus.vietnamese import fold, nfc


@dataclass(frozen=True, slots=True)
class DateMention:
    """An exact day in a text, with its character offsets."""

    date: dt.date
    printed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression in a text: its words, offsets and timing.

    `of_document` marks the date of a cited document ("Kế hoạch số 54/KH-UBND ngày 12/4/2022"), which is
    nobody's deadline.
    """

    printed: str
    start: int
    end: int
    timing: Timing
    of_document: bool = False


_EVERY = r"(?:hằng|hàng|mỗi|từng)"
_PERIOD = r"(?:năm|tháng|quý|tuần|ngày|kỳ)"
_REPEATED = compile_typed(
    rf"(?:\bngày \d{{1,2}}(?:/\d{{1,2}})?,? (?:của )?)?\b{_EVERY} {_PERIOD}\b(?! (?:tiếp theo|sau))"
    rf"|\bđịnh kỳ\b(?:,? (?:và |hoặc )?đột xuất\b)?"
    rf"|\b\d*\s*{_PERIOD}\s*/\s*\d*\s*lần\b|\b\d+ lần\s*/\s*(?:\d+ )?{_PERIOD}\b"
    rf"|\b(?:\d+ )?{_PERIOD} (?:một|\d+) lần\b"
    r"|\b(?:0?6|sáu) tháng(?: đầu năm)?\s*(?:,|và|/)\s*(?:cả |một |0?1 |cuối )?năm\b(?! \d)"
)
_SIGN_OF_REPEATING = compile_typed(r"hằng|hàng|mỗi|từng|định kỳ|lần")
_AND_EVERY = compile_typed(rf",?\s*(?:của )?{_EVERY} {_PERIOD}\b(?! (?:tiếp theo|sau))")
_ONGOING = compile_typed(r"(?<!\bchi\s)\bthường xuyên\b(?:, liên tục\b)?|\bliên tục\b")
_AND_LATER = compile_typed(
    r"(?:,| và)? (?:(?:các|những|hằng|hàng) (?:năm|quý|tháng) (?:tiếp theo|tiếp sau|sau)(?: đó)?|trở đi)\b"
)
_RANGE = compile_typed(r"\s*(?:-|–|—|(?:cho )?\bđến(?: hết)?|\btới(?: hết)?)\s*")
_PART = compile_typed(
    r"(?:(?P<part>\bđầu|\bgiữa|\bcuối)|\btuần (?:thứ )?(?P<week>[1-5]|đầu|cuối)(?: của)?),? $"
)
BOUND = compile_typed(
    r"(?P<before>\btrước(?: thời điểm)?)"
    r"|(?P<until>\b(?:(?:cho )?đến(?: hết)?|tới(?: hết)?|hết|không (?:quá|muộn hơn)"
    r"|(?:chậm|muộn) nhất(?: là)?(?: vào| trong| đến| hết)*))"
    r"|(?P<after>\bsau)|(?P<since>\b(?:kể từ|(?<!đầu\s)(?<!điện\s)(?<!thứ\s)từ|bắt đầu(?: từ| vào)?))"
)
_CLOCK_BEFORE = compile_typed(
    r"(?<!\d)(?:(?:lúc|vào|hồi) )?\d{1,2}\s*(?:giờ|h|g|:)\s*(?:\d{2})?(?:\s*phút)?\s*[,-]?\s*$"
)
_BOUND_BEFORE = re.compile(rf"(?:{BOUND.pattern})\s+$", re.IGNORECASE)
_DOCUMENT_BEFORE = re.compile(r"(?<!\w)\d[\wĐđ/&-]*[*_]*\s*,?\s*(?:ký\s+)?$", re.IGNORECASE)
_ONE_DAY = dt.timedelta(days=1)


def compose_timing(start: dt.date | None, end: dt.date | None, kind: DueKind) -> Timing:
    """The timing of two inclusive days; its fields go by names that are Python keywords ("from")."""
    return Timing.model_validate({"from": start, "to": end, "kind": kind})


def find_dates(text: str) -> list[DateMention]:
    """Every exact day of a text ("ngày 25/10/2021", "ngày 12 tháng 4 năm 2022"), in order."""
    text = nfc(text)
    found = []
    for atom in find_atoms(text):
        bounds = atom.bounds()
        if atom.unit == "day" and bounds and bounds[0] == bounds[1]:
            found.append(DateMention(bounds[0], text[atom.start : atom.end], atom.start, atom.end))
    return found


def find_times(text: str, *, year: int | None = None) -> list[TimeMention]:
    """Every time expression of a sentence or question, in order, not overlapping.

    `year` is taken where the words name none ("tháng 6"); without it such a mention has no dates.
    """
    return find_times_of(nfc(text), year, cell=False)


def find_times_of(text: str, year: int | None, *, cell: bool) -> list[TimeMention]:
    """`find_times` of a composed text; in a `cell` a lone "2024" or "30/6" counts too."""
    mentions = _dated(text, find_atoms(text, cell=cell), year)
    taken = [(mention.start, mention.end) for mention in mentions]
    patterns = [("ongoing", _ONGOING)]
    if _SIGN_OF_REPEATING.search(text):
        patterns.insert(0, ("recurring", _REPEATED))
    for kind, pattern in patterns:
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                timing = Timing(kind="recurring" if kind == "recurring" else "ongoing")
                mentions.append(TimeMention(match[0], match.start(), match.end(), timing))
    return sorted(mentions, key=lambda mention: mention.start)


def _dated(text: str, atoms: list[Atom], year: int | None) -> list[TimeMention]:
    """The mentions made of atoms: ranges joined, bounding and repeating words taken in."""
    mentions: list[TimeMention] = []
    skip = False
    for atom, following in pairwise([*atoms, None]):
        if skip or atom is None:
            skip = False
            continue
        last = atom
        if following and _is_range(text, atom, following):
            last, skip = following, True
        mention = _mention(text, atom, last, year, mentions[-1].end if mentions else 0)
        if mention:
            mentions.append(mention)
    return mentions


def _is_range(text: str, atom: Atom, following: Atom) -> bool:
    return bool(
        atom.unit != "years"
        and _RANGE.fullmatch(text, atom.end, following.start)
        and not _of_document(text, atom.start)
    )


def _of_document(text: str, start: int) -> bool:
    if _CLOCK_BEFORE.search(text, max(0, start - 40), start):
        return False  # "trước 16h00 ngày 10/12/2025"
    return bool(_DOCUMENT_BEFORE.search(text, max(0, start - 40), start))


def _mention(text: str, first: Atom, last: Atom, year: int | None, floor: int) -> TimeMention | None:
    """One mention from `first` to `last`, with the words around it (behind `floor`) that belong to it."""
    if not (first.possible and last.possible):
        return None
    start, end = first.start, last.end
    if first.year is None and last.year is None and (repeated := _AND_EVERY.match(text, end)):
        bound = _BOUND_BEFORE.search(text, floor, start)
        start, end = bound.start() if bound else start, repeated.end()
        return TimeMention(text[start:end], start, end, Timing(kind="recurring"))
    part = _PART.search(text, floor, start)
    start = part.start() if part else start
    clock = _CLOCK_BEFORE.search(text, floor, start)
    start = clock.start() if clock else start
    bound = _BOUND_BEFORE.search(text, floor, start)
    low, high = (_bounds(first, year, part), last.bounds(year) if last is not first else None)
    begin = low[0] if low else None
    finish = (high or low or (None, None))[1]
    kind: DueKind = (
        "date" if first is last and first.unit == "day" and first.first == first.last else "period"
    )
    if bound:
        start = bound.start()
        if bound["before"]:
            finish = finish if kind == "date" or part else begin and begin - _ONE_DAY
            begin = None
        elif bound["until"]:
            begin = None
        elif bound["after"]:
            begin, finish = finish and finish + _ONE_DAY, None
            kind = "period"
        elif last is first and first.unit != "years":
            finish, kind = None, "period"
    if later := _AND_LATER.match(text, end):
        end, finish, kind = later.end(), None, "period"
    timing = compose_timing(begin, finish, kind)
    cited = first.unit not in ("month", "quarter") and _of_document(text, first.start)
    return TimeMention(text[start:end], start, end, timing, cited)


def _bounds(atom: Atom, year: int | None, part: re.Match[str] | None) -> tuple[dt.date, dt.date] | None:
    """The atom's days, or its beginning, middle or end: quarters of a year, months of a quarter, ten days."""
    bounds = atom.bounds(year)
    if not (bounds and part):
        return bounds
    first, last = bounds
    if part["week"]:
        return _week(atom, first, last, fold(part["week"]))
    where = {"dau": 0, "giua": 1, "cuoi": 2}[fold(part["part"])]
    if atom.unit == "year":
        low, high = ((1, 3), (4, 9), (10, 12))[where]
        return dt.date(first.year, low, 1), dt.date(
            first.year, high, calendar.monthrange(first.year, high)[1]
        )
    if atom.unit == "quarter":
        month = first.month + where
        return dt.date(first.year, month, 1), dt.date(
            first.year, month, calendar.monthrange(first.year, month)[1]
        )
    if atom.unit == "month":
        low_day, high_day = ((1, 10), (11, 20), (21, last.day))[where]
        return first.replace(day=low_day), last.replace(day=high_day)
    return bounds


def _week(atom: Atom, first: dt.date, last: dt.date, week: str) -> tuple[dt.date, dt.date]:
    """The days of a month's week, seven by seven from its first: "tuần 2 tháng 3" ends on the 14th."""
    if atom.unit != "month" or first.month != last.month:
        return first, last
    number = {"dau": 1, "cuoi": 5}.get(week) or int(week)
    begin = last - dt.timedelta(days=6) if number == 5 else first + dt.timedelta(days=7 * (number - 1))
    return begin, last if number == 5 else begin + dt.timedelta(days=6)
