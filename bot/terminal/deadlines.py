"""`kehoach deadlines`: what falls due, as lines, JSON, a calendar or a sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from bot.clock import Clock
from bot.terminal.commands import print_json
from bot.texts import lists as texts
from corpus.errors import BadInput
from corpus.model import Document
from corpus.vietnamese import squeeze
from index.answering.labels import task_label
from index.deadlines import Deadline, Deadlines
from index.engine import Engine
from index.reading.spans import Period, days_from, find_period
from index.targets import find_named, keys_of

_USUAL = 30  # days


class Wanted(NamedTuple):
    """What the command line asks for."""

    agency: str | None = None
    doc: str | None = None
    first: str | None = None
    last: str | None = None
    period: str | None = None
    as_json: bool = False
    ics: Path | None = None
    xlsx: Path | None = None


def list_deadlines(engine: Engine, wanted: Wanted, now: Clock) -> None:
    """Print what falls due, and write the files asked for. Raises `BadInput` for words nobody knows."""
    deadlines, today = Deadlines(engine), now().date()
    period = _find_period(wanted, today)
    keys, whose = _find_rows(engine, deadlines, wanted)
    found = deadlines.between(keys, period.first, period.last)
    title = texts.due_title(whose, period.first, period.last)
    if wanted.ics:
        from bot.export.calendar import render_calendar

        _write(wanted.ics, render_calendar(title, found, engine.documents, now()))
    if wanted.xlsx:
        from bot.export.sheet import lines_of, render_sheet

        _write(wanted.xlsx, render_sheet(title, lines_of(found), engine.documents, today))
    for deadline in found:
        if wanted.as_json:
            print_json(deadline_record(deadline, engine.documents))
        else:
            print(_line(deadline))


def _line(deadline: Deadline) -> str:
    row = deadline.row
    cells = (row.id, row.lead_text, row.due, row.task)
    return "\t".join((f"{deadline.due.day:%d/%m/%Y}", *(squeeze(cell or "") for cell in cells)))


def deadline_record(deadline: Deadline, documents: Mapping[str, Document]) -> dict[str, Any]:
    """A deadline as the command prints it."""
    row = deadline.row
    return {
        "day": deadline.due.day.isoformat(),
        "last_day": deadline.due.last_day.isoformat(),
        "recurring": deadline.recurring,
        "id": row.id,
        "doc": row.doc,
        "task": row.task,
        "lead": list(row.agencies.lead),
        "coop": list(row.agencies.coop),
        "due": row.due,
        "label": task_label(documents[row.doc], row),
    }


def _find_rows(engine: Engine, deadlines: Deadlines, wanted: Wanted) -> tuple[tuple[str, ...], str]:
    """The rows meant, of all plans where nothing is named; and of whom they are."""
    keys, whose = deadlines.select(), []
    for words in filter(None, (wanted.agency, wanted.doc)):
        named = find_named(engine, deadlines, words)
        if not named.targets:
            raise BadInput(texts.cli_unknown(words))
        meant = {
            key for target in named.targets for key in keys_of(engine, deadlines, target.kind, target.key)
        }
        keys = tuple(key for key in keys if key in meant)
        whose += [target.label for target in named.targets]
    return keys, ", ".join(whose)


def _find_period(wanted: Wanted, today: dt.date) -> Period:
    if wanted.period:
        period = find_period(wanted.period, today)
        if period is None:
            raise BadInput(texts.cli_unknown(wanted.period))
        return period
    first = _parse_day(wanted.first) or today
    last = _parse_day(wanted.last) or max(first, today) + dt.timedelta(days=_USUAL)
    if last < first:
        raise BadInput(texts.cli_backwards(first, last))
    return days_from(first, (last - first).days)


def _parse_day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(texts.cli_no_day(str(text))) from None


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadInput(texts.cli_not_written(str(path), error.strerror or "")) from error
