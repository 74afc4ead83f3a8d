"""Files that people send → a tray, fetched from the server of the Bot API."""

from __future__ import annotations

import asyncio
import logging
import shutil
from pathlib import Path

from telegram import Bot, Document
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError

from bot.incoming import Tray, clean_name
from bot.settings import TELEGRAM_OWN_API
from bot.telegram.retrying import persist
from bot.texts import administrators as texts
from corpus.errors import BadInput, LibraryError
from corpus.readers.formats import LARGEST, refuse_large

_PATIENCE = 60.0  # seconds for a file to be on its way
_SILENCE = 30.0  # seconds without a byte
_OWN_LIMIT = int(FileSizeLimit.FILESIZE_DOWNLOAD)  # bytes that Telegram's own server hands out

_logger = logging.getLogger(__name__)


async def fetch(bot: Bot, document: Document, tray: Tray) -> None:
    """Put a file into a tray.

    Raises UnreadableFile or BadInput where it is too large or not to be had, LibraryError where it cannot be
    written. Nothing of its name gets into the program's log.
    """
    name, size = clean_name(document.file_name or ""), document.file_size or 0
    own = str(bot.base_url).startswith(TELEGRAM_OWN_API)
    if own and size > _OWN_LIMIT:
        raise BadInput(texts.too_large(name, _OWN_LIMIT // 1_000_000))
    if size > LARGEST:
        raise refuse_large(name)
    try:
        file = await persist(lambda: bot.get_file(document.file_id), _PATIENCE)
    except TelegramError as error:
        if "too big" in str(error).lower():
            raise BadInput(texts.too_large(name, _OWN_LIMIT // 1_000_000)) from None
        raise _not_fetched(error, texts.FETCH_FAILED) from None
    where = file.file_path or ""
    # a server in local mode names a file of its own disk, by an absolute path
    remedy = texts.FETCH_FAILED
    if where.startswith(f"{bot.base_file_url}//"):
        remedy = texts.local_file_missing(name)
    try:
        target = tray.add(document.file_name or "")
    except OSError as error:
        raise LibraryError(texts.NO_ROOM) from error
    try:
        if where.startswith("/"):
            await asyncio.to_thread(shutil.copyfile, Path(where), target)
        else:
            await persist(lambda: file.download_to_drive(target, read_timeout=_SILENCE), _PATIENCE)
    except OSError as error:
        tray.take_back(target)
        raise LibraryError(texts.NO_ROOM) from error
    except TelegramError as error:
        raise _not_fetched(error, remedy) from None


def _not_fetched(error: TelegramError, line: str) -> BadInput:
    """The line for the administrator; the log has the kind of error alone, for its words may hold a name."""
    _logger.warning(texts.LOG_NOT_FETCHED, type(error).__name__)
    return BadInput(line)
