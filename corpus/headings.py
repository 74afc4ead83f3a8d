"""Which section numbers are headings: the sections of a text as a tree.

The heading levels a scan prints (`#`, bold) are unreliable; the numbers are not. A number opens a section
where it continues the sequence of its kind ("2." after "1.", "2.1" below "2"); a year, a reference, an item
of a list inside a section do not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.markers import Marker, Style, is_upper, missing_points
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


_LOST = 2  # headings in a row the scan may have lost before a number stops continuing the sequence


class _Open(NamedTuple):
    """A heading that is open at a place; `at` is None where its own line was lost."""

    rank: float
    style: Style
    label: str
    at: int | None


@dataclass
class _Outline:
    """The headings open at a place, and how far each kind of number has been counted."""

    candidates: Sequence[Candidate]
    path: list[_Open] = field(default_factory=list)
    ranks: dict[Style, float] = field(default_factory=dict)  # of the styles that have come
    count: dict[Style, int] = field(default_factory=dict)  # since the last coarser heading
    running: dict[Style, int] = field(default_factory=dict)  # since the beginning
    children: dict[str, int] = field(default_factory=dict)  # "2.1" → 3 after "2.1.3", below the current part
    shape: tuple[bool, bool] | None = None  # of the first "1." below the current part
    item: int = 0  # last number of a list that stands inside a section, 0 outside
    item_shape: tuple[bool, bool] | None = None
    listing: bool = False  # inside 1) 2) 3) of a section

    def take(self, at: int) -> Heading | None:
        """The candidate as a heading, if it opens a section."""
        candidate = self.candidates[at]
        marker = candidate.marker
        if marker.part and not self._stands_in(marker.part):
            return None
        if marker.style is Style.POINT:
            opens = self._continues_point(marker)
        elif marker.style < Style.DECIMAL:
            opens = self._continues(candidate)
        elif marker.depth == 1:
            opens = self._continues_decimal(at)
        else:
            opens = self._continues_below(marker)
        if not opens:
            return None
        parent = self._enter(marker, at)
        number = ".".join({level.style: level.label for level in self.path}.values())
        above = None if parent is None else self.candidates[parent].at
        return Heading(candidate.at, marker, number, above)

    def _continues(self, candidate: Candidate) -> bool:
        """Whether a part, chapter, letter, Roman number or article continues its sequence."""
        style, value = candidate.marker.style, candidate.marker.value
        count = self.count.get(style, 0)
        if style not in self.ranks and self.count.get(Style.DECIMAL) and not candidate.heading_like:
            return False  # a list "A. B. C." inside a numbered section
        if value == count + 1 or (not count and value == self.running.get(style, 0) + 1):
            return True
        return count < value <= count + 1 + _LOST and (candidate.heading_like or style is Style.ARTICLE)

    def _continues_decimal(self, at: int) -> bool:
        """Whether "2." continues its sequence; keeps count of lists numbered inside a section."""
        candidate = self.candidates[at]
        value, count = candidate.marker.value, self.count.get(Style.DECIMAL, 0)
        if self.shape and candidate.shape[1] != self.shape[1]:
            self.listing = True
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
        return count < value <= count + 1 + _LOST and count + 1 not in self._later(at)

    def _continues_below(self, marker: Marker) -> bool:
        """Whether "2.1" or "2.1.3" continues the sequence below its parent, printed or lost."""
        parent = marker.label.rpartition(".")[0]
        done = self.children.get(parent, 0)
        if any(level.label == parent for level in self.path if level.style is Style.DECIMAL):
            return done < marker.value <= done + 1 + _LOST
        if done:
            return marker.value == done + 1
        top, count = int(marker.label.partition(".")[0]), self.count.get(Style.DECIMAL, 0)
        parts = [roman_to_int(level.label) for level in self.path if level.style is Style.ROMAN]
        return marker.value == 1 and (count <= top <= count + 1 + _LOST or top in parts)

    def _continues_point(self, marker: Marker) -> bool:
        """Whether "b)" follows "a)", "b.2)" follows "b.1)"; never in a list numbered inside a section."""
        if self.item or self.listing or not self.path:
            return False
        if len(marker.label) > 1:
            letter = marker.label[0]
            above = any(level.style is Style.POINT and level.label == letter for level in self.path)
            return above and marker.value == self.children.get(letter, 0) + 1
        count = self.count.get(Style.POINT, 0)
        if marker.value == 1:
            return True  # "a)" again begins the list of another bullet
        # "i)" after "a)" counts in Roman numerals
        return 0 < count < marker.value and missing_points(count, marker.value) <= _LOST

    def _later(self, at: int) -> Iterator[int]:
        """The values of the single numbers after a place, up to the next part."""
        for candidate in self.candidates[at + 1 :]:
            if candidate.marker.style < Style.DECIMAL:
                return
            if candidate.marker.style is Style.DECIMAL and candidate.marker.depth == 1:
                yield candidate.marker.value

    def _returns(self, at: int) -> bool:
        """Whether the same number comes again before the next one: then this one was an item of a list."""
        value = self.candidates[at].marker.value
        return next((later == value for later in self._later(at) if later in (value, value + 1)), False)

    def _stands_in(self, part: str) -> bool:
        """Whether "II.1" stands in part II; where only the part's own heading was lost, it opens it."""
        labels = [level.label for level in self.path if level.style is Style.ROMAN]
        if labels and labels[-1] == part:
            return True
        value = roman_to_int(part) or 0
        if value != self.count.get(Style.ROMAN, 0) + 1:
            return False
        self._enter(Marker(Style.ROMAN, part, value, "", 0), None)
        return True

    def _rank(self, marker: Marker) -> float:
        """Coarse to fine; "A." below "I." where it came in one."""
        if marker.style is Style.DECIMAL:
            return marker.style + 0.1 * (marker.depth - 1)
        if marker.style is Style.POINT:
            return marker.style + 0.1 * (len(marker.label) > 1)
        if marker.style is Style.LETTER and Style.LETTER not in self.ranks:
            in_roman = any(level.style is Style.ROMAN for level in self.path)
            return Style.ROMAN + 0.5 if in_roman else Style.LETTER
        return self.ranks.get(marker.style, marker.style)

    def _enter(self, marker: Marker, at: int | None) -> int | None:
        """Open a heading: close what it ends, count it; returns the candidate above it."""
        rank = self._rank(marker)
        while self.path and (self.path[-1].rank >= rank or not _holds(self.path[-1], marker)):
            self.path.pop()
        parent = next((level.at for level in reversed(self.path) if level.at is not None), None)
        self.path.append(_Open(rank, marker.style, marker.label, at))
        if marker.style is Style.POINT:
            self._count_point(marker)
            return parent
        self.ranks.setdefault(marker.style, rank)
        self.item = self.count[Style.POINT] = 0
        self.listing = False
        if marker.style is Style.DECIMAL:
            self._count_decimal(marker)
            if self.shape is None and at is not None:
                self.shape = self.candidates[at].shape
            return parent
        self.count[marker.style] = self.running[marker.style] = marker.value
        for style in Style:
            if self.ranks.get(style, style) > rank:
                self.count[style] = 0
        self.children, self.shape = {}, None
        return parent

    def _count_point(self, marker: Marker) -> None:
        if len(marker.label) > 1:
            self.children[marker.label[0]] = marker.value
        else:
            self.count[Style.POINT] = marker.value
            self.children[marker.label] = 0

    def _count_decimal(self, marker: Marker) -> None:
        """Count "2." and "2.1"; a "3.1" whose "3." was lost counts that too."""
        parent, top = marker.label.rpartition(".")[0], int(marker.label.partition(".")[0])
        if parent:
            self.children[parent] = marker.value
        if not parent or 0 < top - self.count.get(Style.DECIMAL, 0) <= 1 + _LOST:
            self.count[Style.DECIMAL] = self.running[Style.DECIMAL] = top


def _holds(level: _Open, marker: Marker) -> bool:
    """Whether a heading can stand above a number: "2." above "2.1.3", not above "3.1"."""
    if level.style is Style.DECIMAL and marker.style is Style.DECIMAL:
        return marker.label.startswith(f"{level.label}.")
    return level.style is not Style.POINT or marker.label.startswith(level.label)


def find_headings(candidates: Sequence[Candidate]) -> list[Heading]:
    """The candidates that open sections, in order; the others are list items, years and references."""
    outline = _Outline(candidates)
    taken = (outline.take(at) for at in range(len(candidates)))
    return [heading for heading in taken if heading]
