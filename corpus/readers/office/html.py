"""Web pages, and documents that Word saved as such: a path in, the lines a browser shows out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html

from corpus.errors import UnreadableFile
from corpus.markup import resolve_superscripts
from corpus.model import SourceLine
from corpus.readers.content import read_content
from corpus.readers.encodings import decode_text
from corpus.readers.legacy_fonts import check_fonts
from corpus.readers.office.blocks import Block, Cell, Paragraph, Row, Table, compose_source_lines
from corpus.readers.office.layout_tables import take_apart
from corpus.readers.office.list_marks import compose_count

Element = Any  # lxml has no types

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN = frozenset(
    "script style head title meta link template noscript nav select option button textarea input iframe"
    " object svg canvas audio video colgroup".split()
)
_BLOCKS = _HEADINGS | frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure"
    " footer form header hr html legend li main ol p pre section summary table tbody td tfoot th thead tr"
    " ul".split()
)
_BOLD = frozenset(("b", "strong", "th")) | _HEADINGS
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_HEAVY = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)", re.IGNORECASE)
_CENTERED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_FAMILY = re.compile(r"font(?:-family)?\s*:[^;]{0,200}?[\"']?(?P<font>\.?vn[\w.]*|vni[-\w ]*)", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*(?P<name>[-\w]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_COUNTS = {"i": "lowerRoman", "I": "upperRoman", "a": "lowerLetter", "A": "upperLetter"}
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WHOLE = re.compile(r"\s*-?[0-9]{1,9}\s*")
_MOST_CELLS = 1000  # a span beyond that is a mistake, and would only cost memory


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    """The paragraphs, list items and table rows of a page in order, numbered from 1.

    Raises UnreadableFile for a page without any text, in an unknown encoding or typed in an old font.
    """
    markup = _decode(read_content(path), path.name)
    reading = _Reading()
    blocks = list(take_apart(reading.blocks(_parse(markup))))
    check_fonts({font: " ".join(texts) for font, texts in reading.fonts.items()}, path.name)
    lines = compose_source_lines(blocks)
    if not any(line.text for line in lines):
        raise UnreadableFile(f"Trang {path.name} không có chữ nào. Hãy kiểm tra lại tệp.")
    return lines


def parse_blocks(markup: str) -> list[Block]:
    """The paragraphs and tables of a piece of HTML, its layout tables taken apart."""
    return list(take_apart(_Reading().blocks(_parse(markup))))


def _decode(data: bytes, name: str) -> str:
    """The page's text: in UTF-8 or UTF-16 where it is, else in the encoding it names."""
    text = decode_text(data)
    named = _CHARSET.search(data[:4096])
    if text is None and named:
        try:
            text = data.decode(named["name"].decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            text = None
    if text is None:
        raise UnreadableFile(
            f"Trang {name} dùng bảng mã không nhận ra được. Hãy lưu lại trang với bảng mã UTF-8 rồi nạp."
        )
    return text


def _parse(markup: str) -> Element:
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    markup = _DECLARATION.sub("", markup)
    return html.document_fromstring(markup if markup.strip() else "<p></p>", parser=parser)


class _Reading:
    """The walk through one page; `fonts` gathers its words by the old fonts that it names."""

    def __init__(self) -> None:
        self.fonts: dict[str, list[str]] = {}

    def blocks(self, root: Element) -> list[Block]:
        """The blocks inside an element."""
        return _Walk(self, root).blocks


class _Walk:
    """The walk through the inside of one element, from paragraph to paragraph."""

    def __init__(self, reading: _Reading, root: Element) -> None:
        self.reading = reading
        self.blocks: list[Block] = []
        self.pieces: list[tuple[str, bool]] = []  # words, and whether they are bold
        self.mark = ""  # number or bullet of the list item that begins
        self.centered = False
        self._walk(root, bold=root.tag == "th", centered=False, font="", kept=False)
        self._end()

    def _walk(self, element: Element, *, bold: bool, centered: bool, font: str, kept: bool) -> None:
        style = element.get("style") or ""
        bold = (bold or element.tag in _BOLD or bool(_HEAVY.search(style))) and not _LIGHT.search(style)
        aligned = element.tag == "center" or (element.get("align") or "").lower() == "center"
        centered = centered or aligned or bool(_CENTERED.search(style))
        named = _FAMILY.search(style)
        font = named["font"].strip() if named else element.get("face") or font
        kept = kept or element.tag == "pre"
        self._add(element.text, bold, font, kept)
        marks = _list_marks(element) if element.tag in ("ol", "ul") else iter(())
        for child in element:
            if isinstance(child.tag, str) and not _is_unseen(child):
                tag = child.tag.lower()
                if tag in _BLOCKS:
                    self._end()
                    self.centered = centered
                if tag == "br":
                    self.pieces.append(("\n", bold))
                elif tag == "table":
                    for caption in child.iterchildren("caption"):
                        self.blocks += self.reading.blocks(caption)
                    self.blocks.append(self._table(child))
                elif tag == "sup":
                    self._add(f"<sup>{child.text_content()}</sup>", bold, font, kept)
                else:
                    self.mark = next(marks, "") if tag == "li" else self.mark
                    self._walk(child, bold=bold, centered=centered, font=font, kept=kept)
                if tag in _BLOCKS:
                    self._end()
                if tag == "li":
                    self._end_item()
            self.centered = centered
            self._add(child.tail, bold, font, kept)

    def _add(self, text: str | None, bold: bool, font: str, kept: bool) -> None:
        if text:
            self.pieces.append((text if kept else _SPACE.sub(" ", text), bold))
            if text.strip():
                self.reading.fonts.setdefault(font, []).append(text)

    def _end(self) -> None:
        """The paragraph ends."""
        text = resolve_superscripts("".join(piece for piece, _ in self.pieces))
        words = [bold for piece, bold in self.pieces if piece.strip()]
        lines = [line.strip() for line in text.split("\n")]
        text = "\n".join(line for line in lines if line)
        if text:
            self.blocks.append(Paragraph(f"{self.mark}{text}", all(words), self.centered))
            self.mark = ""
        elif self.pieces and any("\xa0" in piece or "\n" in piece for piece, _ in self.pieces):
            self.blocks.append(Paragraph(""))
        self.pieces = []

    def _end_item(self) -> None:
        """An item ends; an empty one shows its number, as in a column of row numbers."""
        if self.mark.strip(" -"):
            self.blocks.append(Paragraph(self.mark.strip(), centered=self.centered))
        self.mark = ""

    def _table(self, table: Element) -> Table:
        """A table; cells that span are laid on the grid as a browser lays them."""
        taken: dict[int, int] = {}  # column → rows below that a cell above covers
        rows: list[Row] = []
        for found in _rows(table):
            column = 0
            cells: list[Cell] = []
            below = {at: left - 1 for at, left in taken.items() if left > 1}
            for cell in found:
                while taken.get(column, 0):
                    column += 1
                width, height = _span(cell, "colspan"), _span(cell, "rowspan")
                if not _is_unseen(cell):
                    cells.append(Cell(column, tuple(self.reading.blocks(cell)), width, height))
                if height > 1:
                    below |= dict.fromkeys(range(column, column + width), height - 1)
                column += width
            taken = below
            rows.append(Row(tuple(cells)))
        return Table(tuple(rows))


def _is_unseen(element: Element) -> bool:
    """Whether a browser shows nothing of an element."""
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or bool(_HIDDEN.search(element.get("style") or ""))
    )


def _rows(table: Element) -> Iterator[list[Element]]:
    """The cells of each row of a table that is shown, not those of tables inside."""
    if loose := list(table.iterchildren("td", "th")):  # a row that nobody opened
        yield loose
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        if _is_unseen(child):
            continue
        if child.tag == "tr":
            yield list(child.iterchildren("td", "th"))
        else:
            yield from _rows(child)


def _span(cell: Element, name: str) -> int:
    return min(max(_whole(cell.get(name), 1), 1), _MOST_CELLS)


def _whole(value: str | None, otherwise: int) -> int:
    """The number an attribute holds."""
    return int(value) if value and _WHOLE.fullmatch(value) else otherwise


def _list_marks(element: Element) -> Iterator[str]:
    """What a browser prints before the items of a list; a dash for its bullets, as offices print them."""
    if element.tag == "ul":
        while True:
            yield "- "
    kind = element.get("type") or "1"
    number = _whole(element.get("start"), 1)
    for item in element.iterchildren("li"):
        number = _whole(item.get("value"), number)
        yield f"{compose_count(number, _COUNTS.get(kind, ''))}. "
        number += 1
