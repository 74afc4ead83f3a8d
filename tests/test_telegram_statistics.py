"""/thongke and the weekly message: what was asked, unanswered, disputed; for administrators; words for some days."""

import asyncio
import datetime as dt
import io
import itertools
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.access import Access
from bot.settings import parse_telegram_settings
from bot.state.database import STATE_FILE
from bot.state.journal import Author
from bot.state.outbox import Outbox
from bot.state.questions import Asked, Questions
from bot.statistics import find_span, last_week, read_statistics
from bot.telegram import retrying
from bot.telegram.assistant import Assistant
from bot.telegram.core import Core
from bot.telegram.reminders import Reminders
from bot.telegram.statistics import StatisticsRoom
from bot.texts import access as texts_access
from bot.texts import deadlines as texts_deadlines
from bot.texts import feedback as texts_feedback
from bot.texts import general as texts
from tests.offices import Clock, office_of
from tests.telegram_api import standin
from tests.telegram_api.faults import Fault
from tests.telegram_api.inside import InsideBot
from tests.telegram_api.people import BotApi, Person
from tests.telegram_api.standin import LABEL
from tests.telegram_api.world import BOT

NAME = BOT["username"]
ADMIN, OTHER_ADMIN = 300_000_001, 300_000_002
SETTINGS = {"KEHOACH_ADMINS": f"{ADMIN},{OTHER_ADMIN}"}
MONDAY = dt.date(2026, 6, 1)
TOKENS = itertools.count()
LAN = Author(424242, "Lan Hương")


@pytest.fixture
def clock() -> Clock:
    return Clock("2026-06-03 08:00")  # a Wednesday


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server
        assert server.violations == []


@pytest.fixture
def admin(api: BotApi) -> Person:
    return api.private(ADMIN)


@pytest.fixture
def bot(api: BotApi, admin: Person, tmp_path: Path, clock: Clock) -> Iterator[InsideBot]:
    with InsideBot(api, tmp_path, clock, **SETTINGS) as running:
        yield running


def ask(questions: Questions, day: dt.date, words: str, status: str = "answered", times: int = 1) -> str:
    """Questions of a day; returns the token of the last."""
    token = ""
    for _ in range(times):
        token = f"token{next(TOKENS)}"
        cited = ("1/KH-UBND#I.1", LABEL, "v1") if status == "answered" else ("", "", "v1")
        questions.note(Asked(token, day, 555_000_111, status, words, *cited))
    return token


def call_wrong(questions: Questions, day: dt.date, words: str, correction: str = "") -> None:
    token = ask(questions, day, words)
    now = dt.datetime.combine(day, dt.time(9), dt.UTC)
    questions.dispute(555_000_111, token, LAN, now, day)
    questions.correct(555_000_111, token, correction)


# ── /thongke ───────────────────────────────────────────────────────────────────────────────────────────────


def test_from_questions_to_statistics(api: BotApi, bot: InsideBot, admin: Person):
    """Asked in chats, told to an administrator: how many, how they ended, what is missing, what was disputed."""
    lan = api.private()
    said = lan.asks("Ai chủ trì?")
    lan.asks("Việc không có ở đâu?")
    lan.asks("viec  KHONG co o dau")  # the stand-in answers this one
    lan.asks("việc không có, ở đâu")
    lan.asks("việc nào đó")
    lan.asks("gặp lỗi")
    lan.asks("xin chào")
    lan.presses(said, texts_feedback.BUTTON_WRONG)
    lan.asks("Sở Y tế", reply_to=lan.hears().id)
    lan.asks("/gopy Nên có kế hoạch 2026")
    told = admin.asks("/thongke ngày")
    assert told.text.splitlines()[:3] == [
        "Thống kê ngày 03/6/2026",
        "6 câu hỏi: 2 trả lời được (33%), 2 không tìm thấy (33%), 1 hỏi lại, 1 trục trặc.",
        "1 câu trả lời bị báo chưa đúng, 1 góp ý.",
    ]
    assert "Hỏi mà chưa có trong văn bản (1)\n1. " in told.text
    assert "ở đâu? (2 lần)" in told.text or "ở đâu (2 lần)" in told.text
    assert f"1. Ai chủ trì? (03/6/2026)\nĐã trả lời theo: {LABEL}\nÝ kiến: Sở Y tế" in told.text
    assert "1. Nên có kế hoạch 2026 (03/6/2026)" in told.text
    assert "giữ 30 ngày" in told.text


def test_the_sheet(api: BotApi, bot: InsideBot, admin: Person):
    """The whole as a workbook: by day with sums, the missing, the disputed; no formula, name, id or chat in it."""
    questions = Questions(bot.office.state)
    ask(questions, MONDAY, "Ai chủ trì?", times=3)
    ask(questions, MONDAY, "=1+1 ở đâu", "not_found", times=2)
    call_wrong(questions, MONDAY + dt.timedelta(days=1), "Hạn nào?", "@SUM(A1) Sở Y tế")
    questions.suggest(555_000_111, MONDAY, "Nên có kế hoạch 2026")
    told = admin.asks("/thongke")
    admin.presses(told, texts_feedback.BUTTON_SHEET)
    assert admin.hears().file == "thong-ke.xlsx"
    content = api.files["thong-ke.xlsx"]
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == list(texts_feedback.SHEETS)
    cells = {sheet.title: [[c.value for c in row] for row in sheet.iter_rows(min_row=4)] for sheet in book}
    assert cells["Theo ngày"] == [
        [dt.datetime(2026, 6, 1), 5, 3, 2, 0, 0, 0, 1],
        [dt.datetime(2026, 6, 2), 1, 1, 0, 0, 0, 1, 0],
        ["Cộng", 6, 4, 2, 0, 0, 1, 1],
    ]
    assert cells["Chưa trả lời được"] == [[1, "=1+1 ở đâu", 2, dt.datetime(2026, 6, 1)]]
    assert book["Chưa trả lời được"]["B4"].data_type == "s"
    assert cells["Bị báo chưa đúng"][0][2:] == [
        *("Hạn nào?", "trả lời được", LABEL, "@SUM(A1) Sở Y tế", "v1")
    ]
    everything = repr(cells) + told.text
    assert not [part for part in ("Lan", "424242", "555000111", "555_000_111") if part in everything]


def test_many(api: BotApi, bot: InsideBot, admin: Person):
    """Numbers as offices write them, the most frequent first, the rest in the sheet; over pages."""
    questions = Questions(bot.office.state)
    with bot.office.state.transaction() as db:
        db.execute("INSERT INTO daily VALUES ('2026-06-01', 'answered', 12345)")
    for number in range(25):
        ask(questions, MONDAY, f"Câu {number:02d} {'dài ' * 60}", "not_found", times=1 + (number == 7) * 2)
    told = admin.asks("/thongke tuần")
    assert "12.372 câu hỏi: 12.345 trả lời được (100%), 27 không tìm thấy (0%)." in told.text
    assert "1. Câu 07" in told.text
    assert "1/" in "".join(told.buttons)
    text = told.text
    while "Sau ›" in told.buttons:
        admin.presses(told, "Sau ›")
        told = admin.sees_changed(told)
        text += told.text
    assert "Còn 5 nữa trong bảng .xlsx." in text


def test_a_quiet_time(api: BotApi, bot: InsideBot, admin: Person):
    """Nothing was asked: said so, without a sheet; words that are no time are explained."""
    told = admin.asks("/thongke tháng 1/2020")
    assert told.text.startswith("Thống kê từ 01/01/2020 đến 31/01/2020\nKhông có câu hỏi")
    assert told.buttons == {}
    assert admin.asks("/thongke abc").text == texts_feedback.STATISTICS_HOW


def test_for_administrators_only(api: BotApi, bot: InsideBot, admin: Person):
    """Not for others, not in a group, and not by a button whose data somebody has seen."""
    lan, group = api.private(), api.group()
    assert lan.asks("/thongke").text == texts_access.ONLY_ADMINISTRATORS
    assert group.asks(f"/thongke@{NAME}").text == texts_access.ONLY_ADMINISTRATORS
    in_group = api.member(group, admin)
    assert in_group.asks(f"/thongke@{NAME}").text == texts_access.ONLY_IN_PRIVATE
    said = lan.asks("Ai?")
    data = "s:x:20260601:20260607"
    assert lan.presses_data(said, data).notice == texts_access.ONLY_ADMINISTRATORS
    assert in_group.presses_data(in_group.asks(f"/hoi@{NAME} ai?"), data).notice == (
        texts_access.ONLY_ADMINISTRATORS
    )
    own = admin.asks("/thongke")
    assert admin.presses_data(own, "s:x:99999999:20260607").notice == texts_access.ONLY_ADMINISTRATORS
    assert api.called("sendDocument") == 0


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("ngày", "2026-06-03", "2026-06-03"),
        ("", "2026-05-28", "2026-06-03"),
        ("TUAN", "2026-05-28", "2026-06-03"),
        ("tháng", "2026-05-05", "2026-06-03"),
        ("tuần trước", "2026-05-25", "2026-05-31"),
        ("tháng 5/2026", "2026-05-01", "2026-05-31"),
    ],
)
def test_spans(words: str, first: str, last: str):
    """A day, a week or a month up to today; or any other span in words."""
    span = find_span(words, dt.date(2026, 6, 3))
    assert span is not None
    assert (span.first.isoformat(), span.last.isoformat()) == (first, last)


# ── words are kept for some days ───────────────────────────────────────────────────────────────────────────


def test_words_end(tmp_path: Path, clock: Clock):
    """After the days of the setting nothing that was typed is left, in the file neither; the counts stay."""
    office = office_of(tmp_path, (), clock)
    questions = Questions(office.state)
    old, young = dt.date(2026, 5, 3), dt.date(2026, 5, 4)
    for day in (old, young):
        ask(questions, day, f"Bí mật {day:%d}", "not_found", times=2)
        call_wrong(questions, day, f"Sai ngày {day:%d}", f"Phải là {day:%d}")
        questions.suggest(1, day, f"Góp lời {day:%d}")
    before = questions.counts(old, young)
    office.recorder.purge(clock().date() - dt.timedelta(days=30))
    office.recorder.settled().result(5)
    assert questions.counts(old, young) == before
    told = read_statistics(questions, old, young)
    assert [u.words for u in told.unanswered] == ["Bí mật 04"]
    assert [d.correction for d in told.disputes] == ["Phải là 04"]
    assert [s.words for s in told.suggestions] == ["Góp lời 04"]
    office.close()
    left = (tmp_path / STATE_FILE).read_bytes()
    assert "Bí mật 04".encode() in left
    assert not [word for word in ("Bí mật 03", "bi mat 03", "Sai ngày 03", "Phải là 03", "Góp lời 03")
                if word.encode() in left]  # fmt: skip


def test_a_late_dispute_of_an_old_question(tmp_path: Path, clock: Clock):
    """It goes with the question, and stays counted on its own day."""
    office = office_of(tmp_path, (), clock)
    questions = Questions(office.state)
    asked, disputed = dt.date(2026, 5, 3), dt.date(2026, 5, 20)
    token = ask(questions, asked, "Ai?")
    questions.dispute(555_000_111, token, LAN, clock(), disputed)
    for _ in range(2):
        questions.purge(dt.date(2026, 5, 4))
    assert questions.counts(asked, disputed) == {asked: {"answered": 1}, disputed: {"disputed": 1}}
    assert questions.disputes(asked, disputed) == []
    office.close()


def test_at_the_start_and_every_day(api: BotApi, admin: Person, tmp_path: Path, clock: Clock):
    """The running bot deletes by itself when it starts; with zero days nothing outlives its day."""
    office = office_of(tmp_path, (), clock)
    ask(Questions(office.state), dt.date(2026, 6, 2), "Hôm qua?", "not_found")
    ask(Questions(office.state), dt.date(2026, 6, 3), "Hôm nay?", "not_found")
    office.close()
    with InsideBot(api, tmp_path, clock, KEHOACH_KEEP_DAYS="0", **SETTINGS) as bot:
        questions = Questions(bot.office.state)
        span = (dt.date(2026, 6, 1), dt.date(2026, 6, 3))
        api.wait_for(lambda: api.polls, "the bot")
        end = time.monotonic() + 10
        while len(questions.unanswered(*span)) > 1 and time.monotonic() < end:
            bot.office.recorder.settled().result(5)
        assert [u.words for u in questions.unanswered(*span)] == ["Hôm nay?"]
        told = admin.asks("/thongke")
        assert "2 câu hỏi" in told.text
        assert "chỉ giữ trong ngày" in told.text


# ── every Monday ───────────────────────────────────────────────────────────────────────────────────────────


class Crash(BaseException):
    """The machine loses its power."""


class Machine:
    """A bot's messages of its own accord on this machine: started, ticking, restarted."""

    def __init__(self, api: BotApi, directory: Path, clock: Clock) -> None:
        self._directory, self._clock = directory, clock
        self._settings = parse_telegram_settings({"TELEGRAM_BOT_TOKEN": api.token, **SETTINGS})
        request = HTTPXRequest(httpx_kwargs={"trust_env": False})
        self.bot = Bot(api.token, base_url=f"{api.url}/bot", request=request)
        self.start()

    def start(self) -> None:
        """As after a start of the program: nothing is remembered but the state."""
        office = office_of(self._directory, (), self._clock)
        self.office, self.questions = office, Questions(office.state)
        access = Access(self._settings, office.state, self._clock)
        core = Core(standin.ask, lambda: standin.DOCUMENTS, standin.Turns)
        assistant = Assistant(core)
        room = StatisticsRoom(office, access, assistant)
        self.reminders = Reminders(office, assistant.memory, access, room)

    async def tick(self) -> None:
        """One look at every spot, to its end."""
        for spot in await self.reminders.spots():
            await self.reminders.serve(self.bot, spot)

    def run(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do something with the bot open."""

        async def whole() -> None:
            async with self.bot:
                await work()

        asyncio.run(whole())


@pytest.fixture
def machine(
    api: BotApi, admin: Person, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Machine:
    monkeypatch.setattr(retrying, "FIRST_PAUSE", 0.01)
    api.private(OTHER_ADMIN)
    return Machine(api, tmp_path, clock)


def heard(api: BotApi, number: int) -> list[str]:
    chat = api.world.chats[number]
    return [str(chat.messages[message]["text"]) for message in chat.from_bot]


def test_once_a_week(api: BotApi, machine: Machine, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    """Four weeks, four looks a day, with restarts, a crash, lost confirmations and a week of downtime.

    Every administrator gets each week once, from Monday half past seven on.
    """
    confirm = Outbox.confirm
    confirmations = iter(range(10**6))

    def sometimes(outbox: Outbox, number: int, message_id: int) -> None:
        if next(confirmations) == 1:
            raise Crash
        confirm(outbox, number, message_id)

    monkeypatch.setattr(Outbox, "confirm", sometimes)
    start = dt.datetime.combine(MONDAY, dt.time(), clock().tzinfo)
    sent: list[tuple[str, str]] = []

    async def weeks() -> None:
        for hour in (24 * day + hour for day in range(28) for hour in (0, 7, 8, 10)):
            clock.moment = start + dt.timedelta(hours=hour)
            if clock.moment.hour == 10:
                ask(machine.questions, clock().date(), "Việc này ở đâu?", "not_found")
            if 24 * 14 <= hour < 24 * 16:  # switched off over a Monday and a Tuesday
                continue
            if hour % 40 == 0:
                machine.start()
            if hour == 24 * 21:
                api.faults.add("sendMessage", Fault("drop_after"), chat_id=ADMIN)
            try:
                await machine.tick()
            except Crash:
                machine.start()
            new = heard(api, ADMIN)[len(sent) :]
            sent.extend((f"{clock.moment:%d/%m %H}", text.splitlines()[0]) for text in new)

    machine.run(weeks)
    assert sent == [
        ("08/06 08", "Thống kê tuần qua, từ 01/6/2026 đến 07/6/2026"),
        ("17/06 00", "Thống kê tuần qua, từ 08/6/2026 đến 14/6/2026"),
        ("22/06 08", "Thống kê tuần qua, từ 15/6/2026 đến 21/6/2026"),
    ]
    others = [text.splitlines()[0] for text in heard(api, OTHER_ADMIN)]
    assert others == [line for _, line in sent]


def test_not_before_its_hour(api: BotApi, machine: Machine, clock: Clock):
    """Monday at half past seven in Viet Nam; a week in which nothing was asked is passed over."""
    clock.set("2026-06-08 07:29")
    ask(machine.questions, MONDAY, "Ai?")
    machine.run(machine.tick)
    assert heard(api, ADMIN) == []
    clock.set("2026-06-08 07:30")
    machine.run(machine.tick)
    assert len(heard(api, ADMIN)) == 1
    clock.set("2026-06-15 09:00")
    machine.run(machine.tick)
    assert len(heard(api, ADMIN)) == 1


def test_sent_again_where_its_fate_is_unknown(api: BotApi, machine: Machine, clock: Clock):
    """The program dies while the message is under way: sent anew, and said that it may have come before."""
    clock.set("2026-06-08 08:00")
    ask(machine.questions, MONDAY, "Ai?")
    api.faults.add("sendMessage", Fault("drop"), chat_id=ADMIN)

    async def dies() -> None:
        task = asyncio.create_task(machine.tick())
        while not api.called("sendMessage"):
            await asyncio.sleep(0.001)
        task.cancel()
        await asyncio.wait([task])
        machine.start()
        await machine.tick()
        await machine.tick()

    machine.run(dies)
    (text,) = heard(api, ADMIN)
    assert texts_deadlines.REMINDER_AGAIN in text
    assert len(heard(api, OTHER_ADMIN)) == 1


def test_an_administrator_who_cannot_be_reached(api: BotApi, machine: Machine, clock: Clock):
    """Hinders no other, and is not tried again for that week."""
    clock.set("2026-06-08 08:00")
    ask(machine.questions, MONDAY, "Ai?")
    api.world.chats[ADMIN].closed = True
    machine.run(machine.tick)
    machine.run(machine.tick)
    assert len(heard(api, OTHER_ADMIN)) == 1
    assert api.called("sendMessage", chat_id=ADMIN) == 1


def test_the_button_of_the_weekly_message(
    api: BotApi, machine: Machine, admin: Person, tmp_path: Path, clock: Clock
):
    """Works in the running bot, whichever program has sent the message."""
    clock.set("2026-06-08 08:00")
    ask(machine.questions, MONDAY, "Ai?", "not_found")
    machine.run(machine.tick)
    said = admin.hears()
    with InsideBot(api, tmp_path, clock, **SETTINGS):
        admin.presses(said, texts_feedback.BUTTON_SHEET)
        assert admin.hears().file == "thong-ke.xlsx"


def test_the_words_of_the_message_end(
    api: BotApi, machine: Machine, admin: Person, tmp_path: Path, clock: Clock
):
    """What was sent is kept no longer than what it tells, and is not sent again for that."""
    clock.set("2026-06-08 08:00")
    for number in range(30):
        ask(machine.questions, MONDAY, f"Bí mật {number} {'dài ' * 60}", "not_found")
    machine.run(machine.tick)
    said = admin.hears()
    clock.set("2026-06-09 08:00")
    with InsideBot(api, tmp_path, clock, KEHOACH_KEEP_DAYS="0", **SETTINGS) as bot:
        end = time.monotonic() + 10
        while machine.questions.unanswered(MONDAY, MONDAY) and time.monotonic() < end:
            bot.office.recorder.settled().result(5)
        assert admin.presses(said, "Sau ›").notice == texts.EXPIRED
        assert admin.asks("/thongke tuần trước").text.startswith("Thống kê từ 01/6/2026")
    machine.run(machine.tick)
    assert admin.chat.from_bot == []
    assert "Bí mật".encode() not in (tmp_path / STATE_FILE).read_bytes()


@pytest.mark.parametrize("late", [False, True], ids=["asked on Monday", "disputed late"])
def test_the_words_of_the_message_end_with_their_day(api: BotApi, machine: Machine, clock: Clock, late: bool):
    """The message of a week ends with its oldest words, though it was made days after them."""
    asked = MONDAY - dt.timedelta(days=10) if late else MONDAY
    token = ask(machine.questions, asked, "Bí mật", "not_found")
    machine.questions.dispute(555_000_111, token, LAN, clock(), MONDAY)
    ask(machine.questions, MONDAY, "Sau này?")
    clock.set("2026-06-08 08:00")
    machine.run(machine.tick)
    assert "Bí mật" in heard(api, ADMIN)[0]

    def screens() -> list[str]:
        with machine.office.state.reading() as db:
            return [row[0] for row in db.execute("SELECT screen FROM messages")]

    machine.questions.purge(asked)
    assert all("Bí mật" in screen for screen in screens())
    machine.questions.purge(asked + dt.timedelta(days=1))
    assert screens() == ['{"pages": []}'] * 2


def test_the_week_before():
    """From Monday to Sunday, whatever day it is."""
    for day in range(7):
        week = last_week(dt.date(2026, 6, 8) + dt.timedelta(days=day))
        assert (week.first, week.last) == (MONDAY, dt.date(2026, 6, 7))


def test_long_reading_holds_nobody_up(tmp_path: Path, clock: Clock):
    """While statistics are read, others write, and what is read is of one moment."""
    office = office_of(tmp_path, (), clock)
    questions = Questions(office.state)
    ask(questions, MONDAY, "Ai?")
    own = office.state.second(0.0)
    with own.reading() as db:
        before = db.execute("SELECT COUNT(*) FROM questions").fetchone()[0]
        ask(questions, MONDAY, "Hạn nào?")
        assert db.execute("SELECT COUNT(*) FROM questions").fetchone()[0] == before == 1
    assert sum(Questions(own).counts(MONDAY, MONDAY)[MONDAY].values()) == 2
    own.close()
    office.close()
