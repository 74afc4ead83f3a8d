"""The matter a question is about: its place is found, and what is asked is read there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from corpus.vietnamese import SYLLABLE
from index.answering.charges import find_charged, without_agencies
from index.answering.documents import answer_about_documents
from index.answering.facts import (
    FACTS,
    best_place,
    enough,
    row_answer,
    twin_rows,
)
from index.answering.joined import as_one, together
from index.answering.locate import ask_back, find_located, narrow, nowhere
from index.answering.mentioned import with_others
from index.answering.prose import figure, say, saying_what
from index.answering.prose_facts import prose_answer, section_answer
from index.answering.references import answer_reference, citing
from index.answering.refusals import no_detail, no_matter
from index.answering.successors import as_printed
from index.answering.verdicts import proposed_time
from index.engine import Engine
from index.model import Answer, Status
from index.passages import Passage, PassageKind
from index.reading.asks import Ask
from index.reading.question import Question
from index.search import coverage, find_places
from index.weighing import Place

_TOLD_AT_ONCE = 3  # places with the same number in different documents; more of them are asked back


def at_place(engine: Engine, question: Question, place: Place) -> Answer:
    """What is asked, of one known place."""
    asked = [ask for ask in question.asks if ask in FACTS]
    if place.passage.kind is PassageKind.DOCUMENT and Ask.DUE in asked:
        # "ai ký kế hoạch 54?", then "ngày nào?": of a document itself
        dated = replace(question, asks=(Ask.ISSUED,))
        return answer_about_documents(engine, dated, [place.passage.document])
    if place.passage.task is not None and asked:
        return row_answer(engine, question, place, asked) or no_detail(
            engine, question, place, asked[0].value
        )
    if asked and place.passage.section is not None:
        told = section_answer(engine, question, place, asked[0])
        if told is not None:
            return told
        if asked[0] is not Ask.GOAL and Ask.FIGURE not in question.asks:
            return no_detail(engine, question, place, asked[0].value)
    if Ask.FIGURE in question.asks:
        held = coverage(engine, question.topic, place.passage) if question.topic.syllables else 1.0
        told = figure(engine, question, [place], 0.0) if held >= enough(question.topic) else None
        return told or no_detail(engine, question, place, "figure")
    return say(engine, question, [place])


def answer_located(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    """A place pointed at by its number; None where the question points at none, or its topic tells more."""
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
        told = [at_place(engine, question, Place(passage, 1.0, 1.0)) for passage in found]
        return together(told)
    return at_place(engine, question, Place(found[0], 1.0, 1.0))


_TABLE_WORDS = ("biểu phân công", "danh mục", "trong bảng", "phụ lục", "trong biểu")
_BESIDE_A_NUMBER = 0.25  # of the topic: the number of the cited document is the better evidence
_NEARLY = 0.9  # a row may hold this much less of the topic than asked for, where its section says nothing
_SURELY = 0.7
_TELLING = 3  # syllables: fewer stand in many places that are not about them
_CLEARLY = 0.15  # how much more of the topic a row of a table that assigns no tasks must hold to be meant
_ABOUT = 0.05  # coverage this close tells nothing
_ALSO = 0.85  # how close to the best place another document's must come to be told too


def answer_matter(engine: Engine, question: Question, focus: tuple[str, ...]) -> Answer | None:
    """What is asked of the matter named, from the place that speaks of it; None where no place shares a word.

    `focus`: ids of the places the conversation is about, for a question that names no matter of its own.
    """
    asked = question.asks
    question, plain = _proposal_asks(question)
    if Ask.LEAD in question.asks and Ask.YES_NO in asked:
        charged = find_charged(engine, without_agencies(question) if Ask.LEAD in asked else question)
        if charged is not None:
            return at_place(engine, question, charged)
        if Ask.LEAD not in asked and len(question.topic.matter) < _TELLING and question.topic.syllables:
            # "Sở Y tế có phải báo cáo không?": that another agency reports on something is no "no"
            return no_matter(engine, question, find_places(engine, question))
    if plain is not None:
        found = _answer_matter(engine, question, focus)
        if found is not None and found.status is Status.ANSWERED:
            return found
        question = plain
    return _answer_matter(engine, question, focus)


def _answer_matter(engine: Engine, question: Question, focus: tuple[str, ...]) -> Answer | None:
    if not question.topic.syllables and focus:
        place = engine.by_id.get(focus[0])
        return at_place(engine, question, Place(place, 1.0, 1.0)) if place else None
    asks = [ask for ask in question.asks if ask in FACTS]
    numbers = question.cited_numbers()
    among = _among(engine, numbers) or _other_than(engine, question)
    places = find_places(engine, question, among=among)
    if numbers and not asks and (not places or not question.topic.syllables):
        return answer_reference(engine, question, numbers)
    if not places:
        return None
    if Ask.FIGURE in question.asks and Ask.DUE not in asks:
        return _figure(engine, question, places)
    if asks == [Ask.GOAL] and not (places[0].passage.task and places[0].passage.task.goal):
        asks = []
    if asks:
        return _fact(engine, question, asks, places, among)
    if places[0].coverage < enough(question.topic):
        return no_matter(engine, question, places)
    return with_others(engine, question, say(engine, question, saying_what(places)))


_FINISHED = re.compile(r"(?<!\w)(?:xong|hoàn thành|hạn|kết thúc|phải nộp|hoàn tất)(?!\w)")


def _proposal_asks(question: Question) -> tuple[Question, Question | None]:
    """ "Có phải giao Sở Y tế không?" asks who leads, "phải xong trong năm 2022 đúng không?" by when.

    Beside it the same without the time it proposes, where it does: that is held against the plan, and may be
    no matter of it.
    """
    if Ask.YES_NO not in question.asks:
        return question, None
    time = proposed_time(question)
    if not set(question.asks) & {*FACTS, Ask.FIGURE}:
        if time is not None and _FINISHED.search(question.wording.norm):
            question = replace(question, asks=(Ask.DUE, *question.asks))
        elif question.agencies:
            question = replace(question, asks=(Ask.LEAD, *question.asks))
    if time is not None and {Ask.DUE, Ask.START} & set(question.asks):
        proposed = frozenset(SYLLABLE.findall(question.wording.norm[time.start : time.end]))
        question = replace(question, topic=question.topic.without(_DUE_WORDS))
        return question, replace(question, topic=question.topic.without(proposed))
    return question, None


_DUE_WORDS = frozenset("xong hạn".split())


_NOT_BY = re.compile(r"(?<!\w)(?:không phải(?: là| do)?|trừ|ngoại trừ) (?P<agency>§+)")


def _other_than(engine: Engine, question: Question) -> Callable[[Passage], bool] | None:
    """ "Không phải Sở Xây dựng thì ai …": the places that the agency does not head or lead."""
    said = _NOT_BY.search(question.masked) if Ask.YES_NO not in question.asks else None
    if said is None:
        return None
    barred = {
        name
        for mention in question.agencies
        if mention.start == said.start("agency")
        for name in as_printed(engine, mention.name)
    }
    return lambda passage: not passage.leaders & barred


def _among(engine: Engine, numbers: Sequence[str]) -> Callable[[Passage], bool] | None:
    """Where a cited document is named, only the places that cite it can be meant."""
    if not numbers:
        return None
    ids = {passage.id for passage in citing(engine, numbers)}
    return lambda passage: passage.id in ids


def _figure(engine: Engine, question: Question, places: Sequence[Place]) -> Answer:
    least = enough(question.topic)
    told = figure(engine, question, places, least)
    if told is not None:
        return told
    if places[0].coverage >= least:
        return _no_detail(engine, question, places[0], "figure", places)
    return no_matter(engine, question, places)


def _no_detail(
    engine: Engine, question: Question, place: Place, detail: str, places: Sequence[Place]
) -> Answer:
    """ "Speaks of it, but does not say": only of a place that holds nearly all of the matter."""
    if place.coverage >= _SURELY and len(question.topic.matter) >= _TELLING:
        return no_detail(engine, question, place, detail)
    return no_matter(engine, question, places)


def _fact(
    engine: Engine,
    question: Question,
    asks: Sequence[Ask],
    places: Sequence[Place],
    among: Callable[[Passage], bool] | None,
) -> Answer:
    least = enough(question.topic) if among is None else _BESIDE_A_NUMBER
    rows = find_places(engine, question, kind=PassageKind.TASK, among=among)
    prose = find_places(engine, question, kind=PassageKind.SECTION, among=among)
    place = best_place(engine, rows, prose)
    if rows and rows[0].coverage >= least and _says_table(question):
        place = rows[0]
    row = next(iter(find_places(engine, question, kind=PassageKind.TABLE, among=among)), None)
    if row and row.coverage >= least and _is_meant(row, place):
        return say(engine, question, _from(places, row))
    if place is None or place.coverage < least:
        header = find_places(engine, question, kind=PassageKind.DOCUMENT, among=among)
        if header and header[0].coverage >= least:
            return say(engine, question, header[:1])
        return no_matter(engine, question, places)
    told = _told_at(engine, question, place, asks, rows)
    if told is None and rows and rows[0].coverage >= max(_NEARLY * least, 0.6 * place.coverage):
        told = row_answer(engine, question, rows[0], asks)
    if told is None:
        return _no_detail(engine, question, place, asks[0].value, places)
    if place.passage.task is None and not question.loaded:
        return _with_other_documents(engine, question, asks, places, place, told)
    return told


def _is_meant(row: Place, place: Place | None) -> bool:
    """Is a row of a table that assigns no tasks rather meant than the best task row or section?

    A section is long, and holds many words of a short target by chance.
    """
    if place is None or row.coverage >= place.coverage + _CLEARLY:
        return True
    is_prose = place.passage.kind is PassageKind.SECTION
    return is_prose and row.score >= place.score and row.coverage >= place.coverage - _ABOUT


def _from(places: Sequence[Place], first: Place) -> list[Place]:
    """The places with this one first."""
    return [first, *(place for place in places if place.id != first.id)]


def _says_table(question: Question) -> bool:
    return any(word in question.wording.norm for word in _TABLE_WORDS)


def _told_at(
    engine: Engine, question: Question, place: Place, asks: Sequence[Ask], rows: Sequence[Place] = ()
) -> Answer | None:
    if place.passage.task is not None:
        return row_answer(engine, question, place, asks, twin_rows(rows, place))
    first = prose_answer(engine, question, place, asks[0])
    if first is None:
        return None
    more = [prose_answer(engine, question, place, ask) for ask in asks[1:]]
    return as_one([first, *(told for told in more if told is not None)])


def _with_other_documents(
    engine: Engine,
    question: Question,
    asks: Sequence[Ask],
    places: Sequence[Place],
    place: Place,
    told: Answer,
) -> Answer:
    """Where the prose of several plans speaks of the same matter, each is told with its plan."""
    answers = [told]
    seen = {place.passage.document.id}
    for other in places:
        document = other.passage.document.id
        close = other.score >= _ALSO * place.score and other.coverage >= _ALSO * place.coverage
        if document in seen or not close or other.passage.kind is not PassageKind.SECTION:
            continue
        seen.add(document)
        more = _told_at(engine, question, other, asks)
        if more is not None:
            answers.append(more)
    return told if len(answers) == 1 else together(answers)
