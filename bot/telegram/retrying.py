"""Repeating a request to Telegram until it is through."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.texts import general as texts

PATIENCE = 15 * 60.0
"""Seconds after which an answer is given up: a connection lost for ten minutes loses none."""
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds; each pause is twice the one before

T = TypeVar("T")
_logger = logging.getLogger(__name__)


async def persist(attempt: Callable[[], Awaitable[T]], patience: float = PATIENCE) -> T:
    """Repeat an attempt until it succeeds, is refused, or `patience` (seconds) is over.

    Raises the last `TelegramError`: a refusal (400, 401, 403, 409) at once.
    """
    clock = asyncio.get_running_loop().time
    end = clock() + patience
    pause = FIRST_PAUSE
    while True:
        try:
            return await attempt()
        except BadRequest:  # a NetworkError by its class, but repeating it changes nothing
            raise
        except (NetworkError, RetryAfter) as error:
            wait = seconds_to_wait(error, pause)
            if clock() + wait > end:
                raise
            _logger.warning(texts.LOG_RETRY, wait, error)
        await asyncio.sleep(wait)
        pause = min(2 * pause, LONGEST_PAUSE)


def seconds_to_wait(error: TelegramError, pause: float) -> float:
    """How long Telegram asks to wait, or else the given pause; in seconds."""
    if not isinstance(error, RetryAfter):
        return pause
    asked = error.retry_after
    return asked.total_seconds() if isinstance(asked, dt.timedelta) else float(asked)
