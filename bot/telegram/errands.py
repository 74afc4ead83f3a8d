"""What administrators have under way: from a file that was sent, or a command, to the decision."""

from __future__ import annotations

import asyncio
import datetime as dt
import secrets
import threading
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, TypeVar

from bot.administration import Draft
from bot.incoming import Tray
from bot.state.journal import Author

T = TypeVar("T")


class Stopped(Exception):
    """The administrator does not want it any more."""


class Watch:
    """How far the work in another thread is; and the way to stop it there."""

    def __init__(self) -> None:
        self.at = ("", 0, 0)  # what, how many done, how many in all
        self._stop = threading.Event()

    def __call__(self, what: str, done: int, all_: int) -> None:
        """Called by the work, again and again (`corpus.readers.progress`)."""
        if self._stop.is_set():
            raise Stopped
        self.at = (what, done, all_)

    def stop(self) -> None:
        """Have the work end at its next step."""
        self._stop.set()

    @property
    def is_stopped(self) -> bool:
        """Was it told to end?"""
        return self._stop.is_set()


Prepare = Callable[[Watch], Awaitable[Draft]]
"""Makes a draft; may take minutes. Raises PlansError, and Stopped."""


class Stage(Enum):
    """How far an errand is."""

    PREPARING = auto()  # files are fetched, read, compared
    REFUSED = auto()  # the library was not to be had: may be tried again
    SHOWN = auto()  # waits for the administrator
    MAKING = auto()
    CLOSED = auto()


@dataclass(eq=False)
class Errand:
    """One change that one administrator wants."""

    author: Author
    chat_id: int
    reply_to: int
    since: dt.datetime
    tray: Tray | None = None
    message_id: int = 0  # the message in which it is shown; 0: none yet
    token: str = field(default_factory=lambda: secrets.token_urlsafe(9))  # in the buttons
    stage: Stage = Stage.PREPARING
    draft: Draft | None = None
    retry: Prepare | None = None  # where it was refused
    watch: Watch = field(default_factory=Watch)
    _waiting: asyncio.Task[Any] | None = None

    def show(self, draft: Draft) -> None:
        """From now on its buttons decide on this draft, and those of an earlier one do nothing."""
        self.draft, self.stage = draft, Stage.SHOWN
        self.token = secrets.token_urlsafe(9)

    def stop(self) -> None:
        """End whatever is under way for it."""
        self.watch.stop()
        if self._waiting:
            self._waiting.cancel()

    async def stoppable(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for some work that `stop` ends. Raises Stopped."""
        waiting: asyncio.Task[T] = asyncio.ensure_future(work)
        self._waiting = waiting
        try:
            return await waiting
        except asyncio.CancelledError:
            waiting.cancel()
            if self.watch.is_stopped:
                raise Stopped from None
            raise
        finally:
            self._waiting = None


class Errands:
    """All of them; gone after a restart."""

    def __init__(self) -> None:
        self._open: list[Errand] = []

    def add(self, errand: Errand) -> None:
        """Have it found by its buttons."""
        if errand not in self._open:
            self._open.append(errand)

    def find(self, chat_id: int, token: str) -> Errand | None:
        """The errand whose buttons carry this token."""
        fitting = (e for e in self._open if (e.chat_id, e.token) == (chat_id, token))
        return next(fitting, None)

    def close(self, errand: Errand) -> None:
        """It is done with, one way or another: its files go."""
        errand.stage = Stage.CLOSED
        if errand in self._open:
            self._open.remove(errand)
        if errand.tray:
            errand.tray.close()

    def find_idle(self, before: dt.datetime) -> list[Errand]:
        """Those that have waited for their administrator since before a moment."""
        return [e for e in self._open if e.stage in (Stage.SHOWN, Stage.REFUSED) and e.since < before]

    def find_other(self, author: Author) -> Errand | None:
        """The oldest one that another administrator has before them."""
        return next((e for e in self._open if e.author.id != author.id), None)
