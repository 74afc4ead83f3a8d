"""What was asked, written down where it holds nobody up.

In a thread and through a connection of its own: neither a slow disk nor somebody who holds the database
delays an answer, and where nothing can be written only the statistics are lost.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import logging
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from bot.faults import log_fault
from bot.state.database import State
from bot.state.questions import Asked, Questions
from bot.texts import feedback as texts

_MOST_WAITING = 1000
_PATIENCE = 2.0  # seconds for others who write
_MOMENT = 3.0  # seconds
T = TypeVar("T")
_logger = logging.getLogger(__name__)


class Recorder:
    """Its methods may be called in any thread; `close` last."""

    def __init__(self, state: State) -> None:
        self._main = state
        self._own: State | None = None
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recording")
        self._room = threading.BoundedSemaphore(_MOST_WAITING)
        self._failing = False
        self._closing = False

    def note(self, asked: Asked) -> None:
        """Write a question down, some time soon; one too many is dropped."""
        self._submit(lambda state: Questions(state).note(asked))

    def purge(self, before: dt.date) -> None:
        """Delete the words of the days before a day (`Questions.purge`), some time soon."""

        def work(state: State) -> None:
            if Questions(state).purge(before):
                state.tidy()

        self._submit(work)

    def read(self, work: Callable[[Questions], T]) -> Future[T]:
        """Read what was written, after what waits to be, without holding up anybody else."""
        return self._thread.submit(lambda: work(Questions(self._open())))

    def settled(self) -> Future[None]:
        """Done when all that was brought before is written, or lost."""
        return self._thread.submit(lambda: None)

    async def wait(self) -> None:
        """Wait until all that was brought before is written, or for a moment where that takes long."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.wrap_future(self.settled()), _MOMENT)

    def close(self) -> None:
        """Write what waits, unless it cannot be written, and end."""
        self._closing = True
        self._thread.shutdown(wait=True)
        if self._own:
            self._own.close()

    def _submit(self, work: Callable[[State], None]) -> None:
        if self._closing or not self._room.acquire(blocking=False):
            self._fail(texts.WHY_TOO_MANY)
            return
        self._thread.submit(self._run, work)

    def _run(self, work: Callable[[State], None]) -> None:
        try:
            if self._closing and self._failing:
                return
            work(self._open())
            self._failing = False
        except (sqlite3.Error, OSError) as error:
            self._fail(str(error))
        except Exception as error:
            log_fault(_logger, error, texts.LOG_NOT_RECORDED_FAULT)
        finally:
            self._room.release()

    def _open(self) -> State:
        self._own = self._own or self._main.second(_PATIENCE)
        return self._own

    def _fail(self, why: str) -> None:
        """One line, until something could be written again."""
        if not self._failing:
            _logger.warning(texts.LOG_NOT_RECORDED, why)
        self._failing = True
