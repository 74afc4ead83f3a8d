"""Getting a message to Telegram: neither lost nor doubled.

What can go wrong, and what is then known:

- 429: not sent; the rate limiter waits as long as Telegram says, and tries again.
- 5xx, or no connection: not sent; tried again after a growing pause.
- the connection breaks, or times out, after the request has left: *unknown*. `sendMessage` has no key by
  which Telegram would recognise a repetition. But an edit is refused as "not modified" exactly where the
  message already stands, and only the bot's own messages can be edited. So the ids that the lost message
  would have got are tried by editing, and only where it is at none of them is it sent anew.

An edit may be repeated at will.
"""

from __future__ import annotations

import httpx
from telegram import Bot, LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError

from bot.telegram.addressing import Place
from bot.telegram.keyboards import compose_keyboard
from bot.telegram.memory import ChatMemory, Screen
from bot.telegram.retrying import persist

_GUESSES = 4  # ids tried for a message whose confirmation was lost
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


async def send(bot: Bot, chat: ChatMemory, place: Place, screen: Screen) -> int:
    """Send the first page of a screen, once; returns the new message's id.

    Raises `TelegramError` where Telegram refuses the message, or stays out of reach for too long.
    """
    async with chat.sending:
        newest = max(chat.last_message_id, place.reply_to)
        unknown = False

        async def attempt() -> int:
            nonlocal unknown
            if unknown:
                arrived = await _find_arrived(bot, chat, place, screen, newest)
                if arrived is not None:
                    return arrived
            unknown = False
            try:
                message = await _send_message(bot, place, screen)
            except NetworkError as error:
                unknown = _may_have_arrived(error)
                raise
            return message.message_id

        message_id = await persist(attempt)
        chat.own.put(message_id, True)
        chat.see(message_id)
        return message_id


async def edit(bot: Bot, chat_id: int, message_id: int, screen: Screen, page: int = 0) -> None:
    """Put a page of a screen into a message the bot has sent. Raises `TelegramError` as `send` does."""

    async def attempt() -> None:
        try:
            await _edit_message(bot, chat_id, message_id, screen, page)
        except BadRequest as error:
            if not _is_unmodified(error):
                raise

    await persist(attempt)


async def _send_message(bot: Bot, place: Place, screen: Screen) -> Message:
    return await bot.send_message(
        chat_id=place.chat_id,
        message_thread_id=place.thread_id,
        text=screen.pages[0],
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=compose_keyboard(screen, 0),
        reply_parameters=ReplyParameters(place.reply_to, allow_sending_without_reply=True),
    )


async def _edit_message(bot: Bot, chat_id: int, message_id: int, screen: Screen, page: int) -> None:
    await bot.edit_message_text(
        chat_id=chat_id,
        message_id=message_id,
        text=screen.pages[page],
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=compose_keyboard(screen, page),
    )


async def _find_arrived(bot: Bot, chat: ChatMemory, place: Place, screen: Screen, newest: int) -> int | None:
    """The id at which a message already stands whose confirmation was lost; `newest` is the last before it.

    The chat's lock keeps the bot's other new messages out meanwhile, and those known are passed over: what
    can be edited at these ids is the lost message.
    """
    for message_id in range(newest + 1, newest + 1 + _GUESSES):
        if chat.own.find(message_id):
            continue
        try:
            await _edit_message(bot, place.chat_id, message_id, screen, 0)
        except BadRequest as error:
            if _is_unmodified(error):
                return message_id
        else:
            return message_id
    return None


def _may_have_arrived(error: NetworkError) -> bool:
    """Whether a failed request may have been carried out: the connection broke after it had left."""
    return isinstance(error.__cause__, httpx.TransportError) and not isinstance(error.__cause__, _NEVER_LEFT)


def _is_unmodified(error: BadRequest) -> bool:
    return "not modified" in str(error).lower()
