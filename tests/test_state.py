"""The state database: it grows by migrations, keeps what it was told, and says so in one line where it cannot."""

import datetime as dt
import sqlite3
import threading
from pathlib import Path

import pytest

from bot.state.database import STATE_FILE, State, _scripts, migrate, open_state
from bot.state.follows import Follows, Spot, Wishes
from bot.state.journal import Author, read_log
from bot.state.marks import Mark, Marks
from bot.state.outbox import Outbox, ReminderKey
from corpus.errors import LibraryError

NOW = dt.datetime(2026, 6, 1, 1, 0, tzinfo=dt.UTC)
LAN = Author(7, "Lan")
HOME = Spot(7)
KEY = ReminderKey("0123456789abcdef", dt.date(2026, 6, 10), "7")


@pytest.fixture
def state(tmp_path: Path) -> State:
    return open_state(tmp_path)


# ── the file ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("version", range(1, len(_scripts()) + 1))
def test_every_older_database_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    """Whatever version wrote it, its rows are kept and all of today's tables are there."""
    old = sqlite3.connect(tmp_path / STATE_FILE, isolation_level=None)
    migrate(old, tmp_path, upto=version)
    assert old.execute("PRAGMA user_version").fetchone()[0] == version
    old.execute(
        "INSERT INTO follows (chat_id, thread_id, kind, target, label, by_id, by_name, since)"
        " VALUES (7, 0, 'agency', 'Sở Tư pháp', 'Sở Tư pháp', 7, 'Lan', '2026-06-01T01:00:00+00:00')"
    )
    old.close()
    for _ in range(2):  # and again, where nothing is left to do
        state = open_state(tmp_path)
        assert [follow.target for follow in Follows(state).of(HOME)] == ["Sở Tư pháp"]
        assert Marks(state).of(7, ["x"]) == []
        state.close()


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    """The version and the tables stay as they were, so that the next start can try again."""
    broken = sqlite3.connect(tmp_path / STATE_FILE, isolation_level=None)
    migrate(broken, tmp_path, upto=1)
    broken.execute("CREATE TABLE marks (x)")  # in the way of the second
    with pytest.raises(sqlite3.OperationalError):
        migrate(broken, tmp_path)
    assert broken.execute("PRAGMA user_version").fetchone()[0] == 1
    broken.execute("DROP TABLE marks")
    broken.close()
    open_state(tmp_path).close()


def test_two_programs_may_open_it_at_once(tmp_path: Path) -> None:
    """Both migrate; each migration is applied once."""
    failures: list[BaseException] = []

    def start() -> None:
        try:
            open_state(tmp_path).close()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    """SQLite ends the transaction itself then: said as it is, nothing changed, usable when there is room."""
    state = open_state(tmp_path)
    with state.transaction() as db:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
    state._connection.execute(f"PRAGMA max_page_count = {pages}")
    follows = Follows(state)
    with pytest.raises(sqlite3.OperationalError, match="full"):
        follows.add(HOME, "agency", "x" * 100_000, "Sở Tư pháp", LAN, NOW)
    assert follows.of(HOME) == []
    state._connection.execute("PRAGMA max_page_count = 1000000")
    assert follows.add(HOME, "agency", "x" * 100_000, "Sở Tư pháp", LAN, NOW)
    state.close()


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    """One line that says what to do; the file is left alone."""
    open_state(tmp_path).close()
    newer = sqlite3.connect(tmp_path / STATE_FILE)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(LibraryError, match=r"^Tệp .*state\.db do phiên bản mới hơn .*99.*$"):
        open_state(tmp_path)


def test_a_damaged_database_is_refused(tmp_path: Path) -> None:
    """One line, not a traceback; nothing is overwritten."""
    (tmp_path / STATE_FILE).write_bytes(b"no database at all " * 100)
    with pytest.raises(LibraryError, match=r"^Tệp .* bị hỏng\."):
        open_state(tmp_path)
    assert (tmp_path / STATE_FILE).read_bytes().startswith(b"no database")


def test_a_place_that_is_no_directory(tmp_path: Path) -> None:
    """A data directory that cannot be is one line too."""
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    with pytest.raises(LibraryError, match=r"^Không mở được"):
        open_state(tmp_path / "tệp")


def test_a_transaction_is_whole_or_nothing(state: State) -> None:
    """What raises in the middle has changed nothing."""

    class Stopped(Exception):
        pass

    def write() -> None:
        with state.transaction() as db:
            db.execute("INSERT INTO places (chat_id, thread_id) VALUES (1, 0)")
            raise Stopped

    with pytest.raises(Stopped):
        write()
    with state.transaction() as db:
        assert db.execute("SELECT COUNT(*) FROM places").fetchone()[0] == 0


def test_many_threads(state: State) -> None:
    """Several threads follow at once: everything is there, once."""
    follows = Follows(state)

    def follow(number: int) -> None:
        for at in range(20):
            follows.add(Spot(number), "document", f"{at}/KH-UBND", f"{at}", LAN, NOW)
            follows.add(Spot(99), "document", f"{at}/KH-UBND", f"{at}", LAN, NOW)

    threads = [threading.Thread(target=follow, args=(number,)) for number in range(1, 7)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {len(follows.of(Spot(number))) for number in (*range(1, 7), 99)} == {20}


# ── what is followed ───────────────────────────────────────────────────────────────────────────────────────


def test_following_and_stopping(state: State) -> None:
    """Once per spot; a topic is a spot of its own; nobody stops what another chat follows."""
    follows = Follows(state)
    assert follows.add(HOME, "agency", "Sở Tư pháp", "Sở Tư pháp", LAN, NOW)
    assert not follows.add(HOME, "agency", "Sở Tư pháp", "Sở Tư pháp", LAN, NOW)
    assert follows.add(Spot(-100, 5), "agency", "Sở Tư pháp", "Sở Tư pháp", LAN, NOW)
    assert follows.spots() == [Spot(-100, 5), HOME]
    (follow,) = follows.of(HOME)
    assert follow.since == NOW
    assert follows.of(Spot(-100)) == []
    assert follows.stop(Spot(-100, 5), follow.id, LAN, NOW) is None
    assert follows.stop(HOME, follow.id, LAN, NOW) == "Sở Tư pháp"
    assert follows.stop(HOME, follow.id, LAN, NOW) is None
    assert [deed.action for deed in read_log(state)] == ["unfollow", "follow", "follow"]
    assert read_log(state)[0].author == LAN


def test_a_number_is_never_given_twice(state: State) -> None:
    """An old button cannot stop what was followed later."""
    follows = Follows(state)
    follows.add(HOME, "agency", "Sở Tư pháp", "", LAN, NOW)
    first = follows.of(HOME)[0].id
    follows.stop(HOME, first, LAN, NOW)
    follows.add(HOME, "agency", "Sở Y tế", "", LAN, NOW)
    assert follows.of(HOME)[0].id > first


def test_wishes(state: State) -> None:
    """Half past seven and Mondays, until somebody wishes otherwise."""
    follows = Follows(state)
    assert follows.wishes(HOME) == Wishes(dt.time(7, 30), 0)
    for wishes in (Wishes(dt.time(6, 0), 0), Wishes(dt.time(6, 0), 4)):
        follows.set_wishes(HOME, wishes, LAN, NOW)
        assert follows.wishes(HOME) == wishes
    assert follows.wishes(Spot(7, 1)) == Wishes()


def test_a_group_that_moves_keeps_everything(state: State) -> None:
    """Telegram gives a group another id when it becomes a supergroup."""
    follows, outbox, marks = Follows(state), Outbox(state), Marks(state)
    follows.add(Spot(-5), "agency", "Sở Tư pháp", "", LAN, NOW)
    follows.set_wishes(Spot(-5), Wishes(dt.time(9)), LAN, NOW)
    outbox.write(Spot(-5), "t", {}, [KEY], 0, NOW)
    marks.add(-5, Mark("k", "1#1", "done", None, "", LAN, NOW))
    follows.move(-5, -1005)
    assert follows.spots() == [Spot(-1005)]
    assert follows.wishes(Spot(-1005)).remind_at == dt.time(9)
    assert outbox.reminded(Spot(-1005), dt.date(2026, 1, 1)) == {KEY}
    assert len(marks.of(-1005, ["k"])) == 1
    assert marks.of(-5, ["k"]) == []


# ── what was sent ──────────────────────────────────────────────────────────────────────────────────────────


def test_nothing_is_written_down_twice(state: State) -> None:
    """A key belongs to one message of a spot; a message that would repeat one is not written at all."""
    outbox = Outbox(state)
    outbox.write(HOME, "a", {"pages": ["x"]}, [KEY], 3, NOW)
    with pytest.raises(sqlite3.IntegrityError):
        outbox.write(HOME, "b", {}, [KEY._replace(kind="3"), KEY], 3, NOW)
    assert outbox.reminded(HOME, dt.date(2026, 6, 1)) == {KEY}
    assert outbox.reminded(HOME, dt.date(2026, 6, 11)) == frozenset()
    outbox.write(Spot(7, 4), "c", {}, [KEY], 0, NOW)


def test_a_message_of_unknown_fate(state: State, tmp_path: Path) -> None:
    """It survives the program; confirmed it is done with, taken back its keys fall due again."""
    outbox = Outbox(state)
    first = outbox.write(HOME, "a", {"pages": ["x"]}, [KEY], 3, NOW)
    second = outbox.write(HOME, "b", {}, [KEY._replace(kind="3")], 4, NOW)
    state.close()
    outbox = Outbox(open_state(tmp_path))
    assert outbox.unknown() == [first, second]
    outbox.confirm(first.id, 44)
    outbox.take_back(second.id)
    outbox.take_back(first.id)  # too late: it stands in the chat
    assert outbox.unknown() == []
    assert outbox.reminded(HOME, dt.date(2026, 6, 1)) == {KEY}
    assert outbox.find(7, "a") == first
    assert outbox.find(8, "a") is None


def test_the_newest_message_known(state: State) -> None:
    """Private chats share one sequence of ids, a group has its own."""
    outbox = Outbox(state)
    for chat, message_id in ((7, 30), (8, 50), (-100, 900)):
        outbox.confirm(outbox.write(Spot(chat), str(chat), {}, [], 0, NOW).id, message_id)
    assert [outbox.newest(chat) for chat in (7, 8, 9, -100, -200)] == [50, 50, 50, 900, 0]


def test_old_messages_are_forgotten(state: State) -> None:
    """What was sent long ago goes, what is of unknown fate stays."""
    outbox = Outbox(state)
    outbox.confirm(outbox.write(HOME, "a", {}, [KEY], 0, NOW).id, 1)
    unknown = outbox.write(HOME, "b", {}, [], 0, NOW)
    outbox.forget(NOW + dt.timedelta(days=1))
    assert outbox.reminded(HOME, dt.date(2026, 1, 1)) == frozenset()
    assert outbox.unknown() == [unknown]


# ── what officials say ─────────────────────────────────────────────────────────────────────────────────────


def test_marks(state: State) -> None:
    """Done once, for the deadline meant; taken back by anybody who may mark; notes as many as wished."""
    marks = Marks(state)
    done = Mark("k", "1#1", "done", dt.date(2026, 10, 31), "", LAN, NOW)
    assert marks.add(7, done)
    assert not marks.add(7, done)
    assert marks.add(7, done._replace(day=dt.date(2027, 10, 31)))
    assert marks.add(7, done._replace(kind="note", day=None, note="Đã trình"))
    assert [mark.kind for mark in marks.of(7, ["k"])] == ["done", "done", "note"]
    assert marks.of(7, ["k"])[0] == done
    assert marks.of(8, ["k"]) == marks.of(7, ["j"]) == marks.of(7, []) == []
    assert marks.withdraw(7, "k", dt.date(2026, 10, 31), LAN, NOW)
    assert not marks.withdraw(7, "k", dt.date(2026, 10, 31), LAN, NOW)
    assert [mark.day for mark in marks.of(7, ["k"])] == [dt.date(2027, 10, 31), None]
    assert marks.add(7, done)
    assert [deed.action for deed in read_log(state)] == ["done", "undone", "note", "done", "done"]
