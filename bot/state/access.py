"""Who may use the bot by an administrator's word, and who has asked to."""

from __future__ import annotations

import datetime as dt
import sqlite3
from enum import StrEnum
from typing import NamedTuple

from bot.state.database import State
from bot.state.follows import as_utc
from bot.state.journal import Author, write_log

AGAIN_AFTER = dt.timedelta(days=1)
"""A refused or withdrawn one may ask again then."""
LAPSES_AFTER = dt.timedelta(days=7)
"""A request nobody has decided may be made again then."""
MOST_OPEN = 30
MOST_A_DAY = 60
MOST_OPEN_OF_ONE = 3
"""Open requests that one person has made: their own, and those of groups they have added the bot to."""
_KEPT = dt.timedelta(days=90)  # requests that were decided


class Subject(NamedTuple):
    """Who would like to use the bot: a person, or a group (negative id) that `asker` has added it to."""

    id: int
    name: str
    username: str = ""
    asker: str = ""


class Grant(NamedTuple):
    """Somebody who may use the bot."""

    subject: Subject
    by: Author
    since: dt.datetime


class Request(NamedTuple):
    """A request; `by` and `decided` where it was decided."""

    id: int
    subject: Subject
    at: dt.datetime
    state: str
    by: Author | None
    decided: dt.datetime | None


class Standing(StrEnum):
    """How somebody's request stands."""

    NEVER = "never"  # may ask now, and never has
    AGAIN = "again"  # may ask now, once more
    OPEN = "open"
    REFUSED = "refused"  # and may not ask again yet
    FULL = "full"  # too many others have asked


class Grants:
    """The tables of grants, requests and moved groups."""

    def __init__(self, state: State) -> None:
        self._state = state

    def all(self) -> list[Grant]:
        """Who may use the bot, newest first."""
        with self._state.transaction() as db:
            rows = db.execute("SELECT * FROM grants ORDER BY since DESC, chat_id").fetchall()
        return [_grant(row) for row in rows]

    def find(self, subject_id: int) -> Grant | None:
        """One of them."""
        with self._state.transaction() as db:
            row = db.execute("SELECT * FROM grants WHERE chat_id = ?", (subject_id,)).fetchone()
        return _grant(row) if row else None

    def moved(self) -> list[tuple[int, int]]:
        """Groups that were given a new id: (former, today's)."""
        with self._state.transaction() as db:
            return [tuple(row) for row in db.execute("SELECT former_id, chat_id FROM moved").fetchall()]

    def withdraw(self, subject_id: int, author: Author, now: dt.datetime) -> Grant | None:
        """Take the right back; None where there is none. The same may ask again after a day."""
        with self._state.transaction() as db:
            row = db.execute("DELETE FROM grants WHERE chat_id = ? RETURNING *", (subject_id,)).fetchone()
            if row is None:
                return None
            grant = _grant(row)
            db.execute(
                "INSERT INTO requests"
                " (chat_id, name, username, asker, asker_id, at, state, by_id, by_name, decided)"
                " VALUES (?, ?, ?, '', ?, ?, 'refused', ?, ?, ?)",
                (subject_id, row["name"], row["username"], author.id, as_utc(now), *author, as_utc(now)),
            )
            write_log(db, now, subject_id, author, "withdraw", _told(grant.subject))
        return grant

    # ── requests ───────────────────────────────────────────────────────────────────────────────────────────

    def standing(self, subject_id: int, now: dt.datetime) -> tuple[Standing, dt.datetime | None]:
        """How it stands with somebody's request, and since when, or until when they may not ask again."""
        with self._state.transaction() as db:
            return _standing(db, subject_id, now)

    def ask(self, subject: Subject, author: Author, now: dt.datetime) -> Request | Standing:
        """Make a request, or tell why none can be made."""
        with self._state.transaction() as db:
            standing, _ = _standing(db, subject.id, now)
            if standing not in (Standing.NEVER, Standing.AGAIN):
                return standing
            _close_lapsed(db, now)
            of_one = "SELECT COUNT(*) FROM requests WHERE state = 'open' AND asker_id = ? AND chat_id <> ?"
            if db.execute(of_one, (author.id, subject.id)).fetchone()[0] >= MOST_OPEN_OF_ONE:
                return Standing.FULL
            number = db.execute(
                "INSERT INTO requests (chat_id, name, username, asker, asker_id, at, state)"
                " VALUES (?, ?, ?, ?, ?, ?, 'open')",
                (*subject, author.id, as_utc(now)),
            ).lastrowid
            write_log(db, now, subject.id, author, "request", _told(subject))
        return Request(int(number or 0), subject, now, "open", None, None)

    def decide(
        self, request_id: int, *, approve: bool, author: Author, now: dt.datetime, has_right: bool = False
    ) -> tuple[Request, bool] | None:
        """Decide a request; the first decision stands. Returns it, and whether this was the first.

        `has_right`: approved for a right there was before, to which no other is added.
        """
        with self._state.transaction() as db:
            row = db.execute("SELECT * FROM requests WHERE id = ?", (request_id,)).fetchone()
            if row is None:
                return None
            if row["state"] != "open":
                return _request(row), False
            state = "approved" if approve else "refused"
            db.execute(
                "UPDATE requests SET state = ?, by_id = ?, by_name = ?, decided = ? WHERE id = ?",
                (state, *author, as_utc(now), request_id),
            )
            request = _request(db.execute("SELECT * FROM requests WHERE id = ?", (request_id,)).fetchone())
            if approve and not has_right:
                db.execute(
                    "INSERT INTO grants VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    (*request.subject[:3], *author, as_utc(now)),
                )
            write_log(db, now, request.subject.id, author, state, _told(request.subject))
        return request, True

    def request(self, request_id: int) -> Request | None:
        """A request by its number."""
        with self._state.transaction() as db:
            row = db.execute("SELECT * FROM requests WHERE id = ?", (request_id,)).fetchone()
        return _request(row) if row else None

    def open_requests(self) -> list[Request]:
        """Those that wait to be decided, oldest first."""
        with self._state.transaction() as db:
            rows = db.execute("SELECT * FROM requests WHERE state = 'open' ORDER BY id").fetchall()
        return [_request(row) for row in rows]

    def asked_at(self, request_id: int, admin_id: int, message_id: int) -> None:
        """An administrator was asked by this message."""
        with self._state.transaction() as db:
            db.execute(
                "INSERT OR REPLACE INTO request_messages VALUES (?, ?, ?)", (request_id, admin_id, message_id)
            )

    def messages(self, request_id: int) -> list[tuple[int, int]]:
        """Where administrators were asked: (administrator, message)."""
        with self._state.transaction() as db:
            rows = db.execute(
                "SELECT admin_id, message_id FROM request_messages WHERE request = ?", (request_id,)
            ).fetchall()
        return [tuple(row) for row in rows]

    def forget(self, now: dt.datetime) -> None:
        """Close requests that have lapsed, and delete those that were decided long ago."""
        with self._state.transaction() as db:
            _close_lapsed(db, now)
            db.execute("DELETE FROM requests WHERE state <> 'open' AND decided < ?", (as_utc(now - _KEPT),))


def _standing(
    db: sqlite3.Connection, subject_id: int, now: dt.datetime
) -> tuple[Standing, dt.datetime | None]:
    row = db.execute(
        "SELECT * FROM requests WHERE chat_id = ? ORDER BY id DESC LIMIT 1", (subject_id,)
    ).fetchone()
    last = _request(row) if row else None
    if last and last.state == "open" and now < last.at + LAPSES_AFTER:
        return Standing.OPEN, last.at
    if last and last.state == "refused" and last.decided and now < last.decided + AGAIN_AFTER:
        return Standing.REFUSED, last.decided + AGAIN_AFTER
    open_now, today = db.execute(
        "SELECT (SELECT COUNT(*) FROM requests WHERE state = 'open' AND at > ? AND chat_id <> ?),"
        " (SELECT COUNT(*) FROM requests WHERE at > ?)",
        (as_utc(now - LAPSES_AFTER), subject_id, as_utc(now - dt.timedelta(days=1))),
    ).fetchone()
    if open_now >= MOST_OPEN or today >= MOST_A_DAY:
        return Standing.FULL, None
    return (Standing.AGAIN if last else Standing.NEVER), None


def _close_lapsed(db: sqlite3.Connection, now: dt.datetime) -> None:
    """Nobody has decided them, and none is named: what lapsed takes no place from others."""
    db.execute(
        "UPDATE requests SET state = 'refused', decided = at WHERE state = 'open' AND at <= ?",
        (as_utc(now - LAPSES_AFTER),),
    )


def _told(subject: Subject) -> str:
    return f"{subject.name} @{subject.username}" if subject.username else subject.name


def _grant(row: sqlite3.Row) -> Grant:
    return Grant(
        Subject(row["chat_id"], row["name"], row["username"]),
        Author(row["by_id"], row["by_name"]),
        dt.datetime.fromisoformat(row["since"]),
    )


def _request(row: sqlite3.Row) -> Request:
    return Request(
        row["id"],
        Subject(row["chat_id"], row["name"], row["username"], row["asker"]),
        dt.datetime.fromisoformat(row["at"]),
        row["state"],
        Author(row["by_id"], row["by_name"]) if row["by_id"] is not None else None,
        dt.datetime.fromisoformat(row["decided"]) if row["decided"] else None,
    )
