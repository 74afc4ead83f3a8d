"""What a doubt is: a place of a plan, the words printed there, what is doubted and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from corpus.model import Lines, Place, Plan, Section, TaskRow, Value
from corpus.vietnamese import brief

LONGEST_PRINTED = 160
"""Characters of the printed words that a doubt carries; its place holds them whole."""


class DoubtKind(StrEnum):
    """The families of doubts, the gravest for whoever acts on the plan first."""

    DISAGREEMENT = "disagreement"  # two places give one task to other agencies, or by other dates
    UNPROVED_READING = "unproved_reading"  # a damaged row, put right in a way the text does not prove
    MISPLACED_CELL = "misplaced_cell"  # a cell that does not look like its column
    MISSING_LEAD = "missing_lead"
    MISSING_DEADLINE = "missing_deadline"
    IMPOSSIBLE_DATE = "impossible_date"  # a date the calendar does not know
    PAST_DEADLINE = "past_deadline"  # before the plan's own date, or before the task's own start
    CUT_OFF = "cut_off"  # the plan, a row or a section ends before its end; an annex is absent
    NUMBERING = "numbering"  # numbers missing, repeated or out of order
    WRONG_TOTAL = "wrong_total"  # a total that is not the sum, a count that is not the list's
    MISSING_HEADER = "missing_header"  # number, date, issuer, title or signer not found
    UNKNOWN_AGENCY = "unknown_agency"  # an agency never seen before
    MENDED = "mended"  # a damaged row, put right by what the text itself proves
    PAGE_BREAK = "page_break"  # a row cut by the end of a page, joined


class Sure(StrEnum):
    """How sure it is that something is wrong, the surest first."""

    CERTAIN = "certain"  # the print itself shows it
    LIKELY = "likely"
    LOOK = "look"  # may well be right: only the original or its author can tell
    SETTLED = "settled"  # nothing to do: told so that nothing is changed in silence


class Doubt(Value):
    """One doubt about a plan, in words for the clerk who checks it."""

    kind: DoubtKind
    sure: Sure
    id: str  # of the row, the section or the document
    lines: Lines | None = None  # None: the whole document
    place: Place | None = None  # page, sheet, row, where the format has them
    printed: str = ""  # the words in question, cut after LONGEST_PRINTED characters
    text: str  # what is doubted, one Vietnamese sentence without a full stop


def doubt_at(
    item: TaskRow | Section, kind: DoubtKind, sure: Sure, text: str, printed: str | None = ""
) -> Doubt:
    """A doubt about a row or section; without `printed` its first words are quoted."""
    words = printed or (item.task if isinstance(item, TaskRow) else item.text)
    return Doubt(
        kind=kind,
        sure=sure,
        id=item.id,
        lines=item.lines,
        place=item.place,  # rows and sections of plain text files have lines alone
        printed=brief(words, LONGEST_PRINTED),
        text=text,
    )


def doubt_about(plan: Plan, kind: DoubtKind, sure: Sure, text: str, printed: str = "") -> Doubt:
    """A doubt about the document as a whole."""
    return Doubt(
        kind=kind, sure=sure, id=plan.document.id, printed=brief(printed, LONGEST_PRINTED), text=text
    )


def tables_of(plan: Plan) -> tuple[tuple[TaskRow, ...], ...]:
    """The rows of each task table, in printed order."""
    tables: dict[tuple[str, str], list[TaskRow]] = {}
    for row in plan.tasks:
        tables.setdefault((row.table, _label(row)), []).append(row)
    return tuple(map(tuple, tables.values()))


def _label(row: TaskRow) -> str:
    """The label of the row's table in its id ("PL2" of "#PL2.II.3"), none where the plan has one table."""
    place = row.id.partition("#")[2]
    head = place.partition(".")[0]
    return head if head.isupper() and head != (row.group or "").partition(".")[0] else ""


def without_umbrellas(rows: Sequence[TaskRow]) -> list[TaskRow]:
    """The rows without those whose sub rows follow: "2" above "2.1", "a" (220/KH-UBND, lines 60 to 65)."""
    umbrellas = {
        row.id
        for row, below in pairwise(rows)
        if row.number and row.group == below.group and (below.number or "").startswith(f"{row.number}.")
    }
    return [row for row in rows if row.id not in umbrellas]
