"""The one port between the Telegram channel and the rooms that know the plans."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from bot.pages import Block
from bot.telegram.memory import Attachment, Screen
from corpus.model import Document
from index.model import Answer

ButtonRow = tuple[tuple[str, str], ...]
"""A row of buttons: (label, callback data)."""
ButtonRows = tuple[ButtonRow, ...]


@dataclass(frozen=True)
class Extras:
    """What stands below an answer beside what it says itself."""

    notes: Sequence[Block] = ()
    rows: ButtonRows = ()
    files: Mapping[str, Callable[[], Attachment]] = field(default_factory=dict)
    listed: Sequence[Block] = ()  # the complete set, where the answer's text gives its beginning
    links: Mapping[str, str] = field(default_factory=dict)  # label of a place → where it leads

    def __or__(self, other: Extras) -> Extras:
        """Both, these above the others."""
        return Extras(
            (*self.notes, *other.notes),
            self.rows + other.rows,
            {**self.files, **other.files},
            (*self.listed, *other.listed),
            {**self.links, **other.links},
        )


class Desk(Protocol):
    """What the channel keeps beside its memory; called in worker threads."""

    def extras(self, answer: Answer, chat_id: int) -> Extras:
        """What to show below an answer in a chat."""

    def find_screen(self, chat_id: int, token: str) -> Screen | None:
        """A screen of the bot's own accord that its buttons name so."""


class Record(Protocol):
    """What keeps count of questions; called on the event loop."""

    def note(self, question: str, answer: Answer | None, chat_id: int, token: str) -> ButtonRow:
        """Note how a question was answered; None: not at all. Neither waits nor fails.

        `token` names the screen of the answer. Returns the buttons by which people say what they think of it.
        """


@dataclass(frozen=True)
class Core:
    """What the channel needs of the rest of the program.

    `ask` and `documents` are called in worker threads, several at a time; of one conversation only one
    question is ever in work.
    """

    ask: Callable[[str, Any], Answer]  # (question, conversation); the conversation may be changed
    documents: Callable[[], Sequence[Document]]  # what is loaded now, in the order to be shown
    new_conversation: Callable[[], Any]  # an empty conversation, for a person's first question in a place
