"""The bot's settings out of the environment and of `kehoach.toml`; the environment wins.

The only module that imports pydantic-settings: that takes as long as a whole answer from cold, and `kehoach
bot` alone needs it.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, EnvSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from bot.setting_kinds import describe
from bot.settings import ELSEWHERE, FIELDS, VARIABLES, TelegramSettings
from bot.texts import settings as texts
from corpus.errors import BadInput

_OWN = "KEHOACH_"  # no other program's variables begin so
_ALIKE = 0.85  # of difflib's ratio: one letter of five or more; farther off it may be meant for somebody else
_OTHERS_MAY_READ_OR_WRITE = 0o006  # a group may be given it: root:kehoach 640 is how services get their files


class _Fields(BaseSettings, TelegramSettings):
    """The fields, as sources want to know them."""

    # lists are written as offices write them, not as JSON
    model_config = SettingsConfigDict(case_sensitive=True, enable_decoding=False)


class _Environment(EnvSettingsSource):
    """The variables that are set to something, out of any mapping."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        super().__init__(_Fields)
        self.env_vars = variables


class _File(TomlConfigSettingsSource):
    """The keys of one file; raises `BadInput` where it cannot be read, or has keys that are none."""

    def __init__(self, file: Path | None) -> None:
        super().__init__(_Fields, file)

    def _read_file(self, file_path: Any) -> dict[str, Any]:
        try:
            written = tomllib.loads(file_path.read_bytes().decode("utf-8-sig"))  # Notepad begins with a mark
        except OSError as error:
            raise BadInput(texts.setting_file_unreadable(str(file_path), error.strerror or "")) from None
        except UnicodeDecodeError:
            raise BadInput(texts.setting_file_not_toml(str(file_path), "")) from None
        except tomllib.TOMLDecodeError as error:  # whose words may hold a piece of the token
            line = re.search(r"at line (\d+)", str(error))
            raise BadInput(texts.setting_file_not_toml(str(file_path), line[1] if line else "")) from None
        keys = {key: value for key, value in written.items() if not isinstance(value, str) or value.strip()}
        problems = [_refuse(key, file_path) for key in written if key not in FIELDS]
        if _is_open(file_path):
            secrets = [key for key in FIELDS if key in keys and _is_secret(key)]
            problems += [texts.setting_secret_is_open(key, str(file_path)) for key in secrets]
        if problems:
            raise BadInput("\n".join(problems))
        return keys


def load_telegram_settings(environment: Mapping[str, str], file: Path | None) -> TelegramSettings:
    """The settings of the bot, checked. Raises `BadInput` with one line for each that is wrong."""
    given = {name: environment[name].strip() for name in VARIABLES if environment.get(name, "").strip()}
    problems = _find_misspelt(environment)
    try:
        settings = TelegramSettings.model_validate(_File(file)() | _Environment(given)())
        if not problems:
            return settings
    except ValidationError as error:
        problems += [_describe(dict(wrong), given, file) for wrong in error.errors(include_url=False)]
    except BadInput as error:
        problems.append(str(error))
    raise BadInput("\n".join(problems))


def _describe(error: Mapping[str, Any], given: Mapping[str, str], file: Path | None) -> str:
    if not error["loc"]:  # what several settings are together: the rule's own line names them
        return str(error["ctx"]["error"])
    variable = str(error["loc"][0])
    key = VARIABLES[variable]
    if error["type"] == "missing":
        return texts.SETTING_BOT_MISSING if key == "token" else texts.setting_missing(variable, key)
    name = variable if variable in given else texts.setting_in_file(key, str(file))
    return describe(error, name, secret=_is_secret(key))


def _refuse(key: str, file: Path) -> str:
    """The line for a key that the file may not hold."""
    if key in VARIABLES:  # the variable's name, where the key belongs
        return texts.setting_unknown_key(key, str(file), VARIABLES[key])
    if key in ELSEWHERE or f"{_OWN}{key.upper()}" in ELSEWHERE:
        return texts.setting_not_in_file(key, str(file))
    near = difflib.get_close_matches(key.lower(), FIELDS, n=1, cutoff=0.6)
    return texts.setting_unknown_key(key, str(file), *near)


def _find_misspelt(environment: Mapping[str, str]) -> list[str]:
    """Variables of ours that are almost one: KEHOACH_CHAT would leave the bot open to everyone."""
    known = {name.removeprefix(_OWN): name for name in (*VARIABLES, *ELSEWHERE) if name.startswith(_OWN)}
    problems = []
    for name in environment:
        if name.startswith(_OWN) and name.removeprefix(_OWN) not in known:
            near = difflib.get_close_matches(name.removeprefix(_OWN), known, n=1, cutoff=_ALIKE)
            problems += [texts.setting_misspelt(name, known[found]) for found in near]
    return problems


def _is_secret(key: str) -> bool:
    return _names(TelegramSettings.model_fields[key].annotation, SecretStr)


def _names(annotation: object, kind: type) -> bool:
    """Does a type name another somewhere in it, as `Annotated[SecretStr, …] | None` does?"""
    return annotation is kind or any(_names(part, kind) for part in get_args(annotation))


def _is_open(file: Path) -> bool:
    """May everybody on this machine read it?"""
    return os.name == "posix" and bool(file.stat().st_mode & _OTHERS_MAY_READ_OR_WRITE)
