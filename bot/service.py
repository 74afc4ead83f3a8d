"""The service behind every channel: the corpus that is served, asked through one function."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import corpus
import index
from corpus.library import PLANS_WITH_THE_PROJECT, Library, Progress, code_fingerprint
from corpus.model import Document, Plan
from index.conversation import Conversation, ask
from index.engine import Engine, load_engine, save_index
from index.model import Answer
from index.reading.shorthand import FILE, read_shorthand


@dataclass
class Service:
    """One library and the engine of its current version."""

    library: Library
    engine: Engine
    today: dt.date | None = None  # taken for today; None: the clock's

    def ask(self, question: str, conversation: Conversation) -> Answer:
        """Answer a question as the next turn of a conversation."""
        return ask(self.engine, question, conversation, self.today)

    def documents(self) -> Sequence[Document]:
        """The loaded documents, in the order they were added."""
        return tuple(self.engine.documents.values())


def open_library(directory: Path) -> Library:
    """The library under a data directory, for today's code."""
    rooms = [Path(package.__file__).parent for package in (corpus, index) if package.__file__]
    return Library(directory, code_fingerprint(*rooms))


def open_service(directory: Path, progress: Progress | None = None) -> Service:
    """Open the corpus that is served; on first use load the plans that come with the project.

    A version read by other code, or damaged, is built anew from its own plan files.
    """
    library = open_library(directory)
    service = _open_current(library)
    if service is not None:
        return service
    with library.changing():
        service = _open_current(library)  # another process may have built it meanwhile
        if service is not None:
            return service
        version = library.current()
        files = library.files(version) if version else sorted(PLANS_WITH_THE_PROJECT.glob("*.txt"))
        version = change(library, files, progress, keep_history=False)
    return _serve(library, version)


def _serve(library: Library, version: Path) -> Service:
    """The service over a version that is built, with the administrator's own abbreviations."""
    engine = load_engine(version, library.plans(version))
    return Service(library, replace(engine, shorthand=read_shorthand(library.root / FILE)))


def _open_current(library: Library) -> Service | None:
    """The service over the current version; None where it must be built first."""
    version = library.current()
    if version is None or library.is_stale(version) or not library.is_whole(version):
        return None
    try:
        return _serve(library, version)
    except (
        OSError,
        sqlite3.DatabaseError,
        ValueError,
        KeyError,
    ):  # a damaged file: its plans are still there
        library.mark_damaged(version)
        return None


def change(
    library: Library, files: Sequence[Path], progress: Progress | None = None, *, keep_history: bool = True
) -> Path:
    """Serve these plan files from now on, all or nothing; returns the new version's directory.

    The caller holds `library.changing()`.
    """

    def finish(directory: Path, plans: Sequence[Plan]) -> None:
        save_index(directory, plans)

    version = library.stage(files, finish, progress) if progress else library.stage(files, finish)
    library.activate(version, keep_history=keep_history)
    return version
