"""Agencies: their canonical names, the lists in table cells, and their mentions in texts and questions.

One recogniser for plans and questions. The data is `agencies.toml` (`agency_book`); cells are split in
`agency_cells`, running text is searched in `agency_finder`. The functions here use the project's own book;
`load_agencies` gives one extended by an administrator's files, and `AgencyFinder` searches with it.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from corpus.agency_book import Agency, AgencyBook, read_agencies
from corpus.agency_cells import AgencyCells
from corpus.agency_finder import AgencyFinder, AgencyMention
from corpus.agency_names import find_words

__all__ = [
    "Agency",
    "AgencyBook",
    "AgencyCells",
    "AgencyFinder",
    "AgencyMention",
    "agency_book",
    "canonical_agency",
    "expand_agency",
    "find_agencies",
    "heading_agencies",
    "is_agency_group",
    "is_known_agency",
    "load_agencies",
    "looks_like_agencies",
    "split_agencies",
    "successors",
    "tasks_gone_elsewhere",
    "told_of_level",
]


def load_agencies(*paths: Path) -> AgencyBook:
    """The project's agencies, extended by an administrator's TOML files; raises BadInput for a bad file."""
    return read_agencies(*paths)


@cache
def agency_book() -> AgencyBook:
    """The project's own agencies, read once."""
    return read_agencies()


@cache
def _finder() -> AgencyFinder:
    return AgencyFinder(agency_book())


@cache
def _cells() -> AgencyCells:
    return AgencyCells(_finder())


def canonical_agency(name: str, province: str = "") -> str:
    """The canonical name of a printed one ("Uỷ ban nhân dân tỉnh" → "UBND tỉnh"); idempotent.

    An unknown name comes back cleaned. `province` is the plan's own, whose "tỉnh …" adds nothing to a name.
    """
    return agency_book().canonical(name, province)


def find_agencies(text: str, *, fold: bool = False, informal: bool = False) -> list[AgencyMention]:
    """Every agency named in a text or question, in order; `AgencyFinder.find` explains the two switches."""
    return _finder().find(text, fold=fold, informal=informal)


def successors() -> dict[str, str]:
    """Canonical name → the agency that has its tasks today, for those merged or renamed since."""
    return agency_book().successors()


def tasks_gone_elsewhere() -> dict[str, tuple[tuple[str, str], ...]]:
    """Canonical name → the fields of its tasks that its successor did not get, each with who did."""
    return agency_book().parts()


def told_of_level(name: str) -> str:
    """What is to be said of the level of a canonical name; empty where that level still exists."""
    return agency_book().ended_note if agency_book().has_ended(name) else ""


def split_agencies(cell: str | None) -> tuple[str, ...]:
    """The agencies of a lead or coop cell as printed, one each, in order, without duties and punctuation."""
    return _cells().split(cell)


def expand_agency(name: str, province: str = "") -> tuple[str, ...]:
    """The canonical names of one printed item: "UBND huyện Na Hang, Hàm Yên" is two agencies."""
    several = _cells().expand(name)
    return several if len(several) > 1 else (canonical_agency(name, province),)


@lru_cache(maxsize=8192)
def looks_like_agencies(cell: str | None) -> bool:
    """Whether a table cell holds agencies, as opposed to a task, a goal, a product or a time."""
    return _cells().looks_like(cell)


def is_agency_group(name: str) -> bool:
    """Whether a name means several, none by its own name: "các đơn vị liên quan", "UBND huyện, thành phố"."""
    known = agency_book().lookup(name)
    return known.collective if known else _cells().is_group(name)


def is_known_agency(name: str, province: str = "") -> bool:
    """Whether a printed name is one of `agencies.toml`, or a local one: a known head, with a level or not."""
    book = agency_book()
    name = book.canonical(name, province)
    return book.lookup(name) is not None or any(map(_is_local, (name, f"{name} huyện")))


def _is_local(name: str) -> bool:
    words = find_words(name)
    local = agency_book().local.match(words, 0, name) if words else None
    return local is not None and local.stop == len(words)


@lru_cache(maxsize=8192)
def heading_agencies(title: str) -> frozenset[str]:
    """Agencies a heading consists of or begins with: "2.1.1. Sở Kế hoạch và Đầu tư"."""
    # "Sở Tài chính bảo đảm kinh phí." names one and goes on
    is_sentence = title.rstrip().endswith((".", ";"))
    if looks_like_agencies(title) and not is_sentence:
        return frozenset(canonical_agency(name) for name in split_agencies(title))
    found = find_agencies(title)
    if not found or found[0].start > len("Giao "):
        return frozenset()
    names = [found[0].name]
    for before, mention in pairwise(found):
        if title[before.end : mention.start].strip(" ,;").lower() not in {"", "và"}:
            break
        names.append(mention.name)
    return frozenset(names)
