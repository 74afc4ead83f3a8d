"""What a plan file holds and what is doubtful about it: as lines for a clerk, as records for a program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from bot.texts import plan_report as texts
from corpus.doubts import Doubt, DoubtKind, Sure, find_doubts
from corpus.model import Plan
from corpus.vietnamese import brief
from index.answering.labels import document_label

MOST = 6
"""Doubts of one kind that are shown where not all are wanted; the rest is counted."""

_LONGEST = 80
"""Characters of the printed words that are shown."""

_COUNTED_ONLY = frozenset({DoubtKind.PAGE_BREAK})


def report(plan: Plan, most: int | None = MOST) -> list[str]:
    """The report on one plan: what was found, a summary, then the doubts by kind, the gravest kind first.

    `most` doubts of a kind are shown; None: all of them.
    """
    document = plan.document
    doubts = find_doubts(plan)
    counts = Counter(doubt.sure for doubt in doubts)
    return [
        texts.found(document.source_file, document_label(document), len(plan.sections), len(plan.tasks)),
        texts.summary({sure: counts[sure] for sure in Sure}),
        *_families(doubts, most),
    ]


def doubt_records(plan: Plan) -> list[dict[str, Any]]:
    """Every doubt as `kehoach check --json` prints it, with the file it is about."""
    about = {"file": plan.document.source_file, "doc": plan.document.id}
    return [about | doubt.model_dump(mode="json") | {"place": _place(doubt)} for doubt in find_doubts(plan)]


def _place(doubt: Doubt) -> dict[str, Any] | None:
    return doubt.place._asdict() if doubt.place else None


def _families(doubts: Iterable[Doubt], most: int | None) -> Iterator[str]:
    for kind, members in groupby(doubts, key=lambda doubt: doubt.kind):
        family = list(members)
        yield texts.family(kind, len(family))
        if kind in _COUNTED_ONLY and most is not None:
            continue
        shown = family[:most]
        for doubt in shown:
            yield texts.line(_where(doubt), doubt.sure, _told(doubt))
        if len(family) > len(shown):
            yield texts.more(len(family) - len(shown))


def _told(doubt: Doubt) -> str:
    """What is doubted, with the printed words where it does not quote them itself."""
    quotes_itself = "“" in doubt.text or doubt.sure is Sure.SETTLED or not doubt.printed
    return doubt.text if quotes_itself else texts.with_words(doubt.text, brief(doubt.printed, _LONGEST))


def _where(doubt: Doubt) -> str:
    """The row or section as it is printed, and where it stands in the file; empty for the document itself."""
    _, row, number = doubt.id.partition("#")
    _, section, heading = doubt.id.partition("@")
    called = texts.row(number) if row else texts.section(heading) if section else ""
    place = doubt.place
    stands = texts.on_page(place.page, place.sheet, place.row) if place else ""
    if not stands and doubt.lines:
        stands = texts.in_file(*doubt.lines)
    return f"{called} ({stands})" if called and stands else called or stands
