"""Which passages hold a syllable or a pair of neighbours, as spelt or accents aside."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.passages import TWIN, Evidence, Pair

Floats = NDArray[np.float64]
_Unit = TypeVar("_Unit", bound=Hashable)
_MET = 50_000  # units as spelt; more than the plans and people's ways of writing them have


class Holdings:
    """The syllables and the pairs of many texts, turned round: unit → texts, counted from 0."""

    def __init__(self, texts: Sequence[Evidence]) -> None:
        self.syllables = _Units([text.syllables for text in texts], [text.folded for text in texts])
        self.pairs: _Units[Pair] = _Units(
            [text.pairs for text in texts], [text.folded_pairs for text in texts]
        )


class _Units(Generic[_Unit]):
    def __init__(self, spelt: Sequence[frozenset[_Unit]], folded: Sequence[frozenset[_Unit]]) -> None:
        self._spelt = spelt
        self._places: dict[_Unit, list[int]] = {}
        for at, units in enumerate(folded):
            for unit in units:
                self._places.setdefault(unit, []).append(at)
        self._met: dict[_Unit, tuple[NDArray[np.intp], Floats]] = {}

    def frequency(self, twin: _Unit) -> int:
        """In how many texts a unit stands, accents aside."""
        return len(self._places.get(twin, ()))

    def held(self, units: Iterable[tuple[_Unit, _Unit, float]]) -> Floats:
        """For every text what the units (spelt, accents aside, weight) weigh that stand in it, twins less."""
        found = [
            (*self._strengths(unit, twin), weight) for unit, twin, weight in units if twin in self._places
        ]
        if not found:
            return np.zeros(len(self._spelt))
        places = np.concatenate([at for at, _, _ in found])
        weights = np.concatenate([strength * weight for _, strength, weight in found])
        return np.bincount(places, weights, minlength=len(self._spelt)).astype(np.float64, copy=False)

    def _strengths(self, unit: _Unit, twin: _Unit) -> tuple[NDArray[np.intp], Floats]:
        """Where a unit stands, and what it counts there: 1.0 as spelt, else what a twin does."""
        known = self._met.get(unit)
        if known is None:
            places = self._places[twin]
            strengths = [1.0 if unit in self._spelt[at] else TWIN for at in places]
            known = np.array(places, np.intp), np.array(strengths)
            if len(self._met) < _MET:
                self._met[unit] = known
        return known
