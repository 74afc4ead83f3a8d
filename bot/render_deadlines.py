"""Deadlines as blocks of a message: reminders of a day or a week, lists by date, notes of officials."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, groupby

from bot.clock import ZONE
from bot.pages import Block, Kind
from bot.reading.payloads import row_link
from bot.reminding import Bulletin
from bot.state.marks import Mark
from bot.texts import deadlines as texts
from bot.texts import lists as texts_lists
from corpus.model import Document, TaskRow
from corpus.vietnamese import squeeze
from index.answering.labels import task_label
from index.deadlines import Deadline

Documents = Mapping[str, Document]


def compose_bulletin_blocks(
    bulletin: Bulletin, documents: Documents, marks: Sequence[Mark], *, again: bool = False
) -> list[Block]:
    """A reminder's message: the fact first, then each task with its words in the plan and their place."""
    only_week = not bulletin.reminders and bulletin.until is not None
    heading = texts.reminder_heading(bulletin.today)
    if only_week and bulletin.until:
        heading = texts.week_heading(bulletin.today, bulletin.until)
    blocks = [Block(Kind.HEAD, heading)]
    if again:
        blocks.append(Block(Kind.NOTE, texts.REMINDER_AGAIN))
    elif bulletin.late_since:
        blocks.append(Block(Kind.NOTE, texts.reminder_late(bulletin.late_since)))
    numbers = count(1)
    for left, group in groupby(bulletin.reminders, key=lambda reminder: reminder.days_left):
        blocks.append(
            Block(Kind.HEAD, texts.days_left(left, bulletin.today + dt.timedelta(days=left)), gap=True)
        )
        for reminder in group:
            blocks += compose_deadline(reminder.deadline, documents, marks, next(numbers))
    if bulletin.week and bulletin.until:
        if not only_week:
            blocks.append(Block(Kind.HEAD, texts.week_of(bulletin.today, bulletin.until), gap=True))
        for deadline in bulletin.week:
            blocks += compose_deadline(deadline, documents, marks, next(numbers), dated=True)
    if bulletin.following:
        blocks.append(Block(Kind.TEXT, texts.week_empty(bulletin.following.due.day), gap=True))
    return blocks


def compose_deadline(
    deadline: Deadline, documents: Documents, marks: Iterable[Mark], number: int, *, dated: bool = False
) -> Iterator[Block]:
    """One deadline: who and by when, the place, the task's own words, and apart what officials have noted."""
    row = deadline.row
    line = texts.due_line(squeeze(row.lead_text or ""), squeeze(row.due or texts.NO_DUE))
    line = f"{texts.weekday_date(deadline.due.day)}: {line}" if dated else line
    yield Block(Kind.TEXT, texts.numbered(number, line), gap=True)
    yield compose_source(row, documents[row.doc])
    yield Block(Kind.QUOTE, row.task)
    yield from compose_marks([m for m in marks if m.row_key == deadline.key], deadline.due.day)


def compose_source(row: TaskRow, document: Document) -> Block:
    """Where a row stands, leading there."""
    label = task_label(document, row)
    return Block(Kind.NOTE, texts.source(label), links=((label, row_link(document, row)),))


def compose_marks(marks: Iterable[Mark], day: dt.date | None = None) -> Iterator[Block]:
    """What officials have noted of a row; with `day`, of other deadlines of it only the notes."""
    for mark in marks:
        if mark.kind == "done" and day and mark.day not in (None, day):
            continue
        said = mark.note if mark.kind == "note" else texts.mark_done(mark.day)
        yield Block(Kind.NOTE, texts.mark_line(said, mark.author.name, mark.at.astimezone(ZONE).date()))


def compose_due_blocks(
    heading: str, found: Sequence[Deadline], documents: Documents, marks: Sequence[Mark]
) -> list[Block]:
    """A list of deadlines, grouped by date."""
    blocks = [Block(Kind.HEAD, heading)]
    numbers = count(1)
    for day, group in groupby(found, key=lambda deadline: deadline.due.day):
        of_day = list(group)
        blocks.append(Block(Kind.HEAD, texts_lists.day_heading(day, len(of_day)), gap=True))
        for deadline in of_day:
            blocks += compose_deadline(deadline, documents, marks, next(numbers))
    return blocks


def compose_counts(counts: Mapping[str, int]) -> Iterator[Block]:
    """The rows that never fall due, by why."""
    if any(counts.values()):
        yield Block(Kind.NOTE, texts_lists.WITHOUT_DAY, gap=True)
    for kind in texts.NOT_IN_CALENDAR:
        if counts.get(kind):
            yield Block(Kind.NOTE, f"• {texts.without_day(kind, counts[kind])}")
