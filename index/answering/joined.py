"""Several answers as one: of several plans, or several facts of one section."""

from __future__ import annotations

from collections.abc import Sequence

from index.answering import texts
from index.answering.prose import MOST_DOCUMENTS
from index.model import Answer, Status


def together(told: Sequence[Answer]) -> Answer:
    """Several answers as one; the first alone where none of them found anything."""
    answered = [found for found in told if found.status is Status.ANSWERED]
    if not answered:
        return told[0]
    shown = answered[:MOST_DOCUMENTS]
    left = len(answered) - len(shown)
    more = [texts.MORE_DOCUMENTS.format(left)] if left else []
    return Answer(
        status=Status.ANSWERED,
        text="\n\n".join(
            [texts.SEVERAL_DOCUMENTS.format(len(answered)), *(found.text for found in shown), *more]
        ),
        citations=tuple(citation for found in shown for citation in found.citations),
    )


def as_one(told: Sequence[Answer]) -> Answer:
    """Several facts of one section under one source line; the first alone where they stand apart."""
    kept = [answer for answer in told if answer.citations[0].id == told[0].citations[0].id]
    lines = list(dict.fromkeys(line for answer in kept for line in answer.text.split("\n")))
    source = told[0].text.split("\n")[-1]
    lines = [*(line for line in lines if line != source), source]
    return told[0].model_copy(update={"text": "\n".join(lines)})
