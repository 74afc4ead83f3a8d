"""How a person cites a place: "Kế hoạch số 54/KH-UBND ngày 12/4/2022, Danh mục, nhóm II, dòng 16"."""

from __future__ import annotations

import datetime as dt

from corpus.model import Document, Section, TaskRow
from index.passages import Passage


def vietnamese_date(date: dt.date) -> str:
    """A date as offices write it: a zero before days below 10, months below 3 (Nghị định 30/2020/NĐ-CP)."""
    month = f"{date.month:02d}" if date.month < 3 else f"{date.month}"
    return f"{date.day:02d}/{month}/{date.year}"


def document_label(document: Document) -> str:
    """Kind, number and date of a document."""
    date = f" ngày {vietnamese_date(document.date)}" if document.date else ""
    return f"{document.kind} số {document.number}{date}"


def section_label(document: Document, section: Section) -> str:
    """A section by its part and printed number."""
    part, _, rest = section.number.partition(".")
    if part.isdigit():
        return f"{document_label(document)}, mục {section.number}"
    place = f"phần {part}" + (f", mục {rest}" if rest else "")
    return f"{document_label(document)}, {place}"


def task_label(document: Document, task: TaskRow) -> str:
    """A row by its table, group and number."""
    table = task.table or "Bảng nhiệm vụ"
    group = f", nhóm {task.group}" if task.group else ""
    number = f", dòng {task.number}" if task.number else ""
    return f"{document_label(document)}, {table}{group}{number}"


def passage_label(passage: Passage) -> str:
    """A section or row, as it is cited."""
    if passage.task is not None:
        return task_label(passage.document, passage.task)
    if passage.section is not None:
        return section_label(passage.document, passage.section)
    return document_label(passage.document)


def short_label(document: Document) -> str:
    """A document in running text: "Kế hoạch 54/KH-UBND"."""
    return f"{document.kind} {document.number}"
