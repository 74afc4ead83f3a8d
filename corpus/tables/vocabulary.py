"""The vocabulary of `vocabulary.toml`: what headers mean, how tasks begin, how annexes are called."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class Wordings(NamedTuple):
    """How headers word one meaning, the surest first, and what they must not say."""

    patterns: tuple[re.Pattern[str], ...]
    excluded: re.Pattern[str] | None


class Vocabulary(NamedTuple):
    """The whole vocabulary; all but the openings match folded text."""

    columns: dict[str, Wordings]
    openings: frozenset[str]
    annex_title: re.Pattern[str]
    signature: re.Pattern[str]


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    data = tomllib.loads((Path(__file__).parent / "vocabulary.toml").read_text(encoding="utf-8"))
    return Vocabulary(
        columns={
            role: Wordings(
                tuple(re.compile(wording) for wording in entry["wordings"]),
                re.compile(entry["not"]) if "not" in entry else None,
            )
            for role, entry in data["columns"].items()
        },
        openings=frozenset(data["openings"]["words"]),
        annex_title=re.compile(data["annexes"]["titles"]),
        signature=re.compile(data["signature"]["beginnings"]),
    )
