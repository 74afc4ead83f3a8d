"""A change of the corpus: proposed with what it would change, tried on the golden questions, then made.

Channels differ in how they show a proposal and ask whether it is meant; what happens is the same:

    with library.changing(who):
        proposal = propose_addition(library, files)
        with trial(library, proposal) as tried:      # the new version, built beside the current one
            tried.turned                             # golden questions it spoils
            tried.accept(who)                        # or not: then it was never there
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.golden import read_golden
from bot.service import DAMAGE, find_accepted, load, prepare
from bot.texts import changes as texts
from corpus.difference import PlanChange, compare_plans, find_renamed
from corpus.errors import BadInput, UnreadableFile
from corpus.history import Action
from corpus.identity import Identity, distinguish, identity
from corpus.library import Library
from corpus.model import Plan
from corpus.naming import find_named
from corpus.readers.progress import Progress, silent
from corpus.readings import Source
from index.engine import Engine, save_index
from index.gate import Golden, Turned, find_turned


@dataclass(frozen=True)
class Proposal:
    """What a change would do. Nothing has happened yet."""

    action: Action
    files: tuple[Path, ...]  # all that would be loaded, in order
    sha256: tuple[str, ...]  # of each of them, as it was read
    plans: tuple[Plan, ...]  # those handed over, as read
    changes: tuple[PlanChange, ...]  # of each of them, or of each document removed
    unchanged: frozenset[str]  # ids of those whose file is loaded already, byte for byte
    renamed: tuple[tuple[str, str], ...]  # other documents that get another id: (old, new)
    questions: Sequence[Golden] = ()
    before: Engine | None = None  # the corpus it starts from, where there are questions to ask it
    back_to: str = ""  # of a rollback: the version gone back to

    @property
    def is_empty(self) -> bool:
        """Is all of it loaded already?"""
        return all(change.document in self.unchanged for change in self.changes)


@dataclass(frozen=True)
class Trial:
    """A proposal whose version is built and asked, but not served."""

    library: Library
    version: Path
    proposal: Proposal
    turned: tuple[Turned, ...]

    def accept(self, who: str) -> tuple[Plan, ...]:
        """Serve it from now on; returns its plans."""
        made = self.proposal
        self.library.activate(self.version, made.action, who, back_to=made.back_to)
        return self.library.plans(self.version)


def propose_addition(library: Library, files: Sequence[Path], progress: Progress = silent) -> Proposal:
    """Load these files: new documents at the end, a document that is loaded already in its place.

    Raises UnreadableFile. The caller holds `library.changing()`.
    """
    handed = library.read(files, progress)
    served = _open_served(library, progress)
    after = {identity(source.plan.document): source for source in library.read(library.files(served.version))}
    new = {identity(source.plan.document): source for source in handed}
    same = {
        key
        for key, source in new.items()
        if key in after and (source.sha256, source.file.name) == (after[key].sha256, after[key].file.name)
    }
    after |= {key: source for key, source in new.items() if key not in same}
    plans = tuple(source.plan for source in handed)
    return _propose(Action.ADDED, served, list(after.values()), plans, set(new), same)


def propose_removal(library: Library, typed: Sequence[str], progress: Progress = silent) -> Proposal:
    """Take documents out, each named as a person names it.

    Raises BadInput where a name fits none or several, or nothing would be left. The caller holds
    `library.changing()`.
    """
    served = _open_served(library, progress)
    documents = [plan.document for plan in served.plans]
    gone = set()
    for name in typed:
        meant = find_named(name, documents)
        if len(meant) != 1:
            raise BadInput(texts.which_document(name, meant, documents))
        gone.add(identity(meant[0]))
    left = [
        source
        for source in library.read(library.files(served.version), progress)
        if identity(source.plan.document) not in gone
    ]
    if not left:
        raise BadInput(texts.LAST_DOCUMENT)
    return _propose(Action.REMOVED, served, left, (), gone, set())


def _propose(
    action: Action,
    served: _Served,
    sources: Sequence[Source],
    handed: tuple[Plan, ...],
    touched: Set[Identity] | None,
    same: Set[Identity],
) -> Proposal:
    """`touched`: the documents that are handed over or go; None: all that differ."""
    after = distinguish([source.plan for source in sources])
    old, new = ({identity(plan.document): plan for plan in plans} for plans in (served.plans, after))
    differ = {key for key in old | new if _read_of(old.get(key)) != _read_of(new.get(key))}
    touched = differ if touched is None else touched
    changes = {key: compare_plans(old.get(key), new.get(key)) for key in old | new if key in touched}
    return Proposal(
        action,
        files=tuple(source.file for source in sources),
        sha256=tuple(source.sha256 for source in sources),
        plans=handed,
        changes=tuple(changes.values()),
        unchanged=frozenset(changes[key].document for key in same),
        renamed=find_renamed([plan for key, plan in old.items() if key not in touched], after),
        questions=served.questions,
        before=served.engine,
    )


@contextmanager
def trial(
    library: Library, proposal: Proposal, progress: Progress = silent, *, keep: bool = False
) -> Iterator[Trial]:
    """Build the version of a proposal and ask it the golden questions; gone again unless accepted or kept.

    Raises UnreadableFile where a file is no longer what was proposed.
    """
    with library.staging(proposal.files, save_index, progress, keep=keep) as version:
        if tuple(plan.document.sha256 for plan in library.plans(version)) != proposal.sha256:
            raise UnreadableFile(texts.FILE_CHANGED)
        turned: tuple[Turned, ...] = ()
        if proposal.before is not None:
            turned = find_turned(proposal.questions, proposal.before, load(library, version).engine)
        yield Trial(library, version, proposal, turned)


def propose_rollback(library: Library, progress: Progress = silent) -> Proposal:
    """Serve the corpus before the last change again. Raises BadInput where there is none.

    It holds nobody up with golden questions, and is the way out of a served version that cannot be read: then
    everything counts as new. The caller holds `library.changing()`.
    """
    before, served = library.previous(), library.current()
    if before is None or served is None:
        raise BadInput(texts.NO_VERSION_BEFORE)
    try:
        plans = library.plans(served)
    except DAMAGE:
        plans = ()
    sources = library.read(find_accepted(library, before, progress), progress)
    proposal = _propose(Action.ROLLED_BACK, _Served(served, plans, (), None), sources, (), None, set())
    return replace(proposal, back_to=before.name)


def roll_back(library: Library, who: str, progress: Progress = silent) -> tuple[Plan, ...]:
    """Make that change; returns its plans. Raises BadInput where there is none.

    The caller holds `library.changing()`.
    """
    with trial(library, propose_rollback(library, progress), progress) as tried:
        return tried.accept(who)


def _read_of(plan: Plan | None) -> tuple[str, str] | None:
    return (plan.document.sha256, plan.document.source_file) if plan else None


@dataclass(frozen=True)
class _Served:
    """The version a change starts from."""

    version: Path
    plans: tuple[Plan, ...]
    questions: Sequence[Golden]
    engine: Engine | None


def _open_served(library: Library, progress: Progress) -> _Served:
    questions = read_golden(library.root)

    def opened(version: Path) -> _Served:
        service = load(library, version) if questions else None
        plans = service.engine.plans if service else library.plans(version)
        return _Served(version, plans, questions, service.engine if service else None)

    version = prepare(library, progress)
    try:
        return opened(version)
    except DAMAGE:
        library.mark_damaged(version)
        return opened(prepare(library, progress))
