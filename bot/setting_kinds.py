"""What the value of a setting may be: as typed in the environment, or as a file's TOML gives it.

Each kind takes both spellings, and has the one line for a value that is none. What pydantic checks by itself
(`int` with bounds, `Literal`, `StrEnum`) needs no kind of its own: `describe` tells that too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import BeforeValidator, SecretStr

from bot.texts import settings as texts

# BotFather's tokens are longer, but a self-hosted Bot API server in a test setting takes any
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+", re.ASCII)
_PROXY_SCHEMES = ("http", "https", "socks5", "socks5h")


class WrongValue(ValueError):
    """A value that is none of its kind; `tell(name)` is the line, `name` saying which setting and where."""

    def __init__(self, tell: Callable[[str], str]) -> None:
        super().__init__()
        self.tell = tell


def _parse_token(value: object) -> SecretStr:
    token = _plain(value)
    if not _TOKEN.fullmatch(token):
        raise WrongValue(texts.setting_bad_token)
    return SecretStr(token)


def _parse_server(value: object) -> str:
    url = _plain(value).rstrip("/")
    if not _is_server(url, ("http", "https")) or "@" in url:
        raise WrongValue(lambda name: texts.setting_bad_url(name, "http://127.0.0.1:8081"))
    return url


def _parse_proxy(value: object) -> SecretStr:
    url = _plain(value).rstrip("/")
    if not _is_server(url, _PROXY_SCHEMES):  # not quoted in the message: it may hold a password
        raise WrongValue(lambda name: texts.setting_bad_url(name, "http://proxy.vidu.gov.vn:3128"))
    return SecretStr(url)


def _parse_switch(value: object) -> bool:
    if isinstance(value, bool):
        return value
    word = _plain(value).lower()
    if word not in ("on", "off"):
        raise WrongValue(lambda name: texts.setting_bad_switch(name, word))
    return word == "on"


def _parse_ids(value: object) -> frozenset[int]:
    """Ids between commas; in a file also a list of numbers."""
    words = value if isinstance(value, list | tuple | frozenset) else _plain(value).split(",")
    return frozenset(_parse_id(word) for word in map(_plain, words) if word)


def _parse_id(word: str) -> int:
    if not re.fullmatch(r"-?[0-9]+", word, re.ASCII):
        raise WrongValue(lambda name: texts.setting_bad_id(name, word))
    return int(word)


def _plain(value: object) -> str:
    """The words of a value without blanks around them."""
    return str(value.get_secret_value() if isinstance(value, SecretStr) else value).strip()


def _is_server(url: str, schemes: tuple[str, ...]) -> bool:
    """Scheme, host and perhaps a port, and nothing after them."""
    try:
        parts = urlsplit(url)
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError:
        return False
    bare = not (parts.path or parts.query or parts.fragment)
    return parts.scheme in schemes and bool(parts.hostname) and port_is_a_number and bare


Token = Annotated[SecretStr, BeforeValidator(_parse_token)]
Server = Annotated[str, BeforeValidator(_parse_server)]  # without a path and without a slash at its end
Proxy = Annotated[SecretStr, BeforeValidator(_parse_proxy)]  # may carry a password
Switch = Annotated[bool, BeforeValidator(_parse_switch)]
Ids = Annotated[frozenset[int], BeforeValidator(_parse_ids)]
ANY_CASE = BeforeValidator(lambda value: _plain(value).lower())
"""Before a `StrEnum` or a `Literal` of small letters: `Annotated[Mode, ANY_CASE]`."""


def describe(error: Mapping[str, Any], name: str, *, secret: bool) -> str:
    """The line for one error of a pydantic `ValidationError`; `secret`: its value is not to be quoted."""
    context: Mapping[str, Any] = error.get("ctx", {})
    if isinstance(context.get("error"), WrongValue):
        return str(context["error"].tell(name))
    word = "" if secret else _plain(error["input"])
    if "expected" in context:  # of a Literal or an enumeration: "'open', 'listed' or 'paired'"
        return texts.setting_bad_choice(name, word, ", ".join(re.findall(r"'([^']+)'", context["expected"])))
    bounds = [str(context[bound]) for bound in ("ge", "le") if bound in context]
    if bounds:
        return texts.setting_out_of_bounds(name, word, bounds[0], below="ge" in context)
    if error["type"].startswith("int_"):
        return texts.setting_bad_number(name, word)
    return texts.setting_bad_value(name, word)
