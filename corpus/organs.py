"""Names of issuing organs: from the capitals of a letterhead to the name as written, and their province."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from corpus.document_words import (
    ABBREVIATIONS,
    CENTRAL,
    CITIES,
    FIELDED,
    NOT_UNITS,
    ORGANS,
    PROPER,
    UNITS,
    begins_with,
    leading_phrase,
    printed_name,
)
from corpus.markers import is_upper
from corpus.places import provinces
from corpus.vietnamese import squeeze, syllables

_JOINER = re.compile(r"(?:\bvà|,|\s[-–])$")
_PROVINCIAL = re.compile(r"\btỉnh\s+(?:(?:ủy|uỷ)\s+)?(?=[^\W\d_])", re.IGNORECASE)
_BARE_UNIT = re.compile(r"\btỉnh$", re.IGNORECASE)
_PROVINCES = {tuple(syllables(name)): name for name in provinces()}
_LONGEST = max(map(len, _PROVINCES))


def spell_organ(name: str) -> str:
    """A name printed in capitals as it is written in text: "SỞ NỘI VỤ" → "Sở Nội vụ"; others unchanged.

    Capitals follow the usage of official documents: the first word, the field of a department ("Sở Kế hoạch
    và Đầu tư"), organs named inside ("Văn phòng Ủy ban nhân dân"), and the names of places.
    """
    name = squeeze(name)
    if not is_upper(name):
        return name
    words = [word if word in ABBREVIATIONS else word.lower() for word in name.split(" ")]
    keys = [" ".join(syllables(word)) for word in words]
    leading = leading_phrase(keys, ORGANS)
    head = len(leading) or 1
    has_field = head == 1 or leading in FIELDED  # "Sở", "Bộ", "Trường Đại học" …, not "Ủy ban"
    printed = printed_name(leading).split() if leading else []
    capital, place = {0, *(at for at, word in enumerate(printed) if word[0].isupper())}, False
    at = 0
    while at < len(words):
        unit = 0 if leading_phrase(keys[at:], NOT_UNITS) else len(leading_phrase(keys[at:], UNITS))
        named = leading_phrase(keys[at:], PROPER)
        proper = len(named)
        if proper:
            capital.update(at + n for n, word in enumerate(printed_name(named).split()) if word[0].isupper())
        if place and not unit:
            capital.add(at)
        if at >= head and (province := match_province(keys[at:])):  # "Trường Đại học Cần Thơ"
            capital.update(range(at, at + len(syllables(province))))
        if has_field and not unit and (at == head or (at > head and _JOINER.search(" ".join(words[:at])))):
            capital.add(at)
        place = bool(unit) or (place and not proper)
        at += max(unit, proper, 1)
    return " ".join(
        word[0].upper() + word[1:] if n in capital and word else word for n, word in enumerate(words)
    )


def find_letterhead(cells: Iterable[str]) -> str:
    """The issuing organ among the lines of a letterhead, as it is written; empty where none names one.

    A line that begins no organ's name continues the one above ("ỦY BAN NHÂN DÂN" + "TỈNH THÁI NGUYÊN"); of an
    organ and the one it belongs to, the second, lower one issues.
    """
    names: list[str] = []
    for cell in cells:
        if not is_upper(cell):
            continue
        if begins_with(cell, ORGANS) and not (names and cell.startswith(("VÀ ", "- "))):
            names.append(cell)
        elif names:
            names[-1] = f"{names[-1]} {cell}"
    if not names:
        return ""
    lowest = tuple(syllables(names[-1]))
    if lowest in ORGANS and len(names) > 1:  # "VĂN PHÒNG" below "UBND TỈNH YÊN BÁI"
        return f"{spell_organ(names[-1])} {spell_organ(names[-2])}"
    return spell_organ(names[-1])


def complete_organ(name: str, province: str) -> str:
    """The name with its province, where the print leaves it at "Ủy ban nhân dân tỉnh"."""
    return f"{name} {province}" if province and _BARE_UNIT.search(name) else name


def is_central(organ: str) -> bool:
    """Whether an organ is the country's, so that no province is its own."""
    return begins_with(organ, CENTRAL) and not re.search(
        r"\b(?:tỉnh|huyện|xã|phường)\b", organ, re.IGNORECASE
    )


def match_province(words: Sequence[str]) -> str:
    """The province whose name the syllables begin with; empty where none."""
    for length in range(_LONGEST, 0, -1):
        if name := _PROVINCES.get(tuple(words[:length])):
            return name
    return ""


def find_province(texts: Iterable[str], place: str) -> str:
    """The province a document is about: the one it names most often; the place it was signed at counts too.

    `texts` are all lines of the document. "tỉnh X" and "Tỉnh ủy X" name a province, of the cities that are
    provinces also "thành phố X".
    """
    named: Counter[str] = Counter()
    for text in texts:
        for match in _PROVINCIAL.finditer(text):
            named[match_province(syllables(text[match.end() : match.end() + 40]))] += 1
        for match in re.finditer(r"\bthành\s+phố\s+", text, re.IGNORECASE):
            city = match_province(syllables(text[match.end() : match.end() + 40]))
            named[city if city in CITIES else ""] += 1
    del named[""]
    if (signed_at := match_province(syllables(place))) and signed_at:
        named[signed_at] += 3
    return named.most_common(1)[0][0] if named else ""
