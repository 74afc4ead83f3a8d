"""A question understood → an answer: the one place that decides which room answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from index import texts
from index.asks import ABOUT_DOCUMENTS, Ask
from index.catalogue import answer_list, has_group
from index.documents import answer_about_documents, documents_meant
from index.engine import Engine
from index.facts import FACTS, best_place, enough, prose_answer, row_answer, section_answer
from index.labels import passage_label, short_label
from index.locate import ask_back, find_located, narrow, nowhere
from index.model import Answer, Status
from index.passages import Passage, PassageKind
from index.prose import figure, say, where
from index.question import Question
from index.references import answer_date, answer_reference, citing
from index.refusals import describe, no_detail, no_document, no_matter, refuse
from index.search import Place, coverage, find_places, scope


def answer(engine: Engine, question: Question, focus: tuple[str, ...] = ()) -> Answer:
    """Answer one understood question; `focus` holds the places the conversation is about."""
    found = _answer(engine, question, focus)
    interpreted = question.wording.text if question.wording.changed else ""
    return found.model_copy(update={"interpreted": interpreted, "corpus_version": engine.version})


def _answer(engine: Engine, question: Question, focus: tuple[str, ...]) -> Answer:
    if not question.wording.text.strip():
        return Answer(status=Status.NOT_FOUND, text=texts.EMPTY)
    several = _several(engine, question, focus)
    if several is not None:
        return several
    for room in (_unknown, _foreign, _reference, _about_document, _located, _listed, _duties, _fact):
        found = room(engine, question, focus)
        if found is not None:
            return found
    return no_matter(engine, question)


def _several(engine: Engine, question: Question, focus: tuple[str, ...]) -> Answer | None:
    """Several documents named, by number or by a title they share: each is asked, newest first."""
    if len(question.loaded) < 2 or question.ask in (Ask.REFERENCE, Ask.LIST, Ask.COUNT):
        return None
    answered = []
    for document in sorted(question.loaded, key=lambda i: engine.documents[i].date or _NO_DATE, reverse=True):
        found = _answer(engine, only(question, document), focus)
        if found.status is Status.ANSWERED:
            answered.append((engine.documents[document], found))
    if not answered:
        return None
    if len(answered) == 1:
        return answered[0][1]
    blocks = [f"{short_label(document)}:\n{found.text}" for document, found in answered]
    first = texts.SEVERAL_DOCUMENTS.format(len(answered))
    return Answer(
        status=Status.ANSWERED,
        text="\n\n".join([first, *blocks]),
        citations=tuple(citation for _, found in answered for citation in found.citations),
    )


def only(question: Question, document: str) -> Question:
    """The question asked of one of the documents it names."""
    kept = tuple(replace(m, ids=(document,)) for m in question.documents if document in m.ids)
    others = tuple(m for m in question.documents if not m.ids)
    return replace(question, documents=kept + others)


_NO_DATE = dt.date.min


def _unknown(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    unknown = question.unknown_documents()
    if not unknown:
        return None
    if question.ask is Ask.REFERENCE:
        return refuse(engine, question, texts.NOT_CITED.format(unknown[0].printed))
    return no_document(engine, question, unknown[0].printed)


def _foreign(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    """An agency of a province that none of the plans is about."""
    own = {document.province for document in engine.documents.values()}
    for province in question.provinces:
        if province in own or not question.agencies:
            continue
        norm = question.wording.norm
        for agency in question.agencies:
            behind = norm[agency.end : agency.end + len(province) + 12]
            named = norm[agency.start : agency.end]
            if province.lower() in named or province.lower() in behind.split(",")[0]:
                return refuse(
                    engine, question, texts.FOREIGN.format(agency=agency.printed, province=province)
                )
    return None


def _reference(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    numbers = question.cited_numbers()
    if question.ask is Ask.REFERENCE:
        asked = numbers or question.loaded
        if asked:
            return answer_reference(engine, question, asked) or refuse(
                engine, question, texts.NOT_CITED.format(" / ".join(asked))
            )
        return None
    if Ask.ISSUED in question.asks and numbers and not question.loaded:
        return answer_date(engine, numbers)
    return None


def _about_document(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    about = [ask for ask in question.asks if ask in ABOUT_DOCUMENTS]
    if not about or question.locators or question.cited_numbers():
        return None
    if about == [Ask.SUBJECT] and question.topic.syllables:
        return None
    documents = documents_meant(engine, question)
    return answer_about_documents(engine, question, documents) if documents else None


def _located(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    places = [locator for locator in question.locators if locator.kind != "group"]
    if not places or (question.asks and question.ask in (Ask.LIST, Ask.COUNT)):
        return None
    if not question.loaded and len(engine.documents) > 1 and question.topic.syllables:
        return None  # "mục" of no named document beside a topic: the topic tells more
    found = narrow(engine, question, find_located(engine, question, places[0]))
    if not found:
        return nowhere(engine, question, places[0])
    if len(found) > _TOLD_AT_ONCE:
        return ask_back(engine, question, found)
    if len(found) > 1:
        told = [_at(engine, question, Place(passage, 1.0, 1.0, ())) for passage in found]
        return _together(told)
    return _at(engine, question, Place(found[0], 1.0, 1.0, ()))


_TOLD_AT_ONCE = 3  # places with the same number in different documents; more of them are asked back


def _together(told: list[Answer]) -> Answer | None:
    """Several answers as one; None where none of them found anything."""
    answered = [found for found in told if found.status is Status.ANSWERED]
    if not answered:
        return told[0]
    return Answer(
        status=Status.ANSWERED,
        text="\n\n".join([texts.SEVERAL_DOCUMENTS.format(len(answered)), *(found.text for found in answered)]),
        citations=tuple(citation for found in answered for citation in found.citations),
    )


def _at(engine: Engine, question: Question, place: Place) -> Answer:
    """What is asked, of one known place."""
    asked = [ask for ask in question.asks if ask in FACTS]
    if place.passage.task is not None and asked:
        return row_answer(engine, question, place, asked) or no_detail(engine, question, place, asked[0].value)
    if asked and place.passage.section is not None:
        told = section_answer(engine, question, place, asked[0])
        if told is not None:
            return told
    if Ask.FIGURE in question.asks:
        held = coverage(engine, question.topic, place.passage)[0] if question.topic.syllables else 1.0
        told = figure(engine, question, [place], 0.0) if held >= enough(question.topic) else None
        return told or no_detail(engine, question, place, "figure")
    return say(engine, question, [place])


def _listed(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    for locator in question.locators:
        if locator.kind == "group" and question.loaded and not has_group(engine, question, locator.path):
            return nowhere(engine, question, locator)
    if not {Ask.LIST, Ask.COUNT} & set(question.asks):
        groups = [locator for locator in question.locators if locator.kind == "group"]
        if not groups or set(question.asks) & set(FACTS):
            return None
    found = answer_list(engine, question)
    if found is not None:
        return found
    if question.agencies:
        agency = question.agencies[0].name
        role = "phối hợp" if "phối hợp" in question.wording.norm else "chủ trì"
        return refuse(
            engine,
            question,
            texts.NO_ROLE.format(agency=agency, role=role, where=where(question, engine)),
            [describe(place) for place in find_places(engine, question)[:2]],
        )
    return None


def _duties(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    """What a named agency must do: the places headed by it, led by it, or naming it."""
    if Ask.DUTIES not in question.asks:
        return None
    named = {agency.name for agency in question.agencies}
    own = _of_agency(engine, question, lambda passage: bool(named & passage.leaders))
    if not question.topic.syllables:
        sections = [p for p in own if p.kind is PassageKind.SECTION]
        listed = answer_list(engine, question)
        if sections:
            said = say(engine, question, [Place(p, 1.0, 1.0, ()) for p in sections[:1]])
            return _joined(said, listed, sections[1:]) if listed or sections[1:] else said
        if listed:
            return listed
    topical = _with_topic(engine, question, own)
    prose = [place for place in topical if place.passage.kind is PassageKind.SECTION]
    if prose and prose[0].coverage >= 0.8 * topical[0].coverage and prose[0].score >= 0.7 * topical[0].score:
        topical = prose  # a section says what is to be done, a row of shortcomings only who must see to it
    if topical and topical[0].coverage >= 0.34:
        return say(engine, question, topical[:1])
    naming = _of_agency(engine, question, lambda passage: bool(named & passage.named))
    topical = _with_topic(engine, question, naming)
    prose = [place for place in topical if place.passage.kind is PassageKind.SECTION]
    if prose and prose[0].coverage >= 0.8 * topical[0].coverage and prose[0].score >= 0.7 * topical[0].score:
        topical = prose
    if topical and topical[0].coverage >= 0.45:
        return say(engine, question, topical[:1])
    return refuse(
        engine,
        question,
        texts.NO_AGENCY.format(agency=question.agencies[0].printed, where=where(question, engine))
        if not naming
        else (texts.NO_MATTER if not question.loaded else texts.NO_MATTER_IN.format(where(question, engine)[6:])),
        [describe(place) for place in (topical or _with_topic(engine, question, own))[:3]],
    )


def _of_agency(engine: Engine, question: Question, takes: Callable[[Passage], bool]) -> list[Passage]:
    allowed = scope(engine, question)
    return [passage for passage in engine.passages if allowed(passage) and takes(passage)]


def _with_topic(engine: Engine, question: Question, passages: list[Passage]) -> list[Place]:
    ids = {passage.id for passage in passages}
    return find_places(engine, question, among=lambda passage: passage.id in ids)


def _joined(said: Answer, listed: Answer | None, sections: list[Passage]) -> Answer:
    """A section's words, then the other places of the agency."""
    lines = [said.text]
    citations = said.citations
    if sections:
        lines += [texts.ALSO, *(f"- {passage_label(p)}" for p in sections)]
    if listed is not None:
        lines += ["", listed.text]
        citations += listed.citations
    return replace_answer(said, text="\n".join(lines), citations=citations)


def replace_answer(found: Answer, **changes: object) -> Answer:
    """A copy of an answer, checked anew."""
    return Answer.model_validate(found.model_dump() | changes)


def says_table(question: Question) -> bool:
    """Does the question point at a task table?"""
    norm = question.wording.norm
    return any(word in norm for word in ("biểu phân công", "danh mục", "trong bảng", "phụ lục", "trong biểu"))


def _fact(engine: Engine, question: Question, focus: tuple[str, ...]) -> Answer | None:
    asks = [ask for ask in question.asks if ask in FACTS]
    if Ask.YES_NO in question.asks and not asks and question.agencies and Ask.FIGURE not in question.asks:
        asks = [Ask.LEAD]
        question = replace(question, asks=(Ask.LEAD, *question.asks))
    citing_ids = {p.id for p in citing(engine, question.cited_numbers())} if question.cited_numbers() else None
    among = (lambda passage: passage.id in citing_ids) if citing_ids is not None else None
    if not question.topic.syllables and focus:
        place = engine.by_id.get(focus[0])
        return _at(engine, question, Place(place, 1.0, 1.0, ())) if place else None
    least = enough(question.topic)
    places = find_places(engine, question, among=among)
    if not places and citing_ids and not asks:
        return answer_reference(engine, question, question.cited_numbers())
    if not places:
        return None
    if Ask.FIGURE in question.asks and Ask.DUE not in asks:
        told = figure(engine, question, places, least)
        if told is not None:
            return told
        if places[0].coverage >= least:
            return no_detail(engine, question, places[0], "figure")
        return no_matter(engine, question, places)
    if asks == [Ask.GOAL] and not (places[0].passage.task and places[0].passage.task.goal):
        asks = []
    if not asks and question.cited_numbers() and not question.topic.syllables:
        return answer_reference(engine, question, question.cited_numbers())
    if not asks:
        return say(engine, question, places) if places[0].coverage >= least else no_matter(engine, question, places)
    rows = find_places(engine, question, kind=PassageKind.TASK, among=among)
    if rows and rows[0].coverage >= least and says_table(question):
        place: Place | None = rows[0]
    else:
        place = best_place(engine, question, among)
    if place is None or place.coverage < least:
        return no_matter(engine, question, places)
    if place.passage.task is not None:
        return row_answer(engine, question, place, asks) or no_detail(engine, question, place, asks[0].value)
    told = prose_answer(engine, question, place, asks[0])
    if told is not None:
        return told
    if rows and rows[0].coverage >= 0.9 * least and rows[0].coverage >= 0.6 * place.coverage:
        told = row_answer(engine, question, rows[0], asks)
        if told is not None:
            return told
    return no_detail(engine, question, place, asks[0].value)
