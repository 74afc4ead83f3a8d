"""The agencies of the loaded plans: what each leads and cooperates in, apart where provinces differ."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from corpus.agencies import successors
from corpus.model import TaskRow
from corpus.vietnamese import fold
from index.answering.collectives import is_collective, sure_groups_of
from index.answering.successors import as_printed, merged_into
from index.engine import Engine

_KEY = 11  # letters of a digest


@dataclass(frozen=True)
class Agency:
    """An agency of the plans of one province."""

    name: str  # canonical
    province: str  # empty where all plans are of one
    lead: list[TaskRow] = field(default_factory=list)
    coop: list[TaskRow] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What buttons call it: the same whatever plans are loaded."""
        content = hashlib.sha256(f"{self.name}\n{self.province}".encode()).digest()
        return base64.urlsafe_b64encode(content).decode()[:_KEY]

    @property
    def rows(self) -> list[TaskRow]:
        """Those it leads, then the others in which it cooperates."""
        led = {row.id for row in self.lead}
        return [*self.lead, *(row for row in self.coop if row.id not in led)]

    @property
    def today(self) -> str:
        """The agency that has its tasks today; empty where nothing has changed."""
        return successors().get(self.name, "")

    @property
    def is_group(self) -> bool:
        """Whether it is many agencies at once: "Các sở, ban, ngành", "UBND huyện, thành phố"."""
        return self.name.startswith("Các ") or is_collective(self.name)


@dataclass(frozen=True)
class Roster:
    """The agencies of one version of the corpus."""

    engine: Engine

    @cached_property
    def _provinces(self) -> Mapping[str, str]:
        """Document → its province, where plans of several are loaded; else → ""."""
        documents = self.engine.documents
        known = {documents[row.doc].province for row in self.engine.tasks} - {""}
        return {i: document.province if len(known) > 1 else "" for i, document in documents.items()}

    @cached_property
    def all(self) -> tuple[Agency, ...]:
        """Every agency that a table gives tasks, those that lead most first, groups of agencies last."""
        found: dict[tuple[str, str], Agency] = {}
        for row in self.engine.tasks:
            province = self._provinces[row.doc]
            for role, names in (("lead", row.agencies.lead), ("coop", row.agencies.coop)):
                for name in dict.fromkeys(names):
                    agency = found.setdefault((name, province), Agency(name, province))
                    (agency.lead if role == "lead" else agency.coop).append(row)
        ordered = sorted(found.values(), key=lambda a: (a.is_group, -len(a.lead), -len(a.coop), fold(a.name)))
        return tuple(ordered)

    @cached_property
    def by_key(self) -> Mapping[str, Agency]:
        """By what buttons call them."""
        return {agency.key: agency for agency in self.all}

    @cached_property
    def documents(self) -> int:
        """How many documents have tables that assign tasks."""
        return len({row.doc for row in self.engine.tasks})

    def named(self, names: Sequence[str]) -> list[Agency]:
        """The agencies that canonical names stand for in the plans: today's names for their predecessors."""
        printed = {before for name in names for before in as_printed(self.engine, name)}
        return [agency for agency in self.all if agency.name in printed]

    def like(self, words: str) -> list[Agency]:
        """Those whose names hold the words, accents aside."""
        wanted = fold(" ".join(words.split()))
        return [agency for agency in self.all if wanted and wanted in fold(agency.name)]

    def groups_of(self, agency: Agency) -> list[Agency]:
        """The groups that include an agency for certain."""
        among = {other.name for other in self.all}
        wanted = sure_groups_of(agency.name, among)
        return [other for other in self.all if other.name in wanted and other.province == agency.province]

    def merged_into(self, agency: Agency) -> list[Agency]:
        """The agencies that have become this one since."""
        before = merged_into(self.engine, agency.name)
        return [other for other in self.all if other.name in before and other.province == agency.province]
