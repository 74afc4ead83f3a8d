"""What belongs to one chat is never had from another, by whatever a button's data say or whoever speaks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.texts import access as texts_access
from bot.texts import general as texts
from tests.offices import Clock
from tests.telegram_api.inside import InsideBot
from tests.telegram_api.people import BotApi, Person
from tests.telegram_api.world import BOT

NAME = BOT["username"]
FIRST, SECOND, ADMIN = -1_002_000_000_001, -1_002_000_000_002, 300_000_001
SETTINGS = {"KEHOACH_CHATS": f"{FIRST},{SECOND}", "KEHOACH_ADMINS": str(ADMIN)}


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server
        assert server.violations == []


@pytest.fixture
def bot(api: BotApi, tmp_path: Path) -> Iterator[InsideBot]:
    with InsideBot(api, tmp_path, Clock("2026-06-01 08:00"), **SETTINGS) as running:
        yield running


def test_pages_and_options(api: BotApi, bot: InsideBot):
    """A page, or a reading to choose, of another group's message is not found."""
    lan, minh = api.group(FIRST), api.group(SECOND)
    pages, options = lan.asks(f"/hoi@{NAME} danh sách dài"), lan.asks(f"/hoi@{NAME} việc nào đó")
    mine = minh.asks(f"/hoi@{NAME} danh sách dài")
    theirs = [*pages.buttons.values(), *options.buttons.values()]
    for data in [data for data in theirs if data[:2] in ("p:", "o:")]:
        assert minh.presses_data(mine, data).notice == texts.EXPIRED
    assert minh.sees(mine.id).text == mine.text
    assert lan.presses(pages, texts.NEXT_PAGE).notice is None


def test_what_was_sent_of_the_bots_own_accord(api: BotApi, bot: InsideBot):
    """The pages of a group's reminder are turned in that group only."""
    lan, minh = api.group(FIRST), api.group(SECOND)
    with bot.office.state.transaction() as db:
        db.execute(
            "INSERT INTO messages (chat_id, thread_id, token, screen, after_id, state, made)"
            " VALUES (?, 0, 'loi-nhac', '{\"pages\": [\"một\", \"hai\"]}', 0, 'sent', '2026-06-01')",
            (FIRST,),
        )
    mine, theirs = minh.asks(f"/hoi@{NAME} ai?"), lan.asks(f"/hoi@{NAME} ai?")
    assert minh.presses_data(mine, "p:loi-nhac:1").notice == texts.EXPIRED
    lan.presses_data(theirs, "p:loi-nhac:1")
    assert lan.sees_changed(theirs).text == "hai"


def test_somebody_of_two_groups(api: BotApi, bot: InsideBot):
    """One person's questions in one group are no part of their conversation in another."""
    lan = api.group(FIRST)
    there = api.member(api.group(SECOND), lan)
    lan.asks(f"/hoi@{NAME} Việc mật?")
    assert "Việc mật" not in there.asks(f"/hoi@{NAME} Tôi đã hỏi gì?").text


def test_who_speaks_for_a_group(api: BotApi, bot: InsideBot):
    """An anonymous administrator has the rights of that group, in that group, and no others."""
    lan, stranger = api.group(FIRST), api.group()
    account = api.user(1087968824, is_bot=True)
    inside, outside = Person(api, lan.chat, account), Person(api, stranger.chat, account)
    assert inside.asks(f"/hoi@{NAME} ai?", sender_chat=lan.chat.json).text.startswith("Trả lời: ai?")
    outside.says(f"/hoi@{NAME} ai?", sender_chat=stranger.chat.json)
    assert outside.hears().text == texts_access.GROUP_WAITS
    for command in ("quyen", "thongke"):
        said = inside.asks(f"/{command}@{NAME}", sender_chat=lan.chat.json)
        assert said.text == texts_access.ONLY_ADMINISTRATORS


def test_a_channel_in_its_group(api: BotApi, bot: InsideBot):
    """A channel's post, forwarded into its group by itself, is nobody's question; who speaks as it is."""
    lan = api.group()
    account = api.user(136817688, is_bot=True)
    channel = {"id": -1_003_000_000_009, "type": "channel", "title": "Kênh"}
    speaker = Person(api, lan.chat, account)
    speaker.says(f"/hoi@{NAME} ai?", sender_chat=channel, is_automatic_forward=True)
    admin = api.private(ADMIN)
    assert admin.asks("Ai?").text.startswith("Trả lời")
    assert lan.chat.from_bot == []
    speaker.says(f"/hoi@{NAME} ai?", sender_chat=channel)
    assert lan.hears().text == texts_access.GROUP_WAITS


def test_an_administrator_in_a_strange_group(api: BotApi, bot: InsideBot):
    """May ask there, as anywhere; the others of that group may still not, at buttons neither."""
    lan = api.group()
    admin = Person(api, lan.chat, api.user(ADMIN))
    said = admin.asks(f"/hoi@{NAME} danh sách dài")
    press = lan.presses(said, texts.NEXT_PAGE)
    assert press.notice is None
    assert lan.sees(said.id).text == said.text
    assert admin.presses(said, texts.NEXT_PAGE).notice is None
    assert admin.sees_changed(said).text != said.text
