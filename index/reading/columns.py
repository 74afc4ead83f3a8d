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
_SPREAD = 2  # other syllables that may stand between them: "lãnh đạo nào phụ trách"


class AskedColumn(NamedTuple):
    """A column that a question asks for: its printed name, and the syllables of the question that say so."""

    name: str
    said: frozenset[str]
    whole: bool  # the question says the whole name, of three syllables or more


class _Words(NamedTuple):
    optional: re.Pattern[str]
    empty: frozenset[str]
    said: Mapping[str, tuple[str, ...]]


@cache
def _words() -> _Words:
    data = tomllib.loads((Path(__file__).parent / "columns.toml").read_text(encoding="utf-8"))
    optional = "|".join(sorted((normal(word) for word in data["optional"]), key=len, reverse=True))
    return _Words(
        re.compile(rf"(?<!\w)(?:{optional})(?!\w)"),
        frozenset(map(normal, data["empty"])),
        {
            normal(word): tuple(sorted(map(normal, ways), key=len, reverse=True))
            for word, ways in data["said"].items()
        },
    )


def find_asked_column(norm: str, names: Iterable[str]) -> AskedColumn | None:
    """The column that a question (`Wording.norm`) asks for, the one it says most of; None: it names none.

    `names` are printed headers. All telling words of a name must stand together in the question, or most of a
    longer one's.
    """
    found = [asked for name in dict.fromkeys(names) if (asked := _ask(norm, name)) is not None]
    return max(found, key=lambda asked: (len(asked.said), asked.whole, -len(asked.name)), default=None)


def _ask(norm: str, name: str) -> AskedColumn | None:
    plain = normal(expand_abbreviations(_BRACKETS.sub(" ", name)))
    for word, ways in _words().said.items():
        if word in plain and (way := next((way for way in ways if _holds(norm, way)), None)):
            return AskedColumn(name, frozenset(syllables(way)) | frozenset(syllables(word)), whole=False)
    core = syllables(_words().optional.sub(" ", plain)) or syllables(plain)
    if not core or " ".join(core) in _words().empty or len("".join(core)) < 2:
        return None
    asked = syllables(norm)
    places = [at for at, syllable in enumerate(asked) if syllable in core]
    held = {asked[at] for at in places}
    if len(held) < _SHARE * len(set(core)) or core[0] not in held:
        return None
    for at, first in enumerate(places):  # a stretch of the question that holds them all
        inside = {asked[place] for place in places[at:] if place - first < len(core) + _SPREAD}
        if inside == held:
            whole = len(set(core)) >= 3 and held == set(core)
            return AskedColumn(name, frozenset(held), whole)
    return None


def _holds(norm: str, phrase: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", norm) is not None
