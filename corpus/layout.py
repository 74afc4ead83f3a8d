"""The page off, the text kept: physical lines cleaned, and joined to the paragraphs a person reads.

A scan breaks paragraphs at the foot of the page, and text taken from a PDF at the end of every line. Both
are undone here, before anything is understood; what a line is for is the business of `zones`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.markers import find_marker, is_upper
from corpus.markup import clean_inline
from corpus.model import SourceLine
from corpus.vietnamese import nfc

_LONG = 80  # characters: a body paragraph, not a sub-heading or a list item
_PAGE_WIDTH = 200  # characters: no printed line is longer
_FULL = 0.9  # of the usual width: letters differ in breadth
_PROOFS = 3  # lines that go on below: the text is broken at line ends, not by chance
# a reference, cut before its number; "kinh tế số" and "quan điểm" are none
_OPEN_ENDED = re.compile(
    r"(?:\b(?:tại|theo|của|và|các|từ|đến|trong)\s+(?:khoản|điều|điểm|mục|phần|chương)|[(/])$", re.IGNORECASE
)
_BEFORE_FIGURE = re.compile(r"\b(?:năm|tháng|ngày|quý|số|trên|dưới|khoảng)$", re.IGNORECASE)
_TERMINATED = re.compile(r"[.;:!?…]['\"”’»)\]\s]*$")
_SENTENCE_BREAK = re.compile(r"[.;!?]\s+\S")
_BULLET = re.compile(r"[-–—+•●▪*]\s*\S")
_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–]?\s*\d{1,3}\s*(?:/\s*\d{1,3})?\s*[-–]?", re.IGNORECASE)
_COLUMN_GAP = re.compile(r"\s{3,}|\t+")
_OPEN_EMPHASIS = re.compile(
    r"(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)|(?<=\w[.,;:”])\*(?!\w)"
)  # closed on another line
# gaps left to be filled in by hand, no columns: "Số:      /KH-UBND", "ngày     tháng 6"
_BLANK_AFTER = re.compile(r"^số\s*:?$|\b(?:ngày|tháng|năm)$", re.IGNORECASE)
_BLANK_BEFORE = re.compile(r"/|(?:tháng|năm)\b")
_EMPHASIZED = re.compile(r"\s*(?:#|\*\*|__)|\s*[*_][^*_]+[*_]\s*$")


class Line(NamedTuple):
    """One non-empty physical line: number (1-based), text as printed (composed), text without markup.

    `gap` counts the empty lines above it; `strong` says that markup sets it off as a heading.
    """

    number: int
    printed: str
    text: str
    gap: int
    strong: bool

    @property
    def columns(self) -> list[str]:
        """The texts of a line printed in columns (the head, the signature), cleaned."""
        columns: list[str] = []
        for cell in _COLUMN_GAP.split(self.printed.strip()):
            text = clean_inline(cell)
            if columns and (_BLANK_BEFORE.match(text) or _BLANK_AFTER.search(columns[-1])):
                columns[-1] = f"{columns[-1]} {text}"
            elif text:
                columns.append(text)
        return columns


class Paragraph(NamedTuple):
    """Lines that are one paragraph in print, and its whole text."""

    lines: tuple[Line, ...]
    text: str

    @property
    def strong(self) -> bool:
        """Whether markup sets its beginning off as a heading."""
        return self.lines[0].strong


def compose_lines(lines: Iterable[SourceLine]) -> list[Line]:
    """The non-empty lines of a file, cleaned; a line of nothing but markup keeps an empty text."""
    composed: list[Line] = []
    gap = 0
    for line in lines:
        printed = nfc(line.text).replace("\f", " ").rstrip()
        if printed.strip():
            strong = line.strong or bool(_EMPHASIZED.match(printed))
            cleaned = _OPEN_EMPHASIS.sub("", clean_inline(printed))
            composed.append(Line(line.number, printed, cleaned, gap, strong))
            gap = 0
        else:
            gap += 1
    return composed


def is_furniture(line: Line) -> bool:
    """Whether a line says nothing: a rule, or a page number alone between blank lines."""
    if not any(char.isalnum() for char in line.text):
        return True
    return line.gap > 0 and bool(_PAGE_NUMBER.fullmatch(line.text))


def is_item(text: str) -> bool:
    """Whether a text begins as an item of a list does, with a number or a bullet."""
    return bool(find_marker(text) or _BULLET.match(text))


def is_grid(line: Line) -> bool:
    """Whether a line is a row of a table (cells between tabs or bars)."""
    return "\t" in line.printed.strip() or line.printed.lstrip().startswith("|")


def is_terminated(text: str) -> bool:
    """Whether a text ends as a sentence or clause does."""
    return bool(_TERMINATED.search(text[-20:]))


def starts_lower(text: str) -> bool:
    """Whether the first letter of a text is a small one, so that it continues what stands above."""
    first = next((char for char in text if char.isalnum()), "")
    return first.islower()


def page_width(lines: Sequence[Line]) -> int:
    """The usual width of a text broken at line ends, in characters; 0 where every paragraph is one line.

    Full lines that go on in small letters prove that the text is broken.
    """
    running = [line for line in lines if not is_grid(line)]
    widths = sorted(len(line.printed) for line in running)
    width = widths[(len(widths) - 1) * 95 // 100] if widths else 0
    if width > _PAGE_WIDTH:
        return 0
    proofs = sum(
        line.gap == 0
        and starts_lower(line.text)
        and not find_marker(line.text)
        and _is_full(above, line, width)
        for above, line in pairwise(running)
    )
    return width if proofs >= _PROOFS else 0


def _is_full(line: Line, below: Line, width: int) -> bool:
    """Whether the first word below did not fit on a line of this width any more."""
    word = below.text.partition(" ")[0]
    return len(line.printed) + 1 + len(word) > _FULL * width > 0


def _continues(before: Sequence[Line], line: Line, width: int) -> bool:
    """Whether `line` goes on with the paragraph that the lines `before` began."""
    first, last = before[0], before[-1]
    if is_grid(line) or is_grid(last) or not last.text:
        return False
    if _OPEN_ENDED.search(last.text) and not last.strong:  # "… tại khoản" + "2. Điều 5 Luật …"
        return True
    if is_item(line.text):
        return False
    heading = find_marker(first.text)
    if heading and heading.end == len(first.text) and first is last:  # a number alone on its line
        return not is_terminated(line.text) or line.gap == 0
    if _BEFORE_FIGURE.search(last.text) and line.text[:1].isdigit() and not heading:
        return True  # "… đến năm" + "2030, …"
    wrapped = line.gap == 0 and _is_full(last, line, width)
    if starts_lower(line.text):
        return wrapped or last.text.endswith("...") or not last.text.endswith((".", ":", "!", "?"))
    if is_terminated(last.text):
        return wrapped and last.text.endswith(".")  # the sentence, not the paragraph, ended with the line
    if line.gap == 0:
        return wrapped or (is_upper(last.text) and is_upper(line.text) and line.strong == last.strong)
    if (
        first.strong
        or last.strong
        or line.printed.lstrip().startswith(("#", "**", "__"))
        or _BULLET.match(first.text)
    ):
        return False
    if is_upper(last.text) and not is_upper(line.text):
        return False  # a heading in capitals, though it took two lines
    # a body paragraph ends with a full stop; without one the page cut it (165-KH/TU, lines 218 and 222)
    is_sentence = not heading or bool(_SENTENCE_BREAK.search(first.text[heading.end :]))
    return is_sentence and (len(first.text) >= _LONG or first is not last)


def compose_paragraphs(lines: Iterable[Line], width: int) -> list[Paragraph]:
    """The paragraphs of running lines: page cuts closed, lines broken at the page's `width` joined.

    Each line belongs to exactly one paragraph; the text is the lines' texts joined by single spaces. A row of
    a table that is no task table is a paragraph of its own, its cells between bars.
    """
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Paragraph(tuple(group), " ".join(filter(None, map(_running_text, group)))) for group in groups]


def _running_text(line: Line) -> str:
    """A line as running text; a table row with bars between its cells."""
    if not is_grid(line):
        return line.text
    cells = (clean_inline(cell) for cell in re.split(r"[|\t]", line.printed))
    return " | ".join(cell for cell in cells if cell)
