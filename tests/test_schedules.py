"""When printed deadlines fall due: every class of due cell, each with the days it means."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.schedules import ScheduleKind, parse_schedule

YEAR = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
MONTH_ENDS = "31/1 29/2 31/3 30/4 31/5 30/6 31/7 31/8 30/9 31/10 30/11 31/12"
QUARTER_ENDS = "31/3 30/6 30/9 31/12"


def due(text: str | None, year: int | None = None, span: tuple[dt.date, dt.date] = YEAR) -> tuple[str, str]:
    """The kind, and the days in 2024: "<" before one that is printed as "trước"."""
    schedule = parse_schedule(text, year=year)
    days = (f"{'<' if d.before else ''}{d.day.day}/{d.day.month}" for d in schedule.between(*span))
    return schedule.kind.value, " ".join(days)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        # a day: "trước ngày" names the day it names, and says that the day before is the last one
        ("Trước ngày 31/01/2024", "<31/1"),
        ("Trước 30/7/2024", "<30/7"),
        ("ngày 12 tháng 4 năm 2024", "12/4"),
        ("Chậm nhất là ngày 30/11/2024", "30/11"),
        ("Không quá ngày 30/11/2024", "30/11"),
        ("Từ ngày 01/01/2024 đến ngày 31/3/2024", "31/3"),
        # a period by its end
        ("Quý I/2024", "31/3"),
        ("Quý IV năm 2024", "31/12"),
        ("Tháng 10 - 11/2024", "30/11"),
        ("Tháng 02/2024", "29/2"),
        ("T6/2024", "30/6"),
        ("12/2024", "31/12"),
        ("Năm 2024", "31/12"),
        ("2024", "31/12"),
        ("2023 - 2024", "31/12"),
        ("Giai đoạn 2021-2024", "31/12"),
        ("6 tháng đầu năm 2024", "30/6"),
        ("đầu tháng 3/2024", "10/3"),
        ("cuối quý II/2024", "30/6"),
        ("trước tháng 6/2024", "31/5"),
        ("đến hết quý II/2024", "30/6"),
        # several deadlines in one cell
        ("Tháng 6 và tháng 12/2024", "30/6 31/12"),
        ("Tháng 01/2024 và tháng 12/2024", "31/1 31/12"),
        ("Quý II, Quý IV/2024", "30/6 31/12"),
        ("trước ngày 10/6/2024 và ngày 10/12/2024", "<10/6 <10/12"),
        ("Ban hành Kế hoạch trong tháng 01/2024; Báo cáo trước ngày 10/12/2024", "31/1 <10/12"),
        ("Sau khi có hướng dẫn, trước ngày 31/12/2024", "<31/12"),
        ("Thường xuyên; báo cáo trước ngày 15/12/2024", "<15/12"),
    ],
)
def test_single_deadlines(cell: str, days: str) -> None:
    """Each named time stands for itself, by its last day."""
    assert due(cell) == ("single", days)


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("Hằng năm", "31/12"),
        ("Hàng năm", "31/12"),
        ("hang nam", "31/12"),
        ("Mỗi năm", "31/12"),
        ("Thường xuyên, hằng năm", "31/12"),
        ("Giai đoạn, hằng năm", "31/12"),
        ("Đầu năm hằng năm", "31/3"),
        ("Cuối mỗi năm", "31/12"),
        ("Tháng 10 hằng năm", "31/10"),
        ("Tháng 12 hàng năm", "31/12"),
        ("Cuối tháng 10 hằng năm", "31/10"),
        ("Đầu tháng 10 hằng năm", "10/10"),
        ("Trước tháng 10 hằng năm", "30/9"),
        ("Quý IV hằng năm", "31/12"),
        ("Quý I hằng năm", "31/3"),
        ("Trước ngày 15/12 hằng năm", "<15/12"),
        ("Trước ngày 15 tháng 12 hằng năm", "<15/12"),
        ("Chậm nhất ngày 15/12 hằng năm", "15/12"),
        ("Hằng năm, trước ngày 15/12", "<15/12"),
        ("Hằng năm (báo cáo trước ngày 10/6 và 10/12)", "<10/6 <10/12"),
        ("trước ngày 10/6 và 10/12 hằng năm", "<10/6 <10/12"),
        ("trước ngày 10/6 và 10/12", "<10/6 <10/12"),
        ("Trước ngày 15 tháng 6 và trước ngày 01 tháng 12 hằng năm", "<15/6 <1/12"),
        ("Tháng 6, tháng 12 hằng năm", "30/6 31/12"),
        ("Hằng quý", QUARTER_ENDS),
        ("Hàng quý", QUARTER_ENDS),
        ("Mỗi quý một lần", QUARTER_ENDS),
        ("Quý/lần", QUARTER_ENDS),
        ("3 tháng/lần", QUARTER_ENDS),
        ("Định kỳ hằng quý", QUARTER_ENDS),
        ("Định kỳ 3 tháng", QUARTER_ENDS),
        ("Ngày 15 tháng cuối quý", "15/3 15/6 15/9 15/12"),
        ("Trước ngày 15 của tháng cuối mỗi quý", "<15/3 <15/6 <15/9 <15/12"),
        ("Trước ngày 05 tháng đầu của quý sau, hằng quý", "<5/1 <5/4 <5/7 <5/10"),
        ("Hằng tháng", MONTH_ENDS),
        ("Hàng tháng", MONTH_ENDS),
        ("1 lần/tháng", MONTH_ENDS),
        ("Hằng tháng, quý, năm", MONTH_ENDS),
        ("Định kỳ 6 tháng", "30/6 31/12"),
        ("định kỳ sáu tháng, một năm", "30/6 31/12"),
        ("6 tháng/lần", "30/6 31/12"),
        ("06 tháng một lần", "30/6 31/12"),
        ("2 lần/năm", "30/6 31/12"),
        ("Mỗi năm 2 lần", "30/6 31/12"),
        ("Báo cáo 6 tháng, năm", "30/6 31/12"),
        ("4 lần/năm", QUARTER_ENDS),
        ("01 năm/lần", "31/12"),
        ("Năm 2024, hằng quý", QUARTER_ENDS),
        ("Hằng quý; giai đoạn 2021-2025", QUARTER_ENDS),
        ("Từ năm 2023, hằng quý", QUARTER_ENDS),
        ("Tháng 12 năm 2023; cập nhật hằng năm", "31/12"),
        ("Quý II/2024; cập nhật hằng quý đến năm 2030", QUARTER_ENDS),
        ("06 tháng, 01 năm", "30/6 31/12"),
        ("Hằng năm; hoàn thành đề án trước ngày 30/6/2024", "<30/6 31/12"),
    ],
)  # fmt: skip
def test_recurring_deadlines(cell: str, days: str) -> None:
    """At the end of its period each time, unless the words name a day."""
    assert due(cell) == ("recurring", days)


def test_a_day_of_every_month() -> None:
    """The 25th of each month; the 31st is February's last day."""
    for cell in ("trước ngày 25 hằng tháng", "Hằng tháng, trước ngày 25", "ngày 25 mỗi tháng"):
        kind, days = due(cell)
        assert kind == "recurring"
        assert [day.strip("<") for day in days.split()] == [f"25/{month}" for month in range(1, 13)], cell
    assert due("Ngày 31 hằng tháng")[1] == MONTH_ENDS
    assert due("Hằng tháng, trước ngày 05 của tháng sau")[1].startswith("<5/1 <5/2 <5/3")


def test_every_week() -> None:
    """By the week's end, or the weekday that is named; marked as frequent."""
    january = (dt.date(2024, 1, 1), dt.date(2024, 1, 31))
    assert due("Hằng tuần", span=january) == ("recurring", "7/1 14/1 21/1 28/1")
    assert due("Thứ sáu hằng tuần", span=january) == ("recurring", "5/1 12/1 19/1 26/1")
    assert all(day.frequent for day in parse_schedule("Hằng tuần").between(*january))


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Năm 2022 và các năm tiếp theo", "open"),
        ("Năm 2025 trở đi", "open"),
        ("Từ năm 2024", "open"),
        ("sau năm 2025", "open"),
        ("Định kỳ, đột xuất", "open"),
        ("Định kỳ", "open"),
        ("2 năm/lần", "open"),
        ("5 năm một lần", "open"),
        ("2 lần/tháng", "open"),
        ("Hằng ngày", "open"),
        ("Tháng 6", "open"),
        ("Quý II", "open"),
        ("Thường xuyên", "ongoing"),
        ("Nhiệm vụ thường xuyên", "ongoing"),
        ("Thường xuyên, liên tục", "ongoing"),
        ("Thường xuyên, khi nhận được yêu cầu", "ongoing"),
        ("Năm 2024, thường xuyên", "ongoing"),
        ("Theo kế hoạch", "conditional"),
        ("Theo quy định", "conditional"),
        ("Theo kế hoạch hằng năm", "conditional"),
        ("Theo Kế hoạch số 54/KH-UBND ngày 12/4/2024", "conditional"),
        ("Sau khi có thông báo của Bộ Tư pháp", "conditional"),
        ("Trong 15 ngày kể từ ngày 01/6/2024", "conditional"),
        ("Quyết định công bố trước ngày văn bản hết hiệu lực", "conditional"),
        (None, "none"),
        ("", "none"),
        ("Sở Tư pháp", "none"),
        ("31/02/2024", "none"),
    ],
)
def test_what_never_falls_due(cell: str | None, kind: str) -> None:
    """Ongoing, conditional and unbounded times have no day, and none is made up for them."""
    assert due(cell, span=(dt.date(2020, 1, 1), dt.date(2035, 1, 1))) == (kind, "")


@pytest.mark.parametrize(
    ("cell", "year", "expected"),
    [
        ("Tháng 6", 2024, ("single", "30/6")),
        ("Trước 30/6", 2024, ("single", "<30/6")),
        ("trước ngày 10/6 và 10/12", 2024, ("single", "<10/6 <10/12")),
        ("trước ngày 10/6 và 10/12", 2025, ("single", "")),
        ("Trước ngày 15/12 hằng năm", 2025, ("recurring", "<15/12")),
        ("Hằng năm, trước ngày 15/12", 2025, ("recurring", "<15/12")),
        ("Quý II/2024", 2025, ("single", "30/6")),
    ],
)
def test_the_plans_year(cell: str, year: int, expected: tuple[str, str]) -> None:
    """A plan for one year lends it to days without one, but not to what comes every year."""
    assert due(cell, year) == expected


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("Giai đoạn 2021-2025, hằng năm", dt.date(2021, 1, 1), dt.date(2025, 12, 31)),
        ("Năm 2024, hằng quý", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
        ("Hằng năm, đến năm 2030", None, dt.date(2030, 12, 31)),
        ("Từ năm 2024, hằng năm", dt.date(2024, 1, 1), None),
        ("Hằng năm", None, None),
    ],
)
def test_bounds_in_the_cell(cell: str, first: dt.date | None, last: dt.date | None) -> None:
    """Years beside a repeating word say from when and until when."""
    schedule = parse_schedule(cell)
    assert (schedule.kind, schedule.first, schedule.last) == (ScheduleKind.RECURRING, first, last)


CELLS = st.sampled_from(
    ["Hằng năm", "Hằng quý", "trước ngày 25 hằng tháng", "Hằng tuần", "Tháng 6 và tháng 12/2024", "2 lần/năm"]
)
DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2030, 12, 31))


@given(CELLS, st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_no_day_is_missed_or_doubled(cell: str, days: list[dt.date]) -> None:
    """Two spans that meet hold together exactly the days of the whole."""
    first, middle, last = days
    schedule = parse_schedule(cell)
    parts = [*schedule.between(first, middle), *schedule.between(middle + dt.timedelta(days=1), last)]
    assert parts == list(schedule.between(first, last))


@given(st.text(max_size=60))
def test_no_cell_is_an_error(text: str) -> None:
    """Whatever a cell holds, it is read."""
    list(parse_schedule(text).between(*YEAR))
