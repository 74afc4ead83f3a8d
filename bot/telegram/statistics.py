"""/thongke: what was asked, what had no answer, what was called wrong; to administrators also every Monday.

In private only, and asked again at each button. The weekly message goes the way of reminders
(`bot.telegram.reminders`), so that it comes once, whatever was restarted.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any, cast

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.ext import Application, ContextTypes

from bot.access import Access
from bot.clock import ZONE
from bot.export.sheet_statistics import render_statistics_sheet
from bot.office import Office
from bot.pages import Block, Kind, render_pages
from bot.render import render_notice
from bot.render_statistics import compose_statistics
from bot.state.follows import Spot
from bot.state.outbox import ReminderKey
from bot.state.questions import WEEKLY
from bot.statistics import Statistics, find_span, last_week, read_statistics
from bot.telegram import delivery
from bot.telegram.addressing import find_place
from bot.telegram.assistant import Assistant
from bot.telegram.buttons import acknowledge, place_of
from bot.telegram.core import ButtonRows
from bot.telegram.memory import Attachment, Screen
from bot.telegram.rights import Action, Rights
from bot.texts import access as texts_access
from bot.texts import feedback as texts
from bot.texts.deadlines import REMINDER_AGAIN

PATTERN = r"s:x:[0-9]{8}:[0-9]{8}"
_AT = dt.time(7, 30)
_HOUR = 3600.0  # seconds: words are looked for that have become too old


class StatisticsRoom:
    """Handles the command and its button, the weekly message, and the end of words."""

    def __init__(self, office: Office, access: Access, assistant: Assistant) -> None:
        self._office = office
        self._access = access
        self._assistant = assistant
        self._recorder = office.recorder
        self._rights = Rights(access.settings)

    def start(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Delete words that are too old, now and from then on every hour."""
        queue = application.job_queue
        assert queue is not None  # noqa: S101 - the application is built with one
        at_once: dict[str, Any] = {"misfire_grace_time": None}
        queue.run_once(self._purge, 0, job_kwargs=at_once)
        queue.run_repeating(self._purge, _HOUR, job_kwargs=at_once | {"coalesce": True})

    async def _purge(self, _: ContextTypes.DEFAULT_TYPE) -> None:
        self.purge()
        if self._access.grants:
            await asyncio.to_thread(self._access.grants.forget, self._office.now())

    def purge(self) -> None:
        """Have the words deleted that were kept as long as the setting says."""
        self._recorder.purge(self._office.today() - dt.timedelta(days=self._access.settings.keep_days))

    # ── the command ────────────────────────────────────────────────────────────────────────────────────────

    async def command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/thongke: a day, a week, a month, or any other span of days."""
        message = cast(Message, update.effective_message)
        if not self._rights.is_administrator(message.from_user):
            screen = Screen(render_notice(texts_access.ONLY_ADMINISTRATORS))
        elif not self._rights.may(message.from_user, Action.ADMINISTER, message.chat):
            screen = Screen(render_notice(texts_access.ONLY_IN_PRIVATE))
        else:
            screen = await asyncio.to_thread(self._compose, " ".join(context.args or ()))
        await self._assistant.show(context.bot, find_place(message), screen)

    def _read(self, first: dt.date, last: dt.date) -> Statistics:
        """In a worker thread, which waits for the recorder's."""
        return self._recorder.read(lambda questions: read_statistics(questions, first, last)).result()

    def _compose(self, words: str) -> Screen:
        span = find_span(words, self._office.today())
        if span is None:
            return Screen(render_notice(texts.STATISTICS_HOW))
        told = self._read(span.first, span.last)
        return self._screen(told, texts.title(span.first, span.last))

    def _screen(self, told: Statistics, title: str, *, again: bool = False) -> Screen:
        blocks = list(compose_statistics(told, title, self._access.settings.keep_days))
        if again:
            blocks.insert(1, Block(Kind.NOTE, REMINDER_AGAIN))
        return Screen(render_pages(blocks), rows=_sheet_button(told) if told.days else ())

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button for the sheet."""
        query = cast(CallbackQuery, update.callback_query)
        message = cast(MaybeInaccessibleMessage, query.message)
        span = _read_days(query.data or "")
        if not self._rights.may(query.from_user, Action.ADMINISTER, message.chat) or span is None:
            await acknowledge(query, texts_access.ONLY_ADMINISTRATORS, alert=True)
            return
        await acknowledge(query)
        file = await asyncio.to_thread(self._export, *span)
        chat = self._assistant.memory.chat(message.chat.id)
        await delivery.send_file(context.bot, chat, place_of(message), file)

    def _export(self, first: dt.date, last: dt.date) -> Attachment:
        title = texts.title(first, last)
        content = render_statistics_sheet(title, self._read(first, last))
        return Attachment(texts.SHEET_FILE, content, title)

    # ── every Monday ───────────────────────────────────────────────────────────────────────────────────────

    def spots(self) -> set[Spot]:
        """Where a weekly message may be due: with each administrator, from Monday's hour on."""
        return {Spot(number) for number in self._access.administrators} if self._monday() else set()

    def find_due(self, spot: Spot, *, again: bool = False) -> tuple[Screen, tuple[ReminderKey, ...]] | None:
        """The message of the week before, and its key; None where it was sent, or nothing was asked."""
        monday = self._monday()
        if monday is None or spot not in self.spots():
            return None
        key = ReminderKey("", monday, WEEKLY)
        if key in self._office.outbox.reminded(spot, monday):
            return None
        week = last_week(monday)
        told = self._read(week.first, week.last)
        if not told.days:
            return None
        return self._screen(told, texts.weekly_title(week.first, week.last), again=again), (key,)

    def _monday(self) -> dt.date | None:
        """The Monday of this week, where its hour has come."""
        now = self._office.now().astimezone(ZONE)
        monday = now.date() - dt.timedelta(days=now.weekday())
        return monday if now >= dt.datetime.combine(monday, _AT, ZONE) else None


def _sheet_button(told: Statistics) -> ButtonRows:
    return (((texts.BUTTON_SHEET, f"s:x:{told.first:%Y%m%d}:{told.last:%Y%m%d}"),),)


def _read_days(data: str) -> tuple[dt.date, dt.date] | None:
    """The two days of the button's data; None where they are none."""
    _, _, first, last = data.split(":")
    try:
        return dt.datetime.strptime(first, "%Y%m%d").date(), dt.datetime.strptime(last, "%Y%m%d").date()
    except ValueError:
        return None
