"""How much of a question's matter stands in a text: the evidence for an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from typing import NamedTuple, Protocol

from corpus.vietnamese import fold
from index.holdings import Floats, Holdings
from index.particulars import Particulars
from index.passages import TWIN, Evidence, Figure, Pair, Passage
from index.reading.institutions import find_institutions, find_levels, find_wholes
from index.reading.topic import Topic
from index.telling_words import TellingWord, find_telling_words

_UNKNOWN = 0.85  # what is left for each word that no plan has: the matter may be another
_SEVERAL = 3  # pairs of neighbours in a topic
_CONNECTED = 0.3  # share of them that a place that speaks of the topic holds
_SCATTERED = 0.7  # words that stand in a passage here and there are weak evidence
_LOOSE = 0.7  # where a name stands in the passage, but not of the thing that is asked about
_LEVEL = 0.85  # where "quy hoạch tỉnh" does not stand as such
_LACKING = 0.58  # what is left for each name or number that does not stand there
_NEVER_ENOUGH = 0.39  # however long the topic: a passage without the name asked for is about another
_IN_TITLE = 0.8  # of the weight of words that a passage leaves to its document's title is not missed
_OWN_WORDS = 2
_AS_MUCH = 0.9  # of the matter, against the clause that holds most of it
_PLACE_WORDS = frozenset("huyện xã phường phố trấn tỉnh ông bà đồng chí".split())


class Corpus(Protocol):
    """What the loaded plans know of words."""

    def rarity(self, syllable: str) -> float:
        """Inverse document frequency."""

    def knows(self, syllable: str) -> bool:
        """Does any passage hold it?"""

    @property
    def words(self) -> frozenset[str]:
        """Words of several syllables, of the plans and of a dictionary."""

    @property
    def names(self) -> frozenset[str]:
        """Proper names that the plans print, lower case."""

    def document_evidence(self, document: str) -> Evidence:
        """What stands over every passage of a document."""

    def title_evidence(self, document: str) -> Evidence:
        """The title of a document."""

    @property
    def holdings(self) -> Holdings:
        """Which passages hold a syllable or a pair."""

    @property
    def positions(self) -> Mapping[str, int]:
        """Id of a passage → its position in the holdings."""


class _Beside(NamedTuple):
    """What of a topic a document's title, or its header, leaves to each of its passages."""

    said: frozenset[str]  # what the title says of the topic, accents aside: it may say it for its passages
    own: tuple[str, ...]  # syllables of the topic that the title lacks, accents aside
    names: tuple[frozenset[Pair], ...]  # of each name the neighbours that do not stand over the passages
    numbers: tuple[Figure, ...]  # those that do not stand over them


@dataclass(frozen=True, eq=False)
class Matter:
    """A topic weighed against a corpus once, to hold many passages against it."""

    syllables: tuple[tuple[str, str, float], ...]  # as spelt, accents aside, weight
    pairs: tuple[tuple[Pair, Pair, float], ...]
    called: tuple[str, ...]  # what a name names, with the name, accent-free: "nghiep chiem hoa"
    names: tuple[frozenset[Pair], ...]  # each as its pairs of neighbours, accent-free
    numbers: tuple[Figure, ...]
    asked: Particulars
    institutions: tuple[tuple[str, str], ...]  # (head, head with what tells which), accent-free
    wholes: tuple[str, ...]  # what a place has to name, accent-free: "dai hoi"
    levels: tuple[str, ...]  # what a place is rather to name whole, accent-free: "quy hoach tinh"
    telling: tuple[TellingWord, ...]  # what a place that names their things may not lack
    whole: float
    whole_pairs: float
    unknown: int
    pinned: bool  # the question names the plan, or its province
    held: Floats  # for every passage the weight of the syllables that stand in it
    held_pairs: Floats
    _covered: dict[str, float] = field(default_factory=dict, repr=False)
    _beside: dict[str, _Beside] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, corpus: Corpus, topic: Topic) -> Matter:
        """Weigh a topic: rare words count more."""
        syllables = tuple((s, fold(s), corpus.rarity(s)) for s in dict.fromkeys(topic.syllables))
        pairs = tuple(
            (pair, (fold(pair[0]), fold(pair[1])), (corpus.rarity(pair[0]) + corpus.rarity(pair[1])) / 2)
            for pair in dict.fromkeys(topic.pairs)
        )
        names = sorted({*topic.names, *({" ".join(pair) for pair in topic.pairs} & corpus.names)})
        held, held_pairs = corpus.holdings.held(syllables, pairs)
        whole_pairs = sum(weight for *_, weight in pairs)
        return cls(
            syllables=syllables,
            pairs=pairs,
            called=tuple(_called(topic, names)),
            names=tuple(frozenset(pairwise(fold(name).split())) for name in names),
            numbers=tuple(map(Figure.of, topic.numbers)),
            asked=_asked(topic),
            institutions=tuple(find_institutions(topic)),
            wholes=tuple(find_wholes(topic)),
            levels=tuple(find_levels(topic)),
            telling=tuple(find_telling_words(corpus, topic)),
            whole=sum(weight for *_, weight in syllables) + whole_pairs,
            whole_pairs=whole_pairs,
            unknown=sum(not corpus.knows(syllable) for syllable, *_ in syllables),
            pinned=topic.pinned,
            held=held,
            held_pairs=held_pairs,
        )

    def held_by(self, evidence: Evidence) -> float:
        """The share of syllables and pairs that stands in a text, 0..1."""
        return sum(self._held(evidence)) / self.whole if self.whole else 0.0

    def covered_by(self, corpus: Corpus, passage: Passage) -> float:
        """The share that stands in a passage, 0..1, less what makes it doubtful.

        A proper name or a number of the topic that the passage lacks is no small thing: the passage speaks
        of another place, another year, another quantity.
        """
        known = self._covered.get(passage.id)
        if known is None:
            known = self._covered[passage.id] = self._cover(corpus, passage)
        return known

    def _cover(self, corpus: Corpus, passage: Passage) -> float:
        at = corpus.positions[passage.id]
        held, held_pairs = self.held.item(at), self.held_pairs.item(at)
        if len(self.syllables) == 1 and self.syllables[0][0] not in passage.evidence.syllables:
            held = 0.0  # "chợ" alone is no "cho"
        beside = self._beside_document(corpus, passage.document.id)
        whole = self.whole
        if held and beside.said:
            whole -= _IN_TITLE * self._in_title_only(beside, passage.evidence)
        covered = (held + held_pairs) / whole if whole else 0.0
        if len(self.pairs) >= _SEVERAL and held_pairs < _CONNECTED * self.whole_pairs:
            covered *= _SCATTERED
        if self.called and any(name not in passage.running for name in self.called):
            covered *= _LOOSE
        if self.levels and any(name not in passage.running for name in self.levels):
            covered *= _LEVEL
        names = numbers = 0
        if beside.names or beside.numbers:
            names = sum(not name <= passage.evidence.folded_pairs for name in beside.names)
            numbers = sum(not passage.evidence.has_figure(number) for number in beside.numbers)
        if self.unknown or names or numbers:
            covered *= _UNKNOWN ** min(self.unknown, 2) * _LACKING ** (names + numbers)
        if covered <= _NEVER_ENOUGH:
            return covered
        if names or (self.asked and self._is_contradicted(passage)) or self._is_another(passage):
            return _NEVER_ENOUGH
        if self.telling:
            title = corpus.title_evidence(passage.document.id)
            clauses = (*(clause for _, clause in passage.clauses), Evidence.of(passage.context), title)
            if any(word.is_lacking(passage.evidence, clauses) for word in self.telling):
                return _NEVER_ENOUGH
        return covered

    def _beside_document(self, corpus: Corpus, document: str) -> _Beside:
        """What of the topic a document's title and header leave to its passages; found once for all."""
        known = self._beside.get(document)
        if known is None:
            title, above = corpus.title_evidence(document), corpus.document_evidence(document)
            if self.pinned:
                said = frozenset(twin for _, twin, _ in self.syllables if twin in title.folded)
            else:
                in_title = (twins for _, twins, _ in self.pairs if twins in title.folded_pairs)
                said = frozenset(chain.from_iterable(in_title))
            known = self._beside[document] = _Beside(
                said=said,
                own=tuple(twin for _, twin, _ in self.syllables if twin not in title.folded),
                names=tuple(left for name in self.names if (left := name - above.folded_pairs)),
                numbers=tuple(number for number in self.numbers if not above.has_figure(number)),
            )
        return known

    def _in_title_only(self, beside: _Beside, evidence: Evidence) -> float:
        """The weight of what the passage leaves to its document's title: "dịp Tết" of a letter on Tết.

        Two neighbours of the title; a lone word of it only where the question names the plan or its province.
        Nothing, where the passage holds less than two words of its own of the topic.
        """
        left = beside.said - evidence.folded
        if not left or sum(twin in evidence.folded for twin in beside.own) < _OWN_WORDS:
            return 0.0
        return sum(weight for _, twin, weight in self.syllables if twin in left) + sum(
            weight for _, twins, weight in self.pairs if not left.isdisjoint(twins)
        )

    def in_one_clause(self, passage: Passage) -> float:
        """The largest share that one clause of a passage holds, 0..1: said at once, not scattered over it."""
        held = (sum(self._held(evidence)) for _, evidence in passage.clauses)
        return max(held, default=0.0) / self.whole if self.whole else 0.0

    def _is_another(self, passage: Passage) -> bool:
        """Does the passage name another institution of the kind asked for, or no event of that kind?"""
        if any(not passage.says(name) for name in self.wholes):
            return True
        words = passage.running if self.institutions else ""
        return any(head in words and whole not in words for head, whole in self.institutions)

    def _is_contradicted(self, passage: Passage) -> bool:
        """Do the clauses that hold the matter, or the row's own times, name other years or another level?

        The year of the title counts as well: a plan for 2024 orders the year's work without repeating it.
        """
        held = [(sum(self._held(evidence)), clause) for clause, evidence in passage.clauses]
        best = max((share for share, _ in held), default=0.0)
        near = [clause for share, clause in held if share >= _AS_MUCH * best] if best else []
        if len(self.asked.years) > 1:  # "Luật … 2020, đề án … 2025": each may stand in a clause of its own
            said = tuple(
                year for _, (clause, _) in zip(held, passage.clauses, strict=True) for year in clause.years
            )
            near = [replace(clause, years=said) for clause in near]
        around = (*passage.times.years, *Particulars.of(passage.document.title).years)
        if any(replace(clause, years=(*clause.years, *around)).holds(self.asked) for clause in near):
            return False
        return any(
            replace(clause, years=(*clause.years, *passage.times.years)).contradicts(self.asked)
            for clause in near
        )

    def _held(self, evidence: Evidence) -> tuple[float, float]:
        """The weight of the syllables and of the pairs that stand in a text, twins counting less."""
        held = held_pairs = 0.0
        alone = len(self.syllables) == 1
        spelt, folded = evidence.syllables, evidence.folded
        for syllable, twin, weight in self.syllables:
            if syllable in spelt:
                held += weight
            elif twin in folded and not alone:  # "chợ" alone is no "cho"
                held += weight * TWIN
        spelt_pairs, folded_pairs = evidence.pairs, evidence.folded_pairs
        for pair, twins, weight in self.pairs:
            if pair in spelt_pairs:
                held_pairs += weight
            elif twins in folded_pairs:
                held_pairs += weight * TWIN
        return held, held_pairs


def _asked(topic: Topic) -> Particulars:
    """The years and levels of a topic; a year that serves as a filter of its own is none of its matter."""
    found = Particulars.of(topic.text)
    return replace(
        found,
        years=tuple(span for span in found.years if all(str(year) in topic.matter for year in span)),
    )


def _called(topic: Topic, names: Iterable[str]) -> Iterator[str]:
    """What a name names, with the name: "nghiệp chiêm hóa" in "khu công nghiệp Chiêm Hóa"."""
    names = list(names)
    ends = {name.split()[-1] for name in names}
    for first, second in topic.pairs:
        for name in names:
            if name.split()[0] == second and first not in _PLACE_WORDS and first not in ends:
                yield fold(f"{first} {name}")
