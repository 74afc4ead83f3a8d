"""Plans as books: every place has a name that links can carry, and is read whole, in printed order."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pages import TELEGRAM_LIMIT
from bot.reading.book import FOOT, Book
from bot.reading.contents import contents_of, position_in
from bot.reading.pages import render_place
from bot.reading.payloads import LENGTH, START, Payload, parse_payload, row_link
from bot.reading.shelf import Found, Match, Reading, Shelf
from bot.service import Service
from bot.telegram import places
from bot.telegram.links import with_addresses
from bot.telegram.reading_buttons import LAST, PATTERN, What, data_of, find_pressed
from bot.texts import reading as texts
from corpus.identity import distinguish
from corpus.model import Document, Plan, Section, TaskRow
from corpus.vietnamese import squeeze
from index.engine import Engine
from index.passages import passages_of
from index.validity import find_changes
from tests.reading import plan as read_plan
from tests.telegram_api.markup import parse_html, utf16

PLANS = ("54-KH-UBND", "165-KH-TU", "220-KH-UBND", "268-KH-UBND", "1510-UBND-TH")
MADE_UP = (
    *("amending_plan", "decision_points", "decision_with_regulation", "party_parts", "resolution", "scheme"),
    *("table_inside", "targets", "two_annexes", "university_plan"),
)


def shelf_of(*plans: Plan) -> Shelf:
    """As much of an engine as reading needs."""
    known = {
        "plans": plans,
        "documents": {plan.document.id: plan.document for plan in plans},
        "by_id": {passage.id: passage for passage in passages_of(plans)},
        "changes": {},
        "twins": {},
    }
    return Shelf(cast(Engine, SimpleNamespace(**known)))


def made(rows: Sequence[tuple[str, str]], number: str = "7/KH-UBND", **document: object) -> Plan:
    """A plan of rows (id behind the document's, task)."""
    head = Document(id=number, kind="Kế hoạch", number=number, date=dt.date(2025, 3, 1), **document)
    tasks = tuple(
        TaskRow(doc=number, id=f"{number}#{at}", number=at, task=task, lines=(line, line))
        for line, (at, task) in enumerate(rows, start=5)
    )
    return Plan(document=head, tasks=tasks)


THREE = (("1", "Lập quy hoạch"), ("2", "Giải ngân vốn"), ("3", "Báo cáo quý"))


def payload_of(plan: Plan, at: int) -> Payload:
    """The payload of a stop of a plan by itself."""
    return Book(plan).stops[at].payload


@cache
def book(name: str) -> Book:
    """A plan of the project or of the tests, read."""
    return Book(read_plan(name))


# ── names of places ────────────────────────────────────────────────────────────────────────────────────────


@given(
    number=st.text(max_size=80),
    ids=st.lists(st.text(max_size=300), min_size=1, max_size=6, unique=True),
    words=st.text(max_size=50),
)
@settings(max_examples=200, deadline=None)
def test_any_id_round_trips(number: str, ids: list[str], words: str):
    """Whatever ids look like, a payload has 26 letters Telegram allows, and leads back to its place alone."""
    plan = made([(at, words) for at in ids], number)
    shelf = shelf_of(plan)
    for at, stop in enumerate(shelf.books[number].stops):
        text = str(stop.payload)
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", text)
        assert len(text) == LENGTH
        payload = parse_payload(text)
        assert payload == stop.payload
        assert shelf.find(payload) == Found(shelf.books[number], at, Match.SAME)


@pytest.mark.parametrize("text", ["", "abc", "x" * (LENGTH - 1), "x" * (LENGTH + 1), "é" * LENGTH, "a b" * 9])
def test_what_is_no_payload(text: str):
    """Anything else is told apart."""
    assert parse_payload(text) is None


def test_a_plan_with_the_same_number_breaks_no_link():
    """Ids then carry the year, and the issuer; a link made before still opens the same row."""
    plan = made(THREE, issuer="UBND tỉnh Tuyên Quang")
    payload = payload_of(plan, 2)
    another_year = made((("1", "Việc khác"),)).model_copy(
        update={"document": plan.document.model_copy(update={"date": dt.date(2024, 3, 1)})}
    )
    another_issuer = made((("2", "Việc của tỉnh khác"),), issuer="UBND tỉnh Yên Bái")
    shelf = shelf_of(*distinguish([another_year, plan, another_issuer]))
    found = shelf.find(payload)
    assert found is not None
    assert found.stop.cited == "7/KH-UBND:2025:UBND tỉnh Tuyên Quang#2"
    assert found.match is Match.SAME


def test_an_issuer_read_better_breaks_no_link():
    """Where it is the only document with its number and year."""
    payload = payload_of(made(THREE, issuer="UBND tinh"), 3)
    found = shelf_of(made(THREE, issuer="UBND tỉnh Tuyên Quang")).find(payload)
    assert found is not None
    assert (found.at, found.match) == (3, Match.SAME)


@pytest.mark.parametrize(
    ("rows", "at", "match"),
    [
        ((("1", "Việc mới"), ("2", "Lập quy hoạch"), ("3", "Giải ngân vốn")), 3, Match.SAME),
        ((("1", "Lập quy hoạch"), ("2", "Giải ngân vốn đầu tư công")), 2, Match.CHANGED),
        ((("1", "Lập quy hoạch"),), 0, Match.GONE),
    ],
    ids=["moved", "reworded", "gone"],
)
def test_a_plan_read_anew(rows: tuple[tuple[str, str], ...], at: int, match: Match):
    """A row that has moved is found; one reworded is opened, and one that is gone its document, both told."""
    found = shelf_of(made(rows)).find(payload_of(made(THREE), 2))
    assert found is not None
    assert (found.at, found.match) == (at, match)
    page = render_place(shelf_of(made(rows)).engine, found)[0]
    note = {Match.SAME: "", Match.CHANGED: texts.CHANGED, Match.GONE: texts.PLACE_GONE}[match]
    assert parse_html(page).text.startswith(note or "Bảng nhiệm vụ, dòng 3")


def test_the_nearest_place_of_one_that_is_gone():
    """A button knows where it stood; the book may be shorter now."""
    shelf, payload = shelf_of(made(THREE[:1])), payload_of(made(THREE), 3)
    found = shelf.find(payload, nearest=3)
    assert found is not None
    assert (found.at, found.match) == (1, Match.GONE)


def test_a_document_that_is_gone():
    """Nothing is guessed in its stead."""
    assert shelf_of(made(THREE, "8/KH-UBND")).find(payload_of(made(THREE), 1)) is None
    assert shelf_of().find(payload_of(made(THREE), 1)) is None


def test_the_link_of_a_row_is_its_places():
    """What composes a source line and what opens it agree."""
    plan = made(THREE)
    assert row_link(plan.document, plan.tasks[1]) == f"{START}{payload_of(plan, 2)}"


# ── buttons ────────────────────────────────────────────────────────────────────────────────────────────────


@given(
    what=st.sampled_from(What),
    key=st.text("abcXYZ019_-", max_size=LENGTH),
    page=st.integers(0, LAST),
    at=st.integers(0, 999_999) | st.none(),
    new=st.booleans(),
)
def test_every_button_round_trips(what: What, key: str, page: int, at: int | None, new: bool):
    """Callback data hold what is needed in the 64 bytes that Telegram allows."""
    page = page if page == LAST else min(page, 9999)
    data = data_of(what, key, page, at, new=new)
    assert len(data.encode()) <= 64
    assert re.fullmatch(PATTERN, data)
    assert find_pressed(data) == (what, new, key, page, at or 0)


@pytest.mark.parametrize("data", [None, "", "r:", "r:s", "r:q:abc:0", "r:s:a b:0", "r:s:abc:-1", "p:abc:1"])
def test_other_data(data: str | None):
    """What is no reading button is none."""
    assert find_pressed(data) is None


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────


def read_through(shelf: Shelf, name: str) -> list[tuple[int, str]]:
    """(position, page) of a whole plan, gone through by its "next" buttons from the first page to the last."""
    found, page, pages = Found(shelf.books[name], 0), 0, []
    while True:
        screen = places.show_place(shelf, found, page)
        pages.append((found.at, screen.pages[0]))
        data = dict(screen.rows[0]).get(texts.BUTTON_NEXT)
        if data is None:
            return pages
        pressed = find_pressed(data)
        assert pressed is not None
        payload = parse_payload(pressed.key)
        assert payload is not None
        there = shelf.find(payload, pressed.at)
        assert there is not None
        found, page = there, pressed.page


@pytest.mark.parametrize("name", [*PLANS, *MADE_UP])
def test_a_plan_is_read_through(name: str):
    """Every place comes once, in order; every page fits and is valid; no word of the plan is left out."""
    shelf = shelf_of(book(name).plan)
    (only,) = shelf.books.values()
    pages = read_through(shelf, only.document.id)
    positions = [at for at, _ in pages]
    assert list(dict.fromkeys(positions)) == list(range(len(only.stops)))
    assert positions == sorted(positions)
    read: dict[int, str] = {}
    for at, page in pages:
        text, entities = parse_html(with_addresses(page, "TroLy_bot"))
        assert utf16(text) <= TELEGRAM_LIMIT
        assert len(entities) <= 100
        if at in read:
            running, _, text = text.partition("\n")
            assert running.endswith("(tiếp theo)")
        read[at] = squeeze(f"{read.get(at, '')} {text}")
    rows = {squeeze(stop.row.text) for stop in only.stops if stop.row}
    for at, stop in enumerate(only.stops):
        if stop.task is not None:
            row = stop.task
            cells = (row.task, row.lead_text, row.coop_text, row.start, row.due, row.product, row.goal)
            for cell in filter(None, (*cells, *row.extra.values())):
                assert squeeze(cell) in read[at]
        if stop.section is not None:
            for paragraph in map(squeeze, stop.section.text.split("\n")):
                assert paragraph in rows or paragraph in read[at]
        if stop.row is not None:
            assert all(squeeze(cell) in read[at] for cell in stop.row.cells)


@pytest.mark.parametrize("name", [*PLANS, *MADE_UP])
def test_back_is_the_way_one_came(name: str):
    """Going back from the end passes the same pages."""
    shelf = shelf_of(book(name).plan)
    (only,) = shelf.books.values()
    forth = read_through(shelf, only.document.id)
    found, page, back = Found(only, len(only.stops) - 1), LAST, []
    while True:
        screen = places.show_place(shelf, found, page)
        back.append((found.at, screen.pages[0]))
        data = dict(screen.rows[0]).get(texts.BUTTON_PREVIOUS)
        if data is None:
            break
        pressed = find_pressed(data)
        assert pressed is not None
        payload = parse_payload(pressed.key)
        assert payload is not None
        there = shelf.find(payload, pressed.at)
        assert there is not None
        found, page = there, pressed.page
    assert back == forth[::-1]


def test_a_row_of_another_table_is_a_place():
    """A citation of a table that assigns no tasks leads to the row it quotes; its section does not repeat it."""
    targets = book("targets")
    table = targets.plan.tables[0]
    shelf = shelf_of(targets.plan)
    for row in table.rows:
        found = shelf.find_place(table.section, row.text)
        assert found is not None
        assert found.stop.row == row
        text = parse_html(with_addresses(render_place(shelf.engine, found)[0], "TroLy_bot")).text
        fields = [pair for pair in zip(table.columns, row.cells, strict=True) if all(pair)]
        assert fields
        assert all(f"{name}: {cell}" in text for name, cell in fields)
    section = shelf.find_place(table.section, "")
    assert section is not None
    assert section.stop.section is not None
    assert texts.ROWS_HERE in render_place(shelf.engine, section)[0]


def test_the_foot_of_a_document():
    """Who signed is read at the end, and a citation of the signature leads there."""
    plan = book("54-KH-UBND").plan
    document = plan.document
    shelf = shelf_of(plan)
    found = shelf.find_place(document.id, document.signer)
    assert found is not None
    assert found.stop.cited == document.id + FOOT
    assert found.at == len(found.book.stops) - 1
    head = shelf.find_place(document.id, document.title)
    assert head is not None
    assert head.at == 0


def test_a_heading_alone_says_what_stands_below_it():
    """A part without words of its own lists its sections."""
    sections = (
        Section(id="7/K@I", doc="7/K", number="I", printed_number="I.", title="NHIỆM VỤ", text="I. NHIỆM VỤ", lines=(5, 5)),
        Section(id="7/K@I.1", doc="7/K", number="I.1", printed_number="1.", title="Đất đai", text="1. Đất đai", parent="7/K@I", level=2, lines=(6, 6)),
    )  # fmt: skip
    shelf = shelf_of(Plan(document=Document(id="7/K", kind="Kế hoạch", number="7/K"), sections=sections))
    text = parse_html(
        with_addresses(render_place(shelf.engine, Found(shelf.books["7/K"], 1))[0], "TroLy_bot")
    ).text
    assert text.endswith(f"{texts.PARTS_BELOW}\n1. Đất đai")


ANY_TEXT = st.text(max_size=9000)


@given(text=ANY_TEXT, title=ANY_TEXT, cell=ANY_TEXT, number=st.text(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_words_fit(text: str, title: str, cell: str, number: str):
    """Whatever stands in a plan, every page is valid and short enough for Telegram."""
    section = Section(
        id=f"7/K@{number}", doc="7/K", number=number, printed_number=number[:9], title=title, text=text, lines=(5, 5)
    )  # fmt: skip
    row = TaskRow(
        doc="7/K", id=f"7/K#{number}", number=number, group="I", group_title=title, task=cell or "x", lead_text=cell,
        extra={title: text}, lines=(6, 6),
    )  # fmt: skip
    plan = Plan(document=Document(id="7/K", kind="Kế hoạch", number="7/K"), sections=(section,), tasks=(row,))
    shelf = shelf_of(plan)
    (only,) = shelf.books.values()
    for at in range(len(only.stops)):
        for page in render_place(shelf.engine, Found(only, at)):
            text, entities = parse_html(with_addresses(page, "TroLy_bot"))
            assert utf16(text) <= TELEGRAM_LIMIT
            assert len(entities) <= 100
    for page in places.show_contents(only).pages:
        assert utf16(parse_html(with_addresses(page, "TroLy_bot")).text) <= TELEGRAM_LIMIT


# ── table of contents ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [*PLANS, *MADE_UP])
def test_the_table_of_contents(name: str):
    """Every part and every group has an entry, in order, and each leads where it says."""
    of = book(name)
    entries = contents_of(of)
    positions = [entry.at for entry in entries]
    assert positions == sorted(set(positions))
    assert positions[0] == 0
    parts = {section.id for section in of.plan.sections if section.level == 1 and not section.is_point}
    assert parts <= {of.stops[at].cited for at in positions}
    groups = {(row.table, row.group) for row in of.plan.tasks}
    there = [of.stops[at].task for at in positions]
    assert groups <= {(row.table, row.group) for row in there if row}
    for at in range(len(of.stops)):
        assert entries[position_in(entries, at)].at <= at
    for page in range(-(-len(entries) // 8)):
        screen = places.show_contents(of, page)
        text = parse_html(with_addresses(screen.pages[0], "TroLy_bot")).text
        assert all(len(label) <= 50 for row in screen.rows for label, _ in row)
        assert all(entry.title in text for entry in entries[page * 8 : page * 8 + 8])


def test_a_long_table_without_groups_has_entries_by_rows():
    """So that its end is not a hundred steps away."""
    long = Book(made([(str(at), f"Việc {at}") for at in range(1, 66)]))
    titles = [entry.title for entry in contents_of(long)]
    assert titles[1:] == [f"Bảng, dòng {a} đến {b}" for a, b in ((1, 20), (21, 40), (41, 60), (61, 65))]


# ── over the plans that come with the project ──────────────────────────────────────────────────────────────


def test_every_citation_has_a_place(service: Service):
    """Whatever an answer may cite is found, and its label is the one that answers use."""
    shelf = Shelf(service.engine)
    for passage in service.engine.passages:
        found = shelf.find_place(passage.cited_as, passage.own)
        assert found is not None
        assert found.book.document == passage.document
    assert len(shelf.labels) == sum(len(of.stops) for of in shelf.books.values())


def test_a_new_version_is_read_anew(service: Service):
    """What is kept of one version is not shown for the next."""
    engine = service.engine
    reading = Reading(lambda: engine)
    first = reading.shelf()
    assert reading.shelf() is first
    engine = cast(Engine, SimpleNamespace(plans=(), tasks=(), documents={}))
    assert reading.shelf().books == {}
    assert reading.roster().all == ()


def test_a_plan_that_was_replaced():
    """Every place of it says so, with a link to the one that took its place."""
    amending, amended = book("amending_plan").plan, book("54-KH-UBND").plan
    shelf = shelf_of(amended, amending)
    shelf.engine.changes.update(find_changes([amended.document, amending.document]))
    of = shelf.books[amended.document.id]
    for at in (0, 10, 80, len(of.stops) - 1):
        shown = parse_html(with_addresses(render_place(shelf.engine, Found(of, at))[0], "TroLy_bot"))
        assert "Kế hoạch số 54/KH-UBND đã được thay thế bằng Kế hoạch số 12/KH-UBND" in shown.text
        (link,) = [e["url"] for e in shown.entities if "url" in e][-1:]
        payload = parse_payload(link.partition(START)[2])
        assert payload is not None
        found = shelf.find(payload)
        assert found is not None
        assert found.book.document == amending.document
