"""How likely a syllable is, alone and after another; the likeliest way through what each may be meant as.

Costs are negative log probabilities in nats. They are computed once for each syllable and each neighbour, so
that a question only adds them up.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

_INTERPOLATION = 0.75  # weight of the bigram against the unigram estimate
_SMOOTHING = 0.5
_NO_CONTEXT = (0.0, 1.0)
_BEAM = 8.0  # nats: a reading so much worse than the best so far does not come back
NUMBER = "0"  # every number is one word to the model: "tháng 6" teaches "tháng 9"
START = "^"
_COST = itemgetter(0)


class Candidate(NamedTuple):
    """What a token may be meant as: one syllable, or two that were run together."""

    word: str
    first: str  # its first syllable, and its last, as the model counts them
    last: str
    alone: float  # cost of the first wherever it stands
    within: float  # cost of the second syllable after the first; 0.0 of one
    price: float  # of what would have been done to it while typing
    lost: bool  # has it lost all its marks? What that costs depends on the question


class Likelihood:
    """Counts of syllables and of neighbours → costs; immutable, its tables filled as they are met."""

    def __init__(self, unigrams: Mapping[str, float], bigrams: Mapping[str, Mapping[str, float]]) -> None:
        self._bigrams = bigrams
        self._unigrams = unigrams
        self._total = sum(unigrams.values()) + _SMOOTHING * len(unigrams) + 1
        self._contexts: dict[str, _Context] = {}

    def candidate(self, word: str, price: float, lost: bool) -> Candidate:
        """A candidate with what does not depend on the question."""
        first, _, second = word.partition(" ")
        first = NUMBER if first[0].isdigit() else first
        alone = -math.log(self._share(first))
        if not second:
            return Candidate(word, first, first, alone, 0.0, price, lost)
        turn, following = self._context(first)
        within = following.get(second)
        if within is None:
            within = turn - math.log(self._share(second))
        return Candidate(word, first, second, alone, within, price, lost)

    def likeliest(self, lattice: Iterable[tuple[Sequence[Candidate], float]]) -> list[str]:
        """The likeliest words, one for each token, given as its candidates and what lost marks cost there."""
        paths: dict[str, _Path] = {START: (0.0, None)}
        for candidates, lost_marks in lattice:
            contexts = [(cost, last, *self._context(last)) for last, (cost, _) in paths.items()]
            # Most pairs were never seen: their best way leads through one and the same predecessor.
            base, through = min([(before + turn, previous) for before, previous, turn, _ in contexts])
            contexts.sort(key=_COST)
            step: dict[str, _Path] = {}
            for word, first, last, alone, within, price, lost in candidates:
                cost, best = base + alone, through
                for before, previous, _, following in contexts:
                    if before >= cost:
                        break  # nor is any other predecessor better: a step costs something, or nothing
                    pair = following.get(first)
                    if pair is not None and before + pair < cost:
                        cost, best = before + pair, previous
                cost += within
                cost += price + lost_marks if lost else price
                if last not in step or cost < step[last][0]:
                    step[last] = (cost, (word, paths[best]))
            paths = step
            if len(step) > 1:
                worst = min([cost for cost, _ in step.values()]) + _BEAM
                paths = {last: path for last, path in step.items() if path[0] <= worst}
        end: _Path | None = min(paths.values(), key=lambda path: path[0])
        meant: list[str] = []
        while end is not None and end[1] is not None:
            meant.append(end[1][0])
            end = end[1][1]
        return meant[::-1]

    def _share(self, syllable: str) -> float:
        return (self._unigrams.get(syllable, 0.0) + _SMOOTHING) / self._total

    def _context(self, previous: str) -> _Context:
        known = self._contexts.get(previous)
        if known is None:
            counts = self._bigrams.get(previous)
            if counts is None:
                return _UNSEEN
            context = sum(counts.values())
            # an often-seen context is trusted more (Witten-Bell)
            trust = _INTERPOLATION * context / (context + 3.0)
            share, rest = trust / context, 1.0 - trust
            costs = {
                syllable: -math.log(share * count + rest * self._share(syllable))
                for syllable, count in counts.items()
            }
            known = self._contexts[previous] = (-math.log(rest), costs)
        return known


_Context = tuple[float, Mapping[str, float]]
"""After a syllable: what it costs to turn to one never seen there, and the cost of each that was."""

_UNSEEN: _Context = (0.0, {})

_Path = tuple[float, "tuple[str, _Path] | None"]
"""Cost so far, and the last choice with the path before it."""
