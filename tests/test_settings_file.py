"""Settings out of `kehoach.toml`: the same values, the same lines, and what only a file can do wrong."""

import datetime as dt
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, ValidationError, model_validator

from bot import setting_sources
from bot.setting_kinds import ANY_CASE, Switch, describe
from bot.settings import (
    CONFIG_FILE,
    ELSEWHERE,
    FIELDS,
    TelegramSettings,
    find_config,
    parse_settings,
    parse_telegram_settings,
)
from corpus.errors import BadInput

TOKEN = "123456:ABC-def_ghi"
SECRET = "ABC-def_ghi"
SET = {"TELEGRAM_BOT_TOKEN": TOKEN}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An empty settings file that its owner alone may read."""
    path = tmp_path / CONFIG_FILE
    path.touch(0o600)
    return path


def load(file: Path, text: str, environment: dict[str, str] = SET) -> TelegramSettings:
    file.write_text(text, encoding="utf-8")
    return parse_telegram_settings(environment, file)


def refused(file: Path, text: str, environment: dict[str, str] = SET) -> list[str]:
    """The lines of the refusal; the token is in none of them."""
    with pytest.raises(BadInput) as caught:
        load(file, text, environment)
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None
    return str(caught.value).splitlines()


# ── what is taken ──────────────────────────────────────────────────────────────────────────────────────────


def test_every_setting_by_file(file: Path):
    """The whole bot can be set by the file, and then needs no variable."""
    text = f"""
        token = "{TOKEN}"
        api_url = "http://127.0.0.1:8081/"
        proxy = "socks5://p:1080"
        chats = [-1001234567890, 5]
        admins = "5, 6"
        marks = false
    """
    variables = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": "http://127.0.0.1:8081",
        "TELEGRAM_PROXY": "socks5://p:1080",
        "KEHOACH_CHATS": "-1001234567890,5",
        "KEHOACH_ADMINS": "5,6",
        "KEHOACH_MARKS": "off",
    }
    assert load(file, text, {}) == parse_telegram_settings(variables)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", set()),
        ("chats = []", set()),
        ('chats = ""', set()),
        ("chats = [5, -7]", {5, -7}),
        ('chats = ["5", "-7"]', {5, -7}),
        ('chats = "5,-7,"', {5, -7}),
        ("chats = 5", {5}),
    ],
)
def test_ids(file: Path, text: str, ids: set[int]):
    """As a list of numbers, or written as in the environment."""
    assert load(file, text).chats == ids


@pytest.mark.parametrize("text", ['marks = "off"', "marks = false", 'marks = "OFF "'])
def test_a_switch(file: Path, text: str):
    """As TOML writes it, or as the environment does."""
    assert load(file, text).marks is False


def test_the_environment_wins(file: Path):
    """A variable goes before the key; an empty one counts as not set. What loses is not looked at."""
    settings = load(
        file,
        'chats = [1]\nadmins = [1]\nproxy = "sai"',
        SET | {"KEHOACH_CHATS": "2", "KEHOACH_ADMINS": " ", "TELEGRAM_PROXY": "http://p"},
    )
    assert (settings.chats, settings.admins) == ({2}, {1})


def test_a_file_written_with_notepad(file: Path):
    """A byte order mark and Windows' line ends do not matter."""
    file.write_bytes("\ufeffchats = [5]\r\nmarks = false\r\n".encode())
    settings = parse_telegram_settings(SET, file)
    assert (settings.chats, settings.marks) == ({5}, False)


# ── where the file is ──────────────────────────────────────────────────────────────────────────────────────


def test_where_the_file_is(file: Path, tmp_path: Path):
    """KEHOACH_CONFIG, else the one in the data directory, else none."""
    other = tmp_path / "khac.toml"
    other.touch()
    assert find_config({}, tmp_path) == file
    assert find_config({"KEHOACH_CONFIG": ""}, tmp_path) == file
    assert find_config({"KEHOACH_CONFIG": str(other)}, tmp_path) == other
    assert find_config({}, tmp_path / "trong") is None


def test_a_named_file_that_is_not_there(tmp_path: Path):
    """Whoever names a file wants it read: silence would start a bot open to everyone."""
    with pytest.raises(BadInput, match=r"^KEHOACH_CONFIG chỉ tới «/khong/co.toml»"):
        find_config({"KEHOACH_CONFIG": "/khong/co.toml"}, tmp_path)


# ── what is refused ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "key", "remedy"),
    [
        ('token = "sai"', "token", "mã bot do @BotFather cấp"),
        ("token = 5", "token", "mã bot do @BotFather cấp"),
        ('api_url = "127.0.0.1"', "api_url", "http://127.0.0.1:8081"),
        ('proxy = "http://u:ABC-def_ghi@p/x"', "proxy", "http://proxy.vidu.gov.vn:3128"),
        ('chats = "5;6"', "chats", "cách nhau bằng dấu phẩy"),
        ("chats = [5.5]", "chats", "cách nhau bằng dấu phẩy"),
        ("admins = true", "admins", "cách nhau bằng dấu phẩy"),
        ('marks = "tắt"', "marks", "on hoặc off"),
        ("marks = 0", "marks", "on hoặc off"),
    ],
)
def test_a_wrong_value(file: Path, text: str, key: str, remedy: str):
    """One line that names the key, the file and what to write."""
    [line] = refused(file, text, SET if key != "token" else {})
    assert line.startswith(f"Khóa {key} trong {file} ")
    assert remedy in line


def test_every_wrong_value_has_its_line(file: Path):
    """They are told together, each with where it stands."""
    lines = refused(file, 'marks = "tắt"\nadmins = "x"', SET | {"KEHOACH_ADMINS": "y"})
    assert sorted(line.partition(" có ")[0] for line in lines) == [
        "KEHOACH_ADMINS",
        f"Khóa marks trong {file}",
    ]


@pytest.mark.parametrize(
    ("key", "near"),
    [("chat", "chats"), ("Chats", "chats"), ("admin", "admins"), ("tokens", "token"), ("api-url", "api_url")],
)
def test_an_unknown_key(file: Path, key: str, near: str):
    """Refused by name, with the nearest known one."""
    [line] = refused(file, f"{key} = 1")
    assert line == f"Không có thiết lập {key} (trong {file}): hãy sửa thành {near}."


def test_keys_that_are_like_none(file: Path):
    """A table, and words that are near nothing: no guess is made. All are told."""
    lines = refused(file, "xyz = 1\n[telegram.bot]\ntoken = 1")
    assert [line.partition(" (")[0] for line in lines] == [
        "Không có thiết lập xyz",
        "Không có thiết lập telegram",
    ]
    assert all(line.endswith("hãy bỏ dòng này.") for line in lines)


def test_a_variable_in_the_file(file: Path):
    """Copied from bot.env: the key's name is told."""
    [line] = refused(file, "KEHOACH_CHATS = 5")
    assert line.endswith("hãy sửa thành chats.")


@pytest.mark.parametrize("key", ["data", "config", "today", *ELSEWHERE])
def test_what_only_the_environment_can_say(file: Path, key: str):
    """Where the file is cannot stand in the file."""
    assert refused(file, f'{key} = "x"') == [
        f"{key} không đặt trong {file} được: hãy bỏ dòng này và dùng biến môi trường."
    ]


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (b"token = ABC-def_ghi\n", ", dòng 1,"),
        (b"chats = [5]\nmarks = off\n", ", dòng 2,"),
        (b"TELEGRAM_BOT_TOKEN=123456:ABC-def_ghi", ", dòng 1,"),
        (b"\xff\xfe", ""),
    ],
)
def test_a_file_that_is_not_toml(file: Path, content: bytes, where: str):
    """One line with the line's number, which quotes nothing."""
    file.write_bytes(content)
    with pytest.raises(BadInput) as caught:
        parse_telegram_settings(SET, file)
    assert str(caught.value).startswith(f"Tệp thiết lập {file}{where} sai cách viết: ")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("mode", "open_to_all"), [(0o600, False), (0o640, False), (0o644, True), (0o602, True)]
)
@pytest.mark.parametrize("text", [f'token = "{TOKEN}"', 'proxy = "http://u:ABC-def_ghi@p"'])
def test_a_secret_in_an_open_file(file: Path, text: str, mode: int, open_to_all: bool):
    """A secret is taken only from a file that is not everybody's; a group may be given it."""
    file.chmod(mode)
    environment = SET if text.startswith("proxy") else {}
    if not open_to_all:
        assert load(file, text, environment).token.get_secret_value() == TOKEN
        return
    [line] = refused(file, text, environment)
    assert f"chmod 600 {file}" in line


def test_an_open_file_without_secrets(file: Path):
    """Everybody may read who may use the bot."""
    file.chmod(0o644)
    assert load(file, "chats = [5]\nmarks = true").chats == {5}


def test_no_token_anywhere(file: Path):
    """The line says both ways to give it."""
    [line] = refused(file, 'token = " "', {})
    assert line.startswith("Chưa có TELEGRAM_BOT_TOKEN")
    assert "khóa token" in line


@pytest.mark.parametrize(
    ("variable", "near"), [("KEHOACH_CHAT", "KEHOACH_CHATS"), ("KEHOACH_ADMIN", "KEHOACH_ADMINS")]
)
def test_a_misspelt_variable(variable: str, near: str):
    """A variable that is almost one of ours is refused: the bot would be open to everyone."""
    with pytest.raises(BadInput, match=rf"^Không có thiết lập {variable}: .* {near}"):
        parse_telegram_settings(SET | {variable: "5"})


@pytest.mark.parametrize("variable", ["KEHOACH_DEBUG", "KEHOACH_HOME", "TELEGRAM_CHAT_ID", "CHATS", "token"])
def test_variables_of_others(variable: str):
    """What is no setting, and like none, is left alone; the keys of the file are no variables."""
    assert parse_telegram_settings(SET | {variable: "5"}) == parse_telegram_settings(SET)


# ── fields to come ─────────────────────────────────────────────────────────────────────────────────────────


class _Mode(StrEnum):
    OPEN = "open"
    LISTED = "listed"


class _Fields(BaseModel):
    loud: Annotated[_Mode, ANY_CASE] = _Mode.OPEN
    days: Annotated[int, Field(ge=1, le=400)] = 30
    mode: _Mode = _Mode.OPEN
    word: Literal["a", "b"] = "a"
    switch: Switch = True
    day: dt.date | None = None


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("days", "0", "X có «0» không hợp lệ: hãy viết một số từ 1 trở lên."),
        ("days", 500, "X có «500» không hợp lệ: hãy viết một số từ 400 trở xuống."),
        ("days", "năm", "X có «năm» không phải số nguyên: hãy viết một số, ví dụ 30."),
        ("days", [5], "X có «[5]» không phải số nguyên: hãy viết một số, ví dụ 30."),
        ("mode", "mở", "X có «mở» không hợp lệ: hãy viết một trong các từ open, listed."),
        ("loud", "Đóng", "X có «đóng» không hợp lệ: hãy viết một trong các từ open, listed."),
        ("word", "c", "X có «c» không hợp lệ: hãy viết một trong các từ a, b."),
        ("switch", "có", "X có «có» không hợp lệ: hãy viết on hoặc off."),
        ("day", "mai", "X có «mai» không hợp lệ: hãy xem lại bảng thiết lập trong tài liệu rồi sửa."),
    ],
)
def test_what_pydantic_checks_has_its_line(field: str, value: object, line: str):
    """A setting that is a plain number, word or choice needs no code of its own to be told about."""
    with pytest.raises(ValidationError) as caught:
        _Fields.model_validate({field: value})
    error = dict(caught.value.errors()[0])
    assert describe(error, "X", secret=False) == line
    if field != "switch":
        assert "«»" in describe(error, "X", secret=True)


def test_a_rule_of_several_settings(monkeypatch: pytest.MonkeyPatch):
    """A validator over the whole says its own line."""

    class Stricter(TelegramSettings):
        @model_validator(mode="after")
        def check(self) -> "Stricter":
            if self.chats and not self.admins:
                raise ValueError("KEHOACH_CHATS cần có KEHOACH_ADMINS.")
            return self

    monkeypatch.setattr(setting_sources, "TelegramSettings", Stricter)
    assert parse_telegram_settings(SET | {"KEHOACH_ADMINS": "5"}).admins == {5}
    with pytest.raises(BadInput, match=r"^KEHOACH_CHATS cần có"):
        parse_telegram_settings(SET | {"KEHOACH_CHATS": "5"})


# ── the price ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_question_from_cold_does_not_pay():
    """Only the bot's settings import pydantic-settings, which takes as long as a whole answer."""
    program = "import sys, bot.__main__, bot.terminal.commands; print('pydantic_settings' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
    assert parse_settings({}).today is None
    assert "today" not in FIELDS
