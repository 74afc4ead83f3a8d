"""Spans of days, and what is followed or listed, as people type them."""

import datetime as dt

import pytest

from bot.service import Service
from index.deadlines import Deadlines
from index.reading.spans import find_period
from index.targets import find_named, keys_of

TODAY = dt.date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("tháng 6/2026", "2026-06-01", "2026-06-30"),
        ("thang 6", "2026-06-01", "2026-06-30"),
        ("Sở Tư pháp quý IV", "2026-10-01", "2026-12-31"),
        ("quý 4/2024", "2024-10-01", "2024-12-31"),
        ("năm 2025", "2025-01-01", "2025-12-31"),
        ("Sở Y tế 2025", "2025-01-01", "2025-12-31"),
        ("giai đoạn 2021-2025", "2021-01-01", "2025-12-31"),
        ("6 tháng cuối năm", "2026-07-01", "2026-12-31"),
        ("tuần này", "2026-11-16", "2026-11-22"),
        ("tuan sau", "2026-11-23", "2026-11-29"),
        ("tháng này", "2026-11-01", "2026-11-30"),
        ("tháng tới", "2026-12-01", "2026-12-31"),
        ("quý này", "2026-10-01", "2026-12-31"),
        ("quý sau", "2027-01-01", "2027-03-31"),
        ("năm nay", "2026-01-01", "2026-12-31"),
        ("năm ngoái", "2025-01-01", "2025-12-31"),
        ("hôm nay", "2026-11-21", "2026-11-21"),
        ("ngày mai", "2026-11-22", "2026-11-22"),
        ("30 ngày tới", "2026-11-21", "2026-12-21"),
        ("2 tuần tới", "2026-11-21", "2026-12-05"),
        ("3 tháng tới", "2026-11-21", "2027-02-21"),
        ("từ nay đến cuối năm", "2026-11-21", "2026-12-31"),
        ("đến hết quý", "2026-11-21", "2026-12-31"),
        ("đến hết tháng 12", "2026-11-21", "2026-12-31"),
        ("từ 1/3/2026 đến 15/3/2026", "2026-03-01", "2026-03-15"),
        ("trước ngày 10/12", "2026-11-21", "2026-12-10"),
    ],
)
def test_periods_as_typed(text: str, first: str, last: str) -> None:
    """Both ends inclusive; a year left out is this one; with or without accents."""
    period = find_period(text, TODAY)
    assert period is not None
    assert (period.first.isoformat(), period.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "Sở Tư pháp",
        "kế hoạch 54",
        "54/KH-UBND",
        "thường xuyên",
        "quá hạn",
        "",
        "54/KH-UBND:2022",
        "Kế hoạch số 54/KH-UBND ngày 12/4/2022",
    ],
)
def test_no_period(text: str) -> None:
    """Names and numbers are none, nor is the date by which a document is cited."""
    assert find_period(text, TODAY) is None


def test_three_months_after_the_31st() -> None:
    """The day that a shorter month does not have is its last."""
    period = find_period("3 tháng tới", dt.date(2026, 11, 30))
    assert period is not None
    assert period.last == dt.date(2027, 2, 28)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Sở Tư pháp", ["agency Sở Tư pháp"]),
        ("so tu phap", ["agency Sở Tư pháp"]),
        ("STP", ["agency Sở Tư pháp"]),
        ("Sở Tư pháp và Sở Y tế", ["agency Sở Tư pháp", "agency Sở Y tế"]),
        ("Sở Tư pháp kế hoạch 268", ["agency Sở Tư pháp|268/KH-UBND"]),
        ("kế hoạch 54", ["document 54/KH-UBND"]),
        ("54/KH-UBND", ["document 54/KH-UBND"]),
        ("dòng 5 kế hoạch 268", ["task 268/KH-UBND#5"]),
        ("kế hoạch 268 nhóm I dòng 8", ["task 268/KH-UBND#8"]),
        ("Kế hoạch số 268/KH-UBND ngày 23/12/2023, Phụ lục, nhóm I, dòng 8", ["task 268/KH-UBND#8"]),
        ("54/KH-UBND#II.16", ["task 54/KH-UBND#II.16"]),
        ("giá vàng", []),
        ("kế hoạch 999", []),
        ("xin chào", []),
        ("", []),
    ],
)
def test_what_is_named(service: Service, text: str, targets: list[str]) -> None:
    """Agencies, documents and rows, by name or number; nothing for what the plans do not know."""
    deadlines = Deadlines(service.engine)
    named = find_named(service.engine, deadlines, text)
    assert named.choices == ()
    assert len(named.targets) == len(targets)
    for target, wanted in zip(named.targets, targets, strict=True):
        kind, _, key = wanted.partition(" ")
        row = deadlines.find_row(target.key)
        assert target.kind == kind
        assert (row.id if row else target.key) == key


def test_what_a_target_stands_for(service: Service) -> None:
    """An agency's rows are those it leads, in one document where that is said; a document's all of its rows."""
    engine, deadlines = service.engine, Deadlines(service.engine)
    led = [task for task in engine.tasks if "Sở Y tế" in task.agencies.lead]
    assert len(keys_of(engine, deadlines, "agency", "Sở Y tế")) == len(led)
    in_plan = [task for task in led if task.doc == "54/KH-UBND"]
    assert len(keys_of(engine, deadlines, "agency", "Sở Y tế|54/KH-UBND")) == len(in_plan) < len(led)
    assert keys_of(engine, deadlines, "agency", "Sở Y tế|999/KH-UBND") == ()
    assert len(keys_of(engine, deadlines, "document", "54/KH-UBND:2022")) == 59
    assert keys_of(engine, deadlines, "document", "999/KH-UBND") == ()
    assert keys_of(engine, deadlines, "task", "0" * 16) == ()
