"""Rows given to a collective ("các sở, ban, ngành") that includes the agency asked for: told apart."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from corpus.model import TaskRow
from index.answering import texts
from index.answering.choice import Choice, rows_of
from index.answering.successors import merged_into
from index.engine import Engine
from index.reading.question import Question

_SHOWN = 20  # numbers of rows told for each plan


@cache
def _collectives() -> list[tuple[re.Pattern[str], re.Pattern[str]]]:
    loaded = tomllib.loads(Path(__file__).with_name("collectives.toml").read_text(encoding="utf-8"))
    return [(re.compile(entry["members"]), re.compile(entry["groups"])) for entry in loaded["collective"]]


def is_collective(name: str) -> bool:
    """Whether a canonical name stands for several agencies."""
    return any(groups.match(name) for _, groups in _collectives())


def groups_of(agency: str, among: Collection[str]) -> frozenset[str]:
    """Which of some collective agencies include an agency, or may ("liên quan")."""
    patterns = [groups for members, groups in _collectives() if members.match(agency)]
    return frozenset(name for name in among if name != agency and any(p.match(name) for p in patterns))


def sure_groups_of(agency: str, among: Collection[str]) -> frozenset[str]:
    """Those that include it for certain; "các cơ quan liên quan" may or may not."""
    return frozenset(name for name in groups_of(agency, among) if "liên quan" not in name)


def told_together(engine: Engine, question: Question, choice: Choice) -> list[str]:
    """What is said of the rows a list of one agency leaves out because they name it only within a group.

    Likewise of those that name an agency that has been merged into it since.
    """
    if len(choice.demands) != 1 or len(choice.agencies) != 1 or choice.topic is not None:
        return []
    agency = choice.agencies[0]
    groups = groups_of(agency, engine.agencies)
    sure = sure_groups_of(agency, engine.agencies)
    lines = []
    for template, wanted in (
        (texts.TOGETHER, sure),
        (texts.TOGETHER_CONCERNED, groups - sure),
    ):
        if not wanted:
            continue
        demand = replace(choice.demands[0], agencies=tuple(wanted))
        other = replace(choice, demands=(demand,))
        rows = [row for row in rows_of(engine, question, other) if not choice.demands[0].met_by(row)]
        if rows:
            named = {name for row in rows for name in (*row.agencies.lead, *row.agencies.coop)} & wanted
            lines.append(
                template.format(
                    total=len(rows),
                    groups="; ".join(f"“{name}”" for name in sorted(named)),
                    agency=agency,
                    rows="; ".join(numbered(engine, rows)),
                )
            )
    for before in merged_into(engine, agency):
        other = replace(choice, demands=(replace(choice.demands[0], agencies=(before,)),))
        rows = [row for row in rows_of(engine, question, other) if not choice.demands[0].met_by(row)]
        if rows:
            told = "; ".join(numbered(engine, rows))
            lines.append(texts.MERGED.format(total=len(rows), before=before, agency=agency, rows=told))
    return lines


def numbered(engine: Engine, rows: Sequence[TaskRow]) -> Iterator[str]:
    """The rows by plan and number: "268/KH-UBND dòng 4, 6, 10"."""
    by_document: dict[str, list[str]] = {}
    for row in rows:
        by_document.setdefault(row.doc, []).append(row.id.partition("#")[2])
    for document, numbers in by_document.items():
        more = "…" if len(numbers) > _SHOWN else ""
        yield f"{engine.documents[document].number} dòng {', '.join(numbers[:_SHOWN])}{more}"
