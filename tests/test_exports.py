"""Files of deadlines and rows: opened with standard parsers, they hold the right rows and days."""

import datetime as dt
import io
import json
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from bot.__main__ import main
from bot.clock import ZONE
from bot.export.calendar import render_calendar
from bot.export.sheet import Line, lines_of, render_sheet
from bot.texts.lists import COLUMNS
from corpus.model import TaskRow
from index.deadlines import Deadlines
from tests.offices import AGENCY, PLAN, engine_of, rows

NOW = dt.datetime(2026, 6, 1, 8, 0, tzinfo=ZONE)
DOCUMENTS = {PLAN.id: PLAN}
LONG = "Rà soát, hệ thống hóa; <b> & “trích dẫn”, \\ dấu gạch " * 20


def deadlines_of(*tasks: TaskRow) -> Deadlines:
    return Deadlines(engine_of(tasks))


def test_a_calendar() -> None:
    """Every deadline is one all-day event with its words, alarms before it, and a stable id."""
    tasks = rows(Báo_cáo_quý="Hằng quý", Trình="Trước ngày 15/7/2026", Làm="Thường xuyên")
    tasks = (tasks[0].model_copy(update={"task": LONG, "coop_text": "Các sở, ban, ngành"}), *tasks[1:])
    deadlines = deadlines_of(*tasks)
    found = deadlines.between(deadlines.select(), dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    content = render_calendar("Hạn của Sở Tư pháp", found, DOCUMENTS, NOW)
    assert content == render_calendar("Hạn của Sở Tư pháp", found, DOCUMENTS, NOW)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert not content.replace(b"\r\n", b"").count(b"\n")
    calendar = Calendar.from_ical(content.decode("utf-8"))
    events = calendar.walk("VEVENT")
    assert [event.decoded("dtstart").isoformat() for event in events] == [
        "2026-03-31", "2026-06-30", "2026-07-15", "2026-09-30", "2026-12-31",
    ]  # fmt: skip
    assert all(event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(days=1) for event in events)
    assert len({str(event["uid"]) for event in events}) == len(events)
    assert LONG.strip() in str(events[0]["description"])
    assert "Hạn trong kế hoạch: Hằng quý" in str(events[0]["description"])
    assert "Nguồn: Kế hoạch số 7/KH-UBND ngày 20/12/2025" in str(events[0]["description"])
    assert str(calendar["x-wr-calname"]) == "Hạn của Sở Tư pháp"
    for event in events:
        before = 1 if "Trước ngày" in str(event["description"]) else 0
        alarms = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
        assert alarms == [dt.timedelta(days=-days - before, hours=7, minutes=30) for days in (7, 3, 1)]


def test_an_event_keeps_its_id() -> None:
    """Read anew and renumbered, the same deadline is the same event."""

    def ids(*tasks: TaskRow) -> list[str]:
        deadlines = deadlines_of(*tasks)
        found = deadlines.between(deadlines.select(), dt.date(2026, 1, 1), dt.date(2026, 12, 31))
        events = Calendar.from_ical(render_calendar("", found, DOCUMENTS, NOW).decode()).walk("VEVENT")
        return [str(event["uid"]) for event in events]

    before = ids(*rows(Trình="Quý II/2026"))
    assert before == [uid for uid in ids(*rows(Mới="Quý I/2026", Trình="Quý II/2026")) if uid in before]


def test_a_sheet() -> None:
    """Title, plan, date; the columns an office expects; the rows in order; set up to be printed."""
    tasks = rows(Báo_cáo="Hằng quý", Trình="Trước ngày 15/7/2026")
    tasks = (tasks[0].model_copy(update={"task": "=1+1 là công thức\x07", "product": "Báo\ncáo"}), *tasks[1:])
    deadlines = deadlines_of(*tasks)
    found = deadlines.between(deadlines.select(), dt.date(2026, 6, 1), dt.date(2026, 9, 30))
    book = load_workbook(io.BytesIO(render_sheet("Hạn quý III", lines_of(found), DOCUMENTS, NOW.date())))
    sheet = book.active
    assert sheet is not None
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert values[0][0] == "Hạn quý III"
    assert values[1][0] == "Kế hoạch số 7/KH-UBND ngày 20/12/2025"
    assert "ngày 01/6/2026" in str(values[2][0])
    header = next(at for at, row in enumerate(values) if row[0] == "Stt")
    assert tuple(values[header]) == COLUMNS
    source = "Kế hoạch số 7/KH-UBND ngày 20/12/2025, Bảng nhiệm vụ, dòng"
    formula = "=1+1 là công thức"
    assert values[header + 1 :] == [
        [1, formula, AGENCY, None, "Hằng quý (30/6/2026)", "Báo cáo", f"{source} 1"],
        [2, "Trình", AGENCY, None, "Trước ngày 15/7/2026", None, f"{source} 2"],
        [3, formula, AGENCY, None, "Hằng quý (30/9/2026)", "Báo cáo", f"{source} 1"],
    ]
    assert sheet.cell(header + 2, 2).data_type == "s"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == "9" or sheet.page_setup.paperSize == 9  # A4
    assert sheet.print_title_rows == f"${header + 1}:${header + 1}"
    for row in sheet.iter_rows(min_row=header + 1):
        assert all(cell.border.left.style == cell.border.bottom.style == "thin" for cell in row)
        assert all(cell.alignment.wrap_text for cell in row)
        assert 0 < sheet.row_dimensions[row[0].row].height <= 409


def test_a_sheet_of_nothing_and_of_much() -> None:
    """No rows, and a row longer than a page, are no errors."""
    (row,) = rows(Dài="Thường xuyên")
    for lines in ([], [Line(row.model_copy(update={"task": "từ " * 9000}))]):
        content = render_sheet("Danh sách", lines, DOCUMENTS, NOW.date())
        assert load_workbook(io.BytesIO(content)).active is not None


# ── the command ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(autouse=True)
def environment(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEHOACH_DATA", str(data))
    monkeypatch.setenv("KEHOACH_TODAY", "2024-06-20")


def test_the_command_lists_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The lines, the calendar and the sheet hold the same deadlines."""
    ics, xlsx = tmp_path / "a.ics", tmp_path / "a.xlsx"
    year = ["--from", "2024-01-01", "--to", "2024-12-31"]
    files = ["--ics", str(ics), "--xlsx", str(xlsx)]
    assert main(["deadlines", "--agency", "Sở Tư pháp", *year, "--json", *files]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert records
    assert all("Sở Tư pháp" in record["lead"] and record["day"].startswith("2024") for record in records)
    events = Calendar.from_ical(ics.read_text(encoding="utf-8")).walk("VEVENT")
    assert [event.decoded("dtstart").isoformat() for event in events] == [record["day"] for record in records]
    sheet = load_workbook(xlsx).active
    assert sheet is not None
    assert [row[1].value for row in sheet.iter_rows() if isinstance(row[0].value, int)] == [
        " ".join(record["task"].split()) for record in records
    ]


@pytest.mark.parametrize(
    ("options", "first", "last"),
    [
        ([], "2024-06-20", "2024-07-20"),
        (["--period", "quý IV"], "2024-10-01", "2024-12-31"),
        (["--period", "tháng này"], "2024-06-01", "2024-06-30"),
        (["--from", "2024-12-01"], "2024-12-01", "2024-12-31"),
        (["--doc", "268/KH-UBND", "--to", "2024-12-31"], "2024-06-20", "2024-12-31"),
    ],
)
def test_the_days_that_are_listed(
    options: list[str], first: str, last: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The next 30 days, a period in words, or from and to."""
    assert main(["deadlines", "--json", *options]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert records
    assert all(first <= record["day"] <= last for record in records)
    assert "--doc" not in options or {record["doc"] for record in records} == {"268/KH-UBND"}


@pytest.mark.parametrize(
    "options",
    [
        ["--agency", "giá vàng"],
        ["--from", "hôm qua"],
        ["--from", "2024-12-01", "--to", "2024-01-01"],
        ["--period", "bao giờ"],
        ["--ics", "/khong/co/thu/muc.ics"],
    ],
)
def test_what_the_command_does_not_understand(options: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """One line, status 2, nothing printed."""
    assert main(["deadlines", *options]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
