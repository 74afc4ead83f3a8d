"""Paragraphs and tables as any office format has them, and the source lines they become."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.layout import is_item, is_terminated
from corpus.model import Place, SourceLine
from corpus.vietnamese import nfc, squeeze

_COLUMN = "    "  # as wide as `layout` takes for the gap between two columns
_FULL_LINE = 60  # characters: a shorter one was not broken because the page is too narrow
_RUNNING = 80  # characters: more than a line of a page
_FEWEST_CELLS = 3  # fields between tabs: fewer are a number and its text, or two columns of a letterhead


class Paragraph(NamedTuple):
    """One paragraph: a line break made by hand is a newline in its text, a tabulator a tab."""

    text: str
    strong: bool = False  # bold as a whole, or in a heading style
    centered: bool = False
    page: int = 0  # 1-based; 0 where the format does not tell


class Cell(NamedTuple):
    """A cell of a table and the grid it covers, from its first row and column on."""

    column: int  # 0-based
    blocks: tuple[Block, ...]
    width: int = 1  # columns
    height: int = 1  # rows

    @property
    def text(self) -> str:
        """The words, one line a paragraph; those of a table inside, one line a row."""
        lines: list[str] = []
        for block in self.blocks:
            if isinstance(block, Table):
                lines += [" ".join(squeeze(cell.text) for cell in row.cells).strip() for row in block.rows]
            else:
                lines += [line.strip() for line in block.text.replace("\t", " ").split("\n")]
        return "\n".join(line for line in lines if line)


class Row(NamedTuple):
    """A row of a table; a cell merged with one above is not among its cells."""

    cells: tuple[Cell, ...]
    page: int = 0


class Table(NamedTuple):
    """A table; `bordered` is None where the format does not tell whether its lines are drawn."""

    rows: tuple[Row, ...]
    bordered: bool | None = None

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((cell.column + cell.width for row in self.rows for cell in row.cells), default=0)


Block = Paragraph | Table


def compose_cells(table: Table) -> list[tuple[str, ...]]:
    """The rows of a table as exact grids: a merged cell has its words in its first row and column.

    Columns in which no cell begins are none: they are left by cells merged in every row.
    """
    starts = sorted({cell.column for row in table.rows for cell in row.cells})
    at = {column: position for position, column in enumerate(starts)}
    grid: list[tuple[str, ...]] = []
    for row in table.rows:
        cells = [""] * len(starts)
        for cell in row.cells:
            cells[at[cell.column]] = nfc(cell.text)
        grid.append(tuple(cells))
    return grid


def compose_covered(table: Table) -> list[tuple[str, ...]]:
    """For each row the words of cells merged down from rows above, in the columns of `compose_cells`."""
    starts = sorted({cell.column for row in table.rows for cell in row.cells})
    at = {column: position for position, column in enumerate(starts)}
    covered = [[""] * len(starts) for _ in table.rows]
    for first, row in enumerate(table.rows):
        for cell in row.cells:
            for below in covered[first + 1 : first + cell.height]:
                below[at[cell.column]] = nfc(cell.text)
    return [tuple(row) if any(row) else () for row in covered]


def compose_table_line(
    number: int, cells: Sequence[str], place: Place, covered: tuple[str, ...] = ()
) -> SourceLine:
    """The source line of one table row."""
    text = "\t".join(map(squeeze, cells))
    return SourceLine(number, text, tuple(cells), place=place, covered=covered)


def compose_source_lines(blocks: Iterable[Block]) -> tuple[SourceLine, ...]:
    """The lines of a document whose layout tables have been taken apart (`layout_tables`), numbered from 1.

    An empty paragraph is an empty line, several in a row one. So is the end of a table, a new page and the
    change from centred to running text, where the eye sees a gap that no paragraph makes. Between two
    paragraphs of running text there is none: no page cuts them here, so that none must be joined.
    """
    lines: list[SourceLine] = []
    tables = 0
    before: Block | None = None
    empty = False
    for block in blocks:
        if isinstance(block, Paragraph) and not block.text.strip():
            empty = True
            continue
        if before is not None and _is_parted(before, block, empty):
            lines.append(SourceLine(len(lines) + 1, ""))
        before, empty = block, False
        if isinstance(block, Table):
            tables += 1
            covered = compose_covered(block)
            for position, cells in enumerate(compose_cells(block), start=1):
                if any(cells):
                    place = Place(page=block.rows[position - 1].page, table=tables, row=position)
                    lines.append(compose_table_line(len(lines) + 1, cells, place, covered[position - 1]))
        else:
            page = Place(page=block.page) if block.page else None
            for text in _printed_lines(block):
                lines.append(SourceLine(len(lines) + 1, text, strong=block.strong, place=page))
    return tuple(lines)


def _is_parted(before: Block, block: Block, empty: bool) -> bool:
    """Whether a gap is seen between two blocks, with empty paragraphs between them or not."""
    if isinstance(before, Table) or isinstance(block, Table):
        return True
    if _is_running(before) and _is_running(block):
        return False
    return empty or before.centered != block.centered or before.page < block.page


def _is_running(paragraph: Paragraph) -> bool:
    """Whether a paragraph is running text, no heading, title or line of a list of recipients."""
    return not paragraph.centered and not paragraph.strong and len(paragraph.text) >= _RUNNING


def _printed_lines(paragraph: Paragraph) -> Iterator[str]:
    """The lines of a paragraph; none where it is empty.

    A break made by hand in running text only fills the line, unless a sentence or clause ends there or an
    item begins below. A tab stands for space, as between a number and its text,
    unless a row is typed with them.
    """
    lines: list[str] = []
    for printed in filter(str.strip, nfc(paragraph.text).split("\n")):
        fields = [field for field in printed.split("\t") if field.strip()]
        line = printed if len(fields) >= _FEWEST_CELLS else _COLUMN.join(map(str.strip, fields))
        if lines and not paragraph.centered and not paragraph.strong and not _stands_alone(lines[-1], line):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    yield from lines


def _stands_alone(above: str, line: str) -> bool:
    """Whether a line below a break made by hand is a line of its own."""
    return (
        len(above) < _FULL_LINE
        or is_terminated(above)
        or is_item(line)
        or _COLUMN in line
        or _COLUMN in above
        or "\t" in line
        or line.isupper()
        or above.isupper()
    )
