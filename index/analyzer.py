"""Text into terms, for passages and for questions.

    words = learn_words(texts)                 # at index time only: the words of several syllables (underthesea)
    analyzer = Analyzer(words)
    analyzer.index_terms(title, text)          # ["s:sở", "s:y", "s:tế", "b:sở y", ..., "fs:so", ...]
    analyzer.query_terms("so y te làm gì")     # {"fs:so": 1.0, ..., "s:làm": 1.0, ...}: term → weight
    Analyzer.from_json(analyzer.to_json())     # the vocabulary and the weights; nothing else is learned

A term says what kind it is by its prefix (`Kind`), so every kind can weigh differently. Terms never cross from one
text to the next. Nothing but `learn_words` needs underthesea.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any

from corpus.model import Value
from corpus.vietnamese import fold, syllables


class Kind(StrEnum):
    """The kinds of term; the value is the term's prefix."""

    SYLLABLE = "s"
    BIGRAM = "b"
    WORD = "w"
    FOLDED_SYLLABLE = "fs"
    FOLDED_BIGRAM = "fb"
    UNIT = "u"  # a document number or an agency, found as a whole


class AnalyzerWeights(Value):
    """What a question's term of each kind weighs."""

    syllable: float = 1.0
    bigram: float = 0.5
    word: float = 0.25
    folded_syllable: float = 0.2
    folded_bigram: float = 0.1
    bare_syllable: float = 1.0  # folded twin of a syllable typed without accents
    bare_bigram: float = 0.5
    unit: float = 1.0


UnitSource = Callable[[str], Iterable[str]]
"""Finds the units of a text: canonical document numbers, canonical agency names."""


def learn_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of two syllables and more that underthesea finds in the texts, in one spelling."""
    from underthesea import word_tokenize

    found = set()
    for text in texts:
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


MAX_WORD = 4


class Analyzer:
    """Turns passages and questions into terms; immutable."""

    def __init__(
        self,
        words: Iterable[str] = (),
        weights: AnalyzerWeights | None = None,
        unit_sources: Sequence[UnitSource] = (),
    ) -> None:
        self._words = frozenset(words)
        self._weights = weights or AnalyzerWeights()
        self._unit_sources = tuple(unit_sources)

    def index_terms(self, *texts: str) -> list[str]:
        """The terms of a passage given as one or more texts (title, body)."""
        terms: list[str] = []
        for text in texts:
            spelled = syllables(text)
            folded = [fold(s) for s in spelled]
            terms += [f"s:{s}" for s in spelled]
            terms += [f"b:{a} {b}" for a, b in pairwise(spelled)]
            terms += [f"w:{word}" for word in self._words_in(spelled)]
            terms += [f"fs:{s}" for s in folded]
            terms += [f"fb:{a} {b}" for a, b in pairwise(folded)]
            terms += [f"u:{unit}" for unit in self._units(text)]
        return terms

    def query_terms(self, question: str) -> dict[str, float]:
        """The terms of a question with their weights; a term asked twice counts twice."""
        weights = self._weights
        spelled = syllables(question)
        folded = [fold(s) for s in spelled]
        bare = [s == f for s, f in zip(spelled, folded, strict=True)]
        terms: dict[str, float] = {}

        def add(kind: Kind, text: str, weight: float) -> None:
            term = f"{kind}:{text}"
            terms[term] = terms.get(term, 0.0) + weight

        for s, f, b in zip(spelled, folded, bare, strict=True):
            if b:
                add(Kind.FOLDED_SYLLABLE, f, weights.bare_syllable)
            else:
                add(Kind.SYLLABLE, s, weights.syllable)
                add(Kind.FOLDED_SYLLABLE, f, weights.folded_syllable)
        for (s1, f1, b1), (s2, f2, b2) in pairwise(zip(spelled, folded, bare, strict=True)):
            if b1 and b2:
                add(Kind.FOLDED_BIGRAM, f"{f1} {f2}", weights.bare_bigram)
            else:
                add(Kind.BIGRAM, f"{s1} {s2}", weights.bigram)
                add(Kind.FOLDED_BIGRAM, f"{f1} {f2}", weights.folded_bigram)
        for word in self._words_in(spelled):
            add(Kind.WORD, word, weights.word)
        for unit in self._units(question):
            add(Kind.UNIT, unit, weights.unit)
        return terms

    def to_json(self) -> dict[str, Any]:
        """The analyzer's vocabulary and weights, for JSON."""
        return {"words": sorted(self._words), "weights": self._weights.model_dump()}

    @classmethod
    def from_json(cls, data: dict[str, Any], unit_sources: Sequence[UnitSource] = ()) -> Analyzer:
        """The analyzer `to_json` described; the unit sources are code and are given again."""
        return cls(data["words"], AnalyzerWeights(**data["weights"]), unit_sources)

    def _words_in(self, spelled: Sequence[str]) -> Iterator[str]:
        for start in range(len(spelled)):
            for length in range(2, MAX_WORD + 1):
                word = " ".join(spelled[start : start + length])
                if start + length <= len(spelled) and word in self._words:
                    yield word

    def _units(self, text: str) -> Iterator[str]:
        for source in self._unit_sources:
            yield from source(text)
