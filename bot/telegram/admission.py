"""Those who may not use the bot yet: a person asks, an administrator approves by a button; groups alike.

Each administrator is asked once for each request. The first press counts; the other administrators' messages
then say who has decided, and the person or group is told.
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, cast

from telegram import (
    Bot,
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberUpdated,
    MaybeInaccessibleMessage,
    Message,
    Update,
    User,
)
from telegram.error import TelegramError
from telegram.ext import Application, ContextTypes

from bot.access import Access
from bot.render import render_notice
from bot.state.access import LAPSES_AFTER, Request, Standing, Subject
from bot.state.journal import Author
from bot.telegram import delivery
from bot.telegram.addressing import Place
from bot.telegram.assistant import Assistant
from bot.telegram.buttons import acknowledge
from bot.telegram.marking import author_of
from bot.telegram.memory import Screen
from bot.telegram.rights import Action, Rights
from bot.texts import access as texts_access
from bot.texts import general as texts
from corpus.vietnamese import brief

ASK = "q:a"
PATTERN = r"q:(?:a|[yn]:[0-9]{1,12})"
_LONGEST_NAME = 64
_ABSENT = (ChatMember.LEFT, ChatMember.BANNED)

_logger = logging.getLogger(__name__)


def is_request(data: str | None) -> bool:
    """Whether a button's data are those by which a person asks to be let in."""
    return data == ASK


def request_buttons(request: Request) -> tuple[tuple[str, str], tuple[str, str]]:
    """The two buttons that decide a request: (label, data)."""
    return (
        (texts_access.BUTTON_APPROVE, f"q:y:{request.id}"),
        (texts_access.BUTTON_REFUSE, f"q:n:{request.id}"),
    )


def name_of(subject: Subject) -> str:
    """A person or group as administrators read it."""
    return texts_access.named(subject.name, subject.username, subject.id)


class Admission:
    """Handles requests, their decision, and the bot's being added to groups."""

    def __init__(self, access: Access, assistant: Assistant) -> None:
        self._access = access
        self._assistant = assistant
        self._rights = Rights(access.settings)

    def start(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Ask those administrators whom an earlier program could not ask, or had no time to."""
        if not self._access.pairing or self._access.grants is None:
            return
        since = self._access.now() - LAPSES_AFTER
        left = [request for request in self._access.grants.open_requests() if request.at > since]

        async def ask(context: ContextTypes.DEFAULT_TYPE) -> None:
            for request in left:
                await self._announce(context.bot, request)

        queue = application.job_queue
        assert queue is not None  # noqa: S101 - the application is built with one
        queue.run_once(ask, 0, job_kwargs={"misfire_grace_time": None})  # however long it takes to connect

    # ── those who may not use it ───────────────────────────────────────────────────────────────────────────

    async def turn_away(self, bot: Bot, place: Place) -> None:
        """Tell a person in private that they may not use the bot, and how their request stands."""
        screen = Screen(render_notice(texts.not_allowed(place.chat_id)))
        if self._access.pairing:
            screen = await asyncio.to_thread(self._compose_standing, place.chat_id)
        await self._assistant.show(bot, place, screen)

    async def ask(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A person has pressed the button to be let in."""
        query = cast(CallbackQuery, update.callback_query)
        user, message = query.from_user, cast(MaybeInaccessibleMessage, query.message)
        subject = Subject(user.id, _clean(user.full_name) or str(user.id), user.username or "")
        pairing = self._access.pairing and not self._access.may_use(user.id, user.id)
        request = await asyncio.to_thread(self._request, subject, author_of(user)) if pairing else None
        await acknowledge(query)
        if isinstance(request, Request):
            reached = await self._announce(context.bot, request)
            text = texts_access.ASKED if reached else texts_access.nobody_reached(user.id)
            said = Screen(render_notice(text))
        elif request is Standing.FULL:  # for this person perhaps, who has asked for groups; not for all
            said = Screen(render_notice(texts_access.TOO_MANY_WAIT))
        elif pairing:
            said = await asyncio.to_thread(self._compose_standing, user.id)
        else:
            allowed = self._access.may_use(user.id, user.id)
            text = texts_access.ALREADY_ALLOWED if allowed else texts.not_allowed(user.id)
            said = Screen(render_notice(text))
        await delivery.edit(context.bot, message.chat.id, message.message_id, said)

    def _compose_standing(self, person_id: int) -> Screen:
        grants = self._access.grants
        assert grants is not None  # noqa: S101 - there is no pairing without
        standing, until = grants.standing(person_id, self._access.now())
        if standing is Standing.REFUSED and until:
            return Screen(render_notice(texts_access.refused_until(until)))
        if standing is Standing.OPEN:
            return Screen(render_notice(texts_access.WAITING))
        if standing is Standing.FULL:
            return Screen(render_notice(texts_access.TOO_MANY_WAIT))
        return Screen(render_notice(texts_access.MAY_ASK), rows=(((texts_access.BUTTON_ASK, ASK),),))

    def _request(self, subject: Subject, author: Author) -> Request | Standing | None:
        grants = self._access.grants
        return grants.ask(subject, author, self._access.now()) if grants else None

    # ── groups ─────────────────────────────────────────────────────────────────────────────────────────────

    async def joined(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The bot was added to a group, or removed from one."""
        change = cast(ChatMemberUpdated, update.my_chat_member)
        chat = change.chat
        if chat.type not in (Chat.GROUP, Chat.SUPERGROUP):
            return
        if not _is_in(change.new_chat_member):
            _logger.info(texts_access.LOG_REMOVED, chat.id)
        elif not _is_in(change.old_chat_member) and not self._access.may_use(chat.id, chat.id):
            _logger.info(texts.LOG_GROUP_NOT_LISTED, chat.id)
            await self.ask_for_group(context.bot, chat, change.from_user)

    async def ask_for_group(self, bot: Bot, chat: Chat, user: User | None, *, first: bool = False) -> None:
        """Ask the administrators for a group. `first`: only where they were never asked for it."""
        grants = self._access.grants
        if not self._access.pairing or grants is None:
            return
        if first:
            standing, _ = await asyncio.to_thread(grants.standing, chat.id, self._access.now())
            if standing is not Standing.NEVER:
                return
        asker = author_of(user)
        subject = Subject(chat.id, _clean(chat.title or ""), chat.username or "", _clean(asker.name))
        request = await asyncio.to_thread(self._request, subject, asker)
        if isinstance(request, Request):
            await self._announce(bot, request)
            await self._tell(bot, request, texts_access.GROUP_WAITS)

    async def migrated(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A group became a supergroup: Telegram tells it in the old one and in the new one."""
        message = cast(Message, update.effective_message)
        old = message.migrate_from_chat_id or message.chat.id
        new = message.migrate_to_chat_id or message.chat.id
        await asyncio.to_thread(self._access.move, old, new)
        if self._access.grants and self._access.may_use(new, new):
            for request in await asyncio.to_thread(self._access.grants.open_requests):
                if request.subject.id == new:  # made when the bot appeared there before the news of the move
                    author = Author(0, texts_access.MOVED)
                    await self.settle(context.bot, request.id, approve=True, author=author, has_right=True)

    # ── administrators ─────────────────────────────────────────────────────────────────────────────────────

    async def _announce(self, bot: Bot, request: Request) -> int:
        """Ask every administrator who was not asked yet; returns how many of them could be reached."""
        messages = (
            await asyncio.to_thread(self._access.grants.messages, request.id) if self._access.grants else ()
        )
        numbers = set(self._access.administrators) - {admin_id for admin_id, _ in messages}
        reached = await asyncio.gather(
            *(self._ask_administrator(bot, number, request) for number in sorted(numbers))
        )
        now = await asyncio.to_thread(self._find, request.id)
        if now and now.state != "open":  # decided while others were still being asked
            await self._show_decision(bot, now)
        return sum(reached)

    async def _ask_administrator(self, bot: Bot, admin_id: int, request: Request) -> bool:
        screen = Screen(render_notice(_words_of(request)), rows=(request_buttons(request),))
        try:
            message_id = await self._assistant.show(bot, Place(admin_id, None, 0), screen)
        except TelegramError as error:
            _logger.warning(texts_access.LOG_ADMIN_NOT_REACHED, admin_id, error)
            return False
        if self._access.grants:
            await asyncio.to_thread(self._access.grants.asked_at, request.id, admin_id, message_id)
        return True

    async def decide(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """An administrator has pressed one of the two buttons."""
        query = cast(CallbackQuery, update.callback_query)
        message = cast(MaybeInaccessibleMessage, query.message)
        if not self._rights.may(query.from_user, Action.ADMINISTER, message.chat):
            await acknowledge(query, texts_access.ONLY_ADMINISTRATORS, alert=True)
            return
        _, answer, number = (query.data or "").split(":")
        author = author_of(query.from_user)
        notice = await self.settle(context.bot, int(number), approve=answer == "y", author=author, told=query)
        if notice is None:
            await acknowledge(query, texts_access.REQUEST_GONE, alert=True)

    async def settle(
        self,
        bot: Bot,
        request_id: int,
        *,
        approve: bool,
        author: Author,
        has_right: bool = False,
        told: CallbackQuery | None = None,
    ) -> Request | None:
        """Decide a request, and tell everybody whom it concerns; None where there is no such request.

        `has_right`: see `Grants.decide`. `told`: the button behind it, acknowledged as soon as the decision
        stands.
        """
        decided = await asyncio.to_thread(
            self._access.decide, request_id, approve=approve, author=author, has_right=has_right
        )
        if decided is None:
            return None
        request, first = decided
        if request.by is None:  # it has lapsed, and was made again
            return None
        approved = request.state == "approved"
        if told:
            before = texts_access.decided_before(request.by.name, approved=approved)
            await acknowledge(told, texts_access.DECIDED_NOW[approved] if first else before)
        if first:
            await self._tell(bot, request, _result_of(request))
        await self._show_decision(bot, request)
        return request

    async def _show_decision(self, bot: Bot, request: Request) -> None:
        """Put the decision in the place of the buttons, with every administrator."""
        if self._access.grants is None or request.by is None or request.decided is None:
            return
        line = texts_access.decided(request.by.name, request.decided, approved=request.state == "approved")
        screen = Screen(render_notice(f"{_words_of(request)}\n\n{line}"))

        async def show(admin_id: int, message_id: int) -> None:
            try:
                await delivery.edit(bot, admin_id, message_id, screen)
            except TelegramError as error:
                _logger.warning(texts_access.LOG_ADMIN_NOT_REACHED, admin_id, error)

        asked = await asyncio.to_thread(self._access.grants.messages, request.id)
        await asyncio.gather(*(show(*message) for message in asked))

    def _find(self, request_id: int) -> Request | None:
        return self._access.grants.request(request_id) if self._access.grants else None

    async def _tell(self, bot: Bot, request: Request, text: str) -> None:
        try:
            await self._assistant.show(bot, Place(request.subject.id, None, 0), Screen(render_notice(text)))
        except TelegramError as error:
            _logger.warning(texts_access.LOG_NOT_TOLD, request.subject.id, error)


def _words_of(request: Request) -> str:
    subject = request.subject
    return texts_access.request(name_of(subject), subject.asker, request.at, group=subject.id < 0)


def _result_of(request: Request) -> str:
    if request.subject.id < 0:
        return texts_access.GROUP_APPROVED if request.state == "approved" else texts_access.GROUP_REFUSED
    return texts_access.APPROVED if request.state == "approved" else texts_access.REFUSED


def _is_in(member: ChatMember) -> bool:
    return member.status not in _ABSENT and getattr(member, "is_member", True)


def _clean(name: str) -> str:
    """A name as typed by its bearer, on one line and without what turns or hides the words beside it."""
    return brief("".join(letter for letter in name if letter.isprintable()), _LONGEST_NAME)
