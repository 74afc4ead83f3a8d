"""Text into terms, for passages and for questions.

    words = learn_words(texts)                 # at index time only: the corpus's words of several syllables
    analyzer = Analyzer(words)
    analyzer.index_terms(heading, body)        # ["s:sở", "s:y", "s:tế", "b:sở y", …, "fs:so", …]
    analyzer.query_terms("sở y tế làm gì")     # {"s:sở": 1.0, "fs:so": 0.3, …}: term → weight
    Analyzer.from_json(analyzer.to_json())     # the vocabulary and the weights; nothing else is learned

A term says by its prefix what kind it is (`Kind`). Terms never cross from one text to the next. Passages
and questions find words in the same way, by the learned vocabulary: underthesea cuts a phrase differently
in a question than in a sentence ("đầu tư công"), costs half a second to import and makes nothing of
unaccented text, so it is only asked which words there are. Nothing but `learn_words` and
`learn_dictionary` touches it.

Accents that were typed count, missing ones do no harm: a run of syllables typed with accents is looked
for as typed and, at a lower weight, accents aside; a run with a bare syllable, whose accent may be
missing, is looked for accents aside only. Guessing whether "ban" is meant as typed gains nothing
(measured in docs/retrieval.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any

from corpus.model import Value
from corpus.numbers import find_document_numbers
from corpus.vietnamese import fold, syllables

MAX_WORD = 4  # syllables; what underthesea calls longer words are names of agencies and titles
_LEARNED_FROM = 1_000_000  # characters: twice as many change no result, and each million costs 10 s


class Kind(StrEnum):
    """The kinds of term; the value is the prefix."""

    SYLLABLE = "s"
    BIGRAM = "b"  # two neighbours; a word of two syllables is one too
    WORD = "w"  # a word of three syllables and more
    FOLDED_SYLLABLE = "fs"
    FOLDED_BIGRAM = "fb"
    FOLDED_WORD = "fw"
    NUMBER = "n"  # a document number as issued
    AGENCY = "a"  # an agency's canonical name


class AnalyzerWeights(Value):
    """What a question's term weighs, by its kind; measured in docs/retrieval.md."""

    syllable: float = 1.0
    bigram: float = 1.0
    word: float = 0.75  # a bigram that is a word weighs this more
    twin: float = 0.3  # the folded twin of what was typed with accents, as a share
    folded: float = 1.0  # all folded terms; 0 looks for everything as typed
    number: float = 1.0
    agency: float = 1.0


AgencyFinder = Callable[[str], Iterable[str]]
"""Canonical names of the agencies a text names."""


def learn_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of two to four syllables that underthesea finds in the texts, in one spelling.

    Of a large corpus a sample is read, evenly spread.
    """
    from underthesea import word_tokenize

    texts = list(texts)
    step = max(1, round(sum(map(len, texts)) / _LEARNED_FROM))
    found = set()
    for text in texts[::step]:
        for word in word_tokenize(text):
            parts = syllables(word)
            if 2 <= len(parts) <= MAX_WORD:
                found.add(" ".join(parts))
    return frozenset(found)


def learn_dictionary() -> list[str]:
    """The words of the dictionary that comes with underthesea (22,000, one to a few syllables)."""
    from importlib.resources import files

    listed = files("underthesea").joinpath("corpus/data/Viet22K.txt").read_text(encoding="utf-8")
    return [word for word in listed.splitlines() if word.strip()]


class Analyzer:
    """Turns passages and questions into terms; immutable."""

    def __init__(
        self,
        words: Iterable[str] = (),
        weights: AnalyzerWeights | None = None,
        find_agencies: AgencyFinder | None = None,
    ) -> None:
        self._words = frozenset(words)
        self._folded_words = frozenset(map(fold, self._words))
        self._long = _beginnings(self._words) | _beginnings(self._folded_words)
        self._weights = weights or AnalyzerWeights()
        self._find_agencies = find_agencies

    def weighing(self, weights: AnalyzerWeights) -> Analyzer:
        """The same words with other weights for questions."""
        return Analyzer(self._words, weights, self._find_agencies)

    @property
    def words(self) -> frozenset[str]:
        """The words of several syllables, spelt and spaced."""
        return self._words

    def index_terms(self, *texts: str) -> list[str]:
        """The terms of a passage, or of its title, given as one or more texts."""
        terms: list[str] = []
        for text in texts:
            typed = syllables(text)
            folded = [fold(syllable) for syllable in typed]
            terms += [f"s:{syllable}" for syllable in typed]
            terms += [f"b:{first} {second}" for first, second in pairwise(typed)]
            terms += [f"w:{word}" for word in _long_words(typed, self._words)]
            terms += [f"fs:{syllable}" for syllable in folded]
            terms += [f"fb:{first} {second}" for first, second in pairwise(folded)]
            terms += [f"fw:{word}" for word in _long_words(folded, self._folded_words)]
            terms += [f"{kind}:{unit}" for kind, unit in self._units(text)]
        return terms

    def query_terms(self, question: str) -> dict[str, float]:
        """The terms of a question with their weights; what is said twice counts twice."""
        weights = self._weights
        by_length = (0.0, weights.syllable, weights.bigram, 0.0, 0.0)
        typed = syllables(question)
        folded = [fold(syllable) for syllable in typed]
        terms: dict[str, float] = {}

        def add(kind: str, text: str, weight: float) -> None:
            if weight:
                term = f"{kind}:{text}"
                terms[term] = terms.get(term, 0.0) + weight

        for start in range(len(typed)):
            text, aside = typed[start], folded[start]
            bare = text == aside
            for length in range(1, min(MAX_WORD, len(typed) - start) + 1):
                if length > 1:
                    at = start + length - 1
                    text, aside = f"{text} {typed[at]}", f"{aside} {folded[at]}"
                    bare = bare or typed[at] == folded[at]
                is_word = aside in self._folded_words if bare else text in self._words
                weight = by_length[length] + (weights.word if is_word else 0.0)
                if not bare or not weights.folded:
                    add(_KINDS[length], text, weight)
                add(
                    _FOLDED_KINDS[length], aside, weights.folded * (weight if bare else weights.twin * weight)
                )
                if length > 1 and text not in self._long and aside not in self._long:
                    break
        for kind, unit in self._units(question):
            add(kind, unit, weights.number if kind is Kind.NUMBER else weights.agency)
        return terms

    def to_json(self) -> dict[str, Any]:
        """The analyzer's vocabulary and weights, for JSON."""
        return {"words": sorted(self._words), "weights": self._weights.model_dump()}

    @classmethod
    def from_json(cls, data: dict[str, Any], find_agencies: AgencyFinder | None = None) -> Analyzer:
        """The analyzer `to_json` described; how agencies are found is code and given again."""
        return cls(data["words"], AnalyzerWeights(**data["weights"]), find_agencies)

    def _units(self, text: str) -> Iterator[tuple[Kind, str]]:
        for number in find_document_numbers(text):
            yield Kind.NUMBER, number.id
        if self._find_agencies:
            for name in self._find_agencies(text):
                yield Kind.AGENCY, name


# The kinds of a run's term, as typed and accents aside, by its length in syllables. Plain strings: formatting
# the members of an enumeration costs more than all the rest of a question's analysis.
_KINDS = ("", *map(str, (Kind.SYLLABLE, Kind.BIGRAM, Kind.WORD, Kind.WORD)))
_FOLDED_KINDS = (
    "",
    *map(str, (Kind.FOLDED_SYLLABLE, Kind.FOLDED_BIGRAM, Kind.FOLDED_WORD, Kind.FOLDED_WORD)),
)


def _beginnings(words: Iterable[str]) -> frozenset[str]:
    """The first two syllables and more of every longer word."""
    long = (parts for word in words if len(parts := word.split(" ")) > 2)
    return frozenset(" ".join(parts[:length]) for parts in long for length in range(2, len(parts)))


def _long_words(run: Sequence[str], words: frozenset[str]) -> Iterator[str]:
    """Every word of three syllables and more in a run of syllables, overlapping ones too."""
    for start in range(len(run) - 2):
        for length in range(3, min(MAX_WORD, len(run) - start) + 1):
            word = " ".join(run[start : start + length])
            if word in words:
                yield word
