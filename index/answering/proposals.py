"""Yes or no of a figure: "tỷ lệ … có phải 95% không?" held against the sentence of the plan that holds it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.vietnamese import SYLLABLE, fold
from index.answering import texts
from index.answering.facts import FACTS, enough
from index.answering.matter import answer_matter
from index.answering.prose import find_figure, say, tell_figure
from index.answering.refusals import no_matter
from index.answering.sentences import Sentence
from index.engine import Engine
from index.model import Answer, Status
from index.passages import Evidence, Passage
from index.reading.asks import Ask
from index.reading.quantities import Quantity, find_proposed, find_quantities
from index.reading.question import Question
from index.search import covered_by, find_places

_SURE = 0.75  # of the matter, in the sentence and what stands over it, before it may be held against
_UP_TO = re.compile(r"\d\s*%?\s*(?:-|–|đến)\s*$")
_BESIDE = re.compile(r"\s*(?P<words>(?:(?!và\s|còn\s|đến\s)[^\s,;:.()\d-]+(?:\s+|$|(?=[,;:.()]))){0,8})")


def answer_proposed_figure(engine: Engine, question: Question, focus: tuple[str, ...]) -> Answer | None:
    """Whether the plans give the figure proposed, with the sentence; None where none is proposed."""
    if Ask.YES_NO not in question.asks or set(question.asks) & (FACTS.keys() - {Ask.GOAL}):
        return None
    proposed = find_proposed(question.masked, question.wording.norm)
    if proposed is None:
        return None
    asked = _without(question, proposed)
    if not asked.topic.syllables:
        return None  # "có phải 95% không?" tells no matter
    least = enough(asked.topic)
    places = find_places(engine, asked)
    if places and places[0].passage.row is not None and places[0].coverage >= least:
        return _with_verdict(say(engine, asked, places[:1]), _of_row(places[0].passage, proposed))
    found = find_figure(engine, asked, places, least)
    if found is not None:
        place, sentence = found
        return tell_figure(place, sentence, _of_sentence(engine, asked, place.passage, sentence, proposed))
    plain = answer_matter(engine, question, focus)  # the number may tell which matter is meant
    if plain is not None and (plain.status is not Status.ANSWERED or _number(proposed) in plain.text):
        return plain
    return no_matter(engine, asked, places)


def _number(proposed: Quantity) -> str:
    return re.sub(r"[^\d.,]", "", proposed.printed)


def _without(question: Question, proposed: Quantity) -> Question:
    """The question after the figure, without the one it proposes."""
    words = {*SYLLABLE.findall(question.wording.norm[proposed.start : proposed.end]), _number(proposed)}
    if proposed.unit not in ("%", "đồng"):
        words.discard(proposed.unit)  # "10 xã": what is counted is the matter
    units = {"%": "%", "đồng": "tiền"}
    return replace(
        question,
        asks=(Ask.FIGURE,),
        topic=question.topic.without(frozenset(words)),
        unit=units.get(proposed.unit, proposed.unit),
    )


def _of_sentence(
    engine: Engine, question: Question, passage: Passage, sentence: Sentence, proposed: Quantity
) -> str:
    """ "Đúng. " or "Không phải …. "; empty where the sentence gives several figures, or says too little."""
    heading = passage.section.title if passage.section and passage.section.body else passage.context
    if covered_by(engine, question.topic, Evidence.of(f"{heading}\n{sentence.text}")) < _SURE:
        return ""
    given = [quantity for quantity in find_quantities(sentence.text) if quantity.unit == proposed.unit]
    if any(_UP_TO.search(sentence.text[: quantity.start]) for quantity in given):
        return ""  # "20 - 25%" neither is nor is not 22%
    if len({quantity.value for quantity in given}) == 1 or proposed.value not in {q.value for q in given}:
        return _verdict(given, proposed)
    return texts.YES if _is_of_matter(sentence.text, given, proposed, question.topic.matter) else ""


def _is_of_matter(text: str, given: Sequence[Quantity], proposed: Quantity, matter: frozenset[str]) -> bool:
    """Of several figures in a sentence, is the proposed one the only one beside the words asked about?

    Plan 268, row 46: "90% hồ sơ công việc tại cấp tỉnh, 70% hồ sơ công việc tại cấp huyện và 50% hồ sơ …".
    """
    beside: dict[bool, list[frozenset[str]]] = {True: [], False: []}
    for quantity in given:
        behind = _BESIDE.match(text, quantity.end)
        words = frozenset(map(fold, SYLLABLE.findall(behind["words"] if behind else "")))
        beside[quantity.agrees(proposed)].append(words & frozenset(map(fold, matter)))
    return any(all(own > other for other in beside[False]) for own in beside[True])


def _of_row(passage: Passage, proposed: Quantity) -> str:
    """The same of a table's row, where it holds one number only, of the unit that the row tells."""
    assert passage.row is not None  # noqa: S101
    if proposed.unit not in passage.own.lower():
        return ""
    given = [replace(q, unit=proposed.unit) for cell in passage.row.cells[1:] for q in find_quantities(cell)]
    return _verdict(given, proposed)


def _verdict(given: Sequence[Quantity], proposed: Quantity) -> str:
    agreeing = [quantity for quantity in given if quantity.agrees(proposed)]
    if agreeing:
        return texts.YES if len(agreeing) == len(given) else ""
    return texts.NO_OTHER.format(proposed.printed) if given else ""


def _with_verdict(answer: Answer, verdict: str) -> Answer:
    return answer.model_copy(update={"text": verdict + answer.text})
