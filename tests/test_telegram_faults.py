"""When Telegram fails: no answer is lost, none is doubled."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError
from telegram.request import HTTPXRequest

from bot.telegram import delivery, retrying
from bot.telegram.addressing import Place
from bot.telegram.memory import ChatMemory, Screen
from bot.texts import general as texts
from tests.telegram_api.faults import Fault
from tests.telegram_api.markup import Formatted
from tests.telegram_api.people import BotApi, Person
from tests.telegram_api.process import BotProcess

pytest_plugins = ("tests.telegram_api.fixtures",)


def hears_once(person: Person, question: str = "Ai chủ trì?") -> None:
    """A question is answered, once: the next thing heard after its answer is the next question's."""
    for asked in (question, "mốc"):
        assert person.asks(asked).text.startswith(f"Trả lời: {asked}")


# ── a whole bot ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "faults",
    [
        [Fault("status", 500)],
        [Fault("status", 502)],
        [Fault("status", 500), Fault("drop")],
        [Fault("drop")],
        [Fault("drop_after")],
        [Fault("drop"), Fault("drop_after")],
    ],
    ids=lambda faults: "+".join(f"{fault.kind}{fault.code}" for fault in faults),
)
def test_an_answer_gets_through(api: BotApi, faults: list[Fault]):
    """Errors and broken connections, before the message was taken and after: one answer."""
    lan = api.private()
    api.faults.add("sendMessage", *faults, chat_id=lan.chat.id)
    hears_once(lan)


def test_an_answer_waits_as_long_as_telegram_says(api: BotApi):
    """429: nothing is sent before the time is over."""
    lan = api.group()
    api.faults.add("sendMessage", Fault("status", 429, retry_after=1), chat_id=lan.chat.id)
    began = time.monotonic()
    assert lan.asks("/hoi ai?").text.startswith("Trả lời: ai?")
    assert time.monotonic() - began >= 1
    assert len(lan.chat.from_bot) == 0


def test_a_page_is_turned_all_the_same(api: BotApi):
    """An edit is repeated until it is through; that it was through already is no error."""
    lan = api.private()
    said = lan.asks("danh sách dài")
    api.faults.add("editMessageText", Fault("drop_after"), Fault("status", 502), chat_id=lan.chat.id)
    lan.presses(said, texts.NEXT_PAGE)
    said = lan.sees_changed(said)
    assert "2/4" in said.buttons
    hears_once(lan)


def test_updates_come_through(api: BotApi):
    """Updates whose delivery broke are fetched again, and answered once."""
    lan = api.private()
    api.faults.add("getUpdates", Fault("drop_after"), Fault("status", 500), Fault("status", 409))
    hears_once(lan)


def test_a_refused_message_is_an_apology(api: BotApi):
    """What Telegram refuses is not repeated; the person reads an apology instead."""
    lan = api.private()
    api.faults.add("sendMessage", Fault("status", 400), chat_id=lan.chat.id)
    assert lan.asks("Ai chủ trì?").text == texts.APOLOGY
    hears_once(lan)


def test_who_has_blocked_the_bot(api: BotApi, shared_bot: BotProcess):
    """Somebody who cannot be reached hinders nobody else."""
    lan, minh = api.private(), api.private()
    lan.blocks()
    lan.says("Ai chủ trì?")
    hears_once(minh)
    api.wait_for(lambda: api.called("sendMessage", code=403, chat_id=lan.chat.id), "the refusal")
    assert api.called("sendMessage", chat_id=lan.chat.id) == 1
    assert "Traceback" not in shared_bot.output.rpartition("Forbidden")[2]


def test_a_button_acknowledged_too_late(api: BotApi):
    """That Telegram no longer waits for the acknowledgement does not keep the page from turning."""
    lan = api.private()
    said = lan.asks("danh sách dài")
    api.faults.add("answerCallbackQuery", Fault("status", 400))
    api.do(lambda: api.world.press(lan.chat, lan.user, said.id, said.buttons[texts.NEXT_PAGE]))
    assert "2/4" in lan.sees_changed(said).buttons


# ── sending alone, with short time-outs ────────────────────────────────────────────────────────────────────


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short pauses."""
    monkeypatch.setattr(retrying, "FIRST_PAUSE", 0.01)


def with_bot(api: BotApi, work: Callable[[Bot], Awaitable[Any]]) -> Any:
    """Do something with a bot that gives up a request after 0.3 seconds."""

    async def run() -> Any:
        request = HTTPXRequest(read_timeout=0.3, httpx_kwargs={"trust_env": False})
        async with Bot(api.token, base_url=f"{api.url}/bot", request=request) as bot:
            return await work(bot)

    return asyncio.run(run())


def send(api: BotApi, person: Person, chat: ChatMemory | None = None, reply_to: int | None = None) -> int:
    """Send a page in answer to a person's message; the new message's id."""
    place = Place(person.chat.id, None, person.says("?") if reply_to is None else reply_to)
    screen = Screen(("Một trang",), token="abc")
    return int(with_bot(api, lambda bot: delivery.send(bot, chat or ChatMemory(), place, screen)))


@pytest.mark.parametrize("kind", ["hang", "hang_after"])
@pytest.mark.usefixtures("quick")
def test_a_time_out(kind: Any):
    """No confirmation comes: the message stands once, whether it had arrived or not."""
    with BotApi() as api:
        lan = api.private()
        api.faults.add("sendMessage", Fault(kind), chat_id=lan.chat.id)
        message_id = send(api, lan)
        assert lan.chat.from_bot == [message_id]


@pytest.mark.usefixtures("quick")
def test_a_lost_confirmation_among_other_messages():
    """Others have written meanwhile, and the bot has: the lost message is found, nothing else touched."""
    with BotApi() as api:
        lan, chat = api.private(), ChatMemory()
        question = lan.says("?")
        known = api.do(lambda: api.world.post(lan.chat, Formatted("Đã biết", []), None, None, None))[
            "message_id"
        ]
        chat.own.put(known, True)
        lan.says("!")
        api.faults.add("sendMessage", Fault("drop_after"), Fault("drop_after"), chat_id=lan.chat.id)
        message_id = send(api, lan, chat, question)
        assert [lan.sees(number).text for number in lan.chat.from_bot] == ["Đã biết", "Một trang"]
        assert lan.chat.from_bot[-1] == message_id
        assert lan.sees(known).text == "Đã biết"


@pytest.mark.usefixtures("quick")
def test_a_lost_message_is_looked_for_only_where_it_may_be():
    """After an error that Telegram itself reports, nothing is edited: the message was not sent."""
    with BotApi() as api:
        lan = api.private()
        api.faults.add("sendMessage", Fault("status", 500), Fault("status", 502), chat_id=lan.chat.id)
        send(api, lan)
        assert len(lan.chat.from_bot) == 1
        assert api.called("editMessageText") == 0


@pytest.mark.usefixtures("quick")
def test_patience_ends(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    """A connection that stays lost is given up at last; each failure is one line in the log."""
    monkeypatch.setattr(retrying.persist, "__defaults__", (0.1,))
    with BotApi() as api, caplog.at_level(logging.WARNING):
        lan = api.private()
        api.faults.add("sendMessage", *[Fault("status", 500)] * 50)
        with pytest.raises(NetworkError):
            send(api, lan)
    assert 2 <= len(caplog.messages) <= 6


@pytest.mark.parametrize(("code", "error"), [(400, BadRequest), (403, Forbidden)])
def test_a_refusal_is_final(code: int, error: type[Exception]):
    """What Telegram refuses is not tried again."""
    with BotApi() as api:
        lan = api.private()
        api.faults.add("sendMessage", Fault("status", code))
        with pytest.raises(error):
            send(api, lan)
        assert api.called("sendMessage") == 1
