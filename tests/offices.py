"""Made-up plans and an office over them, with a clock that tests set."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from bot.clock import ZONE
from bot.office import Office
from bot.state.database import open_state
from bot.state.follows import Spot
from bot.state.journal import Author
from corpus.model import Agencies, Document, TaskRow
from index.engine import Engine

LAN = Author(7, "Lan")
AGENCY = "Sở Tư pháp"
PLAN = Document(
    id="7/KH-UBND",
    kind="Kế hoạch",
    number="7/KH-UBND",
    date=dt.date(2025, 12, 20),
    title="Công tác tư pháp giai đoạn 2026-2030",
)


def rows(**due: str | None) -> tuple[TaskRow, ...]:
    """Rows of the made-up plan, led by one agency: task → printed deadline."""
    return tuple(
        TaskRow(
            doc=PLAN.id,
            id=f"{PLAN.id}#{number}",
            number=str(number),
            task=task.replace("_", " "),
            lead_text=AGENCY,
            lead=(AGENCY,),
            agencies=Agencies(lead=(AGENCY,)),
            due=cell,
            lines=(number, number),
        )
        for number, (task, cell) in enumerate(due.items(), start=1)
    )


def engine_of(tasks: tuple[TaskRow, ...]) -> Engine:
    """As much of an engine as deadlines need, and answers that cite none of its places."""
    known = {"tasks": tasks, "documents": {PLAN.id: PLAN}, "agencies": frozenset({AGENCY})}
    return cast(Engine, SimpleNamespace(**known, plans=(), by_id={}, twins={}, version="v1"))


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, text: str) -> None:
        self.set(text)

    def set(self, text: str) -> None:
        """To a local time: "2026-06-01 08:00"."""
        self.moment = dt.datetime.fromisoformat(text).replace(tzinfo=ZONE)

    def __call__(self) -> dt.datetime:
        return self.moment


def office_of(directory: Path, tasks: tuple[TaskRow, ...], clock: Clock, **options: Any) -> Office:
    """An office over a state directory, as after a start of the program."""
    engine = engine_of(tasks)
    return Office(lambda: engine, open_state(directory), clock, **options)


def follow(office: Office, spot: Spot, kind: str = "agency", target: str = AGENCY) -> None:
    """Follow something in a spot from now on."""
    assert office.follows.add(spot, kind, target, target, LAN, office.now())  # type: ignore[arg-type]
