"""Which other documents a document amends, replaces or annuls: in its title, its articles, its closing words.

Only what the document does itself: "Kế hoạch này thay thế Kế hoạch số …". A task to amend another document
("tham mưu sửa đổi, bổ sung Quyết định số …") changes nothing yet.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus.dates import find_dates
from corpus.document_words import AMENDING_VERBS, PRINTED_KINDS
from corpus.model import Amendment, AmendmentKind, Document, Lines, Section
from corpus.numbers import DocumentNumber, find_document_numbers, same_document_number

_VERBS = "|".join(
    re.escape(verb).replace(r"\ ", r"\s+")
    for verb in sorted((v for verbs in AMENDING_VERBS.values() for v in verbs), key=len, reverse=True)
)
_KINDS = "|".join(re.escape(kind).replace(r"\ ", r"\s+") for kind in PRINTED_KINDS)
_SUBJECT = re.compile(
    rf"^(?:{_KINDS}|văn\s+bản)\s+này\s+"
    rf"(?:(?:có\s+hiệu\s+lực|được\s+áp\s+dụng|thực\s+hiện|có\s+giá\s+trị)\b[^.;]*?[,;]?\s*(?:và\s+)?)?"
    rf"(?:(?:sẽ|đồng\s+thời|để|nhằm|được|ban\s+hành)\s+){{0,3}}(?P<verb>{_VERBS})\b(?P<object>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""The document itself acts: "Quyết định này có hiệu lực từ ngày … và thay thế Quyết định số …"."""

_ORDER = re.compile(rf"^(?P<verb>{_VERBS})\b(?P<object>.*)", re.IGNORECASE | re.DOTALL)
"""A title or an article that orders it: "Sửa đổi, bổ sung một số nội dung của Kế hoạch số …"."""

_PASSIVE = re.compile(
    rf"^(?P<object>(?:{_KINDS}|văn\s+bản)\s+số\b.*?)\b(?:(?P<ends>hết\s+hiệu\s+lực|không\s+còn\s+hiệu\s+lực)"
    rf"|(?:bị|được)\s+(?P<verb>{_VERBS})\s+(?:bằng|bởi|theo)\s+(?:{_KINDS}|văn\s+bản)\s+này)",
    re.IGNORECASE | re.DOTALL,
)
"""The other document ends: "Kế hoạch số … hết hiệu lực kể từ ngày Kế hoạch này được ban hành"."""

_THIS = re.compile(rf"(?:{_KINDS}|văn\s+bản)\s+này\b", re.IGNORECASE)
_TITLE_LEAD = re.compile(r"^(?:(?:v\s*/\s*v|về\s+việc|về)\s*:?\s*)?(?:(?:ban\s+hành\s+)?)", re.IGNORECASE)
_PART = re.compile(
    r"(?<!\w)(?:điểm|khoản|mục|điều|phần|chương|phụ\s+lục|phụ\s+biểu|biểu|danh\s+mục|cụm\s+từ|nội\s+dung|một\s+số"
    r"|một\s+phần|chỉ\s+tiêu|nhiệm\s+vụ|thời\s+hạn)(?!\w)",
    re.IGNORECASE,
)
_AS_FOLLOWS = re.compile(r"như\s+sau\s*:?\W*$", re.IGNORECASE)
_KIND_BEFORE = re.compile(rf"(?:{_KINDS}|văn\s+bản|tờ\s+trình|luật)\s+(?:số\s*:?\s*)?$", re.IGNORECASE)
# behind the name of a document its title follows, which names others
_TITLE_FOLLOWS = re.compile(
    r"\b(?:về|thực\s+hiện|triển\s+khai|ban\s+hành|phê\s+duyệt|quy\s+định|hướng\s+dẫn|sửa\s+đổi|theo|căn\s+cứ)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;])\s+|\n+")
_LEAD_IN = re.compile(r"^(?:[-–+•*]\s*|(?:trường\s+hợp|kể\s+từ)\b[^,]*,\s*)", re.IGNORECASE)
_CLOSE = 40  # characters between a number and its date


class _Object(NamedTuple):
    number: str
    date: dt.date | None


def find_title_amendments(title: str, lines: Lines) -> tuple[Amendment, ...]:
    """What a title says that its document changes; `lines`: where it stands in the file."""
    spoken = " ".join(title.split())
    lead = _TITLE_LEAD.match(spoken)
    match = _ORDER.match(spoken[lead.end() :] if lead else spoken)
    return tuple(_amendments(match["verb"], match["object"], title, lines)) if match else ()


def find_amendments(document: Document, sections: Iterable[Section]) -> tuple[Amendment, ...]:
    """What a document changes in others, by its title (`Document.amends` so far) and its sections.

    Each pair of kind and number once, in printed order.
    """
    found = list(document.amends)
    for section in sections:
        found += _in_section(document, section)
    kept: dict[tuple[str, AmendmentKind], Amendment] = {}
    for amendment in found:
        if not same_document_number(amendment.number, document.number):
            kept.setdefault((amendment.number, amendment.kind), amendment)
    return tuple(kept.values())


def _in_section(document: Document, section: Section) -> Iterator[Amendment]:
    """The sentences of a section that change another document; words quoted from it are none."""
    orders = "Đ" in section.number or document.kind in ("Quyết định", "Nghị quyết", "Thông tư", "Nghị định")
    text = section.text[len(section.printed_number) :].lstrip()
    for sentence in _SENTENCE.split(text):
        said = _LEAD_IN.sub("", sentence.strip())
        if said.startswith(("“", '"')):
            return  # what follows are the new words of the other document
        if match := _SUBJECT.match(said):
            yield from _amendments(match["verb"], match["object"], sentence.strip(), section.lines)
        elif (match := _PASSIVE.match(said)) and (match["verb"] or _THIS.search(sentence)):
            verb = match["verb"] or _ENDING
            yield from _amendments(verb, match["object"], sentence.strip(), section.lines)
        elif (match := _ORDER.match(said)) and (orders or _AS_FOLLOWS.search(said)):
            yield from _amendments(match["verb"], match["object"], sentence.strip(), section.lines)


_ENDING = next(iter(AMENDING_VERBS["annul"]))


def _amendments(verb: str, named: str, words: str, lines: Lines) -> Iterator[Amendment]:
    kind = _kind_of(verb)
    objects = list(_objects(named))
    if not objects:
        return
    before = named[: find_document_numbers(named)[0].start]
    partial = kind in ("amend", "correct") or bool(_PART.search(before))
    for found in objects:
        yield Amendment(
            kind=kind, number=found.number, date=found.date, partial=partial, words=words, lines=lines
        )


def _kind_of(verb: str) -> AmendmentKind:
    spoken = " ".join(verb.lower().split())
    return next(kind for kind, verbs in AMENDING_VERBS.items() if spoken in verbs)


def _objects(named: str) -> Iterator[_Object]:
    """The documents that a verb acts on: the first named, and those listed with it.

    "Kế hoạch số 54/KH-UBND về thực hiện Nghị quyết số 12-NQ/TU": the resolution stands in its title.
    """
    numbers = find_document_numbers(named)
    if not numbers or not _KIND_BEFORE.search(named[: numbers[0].start]):
        return
    if re.search(r"[.;:“”]", named[: numbers[0].start]):
        return
    first = numbers[0]
    yield _dated(named, first)
    end = first.end
    for number in numbers[1:]:
        between = named[end : number.start]
        listed = re.search(
            rf"(?:,|;|\bvà)\s+(?:{_KINDS}|văn\s+bản)?\s*(?:số\s*:?\s*)?$", between, re.IGNORECASE
        )
        same_kind = number.id.partition("/")[2] == first.id.partition("/")[2]
        if not listed or (_TITLE_FOLLOWS.search(between) and not same_kind):
            break
        yield _dated(named, number)
        end = number.end


def _dated(text: str, number: DocumentNumber) -> _Object:
    behind = text[number.end : number.end + _CLOSE]
    dates = find_dates(behind) if re.match(r"\s*,?\s*(?:ban\s+hành\s+)?ngày\s", behind, re.IGNORECASE) else []
    return _Object(number.id, dates[0].date if dates else None)
