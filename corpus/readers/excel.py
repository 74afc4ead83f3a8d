"""Spreadsheets (.xlsx): a path in, the rows of every sheet as it is shown out."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from corpus.errors import UnreadableFile
from corpus.layout import is_terminated
from corpus.line_forms import RECIPIENTS, is_authority, is_role
from corpus.model import Place, SourceLine
from corpus.numbers import parse_row_number
from corpus.readers.blocks import compose_table_line
from corpus.readers.excel_values import compose_value
from corpus.readers.legacy_fonts import check_fonts
from corpus.readers.packages import unreadable_package
from corpus.vietnamese import nfc, squeeze

Sheet = Any  # openpyxl has no types

# what the archive and the XML parser raise comes through openpyxl: lxml's errors are SyntaxErrors
_DAMAGED = (
    *(InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, SyntaxError),
    *(OSError, EOFError, AttributeError, IndexError),
)
_COLUMNS_APART = "    "  # as wide as `layout` takes for the gap between two columns
_LARGEST = 200_000  # cells of a sheet that are looked at: a plan of 2,000 rows and 20 columns has 40,000
_TABLE = 3  # filled cells in a row of a table; a title has one, a letterhead two


class _Row(NamedTuple):
    """A visible row with words: its number in the sheet, and the texts of the visible columns."""

    number: int
    cells: tuple[str, ...]
    strong: bool
    gap: bool  # an empty row stands above

    @property
    def filled(self) -> list[str]:
        return [cell for cell in self.cells if cell]


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    """The rows of the visible sheets in order: table rows with cells, titles and letterhead as lines.

    Hidden sheets, rows and columns are left out; a formula counts with the value last computed. A merged cell
    has its words in its first row and column. `Place` tells sheet and row.
    Raises UnreadableFile for a file that is damaged, protected, without text or typed in an old font.
    """
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except _DAMAGED as error:
        raise unreadable_package(path, "Excel", ".xlsx") from error
    lines: list[SourceLine] = []
    fonts: dict[str, list[str]] = {}
    tables = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if lines:
            lines.append(SourceLine(len(lines) + 1, ""))
        rows = list(_read_rows(sheet, fonts))
        spans = _find_tables(rows)
        foot = next((at for at, row in enumerate(rows) if _is_foot(row)), len(rows))
        for at, row in enumerate(_stand_columns_apart(rows, foot)):
            if lines and row.gap and lines[-1].text:
                lines.append(SourceLine(len(lines) + 1, ""))
            table = next((n for n, span in enumerate(spans, start=tables + 1) if at in span), 0)
            lines.append(_compose_line(len(lines) + 1, row, sheet.title, table))
        tables += len(spans)
    check_fonts({font: " ".join(texts) for font, texts in fonts.items()}, path.name)
    if not any(line.text for line in lines):
        raise UnreadableFile(f"Tệp {path.name} không có ô nào có chữ. Hãy kiểm tra lại tệp.")
    return tuple(lines)


def _read_rows(sheet: Sheet, fonts: dict[str, list[str]]) -> Iterator[_Row]:
    """The visible rows with words; empty columns at the edges are cut off."""
    covered = {
        (row, column)
        for merged in sheet.merged_cells.ranges
        for row in range(merged.min_row, merged.max_row + 1)
        for column in range(merged.min_col, merged.max_col + 1)
        if (row, column) != (merged.min_row, merged.min_col)
    }
    hidden = _hidden_columns(sheet)
    rows: list[_Row] = []
    seen, gap = 0, False
    for cells in sheet.iter_rows():
        seen += len(cells)
        if seen > _LARGEST:
            break
        number = cells[0].row
        if sheet.row_dimensions[number].hidden:
            continue
        texts, bold = [], []
        for cell in cells:
            if cell.column in hidden:
                continue
            text = "" if (number, cell.column) in covered else _text(cell)
            texts.append(text)
            if text:
                bold.append(bool(cell.font.b))
                fonts.setdefault(cell.font.name or "", []).append(text)
        if bold:
            rows.append(_Row(number, tuple(texts), all(bold), gap))
        gap = not bold
    used = [
        at
        for at in range(max((len(row.cells) for row in rows), default=0))
        if any(row.cells[at] for row in rows)
    ]
    yield from (row._replace(cells=row.cells[used[0] : used[-1] + 1]) for row in rows)


def _text(cell: Any) -> str:
    text = nfc(compose_value(cell.value, cell.number_format or "General"))
    return "\n".join(line for line in map(squeeze, text.replace("\r", "\n").split("\n")) if line)


def _hidden_columns(sheet: Sheet) -> set[int]:
    """The hidden columns, also those of a group described once."""
    hidden: set[int] = set()
    for dimension in sheet.column_dimensions.values():
        if dimension.hidden:
            hidden |= set(range(dimension.min or dimension.index, (dimension.max or dimension.min or 0) + 1))
    return hidden


def _find_tables(rows: Sequence[_Row]) -> list[range]:
    """The runs of rows that are tables: from the first with cells side by side to the last.

    A title between two tables, and the foot with recipients and signer, are none of their rows; a heading of
    a group of rows is one.
    """
    fewest = min(_TABLE, max((len(row.filled) for row in rows), default=0))
    spans: list[range] = []
    first = last = None
    for at, row in enumerate(rows):
        if _is_foot(row):
            break
        if first is not None and last is not None and row.gap and _is_title(row):
            spans.append(range(first, last + 1))
            first = last = None
        if fewest > 1 and len(row.filled) >= fewest:
            first = at if first is None else first
            last = at
        elif first is not None and last is not None and _is_heading(row):
            last = at
    if first is not None and last is not None:
        spans.append(range(first, last + 1))
    return spans


def _is_heading(row: _Row) -> bool:
    """Whether a row below a table's head is a group heading, or a row of which little is filled in."""
    first = row.filled[0]
    return len(row.filled) > 1 or parse_row_number(first.split()[0].rstrip(".")) is not None


def _is_title(row: _Row) -> bool:
    """Whether a row below an empty one begins something new: one text without number, no sentence."""
    return len(row.filled) == 1 and not _is_heading(row) and not is_terminated(row.filled[0])


def _is_foot(row: _Row) -> bool:
    """Whether recipients and signer begin in a row."""
    return any(RECIPIENTS.match(cell) or (is_role(cell) and is_authority(cell)) for cell in row.filled) and (
        len(row.filled) < _TABLE
    )


def _stand_columns_apart(rows: Sequence[_Row], foot: int) -> Iterator[_Row]:
    """The rows with those of the foot column by column: all recipients before the signer's role and name."""
    yield from rows[:foot]
    width = max((len(row.cells) for row in rows[foot:]), default=0)
    for column in range(width):
        filled = [row for row in rows[foot:] if row.cells[column]]
        for at, row in enumerate(filled):
            yield row._replace(cells=(row.cells[column],), gap=row.gap or at == 0)


def _compose_line(number: int, row: _Row, sheet: str, table: int) -> SourceLine:
    place = Place(sheet=sheet, table=table, row=row.number)
    if table:
        return compose_table_line(number, row.cells, place)
    return SourceLine(number, _COLUMNS_APART.join(map(squeeze, row.filled)), strong=row.strong, place=place)
