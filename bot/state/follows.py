"""What is followed, where, and when reminders are wished."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import Literal, NamedTuple

from bot.state.database import State
from bot.state.journal import Author, write_log

FollowKind = Literal["agency", "document", "task"]


class Spot(NamedTuple):
    """A chat, and its topic; 0 where it has none."""

    chat_id: int
    thread_id: int = 0


class Follow(NamedTuple):
    """Something followed. `target`: an agency's canonical name, a document's id, a row's key."""

    id: int
    spot: Spot
    kind: FollowKind
    target: str
    label: str
    since: dt.datetime  # aware


class Wishes(NamedTuple):
    """When a spot wants to be reminded: local time, and the day of the weekly digest (0: Monday)."""

    remind_at: dt.time = dt.time(7, 30)
    digest_on: int = 0


class Follows:
    """The tables of follows and of wishes."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add(
        self, spot: Spot, kind: FollowKind, target: str, label: str, author: Author, now: dt.datetime
    ) -> bool:
        """Follow something from now on; False where it is followed there already."""
        with self._state.transaction() as db:
            added = db.execute(
                "INSERT INTO follows (chat_id, thread_id, kind, target, label, by_id, by_name, since)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (*spot, kind, target, label, author.id, author.name, as_utc(now)),
            ).rowcount
            if added:
                write_log(db, now, spot.chat_id, author, "follow", f"{kind}: {label}")
        return bool(added)

    def stop(self, spot: Spot, follow_id: int, author: Author, now: dt.datetime) -> str | None:
        """Follow it no longer; returns its label, None where it is not followed in that chat."""
        with self._state.transaction() as db:
            row = db.execute(
                "DELETE FROM follows WHERE id = ? AND chat_id = ? AND thread_id = ? RETURNING label",
                (follow_id, *spot),
            ).fetchone()
            if row:
                write_log(db, now, spot.chat_id, author, "unfollow", row["label"])
        return str(row["label"]) if row else None

    def of(self, spot: Spot) -> list[Follow]:
        """What is followed in a spot, oldest first."""
        with self._state.transaction() as db:
            rows = db.execute(
                "SELECT * FROM follows WHERE chat_id = ? AND thread_id = ? ORDER BY id", spot
            ).fetchall()
        return [_follow(row) for row in rows]

    def spots(self) -> list[Spot]:
        """Every spot in which something is followed."""
        with self._state.transaction() as db:
            rows = db.execute("SELECT DISTINCT chat_id, thread_id FROM follows ORDER BY 1, 2").fetchall()
        return [Spot(*row) for row in rows]

    def wishes(self, spot: Spot) -> Wishes:
        """A spot's wishes, or the usual ones."""
        with self._state.transaction() as db:
            row = db.execute("SELECT * FROM places WHERE chat_id = ? AND thread_id = ?", spot).fetchone()
        return Wishes(dt.time.fromisoformat(row["remind_at"]), row["digest_on"]) if row else Wishes()

    def set_wishes(self, spot: Spot, wishes: Wishes, author: Author, now: dt.datetime) -> None:
        """Remember a spot's wishes."""
        values = (f"{wishes.remind_at:%H:%M}", wishes.digest_on)
        with self._state.transaction() as db:
            db.execute(
                "INSERT INTO places (chat_id, thread_id, remind_at, digest_on) VALUES (?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET remind_at = excluded.remind_at, digest_on = excluded.digest_on",
                (*spot, *values),
            )
            write_log(db, now, spot.chat_id, author, "wishes", f"{values[0]}, {wishes.digest_on}")

    def followers(self) -> dict[Spot, set[int]]:
        """Every spot in which something is followed, and by whose wish."""
        with self._state.transaction() as db:
            rows = db.execute("SELECT DISTINCT chat_id, thread_id, by_id FROM follows").fetchall()
        found: dict[Spot, set[int]] = {}
        for chat_id, thread_id, person in rows:
            found.setdefault(Spot(chat_id, thread_id), set()).add(person)
        return found

    def move(self, old: int, new: int) -> None:
        """A group has become a supergroup: everything kept for it goes with it.

        What the new one has already is not there twice, and nothing is left to be done in the old one.
        """
        with self._state.transaction() as db:
            for table in _tables_by_chat(db) - {"newest"}:  # whose ids are the old group's
                db.execute(f"UPDATE OR IGNORE {table} SET chat_id = ? WHERE chat_id = ?", (new, old))  # noqa: S608
                db.execute(f"DELETE FROM {table} WHERE chat_id = ?", (old,))  # noqa: S608
            db.execute("INSERT OR REPLACE INTO moved VALUES (?, ?)", (old, new))


def as_utc(moment: dt.datetime) -> str:
    """A moment as it is stored."""
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")


def _tables_by_chat(db: sqlite3.Connection) -> set[str]:
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {
        table
        for table in tables
        if any(column["name"] == "chat_id" for column in db.execute(f"PRAGMA table_info({table})"))
    }


def _follow(row: sqlite3.Row) -> Follow:
    return Follow(
        row["id"],
        Spot(row["chat_id"], row["thread_id"]),
        row["kind"],
        row["target"],
        row["label"],
        dt.datetime.fromisoformat(row["since"]),
    )
