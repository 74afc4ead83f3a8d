"""All steps of reading the task tables of one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corpus.model import LineRole, Lines, Section, SourceLine, TaskRow, Total
from corpus.tables.alignment import align, is_misplaced
from corpus.tables.annexes import label_tables, name_tables
from corpus.tables.columns import Header, Role
from corpus.tables.grid import Grid, find_grids
from corpus.tables.numbering import Numbering, number_rows
from corpus.tables.page_breaks import mend_page_breaks
from corpus.tables.rows import Row, is_total
from corpus.tables.search import PrintedRow, PrintedTable, find_tables
from corpus.tables.shifted_rows import restore_shifted_rows
from corpus.tables.task_rows import TableNames, compose_task_rows


class TableReading(NamedTuple):
    """What the task tables of one file say, and the role of each of their lines."""

    tasks: tuple[TaskRow, ...]
    roles: Mapping[int, LineRole]  # line number → TABLE_ROW or HEADING, of the tables' lines only
    totals: tuple[Total, ...] = ()


def find_table_spans(lines: Sequence[SourceLine]) -> tuple[Lines, ...]:
    """First and last line of every task table, column headers and page breaks included, titles above not."""
    return tuple(table.lines for table in find_tables(find_grids(lines)))


def parse_task_tables(
    lines: Sequence[SourceLine], doc_id: str, prose: Sequence[Section], *, year: int | None = None
) -> TableReading:
    """The task rows of all tab-separated tables in `lines`, in printed order.

    `prose` are the plan's sections: where the scan moved agencies between rows, they prove the right pairing.
    `year` is taken for times printed without one ("Tháng 6").
    """
    return parse_task_grids(find_grids(lines), lines, doc_id, prose, year=year)


def parse_task_grids(
    grids: Sequence[Grid],
    lines: Sequence[SourceLine],
    doc_id: str,
    prose: Sequence[Section],
    *,
    year: int | None = None,
) -> TableReading:
    """As `parse_task_tables`, for grids of any format; `lines` hold the titles above the tables."""
    tables = find_tables(grids)
    names = name_tables(lines, [table.lines for table in tables])
    labels = label_tables(names)
    tasks: list[TaskRow] = []
    totals: list[Total] = []
    roles: dict[int, LineRole] = {}
    for table, name, label in zip(tables, names, labels, strict=False):
        numbering = _number_table(table, prose)
        rows = compose_task_rows(numbering.tasks, table.header, TableNames(doc_id, name, label), year)
        tasks += rows
        totals += _totals(table, rows)
        roles |= _roles(table, numbering, lines)
    return TableReading(tuple(tasks), roles, tuple(totals))


def _totals(table: PrintedTable, rows: Sequence[TaskRow]) -> list[Total]:
    """The rows of a table that sum it up."""
    totals = []
    for row in (_row(printed, table.header) for printed in table.rows):
        above = [task for task in rows if task.lines[0] < row.lines[0]]
        if above and is_total(row, table.header):
            cells = zip(table.header.columns, row.cells, strict=True)
            extra = {column.name: cell for column, cell in cells if column.role is Role.EXTRA and cell}
            words = next(cell for cell in row.cells if cell)
            totals.append(Total(below=above[-1].id, words=words, cells=extra, lines=row.lines))
    return totals


def _number_table(table: PrintedTable, prose: Sequence[Section]) -> Numbering:
    """The rows of a printed table, put right and numbered."""
    rows = [_row(printed, table.header) for printed in table.rows]
    rows = [row for row in rows if not is_total(row, table.header)]
    rows = mend_page_breaks(rows, table.header)
    if not all(row.exact for row in rows):
        rows = restore_shifted_rows(rows, table.header, prose)
    return number_rows(rows, table.header)


def _row(printed: PrintedRow, header: Header) -> Row:
    """A printed row with one cell per column; cells that the file's format tells stay where they are."""
    row, width = printed.row, len(header.columns)
    if printed.spilled:
        return Row(row.cells[:width], row.lines, top=True, spilled=True, place=row.place)
    if not row.exact or len(row.cells) > width or is_misplaced(row.cells, header):
        return align(row, header)._replace(exact=row.exact, strong=row.strong, place=row.place)
    cells = (*row.cells, *[""] * (width - len(row.cells)))
    covered = (*row.covered, *[""] * (width - len(row.covered))) if row.covered else ()
    return Row(cells, row.lines, row.top, exact=True, strong=row.strong, place=row.place, covered=covered)


def _roles(table: PrintedTable, numbering: Numbering, lines: Sequence[SourceLine]) -> dict[int, LineRole]:
    """The role of every line of a table: a row's own lines, and headings for all others that have words."""
    roles = {
        line.number: LineRole.HEADING
        for line in lines[table.lines[0] - 1 : table.lines[1]]
        if line.text.strip()
    }
    headings = set(numbering.heading_lines)
    headings |= {p.row.lines[0] for p in table.rows if is_total(_row(p, table.header), table.header)}
    for printed in table.rows:
        for line in range(printed.row.lines[0], printed.row.lines[1] + 1):
            if line in roles and line not in headings and not printed.spilled:
                roles[line] = LineRole.TABLE_ROW
    return roles
