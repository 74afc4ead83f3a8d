"""A proposed change of the corpus → the lines an administrator reads before they say yes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from bot.changes import Proposal
from bot.texts import changes as texts
from corpus.difference import PlaceChange, PlanChange
from index.gate import Turned
from index.model import Answer

SHOWN = 12
"""Places of a list that are shown where not all are wanted; the rest is counted."""

_T = TypeVar("_T")


def tell_proposal(proposal: Proposal, most: int | None = SHOWN) -> Iterator[str]:
    """What comes, changes and goes, document by document; `most` places of a list, None: all."""
    for change in proposal.changes:
        yield from _lines(change, most, same_file=change.document in proposal.unchanged)
    for was, now in proposal.renamed:
        told = texts.PLAN_RENAMED if now.startswith(f"{was}:") else texts.PLAN_RENAMED_BACK
        yield told.format(was, now)


def tell_turned(turned: Sequence[Turned]) -> Iterator[str]:
    """The golden questions that would be answered wrongly, with both answers."""
    yield texts.TURNED.format(len(turned))
    for one in turned:
        yield texts.TURNED_LINES.format(one.question, tell_answer(one.before), tell_answer(one.after))


def _lines(change: PlanChange, most: int | None, *, same_file: bool) -> Iterable[str]:
    if change.is_new:
        yield texts.PLAN_NEW.format(change.document, *_counts(change.added))
    elif change.is_gone:
        yield texts.PLAN_GONE.format(change.document, *_counts(change.removed))
    elif change.is_empty:
        yield (texts.PLAN_SAME if same_file else texts.PLAN_SAME_WORDS).format(change.document)
    else:
        yield texts.PLAN_CHANGED.format(change.document)
    if change.header_changed:
        yield texts.HEADER_CHANGED
    for what, cells in (
        (texts.LEADS, change.leads),
        (texts.COOPS, change.coops),
        (texts.DUES, change.dues),
    ):
        yield from _listed(what, cells, texts.cell_line, most)
    if change.is_new:  # all of it; its lead agencies and deadlines stand in the report
        return
    for what, places in (
        (texts.REMOVED, change.removed),
        (texts.ADDED, change.added),
        (texts.CHANGED, change.changed),
        (texts.MOVED, change.moved),
    ):
        yield from _listed(what, places, texts.place_line, most)


def _listed(what: str, things: Sequence[_T], line: Callable[[_T], str], most: int | None) -> Iterable[str]:
    if not things:
        return
    yield texts.list_heading(what, len(things))
    shown = things[:most]
    yield from map(line, shown)
    if len(things) > len(shown):
        yield texts.more(len(things) - len(shown))


def _counts(places: Sequence[PlaceChange]) -> tuple[int, int]:
    rows = sum("#" in place.id for place in places)
    return len(places) - rows, rows


def tell_answer(answer: Answer) -> str:
    """The first line of an answer, and its source: the same words from another plan are another answer."""
    first = next(iter(answer.text.strip().splitlines()), "")
    return f"{first} [{answer.citations[0].label}]" if answer.citations else first
