"""Stamps of secrecy on a page's picture.

They are stamped in red, framed, below the document's number (Circular 24/2020/TT-BCA), and the red of a page
is taken for paper before its words are read (`picture.to_grey`): so they are looked for by themselves.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from corpus.readers.pages.picture import Picture, find_red, straighten
from corpus.readers.pages.rules import find_rules
from corpus.readers.pages.tesseract import Mode, recognise
from corpus.secrecy import is_stamp, refuse_secret

_PAGE_INCHES = 11.7  # the long side of A4
_LETTERS_APART = 0.12  # inches: letters nearer than that are one stamp's
_LOWEST, _HIGHEST, _LONGEST = (
    0.1,
    0.9,
    2.8,
)  # inches: the stamps are 8 mm high, 20 to 40 mm long; seals are higher
_MOST = 12  # red things on one page
_HEIGHT = 90  # pixels of a framed stamp: its letters are then as tall as tesseract likes them
_PAPER = 20  # pixels around it


def refuse_stamped(image: Any, name: str) -> None:
    """Raises UnreadableFile where a picture of Pillow, a page of the file `name`, has a stamp of secrecy."""
    cuts = [turned for stamp in _find_stamps(find_red(image)) for turned in _turned(stamp)]
    for words in recognise(cuts, Mode.BLOCK):
        if is_stamp(" ".join(word.text for word in words)):
            raise refuse_secret(name)


def _find_stamps(red: Picture) -> list[Picture]:
    """What is printed red and as large as a stamp, black on white; the largest first."""
    if not red.any():
        return []
    dpi = max(red.shape) / _PAGE_INCHES
    near = np.ones((max(round(_LETTERS_APART * dpi), 1),) * 2, np.uint8)
    joined = cv2.dilate(red, near)
    found = []
    for x, y, width, height, _ in cv2.connectedComponentsWithStats(joined, connectivity=8)[2][1:]:
        low, long_ = sorted((width, height))
        if _LOWEST * dpi <= low <= _HIGHEST * dpi and long_ <= _LONGEST * dpi:
            found.append(np.asarray(255 - red[y : y + height, x : x + width], np.uint8))
    found.sort(key=lambda cut: cut.size, reverse=True)
    return found[:_MOST]


def _turned(stamp: Picture) -> list[Picture]:
    """A stamp without its frame, level, both ways up: the page may lie on its side or on its head."""
    lying = stamp if stamp.shape[1] >= stamp.shape[0] else np.rot90(stamp).copy()
    scale = _HEIGHT / lying.shape[0]
    sized = cv2.resize(np.asarray(lying, np.uint8), None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    paper = (_PAPER,) * 4
    level = straighten(
        np.asarray(cv2.copyMakeBorder(sized, *paper, cv2.BORDER_CONSTANT, value=255), np.uint8)
    )
    bare = find_rules(level, float(_HEIGHT) / 0.4).wiped
    return [bare, np.rot90(bare, 2).copy()]
