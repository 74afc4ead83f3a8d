"""What a person names to follow or to list: agencies, documents, rows, by name or by number.

The same reading as of questions; what is left over of the words is looked up among the rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from index.answering.labels import short_label, task_label
from index.answering.locate import find_located
from index.answering.successors import as_printed
from index.deadlines import Deadlines
from index.engine import Engine
from index.passages import PassageKind
from index.reading.question import Question, understand
from index.search import find_places

_WITHIN = "|"  # between an agency and the document that it is followed in
_ENOUGH = 0.6  # of a topic has to stand in a row for it to be proposed
_LEAST = 2  # syllables: a lone word describes no task
_CHOICES = 6


class TargetKind(StrEnum):
    """What can be named."""

    AGENCY = "agency"
    DOCUMENT = "document"
    TASK = "task"


class Target(NamedTuple):
    """Something named. `key`: a canonical name ("Sở Y tế|1/KH-UBND": there alone), an id, a row's key."""

    kind: TargetKind
    key: str
    label: str


class Named(NamedTuple):
    """What a text names; or the rows it may mean, where it only describes one."""

    targets: tuple[Target, ...] = ()
    choices: tuple[Target, ...] = ()


def find_named(engine: Engine, deadlines: Deadlines, text: str) -> Named:
    """Read what a text names; nothing where the plans know nothing of it."""
    for word in text.replace(",", " ").split():
        if (key := deadlines.key_of(word)) is not None:
            return Named((_task(engine, deadlines, key),))
    if text.strip() in engine.documents:
        return Named((_document(engine, text.strip()),))
    question = understand(text, engine.known, dt.date.today())  # no name depends on the day
    rows = [
        key
        for locator in question.locators
        if locator.kind in ("row", "section")
        for passage in find_located(engine, question, locator)
        if passage.task and (key := deadlines.key_of(passage.id))
    ]
    if rows:
        found = tuple(_task(engine, deadlines, key) for key in dict.fromkeys(rows))
        return Named(found) if len(found) == 1 else Named((), found[:_CHOICES])
    agencies = tuple(dict.fromkeys(agency.name for agency in question.agencies))
    if agencies:
        return Named(tuple(_agency(engine, name, question.loaded) for name in agencies))
    if question.loaded:
        return Named(tuple(_document(engine, document) for document in question.loaded))
    if question.unknown_documents() or question.cited_numbers():
        return Named()
    return Named((), tuple(_described(engine, deadlines, question)))


def _described(engine: Engine, deadlines: Deadlines, question: Question) -> Iterable[Target]:
    """The rows that speak of the words, best first."""
    if len(question.topic.syllables) < _LEAST:
        return
    for place in find_places(engine, question, kind=PassageKind.TASK)[:_CHOICES]:
        key = deadlines.key_of(place.id)
        if place.coverage >= _ENOUGH and key:
            yield _task(engine, deadlines, key)


def _agency(engine: Engine, name: str, documents: tuple[str, ...]) -> Target:
    if not documents:
        return Target(TargetKind.AGENCY, name, name)
    label = f"{name} ({', '.join(short_label(engine.documents[i]) for i in documents)})"
    return Target(TargetKind.AGENCY, _WITHIN.join((name, *documents)), label)


def _document(engine: Engine, document: str) -> Target:
    return Target(TargetKind.DOCUMENT, document, short_label(engine.documents[document]))


def _task(engine: Engine, deadlines: Deadlines, key: str) -> Target:
    row = deadlines.find_row(key)
    label = task_label(engine.documents[row.doc], row) if row else key
    return Target(TargetKind.TASK, key, label)


def keys_of(engine: Engine, deadlines: Deadlines, kind: str, key: str) -> tuple[str, ...]:
    """The rows a target stands for in the plans of today: of an agency, those it leads.

    An agency by today's name stands for those merged into it; a document by its number for the one that has
    it now, where its id has changed.
    """
    if kind == TargetKind.TASK:
        return (key,) if deadlines.find_row(key) else ()
    if kind == TargetKind.DOCUMENT:
        documents = _today(engine, key)
        return deadlines.select(documents=documents) if documents else ()
    name, *within = key.split(_WITHIN)
    documents = tuple(i for document in within for i in _today(engine, document))
    if within and not documents:
        return ()
    return deadlines.select(as_printed(engine, name), documents)


def _today(engine: Engine, document: str) -> tuple[str, ...]:
    if document in engine.documents:
        return (document,)
    number = document.partition(":")[0]
    return tuple(i for i, loaded in engine.documents.items() if loaded.number == number)
