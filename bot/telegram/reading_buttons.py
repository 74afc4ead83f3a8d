"""What the buttons of reading say: `r:<what>:<key>:<page>[:<position>]`, all that is needed to show it again.

Nothing is remembered for them, so that they work as long as the plans hold what they name. A small letter
edits the message the button stands below, its capital sends a new one.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from bot.reading.payloads import LENGTH
from bot.texts import general as texts
from bot.texts import reading as reading_texts

PATTERN = rf"r:[a-zA-Z]:[\w-]{{0,{LENGTH}}}:(?:[0-9]{{1,4}}|e)(?::[0-9]{{1,6}})?"
_DATA = re.compile(
    rf"r:(?P<what>[a-zA-Z]):(?P<key>[\w-]{{0,{LENGTH}}}):(?P<page>[0-9]{{1,4}}|e)(?::(?P<at>[0-9]{{1,6}}))?",
    re.ASCII,
)
LAST = 10_000
"""The page that stands for the last, however many there are."""

Row = tuple[tuple[str, str], ...]
"""A row of buttons: (label, callback data or link)."""


class What(StrEnum):
    """What a button shows."""

    PLACE = "s"  # key: a payload
    CONTENTS = "t"  # key: a payload of the document
    GROUP = "g"  # key: a payload of a row: all rows of its group
    ROLES = "c"  # key: a payload of a row: the agencies it names
    AGENCY = "a"  # key: of an agency
    AGENCIES = "l"  # no key
    GROUP_FILE = "x"
    AGENCY_FILE = "y"


class Pressed(NamedTuple):
    """A pressed button, read."""

    what: What
    new: bool  # in a message of its own
    key: str
    page: int  # from 0
    at: int  # a position in the book, from 0: where to go where the place is gone


def find_pressed(data: str | None) -> Pressed | None:
    """Read callback data; None where they are none of these."""
    match = _DATA.fullmatch(data or "")
    if match is None or match["what"].lower() not in set(What):
        return None
    page = LAST if match["page"] == "e" else int(match["page"])
    return Pressed(
        What(match["what"].lower()), match["what"].isupper(), match["key"], page, int(match["at"] or 0)
    )


def data_of(what: What, key: object = "", page: int = 0, at: int | None = None, *, new: bool = False) -> str:
    """The callback data of a button: at most 44 bytes."""
    letter = what.value.upper() if new else what.value
    position = "" if at is None else f":{at}"
    return f"r:{letter}:{key}:{'e' if page == LAST else page}{position}"


def compose_pager(what: What, key: object, page: int, total: int) -> tuple[Row, ...]:
    """The row that turns pages; none where there is only one."""
    if total < 2:
        return ()
    back = [(reading_texts.BUTTON_PREVIOUS, data_of(what, key, page - 1))] if page > 0 else []
    forth = [(reading_texts.BUTTON_NEXT, data_of(what, key, page + 1))] if page + 1 < total else []
    return ((*back, (texts.page_position(page + 1, total), data_of(what, key, page)), *forth),)
