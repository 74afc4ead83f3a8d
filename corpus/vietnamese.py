"""Vietnamese spelling: one Unicode form, one tone-mark position, and the accent-free twin."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook above, dot below
CAPITALS = "".join(
    letter
    for letter in map(chr, range(0x41, 0x1EFA))
    if letter.isupper() and "LATIN" in unicodedata.name(letter, "")
)
"""Every capital letter of Vietnamese (and of other Latin alphabets), for character classes."""

SMALL = CAPITALS.lower()
"""The same letters, small."""

SYLLABLE = re.compile(r"[^\W_]+(?:[^\W_]|[̣̀-̛])*", re.UNICODE)
"""A run of letters and digits: a Vietnamese syllable, a number or an abbreviation."""


def nfc(text: str) -> str:
    """Composed Unicode form, non-breaking spaces made plain."""
    return unicodedata.normalize("NFC", text).replace("\u00a0", " ")


_MARKED_FIRST = frozenset("oa oe uy ai ao au ay âu ây eo êu iu oi ôi ơi ui ưi ưu".split())
"""Rhymes of two vowels with the mark on the first; a slip of the finger puts it on the second ("ngaỳ")."""


def _place_tone(syllable: str) -> str:
    """Move the tone mark of one lower-case syllable to its modern place: hoà → hòa is one spelling.

    In the open rhymes oa, oe, uy the old spelling marks the first vowel (hòa), the new one the second
    (hoà). Officials mix both; the old one is taken, as the plans mostly print it.
    """
    decomposed = unicodedata.normalize("NFD", syllable)
    tone = next((c for c in decomposed if c in _TONES), "")
    if not tone:
        return syllable
    bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    if not (len(bare) >= 2 and bare[-2:] in _MARKED_FIRST):
        return syllable
    if (
        bare[-3:-2] in ("q", "g") and bare[-2] in "ui"
    ):  # in "quý" the u belongs to the consonant, in "giá" the i
        return syllable
    return unicodedata.normalize("NFC", bare[:-1] + tone + bare[-1])


@lru_cache(maxsize=65536)
def spell(syllable: str) -> str:
    """One lower-case spelling of a syllable: composed, tone mark in one position."""
    return _place_tone(unicodedata.normalize("NFC", syllable).lower())


class _Folding(dict[int, str]):
    """Each letter, by its code → its letters without accents; found once, then looked up."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFD", chr(code).replace("đ", "d").replace("Đ", "d"))
        self[code] = "".join(letter for letter in letters if not unicodedata.combining(letter))
        return self[code]


_FOLDING = _Folding()


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The accent-free, lower-case twin: "Đường" → "duong"."""
    return text.lower().translate(_FOLDING)


def syllables(text: str) -> list[str]:
    """The syllables and numbers of a text in one spelling, in order."""
    return [spell(match) for match in SYLLABLE.findall(nfc(text))]


_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW = 30  # words that prove nothing: a table of figures, a number and a date
_ACCENTED = 0.4  # of the words: eight or nine of ten in the five plans, one of six in French


def is_vietnamese(text: str) -> bool:
    """Whether a text is Vietnamese written with its accents, or too short to tell."""
    words = _WORD.findall(nfc(text))
    return len(words) < _FEW or sum(not word.isascii() for word in words) >= _ACCENTED * len(words)


def squeeze(text: str) -> str:
    """White space folded to single spaces, as quotes are compared."""
    return " ".join(nfc(text).split())


def brief(text: str, limit: int) -> str:
    """A text on one line, cut before the word that passes `limit` characters."""
    text = squeeze(text)
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + "…"
