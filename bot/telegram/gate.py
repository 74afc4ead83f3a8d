"""The gate every update passes first.

A repeated update, one from another bot, and one from somebody who may not use the bot end here: messages and
buttons alike. Behind it an update holds a person's message, or a button they may press.
"""

from __future__ import annotations

import logging

from telegram import CallbackQuery, Message, Update
from telegram.ext import ApplicationHandlerStop, ContextTypes

from bot import texts
from bot.render import render_notice
from bot.settings import TelegramSettings
from bot.telegram.addressing import find_place, find_speaker, is_from_person
from bot.telegram.assistant import Assistant
from bot.telegram.buttons import acknowledge
from bot.telegram.memory import CHATS, Recent, Screen

_logger = logging.getLogger(__name__)


class Gate:
    """Lets an update through by returning, and ends it by `ApplicationHandlerStop`."""

    def __init__(self, assistant: Assistant, settings: TelegramSettings) -> None:
        self._assistant = assistant
        self._settings = settings
        self._logged: Recent[int, bool] = Recent(CHATS)  # groups that are not listed, each logged once

    async def check(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Look at an update before any other handler does."""
        if not self._assistant.memory.is_new(update.update_id):
            raise ApplicationHandlerStop
        if update.callback_query is not None:
            await self._check_button(update.callback_query)
        else:
            await self._check_message(update.effective_message, context)

    async def _check_message(self, message: Message | None, context: ContextTypes.DEFAULT_TYPE) -> None:
        if message is None or not is_from_person(message):
            raise ApplicationHandlerStop
        self._assistant.memory.chat(message.chat.id).see(message.message_id)
        speaker = find_speaker(message)
        if self._may_use(message.chat.id, speaker):
            return
        if message.chat.type == message.chat.PRIVATE:
            notice = Screen(render_notice(texts.not_allowed(speaker)))
            await self._assistant.show(context.bot, find_place(message), notice)
        elif not self._logged.find(message.chat.id):
            self._logged.put(message.chat.id, True)
            _logger.info(texts.LOG_GROUP_NOT_LISTED, message.chat.id)  # where an administrator learns the id
        raise ApplicationHandlerStop

    async def _check_button(self, query: CallbackQuery) -> None:
        chat = query.message.chat if query.message else None
        if chat is not None and self._may_use(chat.id, query.from_user.id):
            return
        private = chat is not None and chat.type == chat.PRIVATE
        await acknowledge(query, texts.not_allowed(query.from_user.id) if private else None)
        raise ApplicationHandlerStop

    def _may_use(self, chat_id: int, speaker_id: int) -> bool:
        """Everyone, where nobody is listed; else a listed group, and a listed person anywhere."""
        listed = self._settings.chats
        return not listed or chat_id in listed or speaker_id in listed | self._settings.admins
