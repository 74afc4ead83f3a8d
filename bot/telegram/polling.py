"""Long polling: Telegram's updates into the application's queue.

python-telegram-bot's own `Updater` does the same, but where the token is revoked while it runs it goes on,
deaf, and where the connection is lost it sleeps out a pause of up to 30 seconds before it stops.
"""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.telegram.retrying import FIRST_PAUSE, LONGEST_PAUSE, seconds_to_wait
from bot.texts import general as texts

WANTED = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
_HOLD = 10  # seconds Telegram may hold a request open while nothing happens

_logger = logging.getLogger(__name__)


class LongPolling:
    """Fetches updates until cancelled."""

    def __init__(self, bot: Bot, updates: asyncio.Queue[object]) -> None:
        self._bot = bot
        self._updates = updates
        self._offset = 0  # of the next update: asking for it confirms those before

    async def run(self) -> None:
        """Fetch for ever; raises `InvalidToken` where Telegram no longer knows the token."""
        pause = 0.0
        while True:
            try:
                fetched = await self._bot.get_updates(
                    offset=self._offset, timeout=_HOLD, allowed_updates=WANTED
                )
            except InvalidToken:
                raise
            except TelegramError as error:
                if not pause:
                    _report(error)
                pause = seconds_to_wait(error, min(2 * pause or FIRST_PAUSE, LONGEST_PAUSE))
            else:
                if pause:
                    _logger.info(texts.LOG_CONNECTION_BACK)
                pause = 0.0
                for update in fetched:
                    self._offset = update.update_id + 1
                    await self._updates.put(update)
            await asyncio.sleep(pause)

    async def confirm(self) -> None:
        """Tell Telegram that the updates fetched so far are done with."""
        if self._offset:
            await self._bot.get_updates(offset=self._offset, timeout=0, limit=1, allowed_updates=WANTED)


def _report(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        _logger.error(texts.LOG_ANOTHER_BOT)
    else:
        _logger.warning(texts.LOG_CONNECTION_LOST, error)
