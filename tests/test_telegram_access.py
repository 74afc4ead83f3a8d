"""Who may use the bot: `KEHOACH_CHATS` names groups and people, administrators may always."""

from collections.abc import Iterator

import pytest

from bot.texts import general as texts
from tests.telegram_api.people import BotApi, Person
from tests.telegram_api.process import BotProcess
from tests.telegram_api.world import BOT

NAME = BOT["username"]
LISTED_PERSON, ADMINISTRATOR, LISTED_GROUP = 300_000_001, 300_000_002, -1_002_000_000_001


@pytest.fixture(scope="module")
def api() -> Iterator[BotApi]:
    """The server of that bot."""
    with BotApi() as server:
        yield server
        assert server.violations == []


@pytest.fixture(scope="module", autouse=True)
def bot(api: BotApi) -> Iterator[BotProcess]:
    """A bot that only some may use."""
    listed = {"KEHOACH_CHATS": f"{LISTED_PERSON}, {LISTED_GROUP}", "KEHOACH_ADMINS": str(ADMINISTRATOR)}
    with BotProcess.ready(api, **listed) as process:
        yield process


def answers(person: Person) -> bool:
    """Whether the bot answers somebody's question."""
    return person.asks(f"/hoi@{NAME} ai?").text.startswith("Trả lời: ai?")


def test_listed_people(api: BotApi):
    """A listed person and an administrator, in private."""
    assert answers(api.private(LISTED_PERSON))
    assert answers(api.private(ADMINISTRATOR))


def test_everyone_in_a_listed_group(api: BotApi):
    """In a listed group everyone may ask, and press buttons."""
    lan = api.group(LISTED_GROUP)
    assert answers(lan)
    assert answers(api.colleague(lan))
    said = lan.asks(f"/hoi@{NAME} danh sách dài")
    assert lan.presses(said, texts.NEXT_PAGE).notice is None


@pytest.mark.parametrize("text", ["Ai chủ trì?", "/start", "/vanban", "/hoi ai?", "/khong"])
def test_others_in_private(api: BotApi, text: str):
    """Others read one polite line, with the id that an administrator needs, whatever they write."""
    lan = api.private()
    said = lan.asks(text)
    assert said.text == texts.not_allowed(lan.chat.id)
    assert str(lan.chat.id) in said.text


def test_others_in_a_group(api: BotApi, bot: BotProcess):
    """In a group that is not listed the bot is silent, but for those who are listed; its id is in the log."""
    lan = api.group()
    lan.says(f"/hoi@{NAME} ai?")
    lan.says(f"/help@{NAME}")
    listed = Person(api, lan.chat, api.user(LISTED_PERSON))
    assert answers(listed)
    lan.says(f"@{NAME} ai?")
    assert answers(listed)
    assert bot.output.count(str(lan.chat.id)) == 1


def test_buttons_of_others(api: BotApi):
    """A right is checked at the button, too: others turn no page and ask no question."""
    lan = api.group()
    listed = Person(api, lan.chat, api.user(LISTED_PERSON))
    said = listed.asks(f"/hoi@{NAME} việc nào đó")
    press = lan.presses(said, "1.")
    assert press.notice is None
    assert answers(listed)
    assert listed.presses(said, "1.").notice is None
    assert listed.hears().text.startswith("Trả lời: Ai chủ trì việc thứ nhất?")


def test_buttons_of_others_in_private(api: BotApi):
    """Somebody who may no longer use the bot presses an old button, and reads why nothing happens."""
    lan = api.private()
    said = lan.asks("Ai?")
    assert lan.presses_data(said, "p:abc:1").notice == texts.not_allowed(lan.chat.id)


def test_edits_of_others(api: BotApi):
    """An edited message is checked like a new one."""
    lan = api.group()
    asked = lan.says(f"/hoi@{NAME} ai?")
    lan.edits(asked, f"/hoi@{NAME} ai phối hợp?")
    assert answers(Person(api, lan.chat, api.user(LISTED_PERSON)))
