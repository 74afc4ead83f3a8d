"""Errors nobody foresaw, as the log may have them."""

from __future__ import annotations

import logging
import traceback


def log_fault(logger: logging.Logger, error: BaseException | None, line: str, *values: object) -> None:
    """Log a line (with its %-values) and what is to be known of an error."""
    logger.error(f"{line}\n%s", *values, describe_fault(error))


def describe_fault(error: BaseException | None) -> str:
    """Kinds and places as Python prints them, causes first.

    Its words are left out: they may hold what somebody wrote, or a file's name.
    """
    chain: list[BaseException] = []
    while error and error not in chain:
        chain.append(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(_describe(one) for one in reversed(chain))


def _describe(error: BaseException) -> str:
    places = "".join(traceback.format_tb(error.__traceback__))
    return f"Traceback (most recent call last):\n{places}{type(error).__name__}"
