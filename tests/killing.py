"""`kehoach add --yes`, killed again and again: a process that knows all modules forks one child a command.

    python -m tests.killing DIRECTORY ROUNDS SEED

Prints a JSON line a round: what was served before, after the kill, and after the same command was let through.
Every second kill comes at a random moment, spread over the whole command; the others just before a step that
changes the data directory, spread over all steps, since the moments between those are too short to be met by
chance. A child does what `kehoach` does from its first line on; what is spared is loading Python's modules,
in which nothing is touched yet.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bot.__main__ import main
from bot.service import open_library
from corpus.history import Action
from index.engine import save_index
from tests.plans import plan_text

CHANGING = ("os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.utime")


def fork(*arguments: str, output: Path, before: Callable[[], None] = lambda: None) -> int:
    """Run a command in a child, which first does something else; its process id."""
    child = os.fork()
    if child:
        return child
    out = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(out, stream)
    status = 1
    try:
        before()
        status = main(arguments)
        sys.stdout.flush()
    finally:
        os._exit(status)


def finish(*arguments: str, output: Path, before: Callable[[], None] = lambda: None) -> str:
    """Run a command to its end; what it printed."""
    _, status = os.waitpid(fork(*arguments, output=output, before=before), 0)
    printed = output.read_text(encoding="utf-8")
    assert status == 0, printed
    return printed


def at_each_step(do: Callable[[int], None]) -> None:
    """From now on call `do` before every step that changes a file, with the number of the step."""
    steps = 0

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        writes = (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        )
        if event in CHANGING or writes:
            steps += 1
            do(steps)

    sys.addaudithook(hook)


def kill_before(step: int) -> None:
    """Be killed just before a step."""
    at_each_step(lambda at: os.kill(os.getpid(), signal.SIGKILL) if at == step else None)


def served(data: Path, output: Path) -> list[str]:
    """The titles that are served: each round's plan has its own."""
    printed = finish("docs", "--json", "--data", str(data), output=output)
    return [json.loads(line)["title"] for line in printed.splitlines()]


def run(folder: Path, rounds: int, seed: int) -> None:
    """Kill at moments spread over the whole command."""
    data, output, plan, counted = (folder / name for name in ("data", "output", "plan.txt", "steps"))
    plan.write_text(plan_text(number=13, matter="Trồng rừng"), encoding="utf-8")
    library = open_library(data)
    with library.changing(), library.staging([plan], save_index) as version:
        library.activate(version, Action.FIRST)
    command = ("add", str(plan), "--yes", "--data", str(data))

    def let_through() -> tuple[float, int]:
        """Run the command whole: the seconds it takes, and the steps in which it changes files."""
        handle = os.open(counted, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        started = time.monotonic()
        finish(
            *command, output=output, before=lambda: at_each_step(lambda _: os.write(handle, b".") and None)
        )
        os.close(handle)
        return time.monotonic() - started, counted.stat().st_size

    plan.write_text(plan_text(matter="Chuẩn bị"), encoding="utf-8")
    lasts, steps = let_through()
    chance = random.Random(seed)  # noqa: S311
    before = served(data, output)
    for at in range(rounds):
        plan.write_text(plan_text(matter=f"Đợt {at}"), encoding="utf-8")
        share = (at // 2 * 2 + 2 * chance.random()) / (rounds + 1)
        if at % 2:
            step = 1 + int(share * steps)
            child = fork(*command, output=output, before=lambda step=step: kill_before(step))
        else:
            child = fork(*command, output=output)
            time.sleep(lasts * share)
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        killed = served(data, output)
        # Counted anew each round: once ten changes are kept, a command deletes the oldest after its swap.
        # Measured on the first alone, no kill of a round came after the swap unless the machine was slow.
        lasts, steps = let_through()
        after = served(data, output)
        print(json.dumps([before, killed, after]), flush=True)
        before = after


if __name__ == "__main__":
    run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
