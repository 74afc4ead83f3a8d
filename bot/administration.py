"""The port of administrators: files handed in → a draft of a change, to be shown; the draft → the change.

Nobody holds the library while somebody thinks. A draft is made and the library let go; the version it would
lead to stays built, kept from deletion, so that saying yes is one rename. Whether the draft still says what
was shown is looked at then, with the library held: where it does not, there is a new draft to show.

The methods block, for minutes where scans are read, and may be called in several threads: each opens the
library for itself, so that they stand in each other's way as two programs would. What is done, refused or
given up is noted in the state database.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from bot.changes import Proposal, propose_addition, propose_removal, propose_rollback, trial
from bot.clock import Clock
from bot.incoming import Incoming, Tray
from bot.live import LiveService
from bot.service import open_library
from bot.state.database import State
from bot.state.errands import ShownErrands
from bot.state.journal import Author, write_log
from bot.texts import administrators as texts
from bot.texts.changes import ACTIONS
from corpus.errors import LibraryError, PlansError, SecretFile
from corpus.history import Change
from corpus.library import Library
from corpus.locking import keeping
from corpus.model import Document, Plan
from corpus.readers.progress import Progress, silent
from corpus.readiness import Obstacle, find_obstacle
from index.gate import Turned
from index.model import Answer

Propose = Callable[[Library, Progress], Proposal]


@dataclass(frozen=True)
class Draft:
    """A change that can be made as it was shown."""

    proposal: Proposal
    turned: tuple[Turned, ...]
    last: Change | None  # the last change of the corpus it starts from
    version: Path | None  # what it leads to, built; None where nothing would change
    propose: Propose  # the same change again, from the corpus as it is then
    held: ExitStack  # keeps the version from deletion

    @property
    def obstacles(self) -> tuple[tuple[Plan, Obstacle], ...]:
        """What speaks against plans that are handed over."""
        found = ((plan, find_obstacle(plan)) for plan in self.proposal.plans)
        return tuple((plan, obstacle) for plan, obstacle in found if obstacle)

    @property
    def is_doubtful(self) -> bool:
        """Must somebody insist on it? On the command line it takes --force."""
        return bool(self.turned or self.obstacles)

    def says(self) -> object:
        """What was shown of it, and what it leads to, to be compared with another's."""
        made = self.proposal
        turned = [(one.question, _told(one.before), _told(one.after)) for one in self.turned]
        return made.sha256, made.changes, made.unchanged, made.renamed, turned


class Made(NamedTuple):
    """A change that was made: the version that is served, and how much it holds."""

    version: str
    documents: int
    sections: int
    tasks: int


class Administration:
    """Changing the corpus of one data directory."""

    def __init__(self, directory: Path, state: State, now: Clock, live: LiveService) -> None:
        """`live` answers from a change as soon as it is made."""
        self._directory = directory
        self._state = state
        self._live = live
        self.now = now
        self.incoming = Incoming(directory)
        self.shown = ShownErrands(state)

    def sweep(self) -> None:
        """Delete what an earlier program has left behind: files that were sent, versions nobody accepted."""
        self.incoming.sweep()
        self._prune()

    def note(self, author: Author, action: str, detail: str = "") -> None:
        """A line of the log. Never raises where the database cannot be written: the deed is done."""
        with suppress(sqlite3.Error), self._state.transaction() as db:
            write_log(db, self.now(), author.id, author, action, detail)

    def documents(self) -> Sequence[Document]:
        """The documents that are served now."""
        return self._live.documents()

    def history(self) -> Sequence[Change]:
        """Every change of the corpus, newest first. Raises LibraryError."""
        return open_library(self._directory).changes()

    # ── drafts ─────────────────────────────────────────────────────────────────────────────────────────────

    def draft_addition(self, tray: Tray, author: Author, progress: Progress = silent) -> Draft:
        """The files of a tray, read, then compared. Raises PlansError, and whatever the progress raises."""
        files = tuple(tray.files)
        try:
            with self._noting(author, tray.plain):
                open_library(self._directory).read(files, progress)  # may take long: nobody is held up by it
                return self._draft(
                    lambda library, move: propose_addition(library, files, move), author, progress
                )
        except PlansError as error:
            raise type(error)(tray.plain(str(error))) from None

    def draft_removal(self, names: Sequence[str], author: Author, progress: Progress = silent) -> Draft:
        """Documents, each as a person names it, taken out. Raises PlansError."""
        with self._noting(author):
            return self._draft(lambda library, move: propose_removal(library, names, move), author, progress)

    def draft_rollback(self, author: Author, progress: Progress = silent) -> Draft:
        """The corpus before the last change. Raises PlansError."""
        with self._noting(author):
            return self._draft(propose_rollback, author, progress)

    def carry_out(self, draft: Draft, author: Author, progress: Progress = silent) -> Made | Draft:
        """Make the change, exactly as it was shown; or a new draft, where the corpus is another by now.

        The draft handed over is closed either way. Raises PlansError, and the draft is as it was.
        """
        with self._noting(author), self._changing(author) as library:
            again = self._try(library, draft.propose, progress)
            if again.says() != draft.says() or again.version is None:
                draft.held.close()
                return again
            try:
                library.activate(
                    again.version, again.proposal.action, texts.who(author), back_to=again.proposal.back_to
                )
                plans = library.plans(again.version)
            finally:
                again.held.close()
        draft.held.close()
        insisted = texts.LOG_INSISTED if draft.is_doubtful else ""
        self.note(author, again.proposal.action, f"{again.version.name}: {_documents(draft)}{insisted}")
        self._live.catch_up()
        sections, tasks = sum(len(plan.sections) for plan in plans), sum(len(plan.tasks) for plan in plans)
        return Made(again.version.name, len(plans), sections, tasks)

    def drop(self, draft: Draft, author: Author, why: str = "cancelled") -> None:
        """Give a draft up."""
        self.note(author, why, _documents(draft))
        self.let_go(draft)

    def let_go(self, draft: Draft) -> None:
        """Delete what a draft leads to, where nobody else keeps it; nothing is noted."""
        draft.held.close()
        self._prune()

    # ── inside ─────────────────────────────────────────────────────────────────────────────────────────────

    def _draft(self, propose: Propose, author: Author, progress: Progress) -> Draft:
        with self._changing(author) as library:
            draft = self._try(library, propose, progress)
        try:
            progress("", 1, 1)  # whoever wanted to stop meanwhile is heard
        except BaseException:
            draft.held.close()
            self._prune()
            raise
        self.note(author, "proposed", f"{draft.proposal.action}: {_documents(draft)}")
        return draft

    def _try(self, library: Library, propose: Propose, progress: Progress) -> Draft:
        """Propose, build and ask; the version stays built, and held. The caller holds the library."""
        proposal = propose(library, progress)
        last = next(iter(library.changes()), None)
        held, version = ExitStack(), None
        turned: tuple[Turned, ...] = ()
        if not proposal.is_empty:
            with trial(library, proposal, progress, keep=True) as tried:
                turned, version = tried.turned, tried.version
            held.enter_context(keeping(version))
        return Draft(replace(proposal, before=None), turned, last, version, propose, held)

    @contextmanager
    def _changing(self, author: Author) -> Iterator[Library]:
        library = open_library(self._directory)
        with library.changing(texts.who(author)):
            yield library

    def _prune(self) -> None:
        """Delete versions nobody holds or can go back to; whoever is at work does it themselves."""
        with suppress(LibraryError), open_library(self._directory).changing():
            pass

    @contextmanager
    def _noting(self, author: Author, plain: Callable[[str], str] = str) -> Iterator[None]:
        """Note a refusal. Of a state secret nothing is written down, not even its name."""
        try:
            yield
        except SecretFile:
            self.note(author, "refused", texts.LOG_REFUSED_UNNAMED)
            raise
        except PlansError as error:
            self.note(author, "refused", plain(str(error)))
            raise


def _documents(draft: Draft) -> str:
    made = draft.proposal
    named = [f"{plan.document.id} ({plan.document.source_file})" for plan in made.plans]
    return ", ".join(named or [change.document for change in made.changes]) or ACTIONS[made.action]


def _told(answer: Answer) -> tuple[str, tuple[str, ...]]:
    return answer.text, tuple(citation.id for citation in answer.citations)
