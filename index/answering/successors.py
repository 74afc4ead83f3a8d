"""Agencies merged or renamed since a plan was written: today's name beside the plan's, never in its place."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.agencies import successors
from index.answering import texts
from index.engine import Engine


def today_line(agencies: Iterable[str]) -> list[str]:
    """One line that tells today's names of the canonical agencies that have another; none where none has."""
    known = successors()
    renamed = [texts.SUCCESSOR.format(name, known[name]) for name in dict.fromkeys(agencies) if name in known]
    return [texts.TODAY.format("; ".join(renamed))] if renamed else []


def as_printed(engine: Engine, name: str) -> frozenset[str]:
    """The agencies a name stands for in the plans: itself where they name it, else its predecessors."""
    if name in engine.agencies:
        return frozenset({name})
    before = frozenset(old for old, new in successors().items() if new == name and old in engine.agencies)
    return before or frozenset({name})
