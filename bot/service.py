"""The service behind every channel: the corpus that is served, asked through one function."""

from __future__ import annotations

import datetime as dt
import gc
import logging
import sqlite3
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import corpus
import index
from bot.texts.changes import LOG_LEFT_OUT
from corpus.code_prints import code_fingerprint
from corpus.errors import LibraryError
from corpus.history import Action
from corpus.library import PLANS_WITH_THE_PROJECT, Library
from corpus.model import Document
from corpus.readers.progress import Progress, silent
from index.conversation import Conversation, ask, warm
from index.engine import Engine, load_engine, save_index
from index.model import Answer
from index.reading.shorthand import FILE, read_shorthand

DAMAGE: tuple[type[Exception], ...] = (
    *(OSError, EOFError, ValueError, KeyError, TypeError),
    *(sqlite3.DatabaseError, zipfile.BadZipFile, zlib.error),
)
"""What comes of reading a damaged version, or one that has just been deleted."""


_logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Service:
    """One library and the engine of one of its versions."""

    library: Library
    engine: Engine
    today: dt.date | None = None  # taken for today; None: the clock's

    def ask(self, question: str, conversation: Conversation) -> Answer:
        """Answer a question as the next turn of a conversation."""
        return ask(self.engine, question, conversation, self.today)

    def documents(self) -> Sequence[Document]:
        """The loaded documents, in the order they were added."""
        return tuple(self.engine.documents.values())

    def warm(self) -> Service:
        """The same, with everything read that the first questions would otherwise wait for.

        What is loaded is taken out of the rounds of the garbage collector, each of which would hold up a
        question for longer than its answer takes. A version served before is let go at the next such call.
        """
        warm(self.engine)
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        return self


def open_library(directory: Path) -> Library:
    """The library under a data directory, for today's code."""
    rooms = [Path(package.__file__).parent for package in (corpus, index) if package.__file__]
    return Library(directory, code_fingerprint(*rooms))


def open_service(directory: Path, progress: Progress = silent) -> Service:
    """Open the corpus that is served; on first use load the plans that come with the project.

    A version read by other code, or damaged, is built anew from its own plan files.
    """
    library = open_library(directory)
    version = prepare(library, progress)
    try:
        return load(library, version)
    except DAMAGE:  # its plan files are still there; or it was deleted by a change since
        library.mark_damaged(version)
        return load(library, prepare(library, progress))


def load(library: Library, version: Path) -> Service:
    """The service over one version, with the administrator's own abbreviations.

    Raises one of DAMAGE where it cannot be read.
    """
    engine = load_engine(version, library.plans(version))
    return Service(library, replace(engine, shorthand=read_shorthand(library.root / FILE)))


def find_accepted(library: Library, version: Path, progress: Progress = silent) -> Sequence[Path]:
    """The plan files of a version that today's readers accept; the others are left out with a warning.

    Raises UnreadableFile where they accept none.
    """
    accepted, refused = library.sort_out(library.files(version), progress)
    if refused and not accepted:
        raise refused[0][1]
    for file, error in refused:
        _logger.warning(LOG_LEFT_OUT, file.name, error)
    return accepted


def prepare(library: Library, progress: Progress = silent) -> Path:
    """The version that is served, built first where there is none that today's code can read."""
    version = library.current()
    if version is not None and library.is_whole(version) and not library.is_stale(version):
        return version
    files = (
        find_accepted(library, version, progress) if version else sorted(PLANS_WITH_THE_PROJECT.glob("*.txt"))
    )
    with library.staging(files, save_index, progress, keep=True) as built:
        try:
            with library.changing():
                if library.current() == version:
                    library.activate(built, Action.REBUILT if version else Action.FIRST)
                    return built
        except LibraryError:
            # An administrator is at work, perhaps waiting to be answered: nobody else has to wait for them.
            if library.current() is None:
                raise
            return built
    return prepare(library, progress)  # somebody else was faster
