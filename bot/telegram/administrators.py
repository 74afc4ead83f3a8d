"""What administrators alone may do, in their private chats: the part of the table that is theirs."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from typing import Any, cast

from telegram import Message, Update
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.administration import Administration, Draft
from bot.pages import render_pages
from bot.render import render_notice
from bot.render_changes import compose_history
from bot.state.journal import Author
from bot.telegram import deciding as deciding_room
from bot.telegram.addressing import find_place
from bot.telegram.assistant import Assistant
from bot.telegram.deciding import Deciding
from bot.telegram.errands import Errand, Watch
from bot.telegram.marking import author_of
from bot.telegram.memory import Screen
from bot.telegram.rights import Action, Rights
from bot.telegram.uploads import Uploads
from bot.texts import administrators as texts

_HERE = filters.UpdateType.MESSAGE & filters.ChatType.PRIVATE
_FILES = filters.Document.ALL | filters.PHOTO


def compose_administrator_handlers(
    application: Application[Any, Any, Any, Any, Any, Any],
    administration: Administration,
    assistant: Assistant,
    rights: Rights,
) -> list[BaseHandler[Any, Any, Any]]:
    """Files, /lui, /go, /lichsu, and the buttons below what they lead to."""
    deciding = Deciding(administration, assistant, rights)
    deciding.start(application)
    uploads = Uploads(administration, deciding, assistant, rights)
    commands = Commands(administration, deciding, assistant, rights)
    return [
        MessageHandler(_HERE & _FILES, uploads.receive),
        CommandHandler("lui", commands.roll_back, _HERE),
        CommandHandler("go", commands.remove, _HERE),
        CommandHandler("lichsu", commands.show_history, _HERE),
        CallbackQueryHandler(deciding.press, re.compile(deciding_room.PATTERN + r"\Z")),
    ]


class Commands:
    """Handles the commands; each looks for itself whether the person may."""

    def __init__(
        self, administration: Administration, deciding: Deciding, assistant: Assistant, rights: Rights
    ) -> None:
        self._administration = administration
        self._deciding = deciding
        self._assistant = assistant
        self._rights = rights

    async def roll_back(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/lui: what would come back, and the button for it."""
        author = await self._find_author(update, context, "/lui")
        if author:

            async def compare(watch: Watch) -> Draft:
                return await asyncio.to_thread(self._administration.draft_rollback, author, watch)

            await self._deciding.prepare(context.bot, self._errand(update, author), compare)

    async def remove(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/go: what would go with the documents named, and the button for it."""
        author = await self._find_author(update, context, "/go")
        names = find_names(" ".join(context.args or ()))
        if author and names:

            async def compare(watch: Watch) -> Draft:
                return await asyncio.to_thread(self._administration.draft_removal, names, author, watch)

            await self._deciding.prepare(context.bot, self._errand(update, author), compare)
        elif author:
            documents = await asyncio.to_thread(self._administration.documents)
            await self._say(texts.which_to_remove(documents), update, context)

    async def show_history(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/lichsu: who changed the corpus, when."""
        if await self._find_author(update, context, "/lichsu"):
            changes = await asyncio.to_thread(self._administration.history)
            screen = Screen(render_pages(compose_history(changes)))
            await self._assistant.show(context.bot, find_place(_message(update)), screen)

    async def _find_author(
        self, update: Update, context: ContextTypes.DEFAULT_TYPE, command: str
    ) -> Author | None:
        """The administrator who gives a command; anybody else is told, and it is noted."""
        message = _message(update)
        author = author_of(message.from_user, message)
        if self._rights.may(message.from_user, Action.CHANGE, message.chat):
            return author
        await asyncio.to_thread(self._administration.note, author, "denied", command)
        await self._say(texts.ADMINISTRATORS_ONLY, update, context)
        return None

    def _errand(self, update: Update, author: Author) -> Errand:
        message = _message(update)
        return Errand(author, message.chat.id, message.message_id, self._administration.now())

    async def _say(self, text: str, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await self._assistant.show(context.bot, find_place(_message(update)), Screen(render_notice(text)))


def find_names(words: str) -> Sequence[str]:
    """The documents named behind a command, set apart by commas, semicolons or lines."""
    return tuple(name for part in re.split(r"[,;\n]", words) if (name := part.strip()))


def _message(update: Update) -> Message:
    return cast(Message, update.effective_message)
