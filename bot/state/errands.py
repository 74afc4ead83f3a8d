"""Messages that show a change under way: what a start finds here, the program before it left undecided."""

from __future__ import annotations

from typing import NamedTuple

from bot.state.database import State


class Shown(NamedTuple):
    """A message of the bot's."""

    chat_id: int
    message_id: int


class ShownErrands:
    """The table of them."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, shown: Shown) -> None:
        """A change is shown there from now on."""
        with self._state.transaction() as db:
            db.execute("INSERT OR IGNORE INTO errands VALUES (?, ?)", shown)

    def remove(self, shown: Shown) -> None:
        """It has been decided, one way or another."""
        with self._state.transaction() as db:
            db.execute("DELETE FROM errands WHERE chat_id = ? AND message_id = ?", shown)

    def of_all(self) -> list[Shown]:
        """All of them."""
        with self._state.transaction() as db:
            return [Shown(*row) for row in db.execute("SELECT chat_id, message_id FROM errands")]
