"""Numbers as people say them, read from dictated messages: "kế hoạch hai trăm hai mươi", "một sáu lăm"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from corpus.vietnamese import fold

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10, "linh": 0, "lẻ": 0,
}  # fmt: skip
_SCALES = {"mươi": 10, "trăm": 100, "nghìn": 1000, "ngàn": 1000}
_WORD = "|".join((*_DIGITS, *_SCALES))
NUMBER = re.compile(rf"(?:{_WORD})(?: (?:{_WORD}))+(?!\w)")
"""Two words of a number and more; one alone is too often another word ("năm")."""


_FOLDED = {fold(word): digit for word, digit in _DIGITS.items()}
_ONE = "|".join(word for word in _FOLDED if word not in ("muoi", "linh", "le"))
_TENS = rf"(?:(?:hai|ba|bon|nam|sau|bay|tam|chin) muoi|muoi)(?: (?:{_ONE}))?"
_YEAR = re.compile(
    rf"(?<!\w)hai (?:nghin|ngan) (?:khong tram )?(?P<rest>{_TENS}|(?:le |linh )(?:{_ONE}))(?!\w)"
)
_PLACE = r"(?<!\w)(?P<word>muc|phan|diem|nhom|dong|khoan|nhiem vu so|so thu tu) "
_DOTTED = re.compile(rf"{_PLACE}(?P<path>(?:{_TENS}|{_ONE})(?: (?:cham|phay) (?:{_TENS}|{_ONE}))+)(?!\w)")
_SPOKEN_ONE = "|".join(word for word in _DIGITS if word not in ("mười", "linh", "lẻ", "năm"))
_SINGLE = re.compile(
    rf"(?<!\w)(?P<word>mục|phần|điểm|nhóm|dòng|khoản|nhiệm vụ số|số thứ tự) "
    rf"(?P<path>(?:(?:hai|ba|bốn|năm|sáu|bảy|tám|chín) mươi|mười)(?: (?:{_SPOKEN_ONE}|năm))?|{_SPOKEN_ONE})"
    r"(?!\w)(?! (?:phần|trăm|mươi|nghìn|ngàn|người|lần|cái|chấm|phẩy)(?!\w))",
    re.IGNORECASE,
)


def write_out_numbers(text: str, *, accents: bool) -> str:
    """A dictated text with its years and the numbers of places in digits: "mục hai chấm ba" → "mục 2.3".

    `accents`: they have been put back; before, only what is no other word without them is written out.
    """
    if accents:
        return _SINGLE.sub(lambda match: f"{match['word']} {_path(fold(match['path']))}", text)
    text = _written(text, _YEAR, lambda match: f"20{_under_hundred(match['rest']):02}")
    return _written(text, _DOTTED, lambda m: f"{text[m.start('word') : m.end('word')]} {_path(m['path'])}")


def _written(text: str, pattern: re.Pattern[str], written: Callable[[re.Match[str]], str]) -> str:
    """The text with what a pattern finds in its accent-free twin written anew."""
    for match in reversed(list(pattern.finditer(fold(text)))):
        text = text[: match.start()] + written(match) + text[match.end() :]
    return text


def _under_hundred(folded: str) -> int:
    said = re.sub(r"^muoi", "mot muoi", folded).removeprefix("le ").removeprefix("linh ").split()
    if "muoi" not in said:
        return _FOLDED[said[0]]
    return 10 * _FOLDED[said[0]] + (_FOLDED[said[2]] if len(said) > 2 else 0)


def _path(folded: str) -> str:
    return ".".join(str(_under_hundred(part)) for part in re.split(" (?:cham|phay) ", folded))


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
