"""What is asked: the fact a question is after, read from its cues (cues.toml)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

AGENCY, DOCUMENT, LOCATOR, TIME = "§", "¶", "¤", "¥"
"""Signs that stand for the letters of a recognised mention while cues are matched."""


class Ask(StrEnum):
    """The kinds of facts one can ask for."""

    LEAD = "lead"
    COOP = "coop"
    DUE = "due"
    START = "start"
    PRODUCT = "product"
    GOAL = "goal"
    FIGURE = "figure"
    DUTIES = "duties"
    CONTENT = "content"
    LIST = "list"
    COUNT = "count"
    REFERENCE = "reference"
    SIGNER = "signer"
    ISSUED = "issued"
    ISSUER = "issuer"
    SUBJECT = "subject"
    BASIS = "basis"
    RECIPIENTS = "recipients"
    ADDRESSEES = "addressees"
    DOC_NUMBER = "doc_number"
    YES_NO = "yes_no"
    COMPARE = "compare"


ABOUT_DOCUMENTS = frozenset(
    {
        Ask.SIGNER,
        Ask.ISSUED,
        Ask.ISSUER,
        Ask.SUBJECT,
        Ask.BASIS,
        Ask.RECIPIENTS,
        Ask.ADDRESSEES,
        Ask.DOC_NUMBER,
    }
)


@dataclass(frozen=True)
class Cue:
    """A stretch of a question that shows what is asked."""

    ask: Ask
    start: int
    end: int


@cache
def _data() -> dict[str, object]:
    return tomllib.loads((Path(__file__).parent / "cues.toml").read_text(encoding="utf-8"))


@cache
def _patterns() -> tuple[tuple[Ask, re.Pattern[str], tuple[re.Pattern[str], ...]], ...]:
    """For each ask a pattern that matches where any of its cues does, and the cues one by one."""
    data = _data()
    groups = {"{who}": str(data["who"]), "{when}": str(data["when"])}
    asks = data["asks"]
    assert isinstance(asks, dict)  # noqa: S101 (the shape of our own data file)
    return tuple(
        (Ask(name), _any_of(written), tuple(re.compile(f"{guard}{rest}") for guard, rest in written))
        for name, patterns in asks.items()
        for written in [[_write(pattern, groups) for pattern in patterns]]
    )


def _write(pattern: str, groups: dict[str, str]) -> tuple[str, str]:
    """A pattern of the data file in two parts: what has to stand before a cue, and the cue."""
    for name, group in groups.items():
        pattern = pattern.replace(name, group)
    # a mention's sign stands once per letter of the mention
    pattern = re.sub(r"(?<!\(\?<=)([§¶¤¥])(?!\+)", r"\1+", pattern)
    guard = "" if pattern.startswith("(?<=") else r"(?<![\w§])"  # one says itself what stands before it
    return guard, rf"(?:{pattern})(?!\w)"


_PRELUDE = re.compile(r"(?<=^\(\?:)(?:\(\?:(?:[^()|]* \|)*[^()|]* \)[*?])+")
"""What may stand before a cue, or not: words that each end in a blank, "(?:là |được )*"."""


def _any_of(written: Sequence[tuple[str, str]]) -> re.Pattern[str]:
    """One pattern that matches somewhere where one of many does; each guard is looked at once, not for each.

    The preludes are left out: behind one, the rest of the cue stands at the beginning of a word as well.
    """
    rests: dict[str, list[str]] = {}
    for guard, rest in written:
        rests.setdefault(guard, []).append(_PRELUDE.sub("", rest) if guard else rest)
    return re.compile("|".join(f"{guard}(?:{'|'.join(found)})" for guard, found in rests.items()))


@cache
def _fillers() -> tuple[re.Pattern[str], ...]:
    fillers = _data()["fillers"]
    assert isinstance(fillers, dict)  # noqa: S101
    return tuple(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for pattern in fillers["phrases"])


@cache
def stopwords() -> frozenset[str]:
    """Syllables that carry no matter of their own in a question."""
    fillers = _data()["fillers"]
    assert isinstance(fillers, dict)  # noqa: S101
    return frozenset(str(fillers["stopwords"]).split())


@cache
def empty_words() -> frozenset[tuple[str, ...]]:
    """Words of several syllables that only name the kind of thing asked about."""
    fillers = _data()["fillers"]
    assert isinstance(fillers, dict)  # noqa: S101
    return frozenset(tuple(word.split()) for word in fillers["empty_words"])


def find_cues(masked: str) -> list[Cue]:
    """Every cue of a masked question, in the order of the asks' precedence in `Ask`'s data."""
    return [
        Cue(ask, match.start(), match.end())
        for ask, any_cue, patterns in _patterns()
        if any_cue.search(masked)
        for pattern in patterns
        for match in pattern.finditer(masked)
        if match.group().strip()
    ]


def blank_fillers(masked: str) -> str:
    """The question without courtesies, which become blanks of the same length."""
    for pattern in _fillers():
        masked = pattern.sub(lambda match: " " * len(match.group()), masked)
    return masked
