"""The words of a topic that say which of its things is meant: "trạm [sạc điện]", "tuyến [đường sắt]".

A place that names the thing ("trạm đo mưa"), but not the word, speaks of another of its kind, however much
else of the topic stands there. Which words tell is read off the topic and the plans, not off a list: one
right behind another word, and no common one. Words at the beginning of a run are mostly what is done, which
is said in many ways ("mời gọi", "kêu gọi"); so are the words of asking.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, zip_longest
from typing import Protocol

from corpus.vietnamese import fold
from index.holdings import Holdings
from index.passages import Evidence, Pair
from index.reading.institutions import listed_words
from index.reading.topic import Topic
from index.reading.wording import question_phrases

_COMMON = 0.5  # of the passages: a word that stands in so many tells no matter from another


class Lexicon(Protocol):
    """Which words there are, and where the plans have them."""

    @property
    def words(self) -> frozenset[str]:
        """Words of several syllables, of the plans and of a dictionary."""

    @property
    def holdings(self) -> Holdings:
        """Which passages hold a pair."""

    @property
    def positions(self) -> Mapping[str, int]:
        """Id of a passage → its position in the holdings."""


@dataclass(frozen=True)
class TellingWord:
    """Two neighbours behind a syllable that they tell from its like; all of it accent-free."""

    before: str
    pair: Pair
    is_word: bool  # of two neighbours that are no word a place must lack both to lack them

    def is_lacking(self, evidence: Evidence, clauses: Iterable[Evidence]) -> bool:
        """Does a place name the thing before the word, but not the word?

        `clauses` are those of the place and over it: a word's halves in two of them are no word.
        """
        if self.before not in evidence.folded or self.pair in evidence.folded_pairs:
            return False
        if not self.is_word:
            return evidence.folded.isdisjoint(self.pair) and all(
                c.folded.isdisjoint(self.pair) for c in clauses
            )
        return not any(clause.folded.issuperset(self.pair) for clause in clauses)


def find_telling_words(lexicon: Lexicon, topic: Topic) -> Iterator[TellingWord]:
    """Every telling word of a topic, in order."""
    before: Pair | None = None
    before_is_word = False
    for pair, behind in zip_longest(topic.pairs, topic.pairs[1:]):
        linked = before is not None and before[1] == pair[0]
        cut = linked and before_is_word  # its first half is the second of the word before
        is_word = not cut and " ".join(pair) in lexicon.words
        if not is_word and behind and behind[0] == pair[1] and " ".join(behind) in lexicon.words:
            cut = True
        if linked and before and not cut and _tells(lexicon, pair):
            yield TellingWord(fold(before[0]), (fold(pair[0]), fold(pair[1])), is_word)
        before, before_is_word = pair, is_word


def _tells(lexicon: Lexicon, pair: Pair) -> bool:
    if pair[0] == pair[1] or pair in _words_of_asking() or pair in _manners():  # "rề rề" only colours
        return False
    held = lexicon.holdings.frequency((fold(pair[0]), fold(pair[1])))
    return held < _COMMON * (len(lexicon.positions) + 1)


@cache
def _words_of_asking() -> frozenset[Pair]:
    """Neighbours in the phrases people ask with."""
    return frozenset(pair for phrase in question_phrases() for pair in pairwise(phrase.split()))


@cache
def _manners() -> frozenset[Pair]:
    """Words that say how well something is done, not what."""
    return frozenset((first, second) for first, second in listed_words("manners"))
