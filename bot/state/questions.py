"""What was asked and how it was answered, what people say of it; after some days only how often."""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections import Counter
from enum import StrEnum
from typing import NamedTuple

from bot.state.database import State
from bot.state.journal import Author, write_log
from corpus.vietnamese import fold, nfc

LONGEST = 1000
"""Characters kept of what somebody has typed."""
DISPUTED, SUGGESTED = "disputed", "suggested"
WEEKLY = "statistics"
"""The kind of the messages that tell administrators of a week, in the outbox."""
_EMPTY_SCREEN = '{"pages": []}'


class Asked(NamedTuple):
    """A question that was answered, or could not be. `day`: local; `citation`: empty where none was given."""

    token: str
    day: dt.date
    chat_id: int
    status: str
    words: str
    citation: str = ""
    label: str = ""
    corpus_version: str = ""


class Pressed(StrEnum):
    """What a press of a button has changed."""

    DONE = "done"
    BEFORE = "before"  # nothing: it was so already
    OTHERS = "others"  # nothing: it is another person's
    GONE = "gone"  # nothing: the question is not known, or not in that chat


class Unanswered(NamedTuple):
    """A question without an answer, however it was typed: with its accents, how often, and when last."""

    words: str
    times: int
    day: dt.date


class Dispute(NamedTuple):
    """An answer called wrong."""

    day: dt.date
    words: str
    status: str
    citation: str
    label: str
    corpus_version: str
    correction: str


class Suggestion(NamedTuple):
    """What somebody has said with /gopy."""

    day: dt.date
    words: str


class Questions:
    """The tables of questions, disputes, suggestions and daily counts."""

    def __init__(self, state: State) -> None:
        self._state = state

    def note(self, asked: Asked) -> None:
        """Keep a question."""
        words = asked.words[:LONGEST]
        with self._state.transaction() as db:
            db.execute(
                "INSERT INTO questions"
                " (token, day, chat_id, status, words, folded, citation, label, corpus_version)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    asked.token,
                    asked.day.isoformat(),
                    asked.chat_id,
                    asked.status,
                    words,
                    fold_question(words),
                    asked.citation,
                    asked.label,
                    asked.corpus_version,
                ),
            )

    def dispute(self, chat_id: int, token: str, author: Author, now: dt.datetime, day: dt.date) -> Pressed:
        """Call an answer wrong."""
        with self._state.transaction() as db:
            question = _find(db, chat_id, token)
            if question is None:
                return Pressed.GONE
            new = db.execute(
                "INSERT INTO disputes VALUES (?, ?, ?, ?, '') ON CONFLICT DO NOTHING",
                (question["id"], chat_id, author.id, day.isoformat()),
            ).rowcount
            if new:
                write_log(db, now, chat_id, _unnamed(author), "dispute", "")
        return Pressed.DONE if new else Pressed.BEFORE

    def withdraw(
        self, chat_id: int, token: str, author: Author, now: dt.datetime, *, anybodys: bool
    ) -> Pressed:
        """Take that back, with its correction; one's own, or, `anybodys`, another's."""
        with self._state.transaction() as db:
            question = _find(db, chat_id, token)
            if question is None:
                return Pressed.GONE
            if question["by_id"] is None:
                return Pressed.BEFORE
            if question["by_id"] != author.id and not anybodys:
                return Pressed.OTHERS
            db.execute("DELETE FROM disputes WHERE question = ?", (question["id"],))
            write_log(db, now, chat_id, _unnamed(author), "undispute", "")
        return Pressed.DONE

    def correct(self, chat_id: int, token: str, words: str) -> bool:
        """Keep what would be right, in the place of what was said before; False: there is no dispute."""
        with self._state.transaction() as db:
            return bool(
                db.execute(
                    "UPDATE disputes SET correction = ? WHERE question ="
                    " (SELECT id FROM questions WHERE token = ? AND chat_id = ?)",
                    (words[:LONGEST], token, chat_id),
                ).rowcount
            )

    def suggest(self, chat_id: int, day: dt.date, words: str) -> None:
        """Keep a suggestion."""
        with self._state.transaction() as db:
            db.execute(
                "INSERT INTO suggestions (chat_id, day, words) VALUES (?, ?, ?)",
                (chat_id, day.isoformat(), words[:LONGEST]),
            )

    # ── what is read of it ─────────────────────────────────────────────────────────────────────────────────

    def counts(self, first: dt.date, last: dt.date) -> dict[dt.date, Counter[str]]:
        """For each day on which something was asked or said: how often, by status, disputed, suggested."""
        span = (first.isoformat(), last.isoformat())
        with self._state.reading() as db:
            rows = db.execute(
                "SELECT day, kind, count FROM live_counts WHERE day BETWEEN ?1 AND ?2"
                " UNION ALL SELECT day, kind, count FROM daily WHERE day BETWEEN ?1 AND ?2",
                span,
            ).fetchall()
        found: dict[dt.date, Counter[str]] = {}
        for day, kind, count in rows:
            found.setdefault(dt.date.fromisoformat(day), Counter())[kind] += count
        return dict(sorted(found.items()))

    def unanswered(self, first: dt.date, last: dt.date) -> list[Unanswered]:
        """The questions without an answer, the most frequent first."""
        with self._state.reading() as db:
            rows = db.execute(  # the longest in bytes has the most accents
                "SELECT SUBSTR(MAX(PRINTF('%06d', LENGTH(CAST(words AS BLOB))) || words), 7),"
                " COUNT(*), MAX(day) FROM questions WHERE status = 'not_found' AND day BETWEEN ? AND ?"
                " GROUP BY folded ORDER BY 2 DESC, 3 DESC, MAX(id) DESC",
                (first.isoformat(), last.isoformat()),
            ).fetchall()
        return [Unanswered(row[0], row[1], dt.date.fromisoformat(row[2])) for row in rows]

    def disputes(self, first: dt.date, last: dt.date) -> list[Dispute]:
        """The answers called wrong in a span of days, in order."""
        with self._state.reading() as db:
            rows = db.execute(
                "SELECT d.day, words, status, citation, label, corpus_version, correction FROM disputes AS d"
                " JOIN questions ON id = question WHERE d.day BETWEEN ? AND ? ORDER BY d.day, id",
                (first.isoformat(), last.isoformat()),
            ).fetchall()
        return [Dispute(dt.date.fromisoformat(row[0]), *row[1:]) for row in rows]

    def suggestions(self, first: dt.date, last: dt.date) -> list[Suggestion]:
        """What was said with /gopy in a span of days, in order."""
        with self._state.reading() as db:
            rows = db.execute(
                "SELECT day, words FROM suggestions WHERE day BETWEEN ? AND ? ORDER BY id",
                (first.isoformat(), last.isoformat()),
            ).fetchall()
        return [Suggestion(dt.date.fromisoformat(row[0]), row[1]) for row in rows]

    def purge(self, before: dt.date) -> bool:
        """Delete all words of the days before a day; their counts stay. Whether there were any."""
        day = (before.isoformat(),)
        with self._state.transaction() as db:
            db.execute(
                "INSERT INTO daily SELECT day, kind, count FROM live_counts WHERE day < ?"
                " ON CONFLICT DO UPDATE SET count = count + excluded.count",
                day,
            )
            # a later dispute of a purged question goes with it
            db.execute(
                "INSERT INTO daily SELECT d.day, 'disputed', COUNT(*) FROM disputes AS d"
                " JOIN questions AS q ON q.id = d.question WHERE q.day < ?1 AND d.day >= ?1 GROUP BY d.day"
                " ON CONFLICT DO UPDATE SET count = count + excluded.count",
                day,
            )
            # what was sent of them, a week's oldest words first; that it was sent is still known
            gone = db.execute(
                "UPDATE messages SET screen = ?1 WHERE screen <> ?1 AND state <> 'sending' AND id IN"
                " (SELECT message FROM reminders AS r WHERE kind = ?2 AND (date(r.day, '-7 days') < ?3"
                " OR EXISTS (SELECT 1 FROM disputes AS d JOIN questions AS q ON q.id = d.question"
                " WHERE q.day < ?3 AND d.day BETWEEN date(r.day, '-7 days') AND date(r.day, '-1 day'))))",
                (_EMPTY_SCREEN, WEEKLY, *day),
            ).rowcount
            gone += db.execute("DELETE FROM questions WHERE day < ?", day).rowcount
            gone += db.execute("DELETE FROM suggestions WHERE day < ?", day).rowcount
        return gone > 0


def fold_question(words: str) -> str:
    """The same for a question with accents and without, in any case and punctuation."""
    return " ".join(re.findall(r"\w+", fold(nfc(words))))


def _unnamed(author: Author) -> Author:
    """The log has no end: whose dispute it was, and of what, ends with the question instead."""
    return Author(author.id, "")


def _find(db: sqlite3.Connection, chat_id: int, token: str) -> sqlite3.Row | None:
    found: sqlite3.Row | None = db.execute(
        "SELECT id, by_id FROM questions LEFT JOIN disputes ON question = id"
        " WHERE token = ? AND questions.chat_id = ?",
        (token, chat_id),
    ).fetchone()
    return found
