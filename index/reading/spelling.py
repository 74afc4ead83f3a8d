"""Reading a question as it was meant: missing accents put back, slips of the keyboard undone.

A syllable-bigram model learned at index time (from the plans, the agencies' names, a dictionary's words and
the phrases people ask with) and one Viterbi pass over the question. It is always run: a question without
accents and one that lacks a few are the same case, told apart by how many of its syllables carry a mark.

What was typed counts: a mark that was typed is never taken away from a word of the corpus, only missing ones
are added; other corrections are tried only for syllables that no source knows and that are not well-formed
Vietnamese (so a place that the plans never name stays as it is), except a doubled consonant spelling
(ch/tr, s/x, d/gi/r) that a neighbour makes near certain.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from corpus.vietnamese import SYLLABLE, fold, nfc, spell
from index.reading.typing_slips import is_syllable, like_sounding, slips

_INTERPOLATION = 0.75  # weight of the bigram against the unigram estimate
_SMOOTHING = 0.5
_EDIT = 5.5  # cost (nats) of one slip of the keyboard
_ADD_SOME = 2.5  # adding a mark to a syllable that already carries one: "đua" meant "đưa"
_ADD_TO_WORD = 5.0  # the same, where what was typed is a word itself: "lương" is rarely meant as "lượng"
_LIKE_SOUNDING = 6.0  # writing "chì" for "trì", where the word written exists but the plans lack it
_NO_CONTEXT = (0.0, 1.0)
_LONE_VOWELS = "oay"  # "o dau" is "ở đâu"; other single letters are letters
_ROMAN = re.compile(r"i{2,3}|iv|vi{2,3}|ix|xi{2,3}|xiv|xv|xvi{1,3}|xix|xx")  # those that are no syllables
_VOWEL = re.compile(r"[^\W\d_bcdđfghjklmnpqrstvwxz]")
_BEAM = 8.0  # nats: a reading so much worse than the best so far does not come back
_LONGEST = 28  # letters: four syllables run together; a key held down is no word, and takes minutes to mend
_CACHED = 50_000
_START = "^"
_NUMBER = "0"  # every number is one word to the model: "tháng 6" teaches "tháng 9"


@dataclass(frozen=True)
class Reading:
    """A question as it was understood."""

    text: str  # the question with the changed words put in their places
    changed: bool


@dataclass(eq=False)
class SpellingModel:
    """Counts of syllables and of neighbouring syllables.

    `corpus` names the syllables that the plans themselves print: those are never corrected, only accented.
    """

    unigrams: Mapping[str, float]
    bigrams: Mapping[str, Mapping[str, float]]  # first syllable → second syllable → count
    corpus: frozenset[str] = frozenset()
    corrects: bool = True  # False: marks are put back, slips stay
    _by_fold: dict[str, list[str]] = field(init=False, repr=False)
    _backoff: dict[str, tuple[float, float]] = field(init=False, repr=False)
    _cache: dict[str, tuple[_Spelling, ...]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._total = sum(self.unigrams.values()) + _SMOOTHING * len(self.unigrams) + 1
        self._by_fold = {}
        for syllable in self.unigrams:
            self._by_fold.setdefault(fold(syllable), []).append(syllable)
        self._backoff = {}
        for first, following in self.bigrams.items():
            context = sum(following.values())
            # an often-seen context is trusted more (Witten-Bell)
            trust = _INTERPOLATION * context / (context + 3.0)
            self._backoff[first] = (trust / context, 1.0 - trust)
        self._cache = {}

    @classmethod
    def learn(
        cls,
        sources: Iterable[tuple[Iterable[list[str]], float]],
        corpus: Iterable[list[str]] = (),
        words: Mapping[str, float] | None = None,
    ) -> SpellingModel:
        """Learn from (runs of syllables, weight of each occurrence) pairs; `corpus` counts once more.

        `words`: syllables with the count they have besides, whatever stands before them.
        """
        unigrams: dict[str, float] = dict(words or {})
        bigrams: dict[str, dict[str, float]] = {}
        printed = [list(run) for run in corpus]
        for runs_, weight in [*sources, (printed, 1.0)]:
            for run in runs_:
                previous = _START
                for printed_syllable in run:
                    syllable = _NUMBER if printed_syllable[0].isdigit() else printed_syllable
                    unigrams[syllable] = unigrams.get(syllable, 0.0) + weight
                    following = bigrams.setdefault(previous, {})
                    following[syllable] = following.get(syllable, 0.0) + weight
                    previous = syllable
        return cls(unigrams, bigrams, frozenset(s for run in printed for s in run if not s[0].isdigit()))

    def _unigram(self, syllable: str) -> float:
        return (self.unigrams.get(syllable, 0.0) + _SMOOTHING) / self._total

    def _bare_share(self, word: str) -> float:
        """How often a syllable typed without marks is meant without marks."""
        every = sum(self.unigrams[spelling] for spelling in self.spellings(word))
        return self.unigrams.get(word, 0.0) / every if every else 1.0

    def knows(self, syllable: str) -> bool:
        """Has any source this syllable, spelt so?"""
        return syllable in self.unigrams

    def spellings(self, folded: str) -> list[str]:
        """Every known syllable with this accent-free twin."""
        return self._by_fold.get(folded, [])

    def read(self, question: str, keep: frozenset[str] = frozenset()) -> Reading:
        """Put back what is missing; `keep` holds lower-case tokens that stay as typed (abbreviations)."""
        question = nfc(question)
        tokens = [(match.start(), match.end(), match.group()) for match in SYLLABLE.finditer(question)]
        lattice = self._lattice([token for _, _, token in tokens], keep)
        best = self._viterbi(lattice)
        parts, at, changed = [], 0, False
        for (start, end, token), meant in zip(tokens, best, strict=True):
            parts.append(question[at:start])
            if spell(token) == meant:
                parts.append(token)
            else:
                parts.append(_in_case_of(token, meant))
                changed = True
            at = end
        parts.append(question[at:])
        return Reading("".join(parts), changed)

    def _lattice(self, tokens: list[str], keep: frozenset[str]) -> list[list[tuple[str, float]]]:
        words = [spell(token) for token in tokens if token.isalpha()]
        bare = [word for word in words if fold(word) == word and word not in keep]
        # Syllables without a mark that usually carry one, against those that do carry one here: the more
        # of the first, the likelier it is that any syllable has lost its marks.
        lost = {word: 1.0 - self._bare_share(word) for word in bare}
        all_lost = sum(lost[word] for word in bare)
        marked = len(words) - len(bare)

        def add_all(word: str) -> float:
            others = all_lost - lost.get(word, 0.0)  # a syllable is no witness in its own case
            return -math.log(min(0.98, max(0.003, (others + 0.05) / (others + marked + 0.5))))

        return [self._candidates(token, add_all(spell(token)), keep) for token in tokens]

    def _candidates(self, token: str, add_all: float, keep: frozenset[str]) -> list[tuple[str, float]]:
        typed = spell(token)
        letter = len(typed) == 1 and typed not in _LONE_VOWELS
        capitals = token.isupper() and len(token) > 1
        short = _VOWEL.search(typed) is None  # "ph.", "đc": an abbreviation, no slip
        if typed in keep or letter or capitals or short or _ROMAN.fullmatch(typed) or len(typed) > _LONGEST:
            return [(typed, 0.0)]
        add_all = round(add_all, 1)
        return [(word, price + add_all if lost else price) for word, price, lost in self._spellings_of(typed)]

    def _spellings_of(self, typed: str) -> tuple[_Spelling, ...]:
        known = self._cache.get(typed)
        if known is None:
            if len(self._cache) > _CACHED:
                self._cache.clear()
            known = self._cache[typed] = tuple(self._weigh_spellings(typed))
        return known

    def _weigh_spellings(self, typed: str) -> Iterator[_Spelling]:
        """What a syllable may be meant as, each with its price; one without any mark may have lost them."""
        folded = fold(typed)
        add_some = _ADD_TO_WORD if self.knows(typed) else _ADD_SOME
        marked = [word for word in self.spellings(folded) if word == typed or _adds_only(typed, word)]
        for word in marked:
            lost = word != typed and folded == typed
            yield word, 0.0 if word == typed or lost else add_some, lost
        if typed in self.corpus or (not self.corrects and marked):
            return
        if not self.corrects:
            yield typed, 0.0, False
        elif self.knows(typed):  # a word of the language that the plans do not use: "chủ chì"
            for word, cost in like_sounding(typed):
                if word in self.corpus:
                    yield word, _LIKE_SOUNDING * cost, False
        else:
            well_formed = is_syllable(typed)
            cheapest: dict[str, float] = {}
            for word, cost in self._corrections(typed):
                cheapest[word] = min(cost, cheapest.get(word, math.inf))
            for word, cost in cheapest.items():
                yield word, _EDIT * cost + (3.0 if well_formed else 0.0), False
            if typed not in cheapest and typed not in marked:
                yield typed, 0.0 if well_formed or not typed.isalpha() else 3.0, False

    def _corrections(self, typed: str) -> Iterator[tuple[str, float]]:
        """Known syllables, or two run together, that a slip turned into what was typed."""
        for meant, cost in slips(typed):
            for candidate in self.spellings(fold(meant)):
                decoded = fold(meant) != meant
                if _adds_only(meant, candidate) if decoded else _mark_set(typed) <= _mark_set(candidate):
                    yield candidate, cost
        if not is_syllable(typed):
            for at in range(1, len(typed)):
                for first in self._respelled(typed[:at]):
                    for second in self._respelled(typed[at:]):
                        yield f"{first} {second}", 0.6

    def _respelled(self, typed: str) -> list[str]:
        return [candidate for candidate in self.spellings(fold(typed)) if _adds_only(typed, candidate)]

    def _viterbi(self, lattice: list[list[tuple[str, float]]]) -> list[str]:
        paths: dict[str, _Path] = {_START: (0.0, None)}
        for candidates in lattice:
            # Most pairs were never seen: their best way leads through one and the same predecessor.
            unseen = min(
                (before - math.log(self._backoff.get(previous, _NO_CONTEXT)[1]), previous)
                for previous, (before, _) in paths.items()
            )
            contexts = [
                (previous, before, following, *self._backoff[previous])
                for previous, (before, _) in paths.items()
                if (following := self.bigrams.get(previous))
            ]
            step: dict[str, _Path] = {}
            for candidate, price in candidates:
                first, _, second = candidate.partition(" ")
                first = _NUMBER if first[0].isdigit() else first
                unigram = self._unigram(first)
                cost, last = unseen[0] - math.log(unigram), unseen[1]
                for previous, before, following, share, rest in contexts:
                    if pair := following.get(first):
                        seen = before - math.log(share * pair + rest * unigram)
                        if seen < cost:
                            cost, last = seen, previous
                if second:
                    cost += self._cost(first, second)
                cost += price
                end = second or first
                if end not in step or cost < step[end][0]:
                    step[end] = (cost, (candidate, paths[last]))
            worst = min(cost for cost, _ in step.values()) + _BEAM
            paths = {end: path for end, path in step.items() if path[0] <= worst}
        best: _Path | None = min(paths.values(), key=lambda path: path[0])
        meant: list[str] = []
        while best is not None and best[1] is not None:
            meant.append(best[1][0])
            best = best[1][1]
        return meant[::-1]

    def _cost(self, previous: str, syllable: str) -> float:
        """Negative log probability of a syllable after another."""
        share, rest = self._backoff.get(previous, _NO_CONTEXT)
        pair = self.bigrams.get(previous, {}).get(syllable, 0.0)
        return -math.log(share * pair + rest * self._unigram(syllable))


_Spelling = tuple[str, float, bool]
"""A syllable that may be meant, its price in nats, and whether the price of lost marks comes on top."""

_Path = tuple[float, "tuple[str, _Path] | None"]
"""Cost so far, and the last choice with the path before it."""


def _adds_only(typed: str, candidate: str) -> bool:
    """Does the candidate carry every mark that was typed, letter by letter?"""
    if len(typed) != len(candidate):
        return False
    return all(_marks(a) <= _marks(b) and fold(a) == fold(b) for a, b in zip(typed, candidate, strict=True))


@lru_cache(maxsize=512)
def _marks(letter: str) -> frozenset[str]:
    if letter == "đ":
        return frozenset("đ")
    return frozenset(c for c in unicodedata.normalize("NFD", letter) if unicodedata.combining(c))


def _mark_set(syllable: str) -> frozenset[str]:
    return frozenset().union(*(_marks(letter) for letter in syllable))


def _in_case_of(typed: str, meant: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return meant.upper()
    if typed[:1].isupper():
        return meant[:1].upper() + meant[1:]
    return meant


_RUN_END = re.compile(r"[.!?:;\n]+")


def runs(text: str) -> list[list[str]]:
    """A text as runs of neighbouring syllables: sentences, cut at their ends."""
    return [
        run
        for part in _RUN_END.split(nfc(text))
        if (run := [spell(match) for match in SYLLABLE.findall(part)])
    ]
