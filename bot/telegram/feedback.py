"""What people say of answers: "chưa đúng" by a button, what would be right by a reply; /gopy for all else.

The button names the answer by the token of its screen, under which the question was written down.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from datetime import datetime, timedelta
from typing import NamedTuple, cast

from telegram import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MaybeInaccessibleMessage,
    Message,
    Update,
    User,
)
from telegram.error import BadRequest, NetworkError
from telegram.ext import ContextTypes, filters

from bot.faults import log_fault
from bot.office import Office
from bot.render import render_notice
from bot.state.questions import Asked, Pressed, Questions
from bot.statistics import FAILED
from bot.telegram.addressing import Place, find_place
from bot.telegram.assistant import Assistant
from bot.telegram.buttons import acknowledge, place_of
from bot.telegram.core import ButtonRow
from bot.telegram.marking import author_of
from bot.telegram.memory import Recent, Screen
from bot.telegram.replies import answers_wish, ask_for_reply
from bot.telegram.rights import Rights
from bot.texts import feedback as texts
from corpus.vietnamese import squeeze
from index.model import Answer, Status
from index.reading.small_talk import find_small_talk

PATTERN = r"c:[wu]:[\w-]{1,40}"
MINUTES = 15
"""How long a reply is waited for."""
_PROMPTS = 500
_WISHES = (texts.correction_wanted(MINUTES), texts.suggestion_wanted(MINUTES))

_logger = logging.getLogger(__name__)


class Questionnaire:
    """Notes what is asked, without ever waiting or failing; the buttons below the answer."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def note(self, question: str, answer: Answer | None, chat_id: int, token: str) -> ButtonRow:
        """Note a question and how it was answered (None: not at all); returns the buttons for it."""
        try:
            if find_small_talk(question):
                return ()
            first = answer.citations[0] if answer and answer.citations else None
            self._office.recorder.note(
                Asked(
                    token,
                    self._office.today(),
                    chat_id,
                    answer.status.value if answer else FAILED,
                    squeeze(question),
                    first.id if first else "",
                    first.label if first else "",
                    answer.corpus_version if answer else "",
                )
            )
        except Exception as error:
            log_fault(_logger, error, texts.LOG_NOT_RECORDED_FAULT)
            return ()
        if answer is None or answer.status is Status.AMBIGUOUS:  # a question back is no answer
            return ()
        return ((texts.BUTTON_WRONG, f"c:w:{token}"),)


class Prompt(NamedTuple):
    """A reply that is waited for. `token`: of the answer it corrects; empty: a suggestion."""

    token: str
    until: datetime


class Feedback:
    """Handles the button, the replies and /gopy."""

    def __init__(self, office: Office, assistant: Assistant, rights: Rights) -> None:
        self._office = office
        self._questions = Questions(office.state)
        self._assistant = assistant
        self._rights = rights
        self._prompts: Recent[tuple[int, int], Prompt] = Recent(_PROMPTS)

    # ── "Chưa đúng" ────────────────────────────────────────────────────────────────────────────────────────

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """The button below an answer, or the one that takes it back."""
        query = cast(CallbackQuery, update.callback_query)
        message = cast(MaybeInaccessibleMessage, query.message)
        _, what, token = (query.data or "").split(":", 2)
        await self._office.recorder.wait()  # pressed at once: the question may still wait to be written
        if what == "u":
            await self._take_back(query, message, token)
            return
        author, office = author_of(query.from_user), self._office
        pressed = await asyncio.to_thread(
            self._questions.dispute, message.chat.id, token, author, office.now(), office.today()
        )
        if pressed is Pressed.GONE:
            await acknowledge(query, texts.GONE, alert=True)
            return
        await acknowledge(query, texts.THANKS if pressed is Pressed.DONE else texts.ALREADY_NOTED)
        await self._show(query, message, token, disputed=True)
        if pressed is Pressed.DONE:
            place = place_of(message)
            await self._wait_for_reply(
                context, place, query.from_user, texts.correction_wanted(MINUTES), texts.PLACEHOLDER, token
            )

    async def _take_back(self, query: CallbackQuery, message: MaybeInaccessibleMessage, token: str) -> None:
        pressed = await asyncio.to_thread(
            self._questions.withdraw,
            message.chat.id,
            token,
            author_of(query.from_user),
            self._office.now(),
            anybodys=self._rights.is_administrator(query.from_user),
        )
        notice = {
            Pressed.DONE: texts.TAKEN_BACK,
            Pressed.BEFORE: texts.NOTHING_TO_TAKE_BACK,
            Pressed.OTHERS: texts.OTHERS,
            Pressed.GONE: texts.GONE,
        }[pressed]
        await acknowledge(query, notice, alert=pressed in (Pressed.OTHERS, Pressed.GONE))
        if pressed in (Pressed.DONE, Pressed.BEFORE):
            await self._show(query, message, token, disputed=False)

    async def _show(
        self, query: CallbackQuery, message: MaybeInaccessibleMessage, token: str, *, disputed: bool
    ) -> None:
        """Turn the button into the one that does the contrary, in the chat and for when a page is turned."""
        old = f"c:{'w' if disputed else 'u'}:{token}"
        label = texts.BUTTON_TAKE_BACK if disputed else texts.BUTTON_WRONG
        new = (label, f"c:{'u' if disputed else 'w'}:{token}")
        screen = self._assistant.memory.chat(message.chat.id).screens.find(token)
        if screen:
            screen.opinion = tuple(new if data == old else (words, data) for words, data in screen.opinion)
        markup = message.reply_markup if isinstance(message, Message) else None
        if markup is None or query.data != old:
            return
        rows = [
            [InlineKeyboardButton(new[0], callback_data=new[1]) if b.callback_data == old else b for b in row]
            for row in markup.inline_keyboard
        ]
        with contextlib.suppress(BadRequest, NetworkError):  # it is noted, whatever the button shows
            await query.edit_message_reply_markup(InlineKeyboardMarkup(rows))

    # ── replies ────────────────────────────────────────────────────────────────────────────────────────────

    async def _wait_for_reply(
        self,
        context: ContextTypes.DEFAULT_TYPE,
        place: Place,
        user: User | None,
        text: str,
        placeholder: str,
        token: str,
    ) -> None:
        until = self._office.now() + timedelta(minutes=MINUTES)
        message_id = await ask_for_reply(self._assistant, context.bot, place, user, text, placeholder)
        self._prompts.put((place.chat_id, message_id), Prompt(token, until))

    def find_prompt(self, message: Message) -> Prompt | None:
        """What a message replies to, where that waits for a reply."""
        replied = message.reply_to_message
        return self._prompts.find((message.chat.id, replied.message_id)) if replied else None

    async def take_reply(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Keep a correction or a suggestion; the last one counts."""
        message = cast(Message, update.effective_message)
        prompt = self.find_prompt(message)
        words = squeeze(message.text or "")
        if prompt is None or self._office.now() > prompt.until:
            text = texts.TOO_LATE
        elif not prompt.token:
            text = await self._suggest(message.chat.id, words)
        elif await asyncio.to_thread(self._questions.correct, message.chat.id, prompt.token, words):
            text = texts.CORRECTION_KEPT
        else:
            text = texts.CORRECTION_GONE
        await self._assistant.show(context.bot, find_place(message), Screen(render_notice(text)))

    async def suggest(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/gopy: with words, or asking for them."""
        message = cast(Message, update.effective_message)
        place, words = find_place(message), squeeze(" ".join(context.args or ()))
        if words:
            text = await self._suggest(place.chat_id, words)
            await self._assistant.show(context.bot, place, Screen(render_notice(text)))
        else:
            text = texts.suggestion_wanted(MINUTES)
            await self._wait_for_reply(context, place, None, text, texts.SUGGESTION_PLACEHOLDER, "")

    async def _suggest(self, chat_id: int, words: str) -> str:
        await asyncio.to_thread(self._questions.suggest, chat_id, self._office.today(), words)
        return texts.SUGGESTION_KEPT


class HoldsReply(filters.MessageFilter):
    """Messages that reply to one of those prompts, were it forgotten."""

    def __init__(self, feedback: Feedback) -> None:
        super().__init__("HoldsReply")
        self._feedback = feedback

    def filter(self, message: Message) -> bool:
        """Whether a message is one."""
        return bool(message.text) and (
            self._feedback.find_prompt(message) is not None or answers_wish(message, *_WISHES)
        )
