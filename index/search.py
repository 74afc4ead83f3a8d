"""Which places answer a question: BM25 over the topic, lifted by the agencies named, weighed by coverage."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from corpus.vietnamese import fold
from index.engine import Engine
from index.passages import Evidence, Passage, PassageKind
from index.reading.asks import Ask
from index.reading.question import Question
from index.reading.topic import Topic

_LED_BY_NAMED = 0.30  # a row or section of an agency the question names, as a share of the best score
_LED_BY_GROUP = 0.15  # of a collective one: "UBND huyện, thành phố"
_KIND = 0.12  # a row in which an agency of the kind asked for has the role: "ban nào lo?"
_NAMED = 0.12  # one that names it elsewhere
_COVERAGE = 1.0  # how much full coverage of the topic lifts a place above one with none
_HEADED = 0.35  # a section whose whole heading stands in the topic: "phần tổ chức thực hiện"
_SHORT_HEADING = 10  # syllables
_ENDED = 0.8  # a document that another loaded one has replaced: the one in force comes first
_OWN_MATTER = 0.5  # of the matter that a row does not share with the other rows of its table
DEPTH = 24


@dataclass(frozen=True)
class Place:
    """A passage that may answer, with the reasons."""

    passage: Passage
    score: float
    coverage: float  # share of the topic's matter that stands in it, 0..1

    @property
    def id(self) -> str:
        """Id of the section or row."""
        return self.passage.id


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
    scores = engine.scores(question.topic.text)
    best = float(scores.max()) if scores.size else 0.0
    if best <= 0.0:
        return []
    allowed = engine.passages_of(documents_in_scope(engine, question), kind)
    order = allowed[np.argsort(-scores[allowed], kind="stable")]
    matter = engine.matter(question.topic)
    worth = _worth_of_agencies(question)
    kind_asked = _kind_of_agency(question)
    places: list[Place] = []
    for at, found in zip(order.tolist(), scores[order].tolist(), strict=True):
        score = found / best
        if score <= 0.0 or len(places) == depth:
            break
        passage = engine.passages[at]
        if among and not among(passage):
            continue
        if passage.row is not None and not _is_own_matter(passage, question.topic):
            continue
        covered = matter.covered_by(engine, passage)
        score += (
            _lift(passage, worth)
            + _of_kind(passage, kind_asked, question)
            + (_HEADED if _is_headed(passage, question.topic) else 0.0)
        )
        score *= 1.0 + _COVERAGE * covered
        if passage.document.id in engine.ended:
            score *= _ENDED
        places.append(Place(passage, score, covered))
    ordered = sorted(places, key=lambda place: -place.score)
    return _twins_by_coverage(ordered) if len(question.topic.matter) >= _TELLING else ordered


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


def _worth_of_agencies(question: Question) -> dict[str, float]:
    if proposes(question):
        return {}
    return {a.name: _LED_BY_GROUP if a.collective else _LED_BY_NAMED for a in question.agencies}


def proposes(question: Question) -> bool:
    """Does the question only propose the agencies it names ("Sở A hay Sở B?", "có phải Sở A không?")?"""
    return bool(question.agencies) and (
        Ask.YES_NO in question.asks or (" hay §" in question.masked and Ask.LEAD in question.asks)
    )


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


def _is_own_matter(passage: Passage, topic: Topic) -> bool:
    """Does a table's row hold half of the matter that its header and titles do not say of every row?

    "Có bao nhiêu chỉ tiêu đến năm 2030?" is about none of the rows.
    """
    matter = [syllable for syllable in topic.matter if fold(syllable) not in passage.shared]
    own = Evidence.of(passage.own)
    return bool(matter) and sum(fold(s) in own.folded for s in matter) >= _OWN_MATTER * len(matter)


def _is_headed(passage: Passage, topic: Topic) -> bool:
    """Does the topic say the passage's whole heading?"""
    if passage.section is None:
        return False
    if not passage.section.body and not passage.has_points and passage.section.level > 1:
        return False
    heading = passage.heading
    return 2 <= len(heading) <= _SHORT_HEADING and heading <= topic.matter


def _lift(passage: Passage, agencies: Mapping[str, float]) -> float:
    """What it is worth that a passage is led by, or names, an agency of the question."""
    if not passage.leaders.isdisjoint(agencies):
        return max(worth for name, worth in agencies.items() if name in passage.leaders)
    if passage.named.isdisjoint(agencies):
        return 0.0
    naming = any(name in passage.named for name, worth in agencies.items() if worth == _LED_BY_NAMED)
    return _NAMED if naming else 0.0


def _kind_of_agency(question: Question) -> str:
    """The kind that is asked for, "sở" in "sở nào phối hợp"; empty where any would do."""
    asked = _KIND_ASKED.search(question.wording.norm) if {Ask.LEAD, Ask.COOP} & set(question.asks) else None
    return asked["kind"].capitalize() if asked else ""


_KIND_ASKED = re.compile(r"(?<!cơ )(?<!\w)(?P<kind>sở|ban|bộ|cục|chi cục|trường|báo)(?: ngành)? nào(?!\w)")


def _of_kind(passage: Passage, kind: str, question: Question) -> float:
    """What it is worth that an agency of the kind asked for has the role asked about."""
    if not kind or passage.task is None:
        return 0.0
    agencies = passage.task.agencies
    named = agencies.coop if Ask.COOP in question.asks else agencies.lead
    return _KIND if any(name.startswith(f"{kind} ") for name in named) else 0.0


def coverage(engine: Engine, topic: Topic, passage: Passage) -> float:
    """How much of a topic's matter stands in a passage, 0..1 (index.coverage)."""
    return engine.matter(topic).covered_by(engine, passage)


def covered_by(engine: Engine, topic: Topic, evidence: Evidence) -> float:
    """The plain share of a topic's syllables and pairs that stand in a text, 0..1."""
    return engine.matter(topic).held_by(evidence)
