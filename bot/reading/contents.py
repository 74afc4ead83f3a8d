"""A book → its table of contents: parts, groups of task rows, other tables, each with its position."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from bot.reading.book import Book, Stop
from bot.texts import reading as texts
from corpus.vietnamese import brief

_DEPTH = 2  # levels of sections: a part and what is directly below it
_TITLE = 90  # characters
_RANGE = 20  # rows of a long table that one entry stands for


class Entry(NamedTuple):
    """A line of the table of contents."""

    title: str
    at: int  # position in the book, from 0
    level: int  # 1: outermost


def contents_of(book: Book) -> tuple[Entry, ...]:
    """The entries in printed order; always at least the document's head."""
    several = len({row.table for row in book.plan.tasks}) > 1
    groups = groupby(enumerate(book.stops), key=_kind_of)
    return tuple(entry for _, group in groups for entry in _entries_of(list(group), several=several))


def position_in(entries: Sequence[Entry], at: int) -> int:
    """Which entry holds a position of the book."""
    return max(0, sum(entry.at <= at for entry in entries) - 1)


Numbered = tuple[int, Stop]


def _kind_of(numbered: Numbered) -> tuple[str, ...]:
    """What stands together under one entry."""
    _, stop = numbered
    if stop.task is not None:
        return "tasks", stop.task.table, stop.task.group or ""
    if stop.table is not None:
        return "rows", stop.table.section, str(stop.table.lines)
    return (stop.cited,)


def _entries_of(group: list[Numbered], *, several: bool) -> Iterator[Entry]:
    """The entries of what stands together; `several`: groups are told with their table."""
    at, stop = group[0]
    if stop.task is not None:
        title = table = stop.task.table or texts.OF_TABLE
        if stop.task.group:
            title = texts.group(stop.task.group, stop.task.group_title or "")
            title = texts.group_of_table(table, title) if several else title
        yield from _ranges(title, group, 1)
    elif stop.table is not None:
        yield from _ranges(
            stop.table.name or stop.table.title.rpartition("\n")[2] or texts.OF_TABLE, group, 2
        )
    elif stop.section is None:
        yield Entry(texts.RECIPIENTS if stop.is_foot else texts.HEAD_OF_DOCUMENT, at, 1)
    elif stop.section.level <= _DEPTH and not stop.section.is_point:
        section = stop.section
        yield Entry(brief(f"{section.printed_number} {section.title}".strip(), _TITLE), at, section.level)


def _ranges(title: str, group: Sequence[Numbered], level: int) -> Iterator[Entry]:
    title, count = brief(title, _TITLE), len(group)
    if count <= _RANGE:
        yield Entry(texts.entry_rows(title, count), group[0][0], level)
        return
    for first in range(0, count, _RANGE):
        part = group[first : first + _RANGE]
        numbers = [
            number_of(stop) or str(first + at) for at, (_, stop) in ((1, part[0]), (len(part), part[-1]))
        ]
        yield Entry(texts.entry_range(title, *numbers), part[0][0], level)


def number_of(stop: Stop) -> str:
    """The printed number of a row: "II.16" of a task row, "3" of another table's; else nothing."""
    if stop.task is not None:
        return stop.cited.rpartition("#")[2] if stop.task.number or stop.task.group else ""
    if stop.table is not None and stop.row is not None and stop.table.counted:
        return stop.row.cells[0]
    if stop.section is not None:
        return stop.section.printed_number.rstrip(". )")
    return ""
