"""The ruled tables of a scanned page: their cells, by the rules between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import cv2
import numpy as np

from corpus.readers.pages.picture import Picture
from corpus.readers.pages.printed import Box

_RULE = 0.3  # inches: a shorter stroke is a letter's
_SHORT = 0.13  # inches: unless it stands upright from one rule to the next, beside a single line of words
_TOUCH = 0.03  # inches: how near to a rule a stroke ends that touches it
_GAP = 0.08  # inches: a gap that noise breaks into a rule
_THICK = 0.06  # inches: a thicker bar is the scanner's edge or a picture
_CELL = 0.09  # inches: nothing smaller holds a word
_SNAP = 0.07  # inches: edges nearer than this are one rule


class RuledTable(NamedTuple):
    """A table by its rules: its rectangle, and rows with one cell per column.

    A merged cell stands in its first row and first column, None where it goes on.
    """

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


class Rules(NamedTuple):
    """The tables of a page, and the page with all rules wiped out."""

    tables: tuple[RuledTable, ...]
    wiped: Picture


def find_rules(picture: Picture, dpi: float) -> Rules:
    """The ruled tables of a straight page, from top to bottom."""
    dark = cv2.adaptiveThreshold(picture, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 41, 15)
    ink = np.asarray(dark, np.uint8)
    level = _strokes(ink, dpi, upright=False)
    upright = _strokes(ink, dpi, upright=True)
    upright = np.asarray(cv2.bitwise_or(upright, _short_rules(ink, level, dpi)), np.uint8)
    rules = np.asarray(cv2.bitwise_or(level, upright), np.uint8)
    wiped = picture.copy()
    wiped[cv2.dilate(rules, np.ones((3, 3), np.uint8)) > 0] = 255
    joined = np.asarray(cv2.dilate(rules, np.ones((5, 5), np.uint8)), np.uint8)
    tables = [
        table
        for x, y, width, height in _components(joined)
        if min(width, height) > 2 * _CELL * dpi and (table := _find_table(rules, (x, y, width, height), dpi))
    ]
    outer = [t for t in tables if not any(o is not t and o.box.holds(t.box) and _wider(o, t) for o in tables)]
    return Rules(tuple(sorted(outer, key=lambda table: table.box.top)), wiped)


def _wider(one: RuledTable, other: RuledTable) -> bool:
    return one.box.x1 - one.box.x0 > other.box.x1 - other.box.x0


def _short_rules(ink: Picture, level: Picture, dpi: float) -> Picture:
    """The rules between cells one line high: upright strokes that touch a level rule with both ends.

    So stand the names below a spanning one in a header, and the first line of a row that a page cuts.
    """
    strokes = _strokes(ink, dpi, upright=True, least=_SHORT)
    found = np.zeros_like(strokes)
    near = max(round(_TOUCH * dpi), 1)
    for x, y, width, height in _components(strokes):
        ends = (level[max(end - near, 0) : end + near + 1, x : x + width] for end in (y, y + height))
        if height < 2 * _RULE * dpi and all(end.any() for end in ends):
            found[y : y + height, x : x + width] = strokes[y : y + height, x : x + width]
    return found


def _strokes(ink: Picture, dpi: float, *, upright: bool, least: float = _RULE) -> Picture:
    """The long thin strokes in one direction, small gaps in them closed."""

    def kernel(length: float, across: int = 1) -> Picture:
        along = max(round(length * dpi), 1)
        return np.ones((along, across) if upright else (across, along), np.uint8)

    thickened = cv2.dilate(ink, kernel(1 / dpi, 3))  # a rule that is not quite level
    strokes = cv2.morphologyEx(thickened, cv2.MORPH_OPEN, kernel(least))
    across = np.ones((1, round(_THICK * dpi)) if upright else (round(_THICK * dpi), 1), np.uint8)
    bars = cv2.dilate(cv2.morphologyEx(strokes, cv2.MORPH_OPEN, across), across)
    strokes = cv2.bitwise_and(strokes, cv2.bitwise_not(bars))
    return np.asarray(cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, kernel(_GAP)), np.uint8)


def _components(mask: Picture) -> list[tuple[int, int, int, int]]:
    """The rectangles (x, y, width, height) around what hangs together."""
    stats = cv2.connectedComponentsWithStats(mask, connectivity=8)[2]
    return [(int(row[0]), int(row[1]), int(row[2]), int(row[3])) for row in stats[1:]]


def _find_table(rules: Picture, place: tuple[int, int, int, int], dpi: float) -> RuledTable | None:
    """The table whose rules fill this rectangle; None for a frame or rules that hold no cells."""
    x, y, width, height = place
    part = cv2.dilate(rules[y : y + height, x : x + width], np.ones((3, 3), np.uint8))
    cv2.rectangle(part, (0, 0), (width - 1, height - 1), 255, 2)  # sides that are not printed
    cells = [
        Box(x + left, y + top, x + left + wide, y + top + high)
        for left, top, wide, high in _components(np.asarray(cv2.bitwise_not(part), np.uint8))
        if min(wide, high) > _CELL * dpi
    ]
    xs = _snap((edge for cell in cells for edge in (cell.x0, cell.x1)), _SNAP * dpi)
    ys = _snap((edge for cell in cells for edge in (cell.top, cell.bottom)), _SNAP * dpi)
    if len(xs) < 3 or len(cells) < 2:
        return None
    rows: list[list[Box | None]] = [[None] * (len(xs) - 1) for _ in ys[1:]]
    for cell in cells:
        row, column = _nearest(ys, cell.top), _nearest(xs, cell.x0)
        if row < len(rows) and column < len(xs) - 1:
            rows[row][column] = cell
    return RuledTable(Box(x, y, x + width, y + height), tuple(map(tuple, rows)))


def _snap(edges: Iterable[float], near: float) -> list[float]:
    """The edges with those near each other made one, ascending."""
    snapped: list[list[float]] = []
    for edge in sorted(edges):
        if snapped and edge - snapped[-1][-1] <= near:
            snapped[-1].append(edge)
        else:
            snapped.append([edge])
    return [sum(group) / len(group) for group in snapped]


def _nearest(edges: Sequence[float], edge: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - edge))
