"""What the environment tells the program, read once at the start and checked there.

Every wrong value is one `BadInput` with one Vietnamese line: which variable, what is wrong, what to write.
The variables are the contract's; an empty one counts as not set.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from bot import texts
from corpus.errors import BadInput
from corpus.model import Value

TELEGRAM_OWN_API = "https://api.telegram.org"
# BotFather's tokens are longer, but a self-hosted Bot API server in a test setting takes any
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+", re.ASCII)
_LEAST_SECRET = 4  # to hide a shorter one would blot out ordinary words and numbers
_PROXY_SCHEMES = ("http", "https", "socks5", "socks5h")


class Settings(Value):
    """What every command needs to know of its environment."""

    data: Path | None = None  # KEHOACH_DATA; None: the program's default directory
    today: dt.date | None = None  # KEHOACH_TODAY; None: the clock


class TelegramSettings(Value):
    """What the Telegram bot needs to know of its environment."""

    token: SecretStr
    api_url: str = TELEGRAM_OWN_API  # without a path and without a slash at its end
    proxy: SecretStr | None = None  # may carry a password
    chats: frozenset[int] = frozenset()  # groups (negative ids) and people who may use it; empty: everyone
    admins: frozenset[int] = frozenset()
    marks: bool = True  # KEHOACH_MARKS: whether officials may note that a task is done

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every string that must not reach a log: the token, its secret half, the proxy's password."""
        token = self.token.get_secret_value()
        password = (urlsplit(self.proxy.get_secret_value()).password if self.proxy else None) or ""
        return (token, *(part for part in (token.partition(":")[2], password) if len(part) >= _LEAST_SECRET))


def parse_settings(environment: Mapping[str, str]) -> Settings:
    """Read the variables of every command. Raises `BadInput`."""
    data = _value(environment, "KEHOACH_DATA")
    return Settings(data=Path(data).expanduser() if data else None, today=_parse_today(environment))


def parse_telegram_settings(environment: Mapping[str, str]) -> TelegramSettings:
    """Read the variables of the Telegram bot. Raises `BadInput`, which never quotes the token."""
    return TelegramSettings(
        token=_parse_token(environment),
        api_url=_parse_api_url(environment),
        proxy=_parse_proxy(environment),
        chats=_parse_ids(environment, "KEHOACH_CHATS"),
        admins=_parse_ids(environment, "KEHOACH_ADMINS"),
        marks=_parse_switch(environment, "KEHOACH_MARKS"),
    )


def _value(environment: Mapping[str, str], name: str) -> str:
    return environment.get(name, "").strip()


def _parse_today(environment: Mapping[str, str]) -> dt.date | None:
    text = _value(environment, "KEHOACH_TODAY")
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(texts.setting_bad_date("KEHOACH_TODAY", text)) from None


def _parse_switch(environment: Mapping[str, str], name: str) -> bool:
    word = _value(environment, name).lower()
    if word not in ("", "on", "off"):
        raise BadInput(texts.setting_bad_switch(name, word))
    return word != "off"


def _parse_token(environment: Mapping[str, str]) -> SecretStr:
    token = _value(environment, "TELEGRAM_BOT_TOKEN")
    if not token:
        raise BadInput(texts.SETTING_BOT_MISSING)
    if not _TOKEN.fullmatch(token):
        raise BadInput(texts.SETTING_BOT_MALFORMED)
    return SecretStr(token)


def _parse_api_url(environment: Mapping[str, str]) -> str:
    url = _value(environment, "TELEGRAM_API_URL").rstrip("/")
    if not url:
        return TELEGRAM_OWN_API
    if not _is_server(url, ("http", "https")) or "@" in url:
        raise BadInput(texts.setting_bad_url("TELEGRAM_API_URL", "http://127.0.0.1:8081"))
    return url


def _parse_proxy(environment: Mapping[str, str]) -> SecretStr | None:
    url = _value(environment, "TELEGRAM_PROXY").rstrip("/")
    if not url:
        return None
    if not _is_server(url, _PROXY_SCHEMES):  # not quoted in the message: it may hold a password
        raise BadInput(texts.setting_bad_url("TELEGRAM_PROXY", "http://proxy.vidu.gov.vn:3128"))
    return SecretStr(url)


def _is_server(url: str, schemes: tuple[str, ...]) -> bool:
    """Scheme, host and perhaps a port, and nothing after them."""
    try:
        parts = urlsplit(url)
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError:
        return False
    bare = not (parts.path or parts.query or parts.fragment)
    return parts.scheme in schemes and bool(parts.hostname) and port_is_a_number and bare


def _parse_ids(environment: Mapping[str, str], name: str) -> frozenset[int]:
    words = [word.strip() for word in _value(environment, name).split(",")]
    ids: list[int] = []
    for word in filter(None, words):
        if not re.fullmatch(r"-?[0-9]+", word, re.ASCII):
            raise BadInput(texts.setting_bad_id(name, word))
        ids.append(int(word))
    return frozenset(ids)
