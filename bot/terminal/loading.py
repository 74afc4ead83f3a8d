"""Loading plans from the terminal: first use, checking, adding, going back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from bot import texts
from bot.service import Service, change, open_library, open_service
from bot.terminal.commands import print_json
from bot.terminal.report import doubt_records, report
from corpus.difference import PlanChange, compare_plans
from corpus.errors import LibraryError
from corpus.identity import identity
from corpus.library import Progress
from corpus.parse import read_plan


def progress_bar() -> tuple[Progress, tqdm[None]]:
    """A progress bar on standard error and the function that moves it."""
    bar: tqdm[None] = tqdm(
        total=0,
        delay=0.3,
        desc=texts.LOADING,
        unit="",
        file=sys.stderr,
        leave=False,
        bar_format="{desc}: {bar} {n_fmt}/{total_fmt}",
    )

    def move(what: str, done: int, all_: int) -> None:
        bar.total = all_
        bar.n = done
        bar.set_description_str(f"{texts.LOADING} {what}" if what else texts.INDEXING)
        bar.refresh()

    return move, bar


def open_with_progress(directory: Path) -> Service:
    """The service; where plans must be read first, with a progress bar."""
    move, bar = progress_bar()
    with bar:
        return open_service(directory, move)


def check(files: Sequence[Path], *, as_json: bool) -> None:
    """Read plan files without loading them: what was found, and every doubt with its place."""
    for file in files:
        plan = read_plan(file)
        if as_json:
            for record in doubt_records(plan):
                print_json(record)
        else:
            print("\n".join(report(plan)))


def add(directory: Path, files: Sequence[Path], *, yes: bool) -> None:
    """Check files, show what they change, and load them on yes: all or nothing."""
    service = open_with_progress(directory)
    library = service.library
    plans = [read_plan(file) for file in files]
    with library.changing():
        version = library.current()
        loaded = library.plans(version) if version else ()
        before = {identity(plan.document): plan for plan in loaded}
        changes = [compare_plans(before.get(identity(plan.document)), plan) for plan in plans]
        for plan, difference in zip(plans, changes, strict=True):
            print("\n".join(report(plan)))
            _tell(difference)
        if all(difference.is_empty for difference in changes):
            print(texts.NOTHING_CHANGES)
            return
        if not (yes or _confirmed()):
            print(texts.NOT_LOADED)
            return
        replaced = {identity(plan.document) for plan in plans}
        stored = zip(library.files(version) if version else (), loaded, strict=True)
        kept = [file for file, plan in stored if identity(plan.document) not in replaced]
        move, bar = progress_bar()
        with bar:
            target = change(library, [*kept, *files], move)
    now = library.plans(target)
    print(texts.LOADED.format(len(now), sum(len(p.sections) for p in now), sum(len(p.tasks) for p in now)))


def _confirmed() -> bool:
    try:
        return input(texts.CONFIRM_ADD).strip().lower() in texts.ANSWERS_YES
    except EOFError:  # nobody there to say yes
        print()
        return False


def _tell(difference: PlanChange) -> None:
    if difference.is_new:
        print(texts.PLAN_NEW.format(difference.document))
    elif difference.is_empty:
        print(texts.PLAN_SAME.format(difference.document))
    else:
        counts = (len(difference.added), len(difference.changed), len(difference.removed))
        print(texts.PLAN_CHANGED.format(difference.document, *counts))
    for place, old, new in difference.leads:
        print(texts.LEAD_CHANGED.format(place, old, new))
    for place, old, new in difference.dues:
        print(texts.DUE_CHANGED.format(place, old, new))


def rollback(directory: Path) -> None:
    """Serve the corpus before the last change again."""
    library = open_library(directory)
    with library.changing():
        before = library.previous()
        if before is None:
            raise LibraryError(texts.NO_VERSION_BEFORE)
        move, bar = progress_bar()
        with bar:
            target = change(library, library.files(before), move, keep_history=False)
        library.forget_last(before)
    print(texts.ROLLED_BACK.format(len(library.plans(target))))
