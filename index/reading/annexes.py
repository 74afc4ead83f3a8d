"""The annex a question names, and the tables that it holds: "phụ lục II" is the table called "Phụ lục II"."""

from __future__ import annotations

import re

from corpus.numbers import roman_to_int
from corpus.vietnamese import fold

_ANNEX = re.compile(
    r"(?<!\w)(?P<kind>phu luc|bieu mau|bieu|bang|danh muc)(?: so)? 0*(?P<number>[ivxlc]+|\d{1,2})(?![\w/.])"
)

Annex = tuple[str, int]
"""Its kind, accent-free, and its number."""


def find_annex(text: str) -> Annex | None:
    """The numbered annex that a question or a table's name speaks of; None: none, or one without a number."""
    match = _ANNEX.search(fold(text))
    if match is None:
        return None
    printed = match["number"]
    number = int(printed) if printed.isdigit() else roman_to_int(printed.upper())
    return (match["kind"], number) if number else None
