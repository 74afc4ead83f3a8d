"""The golden questions as a gate: which right answers turn wrong when the corpus changes?

An administrator keeps questions whose answers must stay right, in the format of the question files. They are
asked of the corpus as it is and of the one that is to replace it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.model import Document
from corpus.naming import names_of
from index.engine import Engine
from index.evaluate import asker_of, evaluate, turns_of
from index.judging import Verdict
from index.model import Answer, Status

Golden = Mapping[str, Any]
"""One record of a question file."""


@dataclass(frozen=True)
class Turned:
    """A question whose right answer turns wrong."""

    question: str
    before: Answer
    after: Answer


def find_turned(questions: Sequence[Golden], before: Engine, after: Engine) -> tuple[Turned, ...]:
    """The questions that are answered rightly now and would be wrongly after the change."""
    if not questions:
        return ()
    return tuple(
        Turned(" / ".join(turns_of(question)), old.answer, new.answer)
        for question, old, new in zip(
            questions, _judge(questions, before), _judge(questions, after), strict=True
        )
        if old.right and not new.right
    )


def compose_golden(question: str, answer: Answer, number: int) -> Golden:
    """The record that holds an answer to what it says now: its first place, and its first line."""
    first = answer.text.strip().splitlines()[0]
    answered = answer.status is Status.ANSWERED
    return {
        "id": f"g{number:03d}",
        "question": question,
        "gold": [answer.citations[0].id] if answered else [],
        "must": [[first]] if answered else [],
    }


def _judge(questions: Sequence[Golden], engine: Engine) -> list[Verdict]:
    documents = tuple(engine.documents.values())
    return evaluate(
        [_as_named_in(question, documents) for question in questions], asker_of(engine), engine.tasks
    )


def _as_named_in(question: Golden, documents: Sequence[Document]) -> Golden:
    """The question with its documents called as they are in this corpus.

    A document's id carries its year as soon as another with its number is loaded; that alone must not turn
    an answer wrong.
    """
    named = dict(question)
    if isinstance(question.get("gold"), list):
        named["gold"] = [new for place in question["gold"] for new in _places_in(str(place), documents)]
    where = question.get("where")
    if isinstance(where, Mapping) and "doc" in where:
        ids = [new for old in str(where["doc"]).split("|") for new in _places_in(old.strip(), documents)]
        named["where"] = {**where, "doc": "|".join(ids)}
    return named


def _places_in(place: str, documents: Iterable[Document]) -> list[str]:
    cut = next((at for at, letter in enumerate(place) if letter in "@#"), len(place))
    document, rest = place[:cut], place[cut:]
    return [known.id + rest for known in documents if document in names_of(known)] or [place]
