"""Reading plans from the terminal: first use, checking; a progress bar for what takes its time."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tqdm import tqdm

from bot.plan_report import doubt_records, report
from bot.service import Service, open_library, open_service
from bot.terminal.commands import print_json
from bot.texts import general as texts
from bot.texts.changes import obstacle_line
from corpus.readers.progress import Progress
from corpus.readiness import find_obstacle


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


def check(directory: Path, files: Sequence[Path], *, as_json: bool) -> None:
    """Read plan files without loading them: what was found, and every doubt with its place.

    What was read is kept, so that `add` need not read a scan again.
    """
    readings = open_library(directory).readings
    for file in files:
        move, bar = progress_bar()
        with bar:
            plan = readings.read(file, move).plan
        if as_json:
            for record in doubt_records(plan):
                print_json(record)
        else:
            print("\n".join(report(plan)))
            if obstacle := find_obstacle(plan):
                print(obstacle_line(obstacle))
