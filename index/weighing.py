"""What a passage is worth to a question: BM25 over the topic, lifted by agencies, weighed by coverage.

The searches of one question (all passages, its rows, its sections, …) differ in where they look, not in what
a passage is worth: `Weighed` keeps that between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from corpus.vietnamese import fold
from index.coverage import Corpus, Matter
from index.holdings import Floats
from index.passages import Evidence, Passage
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


class Wanted(NamedTuple):
    """What of a question decides the worth of a passage."""

    topic: Topic
    agencies: tuple[tuple[str, float], ...]  # canonical name, what it is worth to be led by it
    kind: str  # of the agency asked for: "Sở" in "sở nào phối hợp"; empty where any would do
    cooperating: bool  # is a cooperating agency asked for, not one that leads?

    @classmethod
    def of(cls, question: Question) -> Wanted:
        """Read it from a question."""
        return cls(
            question.topic, _worth_of_agencies(question), _kind_of_agency(question), Ask.COOP in question.asks
        )


class Searched(Corpus, Protocol):
    """The passages that are searched."""

    @property
    def passages(self) -> Sequence[Passage]:
        """All of them."""

    @property
    def ended(self) -> Collection[str]:
        """Ids of the documents that another loaded one has replaced."""

    @property
    def scores(self) -> Callable[[str], Floats]:
        """A text → BM25 of every passage, shape (passages,)."""

    @property
    def matter(self) -> Callable[[Topic], Matter]:
        """A topic → the same, weighed."""


class Weighed:
    """What the passages are worth to one question, each weighed when it is first come to."""

    def __init__(self, corpus: Searched, wanted: Wanted) -> None:
        self.scores = corpus.scores(wanted.topic.text)
        self._best = self.scores.max().item() if self.scores.size else 0.0
        self._corpus = corpus
        self._wanted = wanted
        self._matter = corpus.matter(wanted.topic)
        self._worth = dict(wanted.agencies)
        self._places: dict[int, Place | None] = {}

    def place(self, at: int) -> Place | None:
        """The passage at a position of a score above 0, weighed; None where it is about another matter."""
        if at not in self._places:
            self._places[at] = self._weigh(at)
        return self._places[at]

    def _weigh(self, at: int) -> Place | None:
        passage, topic = self._corpus.passages[at], self._wanted.topic
        if passage.row is not None and not _is_own_matter(passage, topic):
            return None
        covered = self._matter.covered_by(self._corpus, passage)
        score = self.scores.item(at) / self._best
        score += (
            self._lift(passage) + self._of_kind(passage) + (_HEADED if _is_headed(passage, topic) else 0.0)
        )
        score *= 1.0 + _COVERAGE * covered
        if passage.document.id in self._corpus.ended:
            score *= _ENDED
        return Place(passage, score, covered)

    def _lift(self, passage: Passage) -> float:
        """What it is worth that a passage is led by, or names, an agency of the question."""
        if not self._worth:
            return 0.0
        if not passage.leaders.isdisjoint(self._worth):
            return max(worth for name, worth in self._worth.items() if name in passage.leaders)
        if passage.named.isdisjoint(self._worth):
            return 0.0
        naming = any(name in passage.named for name, worth in self._worth.items() if worth == _LED_BY_NAMED)
        return _NAMED if naming else 0.0

    def _of_kind(self, passage: Passage) -> float:
        """What it is worth that an agency of the kind asked for has the role asked about."""
        if not self._wanted.kind or passage.task is None:
            return 0.0
        agencies = passage.task.agencies
        named = agencies.coop if self._wanted.cooperating else agencies.lead
        return _KIND if any(name.startswith(f"{self._wanted.kind} ") for name in named) else 0.0


def _proposes(question: Question) -> bool:
    """Does the question only propose the agencies it names ("Sở A hay Sở B?", "có phải Sở A không?")?"""
    return bool(question.agencies) and (
        Ask.YES_NO in question.asks or (" hay §" in question.masked and Ask.LEAD in question.asks)
    )


def _worth_of_agencies(question: Question) -> tuple[tuple[str, float], ...]:
    if _proposes(question):
        return ()
    return tuple((a.name, _LED_BY_GROUP if a.collective else _LED_BY_NAMED) for a in question.agencies)


_KIND_ASKED = re.compile(r"(?<!cơ )(?<!\w)(?P<kind>sở|ban|bộ|cục|chi cục|trường|báo)(?: ngành)? nào(?!\w)")


def _kind_of_agency(question: Question) -> str:
    """The kind that is asked for, "sở" in "sở nào phối hợp"; empty where any would do."""
    asked = _KIND_ASKED.search(question.wording.norm) if {Ask.LEAD, Ask.COOP} & set(question.asks) else None
    return asked["kind"].capitalize() if asked else ""


def _is_own_matter(passage: Passage, topic: Topic) -> bool:
    """Does a table's row hold half of the matter that its header and titles do not say of every row?

    "Có bao nhiêu chỉ tiêu đến năm 2030?" is about none of the rows.
    """
    matter = [folded for syllable in topic.matter if (folded := fold(syllable)) not in passage.shared]
    own = Evidence.of(passage.own)
    return bool(matter) and sum(folded in own.folded for folded in matter) >= _OWN_MATTER * len(matter)


def _is_headed(passage: Passage, topic: Topic) -> bool:
    """Does the topic say the passage's whole heading?"""
    section = passage.section
    if section is None or (not section.body and not passage.has_points and section.level > 1):
        return False
    heading = passage.heading
    return 2 <= len(heading) <= _SHORT_HEADING and heading <= topic.matter
