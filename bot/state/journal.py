"""Who did what, and when: written in the same transaction as the deed."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import NamedTuple

from bot.state.database import State


class Author(NamedTuple):
    """A person, or the group an anonymous administrator speaks for."""

    id: int
    name: str


class Deed(NamedTuple):
    """One line of the log."""

    at: dt.datetime
    chat_id: int
    author: Author
    action: str
    detail: str


def write_log(
    db: sqlite3.Connection, now: dt.datetime, chat_id: int, author: Author, action: str, detail: str
) -> None:
    """One line, in a transaction under way."""
    at = now.astimezone(dt.UTC).isoformat(timespec="seconds")
    db.execute(
        "INSERT INTO log (at, chat_id, by_id, by_name, action, detail) VALUES (?, ?, ?, ?, ?, ?)",
        (at, chat_id, author.id, author.name, action, detail),
    )


def read_log(state: State, limit: int = 100) -> list[Deed]:
    """The last deeds, newest first."""
    with state.transaction() as db:
        rows = db.execute("SELECT * FROM log ORDER BY id DESC LIMIT ?", (limit,)).fetchall()
    return [
        Deed(
            dt.datetime.fromisoformat(row["at"]),
            row["chat_id"],
            Author(row["by_id"], row["by_name"]),
            row["action"],
            row["detail"],
        )
        for row in rows
    ]
