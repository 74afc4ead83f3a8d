"""Times as printed and as typed: the dates their words give, and never a date they do not give."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import find_dates, find_times, looks_like_time, parse_timing, same_time
from corpus.vietnamese import fold

CELLS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "column_cells.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def iso(day: dt.date | None) -> str:
    """The ISO form of a day, "" for none."""
    return day.isoformat() if day else ""


def read(text: str | None, year: int | None = None) -> tuple[str, str, str]:
    """Start, end and kind of a cell's timing."""
    timing = parse_timing(text, year=year)
    return iso(timing.start), iso(timing.end), timing.kind


@pytest.mark.parametrize(
    ("cell", "start", "end", "kind"),
    [
        # one span of the calendar
        ("Quý I/2022", "2022-01-01", "2022-03-31", "period"),
        ("Quý IV/2023", "2023-10-01", "2023-12-31", "period"),
        ("Quý 2 năm 2024", "2024-04-01", "2024-06-30", "period"),
        ("Quý III - IV/2024", "2024-07-01", "2024-12-31", "period"),
        ("Quý I, II/2024", "2024-01-01", "2024-06-30", "period"),
        ("Tháng 01/2024", "2024-01-01", "2024-01-31", "period"),
        ("Tháng 7/2024", "2024-07-01", "2024-07-31", "period"),
        ("Tháng 02 năm 2024", "2024-02-01", "2024-02-29", "period"),
        ("Tháng 10 - 11/2024", "2024-10-01", "2024-11-30", "period"),
        ("Từ tháng 10 đến tháng 12/2024", "2024-10-01", "2024-12-31", "period"),
        ("Tháng sáu năm 2024", "2024-06-01", "2024-06-30", "period"),
        ("T12/2024", "2024-12-01", "2024-12-31", "period"),
        ("12/2025", "2025-12-01", "2025-12-31", "period"),
        ("10-11/2025", "2025-10-01", "2025-11-30", "period"),
        ("Năm 2022", "2022-01-01", "2022-12-31", "period"),
        ("2024", "2024-01-01", "2024-12-31", "period"),
        ("2025 - 2026", "2025-01-01", "2026-12-31", "period"),
        ("Năm 2024 - 2025", "2024-01-01", "2025-12-31", "period"),
        ("Giai đoạn 2021-2025", "2021-01-01", "2025-12-31", "period"),
        ("6 tháng đầu năm 2024", "2024-01-01", "2024-06-30", "period"),
        ("6 tháng cuối năm 2024", "2024-07-01", "2024-12-31", "period"),
        ("9 tháng đầu năm 2024", "2024-01-01", "2024-09-30", "period"),
        ("cuối năm 2024", "2024-10-01", "2024-12-31", "period"),
        ("Đầu năm 2024", "2024-01-01", "2024-03-31", "period"),
        ("cuối quý II/2024", "2024-06-01", "2024-06-30", "period"),
        ("Đầu tháng 3/2024", "2024-03-01", "2024-03-10", "period"),
        ("Trong năm 2024", "2024-01-01", "2024-12-31", "period"),
        # one day
        ("ngày 12 tháng 4 năm 2022", "2022-04-12", "2022-04-12", "date"),
        ("10/6/2022", "2022-06-10", "2022-06-10", "date"),
        ("12.4.2022", "2022-04-12", "2022-04-12", "date"),
        # bounds
        ("Trước ngày 31/01/2024", "", "2024-01-31", "date"),
        ("Trước 30/7/2020", "", "2020-07-30", "date"),
        ("Chậm nhất ngày 30/11/2024", "", "2024-11-30", "date"),
        ("Chậm nhất là ngày 30/11/2024", "", "2024-11-30", "date"),
        ("trước tháng 6/2024", "", "2024-05-31", "period"),
        ("Trước năm 2025", "", "2024-12-31", "period"),
        ("đến năm 2030", "", "2030-12-31", "period"),
        ("đến hết quý II/2024", "", "2024-06-30", "period"),
        ("sau năm 2025", "2026-01-01", "", "period"),
        ("Từ năm 2024", "2024-01-01", "", "period"),
        ("Từ ngày 01/01/2024 đến ngày 31/3/2024", "2024-01-01", "2024-03-31", "period"),
        ("Năm 2022 và các năm tiếp theo", "2022-01-01", "", "period"),
        ("2025 và những năm tiếp theo", "2025-01-01", "", "period"),
        ("Năm 2025 trở đi", "2025-01-01", "", "period"),
        # several
        ("Tháng 01/2024 và tháng 12/2024", "2024-01-01", "2024-12-31", "period"),
        ("Tháng 6 và tháng 12/2024", "2024-06-01", "2024-12-31", "period"),
        (
            "Ban hành Kế hoạch trong tháng 01/2024; Báo cáo trước ngày 10/12/2024",
            "2024-01-01", "2024-12-10", "period",
        ),
        # repeated, ongoing
        ("Hằng năm", "", "", "recurring"),
        ("Hàng năm", "", "", "recurring"),
        ("Hàng tháng", "", "", "recurring"),
        ("Tháng 12 hằng năm", "", "", "recurring"),
        ("Trước ngày 15 hằng tháng", "", "", "recurring"),
        ("Trước ngày 15/12 hằng năm", "", "", "recurring"),
        ("Định kỳ, đột xuất", "", "", "recurring"),
        ("Giai đoạn, hằng năm", "", "", "recurring"),
        ("2 năm/lần", "", "", "recurring"),
        ("Giai đoạn 2021-2025, hằng năm", "2021-01-01", "2025-12-31", "recurring"),
        ("Thường xuyên", "", "", "ongoing"),
        ("thường xuyên", "", "", "ongoing"),
        ("Nhiệm vụ thường xuyên", "", "", "ongoing"),
        ("Thường xuyên, khi nhận được yêu cầu", "", "", "ongoing"),
        ("Năm 2024, thường xuyên", "2024-01-01", "2024-12-31", "ongoing"),
        # an event instead of a date
        ("Trong 15 ngày kể từ ngày nhận đủ hồ sơ hợp lệ gửi thẩm định", "", "", "conditional"),
        ("Trong 15 ngày kể từ ngày 01/6/2024", "", "", "conditional"),
        ("Sau khi có thông báo của Bộ Tư pháp", "", "", "conditional"),
        ("Theo kế hoạch", "", "", "conditional"),
        ("Theo đề án được phê duyệt", "", "", "conditional"),
        ("Theo quy định", "", "", "conditional"),
        ("Theo Kế hoạch số 54/KH-UBND ngày 12/4/2022", "", "", "conditional"),
        ("Quyết định công bố trước ngày văn bản hết hiệu lực", "", "", "conditional"),
        ("Sau khi có hướng dẫn, trước ngày 31/12/2024", "", "2024-12-31", "date"),
        # nothing
        (None, "", "", "none"),
        ("", "", "", "none"),
        ("Sở Tư pháp", "", "", "none"),
        ("31/02/2024", "", "", "none"),
        ("Trước ngày 31/02/2024", "", "", "none"),
        ("Ngày 31 tháng 2 năm 2024", "", "", "none"),
        ("Tháng 13/2024", "", "", "none"),
        ("Quý V/2024", "", "", "none"),
        # a month without a year has no date, but is a period
        ("Tháng 6", "", "", "period"),
        ("Quý II", "", "", "period"),
        ("Trước ngày 10 tháng sau", "", "", "conditional"),
    ],
)  # fmt: skip
def test_a_cell_is_read_into_dates_and_a_kind(cell: str | None, start: str, end: str, kind: str) -> None:
    """Both ends are inclusive; impossible dates are none; a condition hides the dates inside it."""
    assert read(cell) == (start, end, kind)


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [
        ("Tháng 6", "2024-06-01", "2024-06-30"),
        ("Trước 30/6", "", "2024-06-30"),
        ("Trước 16 giờ 00 ngày 10/12/2025", "", "2025-12-10"),
        ("trước 17h00, ngày 10/12/2025", "", "2025-12-10"),
        ("Ngay trong tháng 12", "2024-12-01", "2024-12-31"),
        ("05-10/3/2026", "2026-03-05", "2026-03-10"),
        ("05 - 10/3", "2024-03-05", "2024-03-10"),
        ("2025-01-31", "2025-01-31", "2025-01-31"),
        ("31/12/26", "2026-12-31", "2026-12-31"),
        ("Tháng 3, 6, 9, 12", "2024-03-01", "2024-12-31"),
        ("Tuần 2 tháng 3/2026", "2026-03-08", "2026-03-14"),
        ("Tuần cuối tháng 02/2026", "2026-02-22", "2026-02-28"),
        ("Năm học 2025-2026", "2025-09-01", "2026-05-31"),
        ("Quý II/2023", "2023-04-01", "2023-06-30"),
    ],
)
def test_a_given_year_fills_only_what_is_missing(cell: str, start: str, end: str) -> None:
    """The plan's year serves a cell without a year and never overrules a printed one."""
    assert read(cell, year=2024)[:2] == (start, end)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Kết luận 21-KL/TW ngày 25/10/2021, 54/KH-UBND ngày 12 tháng 4 năm 2022",
            ["2021-10-25", "2022-04-12"],
        ),
        ("Tuyên Quang, ngày 8 tháng 3 năm 2022", ["2022-03-08"]),
        ("02/4/1947-02/4/2022", ["1947-04-02", "2022-04-02"]),
        ("trước ngày 10/6/2022, tháng 7/2022, năm 2022", ["2022-06-10"]),
        ("Nghị quyết số 43/2022/QH15, Quyết định 26/2021/QĐ-TTg, mục 2.2.1", []),
        ("ngày 31/02/2024", []),
    ],
)
def test_exact_days_are_found_in_prose(text: str, days: list[str]) -> None:
    """Only whole days; document numbers, months and impossible days are none."""
    found = find_dates(text)
    assert [day.date.isoformat() for day in found] == days
    assert all(text[day.start : day.end] == day.printed for day in found)


@pytest.mark.parametrize(
    ("text", "printed", "start", "end"),
    [
        ("việc nào xong trong quý 1 2022?", "quý 1 2022", "2022-01-01", "2022-03-31"),
        ("quý I năm 2022 có gì", "quý I năm 2022", "2022-01-01", "2022-03-31"),
        ("hạn quý 4/2024", "quý 4/2024", "2024-10-01", "2024-12-31"),
        ("quy 4 nam 2024", "quy 4 nam 2024", "2024-10-01", "2024-12-31"),
        ("trong tháng 3/2024", "tháng 3/2024", "2024-03-01", "2024-03-31"),
        ("thang 3 nam 2024", "thang 3 nam 2024", "2024-03-01", "2024-03-31"),
        ("xong năm 2025 chưa", "năm 2025", "2025-01-01", "2025-12-31"),
        ("nhiem vu nam 2025", "nam 2025", "2025-01-01", "2025-12-31"),
        ("phải xong trước tháng 6/2024", "trước tháng 6/2024", "", "2024-05-31"),
        ("từ năm 2024", "từ năm 2024", "2024-01-01", ""),
        ("giai đoạn 2021 - 2025", "giai đoạn 2021 - 2025", "2021-01-01", "2025-12-31"),
        ("rà soát tháng 10 hằng năm", "tháng 10 hằng năm", "", ""),
        ("việc làm thường xuyên", "thường xuyên", "", ""),
        # unaccented "tu" behind "dau" and "dien" belongs to "đầu tư", "điện tử"
        ("von dau tu nam 2024", "nam 2024", "2024-01-01", "2024-12-31"),
        ("chinh quyen dien tu 2021-2025", "2021-2025", "2021-01-01", "2025-12-31"),
    ],
)
def test_a_question_names_one_time(text: str, printed: str, start: str, end: str) -> None:
    """Loosely typed times are read like printed ones, with the words that bound them."""
    (found,) = find_times(text)
    assert (found.printed, iso(found.timing.start), iso(found.timing.end)) == (printed, start, end)
    assert text[found.start : found.end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch 54 giao Sở Nội vụ làm gì?", "Việt Nam 2030 hùng cường", "Quy hoạch tỉnh Hà Nam", "quỹ 2024",
        "chi thường xuyên ngân sách", "nhiệm vụ số 72 trong Kế hoạch 268/KH-UBND", "mục 2.2.1 phần II",
        "tỷ lệ 1/500",
    ],
)  # fmt: skip
def test_other_numbers_are_no_time(text: str) -> None:
    """Names, numbers, fractions and the budget's "chi thường xuyên" are no times."""
    assert find_times(text) == []


def test_the_date_of_a_cited_document_is_marked() -> None:
    """Nobody's deadline: a filter by time must be able to leave it out."""
    found = find_times("Nghị quyết số 06-NQ/TW ngày 24/01/2022 phải xong trước ngày 31/12/2022")
    assert [time.of_document for time in found] == [True, False]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Quý I/2022", "quý 1 năm 2022", True),
        ("Quý I/2022", "quý I/2023", False),
        ("Hằng năm", "Hàng năm", True),
        ("Hằng năm", "Hằng quý", False),
        ("Tháng 01/2024", "tháng 1/2024", True),
        ("Tháng 01/2024", "01/2024", True),
        ("Năm 2024", "2024", True),
        ("Năm 2024", "Năm 2025", False),
        ("Tháng 10 hằng năm", "tháng 10 hàng năm", True),
        ("Tháng 10 hằng năm", "Hằng năm", False),
        ("Thường xuyên", "thường xuyên.", True),
        ("Thường xuyên", "Hằng năm", False),
        ("Trước ngày 31/01/2024", "trước 31/1/2024", True),
        ("Trước ngày 31/01/2024", "ngày 31/01/2024", False),
        ("Tháng 01/2024 và tháng 12/2024", "Tháng 1 - 12/2024", False),
        ("Năm 2022", "Năm 2022 và các năm tiếp theo", False),
        ("Theo kế hoạch", "theo kế hoạch", True),
        ("Theo kế hoạch", "Theo quy định", False),
    ],
)
def test_two_printed_times_mean_the_same(a: str, b: str, same: bool) -> None:
    """What counts are the dates, and where there are none the words."""
    assert same_time(a, b) is same
    assert same_time(b, a) is same


@pytest.mark.parametrize("cell", [c for c in CELLS if c["kind"] == "time"], ids=lambda c: c["cell"][:40])
def test_time_cells_look_like_times(cell: dict[str, str]) -> None:
    """Every start and due cell of the golden tables."""
    assert looks_like_time(cell["cell"])


def test_no_other_cell_looks_like_a_time() -> None:
    """No task, goal, product or agency cell of the golden tables, though many name years and deadlines."""
    assert [c["cell"] for c in CELLS if c["kind"] != "time" and looks_like_time(c["cell"])] == []


@pytest.mark.parametrize(
    "cell",
    [
        None,
        "",
        "Thời gian",
        "Hoàn thành",
        "12",
        "Sở Y tế",
        "Theo dõi thi hành pháp luật",
        "Kế hoạch năm 2024",
    ],
)
def test_headers_numbers_and_titles_are_no_times(cell: str | None) -> None:
    """A column's name is no time, nor a title that ends in a year."""
    assert not looks_like_time(cell)


@given(st.text(alphabet="0123456789/-., tháng năm quý ngày trước đến từ hằng IVX", max_size=40))
def test_reading_a_time_never_fails(text: str) -> None:
    """Whatever stands in a cell, with or without its accents, a timing comes back."""
    for typed in (text, fold(text)):
        parse_timing(typed)
        assert all(typed[m.start : m.end] == m.printed for m in find_times(typed))
