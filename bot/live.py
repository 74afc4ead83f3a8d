"""The corpus that is served, as it changes under a program that goes on running: the bot, a conversation.

Each question looks whether CURRENT was replaced (one `stat`). Who finds it so loads the new version in their
own thread; the others are meanwhile answered from the one before. A question ends on the version it began
with, for an engine never changes.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import replace

from bot.service import DAMAGE, Service, load
from bot.texts import changes as texts
from corpus.errors import LibraryError
from corpus.model import Document
from index.conversation import Conversation
from index.model import Answer

_FAULTS: tuple[type[Exception], ...] = (LibraryError, *DAMAGE)
_TRY_AGAIN = 30.0  # seconds after a version could not be loaded

_logger = logging.getLogger(__name__)


class LiveService:
    """A service that follows its library; safe to call from several threads."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._library = service.library
        self._loading = threading.Lock()
        self._seen: object = None  # what CURRENT looked like when it was last followed
        self._not_before = 0.0

    def ask(self, question: str, conversation: Conversation) -> Answer:
        """Answer a question from the corpus as it is now, as the next turn of a conversation."""
        return self.now().ask(question, conversation)

    def documents(self) -> Sequence[Document]:
        """The loaded documents as they are now, in the order they were added."""
        return self.now().documents()

    def now(self) -> Service:
        """The service over the version that is served, or over the one before while that is loaded."""
        if self._look() != self._seen and self._loading.acquire(blocking=False):
            try:
                if time.monotonic() >= self._not_before:
                    self._follow()
            finally:
                self._loading.release()
        return self._service

    def catch_up(self) -> None:
        """Serve the version that is current now from the next question on; waits where it is being loaded."""
        with self._loading:
            if self._look() != self._seen:
                self._follow()

    def _look(self) -> object:
        try:
            status = self._library.current_file.stat()
        except OSError:  # gone: what was loaded is still there
            return self._seen
        return status.st_ino, status.st_mtime_ns, status.st_size

    def _follow(self) -> None:
        looked = self._look()  # before it is read: a change in between is seen the next time
        try:
            version = self._library.current()
            if version is not None and version.name != self._service.engine.version:
                if self._library.is_stale(version):
                    _logger.warning(texts.LOG_OTHER_PROGRAM)
                else:
                    self._service = replace(load(self._library, version), today=self._service.today).warm()
                    _logger.info(texts.LOG_NEW_CORPUS, len(self._service.documents()))
            self._seen = looked
        except _FAULTS as error:
            self._not_before = time.monotonic() + _TRY_AGAIN
            _logger.warning(texts.LOG_NOT_FOLLOWED, error)
