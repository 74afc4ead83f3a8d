"""Failing on demand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Fault:
    """What happens to one request.

    `status`: answered with an error, nothing done. `drop`: the connection breaks, nothing done. `drop_after`:
    the connection breaks when all is done. `hang`, `hang_after`: no answer, before or after all is done.
    """

    kind: Literal["status", "drop", "drop_after", "hang", "hang_after"]
    code: int = 500
    retry_after: int | None = None
    migrate_to: int | None = None  # of a group: the id it has now

    @property
    def after(self) -> bool:
        """Whether the request is carried out all the same."""
        return self.kind.endswith("_after")


DESCRIPTIONS = {
    400: "Bad Request: can't parse entities: so it was ordered",
    401: "Unauthorized",
    403: "Forbidden: bot was kicked from the supergroup chat",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    429: "Too Many Requests: retry after {}",
    500: "Internal Server Error: restart",
    502: "Bad Gateway",
}


class Faults:
    """The faults still to come, per method, in order."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, int | None, Fault]] = []

    def add(self, method: str, *faults: Fault, chat_id: int | None = None) -> None:
        """Let the next requests of a method fail, one fault each; in one chat only, where it is given."""
        self._waiting += [(method.lower(), chat_id, fault) for fault in faults]

    def take(self, method: str, chat_id: str | None) -> Fault | None:
        """The fault of the request that just came."""
        for waiting in self._waiting:
            if waiting[0] == method.lower() and waiting[1] in (None, int(chat_id or 0)):
                self._waiting.remove(waiting)
                return waiting[2]
        return None
