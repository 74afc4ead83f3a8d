"""A place told whole, whatever is asked: who, by when, with whom, and its words; one answer for one place."""

from __future__ import annotations

from corpus.model import TaskRow
from corpus.vietnamese import brief, squeeze
from index.answering import texts
from index.answering.citing import cite
from index.answering.labels import document_label, passage_label
from index.answering.prose import tell
from index.answering.successors import today_line
from index.answering.validity import with_validity
from index.engine import Engine
from index.model import Answer, Citation, Status
from index.passages import Passage
from index.reading.topic import Topic

_HEADING = 100  # characters of a section's heading in the first line


def tell_place(engine: Engine, passage: Passage, topic: Topic) -> Answer:
    """Everything a place says, its fact in the first line; a long section by the sentences on the topic."""
    if passage.task is not None:
        lines, citations = _tell_row(passage, passage.task)
    else:
        told, citations = tell(engine, topic, passage)
        lines = told if passage.row is not None else [_heading(passage), *told]
    answer = Answer(status=Status.ANSWERED, text="\n".join(lines), citations=tuple(citations))
    return with_validity(engine, answer).model_copy(update={"corpus_version": engine.version})


def place_in_document(passage: Passage) -> str:
    """Where a place stands within its document: "Danh mục, nhóm I, dòng 1"; of the head the document."""
    label = passage_label(passage)
    inside = label.removeprefix(document_label(passage.document)).lstrip(", ")
    return inside[:1].upper() + inside[1:] if inside else label


def heading_of(passage: Passage) -> str:
    """What a place is about: a task, a row's subject, a heading, the title of the document."""
    if passage.task is not None:
        return squeeze(passage.task.task)
    if passage.row is not None:
        return squeeze(passage.row.text)
    title = passage.section.title if passage.section else passage.document.title
    return squeeze(title) or passage_label(passage)


def _heading(passage: Passage) -> str:
    return f"{place_in_document(passage)}: {brief(heading_of(passage), _HEADING)}"


def _tell_row(passage: Passage, row: TaskRow) -> tuple[list[str], list[Citation]]:
    """The cells of a row, the lead agency first; the task's own words last, above their source."""
    cells = (
        (texts.LEAD, row.lead_text),
        (texts.DUE, row.due),
        (texts.START, row.start),
        (texts.COOP, row.coop_text),
        (texts.PRODUCT, row.product),
        (texts.GOAL, row.goal),
    )
    lines = [template.format(squeeze(value)) for template, value in cells if value and value.strip()]
    lines[1:1] = today_line(row.agencies.lead) if lines and row.lead_text else []
    lines += [f"{squeeze(name)}: {squeeze(value)}" for name, value in row.extra.items() if value.strip()]
    lines = lines or [_heading(passage)]
    lines += [texts.TASK.format(row.task), texts.SOURCE.format(passage_label(passage))]
    if row.uncertain:
        lines.append(texts.UNCERTAIN)
    elif row.repaired:
        lines.append(texts.REPAIRED)
    return lines, [cite(passage)]
