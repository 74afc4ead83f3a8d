"""Who, by when, which product: one fact of one task row, cited, its doubts said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from corpus.agencies import successors
from index.answering import texts
from index.answering.citing import cite, shorten
from index.answering.collectives import sure_groups_of
from index.answering.labels import passage_label, vietnamese_date
from index.answering.successors import today_line
from index.answering.verdicts import row_verdict
from index.engine import Engine
from index.model import Answer, Citation, Status
from index.passages import Passage
from index.reading.asks import Ask
from index.reading.question import Question
from index.reading.topic import Topic
from index.weighing import Place

ENOUGH = 0.5  # share of the topic's matter that must stand in a place before it may answer
_PINNED = 0.05  # less is enough in a plan that the question names, or of its province
_FEW, _SOME = 3, 6  # syllables of a topic so short that chance alone covers half of it
_ROW_MARGIN_TO_HEADED = 0.08  # likewise, against a section that an agency heads
_ROW_MARGIN = (
    0.2  # how much less of the topic a row may hold than a section and still be the one that is meant
)
_IN_FORCE = 0.9  # of what a row of a replaced plan holds of the topic: the one in force comes first
_NEAR = 4
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
    lines += _led_by_another(question, passage, asked)
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


def _led_by_another(question: Question, passage: Passage, asked: Sequence[Ask]) -> list[str]:
    """Who leads, where the question takes another for it: "Sở A làm việc này khi nào?" of Sở B's row."""
    task = passage.task
    named = [agency.name for agency in question.agencies if not agency.collective]
    if task is None or not task.lead_text or len(named) != 1 or {Ask.LEAD, Ask.COOP} & set(asked):
        return []
    today = {successors().get(agency, agency) for agency in (*task.agencies.lead, *task.agencies.coop)}
    known = {*task.agencies.lead, *task.agencies.coop, *today} | passage.named
    if named[0] in known or sure_groups_of(named[0], known):
        return []
    return [FACTS[Ask.LEAD][1].format(_inline(task.lead_text))]


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
