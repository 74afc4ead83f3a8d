"""The styles of a Word document: what a paragraph or run inherits from them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from corpus.readers.office.word_numbering import Numbering, NumPr, W, read_num_pr, value

Element = Any  # lxml has no types

_HEADING = re.compile(r"(?:heading|title|subtitle|tiêu đề|đầu đề)\b", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|contents|mục lục|table of figures)\b", re.IGNORECASE)
_DEEPEST = 20  # styles: a chain that never ends is damaged
_OFF = ("0", "false", "off")


class Style(NamedTuple):
    """One style, as written, without what it inherits."""

    name: str
    above: str  # id of the style it is based on
    element: Element


def is_on(properties: Element, name: str) -> bool | None:
    """Whether a switch such as `w:b` is on; None where the properties are silent."""
    setting = value(properties, name)
    return None if setting is None else setting not in _OFF


def font_name(properties: Element) -> str:
    """The font of Vietnamese letters that run properties name."""
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}hAnsi") or fonts.get(f"{W}ascii") or ""


class Styles:
    """All styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._defaults: dict[str, str] = {}  # paragraph, table → the style of those that name none
        self._default_run: Element | None = None
        for element in () if root is None else root.iterchildren(f"{W}style"):
            key = element.get(f"{W}styleId", "")
            self._styles[key] = Style(value(element, "name") or "", value(element, "basedOn") or "", element)
            if element.get(f"{W}default") in ("1", "true", "on"):
                self._defaults[element.get(f"{W}type", "")] = key
        if root is not None:
            self._default_run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def chain(self, key: str | None, kind: str = "paragraph") -> list[Style]:
        """A style and those it is based on, nearest first; the document's default where none is named."""
        styles: list[Style] = []
        key = key or self._defaults.get(kind, "")
        while key in self._styles and len(styles) < _DEEPEST:
            styles.append(self._styles[key])
            key = styles[-1].above
        return styles

    def is_contents(self, key: str | None) -> bool:
        """Whether a paragraph style is one of a table of contents."""
        return any(_CONTENTS.match(style.name) for style in self.chain(key)[:1])

    def is_heading(self, key: str | None) -> bool:
        """Whether a paragraph style is one of headings."""
        return any(
            _HEADING.match(style.name) or style.element.find(f"{W}pPr/{W}outlineLvl") is not None
            for style in self.chain(key)
        )

    def is_centered(self, properties: Element, key: str | None) -> bool:
        """Whether a paragraph is centred, by itself or its style."""
        own = value(properties, "jc")
        inherited = (value(style.element.find(f"{W}pPr"), "jc") for style in self.chain(key))
        return (own or next((jc for jc in inherited if jc), "")) == "center"

    def switch(self, name: str, run: Element, key: str | None) -> bool:
        """A switch of a run (`w:b`, `w:vanish`): its own, else its styles', else its paragraph's."""
        own = is_on(run, name)
        if own is not None:
            return own
        for style in [*self.chain(value(run, "rStyle"), "character"), *self.chain(key)]:
            inherited = is_on(style.element.find(f"{W}rPr"), name)
            if inherited is not None:
                return inherited
        return bool(is_on(self._default_run, name))

    def font(self, run: Element, key: str | None) -> str:
        """The font a run is shown in."""
        inherited = (font_name(style.element.find(f"{W}rPr")) for style in self.chain(key))
        return font_name(run) or next(filter(None, inherited), "") or font_name(self._default_run)

    def num_pr(self, properties: Element, key: str | None, numbering: Numbering) -> NumPr | None:
        """The list of a paragraph, by itself or its style; None where it is in none."""
        list_id, level = read_num_pr(properties)
        if list_id is None:
            for style in self.chain(key):
                list_id, inherited = read_num_pr(style.element.find(f"{W}pPr"))
                if list_id is not None:
                    level = inherited if level is None else level
                    break
            if list_id is not None and level is None:
                level = numbering.level_of_style(list_id, key or self._defaults.get("paragraph", ""))
        return None if list_id in (None, "", "0") else NumPr(list_id or "", level or 0)

    def table_borders(self, key: str | None) -> list[Element]:
        """The borders that a table style and those it is based on draw, nearest first."""
        borders = (style.element.find(f"{W}tblPr/{W}tblBorders") for style in self.chain(key, "table"))
        return [found for found in borders if found is not None]
