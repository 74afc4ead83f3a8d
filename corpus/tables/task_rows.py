"""Numbered rows of a table made task rows: merged cells inherited, agencies and times read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.agencies import expand_agency, split_agencies
from corpus.agency_duties import split_duties
from corpus.dates import parse_timing
from corpus.model import Agencies, TaskRow
from corpus.tables import repairs
from corpus.tables.cell_text import is_blank, is_ditto
from corpus.tables.columns import TIME_ROLES, Header, Role, divides_tasks
from corpus.tables.numbering import Group, Numbered
from corpus.vietnamese import fold


class TableNames(NamedTuple):
    """What the rows of a table are called after: document, the annex in citations, its label in ids ("")."""

    doc: str
    table: str
    label: str


def compose_task_rows(
    numbered: Sequence[Numbered], header: Header, names: TableNames, year: int | None
) -> list[TaskRow]:
    """The task rows of one table; `year` is taken for times printed without one."""
    rows: list[TaskRow] = []
    goal: str | None = None
    task: tuple[str, int] | None = None  # the last task of the group and its line
    group: Group | None = None
    merged: dict[int, str] = {}  # the last words of each column that merged cells divide the tasks by
    aim = header.at(Role.GOAL)
    told = any(_is_covered(place, aim) for place in numbered)  # the file tells which goals are merged
    above_it: Numbered | None = None  # the row above, with its "như trên" written out
    for place in numbered:
        if place.group != group:
            goal, task, group, merged = None, None, place.group, {}
        place = _divided(_uncovered(place, header), header, merged)
        place = above_it = _written_out(place, above_it, header)
        row = _compose_row(place, header, names, year)
        if row.goal is None and goal is not None and (not told or _is_covered(place, aim)):
            row = row.model_copy(update={"goal": goal, "goal_inherited": True})
        if not row.task:
            above = rows[-1] if rows and place.row.exact and place.number is None and task else None
            row = _inherit_merged(_inherit_task(row, task), above)
        goal, task = row.goal, (row.task, row.lines[0]) if row.task else task
        rows.append(row)
    return rows


def _uncovered(place: Numbered, header: Header) -> Numbered:
    """The row with the words of cells merged down over it, where the file's format tells them.

    "Sở Y tế" printed once beside tasks 1 to 3 leads them all. Number and task, which make a row, and the
    goal, whose inheritance is told, are not taken.
    """
    row = place.row
    for position, words in enumerate(row.covered):
        if words and not row.cells[position] and header.columns[position].role not in _OWN:
            row = row.put(position, words)
    return place._replace(row=row)


def _is_covered(place: Numbered, position: int | None) -> bool:
    """Whether a merged cell above reaches down over the row's column."""
    return position is not None and bool(place.row.covered) and bool(place.row.covered[position])


_OWN = frozenset({Role.NUMBER, Role.TASK, Role.GOAL})


def _written_out(place: Numbered, above: Numbered | None, header: Header) -> Numbered:
    """The row with the words of the row above for each cell that only says "nt", "như trên".

    Whether it means the last row of another group is not quite sure.
    """
    if above is None:
        return place
    row, words = place.row, above.row.cells
    same = [
        position
        for position, column in enumerate(header.columns)
        if column.role not in _OWN and is_ditto(row.cells[position]) and not is_blank(words[position])
    ]
    for position in same:
        row = row.put(position, words[position])
    if same:
        told = repairs.ditto(above.row.lines[0], [header.columns[position].name for position in same])
        row = row.note(told, uncertain=not row.exact or place.group != above.group)
    return place._replace(row=row)


def _divided(place: Numbered, header: Header, merged: dict[int, str]) -> Numbered:
    """The row with blank cells filled from merged ones above that divide the tasks: "Tháng", "Lĩnh vực".

    Only cells that the file's format tells, in columns before the task's; `merged` holds and takes the words.
    """
    row, task = place.row, header.at(Role.TASK)
    if not row.exact or task is None:
        return place
    for position, column in enumerate(header.columns[:task]):
        if column.role not in TIME_ROLES and not (column.role is Role.EXTRA and divides_tasks(column.name)):
            continue
        if row.cells[position]:
            merged[position] = row.cells[position]
        elif position in merged:
            row = row.put(position, merged[position])
    return place._replace(row=row)


def _timed(text: str | None, column: str) -> str | None:
    """A time under a column that names its unit: "9" under "Tháng" is "Tháng 9"."""
    return f"{column} {text}" if text and text.isdecimal() and fold(column) in _UNITS else text


_UNITS = frozenset({"thang", "tuan", "quy", "nam"})


def _compose_row(place: Numbered, header: Header, names: TableNames, year: int | None) -> TaskRow:
    """The task row as it stands, nothing inherited."""
    row = place.row

    def cell(role: Role) -> str | None:
        position = header.at(role)
        text = (row.cells[position] or None) if position is not None else None
        return _timed(text, header.columns[position or 0].name) if role in TIME_ROLES else text

    start, due = header.at(Role.START), header.at(Role.DUE)
    if start is not None and due is not None and row.cells[start] and not row.cells[due]:
        row = row.note(
            repairs.blank_due(header.columns[start].name, header.columns[due].name), uncertain=True
        )
    duties, coop = split_duties(cell(Role.LEAD)), cell(Role.COOP)
    if not duties.sure:
        row = row.note(repairs.unsaid_duty(), uncertain=True)
    leads = duties.lead
    coops = tuple(dict.fromkeys((*split_agencies(coop), *duties.coop)))
    return TaskRow(
        doc=names.doc,
        id=f"{names.doc}#{names.label}.{place.id}" if names.label else f"{names.doc}#{place.id}",
        group=place.group.number,
        group_title=place.group.title,
        number=place.number,
        printed_number=row.printed if row.printed is not None else cell(Role.NUMBER),
        task=cell(Role.TASK) or "",
        goal=cell(Role.GOAL),
        product=cell(Role.PRODUCT),
        lead_text=duties.lead_text or None,
        lead=leads,
        coop_text=coop or duties.coop_text or None,
        coop=coops,
        start=cell(Role.START),
        due=cell(Role.DUE),
        extra={
            column.name: text
            for column, text in zip(header.columns, row.cells, strict=True)
            if column.role is Role.EXTRA and text
        },
        repaired=row.notes,
        uncertain=row.uncertain,
        lines=row.lines,
        place=row.place,
        table=names.table,
        agencies=Agencies(
            lead=_canonical(leads),
            coop=_canonical(coops),
        ),
        start_on=parse_timing(cell(Role.START), year=year),
        due_on=parse_timing(cell(Role.DUE), year=year),
    )


def _inherit_task(row: TaskRow, above: tuple[str, int] | None) -> TaskRow:
    """A row with a blank task cell: the task above, as merged cells print it (268/KH-UBND, line 80)."""
    if above is None:
        return row.model_copy(update={"task": row.goal or row.product or "", "uncertain": True})
    task, line = above
    told = (*row.repaired, repairs.inherited_task(line))
    return row.model_copy(update={"task": task, "repaired": told, "uncertain": True})


def _inherit_merged(row: TaskRow, above: TaskRow | None) -> TaskRow:
    """A row with neither number nor task of its own: its agencies and deadline may be in merged cells above.

    `above` is the row above in the same table; None: the row stands for itself.
    """
    if above is None:
        return row
    taken: dict[str, object] = {}
    if row.lead_text is None and above.lead_text:
        agencies = row.agencies.model_copy(update={"lead": above.agencies.lead})
        taken |= {"lead_text": above.lead_text, "lead": above.lead, "agencies": agencies}
    if row.due is None and above.due:
        taken |= {"due": above.due, "due_on": above.due_on}
    if not taken:
        return row
    return row.model_copy(
        update={**taken, "repaired": (*row.repaired, repairs.inherited_cells(above.lines[0]))}
    )


def _canonical(printed: Iterable[str]) -> tuple[str, ...]:
    """Each agency once; "UBND huyện Na Hang, Hàm Yên" are two."""
    return tuple(dict.fromkeys(agency for name in printed for agency in expand_agency(name)))
