"""A wish for somebody's own words: a message that opens the field for a reply to it.

The reply is one to a message of the bot's, which groups let through with privacy mode on.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape

from telegram import Bot, Message, User

from bot.render import render_notice
from bot.telegram.addressing import Place
from bot.telegram.assistant import Assistant
from bot.telegram.memory import Screen


async def ask_for_reply(
    assistant: Assistant, bot: Bot, place: Place, user: User | None, text: str, placeholder: str
) -> int:
    """Ask, with `placeholder` in the field; returns the message's id.

    `user`: in a group the field is opened for that person alone, who is named; None: for whom it answers.
    """
    screen = Screen(render_notice(text), reply_wanted=placeholder)
    if place.chat_id < 0 and user and not user.is_bot:
        name = escape(user.full_name, quote=False)
        mention = f"@{user.username}" if user.username else f'<a href="tg://user?id={user.id}">{name}</a>'
        screen = replace(screen, pages=(f"{mention}\n{screen.pages[0]}",))
    return await assistant.show(bot, place, screen)


def answers_wish(message: Message, *wishes: str) -> bool:
    """Whether a message replies to a bot's message with one of these wishes, remembered or not.

    After a restart its reply would be taken for a question.
    """
    replied = message.reply_to_message
    if replied is None or replied.from_user is None or not replied.from_user.is_bot:
        return False
    return any(wish in (replied.text or "") for wish in wishes)
