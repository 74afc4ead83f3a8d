"""Which places answer a question: BM25 over the topic, lifted by the agencies named, weighed by coverage."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from corpus.vietnamese import syllables
from index.engine import Engine
from index.passages import Evidence, Passage, PassageKind
from index.reading.asks import Ask, stopwords
from index.reading.question import Question
from index.reading.topic import Topic

_LED_BY_NAMED = 0.30  # a row or section of an agency the question names, as a share of the best score
_LED_BY_GROUP = 0.15  # of a collective one: "UBND huyện, thành phố"
_NAMED = 0.12  # one that names it elsewhere
_COVERAGE = 1.0  # how much full coverage of the topic lifts a place above one with none
_HEADED = 0.35  # a section whose whole heading stands in the topic: "phần tổ chức thực hiện"
_SHORT_HEADING = 10  # syllables
_DEPTH = 24


@dataclass(frozen=True)
class Place:
    """A passage that may answer, with the reasons."""

    passage: Passage
    score: float
    coverage: float  # share of the topic's matter that stands in it, 0..1
    missing: tuple[str, ...]  # the rare matter of the topic that does not stand in it

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
    topic: Topic | None = None,
) -> list[Place]:
    """The passages that speak of the question's topic, best first; empty where none shares a word with it.

    `kind` and `among` restrict them; documents the question names restrict them always.
    """
    topic = topic or question.topic
    scores = engine.scores(topic.text)
    best = float(scores.max()) if scores.size else 0.0
    if best <= 0.0:
        return []
    allowed = scope(engine, question)
    proposed = proposes(question)
    led = {
        a.name: _LED_BY_GROUP if a.collective else _LED_BY_NAMED for a in question.agencies if not proposed
    }
    order = np.argsort(-scores, kind="stable")[: 6 * _DEPTH]
    weighed = Weighed.of(engine, topic)
    places = []
    for at in order:
        passage = engine.passages[int(at)]
        score = float(scores[at]) / best
        if score <= 0.0 or not allowed(passage):
            continue
        if (kind and passage.kind is not kind) or (among and not among(passage)):
            continue
        covered, missing = _coverage(engine, topic, weighed, passage)
        score += _lift(passage, led) + (_HEADED if _is_headed(passage, topic) else 0.0)
        places.append(Place(passage, score * (1.0 + _COVERAGE * covered), covered, missing))
        if len(places) == _DEPTH:
            break
    return sorted(places, key=lambda place: -place.score)


def proposes(question: Question) -> bool:
    """Does the question only propose the agencies it names ("Sở A hay Sở B?", "có phải Sở A không?")?"""
    return bool(question.agencies) and (
        Ask.YES_NO in question.asks or (" hay §" in question.masked and Ask.LEAD in question.asks)
    )


def scope(engine: Engine, question: Question) -> Callable[[Passage], bool]:
    """The passages of the documents a question names, by number or by province; all where it names none."""
    loaded = set(question.loaded)
    if not loaded:
        provinces = {document.province for document in engine.documents.values()} & set(question.provinces)
        loaded = {i for i, document in engine.documents.items() if document.province in provinces}
    if not loaded:
        return lambda _passage: True
    return lambda passage: passage.document.id in loaded


def _is_headed(passage: Passage, topic: Topic) -> bool:
    """Does the topic say the passage's whole heading?"""
    if passage.section is None or (not passage.section.body and passage.section.level > 1):
        return False
    heading = [s for s in syllables(passage.section.title) if s not in stopwords()]
    return 2 <= len(heading) <= _SHORT_HEADING and set(heading) <= set(topic.syllables)


def _lift(passage: Passage, agencies: Mapping[str, float]) -> float:
    """What it is worth that a passage is led by, or names, an agency of the question."""
    leading = max((worth for name, worth in agencies.items() if name in passage.leaders), default=0.0)
    naming = any(name in passage.named for name, worth in agencies.items() if worth == _LED_BY_NAMED)
    return leading or (_NAMED if naming else 0.0)


def coverage(engine: Engine, topic: Topic, passage: Passage) -> tuple[float, tuple[str, ...]]:
    """How much of a topic's matter stands in a passage, 0..1, and what of it is missing.

    Rare matter counts more. A proper name or a number of the topic that the passage lacks is no small thing:
    the passage speaks of another place, another year, another quantity.
    """
    return _coverage(engine, topic, Weighed.of(engine, topic), passage)


def _coverage(
    engine: Engine, topic: Topic, weighed: Weighed, passage: Passage
) -> tuple[float, tuple[str, ...]]:
    covered, missing = weighed.held_by(passage.evidence)
    if len(weighed.pairs) >= _SEVERAL and weighed.pairs_held_by(passage.evidence) < _CONNECTED:
        covered *= _SCATTERED
    lacking = missing_essentials(engine, topic, passage)
    unknown = sum(1 for syllable, _ in weighed.syllables if not engine.knows(syllable))
    covered *= _UNKNOWN ** min(unknown, 2)
    loose = any(not passage.evidence.has_pair(pair) for pair in _called(topic))
    return covered * _LACKING ** len(lacking) * (_LOOSE if loose else 1.0), (*lacking, *missing)


def _called(topic: Topic) -> Iterator[tuple[str, str]]:
    """What a name names: ("nghiệp", "chiêm") in "khu công nghiệp Chiêm Hóa"."""
    starts = {name.split()[0] for name in topic.names}
    ends = {name.split()[-1] for name in topic.names}
    for pair in topic.pairs:
        if pair[1] in starts and pair[0] not in _PLACE_WORDS and pair[0] not in ends:
            yield pair


_UNKNOWN = 0.85  # what is left for each word that no plan has: the matter may be another
_SEVERAL = 3  # pairs of neighbours in a topic
_CONNECTED = 0.3  # share of them that a place that speaks of the topic holds
_SCATTERED = 0.7  # words that stand in a passage here and there are weak evidence
_PLACE_WORDS = frozenset("huyện xã phường phố trấn tỉnh ông bà đồng chí".split())
_LOOSE = 0.8  # where a name stands in the passage, but not of the thing that is asked about
_LACKING = 0.58  # what is left of the coverage for each name or number that does not stand there


def missing_essentials(engine: Engine, topic: Topic, passage: Passage) -> tuple[str, ...]:
    """Names and numbers of the topic that stand neither in the passage nor over it."""
    evidence, above = passage.evidence, engine.document_evidence(passage.document.id)
    names = {*topic.names, *(" ".join(pair) for pair in topic.pairs if " ".join(pair) in engine.names)}
    lacking = [name for name in sorted(names) if not _holds_name(evidence, above, name)]
    for number in topic.numbers:
        if not (evidence.has_number(number) or above.has_number(number)):
            lacking.append(number)
    return tuple(lacking)


def _holds_name(evidence: Evidence, above: Evidence, name: str) -> bool:
    parts = name.split()
    return all(evidence.has_pair(pair) or above.has_pair(pair) for pair in pairwise(parts))


@dataclass(frozen=True)
class Weighed:
    """A topic's syllables and pairs with what each weighs, in order."""

    syllables: tuple[tuple[str, float], ...]
    pairs: tuple[tuple[tuple[str, str], float], ...]
    whole: float

    @classmethod
    def of(cls, engine: Engine, topic: Topic) -> Weighed:
        """Weigh a topic once, to hold many passages against it."""
        syllables = tuple((syllable, engine.rarity(syllable)) for syllable in dict.fromkeys(topic.syllables))
        pairs = tuple(
            (pair, (engine.rarity(pair[0]) + engine.rarity(pair[1])) / 2)
            for pair in dict.fromkeys(topic.pairs)
        )
        return cls(syllables, pairs, sum(w for _, w in syllables) + sum(w for _, w in pairs))

    def pairs_held_by(self, evidence: Evidence) -> float:
        """The share of the pairs alone, 0..1."""
        whole = sum(weight for _, weight in self.pairs)
        return sum(weight * evidence.has_pair(pair) for pair, weight in self.pairs) / whole if whole else 0.0

    def held_by(self, evidence: Evidence) -> tuple[float, tuple[str, ...]]:
        """The share that stands in a text, 0..1, and what does not."""
        held = 0.0
        missing = []
        for syllable, weight in self.syllables:
            has = evidence.has(syllable)
            held += weight * has
            if not has:
                missing.append(syllable)
        for pair, weight in self.pairs:
            has = evidence.has_pair(pair)
            held += weight * has
            if not has and pair[0] not in missing and pair[1] not in missing:
                missing.append(" ".join(pair))
        return (held / self.whole if self.whole else 0.0), tuple(missing)


def covered_by(engine: Engine, topic: Topic, evidence: Evidence) -> tuple[float, tuple[str, ...]]:
    """The share of a topic's syllables and pairs that stand in a text, and those that do not."""
    return Weighed.of(engine, topic).held_by(evidence)
