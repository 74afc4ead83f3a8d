"""Which passages hold a syllable or a pair of neighbours, as spelt or accents aside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from corpus.vietnamese import fold
from index.passages import TWIN, Evidence, Pair

Floats = NDArray[np.float64]
Unit = str | Pair
Weighed = tuple[Unit, Unit, float]
"""A unit as spelt, the same accents aside, and what it weighs."""


class Holdings:
    """The syllables and the pairs of many texts, turned round: unit → texts, counted from 0.

    Pairs are counted on behind the syllables: text 3 of 10 holds the syllables of row 3, the pairs of row 13.
    So one step adds up both: each small step of numpy costs more than all its sums.
    """

    def __init__(self, texts: Sequence[Evidence]) -> None:
        self._size = len(texts)
        twins: dict[Unit, list[int]] = {}
        spelt: dict[Unit, list[int]] = {}
        for at, text in enumerate(texts):
            for syllable in text.folded:
                twins.setdefault(syllable, []).append(at)
            for pair in text.folded_pairs:
                twins.setdefault(pair, []).append(self._size + at)
            # where a unit is spelt so: its place among the texts of its accent-free twin
            for syllable in text.syllables:
                spelt.setdefault(syllable, []).append(len(twins[fold(syllable)]) - 1)
            for pair in text.pairs:
                spelt.setdefault(pair, []).append(len(twins[fold(pair[0]), fold(pair[1])]) - 1)
        self._twins = _Lists(twins)
        self._spelt = _Lists(spelt)

    def frequency(self, twin: Unit) -> int:
        """In how many texts an accent-free syllable or pair stands."""
        return self._twins.length(twin)

    def held(self, syllables: Sequence[Weighed], pairs: Sequence[Weighed]) -> tuple[Floats, Floats]:
        """For every text what the syllables, and the pairs, weigh that stand in it, twins counting less."""
        units = [*syllables, *pairs]
        texts, counts = self._twins.of([twin for _, twin, _ in units])
        among, spelt_counts = self._spelt.of([unit for unit, _, _ in units])
        weights = np.array([weight for *_, weight in units])
        added = np.repeat(weights * TWIN, counts)
        added[np.repeat(counts.cumsum() - counts, spelt_counts) + among] = np.repeat(weights, spelt_counts)
        held = np.bincount(texts, added, minlength=2 * self._size).astype(np.float64, copy=False)
        return held[: self._size], held[self._size :]


class _Lists:
    """Lists of whole numbers by unit, one after the other in one array."""

    def __init__(self, lists: Mapping[Unit, Sequence[int]]) -> None:
        self._ids = {unit: at for at, unit in enumerate(lists)}
        starts = np.cumsum([0, *map(len, lists.values())])
        self._begins, self._lengths = np.append(starts[:-1], 0), np.diff(starts, append=starts[-1])
        self._numbers = np.fromiter(chain.from_iterable(lists.values()), np.int32, starts[-1])

    def length(self, unit: Unit) -> int:
        """The length of a unit's list."""
        return int(self._lengths[self._ids.get(unit, _NONE)])

    def of(self, units: Sequence[Unit]) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
        """The lists of some units, joined, and the length of each; of an unknown unit an empty one."""
        ids = np.array([self._ids.get(unit, _NONE) for unit in units], np.intp)
        lengths = self._lengths[ids]
        ends = lengths.cumsum()
        places = np.repeat(self._begins[ids] - ends + lengths, lengths) + np.arange(
            ends[-1] if len(ids) else 0
        )
        return self._numbers[places], lengths


_NONE = -1  # the last list, which is empty
