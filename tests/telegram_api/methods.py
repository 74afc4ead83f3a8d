"""What each method of the Bot API does to the world: those the bot uses, with Telegram's own refusals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerInlineQuery,
    DeleteWebhook,
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    GetFile,
    GetMe,
    GetMyDescription,
    GetMyShortDescription,
    SendChatAction,
    SendDocument,
    SendMessage,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import BotCommandScopeChat, ForceReply, InlineKeyboardMarkup, InputTextMessageContent

from tests.telegram_api.errors import Refused, Violation
from tests.telegram_api.markup import Formatted, parse_html
from tests.telegram_api.schema import as_json
from tests.telegram_api.world import Chat, Json, Result, World


def perform(world: World, request: TelegramMethod[Any]) -> Any:
    """Do what a checked request asks for; returns the "result" of the answer."""
    method = _METHODS.get(type(request))
    if method is None:
        raise Violation(f"{request.__api_method__}: a real method, but not played here")
    return method(world, request)


def _get_me(world: World, request: GetMe) -> Json:
    return world.me


def _delete_webhook(world: World, request: DeleteWebhook) -> bool:
    return True


def _set_my_commands(world: World, request: SetMyCommands) -> bool:
    scope = request.scope.type if request.scope else "default"
    if isinstance(request.scope, BotCommandScopeChat):
        scope = f"chat {_find_chat(world, request.scope.chat_id).id}"
    if request.language_code:
        scope += f" {request.language_code}"
    world.menus[scope] = [as_json(command) for command in request.commands]
    return True


def _get_my_description(world: World, request: GetMyDescription) -> Json:
    return {"description": world.description}


def _set_my_description(world: World, request: SetMyDescription) -> bool:
    world.description = request.description or ""
    return True


def _get_my_short_description(world: World, request: GetMyShortDescription) -> Json:
    return {"short_description": world.short_description}


def _set_my_short_description(world: World, request: SetMyShortDescription) -> bool:
    world.short_description = request.short_description or ""
    return True


def _set_chat_menu_button(world: World, request: SetChatMenuButton) -> bool:
    if request.chat_id is not None:
        raise Violation("this bot has one menu button for all chats")
    world.menu_button = {"type": request.menu_button.type if request.menu_button else "default"}
    return True


def _send_message(world: World, request: SendMessage) -> Json:
    chat = _find_chat(world, request.chat_id)
    _check_thread(chat, request.message_thread_id)
    reply_to = _find_replied(chat, request)
    message = world.post(chat, _content(request), request.message_thread_id, reply_to, _markup(request))
    if isinstance(request.reply_markup, ForceReply):
        chat.fields[message["message_id"]] = as_json(request.reply_markup)
    return message


def _edit_message_text(world: World, request: EditMessageText) -> Json:
    if request.chat_id is None or request.message_id is None:
        raise Violation("message identifier is not specified")
    return world.change(
        _find_chat(world, request.chat_id), request.message_id, _content(request), _markup(request)
    )


def _edit_message_reply_markup(world: World, request: EditMessageReplyMarkup) -> Json:
    chat, message_id = _find_edited(world, request)
    return world.change_markup(chat, message_id, _markup(request))


def _send_document(world: World, request: SendDocument) -> Json:
    """The file itself is kept by the server; here its name is known."""
    chat = _find_chat(world, request.chat_id)
    _check_thread(chat, request.message_thread_id)
    reply_to = _find_replied(chat, request)
    caption = Formatted(request.caption or "", [])
    return world.post_document(chat, caption, request.message_thread_id, reply_to, str(request.document))


def _edit_message_caption(world: World, request: EditMessageCaption) -> Json:
    chat, message_id = _find_edited(world, request)
    return world.change_caption(chat, message_id, request.caption or "")


def _get_file(world: World, request: GetFile) -> Json:
    upload = world.uploads.get(request.file_id)
    if upload is None:
        raise Violation("invalid file_id")
    if upload.path is None:
        raise Refused(400, "Bad Request: file is too big")
    named = {"file_id": request.file_id, "file_unique_id": request.file_id}
    return named | {"file_size": len(upload.content), "file_path": upload.path}


def _send_chat_action(world: World, request: SendChatAction) -> bool:
    _check_thread(_find_chat(world, request.chat_id), request.message_thread_id)
    return True


def _answer_callback_query(world: World, request: AnswerCallbackQuery) -> bool:
    press = world.presses.get(request.callback_query_id)
    if press is None or press.answered:
        raise Refused(
            400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )
    press.answered, press.notice, press.alert = True, request.text, bool(request.show_alert)
    return True


def _answer_inline_query(world: World, request: AnswerInlineQuery) -> bool:
    """Each result is kept as the message it becomes where it is chosen."""
    typed = world.queries.get(request.inline_query_id)
    if typed is None or typed.answered:
        raise Refused(
            400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )
    for result in request.results:
        content = result.input_message_content  # type: ignore[union-attr]
        if not isinstance(content, InputTextMessageContent) or content.parse_mode != "HTML":
            raise Violation("this bot sends HTML")
        message = parse_html(content.message_text)
        typed.results.append(Result(as_json(result), message.text, message.entities))
    typed.answered, typed.next_offset = True, request.next_offset or ""
    typed.button = as_json(request.button) if request.button else None
    typed.cache_time, typed.personal = request.cache_time, bool(request.is_personal)
    return True


_METHODS: dict[type, Callable[[World, Any], Any]] = {
    GetFile: _get_file,
    GetMe: _get_me,
    DeleteWebhook: _delete_webhook,
    SetMyCommands: _set_my_commands,
    GetMyDescription: _get_my_description,
    SetMyDescription: _set_my_description,
    GetMyShortDescription: _get_my_short_description,
    SetMyShortDescription: _set_my_short_description,
    SetChatMenuButton: _set_chat_menu_button,
    SendMessage: _send_message,
    EditMessageText: _edit_message_text,
    EditMessageReplyMarkup: _edit_message_reply_markup,
    EditMessageCaption: _edit_message_caption,
    SendDocument: _send_document,
    SendChatAction: _send_chat_action,
    AnswerCallbackQuery: _answer_callback_query,
    AnswerInlineQuery: _answer_inline_query,
}


def _find_chat(world: World, chat_id: int | str) -> Chat:
    chat = world.chats.get(chat_id) if isinstance(chat_id, int) else None
    if chat is None:
        raise Refused(400, "Bad Request: chat not found")
    if chat.moved_to:
        upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refused(400, upgraded, migrate_to_chat_id=chat.moved_to)
    if chat.closed:
        raise Refused(403, "Forbidden: bot was blocked by the user")
    return chat


def _find_edited(world: World, request: EditMessageReplyMarkup | EditMessageCaption) -> tuple[Chat, int]:
    if request.chat_id is None or request.message_id is None:
        raise Violation("message identifier is not specified")
    return _find_chat(world, request.chat_id), request.message_id


def _check_thread(chat: Chat, thread_id: int | None) -> None:
    """Only a forum has topics, and its General topic none that can be named."""
    if thread_id is not None and thread_id not in chat.topics:
        raise Violation("message thread not found")


def _find_replied(chat: Chat, request: SendMessage | SendDocument) -> int | None:
    if request.reply_parameters is None:
        return None
    replied = chat.messages.get(request.reply_parameters.message_id)
    if replied is None:
        if request.reply_parameters.allow_sending_without_reply is True:  # aiogram fills in a default
            return None
        raise Refused(400, "Bad Request: message to be replied not found")
    topic = replied.get("message_thread_id") if replied.get("is_topic_message") else None
    if topic != request.message_thread_id:
        raise Violation("the reply would go to another topic than the message it replies to")
    return int(replied["message_id"])


def _content(request: SendMessage | EditMessageText) -> Formatted:
    if request.parse_mode != "HTML" or request.text is None:
        raise Violation("this bot sends HTML")
    return parse_html(request.text)


def _markup(request: SendMessage | EditMessageText | EditMessageReplyMarkup) -> Json | None:
    markup = request.reply_markup
    return as_json(markup) if isinstance(markup, InlineKeyboardMarkup) else None
