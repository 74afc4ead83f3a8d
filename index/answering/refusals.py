"""Saying honestly that the plans do not say, with the nearest that they do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from itertools import islice

from corpus.vietnamese import brief
from index.answering import texts
from index.answering.labels import document_label, passage_label, short_label
from index.engine import Engine
from index.model import Answer, Status
from index.reading.question import Question
from index.search import find_places
from index.weighing import Place

_OPTIONS = 3
_WORDS = 110  # characters of a place in one line


def refuse(engine: Engine, question: Question, first_line: str, options: Sequence[str] = ()) -> Answer:
    """A not_found: the sentence, the nearest places below it."""
    lines = [first_line, *(texts.NEAREST.format(option) for option in options)]
    return Answer(status=Status.NOT_FOUND, text="\n".join(lines), options=tuple(options))


def no_matter(engine: Engine, question: Question, places: Iterable[Place] | None = None) -> Answer:
    """No such matter in the plans, or in those the question names."""
    places = find_places(engine, question) if places is None else places
    near = [describe(place) for place in islice(places, _OPTIONS)]
    if not near and not question.loaded:
        return refuse(engine, question, f"{texts.NO_MATTER}\n{texts.CAN_DO}")
    where = " và ".join(short_label(engine.documents[i]) for i in question.loaded)
    first = texts.NO_MATTER_IN.format(where) if where else texts.NO_MATTER
    return refuse(engine, question, first, near)


def no_detail(engine: Engine, question: Question, place: Place, field: str) -> Answer:
    """The matter stands there, but not this detail."""
    first = texts.NO_DETAIL.format(label=passage_label(place.passage), detail=texts.FIELDS[field])
    return refuse(engine, question, first, [describe(place)])


def no_document(engine: Engine, question: Question, printed: str) -> Answer:
    """The document is not among the loaded ones; the nearest numbers are named."""
    numbers = {document.number: document for document in engine.documents.values()}
    close = difflib.get_close_matches(printed.split()[-1], list(numbers), n=_OPTIONS, cutoff=0.6)
    named = [numbers[number] for number in close] or list(numbers.values())
    first = texts.NO_DOCUMENT.format(
        printed[:1].upper() + printed[1:] if " " in printed else f"văn bản số {printed}"
    )
    listed = [f"{document_label(document)}: {' '.join(document.title.split())}" for document in named]
    return Answer(
        status=Status.NOT_FOUND,
        text="\n".join(
            [first, texts.NEAR_NUMBERS if close else texts.LOADED_ARE, *(f"- {line}" for line in listed)]
        ),
        options=tuple(listed),
    )


_LABEL = re.compile(r"\W*(?:\w+ ){0,2}\w+:\s*")


def says_nothing(answer: Answer) -> bool:
    """Is its fact only a label, "Kính gửi:", with nothing behind it but the source?"""
    first, _, rest = answer.text.partition("\n")
    source = texts.SOURCE.format("")
    return _LABEL.fullmatch(first) is not None and (not rest.strip() or rest.startswith(source))


def describe(place: Place) -> str:
    """A place in one line: how it is cited and the beginning of its words."""
    passage = place.passage
    row = passage.task.task if passage.task else passage.row.text if passage.row else ""
    words = row or (passage.section.title if passage.section else "")
    return f"{passage_label(passage)}: {brief(words or passage.document.title, _WORDS)}"
