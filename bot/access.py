"""The port of rights: who may use the bot, from the settings and from what administrators have decided.

What is asked of every update is kept in memory; the state is read again where it has changed. The other
methods block for a moment: a channel calls them off its event loop.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator

from bot.clock import Clock
from bot.settings import AccessMode, TelegramSettings
from bot.state.access import Grant, Grants, Request
from bot.state.database import State
from bot.state.follows import Follows
from bot.state.journal import Author


class Access:
    """Who may use the bot; without a state those of the settings alone."""

    def __init__(self, settings: TelegramSettings, state: State | None, now: Clock) -> None:
        self.settings = settings
        self.now = now
        self.grants = Grants(state) if state else None
        self._follows = Follows(state) if state else None
        self._granted: frozenset[int] = frozenset()
        self._former: dict[int, int] = {}  # a group's former id → today's
        self._reading = threading.Lock()
        self.refresh()

    @property
    def pairing(self) -> bool:
        """Whether those who may not use it can ask to, and somebody can decide."""
        mode = self.settings.access_mode
        return mode is AccessMode.PAIRING and self.grants is not None and bool(self.administrators)

    @property
    def administrators(self) -> tuple[int, ...]:
        """People, in a fixed order."""
        return tuple(sorted(number for number in self.settings.admins if number > 0))

    def is_administrator(self, user_id: int) -> bool:
        """Whether a person is an administrator; a group or channel that somebody speaks for never is."""
        return user_id > 0 and user_id in self.settings.admins

    def may_use(self, chat_id: int, speaker_id: int) -> bool:
        """Everyone where it is open; else everyone in an allowed group, and an allowed person anywhere."""
        if self.settings.access_mode is AccessMode.OPEN or speaker_id in self.settings.admins:
            return True
        return self.is_allowed(chat_id) or self.is_allowed(speaker_id)

    def may_hear(self, chat_id: int, followers: Collection[int]) -> bool:
        """Whether a chat may be told of its own accord what these people had asked to be told there."""
        return any(self.may_use(chat_id, person) for person in (chat_id, *followers))

    def is_allowed(self, subject_id: int) -> bool:
        """Whether a person or group is listed, by its former id too, or has been approved."""
        if self.is_listed(subject_id):
            return True
        return self.settings.access_mode is AccessMode.PAIRING and subject_id in self._granted

    def is_listed(self, subject_id: int) -> bool:
        """Whether the settings list a person or group: what cannot be taken back in a chat."""
        listed = self.settings.chats
        return subject_id in listed or any(former in listed for former in self._formers(subject_id))

    def refresh(self) -> None:
        """Read what administrators have decided."""
        if self.grants:
            with self._reading:  # else what was read before another's withdrawal could be kept after it
                self._granted = frozenset(grant.subject.id for grant in self.grants.all())
                self._former = dict(self.grants.moved())

    def decide(
        self, request_id: int, *, approve: bool, author: Author, has_right: bool = False
    ) -> tuple[Request, bool] | None:
        """Decide a request (`Grants.decide`); in force at once."""
        if self.grants is None:
            return None
        decided = self.grants.decide(
            request_id, approve=approve, author=author, now=self.now(), has_right=has_right
        )
        self.refresh()
        return decided

    def withdraw(self, subject_id: int, author: Author) -> Grant | None:
        """Take a right back (`Grants.withdraw`); in force at once."""
        grant = self.grants.withdraw(subject_id, author, self.now()) if self.grants else None
        self.refresh()
        return grant

    def move(self, old: int, new: int) -> None:
        """A group has a new id: its rights and all that is kept for it go with it."""
        if self._follows:
            self._follows.move(old, new)
        self.refresh()

    def _formers(self, chat_id: int) -> Iterator[int]:
        return (former for former, today in self._former.items() if today == chat_id)
