"""Telegram's HTML, parsed as strictly as its documentation words it.

The real parser forgives some slips (an unescaped "&", a missing quote); here they are refused.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from telegram.constants import MessageLimit

from tests.telegram_api.errors import Violation

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_TOKEN = re.compile(
    r"<(?P<end>/)?(?P<tag>[a-z-]+)(?P<attributes>[^<>]*)>|&(?P<entity>[^;&<>\s]{1,10});|(?P<text>[^<>&]+)"
)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_RAW_LIMIT = 1 << 15  # bytes, before parsing: the server's own limit


class Formatted(NamedTuple):
    """A text as a reader sees it, and what of it is marked how (offsets in UTF-16 code units)."""

    text: str
    entities: list[dict[str, Any]]


def utf16(text: str) -> int:
    """Length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def parse_html(html: str) -> Formatted:
    """Parse a message text with parse_mode HTML."""
    if len(html.encode()) > _RAW_LIMIT:
        raise Violation("Text is too long")
    text = ""
    entities: list[dict[str, Any]] = []
    open_tags: list[tuple[str, dict[str, Any]]] = []
    at = 0
    while at < len(html):
        token = _TOKEN.match(html, at)
        if token is None:
            raise _cannot_parse(f"unexpected {html[at]!r} at {at}")
        at = token.end()
        if token["text"]:
            text += token["text"]
        elif token["entity"]:
            text += _decode_entity(token["entity"])
        elif token["end"]:
            if not open_tags or open_tags[-1][0] != token["tag"] or token["attributes"]:
                raise _cannot_parse(f"unmatched end tag </{token['tag']}>")
            entity = open_tags.pop()[1]
            entity["length"] = utf16(text) - entity["offset"]
            if entity["length"]:
                entities.append(entity)
        else:
            open_tags.append(
                (token["tag"], _open(token["tag"], token["attributes"], [t for t, _ in open_tags], text))
            )
    if open_tags:
        raise _cannot_parse(f"can't find end tag corresponding to start tag {open_tags[-1][0]}")
    return _trimmed(text, sorted(entities, key=lambda entity: (entity["offset"], -entity["length"])))


def _decode_entity(name: str) -> str:
    if name in _ENTITIES:
        return _ENTITIES[name]
    number = re.fullmatch(r"#(?:x([0-9a-fA-F]+)|([0-9]+))", name)
    if number is None:
        raise _cannot_parse(f"unsupported entity &{name};")
    return chr(int(number[1], 16) if number[1] else int(number[2]))


def _open(tag: str, attributes: str, inside: list[str], before: str) -> dict[str, Any]:
    entity: dict[str, Any] = {"type": TAGS.get(tag), "offset": utf16(before)}
    if tag not in TAGS:
        raise _cannot_parse(f"unsupported start tag {tag}")
    if {"code", "pre"} & set(inside):
        raise _cannot_parse(f"<{tag}> inside code")
    if tag == "blockquote" and tag in inside:
        raise _cannot_parse("blockquotes can't be nested")
    if tag == "a":
        link = re.fullmatch(r' href="([^"]+)"', attributes)
        if link is None:
            raise _cannot_parse("a link without an address")
        person = re.fullmatch(r"tg://user\?id=([0-9]+)", link[1])
        if person:
            user = {"id": int(person[1]), "is_bot": False, "first_name": "?"}
            entity |= {"type": "text_mention", "user": user}
        else:
            entity["url"] = link[1]
    elif tag == "blockquote" and attributes == " expandable":
        entity["type"] = "expandable_blockquote"
    elif attributes:
        raise _cannot_parse(f"unexpected attributes of <{tag}>: {attributes}")
    return entity


def _trimmed(text: str, entities: list[dict[str, Any]]) -> Formatted:
    lead = utf16(text) - utf16(text.lstrip())
    text = text.strip()
    if not text:
        raise Violation("message text is empty")
    if utf16(text) > MessageLimit.MAX_TEXT_LENGTH:
        raise Violation("message is too long")
    if len(entities) > MessageLimit.MESSAGE_ENTITIES:
        raise Violation("too many entities: Telegram would drop the last ones")
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, utf16(text))
        if end > start:
            kept.append(entity | {"offset": start, "length": end - start})
    return Formatted(text, kept)


def _cannot_parse(why: str) -> Violation:
    return Violation(f"can't parse entities: {why}")
