"""Can the text of a PDF page be trusted, or must its picture be read?

A scan has no text, or what some scanner's program guessed below the picture, mostly without Vietnamese. Plans
written with the fonts of the years before Unicode (TCVN3: .VnTime, VNI: VNI-Times) carry text whose letters
mean others; their tables of letters have gaps (capitals of .VnTimeH), but the page looks right, so it is read
from its picture too.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import Any

from corpus.vietnamese import nfc

_COVERED = 0.8  # of the page by pictures: a scan, whatever text lies below
_PARTLY = 0.3  # of the page, with little text: a scan with a stamp of the signing program
_LITTLE = 150  # letters
_ENOUGH = 200  # letters: fewer tell nothing about their language
_ACCENTED = 0.08  # of all letters: Vietnamese has about a third
_FOREIGN = 0.03  # of all letters
_DRAWN = 50  # curves: letters that are drawn
_LEGACY_FONT = re.compile(r"(?:^|\+)(?:\.?Vn[A-Z]|VNI[-_ ]|VNtimes|SVN)")
_ACCENTS = frozenset("\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b")  # all that Vietnamese has
_SIGNS = frozenset("–—‘’“”…•●▪◦■□→⇒≥≤±×÷²³½¼¾°§©™\u00a0\u00ad")  # that plans are printed with
_UNMAPPED = re.compile(r"\(cid:\d+\)")


class Content(Enum):
    """What a page of a PDF file holds."""

    TEXT = auto()
    PICTURE = auto()
    NOTHING = auto()


def find_content(page: Any) -> Content:
    """What a page of pdfplumber holds, and is read from."""
    text = "".join(char["text"] for char in page.chars)
    letters = sum(char.isalnum() for char in text)
    covered = sum(_share(image, page) for image in page.images)
    if covered >= _COVERED or (covered >= _PARTLY and letters < _LITTLE):
        return Content.PICTURE
    if letters:
        fonts = {char["fontname"] for char in page.chars}
        legacy = any(_LEGACY_FONT.search(font) for font in fonts)
        return Content.PICTURE if is_garbled(text, legacy_font=legacy) else Content.TEXT
    drawn = len(page.curves) >= _DRAWN or covered > 0
    return Content.PICTURE if drawn else Content.NOTHING


def _share(image: dict[str, Any], page: Any) -> float:
    """The share of the page that a picture covers."""
    width = min(image["x1"], page.width) - max(image["x0"], 0)
    height = min(image["bottom"], page.height) - max(image["top"], 0)
    return float(max(width, 0) * max(height, 0) / (page.width * page.height))


def is_garbled(text: str, *, legacy_font: bool = False) -> bool:
    """Whether a page's text cannot be Vietnamese as printed.

    It has letters that Vietnamese lacks ("KÕ ho¹ch"), or so few accents that no Vietnamese text is like it. A
    font of the old days alone proves nothing where the letters are right: some programs convert them.
    """
    text = nfc(_UNMAPPED.sub("\ufffd", text))
    letters = sum(char.isalpha() for char in text)
    foreign = sum(map(_is_foreign, text))
    accented = sum(char.isalpha() and not char.isascii() and not _is_foreign(char) for char in text)
    if foreign > _FOREIGN * max(letters, 1) and (foreign >= 3 or legacy_font):
        return True
    few = _ENOUGH // 10 if legacy_font else _ENOUGH
    return letters >= few and accented < _ACCENTED * letters


def _is_foreign(char: str) -> bool:
    """Whether a character is neither Vietnamese nor a sign that plans are printed with."""
    if char.isascii() or char in _SIGNS:
        return False
    if char.isalpha():
        parts = unicodedata.normalize("NFD", char)
        return char not in "đĐ" and not (parts[0].isascii() and set(parts[1:]) <= _ACCENTS)
    return char < "\u0100" or char == "\ufffd" or unicodedata.category(char) in ("Co", "Cn")
