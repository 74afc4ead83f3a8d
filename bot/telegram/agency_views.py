"""Lists of tasks and agencies in a message: a group, an agency, the agencies of a row, all agencies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from bot.pages import Block, Kind, render_pages
from bot.reading.agencies import Agency, Roster
from bot.reading.listing import compose_rows
from bot.reading.pages import compose_changes
from bot.reading.payloads import row_link
from bot.reading.shelf import Shelf
from bot.telegram.memory import Screen
from bot.telegram.places import group_of
from bot.telegram.reading_buttons import Row, What, compose_pager, data_of
from bot.texts import reading as texts
from corpus.model import TaskRow
from corpus.vietnamese import brief, squeeze
from index.answering import texts as answer_texts
from index.answering.labels import document_label, task_label
from index.answering.successors import today_line
from index.engine import Engine

_AGENCIES = 8  # of the list on a page: each has a button
_MOST = 6  # agencies of one row with a button
_LABEL = 45
_TITLE = 200  # characters of a group's title


def show_group(shelf: Shelf, row: TaskRow, key: object, page: int = 0) -> Screen:
    """All rows of a row's group."""
    rows = group_of(shelf, row)
    title = row.group_title if row.group else row.table
    heading = texts.group_title(row.group or "", brief(title or texts.OF_TABLE, _TITLE), len(rows))
    blocks = [Block(Kind.HEAD, heading), *compose_rows(rows, shelf.engine)]
    sheet = ((texts.BUTTON_SHEET, data_of(What.GROUP_FILE, key)),)
    return _paged(blocks, What.GROUP, key, page, (sheet,))


def group_sheet(shelf: Shelf, row: TaskRow) -> tuple[str, list[TaskRow]]:
    """The title and the rows of a group's sheet."""
    document = shelf.engine.documents[row.doc]
    return texts.group_sheet(document_label(document), row.group or ""), group_of(shelf, row)


def show_agency(roster: Roster, agency: Agency, page: int = 0) -> Screen:
    """What an agency leads, and what it cooperates in; today's name beside the plan's."""
    groups, before = roster.groups_of(agency), roster.merged_into(agency)
    blocks = [*_compose_agency(agency, roster.engine), *_compose_beside(groups, before)]
    others = [(agency_button(other),) for other in (*before, *groups)][:3]
    all_agencies = (texts.BUTTON_ALL_AGENCIES, data_of(What.AGENCIES))
    sheet = (texts.BUTTON_SHEET, data_of(What.AGENCY_FILE, agency.key))
    return _paged(blocks, What.AGENCY, agency.key, page, (*others, (sheet, all_agencies)))


def _compose_agency(agency: Agency, engine: Engine) -> Iterator[Block]:
    yield Block(Kind.HEAD, texts.agency_heading(name_of(agency), len(agency.lead), len(agency.coop)))
    for line in today_line([agency.name]):
        yield Block(Kind.NOTE, line)
    numbers = count(1)
    for role, rows in ((texts.LEADS, agency.lead), (texts.COOPERATES, agency.coop)):
        if rows:
            yield Block(Kind.HEAD, texts.role_heading(role, len(rows)).upper(), gap=True)
            said = answer_texts.BY_LEAD.format(agency.name) if role == texts.LEADS else ""
            yield from compose_rows(rows, engine, heading=said, numbers=numbers)


def _compose_beside(groups: Sequence[Agency], before: Sequence[Agency]) -> Iterator[Block]:
    """What its list leaves out: rows of groups that include it, and of agencies merged into it."""
    for other in before:
        yield Block(Kind.TEXT, texts.merged(len(other.rows), other.name), gap=True)
    led = {row.id for group in groups for row in group.lead}
    if led:
        names = "; ".join(f"“{group.name}”" for group in groups if group.lead)
        yield Block(Kind.TEXT, texts.together(len(led), names), gap=True)


def name_of(agency: Agency) -> str:
    """An agency, with its province where there are several."""
    return texts.agency_in_province(agency.name, agency.province) if agency.province else agency.name


def show_agencies(roster: Roster, page: int = 0) -> Screen:
    """All agencies, with how many tasks each leads and cooperates in."""
    agencies = roster.all
    if not agencies:
        return Screen(render_pages([Block(Kind.TEXT, texts.NO_AGENCIES)]))
    total = -(-len(agencies) // _AGENCIES)
    page = min(page, total - 1)
    heading = texts.agencies_heading(len(agencies), roster.documents)
    shown = agencies[page * _AGENCIES : (page + 1) * _AGENCIES]
    blocks = [Block(Kind.HEAD, heading), *_compose_agencies(shown, 1 + page * _AGENCIES)]
    buttons = [(agency_button(agency),) for agency in shown]
    pager = compose_pager(What.AGENCIES, "", page, total)
    return Screen(render_pages(blocks), rows=(*buttons, *pager))


def show_near(heading: str, agencies: Sequence[Agency]) -> Screen:
    """A few agencies to choose from."""
    blocks = [Block(Kind.HEAD, heading), *_compose_agencies(agencies[:_AGENCIES], 1)]
    return Screen(
        render_pages(blocks), rows=tuple((agency_button(agency),) for agency in agencies[:_AGENCIES])
    )


def _compose_agencies(agencies: Sequence[Agency], first: int) -> Iterator[Block]:
    yield Block(Kind.NOTE, texts.AGENCIES_HINT)
    for at, agency in enumerate(agencies):
        line = texts.agency_line(
            first + at, name_of(agency), agency.today, len(agency.lead), len(agency.coop)
        )
        yield Block(Kind.TEXT, line, gap=at == 0)


def agency_button(agency: Agency) -> tuple[str, str]:
    """The button that shows an agency's tasks, with their count."""
    label = texts.agency_button(brief(name_of(agency), _LABEL), len(agency.rows))
    return label, data_of(What.AGENCY, agency.key, new=True)


def show_roles(shelf: Shelf, roster: Roster, row: TaskRow) -> Screen:
    """The agencies of a row as printed, with today's names, and a button for the tasks of each."""
    document = shelf.engine.documents[row.doc]
    label = task_label(document, row)
    blocks: list[Block] = []
    for name, printed in ((texts.COOP, row.coop_text), (texts.LEAD, row.lead_text)):
        if printed:
            kind = Kind.TEXT if blocks else Kind.HEAD
            blocks.append(Block(kind, texts.field(name, squeeze(printed))))
    names = dict.fromkeys((*row.agencies.lead, *row.agencies.coop))
    blocks += [Block(Kind.NOTE, line) for line in today_line(names)]
    blocks.append(Block(Kind.NOTE, texts.source(label), links=((label, row_link(document, row)),)))
    blocks.append(Block(Kind.QUOTE, row.task))
    blocks += compose_changes(shelf.engine, row.doc)
    found = [agency for agency in roster.all if agency.name in names and _holds(agency, row)]
    found.sort(key=lambda agency: row.id not in {r.id for r in agency.lead})
    return Screen(render_pages(blocks), rows=tuple((agency_button(agency),) for agency in found[:_MOST]))


def _holds(agency: Agency, row: TaskRow) -> bool:
    return any(row.id == other.id for other in agency.rows)


def _paged(blocks: Sequence[Block], what: What, key: object, page: int, rows: tuple[Row, ...]) -> Screen:
    """One page of a list that is composed anew for each."""
    pages = render_pages(blocks)
    page = min(page, len(pages) - 1)
    return Screen((pages[page],), rows=(*rows, *compose_pager(what, key, page, len(pages))))
