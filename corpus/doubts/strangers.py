"""Agencies in tables that were never seen before, each once, with the nearest known name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher, get_close_matches
from functools import cache, lru_cache
from itertools import chain

from corpus.agencies import (
    agency_book,
    expand_agency,
    find_agencies,
    is_agency_group,
    is_known_agency,
    looks_like_agencies,
)
from corpus.doubts import wordings
from corpus.doubts.model import Doubt, DoubtKind, Sure, doubt_at
from corpus.model import Plan, TaskRow
from corpus.vietnamese import fold, syllables

_NEAR = 0.78  # likeness from which a known name is worth showing
_PERSONS = re.compile(
    r"(?:cán bộ|công chức|viên chức|giáo viên|giảng viên|đồng chí|đ/c|ông|bà)\b", re.IGNORECASE
)
_SHORTEST_SLIP = 3  # letters of a word of which one may be wrong


def find_unknown_agencies(plan: Plan) -> Iterator[Doubt]:
    """Names in lead and coop cells that neither the list nor the grammar of local agencies knows."""
    province = plan.document.province
    places: dict[str, list[TaskRow]] = {}
    for row in plan.tasks:
        for cell, printed in ((row.lead_text, row.lead), (row.coop_text, row.coop)):
            if not (looks_like_agencies(cell) or find_agencies(cell or "")):
                continue  # something else stands in the cell
            for name in chain.from_iterable(_strangers(item, province) for item in printed):
                places.setdefault(name, []).append(row)
    for name, rows in places.items():
        known = _nearest(name)
        more = wordings.also_at(len(rows) - 1) if len(rows) > 1 else ""
        if known and _is_slip(name, known):
            text, sure = wordings.misspelled(name, known), Sure.LIKELY
        elif _names_known(name) or (not known and agency_book().is_open(name)):
            continue
        else:
            text, sure = wordings.unknown(name, known), Sure.LOOK
        yield doubt_at(rows[0], DoubtKind.UNKNOWN_AGENCY, sure, text + more, name)


@lru_cache(maxsize=4096)
def _strangers(printed: str, province: str) -> tuple[str, ...]:
    """The unknown names of one printed item: a row's cells repeat those of the rows above."""
    return tuple(
        name
        for name in expand_agency(printed, province)
        if not (is_known_agency(name, province) or is_agency_group(name) or _PERSONS.match(name))
    )


@cache
def _known_names() -> dict[str, str]:
    """Every agency's name and printed variants, folded, with the form as printed."""
    return {
        fold(form): form
        for agency in agency_book().agencies
        if not agency.collective
        for form in (agency.name, *agency.variants)
    }


def _nearest(name: str) -> str:
    """The known name most like this one; empty where none is near."""
    names = _known_names()
    near = get_close_matches(fold(name), names, n=1, cutoff=_NEAR)
    return names[near[0]] if near else ""


def _is_slip(name: str, known: str) -> bool:
    """Whether two names are one but for marks, or a letter of a word: "Phát triên" is "Phát triển"."""
    words, right = ([word for word in syllables(text) if word != "và"] for text in (name, known))
    return len(words) == len(right) and all(map(_is_word_slip, words, right))


def _is_word_slip(word: str, right: str) -> bool:
    a, b = fold(word), fold(right)
    if a == b:
        return True
    same = sum(block.size for block in SequenceMatcher(None, a, b).get_matching_blocks())
    return min(len(a), len(b)) >= _SHORTEST_SLIP and max(len(a), len(b)) - same == 1


def _names_known(name: str) -> bool:
    """Whether the name begins with a known one: "Phòng Tư pháp huyện, thành phố", "Sở Y tế và các đơn vị"."""
    mentions = find_agencies(name)
    return bool(mentions) and mentions[0].start == 0
