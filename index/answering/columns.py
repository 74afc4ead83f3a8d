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
from index.reading.columns import AskedColumn, find_asked_column
from index.reading.question import Question
from index.reading.topic import Topic
from index.search import Place, find_places, scope

_SETS = frozenset({Ask.LIST, Ask.COUNT, Ask.REFERENCE, Ask.DUTIES})
_CLEARLY = 0.15  # how much more of the topic a row without the column must hold to be the one that is meant


def answer_column(engine: Engine, question: Question, focus: tuple[str, ...]) -> Answer | None:
    """The cell of a column the question names; None where no table in scope has such a column."""
    rows = _rows(engine, question)
    asked = _asked(question, rows)
    if asked is None:
        return None
    topic = _without(question.topic, asked.said)
    if not topic.syllables:
        passage = engine.by_id.get(focus[0]) if focus else None
        return _cell(passage, asked) if passage is not None and passage.task is not None else None
    tables = {_table(p) for p in rows if p.task is not None and asked.name in p.task.extra}
    narrowed = replace(question, topic=topic)
    places = find_places(engine, narrowed, kind=PassageKind.TASK)
    place = next((place for place in places if _table(place.passage) in tables), None)
    if place is None or place.coverage < enough(topic) or places[0].coverage >= place.coverage + _CLEARLY:
        return None
    return _cell(place.passage, asked) or _blank(engine, question, place, asked)


def names_only_column(engine: Engine, question: Question) -> bool:
    """Does the question name a column and no matter: "lãnh đạo nào phụ trách?", after a row was spoken of?"""
    asked = _asked(question, _rows(engine, question))
    return asked is not None and not _without(question.topic, asked.said).syllables


def _rows(engine: Engine, question: Question) -> list[Passage]:
    """The task rows in scope that have columns beyond the known ones."""
    within = scope(engine, question)
    return [passage for passage in engine.with_columns if within(passage)]


def _asked(question: Question, rows: Sequence[Passage]) -> AskedColumn | None:
    """The column of these rows that the question asks for, unless it asks for a known fact or a set."""
    if not rows or _SETS & set(question.asks) or question.locators:
        return None
    names = dict.fromkeys(name for p in rows if p.task is not None for name in p.task.extra)
    asked = find_asked_column(question.wording.norm, names)
    if asked is None or (set(question.asks) & set(FACTS) and not asked.whole):
        return None
    return asked


def _table(passage: Passage) -> tuple[str, str]:
    """The table a row belongs to: its document, and what stands before the group in its id."""
    return passage.document.id, passage.task.table if passage.task else ""


def _without(topic: Topic, said: frozenset[str]) -> Topic:
    """The topic less the words that name the column, for retrieval too."""
    left = topic.without(said)
    return replace(left, text=" ".join(word for word in left.text.split() if word.lower() not in said))


def _cell(passage: Passage, asked: AskedColumn) -> Answer | None:
    """The row's cell, with its task and source; None where it is blank."""
    task = passage.task
    assert task is not None  # noqa: S101
    cell = task.extra.get(asked.name)
    if cell is None:
        return None
    lines = [
        f"{asked.name}: {cell}",
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
