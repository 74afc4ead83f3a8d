"""A scanned page: its picture → words, and tables by their rules, each cell read by itself.

Read whole, a page with a table loses its order. So the rules are found first, every cell is cut out, and
what stands outside of the tables is read from the page without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np

from corpus.errors import UnreadableFile
from corpus.readers.picture import Picture, straighten
from corpus.readers.printed import Box, Cell, Page, Table, Word, compose_printed_lines
from corpus.readers.row_numbers import decide_row_numbers
from corpus.readers.rules import RuledTable, find_rules
from corpus.readers.tesseract import Mode, find_quarter_turns, recognise, require_tesseract

MOST_SCANNED_PAGES = 200
"""Pages of one file: at some seconds a page, half an hour."""

PIXELS = 3000
"""Of a page's long side: 256 dpi on A4. With 200 dpi there are more misread accents, with 300 no fewer."""

Progress = Callable[[str, int, int], None]
"""Called with (what is being read, how many pages are done, how many in all)."""

_SIDE_BY_SIDE = 2  # pages at a time
_PAGE_INCHES = 11.7  # the long side of A4
_PADDING = 12  # pixels of paper around what is read
_SPECK = 0.012  # inches: less ink in either direction is noise
_NARROW = 0.12  # of a table's width: its first column counts the rows
_ONE_LINE = 0.22  # inches: the height of a line's ink
_HEIGHTS = (32, 40)  # pixels: sizes that tesseract knows numerals by
_NUMERALS = "0123456789IVXT."


class _Cut(NamedTuple):
    """A picture cut out of the page, and where it begins there."""

    picture: Picture
    x: int
    y: int

    @property
    def height(self) -> int:
        """The height of what is written."""
        return int(self.picture.shape[0]) - 2 * _PADDING

    def on_page(self, words: Iterable[Word]) -> list[Word]:
        """Words found in the picture, at their places on the page."""
        return [
            word._replace(
                box=Box(
                    word.box.x0 + self.x,
                    word.box.top + self.y,
                    word.box.x1 + self.x,
                    word.box.bottom + self.y,
                )
            )
            for word in words
        ]


def read_scanned_pages(
    pictures: Iterable[tuple[int, Picture]], count: int, name: str, progress: Progress | None = None
) -> list[Page]:
    """The pages in `count` pictures, given with their numbers; a few at a time, so that memory is bounded.

    `name` is the file's. Raises UnreadableFile where there are too many, or tesseract is not installed.
    """
    if count > MOST_SCANNED_PAGES:
        raise UnreadableFile(
            f"Tệp {name} có {count} trang ảnh cần nhận dạng chữ, quá {MOST_SCANNED_PAGES} trang. "
            "Hãy tách thành nhiều tệp hoặc nạp bản Word."
        )
    if count:
        require_tesseract(name)
    pages: list[Page] = []
    waiting = iter(pictures)
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        while batch := list(islice(waiting, _SIDE_BY_SIDE)):
            for page in pool.map(lambda numbered: read_scanned_page(numbered[1], numbered[0]), batch):
                pages.append(page)
                if progress:
                    progress(name, len(pages), count)
    return decide_row_numbers(pages)


def read_scanned_page(picture: Picture, number: int) -> Page:
    """The page in a picture. Raises UnreadableFile where it cannot be recognised."""
    dpi = max(picture.shape) / _PAGE_INCHES
    picture = straighten(np.rot90(picture, -find_quarter_turns(picture)).copy())
    rules = find_rules(picture, dpi)
    rest = rules.wiped.copy()
    for table in rules.tables:
        rest[int(table.box.top) : int(table.box.bottom), int(table.box.x0) : int(table.box.x1)] = 255
    words = recognise([rest], Mode.PAGE)[0]
    tables = tuple(_read_table(table, rules.wiped, dpi) for table in rules.tables)
    height, width = picture.shape
    return Page(number, Box(0.0, 0.0, float(width), float(height)), tuple(words), tables)


def _read_table(table: RuledTable, page: Picture, dpi: float) -> Table:
    """The table with the words of its cells."""
    narrow = _NARROW * (table.box.x1 - table.box.x0)
    texts: dict[Box, _Cut] = {}
    numbers: dict[Box, _Cut] = {}
    for row in table.rows:
        for at, box in enumerate(row):
            if box and (cut := _cut_out(page, box, dpi)):
                counts = at == 0 and box.x1 - box.x0 < narrow and cut.height < _ONE_LINE * dpi
                (numbers if counts else texts)[box] = cut
    found = recognise([cut.picture for cut in texts.values()], Mode.BLOCK)
    words = {box: cut.on_page(words) for (box, cut), words in zip(texts.items(), found, strict=True)}
    readings = dict(zip(numbers, _read_numbers(list(numbers.values())), strict=True))
    rows = (
        tuple(
            Cell(box, tuple(compose_printed_lines(words.get(box, []))), readings.get(box, ()))
            if box
            else None
            for box in row
        )
        for row in table.rows
    )
    return Table(table.box, tuple(rows))


def _read_numbers(cuts: Sequence[_Cut]) -> list[tuple[str, ...]]:
    """Several readings of each number: as Latin letters, and as nothing but a numeral; at two sizes.

    The Latin model knows digits and numerals better than the Vietnamese one: of the 87 cells of a plan's
    column, scanned with 200 dpi, it reads 87 where the other reads 80.
    """
    if not cuts:
        return []
    usual = median(cut.height for cut in cuts)
    pictures = [
        cv2.resize(cut.picture, None, fx=height / usual, fy=height / usual, interpolation=cv2.INTER_CUBIC)
        for height in _HEIGHTS
        for cut in cuts
    ]
    read = [
        "".join(word.text for word in words)
        for letters in ("", _NUMERALS)
        for words in recognise(pictures, Mode.LINE, letters, latin=True)
    ]
    return [tuple(read[at :: len(cuts)]) for at in range(len(cuts))]


def _cut_out(page: Picture, box: Box, dpi: float) -> _Cut | None:
    """The written part of a cell; None where the cell is blank."""
    x0, top, x1, bottom = map(int, box)
    cell = page[top:bottom, x0:x1]
    ink = cv2.threshold(cell, 160, 255, cv2.THRESH_BINARY_INV)[1]
    speck = max(round(_SPECK * dpi), 2)
    ink = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((speck, speck), np.uint8))
    if not ink.any():
        return None
    left, up, width, height = cv2.boundingRect(cv2.dilate(ink, np.ones((2 * speck + 3,) * 2, np.uint8)))
    written = cell[up : up + height, left : left + width]
    framed = cv2.copyMakeBorder(written, *[_PADDING] * 4, cv2.BORDER_CONSTANT, value=255)
    return _Cut(framed, x0 + left - _PADDING, top + up - _PADDING)
