"""What each command of the terminal does: values in, lines out."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.live import LiveService
from bot.service import Service
from bot.texts import general as texts
from bot.texts.changes import which_document
from corpus.errors import BadInput
from corpus.model import Document, Section, TaskRow
from corpus.naming import find_named
from index.conversation import Conversation
from index.evaluate import has_question, read_questions, turns_of
from index.model import Answer

_TITLE = 120  # characters of a section's title in a listing; its text holds it whole


def print_json(value: object) -> None:
    """One JSON value on one line of standard output."""
    print(json.dumps(value, ensure_ascii=False))


def ask_once(service: Service, question: str, *, as_json: bool) -> None:
    """Answer one question."""
    answer = service.ask(question, Conversation())
    if as_json:
        print_json(answer_record(answer))
        return
    if answer.interpreted:
        print(texts.understood_as(answer.interpreted))
        print()
    print(answer.text)


def answer_record(answer: Answer) -> dict[str, Any]:
    """An answer as the contract prints it."""
    return answer.model_dump(mode="json")


def batch(service: Service, file: str) -> None:
    """Answer a file of questions in order, each as its own conversation."""
    for record in _records(file):
        conversation = Conversation()
        *earlier, last = turns_of(record)
        for turn in earlier:
            service.ask(turn, conversation)
        started = time.perf_counter()
        answer = service.ask(last, conversation)
        ms = (time.perf_counter() - started) * 1000
        print_json({"id": record.get("id"), "answer": answer_record(answer), "ms": round(ms, 3)})


def _records(file: str) -> Iterator[dict[str, Any]]:
    if file != "-":
        yield from read_questions(Path(file))
        return
    for at, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadInput(texts.cli_bad_json("-", at)) from error
        if not has_question(record):
            raise BadInput(texts.cli_bad_json("-", at))
        yield record


def list_documents(service: Service, *, as_json: bool) -> None:
    """The loaded documents."""
    for plan in service.engine.plans:
        document = plan.document
        if as_json:
            print_json(document_record(document) | {"sections": len(plan.sections), "tasks": len(plan.tasks)})
        else:
            print(texts.cli_document(document, len(plan.sections), len(plan.tasks)))


def document_record(document: Document) -> dict[str, Any]:
    """A document as the contract lists it."""
    fields = {"id", "kind", "number", "date", "issuer", "place", "title", "signer", "source_file"}
    return document.model_dump(mode="json", include=fields) | {"year": document.year}


def list_sections(service: Service, doc: str | None, *, as_json: bool) -> None:
    """The sections of the loaded documents, or of one."""
    only = _meant(service, doc)
    for section in service.engine.sections.values():
        if only not in (None, section.doc):
            continue
        print_json(section_record(section)) if as_json else print(f"{section.id}\t{section.title[:_TITLE]}")


def section_record(section: Section) -> dict[str, Any]:
    """A section as the contract lists it."""
    record = section.model_dump(mode="json", include={"id", "doc", "text", "lines", "parent", "level"})
    return record | {
        "title": section.title[:_TITLE].rstrip() if len(section.title) > _TITLE else section.title
    }


def list_tasks(service: Service, doc: str | None, *, as_json: bool) -> None:
    """The task rows of the loaded documents, or of one."""
    only = _meant(service, doc)
    for task in service.engine.tasks:
        if only not in (None, task.doc):
            continue
        print_json(task_record(task)) if as_json else print(texts.cli_task(task))


def task_record(task: TaskRow) -> dict[str, Any]:
    """A task row as the contract lists it."""
    return task.model_dump(mode="json", by_alias=True)


def _meant(service: Service, typed: str | None) -> str | None:
    """The id of the document a person names; None for all. Raises BadInput where none or several fit."""
    if typed is None:
        return None
    documents = service.documents()
    meant = find_named(typed, documents)
    if len(meant) != 1:
        raise BadInput(which_document(typed, meant, documents))
    return meant[0].id


def chat(service: LiveService) -> None:
    """The bot's conversation in the terminal, on the corpus as it changes."""
    conversation = Conversation()
    print(texts.CHAT_WELCOME)
    while True:
        try:
            question = input(texts.CHAT_PROMPT).strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return
        if question.lower() in texts.CHAT_LEAVE:
            return
        if not question:
            continue
        answer = service.ask(question, conversation)
        if answer.interpreted:
            print(texts.understood_as(answer.interpreted))
        print(answer.text, end="\n\n")
