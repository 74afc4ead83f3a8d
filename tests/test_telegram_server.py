"""The local Bot API server refuses what Telegram would: a test that it accepts proves something."""

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from tests.telegram_api.errors import Violation
from tests.telegram_api.faults import Fault
from tests.telegram_api.markup import parse_html, utf16
from tests.telegram_api.people import BotApi

KEYBOARD = {"inline_keyboard": [[{"text": "Sau", "callback_data": "p:1"}]]}


@pytest.fixture(scope="module")
def server() -> Iterator[BotApi]:
    """A server that no bot is connected to."""
    with BotApi() as started:
        yield started


def call(server: BotApi, method: str, token: str = "", **parameters: Any) -> tuple[int, Any]:
    """A request as python-telegram-bot sends it: a form, strings as they are, all else as JSON."""
    form = {key: value if isinstance(value, str) else json.dumps(value) for key, value in parameters.items()}
    url = f"{server.url}/bot{token or server.token}/{method}"
    try:
        with urllib.request.urlopen(url, urllib.parse.urlencode(form).encode(), timeout=5) as answer:  # noqa: S310
            return answer.status, json.load(answer)["result"]
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)["description"]


def test_get_me(server: BotApi):
    """The token is checked, and a method's name may be in any case."""
    assert call(server, "getMe")[1]["username"] == call(server, "GETME")[1]["username"]
    assert call(server, "getMe", token="1:x")[0] == 401


GOOD = {"text": "chào", "parse_mode": "HTML"}


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("sendMesage", GOOD),
        ("sendMessage", {"parse_mode": "HTML"}),
        ("sendMessage", GOOD | {"colour": "red"}),
        ("sendMessage", GOOD | {"reply_to_message_id": 5}),
        ("sendMessage", GOOD | {"disable_web_page_preview": True}),
        ("sendMessage", GOOD | {"message_thread_id": "General"}),
        ("sendMessage", GOOD | {"message_thread_id": 1}),
        ("sendMessage", GOOD | {"disable_notification": "yes"}),
        ("sendMessage", GOOD | {"reply_parameters": {"message": 5}}),
        ("sendMessage", GOOD | {"reply_parameters": {"message_id": 5, "quietly": True}}),
        ("sendMessage", GOOD | {"reply_markup": {"inline_keyboard": [[{"text": "a", "data": "b"}]]}}),
        ("sendMessage", GOOD | {"reply_markup": {"inline_keyboard": [[{"text": "a"}]]}}),
        ("sendMessage", GOOD | {"reply_markup": {"inline_keyboard": []}}),
        (
            "sendMessage",
            GOOD | {"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "ế" * 22}]]}},
        ),
        (
            "sendMessage",
            GOOD | {"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b"}] * 9]}},
        ),
        ("sendMessage", GOOD | {"reply_markup": "{"}),
        ("sendMessage", {"text": "a" * 4097, "parse_mode": "HTML"}),
        ("sendMessage", {"text": "🏛" * 2049, "parse_mode": "HTML"}),
        ("sendMessage", {"text": " \n", "parse_mode": "HTML"}),
        ("sendMessage", {"text": "<b>chào", "parse_mode": "HTML"}),
        ("sendChatAction", {"action": "thinking"}),
        ("editMessageText", GOOD),
        ("sendPoll", {"question": "?", "options": [{"text": "a"}, {"text": "b"}]}),
    ],
)
def test_a_wrong_request_is_refused_and_remembered(server: BotApi, method: str, parameters: dict[str, Any]):
    """Unknown methods and parameters, missing ones, old ones, wrong types, exceeded limits."""
    before = len(server.violations)
    code, _ = call(server, method, chat_id=server.private().chat.id, **parameters)
    assert code in (400, 404)
    assert len(server.violations) == before + 1


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "a" * 201}),
        ("setMyCommands", {"commands": [{"command": "Hỏi", "description": "a"}]}),
        ("setMyCommands", {"commands": [{"command": "hoi", "description": ""}]}),
        ("setMyCommands", {"commands": [{"command": "hoi"}]}),
        ("getUpdates", {"limit": 101}),
        ("getUpdates", {"allowed_updates": ["messages"]}),
        ("getUpdates", {"offset": "first"}),
    ],
)
def test_limits_beyond_messages(server: BotApi, method: str, parameters: dict[str, Any]):
    """The same for what is not sent into a chat."""
    before = len(server.violations)
    assert call(server, method, **parameters)[0] == 400
    assert len(server.violations) == before + 1


@pytest.mark.parametrize(
    "html",
    [
        "<b>a</i>",
        "</b>",
        "<h1>a</h1>",
        "<br>",
        "a < b",
        "a & b",
        "&nbsp;",
        "&lt",
        "<b class='x'>a</b>",
        "<blockquote>a<blockquote>b</blockquote></blockquote>",
        "<blockquote expand>a</blockquote>",
        "<code><b>a</b></code>",
        "<a>a</a>",
        "<b>a",
        "a>b",
    ],
)
def test_html_is_parsed_strictly(html: str):
    """Only Telegram's tags, nested rightly and closed, only its entities, nothing unescaped."""
    with pytest.raises(Violation):
        parse_html(html)


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("<b>Sở</b> X", "Sở X", [("bold", 0, 2)]),
        ("🏛 <i>a</i>", "🏛 a", [("italic", 3, 1)]),
        ("&lt;a&gt; &amp; &quot;&#7871;&#x1EBF;", '<a> & "ếế', []),
        ("\n <b>a</b> \n", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
    ],
)
def test_html_is_read(html: str, text: str, entities: list[tuple[str, int, int]]):
    """Text and marks, offsets in UTF-16 code units, blanks around the text gone."""
    parsed = parse_html(html)
    assert parsed.text == text
    assert [(e["type"], e["offset"], e["length"]) for e in parsed.entities] == entities
    assert utf16("🏛ế") == 3


def test_updates_come_until_they_are_confirmed(server: BotApi):
    """The same updates come again until a later offset confirms them."""
    lan = server.private()
    first, second = lan.says("một"), lan.says("hai")
    got = call(server, "getUpdates")[1][-2:]
    assert [update["message"]["message_id"] for update in got] == [first, second]
    assert call(server, "getUpdates")[1][-2:] == got
    assert call(server, "getUpdates", offset=got[1]["update_id"])[1] == got[1:]
    assert call(server, "getUpdates", offset=got[1]["update_id"] + 1)[1] == []
    server.repeats_last_update()
    assert call(server, "getUpdates", offset=got[1]["update_id"] + 1)[1] == got[1:]


def test_an_update_that_telegram_would_not_send(server: BotApi):
    """The server's own updates are checked as well."""
    with pytest.raises(Violation):
        server.private().says("chào", colour="red")


def test_edits(server: BotApi):
    """Only the bot's own messages, and only to something else."""
    lan = server.private()
    question, chat = lan.says("chào"), {"chat_id": lan.chat.id}
    sent = call(server, "sendMessage", **chat, **GOOD, reply_markup=KEYBOARD)[1]["message_id"]
    same = {"message_id": sent, "reply_markup": KEYBOARD}
    assert "not modified" in call(server, "editMessageText", **chat, **GOOD, **same)[1]
    assert call(server, "editMessageText", **chat, **GOOD, message_id=sent)[0] == 200
    assert "can't be edited" in call(server, "editMessageText", **chat, **GOOD, message_id=question)[1]
    assert "not found" in call(server, "editMessageText", **chat, **GOOD, message_id=sent + 1)[1]


def test_replies_and_topics(server: BotApi):
    """A reply needs its message, a topic its forum; General has no number, and a reply stays in its topic."""
    lan = server.group(forum=True)
    topic = server.topic(lan, "Đầu tư công")
    asked, general = topic.says("/hoi"), lan.says("/hoi")
    chat = {"chat_id": lan.chat.id} | GOOD
    reply = {"reply_parameters": {"message_id": asked}}
    assert call(server, "sendMessage", **chat, **reply, message_thread_id=topic.topic)[0] == 200
    assert call(server, "sendMessage", **chat, reply_parameters={"message_id": general})[0] == 200
    assert call(server, "sendMessage", **chat, **reply)[0] == 400
    assert call(server, "sendMessage", **chat, message_thread_id=1)[0] == 400
    assert call(server, "sendMessage", **chat, reply_parameters={"message_id": 9999})[0] == 400
    lost = {"message_id": 9999, "allow_sending_without_reply": True}
    assert call(server, "sendMessage", **chat, reply_parameters=lost)[0] == 200


def test_who_cannot_be_reached(server: BotApi):
    """Nobody knows the chat, or the person has blocked the bot."""
    lan = server.private()
    lan.blocks()
    assert call(server, "sendMessage", chat_id=lan.chat.id, **GOOD)[0] == 403
    assert call(server, "sendMessage", chat_id=42, **GOOD)[0] == 400


def test_buttons_are_acknowledged_once(server: BotApi):
    """A pressed button is there to be answered, once."""
    lan = server.private()
    lan.says("chào")
    press_id = str(len(server.world.presses) + 1)
    server.do(lambda: server.world.press(lan.chat, lan.user, next(iter(lan.chat.messages)), "p:1"))
    assert call(server, "answerCallbackQuery", callback_query_id=press_id)[0] == 200
    assert call(server, "answerCallbackQuery", callback_query_id=press_id)[0] == 400


@pytest.mark.parametrize("after", [False, True])
def test_a_dropped_connection(server: BotApi, after: bool):
    """The line goes dead before the message is there, or after."""
    lan = server.private()
    server.faults.add("sendMessage", Fault("drop_after" if after else "drop"), chat_id=lan.chat.id)
    with pytest.raises(OSError, match=r"."):
        call(server, "sendMessage", chat_id=lan.chat.id, **GOOD)
    assert len(lan.chat.from_bot) == after


def test_an_error_on_demand(server: BotApi):
    """429 says how long to wait; nothing is sent."""
    lan = server.private()
    server.faults.add("sendMessage", Fault("status", 429, retry_after=3), chat_id=lan.chat.id)
    assert call(server, "sendMessage", chat_id=lan.chat.id, **GOOD) == (
        429,
        "Too Many Requests: retry after 3",
    )
    assert call(server, "sendMessage", chat_id=lan.chat.id, **GOOD)[0] == 200
