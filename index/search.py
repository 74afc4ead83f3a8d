"""Which places answer a question: the passages that share words with its topic, those worth most first."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

import numpy as np

from index.engine import Engine
from index.passages import Evidence, Passage, PassageKind
from index.reading.question import Question
from index.reading.topic import Topic
from index.weighing import Place, Wanted

DEPTH = 24


def find_places(
    engine: Engine,
    question: Question,
    *,
    kind: PassageKind | None = None,
    among: Callable[[Passage], bool] | None = None,
    depth: int = DEPTH,
) -> list[Place]:
    """The passages that speak of the question's topic, best first; empty where none shares a word with it.

    `kind` and `among` restrict them; documents the question names restrict them always. `depth`: how many are
    weighed.
    """
    weighed = engine.weighed(Wanted.of(question))
    allowed = engine.selection.of(documents_in_scope(engine, question), kind)
    scores = weighed.scores[allowed]
    order = np.argsort(-scores, kind="stable")[: np.count_nonzero(scores > 0.0)]
    places: list[Place] = []
    for at in allowed[order].tolist():
        if len(places) == depth:
            break
        if among and not among(engine.passages[at]):
            continue
        place = weighed.place(at)
        if place is not None:
            places.append(place)
    places.sort(key=attrgetter("score"), reverse=True)
    return _twins_by_coverage(places) if len(question.topic.matter) >= _TELLING else places


def _twins_by_coverage(places: list[Place]) -> list[Place]:
    """Of two places as good as each other, the one that holds more of the topic first."""
    if len(places) < _TWO:
        return places
    first, second, *others = places
    if second.coverage > first.coverage and second.score >= _AS_GOOD * first.score:
        return [second, first, *others]
    return places


_TELLING = 4  # syllables: of a shorter topic, how much of it stands somewhere tells little
_TWO, _AS_GOOD = 2, 0.985


def documents_in_scope(engine: Engine, question: Question) -> tuple[str, ...]:
    """The documents a question names, by number, title or province; all where it names none."""
    if question.loaded:
        return question.loaded
    provinces = set(question.provinces)
    named = tuple(i for i, document in engine.documents.items() if document.province in provinces)
    return named or tuple(engine.documents)


def scope(engine: Engine, question: Question) -> Callable[[Passage], bool]:
    """Does a passage belong to the documents a question names?"""
    named = frozenset(documents_in_scope(engine, question))
    return lambda passage: passage.document.id in named


def coverage(engine: Engine, topic: Topic, passage: Passage) -> float:
    """How much of a topic's matter stands in a passage, 0..1 (index.coverage)."""
    return engine.matter(topic).covered_by(engine, passage)


def covered_by(engine: Engine, topic: Topic, evidence: Evidence) -> float:
    """The plain share of a topic's syllables and pairs that stand in a text, 0..1."""
    return engine.matter(topic).held_by(evidence)
