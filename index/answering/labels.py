"""How a person cites a place: "Kế hoạch số 54/KH-UBND ngày 12/4/2022, Danh mục, nhóm II, dòng 16"."""

from __future__ import annotations

import datetime as dt
import re

from corpus.model import DataRow, DataTable, Document, Place, Section, TaskRow
from index.passages import Passage

_TITLE = 80  # characters of a title that stands for a number
_PLACES = (
    (r"PL(\w*)", "Phụ lục {}"),
    (r"KT", "văn bản kèm theo"),
    (r"Đ(\d+)", "Điều {}"),
    (r"TM(\d+)", "Tiểu mục {}"),
    (r"M(\d+)", "Mục {}"),
    (r"C(\d+)", "Chương {}"),
)
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


def vietnamese_date(date: dt.date) -> str:
    """A date as offices write it: a zero before days below 10, months below 3 (Nghị định 30/2020/NĐ-CP)."""
    month = f"{date.month:02d}" if date.month < 3 else f"{date.month}"
    return f"{date.day:02d}/{month}/{date.year}"


def _named(document: Document, numbered: str) -> str:
    """A document by its number, else by its title, else by its file."""
    kind = document.kind or "Văn bản"
    if document.number:
        return numbered.format(kind=kind, number=document.number)
    title = " ".join(document.title.split())
    if len(title) > _TITLE:
        title = title[:_TITLE].rsplit(" ", 1)[0] + "…"
    return f"{kind} “{title}”" if title else f"{kind} trong tệp {document.source_file}"


def document_label(document: Document) -> str:
    """Kind, number and date of a document; its title where it has no number."""
    date = f" ngày {vietnamese_date(document.date)}" if document.date else ""
    return f"{_named(document, '{kind} số {number}')}{date}"


def section_label(document: Document, section: Section) -> str:
    """A section by its part and printed number."""
    return f"{document_label(document)}, {section_place(section.number, section)}{_leaf(section.place)}"


def section_place(number: str, section: Section | None = None) -> str:
    """Where a section stands in its document: "phần II, mục 2.1, điểm a", "Điều 5, khoản 2".

    Of the section itself, where it is given, an unnumbered heading is told by its words.
    """
    labels = number.partition(":")[0].split(".")
    has_articles = any(re.fullmatch(r"(?:Đ|T?M)\d+", label) for label in labels)
    places: list[str] = []
    figures: list[str] = []  # of the decimal number being read

    def close() -> None:
        if figures:
            places.append(f"{'khoản' if has_articles else 'mục'} {'.'.join(figures)}")
            figures.clear()

    for label in labels:
        if label.isdigit() or (_is_roman(label) and places and not has_articles):
            figures.append(label)
            continue
        close()
        places.append(_place_of(label, section, has_articles, below=bool(places)))
    close()
    return ", ".join(places)


def _is_roman(label: str) -> bool:
    return re.fullmatch(r"[IVX]+", label) is not None


def _place_of(label: str, section: Section | None, has_articles: bool, below: bool) -> str:
    """One label of a section's number as people say it; `below`: another stands before it."""
    if match := re.fullmatch(r"P(\d+)", label):
        ordinal = int(match[1])
        return f"Phần thứ {_ORDINALS[ordinal - 1] if ordinal <= len(_ORDINALS) else ordinal}"
    for pattern, name in _PLACES:
        if match := re.fullmatch(pattern, label):
            return name.format(*match.groups()).strip()
    if re.fullmatch(r"p\d+", label):
        headed = section and label == section.number.rpartition(".")[2] and len(section.title) <= _TITLE
        return f"mục “{section.title}”" if section and headed else f"đoạn {label[1:]}"
    chapter = section is not None and section.printed_number.lower().startswith("chương")
    if _is_roman(label) and (has_articles or chapter):
        return f"Chương {label}"
    if label[:1].islower():
        return f"điểm {label}"
    return f"mục {label}" if below else f"phần {label}"


def task_label(document: Document, task: TaskRow) -> str:
    """A row by its table, group and number."""
    table = task.table or "Bảng nhiệm vụ"
    group = f", nhóm {task.group}" if task.group else ""
    number = f", dòng {task.number}" if task.number else ""
    return f"{document_label(document)}, {table}{group}{number}{_leaf(task.place)}"


def data_row_label(document: Document, table: DataTable, row: DataRow) -> str:
    """A row of a table that assigns no tasks: by the table, or the section it stands in, and its number."""
    place = table.name or section_place(table.section.rpartition("@")[2])
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
    return _named(document, "{kind} {number}")
