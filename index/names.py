"""The proper names that plans print: "Tam Đa", "Long Bình An"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from corpus.vietnamese import CAPITALS, SMALL, SYLLABLE
from index.reading.wording import normal

_CAPITAL = rf"[{CAPITALS}][{SMALL}]+"
_NAME = re.compile(
    rf"(?<![\w-])(?<!^)(?<![.;:] )(?P<name>{_CAPITAL}(?: {_CAPITAL})+)(?!\w)(?: (?P<next>\w+))?"
)
_MOSTLY = 0.5  # share of a name's occurrences that carry its capitals: "Danh Mục" is no name


def find_proper_names(texts: Sequence[str], words: Collection[str]) -> frozenset[str]:
    """Runs of two capitalised syllables and more that are no words, in lower case.

    `words`: words of several syllables: in "Luật Quy hoạch" a capital begins one, not a name. A run that
    mostly stands in small letters is none either.
    """
    found = {
        normal(match["name"])
        for text in texts
        for match in _NAME.finditer(text)
        if normal(f"{match['name'].split()[-1]} {match['next'] or ''}").strip() not in words
    }
    first_pairs = {_first_pair(name) for name in found}
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for text in texts:
        for one, other in pairwise(SYLLABLE.findall(text)):
            pair = f"{one} {other}".lower()
            if pair in first_pairs:
                (capital if one[0].isupper() and other[0].isupper() else small)[pair] += 1
    return frozenset(
        name
        for name in found
        if capital[pair := _first_pair(name)] >= _MOSTLY * (capital[pair] + small[pair])
    )


def _first_pair(name: str) -> str:
    return " ".join(name.split()[:2])
