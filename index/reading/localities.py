"""Districts, communes and wards called without "UBND": "huyện chiêm hóa có nhiệm vụ gì"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.agencies import AgencyMention

_LEVEL = r"(?:huyện|thành phố|thị xã|quận|xã|phường|thị trấn)"
_NO_PLACE = (
    r"(?:hội|ủy|đoàn|nào|mô|mình|em|tôi|ta|này|kia|đó|ấy|phải|cần|có|được|làm|thì|sẽ|chịu|lo|chủ|phối|thực|mấy"
    r"|nông|thông|đạt|biên|vùng|đặc|nghèo|miền|loại|trực|và|là|của|ở|tại|trong|theo|không|bị|đang|đã|còn)"
)
_PLACE_WORD = rf"(?!{_NO_PLACE}(?!\w))[^\W\d_]+"
_DUTY = (
    r"(?:(?:thì|sẽ|năm nay|lần này) )*"
    r"(?:phải|cần|được giao|được phân công|có|làm|chịu|chủ trì|phối hợp|lo|thực hiện)"
    r"(?: \w+){0,4} (?:gì|nào|chi)(?!\w)"
)
_CALLED = re.compile(
    rf"(?<!\w)(?P<level>{_LEVEL}) (?P<place>{_PLACE_WORD}(?: {_PLACE_WORD}){{1,2}}?) (?={_DUTY})"
)
_ALL = re.compile(rf"^ *(?:(?:các|mấy|những|cấp) )*(?P<level>huyện|xã|phường) (?={_DUTY})")
_GIVEN = re.compile(
    rf"(?:(?:việc|nhiệm vụ|trách nhiệm) của|giao(?: cho)?) (?P<level>{_LEVEL})"
    rf" (?P<place>{_PLACE_WORD} {_PLACE_WORD})(?!\w)"
)


def find_localities(text: str, norm: str, agencies: Sequence[AgencyMention]) -> list[AgencyMention]:
    """The People's Committees meant by places that are asked what they have to do.

    `norm` is the question in small letters, as long as `text`; places inside an agency are its own.
    """
    found: list[AgencyMention] = []
    if (match := _ALL.search(norm)) and not any(agency.start < match.end() for agency in agencies):
        start, end = match.span("level")
        return [AgencyMention(f"UBND {match['level']}", text[start:end], start, end, collective=True)]
    for pattern in (_CALLED, _GIVEN):
        for match in pattern.finditer(norm):
            start, end = match.start("level"), match.end("place")
            if any(start < agency.end and agency.start < end for agency in [*agencies, *found]):
                continue
            place = " ".join(word[0].upper() + word[1:] for word in text[match.start("place") : end].split())
            found.append(AgencyMention(f"UBND {match['level']} {place}", text[start:end], start, end))
    return found
