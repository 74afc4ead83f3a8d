"""Markup off, words kept: HTML and Markdown as the scans carry them, in prose lines and in table cells."""

from __future__ import annotations

import html
import re

from corpus.vietnamese import nfc, squeeze

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BREAK = re.compile(r"<\s*(?:br\s*/?|/?p|/?ul|/?ol|/li|/?div|/?tr)\b[^<>]*>", re.IGNORECASE)
_ITEM = re.compile(r"<\s*li\b[^<>]*>\s*(?:[-–•+]\s*)?", re.IGNORECASE)
_UNIT_POWER = re.compile(r"(?<![^\W\d_])([kcdm]?m)<sup>\s*([23])\s*</sup>", re.IGNORECASE)
_FOOTNOTE = re.compile(r"<sup>\s*(\d{1,3}|\*+)\s*</sup>", re.IGNORECASE)
_SUPERSCRIPT = re.compile(r"</?sup\b[^<>]*>", re.IGNORECASE)
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+|(?<!\s)\s+#{1,6}\s*$")
# bounded: with thousands of marks that nothing closes, each would be sought to the end of the line
_EMPHASIS = re.compile(r"(\*{1,3}|__)(?=\S)(.{1,3000}?)(?<=\S)\1")
_STRAY_BOLD = re.compile(r"\*{2,}")  # opened on one line and closed on another (165-KH/TU, line 251)
_ESCAPE = re.compile(r"\\([-\\`*_{}\[\]()#+.!|<>&~$%])")
_RULE = re.compile(r"^\s*(?:[-*_]\s*){3,}$")

_UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_AFTER_CLAUSE = re.compile(r"(?<=[.;:])\s+(?=[-–+•]\s+\S)|(?<=[.;:])\s+(?=[-–•][^\s\d])")
_DASH = re.compile(rf"(\S+)\s+(?=[-–]\s+[{_UPPER}\d])")
_AGENCY_HEAD = re.compile(r"[-–]\s+(?:Các|Sở|Ban|Bộ|Cục|UBND|Ủy|Văn|Công an|Thanh|Đảng|Huyện)\b")
_NAME_AHEAD = re.compile(rf"[-–]\s+(?:\d|[{_UPPER}]\S*(?:\s+[{_UPPER}]|\s*[,.;:)]|\s*$))")


def resolve_superscripts(text: str) -> str:
    """Superscripts as plain words: `km<sup>2</sup>` → `km2`, a footnote's `2030<sup>1</sup>` → `2030[1]`."""
    text = _UNIT_POWER.sub(r"\1\2", text)
    return _SUPERSCRIPT.sub("", _FOOTNOTE.sub(r"[\1]", text))


def clean_inline(text: str) -> str:
    """One printed line without tags, entities, emphasis and heading marks, white space folded.

    A superscript stays as printed (`Hà<sup>(NC)</sup>` → `Hà(NC)`), but a lone footnote number is bracketed,
    so that it never becomes a digit of the number before it (`2030<sup>1</sup>` → `2030[1]`).
    A horizontal rule gives the empty string.
    """
    text = nfc(text)
    if _RULE.match(text):
        return ""
    text = resolve_superscripts(text)
    text = _ITEM.sub(" - ", text)
    text = _BREAK.sub(" ", text)
    text = html.unescape(_TAG.sub("", text))
    text = _HEADING.sub("", text)
    previous = None
    while previous != text:  # ***both*** and **one *inside* the other**
        previous, text = text, _EMPHASIS.sub(r"\2", text)
    return squeeze(_ESCAPE.sub(r"\1", _STRAY_BOLD.sub("", text)))


def split_bullets(line: str) -> list[str]:
    """The bullets of one line of running text, each a line of its own; idempotent.

    A dash after the end of a clause opens a bullet. Inside a text that itself begins with a dash so does a
    dash before a capital (268/KH-UBND, line 27), unless it joins two names or two numbers:
    `Hà Nội - Tuyên Quang`, `2021 - 2025`.
    """
    lines: list[str] = []
    for clause in _AFTER_CLAUSE.split(line):
        if not clause.startswith(("-", "–", "•")):
            lines.append(clause)
            continue
        start = 0
        for match in _DASH.finditer(clause):
            if match.group(1) in "-–" or _joins_names(match.group(1), clause[match.end() :]):
                continue
            lines.append(clause[start : match.end()])
            start = match.end()
        lines.append(clause[start:])
    return [stripped for line in lines if (stripped := line.strip())]


def _joins_names(before: str, dash_and_after: str) -> bool:
    """Whether the dash stands between two names or numbers rather than before a bullet."""
    if before[-1] in ".;:,)" or _AGENCY_HEAD.match(dash_and_after):
        return False
    return (before[0].isupper() or before[0].isdigit()) and bool(_NAME_AHEAD.match(dash_and_after))


def clean_cell(text: str) -> str:
    """A table cell as lines: each paragraph and each bullet is one, cleaned as by `clean_inline`."""
    text = _BREAK.sub("\n", _ITEM.sub("\n- ", nfc(text)))
    lines = (clean_inline(line) for line in text.split("\n"))
    return "\n".join(bullet for line in lines if line for bullet in split_bullets(line))
