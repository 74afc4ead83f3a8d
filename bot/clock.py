"""The time as the bot's users have it, wherever its server stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from corpus.timezone import ZONE

__all__ = ["ZONE", "Clock", "local_clock"]

Clock = Callable[[], dt.datetime]
"""The present moment, aware, in `ZONE`: the seam at which tests put a clock of their own."""


def local_clock(today: dt.date | None = None) -> Clock:
    """The system's clock; with `today` it is that day now, and goes on from there."""
    shift = dt.timedelta(days=(today - dt.datetime.now(ZONE).date()).days) if today else dt.timedelta()
    return lambda: dt.datetime.now(ZONE) + shift
