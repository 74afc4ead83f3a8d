"""The state database: opened, brought up to date, and used by several threads.

`state.db` in the data directory outlives every version of the corpus and of the program. Its schema grows by
the numbered files in `migrations/`, each applied once, in one transaction with its number (`user_version`).
A migration that has been released is never edited.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

from bot.texts import deadlines as texts
from corpus.errors import LibraryError

STATE_FILE = "state.db"
_MIGRATIONS = Path(__file__).with_name("migrations")
_PATIENCE = 30.0  # seconds to wait for another process that is writing


class State:
    """One open database. `transaction` may be used in any thread; one at a time is in work."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._lock = threading.RLock()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the body's changes, on disk when it ends, or none where it raises."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:  # a full disk has ended it already
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """What stands on disk at one moment, for long reading: nobody who writes is held up meanwhile."""
        with self._lock:
            self._connection.execute("BEGIN")
            try:
                yield self._connection
            finally:
                self._connection.execute("ROLLBACK")

    def second(self, patience: float) -> State:
        """A connection of its own to the same file, for what may be lost but must hold nothing up.

        It waits `patience` seconds for others who write. Its changes need not outlive a power cut; what it
        deletes is overwritten.
        """
        path = self._connection.execute("PRAGMA database_list").fetchone()["file"]
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        return State(connection)

    def tidy(self) -> None:
        """Put what was written into the file itself, so that nothing deleted is left beside it."""
        with self._lock:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close it; the file is then whole by itself."""
        with self._lock:
            self._connection.close()


def open_state(directory: Path) -> State:
    """Open the database of a data directory, made or migrated where that is needed.

    Raises `LibraryError` where it is damaged, cannot be written, or was made by a newer program.
    """
    path = directory / STATE_FILE
    try:
        directory.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.OperationalError) as error:
        raise LibraryError(texts.state_unusable(str(path), str(error))) from error
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")  # what was sent must be known after a power cut
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, path)
    except sqlite3.OperationalError as error:
        connection.close()
        raise LibraryError(texts.state_unusable(str(path), str(error))) from error
    except sqlite3.DatabaseError as error:
        connection.close()
        raise LibraryError(texts.state_damaged(str(path))) from error
    except LibraryError:
        connection.close()
        raise
    return State(connection)


def find_versions(directory: Path) -> tuple[int | None, int]:
    """The version of a data directory's database, None where it has none yet, and the one of this program.

    Writes nothing. Raises `LibraryError` where `open_state` would.
    """
    path = directory / STATE_FILE
    newest = len(_scripts())
    if not path.exists():
        return None, newest
    if not os.access(path, os.R_OK | os.W_OK):
        raise LibraryError(texts.state_unusable(str(path), os.strerror(errno.EACCES)))
    # beside a running bot there is a log to be read as well; without one, SQLite is not to begin it
    mode = "mode=ro" if path.with_name(f"{STATE_FILE}-wal").exists() else "mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{mode}", uri=True)) as connection:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        raise LibraryError(texts.state_unusable(str(path), str(error))) from error
    except sqlite3.DatabaseError as error:
        raise LibraryError(texts.state_damaged(str(path))) from error
    if version > newest:
        raise LibraryError(texts.state_too_new(str(path), version, newest))
    return version, newest


def migrate(connection: sqlite3.Connection, path: Path, upto: int | None = None) -> None:
    """Apply the migrations that are missing, up to a number (tests), each whole or not at all."""
    newest = len(_scripts())
    for number, script in enumerate(_scripts()[:upto], start=1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if version > newest:
                raise LibraryError(texts.state_too_new(str(path), version, newest))  # noqa: TRY301
            if version < number:
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


@cache
def _scripts() -> tuple[str, ...]:
    """The migrations, the first one first; their numbers have no gap."""
    files = sorted(file for file in _MIGRATIONS.iterdir() if re.fullmatch(r"\d{4}\.sql", file.name))
    assert [int(file.stem) for file in files] == list(range(1, len(files) + 1))  # noqa: S101 - our own files
    return tuple(file.read_text(encoding="utf-8") for file in files)


def _statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one: `executescript` would commit before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
