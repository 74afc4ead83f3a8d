"""Lists and counts: complete sets from the task tables, never the top of a ranking."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.vietnamese import brief
from index.answering import texts
from index.answering.beside_times import told_by_time
from index.answering.choice import Choice, choose, rows_of
from index.answering.citing import cite
from index.answering.collectives import told_together
from index.answering.labels import task_label, vietnamese_date
from index.answering.prose import where
from index.answering.successors import today_line
from index.engine import Engine
from index.model import Answer, Status
from index.reading.annexes import find_annex
from index.reading.asks import Ask
from index.reading.question import Question

_UNDERSTOOD = 2  # syllables of a topic that may serve as a filter
_LINE = 160  # characters of a row in a list
_SHOWN = 30  # rows of a list that the text shows; `items` holds them all


def answer_list(engine: Engine, question: Question) -> Answer | None:
    """The complete set the question names; None where it names none that a table could give."""
    choice = choose(engine, question)
    if choice is None:
        return None
    if choice.topic is not None and len(choice.topic.syllables) < _UNDERSTOOD:
        if not choice.agencies or choice.topic.names or _ABOUT.search(question.wording.norm):
            return None  # a lone word that no filter took: "quá hạn" was not understood
        choice = replace(choice, topic=None)  # a particle beside "Sở Nội vụ": "mà", "thì", "cầm"
    rows = rows_of(engine, question, choice)
    if not rows:
        return None
    what = describe(engine, question, choice)
    counted = question.ask is Ask.COUNT or (Ask.COUNT in question.asks)
    head = (texts.COUNT_HEAD if counted else texts.LIST_HEAD).format(total=len(rows), what=what)
    documents = engine.documents
    lines = [
        texts.LIST_LINE.format(at=at, task=brief(row.task, _LINE), label=task_label(documents[row.doc], row))
        for at, row in enumerate(rows[:_SHOWN], start=1)
    ]
    if len(rows) > _SHOWN:
        lines.append(texts.LIST_MORE.format(len(rows) - _SHOWN))
    return Answer(
        status=Status.ANSWERED,
        text="\n".join(
            [
                head,
                *today_line(choice.agencies),
                *_state_note(question),
                *lines,
                *told_together(engine, question, choice),
                *told_by_time(engine, question, choice),
            ]
        ),
        citations=tuple(cite(engine.by_id[row.id]) for row in rows[:_SHOWN]),
        items=tuple(row.id for row in rows),
        total=len(rows),
    )


def nothing_then(engine: Engine, question: Question) -> str:
    """That no task is due in the time asked for, with those beside it; empty where it is not only a time."""
    choice = choose(engine, question)
    if choice is None or choice.topic is not None or not (choice.times or choice.undated or choice.blank):
        return ""
    none = texts.NONE_SUCH.format(describe(engine, question, choice))
    return "\n".join([none, *told_by_time(engine, question, choice)])


def _state_note(question: Question) -> list[str]:
    return [texts.NOT_TOLD_DONE] if question.state == "overdue" else []


_ABOUT = re.compile(  # a condition stands here, understood or not
    r"(?<!\w)(?:về|liên quan|đối với|lĩnh vực|cho|quá|trễ|chậm|muộn|sớm|nhất|hơn|mới|cũ|chưa|đã|xong)(?!\w)"
)
_EXCEPT = re.compile(
    r"không (?:phải )?(?:là )?(?:do |thuộc |của |giao )?(?:§|chủ trì|phối hợp|giao|thuộc)"
    r"|(?:trừ|ngoài|ngoại trừ) §"
    r"|không (?:phải )?(?:là )?(?:việc |làm )?(?:thường xuyên|định kỳ|hằng năm|hàng năm)"
)


def excludes(question: Question) -> bool:
    """Does the question ask for what is left over ("không phải do Sở Nội vụ chủ trì")?"""
    return Ask.YES_NO not in question.asks and _EXCEPT.search(question.masked) is not None


_BY_ROLE = {"lead": texts.BY_LEAD, "coop": texts.BY_COOP, "both": texts.BY_BOTH}


def describe(engine: Engine, question: Question, choice: Choice) -> str:
    """The set in words: "do Sở Y tế chủ trì trong Kế hoạch 54/KH-UBND"."""
    parts = []
    by_agency = [_BY_ROLE[demand.role].format(", ".join(demand.agencies)) for demand in choice.demands]
    parts += [" và ".join(by_agency)] if by_agency else []
    if choice.groups:
        parts.append(texts.BY_GROUP.format(group=choice.groups[0][1], title=choice.group_title))
    if choice.times:
        template = texts.BY_START if choice.by_start else texts.BY_DUE
        if question.state:
            template = texts.BY_STATE[question.state]
            parts.append(template.format(vietnamese_date(question.today)))
        else:
            parts.append(template.format(", ".join(time.printed for time in choice.times)))
    if choice.blank is not None:
        parts.append(texts.BY_BLANK.format(texts.FIELDS[choice.blank]))
    if choice.undated:
        parts.append(texts.BY_UNDATED)
    if choice.topic is not None:
        parts.append(texts.BY_TOPIC.format(" ".join(choice.topic.syllables)))
    if choice.annex is not None:
        tables = (row.table for row in engine.tasks if find_annex(row.table) == choice.annex)
        parts.append(texts.BY_ANNEX.format(next(tables)))
    parts.append(where(question, engine))
    return " ".join(parts)
