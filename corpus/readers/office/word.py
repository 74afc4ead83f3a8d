"""Word documents (.docx): a path in, the lines as Word prints them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml import parse_xml

from corpus.errors import UnreadableFile
from corpus.model import SourceLine
from corpus.readers.legacy_fonts import check_fonts
from corpus.readers.office.blocks import Block, Paragraph, compose_source_lines
from corpus.readers.office.layout_tables import take_apart
from corpus.readers.office.packages import DAMAGED, unreadable_package
from corpus.readers.office.word_numbering import Numbering, W, value
from corpus.readers.office.word_styles import Styles
from corpus.readers.office.word_tables import read_table
from corpus.readers.office.word_text import ParagraphReader, Printed
from corpus.secrecy import with_secrecy_mark
from corpus.vietnamese import nfc, squeeze

Element = Any  # lxml has no types

_PAGES = frozenset(("nextPage", "oddPage", "evenPage"))  # sections that begin a page
_PICTURES = frozenset(("image/png", "image/jpeg", "image/tiff", "image/gif", "image/bmp"))
_LONG = 80  # characters: running text, whose footnotes are worth reading where they stand


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    """The paragraphs and table rows of a document in order, numbered from 1.

    Automatic numbers stand before their text; what was deleted or hidden is left out; a footnote stands below
    its paragraph of running text. Headers and footers are left out, but a mark of secrecy in them is told as
    the last line. `Place.page` is told where the file knows its pages.
    Raises UnreadableFile for a file that is damaged, protected, without text or typed in an old font.
    """
    document = _open(path)
    reading = _Reading(document)
    lines = compose_source_lines(take_apart(reading.blocks(document.element.body)))
    check_fonts({font: " ".join(texts) for font, texts in reading.paragraphs.fonts.items()}, path.name)
    if not any(line.text for line in lines):
        raise UnreadableFile(
            f"Tệp {path.name} không có chữ nào, có thể chỉ có ảnh quét. Hãy nạp bản PDF hoặc bản gõ lại."
        )
    marked = with_secrecy_mark(lines, _furniture(document, reading))
    if len(marked) == len(lines) and (pictures := _pictures(document)):
        import_module("corpus.readers.pages.pictures").refuse_stamped_pictures(pictures, path.name)
    return marked


def _furniture(document: Document, reading: _Reading) -> tuple[str, ...]:
    """The lines of the headers and footers of the pages, each once, in the order of the sections."""
    texts: dict[str, None] = {}
    for section in document.sections:
        kinds = (section.header, section.first_page_header, section.footer, section.first_page_footer)
        for furniture in (kind for kind in kinds if not kind.is_linked_to_previous):
            for line in compose_source_lines(take_apart(reading.blocks(furniture._element))):
                texts |= {squeeze(line.text): None} if any(map(str.isalpha, line.text)) else {}
    return tuple(texts)


def _pictures(document: Document) -> list[bytes]:
    """The picture files inside a document, of its pages, headers and footers."""
    parts = document.part.package.iter_parts()
    return [part.blob for part in parts if part.content_type in _PICTURES]


def _open(path: Path) -> Document:
    try:
        return docx.Document(str(path))
    except (OpcError, *DAMAGED) as error:
        raise unreadable_package(path, "Word", ".docx") from error


def _part(document: Document, kind: str) -> Element | None:
    """The root of a part beside the text; None where there is none."""
    try:
        return parse_xml(document.part.part_related_by(kind).blob)
    except KeyError:
        return None


class _Reading:
    """The walk through a document, from block to block."""

    def __init__(self, document: Document) -> None:
        body = document.element.body
        self.numbering = Numbering(_part(document, RELATIONSHIP_TYPE.NUMBERING))
        self.styles = Styles(_part(document, RELATIONSHIP_TYPE.STYLES))
        rendered = next(body.iter(f"{W}lastRenderedPageBreak"), None) is not None
        self.paragraphs = ParagraphReader(self.styles, rendered=rendered)
        self.footnotes = _read_notes(document)
        self.page = 1 if rendered or _breaks_pages(body) else 0
        self.rendered = rendered
        self.before = ""  # a paragraph whose end was deleted

    def blocks(self, element: Element, *, in_table: bool = False) -> Iterator[Block]:
        """The blocks inside the body, a cell, a text box."""
        for child in element:
            name = child.tag.removeprefix(W) if isinstance(child.tag, str) else ""
            if name == "p":
                yield from self.paragraph(child, in_table=in_table)
            elif name == "tbl":
                yield read_table(child, self.styles, self._row)
            elif name == "sdt":
                if not _is_contents(child):
                    for content in child.iterchildren(f"{W}sdtContent"):
                        yield from self.blocks(content, in_table=in_table)
            elif name in ("ins", "moveTo", "customXml", "smartTag"):
                yield from self.blocks(child, in_table=in_table)

    def paragraph(self, element: Element, *, in_table: bool) -> Iterator[Block]:
        """A paragraph, its text boxes before it and its footnotes behind it."""
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle")
        printed = self.paragraphs.read(element)
        if self.page:
            self.page += printed.leading
        page = self.page
        for box in printed.boxes:
            yield from self.blocks(box, in_table=in_table)
        if printed.joined:
            self.before += printed.text
        elif not self.styles.is_contents(style):
            yield self._compose(element, printed, page)
            if not in_table and len(printed.text) >= _LONG:
                for number, key in printed.notes:
                    if note := self.footnotes.get(key):
                        yield Paragraph(f"[{number}] {note}", page=page)
        if self.page:
            self.page += printed.breaks - printed.leading + self._ends_page(properties)

    def _compose(self, element: Element, printed: Printed, page: int) -> Paragraph:
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle")
        num_pr = self.styles.num_pr(properties, style, self.numbering)
        mark = self.numbering.count(num_pr) if num_pr else ""
        text, self.before = self.before + printed.text, ""
        centered = self.styles.is_centered(properties, style)
        return Paragraph((mark + text.strip(" ")).rstrip(), printed.strong, centered, page)

    def _ends_page(self, properties: Element) -> int:
        """Whether a section ends with the paragraph, and the next one begins a page."""
        section = None if properties is None or self.rendered else properties.find(f"{W}sectPr")
        return 0 if section is None else (value(section, "type") or "nextPage") in _PAGES

    def _row(self, cells: Sequence[Element]) -> tuple[list[tuple[Block, ...]], int]:
        """The contents of the cells of a row, and its page: side by side, they begin on the same one."""
        begun = reached = page = self.page
        contents = []
        for cell in cells:
            self.page = begun
            contents.append(tuple(take_apart(self.blocks(cell, in_table=True))))
            paragraphs = (block for block in contents[-1] if isinstance(block, Paragraph))
            page = max(page, next(paragraphs, Paragraph("")).page)
            reached = max(reached, self.page)
        self.page = reached
        return contents, page


def _is_contents(control: Element) -> bool:
    """Whether a content control is a table of contents."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "Contents" in gallery.get(f"{W}val", "")


def _breaks_pages(body: Element) -> bool:
    """Whether a document that was never laid out tells at least some of its pages."""
    explicit = any(br.get(f"{W}type") == "page" for br in body.iter(f"{W}br"))
    return explicit or next(body.iter(f"{W}pageBreakBefore"), None) is not None


def _read_notes(document: Document) -> dict[str, str]:
    """The text of the footnotes by their id."""
    root = _part(document, RELATIONSHIP_TYPE.FOOTNOTES)
    if root is None:
        return {}
    notes = (note for note in root.iterchildren(f"{W}footnote") if note.get(f"{W}type") is None)
    return {note.get(f"{W}id", ""): squeeze(" ".join(map(_words, note.iter(f"{W}p")))) for note in notes}


def _words(paragraph: Element) -> str:
    return nfc("".join(text.text or "" for text in paragraph.iter(f"{W}t")))
