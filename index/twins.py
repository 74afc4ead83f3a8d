"""Which section of a plan speaks of the same task as a row of its table: found once, at index time."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from index.passages import Evidence, Passage, PassageKind

_SAME_MATTER = 0.55  # share of a row's own words that a section holds where it speaks of the same task


def find_twins(passages: Sequence[Passage]) -> dict[str, str]:
    """Row id → id of the section, headed by an agency, that holds most of the row's words."""
    sections: dict[str, list[Passage]] = {}
    for passage in passages:
        if passage.kind is PassageKind.SECTION and passage.leaders:
            sections.setdefault(passage.document.id, []).append(passage)
    twins = {}
    for passage in passages:
        among = sections.get(passage.document.id, [])
        if passage.task is None or not among:
            continue
        words = Evidence.of(passage.task.task)
        shares = [(_share(words, section.evidence, among), -at) for at, section in enumerate(among)]
        best, at = max(shares)
        if best >= _SAME_MATTER:
            twins[passage.id] = among[-at].id
    return twins


def _share(words: Evidence, section: Evidence, among: Sequence[Passage]) -> float:
    whole = held = 0.0
    for pair in words.pairs:
        weight = log(1.0 + len(among) / (0.5 + sum(1 for other in among if pair in other.evidence.pairs)))
        whole += weight
        held += weight * section.has_pair(pair)
    return held / whole if whole else 0.0
