"""Spreadsheets (.xlsx): a path in, the rows of every sheet as it is shown out."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from corpus.document_words import MOTTO
from corpus.errors import UnreadableFile
from corpus.layout import is_terminated
from corpus.line_forms import RECIPIENTS, is_annex_label, is_authority, is_role
from corpus.model import Place, SourceLine
from corpus.numbers import parse_row_number
from corpus.readers.legacy_fonts import check_fonts
from corpus.readers.office.blocks import compose_table_line
from corpus.readers.office.excel_values import compose_value
from corpus.readers.office.packages import DAMAGED, unreadable_package
from corpus.secrecy import with_secrecy_mark
from corpus.titles import NUMBER_CELL, PLACE
from corpus.vietnamese import nfc, squeeze

Sheet = Any  # openpyxl has no types

_COLUMNS_APART = "    "  # as wide as `layout` takes for the gap between two columns
_HEADER_CODE = re.compile(r"&(?:\[\w+\]|[A-Za-z])")  # "&[Page]", "&P"
_TABLE = 3  # filled cells in a row of a table; a title has one, a letterhead two


class _Row(NamedTuple):
    """A visible row with words: its number in the sheet, and the texts of the visible columns."""

    number: int
    cells: tuple[str, ...]
    strong: bool
    gap: bool  # an empty row stands above
    covered: tuple[str, ...] = ()  # the words of cells merged down over it, by column; empty: none

    @property
    def filled(self) -> list[str]:
        return [cell for cell in self.cells if cell]


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    """The rows of the visible sheets in order: table rows with cells, titles and letterhead as lines.

    Hidden sheets, rows and columns are left out; a formula counts with the value last computed. A merged cell
    has its words in its first row and column. `Place` tells sheet and row. Headers and footers are left out,
    but a mark of secrecy in them is told as the last line.
    Raises UnreadableFile for a file that is damaged, protected, without text or typed in an old font.
    """
    book = _open(path)
    lines: list[SourceLine] = []
    fonts: dict[str, list[str]] = {}
    tables = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if lines:
            lines.append(SourceLine(len(lines) + 1, ""))
        rows = _read_rows(sheet, fonts)
        spans = _find_tables(rows)
        rows = _trim_tables(rows, spans)
        for at, row in _stand_columns_apart(rows):
            if lines and row.gap and lines[-1].text:
                lines.append(SourceLine(len(lines) + 1, ""))
            table = next((n for n, span in enumerate(spans, start=tables + 1) if at in span), 0)
            lines.append(_compose_line(len(lines) + 1, row, sheet.title, table))
        tables += len(spans)
    check_fonts({font: " ".join(texts) for font, texts in fonts.items()}, path.name)
    if not any(line.text for line in lines):
        raise UnreadableFile(f"Tệp {path.name} không có ô nào có chữ. Hãy kiểm tra lại tệp.")
    return with_secrecy_mark(lines, _furniture(book))


def _furniture(book: Any) -> tuple[str, ...]:
    """The lines of the headers and footers of the visible sheets, each once, without numbers and codes."""
    texts: dict[str, None] = {}
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            for furniture in (sheet.oddHeader, sheet.firstHeader, sheet.oddFooter, sheet.firstFooter):
                for part in (furniture.left, furniture.center, furniture.right):
                    words = nfc(_HEADER_CODE.sub("", part.text or ""))
                    texts |= {
                        squeeze(line): None for line in words.split("\n") if any(map(str.isalpha, line))
                    }
    return tuple(texts)


def _open(path: Path) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of features that openpyxl could not write back
            with path.open("rb") as file:  # openpyxl would go by the name's ending
                return openpyxl.load_workbook(file, data_only=True)
    except (InvalidFileException, *DAMAGED) as error:
        raise unreadable_package(path, "Excel", ".xlsx") from error


def _read_rows(sheet: Sheet, fonts: dict[str, list[str]]) -> list[_Row]:
    """The visible rows with words; columns without any are left out."""
    hidden_columns = _hidden_columns(sheet)
    hidden_rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    shown_at = _find_shown(sheet, hidden_rows, hidden_columns)
    texts: dict[int, dict[int, str]] = {}  # row → column → text
    bold: dict[int, bool] = {}
    # what is filled, not what is formatted: a sheet may be formatted down to row 1,048,576
    for place, cell in sheet._cells.items():
        row, column = shown_at.get(place, place)
        seen = cell.value is not None and row not in hidden_rows and column not in hidden_columns
        if seen and (text := _text(cell)):
            texts.setdefault(row, {})[column] = text
            bold[row] = bold.get(row, True) and bool(cell.font.b)
            fonts.setdefault(cell.font.name or "", []).append(text)
    columns = sorted({column for cells in texts.values() for column in cells})
    covered = {
        (row, column): texts[first][column]
        for merged in sheet.merged_cells.ranges
        for first, column in [shown_at[merged.min_row, merged.min_col]]
        if column in texts.get(first, {})
        for row in range(first + 1, merged.max_row + 1)
        if row in texts
    }
    rows: list[_Row] = []
    for row, cells in sorted(texts.items()):
        above = rows[-1].number if rows else row
        gap = any(between not in hidden_rows for between in range(above + 1, row))
        shown = tuple(cells.get(column, "") for column in columns)
        over = tuple(covered.get((row, column), "") for column in columns)
        rows.append(_Row(row, shown, bold[row], gap, over if any(over) else ()))
    return rows


def _find_shown(
    sheet: Sheet, hidden_rows: Collection[int], hidden_columns: Collection[int]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Where the words of a merged cell are seen whose first row or column is hidden, as by a filter."""
    shown: dict[tuple[int, int], tuple[int, int]] = {}
    for merged in sheet.merged_cells.ranges:
        rows = (row for row in range(merged.min_row, merged.max_row + 1) if row not in hidden_rows)
        columns = (col for col in range(merged.min_col, merged.max_col + 1) if col not in hidden_columns)
        first = (merged.min_row, merged.min_col)
        shown[first] = (next(rows, merged.min_row), next(columns, merged.min_col))
    return shown


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
    fewest = max(min(_TABLE, max((len(row.filled) for row in rows), default=0)), 2)
    spans: list[range] = []
    first = last = None
    feet = {at for foot in _find_feet(rows) for at in foot}
    for at, row in enumerate(rows):
        if at in feet:
            if first is not None and last is not None:
                spans.append(range(first, last + 1))
            first = last = None
            continue
        if first is not None and last is not None and row.gap and _is_title(row):
            spans.append(range(first, last + 1))
            first = last = None
        if len(row.filled) >= fewest and not _is_letterhead(row):
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


def _trim_tables(rows: Sequence[_Row], spans: Sequence[range]) -> list[_Row]:
    """The rows, those of a table without the columns that only letterhead and foot use."""
    trimmed = list(rows)
    for span in spans:
        used = [at for at in range(len(rows[span[0]].cells)) if any(rows[row].cells[at] for row in span)]
        for row in span:
            cells, covered = rows[row].cells, rows[row].covered
            trimmed[row] = rows[row]._replace(
                cells=tuple(cells[at] for at in used),
                covered=tuple(covered[at] for at in used) if covered else (),
            )
    return trimmed


def _is_letterhead(row: _Row) -> bool:
    """Whether a row has the state's motto, or number and date of the document."""
    numbered = any(map(NUMBER_CELL.match, row.filled)) and any(map(PLACE.match, row.filled))
    return numbered or any(map(MOTTO.match, row.filled))


def _is_foot(row: _Row) -> bool:
    """Whether recipients and signer begin in a row."""
    return any(RECIPIENTS.match(cell) or (is_role(cell) and is_authority(cell)) for cell in row.filled) and (
        len(row.filled) < _TABLE
    )


def _find_feet(rows: Sequence[_Row]) -> list[range]:
    """Where recipients and signer stand: up to the annex or the table that follows in the same sheet."""
    feet: list[range] = []
    start = None
    for at, row in enumerate(rows):
        if start is None:
            start = at if _is_foot(row) else None
        elif len(row.filled) >= _TABLE or (len(row.filled) == 1 and is_annex_label(row.filled[0])):
            feet.append(range(start, at))
            start = None
    return feet if start is None else [*feet, range(start, len(rows))]


def _stand_columns_apart(rows: Sequence[_Row]) -> Iterator[tuple[int, _Row]]:
    """The rows with those of a foot column by column: all recipients before the signer's role and name.

    Each with its index among `rows`: one of a foot comes once for each of its cells.
    """
    done = 0
    for foot in _find_feet(rows):
        yield from enumerate(rows[done : foot.start], start=done)
        done = foot.stop
        width = max(len(rows[at].cells) for at in foot)
        for column in range(width):
            filled = [at for at in foot if column < len(rows[at].cells) and rows[at].cells[column]]
            for at in filled:
                gap = rows[at].gap or at == filled[0]
                yield at, rows[at]._replace(cells=(rows[at].cells[column],), gap=gap)
    yield from enumerate(rows[done:], start=done)


def _compose_line(number: int, row: _Row, sheet: str, table: int) -> SourceLine:
    place = Place(sheet=sheet, table=table, row=row.number)
    if table:
        return compose_table_line(number, row.cells, place, row.covered)
    return SourceLine(number, _COLUMNS_APART.join(map(squeeze, row.filled)), strong=row.strong, place=place)
