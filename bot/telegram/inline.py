"""`@bot …` typed in any chat: every change of the words is a query, answered with cards to choose from.

A query remembers nothing of the one before. While a person goes on typing, only their newest query is worked
at; no more than a few are at a time, whoever asks.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from itertools import accumulate
from typing import NamedTuple, cast

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import InlineQueryLimit, ParseMode
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.faults import log_fault
from bot.office import Office
from bot.reading.shelf import Reading
from bot.render_inline import Card, Furnished, compose_cards, compose_opening, count_cards, is_nothing
from bot.telegram.below import compose_extras
from bot.telegram.links import address, with_addresses
from bot.telegram.memory import Recent
from bot.texts import general as texts
from bot.texts import inline as texts_inline
from corpus.vietnamese import squeeze
from index.engine import Engine
from index.lookup import Lookup, look_up
from index.model import Answer
from index.reading.spans import days_from

START = "inline"
"""What /start is sent with by the button above the results."""
CACHE = 60  # seconds that Telegram may show the same results: so long may they outlive a change of the plans
_LEAST = 3  # letters; fewer are no query yet
_AT_WORK = 2  # queries at a time
_PEOPLE = 2000  # whose newest query is known
_QUERIES = 64  # of which it is kept what was found: for the next page, and for others who ask the same
_COMING = 31  # days
_LETTERS = 60_000  # of the messages in one answer: the Bot API refuses a request of more than a megabyte
_SOON = 10  # deadlines shown before anything is typed
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)

_logger = logging.getLogger(__name__)


class _Page(NamedTuple):
    cards: tuple[Card, ...]
    following: int = 0  # the number of the next page's first card; 0: there is none
    nothing: bool = False  # the plans do not speak of it


class Inline:
    """Handles queries; behind the gate, so whoever asks may."""

    def __init__(self, office: Office, reading: Reading, *, personal: bool) -> None:
        """`personal`: others may not see what one person is shown."""
        self._office = office
        self._reading = reading
        self._personal = personal
        self._newest: Recent[int, str] = Recent(_PEOPLE)
        self._found: Recent[tuple[str, dt.date, str], Lookup] = Recent(_QUERIES)
        self._at_work = asyncio.Semaphore(_AT_WORK)

    async def answer(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A query, or its next page."""
        query = cast(InlineQuery, update.inline_query)
        person, name = query.from_user.id, str(context.bot.username)
        self._newest.put(person, query.id)
        async with self._at_work:
            if self._newest.find(person) != query.id:
                return
            try:
                page = await self._find_page(query, name)
            except Exception as error:
                log_fault(_logger, error, texts.LOG_ASK_FAILED)
                return
        if self._newest.find(person) == query.id:
            label = texts_inline.BUTTON_NOTHING if page.nothing else texts_inline.BUTTON_OPEN
            await _send(
                query,
                [_compose_result(card, name) for card in page.cards],
                next_offset=str(page.following or ""),
                button=InlineQueryResultsButton(label, start_parameter=START),
                cache_time=CACHE,
                personal=self._personal,
            )

    async def _find_page(self, query: InlineQuery, bot_name: str) -> _Page:
        engine, today = self._office.engine(), self._office.today()
        words = squeeze(query.query) + (" " if query.query[-1:].isspace() else "")
        found = None
        if sum(map(str.isalnum, words)) >= _LEAST:
            key = (engine.version, today, words.lower())
            found = self._found.find(key) or await asyncio.to_thread(look_up, engine, words, today)
            if found:
                self._found.put(key, found)
        if found is None:
            return _Page(await asyncio.to_thread(self._compose_opening, bot_name))
        return await asyncio.to_thread(self._compose_page, engine, found, _first_of(query.offset))

    def _compose_opening(self, bot_name: str) -> tuple[Card, ...]:
        office = self._office
        coming = office.list_due((), days_from(office.today(), _COMING))
        soon = coming.found[:_SOON] or ((coming.following,) if coming.following else ())
        return compose_opening(
            office.engine(), tuple(office.documents().values()), soon, bot_name, self._furnish
        )

    def _compose_page(self, engine: Engine, found: Lookup, first: int) -> _Page:
        cards = _fit(compose_cards(engine, found, self._furnish, first, first + InlineQueryLimit.RESULTS))
        end = first + len(cards)
        return _Page(cards, end if cards and end < count_cards(found) else 0, is_nothing(found))

    def _furnish(self, answer: Answer) -> Furnished:
        """As of the bot's own answers, without the buttons: in a chat that is unknown they do not work."""
        extras = compose_extras(self._reading, answer, here=False)
        return Furnished(extras.listed, extras.links)


def _first_of(offset: str) -> int:
    """The number of the first card that an offset of ours names; 0 for any other."""
    return int(offset) if offset.isdecimal() and len(offset) < 6 else 0


async def turn_away(query: InlineQuery, *, pairing: bool) -> None:
    """To somebody who may not use the bot: no results, and the way to the private chat.

    There they can ask for it (`pairing`), or learn their id.
    """
    label = texts_inline.BUTTON_MAY_ASK if pairing else texts_inline.BUTTON_NOT_ALLOWED
    button = InlineQueryResultsButton(label, start_parameter=START)
    await _send(query, [], next_offset="", button=button, cache_time=0, personal=True)


async def _send(
    query: InlineQuery,
    results: list[InlineQueryResultArticle],
    *,
    next_offset: str,
    button: InlineQueryResultsButton,
    cache_time: int,
    personal: bool,
) -> None:
    """Answer a query. A failure hinders nothing: the next letter asks anew."""
    try:
        await query.answer(
            results, cache_time=cache_time, is_personal=personal, next_offset=next_offset, button=button
        )
    except TelegramError as error:
        if "too old" not in str(error):  # which a person's typing on makes a query any time
            _logger.warning(texts.LOG_NOT_SENT, error)


def _fit(cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """As many of the first cards as one request may hold, at least one."""
    sizes = accumulate(len(card.page) + len(card.title) + len(card.description) for card in cards)
    return cards[: max(1, sum(size <= _LETTERS for size in sizes))]


def _compose_result(card: Card, bot_name: str) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        id=card.id,
        title=card.title,
        description=card.description,
        input_message_content=InputTextMessageContent(
            with_addresses(card.page, bot_name), parse_mode=ParseMode.HTML, link_preview_options=_NO_PREVIEW
        ),
        reply_markup=InlineKeyboardMarkup([[_compose_button(card.link, bot_name)]]),
    )


def _compose_button(link: str, bot_name: str) -> InlineKeyboardButton:
    """To the place in the plan, in the private chat with the bot; to that chat where no place is cited."""
    label = texts_inline.BUTTON_READ if link else texts_inline.BUTTON_OPEN
    return InlineKeyboardButton(label, url=address(link, bot_name))
