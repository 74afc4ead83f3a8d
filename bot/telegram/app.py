"""The bot as a running process: built, connected, polling, and ended in good order.

`run` is the room's door; `bot.__main__` calls it with the parts it has wired.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import math
import os
import signal
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlsplit

from telegram.error import InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, Application, ApplicationBuilder
from telegram.request import HTTPXRequest

from bot.access import Access
from bot.administration import Administration
from bot.office import Office
from bot.reading.shelf import Reading
from bot.settings import AccessMode, TelegramSettings
from bot.telegram.assistant import Assistant
from bot.telegram.core import Core
from bot.telegram.desk import OfficeDesk
from bot.telegram.feedback import Questionnaire
from bot.telegram.handlers import add_handlers
from bot.telegram.logs import set_up_logging
from bot.telegram.menus import Menus
from bot.telegram.polling import LongPolling
from bot.telegram.reminders import Reminders
from bot.telegram.retrying import persist
from bot.telegram.statistics import StatisticsRoom
from bot.texts import general as texts
from bot.texts import settings as texts_settings
from corpus.errors import BadInput
from corpus.model import Document
from index.conversation import Conversation
from index.model import Answer

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

_TIMEOUT = 10.0  # seconds; a request through a slow proxy takes three
_CONNECTIONS = 64
_RETRIES_AFTER_429 = 5
_GRACE = 3.0  # seconds that answers under way have to get out when the bot is stopped

_logger = logging.getLogger(__name__)


def run(
    settings: TelegramSettings,
    ask: Callable[[str, Any], Answer],
    documents: Callable[[], Sequence[Document]],
    new_conversation: Callable[[], Any] = Conversation,
    office: Office | None = None,
    administration: Administration | None = None,
) -> None:
    """Run the bot until SIGTERM or SIGINT; returns after it has ended cleanly.

    `ask(question, conversation)` and `documents()` are called in worker threads, several at a time, and so is
    `office`, which brings deadlines, reminders and notes, and `administration`, through which administrators
    change the plans; `new_conversation()` makes the empty conversation
    of a person's first question in a place. Takes over the process's logging. Raises `BadInput` where
    Telegram refuses the token; as long as Telegram is out of reach, it goes on trying.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # python-telegram-bot's coming way, instead of its warning
    set_up_logging(settings.secrets)
    try:
        asyncio.run(_serve(settings, Core(ask, documents, new_conversation), office, administration))
    except InvalidToken:  # whose message holds the token
        raise BadInput(texts_settings.SETTING_BOT_REFUSED) from None


async def _serve(
    settings: TelegramSettings, core: Core, office: Office | None, administration: Administration | None
) -> None:
    """Work until a signal comes, or until the work ends with an error."""
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    application = build_application(settings, core, office, administration)
    polling = LongPolling(application.bot, application.update_queue)
    menus = Menus(application, settings.admins)
    working = asyncio.create_task(_work(application, polling, menus))
    waiting = asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
    finally:
        waiting.cancel()
        working.cancel()
        await asyncio.wait({working})
        await _close(application, polling)


def build_application(
    settings: TelegramSettings,
    core: Core,
    office: Office | None = None,
    administration: Administration | None = None,
) -> AnyApplication:
    """The application with its handlers, not yet connected."""
    application = (
        ApplicationBuilder()
        .token(settings.token.get_secret_value())
        .base_url(f"{settings.api_url}/bot")
        .base_file_url(f"{settings.api_url}/file/bot")
        .request(build_request(settings, _CONNECTIONS))
        .get_updates_request(build_request(settings, 1))
        .rate_limiter(AIORateLimiter(max_retries=_RETRIES_AFTER_429))
        .concurrent_updates(True)
        .updater(None)  # see bot.telegram.polling
        .build()
    )
    if office is None:
        add_handlers(application, Assistant(core), settings, administration=administration)
        return application
    reading, access = Reading(office.engine), Access(settings, office.state, office.now)
    read_in_groups = settings.access_mode is not AccessMode.OPEN  # not everybody may use it in private
    desk = OfficeDesk(office, reading, read_in_groups=read_in_groups)
    assistant = Assistant(core, desk, Questionnaire(office))
    statistics = StatisticsRoom(office, access, assistant)
    add_handlers(
        application,
        assistant,
        settings,
        office,
        reading,
        administration,
        access=access,
        statistics=statistics,
    )
    Reminders(office, assistant.memory, access, statistics).start(application)
    statistics.start(application)
    return application


def build_request(settings: TelegramSettings, connections: int) -> HTTPXRequest:
    """A connection pool. A server on this machine is never reached through the system's proxy."""
    local = urlsplit(settings.api_url).hostname in {"127.0.0.1", "::1", "localhost"}
    try:
        return HTTPXRequest(
            connection_pool_size=connections,
            read_timeout=_TIMEOUT,
            write_timeout=_TIMEOUT,
            connect_timeout=_TIMEOUT,
            pool_timeout=_TIMEOUT,
            proxy=settings.proxy.get_secret_value() if settings.proxy else None,
            httpx_kwargs={"trust_env": not local},
        )
    except RuntimeError:  # a SOCKS proxy without the package for it
        raise BadInput(texts_settings.SETTING_NO_SOCKS) from None


async def _work(application: AnyApplication, polling: LongPolling, menus: Menus) -> None:
    """Connect, however long it takes, then fetch updates for ever."""
    await persist(application.initialize, patience=math.inf)
    await persist(application.bot.delete_webhook, patience=math.inf)  # with one set there are no updates
    await application.start()
    _logger.info(texts.LOG_STARTED, application.bot.username)
    announcing = asyncio.create_task(menus.announce())
    try:
        await polling.run()
    finally:
        announcing.cancel()


async def _close(application: AnyApplication, polling: LongPolling) -> None:
    """Let answers under way get out, tell Telegram what is done, close the connections."""
    if application.running:
        with contextlib.suppress(TimeoutError, TelegramError):
            async with asyncio.timeout(_GRACE):
                await application.stop()
                await polling.confirm()
        _logger.info(texts.LOG_STOPPED)
    await application.shutdown()
