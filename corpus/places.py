"""Vietnam's provinces, as names (provinces.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def provinces() -> tuple[str, ...]:
    """Names of the provinces and centrally run cities, before and since July 2025."""
    loaded = tomllib.loads((Path(__file__).parent / "provinces.toml").read_text(encoding="utf-8"))
    return tuple(loaded["names"])
