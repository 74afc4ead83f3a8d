"""BM25 as rank-bm25 defines it, scored from postings instead of passage by passage.

The model is `rank_bm25.BM25Okapi`: its idf with the epsilon floor, its lengths, its k1 and b. A passage
has two fields, each with its own lengths and settings: its text, and its title once more, where length
counts fully. What a term adds to a passage (its impact: the text's plus `title_weight` times the title's)
depends on nothing in the question, so it is computed once, at index time, and kept in plain arrays: the
passages that hold term t are `passages[starts[t]:starts[t + 1]]`, their impacts stand at the same places.

    index = Bm25Index.build([["s:đường", "b:đường bộ"], …], titles=[["s:đường"], …])  # a list per passage
    index.search({"s:đường": 1.0, "b:đường bộ": 0.5}, 10)  # [Hit(passage=17, score=9.1), …], best first
    index.scores(terms)                                    # the score of every passage, float64
    index.explain(terms, passage=17)                       # {"s:đường": 6.2, …}: what each term added
    Bm25Index.from_arrays(index.to_arrays(), index.vocabulary)  # what a file has to keep

Only `build` needs rank-bm25.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.model import Value

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


class Okapi(Value):
    """The free numbers of BM25 for one field."""

    k1: float  # how fast a repeated term saturates, ≥ 0
    b: float  # how much a long passage is held back, 0..1
    epsilon: float = 0.0  # terms in more than half of the passages weigh epsilon × the mean idf


class Bm25Settings(Value):
    """Measured in docs/retrieval.md; every value stands on a plateau.

    rank-bm25's own epsilon of 0.25 lets the commonest terms weigh as much as rare ones (the mean idf of
    bigrams is high); without it they weigh nothing.
    """

    text: Okapi = Okapi(k1=0.5, b=0.7)
    title: Okapi = Okapi(k1=4.0, b=1.0)  # nearly: the share of the title that the question names
    title_weight: float = 0.15


class Hit(NamedTuple):
    """A passage found: its place in the list the index was built from, and its score."""

    passage: int
    score: float


class Bm25Index:
    """An immutable index over passages; passages are counted from 0 in the order they were given."""

    def __init__(
        self,
        vocabulary: Sequence[str],
        starts: Integers,
        passages: NDArray[np.int32],
        impacts: Floats,
        size: int,
    ) -> None:
        self.vocabulary = tuple(vocabulary)
        self.size = size
        self._ids = {term: i for i, term in enumerate(self.vocabulary)}
        self._starts = starts
        self._passages = passages
        self._impacts = impacts

    @classmethod
    def build(
        cls,
        texts: Iterable[Sequence[str]],
        *,
        titles: Iterable[Sequence[str]] = (),
        settings: Bm25Settings | None = None,
    ) -> Bm25Index:
        """Index the passages' terms; `titles`, where given, has one list for each text.

        An empty passage, or none at all, is allowed. ValueError where the two differ in number.
        """
        settings = settings or Bm25Settings()
        ids: dict[str, int] = {}
        text_terms = [[ids.setdefault(term, len(ids)) for term in text] for text in texts]
        title_terms = [[ids.setdefault(term, len(ids)) for term in title] for title in titles]
        size = len(text_terms)
        if title_terms and len(title_terms) != size:
            raise ValueError(f"{size} texts, {len(title_terms)} titles")
        text_keys, text_impacts = _impacts(text_terms, settings.text, size)
        title_keys, title_impacts = _impacts(title_terms, settings.title, size)
        keys, places = np.unique(np.concatenate([text_keys, title_keys]), return_inverse=True)
        parts = np.concatenate([text_impacts, settings.title_weight * title_impacts])
        impacts: Floats = np.bincount(places, parts, minlength=len(keys)).astype(np.float64)
        terms, passages = np.divmod(keys, max(size, 1))
        starts = np.searchsorted(terms, np.arange(len(ids) + 1))
        return cls(list(ids), starts, passages.astype(np.int32), impacts, size)

    def scores(self, terms: Mapping[str, float]) -> Floats:
        """The score of every passage, shape (size,): the sum of weight × impact over the terms it holds."""
        known = [(i, weight) for term, weight in terms.items() if (i := self._ids.get(term)) is not None]
        ids = np.array([i for i, _ in known], np.int64)
        begins = self._starts[ids]
        counts = self._starts[ids + 1] - begins
        weights = np.repeat(np.array([weight for _, weight in known], np.float64), counts)
        # All postings of all terms in one step: many small numpy calls cost five times as much.
        places = np.repeat(begins - counts.cumsum() + counts, counts) + np.arange(len(weights))
        added = weights * self._impacts[places]
        return np.bincount(self._passages[places], added, minlength=self.size).astype(np.float64, copy=False)

    def search(self, terms: Mapping[str, float], k: int) -> list[Hit]:
        """The k best passages, best first, equals in passage order; a score of 0 does not mean no match."""
        scores = self.scores(terms)
        best = _best(scores, k)
        return [Hit(int(passage), float(scores[passage])) for passage in best]

    def explain(self, terms: Mapping[str, float], passage: int) -> dict[str, float]:
        """What each term adds to a passage's score; terms that it does not hold are left out."""
        shares = {}
        for term, weight in terms.items():
            span = self._span(term)
            at = span.start + int(np.searchsorted(self._passages[span], passage))
            if at < span.stop and self._passages[at] == passage:
                shares[term] = weight * float(self._impacts[at])
        return shares

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """The index as plain arrays for one .npz file; `vocabulary` is kept beside it, as JSON."""
        return {
            "starts": self._starts,
            "passages": self._passages,
            "impacts": self._impacts,
            "size": np.array(self.size),
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]], vocabulary: Sequence[str]) -> Bm25Index:
        """The index that `to_arrays` and `vocabulary` describe."""
        return cls(
            vocabulary,
            arrays["starts"].astype(np.int64, copy=False),
            arrays["passages"].astype(np.int32, copy=False),
            arrays["impacts"].astype(np.float64, copy=False),
            int(arrays["size"]),
        )

    def _span(self, term: str) -> slice:
        i = self._ids.get(term)
        return slice(0, 0) if i is None else slice(int(self._starts[i]), int(self._starts[i + 1]))


def _best(scores: Floats, k: int) -> Integers:
    """Places of the k highest scores, highest first, equals in order; sorts no more than it must."""
    last = max(len(scores) - k, 0)
    among = np.flatnonzero(scores >= np.partition(scores, last)[last]) if 0 < last < len(scores) else None
    if among is None:
        return np.argsort(-scores, kind="stable")[:k]
    return among[np.argsort(-scores[among], kind="stable")[:k]]


def _impacts(passages: Sequence[Sequence[int]], okapi: Okapi, size: int) -> tuple[Integers, Floats]:
    """Each (term, passage) pair as term × size + passage, and its impact in this field."""
    if not any(passages):  # rank-bm25 divides by the number of passages and of terms
        return np.zeros(0, np.int64), np.zeros(0)
    from rank_bm25 import BM25Okapi

    model = BM25Okapi(passages, k1=okapi.k1, b=okapi.b, epsilon=okapi.epsilon)
    terms = np.fromiter((term for counts in model.doc_freqs for term in counts), np.int64)
    counts = np.fromiter((n for counts in model.doc_freqs for n in counts.values()), np.float64)
    where = np.repeat(np.arange(size), [len(counts) for counts in model.doc_freqs])
    idf = np.zeros(max(model.idf) + 1)
    idf[list(model.idf)] = list(model.idf.values())
    lengths = np.array(model.doc_len)
    saturation = model.k1 * (1 - model.b + model.b * lengths / model.avgdl)
    return terms * size + where, idf[terms] * (counts * (model.k1 + 1) / (counts + saturation[where]))
