"""The buttons below the bot's messages: turning pages, choosing one of several readings."""

from __future__ import annotations

import contextlib
from typing import cast

from telegram import Bot, CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.error import BadRequest, NetworkError
from telegram.ext import ContextTypes

from bot.telegram import delivery
from bot.telegram.addressing import Place, find_place
from bot.telegram.assistant import Assistant
from bot.telegram.keyboards import find_pressed
from bot.telegram.memory import Screen
from bot.texts import general as texts


async def acknowledge(query: CallbackQuery, notice: str | None = None, *, alert: bool = False) -> None:
    """Answer a pressed button, with a notice or without: until then it shows a clock.

    That Telegram no longer waits for it, or is out of reach, hinders nothing else.
    """
    with contextlib.suppress(BadRequest, NetworkError):
        await query.answer(notice, show_alert=alert)


class Buttons:
    """Handles pressed buttons."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button was pressed."""
        query = cast(CallbackQuery, update.callback_query)
        message = cast(MaybeInaccessibleMessage, query.message)  # the gate lets no other through
        pressed = find_pressed(query.data)
        screen = await self._assistant.find_screen(message.chat.id, pressed.token) if pressed else None
        if pressed is None or screen is None:
            await acknowledge(query, texts.EXPIRED, alert=True)
        elif pressed.action == "p":
            await _turn(context.bot, query, message, screen, pressed.number)
        else:
            await self._choose(context.bot, query, message, screen, pressed.number)

    async def _choose(
        self, bot: Bot, query: CallbackQuery, message: MaybeInaccessibleMessage, screen: Screen, number: int
    ) -> None:
        if number >= len(screen.options):
            await acknowledge(query, texts.EXPIRED, alert=True)
        elif number in screen.asked:
            await acknowledge(query, texts.ALREADY_ASKED)
        else:
            screen.asked.add(number)  # before the first pause: a second press finds it
            await acknowledge(query)
            await self._assistant.answer_option(bot, screen, number, place_of(message), query.from_user.id)


async def _turn(
    bot: Bot, query: CallbackQuery, message: MaybeInaccessibleMessage, screen: Screen, page: int
) -> None:
    total = len(screen.pages)
    if page >= total:
        await acknowledge(query, texts.EXPIRED, alert=True)
    elif page == screen.page:
        await acknowledge(query, texts.page_notice(page + 1, total))
    else:
        await acknowledge(query)
        await delivery.edit(bot, message.chat.id, message.message_id, screen, page)
        screen.page = page


def place_of(message: MaybeInaccessibleMessage) -> Place:
    """Below the message with the buttons; of one too old to be read only chat and id are known."""
    if isinstance(message, Message):
        return find_place(message)
    return Place(message.chat.id, None, message.message_id)
