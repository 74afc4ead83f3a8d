"""Would `kehoach bot` start here? Looked at piece by piece; nothing is written, loaded or migrated.

It may be run beside a running bot, and by another user than the bot's: no file must come of it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.service import DAMAGE, load, open_library
from bot.settings import TELEGRAM_OWN_API, AccessMode, TelegramSettings, find_config, parse_telegram_settings
from bot.state.database import find_versions
from bot.telegram.probe import Outcome, Probe, probe
from bot.texts import preflight as texts
from bot.texts.settings import SETTING_BOT_REFUSED
from corpus.errors import LibraryError, PlansError
from corpus.library import PLANS_WITH_THE_PROJECT, Library
from corpus.readers.office.libreoffice import find_program
from corpus.readers.pages.tesseract import is_installed
from index.reading.shorthand import FILE, read_shorthand

WRONG_SETTING, OTHER_HINDRANCE = 2, 1
"""Exit statuses, as the bot itself would end."""


class Mark(StrEnum):
    """What stands before a line."""

    GOOD = "✓"
    BAD = "✗"
    NOTE = "!"  # it starts all the same


@dataclass(frozen=True)
class Finding:
    """One line of the check, and the exit status that it alone would give."""

    mark: Mark
    line: str
    status: int = 0


def check_bot(environment: Mapping[str, str], directory: Path) -> Iterator[Finding]:
    """What helps and hinders the bot over a data directory, piece by piece; never raises `PlansError`."""
    settings = None
    try:
        config = find_config(environment, directory)
        settings = parse_telegram_settings(environment, config)
    except PlansError as error:
        yield from _complain(error)
        yield Finding(Mark.NOTE, texts.TELEGRAM_NOT_ASKED)
    else:
        yield _good(texts.settings_good(str(config)) if config else texts.SETTINGS_GOOD)
        yield from _check_telegram(settings)
    yield from _check_directory(directory)
    yield from _check_plans(directory)
    if settings is not None:
        admins = len(settings.admins)
        yield _either(admins > 0, texts.administrators(admins), texts.NO_ADMINISTRATORS)
        yield _tell_who_may_use_it(settings)
    yield _either(is_installed(), texts.TESSERACT_GOOD, texts.TESSERACT_MISSING)
    yield _either(find_program() is not None, texts.LIBREOFFICE_GOOD, texts.LIBREOFFICE_MISSING)


def _tell_who_may_use_it(settings: TelegramSettings) -> Finding:
    """Open to everyone is as it should be for some, and a surprise to others."""
    if settings.access_mode is AccessMode.OPEN:
        return Finding(Mark.NOTE, texts.OPEN_TO_ALL)
    pairing = settings.access_mode is AccessMode.PAIRING and any(number > 0 for number in settings.admins)
    return _good(texts.who_may(len(settings.chats), pairing=pairing))


def exit_status(findings: list[Finding]) -> int:
    """The status of the whole check: a wrong setting goes before all else."""
    return max((finding.status for finding in findings), default=0)


def _check_telegram(settings: TelegramSettings) -> Iterator[Finding]:
    try:
        found = probe(settings)
    except PlansError as error:
        yield from _complain(error)
        return
    me = found.me
    if me is None:
        yield _tell_failure(found, settings)
        return
    yield _good(texts.token_good(me.username or ""))
    yield _either(not me.can_read_all_group_messages, texts.PRIVACY_ON, texts.PRIVACY_OFF)
    if me.can_join_groups is False:
        yield Finding(Mark.NOTE, texts.GROUPS_OFF)
    yield _either(bool(me.supports_inline_queries), texts.INLINE_ON, texts.INLINE_OFF)


def _tell_failure(found: Probe, settings: TelegramSettings) -> Finding:
    if found.outcome is Outcome.REFUSED:
        return Finding(Mark.BAD, SETTING_BOT_REFUSED, WRONG_SETTING)
    if found.outcome is Outcome.FAULT:
        return Finding(Mark.BAD, texts.telegram_fault(found.why), OTHER_HINDRANCE)
    through = [
        *(["TELEGRAM_PROXY"] if settings.proxy else []),
        *(["TELEGRAM_API_URL"] if settings.api_url != TELEGRAM_OWN_API else []),
    ]
    line = texts.unreachable(", ".join(through), found.why or texts.TELEGRAM_SLOW)
    return Finding(Mark.BAD, line, OTHER_HINDRANCE)


def _check_directory(directory: Path) -> Iterator[Finding]:
    there = next(path for path in (directory, *directory.absolute().parents) if os.path.lexists(path))
    if not there.is_dir():
        yield Finding(Mark.BAD, texts.directory_is_none(str(there)), WRONG_SETTING)
        return
    if not os.access(there, os.W_OK | os.X_OK):
        yield Finding(Mark.BAD, texts.directory_bad(str(directory)), OTHER_HINDRANCE)
        return
    yield _good(texts.directory_good(str(directory)))
    try:
        version, newest = find_versions(directory)
    except LibraryError as error:
        yield from _complain(error)
        return
    if version is None:
        yield _good(texts.STATE_NEW)
    else:
        yield _good(texts.state_good(version) if version == newest else texts.state_old(version, newest))


def _check_plans(directory: Path) -> Iterator[Finding]:
    """Loaded, or loadable; without the time that loading takes."""
    try:
        read_shorthand(directory / FILE)
        library = open_library(directory)
        version = library.current()
        if version is None:
            yield _good(texts.plans_first(len(list(PLANS_WITH_THE_PROJECT.glob("*.txt")))))
            return
        loaded, files = _count_loaded(library, version), library.files(version)
        if loaded is not None:
            yield _good(texts.plans_good(loaded))
        elif files:
            yield Finding(Mark.NOTE, texts.plans_again(len(files)))
        else:
            yield Finding(Mark.BAD, texts.plans_none(str(directory)), OTHER_HINDRANCE)
    except PlansError as error:
        yield from _complain(error)
    except OSError:
        yield Finding(Mark.BAD, texts.directory_bad(str(directory)), OTHER_HINDRANCE)


def _count_loaded(library: Library, version: Path) -> int | None:
    """How many documents can be asked as they are; None where they are read anew first."""
    if not library.is_whole(version) or library.is_stale(version):
        return None
    try:
        return len(load(library, version).documents())
    except DAMAGE:
        return None


def _complain(error: PlansError) -> Iterator[Finding]:
    """A line for each line of an error, with the status the bot itself would end with."""
    status = OTHER_HINDRANCE if isinstance(error, LibraryError) else WRONG_SETTING
    for line in str(error).splitlines():
        yield Finding(Mark.BAD, line, status)


def _good(line: str) -> Finding:
    return Finding(Mark.GOOD, line)


def _either(good: bool, line: str, note: str) -> Finding:
    """Something that is as it should be, or that is only told."""
    return Finding(Mark.GOOD, line) if good else Finding(Mark.NOTE, note)
