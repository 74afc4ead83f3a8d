"""Limits: so many questions and presses a minute; what is over is told once, then passed over in silence."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import parse_telegram_settings
from bot.telegram import limits
from bot.telegram.limits import Excess, Limits, Use
from bot.texts import access as texts_access
from bot.texts import general as texts
from tests.offices import Clock
from tests.telegram_api.inside import InsideBot
from tests.telegram_api.people import BotApi, Person
from tests.telegram_api.server import TOKEN
from tests.telegram_api.world import BOT

NAME = BOT["username"]
ADMIN = 300_000_001
SETTINGS = {"KEHOACH_PERSON_LIMIT": "3", "KEHOACH_CHAT_LIMIT": "5", "KEHOACH_ADMINS": str(ADMIN)}
LAN, MINH, GROUP = 1, 2, -1


class Seconds:
    """A clock of seconds that is set by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1000.0
        monkeypatch.setattr(limits, "seconds", lambda: self.now)


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Seconds:
    return Seconds(monkeypatch)


def limits_of(**environment: str) -> Limits:
    return Limits(parse_telegram_settings({"TELEGRAM_BOT_TOKEN": TOKEN, **SETTINGS, **environment}))


def test_a_minute(time: Seconds):
    """The first question opens a minute; after it everything begins anew."""
    counting = limits_of()
    assert [counting.count(Use.QUESTION, LAN, None) for _ in range(3)] == [None] * 3
    time.now += 20.5
    assert counting.count(Use.QUESTION, LAN, None) == Excess(of_group=False, wait=40)
    assert counting.count(Use.QUESTION, LAN, None) == Excess(of_group=False, wait=None)
    assert counting.count(Use.QUESTION, MINH, None) is None
    time.now += 39.5
    assert counting.count(Use.QUESTION, LAN, None) is None


def test_a_group(time: Seconds):
    """A group is counted as a whole, each of its people too; one who asks too much costs the others nothing."""
    counting = limits_of()
    assert [counting.count(Use.QUESTION, LAN, GROUP) for _ in range(3)] == [None] * 3
    for _ in range(10):
        assert counting.count(Use.QUESTION, LAN, GROUP) is not None
    assert [counting.count(Use.QUESTION, MINH, GROUP) for _ in range(2)] == [None] * 2
    assert counting.count(Use.QUESTION, MINH, GROUP) == Excess(of_group=True, wait=60)
    assert counting.count(Use.QUESTION, MINH, None) is None  # elsewhere there is one left


def test_somebody_who_speaks_for_the_group(time: Seconds):
    """Has the group's id, and is still counted as one of its people."""
    counting = limits_of(KEHOACH_CHAT_LIMIT="0")
    for _ in range(10):
        counting.count(Use.QUESTION, LAN, GROUP)
    assert [counting.count(Use.QUESTION, GROUP, GROUP) for _ in range(3)] == [None] * 3


def test_presses_are_counted_apart(time: Seconds):
    """Three for each question that is allowed."""
    counting = limits_of()
    assert [counting.count(Use.PRESS, LAN, None) for _ in range(9)] == [None] * 9
    assert counting.count(Use.PRESS, LAN, None) == Excess(of_group=False, wait=60)
    assert counting.count(Use.QUESTION, LAN, None) is None


def test_no_limit(time: Seconds):
    """Zero switches a limit off."""
    counting = limits_of(KEHOACH_PERSON_LIMIT="0", KEHOACH_CHAT_LIMIT="0")
    assert {counting.count(Use.QUESTION, LAN, GROUP) for _ in range(500)} == {None}


def test_memory_is_bounded(time: Seconds):
    """However many people come, a bounded number is remembered."""
    counting = limits_of()
    for person in range(limits._REMEMBERED + 500):
        counting.count(Use.QUESTION, person, None)
    assert len(tuple(counting._windows.items())) == limits._REMEMBERED


# ── conversations ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def api(tmp_path: Path, time: Seconds) -> Iterator[BotApi]:
    with BotApi() as server, InsideBot(server, tmp_path, Clock("2026-06-01 08:00"), **SETTINGS):
        yield server
        assert server.violations == []


def test_too_many_questions(api: BotApi, time: Seconds):
    """Told once with the seconds left, then silence; afterwards answered as before. Others notice nothing."""
    lan, minh = api.private(), api.private()
    for _ in range(3):
        assert lan.asks("Ai?").text.startswith("Trả lời")
    time.now += 15
    assert lan.asks("Ai?").text == texts_access.too_fast(45)
    edited = lan.says("Ai nữa?")
    lan.edits(edited, "Ai nữa vậy?")
    assert minh.asks("Ai?").text.startswith("Trả lời")
    assert lan.chat.from_bot == []
    time.now += 45
    assert lan.asks("Ai sau?").text.startswith("Trả lời: Ai sau?")


def test_too_many_presses(api: BotApi, time: Seconds):
    """The button is acknowledged, with the reason once."""
    lan = api.private()
    said = lan.asks("danh sách dài")
    for _ in range(9):
        assert lan.presses_data(said, said.buttons[texts.NEXT_PAGE]).notice != texts_access.too_fast(60)
    assert lan.presses_data(said, said.buttons[texts.NEXT_PAGE]).notice == texts_access.too_fast(60)
    assert lan.presses_data(said, said.buttons[texts.NEXT_PAGE]).notice is None


def test_a_busy_group(api: BotApi, time: Seconds):
    """The group is told as a whole; what is not meant for the bot does not count."""
    lan = api.group()
    minh, admin = api.colleague(lan), Person(api, lan.chat, api.user(ADMIN))
    for _ in range(20):
        lan.says("Chào cả nhà")
    for person in (lan, lan, lan, minh, minh):
        assert person.asks(f"/hoi@{NAME} ai?").text.startswith("Trả lời")
    assert minh.asks(f"@{NAME} ai?").text == texts_access.too_fast_here(60)
    lan.says(f"/hoi@{NAME} ai?")
    assert admin.asks(f"/hoi@{NAME} ai nào?").text.startswith("Trả lời: ai nào?")


def test_a_stranger_who_writes_on_and_on(tmp_path: Path, time: Seconds):
    """Who may not use the bot is limited like everyone: so many polite lines, one more, and silence."""
    listed = SETTINGS | {"KEHOACH_CHATS": "5"}
    with BotApi() as api, InsideBot(api, tmp_path, Clock("2026-06-01 08:00"), **listed):
        lan, admin = api.private(), api.private(ADMIN)
        assert [lan.asks("Ai?").text for _ in range(3)] == [texts_access.MAY_ASK] * 3
        assert lan.asks("Ai?").text == texts_access.too_fast(60)
        lan.says("Ai?")
        assert admin.asks("Ai?").text.startswith("Trả lời")
        assert lan.chat.from_bot == []
