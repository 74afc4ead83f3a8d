"""Paragraphs gathered below their headings, numbered or not: sections before they have ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.document_words import ANNEXES, begins_with
from corpus.headings import Candidate, Heading, find_headings
from corpus.layout import Paragraph, is_grid, is_item, is_terminated
from corpus.line_forms import is_role
from corpus.markers import Style, find_marker, is_upper

_LONGEST_HEADING = 160  # characters of a heading without a number
_LONGEST_QUOTE = 60  # paragraphs; a mark that is never closed quotes nothing
_CLOSED = re.compile(r"[”\"][.;,]?$")


class Draft(NamedTuple):
    """A section before it has an id.

    `heading` is None for text under no number; `title` are then the words it is headed with, if any. `above`
    counts the drafts up to the unnumbered heading below which the numbers began again, 0 for all others.
    """

    heading: Heading | None
    title: str
    paragraphs: list[Paragraph]
    above: int = 0


def find_quoted(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """The paragraphs of quotations that reach over several: the new words an amendment gives another plan.

    "1. Sửa đổi mục 2 như sau:" / "“2. Cải cách thể chế" / "a) Rà soát …”": its numbers are the other plan's.
    """
    quoted: set[int] = set()
    for at, paragraph in enumerate(paragraphs):
        if at in quoted or not paragraph.text.startswith(("“", '"')) or not _open_marks(paragraph.text):
            continue
        depth = 0
        for end in range(at, min(at + _LONGEST_QUOTE, len(paragraphs))):
            depth += _open_marks(paragraphs[end].text)
            if end > at and depth <= 0 and _CLOSED.search(paragraphs[end].text):
                quoted.update(range(at, end + 1))
                break
    return frozenset(quoted)


def _open_marks(text: str) -> int:
    """Quotation marks opened in a text and not closed there; a straight one opens first, then closes."""
    straight = text.count('"') % 2
    return text.count("“") - text.count("”") + (straight if text.startswith('"') else -straight)


def find_candidates(paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    """The paragraphs that begin with a section number, outside quotations."""
    quoted = find_quoted(paragraphs)
    candidates = []
    for at, paragraph in enumerate(paragraphs):
        first = paragraph.lines[0]
        marker = None if is_grid(first) or at in quoted else find_marker(first.text)
        title = paragraph.text[marker.end :].strip() if marker else ""
        if marker and (title or marker.style < Style.LETTER):  # "CHƯƠNG I" may stand alone, "1." may not
            candidates.append(Candidate(at, marker, title, paragraph.strong))
    return candidates


def _find_unnumbered(paragraphs: Sequence[Paragraph], candidates: Sequence[Candidate]) -> list[int]:
    """The paragraphs that are headings without a number: "KẾT LUẬN", "**Phân công nhiệm vụ**".

    Where other headings are numbered, only capitals are one: a bold line there heads a part of a section.
    """
    numbered = any(candidate.marker.style is not Style.POINT for candidate in candidates)
    quoted = find_quoted(paragraphs)
    return [
        at
        for at, paragraph in enumerate(paragraphs)
        if at not in quoted
        and at + 1 < len(paragraphs)
        and len(paragraph.text) <= _LONGEST_HEADING
        and (is_upper(paragraph.text) if numbered else paragraph.strong or is_upper(paragraph.text))
        and len(paragraph.text.split()) > 1
        and not is_grid(paragraph.lines[0])
        and not is_item(paragraph.text)
        and not is_terminated(paragraph.text.rstrip(": "))
        and not is_role(paragraph.text)
        and not begins_with(paragraph.text, ANNEXES)  # the title of a table
    ]


def _begins_again(own: Sequence[Candidate], before: Iterable[Candidate]) -> bool:
    """Whether the numbers below an unnumbered heading start at 1 once more."""
    if not own or own[0].marker.value != 1 or own[0].marker.style not in (Style.ROMAN, Style.DECIMAL):
        return False
    return any(candidate.marker.style is own[0].marker.style for candidate in before)


def compose_drafts(paragraphs: Sequence[Paragraph]) -> list[Draft]:
    """Paragraphs gathered below their headings; text before the first heading is a draft without one."""
    candidates = find_candidates(paragraphs)
    unnumbered = _find_unnumbered(paragraphs, candidates)
    outer: list[Candidate] = []
    headings: dict[int, Heading] = {}
    above: dict[int, int] = {}  # paragraph → the unnumbered heading its number counts below
    for start, end in zip([0, *unnumbered], [*unnumbered, len(paragraphs)], strict=True):
        own = [candidate for candidate in candidates if start <= candidate.at < end]
        if start in unnumbered and _begins_again(own, outer):
            for heading in find_headings(own):
                headings[heading.at], above[heading.at] = heading, start
        else:
            outer += own
    headings |= {heading.at: heading for heading in find_headings(outer)}
    drafts: list[Draft] = []
    at_draft: dict[int, int] = {}
    for at, paragraph in enumerate(paragraphs):
        opens = at in headings or at in unnumbered
        if opens or not drafts:
            title = paragraph.text if at in unnumbered else ""
            at_draft[at] = len(drafts) + 1
            drafts.append(Draft(headings.get(at), title, [], at_draft[above[at]] if at in above else 0))
        drafts[-1].paragraphs.append(paragraph)
    return drafts
