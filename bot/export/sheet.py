"""Rows as an Excel sheet that an office would print: A4 landscape, a title, the header on every page."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.texts import lists as texts
from corpus.model import Document, TaskRow
from corpus.vietnamese import squeeze
from index.answering.labels import document_label, task_label
from index.deadlines import Deadline

FONT = "Times New Roman"  # as Nghị định 30/2020/NĐ-CP wants documents to be written
_SIDE = Side(style="thin")
BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_LETTERS_PER_WIDTH = 1.2  # of the font at its size, in Excel's unit of width
LINE = 15.5  # points
HIGHEST = 409  # points: Excel's limit


class Line(NamedTuple):
    """A row of the sheet: a row of a plan, and the day it falls due where there is one."""

    row: TaskRow
    day: dt.date | None = None


class Column(NamedTuple):
    """A column of the sheet. `width` in Excel's unit."""

    title: str
    width: float


_COLUMNS = tuple(
    Column(title, width) for title, width in zip(texts.COLUMNS, (5.5, 44, 20, 24, 17, 20, 24), strict=True)
)


def lines_of(deadlines: Iterable[Deadline]) -> list[Line]:
    """Deadlines as rows of a sheet."""
    return [Line(deadline.row, deadline.due.day) for deadline in deadlines]


def render_sheet(
    title: str, lines: Sequence[Line], documents: Mapping[str, Document], today: dt.date
) -> bytes:
    """The .xlsx file. The plans are named once where the rows are of a few, in each row in any case."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101 - a new workbook has one
    sheet.title = texts.SHEET
    plans = [documents[doc] for doc in dict.fromkeys(line.row.doc for line in lines)]
    heads = [title, *map(texts.plan_line, map(document_label, plans)), texts.sheet_made(today, len(lines))]
    for at, text in enumerate(heads, start=1):
        _write_head(sheet, at, text, bold=at == 1)
    header = len(heads) + 2
    for at, column in enumerate(_COLUMNS, start=1):
        cell = sheet.cell(header, at, column.title)
        cell.font, cell.border = Font(FONT, size=12, bold=True), BORDER
        cell.alignment = Alignment("center", "center", wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = column.width
    sheet.row_dimensions[header].height = 1.4 * LINE
    for number, line in enumerate(lines, start=1):
        _write_line(sheet, header + number, number, line, documents)
    _set_up_page(sheet, header, header + len(lines))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_head(sheet: Worksheet, at: int, text: str, *, bold: bool) -> None:
    sheet.merge_cells(start_row=at, start_column=1, end_row=at, end_column=len(_COLUMNS))
    cell = sheet.cell(at, 1, safe(text))
    cell.font = Font(FONT, size=14 if bold else 12, bold=bold, italic=not bold)
    cell.alignment = Alignment("center", "center", wrap_text=True)
    sheet.row_dimensions[at].height = LINE * 1.3 * lines_needed(text, sum(c.width for c in _COLUMNS))


def _write_line(
    sheet: Worksheet, at: int, number: int, line: Line, documents: Mapping[str, Document]
) -> None:
    row = line.row
    values: list[int | str] = [
        number,
        *map(
            safe,
            (
                row.task,
                row.lead_text or "",
                row.coop_text or "",
                texts.due_cell(squeeze(row.due or ""), line.day),
                row.product or "",
                task_label(documents[row.doc], row),
            ),
        ),
    ]
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(at, column, value)
        if isinstance(value, str):
            cell.data_type = "s"  # "=…" in a plan is no formula
        cell.font, cell.border = Font(FONT, size=12), BORDER
        cell.alignment = Alignment("center" if column == 1 else "left", "top", wrap_text=True)
    needed = max(
        lines_needed(str(value), column.width) for value, column in zip(values, _COLUMNS, strict=True)
    )
    sheet.row_dimensions[at].height = min(LINE * needed + 3, HIGHEST)  # LibreOffice does not fit rows


def lines_needed(text: str, width: float) -> int:
    """The lines a text takes in a column so wide."""
    room = width * _LETTERS_PER_WIDTH
    return sum(max(1, -int(-len(part) // room)) for part in text.splitlines() or [""])


def safe(text: str) -> str:
    """A text that a workbook can hold: one paragraph, without control characters."""
    return "".join(letter for letter in squeeze(text) if letter.isprintable())


def _set_up_page(sheet: Worksheet, header: int, last: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.6, right=0.4, top=0.6, bottom=0.75, footer=0.35)
    sheet.print_title_rows = f"{header}:{header}"
    sheet.print_area = f"A1:{chr(ord('A') + len(_COLUMNS) - 1)}{last}"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = texts.SHEET_FOOTER
    sheet.freeze_panes = f"A{header + 1}"
