"""Yes/no of an agency ("Sở Tài chính có phải chủ trì … không?"): the place that charges the one proposed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.vietnamese import fold
from index.answering.collectives import sure_groups_of
from index.answering.facts import enough
from index.answering.successors import merged_into
from index.engine import Engine
from index.reading.question import Question
from index.search import find_places
from index.weighing import Place

_ITS_OWN = 0.05  # how much less a place of the agency proposed may hold: the agency is evidence too
_CLEARLY = 0.15  # how much more of the topic a row of a table that assigns no tasks must hold to be meant
_SHORT = 3  # pairs of a matter that stands in many places
_ALIKE = 0.85  # of the best place's score


def find_charged(engine: Engine, question: Question) -> Place | None:
    """The place that gives the matter to the one agency proposed, or to all of its kind."""
    proposed = {agency.name for agency in question.agencies if not agency.collective}
    if len(proposed) != 1 or not question.topic.syllables:
        return None
    agency = next(iter(proposed))
    proposed |= set(merged_into(engine, agency))
    charged = proposed | sure_groups_of(agency, engine.agencies)
    places = find_places(engine, question, among=lambda passage: bool(passage.leaders & charged))
    best = find_places(engine, question)
    itself = bool(places) and bool(places[0].passage.leaders & proposed)
    least = enough(question.topic) - (_ITS_OWN if itself else 0.0)
    if not places or places[0].coverage < max(least, best[0].coverage - _CLEARLY):
        return None
    return _about(question, places) if itself else places[0]


def _about(question: Question, places: Sequence[Place]) -> Place:
    """Of places that hold a short matter alike, the one that names it first: rows begin with their matter."""
    if not 0 < len(question.topic.pairs) < _SHORT:
        return places[0]
    said = " ".join(map(fold, question.topic.pairs[0]))
    alike = [p for p in places if p.coverage >= places[0].coverage and p.score >= _ALIKE * places[0].score]
    return min(alike, key=lambda place: place.passage.running.find(said) % _NEVER)


_NEVER = 1_000_000  # characters: behind every place where the words do stand


def without_agencies(question: Question) -> Question:
    """The question with the agencies it proposes out of its topic: their words are no matter of it."""
    text = f" {question.topic.text} "
    for agency in question.agencies:
        text = text.replace(f" {agency.printed} ", " ")
    return replace(question, topic=replace(question.topic, text=text.strip()))
