"""How the names of agencies are compared: their words in one spelling, without what varies in print.

"Sở Văn hoá, Thể thao & Du lịch" and "sở văn hóa thể thao và du lịch" have the same words. Commas, dashes and
"và" are soft: a name may be printed without them, but where it has none they end it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from corpus.vietnamese import SYLLABLE, fold, nfc, spell

NEXT, SOFT, HARD = 0, 1, 2
"""What stands before a word: white space, a connector inside names (",", "-", "&", "/", "và"), an end."""

_HARD_GAP = re.compile(r"\t|[^\s,\-–—&/.*_]|\n\s*[-+•*]|\n\s*\n|[,&/]\s*[,\-–—&/]|[-–—]\s*[,&/]")
_SOFT_GAP = re.compile(r"[,\-–—&/]")


class Word(NamedTuple):
    """A word of a text: its spelling, accent-free twin, offsets, and the gap before it."""

    spelling: str
    folded: str
    start: int
    end: int
    gap: int


class Piece(NamedTuple):
    """A word of a name, and the widest gap the name allows before it."""

    spelling: str
    gap: int


Pieces = tuple[Piece, ...]
Key = tuple[str, ...]


def find_words(text: str) -> list[Word]:
    """The words of a composed text without "và" and "các", in order."""
    words: list[Word] = []
    end, gap, before = 0, NEXT, ""
    for match in SYLLABLE.finditer(text):
        start = match.start()
        if start - end > 1 or text[end:start] != " ":
            gap = max(gap, _gap(text[end:start], before))
        end, before = match.end(), match[0]
        spelling, folded = _forms(before)
        if spelling in ("và", "va"):
            gap = max(gap, SOFT)
        elif spelling not in ("các", "cac"):
            words.append(Word(spelling, folded, start, end, gap))
            gap = NEXT
    return words


@lru_cache(maxsize=16384)
def _forms(word: str) -> tuple[str, str]:
    spelling = spell(word)
    return spelling, fold(spelling)


def _gap(between: str, before: str) -> int:
    if _HARD_GAP.search(between) or ("." in between and len(before) > 2):  # the dot of "TP." ends nothing
        return HARD
    return SOFT if _SOFT_GAP.search(between) else NEXT


def name_pieces(name: str) -> Pieces:
    """The words of a name with their gaps."""
    return tuple(Piece(word.spelling, word.gap) for word in find_words(nfc(name)))


class Writings:
    """Phrases that are written in full or short ("Ủy ban nhân dân", "UBND"), each way meaning the other."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._pairs = [
            (name_pieces(short), name_pieces(full), frozenset(_key(name_pieces(full))))
            for short, full in pairs.items()
        ]

    def shorten(self, pieces: Pieces) -> Pieces:
        """The words with every phrase in its short form."""
        words = frozenset(_key(pieces))
        for short, full, needed in self._pairs:
            if not needed <= words:
                continue
            for at in reversed(_places(pieces, full)):
                pieces = _exchange(pieces, at, full, short)
        return pieces

    def key(self, name: str) -> Key:
        """What all writings of one name share."""
        return _key(self.shorten(name_pieces(name)))

    def expand(self, pieces: Pieces) -> list[Pieces]:
        """Every writing of a name, from its short form."""
        writings = [pieces]
        words = frozenset(_key(pieces))
        for short, full, _ in self._pairs:
            if short[0].spelling not in words:
                continue
            writings += [
                _exchange(writing, at, short, full) for writing in writings for at in _places(writing, short)
            ]
        return writings


def _key(pieces: Pieces) -> Key:
    return tuple(piece.spelling for piece in pieces)


def _places(pieces: Pieces, phrase: Pieces) -> list[int]:
    words, wanted = _key(pieces), _key(phrase)
    return [at for at in range(len(words) - len(wanted) + 1) if words[at : at + len(wanted)] == wanted]


def _exchange(pieces: Pieces, at: int, old: Pieces, new: Pieces) -> Pieces:
    first = new[0]._replace(gap=pieces[at].gap)
    return (*pieces[:at], first, *new[1:], *pieces[at + len(old) :])


@lru_cache(maxsize=8192)
def accents_fit(typed: str, spelled: str) -> bool:
    """Whether a typed word can be the spelled one with accents left out: "tinh" for "tỉnh", never "tính"."""
    return typed == spelled or (
        len(typed) == len(spelled)
        and all(_marks(a) <= _marks(b) for a, b in zip(typed, spelled, strict=True))
    )


def _marks(letter: str) -> set[str]:
    return {letter, "d"} if letter == "đ" else set(unicodedata.normalize("NFD", letter))
