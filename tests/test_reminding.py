"""What is said when: pure, by the clock, over made-up plans."""

import datetime as dt
import secrets
from pathlib import Path

import pytest

from bot.office import Office
from bot.state.follows import Spot, Wishes
from bot.state.marks import Mark
from bot.wishes import Hour, find_day, find_hour
from tests.offices import LAN, Clock, follow, office_of, rows

HOME = Spot(7)


def say(office: Office, spot: Spot = HOME) -> list[str]:
    """What a spot is told now, then taken as sent: "3: Báo cáo", "week: Báo cáo"."""
    found = office.bulletin(spot)
    if found is None:
        return []
    bulletin, _ = found
    office.outbox.write(spot, secrets.token_hex(4), {}, bulletin.keys, 0, office.now())
    said = [f"{reminder.days_left}: {reminder.deadline.row.task}" for reminder in bulletin.reminders]
    said += [f"week: {deadline.row.task}" for deadline in bulletin.week]
    if bulletin.following:
        said.append(f"next: {bulletin.following.due.day}")
    return said + (["late"] if bulletin.late_since else [])


def remind(office: Office, spot: Spot = HOME) -> list[str]:
    """The same without the week."""
    return [line for line in say(office, spot) if line[0].isdigit()]


@pytest.fixture
def clock() -> Clock:
    return Clock("2026-06-01 08:00")


def test_seven_three_one_and_on_the_day(tmp_path: Path, clock: Clock) -> None:
    """Four times for a deadline, at the hour, each once; and never after it."""
    office = office_of(tmp_path, rows(Trình="Ngày 25/6/2026"), clock)
    follow(office, HOME)
    said = {}
    for hours in range(24 * 40):
        clock.moment = dt.datetime.fromisoformat("2026-06-01T08:00+07:00") + dt.timedelta(
            hours=hours, minutes=1
        )
        if found := remind(office):
            said[f"{clock.moment:%d/%m %H}"] = found
    assert said == {
        "18/06 08": ["7: Trình"],
        "22/06 08": ["3: Trình"],
        "24/06 08": ["1: Trình"],
        "25/06 08": ["0: Trình"],
    }


def test_before_a_day_counts_to_the_day_before(tmp_path: Path, clock: Clock) -> None:
    """ "Trước ngày 25/6": 24/6 is the last day in time, and nothing is said on 25/6."""
    office = office_of(tmp_path, rows(Trình="Trước ngày 25/6/2026"), clock)
    follow(office, HOME)
    said = []
    for day in range(10, 27):
        clock.set(f"2026-06-{day} 08:00")
        said += [f"{day}/{line}" for line in say(office) if line[0].isdigit()]
    assert said == ["17/7: Trình", "21/3: Trình", "23/1: Trình", "24/0: Trình"]


@pytest.mark.parametrize("due", ["Thường xuyên", "Theo kế hoạch", "Năm 2026 và các năm tiếp theo", None])
def test_what_has_no_day_is_never_said(tmp_path: Path, clock: Clock, due: str | None) -> None:
    """Nothing is made up for rows without a day."""
    office = office_of(tmp_path, rows(Trình=due), clock)
    follow(office, HOME)
    for month in range(6, 13):
        clock.set(f"2026-{month:02d}-15 08:00")
        assert say(office) == []


def test_after_a_pause(tmp_path: Path, clock: Clock) -> None:
    """What was missed is said once, with the days that are left, as long as the last day is not over."""
    office = office_of(tmp_path, rows(Trình="Ngày 25/6/2026", Xong="Ngày 20/6/2026"), clock)
    follow(office, HOME)
    clock.set("2026-06-23 10:00")  # both of Trình's first moments are past, and Xong altogether
    assert [line for line in remind(office) if "Xong" in line] == []
    office = office_of(tmp_path / "2", rows(Trình="Ngày 25/6/2026"), clock)
    clock.set("2026-06-01 08:00")
    follow(office, HOME)
    clock.set("2026-06-23 10:00")
    assert remind(office) == ["2: Trình"]
    assert remind(office) == []
    clock.set("2026-06-24 07:30")
    assert remind(office) == ["1: Trình"]
    clock.set("2026-06-25 23:59")
    assert remind(office) == ["0: Trình"]
    clock.set("2026-06-26 00:00")
    assert remind(office) == []


def test_nothing_of_before_it_was_followed(tmp_path: Path, clock: Clock) -> None:
    """Who follows five days ahead is next reminded three days ahead."""
    office = office_of(tmp_path, rows(Trình="Ngày 25/6/2026"), clock)
    clock.set("2026-06-20 09:00")
    follow(office, HOME)
    assert remind(office) == []
    clock.set("2026-06-22 07:29")
    assert remind(office) == []
    clock.set("2026-06-22 07:30")
    assert remind(office) == ["3: Trình"]


def test_the_hour_wished_for(tmp_path: Path, clock: Clock) -> None:
    """A later hour does not say it again; an earlier one says it at once."""
    office = office_of(tmp_path, rows(Trình="Ngày 25/6/2026"), clock)
    follow(office, HOME)
    clock.set("2026-06-18 07:31")
    assert remind(office) == ["7: Trình"]
    office.follows.set_wishes(HOME, Wishes(dt.time(15)), LAN, clock())
    clock.set("2026-06-18 15:01")
    assert remind(office) == []
    clock.set("2026-06-24 14:59")
    assert remind(office) == ["1: Trình"]  # the third day before, missed
    clock.set("2026-06-24 15:00")
    assert remind(office) == ["1: Trình"]  # the day before, in time


def test_several_follows_of_one_row(tmp_path: Path, clock: Clock) -> None:
    """An agency and its plan followed in one chat: one reminder; in another topic another."""
    office = office_of(tmp_path, rows(Trình="Ngày 25/6/2026"), clock)
    follow(office, HOME)
    follow(office, HOME, "document", "7/KH-UBND")
    follow(office, Spot(7, 3))
    clock.set("2026-06-18 08:00")
    assert remind(office) == ["7: Trình"]
    assert remind(office, Spot(7, 3)) == ["7: Trình"]


def test_a_task_followed_by_itself(tmp_path: Path, clock: Clock) -> None:
    """Only that row is spoken of."""
    office = office_of(tmp_path, rows(Trình="Ngày 25/6/2026", Khác="Ngày 25/6/2026"), clock)
    follow(office, HOME, "task", office.deadlines().key_of("7/KH-UBND#1") or "")
    clock.set("2026-06-18 08:00")
    assert remind(office) == ["7: Trình"]


def test_the_week(tmp_path: Path, clock: Clock) -> None:
    """On Mondays what is due until Sunday, without what the day's reminders say already."""
    office = office_of(
        tmp_path, rows(Trình="Ngày 25/6/2026", Sau="Ngày 26/6/2026", Xa="Ngày 30/6/2026"), clock
    )
    follow(office, HOME)
    clock.set("2026-06-15 07:30")  # nothing is due this week, but soon
    assert say(office) == ["next: 2026-06-25"]
    clock.set("2026-06-18 08:00")
    assert say(office) == ["7: Trình"]
    clock.set("2026-06-19 08:00")
    assert say(office) == ["7: Sau"]
    clock.set("2026-06-22 07:30")
    assert say(office) == ["3: Trình", "week: Sau"]
    assert say(office) == []
    clock.set("2026-07-06 08:00")
    assert say(office) == []  # nothing comes any more


def test_a_week_missed_on_monday(tmp_path: Path, clock: Clock) -> None:
    """It is told later in the week, of the days that are left; and on the day wished for."""
    office = office_of(tmp_path, rows(A="Ngày 22/6/2026", B="Ngày 27/6/2026"), clock)
    follow(office, HOME)
    clock.set("2026-06-25 12:00")
    assert say(office) == ["2: B", "late"]
    office.follows.set_wishes(HOME, Wishes(digest_on=4), LAN, clock())
    clock.set("2026-06-26 07:30")
    assert say(office) == ["1: B"]


def test_a_week_far_from_any_deadline_is_silent(tmp_path: Path, clock: Clock) -> None:
    """Nobody is told every Monday that nothing is due."""
    office = office_of(tmp_path, rows(Trình="Hằng năm"), clock)
    follow(office, HOME)
    clock.set("2026-06-08 08:00")
    assert say(office) == []


def test_what_comes_every_week(tmp_path: Path, clock: Clock) -> None:
    """The day before and the day itself are enough."""
    office = office_of(tmp_path, rows(Họp="Thứ sáu hằng tuần"), clock)
    follow(office, HOME)
    said = []
    for day in range(9, 21):
        clock.set(f"2026-06-{day:02d} 08:00")
        said += [f"{day}/{line}" for line in remind(office)]
    assert said == ["11/1: Họp", "12/0: Họp", "18/1: Họp", "19/0: Họp"]


def test_a_plan_read_anew(tmp_path: Path, clock: Clock) -> None:
    """The same row is not announced twice; another deadline of it is."""
    office = office_of(tmp_path, rows(Trình="Ngày 25/6/2026"), clock)
    follow(office, HOME)
    clock.set("2026-06-18 08:00")
    assert remind(office) == ["7: Trình"]
    renumbered = rows(Mới="Thường xuyên", Trình="Ngày 25/6/2026")
    assert remind(office_of(tmp_path, renumbered, clock)) == []
    assert remind(office_of(tmp_path, rows(Trình="Ngày 24/6/2026"), clock)) == ["6: Trình"]
    assert remind(office_of(tmp_path, (), clock)) == []


def test_what_officials_note(tmp_path: Path, clock: Clock) -> None:
    """A row noted as done is not announced any more; of one that comes again, only that deadline."""
    office = office_of(tmp_path, rows(Trình="Ngày 25/6/2026", Báo="Hằng tháng"), clock)
    follow(office, HOME)
    trình, báo = (office.deadlines().key_of(f"7/KH-UBND#{n}") or "" for n in (1, 2))
    assert office.day_meant(trình) == dt.date(2026, 6, 25)
    assert office.day_meant(báo) == dt.date(2026, 6, 30)
    for key in (trình, báo):
        office.marks.add(7, Mark(key, "", "done", office.day_meant(key), "", LAN, clock()))
    follow(office, Spot(-9))
    clock.set("2026-06-24 08:00")
    assert remind(office) == []
    assert remind(office, Spot(-9)) == ["1: Trình", "6: Báo"]  # another chat's notes are not this one's
    clock.set("2026-07-24 08:00")
    assert remind(office) == ["7: Báo"]
    clock.set("2026-08-01 08:00")
    assert office.day_meant(trình) == dt.date(2026, 6, 25)
    changed = office_of(tmp_path, rows(Trình="Ngày 25/8/2026"), clock)
    clock.set("2026-08-18 08:00")
    assert remind(changed) == ["7: Trình"]  # the plan gives it another deadline: nobody has noted that
    silent = office_of(tmp_path, rows(Trình="Ngày 25/6/2026"), clock, marking=False)
    clock.set("2026-06-25 08:00")
    assert remind(silent) == ["0: Trình"]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("giờ 7", "07:00"), ("gio 7", "07:00"), ("giờ 7:30", "07:30"), ("7h30", "07:30"), ("7 giờ 30 phút", "07:30"),
        ("lúc 7 giờ", "07:00"), ("nhắc lúc 14h", "14:00"), ("2 giờ chiều", "14:00"), ("6h sáng", "06:00"),
        ("giờ 25", "never"), ("7:75", "never"), ("Sở Tư pháp", None), ("7", None), ("kế hoạch 54", None),
        ("dòng 7 kế hoạch 54", None), ("thứ hai", None),
    ],
)  # fmt: skip
def test_hours_as_typed(text: str, at: str | None) -> None:
    """An hour in any writing; an hour no day has is not taken for a name."""
    expected = None if at is None else Hour(None if at == "never" else dt.time.fromisoformat(at))
    assert find_hour(text) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [("thứ hai", 0), ("thu 6", 4), ("bản tin thứ Sáu", 4), ("chủ nhật", 6), ("tuần thứ ba", 1), ("Sở Y tế", None), ("thứ 8", None)],
)  # fmt: skip
def test_days_as_typed(text: str, day: int | None) -> None:
    """A weekday for the digest."""
    assert find_day(text) == day
