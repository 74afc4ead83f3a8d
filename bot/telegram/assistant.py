"""From a question to its answer on the screen: asked off the event loop, kept for its buttons and edits."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from bot.faults import log_fault
from bot.render import render_answer, render_documents, render_notice
from bot.telegram import delivery
from bot.telegram.addressing import Place
from bot.telegram.core import ButtonRow, Core, Desk, Extras, Record
from bot.telegram.memory import Answered, Dialogue, Memory, Screen, new_token
from bot.texts import general as texts
from index.model import Answer, Status

_MOMENT = 0.5  # seconds until somebody is told that the bot is at it; most answers are there before
_TYPING_LASTS = 4.5  # Telegram shows it for five

_logger = logging.getLogger(__name__)


class Assistant:
    """Answers questions of people in chats."""

    def __init__(self, core: Core, desk: Desk | None = None, record: Record | None = None) -> None:
        self._core = core
        self._desk = desk
        self._record = record
        self.memory = Memory(core.new_conversation)

    async def answer(
        self, bot: Bot, question: str, place: Place, speaker_id: int, about: int | None = None
    ) -> None:
        """Answer a question in a message of its own, and remember where.

        `about`: the message it replies to; where that is an answer, whoever asked for it, the question goes
        on from there.
        """
        dialogue = self.memory.dialogue(place.chat_id, place.thread_id, speaker_id)
        async with dialogue.turn:
            self._go_on_from(about, dialogue, place)
            screen = await self._find_screen(bot, question, dialogue, place)
            message_id = await self.show(bot, place, screen)
            chat = self.memory.chat(place.chat_id)
            chat.answers.put(place.reply_to, Answered(question, message_id))
            chat.turns.put(message_id, dialogue.conversation.branch())

    async def answer_edited(
        self, bot: Bot, question: str, place: Place, speaker_id: int, about: int | None = None
    ) -> None:
        """Answer an edited question in the place of its first answer; do nothing where that is forgotten."""
        dialogue = self.memory.dialogue(place.chat_id, place.thread_id, speaker_id)
        chat = self.memory.chat(place.chat_id)
        async with dialogue.turn:
            answered = chat.answers.find(place.reply_to)
            if answered is None or answered.question == question:
                return
            self._go_on_from(about, dialogue, place)
            screen = await self._find_screen(bot, question, dialogue, place)
            await self._replace(bot, place, Answered(question, answered.message_id), screen)
            chat.turns.put(answered.message_id, dialogue.conversation.branch())

    async def answer_with(
        self, bot: Bot, words: str, place: Place, screen: Screen, *, edited: bool = False
    ) -> None:
        """Answer a command with a screen, and remember where; an edited one in place, as a question is."""
        answers = self.memory.chat(place.chat_id).answers
        if not edited:
            answers.put(place.reply_to, Answered(words, await self.show(bot, place, screen)))
            return
        answered = answers.find(place.reply_to)
        if answered is not None and answered.question != words:
            await self._replace(bot, place, Answered(words, answered.message_id), screen)

    async def _replace(self, bot: Bot, place: Place, answered: Answered, screen: Screen) -> None:
        chat = self.memory.chat(place.chat_id)
        chat.screens.put(screen.token, screen)
        await delivery.edit(bot, place.chat_id, answered.message_id, screen)
        chat.answers.put(place.reply_to, answered)

    def _go_on_from(self, about: int | None, dialogue: Dialogue, place: Place) -> None:
        turn = self.memory.chat(place.chat_id).turns.find(about) if about else None
        if turn is not None:
            dialogue.conversation = turn.branch()

    async def answer_option(
        self, bot: Bot, screen: Screen, number: int, place: Place, speaker_id: int
    ) -> None:
        """Answer one of the options of a screen below it. It may be chosen again where that failed."""
        screen.asked.add(number)
        dialogue = self.memory.dialogue(place.chat_id, place.thread_id, speaker_id)
        try:
            async with dialogue.turn:
                question = screen.options[number]
                chosen = await self._find_screen(bot, question, dialogue, place, chosen=True)
                message_id = await self.show(bot, place, chosen)
                turns = self.memory.chat(place.chat_id).turns
                turns.put(message_id, dialogue.conversation.branch())
        except BaseException:
            screen.asked.discard(number)
            raise

    async def show_documents(self, bot: Bot, place: Place) -> None:
        """List the loaded documents."""
        documents = await asyncio.to_thread(self._core.documents)
        await self.show(bot, place, Screen(render_documents(documents)))

    async def show(self, bot: Bot, place: Place, screen: Screen) -> int:
        """Send a screen and keep it for its buttons; returns the new message's id."""
        chat = self.memory.chat(place.chat_id)
        chat.screens.put(screen.token, screen)
        return await delivery.send(bot, chat, place, screen)

    async def find_items(self, question: str) -> tuple[str, ...]:
        """The ids of the rows that a question lists, asked by itself; none where it lists nothing."""
        answer = await asyncio.to_thread(self._core.ask, question, self._core.new_conversation())
        return answer.items

    async def find_screen(self, chat_id: int, token: str) -> Screen | None:
        """The screen of a chat that its buttons name so; None where it is forgotten."""
        screens = self.memory.chat(chat_id).screens
        screen = screens.find(token)
        if screen is None and self._desk:
            screen = await asyncio.to_thread(self._desk.find_screen, chat_id, token)
            if screen:
                screens.put(token, screen)
        return screen

    async def _find_screen(
        self, bot: Bot, question: str, dialogue: Dialogue, place: Place, *, chosen: bool = False
    ) -> Screen:
        """Ask; a failure inside is logged, and the person gets an apology."""
        if not question:
            return Screen(render_notice(texts.ASK_WHAT))
        token = new_token()
        try:
            async with _typing(bot, place):
                answer = await asyncio.to_thread(self._core.ask, question, dialogue.conversation)
            options = answer.options if answer.status is Status.AMBIGUOUS else ()
            dialogue.items = answer.items or dialogue.items
            extras = (
                await asyncio.to_thread(self._desk.extras, answer, place.chat_id) if self._desk else Extras()
            )
            pages = render_answer(
                answer, question, chosen=chosen, notes=extras.notes, listed=extras.listed, links=extras.links
            )
            opinion = self._note(question, answer, place, token)
            return Screen(pages, options, extras.rows, extras.files, opinion, token=token)
        except Exception as error:
            log_fault(_logger, error, texts.LOG_ASK_FAILED)
            self._note(question, None, place, token)
            return Screen(render_notice(texts.APOLOGY))

    def _note(self, question: str, answer: Answer | None, place: Place, token: str) -> ButtonRow:
        return self._record.note(question, answer, place.chat_id, token) if self._record else ()


@contextlib.asynccontextmanager
async def _typing(bot: Bot, place: Place) -> AsyncIterator[None]:
    """Show "typing" in the chat while the body takes longer than a moment."""

    async def show() -> None:
        await asyncio.sleep(_MOMENT)
        while True:
            with contextlib.suppress(TelegramError):
                await bot.send_chat_action(
                    place.chat_id, ChatAction.TYPING, message_thread_id=place.thread_id
                )
            await asyncio.sleep(_TYPING_LASTS)

    showing = asyncio.create_task(show())
    try:
        yield
    finally:
        showing.cancel()
