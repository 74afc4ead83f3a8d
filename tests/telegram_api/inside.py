"""The real bot in a thread of the test's own process: there at once, and by the test's clock."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from bot.office import Office
from bot.settings import parse_telegram_settings
from bot.telegram.app import AnyApplication, build_application
from bot.telegram.core import Core
from bot.telegram.polling import LongPolling
from tests.offices import Clock, office_of
from tests.telegram_api import standin
from tests.telegram_api.people import BotApi


class InsideBot:
    """A bot over a state directory and the answers of `standin`, from `with` until its end."""

    def __init__(self, api: BotApi, directory: Path, clock: Clock, **environment: str) -> None:
        settings = {"TELEGRAM_BOT_TOKEN": api.token, "TELEGRAM_API_URL": api.url, **environment}
        self.settings = parse_telegram_settings(settings)
        self.office: Office = office_of(directory, (), clock)
        self._core = Core(standin.ask, lambda: standin.DOCUMENTS, standin.Turns)
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._stopping = asyncio.Event()
        self._thread = threading.Thread(target=lambda: self._loop.run_until_complete(self._serve()))
        self._failure: BaseException | None = None

    async def _serve(self) -> None:
        try:
            application = build_application(self.settings, self._core, self.office)
            polling = LongPolling(application.bot, application.update_queue)
            await application.initialize()
            await application.start()
            fetching = asyncio.create_task(polling.run())
            self._ready.set()
            await self._stopping.wait()
            fetching.cancel()
            await self._close(application)
        except BaseException as error:
            self._failure = error
            self._ready.set()
            raise

    async def _close(self, application: AnyApplication) -> None:
        await application.stop()
        await application.shutdown()

    def does(self, work: Callable[[], Any]) -> None:
        """Run something in the bot's own thread."""
        done = threading.Event()

        def run() -> None:
            work()
            done.set()

        self._loop.call_soon_threadsafe(run)
        assert done.wait(10)

    def __enter__(self) -> InsideBot:
        self._thread.start()
        assert self._ready.wait(10)
        assert self._failure is None, self._failure
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(20)
        self.office.close()
        self._loop.close()
