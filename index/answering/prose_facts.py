"""Who and by when, from the prose of a section: its heading's agency, the sentence that says it, cited."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.agencies import find_agencies, heading_agencies
from corpus.dates import find_times
from index.answering import texts
from index.answering.citing import cite
from index.answering.facts import ENOUGH, heading
from index.answering.labels import passage_label
from index.answering.points import lead_above
from index.answering.sentences import Sentence, rank_sentences, sentences_of
from index.answering.successors import today_line
from index.engine import Engine
from index.model import Answer, Status
from index.passages import Passage, PassageKind, head_names
from index.reading.asks import Ask
from index.reading.question import Question
from index.search import find_places
from index.weighing import Place

_NEAR = 4
_AS_GOOD = 0.85
_SAME_MATTER = 0.3  # of the topic, in a clause of the section that was found for it


def prose_answer(engine: Engine, question: Question, place: Place, ask: Ask) -> Answer | None:
    """`section_answer` from the best section that tells, among those that speak of the matter as well."""
    near = find_places(
        engine, question, kind=PassageKind.SECTION, among=lambda p: p.document.id == place.passage.document.id
    )
    for other in near[:_NEAR]:
        if other.score < _AS_GOOD * place.score or other.coverage < _AS_GOOD * place.coverage:
            break
        told = section_answer(engine, question, other, ask)
        if told is not None:
            return told
    return section_answer(engine, question, place, ask)


def section_answer(engine: Engine, question: Question, place: Place, ask: Ask) -> Answer | None:
    """Who or by when, from prose: the heading's agency or the sentence that says it; None where none does."""
    passage = place.passage
    if passage.section is None:
        return None
    ranked = rank_sentences(engine, question.topic, [passage.section.text])
    if ask is Ask.LEAD:
        sentences = [sentence.text for sentence in ranked]
        return _lead_in_prose(question, passage, sentences) or lead_above(engine, passage, sentences[0])
    if ask is Ask.DUE and ranked and (closing := _closing(passage.section.text, ranked[0])):
        return _quoted(passage, closing)
    for sentence in ranked[:6]:
        if ask in (Ask.DUE, Ask.START) and sentence.coverage >= _SAME_MATTER:
            timed = _with_time(passage.section.text, sentence.text)
            if timed:
                return _quoted(passage, timed)
        if ask is Ask.COOP and "phối hợp" in sentence.text.lower() and find_agencies(sentence.text):
            return _quoted(passage, sentence.text)
    return None


def _with_time(text: str, clause: str) -> str:
    """A clause that tells when, or with the clause behind it that does: "tiêm …; hoàn thành trong quý II"."""
    if _tells_when(clause):
        return clause
    end = text.find(clause) + len(clause)
    behind = _FINISHES.match(text, end) if clause.endswith(";") else None
    if behind is None or not _tells_when(behind.group()):
        return ""
    return text[end - len(clause) : behind.end()]


def _closing(text: str, best: Sentence) -> str:
    """The last sentence of a text where it says by when all of it is due: "Hoàn thành trước ngày 20/12/2025."

    Empty where the sentence that is asked about tells a time of its own.
    """
    *others, last = sentences_of(text)
    said = any(_tells_when(sentence) for sentence in others)
    return last if _CLOSES.search(last) and _tells_when(last) and not said and best.coverage >= ENOUGH else ""


_CLOSES = re.compile(
    r"(?:^(?:thời hạn|thời gian|hạn)|(?<!\w)(?:hoàn thành|xong|chậm nhất))(?!\w)", re.IGNORECASE
)

# Công văn 1510, mục 9: "… khi được cung ứng vắc-xin, …; hoàn thành trong quý II năm 2022; …"
_FINISHES = re.compile(
    r"\s+(?:phải |và )?(?:hoàn thành|thời hạn|thời gian|xong|trước|trong|chậm nhất)\b[^;.\n]*[;.]?"
)


def _tells_when(sentence: str) -> bool:
    """Does a sentence hold a time that is not the date of a document it cites?"""
    if any(not time.of_document and time.timing.kind != "none" for time in find_times(sentence)):
        return True
    return _DAY_OF_A_MONTH.search(sentence) is not None


# "trước ngày 05 của tháng cuối quý": a day of no one month
_DAY_OF_A_MONTH = re.compile(
    r"(?:trước|vào|đến|chậm nhất)(?: là)? ngày (?:mùng )?\d{1,2}(?!\d|[/.-]\d| tháng \d)", re.I
)


_ACTS = re.compile(
    r"^\s*(?:có trách nhiệm |căn cứ [^,.;]*,? |theo [^,.;]*,? )?"
    r"(?:chủ trì|tham mưu|chịu trách nhiệm|tổ chức|tăng cường|theo dõi|thực hiện|triển khai|phối hợp|"
    r"xây dựng|hướng dẫn)",
    re.IGNORECASE,
)


def _lead_in_prose(question: Question, passage: Passage, sentences: Sequence[str]) -> Answer | None:
    for sentence in sentences[:3]:
        for mention in find_agencies(sentence):
            before, after = sentence[: mention.start].strip(), sentence[mention.end :]
            if re.search(r"(?:^|[Gg]iao|^[\d.]+)$", before) and _ACTS.match(after):
                return _quoted(
                    passage, sentence, texts.LEAD.format(mention.printed), *today_line([mention.name])
                )
    named = heading_agencies(passage.section.title) if passage.section else frozenset()
    if named:
        return _quoted(
            passage,
            sentences[0] if sentences else heading(passage),
            texts.LEAD.format(head_names(heading(passage))),
            *today_line(sorted(named)),
        )
    return None


def _quoted(passage: Passage, sentence: str, *first: str) -> Answer:
    lines = [
        *first,
        texts.QUOTE.format(sentence),
        texts.SOURCE.format(passage_label(passage)),
    ]
    return Answer(status=Status.ANSWERED, text="\n".join(lines), citations=(cite(passage, sentence),))
