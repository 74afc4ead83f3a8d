"""Conversations about reading plans on a phone: links, the reader, lists, agencies; `kehoach bot` itself."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.reading.payloads import LENGTH
from bot.service import open_library
from bot.texts import access as texts_access
from bot.texts import feedback as texts_feedback
from bot.texts import general as program_texts
from bot.texts import lists as texts_lists
from bot.texts import reading as texts
from corpus.history import Action
from corpus.library import Library
from index.engine import save_index
from tests.plans import FARMING, write_plan
from tests.telegram_api.people import BotApi, Person, Said
from tests.telegram_api.process import KEHOACH, BotProcess
from tests.telegram_api.world import BOT

NAME = BOT["username"]
READ = texts.button_read_short("Kế hoạch")
PLANNING = "Ai chủ trì lập quy hoạch tỉnh?"
ROW = "Kế hoạch số 54/KH-UBND ngày 12/4/2022, Danh mục, nhóm I, dòng 1"
SURVEY = ("Rà soát diện tích quế hiện có", "Sở Tài nguyên và Môi trường", "Quý I/2024")
PLANTING = ("Trồng quế", FARMING, "Quý IV/2024")
MARKING = ("Xây dựng chỉ dẫn địa lý cho quế Văn Yên", "Sở Công Thương", "Quý III/2024")


@pytest.fixture(scope="module")
def api(data: Path) -> Iterator[BotApi]:
    """The bot over the plans that come with the project, on a day of 2024."""
    with BotApi() as server:
        with BotProcess.ready(server, KEHOACH, KEHOACH_DATA=str(data), KEHOACH_TODAY="2024-06-20"):
            yield server
        assert server.violations == []


def tasks_of(content: bytes) -> list[str]:
    """The tasks of a sheet."""
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [str(row[1].value) for row in sheet.iter_rows() if isinstance(row[0].value, int)]


def steps(person: Person, said: Said, label: str) -> Said:
    """Press a button that edits the message in place."""
    assert person.presses(said, label).notice is None
    return person.sees_changed(said)


def opens(person: Person, said: Said, label: str) -> Said:
    """Press a button that sends a new message."""
    assert person.presses(said, label).notice is None
    return person.hears()


def heading(said: Said) -> str:
    """The first bold words."""
    return said.marked("bold")[0]


# ── from an answer into the plan ───────────────────────────────────────────────────────────────────────────


def test_an_answer_on_a_phone(api: BotApi):
    """The fact is the first line, the quote can be opened, its place is a link, two short rows lead on."""
    said = api.private().asks(PLANNING)
    assert said.text.startswith("Chủ trì: Sở Kế hoạch và Đầu tư\n")
    assert heading(said) == "Chủ trì: Sở Kế hoạch và Đầu tư"
    assert said.marked("expandable_blockquote")[0].startswith("Hoàn thành lập Quy hoạch tỉnh")
    assert ROW in said.links
    reading = said.rows[:2]
    assert reading == [[READ, "I.2 ›"], [texts.BUTTON_COOP, texts.BUTTON_PROSE, "Nhóm I"]]


def test_a_citation_opens_its_row(api: BotApi):
    """Its words, its place, its fields in lines with their names, and what may be done from there."""
    lan = api.private()
    place = lan.opens(lan.asks(PLANNING).links[ROW])
    assert heading(place) == "Danh mục, nhóm I, dòng 1"
    assert place.marked("italic")[0] == "Kế hoạch số 54/KH-UBND ngày 12/4/2022"
    assert place.marked("blockquote")[0].startswith("Hoàn thành lập Quy hoạch tỉnh")
    assert "Chủ trì: Sở Kế hoạch và Đầu tư\n(Sở Kế hoạch và Đầu tư nay là Sở Tài chính)" in place.text
    assert "Thời hạn: Năm 2022" in place.text
    assert place.rows == [
        [texts.BUTTON_PREVIOUS, "73/132", texts.BUTTON_NEXT],
        [texts.BUTTON_CONTENTS, texts.BUTTON_PROSE, "Nhóm I"],
    ]


def test_reading_on(api: BotApi):
    """In place, over the end of the prose into the table, and back; the answer stays above."""
    lan = api.private()
    said = lan.asks(PLANNING)
    place = opens(lan, said, READ)
    assert place.replies_to == said.id
    before = steps(lan, place, texts.BUTTON_PREVIOUS)
    assert before.id == place.id
    assert heading(before) == "Phần III, mục 2"
    assert "72/132" in before.buttons
    assert heading(steps(lan, before, texts.BUTTON_NEXT)) == "Danh mục, nhóm I, dòng 1"
    assert lan.sees(said.id).text == said.text


def test_neighbouring_rows(api: BotApi):
    """The row after it, by its number."""
    lan = api.private()
    after = opens(lan, lan.asks("Dòng 57 kế hoạch 268 hạn khi nào?"), "58 ›")
    assert heading(after).endswith("dòng 58")


def test_the_ends_of_a_plan(api: BotApi):
    """The head has no way back, the foot none further; in between everything is reached."""
    lan = api.private()
    documents = lan.asks("/vanban")
    head = lan.opens(documents.links["220/KH-UBND"])
    assert head.rows[0] == ["1/94", texts.BUTTON_NEXT]
    assert "QUY HOẠCH TỈNH TUYÊN QUANG" in head.text
    signed = lan.asks("Kế hoạch 54 ai ký?")
    foot = lan.opens(signed.links["Kế hoạch số 54/KH-UBND ngày 12/4/2022"])
    assert foot.rows[0] == [texts.BUTTON_PREVIOUS, "132/132"]
    assert "Nguyễn Văn Sơn" in foot.text
    assert "Nơi nhận:" in foot.text


def test_a_long_section(api: BotApi):
    """Is read page by page with the same button, and backwards from its end."""
    lan = api.private()
    said = lan.asks("Mục II.6 kế hoạch 165")
    first = opens(lan, said, READ)
    assert "11/41 · tr. 1/2" in first.buttons
    second = steps(lan, first, texts.BUTTON_NEXT)
    assert second.text.startswith("Phần II, mục 6 (tiếp theo)")
    after = steps(lan, second, texts.BUTTON_NEXT)
    assert heading(after) == "Phần II, mục 7"
    assert "11/41 · tr. 2/2" in steps(lan, after, texts.BUTTON_PREVIOUS).buttons


def test_the_table_of_contents(api: BotApi):
    """Opens at the place one reads, turns its pages, and leads to a group of rows."""
    lan = api.private()
    place = lan.opens(lan.asks(PLANNING).links[ROW])
    contents = steps(lan, place, texts.BUTTON_CONTENTS)
    assert heading(contents) == "Mục lục Kế hoạch số 54/KH-UBND ngày 12/4/2022"
    assert "3/5" in contents.buttons
    further = steps(lan, contents, texts.BUTTON_NEXT)
    assert "4/5" in further.buttons
    group = next(label for label in further.buttons if label.startswith("Nhóm IX"))
    assert heading(steps(lan, further, group)).startswith("Danh mục, nhóm IX, dòng 1")


def test_table_and_prose_of_the_same_task(api: BotApi):
    """From the row to the section, and back."""
    lan = api.private()
    prose = opens(lan, lan.asks(PLANNING), texts.BUTTON_PROSE)
    assert heading(prose) == "Phần II, mục 1.1"
    assert heading(steps(lan, prose, "Dòng I.1")) == "Danh mục, nhóm I, dòng 1"


def test_the_whole_group(api: BotApi):
    """Complete, with who and by when, each row a link; as a sheet."""
    lan = api.private()
    group = opens(lan, lan.asks(PLANNING), "Nhóm I")
    assert heading(group).endswith("(4 nhiệm vụ)")
    assert "Sở Xây dựng · hạn: Năm 2022 · Danh mục, nhóm I, dòng 4" in group.text
    assert heading(lan.opens(group.links["Danh mục, nhóm I, dòng 4"])) == "Danh mục, nhóm I, dòng 4"
    lan.presses(group, texts.BUTTON_SHEET)
    assert lan.hears().file == texts_lists.SHEET_FILE
    assert len(tasks_of(api.files[texts_lists.SHEET_FILE])) == 4


def test_the_agencies_of_a_task(api: BotApi):
    """Who cooperates is the first line; each agency leads to its own tasks."""
    lan = api.private()
    roles = opens(lan, lan.asks(PLANNING), texts.BUTTON_COOP)
    assert roles.text.startswith("Phối hợp: Các cơ quan liên quan; UBND huyện, thành phố\nChủ trì: ")
    assert ROW in roles.links
    agency = opens(lan, roles, "Sở Kế hoạch và Đầu tư: 17 nhiệm vụ")
    assert heading(agency) == "Sở Kế hoạch và Đầu tư chủ trì 15, phối hợp 2 nhiệm vụ"


def test_the_nearest_places_of_a_refusal(api: BotApi):
    """Are links; below it one can only say that it is not right, for nothing was found."""
    lan = api.private()
    said = lan.asks("giá vàng")
    assert said.rows == [[texts_feedback.BUTTON_WRONG]]
    assert len(said.links) == said.text.count("Gần nhất: ") == 3
    for label, link in said.links.items():
        assert label.lower().endswith(heading(lan.opens(link)).lower())


def test_readings_to_choose_from(api: BotApi):
    """What tells one reading from the others stands where a phone shows it."""
    said = api.private().asks("mục 3")
    assert said.text.count("ngày 19/9/2023") == 5
    labels = [label for row in said.rows for label in row]
    assert labels[0] == "1. 1510/UBND-TH, mục 3"
    assert "5. 220/KH-UBND, Phụ lục, nhóm II, dòng 3" in labels


# ── links ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        ("abc", texts.LINK_UNKNOWN),
        ("x" * LENGTH, texts.DOCUMENT_GONE),
        ("x" * 64, texts.LINK_UNKNOWN),
        ("../../etc", texts.LINK_UNKNOWN),
        ("Kế hoạch 54", texts.LINK_UNKNOWN),
    ],
)
def test_links_that_lead_nowhere(api: BotApi, payload: str, told: str):
    """One polite line."""
    assert api.private().asks(f"/start {payload}").text == told


def test_start_alone_greets(api: BotApi):
    """As before."""
    assert api.private().asks("/start").text == program_texts.WELCOME


def test_crafted_buttons(api: BotApi):
    """Data that no button has: said so, nothing changed."""
    lan = api.private()
    said = lan.asks(PLANNING)
    for data in ("r:s:abc:0", f"r:s:{'x' * LENGTH}:0", "r:a:nichts:3", "r:q::0", "r:x:abc:0", "r:c::0"):
        press = lan.presses_data(said, data)
        assert press.notice
        assert press.alert
    assert lan.sees(said.id).json == said.json


def test_sources_of_other_lists(api: BotApi):
    """What /hanxong lists is cited with links, too."""
    lan = api.private()
    said = lan.asks("/hanxong Sở Tư pháp tháng 12/2024")
    label = next(iter(said.links))
    assert label.startswith("Kế hoạch số 268/KH-UBND")
    assert label.lower().endswith(heading(lan.opens(said.links[label])).lower())


# ── in groups ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_group_reads_in_private(api: BotApi):
    """In a topic, reading buttons are links into the private chat; the group's list comes into the topic."""
    lan = api.topic(api.group(forum=True), "Quy hoạch")
    asked = lan.says(f"/hoi@{NAME} {PLANNING}")
    said = lan.hears()
    assert (said.topic, said.replies_to) == (lan.topic, asked)
    assert {ROW, READ, "I.2 ›", texts.BUTTON_PROSE} <= set(said.links)
    at_home = api.private()
    assert heading(at_home.opens(said.links[READ])) == "Danh mục, nhóm I, dòng 1"
    assert heading(at_home.opens(said.links[texts.BUTTON_PROSE])) == "Phần II, mục 1.1"
    group = opens(lan, said, "Nhóm I")
    assert (group.topic, group.replies_to) == (lan.topic, said.id)
    roles = opens(lan, said, texts.BUTTON_COOP)
    assert roles.topic == lan.topic


def test_an_edited_question(api: BotApi):
    """Is answered in place, with the buttons and links of the new answer."""
    lan = api.group()
    asked = lan.says(f"/hoi@{NAME} {PLANNING}")
    said = lan.hears()
    lan.edits(asked, f"/hoi@{NAME} Dòng 57 kế hoạch 268 hạn khi nào?")
    changed = lan.sees_changed(said)
    assert changed.rows[0] == ["‹ 56", READ, "58 ›"]
    assert ROW not in changed.links


# ── /nhiemvu ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "first", "count"),
    [
        ("Sở Tư pháp", "Có 7 nhiệm vụ do Sở Tư pháp chủ trì", 7),
        ("so tu phap", "Có 7 nhiệm vụ do Sở Tư pháp chủ trì", 7),
        ("kế hoạch 54", "Có 59 nhiệm vụ trong Kế hoạch 54/KH-UBND", 59),
        ("nhóm II kế hoạch 54", "Có 18 nhiệm vụ thuộc nhóm II", 18),
        ("quý IV/2024", "Có 7 nhiệm vụ có thời hạn quý IV/2024", 7),
        ("Sở Nội vụ quý IV/2024", "Có 3 nhiệm vụ do Sở Nội vụ chủ trì có thời hạn quý IV/2024", 3),
        ("tháng này", "Có 1 nhiệm vụ có thời hạn tháng này", 1),
    ],
)
def test_tasks(api: BotApi, words: str, first: str, count: int):
    """Of an agency, a plan, a group, a period: the complete set with links, and as a sheet."""
    lan = api.private()
    said = lan.asks(f"/nhiemvu {words}")
    assert said.text.startswith(first)
    assert "1. " in said.text
    assert len(said.links) >= min(count, 5)
    last = [row for row in said.rows if texts_lists.FILE_BUTTONS["x"] in row]
    assert last == [[texts_lists.FILE_BUTTONS["x"], texts_feedback.BUTTON_WRONG]]
    lan.presses(said, texts_lists.FILE_BUTTONS["x"])
    assert lan.hears().file == texts_lists.SHEET_FILE
    assert len(tasks_of(api.files[texts_lists.SHEET_FILE])) == count


def test_a_list_over_pages_is_whole(api: BotApi):
    """All 93 rows of a plan, page by page, with the position."""
    lan = api.private()
    said = lan.asks("/nhiemvu kế hoạch 220")
    text = said.text
    while program_texts.NEXT_PAGE in said.buttons:
        said = steps(lan, said, program_texts.NEXT_PAGE)
        text += "\n" + said.text
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]
    assert numbers == list(range(1, 94))
    assert any(re.fullmatch(r"(\d+)/\1", label) for label in said.buttons)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("tuần này", "Không có hạn nào trong kế hoạch từ 17/6/2024 đến 23/6/2024."),
        ("Sở Tư pháp từ 09/12/2024 đến 16/12/2024", "Có 1 nhiệm vụ do Sở Tư pháp chủ trì có thời hạn từ 09/12/2024 đến 16/12/2024"),
        ("165", "Có 9 nhiệm vụ trong Kế hoạch 165-KH/TU:"),
    ],
)  # fmt: skip
def test_tasks_in_other_words(api: BotApi, words: str, first: str):
    """A span that no plan prints, by the days on which rows fall due; a plan by its bare number."""
    assert api.private().asks(f"/nhiemvu {words}").text.startswith(first)


def test_a_document_without_tasks(api: BotApi):
    """Said so, with its table of contents."""
    lan = api.private()
    said = lan.asks("/nhiemvu công văn 1510")
    assert said.text.startswith("Công văn số 1510/UBND-TH ngày 16/4/2022 không có bảng giao nhiệm vụ.")
    contents = opens(lan, said, texts.BUTTON_CONTENTS)
    assert heading(contents) == "Mục lục Công văn số 1510/UBND-TH ngày 16/4/2022"


def test_tasks_of_nothing_known(api: BotApi):
    """Said so as of a question."""
    assert "không" in heading(api.private().asks("/nhiemvu giá vàng"))


def test_tasks_without_words(api: BotApi):
    """How to ask; or, where something is followed, its tasks; in that topic alone."""
    group = api.group(forum=True)
    one, other = api.topic(group, "Tư pháp"), api.topic(group, "Khác")
    assert one.asks(f"/nhiemvu@{NAME}").text == texts.TASKS_WHAT
    one.asks(f"/theodoi@{NAME} Sở Tư pháp")
    said = one.asks(f"/nhiemvu@{NAME}")
    assert heading(said) == "7 nhiệm vụ đang theo dõi ở đây"
    assert said.topic == one.topic
    assert "Phụ lục, nhóm I, dòng 1" in said.links
    one.presses(said, texts_lists.FILE_BUTTONS["x"])
    assert one.hears().topic == one.topic
    assert other.asks(f"/nhiemvu@{NAME}").text == texts.TASKS_WHAT
    assert api.private().asks("/nhiemvu").text == texts.TASKS_WHAT
    one.presses(one.asks(f"/theodoi@{NAME}"), "✕")


def test_edited_commands(api: BotApi):
    """/nhiemvu and /coquan are answered anew in place, as questions are."""
    lan = api.group()
    asked = lan.says(f"/nhiemvu@{NAME} Sở Tư pháp")
    said = lan.hears()
    assert said.replies_to == asked
    lan.edits(asked, f"/nhiemvu@{NAME} Công an tỉnh")
    assert heading(lan.sees_changed(said)).startswith("Có 9 nhiệm vụ do Công an tỉnh")
    asked = lan.says(f"/coquan@{NAME} Sở Tư pháp")
    said = lan.hears()
    lan.edits(asked, f"/coquan@{NAME} Công an tỉnh")
    assert heading(lan.sees_changed(said)) == "Công an tỉnh chủ trì 9 nhiệm vụ"


# ── /coquan ────────────────────────────────────────────────────────────────────────────────────────────────


def test_all_agencies(api: BotApi):
    """Paged, each with both counts, today's names, and a button."""
    lan = api.private()
    said = lan.asks("/coquan")
    assert heading(said) == "64 cơ quan, nhóm cơ quan được giao việc trong 4 văn bản"
    assert "3. Sở Kế hoạch và Đầu tư (nay là Sở Tài chính): 15 / 2" in said.text
    assert said.rows[-1] == ["1/8", texts.BUTTON_NEXT]
    second = steps(lan, said, texts.BUTTON_NEXT)
    assert "9. " in second.text
    assert "2/8" in second.buttons
    agency = opens(lan, second, next(iter(second.buttons)))
    assert "CHỦ TRÌ (" in agency.text


def test_one_agency(api: BotApi):
    """Leading and cooperating apart, today's name, every row a link, pages that turn, all as a sheet."""
    lan = api.private()
    said = lan.asks("/coquan sở kế hoạch")
    assert said.text.startswith("Sở Kế hoạch và Đầu tư chủ trì 15, phối hợp 2 nhiệm vụ\n(")
    assert "nay là Sở Tài chính" in said.text
    first, said = said.text, steps(lan, said, texts.BUTTON_NEXT)
    text = first + said.text
    assert text.index("CHỦ TRÌ (15)") < text.index("PHỐI HỢP (2)") < text.index("17. ")
    lan.presses(said, texts.BUTTON_SHEET)
    assert lan.hears().file == texts_lists.SHEET_FILE
    assert len(tasks_of(api.files[texts_lists.SHEET_FILE])) == 17
    every = steps(lan, said, texts.BUTTON_ALL_AGENCIES)
    assert "1/8" in every.buttons


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Sở Nông nghiệp và Môi trường", "Các cơ quan có tên gần với “Sở Nông nghiệp và Môi trường”:"),
        ("sơn dương", "Các cơ quan có tên gần với “sơn dương”:"),
        ("kho tàng", "Các bảng nhiệm vụ đã nạp không giao việc cho “kho tàng”."),
    ],
)
def test_agencies_by_other_words(api: BotApi, words: str, first: str):
    """Today's name of several, a part of a name, a name there is not: always with a way on."""
    lan = api.private()
    said = lan.asks(f"/coquan {words}")
    assert said.text.startswith(first)
    assert opens(lan, said, next(iter(said.buttons))).marked("bold")[0].endswith(" nhiệm vụ")


def test_a_sheet_of_what_was_listed_last(api: BotApi):
    """/xuat alone makes one of /nhiemvu and of /coquan as well."""
    lan = api.private()
    for command, count in (("/coquan Sở Tư pháp", 15), ("/nhiemvu Công an tỉnh", 9)):
        lan.asks(command)
        assert lan.asks("/xuat").file == texts_lists.SHEET_FILE
        assert len(tasks_of(api.files[texts_lists.SHEET_FILE])) == count


def test_agencies_in_a_group(api: BotApi):
    """As a reply, in the topic; so is what its buttons send."""
    lan = api.topic(api.group(forum=True), "Cơ quan")
    asked = lan.says(f"/coquan@{NAME}")
    said = lan.hears()
    assert (said.topic, said.replies_to) == (lan.topic, asked)
    assert opens(lan, said, "Sở Nội vụ").topic == lan.topic


# ── what changes meanwhile ─────────────────────────────────────────────────────────────────────────────────


def serve(library: Library, *files: Path) -> None:
    """Put plan files into service, in place of those before."""
    with library.changing(), library.staging(files, save_index) as version:
        library.activate(version, Action.ADDED)


def cinnamon(folder: Path, rows: Sequence[tuple[str, str, str]], **changes: object) -> Path:
    """A plan of three rows, or those given."""
    return write_plan(folder, "que.txt", rows=tuple(rows), **changes)


def test_reading_outlives_restarts_and_changes(tmp_path: Path):
    """Links and buttons of messages sent before: a row that moved, one reworded, one gone, the plan gone."""
    library = open_library(tmp_path / "data")
    other = write_plan(tmp_path, "khac.txt", number=13, matter="Trồng rừng", task="Trồng rừng gỗ lớn")
    serve(library, cinnamon(tmp_path, (SURVEY, PLANTING, MARKING)), other)
    environment = {"KEHOACH_DATA": str(tmp_path / "data"), "KEHOACH_TODAY": "2024-02-10"}
    with BotApi() as api:
        with BotProcess.ready(api, KEHOACH, **environment) as bot:
            lan = api.private()
            said = lan.asks("Ai chủ trì trồng quế?")
            (link,) = [at for label, at in said.links.items() if label.endswith("dòng 2")]
            read = lan.opens(link)
            assert "5/6" in read.buttons
            listed = lan.asks("/coquan Sở Công Thương")
            bot.stops()
        with BotProcess.ready(api, KEHOACH, **environment):
            assert heading(steps(lan, read, texts.BUTTON_NEXT)).endswith("dòng 3")
            assert heading(steps(lan, lan.sees(read.id), texts.BUTTON_PREVIOUS)).endswith("dòng 2")
            serve(library, cinnamon(tmp_path, (SURVEY, MARKING, PLANTING)), other)
            moved = lan.opens(link)
            assert heading(moved).endswith("dòng 3")
            assert texts.CHANGED not in moved.text
            serve(library, cinnamon(tmp_path, (SURVEY, ("Trồng mới cây quế", *PLANTING[1:]), MARKING)), other)
            reworded = lan.opens(link)
            assert reworded.text.startswith(texts.CHANGED)
            assert reworded.marked("blockquote") == ["Trồng mới cây quế"]
            serve(library, cinnamon(tmp_path, (SURVEY,)), other)
            gone = lan.opens(link)
            assert gone.text.startswith(texts.PLACE_GONE)
            assert heading(gone).startswith("Kế hoạch số 12/KH-UBND")
            nearest = steps(lan, lan.sees(read.id), texts.BUTTON_NEXT)
            assert nearest.text.startswith(texts.PLACE_GONE)
            assert heading(nearest).endswith("dòng 1")
            assert lan.presses(listed, texts.BUTTON_SHEET).notice == texts.ROW_GONE
            serve(library, other)
            assert lan.opens(link).text == texts.DOCUMENT_GONE
            press = lan.presses(lan.sees(read.id), texts.BUTTON_PREVIOUS)
            assert (press.notice, press.alert) == (texts.DOCUMENT_GONE, True)
        assert api.violations == []


def test_a_link_gives_nothing_to_others(data: Path):
    """Who may not use the bot reads the usual line, whatever the link; a listed group reads where it asks."""
    with BotApi() as api:
        group_id, admin_id = -1_002_000_000_077, 300_000_077
        environment = {
            "KEHOACH_DATA": str(data),
            "KEHOACH_CHATS": f"{group_id}",
            "KEHOACH_ADMINS": f"{admin_id}",
        }
        with BotProcess.ready(api, KEHOACH, **environment):
            lan = api.group(group_id)
            said = lan.asks(f"/hoi@{NAME} {PLANNING}")
            link = said.links[ROW]
            assert READ not in said.links
            assert heading(opens(lan, said, READ)) == "Danh mục, nhóm I, dòng 1"
            stranger = api.private()
            assert stranger.opens(link).text == texts_access.MAY_ASK
            said = stranger.asks("/coquan")
            assert said.text == texts_access.MAY_ASK
            press = stranger.presses_data(said, f"r:s:{link.partition('=')[2]}:0")
            assert press.notice == program_texts.not_allowed(stranger.chat.id)
            assert stranger.sees(said.id).json == said.json
            assert heading(api.private(admin_id).opens(link)) == "Danh mục, nhóm I, dòng 1"
        assert api.violations == []
