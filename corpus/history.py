"""Who changed what, and when: the record of the library, the newest change first.

The file CURRENT holds the record, one JSON object a line. Its first line names the version that is served
and says how it came to be served, so that a version and its record become current in one rename. Pure: the
library reads and writes the file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from corpus.identity import identity
from corpus.model import Plan, Value


class Action(StrEnum):
    """What was done to the library."""

    FIRST = "first"  # the plans that come with the project, on first use
    ADDED = "added"
    REMOVED = "removed"
    ROLLED_BACK = "rolled_back"
    REBUILT = "rebuilt"  # the same files, read by changed code


class Touch(StrEnum):
    """What happened to a document."""

    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"


class DocumentChange(Value):
    """One document that came, was replaced, or went; of a removed one the file that was loaded."""

    id: str
    change: Touch
    file: str
    sha256: str


class Change(Value):
    """One change of the library."""

    version: str  # name of the version served since
    at: dt.datetime | None  # with its time zone; None where it was not written down (version 0.1.0)
    who: str  # "" where the program did it by itself
    action: Action
    documents: tuple[DocumentChange, ...] = ()
    back_to: str = ""  # of a rollback: the version gone back to, which other code may have read


def parse_changes(text: str) -> tuple[Change, ...]:
    """The record in the text of CURRENT, newest first. Raises ValueError where it is damaged."""
    return tuple(Change.model_validate_json(line) for line in text.splitlines() if line.strip())


def parse_names(current: str, earlier: str) -> tuple[Change, ...]:
    """The record of a library of version 0.1.0: names alone, the earlier ones newest last."""
    return tuple(
        Change(version=name, at=None, who="", action=Action.ADDED)
        for name in (*current.split(), *reversed(earlier.split()))
    )


def render_changes(changes: Sequence[Change]) -> str:
    """The text of CURRENT."""
    return "".join(change.model_dump_json() + "\n" for change in changes)


def find_served(changes: Sequence[Change]) -> list[str]:
    """Names of the version that is served and of those one can go back to, the served one last."""
    served: list[str] = []
    for change in reversed(changes):
        if change.action is Action.ROLLED_BACK:
            while served and served[-1] != change.back_to:
                served.pop()
        if change.action in (Action.ROLLED_BACK, Action.REBUILT):
            served[-1:] = [change.version]
        else:
            served.append(change.version)
    return served


def compare_documents(before: Sequence[Plan], after: Sequence[Plan]) -> tuple[DocumentChange, ...]:
    """The documents that differ between two sets of plans: removed ones first, the others in their order."""
    old = {identity(plan.document): plan.document for plan in before}
    new = {identity(plan.document): plan.document for plan in after}
    touched = [(Touch.REMOVED, document) for key, document in old.items() if key not in new]
    for key, document in new.items():
        if key not in old:
            touched.append((Touch.ADDED, document))
        elif (old[key].sha256, old[key].source_file) != (document.sha256, document.source_file):
            touched.append((Touch.REPLACED, document))
    return tuple(
        DocumentChange(id=document.id, change=touch, file=document.source_file, sha256=document.sha256)
        for touch, document in touched
    )
