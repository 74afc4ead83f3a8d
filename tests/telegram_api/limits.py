"""What the Bot API's documentation says in words only: lengths and combinations."""

from __future__ import annotations

import re

from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerInlineQuery,
    GetUpdates,
    SendChatAction,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import InlineKeyboardMarkup, InlineQueryResultArticle
from telegram.constants import (
    BotCommandLimit,
    BotDescriptionLimit,
    CallbackQueryLimit,
    ChatAction,
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    InlineQueryLimit,
    InlineQueryResultLimit,
    InlineQueryResultsButtonLimit,
    PollingLimit,
    UpdateType,
)

from tests.telegram_api.errors import Violation


def check_limits(request: TelegramMethod) -> None:
    """Refuse what is too long, too many, or makes no sense."""
    markup = getattr(request, "reply_markup", None)
    if isinstance(markup, InlineKeyboardMarkup):
        _check_keyboard(markup)
    if isinstance(request, GetUpdates):
        _require(PollingLimit.MIN_LIMIT <= (request.limit or 100) <= PollingLimit.MAX_LIMIT, "limit")
        _require(0 <= (request.timeout or 0) <= 50, "timeout")
        _require(set(request.allowed_updates or ()) <= set(UpdateType), "allowed_updates")
    elif isinstance(request, AnswerCallbackQuery):
        longest = CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH
        _require(len(request.text or "") <= longest, "MESSAGE_TOO_LONG")
    elif isinstance(request, AnswerInlineQuery):
        _check_results(request)
    elif isinstance(request, SendChatAction):
        _require(request.action in set(ChatAction), "wrong parameter action in request")
    elif isinstance(request, SetMyCommands):
        _check_commands(request)
    elif isinstance(request, SetMyDescription):
        _require(len(request.description or "") <= BotDescriptionLimit.MAX_DESCRIPTION_LENGTH, "description")
    elif isinstance(request, SetMyShortDescription):
        longest = BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH
        _require(len(request.short_description or "") <= longest, "short description")


def _check_keyboard(markup: InlineKeyboardMarkup) -> None:
    buttons = [button for row in markup.inline_keyboard for button in row]
    _require(0 < len(buttons) <= InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER, "number of buttons")
    for row in markup.inline_keyboard:
        _require(0 < len(row) <= InlineKeyboardMarkupLimit.BUTTONS_PER_ROW, "number of buttons in a row")
    for button in buttons:
        _require(bool(button.text.strip()), "button text is empty")
        kinds = button.model_dump(exclude_none=True, exclude={"text", "style", "icon_custom_emoji_id"})
        _require(len(kinds) == 1, "a button does exactly one thing")
        if button.callback_data is not None:
            least, most = (
                InlineKeyboardButtonLimit.MIN_CALLBACK_DATA,
                InlineKeyboardButtonLimit.MAX_CALLBACK_DATA,
            )
            _require(least <= len(button.callback_data.encode()) <= most, "BUTTON_DATA_INVALID")


def _check_results(request: AnswerInlineQuery) -> None:
    _require(len(request.results) <= InlineQueryLimit.RESULTS, "RESULTS_TOO_MUCH")
    _require(len(request.next_offset or "") <= InlineQueryLimit.MAX_OFFSET_LENGTH, "NEXT_OFFSET_INVALID")
    _require((request.cache_time or 0) >= 0, "cache_time")
    ids = [result.id for result in request.results]
    _require(len(set(ids)) == len(ids), "RESULT_ID_DUPLICATE")
    for result in request.results:
        least, most = InlineQueryResultLimit.MIN_ID_LENGTH, InlineQueryResultLimit.MAX_ID_LENGTH
        _require(least <= len(result.id.encode()) <= most, "RESULT_ID_INVALID")
        if not isinstance(result, InlineQueryResultArticle):
            raise Violation("this bot answers with articles")
        _require(bool(result.title.strip()), "ARTICLE_TITLE_EMPTY")
        if result.reply_markup is not None:
            _check_keyboard(result.reply_markup)
    if request.button is not None:
        start = request.button.start_parameter or ""
        _require(bool(request.button.text.strip()), "button text is empty")
        least, most = (
            InlineQueryResultsButtonLimit.MIN_START_PARAMETER_LENGTH,
            InlineQueryResultsButtonLimit.MAX_START_PARAMETER_LENGTH,
        )
        _require(least <= len(start) <= most, "START_PARAM_INVALID")
        _require(re.fullmatch(r"[\w-]+", start, re.ASCII) is not None, "START_PARAM_INVALID")


def _check_commands(request: SetMyCommands) -> None:
    _require(len(request.commands) <= BotCommandLimit.MAX_COMMAND_NUMBER, "BOT_COMMANDS_TOO_MUCH")
    for command in request.commands:
        allowed = (
            command.command.isascii()
            and command.command.replace("_", "a").isalnum()
            and command.command.islower()
        )
        length = len(command.command)
        _require(allowed and 0 < length <= BotCommandLimit.MAX_COMMAND, "BOT_COMMAND_INVALID")
        _require(
            0 < len(command.description) <= BotCommandLimit.MAX_DESCRIPTION, "BOT_COMMAND_DESCRIPTION_INVALID"
        )


def _require(condition: bool, what: str) -> None:
    if not condition:
        raise Violation(what)
