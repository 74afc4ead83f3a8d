"""What the bot remembers while it runs: bounded, in memory, gone after a restart.

Everything of one chat hangs on that chat's `ChatMemory`, so that nothing of it is ever found from another.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeVar

K = TypeVar("K")
V = TypeVar("V")

CHATS = 500
SCREENS_PER_CHAT = 40
ANSWERS_PER_CHAT = 100
CONVERSATIONS = 2000
UPDATES = 5000


class Recent(Generic[K, V]):
    """A mapping that forgets the entry untouched for longest when it holds more than `limit`."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._entries: OrderedDict[K, V] = OrderedDict()

    def find(self, key: K) -> V | None:
        """The value under a key, now the freshest one; None where it is unknown or forgotten."""
        if key in self._entries:
            self._entries.move_to_end(key)
        return self._entries.get(key)

    def put(self, key: K, value: V) -> None:
        """Keep a value as the freshest one."""
        self._entries[key] = value
        self._entries.move_to_end(key)
        if len(self._entries) > self._limit:
            self._entries.popitem(last=False)

    def items(self) -> Iterable[tuple[K, V]]:
        """What is remembered now, in no order of interest; nothing becomes fresher by it."""
        return tuple(self._entries.items())

    def find_or_make(self, key: K, make: Callable[[], V]) -> V:
        """The value under a key, made and kept where there is none."""
        value = self.find(key)
        if value is None:
            value = make()
            self.put(key, value)
        return value


def new_token() -> str:
    """A name for a screen, which nobody guesses; short, because callback data hold 64 bytes."""
    return secrets.token_urlsafe(6)


class Attachment(NamedTuple):
    """A file to send."""

    name: str
    content: bytes
    caption: str


@dataclass
class Screen:
    """A message with buttons: the pages to turn, the questions to choose from, the files to have."""

    pages: tuple[str, ...]
    options: tuple[str, ...] = ()
    rows: tuple[tuple[tuple[str, str], ...], ...] = ()  # further buttons: rows of (label, callback data)
    files: Mapping[str, Callable[[], Attachment]] = field(default_factory=dict)  # made when asked for
    opinion: tuple[tuple[str, str], ...] = ()  # what people may say of it: (label, callback data)
    reply_wanted: str = ""  # instead of buttons: a field for a reply is opened, with these words in it
    page: int = 0  # the one shown, from 0
    asked: set[int] = field(default_factory=set)  # options already chosen
    token: str = field(default_factory=new_token)


class Branching(Protocol):
    """A conversation that one can go on with from where it stood."""

    def branch(self) -> Branching:
        """Another one, which begins with what this one remembers."""


@dataclass(frozen=True)
class Answered:
    """Where a question was answered, so that its edited form is answered in place."""

    question: str
    message_id: int


@dataclass
class ChatMemory:
    """What is remembered of one chat."""

    screens: Recent[str, Screen] = field(default_factory=lambda: Recent(SCREENS_PER_CHAT))
    answers: Recent[int, Answered] = field(default_factory=lambda: Recent(ANSWERS_PER_CHAT))
    turns: Recent[int, Branching] = field(
        default_factory=lambda: Recent(ANSWERS_PER_CHAT)
    )  # answer → the conversation as it stood behind it
    own: Recent[int, bool] = field(default_factory=lambda: Recent(ANSWERS_PER_CHAT))  # the bot's messages
    prompts: Recent[int, str] = field(
        default_factory=lambda: Recent(SCREENS_PER_CHAT)
    )  # note wanted → row's key
    last_message_id: int = 0  # the highest id seen
    sending: asyncio.Lock = field(default_factory=asyncio.Lock)  # one new message at a time

    def see(self, message_id: int) -> None:
        """Note that a message with this id exists."""
        self.last_message_id = max(self.last_message_id, message_id)


@dataclass
class Dialogue:
    """The conversation of one person in one place; its questions are answered one after the other."""

    conversation: Branching
    items: tuple[str, ...] = ()  # of the last list that was answered: ids of rows
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass
class Memory:
    """Everything remembered."""

    new_conversation: Callable[[], Branching]
    chats: Recent[int, ChatMemory] = field(default_factory=lambda: Recent(CHATS))
    updates: Recent[int, bool] = field(default_factory=lambda: Recent(UPDATES))
    dialogues: Recent[tuple[int, int | None, int], Dialogue] = field(
        default_factory=lambda: Recent(CONVERSATIONS)
    )

    def chat(self, chat_id: int) -> ChatMemory:
        """The memory of one chat."""
        return self.chats.find_or_make(chat_id, ChatMemory)

    def newest(self, chat_id: int) -> int:
        """The highest message id seen in a chat; private chats share one sequence of ids."""
        if chat_id < 0:
            return self.chat(chat_id).last_message_id
        return max((chat.last_message_id for number, chat in self.chats.items() if number > 0), default=0)

    def dialogue(self, chat_id: int, thread_id: int | None, user_id: int) -> Dialogue:
        """The conversation of one person in one chat and topic."""
        return self.dialogues.find_or_make(
            (chat_id, thread_id, user_id), lambda: Dialogue(self.new_conversation())
        )

    def is_new(self, update_id: int) -> bool:
        """Whether an update comes for the first time; it does not the next time."""
        if self.updates.find(update_id):
            return False
        self.updates.put(update_id, True)
        return True
