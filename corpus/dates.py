"""Times as plans print them and as people type them, read into dates where the words give dates.

`find_times` reads the time expressions of a sentence or a question (`date_mentions`), `parse_timing` a whole
table cell, where an event may stand for a date ("Sau khi có …", "Theo kế hoạch").
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

from corpus.date_atoms import compile_typed
from corpus.date_mentions import (
    BOUND,
    DateMention,
    TimeMention,
    compose_timing,
    find_dates,
    find_times,
    find_times_of,
)
from corpus.model import DueKind, Timing
from corpus.numbers import roman_to_int
from corpus.vietnamese import fold, nfc, syllables

__all__ = [
    "DateMention",
    "TimeMention",
    "find_cell_times",
    "find_dates",
    "find_times",
    "looks_like_time",
    "parse_timing",
    "same_time",
]

_CONDITION = compile_typed(
    r"(?:^|[,;\n(]\s*|\bvà )(?:[-+•]\s*)?(?P<open>theo(?! dõi)|đúng (?:thời|tiến|quy|hạn)"
    r"|(?:đảm bảo|bảo đảm) (?:thời|tiến|đúng)|phù hợp|tùy"
    r"|trong (?:vòng|thời hạn|thời gian|quá trình)|trong \d+\s*(?:ngày|giờ|tháng|tuần)"
    r"|khi\b|trước khi|sau \d+|đột xuất|ngay)\b"
    r"|\b(?P<inner>(?:ngay )?sau khi|kể từ|khi (?:có|nhận|được)|(?:chậm|muộn) nhất"
    r"|trước ngày(?! \d+(?:/| tháng \d)))\b"
)
"""Words that make a time depend on an event; the first ones only where a clause begins."""

_CLAUSE_END = re.compile(r"[,;\n]")


def _conditions(text: str, mentions: list[TimeMention]) -> list[tuple[int, int]]:
    """The clauses that name an event instead of a date, as offsets."""
    clauses = []
    for match in _CONDITION.finditer(text):
        start = match.start("open") if match["open"] else match.start("inner")
        if any(mention.start <= start < mention.end for mention in mentions):
            continue  # "sau năm 2025" is a time, not a condition
        stop = _CLAUSE_END.search(text, match.end())
        clauses.append((start, stop.start() if stop else len(text)))
    return clauses


def parse_timing(text: str | None, *, year: int | None = None) -> Timing:
    """The timing of a table cell, never an error: kind "none" where the words name no time.

    Several times are one span from the first to the last. A cell that recurs or goes on keeps that kind, with
    the dates it names. "Năm 2022 và các năm tiếp theo" is a period from 2022-01-01 without end. The date of a
    cited document is no time, nor is one inside a condition ("Trong 15 ngày kể từ ngày …"). `year` is taken
    where the words name none ("Tháng 6", "Quý II").
    """
    free, clauses = find_cell_times(nfc(text or "").strip(), year)
    dated = [mention.timing for mention in free if mention.timing.kind in ("date", "period")]
    kinds = {mention.timing.kind for mention in free}
    start, end = _span(dated)
    kind: DueKind = "none"
    if "recurring" in kinds:
        kind = "recurring"
    elif "ongoing" in kinds:
        kind = "ongoing"
    elif dated:
        kind = "date" if kinds == {"date"} and (len(dated) == 1 or start == end) else "period"
    elif clauses:
        kind = "conditional"
    return compose_timing(start, end, kind)


def find_cell_times(cell: str, year: int | None) -> tuple[list[TimeMention], list[tuple[int, int]]]:
    """The times of a composed cell that no event swallows, and the clauses of events, as offsets."""
    mentions = [mention for mention in find_times_of(cell, year, cell=True) if not mention.of_document]
    clauses = _conditions(cell, mentions)
    free = [m for m in mentions if m.timing.kind not in ("date", "period") or not _inside(m, clauses)]
    return free, clauses


def _inside(mention: TimeMention, clauses: list[tuple[int, int]]) -> bool:
    """Whether an event's clause swallows the mention; a bounded one ("… trước 30/6") stands for itself."""
    bounded = BOUND.match(mention.printed) and not fold(mention.printed).startswith("ke tu")
    return not bounded and any(start <= mention.start < end for start, end in clauses)


def _span(timings: list[Timing]) -> tuple[dt.date | None, dt.date | None]:
    """From the earliest named day to the latest; an open end stays open."""
    starts = [timing.start for timing in timings if timing.start]
    ends = [timing.end for timing in timings if timing.end]
    opened = any(timing.start and not timing.end for timing in timings)
    return min(starts, default=None), None if opened else max(ends, default=None)


_LINKING = re.compile(
    r"va|den|toi|hoac|tu|trong|truoc|sau|het|cuoi|dau|nhiem|vu|hoan|thanh|xong|thoi|gian|thuc|hien|giai|doan"
    r"|khoang|vao|la|moi|cac|nhung|bat|ket|thuc|du|kien|han|quy|nam|thang|ngay|theo"
)
"""Words of a time cell that add no task to it, folded."""

_MOST_WORDS_BEFORE = 8
_MOST_WORDS = 45


def looks_like_time(cell: str | None) -> bool:
    """Whether a table cell holds a time or a condition for one, rather than an agency, a task or a product.

    Every part of it must be a time, or a few words that end in one ("Báo cáo trước ngày 10/12/2024").
    """
    text = nfc(cell or "").strip(" .*-–+")
    words = syllables(text)
    if not words or len(words) > _MOST_WORDS:
        return False
    mentions = find_times_of(text, None, cell=True)
    clauses = _conditions(text, mentions)
    spans = sorted([(m.start, m.end) for m in mentions if not m.of_document] + clauses)
    if not spans:
        return False
    if clauses and clauses[0][0] == 0:
        return True
    position = 0
    for start, end in spans:
        if not _is_lead_in(text[position:start], text[start:end]):
            return False
        position = max(position, end)
    return not _plain_words(text[position:])


def _plain_words(text: str) -> list[str]:
    return [word for word in map(fold, syllables(text)) if not _LINKING.fullmatch(word)]


def _is_lead_in(before: str, time: str) -> bool:
    """Whether the words before a time belong to its cell: none, or a few that a bounding word ties to it."""
    plain = _plain_words(before)
    if not plain:
        return True
    tied = bool(BOUND.match(time) or _CONDITION.match(time) or _TIED.search(before))
    return tied and len(plain) <= _MOST_WORDS_BEFORE


_TIED = compile_typed(r"\b(?:trong|vào|xong|trước) $")
_YEARLY = re.compile(r"\bhàng\b(?= (?:năm|tháng|quý|tuần|ngày|kỳ))")


def same_time(a: str | None, b: str | None) -> bool:
    """Whether two printed times mean the same: "Quý I/2022" = "quý 1 năm 2022", "Hằng năm" = "Hàng năm"."""
    return _time_key(a) == _time_key(b)


@lru_cache(maxsize=4096)
def _time_key(text: str | None) -> tuple[object, ...]:
    """What two writings of one time share: the dates, or the words where there are none."""
    cell = nfc(text or "").strip()
    timing = parse_timing(cell)
    if timing.kind in ("date", "period") and (timing.start or timing.end):
        mentions = find_times_of(cell, None, cell=True)
        return tuple((m.timing.start, m.timing.end) for m in mentions if m.timing.start or m.timing.end)
    words = _YEARLY.sub("hằng", " ".join(syllables(cell)))
    return (timing.start, timing.end, *(_plain_number(word) for word in words.split()))


def _plain_number(word: str) -> str:
    if word.isdigit():
        return str(int(word))
    value = roman_to_int(word) if len(word) > 1 or word in "iv" else None
    return str(value) if value else word
