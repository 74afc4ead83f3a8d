"""Places pointed at by their numbers: "mục II.14", "dòng 57", "nhiệm vụ số 5 nhóm III", "nhóm VI"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.numbers import int_to_roman, roman_to_int

_ROMAN = r"[ivxlc]+(?![^\W\d_])"
_PATH = rf"(?:{_ROMAN}(?:\.\d+)*(?:\.[a-zđ])?|\d+(?:\.\d+)*(?:\.?[a-zđ])?)(?![\w/]|-\w)"
_POINT = r"điểm (?P<point>[a-zđ](?:\.?\d{1,2})?)(?!\w)\)?"
_LAWS = "bộ luật|luật|nghị định|thông tư|pháp lệnh|hiến pháp"  # an article of one is no place in a plan
_ARTICLE = rf"(?P<path>\d+)(?![\w/.])(?! (?:của )?(?:{_LAWS}))"


@dataclass(frozen=True)
class Locator:
    """A section, row or group pointed at by its number.

    `kind`: "section", "row", "group", "article" or "item" (what a plan counts in words: "hạn chế số 17");
    `path`: part or group first, upper case: "II.2.1", "5", "III.5", "II.1.a"; an article as the plans' ids
    have it: "Đ5.2.a".
    """

    kind: str
    path: str
    start: int
    end: int


_SECTION_WORD = r"(?:tiểu mục|mục con|mục|phần|điểm|khoản|điều|chương|ý)(?: (?:số|thứ))?"
_ROW_WORD = r"(?:dòng|hàng|stt|số thứ tự|tt|nhiệm vụ|công việc|đầu việc|việc)(?: (?:số|thứ tự|thứ))?"
_GROUP_WORD = r"(?:nhóm nhiệm vụ|nhóm|lĩnh vực|phần)(?: (?:số|thứ))?"
_ITEM_WORD = r"(?:(?:hạn chế|khuyết điểm|tồn tại|vấn đề|chỉ tiêu|mục tiêu|giải pháp|kiến nghị)(?:,? )?)+"
_TASK_WORD = "nhiệm vụ|việc|công việc|đầu việc"
_PART_WORD = r"(?:phần|chương|mục)"
_COUNTED = "năm|tháng|ngày|tổ|xã|huyện"  # "nhiệm vụ 5 năm" counts, it does not point
_OF = r"(?:,| của| thuộc| trong| ở| tại)*"
_LEADS_ON = r"(?:,|:| có| thì)*"
_GROUP = rf"(?P<group>{_ROMAN})"
_LOCATORS = [
    (kind, re.compile(rf"(?<!\w){pattern}"))
    for kind, pattern in (
        ("item", rf"{_ITEM_WORD} (?:số|thứ) (?P<path>\d+)(?![\w/%.,]\w|-\w)"),
        ("row", rf"{_ROW_WORD} (?P<path>{_PATH}){_OF} {_GROUP_WORD} (?P<group>{_ROMAN}|\d+)(?![\w.])"),
        ("row", rf"{_GROUP_WORD} {_GROUP}{_LEADS_ON} {_ROW_WORD} (?P<path>{_PATH})"),
        (
            "article",
            rf"(?:{_POINT}{_OF} )?(?:khoản (?P<clause>\d+){_OF} )?điều {_ARTICLE}",
        ),
        ("section", rf"{_POINT}{_OF} {_SECTION_WORD} (?P<path>\d+(?:\.\d+)*){_OF} {_PART_WORD} {_GROUP}"),
        ("section", rf"{_POINT}{_OF} {_SECTION_WORD} (?P<path>{_PATH})"),
        ("section", rf"{_SECTION_WORD} (?P<path>{_PATH}){_LEADS_ON} {_POINT}"),
        ("section", rf"{_SECTION_WORD} (?P<path>\d+(?:\.\d+)*){_OF} {_PART_WORD} {_GROUP}"),
        ("section", rf"{_PART_WORD} {_GROUP}{_LEADS_ON} {_SECTION_WORD} (?P<path>\d+(?:\.\d+)*)"),
        ("group", rf"(?:nhóm nhiệm vụ|nhóm|lĩnh vực)(?: (?:số|thứ))? (?P<path>{_ROMAN}|\d+)(?![\w.])"),
        ("section", rf"{_SECTION_WORD} (?P<path>{_PATH})"),
        (
            "row",
            rf"(?:(?:dòng|hàng)(?: (?:số|thứ))?|stt|số thứ tự|(?:{_TASK_WORD}) (?:số|thứ)) ?"
            rf"(?P<path>{_PATH})",
        ),
        ("row", rf"nhiệm vụ (?P<path>(?:{_ROMAN}\.)?\d+(?:\.\d+)*)(?![\w/%]|\.\d| (?:{_COUNTED}))"),
    )
]


def find_locators(masked: str) -> list[Locator]:
    """Places pointed at by number in a question whose documents, dates and times are masked."""
    found: list[Locator] = []
    for kind, pattern in _LOCATORS:
        for match in pattern.finditer(masked):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            parts = match.groupdict()
            path = _path(match["path"])
            if path is None:
                continue
            if group := parts.get("group"):
                path = f"{_path(group)}.{path}"
            if kind == "article":
                path = f"Đ{path}"
            path = ".".join(filter(None, (path, parts.get("clause"), parts.get("point"))))
            found.append(Locator("section" if kind == "article" else kind, path, match.start(), match.end()))
    return _row_of_group(sorted(found, key=lambda locator: locator.start))


def _row_of_group(found: list[Locator]) -> list[Locator]:
    """ "Lĩnh vực VII (thông tin), dòng 6" is one place: VII.6."""
    groups = [locator for locator in found if locator.kind == "group"]
    rows = [locator for locator in found if locator.kind == "row" and locator.path[0].isdigit()]
    if len(groups) == 1 and len(rows) == 1:
        row = rows[0]
        whole = Locator("row", f"{groups[0].path}.{row.path}", row.start, row.end)
        return [whole if locator is row else locator for locator in found if locator is not groups[0]]
    return found


def _path(printed: str) -> str | None:
    head, _, rest = printed.partition(".")
    if head.isdigit():
        return printed
    if roman_to_int(head.upper()) is None:
        return None
    return head.upper() + (f".{rest}" if rest else "")


_MOST_PARTS = 100


def as_roman(path: str) -> str:
    """A group or part given as a number, in Roman: "6" → "VI"; anything else as it is."""
    if path.isdigit() and 0 < int(path) < _MOST_PARTS:
        return int_to_roman(int(path))
    return path
