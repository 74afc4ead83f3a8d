"""How a person cites a place: "Kế hoạch số 54/KH-UBND ngày 12/4/2022, Danh mục, nhóm II, dòng 16"."""

from __future__ import annotations

import datetime as dt
import re

from corpus.model import DataRow, DataTable, Document, Place, Section, TaskRow
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
    return f"{document_label(document)}, {_numbered(section.number)}{_leaf(section.place)}"


def _numbered(number: str) -> str:
    """A section's number as it is cited: "phần II, mục 2.1"."""
    part, _, rest = number.partition(".")
    if part.isdigit():
        return f"mục {number}"
    return f"phần {part}" + (f", mục {rest}" if rest else "")


def task_label(document: Document, task: TaskRow) -> str:
    """A row by its table, group and number."""
    table = task.table or "Bảng nhiệm vụ"
    group = f", nhóm {task.group}" if task.group else ""
    number = f", dòng {task.number}" if task.number else ""
    return f"{document_label(document)}, {table}{group}{number}{_leaf(task.place)}"


def data_row_label(document: Document, table: DataTable, row: DataRow) -> str:
    """A row of a table that assigns no tasks: by the table, or the section it stands in, and its number."""
    place = table.name or _numbered(table.section.rpartition("@")[2])
    number = f", dòng {row.cells[0]}" if table.counted and row.cells[0] else ""
    return f"{document_label(document)}, {place}{number}{_leaf(row.place)}"


def _leaf(place: Place | None) -> str:
    """The page or worksheet to turn to, where the file has any; a sheet nobody named is not told."""
    if place is None:
        return ""
    if place.page:
        return f", trang {place.page}"
    named = place.sheet and not _UNNAMED_SHEET.fullmatch(place.sheet)
    return f", trang tính “{place.sheet}”" if named else ""


_UNNAMED_SHEET = re.compile(r"(?:sheet|trang[ _]?tính)\s*\d*", re.IGNORECASE)


def passage_label(passage: Passage) -> str:
    """A section or row, as it is cited."""
    if passage.task is not None:
        return task_label(passage.document, passage.task)
    if passage.row is not None and passage.table is not None:
        return data_row_label(passage.document, passage.table, passage.row)
    if passage.section is not None:
        return section_label(passage.document, passage.section)
    return document_label(passage.document)


def short_label(document: Document) -> str:
    """A document in running text: "Kế hoạch 54/KH-UBND"."""
    return f"{document.kind} {document.number}"
