"""What a line looks like: a signer's name or role, an annex's label, a receiver's stamp."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document_words import (
    ANNEXES,
    AUTHORITIES,
    KIND_HEADINGS,
    ORGANS,
    RANKS,
    ROLES,
    UNITS,
    begins_with,
)
from corpus.layout import Line, is_terminated
from corpus.markers import is_upper
from corpus.numbers import roman_to_int

LONG = 60
"""Characters: longer is a sentence, not a line of a title or a role."""

RECIPIENTS = re.compile(r"nơi\s+nhận\s*:?\s*", re.IGNORECASE)
ADDRESSEES = re.compile(r"kính\s+gửi\s*:?\s*", re.IGNORECASE)
SIGNED = re.compile(
    r"[(\[]?\s*(?:đã\s+k[ýí]|ký\s+(?:tên|bởi|số|điện tử)|người\s+ký|ngày\s+ký|thời\s+gian\s+ký)",
    re.IGNORECASE,
)
"""The mark of a copy ("(Đã ký)") or of an electronic signature ("Ký bởi: …")."""

OPENING = re.compile(r"(?:như\s+sau|sau\s+đây|dưới\s+đây|nội\s+dung\s+sau|\bsau)\s*:$", re.IGNORECASE)
"""How the paragraph ends that opens the body: "… ban hành Kế hoạch như sau:"."""

_BOX = re.compile(
    r"(?:(?:được\s+)?ký(?:\s+số|\s+điện\s+tử)?\s+bởi|người\s+ký|ngày\s+ký|thời\s+gian\s+ký|(?:digitally\s+)?signed\s+by)"
    r"\s*:|digitally\s+signed\s+by\b|signature\s+(?:not\s+)?(?:valid|verified)",
    re.IGNORECASE,
)
_BOX_LINE = re.compile(
    r"(?:e-?mail|cơ\s+quan|tổ\s+chức|đơn\s+vị|chức\s+vụ|date|time|dn|location|reason)\s*:|"
    r"\d{1,2}[./-]\d{1,2}[./-]\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_ATTACHED = re.compile(r"\(?\s*(?:được\s+)?(?:ban hành\s+)?kèm\s+theo\b", re.IGNORECASE)
_STAMP_LINE = re.compile(r"(?:số|ngày|giờ|chuyển|kính chuyển|lưu hồ sơ)\b", re.IGNORECASE)
# capitals count: a title may go on with "đến năm 2030"
_STAMP = re.compile(
    r"(?:CÔNG VĂN )?(?:ĐẾN(?=\s*(?:Số|Ngày|Giờ|:|$))|Đến(?=\s*(?:Số|:)))|Số và ký hiệu HS\b|Chuyển\s*:"
)
_ANNEX_LABEL = re.compile(
    r"phụ\s+lục(?:\s+(?:số\s*)?(?P<numeral>[IVX]{1,6}|\d{1,2}|[A-H])\b)?(?P<rest>.*)", re.IGNORECASE
)
_RANK = re.compile(rf"(?:{'|'.join(map(re.escape, RANKS))})(?:\.\s*|\s+)(?=\w)", re.IGNORECASE)
_NAME_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)*"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,5}}")


def is_attached_line(text: str) -> bool:
    """Whether a line says what an annex belongs to: "(Kèm theo Kế hoạch số 54/KH-UBND ngày …)"."""
    match = _ATTACHED.match(text)
    if not match or not (text.startswith("(") or len(text) < 4 * LONG):
        return False
    return begins_with(text[match.end() :], (*KIND_HEADINGS, ("công", "văn"), ("văn", "bản")))


def name_without_rank(text: str) -> str:
    """A person's name alone: "Đại tá Nguyễn Văn A" → "Nguyễn Văn A"."""
    while rank := _RANK.match(text):
        text = text[rank.end() :]
    return text


def is_name(text: str) -> bool:
    """Whether a text can be a person's name, with or without a rank: "Đại tá Nguyễn Văn A"."""
    text = name_without_rank(text)
    if not _NAME.fullmatch(text) or len(text) > LONG or begins_with(text, (*ANNEXES, *ROLES)):
        return False
    if is_upper(text) and begins_with(text, (*ORGANS, *UNITS)):
        return False
    return all(word[0].isupper() for word in text.split())


def is_role(text: str) -> bool:
    """Whether a text names in whose name or as what someone signs: "TM. ỦY BAN NHÂN DÂN", "PHÓ CHỦ TỊCH"."""
    if not is_upper(text) or len(text) > 2 * LONG or not text[0].isalpha():
        return False
    return is_authority(text) or begins_with(text, ROLES)


def is_authority(text: str) -> bool:
    """Whether a role begins with "TM.", "KT.", "T/M" …"""
    return bool(re.match(r"(?:T\s?/\s?|K\s?/\s?)?[A-Z]+\s?[./\s]", text)) and begins_with(text, AUTHORITIES)


def annex_label(text: str) -> str:
    """The short form of an annex's printed label: "Phụ lục II", "PHỤ LỤC SỐ 02" → "PL2", "PHỤ LỤC" → "PL"."""
    match = _ANNEX_LABEL.match(text)
    if not match or not (match["numeral"] or is_upper(text)):
        return ""
    numeral = (match["numeral"] or "").upper()
    if not numeral:
        return "PL"
    return f"PL{int(numeral) if numeral.isdigit() else roman_to_int(numeral) or numeral}"


def _is_organ_line(text: str) -> bool:
    return is_upper(text) and begins_with(text, ORGANS)


def find_stamp(lines: Sequence[Line]) -> frozenset[int]:
    """The lines a receiver stamped on the page: its name, "ĐẾN Số: …", dates (54/KH-UBND, lines 11 to 17)."""
    stamp: set[int] = set()
    for at, line in enumerate(lines):
        if not _STAMP.match(line.text):
            continue
        first = at - 1 if at and line.gap <= 1 and _is_organ_line(lines[at - 1].text) else at
        last = at
        while last + 1 < len(lines) and _STAMP_LINE.match(lines[last + 1].text) and lines[last + 1].gap <= 1:
            last += 1
        stamp.update(stamped.number for stamped in lines[first : last + 1])
    return frozenset(stamp)


def find_signature_boxes(lines: Sequence[Line]) -> frozenset[int]:
    """The lines a digital signature prints on the page: "Ký bởi: …", "Email: …", "Thời gian ký: …"."""
    boxes: set[int] = set()
    for at, line in enumerate(lines):
        if not _BOX.match(line.text) or len(line.text) > 2 * LONG:
            continue
        first = last = at
        while first and lines[first].gap <= 1 and _is_box_line(lines[first - 1].text):
            first -= 1
        while last + 1 < len(lines) and lines[last + 1].gap <= 1 and _is_box_line(lines[last + 1].text):
            last += 1
        boxes.update(boxed.number for boxed in lines[first : last + 1])
    return frozenset(boxes)


def _is_box_line(text: str) -> bool:
    return len(text) <= 2 * LONG and bool(_BOX.match(text) or _BOX_LINE.match(text))


def is_annex_label(text: str) -> bool:
    """Whether a line is the label that begins an annex: "PHỤ LỤC", "Phụ lục II"."""
    match = _ANNEX_LABEL.match(text)
    if not match or is_terminated(text):
        return False
    return is_upper(text) or (bool(match["numeral"]) and len(text) < LONG)
