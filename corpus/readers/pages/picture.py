"""The picture of a scanned page, put right before it is read: grey, without red stamps, upright, straight."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
"""Grey values, 0 black, 255 white: rows, columns."""

_MOST_SKEW = 6.0  # degrees
_STEPS = (1.0, 0.2, 0.05)  # degrees: ever finer
_LEAST_LETTER, _MOST_LETTER = 0.045, 0.2  # inches: 8 points without capitals, 20 points with accents
_SMALL = 900  # pixels: enough to see how lines run


def to_grey(image: Any) -> Picture:
    """A picture of Pillow as grey values; what is printed red (stamps) becomes paper."""
    grey = cv2.cvtColor(np.asarray(image.convert("RGB")), cv2.COLOR_RGB2GRAY)
    grey[find_red(image) > 0] = 255
    return np.asarray(grey, np.uint8)


def find_red(image: Any) -> Picture:
    """Where a picture of Pillow is printed red: 255 there, else 0."""
    red, green, blue = cv2.split(np.asarray(image.convert("RGB")))
    redder = cv2.subtract(red, cv2.max(green, blue))  # never below 0
    return ((redder > 50) & (red > 110)).astype(np.uint8) * 255


def straighten(picture: Picture) -> Picture:
    """The picture turned so that its lines run level."""
    angle = find_skew(picture)
    return rotate(picture, angle) if abs(angle) >= _STEPS[-1] else picture


def rotate(picture: Picture, angle: float) -> Picture:
    """The picture turned by degrees, counter-clockwise, the corners white."""
    height, width = picture.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return np.asarray(turned, np.uint8)


def find_skew(picture: Picture) -> float:
    """By how many degrees the picture must be turned counter-clockwise so that its lines run level.

    The right angle is the one under which rows of pixels differ most: full ones and blank ones.
    """
    scale = _SMALL / max(picture.shape)
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = np.asarray(cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1], np.uint8)
    best, reach = 0.0, _MOST_SKEW
    for step in _STEPS:
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _levelness(ink, float(angle))))
        reach = step
    return best


def _levelness(ink: Picture, angle: float) -> float:
    height, width = ink.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    rows = cv2.warpAffine(ink, turn, (width, height), flags=cv2.INTER_LINEAR).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def letter_height(picture: Picture, dpi: float) -> float:
    """The usual height in pixels of small letters ("a", "n"); 0 on a blank picture."""
    ink = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]
    stats = cv2.connectedComponentsWithStats(ink, connectivity=8)[2][1:]
    wide, high = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    letters = (high > _LEAST_LETTER * dpi) & (high < _MOST_LETTER * dpi) & (wide > _LEAST_LETTER / 2 * dpi)
    return float(np.median(high[letters])) if letters.any() else 0.0
