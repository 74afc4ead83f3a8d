"""Most and least, first and last: "đơn vị nào nhiều việc nhất", "việc nào hạn sớm nhất"."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Of = Literal["agency", "document", "deadline"]
Rank = Literal["most", "least", "first", "last", "next"]


class Superlative(NamedTuple):
    """What is ranked, which end of the ranking is asked for, and where the question says so."""

    of: Of
    rank: Rank
    spans: tuple[tuple[int, int], ...]


_WORK = r"(?:đầu việc|phần việc|công việc|việc|nhiệm vụ|đầu mục)"
_WHO = (
    r"(?:(?:các |những )?(?:cơ quan|đơn vị|sở|ban|ngành|bên|địa phương|huyện|chỗ)"
    r"(?:,? (?:ban|ngành|đơn vị|sở))* (?:nào|mô)|ai)"
)
_WHICH = r"(?:kế hoạch|văn bản|công văn) nào"
_TASK = rf"(?:{_WORK}|cái) (?:nào|gì)"
_AMOUNT = re.compile(
    rf"(?<!\w)(?:(?P<most>nhiều|đông)|(?P<least>ít))(?: {_WORK})?"
    rf"(?: (?:phải |cần |được )?(?:làm|lo|giao|chủ trì|phối hợp|thực hiện|tham gia))? (?:hơn cả|nhất)(?!\w)"
    r"|(?<!\w)(?P<busy>bận(?: rộn)?|nặng việc|ôm nhiều) nhất(?!\w)"
)
_MORE = re.compile(rf"(?<!\w)(?:nhiều|(?P<least>ít))(?: {_WORK})? hơn(?!\w)")
_TWO_AGENCIES = re.compile(r"§.*[^§]§")
_ORDER = re.compile(
    r"(?<!\w)(?:(?P<first>sớm|đầu tiên|trước)|(?P<last>muộn|trễ|xa|chậm|cuối|lâu)|(?P<next>gần|sát))"
    r" nhất(?!\w)(?! (?:là )?(?:vào |trong |trước |đến )?(?:ngày|tháng|quý|năm|\d|khi|bao))"
)
_DEADLINE = r"(?:(?:đến |tới |có )?(?:thời )?hạn|deadline|xong|hoàn thành|kết thúc|phải làm)"
_OF_WHO, _OF_WHICH, _OF_TASK = (
    re.compile(rf"(?<!\w)(?:là |do |của |thuộc )?{pattern}(?!\w)") for pattern in (_WHO, _WHICH, _TASK)
)
_SAID = re.compile(rf"(?<!\w){_DEADLINE}(?!\w)")
_TOLD_OF = re.compile(rf"(?<!\w)(?:{_WORK}|chủ trì|phối hợp|được giao|giao|bận|ôm)(?!\w)")


def find_superlative(masked: str) -> Superlative | None:
    """The ranking a masked question asks for; None where it asks for none the plans can give.

    A matter that is ranked by other things ("hồ sơ nào trễ nhất", "chậm nhất ngày nào") is none.
    """
    amount = _AMOUNT.search(masked)
    if amount is not None and _TOLD_OF.search(masked):
        rank: Rank = "least" if amount["least"] else "most"
        kinds: tuple[tuple[Of, re.Pattern[str]], ...] = (("document", _OF_WHICH), ("agency", _OF_WHO))
        for of, pattern in kinds:
            if match := pattern.search(masked):
                return Superlative(of, rank, (amount.span(), match.span()))
    more = _MORE.search(masked)
    if more is not None and _TWO_AGENCIES.search(masked):
        who = _OF_WHO.search(masked)
        spans = (more.span(), who.span()) if who else (more.span(),)
        return Superlative("agency", "least" if more["least"] else "most", spans)
    order, task, said = _ORDER.search(masked), _OF_TASK.search(masked), _SAID.search(masked)
    if order is None or task is None or said is None:
        return None
    when: Rank = "first" if order["first"] else "last" if order["last"] else "next"
    return Superlative("deadline", when, (order.span(), task.span(), said.span()))
