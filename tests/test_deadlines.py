"""Which row falls due when: within its plan's years, and by a key that survives a new version of the plan."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.service import Service
from corpus.dates import parse_timing
from corpus.metadata import planned_end
from corpus.model import Document, TaskRow
from corpus.schedules import ScheduleKind
from index.deadlines import Deadlines, schedule_of

EVER = (dt.date(2019, 1, 1), dt.date(2040, 1, 1))


def plan(title: str, issued: str | None = "2023-09-19") -> Document:
    date = dt.date.fromisoformat(issued) if issued else None
    return Document(id="7/KH-UBND", kind="Kế hoạch", number="7/KH-UBND", title=title, date=date)


def days(due: str, document: Document, start: str | None = None) -> list[str]:
    row = TaskRow(
        doc=document.id, id="7/KH-UBND#1", task="Báo cáo", due=due, lines=(1, 1), start_on=parse_timing(start)
    )
    return [due.day.isoformat() for due in schedule_of(row, document).between(*EVER)]


@pytest.mark.parametrize(
    ("title", "end"),
    [
        ("Kế hoạch cải cách hành chính năm 2024", "2024-12-31"),
        ("triển khai quy hoạch thời kỳ 2021-2030, tầm nhìn đến năm 2050", "2030-12-31"),
        ("phát triển giai đoạn 2021 - 2025, định hướng đến năm 2030", "2025-12-31"),
        ("chương trình hành động từ năm 2023 đến năm 2027", "2027-12-31"),
        ("chuyển đổi số đến năm 2028", "2028-12-31"),
        ("khắc phục hạn chế sau kiểm điểm năm 2021", None),
        ("phòng cháy, chữa cháy", None),
    ],
)
def test_the_years_of_a_plan(title: str, end: str | None) -> None:
    """The last year the title plans for; not an outlook, nor a year looked back upon."""
    assert planned_end(plan(title)) == (dt.date.fromisoformat(end) if end else None)


def test_repeats_stay_within_the_plan() -> None:
    """From the plan's day on, or its year's or the row's own beginning; until the plan's years are over."""
    run = plan("thời kỳ 2021-2026")
    assert days("Tháng 10 hằng năm", run) == ["2023-10-31", "2024-10-31", "2025-10-31", "2026-10-31"]
    assert days("Tháng 6 hằng năm", run) == ["2024-06-30", "2025-06-30", "2026-06-30"]
    assert days("Hằng năm", run, start="Năm 2025") == ["2025-12-31", "2026-12-31"]
    assert days("Hằng năm, đến năm 2024", run) == ["2023-12-31", "2024-12-31"]
    year = plan("cải cách hành chính năm 2024", "2023-12-23")
    assert days("Hằng quý", year) == ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]
    assert days("trước ngày 10/6 và 10/12", year) == ["2024-06-10", "2024-12-10"]


def test_single_days_are_not_bounded() -> None:
    """A day that the plan names counts, wherever it lies."""
    assert days("Quý II/2023", plan("năm 2024", "2023-12-23")) == ["2023-06-30"]


@pytest.fixture(scope="module")
def deadlines(service: Service) -> Deadlines:
    return Deadlines(service.engine)


def test_the_deadlines_of_an_agency(deadlines: Deadlines) -> None:
    """By day, those it leads, each with its row."""
    keys = deadlines.select(["Sở Tư pháp"])
    found = deadlines.between(keys, dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert found
    assert all("Sở Tư pháp" in deadline.row.agencies.lead for deadline in found)
    assert [d.due.day for d in found] == sorted(d.due.day for d in found)
    assert deadlines.next_after(keys, dt.date(2023, 12, 31)) == found[0]
    assert deadlines.next_after(keys, dt.date(2100, 1, 1)) is None


def test_every_row_falls_due_or_says_why_not(service: Service, deadlines: Deadlines) -> None:
    """Nothing is lost between those with days and those without; "thường xuyên" is among the latter."""
    keys = deadlines.select()
    assert len(keys) == len(service.engine.tasks)
    never = list(deadlines.without_day(keys))
    due = {deadline.key for deadline in deadlines.between(keys, dt.date(2021, 1, 1), dt.date(2031, 1, 1))}
    assert len(never) + len(due) == len(keys)
    for kind, row in never:
        assert (kind is ScheduleKind.ONGOING) == (row.due_on.kind == "ongoing"), row.due
    for row in service.engine.tasks:
        if row.due_on.kind == "date":
            key = deadlines.key_of(row.id) or ""
            assert [due.day for due in deadlines.schedule(key).single] == [row.due_on.end]


def test_a_key_outlives_numbers_and_deadlines(service: Service, deadlines: Deadlines) -> None:
    """Renumbered, and with another deadline, it is the same row; with other words it is not."""
    row = service.engine.tasks[3]
    key = deadlines.key_of(row.id)
    assert key is not None
    assert deadlines.find_row(key) == row
    assert deadlines.find_row("0" * 16) is None
    assert deadlines.key_of("54/KH-UBND#X.99") is None

    def key_after(**changes: str) -> str | None:
        changed = row.model_copy(update=changes)
        plans = tuple(
            p.model_copy(update={"tasks": tuple(changed if t == row else t for t in p.tasks)})
            for p in service.engine.plans
        )
        return Deadlines(replace(service.engine, plans=plans)).key_of(changed.id)

    assert key_after(id="54/KH-UBND#Z.1", number="1", due="Quý I/2030") == key
    assert key_after(task=row.task + " và báo cáo") not in (key, None)
