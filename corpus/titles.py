"""The letterhead as cells, and the title ("trích yếu") among them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.document_words import BASES, KIND_HEADINGS, MOTTO, ORGANS, begins_with, kind_name, leading_phrase
from corpus.layout import Line, is_furniture, is_item, is_terminated, starts_lower
from corpus.line_forms import ADDRESSEES, LONG, annex_label, find_stamp, is_attached_line
from corpus.markers import is_upper
from corpus.organs import spell_organ
from corpus.vietnamese import squeeze, syllables

NUMBER_CELL = re.compile(r"số\s*:?\s*(?=[\d./_…-])", re.IGNORECASE)
"""How the cell with the document's number begins."""

PLACE = re.compile(
    r"(?P<place>(?<![^\W\d_])[^\W\d_]{1,20}\.?(?:[ \t]+(?:[-–][ \t]+)?[^\W\d_]{1,20}){0,4})"
    r"\s*,\s*(?=ngày\b[\s.…_\d]*(?:tháng\b|/))",
    re.IGNORECASE,
)
"""Where a document was signed, before its date: "Tuyên Quang, ngày 12 tháng 4 năm 2022"."""

ORGAN_OF = re.compile(r"của\s+(?P<organ>.+)", re.IGNORECASE)
"""Whose a document is: "KẾ HOẠCH CỦA BAN THƯỜNG VỤ TỈNH ỦY"."""

_SUBJECT = re.compile(r"(?:v\s*/\s*v|về\s+việc)\s*:?\s*", re.IGNORECASE)
_LETTER = "Công văn"


class Cell(NamedTuple):
    """One text of the letterhead: a line, or one of its columns."""

    text: str
    line: Line


class Title(NamedTuple):
    """The title, the lines it stands on, and the kind and issuer printed with it; empty where not printed."""

    text: str = ""
    lines: frozenset[int] = frozenset()
    kind: str = ""
    issuer: str = ""


def letterhead_cells(header: Sequence[Line]) -> list[Cell]:
    """The texts of the header in order, without rules, the state's motto and a receiver's stamp."""
    stamp = find_stamp(header)
    cells = []
    for line in header:
        if line.number in stamp or is_furniture(line):
            continue
        for column in line.columns:
            text = squeeze(MOTTO.sub(" ", column))
            if any(char.isalnum() for char in text):
                cells.append(Cell(text, line))
    return cells


def _find_kind_heading(cells: Sequence[Cell], at: int) -> tuple[str, str]:
    """The kind that a cell is headed with ("KẾ HOẠCH", "NGHỊ QUYẾT Ban hành …"), and the words after it."""
    text, line = cells[at]
    phrase = leading_phrase(syllables(text)[:6], KIND_HEADINGS)
    words = text.split()
    rest = " ".join(words[len(phrase) :])
    if not phrase or not is_upper(" ".join(words[: len(phrase)])):
        return "", ""
    # the second line of a title in capitals may begin like a kind: "… THỰC HIỆN" / "NGHỊ QUYẾT CỦA …"
    if at and not line.gap and is_upper(rest) and is_upper(cells[at - 1].text):
        return "", ""
    return kind_name(phrase), rest


def _gather(first: str, cells: Sequence[Cell], letterhead: str = "") -> tuple[str, frozenset[int]]:
    """A title from its first words and the cells below that go on with it.

    `letterhead`: the syllables above; an issuer printed there stands between title and bases once more.
    """
    texts = [first] if first else []
    lines: set[int] = set()
    for text, line in cells:
        gap = 0 if line.number in lines else line.gap
        if texts and (is_terminated(texts[-1]) or (gap and not starts_lower(text))):
            break
        # a title may begin like a legal basis ("Triển khai thực hiện …"), a basis ends as a clause does
        is_basis = begins_with(text, BASES) if texts else is_terminated(text)
        is_organ = (
            bool(texts)
            and is_upper(text)
            and (not is_upper(texts[0]) or (begins_with(text, ORGANS) and _spell(text) in letterhead))
        )
        # "Bộ Tài chính thông báo:", or a sentence of some length, opens the text
        is_sentence = text.endswith(".") and len(text) >= LONG and not starts_lower(text)
        is_opening = bool(texts) and (text.endswith(":") or is_sentence)
        if is_basis or is_opening or is_organ or ADDRESSEES.match(text) or is_attached_line(text):
            break
        texts.append(text)
        lines.add(line.number)
    return " ".join(texts), frozenset(lines)


def _spell(text: str) -> str:
    return " ".join(syllables(text))


def _title_below(cells: Sequence[Cell]) -> Title | None:
    """The title below a kind: "KẾ HOẠCH" / "CỦA BAN THƯỜNG VỤ TỈNH ỦY" / "Sửa chữa, khắc phục …"."""
    for at, cell in enumerate(cells):
        kind, rest = _find_kind_heading(cells, at)
        if not kind:
            continue
        below = cells[at + 1 :]
        lines = {cell.line.number}
        if not rest and below and is_upper(below[0].text) and ORGAN_OF.match(below[0].text):
            rest, below = below[0].text, below[1:]
        issuer = ORGAN_OF.match(rest) if is_upper(rest) else None
        letterhead = " ".join(_spell(above.text) for above in cells[:at])
        text, gathered = _gather("" if issuer else rest, below, letterhead)
        organ = spell_organ(issuer["organ"]) if issuer else ""
        return Title(text, gathered | lines, kind, organ)
    return None


def _title_of_letter(cells: Sequence[Cell]) -> Title | None:
    """The subject of an official letter: "V/v …", beside or above the place and date."""
    for at, cell in enumerate(cells):
        if match := _SUBJECT.match(cell.text):
            below = [
                other
                for other in cells[at + 1 :]
                if not PLACE.search(other.text) and not NUMBER_CELL.match(other.text)
            ]
            text, lines = _gather(cell.text[match.end() :], below)
            return Title(text, lines | {cell.line.number}, _LETTER)
    return None


def _title_above(cells: Sequence[Cell]) -> Title | None:
    """The title of an annex that stands alone: what is printed above "(Kèm theo …)"."""
    attached = next((at for at, cell in enumerate(cells) if is_attached_line(cell.text)), None)
    if attached is None:
        return None
    above = [cell for cell in cells[:attached] if not (annex_label(cell.text) and len(cell.text) < 20)]
    return Title(" ".join(cell.text for cell in above), frozenset(cell.line.number for cell in above))


def find_title(cells: Sequence[Cell]) -> Title:
    """The document's title, wherever its kind prints it; else a line set off, else the first."""
    for find in (_title_below, _title_of_letter, _title_above):
        if title := find(cells):
            return title
    own = [cell for cell in cells if _can_be_title(cell.text)]
    strong = next((cell for cell in own if cell.line.strong), None)
    # a notice of a web page has neither letterhead nor kind: its first line is the title
    first = own[0] if own and own[0] is cells[0] else None
    found = strong or first
    if found is None:
        return Title()
    kind = leading_phrase(syllables(found.text)[:6], KIND_HEADINGS)
    return Title(found.text, frozenset({found.line.number}), kind_name(kind) if kind else "")


def _can_be_title(text: str) -> bool:
    if is_terminated(text) or is_item(text) or is_attached_line(text):
        return False
    if NUMBER_CELL.match(text) or PLACE.search(text) or ADDRESSEES.match(text):
        return False
    return not begins_with(text, BASES) and not (is_upper(text) and begins_with(text, ORGANS))
