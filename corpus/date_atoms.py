"""The atoms of printed times: a day, a month, a quarter, a half, a year or a run of them.

Each pattern matches the words as printed and as typed without accents ("quy 1 nam 2022"). Impossible dates
(31/02/2024) are atoms without bounds: they keep their digits from being read as something else.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from corpus.numbers import roman_to_int
from corpus.vietnamese import fold

Unit = Literal["day", "month", "quarter", "half", "year", "years"]


@dataclass(frozen=True, slots=True)
class Atom:
    """A calendar span named in a text, its year perhaps left to the context.

    `first` and `last` are (month, day), day 0 the month's last; a run of years has a `last_year`.
    """

    start: int
    end: int
    unit: Unit
    first: tuple[int, int]
    last: tuple[int, int]
    year: int | None = None
    last_year: int | None = None

    def bounds(self, year: int | None = None) -> tuple[dt.date, dt.date] | None:
        """First and last day, in `year` if the text names none; None without one or for an impossible day."""
        first_year = self.year or year
        if first_year is None:
            return None
        try:
            return _date(first_year, *self.first), _date(self.last_year or first_year, *self.last)
        except ValueError:
            return None

    @property
    def possible(self) -> bool:
        """Whether the calendar knows this day (29/02 without a year is taken as possible)."""
        return self.bounds(2024) is not None


def _date(year: int, month: int, day: int) -> dt.date:
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def compile_typed(pattern: str) -> re.Pattern[str]:
    """A pattern in which a blank is any white space and accented words also match without their accents."""
    typed = re.sub(
        r"\\.|[^\W\d_]+",  # an escape ("\\b") is no word
        lambda word: word[0] if word[0].isascii() else f"(?:{word[0]}|{fold(word[0])})",
        pattern,
    )
    return re.compile(typed.replace(" ", r"\s+"), re.IGNORECASE)


_YEAR = r"(?P<year>(?:19|20)\d\d)(?![\d/])"
_OF_YEAR = rf"(?:(?:\s*/\s*|-|,?\s*(?:của )?năm |,? ){_YEAR}|/(?P<short>2\d)(?![\d/]))?"
_ITEM = r"(?:\d{1,2}(?!\d)|iv\b|i{1,3}\b)"
_SIX = r"s\u00e1u"  # only with its accent: "tháng sau" is the next month
_WORD = rf"(?:một|hai|ba|tư|bốn|{_SIX}|bảy|tám|chín|mười một|mười hai|mười|giêng)\b(?! lần)"
_ITEMS = rf"(?P<items>(?:{_ITEM}|{_WORD})(?:\s*(?:,|-|–|\bvà\b|\bđến\b|\btới\b)\s*{_ITEM}(?!\s*tháng))*)"
_WORD_VALUES = {
    "mot": 1,
    "gieng": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi mot": 11,
    "muoi hai": 12,
}


def _year(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("short"):
        return 2000 + int(groups["short"])
    return int(groups["year"]) if groups.get("year") else None


def _day(match: re.Match[str]) -> Iterator[Atom]:
    day = (int(match["month"]), int(match["day"]))
    last = (day[0], int(match.groupdict().get("to") or day[1]))
    yield Atom(match.start(), match.end(), "day", day if day[1] else (0, 0), last, _year(match))


def _value(item: str) -> int:
    word = " ".join(fold(item).split())
    return int(word) if word.isdigit() else roman_to_int(word) or _WORD_VALUES[word]


def _spans(unit: Unit, match: re.Match[str]) -> Iterator[Atom]:
    """Months or quarters; neighbours ("tháng 10, 11") are one span, others ("tháng 6, 12") one each."""
    size, most = (3, 4) if unit == "quarter" else (1, 12)
    offset = match.start("items")
    pieces = [
        (offset + m.start(), offset + m.end(), _value(m[0])) for m in _ITEM_OR_WORD.finditer(match["items"])
    ]
    values = [value for *_, value in pieces]
    joined = bool(_RUN.search(match["items"])) or values == list(range(values[0], values[0] + len(values)))
    groups = [(match.start(), match.end(), values[0], values[-1])]
    if not joined:
        groups = [(start, end, value, value) for start, end, value in pieces]
        groups[0] = (match.start(), *groups[0][1:])
        groups[-1] = (groups[-1][0], match.end(), *groups[-1][2:])
    for start, end, low, high in groups:
        fits = 1 <= low <= high <= most
        first, last = ((low * size - size + 1, 1), (high * size, 0)) if fits else ((0, 0), (0, 0))
        yield Atom(start, end, unit, first, last, _year(match))


def _months_of_year(match: re.Match[str]) -> Iterator[Atom]:
    count = {"": 6, "ba": 3, "sau": 6, "chin": 9}.get(fold(match["count"] or ""), 0) or int(match["count"])
    at_end = fold(match["part"] or "") == "cuoi"
    first, last = ((13 - count, 1), (12, 0)) if at_end else ((1, 1), (count, 0))
    yield Atom(match.start(), match.end(), "half", first, last, _year(match))


def _years(match: re.Match[str]) -> Iterator[Atom]:
    last_year = int(match["last"]) if match.groupdict().get("last") else None
    unit: Unit = "years" if last_year else "year"
    # a school year begins in September and ends in May, as the ministry sets it every year
    first, last = ((9, 1), (5, 0)) if match.groupdict().get("school") else ((1, 1), (12, 0))
    yield Atom(match.start(), match.end(), unit, first, last, _year(match), last_year)


_ITEM_OR_WORD = compile_typed(rf"{_WORD}|{_ITEM}")
_RUN = compile_typed(r"[-–]|đến|tới")
_Reader = Callable[[re.Match[str]], Iterator[Atom]]
_DAY_OF = r"(?P<day>\d{1,2})"
_MONTH_OF = r"(?P<month>\d{1,2})(?!\d)"
_FREE = r"(?<![\w/.])"  # the digits do not continue a number, a section or a fraction

_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (
        compile_typed(
            rf"\bngày {_DAY_OF}\s*(?:-|–|đến|và|,)\s*(?:ngày )?(?P<to>\d{{1,2}})"
            rf"(?:\s*/\s*|,? tháng ){_MONTH_OF}{_OF_YEAR}"
        ),
        _day,
    ),
    (
        compile_typed(
            rf"(?:\bngày )?{_FREE}(?<!-){_DAY_OF}\s*[-–]\s*(?P<to>\d{{1,2}})\s*/\s*{_MONTH_OF}\s*/\s*{_YEAR}"
        ),
        _day,
    ),
    (
        compile_typed(r"(?<![\w/.-])(?P<year>(?:19|20)\d\d)-(?P<month>\d{2})-(?P<day>\d{2})(?![\w/-])"),
        _day,
    ),
    (
        compile_typed(
            rf"(?:\bngày\s*)?{_FREE}{_DAY_OF}\s*(?P<sep>[/.-])\s*{_MONTH_OF}\s*(?P=sep)\s*(?P<year>(?:19|20)\d\d)(?!\d)"
        ),
        _day,
    ),
    (compile_typed(rf"\bngày {_DAY_OF}/{_MONTH_OF}/(?P<short>\d\d)(?!\d)"), _day),
    (compile_typed(rf"\b(?:ngày|mùng|mồng) {_DAY_OF}(?:\s*[/-]\s*|,? )tháng {_MONTH_OF}{_OF_YEAR}"), _day),
    (
        compile_typed(
            rf"(?:\bngày |(?<=\btrước\s)|(?<=\bđến\s)|(?<=\bhết\s)){_DAY_OF}/{_MONTH_OF}(?![\d/]){_OF_YEAR}"
        ),
        _day,
    ),
    (
        compile_typed(
            rf"\b(?:(?P<count>[369]|ba|{_SIX}|chín) tháng|nửa)(?: (?P<part>đầu|cuối)(?: của)?(?: năm\b)?"
            rf"|(?=,? năm (?:19|20)\d\d)){_OF_YEAR}"
        ),
        _months_of_year,
    ),
    (
        compile_typed(rf"\b(?:quý|quí|q\.?(?=\s?(?:[1-4]|[iv]+)\s*/))\s*{_ITEMS}{_OF_YEAR}"),
        partial(_spans, "quarter"),
    ),
    (compile_typed(rf"\b(?:tháng|t(?=\d{{1,2}}/))\s*{_ITEMS}{_OF_YEAR}"), partial(_spans, "month")),
    (
        compile_typed(
            r"(?:\b(?:giai đoạn|thời kỳ|nhiệm kỳ|các năm|(?P<school>năm học)|năm) )?"
            r"(?<![\w/.])(?P<year>(?:19|20)\d\d)"
            r"(?:\s*[-–—]\s*| (?:đến|tới)(?: hết)?(?: năm)? )(?P<last>(?:19|20)\d\d)(?![\w/])"
        ),
        _years,
    ),
    (
        compile_typed(rf"(?<!\bsố\s){_FREE}(?P<items>\d{{1,2}}(?:\s*[-–]\s*\d{{1,2}})?)\s?/\s?{_YEAR}"),
        partial(_spans, "month"),
    ),
    (compile_typed(rf"\b(?:cả )?năm {_YEAR}"), _years),
)
_CELL_PATTERNS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (compile_typed(rf"(?<![\w/.-]){_YEAR}(?![\w-])"), _years),
    (compile_typed(rf"{_FREE}(?<!-){_DAY_OF}/{_MONTH_OF}/(?P<short>2\d)(?![\w/])"), _day),
    (compile_typed(rf"{_FREE}(?<!-){_DAY_OF}\s*[-–]\s*(?P<to>\d{{1,2}})/{_MONTH_OF}(?![\w/])"), _day),
    (compile_typed(rf"{_FREE}{_DAY_OF}/{_MONTH_OF}(?![\w/])"), _day),
)
_SIGN_OF_ATOM = compile_typed(r"[\d/]|tháng|quý|quí|nửa")
"""What each of the patterns needs: looked for once, it spares most sentences all of them."""
_NAM_OF_A_PLACE = re.compile(
    r"(?:việt|viet|miền|mien|phía|phia|hà|ha|quảng|quang|đông|dong|tây|tay)\s+$", re.I
)


def find_atoms(text: str, *, cell: bool = False) -> list[Atom]:
    """The atoms of a composed text, in order, apart; in a `cell` a lone "2024" or "30/6" counts too."""
    atoms: list[Atom] = []
    if not _SIGN_OF_ATOM.search(text):
        return atoms
    for pattern, read in (*_PATTERNS, *(_CELL_PATTERNS if cell else ())):
        for match in pattern.finditer(text):
            if any(match.start() < atom.end and atom.start < match.end() for atom in atoms):
                continue
            if match[0][:3].lower() == "nam" and _NAM_OF_A_PLACE.search(text[: match.start()]):
                continue  # "Việt Nam 2030", not the year 2030
            atoms.extend(read(match))
    return inherit_years(sorted(atoms, key=lambda atom: atom.start), text)


_CONNECTED = compile_typed(r"\s*(?:,|-|–|\bvà\b|\bđến\b|\btới\b|\bhoặc\b|;)?\s*(?:hết )?")


def inherit_years(atoms: list[Atom], text: str) -> list[Atom]:
    """ "Tháng 6 và tháng 12/2024": the year stands once, after the last."""
    dated: list[Atom] = []
    for atom in reversed(atoms):
        if (
            atom.year is None
            and dated
            and dated[-1].year
            and _CONNECTED.fullmatch(text, atom.end, dated[-1].start)
        ):
            atom = replace(atom, year=dated[-1].year)
        dated.append(atom)
    return dated[::-1]
