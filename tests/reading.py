"""The plans and made-up documents the tests read, each read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from corpus.model import Plan
from corpus.parse import read_plan

PLANS = Path(__file__).parents[1] / "corpus" / "plans"
DOCUMENTS = Path(__file__).parent / "documents"


@cache
def read(path: Path) -> Plan:
    """The plan in a file."""
    return read_plan(path)


def plan(name: str) -> Plan:
    """One of the five plans, or a made-up document, by its file's name."""
    path = PLANS / f"{name}.txt"
    return read(path if path.exists() else DOCUMENTS / f"{name}.txt")
