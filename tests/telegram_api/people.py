"""The people who talk to the bot, as tests see them."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from tests.telegram_api.markup import utf16
from tests.telegram_api.server import TOKEN, Server
from tests.telegram_api.world import BOT, Chat, Json, Press, Result, Typed

WAIT = 10.0  # seconds


@dataclass(frozen=True)
class Said:
    """A message of the bot's, as it stood when it was heard."""

    id: int
    json: Json

    @property
    def text(self) -> str:
        """Without markup."""
        return str(self.json.get("text") or self.json.get("caption", ""))

    @property
    def file(self) -> str | None:
        """The name of the file it carries."""
        return self.json.get("document", {}).get("file_name")

    @property
    def topic(self) -> int | None:
        """The thread it stands in; None for General, and where there are no topics."""
        return self.json.get("message_thread_id")

    @property
    def replies_to(self) -> int | None:
        """The id of the message it quotes."""
        return self.json.get("reply_to_message", {}).get("message_id")

    @property
    def buttons(self) -> dict[str, str]:
        """Label → callback data, or the address of a button that is a link, in order."""
        return {button["text"]: button.get("callback_data") or button["url"] for button in self._buttons}

    @property
    def rows(self) -> list[list[str]]:
        """The labels of the buttons, row by row."""
        keyboard = self.json.get("reply_markup", {}).get("inline_keyboard", [])
        return [[button["text"] for button in row] for row in keyboard]

    @property
    def links(self) -> dict[str, str]:
        """Linked words → address, in order; the buttons that are links with them."""
        units = self.text.encode("utf-16-le")
        found = {}
        for entity in self.json.get("entities", []):
            if entity["type"] == "text_link":
                start, end = entity["offset"], entity["offset"] + entity["length"]
                found[units[2 * start : 2 * end].decode("utf-16-le")] = str(entity["url"])
        return found | {button["text"]: button["url"] for button in self._buttons if "url" in button}

    @property
    def _buttons(self) -> list[Json]:
        rows = self.json.get("reply_markup", {}).get("inline_keyboard", [])
        return [button for row in rows for button in row]

    def marked(self, kind: str) -> list[str]:
        """The parts of the text marked as `kind`: bold, italic, expandable_blockquote."""
        units = self.text.encode("utf-16-le")
        spans = [(e["offset"], e["length"]) for e in self.json["entities"] if e["type"] == kind]
        return [units[2 * start : 2 * (start + length)].decode("utf-16-le") for start, length in spans]

    def __len__(self) -> int:
        return utf16(self.text)


class Person:
    """Somebody in a chat: writes, listens, presses buttons."""

    def __init__(self, server: Server, chat: Chat, user: Json, topic: int | None = None) -> None:
        self._server = server
        self.chat = chat
        self.user = user
        self.topic = topic

    def says(self, text: str | None, **fields: Any) -> int:
        """Write a message (`reply_to`: an id; other fields as in the Bot API's Message); returns its id."""
        fields.setdefault("topic", self.topic)
        message = self._server.do(lambda: self._server.world.say(self.chat, self.user, text, **fields))
        return int(message["message_id"])

    @property
    def api(self) -> Server:
        """Where they are."""
        return self._server

    def sends_file(
        self,
        name: str | None,
        content: bytes,
        *,
        size: int | None = None,
        path: str | None = "documents/file_{}",
        **fields: Any,
    ) -> int:
        """Send a file; returns the message's id. `size`: what Telegram says of it, where that is not its own.

        `path`: where getFile says it lies ({}: a number); None: it is too large for that.
        """

        def send() -> Json:
            document = self._server.world.upload(content, size or len(content), path=path)
            document |= {"file_name": name} if name is not None else {}
            fields.setdefault("topic", self.topic)
            return self._server.world.say(self.chat, self.user, None, document=document, **fields)

        return int(self._server.do(send)["message_id"])

    def edits(self, message_id: int, text: str) -> None:
        """Change an own message."""
        self._server.do(lambda: self._server.world.rewrite(self.chat, message_id, text))

    def hears(self, timeout: float = WAIT) -> Said:
        """Wait for the bot's next message in the chat. `timeout` in seconds."""
        heard = self._server.wait_for(
            lambda: self.chat.from_bot[:1], f"a message in {self.chat.id}", timeout
        )[0]
        self._server.do(lambda: self.chat.from_bot.remove(heard))
        return self.sees(heard)

    def asks(self, text: str, **fields: Any) -> Said:
        """Write, and wait for what the bot says next."""
        self.says(text, **fields)
        return self.hears()

    def sees(self, message_id: int) -> Said:
        """A message as it stands now."""
        return Said(message_id, self._server.do(lambda: dict(self.chat.messages[message_id])))

    def sees_when(self, said: Said, words: str) -> Said:
        """Wait until a message of the bot's says something."""

        def text() -> str:
            return str(self.chat.messages[said.id].get("text", ""))

        self._server.wait_for(lambda: words in text(), f"“{words}” in message {said.id}", 6 * WAIT)
        return self.sees(said.id)

    def finds_field(self, said: Said) -> Json | None:
        """The field for a reply that a message of the bot's has opened; None where it has opened none."""
        return self.chat.fields.get(said.id)

    def sees_changed(self, said: Said) -> Said:
        """Wait until the bot has edited a message since it was seen."""

        def changed() -> bool:
            return self.chat.messages[said.id] != said.json

        self._server.wait_for(changed, f"an edit of message {said.id}", WAIT)
        return self.sees(said.id)

    def presses(self, said: Said, label: str) -> Press:
        """Press the button whose label begins so, and wait until the bot has acknowledged it."""
        data = next(data for text, data in said.buttons.items() if text.startswith(label))
        return self.presses_data(said, data)

    def presses_data(self, said: Said, data: str) -> Press:
        """Press a button with these callback data, whether it is still there or not."""
        press = self._server.do(lambda: self._server.world.press(self.chat, self.user, said.id, data))
        self._server.wait_for(lambda: press.answered, "the button's acknowledgement", WAIT)
        return press

    def opens(self, address: str) -> Said:
        """Tap a link to the bot: Telegram opens the private chat and sends /start with its payload."""
        site, _, payload = address.partition("?start=")
        assert site == f"https://t.me/{BOT['username']}", address
        assert re.fullmatch(r"[\w-]{1,64}", payload, re.ASCII), address
        return self.asks(f"/start {payload}")

    def adds_bot(self) -> None:
        """Add the bot to the group."""
        self._server.do(lambda: self._server.world.change_membership(self.chat, self.user, member=True))

    def removes_bot(self) -> None:
        """Remove the bot from the group."""
        self._server.do(lambda: self._server.world.change_membership(self.chat, self.user, member=False))

    def upgrades(self, new_id: int) -> Person:
        """Turn the group into a supergroup; the same person there."""
        chat = self._server.do(lambda: self._server.world.migrate(self.chat, self.user, new_id))
        return Person(self._server, chat, self.user)

    def types(self, text: str, offset: str = "") -> Typed:
        """Type behind the bot's name, and wait for the results."""
        typed = self.begins(text, offset)
        self._server.wait_for(lambda: typed.answered, f"the results of {text!r}", WAIT)
        return typed

    def begins(self, text: str, offset: str = "") -> Typed:
        """Type behind the bot's name, and do not wait."""
        return self._server.do(lambda: self._server.world.type(self.user, text, offset))

    def sends(self, result: Result) -> Said:
        """Choose a result: it is a message of the person's own, sent via the bot."""
        message = self._server.do(lambda: self._server.world.choose(self.chat, self.user, result))
        return Said(int(message["message_id"]), message)

    def blocks(self) -> None:
        """Shut the bot out of the chat."""
        self._server.do(lambda: setattr(self.chat, "closed", True))


class BotApi(Server):
    """The server with people on it. Every chat is new, so that tests share one bot without meeting."""

    def __init__(self, token: str = TOKEN) -> None:
        super().__init__(token)
        self._user_ids = itertools.count(200_000_001)
        self._group_ids = itertools.count(1_500_000_001)

    def __enter__(self) -> BotApi:
        self.start()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.stop()

    def user(self, user_id: int | None = None, *, is_bot: bool = False) -> Json:
        """A new user of Telegram."""
        number = user_id or next(self._user_ids)
        return {"id": number, "is_bot": is_bot, "first_name": "Lan", "username": f"nguoi_{number}"}

    def private(self, user_id: int | None = None) -> Person:
        """A new person, in their private chat with the bot."""
        user = self.user(user_id)
        return Person(self, self.do(lambda: self.world.open_private(user)), user)

    def group(self, chat_id: int | None = None, *, forum: bool = False) -> Person:
        """A new group with a new person in it."""
        number = chat_id or -1_000_000_000_000 - next(self._group_ids)
        return Person(self, self.do(lambda: self.world.open_group(number, forum=forum)), self.user())

    def member(self, person: Person, other: Person) -> Person:
        """Somebody known from elsewhere, in this person's chat."""
        return Person(self, person.chat, other.user, person.topic)

    def colleague(self, person: Person, *, is_bot: bool = False) -> Person:
        """Somebody else in the same chat, or another bot."""
        return Person(self, person.chat, self.user(is_bot=is_bot), person.topic)

    def topic(self, person: Person, name: str, *, by_bot: bool = False) -> Person:
        """The same person in a new topic of the group."""
        creator = BOT if by_bot else person.user
        thread = self.do(lambda: self.world.open_topic(person.chat, creator, name))
        return Person(self, person.chat, person.user, thread)

    def repeats_last_update(self) -> None:
        """Deliver the last update once more although it was confirmed, as after a lost confirmation."""
        self.do(lambda: self.world.updates.append(self.world.last_update | {"again": True}))

    def called(self, method: str, *, code: int | None = None, chat_id: int | None = None) -> int:
        """How often the bot has called a method: all calls, those answered so, those to that chat."""
        return sum(
            call.method == method
            and code in (None, call.code)
            and (chat_id is None or call.parameters.get("chat_id") == str(chat_id))
            for call in self.calls
        )
