"""Messages the bot sends of its own accord, and what they remind of: nothing twice, nothing lost.

A message is written down before it is sent, together with the keys of what it reminds of, and marked when
Telegram has confirmed it. Where the program dies in between, the message is of unknown fate: the next start
looks for it in the chat, and either confirms it or takes it back, keys and all, so that what it said falls
due again.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from bot.state.database import State
from bot.state.follows import Spot, as_utc


class ReminderKey(NamedTuple):
    """What is reminded of once: a row's deadline so many days before, or a week (no row, "week")."""

    row_key: str
    day: dt.date
    kind: str


class Outgoing(NamedTuple):
    """A message written down. `screen`: its pages and buttons, as JSON values."""

    id: int
    spot: Spot
    token: str
    screen: dict[str, Any]
    after_id: int


class Outbox:
    """The tables of messages and reminders."""

    def __init__(self, state: State) -> None:
        self._state = state

    def reminded(self, spot: Spot, since: dt.date) -> frozenset[ReminderKey]:
        """What a spot has been reminded of, of deadlines and weeks from a day on."""
        with self._state.transaction() as db:
            rows = db.execute(
                "SELECT row_key, day, kind FROM reminders WHERE chat_id = ? AND thread_id = ? AND day >= ?",
                (*spot, since.isoformat()),
            ).fetchall()
        return frozenset(ReminderKey(row[0], dt.date.fromisoformat(row[1]), row[2]) for row in rows)

    def write(
        self,
        spot: Spot,
        token: str,
        screen: dict[str, Any],
        keys: Iterable[ReminderKey],
        after_id: int,
        now: dt.datetime,
    ) -> Outgoing:
        """Write a message down before it is sent; `sqlite3.IntegrityError` where a key was used before."""
        with self._state.transaction() as db:
            number = db.execute(
                "INSERT INTO messages (chat_id, thread_id, token, screen, after_id, state, made)"
                " VALUES (?, ?, ?, ?, ?, 'sending', ?)",
                (*spot, token, json.dumps(screen, ensure_ascii=False), after_id, as_utc(now)),
            ).lastrowid
            db.executemany(
                "INSERT INTO reminders VALUES (?, ?, ?, ?, ?, ?)",
                [(*spot, key.row_key, key.day.isoformat(), key.kind, number) for key in keys],
            )
        return Outgoing(int(number or 0), spot, token, screen, after_id)

    def confirm(self, number: int, message_id: int) -> None:
        """The message stands in the chat."""
        with self._state.transaction() as db:
            db.execute(
                "UPDATE messages SET state = 'sent', message_id = ? WHERE id = ?", (message_id, number)
            )
            chat_id = db.execute("SELECT chat_id FROM messages WHERE id = ?", (number,)).fetchone()
            _see(db, chat_id[0], message_id)

    def refuse(self, number: int) -> None:
        """Telegram does not take the message, now or later; what it reminds of is not tried again."""
        with self._state.transaction() as db:
            db.execute("UPDATE messages SET state = 'refused' WHERE id = ?", (number,))

    def take_back(self, number: int) -> None:
        """The message was not sent: what it reminds of falls due again."""
        with self._state.transaction() as db:
            db.execute("DELETE FROM messages WHERE id = ? AND state = 'sending'", (number,))

    def unknown(self) -> list[Outgoing]:
        """The messages whose fate is unknown, oldest first."""
        with self._state.transaction() as db:
            rows = db.execute("SELECT * FROM messages WHERE state = 'sending' ORDER BY id").fetchall()
        return [_outgoing(row) for row in rows]

    def find(self, chat_id: int, token: str) -> Outgoing | None:
        """The message of that chat that its buttons name so."""
        with self._state.transaction() as db:
            row = db.execute(
                "SELECT * FROM messages WHERE chat_id = ? AND token = ?", (chat_id, token)
            ).fetchone()
        return _outgoing(row) if row else None

    def newest(self, chat_id: int) -> int:
        """The highest id of a message known in a chat; of a private one, in all of them, which share ids."""
        with self._state.transaction() as db:
            row = db.execute(
                "SELECT MAX(message_id) FROM newest WHERE chat_id = ?1 OR (?1 > 0 AND chat_id > 0)",
                (chat_id,),
            ).fetchone()
        return int(row[0] or 0)

    def see(self, chat_id: int, message_id: int) -> None:
        """A message with this id is in the chat."""
        with self._state.transaction() as db:
            _see(db, chat_id, message_id)

    def forget(self, before: dt.datetime) -> None:
        """Delete what was sent long ago; its reminders' deadlines are long past."""
        with self._state.transaction() as db:
            db.execute("DELETE FROM messages WHERE state <> 'sending' AND made < ?", (as_utc(before),))


def _see(db: sqlite3.Connection, chat_id: int, message_id: int) -> None:
    db.execute(
        "INSERT INTO newest VALUES (?, ?) ON CONFLICT DO UPDATE"
        " SET message_id = MAX(message_id, excluded.message_id)",
        (chat_id, message_id),
    )


def _outgoing(row: sqlite3.Row) -> Outgoing:
    return Outgoing(
        row["id"],
        Spot(row["chat_id"], row["thread_id"]),
        row["token"],
        json.loads(row["screen"]),
        row["after_id"],
    )
