"""/hanxong and /xuat, with `kehoach bot` itself over the plans that come with the project."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from bot.texts import general as texts
from bot.texts import lists as texts_lists
from tests.telegram_api.faults import Fault
from tests.telegram_api.people import BotApi
from tests.telegram_api.process import KEHOACH, BotProcess

CALENDAR, SHEET = texts_lists.FILE_BUTTONS.values()


@pytest.fixture(scope="module")
def api(data: Path) -> Iterator[BotApi]:
    """The bot on a day of 2024."""
    with BotApi() as server:
        with BotProcess.ready(server, KEHOACH, KEHOACH_DATA=str(data), KEHOACH_TODAY="2024-06-20"):
            yield server
        assert server.violations == []


def rows_of(content: bytes) -> list[str]:
    """The tasks of a sheet."""
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet is not None
    return [str(row[1].value) for row in sheet.iter_rows() if isinstance(row[0].value, int)]


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("Sở Tư pháp tháng 12/2024", "hạn trong kế hoạch từ 01/12/2024 đến 31/12/2024, Sở Tư pháp"),
        ("so tu phap quy 4", "hạn trong kế hoạch từ 01/10/2024 đến 31/12/2024, Sở Tư pháp"),
        ("quý IV", "hạn trong kế hoạch từ 01/10/2024 đến 31/12/2024"),
        ("kế hoạch 268 tháng này", "hạn trong kế hoạch từ 01/6/2024 đến 30/6/2024, Kế hoạch 268/KH-UBND"),
        ("", "hạn trong kế hoạch từ 20/6/2024 đến 20/7/2024"),
    ],
)
def test_deadlines_by_agency_and_period(api: BotApi, words: str, heading: str):
    """Grouped by date, each with its place; what has no day is counted apart."""
    said = api.private().asks(f"/hanxong {words}".strip())
    count, _, rest = said.marked("bold")[0].partition(" ")
    assert int(count) >= 1
    assert rest == heading
    assert "/2024 (" in said.marked("bold")[1]
    assert said.marked("italic")[0].startswith("Nguồn: Kế hoạch số")
    assert {CALENDAR, SHEET} <= set(said.buttons)


def test_an_edited_command(api: BotApi):
    """Is answered in the place of its first answer; unchanged words are not."""
    lan = api.private()
    asked = lan.says("/hanxong sở tư phap tuần này")
    said = lan.hears()
    lan.edits(asked, "/hanxong Sở Tư pháp tháng 12/2024")
    now = lan.sees_changed(said)
    assert now.marked("bold")[0].endswith("từ 01/12/2024 đến 31/12/2024, Sở Tư pháp")
    lan.presses(now, SHEET)
    assert lan.hears().file == texts_lists.SHEET_FILE
    lan.edits(asked, "/hanxong Sở Tư pháp tháng 12/2024")
    assert lan.asks("/help").text == texts.HELP


def test_no_deadline(api: BotApi):
    """Said so, with the next one, and what has no day."""
    said = api.private().asks("/hanxong Sở Tư pháp tuần này")
    assert said.marked("bold") == ["Không có hạn nào trong kế hoạch từ 17/6/2024 đến 23/6/2024, Sở Tư pháp."]
    assert "Hạn gần nhất sau đó: thứ Ba, 10/12/2024." in said.text
    assert "Thường xuyên: " in said.text


def test_words_that_are_none(api: BotApi):
    """Not understood: said so, with examples."""
    assert "chưa hiểu “giá vàng”" in api.private().asks("/hanxong giá vàng").text


def test_a_task_described(api: BotApi):
    """Its deadline as printed, whenever it is, with its words."""
    said = api.private().asks("/hanxong giải ngân vốn đầu tư công")
    assert "Hạn trong kế hoạch: Năm 2022" in said.text
    assert "giải ngân vốn đầu tư công" in said.marked("expandable_blockquote")[0]
    assert SHEET in said.buttons


def test_deadlines_of_what_is_followed(api: BotApi):
    """Alone, in a chat that follows something: of that."""
    lan = api.private()
    lan.asks("/theodoi Sở Nội vụ")
    said = lan.asks("/hanxong")
    assert said.marked("bold")[0].endswith(texts_lists.OF_FOLLOWED)
    assert "Sở Nội vụ" in said.text
    lan.presses(lan.asks("/theodoi"), "✕")


def test_a_calendar_and_a_sheet(api: BotApi):
    """Both files hold the deadlines of the list, in the topic where they were asked for."""
    lan = api.topic(api.group(forum=True), "Hạn")
    said = lan.asks("/hanxong Sở Tư pháp năm 2024")
    count = int(said.marked("bold")[0].split()[0])
    lan.presses(said, CALENDAR)
    file = lan.hears()
    assert (file.file, file.topic) == (texts_lists.CALENDAR_FILE, lan.topic)
    assert len(Calendar.from_ical(api.files[texts_lists.CALENDAR_FILE].decode()).walk("VEVENT")) == count
    lan.presses(said, SHEET)
    assert lan.hears().text == f"Hạn trong kế hoạch từ 01/01/2024 đến 31/12/2024, Sở Tư pháp: {count} dòng"
    assert len(rows_of(api.files[texts_lists.SHEET_FILE])) == count


def test_the_list_answered_last(api: BotApi):
    """A list's button, and /xuat after it, give all of its rows; another person's /xuat does not."""
    lan = api.group()
    said = lan.asks("/hoi Liệt kê các nhiệm vụ do Sở Kế hoạch và Đầu tư chủ trì")
    count = int(said.marked("bold")[0].split()[1])
    lan.presses(said, SHEET)
    assert lan.hears().file == texts_lists.SHEET_FILE
    tasks = rows_of(api.files[texts_lists.SHEET_FILE])
    assert len(tasks) == count
    assert lan.asks("/xuat").file == texts_lists.SHEET_FILE
    assert rows_of(api.files[texts_lists.SHEET_FILE]) == tasks
    assert api.colleague(lan).asks("/xuat").text == texts_lists.EXPORT_WHAT


@pytest.mark.parametrize(
    ("words", "title", "count"),
    [
        ("Sở Tư pháp", "Danh mục nhiệm vụ: Sở Tư pháp", 7),
        ("kế hoạch 54", "Danh mục nhiệm vụ: Kế hoạch 54/KH-UBND", 59),
        ("Liệt kê các nhiệm vụ do Sở Tư pháp chủ trì", texts_lists.LIST_TITLE, 7),
        ("Sở Nội vụ quý IV/2024", "Danh mục nhiệm vụ: Sở Nội vụ quý IV/2024", 3),
        (
            "Sở Tư pháp từ 09/12/2024 đến 16/12/2024",
            "Danh mục nhiệm vụ: Sở Tư pháp từ 09/12/2024 đến 16/12/2024",
            1,
        ),
        ("Kế hoạch số 54/KH-UBND ngày 12/4/2022", "Danh mục nhiệm vụ: Kế hoạch 54/KH-UBND", 59),
    ],
)
def test_rows_as_a_sheet(api: BotApi, words: str, title: str, count: int):
    """Of an agency, of a plan, of a list asked for, of a period: that of a cell, else the days in it."""
    said = api.private().asks(f"/xuat {words}")
    assert said.text == f"{title}: {count} dòng"
    assert len(rows_of(api.files[texts_lists.SHEET_FILE])) == count


def test_nothing_to_export(api: BotApi):
    """Said so."""
    lan = api.private()
    assert lan.asks("/xuat").text == texts_lists.EXPORT_WHAT
    assert lan.asks("/xuat giá vàng").text == texts_lists.EXPORT_NOTHING
    assert lan.asks("/xuat Sở Tư pháp tháng 5/2024").text == texts_lists.EXPORT_NOTHING


def test_a_file_is_sent_once(api: BotApi):
    """A lost confirmation does not double it."""
    lan = api.private()
    api.faults.add("sendDocument", Fault("drop_after"), Fault("status", 502), chat_id=lan.chat.id)
    assert lan.asks("/xuat Sở Tư pháp").file == texts_lists.SHEET_FILE
    assert lan.asks("/help").file is None


def test_a_list_of_before_a_restart(api: BotApi):
    """Its file is forgotten: the person is asked to ask again."""
    lan = api.private()
    said = lan.asks("/hanxong")
    press = lan.presses_data(said, "e:i:AAAAAAAA")
    assert (press.notice, press.alert) == (texts.EXPIRED, True)
