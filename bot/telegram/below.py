"""What stands below an answer to read on: its place in the plan, the neighbours, agencies, group, prose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.reading.agencies import Agency, Roster
from bot.reading.book import Stop
from bot.reading.contents import number_of
from bot.reading.listing import compose_rows
from bot.reading.payloads import START
from bot.reading.shelf import Found, Reading, Shelf
from bot.telegram.agency_views import agency_button
from bot.telegram.core import Extras
from bot.telegram.places import compose_related
from bot.telegram.reading_buttons import Row, What, data_of
from bot.texts import reading as texts
from corpus.model import TaskRow
from index.model import Answer

_MOST_AGENCIES = 2


def compose_extras(reading: Reading, answer: Answer, *, here: bool) -> Extras:
    """Links from every place an answer names, and the buttons that lead on from its first one.

    `here`: what is read at length is read in the same chat; else its buttons are links to the private one.
    """
    shelf = reading.shelf()
    if answer.corpus_version and answer.corpus_version != shelf.engine.version:
        return Extras()  # the plans were changed while it was being answered
    links = _links_of(shelf, answer)
    rows_listed = [p.task for item in answer.items if (p := shelf.engine.by_id.get(item)) and p.task]
    if rows_listed and len(rows_listed) == len(answer.items):
        heading = answer.text.partition("\n")[0]
        listed = compose_rows(rows_listed, shelf.engine, heading=heading)
        agencies = _agencies_of(reading.roster(), rows_listed, heading)
        rows = tuple((agency_button(agency),) for agency in agencies)
        return Extras(rows=rows, listed=tuple(listed), links=links)
    found = shelf.find_place(answer.citations[0].id, answer.citations[0].quote) if answer.citations else None
    if found is None:
        return Extras(links=links)
    return Extras(rows=tuple(filter(None, _compose_rows(shelf, found, here=here))), links=links)


def _agencies_of(roster: Roster, rows: Sequence[TaskRow], heading: str) -> list[Agency]:
    """The agency that a list is of: named by its heading, in every row; one for each province of the rows."""
    listed = {row.id for row in rows}
    named = [agency for agency in roster.all if agency.name in heading]
    longest = max((len(agency.name) for agency in named), default=0)
    own = [a for a in named if len(a.name) == longest and listed & {row.id for row in a.rows}]
    covered = {row.id for agency in own for row in agency.rows}
    return own[:_MOST_AGENCIES] if listed <= covered else []


def _links_of(shelf: Shelf, answer: Answer) -> Mapping[str, str]:
    """Label → link of each citation, and of each of the nearest places of a refusal."""
    links = {}
    for citation in answer.citations:
        if found := shelf.find_place(citation.id, citation.quote):
            links[citation.label] = f"{START}{found.stop.payload}"
    for option in answer.options:
        if stop := _named_by(shelf, option):
            links[stop.label] = f"{START}{stop.payload}"
    return links


def _named_by(shelf: Shelf, option: str) -> Stop | None:
    """The place that an option begins with: "Kế hoạch số …, dòng 3: Lập quy hoạch"."""
    ends = [at for at, letter in enumerate(option) if letter == ":"]
    return next((stop for at in reversed(ends) if (stop := shelf.labels.get(option[:at]))), None)


def _compose_rows(shelf: Shelf, found: Found, *, here: bool) -> Iterator[Row]:
    book, at, stop = found.book, found.at, found.stop

    def to(position: int) -> str:
        payload = book.stops[position].payload
        return data_of(What.PLACE, payload, 0, position, new=True) if here else f"{START}{payload}"

    before: Row = ()
    after: Row = ()
    if at > 0 and _alike(stop, book.stops[at - 1]):
        before = ((texts.button_before(number_of(book.stops[at - 1])), to(at - 1)),)
    if at + 1 < len(book.stops) and _alike(stop, book.stops[at + 1]):
        after = ((texts.button_after(number_of(book.stops[at + 1])), to(at + 1)),)
    name = texts.button_read_short if before or after else texts.button_read
    yield (*before, (name(book.document.kind), to(at)), *after)
    related = compose_related(shelf, stop, new=True)
    if not here:  # the prose is read in the private chat, too
        related = tuple((label, _as_link(data)) for label, data in related)
    roles: Row = ()
    if stop.task is not None and (stop.task.coop_text or stop.task.lead_text):
        label = texts.BUTTON_COOP if stop.task.coop_text else texts.BUTTON_LEAD
        roles = ((label, data_of(What.ROLES, stop.payload, new=True)),)
    yield (*roles, *related)


def _alike(stop: Stop, other: Stop) -> bool:
    """Whether two places are neighbours of one kind: rows of a table, sections."""
    return (stop.task is None) == (other.task is None) and (stop.section is None) == (other.section is None)


def _as_link(data: str) -> str:
    """A button that would open a place as the link that does so in the private chat."""
    beginning = f"r:{What.PLACE.value.upper()}:"
    return START + data.removeprefix(beginning).partition(":")[0] if data.startswith(beginning) else data
