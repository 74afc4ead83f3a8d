"""The agencies of `agencies.toml`: read, extended, and looked up by their printed names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from corpus.agency_local import LocalGrammar
from corpus.agency_names import Key, Writings, find_words
from corpus.errors import BadInput
from corpus.vietnamese import nfc, squeeze

_OWN_FILE = Path(__file__).with_name("agencies.toml")


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency of the TOML file, whose head explains the fields."""

    name: str
    variants: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    cell_only: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    collective: bool = False
    successor: str = ""
    parts: tuple[str, ...] = ()
    source: str = ""

    def lettered(self) -> tuple[str, ...]:
        """The forms of its initials: "Sở KHĐT", "SKHĐT"."""
        head = self.name.split()[0]
        return tuple(before + letters for letters in self.initials for before in (f"{head} ", head[0]))

    def spoken(self) -> tuple[str, ...]:
        """The forms that mean it in a question: "sở kế hoạch", "bên kế hoạch"."""
        heads = (self.name.split()[0], "bên")
        return (*self.short, *(f"{head} {words}" for words in self.fields for head in heads))


@dataclass(frozen=True)
class AgencyBook:
    """All known agencies. A value: extending it gives another book."""

    agencies: tuple[Agency, ...]
    writings: Writings
    local: LocalGrammar
    guards: Mapping[str, tuple[str, ...]]
    """First words to the words before them that make them part of another word."""
    cells: Mapping[str, tuple[str, ...]]
    """The words with which cells list agencies, by the names of [cells]."""
    unsure_initials: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    """Words that tell an agency of a level that is no more: "huyện"."""
    ended_note: str = ""

    @cached_property
    def by_key(self) -> dict[Key, Agency]:
        """Printed forms, as keys, to their agency; names win over the forms of others."""
        known: dict[Key, Agency] = {}
        for agency in self.agencies:
            known.setdefault(self.writings.key(agency.name), agency)
        for agency in self.agencies:
            for form in (*agency.variants, *agency.abbreviations, *agency.lettered(), *agency.cell_only):
                known.setdefault(self.writings.key(form), agency)
        return known

    def lookup(self, name: str) -> Agency | None:
        """The agency of a printed name; "tỉnh" at its end (of a Sở also "thành phố") may be one too many."""
        key = self.writings.key(name)
        if found := self.by_key.get(key):
            return found
        spare = key[-1:] == ("tỉnh",) or (key[-1:] == ("tp",) and key[0] == "sở")
        return self.by_key.get(key[:-1]) if spare else None

    def canonical(self, name: str, province: str = "") -> str:
        """The canonical name of a printed one; an unknown one comes back cleaned.

        `province` is the plan's own: "Sở Y tế tỉnh Tuyên Quang" is there the province's "Sở Y tế", while
        another province's agency keeps its place.
        """
        name = clean_name(name)
        if province:
            name = re.sub(rf"(?<=tỉnh)\s+{re.escape(province)}$", "", name, flags=re.IGNORECASE)
        if agency := self.lookup(name):
            return agency.name
        if words := find_words(name):
            local = self.local.match(words, 0, name)
            if local and local.stop == len(words):
                return local.name
        name = _COMMITTEE.sub("UBND", name)
        return name[:1].upper() + name[1:]

    def with_names(self, names: Iterable[str]) -> AgencyBook:
        """The book with the printed names of loaded plans that it does not know yet."""
        new = dict.fromkeys(
            name for printed in names if not self.lookup(name := self.canonical(printed)) and name
        )
        return replace(self, agencies=(*self.agencies, *(Agency(name) for name in new))) if new else self

    def successors(self) -> dict[str, str]:
        """Canonical name → the agency that has its tasks today, for those that were merged or renamed."""
        return {agency.name: agency.successor for agency in self.agencies if agency.successor}

    def parts(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Canonical name → fields of its tasks that its successor did not get, each with who did."""
        pairs = {a.name: tuple(part.rpartition(": ")[::2] for part in a.parts) for a in self.agencies}
        return {name: parts for name, parts in pairs.items() if parts}

    def has_ended(self, name: str) -> bool:
        """Is a canonical name one of a level that is no more: "UBND huyện Na Hang", "Các huyện ủy"?"""
        return any(re.search(rf"(?<!\w){word}(?!\w)", name, re.IGNORECASE) for word in self.ended)

    def is_open(self, name: str) -> bool:
        """Is it an enterprise, a school, a board: one of a kind of which no list can hold all?"""
        folded = name.lower()
        return any(
            folded.startswith(head.lower()) and not folded[len(head) :][:1].isalnum()
            for head in self.cells["open"]
        )


_MARKUP = re.compile(r"<[^>]*>|\*{1,3}|_{2,}")
_COMMITTEE = re.compile(r"(?:Ủy|Uỷ) ban nhân dân", re.IGNORECASE)


def clean_name(name: str) -> str:
    """A printed name without markup, bullets and the punctuation around it."""
    return squeeze(_MARKUP.sub(" ", nfc(name))).strip(" -–—+•.,;:/").strip()


def read_agencies(*paths: Path) -> AgencyBook:
    """The book of the project's own file and an administrator's files of the same form.

    An agency named in several files has the forms of all. Raises BadInput for a file that cannot be used.
    """
    tables = [_read_table(path) for path in (_OWN_FILE, *paths)]
    agencies: dict[str, Agency] = {}
    for path, table in zip((_OWN_FILE, *paths), tables, strict=True):
        for entry in table.get("agency", []):
            agency = _parse_agency(entry, path)
            known = agencies.get(agency.name)
            agencies[agency.name] = _merge(known, agency) if known else agency
    own = tables[0]
    writings = Writings(
        {short: full for table in tables for short, full in table.get("writings", {}).items()}
    )
    local = LocalGrammar(own["local"]["heads"], own["local"]["levels"], own["local"]["no_place"], writings)
    guards = {head: tuple(words) for head, words in own["guards"].items()}
    cells = {kind: tuple(words) for kind, words in own["cells"].items()}
    return AgencyBook(
        agencies=tuple(agencies.values()),
        writings=writings,
        local=local,
        guards=guards,
        cells=cells,
        unsure_initials=tuple(own["unsure_initials"]),
        ended=tuple(own["ended"]["words"]),
        ended_note=own["ended"]["note"],
    )


def _read_table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"Không đọc được danh mục cơ quan {path}: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(
            f"Danh mục cơ quan {path} sai cú pháp TOML ({error}). Hãy sửa rồi chạy lại."
        ) from error


_FIELDS = {field.name: field.type for field in fields(Agency)}


def _parse_agency(entry: Mapping[str, Any], path: Path) -> Agency:
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        raise BadInput(f"Danh mục cơ quan {path}: có mục [[agency]] chưa ghi name.")
    values: dict[str, Any] = {}
    for field, value in entry.items():
        wanted = {"tuple[str, ...]": list, "bool": bool, "str": str}.get(str(_FIELDS.get(field)))
        if wanted is None or not isinstance(value, wanted):
            raise BadInput(f"Danh mục cơ quan {path}, mục {name}: không hiểu {field} = {value!r}.")
        values[field] = tuple(map(nfc, value)) if isinstance(value, list) else value
    return Agency(**values)


def _merge(known: Agency, more: Agency) -> Agency:
    values: dict[str, Any] = {}
    for field in fields(Agency):
        old, new = getattr(known, field.name), getattr(more, field.name)
        values[field.name] = (*old, *new) if isinstance(old, tuple) else new or old
    return Agency(**values)
