"""Where a resolution, decision or directive is cited, and what date the plans give it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.dates import find_dates
from corpus.numbers import find_document_numbers, same_document_number
from index.answering import texts
from index.answering.citing import cite
from index.answering.labels import document_label, passage_label, vietnamese_date
from index.answering.sentences import passage_texts, sentences_of
from index.engine import Engine
from index.model import Answer, Citation, Status
from index.passages import Passage
from index.reading.question import Question
from index.search import scope

_SHOWN = 12
_CLOSE = 30  # characters between a number and "ngày …" that belongs to it


def answer_reference(engine: Engine, question: Question, numbers: Sequence[str]) -> Answer | None:
    """Every place that cites one of the numbers; None where none does."""
    allowed = scope(engine, question) if not set(numbers) & set(question.loaded) else (lambda _p: True)
    places = [p for p in citing(engine, numbers) if allowed(p) and p.document.id not in numbers]
    if not places:
        return None
    places = _of_asked_date(question, places, numbers)
    documents = list(dict.fromkeys(document_label(p.document) for p in places))
    quotes = [(p, sentence_with(p, numbers)) for p in places]
    head = texts.CITED_AT.format(
        number=" / ".join(numbers), total=len(places), documents="; ".join(documents)
    )
    lines = [head, *(f"- {passage_label(p)}: “{quote}”" for p, quote in quotes[:_SHOWN])]
    dates = _dates(places, numbers)
    if len(dates) > 1:
        lines.append(texts.CITED_DATES.format(number=numbers[0], dates=_listed(dates)))
    return Answer(
        status=Status.ANSWERED,
        text="\n".join(lines),
        citations=tuple(cite(p, quote) for p, quote in quotes),
        items=tuple(p.id for p in places),
        total=len(places),
    )


def _of_asked_date(question: Question, places: list[Passage], numbers: Sequence[str]) -> list[Passage]:
    """Numbers start again every year: a date in the question tells which document is meant."""
    asked = {
        vietnamese_date(t.timing.end) for t in question.times if t.timing.kind == "date" and t.timing.end
    }
    dates = _dates(places, numbers)
    meant = {passage.id for date in asked & set(dates) for passage in dates[date]}
    return [passage for passage in places if passage.id in meant] or places


def answer_date(engine: Engine, numbers: Sequence[str]) -> Answer | None:
    """The date the plans give a cited document; where they differ, every one."""
    places = citing(engine, numbers)
    dates = _dates(places, numbers)
    if not dates:
        return None
    if len(dates) == 1:
        first = texts.CITED_DATE.format(number=numbers[0], date=next(iter(dates)))
    else:
        first = texts.CITED_DATES.format(number=numbers[0], dates=_listed(dates))
    cited: list[Citation] = []
    lines = [first]
    for passages in dates.values():
        passage = passages[0]
        quote = sentence_with(passage, numbers)
        lines.append(f"- {passage_label(passage)}: “{quote}”")
        cited.append(cite(passage, quote))
    return Answer(status=Status.ANSWERED, text="\n".join(lines), citations=tuple(cited))


def citing(engine: Engine, numbers: Sequence[str]) -> list[Passage]:
    """The passages that cite one of the numbers, in printed order."""
    found = {
        passage.id
        for cited, passages in engine.citations.items()
        if any(same_document_number(cited, number) for number in numbers)
        for passage in passages
    }
    return [passage for passage in engine.passages if passage.id in found]


def sentence_with(passage: Passage, numbers: Sequence[str]) -> str:
    """The sentence of a passage that holds one of the numbers."""
    for text in passage_texts(passage):
        for sentence in sentences_of(text):
            if any(
                same_document_number(n.id, number)
                for n in find_document_numbers(sentence)
                for number in numbers
            ):
                return sentence
    return passage_texts(passage)[0]


def _dates(places: Sequence[Passage], numbers: Sequence[str]) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {}
    for passage in places:
        for text in passage_texts(passage):
            for mention in find_document_numbers(text):
                if not any(same_document_number(mention.id, number) for number in numbers):
                    continue
                following = text[mention.end : mention.end + _CLOSE]
                dated = re.match(r"\s*,?\s*ngày\s", following)
                dates = find_dates(following) if dated else []
                if dates and dates[0].date is not None:
                    found.setdefault(vietnamese_date(dates[0].date), []).append(passage)
    return found


def _listed(dates: dict[str, list[Passage]]) -> str:
    return "; ".join(
        f"ngày {date} ({', '.join(dict.fromkeys(p.document.number for p in places))})"
        for date, places in dates.items()
    )
