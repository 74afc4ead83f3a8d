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
    ADMINISTER = "administer"  # see and decide who may use the bot, see what was asked


class Rights:
    """The rules. Whoever may ask may follow and note in the same chat, unless a setting says otherwise.

    The corpus is changed by administrators alone, each in their private chat; and there alone is shown what
    has names, or what others have asked.
    """

    def __init__(self, settings: TelegramSettings) -> None:
        self._settings = settings

    def may(self, user: User | None, action: Action, chat: Chat) -> bool:
        """Whether a person may do something in a chat; the gate has let them in already."""
        if action in (Action.CHANGE, Action.ADMINISTER):
            return self.is_administrator(user) and chat.type == Chat.PRIVATE
        return self._settings.marks if action is Action.MARK else True

    def is_administrator(self, user: User | None) -> bool:
        """A person the settings list. Never the account through which a group or a channel speaks."""
        return user is not None and not user.is_bot and user.id in self._settings.admins
