"""How much one person, or one group, may ask in a minute.

The first question opens a minute; what is over in it is told once, with the seconds left, and then passed
over in silence until the minute is up. Presses of buttons are counted apart, and more of them are allowed:
turning a page costs little.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from bot.settings import TelegramSettings
from bot.telegram.memory import Recent

WINDOW = 60.0  # seconds
_PRESSES = 3  # for each question allowed
_QUERIES = 15  # likewise: each letter typed is one
_REMEMBERED = 5000  # people and groups; who is forgotten begins anew
seconds = time.monotonic


class Use(Enum):
    """What is counted."""

    QUESTION = "question"
    PRESS = "press"
    QUERY = "query"  # `@bot …` typed in any chat


class Excess(NamedTuple):
    """Too much, for a person or for a group as a whole. `wait`: seconds to be told; None: told before."""

    of_group: bool
    wait: int | None


@dataclass
class _Window:
    start: float
    count: int = 0
    told: bool = False


class Limits:
    """Counts what people do; the administrators' doings are not brought here."""

    def __init__(self, settings: TelegramSettings) -> None:
        self._person, self._chat = settings.person_limit, settings.chat_limit
        self._windows: Recent[tuple[Use, int, bool], _Window] = Recent(_REMEMBERED)

    def count(self, use: Use, person_id: int, group_id: int | None) -> Excess | None:
        """Count one; None where it is within the limits. `group_id`: None in private."""
        factor = {Use.PRESS: _PRESSES, Use.QUERY: _QUERIES}.get(use, 1)
        asked = [(person_id, self._person * factor, False)]
        if group_id is not None:
            asked.insert(0, (group_id, self._chat * factor, True))  # told as a whole, not one by one
        for number, limit, of_group in asked:
            window = self._window(use, number, of_group)
            if limit and window.count >= limit:
                told, window.told = window.told, True
                wait = None if told else max(1, math.ceil(window.start + WINDOW - seconds()))
                return Excess(of_group, wait)
        for number, _, of_group in asked:
            self._window(use, number, of_group).count += 1
        return None

    def _window(self, use: Use, number: int, of_group: bool) -> _Window:
        """Whoever speaks for a group has its id, and is counted apart from it."""
        now, key = seconds(), (use, number, of_group)
        window = self._windows.find(key)
        if window is None or now >= window.start + WINDOW:
            window = _Window(now)
            self._windows.put(key, window)
        return window
