"""What administrators want to know of some days: how much was asked, what had no answer or a wrong one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from bot.state.questions import Dispute, Questions, Suggestion, Unanswered
from corpus.vietnamese import fold, nfc
from index.model import Status
from index.reading.spans import Period, days_from, find_period

FAILED = "failed"
"""A question whose answering broke off, beside `Status`."""
STATUSES = (*map(str, Status), FAILED)
_SPANS = {"ngay": 0, "hom nay": 0, "": 6, "tuan": 6, "thang": 29}  # words → days before today


class Statistics(NamedTuple):
    """Both days count. Without names, ids and chats, so that it may be shown to whoever adds plans."""

    first: dt.date
    last: dt.date
    days: Mapping[dt.date, Counter[str]]  # by status, "disputed", "suggested"
    unanswered: tuple[Unanswered, ...]
    disputes: tuple[Dispute, ...]
    suggestions: tuple[Suggestion, ...]

    @property
    def total(self) -> Counter[str]:
        """The counts of all days."""
        return sum(self.days.values(), Counter())

    @property
    def asked(self) -> int:
        """How many questions."""
        return count_asked(self.total)


def count_asked(counts: Mapping[str, int]) -> int:
    """How many questions some counts hold."""
    return sum(counts.get(status, 0) for status in STATUSES)


def read_statistics(questions: Questions, first: dt.date, last: dt.date) -> Statistics:
    """What is known of the days from `first` to `last`."""
    return Statistics(
        first,
        last,
        questions.counts(first, last),
        tuple(questions.unanswered(first, last)),
        tuple(questions.disputes(first, last)),
        tuple(questions.suggestions(first, last)),
    )


def find_span(words: str, today: dt.date) -> Period | None:
    """ "ngày", "tuần", "tháng": so many days up to today; or any span `find_period` knows ("tuần trước")."""
    back = _SPANS.get(" ".join(fold(nfc(words)).split()))
    if back is not None:
        return days_from(today - dt.timedelta(days=back), back)
    return find_period(words, today)


def last_week(today: dt.date) -> Period:
    """The week before this one, from Monday to Sunday."""
    monday = today - dt.timedelta(days=today.weekday() + 7)
    return days_from(monday, 6)
