"""Rows that a page break cut, and rows that it ran together, made whole again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corpus.tables import repairs
from corpus.tables.cell_text import (
    HALF,
    LIKELY,
    UNTOLD,
    Memory,
    Parting,
    Printed,
    ends_sentence,
    is_capitals,
    join_agencies_or_times,
    join_text,
    part_agencies_or_times,
    part_text,
    remember,
    repeats_end,
    repeats_whole,
    starts_inside_sentence,
)
from corpus.tables.columns import TYPED_ROLES, Header, Role
from corpus.tables.rows import Row, are_counted, find_title, is_heading, number_of


class _Mender(NamedTuple):
    """What mending needs to know of a table."""

    header: Header
    memories: dict[int, Memory]  # of the agency and time columns
    counted: bool  # printed numbers tell the rows apart

    def name(self, column: int) -> str:
        return self.header.columns[column].name


def mend_page_breaks(rows: Sequence[Row], header: Header) -> list[Row]:
    """The rows of a table with every cut row joined and every two rows run together parted; in order."""
    counted = are_counted(rows, header)
    mender = _Mender(header, _memories(rows, header, counted), counted)
    mended: list[Row] = []
    cut: dict[int, tuple[str, str]] = {}  # by column, the rest of a cell that a page cut, and the whole of it
    for row, below in zip(rows, [*rows[1:], None], strict=False):
        if mended:
            mended[-1], row = _drop_echoes(mended[-1], row, header)
        if not any(row.cells):
            continue
        row = _covered_whole(row, cut)
        if mended and _continues(mended[-1], row, below, mender):
            mended[-1] = _join(mended[-1], row, mender)
            cut = {at: (cell, mended[-1].cells[at]) for at, cell in enumerate(row.cells) if cell}
        elif mended and row.top and not row.exact and _begins(row, header, counted):
            mended[-1], row = _part(mended[-1], row, mender)
            mended.append(row)
        else:
            mended.append(row)
    return mended


def _covered_whole(row: Row, cut: Mapping[int, tuple[str, str]]) -> Row:
    """The row with the whole of a merged cell, where a page cut the cell and left but its rest beside it."""
    covered = [
        cut[at][1] if words and at in cut and words == cut[at][0] else words
        for at, words in enumerate(row.covered)
    ]
    return row._replace(covered=tuple(covered))


def _memories(rows: Sequence[Row], header: Header, counted: bool) -> dict[int, Memory]:
    """What the agency and time columns hold; the pieces of cut rows prove nothing and are left out."""
    below = [*rows[1:], None][: len(rows)]
    cells = {
        position: [
            Printed(row.cells[position], top=row.top, bottom=bool(after and after.top))
            for row, after in zip(rows, below, strict=True)
            if _begins(row, header, counted)
        ]
        for position, column in enumerate(header.columns)
        if column.role in TYPED_ROLES
    }
    return {position: remember(column, header.columns[position].role) for position, column in cells.items()}


def _begins(row: Row, header: Header, counted: bool) -> bool:
    """Whether the row has something in its number cell, or in a table without numbers a task."""
    number, task = header.at(Role.NUMBER), header.at(Role.TASK)
    if number is not None and (counted or row.cells[number]):
        return bool(row.cells[number])
    text = row.cells[task] if task is not None else ""
    return bool(text) and not (row.top and starts_inside_sentence(text))


def _drop_echoes(above: Row, row: Row, header: Header) -> tuple[Row, Row]:
    """The rows without what the second one only repeats of the end of the first one's cells.

    A page break prints the last lines of a cell once more, in a row without number or beside a heading.
    Below a cell that is not at its end they are its own rest, even if another cell ends with the same
    words.
    """
    number = number_of(row, header)
    if row.spilled or (number and number.kind != "roman"):
        return above, row
    for position, cell in enumerate(row.cells):
        upper = above.cells[position]
        echoed = (upper,) if upper and not ends_sentence(upper) else above.cells
        if starts_inside_sentence(cell) and any(repeats_end(text, cell) for text in echoed):
            told = repairs.dropped_echo(cell, row.lines[0])
            row = row.put(position, "")
            above = above._replace(lines=(above.lines[0], max(above.lines[1], row.lines[1]))).note(told)
    return above, row


def _continues(above: Row, row: Row, below: Row | None, mender: _Mender) -> bool:
    """Whether the row is the rest of the one above: it has no number and no life of its own."""
    if _begins(row, mender.header, mender.counted):
        return False
    if row.spilled:
        return True
    task = mender.header.at(Role.TASK)
    text = row.cells[task] if task is not None else ""
    filled = [position for position, cell in enumerate(row.cells) if cell]
    if is_heading(above, mender.header):
        only = row.cells[filled[0]]
        return row.top and len(filled) == 1 and (starts_inside_sentence(only) or is_capitals(only))
    if find_title(row, above, below, mender.header):
        return False
    typed = [position for position in filled if position in mender.memories]
    completes = all(_completes(above.cells[at], row.cells[at], mender.memories[at]) for at in typed)
    if row.exact and not row.top:
        # no page parted them: an agency or time is the row's own, unless it can only be a rest
        cut_off = any(mender.memories[at].is_cut_off(above.cells[at]) for at in typed)
        return not typed or (completes and (starts_inside_sentence(text) or (not text and cut_off)))
    if not text:
        return completes or len(typed) < 2
    if starts_inside_sentence(text):
        return row.top or not ends_sentence(above.cells[task or 0])
    return not typed or (row.top and completes)


def _completes(above: str, below: str, memory: Memory) -> bool:
    """Whether a cell can be the rest of the one above it, or the same one repeated."""
    return (
        not above
        or repeats_whole(above, below)
        or memory.wholeness(above, (above, below)) <= HALF
        or memory.wholeness(below, (above, below)) <= UNTOLD
    )


def _join(above: Row, row: Row, mender: _Mender) -> Row:
    """The two pieces as one row."""
    joined = above._replace(lines=(above.lines[0], max(above.lines[1], row.lines[1])))
    line = row.lines[0]
    columns = []
    for position, cell in enumerate(row.cells):
        if not cell:
            continue
        if row.spilled and not _takes(joined.cells[position], cell, mender.memories.get(position)):
            joined = joined.note(repairs.stray_words(cell, line), uncertain=True)
            continue
        if position in mender.memories:
            joined = _join_typed(joined, position, cell, line, mender)
        else:
            joined = joined.put(position, join_text(joined.cells[position], cell))
        columns.append(mender.name(position))
    if row.spilled:
        told = [repairs.joined_from_header(line, " ".join(filter(None, row.cells)))] if columns else []
    else:
        told = [repairs.joined(line, columns, row.top)]
    return joined.note(*row.notes, *told, uncertain=row.uncertain)


def _takes(above: str, words: str, memory: Memory | None) -> bool:
    """Whether words found in a header can be the rest of a cell: it is not whole, or as whole with them."""
    if memory is None:
        return bool(above) and not ends_sentence(above)
    whole = memory.wholeness(above, (above,))
    return whole < LIKELY or memory.wholeness(join_agencies_or_times(above, words), (above,)) >= whole


def _join_typed(above: Row, position: int, below: str, line: int, mender: _Mender) -> Row:
    """The row with the rest of an agency or time cell, spelled as the column spells it."""
    cell = above.cells[position]
    if not cell:
        return above.put(position, below)
    if repeats_whole(cell, below):
        return above.put(position, below).note(*([repairs.doubled(below, line)] if cell != below else []))
    text, change = mender.memories[position].respell(join_agencies_or_times(cell, below))
    return above.put(position, text).note(*([repairs.respelled(*change)] if change else []))


def _part(above: Row, row: Row, mender: _Mender) -> tuple[Row, Row]:
    """The two rows, the second one's cells freed of the words that end the first one's."""
    if is_heading(above, mender.header):
        return above, row
    texts = _text_partings(above, row, mender)
    partings = texts | _typed_partings(above, row, mender, run_together=bool(texts))
    if not partings:
        return above, row
    heads = tuple(partings[at].head if at in partings else "" for at in range(len(row.cells)))
    sure = all(parting.sure for parting in partings.values())
    above = _join(above, Row(heads, row.lines, top=True), mender).note(uncertain=not sure)
    for position, parting in partings.items():
        row = row.put(position, parting.tail)
    names = [mender.name(position) for position in partings]
    return above, row.note(repairs.gave_tail(row.lines[0], names), uncertain=not sure)


def _text_partings(above: Row, row: Row, mender: _Mender) -> dict[int, Parting]:
    """The free texts that begin inside a sentence of the row above; only where the task (or title) does."""
    partings = {}
    for position, column in enumerate(mender.header.columns):
        upper, lower = above.cells[position], row.cells[position]
        if column.role in TYPED_ROLES or column.role is Role.NUMBER or not upper:
            continue
        parting = part_text(lower) if starts_inside_sentence(lower) and not ends_sentence(upper) else None
        if parting:
            partings[position] = parting
    task = mender.header.at(Role.TASK)
    number = number_of(row, mender.header)
    return partings if task in partings or (number and number.kind == "roman") else {}


def _typed_partings(above: Row, row: Row, mender: _Mender, run_together: bool) -> dict[int, Parting]:
    """The agencies and times that complete the row above."""
    number = number_of(row, mender.header)
    if run_together and number and number.kind == "roman":  # a heading has no agencies: 220/KH-UBND, line 141
        return {at: Parting(row.cells[at], "", sure=True) for at in mender.memories if row.cells[at]}
    partings: dict[int, Parting] = {}
    repeated = []
    owns = False
    for position, memory in mender.memories.items():
        upper, lower = above.cells[position], row.cells[position]
        if not upper or not lower:
            owns = owns or bool(lower)
            continue
        if memory.is_cut_off(upper) and upper != lower and repeats_whole(upper, lower):
            repeated.append(position)
            continue
        parting = None
        if upper != lower and (run_together or memory.is_cut_off(upper)):
            parting = part_agencies_or_times(upper, lower, memory)
        if parting:
            partings[position] = parting
        owns = owns or parting is None or bool(parting.tail)
    for position in repeated:
        # the whole cell stands for the row above; for this one too, where it has others of its own
        lower = row.cells[position]
        partings[position] = Parting(lower, lower if owns else "", sure=not owns)
    return partings
