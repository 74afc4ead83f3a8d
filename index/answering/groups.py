"""Facts of a whole group of rows: "nhóm XIII kế hoạch 54 ai chủ trì"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.model import TaskRow
from index.answering import texts
from index.answering.catalogue import answer_list
from index.answering.choice import OWN_WORDS
from index.answering.citing import cite
from index.answering.facts import FACTS, value_of
from index.answering.labels import document_label, short_label, task_label
from index.answering.matter import at_place
from index.answering.successors import today_line
from index.engine import Engine
from index.model import Answer, Status
from index.reading.asks import Ask
from index.reading.locators import Locator, as_roman
from index.reading.mentions import DocumentMention
from index.reading.question import Question
from index.weighing import Place

_CITED = 30  # rows


def answer_group(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    """What is asked of the rows of one group; a question back where several plans have that group."""
    groups = [locator for locator in question.locators if locator.kind == "group"]
    if len(groups) != 1 or len(question.locators) > 1 or question.topic.without(OWN_WORDS).syllables:
        return None
    rows = _rows(engine, question, groups[0])
    documents = list(dict.fromkeys(row.doc for row in rows))
    if not question.loaded and len(documents) > 1:
        return _ask_back(engine, documents, groups[0])
    asked = [ask for ask in question.asks if ask in FACTS]
    if len(documents) == 1 and not question.loaded:
        question = replace(question, documents=(DocumentMention(documents[0], (documents[0],), (), 0, 0),))
        if not asked:
            return answer_list(engine, question)
    if not rows or not asked or {Ask.LIST, Ask.COUNT} & set(question.asks):
        return None
    if len(rows) == 1:
        return at_place(engine, question, Place(engine.by_id[rows[0].id], 1.0, 1.0))
    return _tell(engine, rows, asked[0])


def _rows(engine: Engine, question: Question, group: Locator) -> list[TaskRow]:
    named = question.loaded or tuple(engine.documents)
    path = as_roman(group.path)
    return [row for row in engine.tasks if row.doc in named and row.group in (group.path, path)]


def _ask_back(engine: Engine, documents: Sequence[str], group: Locator) -> Answer:
    options = tuple(
        texts.WHICH_GROUP.format(group=as_roman(group.path), document=short_label(engine.documents[i]))
        for i in documents
    )
    lines = [texts.WHICH.format(len(options)), *(f"- {option}" for option in options)]
    return Answer(status=Status.AMBIGUOUS, text="\n".join(lines), options=options)


def _tell(engine: Engine, rows: Sequence[TaskRow], ask: Ask) -> Answer | None:
    """Each value of the asked cell once, with the rows that have it."""
    values: dict[str, list[TaskRow]] = {}
    for row in rows:
        if value := value_of(engine.by_id[row.id], ask):
            values.setdefault(" ".join(value.split()), []).append(row)
    if not values:
        return None
    first, document = rows[0], engine.documents[rows[0].doc]
    head = texts.OF_GROUP.format(
        group=first.group, title=first.group_title or "", document=document_label(document)
    )
    lines = [
        f"{FACTS[ask][1].format(value)} ({texts.ROWS.format(', '.join(row.number or '' for row in held))})"
        for value, held in values.items()
    ]
    if ask in (Ask.LEAD, Ask.COOP):
        role = "lead" if ask is Ask.LEAD else "coop"
        lines += today_line(name for row in rows for name in getattr(row.agencies, role))
    told = [row for held in values.values() for row in held]
    lines.append(texts.SOURCE.format(task_label(engine.documents[told[0].doc], told[0])))
    return Answer(
        status=Status.ANSWERED,
        text="\n".join([head, *lines]),
        citations=tuple(cite(engine.by_id[row.id]) for row in told[:_CITED]),
        items=tuple(row.id for row in rows),
        total=len(rows),
    )
