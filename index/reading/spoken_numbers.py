"""Numbers as people say them, read from dictated messages: "kế hoạch hai trăm hai mươi", "một sáu lăm"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10, "linh": 0, "lẻ": 0,
}  # fmt: skip
_SCALES = {"mươi": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000}
_WORD = "|".join((*_DIGITS, *_SCALES))
NUMBER = re.compile(rf"(?:{_WORD})(?: (?:{_WORD}))+(?!\w)")
"""Two words of a number and more; one alone is too often another word ("năm")."""


def find_readings(words: str) -> Iterator[int]:
    """What a run of number words may mean: as one number, or digit by digit."""
    said = words.split()
    if (whole := _as_number(said)) is not None:
        yield whole
    if not any(word in _SCALES or word == "mười" for word in said):
        yield int("".join(str(_DIGITS[word]) for word in said))


def _as_number(said: Sequence[str]) -> int | None:
    """ "hai trăm hai mươi" → 220, "một nghìn năm trăm mười" → 1510, "năm tư" → 54; None where it is none."""
    total = unit = 0
    last = 1000
    for word in said:
        if word in _SCALES:
            if not unit:
                return None
            total += unit * _SCALES[word]
            unit, last = 0, _SCALES[word]
        elif unit and unit < 10 and last > 10:  # "năm tư": the tens are said without "mươi"
            total += unit * (last // 10 if last <= 100 else 10)
            unit, last = _DIGITS[word], 10
        else:
            unit = unit + _DIGITS[word] if unit in (0, 10) else -1
            if unit < 0:
                return None
    return total + unit
