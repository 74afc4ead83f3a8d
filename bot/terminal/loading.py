"""Reading plans from the terminal: first use, checking; a progress bar for what takes its time."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from bot import texts
from bot.change_texts import obstacle_line
from bot.service import Service, open_service
from bot.terminal.commands import print_json
from bot.terminal.report import doubt_records, report
from corpus.parse import read_plan
from corpus.readiness import find_obstacle
from corpus.readings import Progress


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


def check(files: Sequence[Path], *, as_json: bool) -> None:
    """Read plan files without loading them: what was found, and every doubt with its place."""
    for file in files:
        move, bar = progress_bar()
        with bar:
            plan = read_plan(file, move)
        if as_json:
            for record in doubt_records(plan):
                print_json(record)
        else:
            print("\n".join(report(plan)))
            if obstacle := find_obstacle(plan):
                print(obstacle_line(obstacle))
