"""Dates that the calendar does not know, and deadlines before the plan's own date or the task's own start."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from corpus.date_atoms import Atom, compile_typed, find_atoms
from corpus.dates import find_times
from corpus.doubts import wordings
from corpus.doubts.model import Doubt, DoubtKind, Sure, doubt_about, doubt_at
from corpus.model import Plan, Section, TaskRow
from corpus.vietnamese import squeeze

_FIFTH_QUARTER = re.compile(
    r"\bqu[ýí]\s*(?:VI{0,3}|I?X|[5-9])(?!\w|\.\d|\s*tháng)(?:\s*(?:/|-|năm)\s*(?:19|20)\d\d)?", re.IGNORECASE
)
_DIGIT = re.compile(r"\d")
_MONTHS_BEHIND = re.compile(r"\s*tháng\b", re.IGNORECASE)  # "hằng quý 6 tháng": every six months
_NAMED_UNIT = compile_typed(r"ngày\b|tháng\b|quý\b|quí\b|mùng\b|mồng\b|t\d")
_DEADLINE = compile_typed(
    r"(?<!\bđã\s)\b(?:hoàn thành|xong|báo cáo|gửi|trình|nộp|ban hành|tổng hợp)\b[^.;\n]{0,80}?"
    r"\b(?:trước|chậm nhất(?: là)?|(?:cho )?đến hết|xong trong|không muộn hơn) "
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|/2\d\b")


def find_time_doubts(plan: Plan) -> Iterator[Doubt]:
    """Impossible dates anywhere; deadlines of rows and of prose against the date of issue and the start."""
    yield from _find_impossible(plan)
    issued = plan.document.date
    for row in plan.tasks:
        yield from _find_out_of_order(row, issued)
    if issued:
        for section in plan.sections:
            yield from _find_past_in_prose(section, issued)


def _find_impossible(plan: Plan) -> Iterator[Doubt]:
    kind, sure = DoubtKind.IMPOSSIBLE_DATE, Sure.CERTAIN
    for words in find_impossible_dates(plan.document.header, cell=False):
        yield doubt_about(plan, kind, sure, wordings.impossible(words), words)
    for section in plan.sections:
        for words in find_impossible_dates(section.text, cell=False):
            yield doubt_at(section, kind, sure, wordings.impossible(words), words)
    for row in plan.tasks:
        prose = "\n".join(filter(None, (row.task, row.product, *row.extra.values())))
        found = [*find_impossible_dates(prose, cell=False)]
        for cell in (row.start, row.due):
            found += find_impossible_dates(cell or "", cell=True)
        for words in dict.fromkeys(found):
            yield doubt_at(row, kind, sure, wordings.impossible(words), words)


def find_impossible_dates(text: str, *, cell: bool) -> list[str]:
    """The printed dates without a day in the calendar; figures alone ("15/2022") are dates in cells only."""
    found = [
        text[atom.start : atom.end]
        for atom in (find_atoms(text, cell=cell) if _DIGIT.search(text) else ())
        if not _exists(atom)
        and (cell or atom.unit == "day" or _NAMED_UNIT.match(text, atom.start))
        and not _MONTHS_BEHIND.match(text, atom.end)
    ]
    found += [match[0] for match in _FIFTH_QUARTER.finditer(text)]
    return list(dict.fromkeys(map(squeeze, found)))


def _exists(atom: Atom) -> bool:
    return atom.bounds(2024) is not None  # 29/02 without a year is in the calendar


def _find_out_of_order(row: TaskRow, issued: dt.date | None) -> Iterator[Doubt]:
    """A row's deadline before the plan was issued, or before the row's own start."""
    due, end = row.due or "", row.due_on.end
    if end is None:
        return
    if issued and end < issued and row.due_on.kind in ("date", "period"):
        sure = Sure.LIKELY if _YEAR.search(due) else Sure.LOOK  # a year that is not printed is the plan's
        text = wordings.before_issue(due, end, issued)
        yield doubt_at(row, DoubtKind.PAST_DEADLINE, sure, text, due)
    start = row.start_on.start
    if start and end < start and row.start:
        text = wordings.before_start(due, row.start)
        yield doubt_at(row, DoubtKind.PAST_DEADLINE, Sure.LIKELY, text, f"{row.start} – {due}")


def _find_past_in_prose(section: Section, issued: dt.date) -> Iterator[Doubt]:
    """Plain deadlines of the prose ("báo cáo … trước ngày …"); dates of cited documents are none."""
    stated = [match.end() for match in _DEADLINE.finditer(section.text)]
    for mention in find_times(section.text) if stated else ():
        end = mention.timing.end
        plain = any(mention.start <= at <= mention.end for at in stated) and not mention.of_document
        if plain and end and end < issued:
            text = wordings.before_issue(mention.printed, end, issued)
            yield doubt_at(section, DoubtKind.PAST_DEADLINE, Sure.LOOK, text, mention.printed)
