"""Which times a list asks for, and which rows fall due in them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import lru_cache

from corpus.dates import TimeMention, find_cell_times, parse_timing, same_time
from corpus.model import Timing
from corpus.vietnamese import SYLLABLE
from index.engine import Engine
from index.reading.mentions import mask
from index.reading.question import Question

_UP_TO = re.compile(r"(?:đến|tới)(?: hết)? +", re.IGNORECASE)


_SINCE = re.compile(r" trở (?:(?P<on>đi|về sau)|về trước|lại)(?!\w)")


def own_deadlines(question: Question) -> tuple[TimeMention, ...]:
    """The times a question filters by; "có hạn đến năm 2030" is said of rows due in that very year."""
    norm = question.wording.norm
    found = []
    for time in question.times:
        up_to = _UP_TO.match(time.printed)
        if up_to and norm[: time.start].rstrip().endswith(("hạn", "hạn là", "hạn cuối", "hạn chót")):
            printed = time.printed[up_to.end() :]
            time = replace(
                time, printed=printed, start=time.start + up_to.end(), timing=parse_timing(printed)
            )
        elif since := _SINCE.match(norm, time.end):
            printed = f"{'từ' if since['on'] else 'đến'} {time.printed}"
            time = replace(time, printed=printed, end=since.end(), timing=parse_timing(printed))
        found.append(time)
    return tuple(found)


def times_filter(question: Question) -> bool:
    """Are the times of a question what its tasks are chosen by?"""
    if question.state or question.by_time or question.superlative is not None:
        return True
    norm = f" {' '.join(SYLLABLE.findall(question.wording.norm))} "
    said = (
        "hạn",
        "hoàn thành",
        "xong",
        "kết thúc",
        "đến hạn",
        "bắt đầu",
        "trước",
        "trong",
        "vào",
        "deadline",
        "song",
    )
    return any(f" {word} " in norm for word in said)


def printed_times(engine: Engine, question: Question) -> tuple[TimeMention, ...]:
    """A row's own words for its time, said in the question: "thường xuyên", "theo kế hoạch đã ban hành"."""
    printed = {" ".join(row.due.split()) for row in engine.tasks if row.due and row.due_on.end is None}
    norm = mask(question.wording.norm, [(mention.start, mention.end) for mention in question.documents])
    said = [words for words in printed if words.lower() in norm]
    if not said or not any(word in norm for word in ("hạn", "thời gian", "hoàn thành", "xong", "kết thúc")):
        return ()
    words = max(said, key=len)
    at = norm.index(words.lower())
    return (TimeMention(printed=words, start=at, end=at + len(words), timing=parse_timing(words)),)


_FROM = re.compile(r"(?:sau|từ|kể từ|còn|chưa|không)(?!\w)", re.IGNORECASE)


def is_due(printed: str, timing: Timing, asked: TimeMention) -> bool:
    """Within the asked time; where that is no bounded time, the very same words."""
    bounded = asked.timing.end is not None or _FROM.match(asked.printed) is not None
    if not bounded or asked.timing.kind in ("recurring", "ongoing", "conditional"):
        return same_time(printed, asked.printed)
    if timing.kind in ("recurring", "ongoing"):
        return False  # comes again: nothing of it is due once and for all
    return falls_within(timing, asked.timing) or _one_of_its_days(printed, asked.timing)


_WHOLE_MONTH = dt.timedelta(days=27)


def _one_of_its_days(printed: str, asked: Timing) -> bool:
    """Does one of several days fall in it: "Ban hành trong tháng 01/2024; báo cáo trước ngày 10/12/2024"?"""
    if asked.start is None or asked.end is None or asked.end - asked.start >= _WHOLE_MONTH:
        return False  # "trong tháng 12/2024" is said of what is due in that month as such
    return any(asked.start <= day <= asked.end for day in _days(printed))


@lru_cache(maxsize=4096)
def _days(printed: str) -> tuple[dt.date, ...]:
    mentions, _ = find_cell_times(printed, None)
    return tuple(m.timing.end for m in mentions if m.timing.kind == "date" and m.timing.end)


def falls_within(timing: Timing, asked: Timing) -> bool:
    """Does a row's time end within the asked time? Open-ended and conditional times do not."""
    if timing.end is None or asked.kind == "none":
        return False
    if asked.end is None:  # "sau năm 2024", "còn hạn"
        return asked.start is not None and timing.end >= asked.start
    if asked.start is not None and (timing.start or timing.end) < asked.start:
        return False
    return timing.end <= asked.end
