"""What officials note of a task: that it is done, or a few words; by button, in the chat where they say it.

The buttons name the row by its key and the deadline by its day, so that they work as long as the plans hold
the row, whatever was restarted or loaded meanwhile.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from telegram import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MaybeInaccessibleMessage,
    Message,
    Update,
    User,
)
from telegram.error import BadRequest, NetworkError
from telegram.ext import ContextTypes, filters

from bot.office import Office
from bot.render import render_notice
from bot.state.journal import Author
from bot.state.marks import LONGEST_NOTE, Mark
from bot.telegram.addressing import find_place
from bot.telegram.assistant import Assistant
from bot.telegram.buttons import acknowledge, place_of
from bot.telegram.core import ButtonRow, ButtonRows
from bot.telegram.memory import Memory, Screen
from bot.telegram.replies import answers_wish, ask_for_reply
from bot.telegram.rights import Action, Rights
from bot.texts import deadlines as texts
from index.answering.labels import task_label
from index.deadlines import Deadline

PATTERN = r"m:[dun]:[0-9a-f]{16}:[0-9]{1,8}"
_MOST_ROWS = 8  # tasks of one message with buttons of their own
_DATA = re.compile(r"m:(?P<what>[dun]):(?P<key>[0-9a-f]{16}):(?P<day>[0-9]{1,8})", re.ASCII)


class Pressed(NamedTuple):
    """A button of these, read."""

    what: str
    key: str
    day: dt.date | None


def compose_mark_rows(deadlines: Sequence[Deadline], marks: Iterable[Mark]) -> ButtonRows:
    """For each of the first tasks of a list: done (or not), and a note; numbered as in the text."""
    several = len(deadlines) > 1
    standing = list(marks)
    return tuple(
        _row(deadline.key, deadline.due.day, standing, number if several else 0)
        for number, deadline in enumerate(deadlines[:_MOST_ROWS], start=1)
    )


def compose_mark_row(key: str, day: dt.date | None, marks: Iterable[Mark]) -> ButtonRows:
    """The same for one row by itself."""
    return (_row(key, day, list(marks), 0),)


def _row(key: str, day: dt.date | None, marks: Sequence[Mark], number: int) -> ButtonRow:
    done = any(m.kind == "done" and m.row_key == key and m.day in (day, None) for m in marks)
    stamp = f"{day:%Y%m%d}" if day else "0"
    return (
        (texts.button_done(number, done=done), f"m:{'u' if done else 'd'}:{key}:{stamp}"),
        (texts.button_note(number), f"m:n:{key}:{stamp}"),
    )


def find_pressed(data: str | None) -> Pressed | None:
    """Read callback data; None where they are none of these."""
    match = _DATA.fullmatch(data or "")
    if match is None:
        return None
    try:
        day = dt.datetime.strptime(match["day"], "%Y%m%d").date() if match["day"] != "0" else None
    except ValueError:
        return None
    return Pressed(match["what"], match["key"], day)


class Marking:
    """Handles those buttons, and the replies that hold a note."""

    def __init__(self, office: Office, assistant: Assistant, rights: Rights) -> None:
        self._office = office
        self._assistant = assistant
        self._rights = rights

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button below a task was pressed."""
        query = cast(CallbackQuery, update.callback_query)
        message = cast(MaybeInaccessibleMessage, query.message)
        pressed = find_pressed(query.data)
        row = await asyncio.to_thread(self._office.row, pressed.key) if pressed else None
        if not self._rights.may(query.from_user, Action.MARK, message.chat):
            await acknowledge(query, texts.MARKS_OFF, alert=True)
        elif pressed is None or row is None:
            await acknowledge(query, texts.ROW_GONE, alert=True)
        elif pressed.what == "n":
            await self._ask_for_note(context, query, message, pressed)
        else:
            await self._mark(query, message, pressed, row.id)

    async def _mark(
        self, query: CallbackQuery, message: MaybeInaccessibleMessage, pressed: Pressed, row_id: str
    ) -> None:
        office, author, chat_id = self._office, author_of(query.from_user), message.chat.id
        if pressed.what == "u":
            done = await asyncio.to_thread(
                office.marks.withdraw, chat_id, pressed.key, pressed.day, author, office.now()
            )
            await acknowledge(query, texts.MARK_WITHDRAWN if done else texts.NOTHING_TO_WITHDRAW)
        else:
            mark = Mark(pressed.key, row_id, "done", pressed.day, "", author, office.now())
            new = await asyncio.to_thread(office.marks.add, chat_id, mark)
            await acknowledge(query, texts.MARK_KEPT if new else texts.MARK_THERE)
        await _show_state(query, message, done=pressed.what == "d")

    async def _ask_for_note(
        self,
        context: ContextTypes.DEFAULT_TYPE,
        query: CallbackQuery,
        message: MaybeInaccessibleMessage,
        pressed: Pressed,
    ) -> None:
        await acknowledge(query)
        row = await asyncio.to_thread(self._office.row, pressed.key)
        if row is None:
            return
        label = task_label(self._office.documents()[row.doc], row)
        text, user = texts.note_wanted(label), query.from_user
        message_id = await ask_for_reply(
            self._assistant, context.bot, place_of(message), user, text, texts.NOTE_PLACEHOLDER
        )
        self._assistant.memory.chat(message.chat.id).prompts.put(message_id, pressed.key)

    async def take_note(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Keep a reply to the wish for a note."""
        message = cast(Message, update.effective_message)
        row_key = find_prompt(self._assistant.memory, message)
        if row_key is None:
            await self._assistant.show(
                context.bot, find_place(message), Screen(render_notice(texts.NOTE_FORGOTTEN))
            )
            return
        row = await asyncio.to_thread(self._office.row, row_key)
        if row is None or not self._rights.may(message.from_user, Action.MARK, message.chat):
            text = texts.ROW_GONE if row is None else texts.MARKS_OFF
        else:
            note = " ".join((message.text or "").split())[:LONGEST_NOTE]
            author = author_of(message.from_user, message)
            mark = Mark(row_key, row.id, "note", None, note, author, self._office.now())
            await asyncio.to_thread(self._office.marks.add, message.chat.id, mark)
            text = texts.NOTE_KEPT
        await self._assistant.show(context.bot, find_place(message), Screen(render_notice(text)))


class HoldsNote(filters.MessageFilter):
    """Messages that reply to the bot's wish for a note, were it forgotten."""

    def __init__(self, memory: Memory) -> None:
        super().__init__("HoldsNote")
        self._memory = memory

    def filter(self, message: Message) -> bool:
        """Whether a message is one."""
        return bool(message.text) and (
            find_prompt(self._memory, message) is not None or answers_wish(message, texts.NOTE_WANTED)
        )


def find_prompt(memory: Memory, message: Message) -> str | None:
    """The key of the row whose note a message holds."""
    replied = message.reply_to_message
    return memory.chat(message.chat.id).prompts.find(replied.message_id) if replied else None


async def _show_state(query: CallbackQuery, message: MaybeInaccessibleMessage, *, done: bool) -> None:
    """Turn the pressed button into the one that does the contrary."""
    markup = message.reply_markup if isinstance(message, Message) else None
    if markup is None or query.data is None:
        return
    rows = [[_turned(button, query.data, done=done) for button in row] for row in markup.inline_keyboard]
    with contextlib.suppress(BadRequest, NetworkError):  # the mark is kept, whatever the button shows
        await query.edit_message_reply_markup(InlineKeyboardMarkup(rows))


def _turned(button: InlineKeyboardButton, data: str, *, done: bool) -> InlineKeyboardButton:
    if button.callback_data != data:
        return button
    number = re.search(r"[0-9]+$", button.text)
    label = texts.button_done(int(number[0]) if number else 0, done=done)
    return InlineKeyboardButton(label, callback_data=f"m:{'u' if done else 'd'}{data[3:]}")


def author_of(user: User | None, message: Message | None = None) -> Author:
    """Who does something: the person, or the group an anonymous administrator speaks for."""
    if message is not None and message.sender_chat is not None:
        return Author(message.sender_chat.id, message.sender_chat.effective_name or "")
    return Author(user.id, user.full_name) if user else Author(0, "")
