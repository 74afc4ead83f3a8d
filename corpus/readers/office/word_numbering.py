"""The numbers Word prints before paragraphs: counted as Word counts, for they stand nowhere in the text."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from corpus.readers.office.list_marks import compose_count

Element = Any  # lxml has no types

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COUNTER = re.compile(r"%([1-9])")
# bullets drawn by a symbol font come as private letters, or as letters that mean nothing without the font
_SYMBOL_FONTS = re.compile(r"symbol|wingdings|webdings|courier", re.IGNORECASE)
_PLAIN_BULLETS = "-–—+*•●▪◦○■□➢✓·"


class Level(NamedTuple):
    """How one level of a list is numbered."""

    kind: str = "decimal"  # w:numFmt
    text: str = ""  # w:lvlText: "%1.%2."
    start: int = 1
    restart: int | None = None  # w:lvlRestart: the level (from 1) that starts this one again; 0: none does
    legal: bool = False  # all counts in figures
    style: str = ""  # the paragraph style linked to the level
    glued: bool = False  # nothing stands between number and text


class NumPr(NamedTuple):
    """The list and the level (from 0) of a paragraph."""

    list_id: str
    level: int


def value(element: Element, name: str) -> str | None:
    """The `w:val` of a child, "" where it has none; None where there is no such child."""
    child = None if element is None else element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val", "")


def read_num_pr(properties: Element) -> tuple[str | None, int | None]:
    """What paragraph properties say of a list: its id and its level, each None where they are silent."""
    num_pr = None if properties is None else properties.find(f"{W}numPr")
    if num_pr is None:
        return None, None
    level = value(num_pr, "ilvl")
    return value(num_pr, "numId"), _int(level, 0) if level is not None else None


def _int(text: str | None, default: int) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else default


def _read_level(element: Element) -> Level:
    bullet = value(element, "lvlText") or ""
    kind = value(element, "numFmt") or "decimal"
    fonts = element.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii", "")
    if kind == "bullet" and bullet and (bullet[0] not in _PLAIN_BULLETS or _SYMBOL_FONTS.match(font)):
        bullet = "•" if bullet[0] not in "-–—+" else bullet
    restart = value(element, "lvlRestart")
    return Level(
        kind,
        bullet,
        _int(value(element, "start"), 0 if value(element, "start") is None else 1),
        None if restart is None else _int(restart, 0),
        value(element, "isLgl") not in (None, "0", "false"),
        value(element, "pStyle") or "",
        value(element, "suff") == "nothing",
    )


class Numbering:
    """The lists of a document, counting on with every paragraph asked for, in the order of the document."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}  # abstract list → its levels
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}  # abstract list → level → count so far
        self._begun: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        linked: dict[str, str] = {}  # numbering style → the abstract list that defines it
        links: dict[str, str] = {}  # abstract list → the numbering style that it takes its levels from
        for abstract in root.iterchildren(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            levels = abstract.iterchildren(f"{W}lvl")
            self._levels[key] = {_int(lvl.get(f"{W}ilvl"), 0): _read_level(lvl) for lvl in levels}
            if style := value(abstract, "styleLink"):
                linked[style] = key
            if style := value(abstract, "numStyleLink"):
                links[key] = style
        for num in root.iterchildren(f"{W}num"):
            abstract_id = value(num, "abstractNumId") or ""
            abstract_id = linked.get(links.get(abstract_id, ""), abstract_id)
            own: dict[int, Level] = {}
            starts: dict[int, int] = {}
            for override in num.iterchildren(f"{W}lvlOverride"):
                at = _int(override.get(f"{W}ilvl"), 0)
                level = override.find(f"{W}lvl")
                if level is not None:
                    own[at] = _read_level(level)
                if (start := value(override, "startOverride")) is not None:
                    starts[at] = _int(start, 1)
            self._lists[num.get(f"{W}numId", "")] = (abstract_id, own, starts)

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level of a list that a paragraph style is linked to; the first where it is to none."""
        abstract, own, _ = self._lists.get(list_id, ("", {}, {}))
        levels = self._levels.get(abstract, {}) | own
        return next((at for at, level in levels.items() if level.style == style), 0)

    def count(self, paragraph: NumPr) -> str:
        """The mark Word prints before the next paragraph of a list, with the space behind it; "" for none."""
        if paragraph.list_id not in self._lists:
            return ""
        abstract, own, starts = self._lists[paragraph.list_id]
        levels = self._levels.get(abstract, {}) | own
        level = levels.get(paragraph.level)
        if level is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if paragraph.list_id not in self._begun:  # a list that starts anew shares the counts of its like
            self._begun.add(paragraph.list_id)
            for at in starts:
                counts.pop(at, None)
        for above in range(paragraph.level):
            if above in levels:
                counts.setdefault(above, starts.get(above, levels[above].start))
        before = counts.get(paragraph.level)
        start = starts.get(paragraph.level, level.start)
        counts[paragraph.level] = start if before is None else before + 1
        for at in [at for at in counts if at > paragraph.level]:
            restart = levels[at].restart if at in levels else None
            if restart is None or paragraph.level < restart:
                counts.pop(at)
        mark = self._compose(level, levels, counts)
        return mark if not mark or level.glued else f"{mark} "

    @staticmethod
    def _compose(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        if level.kind == "bullet":
            return level.text
        if level.kind == "none":
            return _COUNTER.sub("", level.text)

        def printed(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in counts:
                return ""
            kind = levels[at].kind if at in levels else "decimal"
            return compose_count(counts[at], "decimal" if level.legal else kind)

        return _COUNTER.sub(printed, level.text).strip()
