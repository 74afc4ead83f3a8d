"""`kehoach bot --check`: what hinders the start, told piece by piece, and nothing changed by looking."""

from __future__ import annotations

import json
import socket
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot import preflight
from bot.preflight import Finding, Mark, check_bot, exit_status
from bot.service import Service
from bot.settings import TelegramSettings, parse_telegram_settings
from bot.state.database import STATE_FILE, open_state
from bot.telegram import probe as probe_room
from bot.telegram.probe import Outcome, Probe, probe
from bot.texts import preflight as texts_preflight
from bot.texts import settings as texts_settings
from tests.telegram_api.faults import Fault
from tests.telegram_api.people import BotApi
from tests.telegram_api.process import KEHOACH, BotProcess
from tests.telegram_api.server import TOKEN

SECRET = TOKEN.partition(":")[2]
CHECK = (*KEHOACH, "--check")
ME = {"username": "Bot", "can_join_groups": True, "can_read_all_group_messages": False}


def listing(directory: Path) -> dict[str, tuple[int, int]]:
    """Every file with its size and time; but for the memory that readers of a database share among them."""
    return {
        str(path.relative_to(directory)): (path.stat().st_size, path.stat().st_mtime_ns)
        for path in directory.rglob("*")
        if not path.name.endswith("-shm")
    }


def run_check(data: Path, **environment: str) -> tuple[list[str], int]:
    with BotProcess(CHECK, KEHOACH_DATA=str(data), **environment) as process:
        status = process.ends(60)
        assert SECRET not in process.output
        assert "Traceback" not in process.output
        return process.output.splitlines(), status


# ── as users run it ────────────────────────────────────────────────────────────────────────────────────────


def test_it_would_start(data: Path, service: Service):
    """Every line says that all is well, the status is 0, and no file has come, gone or changed."""
    before = listing(data)
    with BotApi() as api:
        lines, status = run_check(
            data, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=api.url, KEHOACH_ADMINS="5,6"
        )
        assert {call.method.lower() for call in api.calls} == {"getme"}
    assert status == 0
    assert lines[-1] == texts_preflight.READY
    assert not [line for line in lines if line.startswith("✗")]
    for words in (
        texts_preflight.SETTINGS_GOOD,
        texts_preflight.token_good(api.world.me["username"]),
        texts_preflight.PRIVACY_ON,
        texts_preflight.INLINE_ON,
        texts_preflight.directory_good(str(data)),
        texts_preflight.plans_good(len(service.documents())),
        texts_preflight.administrators(2),
    ):
        assert f"✓ {words}" in lines
    assert listing(data) == before


def test_a_wrong_setting_is_status_2(tmp_path: Path):
    """Each has its line; Telegram is not asked; all else is looked at all the same."""
    lines, status = run_check(tmp_path, TELEGRAM_BOT_TOKEN="sai", KEHOACH_CHATS="nhóm")
    assert status == 2
    assert f"✗ {texts_settings.SETTING_BOT_MALFORMED}" in lines
    assert f"✗ {texts_settings.setting_bad_id('KEHOACH_CHATS', 'nhóm')}" in lines
    assert f"✓ {texts_preflight.directory_good(str(tmp_path))}" in lines
    assert lines[-1] == texts_preflight.NOT_READY


def test_a_refused_token_is_status_2_and_no_connection_is_1(tmp_path: Path):
    """The token being wrong is told apart from Telegram being out of reach."""
    with BotApi() as api:
        lines, status = run_check(tmp_path, TELEGRAM_BOT_TOKEN="1:sai", TELEGRAM_API_URL=api.url)
        assert (status, f"✗ {texts_settings.SETTING_BOT_REFUSED}" in lines) == (2, True)
        url = api.url
    lines, status = run_check(tmp_path, TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=url)
    assert status == 1
    assert [line for line in lines if line.startswith("✗ Không nối được với Telegram qua TELEGRAM_API_URL")]
    assert list(tmp_path.iterdir()) == []


# ── asking Telegram ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch) -> Iterator[BotApi]:
    """A server without a bot; the tests keep their own logging."""
    monkeypatch.setattr(probe_room, "set_up_logging", lambda _: None)
    with BotApi() as server:
        yield server
        assert server.violations == []


def settings_for(api: BotApi, **environment: str) -> TelegramSettings:
    variables = {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api.url} | environment
    return parse_telegram_settings(variables)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (None, Outcome.KNOWN),
        (Fault("status", 401), Outcome.REFUSED),
        (Fault("status", 404), Outcome.REFUSED),
        (Fault("status", 429, retry_after=5), Outcome.FAULT),
        (Fault("status", 502), Outcome.FAULT),
        (Fault("drop"), Outcome.UNREACHABLE),
    ],
)
def test_what_comes_of_asking(api: BotApi, fault: Fault | None, outcome: Outcome):
    """One request; its answer says what is wrong, and nothing that it says holds the token."""
    if fault:
        api.faults.add("getMe", fault)
    found = probe(settings_for(api))
    assert found.outcome is outcome
    assert (found.me is not None) == (outcome is Outcome.KNOWN)
    assert SECRET not in found.why
    assert api.called("getMe") == 1


def test_a_server_that_keeps_silent(api: BotApi):
    """The time limit ends it."""
    api.faults.add("getMe", Fault("hang"))
    assert probe(settings_for(api), patience=0.3).outcome is Outcome.SLOW


def test_through_the_proxy(api: BotApi):
    """It asks the way the bot will; a proxy that is not there is Telegram out of reach."""
    proxy = api.url.replace("http://", "http://nguoi:matkhau@")
    far = {"TELEGRAM_API_URL": "http://telegram.invalid"}
    assert probe(settings_for(api, TELEGRAM_PROXY=proxy, **far)).outcome is Outcome.KNOWN
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        dead = f"http://nguoi:matkhau@127.0.0.1:{free.getsockname()[1]}"
        found = probe(settings_for(api, TELEGRAM_PROXY=dead, **far))
    assert found.outcome is Outcome.UNREACHABLE
    assert "matkhau" not in found.why


# ── the findings ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What getMe says, to be changed; no request is made."""
    me = dict(ME)
    monkeypatch.setattr(
        preflight,
        "probe",
        lambda _: Probe(Outcome.KNOWN, SimpleNamespace(**{"supports_inline_queries": False, **me})),
    )
    return me


def findings(directory: Path, **environment: str) -> list[Finding]:
    return list(check_bot({"TELEGRAM_BOT_TOKEN": TOKEN, **environment}, directory))


@pytest.mark.parametrize(
    ("field", "value", "mark", "line"),
    [
        ("can_read_all_group_messages", True, Mark.NOTE, texts_preflight.PRIVACY_OFF),
        ("can_read_all_group_messages", False, Mark.GOOD, texts_preflight.PRIVACY_ON),
        ("can_join_groups", False, Mark.NOTE, texts_preflight.GROUPS_OFF),
        ("supports_inline_queries", True, Mark.GOOD, texts_preflight.INLINE_ON),
        ("supports_inline_queries", False, Mark.NOTE, texts_preflight.INLINE_OFF),
    ],
)
def test_how_the_bot_is_set_at_botfather(
    tmp_path: Path, telegram: dict[str, object], field: str, value: bool, mark: Mark, line: str
):
    """What hinders nothing is only told, with what to do."""
    telegram[field] = value
    found = findings(tmp_path)
    assert Finding(mark, line) in found
    assert exit_status(found) == 0


def test_the_settings_file_is_named(tmp_path: Path, telegram: dict[str, object]):
    """Whoever has a file sees that it was read; a wrong one is status 2."""
    file = tmp_path / "kehoach.toml"
    file.write_text("admins = [1, 2, 3]")
    found = findings(tmp_path)
    assert Finding(Mark.GOOD, texts_preflight.settings_good(str(file))) in found
    assert Finding(Mark.GOOD, texts_preflight.administrators(3)) in found
    file.write_text("admin = 1")
    assert exit_status(findings(tmp_path)) == 2


def test_no_administrators(tmp_path: Path, telegram: dict[str, object]):
    """It starts, and says so."""
    assert Finding(Mark.NOTE, texts_preflight.NO_ADMINISTRATORS) in findings(tmp_path)


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({}, (Mark.NOTE, texts_preflight.OPEN_TO_ALL)),
        ({"KEHOACH_CHATS": "5,-6"}, (Mark.GOOD, texts_preflight.who_may(2, pairing=False))),
        (
            {"KEHOACH_CHATS": "5", "KEHOACH_ADMINS": "7"},
            (Mark.GOOD, texts_preflight.who_may(1, pairing=True)),
        ),
        (
            {"KEHOACH_ACCESS": "list", "KEHOACH_ADMINS": "7"},
            (Mark.GOOD, texts_preflight.who_may(0, pairing=False)),
        ),
    ],
)
def test_who_may_use_it(
    tmp_path: Path, telegram: dict[str, object], environment: dict[str, str], line: tuple[Mark, str]
):
    """Told, so that nobody is surprised; without administrators nobody can approve."""
    assert Finding(*line) in findings(tmp_path, **environment)


def test_the_state_database(tmp_path: Path, telegram: dict[str, object]):
    """None yet, today's, an older one, a newer one, a damaged one; looking changes none of them."""
    path = tmp_path / STATE_FILE
    assert Finding(Mark.GOOD, texts_preflight.STATE_NEW) in findings(tmp_path)
    open_state(tmp_path).close()
    before = listing(tmp_path)
    assert [f for f in findings(tmp_path) if f.line.startswith("Dữ liệu theo dõi, ghi chú mở được (")]
    assert listing(tmp_path) == before
    for version, mark, words, status in (
        (0, Mark.GOOD, "bot nâng cấu trúc từ 0 lên", 0),
        (999, Mark.BAD, "phiên bản mới hơn", 1),
    ):
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA user_version = {version}")
        connection.close()
        found = findings(tmp_path)
        assert [(f.mark, f.status) for f in found if words in f.line] == [(mark, status)]
        assert exit_status(found) == status
    path.write_bytes(b"hong " * 400)
    found = findings(tmp_path)
    assert [f.status for f in found if "bị hỏng" in f.line] == [1]
    assert path.read_bytes() == b"hong " * 400


def test_beside_a_running_bot(tmp_path: Path, telegram: dict[str, object]):
    """What the running bot has not yet moved out of its log is seen as well."""
    state = open_state(tmp_path)
    try:
        assert (tmp_path / f"{STATE_FILE}-wal").exists()
        assert exit_status(findings(tmp_path)) == 0
    finally:
        state.close()


def test_a_data_directory_that_is_a_file(tmp_path: Path, telegram: dict[str, object]):
    """Nothing can be kept there: the setting is wrong."""
    file = tmp_path / "tep"
    file.touch()
    for directory in (file, file / "duoi"):
        found = findings(directory)
        assert Finding(Mark.BAD, texts_preflight.directory_is_none(str(file)), 2) in found


def test_a_data_directory_that_cannot_be_written(
    tmp_path: Path, telegram: dict[str, object], monkeypatch: pytest.MonkeyPatch
):
    """Told before the bot tries (the tests may run as somebody who may write everywhere)."""
    monkeypatch.setattr(preflight.os, "access", lambda _path, _mode: False)
    assert Finding(Mark.BAD, texts_preflight.directory_bad(str(tmp_path)), 1) in findings(tmp_path)


def test_plans_that_are_read_again(tmp_path: Path, telegram: dict[str, object]):
    """A version of other code, or without its files."""
    version = tmp_path / "versions" / "cu"
    (version / "plans" / "0001").mkdir(parents=True)
    (tmp_path / "CURRENT").write_text(
        json.dumps(
            {
                "at": "2024-01-01T00:00:00+00:00",
                "who": "",
                "action": "first",
                "version": "cu",
                "documents": [],
            }
        )
    )
    none = Finding(Mark.BAD, texts_preflight.plans_none(str(tmp_path)), 1)
    assert none in findings(tmp_path)
    (version / "plans" / "0001" / "a.txt").touch()
    assert Finding(Mark.NOTE, texts_preflight.plans_again(1)) in findings(tmp_path)


def test_wrong_abbreviations(tmp_path: Path, telegram: dict[str, object]):
    """They are read at the start, and hinder it as a wrong setting does."""
    (tmp_path / "abbreviations.toml").write_text("[abbreviations")
    assert exit_status(findings(tmp_path)) == 2


def test_the_status_is_the_worst_of_all():
    """A wrong setting goes before anything else that hinders."""
    lines = [Finding(Mark.BAD, "", status) for status in (1, 2, 0)]
    assert exit_status(lines) == 2
    assert exit_status([]) == 0
