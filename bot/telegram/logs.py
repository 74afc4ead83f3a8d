"""The bot's log on standard error, from which no secret can leak.

httpx logs every URL, and Telegram's URLs hold the token; python-telegram-bot puts it into exceptions. So the
secrets are taken out of the finished lines, tracebacks included, whoever wrote them.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from urllib.parse import quote

_HIDDEN = "***"
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Redacting(logging.Formatter):
    """Formats as usual, then hides the secrets, plain and percent-encoded."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__(_FORMAT)
        spellings = {spelling for secret in secrets for spelling in (secret, quote(secret, safe=""))}
        self._secrets = sorted(spellings, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """One finished log line, or several with a traceback, without the secrets."""
        return self.hide(super().format(record))

    def hide(self, text: str) -> str:
        """A text without the secrets."""
        for secret in self._secrets:
            text = text.replace(secret, _HIDDEN)
        return text


def set_up_logging(secrets: Sequence[str]) -> None:
    """Send every log, warning and uncaught exception of the process to standard error, without `secrets`."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Redacting(secrets))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for chatty in ("httpx", "httpcore", "telegram", "asyncio", "apscheduler"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # it shows a gateway's error page with a traceback, and raises what bot.telegram.retrying logs in one line
    logging.getLogger("telegram.request").setLevel(logging.CRITICAL)
    logger = logging.getLogger("bot")
    sys.excepthook = lambda kind, error, trace: logger.critical("%s", error, exc_info=(kind, error, trace))
