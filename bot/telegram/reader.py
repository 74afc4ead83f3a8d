"""Reading in Telegram: links to places (`/start` with a payload), and the buttons below what is read."""

from __future__ import annotations

import asyncio
from typing import cast

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.ext import ContextTypes

from bot.office import Office
from bot.reading.payloads import parse_payload
from bot.reading.shelf import Found, Match, Reading
from bot.render import render_notice
from bot.telegram import agency_views as agencies
from bot.telegram import delivery, places
from bot.telegram.addressing import find_place
from bot.telegram.assistant import Assistant
from bot.telegram.buttons import acknowledge, place_of
from bot.telegram.due import sheet_of
from bot.telegram.memory import Attachment, Screen
from bot.telegram.reading_buttons import Pressed, What, find_pressed
from bot.texts import reading as texts
from corpus.model import TaskRow

_FILES = {What.GROUP_FILE, What.AGENCY_FILE}


class Reader:
    """Handles links and reading buttons."""

    def __init__(self, office: Office, reading: Reading, assistant: Assistant) -> None:
        self._office = office
        self._reading = reading
        self._assistant = assistant

    async def open(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/start with a payload: the place that a link leads to."""
        message = cast(Message, update.effective_message)
        screen = await asyncio.to_thread(self._find_linked, " ".join(context.args or ()))
        place = find_place(message)._replace(reply_to=0)  # nobody has typed what it would quote
        await self._assistant.show(context.bot, place, screen)

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A reading button was pressed."""
        query = cast(CallbackQuery, update.callback_query)
        message = cast(MaybeInaccessibleMessage, query.message)
        pressed = find_pressed(query.data)
        if pressed is not None and pressed.what in _FILES:
            await self._send_file(query, message, context, pressed)
            return
        shown = await asyncio.to_thread(self._show, pressed) if pressed else texts.LINK_UNKNOWN
        if isinstance(shown, str):
            await acknowledge(query, shown, alert=True)
            return
        await acknowledge(query)
        if pressed and pressed.new:
            await self._assistant.show(context.bot, place_of(message), shown)
        else:
            await delivery.edit(context.bot, message.chat.id, message.message_id, shown)

    def _find_linked(self, text: str) -> Screen:
        payload = parse_payload(text.strip())
        shelf = self._reading.shelf()
        found = shelf.find(payload) if payload else None
        if found is None:
            return Screen(render_notice(texts.DOCUMENT_GONE if payload else texts.LINK_UNKNOWN))
        return places.show_place(shelf, found)

    def _show(self, pressed: Pressed) -> Screen | str:
        """What a button shows, or why it shows nothing."""
        shelf, roster = self._reading.shelf(), self._reading.roster()
        if pressed.what is What.AGENCIES:
            return agencies.show_agencies(roster, pressed.page)
        if pressed.what is What.AGENCY:
            agency = roster.by_key.get(pressed.key)
            return agencies.show_agency(roster, agency, pressed.page) if agency else texts.AGENCY_GONE
        found = self._find(pressed)
        if found is None:
            return texts.DOCUMENT_GONE
        if pressed.what is What.CONTENTS:
            return places.show_contents(found.book, pressed.page)
        if pressed.what is What.PLACE:
            return places.show_place(shelf, found, pressed.page)
        row = _row_of(found)
        if row is None:
            return texts.ROW_GONE
        if pressed.what is What.GROUP:
            return agencies.show_group(shelf, row, pressed.key, pressed.page)
        return agencies.show_roles(shelf, roster, row)

    def _find(self, pressed: Pressed) -> Found | None:
        payload = parse_payload(pressed.key)
        return self._reading.shelf().find(payload, pressed.at) if payload else None

    async def _send_file(
        self,
        query: CallbackQuery,
        message: MaybeInaccessibleMessage,
        context: ContextTypes.DEFAULT_TYPE,
        pressed: Pressed,
    ) -> None:
        file = await asyncio.to_thread(self._make_file, pressed)
        if file is None:
            await acknowledge(query, texts.ROW_GONE, alert=True)
            return
        await acknowledge(query)
        chat = self._assistant.memory.chat(message.chat.id)
        await delivery.send_file(context.bot, chat, place_of(message), file)

    def _make_file(self, pressed: Pressed) -> Attachment | None:
        if pressed.what is What.AGENCY_FILE:
            agency = self._reading.roster().by_key.get(pressed.key)
            if agency is None:
                return None
            title = texts.agency_sheet(agencies.name_of(agency))
            return sheet_of(self._office, title, agency.rows)
        found = self._find(pressed)
        row = _row_of(found) if found else None
        return sheet_of(self._office, *agencies.group_sheet(self._reading.shelf(), row)) if row else None


def _row_of(found: Found) -> TaskRow | None:
    """The row of a place that is still what the button was about."""
    return found.stop.task if found.match is not Match.GONE else None
