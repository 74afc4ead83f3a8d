"""Plans that were cut off: rows and sections that stop inside a sentence, no signature, an absent annex."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.doubts import wordings
from corpus.doubts.header import is_annex_alone
from corpus.doubts.model import Doubt, DoubtKind, Sure, doubt_about, doubt_at, tables_of
from corpus.model import Document, Plan
from corpus.numbers import roman_to_int
from corpus.vietnamese import squeeze

_UNFINISHED = re.compile(
    r"(?:[,(–-]|\b(?:và|của|các|những|cho|với|trong|hoặc|nhằm|để|là|cùng|(?<!kèm )(?<!tiếp )theo|(?<!trở )về"
    r"|(?<!tồn )(?<!hiện )tại))$",
    re.IGNORECASE,
)
"""Words after which a sentence must go on; "tồn tại", "kèm theo" and "trực thuộc" may end one."""

_TERMINATED = re.compile(r"[.;:!?…/]\W*$")
_ANNEX = re.compile(
    r"\b(?P<annex>(?:phụ lục|danh mục|(?<!phát )(?<!tiêu )(?<!đại )biểu|bảng phân công|bảng tổng hợp)"
    r"(?:\s+(?:số\s*)?(?P<numeral>[IVX]{1,6}|\d{1,2})\b)?)[^.;\n()]{0,80}?\b(?:kèm theo|đính kèm)"
    r"(?=\s*(?:[).;,:\n]|$|(?:kế hoạch|quyết định|nghị quyết|chương trình|công văn|văn bản|đề án)\s+này))",
    re.IGNORECASE,
)
"""An announced annex of the plan itself: what comes "kèm theo Quyết định số 325/QĐ-TTg" is another's."""

_CELLS = re.compile(r"[|\t][^|\t\n]*$")  # a table that assigns no tasks ends in a cell, not in a sentence
_WORDS_OF_A_TEXT = 12  # fewer are a heading


def find_cut_offs(plan: Plan) -> Iterator[Doubt]:
    """Where the plan ends before its end."""
    yield from _find_cut_rows(plan)
    yield from _find_cut_sections(plan)
    if _has_letterhead(plan.document) and not plan.document.signature:
        yield doubt_about(plan, DoubtKind.CUT_OFF, Sure.LIKELY, wordings.no_signature())
    yield from _find_absent_annexes(plan)


def _has_letterhead(document: Document) -> bool:
    return bool(document.place or (document.number and not is_annex_alone(document)))


def _find_cut_rows(plan: Plan) -> Iterator[Doubt]:
    """Tasks that stop inside a sentence; a last row without the cells that the others have."""
    kind = DoubtKind.CUT_OFF
    for rows in tables_of(plan):
        assigned = [row for row in rows if row.lead_text or row.due]
        for row in rows:
            if row is rows[-1] and not (row.lead_text or row.due or row.coop_text) and len(assigned) > 1:
                yield doubt_at(row, kind, Sure.LIKELY, wordings.last_row_bare())
            elif _UNFINISHED.search(row.task):
                yield doubt_at(row, kind, Sure.LIKELY, wordings.ends_inside_sentence(), _tail(row.task))


def _find_cut_sections(plan: Plan) -> Iterator[Doubt]:
    """Sections that stop inside a sentence; the last one also where only its full stop is missing."""
    foot = bool(plan.document.signature or plan.document.recipients or plan.tasks)
    for section in plan.sections:
        words = section.text.split()
        is_last = section is plan.sections[-1] and not foot
        if len(words) < _WORDS_OF_A_TEXT or _CELLS.search(section.text):
            continue
        if _UNFINISHED.search(section.text) or (is_last and not _TERMINATED.search(section.text)):
            text, printed = wordings.ends_inside_sentence(), _tail(section.text)
            yield doubt_at(section, DoubtKind.CUT_OFF, Sure.LIKELY, text, printed)


def _tail(text: str) -> str:
    """The last words of a text, where the cut is."""
    words = text.split()
    return ("…" if len(words) > _WORDS_OF_A_TEXT else "") + " ".join(words[-_WORDS_OF_A_TEXT:])


def _find_absent_annexes(plan: Plan) -> Iterator[Doubt]:
    """Annexes that the text says come with it and that the file does not hold."""
    present = _annexes(plan)
    told: set[str] = set()
    for section in plan.sections:
        for match in _ANNEX.finditer(section.text):
            name, count = squeeze(match["annex"]), _count(match["numeral"] or "")
            numbered = {number for number in present if number}
            if (count in present if count and numbered else present) or name.lower() in told:
                continue
            told.add(name.lower())
            text = wordings.absent_annex(name)
            yield doubt_at(section, DoubtKind.CUT_OFF, Sure.LIKELY, text, match[0])


def _annexes(plan: Plan) -> set[int]:
    """The numbers of the annexes that are there, 0 for one without a number; empty where there is none."""
    names = [*plan.document.annex_titles, *(row.table for row in plan.tasks)]
    numerals = [re.search(r"\b(?:[IVX]{1,6}|\d{1,2})\b", name[:30]) for name in names]
    return {_count(match[0]) if match else 0 for match in numerals}


def _count(numeral: str) -> int:
    return int(numeral) if numeral.isdecimal() else roman_to_int(numeral.upper()) or 0
