"""The years and the levels of government that a text speaks of: what tells look-alikes apart.

"Lễ hội Thành Tuyên năm 2025" shares every other word with a task of 2022, "đơn vị hành chính cấp huyện" with
one "cấp xã". A place whose own clause names another year or level than the question speaks of something else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from corpus.vietnamese import fold, nfc

_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(
    rf"(?<![\w/.,-])(?P<first>{_YEAR})(?:\s*(?:-|–|—|den(?: nam)?|toi(?: nam)?)\s*(?P<last>{_YEAR}))?"
    r"(?![\w/]|-\w|[.,]\d)(?P<on>(?:,| va)? (?:cac|nhung) nam (?:tiep theo|sau|tiep)| tro di)?"
)
_DATED = re.compile(rf"(?:\d{{1,2}}|quy [ivx\d]+)\s*[/.-]\s*(?P<year>{_YEAR})(?!\w)")
_LEVELS = {  # scales on which a text may name levels; on each the ones asked for must not differ from its own
    "government": re.compile(
        r"(?<!\w)(?:cap|moi) (tinh|huyen|xa|trung uong|quoc gia|co so|bo)(?!\w| (?:mot|hoi|nang)(?!\w))"
    ),
    "school": re.compile(r"(?<!\w)giao duc (mam non|tieu hoc|trung hoc|pho thong|dai hoc|nghe nghiep)(?!\w)"),
    "time": re.compile(r"(?<!\w)lan thu ([ivx]+|\d+)(?!\w)"),  # the second festival is not the first
}
_EVER = 9999
_CLAUSE_END = re.compile(r"[;!?\n]|\.(?=\s|$)")


@dataclass(frozen=True)
class Particulars:
    """What a text names: spans of years (first, last; both ends in it) and (scale, level)s, accent-free."""

    years: tuple[tuple[int, int], ...] = ()
    levels: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    @lru_cache(maxsize=16384)
    def of(cls, text: str) -> Particulars:
        """Read a text."""
        folded = fold(nfc(text))
        spans = [
            (int(m["first"]), _EVER if m["on"] else int(m["last"] or m["first"]))
            for m in _YEARS.finditer(folded)
        ]
        spans += [(int(m["year"]), int(m["year"])) for m in _DATED.finditer(folded)]
        levels = ((scale, level) for scale, pattern in _LEVELS.items() for level in pattern.findall(folded))
        return cls(tuple(spans), frozenset(levels))

    def has_year(self, year: int) -> bool:
        """Is the year named, or in a span of years that is?"""
        return any(first <= year <= last for first, last in self.years)

    def __bool__(self) -> bool:
        return bool(self.years or self.levels)

    def holds(self, asked: Particulars) -> bool:
        """Does it name every year and a level of those asked for?"""
        years = (year for span in asked.years for year in span if year != _EVER)
        return all(map(self.has_year, years)) and (not asked.levels or bool(asked.levels & self.levels))

    def contradicts(self, asked: Particulars) -> bool:
        """Does it name years where years are asked for, or levels where one is, but not those?"""
        if self.years and asked.years and not self.holds(replace(asked, levels=frozenset())):
            return True
        scales = {scale for scale, _ in asked.levels}
        differing = ({level for level in self.levels if level[0] == scale} for scale in scales)
        return any(own and not own & asked.levels for own in differing)


def clauses_of(text: str) -> list[str]:
    """A text cut at the ends of sentences and clauses."""
    return [clause for clause in _CLAUSE_END.split(text) if clause.strip()]
