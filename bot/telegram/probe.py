"""Would Telegram take the bot? Asked once, within a time limit, changing nothing."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from enum import StrEnum

from telegram import Bot, User
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut

from bot.settings import TelegramSettings
from bot.telegram.app import build_request
from bot.telegram.logs import Redacting, set_up_logging

PATIENCE = 15.0  # seconds
_LONGEST = 200  # characters of an error


class Outcome(StrEnum):
    """What came of asking."""

    KNOWN = "known"
    REFUSED = "refused"  # the token is wrong, or the server is none of the Bot API
    FAULT = "fault"  # it answered, but with an error that says nothing of the token
    UNREACHABLE = "unreachable"
    SLOW = "slow"  # nothing came in time


@dataclass(frozen=True)
class Probe:
    """The outcome; `me` where the bot is known; `why` otherwise: the error's words, without secrets."""

    outcome: Outcome
    me: User | None = None
    why: str = ""


def probe(settings: TelegramSettings, patience: float = PATIENCE) -> Probe:
    """Ask Telegram who the bot is (getMe), as the bot would, for at most `patience` seconds.

    Takes over the process's logging. Raises `BadInput` for a SOCKS proxy without the package for it.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # as `bot.telegram.app.run` does
    set_up_logging(settings.secrets)  # whatever is written meanwhile must not hold the token
    hide = Redacting(settings.secrets).hide
    try:
        return Probe(Outcome.KNOWN, asyncio.run(_ask_who(settings, patience)))
    except InvalidToken:
        return Probe(Outcome.REFUSED)
    except (TimeoutError, TimedOut):
        return Probe(Outcome.SLOW)
    except NetworkError as error:
        lost = type(error.__cause__).__module__.startswith("httpx")  # else the server has answered
        outcome = Outcome.UNREACHABLE if lost else Outcome.FAULT
        return Probe(outcome, why=" ".join(hide(str(error)).split())[:_LONGEST])
    except TelegramError as error:
        return Probe(Outcome.FAULT, why=" ".join(hide(str(error)).split())[:_LONGEST])


async def _ask_who(settings: TelegramSettings, patience: float) -> User:
    bot = Bot(
        settings.token.get_secret_value(),
        base_url=f"{settings.api_url}/bot",
        base_file_url=f"{settings.api_url}/file/bot",
        request=build_request(settings, 1),
        get_updates_request=build_request(settings, 1),
    )
    try:
        async with asyncio.timeout(patience):
            await bot.initialize()
            return bot.bot
    finally:
        await bot.shutdown()
