"""The gate every update passes first.

A repeated update, one from another bot, one from somebody who may not use the bot, and one too many end here:
messages and buttons alike. Behind it an update holds a person's message, a button they may press, or news of
a group (`bot.telegram.admission`). What somebody may do beyond asking is checked where it is done.
"""

from __future__ import annotations

import logging

from telegram import CallbackQuery, InlineQuery, Message, Update
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot.access import Access
from bot.render import render_notice
from bot.telegram.addressing import find_place, find_speaker, is_addressed, is_from_person
from bot.telegram.admission import Admission, is_request
from bot.telegram.assistant import Assistant
from bot.telegram.buttons import acknowledge
from bot.telegram.inline import turn_away
from bot.telegram.limits import Excess, Limits, Use
from bot.telegram.memory import CHATS, Recent, Screen
from bot.texts import access as texts_access
from bot.texts import general as texts

_logger = logging.getLogger(__name__)


class Gate:
    """Lets an update through by returning, and ends it by `ApplicationHandlerStop`."""

    def __init__(self, assistant: Assistant, access: Access, admission: Admission) -> None:
        self._assistant = assistant
        self._access = access
        self._admission = admission
        self._limits = Limits(access.settings)
        self._logged: Recent[int, bool] = Recent(CHATS)  # groups that are not listed, each logged once

    async def check(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Look at an update before any other handler does."""
        if not self._assistant.memory.is_new(update.update_id):
            raise ApplicationHandlerStop
        if update.my_chat_member is not None:
            return
        if update.callback_query is not None:
            await self._check_button(update.callback_query)
        elif update.inline_query is not None:
            await self._check_query(update.inline_query)
        else:
            await self._check_message(update.effective_message, context)

    async def _check_message(self, message: Message | None, context: ContextTypes.DEFAULT_TYPE) -> None:
        if message is not None and (message.migrate_to_chat_id or message.migrate_from_chat_id):
            return
        if message is None or not is_from_person(message):
            raise ApplicationHandlerStop
        self._assistant.memory.chat(message.chat.id).see(message.message_id)
        chat_id, speaker, place = message.chat.id, find_speaker(message), find_place(message)
        private = message.chat.type == message.chat.PRIVATE
        allowed = self._access.may_use(chat_id, speaker)
        addressed = is_addressed(message, context.bot.bot)
        if addressed and (private or allowed):
            excess = self._count(Use.QUESTION, speaker, None if private else chat_id)
            if excess:
                if excess.wait is not None:
                    await self._assistant.show(context.bot, place, Screen(render_notice(_told(excess))))
                raise ApplicationHandlerStop
        if allowed:
            return
        if private:
            await self._admission.turn_away(context.bot, place)
        elif addressed:
            self._log_group(chat_id)
            await self._admission.ask_for_group(context.bot, message.chat, message.from_user, first=True)
        raise ApplicationHandlerStop

    async def _check_button(self, query: CallbackQuery) -> None:
        chat = query.message.chat if query.message else None
        if chat is None:
            await acknowledge(query)
            raise ApplicationHandlerStop
        private, person = chat.type == chat.PRIVATE, query.from_user.id
        asks = private and is_request(query.data)
        if not asks and not self._access.may_use(chat.id, person):
            await acknowledge(query, texts.not_allowed(person) if private else None)
            raise ApplicationHandlerStop
        excess = self._count(Use.PRESS, person, None if private else chat.id)
        if excess:
            await acknowledge(query, _told(excess) if excess.wait is not None else None)
            raise ApplicationHandlerStop

    async def _check_query(self, query: InlineQuery) -> None:
        """Of the chat in which somebody types `@bot …` nothing is known but its kind."""
        person = query.from_user
        if person.is_bot or not self._access.may_use(person.id, person.id):
            await turn_away(query, pairing=self._access.pairing)
            raise ApplicationHandlerStop
        if self._count(Use.QUERY, person.id, None):
            raise ApplicationHandlerStop

    def _count(self, use: Use, person: int, group: int | None) -> Excess | None:
        if self._access.is_administrator(person):
            return None
        return self._limits.count(use, person, group)

    def _log_group(self, chat_id: int) -> None:
        """Where an administrator learns the id of a group that is not listed."""
        if not self._logged.find(chat_id):
            self._logged.put(chat_id, True)
            _logger.info(texts.LOG_GROUP_NOT_LISTED, chat_id)


def _told(excess: Excess) -> str:
    say = texts_access.too_fast_here if excess.of_group else texts_access.too_fast
    return say(excess.wait or 0)
