"""Changing the corpus from the terminal: add, remove, go back, and who did so when."""

from __future__ import annotations

import json
import os
import pwd
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.change_report import tell_proposal, tell_turned
from bot.changes import Proposal, propose_addition, propose_removal, roll_back, trial
from bot.clock import ZONE
from bot.golden import find_golden, keep_golden
from bot.plan_report import report
from bot.service import open_library
from bot.terminal.loading import open_with_progress, progress_bar
from bot.texts import changes as texts
from bot.texts.general import ANSWERS_YES
from corpus.errors import BadInput
from corpus.library import Library
from corpus.readiness import find_obstacle
from index.conversation import Conversation
from index.model import Status


def add(directory: Path, files: Sequence[Path], *, yes: bool, force: bool, who: str = "") -> None:
    """Read files, show what they change, and load them on yes: all or nothing."""
    with _library(directory, who) as (library, name):
        move, bar = progress_bar()
        with bar:
            proposal = propose_addition(library, files, move)
        for plan in proposal.plans:
            print("\n".join(report(plan)))
            if not force and (obstacle := find_obstacle(plan)):
                raise BadInput(texts.obstacle_refused(plan.document.source_file, obstacle))
        _carry_out(library, proposal, name, yes=yes, force=force)


def remove(directory: Path, documents: Sequence[str], *, yes: bool, force: bool, who: str = "") -> None:
    """Show what goes with some documents, and take them out on yes."""
    with _library(directory, who) as (library, name):
        move, bar = progress_bar()
        with bar:
            proposal = propose_removal(library, documents, move)
        _carry_out(library, proposal, name, yes=yes, force=force)


def rollback(directory: Path, who: str = "") -> None:
    """Serve the corpus before the last change again."""
    with _library(directory, who) as (library, name):
        move, bar = progress_bar()
        with bar:
            plans = roll_back(library, name, move)
    print(texts.ROLLED_BACK.format(len(plans)))


def history(directory: Path, *, as_json: bool) -> None:
    """Who changed what, when: the newest change, which is what is served, first."""
    changes = open_library(directory).changes()
    if not changes and not as_json:
        print(texts.NO_HISTORY)
    for change in changes:
        at = change.at.astimezone(ZONE) if change.at else None
        if as_json:
            record = change.model_dump(mode="json", exclude={"back_to"})
            print(json.dumps(record | {"at": at and at.isoformat()}, ensure_ascii=False))
            continue
        print(texts.change_line(change, at))
        for document in change.documents:
            print(texts.changed_document_line(document))


def add_golden(directory: Path, question: str, *, yes: bool) -> None:
    """Ask a question, show the answer, and keep it as one that must stay right."""
    service = open_with_progress(directory)
    answer = service.ask(question, Conversation())
    print(answer.text)
    if answer.status is Status.AMBIGUOUS:
        raise BadInput(texts.GOLDEN_AMBIGUOUS)
    if find_golden(directory, question) is not None:
        print(texts.GOLDEN_THERE)
        return
    if answer.status is Status.NOT_FOUND:
        print(texts.GOLDEN_NOT_FOUND)
    if yes or _confirmed(texts.GOLDEN_CONFIRM):
        print(texts.GOLDEN_KEPT.format(keep_golden(directory, question, answer)))
    else:
        print(texts.GOLDEN_NOT_KEPT)


def _carry_out(library: Library, proposal: Proposal, who: str, *, yes: bool, force: bool) -> None:
    _print(tell_proposal(proposal))
    if proposal.is_empty:
        print(texts.NOTHING_CHANGES)
        return
    move, bar = progress_bar()
    with bar, trial(library, proposal, move) as tried:
        bar.close()  # before anything is printed
        question = texts.CONFIRM
        if tried.turned:
            _print(tell_turned(tried.turned))
            if not force and (yes or not sys.stdin.isatty()):
                raise BadInput(texts.turned_refused(len(tried.turned)))
            question = texts.CONFIRM_TURNED.format(len(tried.turned))
        if not (yes or _confirmed(question)):
            print(texts.NOT_CHANGED)
            return
        now = tried.accept(who)
    sections, tasks = sum(len(plan.sections) for plan in now), sum(len(plan.tasks) for plan in now)
    print(texts.CHANGED_NOW.format(len(now), sections, tasks))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _confirmed(question: str) -> bool:
    try:
        return input(question).strip().lower() in ANSWERS_YES
    except EOFError:  # nobody there to say yes
        print()
        return False


@contextmanager
def _library(directory: Path, who: str) -> Iterator[tuple[Library, str]]:
    """The library, held, and the name of who holds it; interrupted, it says whether anything has changed."""
    library = open_library(directory)
    name = who or _operator()
    with library.changing(name):
        before = library.changes()[:1]
        try:
            yield library, name
        except KeyboardInterrupt:
            changed = library.changes()[:1] != before
            line = texts.INTERRUPTED_CHANGED if changed else texts.INTERRUPTED_UNCHANGED
            raise KeyboardInterrupt(line) from None


def _operator() -> str:
    """The user of the operating system, behind sudo too."""
    try:
        own = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container's user without a name
        own = str(os.getuid())
    behind = os.environ.get("SUDO_USER", "")
    return f"{behind} ({own})" if behind and behind != own else own
