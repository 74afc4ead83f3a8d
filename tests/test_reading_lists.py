"""Lists for a small screen, the agencies of the plans, and what stands below an answer."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace
from typing import cast

import pytest

from bot.pages import Block, Kind, render_pages
from bot.reading.agencies import Agency, Roster
from bot.reading.listing import compose_rows, replace_list
from bot.reading.payloads import START, parse_payload
from bot.reading.shelf import Reading
from bot.render import render_answer
from bot.service import Service
from bot.telegram import agency_views
from bot.telegram.below import compose_extras
from bot.telegram.core import Extras
from bot.telegram.links import with_addresses
from bot.telegram.places import group_of
from bot.telegram.reading_buttons import find_pressed
from bot.texts import reading as texts
from corpus.identity import distinguish
from corpus.model import Agencies, Amendment, Document, Plan, TaskRow
from index.conversation import Conversation
from index.engine import Engine
from index.validity import Change
from tests.telegram_api.markup import Formatted, parse_html

READ = texts.button_read_short("Kế hoạch")


@pytest.fixture(scope="module")
def reading(service: Service) -> Reading:
    """The five plans, read."""
    return Reading(lambda: service.engine)


def shown(page: str) -> Formatted:
    """A page as Telegram shows it."""
    return parse_html(with_addresses(page, "TroLy_bot"))


# ── lists ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "question",
    [
        "Liệt kê các nhiệm vụ trong kế hoạch 220",
        "Có bao nhiêu nhiệm vụ do Công an tỉnh chủ trì?",
        "Các nhiệm vụ có hạn năm 2022",
        "Sở Tư pháp có những việc nào, cả phối hợp?",
    ],
)
def test_a_list_is_whole(service: Service, reading: Reading, question: str):
    """Every row of the set has its number, its beginning and its link, whatever the answer's text shows."""
    answer = service.ask(question, Conversation())
    extras = compose_extras(reading, answer, here=True)
    pages = render_answer(answer, question, listed=extras.listed, links=extras.links)
    text = "\n".join(shown(page).text for page in pages)
    assert text.startswith(answer.text.partition("\n")[0])
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]
    assert numbers == list(range(1, len(answer.items) + 1))
    linked = [e["url"].partition(START)[2] for page in pages for e in shown(page).entities if "url" in e]
    places = [reading.shelf().find(payload) for text in linked if (payload := parse_payload(text))]
    opened = [found.stop.cited for found in places if found and found.stop.task]
    assert opened == list(answer.items)
    assert texts.NO_DUE_PRINTED in text or "hạn: " in text


def test_what_stands_around_a_list_stays(service: Service, reading: Reading):
    """Today's name above it, and rows given to all departments below it."""
    question = "Sở Kế hoạch và Đầu tư chủ trì những nhiệm vụ nào?"
    answer = service.ask(question, Conversation())
    extras = compose_extras(reading, answer, here=True)
    pages = render_answer(answer, question, listed=extras.listed, links=extras.links)
    assert "nay là Sở Tài chính" in shown(pages[0]).text.split("\n\n")[0]
    assert "giao chung cho" in shown(pages[-1]).text


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["Có 2:", "1. A", "2. B"], (["Có 2:"], [])),
        (["Có 40:", "(nay là X)", "1. A", "2. B", "… và 38 nhiệm vụ nữa.", "Ngoài ra"], (["Có 40:", "(nay là X)"], ["Ngoài ra"])),
        (["Chủ trì: Sở X"], None),
    ],
)  # fmt: skip
def test_the_place_of_a_list(lines: list[str], parts: tuple[list[str], list[str]] | None):
    """Only the list itself is replaced."""
    assert replace_list(lines) == parts


def test_who_leads_is_said_once(service: Service):
    """Not in every line where the heading says it; always where it does not."""
    rows = [row for row in service.engine.tasks if row.agencies.lead == ("Sở Tài chính",)]
    engine = service.engine
    said = "\n".join(b.text for b in compose_rows(rows, engine, heading="do Sở Tài chính chủ trì"))
    unsaid = "\n".join(b.text for b in compose_rows(rows, engine))
    both = "\n".join(
        b.text for b in compose_rows(rows, engine, heading="có Sở Tài chính chủ trì hoặc phối hợp")
    )
    assert "Sở Tài chính ·" not in said
    assert unsaid.count("Sở Tài chính ·") == both.count("Sở Tài chính ·") == len(rows)


def made(number: str, province: str, **row: object) -> Plan:
    """A plan of a province with one row."""
    document = Document(id=number, number=number, kind="Kế hoạch", province=province)
    task = TaskRow(doc=number, id=f"{number}#1", number="1", task="Lập quy hoạch", lines=(5, 5), **row)
    return Plan(document=document, tasks=(task,))


def test_a_list_says_what_its_plans_are():
    """The province, where there are several; that a plan was replaced; that a row's repair is not proved."""
    old, new = made("5/KH-UBND", "Yên Bái", uncertain=True), made("6/KH-UBND", "Lào Cai", due="Quý I")
    words = "thay thế Kế hoạch số 5/KH-UBND"
    change = Change(
        new.document, old.document, Amendment(kind="replace", number="5/KH-UBND", words=words, lines=(9, 9))
    )
    documents = {plan.document.id: plan.document for plan in (old, new)}
    engine = cast(Engine, SimpleNamespace(documents=documents, changes={"5/KH-UBND": [change]}))
    lines = [block.text for block in compose_rows([*old.tasks, *new.tasks], engine)]
    assert lines == [
        "Kế hoạch số 5/KH-UBND, Yên Bái (1)",
        "Lưu ý: Kế hoạch số 5/KH-UBND đã được thay thế bằng Kế hoạch số 6/KH-UBND.",
        "1. Lập quy hoạch",
        f"{texts.NO_DUE_PRINTED} · Bảng nhiệm vụ, dòng 1 · {texts.CHECK_ORIGINAL}",
        "Kế hoạch số 6/KH-UBND, Lào Cai (1)",
        "2. Lập quy hoạch",
        "hạn: Quý I · Bảng nhiệm vụ, dòng 1",
    ]


def test_links_in_a_block():
    """The words lead where they first stand as a whole, the longer of two that begin alike."""
    links = (("dòng 1", "?start=a"), ("dòng 1, điểm b", "?start=b"))
    (page,) = render_pages([Block(Kind.NOTE, "dòng 16; dòng 1, điểm b; dòng 1 <x>; dòng 1", links=links)])
    assert page == (
        '<i>dòng 16; <a href="?start=b">dòng 1, điểm b</a>; <a href="?start=a">dòng 1</a> &lt;x&gt;; dòng 1</i>'
    )


def test_no_page_has_more_marks_than_telegram_keeps():
    """Links count as well."""
    blocks = [Block(Kind.NOTE, f"n {at}", links=((f"n {at}", "?start=a"),)) for at in range(300)]
    pages = render_pages(blocks)
    assert max(len(parse_html(with_addresses(page, "b")).entities) for page in pages) <= 100
    assert sum(len(parse_html(with_addresses(page, "b")).entities) for page in pages) == 600


def test_a_text_cannot_make_a_link():
    """Only the program's own markup gets the bot's address."""
    (page,) = render_pages([Block(Kind.TEXT, '<a href="?start=abc">bẫy</a>')])
    assert with_addresses(page, "TroLy_bot") == page


# ── below an answer ────────────────────────────────────────────────────────────────────────────────────────


def below(service: Service, reading: Reading, question: str, *, here: bool = True) -> Extras:
    """What stands below the answer to a question."""
    return compose_extras(reading, service.ask(question, Conversation()), here=here)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        (
            "Ai chủ trì lập quy hoạch tỉnh?",
            [[READ, "I.2 ›"], [texts.BUTTON_COOP, texts.BUTTON_PROSE, "Nhóm I"]],
        ),
        (
            "Dòng 57 kế hoạch 268 hạn khi nào?",
            [["‹ 56", READ, "58 ›"], [texts.BUTTON_COOP, "Nhóm VI"]],
        ),
        ("Kế hoạch 54 ai ký?", [["📖 Xem trong kế hoạch"]]),
        ("Mục II.1.2 kế hoạch 54 nói gì?", [["‹ 1.1", READ, "1.3 ›"], ["Dòng I.2"]]),
        ("Mục 9 công văn 1510 nói gì?", [["‹ 8", "📖 Công văn", "10 ›"]]),
        ("Liệt kê nhiệm vụ của Sở Tư pháp", [["Sở Tư pháp: 15 nhiệm vụ"]]),
        ("Các nhiệm vụ Sở Tư pháp phối hợp", [["Sở Tư pháp: 15 nhiệm vụ"]]),
        ("Nhóm II kế hoạch 220 ai chủ trì?", []),
        ("Liệt kê các nhiệm vụ kế hoạch 54", []),
        ("Giá vàng hôm nay bao nhiêu?", []),
    ],
)
def test_buttons_that_lead_on(service: Service, reading: Reading, question: str, rows: list[list[str]]):
    """Those that lead to something, and no others; few, and short enough for a third of a phone's width."""
    found = below(service, reading, question).rows
    assert [[label for label, _ in row] for row in found] == rows
    assert all(len(label) <= 12 for row in found if len(row) == 3 for label, _ in row)


def test_places_that_are_no_rows_stay_in_a_list(service: Service, reading: Reading):
    """Where something is cited: sections as well, so that the text's own list is not replaced by one of rows."""
    question = "Nghị quyết 29-NQ/TW được nhắc ở đâu?"
    answer = service.ask(question, Conversation())
    assert any("@" in item for item in answer.items)
    extras = compose_extras(reading, answer, here=True)
    assert extras.listed == ()
    (page,) = render_answer(answer, question, listed=extras.listed, links=extras.links)
    linked = {parse_payload(e["url"].partition(START)[2]) for e in shown(page).entities if "url" in e}
    assert len(linked) == len(answer.citations) >= 4


def test_an_answer_from_a_version_before(service: Service, reading: Reading):
    """Gets no buttons that may lead elsewhere now."""
    answer = service.ask("Ai chủ trì lập quy hoạch tỉnh?", Conversation())
    before = answer.model_copy(update={"corpus_version": "an older one"})
    assert compose_extras(reading, before, here=True) == Extras()


def test_in_a_group_reading_opens_in_private(service: Service, reading: Reading):
    """Buttons that open a place are links there; lists and agencies are for all to see."""
    found = below(service, reading, "Ai chủ trì lập quy hoạch tỉnh?", here=False).rows
    data = {label: data for row in found for label, data in row}
    links = {label for label, at in data.items() if at.startswith(START)}
    assert links == {READ, "I.2 ›", texts.BUTTON_PROSE}
    assert all(parse_payload(data[label].removeprefix(START)) for label in links)
    assert all(find_pressed(data[label]) for label in data.keys() - links)


@pytest.mark.parametrize(
    "question",
    ["Ai chủ trì lập quy hoạch tỉnh?", "Kế hoạch 54 ai ký?", "Mục II.1.2 kế hoạch 54", "Giá vàng hôm nay?"],
)
def test_every_place_named_is_a_link(service: Service, reading: Reading, question: str):
    """Each citation of an answer, each nearest place of a refusal."""
    answer = service.ask(question, Conversation())
    extras = compose_extras(reading, answer, here=True)
    pages = render_answer(answer, question, listed=extras.listed, links=extras.links)
    linked = sum(entity["type"] == "text_link" for page in pages for entity in shown(page).entities)
    named = {citation.label for citation in answer.citations} or set(answer.options)
    assert linked == len(named) > 0


# ── agencies ───────────────────────────────────────────────────────────────────────────────────────────────


def test_the_roster_counts_as_answers_do(service: Service, reading: Reading):
    """What /coquan counts is what a question about the agency lists, in both roles."""
    roster = reading.roster()
    departments = [agency for agency in roster.all if agency.name.startswith("Sở ")]
    assert len(departments) >= 10
    for agency in departments:
        for role, rows in (("chủ trì", agency.lead), ("phối hợp", agency.coop)):
            answer = service.ask(f"Liệt kê các nhiệm vụ {agency.name} {role}", Conversation())
            assert list(answer.items) == [row.id for row in rows], (agency.name, role)


def test_the_roster_is_ordered(reading: Reading):
    """Those that lead most first, groups of agencies last; every agency of the tables is there."""
    found = reading.roster().all
    alone = [agency for agency in found if not agency.is_group]
    assert {"Sở Văn hóa, Thể thao và Du lịch", "Ban Quản lý các khu công nghiệp"} <= {a.name for a in alone}
    assert {"UBND huyện, thành phố", "Các sở, ban, ngành", "UBND cấp xã"} <= {a.name for a in found} - {
        a.name for a in alone
    }
    assert list(found[: len(alone)]) == alone
    assert [len(agency.lead) for agency in alone] == sorted((len(a.lead) for a in alone), reverse=True)
    named = {name for row in reading.engine().tasks for name in (*row.agencies.lead, *row.agencies.coop)}
    assert {agency.name for agency in found} == named
    assert len({agency.key for agency in found}) == len(found)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Sở Kế hoạch và Đầu tư", ["Sở Kế hoạch và Đầu tư"]),
        ("Sở Nông nghiệp và Môi trường", ["Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Phát triển nông thôn"]),
    ],
)  # fmt: skip
def test_an_agency_by_todays_name(reading: Reading, words: str, names: list[str]):
    """Stands for those that became it."""
    assert [agency.name for agency in reading.roster().named([words])] == names


def test_what_an_agencys_list_leaves_out(reading: Reading):
    """Rows of agencies merged into it, and of groups that include it, are told apart, with a way to them."""
    roster = reading.roster()
    (finance,) = roster.named(["Sở Tài chính"])
    screen = agency_views.show_agency(roster, finance)
    text = shown(screen.pages[0]).text
    assert "Ngoài ra, 17 nhiệm vụ giao cho Sở Kế hoạch và Đầu tư, nay thuộc cơ quan này." in text
    assert "“Các sở, ban, ngành”" in text
    assert screen.rows[0][0][0] == "Sở Kế hoạch và Đầu tư: 17 nhiệm vụ"


def agency_plan(number: str, province: str, lead: str) -> Plan:
    """A plan of a province with one row."""
    document = Document(
        id=number, number=number, kind="Kế hoạch", province=province, issuer=f"UBND tỉnh {province}",
        date=dt.date(2025, 1, 1),
    )  # fmt: skip
    row = TaskRow(
        doc=number, id=f"{number}#1", number="1", task=f"Việc của {province}", lead_text=lead, lead=(lead,),
        agencies=Agencies(lead=(lead,)), lines=(5, 5),
    )  # fmt: skip
    return Plan(document=document, tasks=(row,))


def test_agencies_of_two_provinces_are_two(reading: Reading):
    """The departments of two provinces share a name, and nothing else; also where the plans share a number."""
    plans = distinguish([agency_plan("5/KH-UBND", p, "Sở Y tế") for p in ("Yên Bái", "Lào Cai")])
    documents = {plan.document.id: plan.document for plan in plans}
    tasks = tuple(row for plan in plans for row in plan.tasks)
    roster = Roster(cast(Engine, SimpleNamespace(documents=documents, tasks=tasks, agencies={"Sở Y tế"})))
    assert [(agency.name, agency.province) for agency in roster.all] == [
        ("Sở Y tế", "Yên Bái"),
        ("Sở Y tế", "Lào Cai"),
    ]
    assert [[row.task for row in agency.lead] for agency in roster.all] == [
        ["Việc của Yên Bái"],
        ["Việc của Lào Cai"],
    ]
    assert "Sở Y tế (Yên Bái)" in shown(agency_views.show_agencies(roster).pages[0]).text


def test_every_view_fits(reading: Reading):
    """Every page of every agency, of the list and of every group is valid, its buttons short and few."""
    roster, shelf = reading.roster(), reading.shelf()
    screens = [agency_views.show_agencies(roster, page) for page in range(9)]
    screens += [agency_views.show_agency(roster, agency, page) for agency in roster.all for page in range(9)]
    for book in shelf.books.values():
        for stop in book.stops:
            if stop.task and stop.task is group_of(shelf, stop.task)[0]:
                screens.append(agency_views.show_group(shelf, stop.task, stop.payload))
                screens.append(agency_views.show_roles(shelf, roster, stop.task))
    for screen in screens:
        (page,) = screen.pages
        assert shown(page).text
        assert len(screen.rows) <= 12
        for row in screen.rows:
            assert len(row) <= 3
            for label, data in row:
                assert len(label) <= 60
                assert find_pressed(data)


def test_the_fact_comes_first(reading: Reading):
    """The first line of an agency's page is its name and both counts."""
    agency = Agency("Sở X", "", [], [])
    rows = list(reading.engine().tasks[:3])
    agency.lead.extend(rows[:2])
    agency.coop.extend(rows[2:])
    screen = agency_views.show_agency(reading.roster(), agency)
    assert shown(screen.pages[0]).text.startswith("Sở X chủ trì 2, phối hợp 1 nhiệm vụ\n")
