"""Chats, people and messages as Telegram keeps them, and the updates that wait for the bot."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.telegram_api.errors import Refused
from tests.telegram_api.markup import Formatted, utf16
from tests.telegram_api.schema import check_update

Json = dict[str, Any]
BOT: Json = {
    "id": 7000000001,
    "is_bot": True,
    "first_name": "Trợ lý kế hoạch",
    "username": "TroLyKeHoach_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": True,
}
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the"
    " same as a current content and reply markup of the message"
)
_ENTITY = re.compile(r"(?:(?<=\s)|^)(?:(?P<bot_command>/\w{1,32}(?:@\w+)?)|(?P<mention>@\w{4,32}))")


@dataclass
class Chat:
    """A chat and its messages."""

    json: Json
    ids: Iterator[int]
    topics: dict[int, Json] = field(default_factory=dict)  # thread id → the service message that created it
    messages: dict[int, Json] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)  # message id → how often it was edited
    fields: dict[int, Json] = field(default_factory=dict)  # message id → the field for a reply it opened
    from_bot: list[int] = field(default_factory=list)  # ids, in order of sending
    closed: bool = False  # the person has blocked the bot, or it was removed
    moved_to: int | None = None  # the id a group has since it became a supergroup

    @property
    def id(self) -> int:
        """Negative for groups."""
        return int(self.json["id"])


@dataclass
class Press:
    """A pressed button, and how the bot acknowledged it."""

    answered: bool = False
    notice: str | None = None
    alert: bool = False


@dataclass
class Upload:
    """A file that somebody has sent. `path`: as getFile names it; None: too large for that."""

    content: bytes
    path: str | None


class Result(NamedTuple):
    """A result of a query, and the message it becomes where it is chosen."""

    json: Json
    text: str
    entities: list[Json]


@dataclass
class Typed:
    """A query typed behind the bot's name, and how the bot answered it."""

    answered: bool = False
    results: list[Result] = field(default_factory=list)
    next_offset: str = ""
    button: Json | None = None
    cache_time: int | None = None
    personal: bool = False


class World:
    """All of it. Used from the server's thread only."""

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.queries: dict[str, Typed] = {}
        self.updates: list[Json] = []  # not yet confirmed
        self.last_update: Json = {}
        self.me = dict(BOT)  # what getMe tells
        self.menus: dict[str, list[Json]] = {}  # scope ("default", "chat 5") → commands
        self.menu_button: Json = {"type": "default"}
        self.description = self.short_description = ""
        self.uploads: dict[str, Upload] = {}  # file id → what somebody has sent
        self._private_ids = itertools.count(100)  # private chats share one sequence of message ids
        self._update_ids = itertools.count(500_000)
        self._press_ids = itertools.count(1)

    @property
    def commands(self) -> list[Json]:
        """What is shown where nothing narrower was set."""
        return self.menus.get("default", [])

    def open_private(self, user: Json) -> Chat:
        """The private chat with somebody."""
        names = {key: user[key] for key in ("first_name", "username") if key in user}
        return self._open({"id": user["id"], "type": "private"} | names, self._private_ids)

    def open_group(self, chat_id: int, *, forum: bool) -> Chat:
        """A supergroup, its ids its own."""
        json = {"id": chat_id, "type": "supergroup", "title": "Văn phòng"} | (
            {"is_forum": True} if forum else {}
        )
        return self._open(json, itertools.count(10))

    def _open(self, json: Json, ids: Iterator[int]) -> Chat:
        return self.chats.setdefault(json["id"], Chat(json, ids))

    def open_topic(self, chat: Chat, creator: Json, name: str) -> int:
        """A topic of a forum; returns its thread id, which is the id of the message that created it."""
        thread_id = next(chat.ids)
        created = self._compose(chat, creator, thread_id) | {
            "message_thread_id": thread_id,
            "is_topic_message": True,
            "forum_topic_created": {"name": name, "icon_color": 7322096},
        }
        chat.topics[thread_id] = chat.messages[thread_id] = created
        return thread_id

    def say(self, chat: Chat, user: Json, text: str | None, **fields: Any) -> Json:
        """Somebody writes; the bot gets it as an update."""
        message = self._compose(chat, user, next(chat.ids)) | self._place(chat, fields.pop("topic", None))
        if text is not None:
            message |= {"text": text, "entities": find_entities(text)}
        reply_to = fields.pop("reply_to", None)
        if reply_to is not None:
            message["reply_to_message"] = _shallow(chat.messages[reply_to])
            message["message_thread_id"] = message.get("message_thread_id", reply_to)  # as in ordinary groups
        message |= fields
        chat.messages[message["message_id"]] = message
        self.push(message=message)
        return message

    def upload(self, content: bytes, size: int, *, path: str | None) -> Json:
        """A file on Telegram's servers; returns the fields of a Document that name it."""
        number = len(self.uploads) + 1
        self.uploads[f"up{number}"] = Upload(content, path and path.format(number))
        return {"file_id": f"up{number}", "file_unique_id": f"u{number}", "file_size": size}

    def rewrite(self, chat: Chat, message_id: int, text: str) -> None:
        """Somebody edits a message."""
        message = chat.messages[message_id] | {
            "text": text,
            "entities": find_entities(text),
            "edit_date": _now(),
        }
        chat.messages[message_id] = message
        self.push(edited_message=message)

    def press(self, chat: Chat, user: Json, message_id: int, data: str, message: Json | None = None) -> Press:
        """Somebody presses a button; `message` is what the bot is told of it, where that is not all."""
        press_id = str(next(self._press_ids))
        self.presses[press_id] = Press()
        query = {"id": press_id, "from": user, "chat_instance": "1", "data": data}
        self.push(callback_query=query | {"message": message or chat.messages[message_id]})
        return self.presses[press_id]

    def change_membership(self, chat: Chat, user: Json, *, member: bool) -> None:
        """Somebody adds the bot to a group, or removes it."""
        statuses = ("left", "member") if member else ("member", "left")
        old, new = ({"status": status, "user": BOT} for status in statuses)
        change = {"chat": chat.json, "from": user, "date": _now()}
        self.push(my_chat_member=change | {"old_chat_member": old, "new_chat_member": new})

    def migrate(self, chat: Chat, user: Json, new_id: int) -> Chat:
        """A group becomes a supergroup: both are told, the new one by Telegram's account for groups."""
        new = self.open_group(new_id, forum=False)
        chat.moved_to = new_id
        group = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
        self.say(chat, user, None, migrate_to_chat_id=new_id)
        self.say(new, group, None, migrate_from_chat_id=chat.id, sender_chat=new.json)
        return new

    def type(self, user: Json, text: str, offset: str = "", chat_type: str = "group") -> Typed:
        """Somebody types behind the bot's name in any chat."""
        query_id = str(next(self._press_ids))
        self.queries[query_id] = Typed()
        query = {"id": query_id, "from": user, "query": text, "offset": offset, "chat_type": chat_type}
        self.push(inline_query=query)
        return self.queries[query_id]

    def choose(self, chat: Chat, user: Json, result: Result) -> Json:
        """Somebody sends one of the results to a chat; a bot that is there hears of it like everybody."""
        message = self._compose(chat, user, next(chat.ids)) | {"via_bot": _sender(BOT)}
        message |= {"text": result.text, "entities": result.entities}
        if markup := result.json.get("reply_markup"):
            message["reply_markup"] = markup
        chat.messages[message["message_id"]] = message
        self.push(message=message)
        return message

    def push(self, **update: Json) -> Json:
        """A new update for the bot, checked against the Bot API like everything else."""
        complete = {"update_id": next(self._update_ids)} | update
        check_update(complete)
        self.updates.append(complete)
        self.last_update = complete
        return complete

    def post(
        self, chat: Chat, content: Formatted, thread_id: int | None, reply_to: int | None, markup: Json | None
    ) -> Json:
        """The bot's own message."""
        message = self._compose(chat, BOT, next(chat.ids)) | self._place(chat, thread_id)
        message |= {"text": content.text, "entities": content.entities}
        if reply_to is not None:
            message["reply_to_message"] = _shallow(chat.messages[reply_to])
        if markup is not None:
            message["reply_markup"] = markup
        chat.messages[message["message_id"]] = message
        chat.from_bot.append(message["message_id"])
        return message

    def post_document(
        self, chat: Chat, caption: Formatted, thread_id: int | None, reply_to: int | None, name: str
    ) -> Json:
        """The bot's own file."""
        message = self.post(chat, caption, thread_id, reply_to, None)
        del message["text"], message["entities"]
        document = {"file_id": f"file{message['message_id']}", "file_unique_id": name, "file_name": name}
        message |= {"document": document} | ({"caption": caption.text} if caption.text else {})
        return message

    def change_caption(self, chat: Chat, message_id: int, caption: str) -> Json:
        """The bot edits the words below a file of its own."""
        message = self._own(chat, message_id)
        if "document" not in message:
            raise Refused(400, "Bad Request: there is no caption in the message to edit")
        return self._change(chat, message, {"caption": caption}, ("caption",))

    def change_markup(self, chat: Chat, message_id: int, markup: Json | None) -> Json:
        """The bot edits the buttons of a message of its own."""
        new = {"reply_markup": markup} if markup else {}
        return self._change(chat, self._own(chat, message_id), new, ("reply_markup",))

    def _own(self, chat: Chat, message_id: int) -> Json:
        message = chat.messages.get(message_id)
        if message is None:
            raise Refused(400, "Bad Request: message to edit not found")
        if message["from"]["id"] != BOT["id"]:
            raise Refused(400, "Bad Request: message can't be edited")
        return message

    def _change(self, chat: Chat, message: Json, new: Json, keys: tuple[str, ...]) -> Json:
        if all(message.get(key) == new.get(key) for key in keys):
            raise Refused(400, NOT_MODIFIED)
        message = {key: value for key, value in message.items() if key not in keys} | new
        number = message["message_id"]
        chat.messages[number] = message | {"edit_date": _now()}
        chat.versions[number] = chat.versions.get(number, 0) + 1
        return chat.messages[number]

    def change(self, chat: Chat, message_id: int, content: Formatted, markup: Json | None) -> Json:
        """The bot edits a message of its own."""
        message = self._own(chat, message_id)
        if "text" not in message:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        new = {"text": content.text, "entities": content.entities} | (
            {"reply_markup": markup} if markup else {}
        )
        return self._change(chat, message, new, ("text", "entities", "reply_markup"))

    def _compose(self, chat: Chat, user: Json, message_id: int) -> Json:
        return {"message_id": message_id, "date": _now(), "chat": chat.json, "from": _sender(user)}

    def _place(self, chat: Chat, thread_id: int | None) -> Json:
        """In a topic, a message names it and replies to the one that created it; General has no number."""
        if thread_id is None:
            return {}
        topic = {"message_thread_id": thread_id, "is_topic_message": True}
        return topic | {"reply_to_message": _shallow(chat.topics[thread_id])}


def find_entities(text: str) -> list[Json]:
    """Commands and mentions, as Telegram marks them in what people write."""
    return [
        {
            "type": match.lastgroup,
            "offset": utf16(text[: match.start()]),
            "length": utf16(match.group()),
        }
        for match in _ENTITY.finditer(text)
    ]


def _sender(user: Json) -> Json:
    return {key: user[key] for key in ("id", "is_bot", "first_name", "username") if key in user}


def _shallow(message: Json) -> Json:
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def _now() -> int:
    return int(time.time())
