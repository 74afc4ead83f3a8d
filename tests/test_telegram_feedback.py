"""Feedback: answers called wrong, corrections, suggestions; what becomes of them."""

import datetime as dt
import logging
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.state.database import STATE_FILE
from bot.state.journal import read_log
from bot.state.questions import Dispute, Questions
from bot.texts import feedback as texts_feedback
from bot.texts import general as texts
from tests.offices import Clock
from tests.telegram_api.inside import InsideBot
from tests.telegram_api.people import BotApi, Person, Said
from tests.telegram_api.standin import LABEL
from tests.telegram_api.world import BOT

NAME = BOT["username"]
ADMIN = 300_000_001
SETTINGS = {"KEHOACH_ADMINS": str(ADMIN)}
DAY = dt.date(2026, 6, 1)
WANTED = texts_feedback.correction_wanted(15)


@pytest.fixture
def clock() -> Clock:
    return Clock("2026-06-01 08:00")


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server
        assert server.violations == []


@pytest.fixture
def bot(api: BotApi, tmp_path: Path, clock: Clock) -> Iterator[InsideBot]:
    with InsideBot(api, tmp_path, clock, **SETTINGS) as running:
        yield running


def disputes(bot: InsideBot) -> list[Dispute]:
    return Questions(bot.office.state).disputes(DAY, DAY + dt.timedelta(days=9))


def calls_wrong(person: Person, question: str = "Ai chủ trì?") -> tuple[Said, Said]:
    """Ask and call the answer wrong; the answer as it stands then, and the wish for a correction."""
    said = person.asks(f"/hoi@{NAME} {question}")
    assert person.presses(said, texts_feedback.BUTTON_WRONG).notice == texts_feedback.THANKS
    return person.sees_changed(said), person.hears()


def test_without_a_correction(api: BotApi, bot: InsideBot):
    """One press is enough: question, place and day are kept; the reply that is offered may be left out."""
    lan = api.private()
    said, wish = calls_wrong(lan)
    assert wish.text == WANTED
    assert wish.replies_to == said.id
    field = lan.finds_field(wish) or {}
    assert (field["selective"], field["input_field_placeholder"]) == (True, texts_feedback.PLACEHOLDER)
    assert disputes(bot) == [
        Dispute(DAY, "Ai chủ trì?", "answered", "1/KH-UBND#I.1", LABEL, "", correction="")
    ]
    assert lan.asks("Ai phối hợp?").text.startswith("Trả lời: Ai phối hợp?")  # no reply: a question
    (deed,) = read_log(bot.office.state)  # which is kept for longer than the question
    assert (deed.action, deed.author.name, deed.detail) == ("dispute", "", "")


def test_with_a_correction(api: BotApi, bot: InsideBot):
    """The reply is kept and is no question; another reply takes its place; it is not taken for markup."""
    lan = api.private()
    _, wish = calls_wrong(lan)
    assert lan.asks("Sở <Y tế>", reply_to=wish.id).text == texts_feedback.CORRECTION_KEPT
    assert (
        lan.asks("Sở Y tế,\nkhông phải Sở Xây dựng", reply_to=wish.id).text == texts_feedback.CORRECTION_KEPT
    )
    assert [d.correction for d in disputes(bot)] == ["Sở Y tế, không phải Sở Xây dựng"]


def test_pressed_twice(api: BotApi, bot: InsideBot):
    """Counted once, told politely, and asked for a correction once."""
    lan = api.private()
    said, _ = calls_wrong(lan)
    again = lan.presses_data(said, said.buttons[texts_feedback.BUTTON_TAKE_BACK].replace("c:u:", "c:w:"))
    assert again.notice == texts_feedback.ALREADY_NOTED
    assert lan.asks("Ai?").text.startswith("Trả lời: Ai?")
    assert len(disputes(bot)) == 1


def test_taken_back(api: BotApi, bot: InsideBot):
    """With its correction, by the button in its place; then it may be called wrong again."""
    lan = api.private()
    said, wish = calls_wrong(lan)
    lan.asks("Sở Y tế", reply_to=wish.id)
    assert lan.presses(said, texts_feedback.BUTTON_TAKE_BACK).notice == texts_feedback.TAKEN_BACK
    now = lan.sees_changed(said)
    assert list(now.buttons) == [texts_feedback.BUTTON_WRONG]
    assert disputes(bot) == []
    assert lan.presses_data(said, said.buttons[texts_feedback.BUTTON_TAKE_BACK]).notice == (
        texts_feedback.NOTHING_TO_TAKE_BACK
    )
    assert lan.asks("Sở Y tế", reply_to=wish.id).text == texts_feedback.CORRECTION_GONE
    assert lan.presses(now, texts_feedback.BUTTON_WRONG).notice == texts_feedback.THANKS
    lan.hears()
    assert [d.correction for d in disputes(bot)] == [""]


def test_in_a_group(api: BotApi, bot: InsideBot):
    """Whoever pressed is named, so that the field opens for them alone; a reply is heard in privacy mode."""
    lan = api.topic(api.group(forum=True), "Y tế")
    minh, admin = api.colleague(lan), Person(api, lan.chat, api.user(ADMIN), lan.topic)
    said = lan.asks(f"/hoi@{NAME} ai?")
    minh.presses(said, texts_feedback.BUTTON_WRONG)
    wish = lan.hears()
    assert wish.text == f"@nguoi_{minh.user['id']}\n{WANTED}"
    assert wish.topic == lan.topic
    assert minh.asks("Sở Y tế", reply_to=wish.id).text == texts_feedback.CORRECTION_KEPT
    back = lan.sees_changed(said).buttons[texts_feedback.BUTTON_TAKE_BACK]
    assert lan.presses_data(said, back).notice == texts_feedback.OTHERS
    assert [d.correction for d in disputes(bot)] == ["Sở Y tế"]
    assert admin.presses_data(said, back).notice == texts_feedback.TAKEN_BACK
    assert disputes(bot) == []


def test_somebody_without_a_username(api: BotApi, bot: InsideBot):
    """Is named by a link to their account."""
    lan = api.group()
    del lan.user["username"]
    lan.user["first_name"] = "Lan <b>"
    _, wish = calls_wrong(lan)
    assert wish.marked("text_mention") == ["Lan <b>"]


def test_the_correction_comes_late(api: BotApi, bot: InsideBot, clock: Clock):
    """After a quarter of an hour it is not taken for one, nor for a question; the dispute stands."""
    lan = api.private()
    _, wish = calls_wrong(lan)
    clock.moment += dt.timedelta(minutes=16)
    assert lan.asks("Sở Y tế", reply_to=wish.id).text == texts_feedback.TOO_LATE
    assert [d.correction for d in disputes(bot)] == [""]


def test_a_command_in_reply(api: BotApi, bot: InsideBot):
    """A command stays one, whatever it replies to."""
    lan = api.private()
    _, wish = calls_wrong(lan)
    assert lan.asks("/hoi Việc gì?", reply_to=wish.id).text.startswith("Trả lời: Việc gì?")


@pytest.mark.parametrize(
    ("question", "buttons"),
    [
        ("Ai chủ trì?", [texts_feedback.BUTTON_WRONG]),
        ("việc không có", [texts_feedback.BUTTON_WRONG]),
        ("việc nào đó", ["1. Ai chủ trì việc thứ nhất?", "2. Ai chủ trì việc thứ hai?"]),
        ("xin chào", []),
        ("gặp lỗi", []),
    ],
)
def test_where_the_button_stands(api: BotApi, bot: InsideBot, question: str, buttons: list[str]):
    """Below every answer, "not in the plans" included; not below a question back, a greeting, an apology."""
    assert list(api.private().asks(question).buttons) == buttons


def test_pages_turned(api: BotApi, bot: InsideBot):
    """The button that was pressed stays so when the page is turned."""
    lan = api.private()
    said, _ = calls_wrong(lan, "danh sách dài")
    lan.presses(said, texts.NEXT_PAGE)
    assert texts_feedback.BUTTON_TAKE_BACK in lan.sees_changed(said).buttons


def test_an_option_and_an_edit(api: BotApi, bot: InsideBot):
    """Each answer has a button of its own: of a chosen reading, of an edited question."""
    lan = api.private()
    lan.presses(lan.asks("việc nào đó"), "1.")
    chosen = lan.hears()
    lan.presses(chosen, texts_feedback.BUTTON_WRONG)
    lan.hears()
    asked = lan.says("Ai chủ trì?")
    said = lan.hears()
    lan.edits(asked, "Ai phối hợp?")
    edited = lan.sees_changed(said)
    lan.presses(edited, texts_feedback.BUTTON_WRONG)
    lan.hears()
    assert [d.words for d in disputes(bot)] == ["Ai chủ trì việc thứ nhất?", "Ai phối hợp?"]


def test_another_chats_button(api: BotApi, bot: InsideBot):
    """Data of an answer in another chat call nothing wrong, and take nothing back."""
    lan, minh = api.private(), api.private()
    said, _ = calls_wrong(lan)
    mine = minh.asks("Ai?")
    theirs = said.buttons[texts_feedback.BUTTON_TAKE_BACK]
    for data in (theirs, theirs.replace("c:u:", "c:w:"), "c:w:khong-co"):
        press = minh.presses_data(mine, data)
        assert (press.notice, press.alert) == (texts_feedback.GONE, True)
    assert len(disputes(bot)) == 1


def test_after_a_restart(api: BotApi, tmp_path: Path, clock: Clock):
    """The button outlives the program."""
    lan = api.private()
    with InsideBot(api, tmp_path, clock, **SETTINGS):
        said = lan.asks("Ai chủ trì?")
    with InsideBot(api, tmp_path, clock, **SETTINGS) as bot:
        lan.presses(said, texts_feedback.BUTTON_WRONG)
        wish = lan.hears()
        assert wish.text == WANTED
        assert [d.words for d in disputes(bot)] == ["Ai chủ trì?"]
    with InsideBot(api, tmp_path, clock, **SETTINGS):  # the reply is no question, though nobody waits for it
        assert lan.asks("Sở Y tế", reply_to=wish.id).text == texts_feedback.TOO_LATE
        assert lan.asks("Ai?", reply_to=said.id).text.startswith("Trả lời: Ai?")


def test_gopy(api: BotApi, bot: InsideBot):
    """With words, or in reply to the wish for them; in a group as well."""
    lan, minh = api.private(), api.group()
    assert lan.asks("/gopy Nên có kế hoạch 2026").text == texts_feedback.SUGGESTION_KEPT
    wish = minh.asks(f"/gopy@{NAME}")
    assert wish.text == texts_feedback.suggestion_wanted(15)
    assert minh.finds_field(wish)
    assert minh.asks("Chữ hơi nhỏ", reply_to=wish.id).text == texts_feedback.SUGGESTION_KEPT
    kept = Questions(bot.office.state).suggestions(DAY, DAY)
    assert [s.words for s in kept] == ["Nên có kế hoạch 2026", "Chữ hơi nhỏ"]


# ── nothing of it holds an answer up ───────────────────────────────────────────────────────────────────────


def test_a_full_disk(api: BotApi, bot: InsideBot, caplog: pytest.LogCaptureFixture):
    """Answers go on, only the statistics are lost, with one line in the log until there is room again."""
    lan = api.private()
    lan.asks("Ai?")
    bot.office.recorder.settled().result(5)
    own = bot.office.recorder._own
    assert own is not None
    with own.transaction() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
    own._connection.execute(f"PRAGMA max_page_count = {pages}")  # SQLite then says what it says of a disk
    with caplog.at_level(logging.WARNING, logger="bot.recording"):
        for number in range(12):
            said = lan.asks(f"Câu {number} " + "x" * 900)
            assert said.text.startswith(f"Trả lời: Câu {number}")
        bot.office.recorder.settled().result(5)
        lines = [record.message for record in caplog.records]
        assert len(lines) == 1
        assert "full" in lines[0]
        assert "Câu" not in lines[0]
        assert lan.presses(said, texts_feedback.BUTTON_WRONG).notice == texts_feedback.GONE
    own._connection.execute("PRAGMA max_page_count = 1000000")
    calls_wrong(lan, "Có chỗ rồi?")
    assert [d.words for d in disputes(bot)] == ["Có chỗ rồi?"]


def test_somebody_holds_the_database(api: BotApi, bot: InsideBot, tmp_path: Path):
    """An answer waits for nobody who writes."""
    lan = api.private()
    lan.asks("Ai?")
    bot.office.recorder.settled().result(5)
    other = sqlite3.connect(tmp_path / STATE_FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    for number in range(5):
        assert lan.asks(f"Câu {number}").text.startswith(f"Trả lời: Câu {number}")
    assert Questions(bot.office.state)  # and no statement of ours was needed for it
    other.execute("ROLLBACK")
    other.close()
    bot.office.recorder.settled().result(5)
    assert sum(Questions(bot.office.state).counts(DAY, DAY)[DAY].values()) == 6
