"""Section numbers as they are printed: "II- ", "2.1. ", "4- ", "1/ ", "Điều 1.", "Phần A", "a) ", "b.1) ".

Only the form is judged here; whether a number opens a section its sequence decides (`headings`).
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

from corpus.numbers import roman_to_int
from corpus.vietnamese import squeeze


class Style(IntEnum):
    """The kinds of section numbers, coarsest first."""

    PART = 0  # Phần I
    CHAPTER = 1  # Chương I
    DIVISION = 2  # Mục 1
    SUBDIVISION = 3  # Tiểu mục 1
    LETTER = 4  # A.
    ROMAN = 5  # I.
    ARTICLE = 6  # Điều 1.
    DECIMAL = 7  # 1.  2.1.  2.1.3.
    POINT = 8  # a)  b.1)


class Marker(NamedTuple):
    """A section number as it begins a text.

    `label` is its plain form ("II", "2.1", "Đ1"), `value` counts its last component; `text[:end]` is what is
    printed of it, separator included.
    """

    style: Style
    label: str
    value: int
    separator: str
    end: int
    part: str = ""  # of "II.1": the Roman part printed with it

    @property
    def depth(self) -> int:
        """Components of a decimal number; 1 for all others."""
        return self.label.count(".") + 1


_KEYWORDS = {
    "phần": (Style.PART, "P"),
    "chương": (Style.CHAPTER, "C"),
    "mục": (Style.DIVISION, "M"),
    "tiểu mục": (Style.SUBDIVISION, "TM"),
    "điều": (Style.ARTICLE, "Đ"),
}
_ORDINALS = {
    "nhất": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_KEYWORD = re.compile(
    r"(?P<word>phần|chương|tiểu\s+mục|mục|điều)\s+(?:thứ\s+(?P<ordinal>\w+)|(?P<numeral>[IVXL]{1,6}|\d{1,3}|[A-H]))"
    r"(?![\w/])\s?(?P<sep>[.:–)-]?)(?:\s+|$)",
    re.IGNORECASE,
)
_ROMAN = re.compile(r"(?P<numeral>[IVX]{1,7})(?:\s?(?P<sep>[.:/)–—-])\s*|\s+)(?!\d)")
_ROMAN_DECIMAL = re.compile(
    r"(?P<part>[IVX]{1,7})\.(?P<label>\d{1,2}(?:\.\d{1,2})*)\s?(?P<sep>[.:/)–-]?)(?:\s+|$)"
)
_LETTER = re.compile(r"(?P<label>[A-H])\s?(?P<sep>[.:/)–—-])\s+")
_DECIMAL = re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,2}){0,4})(?!\d)(?:\s?(?P<sep>[.:/)–—-]))?(?P<gap>\s*)")
_GLUED = re.compile(r"[“\"'(]|[^\W\d_][^\W\d_A-ZĐ]")  # "1-Văn phòng", but "06-NQ/TW" is a document number
_POINT = re.compile(
    r"(?P<label>[a-zđ](?:\.?\d{1,2})?|i{2,3}|iv|vi{1,3})\s?(?P<sep>[.)/–—-])(?:\s+|(?<=\))(?=[^\W\d_]))"
)
_REFERENCE = re.compile(
    r"(?:khoản|mục|điểm|[Đđ]iều)\s+(?:\d|[IVX]+\b|[a-zđ]\b)"
)  # the rest of a reference: "… tại điểm a," / "b) khoản 2 Điều 5"
_POINTS = "abcdđefghijklmnopqrstuvwxyz"
_OPTIONAL_POINTS = "đfjwz"  # the Vietnamese alphabet has no f, j, w, z; some offices count without đ


def missing_points(before: int, value: int) -> int:
    """How many letters an office must print between two points, by the `Marker.value` of each."""
    return sum(letter not in _OPTIONAL_POINTS for letter in _POINTS[before : value - 1])


def is_upper(text: str) -> bool:
    """Whether the letters of a text are capitals, as in titles and roles."""
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) >= 0.9 * len(letters)


def _begins_heading(text: str) -> bool:
    """Whether words can begin a heading: with a capital or a figure, quotes and brackets aside."""
    first = next((char for char in text if char.isalnum()), "")
    return not text or first.isupper() or first.isdigit()


def _find_keyword(text: str) -> Marker | None:
    match = _KEYWORD.match(text)
    if not match:
        return None
    style, prefix = _KEYWORDS[squeeze(match["word"].lower())]
    numeral = match["numeral"] or str(_ORDINALS.get((match["ordinal"] or "").lower(), ""))
    rest = text[match.end() :]
    # "Điều 5 Luật …" begins a sentence, "Điều 5. …", "CHƯƠNG I" and "PHẦN I MỤC TIÊU" are headings
    if not numeral or not (match["sep"] or not rest or is_upper(rest)) or not _begins_heading(rest):
        return None
    if numeral.isdigit():
        return Marker(style, prefix + str(int(numeral)), int(numeral), match["sep"], match.end())
    if style is Style.ARTICLE:
        return None
    value = roman_to_int(numeral.upper()) or ord(numeral.upper()) - ord("A") + 1
    return Marker(style, numeral.upper(), value, match["sep"], match.end())


def _find_roman(text: str) -> Marker | None:
    if match := _ROMAN_DECIMAL.match(text):
        value = int(match["label"].rpartition(".")[2])
        if roman_to_int(match["part"]) and value and _begins_heading(text[match.end() :]):
            return Marker(Style.DECIMAL, match["label"], value, match["sep"], match.end(), match["part"])
    if not (match := _ROMAN.match(text)):
        return None
    rest = text[match.end() :]
    value = roman_to_int(match["numeral"]) or 0
    glued = match["sep"] in ("/", ")") and match[0][-1] in "/)" and rest  # "V/v", "I/O"
    if not value or glued or not _begins_heading(rest) or (not match["sep"] and not is_upper(rest)):
        return None
    return Marker(Style.ROMAN, match["numeral"], value, match["sep"] or "", match.end())


def _find_decimal(text: str) -> Marker | None:
    match = _DECIMAL.match(text)
    if not match:
        return None
    components = match["label"].split(".")
    rest = text[match.end() :]
    separated = bool(match["sep"]) and (bool(match["gap"]) or not rest or bool(_GLUED.match(rest)))
    if len(components) == 1:
        components = [str(int(components[0]))]  # "01." is number 1
    elif any(part.startswith("0") for part in components):
        return None  # "10.06" is a date
    if not (separated or (len(components) > 1 and match["gap"] and not match["sep"])):
        return None
    if not int(components[-1]) or not _begins_heading(rest):
        return None
    return Marker(Style.DECIMAL, ".".join(components), int(components[-1]), match["sep"] or "", match.end())


def find_marker(text: str) -> Marker | None:
    """The section number that begins a cleaned text, else None: "II- ", "2.1. ", "1/ ", "Điều 1.", "a) "."""
    for find in (_find_keyword, _find_roman):
        if marker := find(text):
            return marker
    if match := _LETTER.match(text):
        value = ord(match["label"]) - ord("A") + 1
        return Marker(Style.LETTER, match["label"], value, match["sep"], match.end())
    if marker := _find_decimal(text):
        return marker
    if (match := _POINT.match(text)) and not _REFERENCE.match(text[match.end() :]):
        label = match["label"]
        tail = label[1:].lstrip(".")
        value = int(tail) if tail.isdigit() else _POINTS.find(label) + 1 or roman_to_int(label) or 0
        return Marker(Style.POINT, label, value, match["sep"], match.end())
    return None
