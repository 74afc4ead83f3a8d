"""Tables that only place text on the page: the letterhead, the foot with recipients and signer, a frame.

They are taken apart to the paragraphs a person reads, so that the rest of the house meets them as it meets
the text plans: a letterhead row by row, each cell whole ("Số: …" below the organ, the date after the motto);
a foot column by column, all recipients before the signer's role and name, however its rows are cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from corpus.document_words import MOTTO
from corpus.line_forms import ADDRESSEES, RECIPIENTS, is_authority, is_name, is_role
from corpus.readers.office.blocks import Block, Cell, Paragraph, Table
from corpus.titles import NUMBER_CELL, PLACE
from corpus.vietnamese import squeeze

_MOST_COLUMNS = 4  # two of text, and narrow ones that hold them apart
_MOST_ROWS = 15  # a foot with each recipient in a row of its own
_UNRULED_ROWS, _UNRULED_COLUMNS = 3, 3  # without lines or words that tell: no more than places text

_GAP = Paragraph("")


def is_layout_table(table: Table) -> bool:
    """Whether a table only places text on the page."""
    cells = [cell for row in table.rows for cell in row.cells if cell.blocks]
    texts = [cell for cell in cells if cell.text]
    columns = len({cell.column for cell in texts})
    if columns <= 1 or len(texts) <= 1 or _holds_larger_table(cells, len(texts)):
        return True
    if columns > _MOST_COLUMNS or len(table.rows) > _MOST_ROWS:
        return False
    if _is_letterhead(texts) or _is_foot(table, texts) or _is_address(table, texts):
        return True
    return table.bordered is False and len(table.rows) <= _UNRULED_ROWS and columns <= _UNRULED_COLUMNS


def take_apart(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with every layout table, also one inside another, taken apart to its paragraphs."""
    for block in blocks:
        if isinstance(block, Table) and is_layout_table(block):
            cells = [cell for row in block.rows for cell in row.cells]
            if _is_foot(block, [cell for cell in cells if cell.text]):
                cells.sort(key=lambda cell: cell.column)
            yield from _take_cells_apart(cells)
        else:
            yield block


def _take_cells_apart(cells: Iterable[Cell]) -> Iterator[Block]:
    column = -1
    for cell in cells:
        if cell.text:
            # the rows of one column go on without a gap: "ỦY BAN NHÂN DÂN" above "TỈNH TUYÊN QUANG"
            yield from () if cell.column == column else (_GAP,)
            yield from take_apart(cell.blocks)
            column = cell.column
    yield _GAP


def _lines(cell: Cell) -> list[str]:
    return [squeeze(line) for line in cell.text.split("\n")]


def _holds_larger_table(cells: Iterable[Cell], size: int) -> bool:
    """Whether a table inside says more than the table around it, which is a frame then."""
    inside = (block for cell in cells for block in cell.blocks if isinstance(block, Table))
    counts = (sum(bool(cell.text) for row in table.rows for cell in row.cells) for table in inside)
    return max(counts, default=0) >= max(size, 2)


def _is_letterhead(cells: Iterable[Cell]) -> bool:
    """The state's motto, or a document number beside a place and date."""
    lines = list(chain.from_iterable(map(_lines, cells)))
    numbered = any(NUMBER_CELL.match(line) for line in lines)
    return any(MOTTO.match(line) for line in lines) or (numbered and any(map(PLACE.match, lines)))


def _is_foot(table: Table, cells: list[Cell]) -> bool:
    """Recipients beside a signer, or a signer alone below his role."""
    receiving = any(RECIPIENTS.match(cell.text) for cell in cells)
    lines = list(chain.from_iterable(map(_lines, cells)))
    roles = [line for line in lines if is_role(line)]
    if receiving:
        return bool(roles) or len(table.rows) == 1 or table.bordered is False
    return any(map(is_authority, roles)) and any(is_name(line) and not is_role(line) for line in lines)


def _is_address(table: Table, cells: list[Cell]) -> bool:
    """ "Kính gửi:" beside those who are addressed."""
    return len(table.rows) <= _UNRULED_ROWS and bool(ADDRESSEES.match(cells[0].text))
