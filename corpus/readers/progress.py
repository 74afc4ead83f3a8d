"""How the progress of long reading is told."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with (what is being read, how many are done, how many in all).

It may be called again and again with the same; whatever it raises stops the reading within a second.
"""


def silent(_what: str, _done: int, _all: int) -> None:
    """The progress nobody watches."""
