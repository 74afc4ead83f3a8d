"""Document numbers ("54/KH-UBND"), Roman numerals and the printed numbers of table rows.

One recogniser for plans and for typed questions: "Số: 54 /KH-UBND" and "54/kh-ubnd" are the same number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from corpus.vietnamese import fold, nfc

_KINDS = re.compile(
    r"nq|qd|ct|qc|qyd|tc|tb|hd|ctr|ctrpt|kh|pa|da|bc|bb|ttr|cv|cd|gm|kl|nd|tt|ttlt|ttlb|nqlt|vbhn|pl|l|qyc|ql|sl"
    r"|qdld|qdtc|ptt|dt"
)
"""Letters of the kinds of documents (Nghị định 30/2020/NĐ-CP, Phụ lục III, and the Party's), folded."""

_ISSUERS = re.compile(
    r"ubnd|hdnd|cp|ttg|tw|tu|ttu|ttcp|vpcp|tttp|ub|ubtvqh|qh|ctn|btctw|btgtw|bdvtw|bnctw|ubkttw|hu|du|thu|mttw"
    r"|mttq|vpqh|vptw|vptu|tdtn|tandtc|vksndtc"
)
"""Letters of the usual issuers; others are recognised by their capitals."""

_PRINTED_CASE = {"ttg": "TTg", "ttr": "TTr", "ctr": "CTr", "qyd": "QyĐ"}
"""The abbreviations that officials write with small letters."""

_D_BAR = {"QD": "QĐ", "ND": "NĐ", "HDND": "HĐND", "CD": "CĐ", "QyD": "QyĐ"}
"""Typed without the bar of Đ, and unmistakable: no kind or issuer is written QD, ND or HDND."""

_LETTERS = r"[A-Za-zĐđ]"
_SYMBOL = rf"{_LETTERS}[A-Za-zĐđ&]{{0,14}}\d{{0,3}}"
_BLANK = r"[ \t\u00a0]{0,3}"
_STATE = re.compile(
    rf"(?<![\w/])(?P<number>\d{{1,5}}[a-c]?){_BLANK}/{_BLANK}"
    rf"(?:(?P<year>(?:19|20)\d\d){_BLANK}/{_BLANK})?"
    rf"(?P<symbol>{_SYMBOL}(?:[-/]{_SYMBOL}){{0,4}})(?![\w/])"
)
_PARTY = re.compile(
    rf"(?<![\w/])(?P<number>\d{{1,5}}[a-c]?){_BLANK}[-–]{_BLANK}"
    rf"(?P<kind>{_LETTERS}{{1,6}}){_BLANK}/{_BLANK}(?P<issuer>{_SYMBOL}(?:-{_SYMBOL}){{0,2}})(?![\w/])"
)
_AFTER_SO = re.compile(r"(?:số|so)\s*:?\s*$", re.IGNORECASE)
_STATE_ALONE = 4  # a lone small-letter symbol shorter than this ("5/kg") is a unit, not an issuer


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in a text: as printed, in its issued form, and its character offsets."""

    printed: str
    id: str
    start: int
    end: int


def _spell_symbol(symbol: str) -> str:
    """The letters as issued: capitals but for "TTg" and its like, the bar of Đ where it is sure."""
    spelled = []
    for part in re.split(r"([-/])", symbol):
        upper = _PRINTED_CASE.get(fold(part)) or part.upper()
        spelled.append(_D_BAR.get(upper, upper))
    return "".join(spelled)


def _is_symbol(symbol: str, after_so: bool) -> bool:
    """Whether the letters after "54/" name a kind and an issuer rather than a unit ("người", "giờ")."""
    parts = [fold(re.sub(r"\d+$", "", part)) for part in re.split(r"[-/]", symbol)]
    known = any(_KINDS.fullmatch(part) or _ISSUERS.fullmatch(part) for part in parts)
    capitals = all(part[0].isupper() for part in re.split(r"[-/]", symbol))
    if len(parts) > 1:
        return known or capitals
    if known:
        return capitals or len(symbol) >= _STATE_ALONE
    return after_so and symbol.isupper() and len(symbol) > 1


def find_document_numbers(text: str) -> list[DocumentNumber]:
    """Every document number of a text, in order; dates, fractions and "huyện/thành phố" are none.

    Offsets are of `text` in its composed form (`nfc`), which they equal for text read from a plan.
    """
    text = nfc(text)
    found: list[DocumentNumber] = []
    for match in _PARTY.finditer(text):
        if _KINDS.fullmatch(fold(match["kind"])):
            number = f"{match['number']}-{_spell_symbol(match['kind'])}/{_spell_symbol(match['issuer'])}"
            found.append(DocumentNumber(match[0], number, match.start(), match.end()))
    for match in _STATE.finditer(text):
        if not match["year"] and not _is_symbol(
            match["symbol"], bool(_AFTER_SO.search(text[: match.start()][-8:]))
        ):
            continue
        year = f"{match['year']}/" if match["year"] else ""
        number = f"{match['number']}/{year}{_spell_symbol(match['symbol'])}"
        found.append(DocumentNumber(match[0], number, match.start(), match.end()))
    return sorted(found, key=lambda number: number.start)


@lru_cache(maxsize=8192)
def number_key(number: str) -> str:
    """What two writings of one number share: small letters, no accents, no blanks."""
    return "".join(fold(nfc(number)).split())


def same_document_number(a: str, b: str) -> bool:
    """Whether two writings name one number; "03/CT-TU" and "03-CT/TU" do not."""
    return number_key(a) == number_key(b)


_ROMAN = re.compile(r"(C?)(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1}


def int_to_roman(number: int) -> str:
    """1 → "I" … 199 → "CXCIX"; more than a table's groups ever need."""
    if not 1 <= number <= 199:
        raise ValueError(f"no Roman numeral for {number}")
    letters = []
    for letter, value in _ROMAN_DIGITS.items():
        count, number = divmod(number, value)
        letters.append(letter * count)
    return "".join(letters)


def roman_to_int(text: str) -> int | None:
    """The value of a well-formed Roman numeral, capitals or small letters ("phần ii"), else None."""
    text = text.strip()
    if text not in (text.upper(), text.lower()) or not text or not _ROMAN.fullmatch(text.upper()):
        return None
    values = [_ROMAN_DIGITS[letter] for letter in text.upper()]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


RowNumberKind = Literal["roman", "decimal", "sub", "letter"]
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_DECIMAL = re.compile(r"\d{1,3}")
_SUB = re.compile(r"(?P<head>\d{1,3}|[IVXLC]{1,8})(?P<tail>(?:\.\d{1,2}){1,4})")


@dataclass(frozen=True, slots=True)
class RowNumber:
    """The number of an STT cell: as printed, its kind, its plain form ("2.1", "III", "a") and its values.

    `parts` counts: (2, 1) for "2.1", (3,) for "III", (5,) for "đ" (the Vietnamese alphabet).
    """

    printed: str
    kind: RowNumberKind
    number: str
    parts: tuple[int, ...]


def parse_row_number(cell: str | None) -> RowNumber | None:
    """The number an STT cell holds ("1", "2.1", "III", "1.", "a)", "(1)"), else None."""
    printed = nfc(re.sub(r"<[^<>]*>", "", cell or "")).strip(" *_\t\r\n")
    bare = printed.strip("().-–/: ")
    if _DECIMAL.fullmatch(bare):
        return RowNumber(printed, "decimal", str(int(bare)), (int(bare),)) if int(bare) else None
    if match := _SUB.fullmatch(bare):
        head = match["head"]
        value = int(head) if head.isdigit() else roman_to_int(head)
        tail = tuple(int(part) for part in match["tail"][1:].split("."))
        return RowNumber(printed, "sub", bare, (value, *tail)) if value else None
    if len(bare) == 1 and bare.lower() in _ALPHABET and bare not in "IVX":
        # a lone C or L stands in a sequence A, B, C … more often than for 100 or 50
        return RowNumber(printed, "letter", bare, (_ALPHABET.index(bare.lower()) + 1,))
    value = roman_to_int(bare) if bare.isupper() else None
    return RowNumber(printed, "roman", bare, (value,)) if value else None
