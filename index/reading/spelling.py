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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from corpus.vietnamese import SYLLABLE, fold, nfc, spell
from index.reading.likelihood import NUMBER, START, Candidate, Likelihood
from index.reading.typing_slips import OneSlipAway, is_syllable, like_sounding, slips

_EDIT = 5.5  # cost (nats) of one slip of the keyboard
_ADD_SOME = 2.5  # adding a mark to a syllable that already carries one: "đua" meant "đưa"
_ADD_TO_WORD = 5.0  # the same, where what was typed is a word itself: "lương" is rarely meant as "lượng"
_LIKE_SOUNDING = 6.0  # writing "chì" for "trì", where the word written exists but the plans lack it
_LONE_VOWELS = "oay"  # "o dau" is "ở đâu"; other single letters are letters
_ROMAN = re.compile(r"i{2,3}|iv|vi{2,3}|ix|xi{2,3}|xiv|xv|xvi{1,3}|xix|xx")  # those that are no syllables
_VOWEL = re.compile(r"[^\W\d_bcdđfghjklmnpqrstvwxz]")
_LONGEST = 28  # letters: four syllables run together; a key held down is no word, and takes minutes to mend
_REMEMBERED = 100_000  # candidates of the words met so far


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
    _folded_counts: dict[str, float] = field(init=False, repr=False)
    _likelihood: Likelihood = field(init=False, repr=False)
    _met: dict[str, tuple[Candidate, ...]] = field(init=False, repr=False)
    _met_size: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._likelihood = Likelihood(self.unigrams, self.bigrams)
        self._by_fold, self._folded_counts = {}, {}
        for syllable, count in self.unigrams.items():
            folded = fold(syllable)
            self._by_fold.setdefault(folded, []).append(syllable)
            self._folded_counts[folded] = self._folded_counts.get(folded, 0.0) + count
        self._met, self._met_size = {}, 0

    @cached_property
    def _near(self) -> OneSlipAway:
        return OneSlipAway(self._by_fold)

    def warm(self) -> None:
        """Weigh now what every syllable of the plans may be meant as, typed with its marks or without."""
        for syllable in self.corpus:
            self._spellings_of(syllable)
            self._spellings_of(fold(syllable))

    @classmethod
    def learn(
        cls,
        sources: Iterable[tuple[Iterable[list[str]], float]],
        corpus: Sequence[tuple[Sequence[list[str]], float]] = (),
        words: Mapping[str, float] | None = None,
    ) -> SpellingModel:
        """Learn from (runs of syllables, weight of each occurrence) pairs; `corpus`: those that plans print.

        `words`: syllables with the count they have besides, whatever stands before them.
        """
        unigrams: dict[str, float] = dict(words or {})
        bigrams: dict[str, dict[str, float]] = {}
        for runs_, weight in [*sources, *corpus]:
            for run in runs_:
                previous = START
                for printed_syllable in run:
                    syllable = NUMBER if printed_syllable[0].isdigit() else printed_syllable
                    unigrams[syllable] = unigrams.get(syllable, 0.0) + weight
                    following = bigrams.setdefault(previous, {})
                    following[syllable] = following.get(syllable, 0.0) + weight
                    previous = syllable
        printed = frozenset(s for runs_, _ in corpus for run in runs_ for s in run if not s[0].isdigit())
        return cls(unigrams, bigrams, printed)

    def _bare_share(self, word: str) -> float:
        """How often a syllable typed without marks is meant without marks."""
        every = self._folded_counts.get(word)
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
        best = self._likelihood.likeliest(self._lattice([token for _, _, token in tokens], keep))
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

    def _lattice(
        self, tokens: list[str], keep: frozenset[str]
    ) -> Iterator[tuple[Sequence[Candidate], float]]:
        """For each token what it may be meant as, and what it costs there to have lost one's marks."""
        spelt = [spell(token) for token in tokens]
        words = [word for word, token in zip(spelt, tokens, strict=True) if token.isalpha()]
        bare = [word for word in words if fold(word) == word and word not in keep]
        # Syllables without a mark that usually carry one, against those that do carry one here: the more
        # of the first, the likelier it is that any syllable has lost its marks.
        lost = {word: 1.0 - self._bare_share(word) for word in set(bare)}
        all_lost = sum(lost[word] for word in bare)
        marked = len(words) - len(bare)
        for token, typed in zip(tokens, spelt, strict=True):
            others = all_lost - lost.get(typed, 0.0)  # a syllable is no witness in its own case
            share = (others + 0.05) / (others + marked + 0.5)
            cost = -math.log(min(0.98, max(0.003, share)))
            yield self._candidates(token, typed, keep), round(cost, 1)

    def _candidates(self, token: str, typed: str, keep: frozenset[str]) -> Sequence[Candidate]:
        capitals = token.isupper() and len(token) > 1
        if typed in keep or capitals:
            return (self._likelihood.candidate(typed, 0.0, False),)
        return self._spellings_of(typed)

    def _spellings_of(self, typed: str) -> tuple[Candidate, ...]:
        known = self._met.get(typed)
        if known is None:
            known = tuple(self._likelihood.candidate(*spelling) for spelling in self._weigh_spellings(typed))
            self._met_size += len(known)
            if self._met_size > _REMEMBERED:
                self._met, self._met_size = {}, len(known)
            self._met[typed] = known
        return known

    def _weigh_spellings(self, typed: str) -> Iterator[_Spelling]:
        """What a syllable may be meant as, each with its price; one without any mark may have lost them."""
        if _stays(typed):
            yield typed, 0.0, False
            return
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
        marks = _mark_set(typed)
        for meant, cost in slips(typed, self._near):
            folded = fold(meant)
            for candidate in self.spellings(folded):
                if _adds_only(meant, candidate) if folded != meant else marks <= _mark_set(candidate):
                    yield candidate, cost
        if not is_syllable(typed):
            for at in range(1, len(typed)):
                if firsts := self._respelled(typed[:at]):
                    seconds = self._respelled(typed[at:])
                    yield from ((f"{first} {second}", 0.6) for first in firsts for second in seconds)

    def _respelled(self, typed: str) -> list[str]:
        return [candidate for candidate in self.spellings(fold(typed)) if _adds_only(typed, candidate)]


_Spelling = tuple[str, float, bool]
"""A syllable that may be meant, its price in nats, and whether the price of lost marks comes on top."""


def _stays(typed: str) -> bool:
    """Is it a letter, a number in Roman figures, an abbreviation ("ph.", "đc") or no word at all?"""
    letter = len(typed) == 1 and typed not in _LONE_VOWELS
    short = _VOWEL.search(typed) is None
    return letter or short or len(typed) > _LONGEST or _ROMAN.fullmatch(typed) is not None


def _adds_only(typed: str, candidate: str) -> bool:
    """Does the candidate, a syllable with the same accent-free twin, carry every mark that was typed?"""
    if len(typed) != len(candidate):
        return False
    if typed.isascii():
        return True
    return all(_marks(a) <= _marks(b) and fold(a) == fold(b) for a, b in zip(typed, candidate, strict=True))


@lru_cache(maxsize=512)
def _marks(letter: str) -> frozenset[str]:
    if letter == "đ":
        return frozenset("đ")
    return frozenset(c for c in unicodedata.normalize("NFD", letter) if unicodedata.combining(c))


@lru_cache(maxsize=16384)
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
