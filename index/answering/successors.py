"""Agencies merged or renamed since a plan was written: today's name beside the plan's, never in its place."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.agencies import successors, tasks_gone_elsewhere, told_of_level
from index.answering import texts
from index.engine import Engine


def today_line(agencies: Iterable[str]) -> list[str]:
    """One line that tells who has the tasks of canonical agencies today; none where nothing has changed."""
    names = dict.fromkeys(agencies)
    told = [_today(name) for name in names if name in successors()]
    told += dict.fromkeys(note for name in names if (note := told_of_level(name)))
    return [texts.TODAY.format("; ".join(told))] if told else []


def _today(name: str) -> str:
    elsewhere = "; ".join(f"{field}: {agency}" for field, agency in tasks_gone_elsewhere().get(name, ()))
    template = texts.SUCCESSOR_IN_PARTS if elsewhere else texts.SUCCESSOR
    return template.format(name, successors()[name], elsewhere)


def as_printed(engine: Engine, name: str) -> frozenset[str]:
    """The agencies a name stands for in the plans: itself where they name it, else its predecessors."""
    if name in engine.agencies:
        return frozenset({name})
    return frozenset(merged_into(engine, name)) or frozenset({name})


def merged_into(engine: Engine, name: str) -> tuple[str, ...]:
    """The agencies of the plans that have become this one since."""
    return tuple(old for old, new in successors().items() if new == name and old in engine.agencies)
