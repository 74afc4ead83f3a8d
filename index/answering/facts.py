"""Who, by when, which product: one fact of one task row or section, cited, its doubts said."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from corpus.agencies import find_agencies, heading_agencies
from corpus.dates import find_times
from index.answering import texts
from index.answering.citing import cite, shorten
from index.answering.labels import passage_label, vietnamese_date
from index.answering.points import lead_above
from index.answering.sentences import Sentence, rank_sentences, sentences_of
from index.answering.successors import today_line
from index.answering.verdicts import row_verdict
from index.engine import Engine
from index.model import Answer, Citation, Status
from index.passages import Passage, PassageKind, head_names
from index.reading.asks import Ask
from index.reading.question import Question
from index.reading.topic import Topic
from index.search import Place, find_places

ENOUGH = 0.5  # share of the topic's matter that must stand in a place before it may answer
_PINNED = 0.05  # less is enough in a plan that the question names, or of its province
_FEW, _SOME = 3, 6  # syllables of a topic so short that chance alone covers half of it
_ROW_MARGIN_TO_HEADED = 0.08  # likewise, against a section that an agency heads
_ROW_MARGIN = (
    0.2  # how much less of the topic a row may hold than a section and still be the one that is meant
)
_IN_FORCE = 0.9  # of what a row of a replaced plan holds of the topic: the one in force comes first
_NEAR = 4
_AS_GOOD = 0.85
_SAME_MATTER = 0.3  # of the topic, in a clause of the section that was found for it
_TWIN_SCORE, _TWIN_COVERAGE = 0.85, 0.92  # a second row this close is told too


def enough(topic: Topic) -> float:
    """The share of this topic that must stand in a place before it may answer: more of a short one."""
    matter = len(set(topic.syllables))
    least = 0.75 if matter <= _FEW else 0.6 if matter <= _SOME else ENOUGH
    return least - _PINNED if topic.pinned else least


FACTS = {
    Ask.LEAD: ("lead_text", texts.LEAD),
    Ask.COOP: ("coop_text", texts.COOP),
    Ask.DUE: ("due", texts.DUE),
    Ask.START: ("start", texts.START),
    Ask.PRODUCT: ("product", texts.PRODUCT),
    Ask.GOAL: ("goal", texts.GOAL),
}


def value_of(passage: Passage, ask: Ask) -> str | None:
    """The printed cell of a row that holds the asked fact."""
    assert passage.task is not None  # noqa: S101
    value = getattr(passage.task, FACTS[ask][0])
    return value if isinstance(value, str) and value.strip() else None


def best_place(engine: Engine, rows: Sequence[Place], prose: Sequence[Place]) -> Place | None:
    """The row or section a question is about: a row where it holds about as much of the topic."""
    if not rows or not prose:
        return next(iter(rows or prose), None)
    row, section = rows[0], prose[0]
    replaced = row.passage.document.id in engine.ended and section.passage.document.id not in engine.ended
    if replaced and section.coverage >= _IN_FORCE * row.coverage:
        return section
    margin = _ROW_MARGIN if not section.passage.leaders else _ROW_MARGIN_TO_HEADED
    if (
        row.coverage >= ENOUGH
        and row.coverage >= section.coverage - margin
        and row.score >= 0.6 * section.score
    ):
        return row
    return row if row.score >= section.score else section


def twin_rows(rows: Sequence[Place], place: Place) -> list[Passage]:
    """Other rows that hold as much of the topic: told beside the best, so that a reader can choose."""
    return [
        other.passage
        for other in rows[:_NEAR]
        if other.id != place.id
        and other.score >= _TWIN_SCORE * place.score
        and other.coverage >= _TWIN_COVERAGE * place.coverage
    ][:2]


def row_answer(
    engine: Engine,
    question: Question,
    place: Place,
    asks: Sequence[Ask],
    twins: Sequence[Passage] = (),
) -> Answer | None:
    """The asked cells of a row; None where all of them are blank. `twins`: rows as close, told at the end."""
    passage = place.passage
    task = passage.task
    assert task is not None  # noqa: S101
    asked = [ask for ask in asks if ask in FACTS]
    told = [(ask, value) for ask in asked if (value := value_of(passage, ask))]
    if not told:
        return None
    lines = [FACTS[ask][1].format(_inline(value)) for ask, value in told]
    lines[0] = row_verdict(question, passage, told[0][0]) + lines[0]
    lines += [
        texts.NO_DETAIL.format(label="Dòng này", detail=texts.FIELDS[ask.value])
        for ask in asked
        if ask not in {ask for ask, _ in told}
    ]
    extra = {Ask.DUE: Ask.START, Ask.START: Ask.DUE}.get(told[0][0])
    if extra and extra not in asked and (other := value_of(passage, extra)):
        lines.append(FACTS[extra][1].format(_inline(other)))
    if told[0][0] is Ask.DUE and question.state and task.due_on.kind in ("date", "period"):
        lines += _against_today(question, task.due_on.end)
    lines.append(texts.TASK.format(task.task))
    lines.append(texts.SOURCE.format(passage_label(passage)))
    citations = [cite(passage, task.task if told[0][0] is not Ask.GOAL else told[0][1])]
    if task.uncertain:
        lines.append(texts.UNCERTAIN)
    elif task.repaired:
        lines.append(texts.REPAIRED)
    if told[0][0] in (Ask.LEAD, Ask.COOP):
        named = task.agencies.lead if told[0][0] is Ask.LEAD else task.agencies.coop
        lines[1:1] = today_line(named)
        said, cited = prose_says(engine, passage)
        lines += said
        citations += cited
    for twin in twins:
        if (value := value_of(twin, told[0][0])) and value != told[0][1]:
            fact = FACTS[told[0][0]][1].format(_inline(value))
            lines.append(texts.OTHER_ROW.format(fact, passage_label(twin)))
            citations.append(cite(twin))
    return Answer(status=Status.ANSWERED, text="\n".join(lines), citations=tuple(citations))


def _against_today(question: Question, end: dt.date | None) -> list[str]:
    """Whether a deadline has passed; never whether the thing was done."""
    if end is None:
        return []
    said = texts.DUE_PASSED if end < question.today else texts.DUE_AHEAD
    return [said.format(vietnamese_date(question.today))]


def _inline(value: str) -> str:
    return value if "\n" not in value else "\n" + value


def prose_says(engine: Engine, passage: Passage) -> tuple[list[str], list[Citation]]:
    """What the prose of the plan says of a row's task: cited where it agrees, said where it differs."""
    twin = engine.by_id.get(engine.twins.get(passage.id, ""))
    if twin is None or twin.section is None or passage.task is None:
        return [], []
    named = twin.leaders
    if not named:
        return [], []
    citation = cite(twin, shorten(twin.section.text, 300))
    if named & set(passage.task.agencies.lead):
        missing = set(passage.task.agencies.lead) - named
        if not missing and len(named) <= len(passage.task.agencies.lead):
            return [texts.ALSO_PROSE.format(passage_label(twin))], [citation]
    return [texts.DIFFERS.format(heading(twin), passage_label(twin))], [citation]


def heading(passage: Passage) -> str:
    """The heading of a section as printed."""
    assert passage.section is not None  # noqa: S101
    return " ".join(passage.section.title.split())


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
