"""Questions for what is not filled in: "việc nào không có cơ quan phối hợp", "không ghi sản phẩm"."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

BlankField = Literal["lead", "coop", "product", "goal"]

_FIELDS: tuple[tuple[BlankField, str], ...] = (
    ("coop", r"(?:(?:cơ quan|đơn vị|bên|ai|sở nào) )?(?:nào )?phối hợp"),
    ("lead", r"(?:(?:cơ quan|đơn vị|bên|ai|sở nào) )?(?:nào )?chủ trì"),
    ("product", r"(?:kết quả,? )?(?:sản phẩm|đầu ra)"),
    ("goal", r"(?:mục tiêu|chỉ tiêu)"),
)
_NOT = r"(?:không|chưa) (?:(?:có|ghi|nêu|rõ|thấy|được|giao|phân công|phải|cần) ?)+ ?"
_PATTERNS = tuple(
    (name, re.compile(rf"(?<!\w){_NOT}{words}(?: (?:nào|gì|cả|rõ))*(?!\w)")) for name, words in _FIELDS
)
_TASKS = re.compile(
    r"(?<!\w)(?:việc|nhiệm vụ|công việc|dòng) (?:nào|gì)(?!\w)|(?<!\w)(?:các|những) (?:việc|nhiệm vụ)"
)


class Blank(NamedTuple):
    """A cell of a task row that must be empty, and where the question says so."""

    field: BlankField
    start: int
    end: int


def find_blank(masked: str) -> Blank | None:
    """The empty cell a question looks for; None where it names none, or asks for no tasks."""
    if _TASKS.search(masked) is None:
        return None
    for name, pattern in _PATTERNS:
        if match := pattern.search(masked):
            return Blank(name, match.start(), match.end())
    return None
