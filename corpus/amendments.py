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
from corpus.document_words import AMENDED_PARTS, AMENDING_VERBS, PRINTED_KINDS
from corpus.model import Amendment, AmendmentKind, Document, Lines, Section
from corpus.numbers import DocumentNumber, find_document_numbers, same_document_number


def _either(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest first, however they are spaced."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)


_VERBS = _either(verb for kind, verbs in AMENDING_VERBS.items() if kind != "end" for verb in verbs)
_ENDS = _either(AMENDING_VERBS["end"])
_KINDS = _either(PRINTED_KINDS)
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
    rf"^(?P<object>(?:{_KINDS}|văn\s+bản)\s+số\b.*?)\b(?:(?P<ends>{_ENDS})"
    rf"|(?:bị|được)\s+(?P<verb>{_VERBS})\s+(?:bằng|bởi|theo)\s+(?:{_KINDS}|văn\s+bản)\s+này)",
    re.IGNORECASE | re.DOTALL,
)
"""The other document ends: "Kế hoạch số … hết hiệu lực kể từ ngày Kế hoạch này được ban hành"."""

_THIS = re.compile(rf"(?:{_KINDS}|văn\s+bản)\s+này\b", re.IGNORECASE)
_BY_THIS = re.compile(rf"(?:bằng|theo)\s+(?:{_KINDS}|văn\s+bản)\s+này\W*$", re.IGNORECASE)
_LISTED = re.compile(rf"(?:{_KINDS}|văn\s+bản)\s+số\b", re.IGNORECASE)
_TITLE_LEAD = re.compile(r"^(?:(?:v\s*/\s*v|về\s+việc|về)\s*:?\s*)?(?:(?:ban\s+hành\s+)?)", re.IGNORECASE)
_PARTS = _either(AMENDED_PARTS)
_PART = re.compile(rf"(?<!\w)(?:{_PARTS})(?!\w)", re.IGNORECASE)
_WHOLE = re.compile(r"\s*(?:(?:cho|các|những|toàn\s+bộ|đối\s+với)\s*)*", re.IGNORECASE)
_OF_PART = re.compile(
    rf"(?:(?<!\w)(?:tại|của|trong|ở|kèm\s+theo)|(?<!\w)(?:{_PARTS})(?:\s+(?:số\s+)?[\dIVXa-zđ]{{1,5}}(?:[.,]\s?\d+)*)?)"
    r"\s*(?:các\s+|những\s+)?$",
    re.IGNORECASE,
)
"""The words before the name of a document whose parts are meant: "khoản 2 Điều 3", "nội dung của"."""

_AS_FOLLOWS = re.compile(r"như\s+sau\s*:?\W*$", re.IGNORECASE)
_KIND_BEFORE = re.compile(rf"(?:{_KINDS}|văn\s+bản)\s*(?:sau\s*)?:?\s+(?:số\s*:?\s*)?$", re.IGNORECASE)
# behind the name of a document its title follows, which names others
_TITLE_FOLLOWS = re.compile(
    r"\b(?:về|thực\s+hiện|triển\s+khai|ban\s+hành|phê\s+duyệt|quy\s+định|hướng\s+dẫn|sửa\s+đổi|theo|căn\s+cứ)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;])\s+|\n+")
_LEAD_IN = re.compile(r"^(?:[-–+•*]\s*|(?:trường\s+hợp|kể\s+từ)\b[^,]*,\s*)", re.IGNORECASE)
_CLOSE = 40  # characters between a number and its date


class _Act(NamedTuple):
    verb: str
    named: str  # the words behind it, which name the other documents


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
    announced: dict[str, str] = {}  # section → the verb before the list that its points are
    for section in sections:
        verb = announced.get(section.parent or "", "") if section.is_point else ""
        own, announced[section.id] = _in_section(document, section, verb)
        found += own
    kept: dict[tuple[str, AmendmentKind], Amendment] = {}
    for amendment in found:
        if not same_document_number(amendment.number, document.number):
            kept.setdefault((amendment.number, amendment.kind), amendment)
    return tuple(kept.values())


def _in_section(document: Document, section: Section, verb: str) -> tuple[list[Amendment], str]:
    """What the sentences of a section change, and the verb of a list that goes on behind it.

    `verb`: that of the list the section is a point of. Words quoted from another document change nothing.
    """
    orders = "Đ" in section.number or document.kind in ("Quyết định", "Nghị quyết", "Thông tư", "Nghị định")
    text = section.text[len(section.printed_number) :].lstrip()
    found: list[Amendment] = []
    for sentence in map(str.strip, _SENTENCE.split(text)):
        said = _LEAD_IN.sub("", sentence)
        if said.startswith(("“", '"')):
            break  # what follows are the new words of the other document
        if verb and _LISTED.match(said):
            found += _amendments(verb, said, sentence, section.lines)
            continue
        act = _find_act(said, this=bool(_THIS.search(sentence)), orders=orders)
        if act is not None:
            found += _amendments(act.verb, act.named, sentence, section.lines)
        verb = act.verb if act is not None and sentence.endswith(":") else ""
    return found, verb


def _find_act(said: str, *, this: bool, orders: bool) -> _Act | None:
    """What a sentence does to other documents.

    `this`: it names the document it stands in; `orders`: a bare verb orders it, as in a decision.
    """
    if match := _SUBJECT.match(said):
        return _Act(match["verb"], match["object"])
    match = _PASSIVE.match(said)
    if match and (match["verb"] or this):
        return _Act(match["verb"] or match["ends"], match["object"])
    match = _ORDER.match(said)
    if match and (orders or _AS_FOLLOWS.search(said) or _BY_THIS.search(said)):
        return _Act(match["verb"], match["object"])
    return None


def _amendments(verb: str, named: str, words: str, lines: Lines) -> Iterator[Amendment]:
    objects = list(_objects(named))
    if not objects:
        return
    kind = _kind_of(verb)
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
    before = _KIND_BEFORE.search(named[: numbers[0].start]) if numbers else None
    if before is None or not _acts_on(named[: before.start()]):
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


def _acts_on(between: str) -> bool:
    """Whether a verb acts on the document behind these words: on the whole of it, or on parts they name.

    "Bổ sung vốn theo Nghị quyết số …" acts on something else.
    """
    if re.search(r"[.;:“”]", between):
        return False
    return bool(_WHOLE.fullmatch(between)) or bool(_PART.search(between) and _OF_PART.search(between))


def _dated(text: str, number: DocumentNumber) -> _Object:
    behind = text[number.end : number.end + _CLOSE]
    dates = find_dates(behind) if re.match(r"\s*,?\s*(?:ban\s+hành\s+)?ngày\s", behind, re.IGNORECASE) else []
    return _Object(number.id, dates[0].date if dates else None)
