"""Blocks of plain text → pages of Telegram HTML.

Splitting happens before any markup exists: a tag or an entity cannot be cut. Lengths are UTF-16 code units of
the text after parsing, as Telegram counts them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Sequence
from enum import StrEnum
from html import escape
from typing import NamedTuple

TELEGRAM_LIMIT = 4096
PAGE = 3000
"""What a page holds at most: well below Telegram's limit, and about three screens of a phone."""
_MIN_PIECE = 300  # a part is not begun at the foot of a page for less than this
_MAX_ENTITIES = 90  # on a page: Telegram drops those after the 100th
# Telegram blanks control characters, and a lone surrogate cannot be sent at all
_UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Kind(StrEnum):
    """What a block is; the value is its HTML around the escaped text."""

    HEAD = "<b>{}</b>"  # the answer itself
    TEXT = "{}"
    NOTE = "<i>{}</i>"  # a source line, or how the question was understood
    QUOTE = "<blockquote expandable>{}</blockquote>"
    WORDS = "<blockquote>{}</blockquote>"  # a quote that is read whole
    FIELD = "<b>{}:</b> {}"  # a name and its value, parted by the first colon


Links = tuple[tuple[str, str], ...]
"""(words, address): where the words stand in a block, they lead there."""


class Block(NamedTuple):
    """One part of a message, in plain text. `gap`: with an empty line above it."""

    kind: Kind
    text: str
    gap: bool = False
    links: Links = ()


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def render_pages(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Each page's HTML, valid and at most `PAGE` units long; none where the blocks hold nothing visible."""
    sendable = [block._replace(text=_UNSENDABLE.sub(" ", block.text).strip()) for block in blocks]
    return tuple(_render_page(page) for page in _fill_pages(block for block in sendable if block.text))


def _fill_pages(blocks: Iterable[Block]) -> list[list[Block]]:
    """Blocks onto pages, in order; long ones are split where a reader would pause."""
    pages: list[list[Block]] = []
    room = entities = 0
    waiting = deque(blocks)
    while waiting:
        block = waiting.popleft()
        space = len(_separator(block))
        needed = 1 + len(block.links)
        if not pages or space + _least(block, waiting) > room or entities + needed > _MAX_ENTITIES:
            pages.append([])
            room, space, entities = PAGE, 0, 0
        piece, rest = _split(block.text, room - space)
        pages[-1].append(block._replace(text=piece))
        room -= space + units(piece)
        entities += needed
        if rest:
            kind = Kind.TEXT if block.kind is Kind.FIELD else block.kind
            waiting.appendleft(block._replace(kind=kind, text=rest, gap=False))
            room = 0
    return pages


def _least(block: Block, following: Sequence[Block]) -> int:
    """The room below which a block is not begun on a page; a source line keeps the quote's start with it."""
    least = min(units(block.text), _MIN_PIECE)
    if block.kind is Kind.NOTE and following and following[0].kind is Kind.QUOTE:
        least += 1 + min(units(following[0].text), _MIN_PIECE)
    return least


def _split(text: str, room: int) -> tuple[str, str]:
    """The part of a text that fits, and the rest."""
    if units(text) <= room:
        return text, ""
    cut = _find_cut(text, room)
    return text[:cut].rstrip(), text[cut:].lstrip()


def _find_cut(text: str, room: int) -> int:
    """Where to break: after the last line, sentence, clause or word that fits, else after what fits."""
    fits = len(text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore"))
    for mark in ("\n", ". ", "; ", " "):
        at = text.rfind(mark, fits // 2, fits)
        if at > 0:
            return at + len(mark)
    whole = fits
    while whole > 1 and _belong_together(text[whole - 1], text[whole]):
        whole -= 1
    return whole if whole > fits - 20 else fits


def _belong_together(before: str, after: str) -> bool:
    """Whether a break would part a letter from its accent, or an emoji from what is joined to it."""
    return unicodedata.category(after).startswith("M") or "\u200d" in (before, after)


def _separator(block: Block) -> str:
    return "\n\n" if block.gap else "\n"


def _render_page(blocks: Sequence[Block]) -> str:
    return "".join(_separator(block) + _render_block(block) for block in blocks).lstrip("\n")


def _render_block(block: Block) -> str:
    if block.kind is Kind.FIELD:
        name, colon, value = block.text.partition(":")
        kind = block.kind if colon else Kind.TEXT
        return kind.format(_escape(name), _render_linked(value.lstrip(), block.links))
    return block.kind.format(_render_linked(block.text, block.links))


def _render_linked(text: str, links: Links) -> str:
    """A text as HTML; where the words of `links` first stand in it they lead there, longer ones first."""
    addresses = {words: address for words, address in links if words}
    if not addresses:
        return _escape(text)
    longest_first = sorted(addresses, key=len, reverse=True)
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w|\.\w)")
    html, at = "", 0
    for match in found.finditer(text):
        if match[0] not in addresses:
            continue
        html += _escape(text[at : match.start()])
        html += f'<a href="{escape(addresses.pop(match[0]))}">{_escape(match[0])}</a>'
        at = match.end()
    return html + _escape(text[at:])


def _escape(text: str) -> str:
    return escape(text, quote=False)
