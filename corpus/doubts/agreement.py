"""Tasks that two places of one plan give to other agencies, or by other dates.

A row of the table is paired with the paragraph of the prose that holds its words; who is charged there is
said by the heading ("5.1. Sở Giáo dục và Đào tạo") or by the sentence itself ("Sở A chủ trì …"). Only plain
statements count, and a row that any such paragraph agrees with is let be.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from corpus.agencies import is_agency_group
from corpus.dates import parse_timing
from corpus.doubts import wordings
from corpus.doubts.model import Doubt, DoubtKind, Sure, doubt_at, tables_of
from corpus.doubts.pairing import SAME_TASK, Pairing, Statement, words_of
from corpus.model import Plan, TaskRow, Timing
from corpus.vietnamese import syllables

_SAME_ROW = 0.6  # share of a row's words, in whole clauses, that another row must repeat to be about the same
_SHORTEST_CLAUSE = 8  # syllables; shorter ones ("Tổ chức tập huấn, bồi dưỡng") stand in many rows
_MOST_ROWS = 3  # words in more rows are a formula, with which each agency is charged in turn
_CLAUSE_END = re.compile(r"[.;:!?\n]|\(\d+\)")


def find_disagreements(plan: Plan) -> Iterator[Doubt]:
    """Rows against the prose, and rows against each other."""
    pairing = Pairing(plan)
    told = set()
    for row in plan.tasks:
        statements = pairing.find(row)
        for doubt in (*_compare_leads(row, statements), *_compare_deadlines(row, statements)):
            told.add(row.id)
            yield doubt
    for rows in tables_of(plan):
        yield from (doubt for doubt in _compare_rows(rows) if doubt.id not in told)


def _compare_leads(row: TaskRow, statements: Sequence[Statement]) -> Iterator[Doubt]:
    lead = frozenset(row.agencies.lead)
    told = [statement for statement in statements if statement.leads and not lead & statement.helped]
    if not lead or not told or any(statement.leads == lead for statement in told):
        return
    prose, place = told[0].leads, told[0].place
    if all(map(is_agency_group, prose)):
        return  # "các sở, ban, ngành" charges whoever it concerns
    kind, sure = DoubtKind.DISAGREEMENT, Sure.LOOK
    in_row, in_prose = (
        [name for name in sorted(names) if not is_agency_group(name)]
        for names in (lead - prose, prose - lead)
    )
    if not lead & prose:
        text = wordings.other_lead(sorted(lead), sorted(prose), place)
        yield doubt_at(row, kind, Sure.LIKELY, text, row.lead_text)
    elif in_row:
        yield doubt_at(row, kind, sure, wordings.more_in_row(in_row, place), row.lead_text)
    elif in_prose:
        yield doubt_at(row, kind, sure, wordings.more_in_prose(in_prose, place), row.lead_text)


def _compare_deadlines(row: TaskRow, statements: Sequence[Statement]) -> Iterator[Doubt]:
    """The row's deadline against the one date its sentence in the prose sets; a coarser one agrees."""
    words = words_of(row.task)
    told = [statement for statement in statements if len(words & statement.dated) >= SAME_TASK * len(words)]
    if not row.due or not row.due_on.end or not told:
        return
    if any(_overlap(row.due_on, parse_timing(statement.deadline)) for statement in told):
        return
    text = wordings.other_deadline(row.due, told[0].deadline, told[0].place)
    yield doubt_at(row, DoubtKind.DISAGREEMENT, Sure.LIKELY, text, row.due)


def _overlap(a: Timing, b: Timing) -> bool:
    """Whether two times have a day in common; one that only ends has that day alone."""
    if not (a.end and b.end):
        return True
    return (a.start or a.end) <= b.end and (b.start or b.end) <= a.end


def _compare_rows(rows: Sequence[TaskRow]) -> Iterator[Doubt]:
    """Two rows with the same words and nobody in common among their leads (165-KH/TU, rows 3 and 3.1)."""
    # a merged cell shares its task with several rows, each with its own part of it
    merged = Counter((row.group, row.task) for row in rows)
    own = [
        (row, clauses, "|".join(clauses))
        for row in rows
        if row.agencies.lead and merged[row.group, row.task] == 1 and (clauses := _clauses(row.task))
    ]
    places: dict[str, list[int]] = {}
    for at, (_, clauses, _) in enumerate(own):
        for run in dict.fromkeys(run for clause in clauses for run in _runs(clause)):
            places.setdefault(run, []).append(at)
    alike = {
        (b, a) for found in places.values() if len(found) <= _MOST_ROWS for a, b in combinations(found, 2)
    }
    told: set[int] = set()
    for at, before in sorted(alike):
        (row, clauses, text), (other, others, above) = own[at], own[before]
        apart = not set(row.agencies.lead) & set(other.agencies.lead)
        if apart and at not in told and (_is_held(clauses, above) or _is_held(others, text)):
            told.add(at)
            yield _same_task(row, other)


def _same_task(row: TaskRow, other: TaskRow) -> Doubt:
    place = f"dòng {other.id.partition('#')[2]}"
    text = wordings.same_task(place, row.agencies.lead, other.agencies.lead)
    return doubt_at(row, DoubtKind.DISAGREEMENT, Sure.LOOK, text, row.lead_text)


def _clauses(task: str) -> list[str]:
    """The clauses of a task that are long enough to be its own, in one spelling, a blank on either side."""
    words = (syllables(clause) for clause in _CLAUSE_END.split(task))
    return [f" {' '.join(clause)} " for clause in words if len(clause) >= _SHORTEST_CLAUSE]


def _runs(clause: str) -> list[str]:
    """Every run of as many syllables as the shortest clause has."""
    words = clause.split()
    return [" ".join(words[at : at + _SHORTEST_CLAUSE]) for at in range(len(words) - _SHORTEST_CLAUSE + 1)]


def _is_held(clauses: Sequence[str], text: str) -> bool:
    """Whether most of a task stands in the text of another one, clause by clause, word for word."""
    held = sum(len(clause) for clause in clauses if clause in text)
    return held >= _SAME_ROW * sum(map(len, clauses))
