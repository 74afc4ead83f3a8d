"""What stands on a printed page, before it is read in order: words and ruled tables with their places.

Lengths are in points or pixels, whichever the page has; x grows to the right, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

WIDE = 2.2
"""Of a line's height: no blank between two words of one text is wider."""

_RAISED = 0.1  # of the height of the word before it
_COLUMN_GAP = "     "  # as `corpus.layout` knows the columns of a line


class Box(NamedTuple):
    """A rectangle on the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, box: Box) -> bool:
        """Whether the middle of another box lies in this one."""
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


class Word(NamedTuple):
    """One printed word; `unsure` where it was recognised from a picture and may be misread."""

    text: str
    box: Box
    bold: bool = False
    raised: bool = False  # printed small: where it stands higher too, it is a footnote's mark or a power
    unsure: bool = False

    @property
    def height(self) -> float:
        """The height of its letters' line."""
        return self.box.bottom - self.box.top


class PrintedLine(NamedTuple):
    """Words side by side, from left to right."""

    words: tuple[Word, ...]

    @property
    def box(self) -> Box:
        """The rectangle around the words."""
        return around(word.box for word in self.words)

    @property
    def height(self) -> float:
        """The height of the highest word that is not raised."""
        return max(word.height for word in self.words)

    @property
    def bold(self) -> bool:
        """Whether every word with letters is bold."""
        lettered = [word for word in self.words if any(char.isalpha() for char in word.text)]
        return bool(lettered) and all(word.bold for word in lettered)

    @property
    def unsure(self) -> bool:
        """Whether a word may be misread."""
        return any(word.unsure for word in self.words)

    @property
    def text(self) -> str:
        """The words, columns far apart; raised ones marked up as `corpus.markup` knows it."""
        text = self.words[0].text
        for left, word in pairwise(self.words):
            if word.raised and word.box.bottom < left.box.bottom - _RAISED * left.height:
                text += f"<sup>{word.text}</sup>"
            else:
                wide = word.box.x0 - left.box.x1 > WIDE * self.height
                text += (_COLUMN_GAP if wide else " ") + word.text
        return text


class Cell(NamedTuple):
    """A cell of a ruled table: its rectangle and its words' lines.

    `readings` are several guesses at a row's number on a scanned page, until one is decided on.
    """

    box: Box
    lines: tuple[PrintedLine, ...]
    readings: tuple[str, ...] = ()


class Table(NamedTuple):
    """A ruled table: its rectangle, and rows with one entry per column.

    A merged cell stands in its first row and first column; the places it covers beyond are None.
    """

    box: Box
    rows: tuple[tuple[Cell | None, ...], ...]


class Page(NamedTuple):
    """One page: the words outside of its tables, and the tables, from top to bottom."""

    number: int  # 1-based
    box: Box
    words: tuple[Word, ...]
    tables: tuple[Table, ...]


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around others; at least one."""
    x0, top, x1, bottom = zip(*boxes, strict=True)
    return Box(min(x0), min(top), max(x1), max(bottom))


def compose_printed_lines(words: Iterable[Word]) -> list[PrintedLine]:
    """Words gathered into lines, from top to bottom: those that overlap by half their height are one line."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.box.top + word.box.bottom) / 2):
        row = next((row for row in reversed(rows[-3:]) if _beside(row, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    rows.sort(key=lambda row: min(word.box.top for word in row if not word.raised or len(row) == 1))
    return [PrintedLine(tuple(sorted(row, key=lambda word: word.box.x0))) for row in rows]


def _beside(row: list[Word], word: Word) -> bool:
    """Whether the word stands on the line of these words: beside the one nearest to it."""
    near = min(row, key=lambda other: abs(other.box.x0 - word.box.x0))
    overlap = min(near.box.bottom, word.box.bottom) - max(near.box.top, word.box.top)
    return overlap > 0.5 * min(near.height, word.height)
