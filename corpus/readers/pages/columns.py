"""Text printed side by side on a page: the letterhead, the recipients beside the signer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from corpus.line_forms import ADDRESSEES
from corpus.readers.pages.printed import WIDE, PrintedLine

_LEAST = 0.8  # of a line's height: the least blank between two columns over all their lines
_FAR = 10.0  # of a line's height: more blank than a signature takes


class Strip(NamedTuple):
    """Lines that are read one after the other; `beside` where they are a column among others."""

    lines: tuple[PrintedLine, ...]
    beside: bool = False


class _Gutter(NamedTuple):
    """The blank between two columns."""

    x0: float
    x1: float

    def narrowed(self, line: PrintedLine) -> _Gutter | None:
        """The part of it that a line leaves blank, if that is enough to part two columns."""
        x0, x1 = self
        for word in line.words:
            middle = (word.box.x0 + word.box.x1) / 2
            if middle < (self.x0 + self.x1) / 2:
                x0 = max(x0, word.box.x1)
            else:
                x1 = min(x1, word.box.x0)
        return _Gutter(x0, x1) if x1 - x0 >= _LEAST * line.height else None

    def parts(self, line: PrintedLine) -> list[PrintedLine | None]:
        """The words of a line on its left and on its right."""
        middle = (self.x0 + self.x1) / 2
        sides = [
            tuple(word for word in line.words if (word.box.x0 > middle) == right) for right in (False, True)
        ]
        return [PrintedLine(words) if words else None for words in sides]


def split_columns(lines: Sequence[PrintedLine]) -> list[Strip]:
    """The lines of a page in reading order.

    Where a blank parts some of them from top to bottom, the text to its left stands whole before the text
    to its right.
    """
    strips: list[Strip] = []
    done = 0
    for seed in range(len(lines)):
        block = _find_block(lines, seed, done) if seed >= done else None
        if not block:
            continue
        first, end, gutter = block
        if first > done:
            strips.append(Strip(tuple(lines[done:first])))
        sides = zip(*(gutter.parts(line) for line in lines[first:end]), strict=True)
        strips += [Strip(tuple(filter(None, side)), beside=True) for side in sides]
        done = end
    return [*strips, Strip(tuple(lines[done:]))] if done < len(lines) else strips


def _find_block(lines: Sequence[PrintedLine], seed: int, done: int) -> tuple[int, int, _Gutter] | None:
    """The lines that the widest blank of the line `seed` parts, from `done` on: first, end, and the gutter.

    None where the blank is no wider than between words, or fewer than two lines stand on either side.
    """
    pairs = zip(lines[seed].words, lines[seed].words[1:], strict=False)
    gutter = max((_Gutter(a.box.x1, b.box.x0) for a, b in pairs), key=lambda g: g.x1 - g.x0, default=None)
    if gutter is None or gutter.x1 - gutter.x0 < WIDE * lines[seed].height:
        return None
    first, end = seed, seed + 1
    while end < len(lines) and not ADDRESSEES.match(lines[end].text) and not _far(lines[end - 1], lines[end]):
        narrowed = gutter.narrowed(lines[end])
        if narrowed is None:
            break
        gutter, end = narrowed, end + 1
    while first > done and not _far(lines[first - 1], lines[first]):
        narrowed = gutter.narrowed(lines[first - 1])
        if narrowed is None:
            break
        gutter, first = narrowed, first - 1
    while (
        done < first < seed and lines[first].box.top - lines[first - 1].box.bottom < 0.5 * lines[first].height
    ):
        first += 1  # the end of a paragraph above
    sides = list(zip(*(gutter.parts(line) for line in lines[first:end]), strict=True))
    if min(sum(part is not None for part in side) for side in sides) < 2:
        return None
    return first, end, gutter


def _far(above: PrintedLine, line: PrintedLine) -> bool:
    """Whether more is blank between two lines than inside one block."""
    return line.box.top - above.box.bottom > _FAR * line.height
