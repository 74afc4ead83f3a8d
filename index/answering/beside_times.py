"""Rows that a list by time leaves out, but whoever asks should know of: told apart, by their numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from corpus.model import TaskRow
from index.answering import texts
from index.answering.choice import Choice, rows_of
from index.answering.collectives import numbered
from index.deadlines import schedule_of
from index.engine import Engine
from index.reading.question import Question

_NARROW = dt.timedelta(days=100)  # in a longer span many periods end: that they do tells nothing


def told_by_time(engine: Engine, question: Question, choice: Choice) -> list[str]:
    """One line for each kind of row beside those due in the time asked for, or beside those without a day."""
    if choice.undated:
        others = rows_of(engine, question, replace(choice, undated=False))
        return _line(engine, texts.UNTIED, others, lambda row: row.due_on.kind == "conditional")
    if len(choice.times) != 1 or choice.topic is not None or choice.by_start or question.state:
        return []
    first, last = choice.times[0].timing.start, choice.times[0].timing.end
    if first is None or last is None:
        return []
    taken = {row.id for row in rows_of(engine, question, choice)}
    others = [row for row in rows_of(engine, question, replace(choice, times=())) if row.id not in taken]
    if last - first > _NARROW:
        lasting = _line(engine, texts.ALL_THE_TIME, others, lambda row: _goes_on(row, first, last))
        return lasting if choice.demands else []
    return [
        *_line(engine, texts.ENDING_THEN, others, lambda row: _ends(row, first, last)),
        *_line(engine, texts.COMING_AGAIN, others, lambda row: _comes_again(engine, row, first, last)),
    ]


def _line(engine: Engine, template: str, rows: list[TaskRow], takes: Callable[[TaskRow], bool]) -> list[str]:
    taken = [row for row in rows if takes(row)]
    if not taken:
        return []
    return [template.format(total=len(taken), rows="; ".join(numbered(engine, taken)))]


def _ends(row: TaskRow, first: dt.date, last: dt.date) -> bool:
    return row.due_on.kind == "period" and row.due_on.end is not None and first <= row.due_on.end <= last


def _comes_again(engine: Engine, row: TaskRow, first: dt.date, last: dt.date) -> bool:
    if row.due_on.kind != "recurring":
        return False
    return any(True for _ in schedule_of(row, engine.documents[row.doc]).between(first, last))


def _goes_on(row: TaskRow, first: dt.date, last: dt.date) -> bool:
    """Is there something to do for it in the time: all the time, every year, or on the way to its end?"""
    if row.due_on.kind in ("ongoing", "recurring"):
        return True
    begins = row.start_on.start or row.due_on.start
    ends_later = row.due_on.end is None or row.due_on.end > last
    return row.due_on.kind == "period" and begins is not None and begins <= last and ends_later
