"""Links that open a place of a plan in the private chat with the bot.

Pages and buttons name them without the bot's address (`?start=…`), so that they can be composed, and kept,
before the bot knows its own name; it is put in where they are sent.
"""

from __future__ import annotations

from bot.reading.payloads import START

_SITE = "https://t.me/"
_BEGINNING = '<a href="'  # in a page nothing but markup holds a bare "<"


def address(link: str, bot_name: str) -> str:
    """The address of a link of the bot's own."""
    return f"{_SITE}{bot_name}{link}"


def with_addresses(page: str, bot_name: str) -> str:
    """A page's HTML with its links as addresses."""
    return page.replace(_BEGINNING + START, _BEGINNING + address(START, bot_name))
