"""Who may do what: asked where the thing is done, whatever menus and buttons have shown."""

from __future__ import annotations

from enum import StrEnum

from telegram import Chat, User

from bot.settings import TelegramSettings


class Action(StrEnum):
    """What somebody may want to do, beyond asking."""

    FOLLOW = "follow"  # follow something here, or stop it
    WISHES = "wishes"  # say when reminders come here
    MARK = "mark"  # note something of a task
    CHANGE = "change"  # change the corpus, and see who did


class Rights:
    """The rules. Whoever may ask may do all this in the same chat, unless a setting says otherwise.

    The corpus is changed by administrators alone, each in their private chat.
    """

    def __init__(self, settings: TelegramSettings) -> None:
        self._settings = settings

    def may(self, user: User | None, action: Action, chat: Chat) -> bool:
        """Whether a person may do something in a chat; the gate has let them in already."""
        if action is Action.CHANGE:
            return user is not None and user.id in self._settings.admins and chat.type == chat.PRIVATE
        return self._settings.marks if action is Action.MARK else True
