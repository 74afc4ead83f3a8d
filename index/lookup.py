"""Words while they are typed: the answer to them as they stand, and every place that speaks of them.

Each look-up stands by itself; what was typed before is not remembered. The last word may be half a word.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.vietnamese import fold, nfc, syllables
from index.answering import texts
from index.answering.facts import enough
from index.answering.labels import short_label
from index.conversation import Conversation, ask
from index.engine import Engine
from index.model import Answer, Status
from index.passages import Passage, PassageKind
from index.reading.question import Question, understand
from index.reading.small_talk import find_small_talk
from index.reading.wording import expand_abbreviations
from index.search import find_places

DEPTH = 200  # places; nobody reads on for longer
_TOLD = 3  # places of one answer that need no card of their own
_OPTIONS = 5  # readings of an ambiguous question that are answered


class Lookup(NamedTuple):
    """What was found: questions with their answers, best first, then further places, none of them twice."""

    question: Question  # as it was taken
    answers: tuple[tuple[str, Answer], ...]
    places: tuple[Passage, ...]


def look_up(engine: Engine, typed: str, today: dt.date) -> Lookup | None:
    """Look words up; None where they say nothing that could be looked up ("xin chào")."""
    if find_small_talk(typed):
        return None
    words = complete_word(engine, typed)
    question = understand(words, engine.known, today)
    if meant := _written_out(engine, question):
        words, question = meant, understand(meant, engine.known, today)
    answers = _answer(engine, words, today)
    told = {
        citation.id
        for _, answer in answers
        if not answer.items  # of a list, each row is found by itself as well
        # so is each place of an answer that tells every place of a short matter ("giải ngân")
        for citation in answer.citations[: None if len(answer.citations) <= _TOLD else 1]
    }
    listed = [engine.by_id[item] for _, answer in answers for item in answer.items if item in engine.by_id]
    found = [*listed, *_find_places(engine, question)]
    places = {passage.id: passage for passage in found if passage.id not in told}
    return Lookup(question, answers, tuple(places.values())[:DEPTH])


def complete_word(engine: Engine, typed: str) -> str:
    """The words with the last one completed, where no plan prints it behind the one before it.

    The commonest completion is taken: "giải ng" → "giải ngân". What fits nowhere stays as it is.
    """
    words = nfc(typed).split()
    if not words or typed[-1:].isspace() or not words[-1].isalpha():
        return " ".join(words)
    begun = words[-1].lower()
    before = syllables(expand_abbreviations(" ".join(words[:-1])))
    following: Mapping[str, int] = engine.followers.get(fold(before[-1]) if before else "", {})
    if any(fold(whole) == fold(begun) for whole in following):
        return " ".join(words)
    fitting = {whole: count for whole, count in following.items() if _continues(begun, whole)}
    if not fitting:
        return " ".join(words)
    longer = _count_behind(engine, before[-2:], begun)
    return " ".join([*words[:-1], max(fitting, key=lambda word: (longer[fold(word)], fitting[word], word))])


def _count_behind(engine: Engine, before: Sequence[str], begun: str) -> Counter[str]:
    """How often words with this beginning stand behind two others, accents aside: "đầu tư c" is "công"."""
    found: Counter[str] = Counter()
    if len(before) == 2:
        run = " ".join(map(fold, before))
        behind = re.compile(rf"(?<!\S){re.escape(run)} ({re.escape(fold(begun))}\S*)")
        for passage in engine.passages:
            found.update(behind.findall(passage.running))
    return found


def _continues(begun: str, whole: str) -> bool:
    """Whether a word may become another: accents are typed late, but those that stand there count."""
    if not fold(whole).startswith(fold(begun)):
        return False
    return all(a in (b, fold(b)) for a, b in zip(begun, whole, strict=False))


def _written_out(engine: Engine, question: Question) -> str:
    """The question that is meant where nothing but an agency or a document is named; else empty."""
    if question.asks or question.topic.syllables or question.locators:
        return ""
    match question.loaded, question.agencies:
        case [document], []:
            return texts.ABOUT_WHAT.format(short_label(engine.documents[document]))
        case [], [agency]:
            return texts.TASKS_LED_BY.format(agency.name)
    return ""


def _answer(engine: Engine, words: str, today: dt.date) -> tuple[tuple[str, Answer], ...]:
    """The question answered; one that can be read in several ways, in each of them."""
    answer = ask(engine, words, Conversation(), today)
    if answer.status is not Status.AMBIGUOUS:
        return ((words, answer),)
    readings = ((option, ask(engine, option, Conversation(), today)) for option in answer.options[:_OPTIONS])
    return tuple((option, found) for option, found in readings if found.status is Status.ANSWERED)


def _find_places(engine: Engine, question: Question) -> Iterator[Passage]:
    """The places that hold enough of the matter; without one, those of the documents or agencies named."""
    if question.topic.syllables:
        least = enough(question.topic)
        for place in find_places(engine, question, depth=DEPTH):
            if place.coverage >= least and place.passage.kind is not PassageKind.DOCUMENT:
                yield place.passage
    elif question.loaded:
        named = set(question.loaded)
        yield from _rows_first(passage for passage in engine.passages if passage.document.id in named)
    elif question.agencies:
        names = {agency.name for agency in question.agencies}
        led = [passage for passage in engine.passages if names & passage.leaders]
        yield from _rows_first(led)


def _rows_first(passages: Iterable[Passage]) -> list[Passage]:
    """Task rows before prose, else in printed order; a document's head is no place to read."""
    found = [passage for passage in passages if passage.kind is not PassageKind.DOCUMENT]
    return sorted(found, key=lambda passage: passage.kind is not PassageKind.TASK)
