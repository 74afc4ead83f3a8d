"""Reminders: every so often, what each spot has to be told now, sent once.

A tick looks at every spot in which something is followed. The state says what was sent and the clock what is
due, so that nothing depends on a tick's being in time: after a pause the next one makes up for it. A spot
whose message is still under way is left alone until it is through.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Collection
from typing import Any, Protocol

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError
from telegram.ext import Application, ContextTypes

from bot.access import Access
from bot.faults import log_fault
from bot.office import Office
from bot.pages import render_pages
from bot.render_deadlines import compose_bulletin_blocks
from bot.state.follows import Spot
from bot.state.outbox import Outgoing, ReminderKey
from bot.telegram import delivery
from bot.telegram.addressing import Place
from bot.telegram.marking import compose_mark_rows
from bot.telegram.memory import Memory, Screen
from bot.texts import deadlines as texts

EVERY = 20.0  # seconds between two ticks
_KEPT = dt.timedelta(days=60)  # messages, so that their pages can be turned

_logger = logging.getLogger(__name__)


class Reports(Protocol):
    """What else is told of the bot's own accord, once; called in worker threads."""

    def spots(self) -> Collection[Spot]:
        """Where something may be due."""

    def find_due(self, spot: Spot, *, again: bool) -> tuple[Screen, tuple[ReminderKey, ...]] | None:
        """What is due, and its keys. `again`: it may have been sent before."""


class Reminders:
    """Tells every spot what is due."""

    def __init__(
        self, office: Office, memory: Memory, access: Access | None = None, reports: Reports | None = None
    ) -> None:
        self._office = office
        self._memory = memory
        self._access = access
        self._reports = reports
        self._busy: set[Spot] = set()
        self._newest: dict[int, int] = {}  # chat → the newest message id that was written down

    def start(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Tick from now on, as long as the application runs."""
        queue = application.job_queue
        assert queue is not None  # noqa: S101 - the application is built with one
        at_once: dict[str, Any] = {"misfire_grace_time": None}  # however long it takes to connect
        queue.run_once(self._tick, 0, job_kwargs=at_once)
        queue.run_repeating(self._tick, EVERY, job_kwargs=at_once | {"coalesce": True})

    async def _tick(self, context: ContextTypes.DEFAULT_TYPE) -> None:
        for spot in await self.spots():
            context.application.create_task(self.serve(context.bot, spot))

    async def spots(self) -> list[Spot]:
        """The spots to be looked at now."""
        await asyncio.to_thread(self._office.outbox.forget, self._office.now() - _KEPT)
        waiting = {message.spot for message in await asyncio.to_thread(self._office.outbox.unknown)}
        followers = await asyncio.to_thread(self._office.follows.followers)
        follow = {spot for spot, people in followers.items() if self._may_hear(spot, people)}
        reported = await asyncio.to_thread(self._reports.spots) if self._reports else ()
        return sorted((waiting | follow | set(reported)) - self._busy)

    def _may_hear(self, spot: Spot, followers: Collection[int]) -> bool:
        """Where nobody may use the bot any more, nothing is told either, until somebody may again."""
        return self._access is None or self._access.may_hear(spot.chat_id, followers)

    async def serve(self, bot: Bot, spot: Spot) -> None:
        """Tell one spot what is due there, if anything is. Failures are logged; the next tick tries again."""
        if spot in self._busy:
            return
        self._busy.add(spot)
        try:
            again = await self._settle(bot, spot)
            said = await asyncio.to_thread(self._find_bulletin, spot, again=again)
            if said:
                await self._send(bot, spot, *said)
            report = await asyncio.to_thread(self._find_report, spot, again=again)
            if report:
                await self._send(bot, spot, *report)
            if not said and not report:
                await self._remember_newest(spot.chat_id)
        except TelegramError as error:
            _logger.warning(texts.LOG_REMINDER_NOT_SENT, spot.chat_id, error)
        except Exception as error:
            log_fault(_logger, error, texts.LOG_REMINDER_FAILED, spot.chat_id)
        finally:
            self._busy.discard(spot)

    def _find_bulletin(self, spot: Spot, *, again: bool) -> tuple[Screen, tuple[ReminderKey, ...]] | None:
        office = self._office
        if not self._may_hear(spot, office.follows.followers().get(spot, set())):
            return None
        said = office.bulletin(spot)
        if said is None:
            return None
        bulletin, marks = said
        blocks = compose_bulletin_blocks(bulletin, office.documents(), marks, again=again)
        deadlines = [reminder.deadline for reminder in bulletin.reminders] + list(bulletin.week)
        rows = compose_mark_rows(deadlines, marks) if office.marking else ()
        return Screen(render_pages(blocks), rows=rows), bulletin.keys

    def _find_report(self, spot: Spot, *, again: bool) -> tuple[Screen, tuple[ReminderKey, ...]] | None:
        return self._reports.find_due(spot, again=again) if self._reports else None

    async def _remember_newest(self, chat_id: int) -> None:
        """Keep the newest message id for after a restart; written only where it has grown."""
        newest = self._memory.newest(chat_id)
        if newest > self._newest.get(chat_id, 0):
            await asyncio.to_thread(self._office.outbox.see, chat_id, newest)
            self._newest[chat_id] = newest

    async def _settle(self, bot: Bot, spot: Spot) -> bool:
        """Find out what became of messages that were under way; whether one may have to be sent again."""
        again = False
        for message in await asyncio.to_thread(self._office.outbox.unknown):
            if message.spot != spot:
                continue
            screen = screen_of(message)
            chat = self._memory.chat(spot.chat_id)
            try:
                found = await delivery.find_sent(bot, chat, spot.chat_id, screen, message.after_id)
            except (Forbidden, ChatMigrated):  # sending anew will find out more
                found = None
            if found is None:
                again = True
                await asyncio.to_thread(self._office.outbox.take_back, message.id)
            else:
                await asyncio.to_thread(self._office.outbox.confirm, message.id, found)
        return again

    async def _send(self, bot: Bot, spot: Spot, screen: Screen, keys: tuple[ReminderKey, ...]) -> None:
        office, chat = self._office, self._memory.chat(spot.chat_id)
        written: list[Outgoing] = []

        async def write(newest: int) -> None:
            values = {"pages": screen.pages, "rows": screen.rows}
            now = office.now()
            written.append(
                await asyncio.to_thread(office.outbox.write, spot, screen.token, values, keys, newest, now)
            )

        known = await asyncio.to_thread(office.outbox.newest, spot.chat_id)
        place = Place(spot.chat_id, spot.thread_id or None, 0)
        newest = max(known, self._memory.newest(spot.chat_id))
        try:
            message_id = await delivery.send(bot, chat, place, screen, newest=newest, before=write)
        except ChatMigrated as moved:
            await asyncio.to_thread(office.outbox.take_back, written[0].id)
            move = self._access.move if self._access else office.follows.move  # its rights in force at once
            await asyncio.to_thread(move, spot.chat_id, moved.new_chat_id)
        except (BadRequest, Forbidden) as error:
            _logger.warning(texts.LOG_REMINDER_REFUSED, spot.chat_id, error)
            await asyncio.to_thread(office.outbox.refuse, written[0].id)
        else:
            chat.screens.put(screen.token, screen)
            await asyncio.to_thread(office.outbox.confirm, written[0].id, message_id)


def screen_of(message: Outgoing) -> Screen:
    """The screen of a message that was written down."""
    rows = tuple(tuple((label, data) for label, data in row) for row in message.screen.get("rows", ()))
    return Screen(tuple(message.screen["pages"]), rows=rows, token=message.token)
