"""The task tables among the grids of a file: each from its first header to its last row, over all pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from corpus.model import Lines
from corpus.numbers import RowNumber, parse_row_number
from corpus.tables.cell_text import starts_inside_sentence
from corpus.tables.columns import Header, Role, find_header
from corpus.tables.grid import Grid, GridRow
from corpus.vietnamese import fold

HEADER_ROWS = 4
"""The most printed rows of a header: three, and one that numbers the columns."""
_SAME_HEADER = (
    0.75  # likeness of two header cells: "khuyết điểm" is once read "khuyến khích" (54/KH-UBND, line 379)
)


class PrintedRow(NamedTuple):
    """A printed row of a table; `spilled`: the words of a cut row that slipped into a repeated header."""

    row: GridRow
    spilled: bool = False


class PrintedTable(NamedTuple):
    """A task table as printed: header, rows without repeated headers, and the lines of all headers."""

    header: Header
    rows: tuple[PrintedRow, ...]
    header_lines: tuple[Lines, ...]

    @property
    def lines(self) -> Lines:
        """First and last line."""
        last = max(lines[1] for lines in (*self.header_lines, *(row.row.lines for row in self.rows)))
        return self.header_lines[0][0], last


def find_tables(grids: Iterable[Grid]) -> tuple[PrintedTable, ...]:
    """The task tables, in order; a table that goes on in the next grid is one table."""
    tables: list[PrintedTable] = []
    for grid in grids:
        for header, rows in _parts(grid, tables[-1] if tables else None):
            table = read_printed_rows(header, rows)
            if tables and _goes_on(tables[-1], table):
                above = tables[-1]
                tables[-1] = above._replace(
                    rows=above.rows + table.rows, header_lines=above.header_lines + table.header_lines
                )
            elif table.header_lines:
                tables.append(table)
    return tuple(tables)


def _parts(grid: Grid, above: PrintedTable | None) -> list[tuple[Header, list[GridRow]]]:
    """The grid's rows from each new header on; rows before the first one may belong to the table above."""
    parts: list[tuple[Header, list[GridRow]]] = []
    if above and max(len(row.cells) for row in grid) == len(above.header.columns):
        parts.append((above.header, []))
    for index, row in enumerate(grid):
        header = find_header([row.cells for row in grid[index : index + HEADER_ROWS]])
        if header and row.exact:
            header = header.widened(len(row.cells))
        if header and not (parts and _same_columns(parts[-1][0], header)):
            parts.append((header, []))
        if parts:
            parts[-1][1].append(row)
    return [part for part in parts if part[1]]


def _same_columns(a: Header, b: Header) -> bool:
    """Whether two headers head the same columns: of the same meaning, or of the same words."""
    same_roles = [column.role for column in a.columns] == [column.role for column in b.columns]
    return same_roles or [column.name for column in a.columns] == [column.name for column in b.columns]


def read_printed_rows(header: Header, rows: Sequence[GridRow]) -> PrintedTable:
    """The rows without the header's repetitions; a row after one begins a page."""
    printed: list[PrintedRow] = []
    header_lines: list[Lines] = []
    index, top = 0, False
    while index < len(rows):
        depth, spilled = _find_repetition(header, rows[index:])
        header_lines += [row.lines for row in rows[index : index + depth]]
        for position, words in enumerate(spilled):
            if any(words):
                printed.append(PrintedRow(GridRow(words, rows[index + position].lines, True), spilled=True))
        if depth:
            index, top = index + depth, True
            continue
        printed.append(PrintedRow(rows[index]._replace(top=rows[index].top or top)))
        index, top = index + 1, False
    return PrintedTable(header, tuple(printed), tuple(header_lines))


def _find_repetition(header: Header, rows: Sequence[GridRow]) -> tuple[int, list[tuple[str, ...]]]:
    """How many rows repeat the header (0: none), and for each the words beyond the header's."""
    found: list[tuple[str, ...]] = []
    for printed, row in zip(header.rows, rows, strict=False):
        extra = _words_beyond(printed, row.cells, len(header.columns))
        if extra is None:
            break
        found.append(extra)
    return len(found), found


def _words_beyond(printed: tuple[str, ...], cells: tuple[str, ...], width: int) -> tuple[str, ...] | None:
    """The words of each cell that the header does not have; None: the row does not repeat the header."""
    extra = [""] * width
    alike = 0
    for position in range(max(len(printed), len(cells))):
        name = printed[position] if position < len(printed) else ""
        cell = cells[position] if position < len(cells) else ""
        a, b = fold(name).split(), fold(cell).split()
        if a and b[: len(a)] == a:
            alike += 1
            if position < width:
                extra[position] = " ".join(cell.split()[len(a) :])
        elif a and b and SequenceMatcher(None, a, b).ratio() >= _SAME_HEADER:
            alike += 1
        elif a or b:
            alike -= 1
    return tuple(extra) if alike > 0 and alike >= sum(map(bool, printed)) - 1 else None


def _goes_on(above: PrintedTable, table: PrintedTable) -> bool:
    """Whether a table with the same columns counts on from the one above."""
    if not _same_columns(above.header, table.header) or not table.rows:
        return False
    first = _number(table.rows[0], table.header)
    if first is None:
        return any(starts_inside_sentence(cell) for cell in table.rows[0].row.cells)
    if first.kind == "sub":
        return True
    same_kind = [n for row in above.rows if (n := _number(row, above.header)) and n.kind == first.kind]
    return bool(same_kind) and first.parts[0] == same_kind[-1].parts[0] + 1


def _number(row: PrintedRow, header: Header) -> RowNumber | None:
    position, cells = header.at(Role.NUMBER), row.row.cells
    return None if position is None or position >= len(cells) else parse_row_number(cells[position])
