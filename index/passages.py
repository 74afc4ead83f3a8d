"""The passages that are searched: sections and task rows, each with its headings and its document's title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.agencies import find_agencies, heading_agencies
from corpus.model import DataRow, DataTable, Document, Plan, Section, TaskRow
from corpus.vietnamese import SYLLABLE, fold, syllables
from index.particulars import Particulars, clauses_of
from index.reading.asks import stopwords
from index.reading.wording import expand_abbreviations, normal


class PassageKind(StrEnum):
    """What a passage is in its plan."""

    SECTION = "section"
    TASK = "task"
    TABLE = "table"  # a row of a table that assigns no tasks; cited as the section it stands in
    DOCUMENT = "document"  # the header: title, legal bases, addressees, signature


@dataclass(frozen=True)
class Passage:
    """One section, task row or row of another table as it is searched."""

    id: str  # of a row of another table its section's, "~" and its number: unique, but never shown
    kind: PassageKind
    document: Document
    own: str  # its own words
    context: str  # the headings above it, the group's title
    section: Section | None = None
    has_points: bool = False  # lettered points stand below the section: they are what it says
    task: TaskRow | None = None
    row: DataRow | None = None
    table: DataTable | None = None
    leaders: frozenset[str] = (
        frozenset()
    )  # canonical: a row's lead agencies, the agencies that head a section
    named: frozenset[str] = frozenset()  # canonical: every agency its words name

    @property
    def cited_as(self) -> str:
        """The id of a citation: of the section or row itself, of a table's row that of its section."""
        return self.table.section if self.table else self.id

    @cached_property
    def running(self) -> str:
        """Its syllables one after the other, accent-free: where a name stands with what it names."""
        return " ".join(map(fold, syllables(expand_abbreviations(self.own))))

    @cached_property
    def _said(self) -> str:
        clauses = clauses_of("\n".join((self.own, self.context, self.document.title)))
        return " | ".join(" ".join(map(fold, syllables(expand_abbreviations(c)))) for c in clauses)

    def says(self, name: str) -> bool:
        """Does a name (accent-free) stand as a whole in one clause of it or over it?"""
        return f" {name} " in f" {self._said} "

    @cached_property
    def heading(self) -> frozenset[str]:
        """The syllables of a section's heading that carry matter."""
        title = self.section.title if self.section else ""
        return frozenset(syllables(title)) - stopwords()

    @cached_property
    def shared(self) -> frozenset[str]:
        """The syllables that a table's row shares with others: of title, columns and titles above."""
        return frozenset(map(fold, syllables(self.context))) if self.row else frozenset()

    @cached_property
    def clauses(self) -> tuple[tuple[Particulars, Evidence], ...]:
        """Its own clauses: the years and levels each names, and its evidence."""
        return tuple((Particulars.of(clause), Evidence.of(clause)) for clause in clauses_of(self.own))

    @cached_property
    def times(self) -> Particulars:
        """The years of a row's own times."""
        cells = (self.task.start, self.task.due) if self.task else ()
        return Particulars.of("\n".join(cell for cell in cells if cell))

    @cached_property
    def evidence(self) -> Evidence:
        """The syllables and neighbours that stand in it, to tell how much of a question it covers."""
        return Evidence.of(self.own, self.context)


Pair = tuple[str, str]
"""Two neighbouring syllables."""


class Figure(NamedTuple):
    """A number as it is looked up in a text, zeros in front aside: "01" is "1"."""

    parts: frozenset[str]  # "0,45" is looked up by its parts, since a comma parts syllables
    counting: Pair | None  # the number and the word it counts, accents aside

    @classmethod
    def of(cls, number: str) -> Figure:
        """Read a number, alone ("0,45") or with the word it counts ("03 tuổi")."""
        digits, _, unit = number.partition(" ")
        parts = frozenset(map(_whole, re.split(r"[.,]", digits)))
        return cls(parts, (_whole(digits), fold(unit)) if unit else None)


@dataclass(frozen=True)
class Evidence:
    """Syllables and pairs of neighbours of a text, as spelt and accent-free."""

    syllables: frozenset[str]
    folded: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    folded_pairs: frozenset[tuple[str, str]]

    @classmethod
    @lru_cache(maxsize=8192)
    def of(cls, *texts: str) -> Evidence:
        """Gather the evidence of texts; neighbours are not paired across punctuation that ends a clause."""
        syllables: set[str] = set()
        pairs: set[tuple[str, str]] = set()
        for text in texts:
            for clause in _CLAUSE_END.split(normal(expand_abbreviations(text))):
                run = SYLLABLE.findall(clause)
                syllables.update(run)
                pairs.update(pairwise(run))
        return cls(
            frozenset(syllables),
            frozenset(map(fold, syllables)),
            frozenset(pairs),
            frozenset((fold(a), fold(b)) for a, b in pairs),
        )

    def has_figure(self, figure: Figure) -> bool:
        """Does the number stand there, before the word it counts if any?"""
        if figure.counting:
            return figure.counting in self.counted
        return figure.parts <= self.numbers

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Its numbers, zeros in front aside."""
        return frozenset(_whole(syllable) for syllable in self.syllables if syllable[0].isdigit())

    @cached_property
    def counted(self) -> frozenset[Pair]:
        """Its numbers with the word behind each, accents aside."""
        return frozenset((_whole(a), b) for a, b in self.folded_pairs if a[0].isdigit())

    def has_pair(self, pair: tuple[str, str]) -> float:
        """1.0 where two neighbours stand as spelt, less where only their accent-free twins do, else 0.0."""
        if pair in self.pairs:
            return 1.0
        return TWIN if (fold(pair[0]), fold(pair[1])) in self.folded_pairs else 0.0


def _whole(digits: str) -> str:
    return digits.lstrip("0") or "0"


TWIN = 0.8  # the scan misreads marks too ("phân đấu" for "phấn đấu"), so a twin is good evidence, not proof
_CLAUSE_END = re.compile(r"[.;:!?\n]")


def passages_of(plans: Iterable[Plan]) -> list[Passage]:
    """Every section, task row and row of another table of the plans, in order."""
    return [
        passage
        for plan in plans
        for passage in (_header(plan), *_sections(plan), *_tasks(plan), *_rows(plan))
    ]


def _header(plan: Plan) -> Passage:
    document = plan.document
    own = "\n".join(part for part in (document.header, document.signature) if part)
    return Passage(
        id=document.id, kind=PassageKind.DOCUMENT, document=document, own=own, context=document.title
    )


def with_agencies(passage: Passage) -> Passage:
    """The passage with the agencies that lead it and that it names (found once, at index time)."""
    # a cell of a row ends a name: not "UBND huyện Sơn Dương Quý III", of 220/KH-UBND, V.2.2 and its deadline
    texts = passage.own.split("\n") if passage.task is not None else [passage.own]
    named = frozenset(mention.name for text in texts for mention in find_agencies(text))
    if passage.task is not None:
        return replace(passage, named=named, leaders=frozenset(passage.task.agencies.lead))
    title = passage.section.title if passage.section else ""
    leaders = heading_agencies(title)
    if passage.section is not None and passage.section.is_point and not leaders:
        # "1. Sở Nội vụ" / "a) Chủ trì …": a point that names nobody is the heading's agency's
        above = map(heading_agencies, reversed(passage.context.split("\n")))
        leaders = next(filter(None, above), leaders)
    return replace(passage, named=named, leaders=leaders)


def head_names(title: str) -> str:
    """The words of a heading that name its agencies; the whole heading where they cannot be told."""
    title = " ".join(title.split())
    found = [mention for mention in find_agencies(title) if mention.name in heading_agencies(title)]
    return title[found[0].start : found[-1].end] if found else title


def _sections(plan: Plan) -> Iterable[Passage]:
    by_id = {section.id: section for section in plan.sections}
    pointed = {section.parent for section in plan.sections if section.is_point}
    tables: dict[str, list[DataTable]] = {}
    for table in plan.tables:
        tables.setdefault(table.section, []).append(table)
    for section in plan.sections:
        above = []
        parent = section.parent
        while parent is not None:
            above.append(by_id[parent].title)
            parent = by_id[parent].parent
        yield Passage(
            id=section.id,
            kind=PassageKind.SECTION,
            document=plan.document,
            own=_without_rows(section, tables.get(section.id, ())),
            context="\n".join(reversed(above)),
            section=section,
            has_points=section.id in pointed,
        )


def _without_rows(section: Section, tables: Iterable[DataTable]) -> str:
    """A section less its tables' rows and the titles above them: what stands in a row is found there."""
    rows = {row.text for table in tables for row in table.rows}
    titles = {title for table in tables for row in table.rows for title in row.above}
    paragraphs = section.text.split("\n")
    kept = [text for text in paragraphs if text not in rows and text.rpartition(" | ")[2] not in titles]
    return "\n".join(kept or paragraphs[:1])


def _tasks(plan: Plan) -> Iterable[Passage]:
    for task in plan.tasks:
        cells = (task.task, task.goal, task.product, *task.extra.values())
        yield Passage(
            id=task.id,
            kind=PassageKind.TASK,
            document=plan.document,
            own="\n".join(
                cell for cell in (*cells, task.lead_text, task.coop_text, task.start, task.due) if cell
            ),
            context=task.group_title or "",
            task=task,
        )


def _rows(plan: Plan) -> Iterable[Passage]:
    for table in plan.tables:
        for at, row in enumerate(table.rows):
            yield Passage(
                id=f"{table.section}~{table.lines[0]}.{at + 1}",
                kind=PassageKind.TABLE,
                document=plan.document,
                own=row.text,
                context="\n".join((*row.above, table.title, *table.columns)),
                row=row,
                table=table,
            )


def indexed_texts(passage: Passage) -> Sequence[str]:
    """The texts of a passage that are indexed, abbreviations written out."""
    return [
        expand_abbreviations(text) for text in (passage.own, passage.context, passage.document.title) if text
    ]
