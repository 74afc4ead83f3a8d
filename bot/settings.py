"""What the environment and the file `kehoach.toml` tell the program, read once at the start and checked.

Every wrong value is one Vietnamese line in a `BadInput`: which setting, where, what is wrong, what to write.
The variables are the contract's; an empty one counts as not set. A setting of the bot is one field of
`TelegramSettings`: its name is the key in the file, its alias the variable. It has a row in the tables of
both READMEs and of deploy/README.md, and a line in deploy/bot.env.example.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import ConfigDict, Field, model_validator

from bot.setting_kinds import ANY_CASE, Ids, Proxy, Server, Switch, Token
from bot.texts import access as texts_access
from bot.texts import settings as texts
from corpus.errors import BadInput
from corpus.model import Value

TELEGRAM_OWN_API = "https://api.telegram.org"
CONFIG_FILE = "kehoach.toml"
_LEAST_SECRET = 4  # to hide a shorter one would blot out ordinary words and numbers


class AccessMode(StrEnum):
    """Who may use the bot."""

    OPEN = "open"  # everyone
    LIST = "list"  # those of KEHOACH_CHATS, and administrators
    PAIRING = "pairing"  # the same, and whom an administrator has approved


class Settings(Value):
    """What every command needs to know of its environment."""

    data: Path | None = None  # KEHOACH_DATA; None: the program's default directory
    today: dt.date | None = None  # KEHOACH_TODAY; None: the clock


class TelegramSettings(Value):
    """What the Telegram bot needs to know."""

    # deferred: most commands import this and never need it
    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, defer_build=True)

    token: Token = Field(validation_alias="TELEGRAM_BOT_TOKEN")
    api_url: Server = Field(TELEGRAM_OWN_API, validation_alias="TELEGRAM_API_URL")
    proxy: Proxy | None = Field(None, validation_alias="TELEGRAM_PROXY")
    # groups (negative ids) and people who may use it; empty: everyone
    chats: Ids = Field(frozenset(), validation_alias="KEHOACH_CHATS")
    admins: Ids = Field(frozenset(), validation_alias="KEHOACH_ADMINS")
    # whether officials may note that a task is done
    marks: Switch = Field(True, validation_alias="KEHOACH_MARKS")
    # None: pairing where somebody is listed, else open
    access: Annotated[AccessMode, ANY_CASE] | None = Field(None, validation_alias="KEHOACH_ACCESS")
    # questions a minute of one person, and in one group; 0: no limit
    person_limit: int = Field(20, ge=0, validation_alias="KEHOACH_PERSON_LIMIT")
    chat_limit: int = Field(60, ge=0, validation_alias="KEHOACH_CHAT_LIMIT")
    # days for which the words of questions are kept
    keep_days: int = Field(30, ge=0, le=3660, validation_alias="KEHOACH_KEEP_DAYS")

    @model_validator(mode="after")
    def _admits_whom_it_says(self) -> TelegramSettings:
        """What would let in more people than its reader thinks, or nobody, is refused."""
        if self.access is AccessMode.OPEN and self.chats:
            raise ValueError(texts_access.SETTING_OPEN_WITH_LIST)
        if self.access is AccessMode.PAIRING and not any(number > 0 for number in self.admins):
            raise ValueError(texts_access.SETTING_PAIRING_WITHOUT_ADMIN)
        if self.access is AccessMode.LIST and not (self.chats or self.admins):
            raise ValueError(texts_access.SETTING_LIST_OF_NOBODY)
        return self

    @property
    def access_mode(self) -> AccessMode:
        """Who may use it: what is set, or what follows from whether somebody is listed."""
        return self.access or (AccessMode.PAIRING if self.chats else AccessMode.OPEN)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every string that must not reach a log: the token, its secret half, the proxy's password."""
        token = self.token.get_secret_value()
        password = (urlsplit(self.proxy.get_secret_value()).password if self.proxy else None) or ""
        return (token, *(part for part in (token.partition(":")[2], password) if len(part) >= _LEAST_SECRET))


FIELDS: Final = tuple(TelegramSettings.model_fields)
"""The keys of the file."""
VARIABLES: Final = {
    str(field.validation_alias): name for name, field in TelegramSettings.model_fields.items()
}
"""Variable → key."""
ELSEWHERE: Final = ("KEHOACH_DATA", "KEHOACH_CONFIG", "KEHOACH_TODAY")
"""Variables without a key: where the file is cannot stand in it, and a date left in it would be forgotten."""


def parse_settings(environment: Mapping[str, str]) -> Settings:
    """Read the variables of every command. Raises `BadInput`."""
    data = _value(environment, "KEHOACH_DATA")
    return Settings(data=Path(data).expanduser() if data else None, today=_parse_today(environment))


def find_config(environment: Mapping[str, str], directory: Path) -> Path | None:
    """The bot's file: KEHOACH_CONFIG, else `kehoach.toml` in the data directory, where it has one.

    Raises `BadInput` where KEHOACH_CONFIG names no file.
    """
    named = _value(environment, "KEHOACH_CONFIG")
    file = Path(named).expanduser() if named else directory / CONFIG_FILE
    try:
        if file.is_file():
            return file
    except OSError as error:
        raise BadInput(texts.setting_file_unreadable(str(file), error.strerror or "")) from None
    if named:
        raise BadInput(texts.setting_file_missing("KEHOACH_CONFIG", named))
    return None


def parse_telegram_settings(environment: Mapping[str, str], file: Path | None = None) -> TelegramSettings:
    """Read the settings of the Telegram bot: the environment's, and for the others the file's.

    Raises `BadInput`, a line for each that is wrong, which never quotes the token.
    """
    from bot.setting_sources import load_telegram_settings  # slow to import; only the bot needs it

    return load_telegram_settings(environment, file)


def _value(environment: Mapping[str, str], name: str) -> str:
    return environment.get(name, "").strip()


def _parse_today(environment: Mapping[str, str]) -> dt.date | None:
    text = _value(environment, "KEHOACH_TODAY")
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise BadInput(texts.setting_bad_date("KEHOACH_TODAY", text)) from None
