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

from collections.abc import Awaitable, Callable

import httpx
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardMarkup,
    InputFile,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError

from bot.telegram.addressing import Place
from bot.telegram.keyboards import compose_keyboard
from bot.telegram.links import with_addresses
from bot.telegram.memory import Attachment, ChatMemory, Screen
from bot.telegram.retrying import persist

_GUESSES = 4  # ids tried for a message whose confirmation was lost
_SEARCHED = 20  # the same after a restart, when others may have written since
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)


async def send(
    bot: Bot,
    chat: ChatMemory,
    place: Place,
    screen: Screen,
    *,
    newest: int = 0,
    before: Callable[[int], Awaitable[None]] | None = None,
) -> int:
    """Send the first page of a screen, once; returns the new message's id.

    `newest`: the newest message of the chat that the caller knows of. `before` is called ahead of the first
    attempt, with the newest that is known then; while it and the sending are under way, the bot sends nothing
    else there. Raises `TelegramError` where Telegram refuses the message, or stays out of reach for too long.
    """
    return await _send_once(
        chat,
        max(newest, place.reply_to),
        lambda: _send_message(bot, place, screen),
        lambda message_id: _edit_message(bot, place.chat_id, message_id, screen, 0),
        before,
    )


async def send_file(bot: Bot, chat: ChatMemory, place: Place, attachment: Attachment) -> int:
    """Send a file, once, as `send` does; where a confirmation is lost, its caption is what is looked for."""
    return await _send_once(
        chat,
        place.reply_to,
        lambda: bot.send_document(
            chat_id=place.chat_id,
            message_thread_id=place.thread_id,
            document=InputFile(attachment.content, attachment.name),
            caption=attachment.caption,
            reply_parameters=_reply(place),
        ),
        lambda message_id: bot.edit_message_caption(
            chat_id=place.chat_id, message_id=message_id, caption=attachment.caption
        ),
    )


async def find_sent(bot: Bot, chat: ChatMemory, chat_id: int, screen: Screen, newest: int) -> int | None:
    """The id of a screen that was under way when the bot was last stopped; None where it is not found.

    `newest`: the newest message known before it; 0: none, so that there is nowhere to look.
    """
    if not newest:
        return None
    async with chat.sending:
        return await persist(
            lambda: _find_arrived(
                chat, newest, lambda message_id: _edit_message(bot, chat_id, message_id, screen, 0), _SEARCHED
            )
        )


async def _send_once(
    chat: ChatMemory,
    newest: int,
    send_new: Callable[[], Awaitable[Message]],
    edit_into: Callable[[int], Awaitable[object]],
    before: Callable[[int], Awaitable[None]] | None = None,
) -> int:
    """Send something new; `edit_into` puts it into a message, which is refused where it already stands."""
    async with chat.sending:
        newest = max(chat.last_message_id, newest)
        unknown = False
        if before:
            await before(newest)

        async def attempt() -> int:
            nonlocal unknown
            if unknown:
                arrived = await _find_arrived(chat, newest, edit_into)
                if arrived is not None:
                    return arrived
            unknown = False
            try:
                message = await send_new()
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
    markup: ForceReply | InlineKeyboardMarkup | None = compose_keyboard(screen, 0, bot.username)
    if screen.reply_wanted:
        markup = ForceReply(selective=True, input_field_placeholder=screen.reply_wanted)
    return await bot.send_message(
        chat_id=place.chat_id,
        message_thread_id=place.thread_id,
        text=with_addresses(screen.pages[0], bot.username),
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=markup,
        reply_parameters=_reply(place),
    )


def _reply(place: Place) -> ReplyParameters | None:
    return ReplyParameters(place.reply_to, allow_sending_without_reply=True) if place.reply_to else None


async def _edit_message(bot: Bot, chat_id: int, message_id: int, screen: Screen, page: int) -> None:
    await bot.edit_message_text(
        chat_id=chat_id,
        message_id=message_id,
        text=with_addresses(screen.pages[page], bot.username),
        parse_mode=ParseMode.HTML,
        link_preview_options=_NO_PREVIEW,
        reply_markup=compose_keyboard(screen, page, bot.username),
    )


async def _find_arrived(
    chat: ChatMemory, newest: int, edit_into: Callable[[int], Awaitable[object]], guesses: int = _GUESSES
) -> int | None:
    """The id at which a message already stands whose confirmation was lost; `newest` is the last before it.

    The chat's lock keeps the bot's other new messages out meanwhile, and those known are passed over: what
    can be edited at these ids is the lost message.
    """
    for message_id in range(newest + 1, newest + 1 + guesses):
        if chat.own.find(message_id):
            continue
        try:
            await edit_into(message_id)
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
