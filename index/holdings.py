"""Which passages hold a syllable or a pair of neighbours, as spelt or accents aside."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.vietnamese import fold
from index.passages import TWIN, Evidence, Pair

Floats = NDArray[np.float64]
_Unit = TypeVar("_Unit", bound=Hashable)


class Holdings:
    """The syllables and the pairs of many texts, turned round: unit → texts, counted from 0."""

    def __init__(self, texts: Sequence[Evidence]) -> None:
        self.syllables: _Units[str] = _Units([(text.folded, text.syllables) for text in texts], fold)
        self.pairs: _Units[Pair] = _Units([(text.folded_pairs, text.pairs) for text in texts], _fold_pair)


def _fold_pair(pair: Pair) -> Pair:
    return fold(pair[0]), fold(pair[1])


class _Units(Generic[_Unit]):
    """The texts that hold an accent-free unit, in order, and which of them hold it spelt in one way."""

    def __init__(
        self,
        texts: Iterable[tuple[frozenset[_Unit], frozenset[_Unit]]],
        twin_of: Callable[[_Unit], _Unit],
    ) -> None:
        twins: dict[_Unit, list[int]] = {}
        spelt: dict[_Unit, list[int]] = {}
        self._size = 0
        for at, (folded_units, units) in enumerate(texts):
            self._size = at + 1
            for unit in folded_units:
                twins.setdefault(unit, []).append(at)
            for unit in units:  # by its place among the texts of its twin
                spelt.setdefault(unit, []).append(len(twins[twin_of(unit)]) - 1)
        self._twins = _Postings(twins)
        self._spelt = _Postings(spelt)

    def frequency(self, twin: _Unit) -> int:
        """In how many texts a unit stands, accents aside."""
        return self._twins.count(twin)

    def held(self, units: Sequence[tuple[_Unit, _Unit, float]]) -> Floats:
        """For every text what the units (spelt, accents aside, weight) weigh that stand in it, twins less."""
        texts, counts = self._twins.of([twin for _, twin, _ in units])
        among, spelt_counts = self._spelt.of([unit for unit, _, _ in units])
        weights = np.array([weight for *_, weight in units])
        added = np.repeat(weights * TWIN, counts)
        added[np.repeat(counts.cumsum() - counts, spelt_counts) + among] = np.repeat(weights, spelt_counts)
        return np.bincount(texts, added, minlength=self._size).astype(np.float64, copy=False)


class _Postings(Generic[_Unit]):
    """Lists of whole numbers by unit, one after the other in one array."""

    def __init__(self, lists: Mapping[_Unit, Sequence[int]]) -> None:
        self._ids = {unit: at for at, unit in enumerate(lists)}
        self._starts = np.cumsum([0, *map(len, lists.values())])
        self._all = np.fromiter(chain.from_iterable(lists.values()), np.int32, self._starts[-1])

    def count(self, unit: _Unit) -> int:
        """The length of a unit's list."""
        at = self._ids.get(unit)
        return 0 if at is None else int(self._starts[at + 1] - self._starts[at])

    def of(self, units: Sequence[_Unit]) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
        """The lists of some units, joined, and the length of each; of an unknown unit an empty one."""
        ids = np.array([self._ids.get(unit, _NONE) for unit in units], np.intp)
        begins = self._starts[ids]
        counts = np.where(ids == _NONE, 0, self._starts[ids + 1] - begins)
        places = np.repeat(begins - counts.cumsum() + counts, counts) + np.arange(counts.sum())
        return self._all[places], counts


_NONE = -1
