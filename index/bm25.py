"""BM25 as rank-bm25 defines it, scored from postings instead of passage by passage.

The model is `rank_bm25.BM25Okapi`: its idf with the epsilon floor, its lengths, its k1 and b. What a term adds to
a passage (its impact) depends on nothing in the question, so it is computed once, at index time, and kept in three
arrays: the passages of term t are `passages[starts[t]:starts[t + 1]]`, their impacts stand at the same places.

    index = Bm25Index.build([["s:đường", "b:đường bộ"], ...])    # one list of terms per passage; needs rank_bm25
    index.search({"s:đường": 1.0, "b:đường bộ": 0.5}, 10)         # [Hit(passage=17, score=9.1), ...], best first
    index.scores(terms)                                           # one score per passage, float64
    index.explain(terms, passage=17)                              # {"s:đường": 6.2, ...}: what each term added
    Bm25Index.from_arrays(index.to_arrays(), index.vocabulary)    # what a file has to keep; no rank_bm25 needed
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.model import Value


class Bm25Settings(Value):
    """The free numbers of BM25: saturation, length normalisation, floor of the idf of very common terms."""

    k1: float = 0.9
    b: float = 0.75
    epsilon: float = 0.25


class Hit(NamedTuple):
    """A passage found: its place in the list the index was built from, and its score."""

    passage: int
    score: float


class Bm25Index:
    """An immutable index over passages; passages are counted from 0 in the order they were given."""

    def __init__(
        self,
        vocabulary: Sequence[str],
        starts: NDArray[np.int64],
        passages: NDArray[np.int32],
        impacts: NDArray[np.float64],
        size: int,
    ) -> None:
        self.vocabulary = tuple(vocabulary)
        self.size = size
        self._ids = {term: i for i, term in enumerate(self.vocabulary)}
        self._starts = starts
        self._passages = passages
        self._impacts = impacts

    @classmethod
    def build(cls, passages: Sequence[Sequence[str]], settings: Bm25Settings | None = None) -> Bm25Index:
        """The index of the passages' terms; an empty passage, or none at all, is allowed."""
        settings = settings or Bm25Settings()
        if not any(passages):  # rank-bm25 divides by the number of passages and of terms
            none = np.zeros(0, np.int64)
            return cls((), np.zeros(1, np.int64), none.astype(np.int32), none.astype(np.float64), len(passages))
        from rank_bm25 import BM25Okapi

        model = BM25Okapi(passages, k1=settings.k1, b=settings.b, epsilon=settings.epsilon)
        vocabulary = list(model.idf)
        ids = {term: i for i, term in enumerate(vocabulary)}
        terms = np.fromiter((ids[t] for counts in model.doc_freqs for t in counts), np.int64)
        counts = np.fromiter((n for counts in model.doc_freqs for n in counts.values()), np.float64)
        where = np.repeat(
            np.arange(len(passages), dtype=np.int32), [len(counts) for counts in model.doc_freqs]
        )
        order = np.argsort(terms, kind="stable")  # by term, passages in order within each
        terms, counts, where = terms[order], counts[order], where[order]
        lengths = np.array(model.doc_len)
        saturation = model.k1 * (1 - model.b + model.b * lengths / model.avgdl)
        idf = np.array([model.idf[term] for term in vocabulary])
        impacts = idf[terms] * (counts * (model.k1 + 1) / (counts + saturation[where]))
        starts = np.searchsorted(terms, np.arange(len(vocabulary) + 1))
        return cls(vocabulary, starts, where, impacts, len(passages))

    def scores(self, terms: Mapping[str, float]) -> NDArray[np.float64]:
        """The score of every passage, shape (size,): the sum of weight times impact over the known terms."""
        total = np.zeros(self.size)
        for term, weight in terms.items():
            postings = self._postings(term)
            total[self._passages[postings]] += weight * self._impacts[postings]
        return total

    def search(self, terms: Mapping[str, float], k: int) -> list[Hit]:
        """The k best passages that hold any of the terms, best first; equals in passage order."""
        scores = self.scores(terms)
        best = np.argsort(-scores, kind="stable")[:k]
        return [Hit(int(i), float(scores[i])) for i in best]

    def explain(self, terms: Mapping[str, float], passage: int) -> dict[str, float]:
        """What each term adds to the passage's score; terms it does not hold are left out."""
        shares = {}
        for term, weight in terms.items():
            postings = self._postings(term)
            at = postings.start + int(np.searchsorted(self._passages[postings], passage))
            if at < postings.stop and self._passages[at] == passage:
                shares[term] = weight * float(self._impacts[at])
        return shares

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """The index as plain arrays for one .npz file; the vocabulary is kept beside it, as JSON."""
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

    def _postings(self, term: str) -> slice:
        i = self._ids.get(term)
        return slice(0, 0) if i is None else slice(int(self._starts[i]), int(self._starts[i + 1]))
