"""Which section numbers are headings: the sections of a text as a tree.

The heading levels a scan prints (`#`, bold) are unreliable; the numbers are not. A number opens a section
where it continues the sequence of its kind ("2." after "1.", "2.1" below "2"); a year, a reference, an item
of a list inside a section do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.markers import Marker, Style, is_upper
from corpus.numbers import roman_to_int


class Candidate(NamedTuple):
    """A paragraph that begins with a section number: its position, its number, the words behind it."""

    at: int
    marker: Marker
    title: str
    strong: bool  # set off by markup

    @property
    def heading_like(self) -> bool:
        """Whether print sets it off."""
        return self.strong or is_upper(self.title)

    @property
    def shape(self) -> tuple[bool, bool]:
        """What the items of one sequence share in print."""
        return self.strong, self.marker.separator == ")"


class Heading(NamedTuple):
    """A number that opens a section: the paragraph's position, the whole number ("II.2.1") and its place."""

    at: int
    marker: Marker
    number: str
    parent: int | None  # position of the heading above
    level: int


_LOST = 2  # headings in a row the scan may have lost before a number stops continuing the sequence


@dataclass
class _Outline:
    """The headings open at a place, and how far each kind of number has been counted."""

    candidates: Sequence[Candidate]
    open: list[tuple[float, Style, str, int | None]] = field(default_factory=list)
    count: dict[Style, int] = field(default_factory=dict)  # since the last coarser heading
    running: dict[Style, int] = field(default_factory=dict)  # since the beginning
    children: dict[str, int] = field(default_factory=dict)  # of decimal labels, below the current part
    ranks: dict[Style, float] = field(default_factory=dict)
    shape: tuple[bool, bool] | None = None  # of the first "1." below the current part
    item: int = 0  # last number of a list that stands inside a section, 0 outside
    item_shape: tuple[bool, bool] | None = None

    def rank(self, marker: Marker) -> float:
        """Coarse to fine. "A." below "I." where "I." came first."""
        if marker.style is Style.DECIMAL:
            return marker.style + marker.depth - 1
        if marker.style is Style.LETTER and Style.LETTER not in self.ranks:
            return Style.ROMAN + 0.5 if Style.ROMAN in self.ranks else Style.LETTER
        return self.ranks.get(marker.style, marker.style)

    def continues(self, candidate: Candidate) -> bool:
        """Whether a part, chapter, letter, Roman number or article continues its sequence."""
        style, value = candidate.marker.style, candidate.marker.value
        count = self.count.get(style, 0)
        if style not in self.ranks and self.count.get(Style.DECIMAL) and not candidate.heading_like:
            return False  # a list "A. B. C." inside a numbered section
        if value == count + 1 or (not count and value == self.running.get(style, 0) + 1):
            return True
        return count < value <= count + 1 + _LOST and (candidate.heading_like or style is Style.ARTICLE)

    def continues_decimal(self, at: int) -> bool:
        """Whether "2." continues its sequence; keeps count of lists numbered inside a section."""
        candidate = self.candidates[at]
        value, count = candidate.marker.value, self.count.get(Style.DECIMAL, 0)
        if self.shape and candidate.shape[1] != self.shape[1]:
            return False  # 1) 2) 3) inside sections 1. 2. 3.
        is_next = value == count + 1
        if self.item and value == self.item + 1:
            as_item = candidate.shape == self.item_shape != self.shape
            if not is_next or as_item or (self.item_shape == self.shape and self._returns(at)):
                self.item = value
                return False
        if is_next or (not count and value == self.running.get(Style.DECIMAL, 0) + 1):
            return True
        if value == 1:
            self.item, self.item_shape = 1, candidate.shape
            return False
        return count < value <= count + 1 + _LOST and not self._comes(at, count + 1)

    def continues_below(self, marker: Marker) -> bool:
        """Whether "2.1" or "2.1.3" continues the sequence below its parent, printed or lost."""
        parent = marker.label.rpartition(".")[0]
        done = self.children.get(parent, 0)
        if any(label == parent for _, style, label, _ in self.open if style is Style.DECIMAL):
            return done < marker.value <= done + 1 + _LOST
        if done:
            return marker.value == done + 1
        top, count = int(marker.label.split(".")[0]), self.count.get(Style.DECIMAL, 0)
        parts = [roman_to_int(label) for _, style, label, _ in self.open if style is Style.ROMAN]
        return marker.value == 1 and (count <= top <= count + 1 + _LOST or top in parts)

    def _later(self, at: int) -> Iterable[int]:
        """The values of the single numbers after a place, up to the next part."""
        for candidate in self.candidates[at + 1 :]:
            if candidate.marker.style < Style.DECIMAL:
                return
            if candidate.marker.style is Style.DECIMAL and candidate.marker.depth == 1:
                yield candidate.marker.value

    def _comes(self, at: int, value: int) -> bool:
        return value in self._later(at)

    def _returns(self, at: int) -> bool:
        """Whether the same number comes again before the next one: then this one was an item of a list."""
        value = self.candidates[at].marker.value
        for later in self._later(at):
            if later in (value, value + 1):
                return later == value
        return False

    def accept(self, at: int) -> bool:
        """Whether the candidate opens a section."""
        marker = self.candidates[at].marker
        if marker.style is Style.POINT:
            return False
        if marker.style < Style.DECIMAL:
            return self.continues(self.candidates[at])
        if marker.part and not self._in_part(marker.part):
            return False
        return self.continues_decimal(at) if marker.depth == 1 else self.continues_below(marker)

    def _in_part(self, part: str) -> bool:
        """Whether "II.1" stands in part II, or opens it where its own heading was lost."""
        labels = [label for _, style, label, _ in self.open if style is Style.ROMAN]
        if labels and labels[-1] == part:
            return True
        value = roman_to_int(part) or 0
        if value != self.count.get(Style.ROMAN, 0) + 1:
            return False
        self._enter(Marker(Style.ROMAN, part, value, "", 0), None)
        return True

    def _enter(self, marker: Marker, at: int | None) -> int | None:
        """Open a heading: close what it ends, count it; returns the position of its parent."""
        rank = self.rank(marker)
        above = marker.label.rpartition(".")[0]
        while self.open and (
            self.open[-1][0] >= rank
            or (self.open[-1][1] is Style.DECIMAL and not f"{above}.".startswith(f"{self.open[-1][2]}."))
        ):
            self.open.pop()
        parent = next((index for *_, index in reversed(self.open) if index is not None), None)
        self.open.append((rank, marker.style, marker.label, at))
        self.ranks.setdefault(marker.style, rank)
        self.item = 0
        if marker.style is Style.DECIMAL:
            top = int(marker.label.split(".")[0])
            if marker.depth > 1:
                self.children[above] = marker.value
            if marker.depth == 1 or 0 < top - self.count.get(Style.DECIMAL, 0) <= 1 + _LOST:
                self.count[Style.DECIMAL] = self.running[Style.DECIMAL] = top
            self.shape = self.shape or (self.candidates[at].shape if at is not None else None)
            return parent
        self.count[marker.style] = self.running[marker.style] = marker.value
        for style in Style:
            if self.ranks.get(style, style) > rank:
                self.count[style] = 0
        self.children, self.shape = {}, None
        return parent

    def open_heading(self, at: int) -> Heading:
        """Open the candidate as a heading."""
        candidate = self.candidates[at]
        parent = self._enter(candidate.marker, at)
        parts = [label for _, style, label, _ in self.open[:-1] if style is not Style.DECIMAL]
        number = ".".join((*parts, candidate.marker.label))
        above = None if parent is None else self.candidates[parent].at
        return Heading(candidate.at, candidate.marker, number, above, len(self.open))


def find_headings(candidates: Sequence[Candidate]) -> list[Heading]:
    """The candidates that open sections, in order; the others are list items, years and references."""
    outline = _Outline(candidates)
    return [outline.open_heading(at) for at in range(len(candidates)) if outline.accept(at)]
