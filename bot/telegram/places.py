"""Reading a plan in a message: a place, its table of contents; and the buttons that lead on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.pages import Block, Kind, render_pages
from bot.reading.book import Book, Stop
from bot.reading.contents import Entry, contents_of, number_of, position_in
from bot.reading.pages import render_place
from bot.reading.payloads import document_link
from bot.reading.shelf import Found, Shelf
from bot.telegram.memory import Screen
from bot.telegram.reading_buttons import LAST, Row, What, compose_pager, data_of
from bot.texts import reading as texts
from corpus.model import TaskRow
from corpus.vietnamese import brief
from index.answering.labels import document_label

_ENTRIES = 8  # of the table of contents on a page: each has a button
_LABEL = 45  # characters of an entry on its button


def show_place(shelf: Shelf, found: Found, page: int = 0) -> Screen:
    """A place, on one of its pages; the buttons go through the whole plan, page by page."""
    pages = render_place(shelf.engine, found)
    page = min(page, len(pages) - 1)
    return Screen((pages[page],), rows=tuple(_compose_rows(shelf, found, page, len(pages))))


def _compose_rows(shelf: Shelf, found: Found, page: int, pages: int) -> Iterator[Row]:
    book, at, stop = found.book, found.at, found.stop
    contents = data_of(What.CONTENTS, stop.payload, position_in(contents_of(book), at) // _ENTRIES)
    position = texts.button_position(at + 1, len(book.stops), page + 1, pages)
    yield (*_step(book, at, page, pages, -1), (position, contents), *_step(book, at, page, pages, 1))
    yield ((texts.BUTTON_CONTENTS, contents), *compose_related(shelf, stop))


def _step(book: Book, at: int, page: int, pages: int, by: int) -> Row:
    """The button one page back or forth; none at either end."""
    label = texts.BUTTON_NEXT if by > 0 else texts.BUTTON_PREVIOUS
    if 0 <= page + by < pages:
        return ((label, data_of(What.PLACE, book.stops[at].payload, page + by, at)),)
    if not 0 <= at + by < len(book.stops):
        return ()
    return ((label, data_of(What.PLACE, book.stops[at + by].payload, 0 if by > 0 else LAST, at + by)),)


def compose_related(shelf: Shelf, stop: Stop, *, new: bool = False) -> Row:
    """What speaks of the same task elsewhere in the plan, and the group of a row."""
    found: list[tuple[str, str]] = []
    if stop.task is not None:
        twin = shelf.find_place(shelf.engine.twins.get(stop.cited, ""))
        if twin:
            found.append((texts.BUTTON_PROSE, data_of(What.PLACE, twin.stop.payload, 0, twin.at, new=new)))
        if len(group_of(shelf, stop.task)) > 1:
            label = texts.button_group(stop.task.group or "")
            found.append((label, data_of(What.GROUP, stop.payload, new=True)))
    elif row := shelf.find_place(shelf.rows_of_sections.get(stop.cited, "")):
        label = texts.button_row(number_of(row.stop))
        found.append((label, data_of(What.PLACE, row.stop.payload, 0, row.at, new=new)))
    return tuple(found)


def group_of(shelf: Shelf, row: TaskRow) -> list[TaskRow]:
    """The rows of a row's group; of its table, where that has no groups."""
    book = shelf.books[row.doc]
    return [other for other in book.plan.tasks if (other.table, other.group) == (row.table, row.group)]


def show_contents(book: Book, page: int = 0) -> Screen:
    """A page of the table of contents, with a button for each entry."""
    entries = contents_of(book)
    total = -(-len(entries) // _ENTRIES)
    page = min(page, total - 1)
    shown = entries[page * _ENTRIES : (page + 1) * _ENTRIES]
    buttons = [((brief(entry.title, _LABEL), _to(book, entry)),) for entry in shown]
    pager = compose_pager(What.CONTENTS, book.stops[0].payload, page, total)
    return Screen(render_pages(_compose_contents(book, shown)), rows=(*buttons, *pager))


def _compose_contents(book: Book, entries: Sequence[Entry]) -> Iterator[Block]:
    yield Block(Kind.HEAD, texts.contents_of(document_label(book.document)))
    for entry in entries:
        yield Block(Kind.TEXT, texts.entry(entry.title, entry.at + 1), gap=entry.level == 1)


def show_without_tasks(book: Book) -> Screen:
    """That a document has no table of tasks, with a way to read it."""
    label = document_label(book.document)
    block = Block(Kind.TEXT, texts.no_tasks(label), links=((label, document_link(book.document)),))
    data = data_of(What.CONTENTS, book.stops[0].payload, new=True)
    return Screen(render_pages([block]), rows=(((texts.BUTTON_CONTENTS, data),),))


def _to(book: Book, entry: Entry) -> str:
    return data_of(What.PLACE, book.stops[entry.at].payload, 0, entry.at)
