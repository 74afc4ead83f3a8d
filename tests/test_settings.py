"""Settings of the environment: what is taken, and the one clear line for what is not."""

import datetime as dt
from pathlib import Path

import pytest

from bot.settings import TELEGRAM_OWN_API, parse_settings, parse_telegram_settings
from corpus.errors import BadInput

TOKEN = "123456:ABC-def_ghi"
SECRET = "ABC-def_ghi"


def test_nothing_set():
    """Every variable of an ordinary command may be missing, or empty."""
    assert parse_settings({}) == parse_settings({"KEHOACH_DATA": "", "KEHOACH_TODAY": " "})
    assert parse_settings({}).data is None


def test_data_and_today():
    """A directory, and an ISO date."""
    settings = parse_settings({"KEHOACH_DATA": "/srv/kehoach", "KEHOACH_TODAY": "2024-01-31"})
    assert settings.data == Path("/srv/kehoach")
    assert settings.today == dt.date(2024, 1, 31)


def test_token_alone_suffices():
    """The bot needs a token; everyone may use it, Telegram's own server is reached, without a proxy."""
    settings = parse_telegram_settings({"TELEGRAM_BOT_TOKEN": f" {TOKEN}\n"})
    assert settings.token.get_secret_value() == TOKEN
    assert settings.api_url == TELEGRAM_OWN_API
    assert (settings.chats, settings.admins, settings.proxy) == (frozenset(), frozenset(), None)


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("", set()),
        ("5", {5}),
        (" 5 , -1001234567890,", {5, -1001234567890}),
        ("5,5", {5}),
    ],
)
def test_ids(written: str, ids: set[int]):
    """Ids stand between commas, blanks and an empty end do not matter, groups are negative."""
    environment = {"TELEGRAM_BOT_TOKEN": TOKEN, "KEHOACH_CHATS": written, "KEHOACH_ADMINS": written}
    settings = parse_telegram_settings(environment)
    assert settings.chats == settings.admins == ids


@pytest.mark.parametrize(("written", "marks"), [("", True), ("on", True), ("OFF ", False)])
def test_the_switch_of_notes(written: str, marks: bool):
    """On unless it is switched off; any other word is one clear line."""
    environment = {"TELEGRAM_BOT_TOKEN": TOKEN, "KEHOACH_MARKS": written}
    assert parse_telegram_settings(environment).marks is marks
    with pytest.raises(BadInput, match=r"^KEHOACH_MARKS có «không» không hợp lệ"):
        parse_telegram_settings(environment | {"KEHOACH_MARKS": "không"})


@pytest.mark.parametrize(
    ("written", "chats", "mode"),
    [
        ("", "", "open"),
        ("", "5", "pairing"),
        ("list", "5", "list"),
        ("List ", "", "list"),
        ("pairing", "", "pairing"),
        ("open", "", "open"),
    ],
)
def test_who_may_use_it(written: str, chats: str, mode: str):
    """A list alone means pairing; without one the bot is open, unless another way is set."""
    environment = {"KEHOACH_ACCESS": written, "KEHOACH_CHATS": chats, "KEHOACH_ADMINS": "7"}
    assert parse_telegram_settings({"TELEGRAM_BOT_TOKEN": TOKEN, **environment}).access_mode == mode


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({"KEHOACH_ACCESS": "mở"}, "KEHOACH_ACCESS có «mở» không hợp lệ"),
        ({"KEHOACH_ACCESS": "open", "KEHOACH_CHATS": "5"}, "KEHOACH_ACCESS là open"),
        ({"KEHOACH_ACCESS": "pairing"}, "KEHOACH_ACCESS là pairing nhưng chưa có người duyệt"),
        ({"KEHOACH_ACCESS": "pairing", "KEHOACH_ADMINS": "-5"}, "KEHOACH_ACCESS là pairing nhưng"),
        ({"KEHOACH_ACCESS": "list"}, "KEHOACH_ACCESS là list nhưng chưa có ai trong danh sách"),
        ({"KEHOACH_PERSON_LIMIT": "nhiều"}, "KEHOACH_PERSON_LIMIT có «nhiều» không phải số nguyên"),
        ({"KEHOACH_CHAT_LIMIT": "-1"}, "KEHOACH_CHAT_LIMIT có «-1» không hợp lệ: hãy viết một số từ 0"),
        (
            {"KEHOACH_KEEP_DAYS": "12345"},
            "KEHOACH_KEEP_DAYS có «12345» không hợp lệ: hãy viết một số từ 3660",
        ),
    ],
)
def test_wrong_settings_of_access(environment: dict[str, str], line: str):
    """What would let in more people than its reader thinks, or nobody, is one clear line."""
    with pytest.raises(BadInput, match=f"^{line}"):
        parse_telegram_settings({"TELEGRAM_BOT_TOKEN": TOKEN, **environment})


def test_limits_and_days():
    """As documented where nothing is written."""
    settings = parse_telegram_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "KEHOACH_CHAT_LIMIT": "0"})
    assert (settings.person_limit, settings.chat_limit, settings.keep_days) == (20, 0, 30)


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("http://127.0.0.1:8081", "http://127.0.0.1:8081"),
        ("http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
        ("https://bot-api.vidu.vn", "https://bot-api.vidu.vn"),
        ("http://[::1]:8081", "http://[::1]:8081"),
    ],
)
def test_api_url(written: str, url: str):
    """The address of another Bot API server, with or without the slash at its end."""
    assert parse_telegram_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": written}).api_url == url


@pytest.mark.parametrize("proxy", ["http://p:3128", "http://u:pw@p:3128", "socks5://p:1080", "https://p"])
def test_proxy(proxy: str):
    """HTTP and SOCKS proxies, with or without a name and a password."""
    settings = parse_telegram_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_PROXY": proxy})
    assert settings.proxy is not None
    assert settings.proxy.get_secret_value() == proxy


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TELEGRAM_BOT_TOKEN", ""),
        ("TELEGRAM_BOT_TOKEN", "ABC-def_ghi"),
        ("TELEGRAM_BOT_TOKEN", "abc:ABC-def_ghi"),
        ("TELEGRAM_BOT_TOKEN", "123456:"),
        ("TELEGRAM_BOT_TOKEN", "123456:ABC def_ghi"),
        ("TELEGRAM_BOT_TOKEN", "bot123456:ABC-def_ghi"),
        ("TELEGRAM_API_URL", "127.0.0.1:8081"),
        ("TELEGRAM_API_URL", "ftp://127.0.0.1"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:8081/bot"),
        ("TELEGRAM_API_URL", "http://127.0.0.1:x"),
        ("TELEGRAM_API_URL", "http://a:b@127.0.0.1"),
        ("TELEGRAM_API_URL", "http://"),
        ("TELEGRAM_PROXY", "proxy"),
        ("TELEGRAM_PROXY", "socks4://p:1080"),
        ("KEHOACH_CHATS", "5;6"),
        ("KEHOACH_CHATS", "@nhom"),
        ("KEHOACH_ADMINS", "5,sáu"),
        ("KEHOACH_ADMINS", "--5"),
    ],
)
def test_wrong_telegram_setting(variable: str, value: str):
    """A wrong value is one line that names its variable, and never shows the token or a proxy's password."""
    with pytest.raises(BadInput) as caught:
        parse_telegram_settings({"TELEGRAM_BOT_TOKEN": TOKEN, variable: value})
    line = str(caught.value)
    assert variable in line
    assert "\n" not in line
    assert SECRET not in line


@pytest.mark.parametrize("value", ["31/01/2024", "2024-13-01", "hôm nay"])
def test_wrong_today(value: str):
    """A date that is none is one line, too."""
    with pytest.raises(BadInput, match="KEHOACH_TODAY"):
        parse_settings({"KEHOACH_TODAY": value})


def test_secrets_do_not_show():
    """Neither the settings' text nor their representation holds a secret; `secrets` lists them all."""
    settings = parse_telegram_settings(
        {"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_PROXY": "http://user:matkhau@p:3128"}
    )
    assert not any(secret in f"{settings} {settings!r}" for secret in (SECRET, "matkhau"))
    assert settings.secrets == (TOKEN, SECRET, "matkhau")
