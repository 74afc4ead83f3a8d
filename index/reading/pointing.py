"""Pointing at what the last answer showed: "cái thứ ba", "việc đầu tiên", "dòng tiếp theo"."""

from __future__ import annotations

import re

_THING = r"(?:cái|việc|nhiệm vụ|công việc|dòng|mục|ý|điểm|phần|hàng|đầu việc)"
_ORDINALS = {
    "nhất": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10, "đầu tiên": 1, "đầu": 1, "cuối cùng": -1, "cuối": -1, "chót": -1,
}  # fmt: skip
_NTH = re.compile(
    rf"(?<!\w){_THING} (?:(?:số|thứ) (?P<number>\d{{1,2}})(?![\w./])"
    r"|thứ (?P<word>nhất|hai|nhì|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)"
    r"|(?P<end>đầu tiên|cuối cùng|đầu|cuối|chót))(?!\w)"
)
_STEP = re.compile(
    rf"(?<!\w)(?:{_THING} )?"
    r"(?P<step>tiếp theo|kế tiếp|liền sau|ngay sau|sau đó|tiếp|liền trước|ngay trước|trước đó)(?: nữa)?"
    r"(?= *(?:là|nói|ghi|thì|do|ai|hạn|của|giao|[?.!,]|$))"
)


def find_ordinal(norm: str) -> int | None:
    """The place in a list that a question points at, from 1; -1 is the last; None where it points at none."""
    match = _NTH.search(norm)
    if match is None:
        return None
    return int(match["number"]) if match["number"] else _ORDINALS[match["word"] or match["end"]]


def find_step(norm: str) -> int:
    """1 where a question points at what comes next, -1 at what stands before, else 0."""
    match = _STEP.search(norm)
    if match is None:
        return 0
    return -1 if "trước" in match["step"] else 1
