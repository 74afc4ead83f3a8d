"""Printed lines → the paragraphs a person sees: by margins, indents and blanks, not by their words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from corpus.layout import is_item, is_terminated, starts_lower
from corpus.readers.pages.printed import Cell, PrintedLine

_SPACE = 0.25  # of a line's height: the blank between two words
_INDENT = 0.7  # of a line's height: a first line set in
_APART = 1.35  # of the usual distance of two lines: a blank between paragraphs
_BLANK = 1.2  # of a line's height: as an empty line
_COLUMN_BLANK = 2.0  # the same in letterhead and signature, which are often printed wide apart
_SLACK = 0.03  # of the width: letters differ in breadth
_BULLET = re.compile(r"[-–—+•●▪*]\s*\S|[a-zđ]\)\s")
_DATE = re.compile(r"\bngày\b.{0,12}\btháng\b.{0,8}\bnăm$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_UNBROKEN = re.compile(r"\w[-/]$")  # a document number cut at the line's end: "106/TB-" + "VPCP"


class Block(NamedTuple):
    """One paragraph: its lines, and whether a blank stands above it."""

    lines: tuple[PrintedLine, ...]
    gap: bool

    @property
    def text(self) -> str:
        """The running text."""
        return join_lines([line.text for line in self.lines])


def join_lines(texts: Sequence[str]) -> str:
    """Lines broken by the width of a page or cell as one running text."""
    joined = ""
    for text in texts:
        glued = not joined or (_UNBROKEN.search(joined) and text[:1].isalnum())
        joined = joined + text if glued else f"{joined} {text}"
    return joined


class Margins(NamedTuple):
    """Where the lines of running text begin and end on a page."""

    left: float
    right: float


def find_margins(lines: Sequence[PrintedLine]) -> Margins:
    """The margins that these lines keep; at least one line. A few may stick out to the left."""
    lefts = sorted(line.box.x0 for line in lines)
    return Margins(lefts[len(lefts) // 10], max(line.box.x1 for line in lines))


def compose_blocks(lines: Sequence[PrintedLine], margins: Margins) -> list[Block]:
    """The paragraphs of running text in one column of a page."""
    if not lines:
        return []
    pitch = _usual_pitch(lines)
    groups: list[list[PrintedLine]] = [[lines[0]]]
    for above, line in pairwise(lines):
        if _distance(above, line) > _APART * pitch or _begins(groups[-1], line, margins):
            groups.append([line])
        else:
            groups[-1].append(line)
    return _with_gaps(groups, _BLANK)


def compose_single_lines(lines: Sequence[PrintedLine]) -> list[Block]:
    """Each line by itself: in a letterhead or a signature the lines say what belongs together.

    Only a date's year may have slipped to the next line: "Quỳ Châu, ngày 28 tháng 02 năm" / "2024".
    """
    groups: list[list[PrintedLine]] = []
    for line in lines:
        if groups and _YEAR.fullmatch(line.text) and _DATE.search(groups[-1][-1].text):
            groups[-1].append(line)
        else:
            groups.append([line])
    return _with_gaps(groups, _COLUMN_BLANK)


def _with_gaps(groups: Sequence[Sequence[PrintedLine]], blank: float) -> list[Block]:
    """The paragraphs, with the blanks above them that are wider than `blank` lines."""
    gaps = [True, *(b[0].box.top - a[-1].box.bottom > blank * b[0].height for a, b in pairwise(groups))]
    return [Block(tuple(group), gap) for group, gap in zip(groups, gaps, strict=True)]


def _usual_pitch(lines: Sequence[PrintedLine]) -> float:
    """The usual distance from one line to the next; for a lone line a guess from its height."""
    height = median(line.height for line in lines)
    distances = [d for a, b in pairwise(lines) if height * 0.7 < (d := _distance(a, b)) < height * 2.2]
    return max(median(distances) if distances else 0.0, height * 1.15)


def _distance(above: PrintedLine, line: PrintedLine) -> float:
    """From line to line, by their bottoms: a raised or capital letter moves the tops."""
    return line.box.bottom - above.box.bottom


def _begins(group: Sequence[PrintedLine], line: PrintedLine, margins: Margins) -> bool:
    """Whether `line` begins a paragraph below the lines `group` of another."""
    above = group[-1]
    if above.box.x1 + _first_word(line) < margins.right - _SLACK * (margins.right - margins.left):
        return True  # the word would have fitted: the line above ended on purpose
    if _is_bullet(line.text, above.text) or (is_item(line.text) and is_terminated(above.text)):
        return True
    if line.bold != above.bold and (len(group) == 1 or above.bold) and not starts_lower(line.text):
        return True
    hanging = len(group) == 1 and is_item(above.text)
    return line.box.x0 - above.box.x0 > _INDENT * line.height and not hanging


def _first_word(line: PrintedLine) -> float:
    """The width of a blank and the first word of a line."""
    return _SPACE * line.height + line.words[0].box.x1 - line.words[0].box.x0


def _is_bullet(text: str, above: str) -> bool:
    """Whether a line begins with a bullet, and not with the dash of "phát triển kinh tế" / "- xã hội"."""
    match = _BULLET.match(text)
    return bool(match) and (is_terminated(above) or not starts_lower(text) or text[1] == ")")


def compose_cell_text(cell: Cell, inset: float) -> str:
    """A cell's text: lines broken by its width are joined, paragraphs and bullets stay lines.

    `inset` is the blank that the table keeps between rule and text.
    """
    if not cell.lines:
        return ""
    room = (cell.box.x1 - cell.box.x0 - 2 * inset) * (1 - _SLACK)
    groups: list[list[PrintedLine]] = [[cell.lines[0]]]
    for above, line in pairwise(cell.lines):
        ended = above.box.x1 - above.box.x0 + _first_word(line) < room
        if (ended and not starts_lower(line.text)) or _is_bullet(line.text, above.text):
            groups.append([line])
        else:
            groups[-1].append(line)
    return "\n".join(join_lines([line.text for line in group]) for group in groups)


def usual_inset(cells: Sequence[Cell]) -> float:
    """The blank between rule and text: the least that several cells keep on the left."""
    insets = sorted(min(line.box.x0 for line in cell.lines) - cell.box.x0 for cell in cells if cell.lines)
    return max(insets[len(insets) // 10], 0.0) if insets else 0.0
