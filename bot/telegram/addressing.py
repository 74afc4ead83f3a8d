"""Whom a message is for: pure functions over Telegram's messages.

In a group the bot hears more than is meant for it (everything, where privacy mode is off or it is an
administrator), so each message is judged here, whatever Telegram's privacy mode lets through.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from telegram import Message, MessageEntity, User

from bot.texts import general as texts

_COMMANDS = frozenset(texts.COMMANDS | texts.PRIVATE_COMMANDS | texts.ADMINISTRATORS_COMMANDS)


class Place(NamedTuple):
    """Where a message goes: the chat, its topic, and the message it answers; 0 where it answers none."""

    chat_id: int
    thread_id: int | None
    reply_to: int


def find_place(message: Message) -> Place:
    """Where to answer a message.

    `message_thread_id` alone does not make a topic: replies in ordinary groups and in the General topic carry
    one too, and Telegram refuses a message sent there.
    """
    thread_id = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat.id, thread_id, message.message_id)


def is_from_person(message: Message) -> bool:
    """Whether a person wrote a message: not another bot, not an inline bot's result, not a channel's post.

    An anonymous administrator speaks for the group through an account that Telegram marks as a bot.
    """
    if message.via_bot is not None or message.is_automatic_forward or message.from_user is None:
        return False
    return not message.from_user.is_bot or message.sender_chat is not None


def find_speaker(message: Message) -> int:
    """The id of who speaks: the person, or the group or channel a person speaks for."""
    if message.sender_chat is not None:
        return message.sender_chat.id
    return message.from_user.id if message.from_user else 0


def find_replied(message: Message) -> int | None:
    """The id of the message that a message replies to."""
    return message.reply_to_message.message_id if message.reply_to_message else None


def find_command(message: Message, me: User) -> str | None:
    """The command a message begins with, lower case: "hoi". "" where it is another bot's, None where none."""
    first = message.entities[0] if message.entities else None
    if not message.text or first is None or first.type != MessageEntity.BOT_COMMAND or first.offset:
        return None
    name, _, bot = message.text[1 : first.length].lower().partition("@")
    return "" if bot and bot != str(me.username).lower() else name


def find_question(message: Message, me: User) -> str | None:
    """The question a message puts to the bot, without mention and command.

    None: the message is not a question to it. Empty: it is addressed, but says nothing more.
    """
    if not message.text:
        return None
    command = find_command(message, me)
    if command == "hoi":
        return _without_mention(message.text[message.entities[0].length :], me)
    if command is not None:
        return None
    if message.chat.type == message.chat.PRIVATE or _is_mentioned(message, me) or _is_answered(message, me):
        return _without_mention(message.text, me)
    return None


def is_addressed(message: Message, me: User) -> bool:
    """Whether a message is meant for the bot: all in private, else a command it has, or a question to it."""
    if message.chat.type == message.chat.PRIVATE:
        return True
    command = find_command(message, me)
    if command is not None:
        return command in _COMMANDS
    return find_question(message, me) is not None


def _is_mentioned(message: Message, me: User) -> bool:
    name = f"@{me.username}".lower()
    mentions = message.parse_entities([MessageEntity.MENTION, MessageEntity.TEXT_MENTION])
    return any(
        text.lower() == name or (entity.user is not None and entity.user.id == me.id)
        for entity, text in mentions.items()
    )


def _is_answered(message: Message, me: User) -> bool:
    """Whether a message replies to one of the bot's own.

    Every message of a topic replies to the service message that created it: where the bot created the
    topic, that is nobody speaking to the bot.
    """
    replied = message.reply_to_message
    if replied is None or replied.from_user is None or replied.forum_topic_created is not None:
        return False
    return replied.from_user.id == me.id


def _without_mention(text: str, me: User) -> str:
    without = re.sub(rf"@{re.escape(str(me.username))}\b", " ", text, flags=re.IGNORECASE)
    return re.sub(r"[ \t]+", " ", without).strip(" \t\n,:;")
