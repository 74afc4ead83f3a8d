"""Statistics as an Excel workbook: by day, without an answer, disputed, suggested; no names, ids or chats."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from bot.export.sheet import BORDER, FONT, HIGHEST, LINE, lines_needed, safe
from bot.state.questions import DISPUTED, SUGGESTED
from bot.statistics import STATUSES, Statistics, count_asked
from bot.texts import feedback as texts
from bot.texts import lists as texts_lists

# "1.234" whatever the language of the program that opens it, which "#,##0" would go by
_NUMBER, _DAY = r"[>=1000000]#\.000\.000;[>=1000]#\.000;0", "dd/mm/yyyy"
Value = str | int | dt.date


class _Table(NamedTuple):
    """One sheet. `widths` in Excel's unit; `total`: whether the last row sums the others up."""

    name: str
    columns: Sequence[str]
    widths: Sequence[float]
    rows: Sequence[Sequence[Value]]
    total: bool = False


def render_statistics_sheet(title: str, told: Statistics) -> bytes:
    """The .xlsx file."""
    book = Workbook()
    for table in _compose_tables(told):
        _write_table(book.create_sheet(table.name), title, table)
    del book[book.sheetnames[0]]  # the one a new workbook has
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _compose_tables(told: Statistics) -> Iterable[_Table]:
    kinds = (*STATUSES, DISPUTED, SUGGESTED)
    days: list[Sequence[Value]] = [
        (day, count_asked(counts), *(counts[kind] for kind in kinds)) for day, counts in told.days.items()
    ]
    days.append((texts.TOTAL, told.asked, *(told.total[kind] for kind in kinds)))
    by_day, unanswered, disputed, suggested = texts.SHEETS
    yield _Table(by_day, texts.DAY_COLUMNS, (14, *[14] * 7), days, total=True)
    yield _Table(
        unanswered,
        texts.UNANSWERED_COLUMNS,
        (6, 80, 10, 14),
        [(at, u.words, u.times, u.day) for at, u in enumerate(told.unanswered, start=1)],
    )
    yield _Table(
        disputed,
        texts.DISPUTE_COLUMNS,
        (6, 13, 44, 16, 40, 40, 18),
        [
            (
                *(at, d.day, d.words, texts.STATUS_NAMES[d.status]),
                *(d.label, d.correction, d.corpus_version),
            )
            for at, d in enumerate(told.disputes, start=1)
        ],
    )
    yield _Table(
        suggested,
        texts.SUGGESTION_COLUMNS,
        (6, 13, 100),
        [(at, s.day, s.words) for at, s in enumerate(told.suggestions, start=1)],
    )


def _write_table(sheet: Worksheet, title: str, table: _Table) -> None:
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(table.columns))
    head = sheet.cell(1, 1, safe(f"{title}: {table.name.lower()}"))
    head.font, head.alignment = Font(FONT, size=14, bold=True), Alignment("center", "center", wrap_text=True)
    sheet.row_dimensions[1].height = LINE * 1.3 * lines_needed(str(head.value), sum(table.widths))
    for at, (name, width) in enumerate(zip(table.columns, table.widths, strict=True), start=1):
        cell = _write(sheet, 3, at, name, bold=True)
        cell.alignment = Alignment("center", "center", wrap_text=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.row_dimensions[3].height = 2.4 * LINE
    for number, row in enumerate(table.rows, start=4):
        last = table.total and number == 3 + len(table.rows)
        for at, value in enumerate(row, start=1):
            _write(sheet, number, at, value, bold=last)
        needed = max(lines_needed(str(value), width) for value, width in zip(row, table.widths, strict=True))
        sheet.row_dimensions[number].height = min(LINE * needed + 3, HIGHEST)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.6, right=0.4, top=0.6, bottom=0.75, footer=0.35)
    sheet.print_title_rows = "3:3"
    sheet.oddFooter.center.text = texts_lists.SHEET_FOOTER
    sheet.freeze_panes = "A4"


def _write(sheet: Worksheet, row: int, column: int, value: Value, *, bold: bool = False) -> Any:
    cell: Any = sheet.cell(row, column, safe(value) if isinstance(value, str) else value)
    cell.font, cell.border = Font(FONT, size=12, bold=bold), BORDER
    cell.alignment = Alignment("left" if isinstance(value, str) else "center", "top", wrap_text=True)
    if isinstance(value, str):
        cell.data_type = "s"  # "=…" in a question is no formula
    else:
        cell.number_format = _DAY if isinstance(value, dt.date) else _NUMBER
    return cell
