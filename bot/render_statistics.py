"""Statistics → blocks of a message."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.pages import Block, Kind
from bot.state.questions import DISPUTED, SUGGESTED
from bot.statistics import STATUSES, Statistics, count_asked
from bot.texts import feedback as texts
from corpus.vietnamese import brief

_MOST = 20  # of each kind in a message; the sheet has all
_LONGEST = 300


def compose_statistics(told: Statistics, title: str, keep_days: int) -> Iterator[Block]:
    """All of a message; its pages are made of it as of any other."""
    total = told.total
    yield Block(Kind.HEAD, title)
    if not total:
        yield Block(Kind.TEXT, texts.NOTHING_ASKED)
        yield Block(Kind.NOTE, texts.kept_line(keep_days), gap=True)
        return
    yield Block(Kind.TEXT, texts.asked_line(told.asked, _by_status(total)))
    yield Block(Kind.TEXT, texts.said_line(total[DISPUTED], total[SUGGESTED]))
    if len(told.days) > 1:
        yield Block(Kind.HEAD, texts.BY_DAY, gap=True)
        for day, counts in told.days.items():
            yield Block(Kind.TEXT, texts.day_line(day, count_asked(counts), _by_status(counts)))
    yield from _compose_unanswered(told)
    yield from _compose_disputes(told)
    yield from _compose_suggestions(told)
    yield Block(Kind.NOTE, texts.kept_line(keep_days), gap=True)


def _by_status(counts: Mapping[str, int]) -> dict[str, int]:
    return {status: counts.get(status, 0) for status in STATUSES}


def _compose_unanswered(told: Statistics) -> Iterator[Block]:
    if told.unanswered:
        yield Block(Kind.HEAD, texts.heading(texts.UNANSWERED, len(told.unanswered)), gap=True)
    for at, unanswered in enumerate(told.unanswered[:_MOST], start=1):
        line = texts.unanswered_line(at, brief(unanswered.words, _LONGEST), unanswered.times)
        yield Block(Kind.TEXT, line)
    yield from _compose_rest(told.unanswered)


def _compose_disputes(told: Statistics) -> Iterator[Block]:
    if told.disputes:
        yield Block(Kind.HEAD, texts.heading(texts.DISPUTED, len(told.disputes)), gap=True)
    for at, dispute in enumerate(told.disputes[:_MOST], start=1):
        yield Block(
            Kind.TEXT, texts.dispute_line(at, dispute.day, brief(dispute.words, _LONGEST)), gap=at > 1
        )
        yield Block(Kind.NOTE, texts.place_line(dispute.label) if dispute.label else texts.NO_PLACE)
        if dispute.correction:
            yield Block(Kind.TEXT, texts.correction_line(brief(dispute.correction, _LONGEST)))
    yield from _compose_rest(told.disputes)


def _compose_suggestions(told: Statistics) -> Iterator[Block]:
    if told.suggestions:
        yield Block(Kind.HEAD, texts.heading(texts.SUGGESTIONS, len(told.suggestions)), gap=True)
    for at, suggestion in enumerate(told.suggestions[:_MOST], start=1):
        yield Block(Kind.TEXT, texts.suggestion_line(at, suggestion.day, brief(suggestion.words, _LONGEST)))
    yield from _compose_rest(told.suggestions)


def _compose_rest(things: Sequence[object]) -> Iterator[Block]:
    if len(things) > _MOST:
        yield Block(Kind.NOTE, texts.more(len(things) - _MOST))
