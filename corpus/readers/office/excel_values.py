"""The value of a spreadsheet's cell as the sheet shows it to a Vietnamese office."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"(?P<whole>[#0?][#0?,]*)(?:\.(?P<decimals>[0#?]+))?")
_MIDNIGHT = dt.time()


def compose_value(value: object, shown_as: str) -> str:
    """A cell's cached value under its number format: 1.0 → "1", 0.5 as "0%" → "50%", a date → "31/12/2024".

    A format that shows only month and year, or only a time, is followed. A number whose format groups
    thousands or rounds has the point and the comma that Vietnamese prints.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, dt.datetime):
        return _compose_date(value, shown_as)
    if isinstance(value, dt.date):
        return _compose_date(dt.datetime.combine(value, _MIDNIGHT), shown_as)
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(value, int | float):
        return _compose_number(value, shown_as)
    return str(value)


def _compose_date(value: dt.datetime, shown_as: str) -> str:
    codes = _LITERAL.sub("", shown_as.split(";")[0]).lower()
    clock = f"{value:%H:%M}"
    # "m" is the month unless it stands beside hours or seconds
    has_day, has_year = "d" in codes, "y" in codes
    if not has_day and has_year:
        month = f"{value:%m}" if re.search(r"(?<!m)mm(?!m)", codes) else str(value.month)
        return f"{month}/{value.year}" if "m" in codes else str(value.year)
    if has_day and not has_year:
        return f"{value:%d/%m}"
    if not has_day and "h" in codes:
        return clock
    day = f"{value:%d/%m}/{value.year}"
    return f"{clock} {day}" if "h" in codes and value.time() != _MIDNIGHT else day


def _compose_number(value: int | float, shown_as: str) -> str:
    """A number with the decimals, the thousands and the words of its format; as it is, where it has none."""
    section = shown_as.split(";")[0]
    number = Decimal(repr(value))
    if not number.is_finite():
        return ""
    codes = _LITERAL.sub("", section)
    match = _DIGITS.search(codes)
    if not match or "E" in codes or "/" in codes:
        # a point, for such a number mostly counts rows: "2.1"
        return f"{number:f}".removesuffix(".0")
    decimals = match["decimals"] or ""
    number = number * 100 if "%" in codes else number
    number = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    whole, _, rest = f"{abs(number):f}".partition(".")
    while decimals.endswith(("#", "?")) and rest.endswith("0"):
        decimals, rest = decimals[:-1], rest[:-1]
    whole = whole.zfill(match["whole"].replace(",", "").count("0"))
    if "," in match["whole"].strip(","):
        whole = f"{int(whole):,}".replace(",", ".")
    masked = _LITERAL.sub(lambda literal: "\0" * len(literal[0]), section)
    first, last = masked.index(match[0]), masked.index(match[0]) + len(match[0])
    sign = "-" if number < 0 else ""
    return f"{_words(section[:first])}{sign}{whole}{',' if rest else ''}{rest}{_words(section[last:])}"


def _words(piece: str) -> str:
    """The words a format prints beside the number: quoted text, a percent sign, spaces."""
    return re.sub(r"_.|\*.|\[[^\]]*\]|[\"\\\\]", "", piece)
