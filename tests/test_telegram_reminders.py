"""Reminders through Telegram: a year of them, restarts, crashes and failures; none missed, none doubled."""

import asyncio
import datetime as dt
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.access import Access
from bot.settings import parse_telegram_settings
from bot.state.follows import Spot
from bot.state.outbox import Outbox
from bot.telegram import retrying
from bot.telegram.memory import Memory
from bot.telegram.reminders import Reminders
from bot.texts import deadlines as texts
from corpus.model import TaskRow
from tests.offices import Clock, follow, office_of, rows
from tests.telegram_api.faults import Fault
from tests.telegram_api.people import BotApi, Person

pytest_plugins = ("tests.telegram_api.fixtures",)

HOURS = dt.timedelta(hours=6)


class Machine:
    """A bot's reminders on this machine: started, ticking, restarted."""

    def __init__(self, api: BotApi, directory: Path, tasks: tuple[TaskRow, ...], clock: Clock) -> None:
        self._directory, self._tasks, self._clock = directory, tasks, clock
        request = HTTPXRequest(read_timeout=0.1, httpx_kwargs={"trust_env": False})
        self.bot = Bot(api.token, base_url=f"{api.url}/bot", request=request)
        self.start()

    def start(self) -> None:
        """As after a start of the program: nothing is remembered but the state."""
        self.office = office_of(self._directory, self._tasks, self._clock)
        self.memory = Memory(object)
        self.reminders = Reminders(self.office, self.memory)

    async def tick(self) -> None:
        """One look at every spot, to its end."""
        for spot in await self.reminders.spots():
            await self.reminders.serve(self.bot, spot)


def run(machine: Machine, work: Callable[[], Awaitable[None]]) -> None:
    """Do something with the machine's bot open."""

    async def whole() -> None:
        async with machine.bot:
            await work()

    asyncio.run(whole())


def heard(person: Person) -> list[str]:
    """All of the bot's messages in a chat, as they stand now."""
    return [person.sees(number).text for number in person.chat.from_bot]


def announced(text: str) -> list[str]:
    """The reminders in a message: "3: Báo cáo tháng"."""
    found, left = [], None
    for line in text.splitlines():
        if line == texts.LAST_DAY or (match := re.fullmatch(r"Còn (\d+) ngày, đến hết .*", line)):
            left = 0 if line == texts.LAST_DAY else int(match[1])  # type: ignore[index]
        elif line.startswith((texts.THIS_WEEK, "Hạn trong kế hoạch tuần này")):
            left = None
        elif left is not None and line.startswith("việc"):
            found.append(f"{left}: {line}")
    return found


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short pauses between attempts."""
    monkeypatch.setattr(retrying, "FIRST_PAUSE", 0.01)


class Crash(BaseException):
    """The machine loses its power."""


def test_a_year_of_recurring_deadlines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every six hours through 2026, with restarts, crashes, errors and lost confirmations."""
    tasks = rows(
        việc_tháng="Hằng tháng",
        việc_quý="Hằng quý",
        việc_tháng_mười="Tháng 10 hằng năm",
        việc_sáu_tháng="trước ngày 10/6 và 10/12",
        việc_luôn_luôn="Thường xuyên",
        việc_không_hạn=None,
    )
    day = dt.date(2026, 1, 1)
    month_ends = [
        (day.replace(month=m) + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
        for m in range(1, 13)
    ]
    last_days = {
        "việc tháng": month_ends,
        "việc quý": month_ends[2::3],
        "việc tháng mười": [dt.date(2026, 10, 31)],
        "việc sáu tháng": [dt.date(2026, 6, 9), dt.date(2026, 12, 9)],  # "trước ngày"
    }
    expected = Counter(
        f"{last - dt.timedelta(days=left):%d/%m} {left}: {task}"
        for task, days in last_days.items()
        for last in days
        for left in (7, 3, 1, 0)
    )
    clock = Clock("2026-01-01 00:00")
    sent: list[tuple[str, str]] = []
    confirm = Outbox.confirm
    crashes = iter(range(10**6))

    def sometimes(outbox: Outbox, number: int, message_id: int) -> None:
        if next(crashes) % 7 == 3:
            raise Crash
        confirm(outbox, number, message_id)

    monkeypatch.setattr(Outbox, "confirm", sometimes)
    with BotApi() as api:
        lan = api.private()
        machine = Machine(api, tmp_path, tasks, clock)
        follow(machine.office, Spot(lan.chat.id))

        async def year() -> None:
            step = 0
            while clock.moment.year == 2026:
                step += 1
                if step % 50 == 0:
                    machine.start()
                if step % 11 == 0:
                    faults = [Fault("drop_after"), Fault("status", 502), Fault("drop"), Fault("hang_after")]
                    api.faults.add("sendMessage", faults[step // 11 % 4], chat_id=lan.chat.id)
                try:
                    await machine.tick()
                except Crash:
                    machine.start()
                new = lan.chat.from_bot[len(sent) :]
                sent.extend((f"{clock.moment:%d/%m}", lan.sees(number).text) for number in new)
                clock.moment += HOURS

        run(machine, year)
        assert api.violations == []
    said = Counter(f"{day} {line}" for day, text in sent for line in announced(text))
    assert said - expected == Counter()
    assert expected - said == Counter()
    weeks = [text for _, text in sent if "tuần" in text]
    assert len(weeks) >= 40
    assert all("việc luôn luôn" not in text and "việc không hạn" not in text for _, text in sent)


@pytest.fixture
def clock() -> Clock:
    return Clock("2026-06-01 08:00")


ONE = rows(việc_một="Ngày 25/6/2026")


def test_what_a_reminder_says(tmp_path: Path, clock: Clock) -> None:
    """The fact first, what the plan prints, the place, the words of the row; in the topic it was wished for."""
    with BotApi() as api:
        lan = api.topic(api.group(forum=True), "Tư pháp")
        machine = Machine(api, tmp_path, ONE, clock)
        follow(machine.office, Spot(lan.chat.id, lan.topic or 0))
        clock.set("2026-06-22 07:30")
        run(machine, machine.tick)
        said = lan.hears()
    assert said.topic == lan.topic
    assert said.marked("bold") == [
        "Nhắc hạn trong kế hoạch, thứ Hai, 22/6/2026",
        "Còn 3 ngày, đến hết thứ Năm, 25/6/2026",
    ]
    assert said.marked("expandable_blockquote") == ["việc một"]
    assert said.marked("italic") == ["Nguồn: Kế hoạch số 7/KH-UBND ngày 20/12/2025, Bảng nhiệm vụ, dòng 1"]
    assert "1. Chủ trì: Sở Tư pháp. Hạn trong kế hoạch: Ngày 25/6/2026" in said.text
    assert list(said.buttons) == ["✓ Ghi đã xong", "✎ Ghi chú"]


@pytest.mark.parametrize("arrived", [True, False])
def test_a_crash_while_a_message_is_under_way(tmp_path: Path, clock: Clock, arrived: bool) -> None:
    """Found where it had arrived; else sent anew, and said that it may have come before."""
    with BotApi() as api:
        lan = api.private()
        machine = Machine(api, tmp_path, ONE, clock)
        follow(machine.office, Spot(lan.chat.id))
        lan.says("Chào")
        machine.memory.chat(lan.chat.id).see(max(lan.chat.messages))
        clock.set("2026-06-22 07:30")
        fault = Fault("drop_after" if arrived else "drop")
        api.faults.add("sendMessage", fault, chat_id=lan.chat.id)

        async def dies() -> None:
            task = asyncio.create_task(machine.tick())
            while not api.called("sendMessage"):
                await asyncio.sleep(0.001)
            task.cancel()
            await asyncio.wait([task])
            machine.start()
            for _ in range(3):
                await machine.tick()

        run(machine, dies)
        texts_heard = heard(lan)
        assert len(texts_heard) == 1
        assert (texts.REMINDER_AGAIN in texts_heard[0]) is not arrived


def test_others_write_meanwhile(tmp_path: Path, clock: Clock) -> None:
    """A lost message is found among those of others, and nothing else is touched."""
    with BotApi() as api:
        lan, minh = api.private(), api.private()
        machine = Machine(api, tmp_path, ONE, clock)
        follow(machine.office, Spot(lan.chat.id))
        newest = lan.says("Chào")
        machine.office.outbox.see(lan.chat.id, newest)
        minh.says("Chào")
        clock.set("2026-06-22 07:30")
        api.faults.add("sendMessage", Fault("drop_after"), chat_id=lan.chat.id)
        run(machine, machine.tick)
        assert len(heard(lan)) == 1
        assert machine.office.outbox.unknown() == []


@pytest.mark.parametrize(
    "fault", [Fault("status", 403), Fault("status", 400)], ids=lambda fault: str(fault.code)
)
def test_who_cannot_be_reached(tmp_path: Path, clock: Clock, fault: Fault) -> None:
    """A refusal is not repeated, hinders nobody else, and is no end: the next reminder is tried."""
    with BotApi() as api:
        lan, minh = api.private(), api.private()
        machine = Machine(api, tmp_path, ONE, clock)
        for person in (lan, minh):
            follow(machine.office, Spot(person.chat.id))
        api.faults.add("sendMessage", fault, chat_id=lan.chat.id)
        clock.set("2026-06-22 07:30")

        async def twice() -> None:
            await machine.tick()
            await machine.tick()
            clock.set("2026-06-24 07:30")
            await machine.tick()

        run(machine, twice)
        assert len(heard(minh)) == 2
        assert [announced(text) for text in heard(lan)] == [["1: việc một"]]
        assert api.called("sendMessage", chat_id=lan.chat.id) == 2


def test_ten_minutes_without_a_connection(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Longer than one attempt has patience for: the next tick tries again, and it stands once."""
    monkeypatch.setattr(retrying.persist, "__defaults__", (0.05,))
    with BotApi() as api:
        lan = api.private()
        machine = Machine(api, tmp_path, ONE, clock)
        follow(machine.office, Spot(lan.chat.id))
        clock.set("2026-06-22 07:30")
        api.faults.add("sendMessage", *[Fault("drop")] * 12, chat_id=lan.chat.id)

        async def until_it_is_back() -> None:
            for _ in range(12):
                await machine.tick()

        run(machine, until_it_is_back)
        assert len(heard(lan)) == 1


def test_a_group_becomes_a_supergroup(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram names the new id; everything goes on there, and whoever might use the bot still may."""
    with BotApi() as api:
        old, new = api.group(), api.group()
        machine = Machine(api, tmp_path, ONE, clock)
        environment = {"TELEGRAM_BOT_TOKEN": api.token, "KEHOACH_CHATS": str(old.chat.id)}
        access = Access(parse_telegram_settings(environment), machine.office.state, clock)
        machine.reminders = Reminders(machine.office, machine.memory, access)
        follow(machine.office, Spot(old.chat.id))
        clock.set("2026-06-22 07:30")
        api.faults.add("sendMessage", Fault("status", 400, migrate_to=new.chat.id), chat_id=old.chat.id)

        async def twice() -> None:
            await machine.tick()
            await machine.tick()

        run(machine, twice)
        assert len(heard(new)) == 1
        assert machine.office.follows.spots() == [Spot(new.chat.id)]
        assert access.is_allowed(new.chat.id)


def test_two_ticks_at_once(tmp_path: Path, clock: Clock) -> None:
    """A spot whose message is under way is left alone."""
    with BotApi() as api:
        lan = api.private()
        machine = Machine(api, tmp_path, ONE, clock)
        follow(machine.office, Spot(lan.chat.id))
        clock.set("2026-06-22 07:30")

        async def together() -> None:
            await asyncio.gather(*(machine.tick() for _ in range(5)))

        run(machine, together)
        assert len(heard(lan)) == 1
