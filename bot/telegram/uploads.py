"""Plan files that administrators send → the files of one errand: one message's, or a whole album's."""

from __future__ import annotations

import asyncio
from typing import cast

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.administration import Administration, Draft
from bot.render import render_notice
from bot.telegram.addressing import find_place
from bot.telegram.assistant import Assistant
from bot.telegram.deciding import Deciding
from bot.telegram.downloads import fetch
from bot.telegram.errands import Errand, Watch
from bot.telegram.marking import author_of
from bot.telegram.memory import Screen
from bot.telegram.rights import Action, Rights
from bot.texts import administrators as texts
from bot.texts import general as program_texts

_ALBUM_PAUSE = 1.0  # seconds without another piece of an album: its messages come one by one, without a count


class Uploads:
    """Takes files in."""

    def __init__(
        self, administration: Administration, deciding: Deciding, assistant: Assistant, rights: Rights
    ) -> None:
        self._administration = administration
        self._deciding = deciding
        self._assistant = assistant
        self._rights = rights
        self._albums: dict[tuple[int, str], list[Message]] = {}
        self._turn = asyncio.Lock()  # reading a scan takes the whole machine
        self._reader: Errand | None = None

    async def receive(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A file or a picture, in private."""
        message = cast(Message, update.effective_message)
        author = author_of(message.from_user, message)
        if not self._rights.may(message.from_user, Action.CHANGE, message.chat):
            await asyncio.to_thread(self._administration.note, author, "denied", "file")
            await self._say(program_texts.ONLY_TEXT, message, context)
            return
        if not message.document:
            await self._say(texts.PHOTO, message, context)
            return
        album = await self._gather(message)
        if not album:
            return
        try:
            tray = await asyncio.to_thread(self._administration.incoming.open)
        except OSError:
            await self._say(texts.NO_ROOM, message, context)
            return
        first = album[0]
        now = self._administration.now()
        errand = Errand(author, message.chat.id, first.message_id, now, tray)

        async def take_in(watch: Watch) -> Draft:
            while album:
                if document := album[0].document:
                    await errand.stoppable(fetch(context.bot, document, tray))
                album.pop(0)
            return await self._read_in_turn(context, errand, watch)

        await self._deciding.prepare(context.bot, errand, take_in, texts.FETCHING)

    async def _read_in_turn(self, context: ContextTypes.DEFAULT_TYPE, errand: Errand, watch: Watch) -> Draft:
        """One after the other; who has to wait is told for whom."""
        tray = errand.tray
        assert tray is not None  # noqa: S101 - it was opened above
        if self._turn.locked() and self._reader:
            who, since = texts.who(self._reader.author), self._reader.since
            await self._deciding.tell(context.bot, errand, texts.waiting(who, since))
        await errand.stoppable(self._turn.acquire())
        self._reader = errand
        try:
            return await asyncio.to_thread(self._administration.draft_addition, tray, errand.author, watch)
        finally:
            self._reader = None
            self._turn.release()

    async def _gather(self, message: Message) -> list[Message]:
        """The messages of an album, in order, once all have come; none where another one collects them."""
        group = message.media_group_id
        if group is None:
            return [message]
        key = message.chat.id, group
        if key in self._albums:
            self._albums[key].append(message)
            return []
        album = self._albums[key] = [message]
        seen = 0
        while seen < len(album):
            seen = len(album)
            await asyncio.sleep(_ALBUM_PAUSE)
        del self._albums[key]
        return sorted(album, key=lambda piece: piece.message_id)

    async def _say(self, text: str, message: Message, context: ContextTypes.DEFAULT_TYPE) -> None:
        await self._assistant.show(context.bot, find_place(message), Screen(render_notice(text)))
