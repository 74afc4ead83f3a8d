"""Which paragraph of the prose speaks of the same task as a row of the table, and what it says plainly."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from corpus.agencies import find_agencies, heading_agencies
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
_COOPERATES = re.compile(r"\bphối hợp\b[^.;\n]{0,30}?\b(?:với|cùng)\s(?P<whom>[^.;\n]{3,160})", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.;!?]\s|\n")
_REPORTED = compile_typed(r"\b(?:báo cáo|gửi|tổng hợp)\b")
_NEAR = 30  # characters before a date in which stands what it bounds
_DEADLINE = compile_typed(r"\b(?:trước|chậm nhất|xong|hoàn thành|đến hết|không muộn hơn)\b")


class Statement(NamedTuple):
    """A paragraph of the prose and what it says plainly. Agencies by their canonical names.

    `leads` are charged with it; with `helped` it is to cooperate ("phối hợp với Sở Nội vụ …", below another's
    heading), so that they may lead what it speaks of. `deadline` is the one it sets, as printed, and `dated`
    the words of the sentence that sets it.
    """

    section: Section
    words: Words
    leads: frozenset[str] = frozenset()
    helped: frozenset[str] = frozenset()
    deadline: str = ""
    dated: Words = frozenset()

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
        self._holders: dict[tuple[str, str], list[int]] = {}  # where each pair stands
        for at, statement in enumerate(self._statements):
            for pair in statement.words:
                self._holders.setdefault(pair, []).append(at)
        self._groups: dict[str, frozenset[str]] = {}

    def find(self, row: TaskRow) -> list[Statement]:
        """The paragraphs about the row's task, the surest first; none where no paragraph is plainly so."""
        words = words_of(row.task)
        if not words:
            return []
        heads = self._heads_of(row.group_title or "")
        shares = [(share, self._statements[at]) for at, share in self._shares(words) if share >= SAME_TASK]
        shares = [(share, told) for share, told in shares if not heads or heads & self._above(told.section)]
        return [told for _, told in sorted(shares, key=lambda pair: -pair[0])]

    def _read(self, sections: Sequence[Section]) -> Iterator[Statement]:
        for section in sections:
            heading = self._charged_by_heading(section)
            for paragraph in section.body.split("\n"):
                words = words_of(paragraph)
                if not words:
                    continue
                charged = _CHARGED.match(paragraph)
                leads = heading_agencies(charged["agencies"]) if charged else frozenset()
                helped = frozenset[str]() if leads else _helped(paragraph)
                yield Statement(section, words, leads or heading, helped, *_only_deadline(paragraph))

    def _charged_by_heading(self, section: Section) -> frozenset[str]:
        """The agencies of the nearest heading that consists of or begins with some."""
        at: Section | None = section
        while at is not None:
            if leads := heading_agencies(at.title):
                return leads
            at = self._sections.get(at.parent or "")
        return frozenset()

    def _shares(self, words: Words) -> Iterator[tuple[int, float]]:
        """How much of the words each paragraph holds that holds any, the rare ones weighing more."""
        whole, held = 0.0, defaultdict[int, float](float)
        for pair in words:
            holders = self._holders.get(pair, ())
            weight = log(1 + len(self._statements) / (0.5 + len(holders)))
            whole += weight
            for at in holders:
                held[at] += weight
        yield from ((at, share / whole) for at, share in held.items())

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


def _helped(paragraph: str) -> frozenset[str]:
    """The agencies that a paragraph is to cooperate with: they may lead what it speaks of."""
    return frozenset(
        mention.name for match in _COOPERATES.finditer(paragraph) for mention in find_agencies(match["whom"])
    )


def _only_deadline(paragraph: str) -> tuple[str, Words]:
    """The one deadline that a paragraph sets, as printed, and the words of its sentence.

    None where it sets several, names a period, or says by when a report is due, which is not the task's.
    """
    if not _DEADLINE.search(paragraph):
        return "", frozenset()
    plain = [
        mention
        for mention in find_times(paragraph)
        if not mention.of_document
        and mention.timing.end
        and (_DEADLINE.search(mention.printed) or _DEADLINE.search(paragraph[: mention.start][-_NEAR:]))
    ]
    if len(plain) != 1:
        return "", frozenset()
    before, behind = paragraph[: plain[0].start], paragraph[plain[0].end :]
    before = _SENTENCE_END.split(before)[-1]
    if _REPORTED.search(before[-2 * _NEAR :]):
        return "", frozenset()
    return plain[0].printed, words_of(f"{before} {_SENTENCE_END.split(behind)[0]}")
