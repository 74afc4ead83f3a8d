"""The tables of a Word document: exact grids out of spans, merges and columns torn by a slip of the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from corpus.readers.office.blocks import Block, Cell, Row, Table
from corpus.readers.office.word_numbering import W, value
from corpus.readers.office.word_styles import Styles

Element = Any  # lxml has no types

_NARROW = 425  # twips (7.5 mm): no column of words is narrower
_NO_LINE = frozenset(("", "nil", "none"))
_CONTINUED = ("", "continue")  # of vMerge and hMerge: the cell is a part of the one above, or at its left
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))


def find_children(element: Element, *names: str) -> Iterator[Element]:
    """The children of these names, also inside content controls and tracked insertions."""
    for child in element:
        if child.tag.removeprefix(W) in names:
            yield child
        elif child.tag in _WRAPPERS:
            yield from find_children(child, *names)


def read_table(
    table: Element,
    styles: Styles,
    read_row: Callable[[Sequence[Element]], tuple[Sequence[tuple[Block, ...]], int]],
) -> Table:
    """A `w:tbl`; `read_row` reads the contents of the cells of a row, and tells its page."""
    rows: list[Row] = []
    lined: list[bool] = []
    begun: dict[int, tuple[int, int]] = {}  # column → row and place of the merged cell that goes on there
    for row in find_children(table, "tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        column = _count(value(properties, "gridBefore"), 0)
        above, begun = begun, {}
        cells: list[Cell] = []
        found = list(find_children(row, "tc"))
        contents, page = read_row(found)
        for tc, blocks in zip(found, contents, strict=True):
            settings = tc.find(f"{W}tcPr")
            width = max(_count(value(settings, "gridSpan"), 1), 1)
            lined.append(_is_lined(None if settings is None else settings.find(f"{W}tcBorders")))
            below = value(settings, "vMerge") in _CONTINUED
            if below and column in above:
                begun[column] = above[column]
                _reach(rows, *begun[column])
            elif not below:
                begun[column] = (len(rows), len(cells))
            continued = below or value(settings, "hMerge") in _CONTINUED
            cells.append(Cell(column, () if continued else blocks, width))
            column += width
        rows.append(Row(tuple(cells), page))
    bordered = any(lined) or any(map(_is_lined, _table_borders(table, styles)))
    widths = [_count(col.get(f"{W}w"), _NARROW) for col in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    return Table(tuple(_mend_columns(rows, widths)), bordered)


def _reach(rows: list[Row], row: int, at: int) -> None:
    """Have a cell reach down to the row that comes next."""
    cells = list(rows[row].cells)
    cells[at] = cells[at]._replace(height=len(rows) - row + 1)
    rows[row] = rows[row]._replace(cells=tuple(cells))


def _count(text: str | None, default: int) -> int:
    try:
        return int(float(text)) if text else default
    except ValueError:
        return default


def _table_borders(table: Element, styles: Styles) -> list[Element]:
    """The borders a table draws: its own, which outdo its style's."""
    properties = table.find(f"{W}tblPr")
    own = None if properties is None else properties.find(f"{W}tblBorders")
    inherited = styles.table_borders(value(properties, "tblStyle"))
    return [own] if own is not None else inherited[:1]


def _is_lined(borders: Element | None) -> bool:
    """Whether any line is drawn."""
    return borders is not None and any(line.get(f"{W}val", "") not in _NO_LINE for line in borders)


def _mend_columns(rows: Sequence[Row], widths: Sequence[int]) -> list[Row]:
    """The rows with columns that only a slip of the mouse tore apart made one again.

    Where rows were dragged or pasted, the edges of a column differ by a few millimetres, and Word makes a
    narrow column of the difference. It is none where no row has words both in it and in the one at its left.
    """
    moved = {cell.column: cell.column for row in rows for cell in row.cells}
    starts = sorted(moved)
    for left, right in pairwise(starts):
        narrow = sum(widths[left:right] or [_NARROW]) < _NARROW
        if narrow and not _both_filled(rows, left, right):
            moved[right] = moved[left]
    return [
        row._replace(cells=tuple(_merge(cell._replace(column=moved[cell.column]) for cell in row.cells)))
        for row in rows
    ]


def _both_filled(rows: Sequence[Row], left: int, right: int) -> bool:
    return any({left, right} <= {cell.column for cell in row.cells if cell.text} for row in rows)


def _merge(cells: Iterator[Cell]) -> list[Cell]:
    """One cell a column: of two that have become one, the one with words."""
    merged: dict[int, Cell] = {}
    for cell in cells:
        if cell.column not in merged or not merged[cell.column].text:
            merged[cell.column] = cell
    return list(merged.values())
