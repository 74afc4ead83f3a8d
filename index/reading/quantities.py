"""Quantities in a text: "trên 95%", "1.200 triệu đồng", "10 xã"; and the one a yes/no question proposes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.vietnamese import nfc


@dataclass(frozen=True)
class Quantity:
    """A number with what it counts."""

    printed: str  # "trên 95%"; "đạt" and the like before it lie between start and end only
    start: int
    end: int
    value: Decimal  # money in đồng
    unit: str  # "%", "đồng", or the word behind the number: "xã"
    bound: str  # "least" (trên, tối thiểu, … trở lên), "most" (dưới, không quá), else empty

    def agrees(self, other: Quantity) -> bool:
        """The same number of the same thing, and not the one at least where the other is at most."""
        same = self.value == other.value and self.unit == other.unit
        return same and not (self.bound and other.bound and self.bound != other.bound)


_LEAST = r"trên|hơn|tối thiểu|ít nhất|từ|không dưới|không thấp hơn|≥|>=?"
_MOST = r"dưới|tối đa|nhiều nhất|không quá|không vượt quá|chưa đến|≤|<=?"
_ABOUT = r"đạt|lên|xuống|còn|bằng"
_SCALES = {
    "nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tr": 10**6, "tỷ": 10**9, "tỉ": 10**9, "nghìn tỷ": 10**12,
    "ngàn tỷ": 10**12,
}  # fmt: skip
_QUANTITY = re.compile(
    rf"(?:(?<!\w)(?:{_ABOUT})\s+)*"
    rf"(?P<printed>(?:(?<!\w)(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|khoảng|gần|chừng)\s*)*"
    r"(?<![\w/.,])(?P<number>\d+(?:[.,]\d+)*)(?![\w/]|[.,-]\d)\s*"
    rf"(?P<unit>%|phần trăm|(?:(?P<scale>(?:nghìn |ngàn )?tỷ|{'|'.join(_SCALES)})(?:\s+đồng)?|đồng)(?!\w)|"
    r"[^\W\d_]+)?"
    r"(?P<up>\s+trở lên)?)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


def find_quantities(text: str) -> list[Quantity]:
    """Every number of a text that counts something, in order; numbers of documents and dates are none."""
    found = []
    for match in _QUANTITY.finditer(nfc(text)):
        unit = (match["unit"] or "").lower()
        value = _value(match["number"])
        if match["scale"]:
            value *= _SCALES[match["scale"].lower()]
        if match["scale"] or unit == "đồng":
            unit = "đồng"
        bound = "least" if match["least"] or match["up"] else "most" if match["most"] else ""
        unit = "%" if unit == "phần trăm" else unit
        found.append(Quantity(match["printed"].strip(), match.start(), match.end(), value, unit, bound))
    return found


def _value(number: str) -> Decimal:
    """ "1.200" → 1200, "0,45" → 0.45, "95.5" → 95.5."""
    if _THOUSANDS.fullmatch(number):
        number = number.replace(".", "")
    *whole, last = re.split(r"[.,]", number)
    return Decimal(f"{''.join(whole)}.{last}" if whole else last)


_STRONG = r"(?:là |có |thế |thì )*(?:đúng|phải|chuẩn) (?:không|chứ|ko)"
_AT_THE_END = r"(?: (?:ạ|nhỉ|vậy|em|anh|chị|bạn|ad|thế))*\s*[?.!]*\s*$"
_ENDS = re.compile(rf"\s*,?\s*(?:{_STRONG}|à|hả|chứ|không){_AT_THE_END}")
_HELD_AGAINST = re.compile(rf"(?<!\w){_STRONG}{_AT_THE_END}")
_PROPOSED = re.compile(r"(?:có phải|phải chăng|có đúng|là|bằng)(?: là)?\s*$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIMES = frozenset("ngày tháng năm quý tuần giờ phút tuổi lần khóa kỳ".split())
_NO_UNIT = frozenset("đúng phải không à hả chứ là có thì ạ đến và của".split())


def find_proposed(masked: str, norm: str) -> Quantity | None:
    """The figure a yes/no question holds against the plans; None where its numbers only tell its matter.

    "Tỷ lệ … có phải 95% không?", "có thêm 10 xã đạt chuẩn đúng không?"; not "trẻ dưới 5 tuổi được miễn phí
    không?". `masked`: `norm` with its mentions masked, letter by letter.
    """
    said = [q for q in find_quantities(norm) if masked[q.start : q.end] == norm[q.start : q.end]]
    said = [q for q in said if not _is_year(q)]
    for quantity in reversed(said):
        if _PROPOSED.search(norm[: quantity.start]) or _ENDS.match(norm, quantity.end):
            return quantity if quantity.unit and quantity.unit not in _NO_UNIT else None
    if len(said) == 1 and said[0].unit and _HELD_AGAINST.search(norm):
        return said[0] if said[0].unit not in _NO_UNIT | _TIMES else None
    return None


def _is_year(quantity: Quantity) -> bool:
    return quantity.unit not in ("%", "đồng") and _YEAR.fullmatch(quantity.printed.split()[0]) is not None
