"""A place of a plan → the pages in which it is read: what stands above it, then its words as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from bot.pages import Block, Kind, render_pages
from bot.reading.book import Book, Stop
from bot.reading.payloads import document_link
from bot.reading.shelf import Found, Match
from bot.texts import reading as texts
from corpus.model import DataRow, DataTable, Section, TaskRow
from corpus.vietnamese import brief, squeeze
from index.answering import texts as answer_texts
from index.answering.labels import document_label
from index.answering.successors import today_line
from index.answering.validity import notes_on
from index.engine import Engine

_ABOVE = 120  # characters of a heading that stands above
_CELLS = " | "  # between the cells of a row in a section's text
_HEADING = 160  # a longer first paragraph is no heading, and not set bold


def render_place(engine: Engine, found: Found) -> tuple[str, ...]:
    """The pages of a place, at least one."""
    book, stop = found.book, found.stop
    heading = place_of(book, stop)
    pages = render_pages([*_compose_heading(engine, found, heading), *_compose_words(book, stop)])
    running = f"<i>{escape(texts.continued(brief(heading, _ABOVE)), quote=False)}</i>\n"
    return pages[:1] + tuple(running + page for page in pages[1:])


def place_of(book: Book, stop: Stop) -> str:
    """A place within its document: "Danh mục, nhóm I, dòng 1"; of the head the document itself."""
    inside = stop.label.removeprefix(document_label(book.document)).lstrip(", ")
    return inside[:1].upper() + inside[1:] if inside else stop.label


def compose_changes(engine: Engine, document: str) -> Iterator[Block]:
    """What other loaded documents have done to a document (its id), leading to them."""
    named = [(document_label(other), document_link(other)) for other in engine.documents.values()]
    for note in notes_on(engine, document):
        links = tuple((label, link) for label, link in named if label in note)
        yield Block(Kind.NOTE, answer_texts.NOTE.format(note), links=links)


def _compose_heading(engine: Engine, found: Found, heading: str) -> Iterator[Block]:
    book, stop = found.book, found.stop
    if found.match is Match.CHANGED:
        yield Block(Kind.NOTE, texts.CHANGED)
    elif found.match is Match.GONE:
        yield Block(Kind.NOTE, texts.PLACE_GONE)
    yield Block(Kind.HEAD, heading)
    label = document_label(book.document)
    if heading != label:
        yield Block(Kind.NOTE, label, links=((label, document_link(book.document)),))
    yield from compose_changes(engine, book.document.id)
    for above in _above(book, stop):
        yield Block(Kind.NOTE, above)


def _above(book: Book, stop: Stop) -> Iterator[str]:
    """The headings over a place."""
    if stop.task is not None:
        if stop.task.group and stop.task.group_title:
            yield brief(texts.group(stop.task.group, stop.task.group_title), _ABOVE)
        return
    section = stop.section
    if stop.table is not None:
        section = book.sections.get(stop.table.section)
    over = book.above(section) if section else []
    if stop.table is not None and section:
        over = [*over, section]
    for above in over:
        yield brief(f"{above.printed_number} {above.title}".strip(), _ABOVE)


def _compose_words(book: Book, stop: Stop) -> Iterator[Block]:
    if stop.task is not None:
        yield from _compose_task(stop.task)
    elif stop.row is not None and stop.table is not None:
        yield from _compose_data_row(stop.table, stop.row)
    elif stop.section is not None:
        yield from _compose_section(book, stop.section)
    elif stop.is_foot:
        yield from _compose_foot(book)
    else:
        yield from _paragraphs(book.document.header)


def _compose_task(row: TaskRow) -> Iterator[Block]:
    yield Block(Kind.FIELD, texts.field(texts.TASK, ""), gap=True)
    yield Block(Kind.WORDS, row.task)
    goal = f"{row.goal} {texts.GOAL_INHERITED}" if row.goal and row.goal_inherited else row.goal
    fields = [
        (texts.LEAD, row.lead_text, row.agencies.lead),
        (texts.COOP, row.coop_text, row.agencies.coop),
        (texts.START, row.start, ()),
        (texts.DUE, row.due, ()),
        (texts.PRODUCT, row.product, ()),
        (texts.GOAL, goal, ()),
        *((name, value, ()) for name, value in row.extra.items()),
    ]
    for name, value, agencies in fields:
        if value:
            yield Block(Kind.FIELD, texts.field(squeeze(name).replace(":", " -"), value))
            for line in today_line(agencies):
                yield Block(Kind.NOTE, line)
    if row.uncertain:
        yield Block(Kind.NOTE, answer_texts.UNCERTAIN, gap=True)
    elif row.repaired:
        yield Block(Kind.NOTE, answer_texts.REPAIRED, gap=True)


def _compose_data_row(table: DataTable, row: DataRow) -> Iterator[Block]:
    """Its cells by the names of their columns, below the titles it stands under."""
    _, _, caption = table.title.rpartition("\n")  # its first line is the section's own heading
    for above in (caption if "\n" in table.title else "", *row.above):
        yield Block(Kind.NOTE, squeeze(above))
    gap = True
    for name, cell in zip(table.columns, row.cells, strict=False):
        if cell.strip():
            named = squeeze(name).replace(":", " -")
            yield Block(Kind.FIELD if named else Kind.TEXT, texts.field(named, cell) if named else cell, gap)
            gap = False


def _compose_section(book: Book, section: Section) -> Iterator[Block]:
    """Its own words; rows that are read by themselves are not repeated here."""
    rows = {squeeze(r.text) for t in book.plan.tables if t.section == section.id for r in t.rows}
    told = False
    if squeeze(section.title)[:_ABOVE] not in squeeze(section.text):  # an annex: its title is no text of it
        yield Block(Kind.HEAD, section.title, gap=True)
    for at, paragraph in enumerate(filter(str.strip, section.text.split("\n"))):
        if squeeze(paragraph) in rows:
            if not told:
                yield Block(Kind.NOTE, texts.ROWS_HERE, gap=True)
            told = True
        else:
            is_heading = at == 0 and len(paragraph) <= _HEADING and _CELLS not in paragraph
            yield Block(Kind.HEAD if is_heading else Kind.TEXT, paragraph, gap=at < 2)
    if below := [] if section.body.strip() else book.children.get(section.id, ()):
        yield Block(Kind.NOTE, texts.PARTS_BELOW, gap=True)
        for child in below:
            yield Block(Kind.TEXT, brief(f"{child.printed_number} {child.title}".strip(), _ABOVE))


def _compose_foot(book: Book) -> Iterator[Block]:
    document = book.document
    yield from _paragraphs(document.signature)
    if document.recipients:
        yield Block(Kind.FIELD, texts.field(texts.RECIPIENTS, ""), gap=True)
        yield from (Block(Kind.TEXT, line) for line in document.recipients)


def _paragraphs(text: str) -> Iterable[Block]:
    return [Block(Kind.TEXT, line, gap=at == 0) for at, line in enumerate(filter(None, text.split("\n")))]
