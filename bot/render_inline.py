"""What was looked up, as cards: a title and a line to choose by, and the message that is sent when chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from bot.pages import Block, Kind, render_pages
from bot.render import render_answer, render_documents, render_notice
from bot.texts import inline as texts
from corpus.model import Document
from corpus.vietnamese import brief, squeeze
from index.answering.labels import short_label
from index.answering.places import heading_of, place_in_document, tell_place
from index.deadlines import Deadline
from index.engine import Engine
from index.lookup import Lookup
from index.model import Answer, Status
from index.passages import Passage
from index.reading.topic import Topic

_TITLE = 90  # characters; a phone shows one line of about 40
_LEAD, _DUE = 60, 40  # of an agency's and a deadline's cell in the line below
_NOTE = 300  # what is added below a page stays within what Telegram takes
_ID = 32  # letters of a card's id
_NO_TOPIC = Topic("", (), ())


class Furnished(NamedTuple):
    """What belongs to an answer: its list in full, and label of a place → where it leads."""

    listed: Sequence[Block] = ()
    links: Mapping[str, str] = MappingProxyType({})


Furnish = Callable[[Answer], Furnished]


class Card(NamedTuple):
    """One result. `id`: the same for the same result, at most 64 letters."""

    id: str
    title: str
    description: str
    page: str  # Telegram HTML, links in it without the bot's address
    link: str = ""  # to the place that is cited, likewise


def compose_cards(
    engine: Engine, found: Lookup, furnish: Furnish, first: int = 0, last: int | None = None
) -> tuple[Card, ...]:
    """The answers, then the places; only those from `first` up to `last`, without it, are composed.

    That nothing was found is one card, so that whoever is asked can be told.
    """
    answers = [_answer_card(words, answer, furnish) for words, answer in found.answers[first:last]]
    begin = max(0, first - len(found.answers))
    end = None if last is None else max(0, last - len(found.answers))
    topic = found.question.topic
    return (*answers, *(place_card(engine, passage, topic, furnish) for passage in found.places[begin:end]))


def count_cards(found: Lookup) -> int:
    """How many there are in all."""
    return len(found.answers) + len(found.places)


def is_nothing(found: Lookup) -> bool:
    """Whether the plans do not speak of it at all."""
    return not found.places and all(answer.status is Status.NOT_FOUND for _, answer in found.answers)


def compose_opening(
    engine: Engine,
    documents: Sequence[Document],
    coming: Sequence[Deadline],
    bot_name: str,
    furnish: Furnish,
) -> tuple[Card, ...]:
    """What is shown before anything is typed: how to, the documents, and what falls due soon."""
    how = Card("how", texts.HOW_TITLE, texts.HOW_DESCRIPTION, render_notice(texts.how_to(bot_name))[0])
    pages = render_documents(documents)
    named = ", ".join(document.number or document.title for document in documents)
    listed = Card("documents", texts.DOCUMENTS_TITLE, brief(named, _TITLE), _first(pages))
    return (how, listed, *_compose_coming(engine, coming, furnish))


def _compose_coming(engine: Engine, coming: Sequence[Deadline], furnish: Furnish) -> Iterator[Card]:
    for deadline in coming:
        passage = engine.by_id.get(deadline.row.id)
        if passage is not None:
            card = place_card(engine, passage, _NO_TOPIC, furnish)
            title = texts.coming(deadline.due.day, heading_of(passage))
            yield card._replace(id=f"d{deadline.due.day:%y%m%d}{card.id}", title=brief(title, _TITLE))


def place_card(engine: Engine, passage: Passage, topic: Topic, furnish: Furnish) -> Card:
    """A place: what it is about; who, by when and in which plan below."""
    answer = tell_place(engine, passage, topic)
    links = furnish(answer).links
    return Card(
        id=f"p{_digest(passage.id)}",
        title=brief(heading_of(passage), _TITLE),
        description=_describe(passage),
        page=_first(render_answer(answer, "", links=links)),
        link=links.get(answer.citations[0].label, ""),
    )


def _answer_card(words: str, answer: Answer, furnish: Furnish) -> Card:
    """An answer: its first line is the title, and the message says which question it answers."""
    head = answer.text.strip().partition("\n")[0]
    cited = answer.citations[0] if answer.citations else None
    where = texts.question(words)
    listed, links = furnish(answer)
    return Card(
        id=f"a{_digest(words, answer.text)}",
        title=brief(head.rstrip(":"), _TITLE),
        description=brief(f"{where} · {cited.label}" if cited else where, 2 * _TITLE),
        page=_first(render_answer(answer, words, chosen=True, listed=listed, links=links), words),
        link=links.get(cited.label, "") if cited else "",
    )


def _describe(passage: Passage) -> str:
    """Who, by when and in which plan; of prose where it stands, and how it begins."""
    row, where = passage.task, short_label(passage.document)
    if row is None:
        inside = place_in_document(passage)
        begins = squeeze(passage.section.body if passage.section else "")
        return " · ".join(filter(None, (f"{where}, {_uncapitalised(inside)}", brief(begins, _TITLE))))
    cells = ((texts.lead, row.lead_text, _LEAD), (texts.due, row.due, _DUE))
    told = [say(brief(squeeze(cell), most)) for say, cell, most in cells if cell and cell.strip()]
    return " · ".join([*told, where])


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]


def _first(pages: Sequence[str], asked: str = "") -> str:
    """The first page; where there are more, it says so, and what was asked, which stands on the last."""
    if len(pages) < 2:
        return pages[0]
    notes = [texts.question(asked)] if asked else []
    notes.append(texts.continued(len(pages) - 1))
    tail = render_pages(Block(Kind.NOTE, brief(note, _NOTE), gap=True) for note in notes)[0]
    return f"{pages[0]}\n\n{tail}"


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_ID]
