"""Which paragraph of the prose speaks of the same task as a row of the table, and what it says plainly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from corpus.agencies import heading_agencies
from corpus.date_atoms import compile_typed
from corpus.dates import find_times
from corpus.model import Plan, Section, TaskRow
from corpus.vietnamese import syllables

Words = frozenset[tuple[str, str]]
"""Pairs of neighbouring syllables, not across the end of a clause."""

SAME_TASK = 0.7
"""Share of a row's words, the rare ones weighing more, that a paragraph must hold to speak of its task."""

_SAME_GROUP = 0.7  # share of a group's title that a heading must hold to head its tasks
_CLAUSE_END = re.compile(r"[.;:!?\n]")
_CHARGED = compile_typed(
    r"(?:Giao )?(?P<agencies>.{3,200}?) (?:chủ trì|chịu trách nhiệm chính|là cơ quan thường trực)"
)
_DEADLINE = compile_typed(r"\b(?:trước|chậm nhất|xong|hoàn thành|đến hết|không muộn hơn)\b")


class Statement(NamedTuple):
    """A paragraph of the prose: where it stands, its words, who is charged, the one deadline it sets."""

    section: Section
    words: Words
    leads: frozenset[str] = frozenset()  # canonical
    deadline: str = ""  # as printed

    @property
    def place(self) -> str:
        """How a person calls the section."""
        return f"mục {self.section.number}"


def words_of(text: str) -> Words:
    """The pairs of neighbouring syllables of a text."""
    return frozenset(pair for clause in _CLAUSE_END.split(text) for pair in pairwise(syllables(clause)))


class Pairing:
    """The statements of a plan's prose, ready to be asked for those about a row."""

    def __init__(self, plan: Plan) -> None:
        self._sections = {section.id: section for section in plan.sections}
        self._headings = {section.id: words_of(section.title) for section in plan.sections}
        self._statements = list(self._read(plan.sections)) if plan.tasks else []
        self._counts = Counter(pair for statement in self._statements for pair in statement.words)
        self._groups: dict[str, frozenset[str]] = {}

    def find(self, row: TaskRow) -> list[Statement]:
        """The paragraphs about the row's task, the surest first; none where no paragraph is plainly so."""
        words = words_of(row.task)
        if not words:
            return []
        heads = self._heads_of(row.group_title or "")
        found = []
        for statement in self._statements:
            share = self._share(words, statement.words)
            if share >= SAME_TASK and (not heads or heads & self._above(statement.section)):
                found.append((share, statement))
        return [statement for _, statement in sorted(found, key=lambda pair: -pair[0])]

    def _read(self, sections: Sequence[Section]) -> Iterator[Statement]:
        for section in sections:
            heading = self._charged_by_heading(section)
            for paragraph in section.body.split("\n"):
                words = words_of(paragraph)
                if not words:
                    continue
                charged = _CHARGED.match(paragraph)
                leads = heading_agencies(charged["agencies"]) if charged else frozenset()
                yield Statement(section, words, leads or heading, _only_deadline(paragraph))

    def _charged_by_heading(self, section: Section) -> frozenset[str]:
        """The agencies of the nearest heading that consists of or begins with some."""
        at: Section | None = section
        while at is not None:
            if leads := heading_agencies(at.title):
                return leads
            at = self._sections.get(at.parent or "")
        return frozenset()

    def _share(self, words: Words, held: Words) -> float:
        if len(words & held) < SAME_TASK * len(words) / 2:
            return 0.0
        whole = some = 0.0
        for pair in words:
            weight = log(1 + len(self._statements) / (0.5 + self._counts[pair]))
            whole += weight
            some += weight * (pair in held)
        return some / whole

    def _heads_of(self, title: str) -> frozenset[str]:
        """The sections whose heading is the group's title: its tasks stand below them."""
        if title not in self._groups:
            words = words_of(title)
            self._groups[title] = frozenset(
                id_
                for id_, heading in self._headings.items()
                if words and len(words & heading) >= _SAME_GROUP * len(words)
            )
        return self._groups[title]

    def _above(self, section: Section) -> set[str]:
        """The section and all above it."""
        ids, at = set[str](), section.id
        while at:
            ids.add(at)
            at = self._sections[at].parent or ""
        return ids


def _only_deadline(paragraph: str) -> str:
    """The one deadline that a paragraph sets, as printed; none where it sets several or names a period."""
    if not _DEADLINE.search(paragraph):
        return ""
    plain = [
        mention
        for mention in find_times(paragraph)
        if not mention.of_document
        and mention.timing.end
        and (_DEADLINE.search(mention.printed) or _DEADLINE.search(paragraph[: mention.start][-30:]))
    ]
    return plain[0].printed if len(plain) == 1 else ""
