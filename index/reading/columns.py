"""Which column of a table a question asks for, by the words of the column's printed name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.vietnamese import syllables
from index.reading.wording import expand_abbreviations, normal

_BRACKETS = re.compile(r"\([^()]*\)?")
_SHARE = 0.7  # of a name's telling syllables stand in a question that asks for the column


class AskedColumn(NamedTuple):
    """A column that a question asks for: its printed name, and the syllables of the question that say so."""

    name: str
    said: frozenset[str]
    whole: bool  # it says the whole name, of three syllables or more, or asks for nothing else by these words


class _Words(NamedTuple):
    optional: re.Pattern[str]
    between: re.Pattern[str]  # what may stand between the words of a name: "lãnh đạo nào phụ trách"
    beside: frozenset[str]
    empty: frozenset[str]
    certain: frozenset[str]
    said: Mapping[str, tuple[str, ...]]


@cache
def _words() -> _Words:
    data = tomllib.loads((Path(__file__).parent / "columns.toml").read_text(encoding="utf-8"))
    return _Words(
        _pattern(data["optional"]),
        _pattern([*data["optional"], *data["interrogative"]]),
        frozenset(map(normal, data["beside"])),
        frozenset(map(normal, data["empty"])),
        frozenset(map(normal, data["certain"])),
        {
            normal(word): tuple(sorted(map(normal, ways), key=len, reverse=True))
            for word, ways in data["said"].items()
        },
    )


def find_asked_column(norm: str, names: Iterable[str]) -> AskedColumn | None:
    """The column that a question (`Wording.norm`) asks for, the one it says most of; None: it names none.

    `names` are printed headers. The telling words of a name, or most of a longer one's, must stand together
    in the question, in their order.
    """
    return next(iter(find_asked_columns(norm, names)), None)


def find_asked_columns(norm: str, names: Iterable[str]) -> list[AskedColumn]:
    """Every column a question may ask for, the one it says most of first: tables differ in their wording."""
    found = [asked for name in dict.fromkeys(names) if (asked := _ask(norm, name)) is not None]
    return sorted(found, key=lambda asked: (-len(asked.said), not asked.whole, len(asked.name)))


def _ask(norm: str, name: str) -> AskedColumn | None:
    beside = frozenset(syllables(norm)) & _words().beside
    plain = normal(expand_abbreviations(_BRACKETS.sub(" ", name)))
    for word, ways in _words().said.items():
        if word in plain and (way := next((way for way in ways if _holds(norm, way)), None)):
            said = frozenset(syllables(f"{way} {word}")) | beside
            return AskedColumn(name, said, whole=way in _words().certain)
    core = syllables(_words().optional.sub(" ", plain)) or syllables(plain)
    if not core or " ".join(core) in _words().empty or len("".join(core)) < 2:
        return None
    asked = syllables(_words().between.sub(" ", norm))
    held = [syllable for syllable in core if syllable in asked]
    if len(held) < _SHARE * len(core) or core[0] not in held:
        return None
    stretches = (asked[at : at + len(held)] for at in range(len(asked) - len(held) + 1))
    if held not in map(list, stretches):
        return None
    return AskedColumn(name, frozenset(held) | beside, whole=len(core) >= 3 and held == core)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(map(normal, words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)")


def _holds(norm: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", norm) is not None
