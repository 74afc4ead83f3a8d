"""Tables that assign no tasks: targets, figures, projects, people. Kept as tables, so that a row is found.

Their words stay paragraphs of the section they stand in ("a | b | c"); here each row gets its columns' names
and the group titles above it. What is no table (a letterhead, a signature, text in columns) has no column
header.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby

from corpus.model import DataRow, DataTable, Lines, Section, SourceLine
from corpus.numbers import RowNumber, parse_row_number
from corpus.tables.annexes import name_table
from corpus.tables.columns import Header, Role, find_columns
from corpus.tables.grid import GridRow, find_grids
from corpus.tables.search import HEADER_ROWS, read_printed_rows
from corpus.vietnamese import squeeze

_FEWEST = 2  # columns
_LONGEST_CAPTION = 200  # characters


def find_data_tables(
    lines: Sequence[SourceLine], tasks: Collection[int], sections: Sequence[Section]
) -> tuple[DataTable, ...]:
    """The tables in the text of `sections`, in order; `tasks` are the line numbers of task tables.

    A table without a column header goes on with the one above it in the same section, where it is as wide.
    """
    printed = {line.number: line for line in lines}
    tables: list[DataTable] = []
    header: Header | None = None
    for section, rows in _by_section(lines, tasks, sections):
        while len(rows) > 1 and sum(map(bool, rows[0].cells)) < _FEWEST:
            rows = rows[1:]  # a title across the table, above its header
        least = _FEWEST if all(row.exact for row in rows) else 3  # two columns of a text may be no table
        found = find_columns([row.cells for row in rows[:HEADER_ROWS]], least)
        goes_on = bool(tables) and tables[-1].section == section.id
        if found and len(rows) > len(found.rows):
            header = found.widened(max(len(row.cells) for row in rows))
        elif not (goes_on and header and len(header.columns) == max(len(row.cells) for row in rows)):
            continue
        read = _compose_rows(rows, header, section)
        if not read:
            continue
        if found or not goes_on:
            tables.append(_compose_table(section, header, read, rows, printed))
        else:
            above = tables[-1]
            lines_of_both = (above.lines[0], rows[-1].lines[1])
            tables[-1] = above.model_copy(update={"rows": above.rows + read, "lines": lines_of_both})
    return tuple(tables)


def _by_section(
    lines: Sequence[SourceLine], tasks: Collection[int], sections: Sequence[Section]
) -> Iterable[tuple[Section, list[GridRow]]]:
    """The rows of each grid that stand in the text of one section, outside task tables."""
    for grid in find_grids(lines):
        free = [(row, _section_of(row.lines, sections)) for row in grid if row.lines[0] not in tasks]
        for _, group in groupby(free, key=lambda pair: pair[1].id if pair[1] else ""):
            members = list(group)
            if (section := members[0][1]) is not None:
                yield section, [row for row, _ in members]


def _section_of(lines: Lines, sections: Sequence[Section]) -> Section | None:
    """The innermost section that holds a line."""
    holding = [section for section in sections if section.lines[0] <= lines[0] <= section.lines[1]]
    return max(holding, key=lambda section: section.lines[0], default=None)


def _compose_table(
    section: Section,
    header: Header,
    rows: tuple[DataRow, ...],
    grid: Sequence[GridRow],
    printed: Mapping[int, SourceLine],
) -> DataTable:
    first = grid[0].lines[0]
    above = [printed[number] for number in range(max(1, first - 40), first) if number in printed]
    caption = next((text for line in reversed(above) if (text := squeeze(line.text))), "")
    is_title = section.lines[0] < first and len(caption) <= _LONGEST_CAPTION
    titles = dict.fromkeys(filter(None, (squeeze(section.title), caption if is_title else "")))
    return DataTable(
        doc=section.doc,
        section=section.id,
        name=name_table(above) or "",
        title="\n".join(titles),
        columns=tuple(column.name for column in header.columns),
        rows=rows,
        lines=(first, grid[-1].lines[1]),
        counted=header.at(Role.NUMBER) == 0,
    )


def _compose_rows(grid: Sequence[GridRow], header: Header, section: Section) -> tuple[DataRow, ...]:
    """The rows below the header, without its repetitions and the group titles, which the rows below carry."""
    rows = [row.row for row in read_printed_rows(header, grid).rows if not row.spilled and any(row.row.cells)]
    paragraphs = {squeeze(text): text for text in section.text.split("\n")}
    at = header.at(Role.NUMBER)
    group, parent = "", ("", "")  # the title above, and the row above that sub rows ("11.1") divide
    merged: dict[int, str] = {}
    read: list[DataRow] = []
    for row, below in zip(rows, [*rows[1:], None], strict=False):
        number = _number(row, at)
        filled = [cell for cell in row.cells if cell]
        alone = len(filled) == 1 + (number is not None)
        if alone and (number is None or number.kind in ("roman", "letter")):
            group, parent, merged = filled[-1], ("", ""), {}
            continue
        text = paragraphs.get(squeeze(" | ".join(filled)))
        if text is None:
            continue  # not in the section's text, so that it could not be cited
        first = str(number.parts[0]) if number else ""
        if number and number.kind == "decimal":
            parent = (first, filled[1] if len(filled) > 1 else "")
            if alone and below is not None and (sub := _number(below, at)) and sub.kind == "sub":
                continue
        over = parent[1] if number and number.kind == "sub" and parent[0] == first else ""
        carried = _carry(row, at, merged)
        read.append(
            DataRow(
                cells=(*row.cells, *[""] * (len(header.columns) - len(row.cells))),
                text=text,
                above=tuple(dict.fromkeys(words for words in (group, over, *carried) if words)),
                lines=row.lines,
                place=row.place,
            )
        )
    return tuple(read)


def _number(row: GridRow, at: int | None) -> RowNumber | None:
    return parse_row_number(row.cells[at]) if at is not None and at < len(row.cells) else None


def _carry(row: GridRow, at: int | None, merged: dict[int, str]) -> list[str]:
    """What the merged cell above says of a row whose first words are blank; `merged` remembers it."""
    first = 0 if at != 0 else 1
    if not row.exact or first >= len(row.cells):
        return []
    if row.cells[first]:
        merged[first] = row.cells[first]
        return []
    return [merged[first]] if first in merged else []
