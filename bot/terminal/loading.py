"""Reading plans from the terminal: first use, checking; a progress bar for what takes its time."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from bot import texts
from bot.service import Service, open_service
from corpus.model import Plan
from corpus.parse import read_plan
from corpus.readings import Progress
from index.answering.labels import document_label


def progress_bar() -> tuple[Progress, tqdm[None]]:
    """A progress bar on standard error and the function that moves it; silent where nobody watches."""
    bar: tqdm[None] = tqdm(
        total=0,
        delay=0.3,
        desc=texts.LOADING,
        unit="",
        file=sys.stderr,
        disable=None,  # where standard error is no terminal
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


def check(files: Sequence[Path]) -> None:
    """Read plan files without loading them: what was found, what was repaired or is doubtful."""
    for file in files:
        _report(read_plan(file))


def _report(plan: Plan) -> None:
    print(
        texts.cli_found(
            plan.document.source_file, document_label(plan.document), len(plan.sections), len(plan.tasks)
        )
    )
    for task in plan.tasks:
        if task.uncertain:
            print(texts.CHECK_UNCERTAIN.format(task.id, "; ".join(task.repaired)))
        elif task.repaired:
            print(texts.CHECK_REPAIRED.format(task.id, "; ".join(task.repaired)))
