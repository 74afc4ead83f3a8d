"""How the server says no."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """A request answered with an error, as in ordinary life, in Telegram's words."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


class Violation(Refused):
    """A request that no bot should ever make. The server remembers it; a test run with one has failed."""

    def __init__(self, description: str, code: int = 400) -> None:
        super().__init__(code, f"Bad Request: {description}")
