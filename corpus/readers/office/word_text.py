"""One paragraph of a Word document as it is printed: its words, is it bold, what is anchored in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from corpus.line_forms import is_role
from corpus.markup import resolve_superscripts
from corpus.readers.office.word_numbering import W, value
from corpus.readers.office.word_styles import Styles, is_on

Element = Any  # lxml has no types

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText", "rt"))
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}
_NOTES = frozenset((f"{W}footnoteReference", f"{W}endnoteReference"))
_PRIVATE = range(0xF000, 0xF100)  # the letters of symbol fonts


class Printed(NamedTuple):
    """What a paragraph prints.

    `breaks` counts the pages begun in it, `leading` those of them before its first word; `boxes` are the
    contents of the text boxes anchored in it; `notes` the footnotes called in it, as printed number and id;
    `joined`: its end was deleted, so that the next paragraph goes on with it.
    """

    text: str
    strong: bool
    breaks: int
    leading: int
    boxes: tuple[Element, ...]
    notes: tuple[tuple[int, str], ...]
    joined: bool


class ParagraphReader:
    """Reads the paragraphs of one document; `fonts` gathers its words by font."""

    def __init__(self, styles: Styles, *, rendered: bool) -> None:
        """`rendered`: the file tells where its pages began when it was last printed."""
        self._styles = styles
        self._rendered = rendered
        self.notes = 0  # footnotes so far
        self.fonts: dict[str, list[str]] = {}

    def read(self, paragraph: Element) -> Printed:
        """What a `w:p` prints, without its number."""
        properties = paragraph.find(f"{W}pPr")
        style = value(properties, "pStyle")
        pieces = _Pieces(self, style, self._rendered)
        if not self._rendered and is_on(properties, "pageBreakBefore"):
            pieces.break_page()
        pieces.walk(paragraph)
        text = resolve_superscripts("".join(pieces.texts))
        bold = bool(pieces.bold) and all(pieces.bold)
        mark = None if properties is None else properties.find(f"{W}rPr")
        return Printed(
            text,
            bold or self._styles.is_heading(style),
            pieces.breaks,
            pieces.leading,
            tuple(pieces.boxes),
            tuple(pieces.notes),
            mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom")),
        )

    def switch(self, name: str, run: Element, style: str | None) -> bool:
        """A switch of a run in a paragraph of a style."""
        return self._styles.switch(name, run, style)

    def gather(self, text: str, run: Element, style: str | None) -> None:
        """Lay the words of a run by their font."""
        if text.strip():
            self.fonts.setdefault(self._styles.font(run, style), []).append(text)


class _Pieces:
    """What has been met on the walk through one paragraph."""

    def __init__(self, reader: ParagraphReader, style: str | None, rendered: bool) -> None:
        self.reader, self.style, self.rendered = reader, style, rendered
        self.texts: list[str] = []
        self.bold: list[bool] = []  # of each run with words
        self.boxes: list[Element] = []
        self.notes: list[tuple[int, str]] = []
        self.breaks = self.leading = 0

    def break_page(self) -> None:
        self.breaks += 1
        self.leading += not any(text.strip() for text in self.texts)

    def walk(self, element: Element) -> None:
        """Through runs and whatever wraps them: insertions, links, fields, content controls, formulas."""
        for child in element:
            if child.tag == f"{W}r":
                self.run(child)
            elif child.tag == f"{_MC}AlternateContent":
                self.alternate(child)
            elif child.tag == f"{_M}t":
                self.texts.append(child.text or "")
            elif child.tag not in _GONE:
                self.walk(child)

    def run(self, run: Element) -> None:
        properties = run.find(f"{W}rPr")
        if self.reader.switch("vanish", properties, self.style):
            return
        start = len(self.texts)
        for child in run:
            self.run_child(child)
        text = "".join(self.texts[start:])
        if text.strip():
            bold = self.reader.switch("b", properties, self.style)
            # LibreOffice loses the table that ends a .doc, and runs its cells together: "LM" + "CHỦ TỊCH"
            if (
                bold
                and self.bold
                and not self.bold[-1]
                and is_role(text)
                and self.texts[start - 1][-1:].isalnum()
            ):
                self.texts.insert(start, "\n")
            self.bold.append(bold)
            self.reader.gather(text, properties, self.style)
        if value(properties, "vertAlign") == "superscript" and text.strip() and "[" not in text:
            self.texts[start:] = [f"<sup>{text}</sup>"]

    def run_child(self, child: Element) -> None:
        if child.tag == f"{W}t":
            self.texts.append(child.text or "")
        elif child.tag == f"{W}br":
            if child.get(f"{W}type") != "page":
                self.texts.append("\n")
            elif not self.rendered:
                self.break_page()
        elif child.tag == f"{W}lastRenderedPageBreak":
            self.break_page()
        elif child.tag in _SIGNS:
            self.texts.append(_SIGNS[child.tag])
        elif child.tag == f"{W}sym":
            self.symbol(child)
        elif child.tag in _NOTES:
            self.reader.notes += 1
            if child.tag == f"{W}footnoteReference":
                self.notes.append((self.reader.notes, child.get(f"{W}id", "")))
            if child.get(f"{W}customMarkFollows") not in ("1", "true", "on"):
                self.texts.append(f"[{self.reader.notes}]")
        elif child.tag == f"{_MC}AlternateContent":
            self.alternate(child)
        elif child.tag == f"{W}ruby":
            self.walk(child)
        elif child.tag not in _GONE:
            self.boxes += _find_boxes(child)

    def alternate(self, element: Element) -> None:
        """The first of several forms of the same content: a drawing, which older programs get as VML."""
        form = next(iter(element), None)
        for child in () if form is None else form:
            if child.tag == f"{W}r":
                self.run(child)
            else:
                self.run_child(child)

    def symbol(self, child: Element) -> None:
        digits = child.get(f"{W}char", "")
        code = int(digits, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", digits) else 0
        self.texts.append("•" if code in _PRIVATE else chr(code) if code else "")


def _find_boxes(element: Element) -> Iterator[Element]:
    """The contents of the text boxes in a drawing; one inside another is found when that one is read."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif element.tag != f"{_MC}AlternateContent" or child.tag == f"{_MC}Choice":
            yield from _find_boxes(child)
