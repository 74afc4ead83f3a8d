"""What the bot does with each kind of update. `add_handlers` holds the whole table."""

from __future__ import annotations

import logging
import re
from typing import Any, cast

from telegram import Message, Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import (
    Application,
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.access import Access
from bot.administration import Administration
from bot.clock import local_clock
from bot.faults import log_fault
from bot.office import Office
from bot.reading.shelf import Reading
from bot.render import render_notice
from bot.settings import AccessMode, TelegramSettings
from bot.telegram import admission as admission_room
from bot.telegram import due, follow, reading_buttons
from bot.telegram import feedback as feedback_room
from bot.telegram import marking as marking_room
from bot.telegram import roster as roster_room
from bot.telegram import statistics as statistics_room
from bot.telegram.addressing import find_place, find_question, find_replied, find_speaker
from bot.telegram.administrators import compose_administrator_handlers
from bot.telegram.admission import Admission
from bot.telegram.assistant import Assistant
from bot.telegram.buttons import Buttons
from bot.telegram.due import DueLists
from bot.telegram.feedback import Feedback, HoldsReply
from bot.telegram.follow import Following
from bot.telegram.gate import Gate
from bot.telegram.inline import START, Inline
from bot.telegram.marking import HoldsNote, Marking
from bot.telegram.memory import Screen
from bot.telegram.reader import Reader
from bot.telegram.rights import Action, Rights
from bot.telegram.roster import Roster
from bot.telegram.statistics import StatisticsRoom
from bot.telegram.tasks import Tasks
from bot.texts import general as texts

Context = ContextTypes.DEFAULT_TYPE

_NEW = filters.UpdateType.MESSAGE
_EDITED = filters.UpdateType.EDITED_MESSAGE
_PRIVATE = filters.ChatType.PRIVATE
_FROM_INLINE = _NEW & _PRIVATE & filters.Regex(rf"^/start {START}$")  # the button above results in any chat

_logger = logging.getLogger(__name__)


def add_handlers(
    application: Application[Any, Any, Any, Any, Any, Any],
    assistant: Assistant,
    settings: TelegramSettings,
    office: Office | None = None,
    reading: Reading | None = None,
    administration: Administration | None = None,
    *,
    access: Access | None = None,
    statistics: StatisticsRoom | None = None,
) -> None:
    """The table: which update goes where. The first that fits takes it."""
    rights = Rights(settings)
    messages = Messages(assistant, rights if administration else None)
    access = access or Access(settings, None, local_clock())
    admission = Admission(access, assistant)
    admission.start(application)
    application.add_handler(TypeHandler(Update, Gate(assistant, access, admission).check), group=-1)
    application.add_handlers(_compose_access_handlers(access, assistant, admission))
    if office and statistics:
        feedback = Feedback(office, assistant, rights)
        application.add_handlers(_compose_feedback_handlers(feedback, statistics))
    if office:
        application.add_handlers(_compose_office_handlers(office, assistant, rights))
    if office and reading:
        inline = Inline(office, reading, personal=settings.access_mode is not AccessMode.OPEN)
        application.add_handler(InlineQueryHandler(inline.answer))
        application.add_handler(CommandHandler("start", messages.welcome, _FROM_INLINE))
        application.add_handlers(_compose_reading_handlers(office, reading, assistant))
    if administration:
        application.add_handlers(
            compose_administrator_handlers(application, administration, assistant, rights)
        )
    application.add_handlers(
        [
            CommandHandler("start", messages.welcome, _NEW),
            CommandHandler("help", messages.explain, _NEW),
            CommandHandler("vanban", messages.list_documents, _NEW),
            CommandHandler("hoi", messages.answer, _NEW),
            MessageHandler(_NEW & _PRIVATE & filters.COMMAND, messages.decline_command),
            MessageHandler(_NEW & filters.TEXT, messages.answer),
            MessageHandler(_NEW & _PRIVATE & ~filters.StatusUpdate.ALL, messages.decline_media),
            MessageHandler(_EDITED & filters.TEXT, messages.answer_edited),
            CallbackQueryHandler(Buttons(assistant).press),
        ]
    )
    application.add_error_handler(messages.apologise)


def _compose_access_handlers(
    access: Access, assistant: Assistant, admission: Admission
) -> list[BaseHandler[Any, Any, Any]]:
    """What has to do with who may use the bot."""
    roster = Roster(access, assistant, admission)
    handlers: list[BaseHandler[Any, Any, Any]] = [
        ChatMemberHandler(admission.joined, ChatMemberHandler.MY_CHAT_MEMBER),
        MessageHandler(filters.StatusUpdate.MIGRATE, admission.migrated),
        CallbackQueryHandler(admission.ask, re.compile(admission_room.ASK + r"\Z")),
        CallbackQueryHandler(admission.decide, re.compile(admission_room.PATTERN + r"\Z")),
        CallbackQueryHandler(roster.press, re.compile(roster_room.PATTERN + r"\Z")),
    ]
    if access.grants:  # without a state there is nothing to decide
        handlers.append(CommandHandler("quyen", roster.command, _NEW))
    return handlers


def _compose_feedback_handlers(
    feedback: Feedback, statistics: StatisticsRoom
) -> list[BaseHandler[Any, Any, Any]]:
    """What people say of answers, and what is made of it."""
    return [
        CommandHandler("gopy", feedback.suggest, _NEW),
        CommandHandler("thongke", statistics.command, _NEW),
        CallbackQueryHandler(feedback.press, re.compile(feedback_room.PATTERN + r"\Z")),
        CallbackQueryHandler(statistics.press, re.compile(statistics_room.PATTERN + r"\Z")),
        MessageHandler(_NEW & ~filters.COMMAND & HoldsReply(feedback), feedback.take_reply),
    ]


def _compose_office_handlers(
    office: Office, assistant: Assistant, rights: Rights
) -> list[BaseHandler[Any, Any, Any]]:
    """What has to do with deadlines."""
    due_lists = DueLists(office, assistant)
    following, marking = Following(office, assistant, rights), Marking(office, assistant, rights)
    return [
        CommandHandler("theodoi", following.command, _NEW),
        CommandHandler("hanxong", due_lists.list_due, _NEW | _EDITED),
        CommandHandler("xuat", due_lists.export, _NEW),
        CallbackQueryHandler(due_lists.press, re.compile(due.PATTERN + r"\Z")),
        CallbackQueryHandler(following.press, re.compile(follow.PATTERN + r"\Z")),
        CallbackQueryHandler(marking.press, re.compile(marking_room.PATTERN + r"\Z")),
        MessageHandler(_NEW & ~filters.COMMAND & HoldsNote(assistant.memory), marking.take_note),
    ]


def _compose_reading_handlers(
    office: Office, reading: Reading, assistant: Assistant
) -> list[BaseHandler[Any, Any, Any]]:
    """Links to places of plans, reading on from there, and the lists of tasks and agencies."""
    reader = Reader(office, reading, assistant)
    tasks = Tasks(office, reading, assistant, DueLists(office, assistant))
    return [
        CommandHandler("start", reader.open, _NEW & _PRIVATE, has_args=True),
        CommandHandler("nhiemvu", tasks.list_tasks, _NEW | _EDITED),
        CommandHandler("coquan", tasks.list_agencies, _NEW | _EDITED),
        CallbackQueryHandler(reader.press, re.compile(reading_buttons.PATTERN + r"\Z")),
    ]


class Messages:
    """Handles messages; behind the gate, so there is one, and a person wrote it."""

    def __init__(self, assistant: Assistant, rights: Rights | None = None) -> None:
        """`rights`: whom to tell of what administrators do; None where there is nothing for them to do."""
        self._assistant = assistant
        self._rights = rights

    async def welcome(self, update: Update, context: Context) -> None:
        """/start."""
        await self._say(texts.WELCOME, update, context)

    async def explain(self, update: Update, context: Context) -> None:
        """/help; administrators in private read what is theirs, too."""
        message, rights = _message(update), self._rights
        theirs = rights is not None and rights.may(message.from_user, Action.CHANGE, message.chat)
        text = f"{texts.HELP}\n\n{texts.HELP_FOR_ADMINISTRATORS}" if theirs else texts.HELP
        await self._say(text, update, context)

    async def list_documents(self, update: Update, context: Context) -> None:
        """/vanban."""
        await self._assistant.show_documents(context.bot, find_place(_message(update)))

    async def answer(self, update: Update, context: Context) -> None:
        """A question, however it is put: /hoi, a private message, a mention, a reply. Else silence."""
        message = _message(update)
        question = find_question(message, context.bot.bot)
        if question is not None:
            place, speaker = find_place(message), find_speaker(message)
            await self._assistant.answer(context.bot, question, place, speaker, find_replied(message))

    async def answer_edited(self, update: Update, context: Context) -> None:
        """A question changed after it was sent; one that is none any more keeps its answer."""
        message = _message(update)
        question = find_question(message, context.bot.bot)
        if question:
            place, speaker = find_place(message), find_speaker(message)
            about = find_replied(message)
            await self._assistant.answer_edited(context.bot, question, place, speaker, about)

    async def decline_command(self, update: Update, context: Context) -> None:
        """A command there is not."""
        await self._say(texts.UNKNOWN_COMMAND, update, context)

    async def decline_media(self, update: Update, context: Context) -> None:
        """A picture, a voice message, a file."""
        await self._say(texts.ONLY_TEXT, update, context)

    async def apologise(self, update: object, context: Context) -> None:
        """Log what went wrong in a handler; say sorry where a message can still be sent."""
        error = context.error
        if isinstance(error, TelegramError):  # in Telegram's own words
            _logger.error(texts.LOG_NOT_SENT, error)
            if not isinstance(error, BadRequest):
                return
        log_fault(_logger, error, texts.LOG_HANDLER_FAILED)
        if isinstance(update, Update) and isinstance(update.effective_message, Message):
            await self._say(texts.APOLOGY, update, context)

    async def _say(self, text: str, update: Update, context: Context) -> None:
        screen = Screen(render_notice(text))
        await self._assistant.show(context.bot, find_place(_message(update)), screen)


def _message(update: Update) -> Message:
    return cast(Message, update.effective_message)
