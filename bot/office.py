"""The port of deadlines: what is due, what is followed, what was noted, over the plans of today.

Its methods block for a moment and may be called in several threads; a channel calls them off its event loop.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.clock import ZONE, Clock
from bot.recording import Recorder
from bot.reminding import Bulletin, Followed, compose_bulletin
from bot.state.database import State
from bot.state.follows import Follow, Follows, Spot
from bot.state.marks import Mark, Marks
from bot.state.outbox import Outbox
from corpus.model import Document, TaskRow
from index.deadlines import Deadline, Deadlines
from index.engine import Engine
from index.reading.spans import Period, days_from, find_period
from index.targets import Named, Target, TargetKind, find_named, keys_of

_USUAL = 30  # days that are listed where nobody says which
_LONG_AGO = dt.timedelta(days=3660)
_REMEMBERED = dt.timedelta(days=8)  # reminders sent: the farthest ahead, and the week under way


class DueList(NamedTuple):
    """What falls due in a span of days. `whose`: the targets it is of, none for all plans."""

    whose: tuple[Target, ...]
    period: Period
    found: tuple[Deadline, ...]
    following: Deadline | None  # where none is found
    never: Mapping[str, int]  # why → how many rows never fall due
    keys: tuple[str, ...]


class Wish(NamedTuple):
    """A wish for a list, read: the list; or rows that are named or described; or neither."""

    due: DueList | None
    choices: tuple[Target, ...] = ()
    of_spot: bool = False  # nobody said whose: it is of what the spot follows


@dataclass
class Office:
    """Everything about deadlines that a channel needs."""

    engine: Callable[[], Engine]  # the one that is served now
    state: State
    now: Clock
    marking: bool = True  # whether officials may note that a task is done
    follows: Follows = field(init=False)
    outbox: Outbox = field(init=False)
    marks: Marks = field(init=False)
    recorder: Recorder = field(init=False)
    _deadlines: tuple[Engine, Deadlines] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.follows, self.outbox, self.marks = Follows(self.state), Outbox(self.state), Marks(self.state)
        self.recorder = Recorder(self.state)

    def close(self) -> None:
        """Write what waits to be written, and close the state."""
        self.recorder.close()
        self.state.close()

    def today(self) -> dt.date:
        """The day it is for the users."""
        return self.now().astimezone(ZONE).date()

    def deadlines(self) -> Deadlines:
        """The deadlines of the plans that are served now."""
        engine, known = self.engine(), self._deadlines
        if known is None or known[0] is not engine:
            known = self._deadlines = (engine, Deadlines(engine))
        return known[1]

    def documents(self) -> Mapping[str, Document]:
        """The documents that are served now."""
        return self.engine().documents

    def row(self, key: str) -> TaskRow | None:
        """The row of a key, where the plans of today hold it."""
        return self.deadlines().find_row(key)

    def find_named(self, text: str) -> Named:
        """What a text names (`index.targets`)."""
        return find_named(self.engine(), self.deadlines(), text)

    def keys_of(self, targets: Iterable[Target]) -> tuple[str, ...]:
        """The rows that targets stand for, each once."""
        engine, deadlines = self.engine(), self.deadlines()
        found = (key for target in targets for key in keys_of(engine, deadlines, target.kind, target.key))
        return tuple(dict.fromkeys(found))

    def followed(self, spot: Spot) -> list[Followed]:
        """What is followed in a spot, with its rows of today."""
        engine, deadlines = self.engine(), self.deadlines()
        return [
            Followed(follow, keys_of(engine, deadlines, follow.kind, follow.target))
            for follow in self.follows.of(spot)
        ]

    def marks_of(self, chat_id: int, keys: Iterable[str]) -> list[Mark]:
        """What was noted of rows in a chat; nothing where that is switched off."""
        return self.marks.of(chat_id, keys) if self.marking else []

    def bulletin(self, spot: Spot) -> tuple[Bulletin, list[Mark]] | None:
        """What a spot has to be reminded of now, and what was noted of it; None where there is nothing."""
        followed = self.followed(spot)
        keys = {key for _, rows in followed for key in rows}
        if not keys:
            return None
        marks = self.marks_of(spot.chat_id, keys)
        sent = self.outbox.reminded(spot, self.today() - _REMEMBERED)
        bulletin = compose_bulletin(
            self.now(), followed, self.follows.wishes(spot), self.deadlines(), sent, marks
        )
        return (bulletin, marks) if bulletin else None

    def read_wish(self, text: str, spot: Spot | None = None) -> Wish:
        """A wish such as "Sở Tư pháp tháng 6/2026"; without a name: of what the spot follows, else of all.

        Without a period: the next 30 days.
        """
        today = self.today()
        period = find_period(text, today)
        rest = text[: period.start] + " " + text[period.end :] if period else text
        named = self.find_named(rest) if _says_something(rest) else Named()
        if not named.targets and (named.choices or _says_something(rest)):
            return Wish(None, named.choices)
        targets = named.targets or (targets_of(self.follows.of(spot)) if spot else ())
        if period is None and named.targets and all(t.kind is TargetKind.TASK for t in named.targets):
            return Wish(None, named.targets)  # its deadline is asked for, whenever that is
        due = self.list_due(targets, period or days_from(today, _USUAL))
        return Wish(due, of_spot=bool(targets) and not named.targets)

    def list_due(self, whose: Sequence[Target], period: Period) -> DueList:
        """What falls due in a period, of some targets or of all plans."""
        deadlines = self.deadlines()
        keys = self.keys_of(whose) if whose else deadlines.select()
        found = tuple(deadlines.between(keys, period.first, period.last))
        following = None if found else deadlines.next_after(keys, period.last)
        never = Counter(kind.value for kind, _ in deadlines.without_day(keys))
        return DueList(tuple(whose), period, found, following, never, keys)

    def day_meant(self, key: str) -> dt.date | None:
        """The deadline that a note of today is about: the coming one, else the last; None without any.

        So that a note silences no other deadline of the row, should the plan be given another.
        """
        deadlines, today = self.deadlines(), self.today()
        if not deadlines.find_row(key):
            return None
        coming = deadlines.next_after([key], today - dt.timedelta(days=1))
        if coming:
            return coming.due.day
        past = deadlines.between([key], today - _LONG_AGO, today)
        return past[-1].due.day if past else None


def targets_of(follows: Iterable[Follow]) -> tuple[Target, ...]:
    """Follows as targets."""
    return tuple(Target(TargetKind(follow.kind), follow.target, follow.label) for follow in follows)


_EMPTY = frozenset("của các hạn deadline kế hoạch trong từ đến tất cả việc nhiệm vụ cho xem".split())


def _says_something(text: str) -> bool:
    """Whether more is said than courtesies."""
    return any(word not in _EMPTY for word in text.lower().replace(",", " ").split())
