"""The names that links and buttons give to a place of a plan: 26 letters, whatever the ids look like.

A payload has four digests: of the document's number and year, of its issuer, of the place's own number, and
of its words. So it holds when other plans with the same number are loaded (which changes ids), when a row
moves to another number, and when its words are corrected; and Telegram's limits are kept (64 of [A-Za-z0-9_-]
behind `?start=`, 64 bytes in a button).
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import NamedTuple

from corpus.identity import identity
from corpus.model import DataRow, Document, Section, TaskRow
from corpus.vietnamese import syllables

START = "?start="
"""What a link within the bot's own pages begins with; the channel puts its address before it."""

_DOCUMENT, _ISSUER, _PLACE, _WORDS = 8, 3, 7, 8  # letters of six bits each
PATTERN = re.compile(
    rf"(?P<document>[\w-]{{{_DOCUMENT}}})(?P<issuer>[\w-]{{{_ISSUER}}})"
    rf"(?P<place>[\w-]{{{_PLACE}}})(?P<words>[\w-]{{{_WORDS}}})",
    re.ASCII,
)
LENGTH = _DOCUMENT + _ISSUER + _PLACE + _WORDS


class Payload(NamedTuple):
    """A payload, taken apart."""

    document: str
    issuer: str
    place: str
    words: str

    def __str__(self) -> str:
        return "".join(self)


def parse_payload(text: str) -> Payload | None:
    """Read a payload; None where it cannot be one."""
    match = PATTERN.fullmatch(text)
    return Payload(*match.groups()) if match else None


def payload_of(document: Document, local: str = "", words: str = "") -> Payload:
    """The payload of a place: `local` is its id without the document's, empty for the document's head."""
    number, year, issuer = identity(document)
    known = document.number or document.source_file or number
    return Payload(
        _digest(_DOCUMENT, known, str(year or "")),
        _digest(_ISSUER, issuer),
        _digest(_PLACE, local),
        _digest(_WORDS, " ".join(syllables(words))),
    )


def row_payload(document: Document, row: TaskRow) -> Payload:
    """Of a task row."""
    return payload_of(document, row.id.removeprefix(document.id), f"{row.task}\n{row.lead_text or ''}")


def section_payload(document: Document, section: Section) -> Payload:
    """Of a section."""
    return payload_of(document, section.id.removeprefix(document.id), section.text)


def data_row_payload(document: Document, section: str, number: int, row: DataRow) -> Payload:
    """Of a row of another table: the `number`-th, from 1, of all such rows in a section (its id)."""
    return payload_of(document, f"{section.removeprefix(document.id)}~{number}", row.text)


def row_link(document: Document, row: TaskRow) -> str:
    """The link to a task row."""
    return f"{START}{row_payload(document, row)}"


def document_link(document: Document) -> str:
    """The link to a document's head."""
    return f"{START}{payload_of(document)}"


def _digest(letters: int, *parts: str) -> str:
    content = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(content).decode()[:letters]
