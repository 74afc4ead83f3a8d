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
    unit: re.Pattern[str]  # a header that names the unit of the figures beside it
    figures: re.Pattern[str]  # headers of tables that count or list and assign nothing
    openings: frozenset[str]
    annex_title: re.Pattern[str]
    total: re.Pattern[str]
    across: re.Pattern[str]  # a row of one cell that sums the table up, or explains it
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
        unit=re.compile(data["figures"]["unit"]),
        figures=re.compile(data["figures"]["columns"]),
        openings=frozenset(data["openings"]["words"]),
        annex_title=re.compile(data["annexes"]["titles"]),
        total=re.compile(data["totals"]["beginnings"]),
        across=re.compile(data["totals"]["across"]),
        signature=re.compile(data["signature"]["beginnings"]),
    )
