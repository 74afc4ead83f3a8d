"""What officials say of a task: done, or a note; theirs, never the plan's, and seen only in their chat."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable
from typing import Literal, NamedTuple

from bot.state.database import State
from bot.state.follows import as_utc
from bot.state.journal import Author, write_log

LONGEST_NOTE = 500  # characters


class Mark(NamedTuple):
    """Something said of a row. `day`: the deadline meant; None where the row has none."""

    row_key: str
    row_id: str
    kind: Literal["done", "note"]
    day: dt.date | None
    note: str
    author: Author
    at: dt.datetime


class Marks:
    """The table of marks."""

    def __init__(self, state: State) -> None:
        self._state = state

    def add(self, chat_id: int, mark: Mark) -> bool:
        """Keep a mark; False where the row, or that deadline of it, is marked as done already."""
        day = mark.day.isoformat() if mark.day else ""
        with self._state.transaction() as db:
            if mark.kind == "done" and self._done(db, chat_id, mark.row_key, day):
                return False
            db.execute(
                "INSERT INTO marks (chat_id, row_key, row_id, kind, day, note, by_id, by_name, at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    chat_id,
                    mark.row_key,
                    mark.row_id,
                    mark.kind,
                    day,
                    mark.note,
                    *mark.author,
                    as_utc(mark.at),
                ),
            )
            write_log(
                db, mark.at, chat_id, mark.author, mark.kind, f"{mark.row_id} {day} {mark.note}".strip()
            )
        return True

    def withdraw(
        self, chat_id: int, row_key: str, day: dt.date | None, author: Author, now: dt.datetime
    ) -> bool:
        """Take a mark of "done" back; False where there is none."""
        with self._state.transaction() as db:
            found = self._done(db, chat_id, row_key, day.isoformat() if day else "")
            if found is None:
                return False
            db.execute("UPDATE marks SET withdrawn = ? WHERE id = ?", (as_utc(now), found["id"]))
            write_log(db, now, chat_id, author, "undone", found["row_id"])
        return True

    def of(self, chat_id: int, row_keys: Iterable[str]) -> list[Mark]:
        """What stands of some rows in a chat, oldest first."""
        keys = json.dumps(list(row_keys))
        with self._state.transaction() as db:
            rows = db.execute(
                "SELECT * FROM marks WHERE chat_id = ? AND withdrawn IS NULL"
                " AND row_key IN (SELECT value FROM json_each(?)) ORDER BY id",
                (chat_id, keys),
            ).fetchall()
        return [_mark(row) for row in rows]

    def _done(self, db: sqlite3.Connection, chat_id: int, row_key: str, day: str) -> sqlite3.Row | None:
        found: sqlite3.Row | None = db.execute(
            "SELECT * FROM marks WHERE chat_id = ? AND row_key = ? AND kind = 'done' AND day = ?"
            " AND withdrawn IS NULL",
            (chat_id, row_key, day),
        ).fetchone()
        return found


def _mark(row: sqlite3.Row) -> Mark:
    return Mark(
        row["row_key"],
        row["row_id"],
        row["kind"],
        dt.date.fromisoformat(row["day"]) if row["day"] else None,
        row["note"],
        Author(row["by_id"], row["by_name"]),
        dt.datetime.fromisoformat(row["at"]),
    )
