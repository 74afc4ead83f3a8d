"""A column of a task table that is none of the known facts: its cell in the row that is meant.

"Kinh phí của nhiệm vụ … là bao nhiêu?" is answered where a table prints a column of that name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.answering import texts
from index.answering.citing import cite
from index.answering.facts import FACTS, enough
from index.answering.labels import passage_label
from index.answering.refusals import describe, refuse
from index.engine import Engine
from index.model import Answer, Status
from index.passages import Passage, PassageKind
from index.reading.asks import Ask
from index.reading.columns import AskedColumn, find_asked_columns
from index.reading.question import Question
from index.reading.topic import Topic
from index.search import documents_in_scope, find_places, scope
from index.weighing import Place

_SETS = frozenset({Ask.LIST, Ask.COUNT, Ask.REFERENCE, Ask.DUTIES})
_CLEARLY = 0.15  # how much more of the topic a row without the column must hold to be the one that is meant


def answer_column(engine: Engine, question: Question, focus: tuple[str, ...]) -> Answer | None:
    """The cell of a column the question names; None where no table in scope has such a column."""
    rows = _rows(engine, question)
    asked = _asked(question, _names(rows))
    if not asked:
        return None
    topic = _without(question.topic, asked)
    if not topic.syllables:
        passage = engine.by_id.get(focus[0]) if focus else None
        if passage is None or passage.task is None:
            return None
        return _cell(passage, asked) or _blank(engine, question, Place(passage, 1.0, 1.0), asked[0])
    columns: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        columns.setdefault(_table(row), set()).update(_names([row]))
    places = find_places(engine, replace(question, topic=topic), kind=PassageKind.TASK)
    for place in places:
        printed = [column for column in asked if column.name in columns.get(_table(place.passage), ())]
        if printed:
            break
    else:
        return None
    if place.coverage < enough(topic) or places[0].coverage >= place.coverage + _CLEARLY:
        return None
    return _cell(place.passage, printed) or _blank(engine, question, place, printed[0])


def names_only_column(engine: Engine, question: Question) -> bool:
    """Does the question name a column and no matter: "lãnh đạo nào phụ trách?", after a row was spoken of?"""
    documents = documents_in_scope(engine, question)
    tables = [table for plan in engine.plans if plan.document.id in documents for table in plan.tables]
    others = [name for table in tables for name in table.columns]
    asked = _asked(question, [*_names(_rows(engine, question)), *others])
    return bool(asked) and not _without(question.topic, asked).syllables


def _rows(engine: Engine, question: Question) -> list[Passage]:
    """The task rows in scope that have columns beyond the known ones."""
    within = scope(engine, question)
    return [passage for passage in engine.with_columns if within(passage)]


def _names(rows: Sequence[Passage]) -> list[str]:
    """The printed names of the columns beyond the known ones in which these rows have words."""
    return list(dict.fromkeys(name for row in rows if row.task is not None for name in row.task.extra))


def _asked(question: Question, names: Sequence[str]) -> list[AskedColumn]:
    """The columns of these names the question may ask for; none where it asks for a known fact or a set."""
    if not names or _SETS & set(question.asks) or question.locators:
        return []
    known = bool(set(question.asks) & set(FACTS))
    return [asked for asked in find_asked_columns(question.wording.norm, names) if asked.whole or not known]


def _table(passage: Passage) -> tuple[str, str]:
    """The table a row belongs to: its document, and what stands before the group in its id."""
    return passage.document.id, passage.task.table if passage.task else ""


def _without(topic: Topic, asked: Sequence[AskedColumn]) -> Topic:
    """The topic less the words that name the columns, for retrieval too."""
    said = frozenset().union(*(column.said for column in asked))
    left = topic.without(said)
    return replace(left, text=" ".join(word for word in left.text.split() if word.lower() not in said))


def _cell(passage: Passage, asked: Sequence[AskedColumn]) -> Answer | None:
    """The row's cell in the first of these columns that has words, with its task; None: all are blank."""
    task = passage.task
    assert task is not None  # noqa: S101
    name = next((column.name for column in asked if column.name in task.extra), None)
    if name is None:
        return None
    lines = [
        f"{name}: {task.extra[name]}",
        texts.TASK.format(task.task),
        texts.SOURCE.format(passage_label(passage)),
    ]
    if task.uncertain:
        lines.append(texts.UNCERTAIN)
    elif task.repaired:
        lines.append(texts.REPAIRED)
    return Answer(status=Status.ANSWERED, text="\n".join(lines), citations=(cite(passage),))


def _blank(engine: Engine, question: Question, place: Place, asked: AskedColumn) -> Answer:
    """The row is there, its cell in the column is blank."""
    first = texts.NO_DETAIL.format(label=passage_label(place.passage), detail=f"gì ở cột “{asked.name}”")
    return refuse(engine, question, first, [describe(place)])
