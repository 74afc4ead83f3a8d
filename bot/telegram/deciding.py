"""An administrator's errand on the screen: how far it is, what it would change, and the buttons to decide.

One message shows it from beginning to end. The buttons carry the token of the draft they were shown below,
so that nobody says yes to another.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, cast

from telegram import Bot, CallbackQuery, MaybeInaccessibleMessage, Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import Application, ContextTypes

from bot.administration import Administration, Draft, Made
from bot.faults import log_fault
from bot.pages import Block, Kind, render_pages
from bot.render import render_notice
from bot.render_changes import compose_draft, compose_reasons, render_report
from bot.state.errands import Shown
from bot.telegram import delivery
from bot.telegram.addressing import Place
from bot.telegram.assistant import Assistant
from bot.telegram.buttons import acknowledge
from bot.telegram.errands import Errand, Errands, Prepare, Stage, Stopped
from bot.telegram.marking import author_of
from bot.telegram.memory import Attachment, Screen
from bot.telegram.rights import Action, Rights
from bot.texts import administrators as texts
from corpus.errors import LibraryError, PlansError, SecretFile

PATTERN = r"c:[aibrx]:[\w-]{1,40}"
_EVERY = 3.0  # seconds between two edits that tell how far the work is
_KEPT = dt.timedelta(hours=12)  # a draft that nobody decides on
_LOOKED = 1800.0  # seconds between two looks for such drafts

Rows = tuple[tuple[tuple[str, str], ...], ...]

_logger = logging.getLogger(__name__)


class Deciding:
    """Shows errands, and does what their buttons say."""

    def __init__(self, administration: Administration, assistant: Assistant, rights: Rights) -> None:
        self._administration = administration
        self._assistant = assistant
        self._rights = rights
        self._errands = Errands()

    def start(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Say what has become of what an earlier program showed; look after drafts that nobody decides on."""
        left = self._administration.shown.of_all()

        async def tell(context: ContextTypes.DEFAULT_TYPE) -> None:
            for shown in left:
                await self._tell_restart(context.bot, shown)

        queue = application.job_queue
        assert queue is not None  # noqa: S101 - the application is built with one
        queue.run_once(tell, 0, job_kwargs={"misfire_grace_time": None})  # however long it takes to connect
        queue.run_repeating(self._close_idle, _LOOKED)

    # ── up to the draft ────────────────────────────────────────────────────────────────────────────────────

    async def prepare(self, bot: Bot, errand: Errand, work: Prepare, first: str = texts.PREPARING) -> None:
        """Make a draft and show it; `work` may take minutes, and is done again where it could not be done."""
        self._errands.add(errand)
        try:
            await self.tell(bot, errand, first)
            draft = await self._watched(bot, errand, work)
        except Stopped:
            await asyncio.to_thread(self._administration.note, errand.author, "cancelled")
            await self._close(bot, errand, texts.CANCELLED)
        except SecretFile as error:
            await self._close(bot, errand, f"{error}\n{texts.DELETE_IT}")
        except LibraryError as error:  # somebody else is at it, or the disk is full
            errand.stage = Stage.REFUSED
            errand.retry = work
            await self._show(bot, errand, [Block(Kind.TEXT, str(error))], _rows(errand, ("r", "x")))
        except PlansError as error:
            await self._close(bot, errand, str(error))
        except asyncio.CancelledError:  # the bot is being stopped
            errand.watch.stop()
            self._errands.close(errand)
            raise
        except Exception as error:
            await self._fail(bot, errand, error)
        else:
            await self._show_draft(bot, errand, draft)

    async def tell(self, bot: Bot, errand: Errand, text: str) -> None:
        """Say how far an errand is, with the button that stops it."""
        await self._show(bot, errand, [Block(Kind.TEXT, text)], _rows(errand, ("x",)))

    async def _watched(self, bot: Bot, errand: Errand, work: Prepare) -> Draft:
        telling = asyncio.create_task(self._tell_progress(bot, errand))
        try:
            return await work(errand.watch)
        finally:
            telling.cancel()
            await asyncio.wait({telling})

    async def _tell_progress(self, bot: Bot, errand: Errand) -> None:
        told = errand.watch.at
        while True:
            await asyncio.sleep(_EVERY)
            if errand.watch.at != told and not errand.watch.is_stopped:
                told = errand.watch.at
                with suppress(TelegramError):  # the next one may get through
                    await self.tell(bot, errand, texts.reading(*told))

    async def _show_draft(self, bot: Bot, errand: Errand, draft: Draft, first: str = "") -> None:
        errand.show(draft)
        blocks = compose_draft(draft, first)
        if draft.version is None:
            self._errands.close(errand)
        elif other := self._errands.find_other(errand.author):
            blocks.append(Block(Kind.NOTE, texts.also_open(texts.who(other.author), other.since), gap=True))
        await self._show(bot, errand, blocks, _rows(errand, ("a", "x")) if draft.version else ())
        chat = self._assistant.memory.chat(errand.chat_id)
        report = render_report(draft).encode("utf-8-sig")  # phones take a text without the mark for Latin
        file = Attachment(texts.REPORT_FILE, report, texts.WHOLE_REPORT)
        await delivery.send_file(bot, chat, Place(errand.chat_id, None, errand.message_id), file)

    # ── the decision ───────────────────────────────────────────────────────────────────────────────────────

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button below an errand was pressed."""
        query = cast(CallbackQuery, update.callback_query)
        message = cast(MaybeInaccessibleMessage, query.message)  # the gate lets no other through
        author = author_of(query.from_user)
        _, what, token = (query.data or "").split(":", 2)
        if not self._rights.may(query.from_user, Action.CHANGE, message.chat):
            await asyncio.to_thread(self._administration.note, author, "denied", f"button {what}")
            await acknowledge(query, texts.NOT_YOURS, alert=True)
            return
        errand = self._errands.find(message.chat.id, token)
        if errand is None:
            await acknowledge(query, texts.GONE, alert=True)
            with suppress(TelegramError):
                await query.edit_message_reply_markup(None)
        elif what == "x":
            await self._cancel(context.bot, query, errand)
        elif what == "r" and errand.stage is Stage.REFUSED and errand.retry:
            errand.stage = Stage.PREPARING
            await acknowledge(query)
            await self.prepare(context.bot, errand, errand.retry)
        elif errand.stage is not Stage.SHOWN or errand.draft is None:
            await acknowledge(query, texts.AT_WORK)
        elif what == "b":
            await acknowledge(query)
            await self._show(context.bot, errand, compose_draft(errand.draft), _rows(errand, ("a", "x")))
        elif what == "a" and errand.draft.is_doubtful:
            await acknowledge(query)
            await self._show(
                context.bot, errand, compose_reasons(errand.draft), _rows(errand, ("i", "b", "x"))
            )
        else:
            errand.stage = Stage.MAKING  # before the first pause: a second press finds it
            await acknowledge(query)
            await self._make(context.bot, errand, errand.draft)

    async def _make(self, bot: Bot, errand: Errand, draft: Draft) -> None:
        administration = self._administration
        try:
            await self._show(bot, errand, [Block(Kind.TEXT, texts.MAKING)], ())
            result = await asyncio.to_thread(administration.carry_out, draft, errand.author)
        except LibraryError as error:
            errand.stage = Stage.SHOWN
            await self._show(bot, errand, [Block(Kind.TEXT, str(error))], _rows(errand, ("a", "x")))
        except PlansError as error:
            await self._let_go(errand)
            await self._close(bot, errand, str(error))
        except Exception as error:
            await self._fail(bot, errand, error)
        else:
            if isinstance(result, Made):
                done = texts.done(
                    draft.proposal.action,
                    result.documents,
                    result.sections,
                    result.tasks,
                    result.version,
                    administration.now(),
                )
                await self._close(bot, errand, done)
            else:
                await self._show_draft(bot, errand, result, texts.changed_meanwhile(result.last))

    async def _cancel(self, bot: Bot, query: CallbackQuery, errand: Errand) -> None:
        if errand.stage is Stage.PREPARING:
            await acknowledge(query, texts.STOPPING)
            errand.stop()
        elif errand.stage is Stage.MAKING:
            await acknowledge(query, texts.AT_WORK)
        else:
            errand.stage = Stage.CLOSED
            await acknowledge(query)
            await self._give_up(bot, errand, "cancelled", texts.CANCELLED)

    async def _close_idle(self, context: ContextTypes.DEFAULT_TYPE) -> None:
        for errand in self._errands.find_idle(self._administration.now() - _KEPT):
            if errand.stage not in (Stage.SHOWN, Stage.REFUSED):  # decided while others were given up
                continue
            errand.stage = Stage.CLOSED  # before the first pause: a press finds it
            await self._give_up(context.bot, errand, "expired", texts.EXPIRED)

    async def _give_up(self, bot: Bot, errand: Errand, why: str, told: str) -> None:
        if errand.draft:
            await asyncio.to_thread(self._administration.drop, errand.draft, errand.author, why)
        await self._close(bot, errand, told)

    async def _let_go(self, errand: Errand) -> None:
        """What its draft would lead to does not stay built for as long as the bot runs."""
        if errand.draft:
            await asyncio.to_thread(self._administration.let_go, errand.draft)

    async def _tell_restart(self, bot: Bot, shown: Shown) -> None:
        with suppress(TelegramError):  # deleted, or the bot was blocked
            await delivery.edit(bot, shown.chat_id, shown.message_id, Screen(render_notice(texts.RESTARTED)))
        await asyncio.to_thread(self._administration.shown.remove, shown)

    # ── the message ────────────────────────────────────────────────────────────────────────────────────────

    async def _fail(self, bot: Bot, errand: Errand, error: Exception) -> None:
        """Of an error nobody foresaw the log has kind and place: its words may hold a file's name."""
        log_fault(_logger, error, texts.LOG_FAILED)
        await self._let_go(errand)
        await self._close(bot, errand, texts.FAILED)

    async def _close(self, bot: Bot, errand: Errand, text: str) -> None:
        self._errands.close(errand)
        await self._edit(bot, errand, Screen(render_notice(text)))

    async def _show(self, bot: Bot, errand: Errand, blocks: Sequence[Block], rows: Rows) -> None:
        await self._edit(bot, errand, Screen(render_pages(blocks), rows=rows))

    async def _edit(self, bot: Bot, errand: Errand, screen: Screen) -> None:
        """Put a screen into the errand's message, and keep where that is for as long as it is open."""
        before, shown = errand.message_id, self._administration.shown
        await self._put(bot, errand, screen)
        if errand.stage is Stage.CLOSED:
            await asyncio.to_thread(shown.remove, Shown(errand.chat_id, errand.message_id))
        elif errand.message_id != before:
            await asyncio.to_thread(shown.add, Shown(errand.chat_id, errand.message_id))

    async def _put(self, bot: Bot, errand: Errand, screen: Screen) -> None:
        """Into its message, or into a new one where that is gone."""
        if errand.message_id:
            if len(screen.pages) > 1:  # else there is nothing to turn, and other messages would be forgotten
                self._assistant.memory.chat(errand.chat_id).screens.put(screen.token, screen)
            with suppress(BadRequest):
                await delivery.edit(bot, errand.chat_id, errand.message_id, screen)
                return
        place = Place(errand.chat_id, None, errand.reply_to)
        errand.message_id = await self._assistant.show(bot, place, screen)


def _rows(errand: Errand, buttons: Sequence[str]) -> Rows:
    """One button a row: the labels are sentences."""
    action = errand.draft.proposal.action if errand.draft else None
    labels = {"b": texts.BUTTON_BACK, "r": texts.BUTTON_RETRY, "x": texts.BUTTON_CANCEL}
    if action:
        labels |= {"a": texts.BUTTON_ACCEPT[action], "i": texts.BUTTON_INSIST[action]}
    return tuple(((labels[what], f"c:{what}:{errand.token}"),) for what in buttons)
