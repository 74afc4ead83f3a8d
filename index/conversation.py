"""What was said before: half a question is completed from it; forgotten after a while."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.agencies import heading_agencies
from corpus.vietnamese import SYLLABLE, squeeze
from index.answering.answer import answer, small_talk
from index.answering.columns import names_only_column
from index.answering.sentences import passage_texts, sentences_of
from index.engine import Engine
from index.model import Answer, Status
from index.passages import Evidence
from index.reading.asks import Ask
from index.reading.intent import points_back
from index.reading.mentions import DocumentMention
from index.reading.pointing import find_ordinal, find_step
from index.reading.question import Question, understand
from index.reading.small_talk import find_small_talk
from index.reading.topic import NO_TOPIC, Topic
from index.search import find_places

FORGET_AFTER = 30 * 60.0  # seconds

_CONTINUES = re.compile(
    r"^(?:thế|vậy|còn|rồi|à|ừ|ơ|mà|thì|con(?= (?:các|kế|công|sở|ban|cơ|huyện|đơn|ubnd|§)))(?!\w)"
)
_OTHER_CASE = re.compile(r"(?:thì sao|ra sao|thế nào)\W*$|^(?:thế |vậy |rồi )?còn(?!\w)")


@dataclass(frozen=True)
class _Turn:
    question: Question
    places: tuple[str, ...]  # ids the answer cited, best first
    matters: tuple[str, ...]  # what each of them is about
    version: str  # of the corpus that answered
    at: float
    listed: tuple[str, ...] = ()  # ids of the rows a list gave, in order


class Conversation:
    """The memory of one person's conversation in one chat."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: _Turn | None = None

    @property
    def last(self) -> _Turn | None:
        """The turn before, unless it is too long ago."""
        if self._last is not None and self._clock() - self._last.at > FORGET_AFTER:
            self._last = None
        return self._last

    def branch(self) -> Conversation:
        """A conversation that goes on from here, as if the last turn had only just been."""
        other = Conversation(self._clock)
        if self._last is not None:
            other._last = replace(self._last, at=self._clock())
        return other

    def remember(self, engine: Engine, question: Question, found: Answer, before: _Turn | None) -> None:
        """Keep a turn; a question that found nothing keeps the places that were spoken of before."""
        if found.status is Status.ANSWERED:
            places = tuple(citation.id for citation in found.citations)
        else:
            places = before.places if before is not None else ()
        matters = tuple(_matter(engine, place) for place in places)
        listed = found.items or (before.listed if before is not None else ())
        self._last = _Turn(question, places, matters, engine.version, self._clock(), listed)


def ask(engine: Engine, asked: str, conversation: Conversation, today: dt.date | None = None) -> Answer:
    """Answer a question as the next turn of a conversation: the port every channel calls.

    `today` is what "năm nay" and "quá hạn" count from; the clock's day where none is given.
    """
    if talk := find_small_talk(asked):  # what was spoken of before is still spoken of
        return small_talk(engine, talk)
    question = understand(asked, engine.known, today or dt.date.today())
    before = conversation.last
    if before is not None and before.version != engine.version:
        before = _still_standing(engine, before)
    focus: tuple[str, ...] = ()
    if before is not None:
        question, focus = complete(engine, question, before)
    found = answer(engine, question, focus)
    if found.status is Status.NOT_FOUND and before is not None and not question.documents:
        # what stands nowhere by itself may be meant of the document spoken of before
        narrowed = replace(question, documents=before.question.documents or _documents_of(engine, before))
        again = answer(engine, narrowed, before.places if not narrowed.topic.syllables else ())
        if again.status is Status.ANSWERED:
            question, found = narrowed, again
    conversation.remember(engine, question, found, before)
    return found


def warm(engine: Engine) -> None:
    """Have an engine read what the first questions would otherwise wait for."""
    engine.warm()
    for passage in engine.passages:
        for text in passage_texts(passage):
            for sentence in sentences_of(text):
                Evidence.of(sentence)
    heading_agencies(_FIRST_QUESTION)  # the project's agencies, read when a heading is first looked at
    ask(engine, _FIRST_QUESTION, Conversation())


_FIRST_QUESTION = "ai chủ trì xây dựng kế hoạch, bao giờ xong?"  # goes through reading, search and answering


def _matter(engine: Engine, place: str) -> str:
    """What a place is about; "" where there is none of this id."""
    passage = engine.by_id.get(place)
    if passage is None:
        return ""
    if passage.task is not None:
        return squeeze(passage.task.task)
    return squeeze(passage.section.title if passage.section is not None else passage.document.title)


def _still_standing(engine: Engine, before: _Turn) -> _Turn:
    """The turn before, as far as it stands in the corpus that has come since.

    A new edition may number its rows anew: "bao giờ xong?" must not be answered with the deadline of another
    task that now bears the number. What was spoken of is followed to its new place, or forgotten. A document
    that was named and has been removed is told to be missing.
    """
    kept = [
        (place, matter)
        for old, matter in zip(before.places, before.matters, strict=True)
        if (place := _find_again(engine, old, matter))
    ]
    named = tuple(
        replace(mention, ids=tuple(i for i in mention.ids if i in engine.documents))
        for mention in before.question.documents
    )
    return replace(
        before,
        question=replace(before.question, documents=named),
        places=tuple(place for place, _ in kept),
        matters=tuple(matter for _, matter in kept),
    )


def _find_again(engine: Engine, place: str, matter: str) -> str:
    """Where the matter of a place stands now, in the same document; "" where it does not."""
    if not matter or _matter(engine, place) == matter:
        return place if matter else ""
    document = re.split("[@#]", place, maxsplit=1)[0]
    others = (passage.id for passage in engine.passages if passage.document.id == document)
    return next((other for other in others if _matter(engine, other) == matter), "")


def _documents_of(engine: Engine, before: _Turn) -> tuple[DocumentMention, ...]:
    place = engine.by_id.get(before.places[0]) if before.places else None
    if place is None:
        return ()
    document = place.document.id
    return (DocumentMention(document, (document,), (), 0, 0),)


_KIND_WORDS = frozenset("nghị quyết quy định chỉ thị kế hoạch công văn bản kết luận".split())


def complete(engine: Engine, question: Question, before: _Turn) -> tuple[Question, tuple[str, ...]]:
    """Fill what a half question leaves out from the turn before: (question, places it is about)."""
    norm = question.wording.norm
    pointed = _pointed_at(engine, question, before)
    if pointed:
        return replace(question, topic=NO_TOPIC, locators=(), agencies=(), times=()), (pointed,)
    names_place = bool(question.documents or question.locators)
    if not names_place and points_back(norm) and before.question.documents:
        topic = question.topic.without(_KIND_WORDS)
        return replace(question, documents=before.question.documents, topic=topic), ()
    continues = bool(_CONTINUES.search(norm) or _OTHER_CASE.search(norm))
    own_matter = bool(question.topic.syllables)
    if own_matter and not names_place and not question.agencies and names_only_column(engine, question):
        # "lãnh đạo nào phụ trách?": of the row that was spoken of
        spoken_of = engine.by_id.get(before.places[0]) if before.places else None
        if spoken_of is not None and spoken_of.task is None:
            question = replace(question, topic=before.question.topic, documents=before.question.documents)
        return question, before.places
    if not own_matter and not names_place and not question.agencies:
        if not question.asks and not continues:
            return question, ()  # "cảm ơn bạn" asks nothing
        if Ask.LIST in question.asks and {Ask.COUNT, Ask.LIST} & set(before.question.asks):
            # "liệt kê ra" after "có bao nhiêu": the same set
            return replace(before.question, asks=(Ask.LIST,)), ()
        if question.asks == (Ask.COUNT,) and Ask.LIST in before.question.asks:
            return replace(before.question, asks=(Ask.COUNT,)), ()  # "có mấy việc?" of the list just given
        # "bao giờ xong?", "ai phối hợp": another fact of the same place
        return replace(
            question, topic=before.question.topic, documents=before.question.documents
        ), before.places
    if question.locators and not question.documents and before.question.loaded:
        # "mục 5?" after "mục 3 công văn 1510" is of the same letter
        return replace(question, documents=before.question.documents), ()
    if not continues:
        if _mere_figure(question):
            return question, before.places
        return question, ()
    if before.question.by_time and not (names_place or question.agencies) and _mere_times(question):
        return replace(before.question, times=question.times), ()  # "còn tháng sau?" of the list just given
    asks = question.asks
    if not asks or set(asks) <= {Ask.CONTENT, Ask.DUTIES, Ask.YES_NO, Ask.SUBJECT}:
        asks = before.question.asks
        if not own_matter and before.question.topic.syllables and Ask.CONTENT in asks:
            asks = tuple(ask for ask in asks if ask is not Ask.SUBJECT)  # of that matter, not of the plan
    documents = question.documents or before.question.documents
    agencies = question.agencies or (() if own_matter else before.question.agencies)
    if Ask.DUTIES in asks and not agencies:
        asks = tuple(ask for ask in asks if ask is not Ask.DUTIES) or (Ask.CONTENT,)
    topic = question.topic
    if not names_place and not question.provinces and before.question.provinces:
        question = replace(question, provinces=before.question.provinces)
    if not own_matter and names_place and not question.locators:
        topic = before.question.topic
    elif not own_matter and question.agencies and not names_place:
        topic = (
            Topic(question.topic.text, (), ())
            if not before.question.topic.syllables
            else before.question.topic
        )
    elif own_matter:
        topic = _blend(engine, question, before)
    return replace(question, asks=asks, documents=documents, agencies=agencies, topic=topic), ()


def _pointed_at(engine: Engine, question: Question, before: _Turn) -> str:
    """The place meant by "cái thứ ba" of a list just given, or "dòng tiếp theo"; empty where none is."""
    if question.documents:
        return ""
    nth = find_ordinal(question.wording.norm)
    if nth is not None and 0 < abs(nth) <= len(before.listed):
        return before.listed[nth if nth < 0 else nth - 1]
    step = find_step(question.wording.norm)
    here = engine.by_id.get(before.places[0]) if step and before.places else None
    if here is None:
        return ""
    beside = [p.id for p in engine.passages if p.document.id == here.document.id and p.kind is here.kind]
    at = beside.index(here.id) + step
    return beside[at] if 0 <= at < len(beside) else ""


def _mere_times(question: Question) -> bool:
    said = {word for time in question.times for word in SYLLABLE.findall(time.printed.lower())}
    return bool(question.times) and set(question.topic.syllables) <= said


def _mere_figure(question: Question) -> bool:
    return Ask.FIGURE in question.asks and len(question.topic.syllables) <= 3 and not question.documents


_WHOLE_MATTER, _FOUND = (
    4,
    0.85,
)  # a matter of so many words, held so far by some place, needs no other beside it


def _blend(engine: Engine, question: Question, before: _Turn) -> Topic:
    """The new matter, with the old beside it for retrieval where the new alone is only half a name."""
    old, new = before.question.topic, question.topic
    if new.syllables[:1] == ("con",):  # "còn" typed without its marks
        new = new.without(frozenset({"con"}))
    if len(new.matter) >= _WHOLE_MATTER and not new.names:
        places = find_places(engine, replace(question, topic=new))
        if places and places[0].coverage >= _FOUND:
            return new
    rare = sum(engine.rarity(syllable) for syllable in new.syllables)
    if rare > 22.0:
        return new
    return Topic(f"{new.text} {new.text} {old.text}", new.syllables, new.pairs)
