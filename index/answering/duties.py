"""What a named agency must do: the places headed by it, led by it, or naming it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from index.answering import texts
from index.answering.catalogue import answer_list
from index.answering.documents import beyond_titles
from index.answering.labels import passage_label, short_label
from index.answering.membership import answer_as_member
from index.answering.prose import say, where
from index.answering.refusals import describe, refuse
from index.answering.successors import as_printed, today_line
from index.engine import Engine
from index.model import Answer
from index.passages import Passage, PassageKind
from index.reading.asks import Ask
from index.reading.question import Question
from index.reading.topic import NO_TOPIC
from index.search import find_places, scope
from index.weighing import Place

_OWN_COVERAGE = 0.34  # of the topic, in a place of the agency's own: the agency is evidence too
_MUCH_MORE = 0.3
_NAMING_COVERAGE = 0.45  # in a place that only names it


def answer_duties(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    """What a named agency must do, about the topic if there is one; None where that is not asked."""
    if Ask.DUTIES not in question.asks:
        return None
    asked = {agency.name for agency in question.agencies}
    agencies = {name for today in asked for name in as_printed(engine, today)}
    own = _of_agency(engine, question, lambda passage: bool(agencies & passage.leaders))
    if not beyond_titles(engine, question).syllables:
        found = _everything(
            engine, replace(question, topic=NO_TOPIC), [p for p in own if p.kind is PassageKind.SECTION]
        )
        if found is not None:
            return found
        if as_member := answer_as_member(engine, question):
            return as_member
    naming = _of_agency(engine, question, lambda passage: bool(agencies & passage.named))
    for passages, least in ((own, _OWN_COVERAGE), (naming, _NAMING_COVERAGE)):
        places = _prose_first(_with_topic(engine, question, passages))
        if places and passages is own:
            # a place that only names the agency, but says all of the matter
            nearer = _prose_first(_with_topic(engine, question, naming))
            if nearer and nearer[0].coverage >= places[0].coverage + _MUCH_MORE:
                continue
        if places and places[0].coverage >= least:
            return _with_today(say(engine, question, places[:1]), agencies - asked)
    near = [describe(place) for place in _with_topic(engine, question, naming)[:3]]
    if not naming:
        nobody = texts.NO_AGENCY.format(agency=question.agencies[0].printed, where=where(question, engine))
        return refuse(engine, question, nobody, near)
    named = " và ".join(short_label(engine.documents[i]) for i in question.loaded)
    return refuse(engine, question, texts.NO_MATTER_IN.format(named) if named else texts.NO_MATTER, near)


def _with_today(answer: Answer, before: Iterable[str]) -> Answer:
    """The answer with today's names of agencies that the question did not call by their old ones."""
    return answer.model_copy(update={"text": "\n".join([answer.text, *today_line(sorted(before))])})


def _everything(engine: Engine, question: Question, sections: Sequence[Passage]) -> Answer | None:
    """All of an agency's places: its first section's words, its other sections, its rows."""
    listed = answer_list(engine, question)
    if not sections:
        return listed
    said = say(engine, question, [Place(sections[0], 1.0, 1.0)])
    lines, citations = [said.text], said.citations
    told = {citation.id for citation in citations}
    headed = {passage.id for passage in sections}
    others = [
        passage
        for passage in sections[1:]
        if passage.id not in told and not (_is_point(passage) and _above(passage) in headed)
    ]
    if others:
        lines += [texts.ALSO, *(f"- {passage_label(passage)}" for passage in others)]
    if listed is not None:
        lines += ["", listed.text]
        citations += listed.citations
    return Answer(
        status=said.status,
        text="\n".join(lines),
        citations=citations,
        items=listed.items if listed is not None else (),
        total=listed.total if listed is not None else None,
    )


def _is_point(passage: Passage) -> bool:
    return passage.section is not None and passage.section.is_point


def _above(passage: Passage) -> str | None:
    return passage.section.parent if passage.section else None


def _of_agency(engine: Engine, question: Question, takes: Callable[[Passage], bool]) -> list[Passage]:
    allowed = scope(engine, question)
    own = [passage for passage in engine.passages if allowed(passage) and takes(passage)]
    return sorted(own, key=lambda passage: passage.document.id in engine.ended)  # those in force first


def _with_topic(engine: Engine, question: Question, passages: Sequence[Passage]) -> list[Place]:
    ids = {passage.id for passage in passages}
    return find_places(engine, question, among=lambda passage: passage.id in ids)


def _prose_first(places: list[Place]) -> list[Place]:
    """A section says what is to be done, a row of shortcomings (165-KH/TU) only who must see to it."""
    prose = [place for place in places if place.passage.kind is PassageKind.SECTION]
    if prose and prose[0].coverage >= 0.8 * places[0].coverage and prose[0].score >= 0.7 * places[0].score:
        return prose
    return places
