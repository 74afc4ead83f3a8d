"""Most and least, first and last, counted over the task rows: never read off one row's words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.model import TaskRow
from corpus.vietnamese import brief
from index.answering import texts
from index.answering.catalogue import describe
from index.answering.choice import Choice, choose, rows_of
from index.answering.citing import cite
from index.answering.collectives import is_collective
from index.answering.labels import short_label, task_label, vietnamese_date
from index.answering.refusals import refuse
from index.answering.successors import as_printed, today_line
from index.engine import Engine
from index.model import Answer, Status
from index.reading.asks import Ask
from index.reading.question import Question
from index.reading.superlatives import Superlative

_RUNNERS_UP = 3
_SHOWN = 15  # of those that share a place, or of one deadline's rows
_LINE = 160


def answer_ranking(engine: Engine, question: Question, focus: tuple[str, ...]) -> Answer | None:
    """Who or which has most or least of the tasks, or which tasks come first; None where none is asked."""
    asked = question.superlative
    if asked is None and not focus and _asks_end_of_plan(question):
        asked = Superlative("deadline", "last", ())
        question = replace(question, superlative=asked, asks=(Ask.LIST,), state="", times=())
    if asked is None:
        return None
    choice = choose(engine, question) or Choice()
    if choice.topic is not None and len(choice.topic.syllables) < 2:
        return refuse(engine, question, texts.NOT_RANKED)
    if asked.of == "deadline":
        what = describe(engine, question, choice)
        return _by_deadline(engine, question, rows_of(engine, question, choice), what)
    choice = replace(choice, demands=())
    rows = rows_of(engine, question, choice)
    what = describe(engine, question, choice)
    if asked.of == "document":
        return _by_document(engine, question, rows, what)
    return _by_agency(engine, question, rows, what)


_KIND = re.compile(r"(?<!\w)(?<!ngành )(?<!, )(?P<kind>sở|ban|huyện|xã|phường) (?:nào|mô)(?!\w)")
_PREFIXES = {"sở": "Sở ", "ban": "Ban ", "huyện": "UBND huyện ", "xã": "UBND xã ", "phường": "UBND phường "}
_NO_MATTER = frozenset("thực hiện áp dụng triển khai kéo dài hết hạn".split())


def _asks_end_of_plan(question: Question) -> bool:
    """ "Kế hoạch 220 thực hiện đến bao giờ?": when the last of the plan's tasks falls due."""
    return (
        question.asks == (Ask.DUE,)
        and len(question.loaded) == 1
        and not question.topic.without(_NO_MATTER).syllables
        and not (question.locators or question.agencies or question.cited_numbers())
        and not [time for time in question.times if not question.state]
    )


def _by_agency(engine: Engine, question: Question, rows: Sequence[TaskRow], what: str) -> Answer:
    coop = "phối hợp" in question.wording.norm and "chủ trì" not in question.wording.norm
    held: dict[str, list[TaskRow]] = {}
    together: dict[str, list[TaskRow]] = {}
    for row in rows:
        for name in dict.fromkeys(row.agencies.coop if coop else row.agencies.lead):
            (together if is_collective(name) else held).setdefault(name, []).append(row)
    named = {name for mention in question.agencies for name in as_printed(engine, mention.name)}
    if len(named) > 1:  # "sở y tế và sở nội vụ ai nhiều việc hơn"
        held, together = {name: held.get(name, []) for name in sorted(named)}, {}
    elif kind := _KIND.search(question.masked):  # "sở nào", "huyện nào"
        prefix = _PREFIXES[kind["kind"]]
        held = {name: rows for name, rows in held.items() if name.startswith(prefix)}
        together = {} if prefix.startswith("UBND") else together
    if not any(held.values()):
        return refuse(engine, question, texts.NONE_SUCH.format(what))
    role = texts.ROLES["coop" if coop else "lead"]
    told = _ranked(engine, question, held, role, what)
    lines = [told.text, *today_line(name for name in held if len(held[name]) == told.total)]
    if together and question.superlative and question.superlative.rank == "most":
        most = max(together, key=lambda name: len(together[name]))
        lines.append(texts.RANKED_TOGETHER.format(total=len(together[most]), name=most, role=role))
    return told.model_copy(update={"text": "\n".join(lines)})


def _by_document(engine: Engine, question: Question, rows: Sequence[TaskRow], what: str) -> Answer:
    held: dict[str, list[TaskRow]] = {}
    for row in rows:
        held.setdefault(short_label(engine.documents[row.doc]), []).append(row)
    if not held:
        return refuse(engine, question, texts.NONE_SUCH.format(what))
    return _ranked(engine, question, held, "", what)


def _ranked(
    engine: Engine, question: Question, held: Mapping[str, Sequence[TaskRow]], role: str, what: str
) -> Answer:
    """The names at the asked end, those next to them, and the rows of the first."""
    assert question.superlative is not None  # noqa: S101
    least = question.superlative.rank == "least"
    counts = {name: len(rows) for name, rows in held.items()}
    best = (min if least else max)(counts.values())
    first = [name for name, count in counts.items() if count == best]
    head = texts.RANKED_LEAST if least else texts.RANKED_MOST
    names = "; ".join(first[:_SHOWN]) + (
        texts.AND_MORE.format(len(first) - _SHOWN) if len(first) > _SHOWN else ""
    )
    lines = [head.format(names=names, total=best, role=f" {role}" if role else "", what=what)]
    others = sorted(
        (name for name in counts if counts[name] != best), key=lambda name: counts[name], reverse=not least
    )
    if others:
        lines.append(
            texts.RANKED_NEXT.format("; ".join(f"{name} ({counts[name]})" for name in others[:_RUNNERS_UP]))
        )
    lines.append(texts.RANKED_OF)
    rows = [row for name in [*first, *others] for row in held[name]][: max(best * len(first), 1)]
    lines.append(texts.SOURCE.format(task_label(engine.documents[rows[0].doc], rows[0])))
    return Answer(
        status=Status.ANSWERED,
        text="\n".join(lines),
        citations=tuple(cite(engine.by_id[row.id]) for row in rows[:_SHOWN]),
        items=tuple(dict.fromkeys(row.id for row in rows)) if len(first) == 1 else (),
        total=best,
    )


def _by_deadline(engine: Engine, question: Question, rows: Sequence[TaskRow], what: str) -> Answer:
    """The rows that fall due first or last; "gần nhất": the first from today on, else the last."""
    assert question.superlative is not None  # noqa: S101
    dated = [
        (row.due_on.end, row) for row in rows if row.due_on.end and row.due_on.kind in ("date", "period")
    ]
    if not dated:
        return refuse(engine, question, texts.NONE_DATED.format(what))
    days = [day for day, _ in dated]
    rank = question.superlative.rank
    head = texts.DUE_LAST if rank == "last" else texts.DUE_FIRST
    day = max(days) if rank == "last" else min(days)
    if rank == "next":
        day, head = _nearest(days, question.today)
    first = [row for end, row in dated if end == day]
    lines = [
        head.format(
            total=len(first),
            day=vietnamese_date(day),
            what=what,
            today=vietnamese_date(question.today),
        )
    ]
    lines += [
        f"{at}. {brief(row.task, _LINE)} – {' '.join((row.due or '').split())}"
        f" ({task_label(engine.documents[row.doc], row)})"
        for at, row in enumerate(first[:_SHOWN], start=1)
    ]
    if len(first) > _SHOWN:
        lines.append(texts.LIST_MORE.format(len(first) - _SHOWN))
    lines.append(texts.DATED_ONLY)
    return Answer(
        status=Status.ANSWERED,
        text="\n".join(lines),
        citations=tuple(cite(engine.by_id[row.id]) for row in first[:_SHOWN]),
        items=tuple(row.id for row in first),
        total=len(first),
    )


def _nearest(days: Sequence[dt.date], today: dt.date) -> tuple[dt.date, str]:
    ahead = [day for day in days if day >= today]
    return (min(ahead), texts.DUE_NEXT) if ahead else (max(days), texts.DUE_ALL_PAST)
