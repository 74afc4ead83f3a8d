"""The vocabulary of documents (`documents.toml`), and how a text is compared with it.

Words are compared by their syllables in one spelling: case, tone-mark position (Uỷ = Ủy) and punctuation
between them do not count.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from corpus.model import AmendmentKind
from corpus.vietnamese import syllables

_WORDS = tomllib.loads(Path(__file__).with_name("documents.toml").read_text(encoding="utf-8"))

KINDS: dict[str, str] = _WORDS["kinds"]
"""Letters in a document number → name of the kind: "KH" → "Kế hoạch"."""

Phrases = tuple[tuple[str, ...], ...]


def _phrases(names: Iterable[str]) -> Phrases:
    """The syllables of each name, the longest first."""
    return tuple(sorted((tuple(syllables(name)) for name in names), key=len, reverse=True))


KIND_HEADINGS = _phrases(_WORDS["headings"]["kinds"])
BASES = _phrases(_WORDS["headings"]["bases"])
ANNEXES = _phrases(_WORDS["headings"]["annexes"])
ORGANS = _phrases(_WORDS["organs"]["heads"])
FIELDED = frozenset(_phrases(_WORDS["organs"]["fielded"]))
"""Heads of several syllables behind which the field of the organ follows."""

CENTRAL = _phrases(_WORDS["organs"]["central"])
AUTHORITIES = _phrases(_WORDS["signing"]["authorities"])
ROLES = _phrases(_WORDS["signing"]["roles"])
RANKS: tuple[str, ...] = tuple(sorted(_WORDS["signing"]["ranks"], key=len, reverse=True))

PROPER = _phrases(_WORDS["organs"]["proper"])
"""Words inside organs' names that keep their capital."""

UNITS = _phrases(_WORDS["organs"]["units"])
"""Words after which the proper name of a place follows."""

NOT_UNITS = _phrases(_WORDS["organs"]["not_units"])
"""Words that only begin like one: "xã hội"."""

ABBREVIATIONS = frozenset(_WORDS["organs"]["abbreviations"])
"""Written in capitals everywhere."""

CITIES: tuple[str, ...] = tuple(_WORDS["places"]["cities"])
"""The provinces that are cities."""

AMENDING_VERBS: dict[AmendmentKind, tuple[str, ...]] = {
    kind: tuple(verbs) for kind, verbs in _WORDS["amending"].items() if kind != "parts"
}
"""What a document does to another → the words for it, small letters."""

AMENDED_PARTS: tuple[str, ...] = tuple(_WORDS["amending"]["parts"])
"""What of a document may be amended: then the rest of it stays in force."""

PRINTED_KINDS: tuple[str, ...] = tuple(
    sorted({*_WORDS["headings"]["kinds"], *KINDS.values()}, key=len, reverse=True)
)
"""The names of the kinds of documents as printed, the longest first."""

MOTTO = re.compile(
    "|".join(r"\W+".join(re.findall(r"\w+", motto)) for motto in _WORDS["headings"]["mottos"]), re.IGNORECASE
)
"""The head of every document: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"."""


def kind_of_number(number: str) -> str:
    """The kind of document by the letters of its number: "54/KH-UBND" → "Kế hoạch"; empty where none."""
    letters = next((part for part in re.split(r"[/-]", number)[1:] if not part.isdigit()), "")
    return KINDS.get(letters, "")


@cache
def kind_name(phrase: tuple[str, ...]) -> str:
    """The printed name of a kind from its syllables: ("kế", "hoạch") → "Kế hoạch"."""
    names: list[str] = _WORDS["headings"]["kinds"]
    return next(name for name in names if tuple(syllables(name)) == phrase)


@cache
def printed_name(phrase: tuple[str, ...]) -> str:
    """A head of organs' names, or a proper name in them, as written: ("việt", "nam") → "Việt Nam"."""
    names: list[str] = [*_WORDS["organs"]["heads"], *_WORDS["organs"]["proper"]]
    return next(name for name in names if tuple(syllables(name)) == phrase)


def leading_phrase(words: Sequence[str], phrases: Phrases) -> tuple[str, ...]:
    """The longest of the phrases that the syllables `words` begin with; empty where none."""
    return next((phrase for phrase in phrases if tuple(words[: len(phrase)]) == phrase), ())


def begins_with(text: str, phrases: Phrases) -> bool:
    """Whether a text begins with one of the phrases."""
    longest = max(map(len, phrases))
    return bool(leading_phrase(syllables(text[: 12 * longest + 12])[:longest], phrases))
