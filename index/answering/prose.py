"""What a plan says of a matter: the section or row quoted, figures by the sentence that holds them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.agencies import looks_like_agencies
from corpus.model import DataRow, DataTable, TaskRow
from index.answering import texts
from index.answering.citing import cite, shorten
from index.answering.labels import passage_label, short_label
from index.answering.points import points_of, tell_points
from index.answering.sentences import Sentence, passage_texts, rank_sentences, with_figure
from index.answering.successors import today_line
from index.engine import Engine
from index.model import Answer, Citation, Status
from index.particulars import Particulars
from index.passages import Evidence, Passage, PassageKind
from index.reading.asks import Ask
from index.reading.columns import find_asked_column
from index.reading.question import Question
from index.reading.topic import Topic
from index.search import covered_by
from index.weighing import Place

_WHOLE = 1600  # characters of a section that are shown whole
_SHOWN = 4  # sentences shown of a longer one
_AS_GOOD, _HOLDS = 0.65, 0.8  # places of other documents so close to the best are told too, …
_AT_ONCE = 0.78  # … if one of their clauses holds so much of what one of the best place's does …
MOST_DOCUMENTS = 5  # told in one answer; a province's plans of ten years may all speak of a matter
_CLOSE, _HOLDS_ALL = 0.8, 0.9  # … or if they are this close
_ALIKE, _MOST_ALIKE = 0.9, 2  # rows of one table that are told together: how close, how many more
_NEARLY = 0.85  # how close a section must come to the row that only names a shortcoming
_FIGURE_PLACES = 8
_AS_MUCH = 0.8  # of the topic, against the best place: "tỷ lệ hộ nghèo" is not any place with a "tỷ lệ"
_HELD_PART, _HELD_WITH_HEADING = 0.4, 0.75  # the same where the heading above it holds the rest
_SURELY, _FEW_WORDS = 0.7, 8  # of the topic in the row's task; words of a cell that is no sentence
_HELD = 0.55  # share of the topic the sentence with the figure must hold itself


def say(engine: Engine, question: Question, places: Sequence[Place]) -> Answer:
    """The words of the best place, and of other documents' that say as much."""
    best = places[0]
    others = _other_documents(engine, question, places)
    lines, citations = tell(engine, question.topic, best.passage, question=question)
    for alike in _alike_rows(places):
        more, cited = tell(engine, question.topic, alike.passage, question=question)
        lines += ["", *more]
        citations += cited
    if others:
        count = 1 + len(others)
        lines.insert(0, texts.SEVERAL_DOCUMENTS.format(count))
        for other in others[: MOST_DOCUMENTS - 1]:
            more, cited = tell(engine, question.topic, other.passage, limit=600)
            lines += ["", *more]
            citations += cited
        if count > MOST_DOCUMENTS:
            lines += ["", texts.MORE_DOCUMENTS.format(count - MOST_DOCUMENTS)]
    return Answer(status=Status.ANSWERED, text="\n".join(lines), citations=tuple(citations))


def saying_what(places: Sequence[Place]) -> Sequence[Place]:
    """The section first where the best row only names a shortcoming and who sees to it."""
    task = places[0].passage.task
    if task is None or task.due or task.product or task.goal:
        return places
    for place in places[1:]:
        same = place.passage.document.id == places[0].passage.document.id
        if (
            same
            and place.passage.kind is PassageKind.SECTION
            and place.coverage >= _NEARLY * places[0].coverage
        ):
            return [place, *(other for other in places if other.id != place.id)]
    return places


def _alike_rows(places: Sequence[Place]) -> list[Place]:
    """Rows of the best row's own table that hold as much of the topic: the same target for another year."""
    best = places[0]
    if best.passage.table is None:
        return []
    return [
        place
        for place in places[1:]
        if place.passage.table == best.passage.table
        and place.coverage >= _ALIKE * best.coverage
        and place.score >= _ALIKE * best.score
    ][:_MOST_ALIKE]


def _other_documents(engine: Engine, question: Question, places: Sequence[Place]) -> list[Place]:
    if question.loaded:
        named = set(question.loaded)
        if len(named) == 1:
            return []
    best = places[0]
    matter = engine.matter(question.topic)
    seen = {best.passage.document.id}
    found = []
    for place in places[1:]:
        document = place.passage.document.id
        nearness = place.score / best.score
        if document in seen or nearness < _AS_GOOD or place.coverage < _HOLDS * best.coverage:
            continue
        if best.passage.row is not None and place.passage.row is None:
            continue  # beside a target's own row, prose that shares its words only distracts
        close = nearness >= _CLOSE and place.coverage >= _HOLDS_ALL * best.coverage
        if close or matter.in_one_clause(place.passage) >= _AT_ONCE * matter.in_one_clause(best.passage):
            seen.add(document)
            found.append(place)
    return found


def tell(
    engine: Engine, topic: Topic, passage: Passage, limit: int = _WHOLE, question: Question | None = None
) -> tuple[list[str], list[Citation]]:
    """A place's words, whole where short, else by the sentences that hold the topic, and their citation.

    `question` tells which column of a table is asked for.
    """
    if passage.task is not None:
        return _tell_row(passage)
    if passage.row is not None and passage.table is not None:
        return tell_data_row(passage, passage.table, passage.row, question)
    section = passage.section
    if section is None:
        text = _best_sentences(rank_sentences(engine, topic, [passage.own]), 2)
        return [text, texts.SOURCE.format(passage_label(passage))], [cite(passage, text.split(" … ")[0])]
    if points := points_of(engine, section):
        return tell_points(engine, topic, passage, points, limit)
    children = engine.children.get(section.id, ())
    text = section.text
    if children and not section.body:
        listed = [
            f"- {child.printed_number} {' '.join(child.title.split())[:160]}".strip() for child in children
        ]
        return [text, *listed, texts.SOURCE.format(passage_label(passage))], [cite(passage, text)]
    quote = text
    cut: list[str] = []
    if len(text) > limit:
        ranked = rank_sentences(engine, topic, [text])
        text = _best_sentences(ranked) or shorten(section.text, limit)
        quote = text if text in section.text else ranked[0].text  # the sentence that holds most of the topic
        cut = [texts.EXCERPT]
    heading = (
        []
        if text.startswith(section.title[:40]) or section.title[:40] in text
        else [f"{section.printed_number} {section.title}".strip()]
    )
    return [*heading, text, *cut, texts.SOURCE.format(passage_label(passage))], [cite(passage, quote)]


def _best_sentences(ranked: Sequence[Sentence], shown: int = _SHOWN) -> str:
    chosen = [sentence for sentence in ranked[:shown] if sentence.coverage > 0]
    return " … ".join(sentence.text for sentence in sorted(chosen, key=lambda sentence: sentence.at))


def _tell_row(passage: Passage) -> tuple[list[str], list[Citation]]:
    task = passage.task
    assert task is not None  # noqa: S101
    cells = [
        (texts.TASK, task.task),
        (texts.LEAD, task.lead_text),
        (texts.COOP, task.coop_text),
        (texts.START, task.start),
        (texts.DUE, task.due),
        (texts.PRODUCT, task.product),
        (texts.GOAL, task.goal),
    ]
    lines = [template.format(value) for template, value in cells if value]
    lines += [f"{name}: {value}" for name, value in task.extra.items()]
    lines += today_line(task.agencies.lead)
    return [*lines, texts.SOURCE.format(passage_label(passage))], [cite(passage)]


_UNIT_LINE = re.compile(r"\(?\s*(?:đơn vị(?: tính)?|đvt)\s*:", re.IGNORECASE)  # above a table of figures
_FIGURE = re.compile(r"\d")


def tell_data_row(
    passage: Passage, table: DataTable, row: DataRow, question: Question | None
) -> tuple[list[str], list[Citation]]:
    """The row of a table that assigns no tasks: its cells by their columns, what is asked for first.

    Every cell is told: "Kết quả: ≥ 80" says nothing without the row's subject and unit beside it.
    """
    cells = [cell for cell in zip(table.columns, row.cells, strict=True) if cell[1]]
    if table.counted and row.cells[0]:
        cells = cells[1:]
    asked = _asked_cell(cells[1:], question)
    lines = [f"{name}: {cell}" for name, cell in sorted(cells, key=lambda cell: cell != asked)]
    lines += [line.strip("() ") for line in table.title.split("\n") if _UNIT_LINE.match(line)]
    if row.above:
        lines.append(texts.UNDER.format(" – ".join(" ".join(title.split()) for title in row.above)))
    return [*lines, texts.SOURCE.format(passage_label(passage))], [cite(passage)]


def _asked_cell(cells: Sequence[tuple[str, str]], question: Question | None) -> tuple[str, str] | None:
    """The cell that a question asks for: by its column's name, else the one agency or the one figure."""
    if question is None:
        return None
    asked = find_asked_column(question.wording.norm, (name for name, _ in cells))
    if asked is not None:
        return next(cell for cell in cells if cell[0] == asked.name)
    if Ask.LEAD in question.asks:
        alike = [cell for cell in cells if looks_like_agencies(cell[1])]
    else:
        alike = [cell for cell in cells if _FIGURE.search(cell[1])]
    return alike[0] if len(alike) == 1 else None


def figure(engine: Engine, question: Question, places: Sequence[Place], enough: float) -> Answer | None:
    """The sentence that holds the number asked for; None where no place of the matter has one."""
    if places and places[0].passage.row is not None and places[0].coverage >= enough:
        return say(engine, question, places)
    best = find_figure(engine, question, places, enough)
    if best is None:
        return None
    place, sentence = best
    return say(engine, question, [place]) if place.passage.row is not None else tell_figure(place, sentence)


def find_figure(
    engine: Engine, question: Question, places: Sequence[Place], enough: float
) -> tuple[Place, Sentence] | None:
    """The sentence with a number of the asked unit that says most of the matter, and its place."""
    best: tuple[float, Place, Sentence] | None = None
    for place in places[:_FIGURE_PLACES]:
        if place.coverage < max(enough, _AS_MUCH * places[0].coverage):
            continue
        ranked = rank_sentences(engine, question.topic, passage_texts(place.passage))
        for sentence in with_figure(ranked, question.unit)[:3]:
            worth = place.score * (0.35 + sentence.coverage)
            if _holds(engine, question.topic, place.passage, sentence, question.unit) and (
                best is None or worth > best[0]
            ):
                best = (worth, place, sentence)
    return best and (best[1], best[2])


def tell_figure(place: Place, sentence: Sentence, verdict: str = "") -> Answer:
    """A sentence that holds a number, cited; `verdict` stands before it."""
    lines = [
        verdict + texts.QUOTE.format(sentence.text),
        *([texts.TASK.format(place.passage.task.task)] if place.passage.task else []),
        texts.SOURCE.format(passage_label(place.passage)),
    ]
    return Answer(
        status=Status.ANSWERED, text="\n".join(lines), citations=(cite(place.passage, sentence.text),)
    )


def _small_cells(task: TaskRow) -> tuple[str, ...]:
    """The cells of a row that say how much comes of it, where they are no sentences."""
    cells = (task.product, *task.extra.values())
    return tuple(cell for cell in cells if cell and len(cell.split()) <= _FEW_WORDS)


def _holds(engine: Engine, topic: Topic, passage: Passage, sentence: Sentence, unit: str) -> bool:
    """Does a sentence speak of the matter, or of most of it under a heading that names the rest?"""
    if sentence.coverage >= _HELD:
        return True
    undated = _undated(topic)
    if undated is not topic and not Particulars.of(sentence.text).years:
        # "đến năm 2027" stands over the targets, not in each
        if covered_by(engine, undated, Evidence.of(sentence.text)) >= _HELD:
            return True
        topic = undated
    if unit and unit != "%" and passage.task is not None and sentence.text in _small_cells(passage.task):
        # "40 lớp bồi dưỡng", "215 hộ": the row's own figure, its matter stands in the task's cell
        return covered_by(engine, topic, Evidence.of(f"{passage.task.task}\n{sentence.text}")) >= _SURELY
    heading = passage.section.title if passage.section and passage.section.body else passage.context
    both = covered_by(engine, topic, Evidence.of(f"{heading}\n{sentence.text}"))
    return sentence.coverage >= _HELD_PART and both >= _HELD_WITH_HEADING


def _undated(topic: Topic) -> Topic:
    """The topic without the years in it; itself where there are none."""
    years = frozenset(number for number in topic.numbers if _YEAR.fullmatch(number))
    return topic.without(years | {"năm"}) if years else topic


_YEAR = re.compile(r"(?:19|20)\d\d")


def where(question: Question, engine: Engine) -> str:
    """ "trong Kế hoạch 54/KH-UBND", or in all loaded documents."""
    named = " và ".join(short_label(engine.documents[i]) for i in question.loaded)
    return texts.IN_DOCUMENT.format(named) if named else texts.IN_ALL
