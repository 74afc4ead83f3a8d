"""A scanned page: its picture → words, and tables by their rules, each cell read by itself.

Read whole, a page with a table loses its order. So the rules are found first, every cell is cut out, and
what stands outside of the tables is read from the page without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from statistics import median
from typing import NamedTuple

import cv2
import numpy as np

from corpus.errors import UnreadableFile
from corpus.readers.pages.columns import split_columns
from corpus.readers.pages.picture import Picture, letter_height, straighten
from corpus.readers.pages.printed import Box, Cell, Page, Table, Word, around, compose_printed_lines
from corpus.readers.pages.row_numbers import decide_row_numbers
from corpus.readers.pages.rules import RuledTable, find_rules
from corpus.readers.pages.tesseract import Mode, find_quarter_turns, recognise, require_tesseract
from corpus.readers.progress import Progress

MOST_SCANNED_PAGES = 200
"""Pages of one file: at some seconds a page, half an hour."""

PIXELS = 3000
"""Of a page's long side: 256 dpi on A4; what is cut out of it is brought to the size of letters read best."""


_SIDE_BY_SIDE = 2  # pages at a time
_PAGE_INCHES = 11.7  # the long side of A4
_PADDING = 12  # pixels of paper around what is read
_DARK = 160  # grey: ink, and no shadow
_STROKE = 0.035  # inches: what is smaller is a speck, or a dot beside strokes
_MARGIN = 0.05  # inches: dots and accents around the strokes
_LETTER = 17.0  # pixels: the height of small letters that tesseract misreads least
_SMALLEST, _LARGEST = 0.5, 1.6  # of the picture's own size
_NARROW = 0.12  # of a table's width: its first column counts the rows
_ONE_LINE = 0.32  # inches: the height of a line with its margins
_NUMERAL = 0.36  # inches: the breadth of "VII" with its margins, and less than a word's
_HEIGHTS = (52, 64)  # pixels, with the margins: sizes that tesseract knows numerals by
_NUMERALS = "0123456789IVXT."


class _Cut(NamedTuple):
    """A picture cut out of the page, and where it begins there."""

    picture: Picture
    x: int
    y: int

    @property
    def height(self) -> int:
        """The height of what is written, with its margin."""
        return int(self.picture.shape[0]) - 2 * _PADDING

    @property
    def width(self) -> int:
        """The width of what is written, with its margin."""
        return int(self.picture.shape[1]) - 2 * _PADDING

    def on_page(self, words: Iterable[Word], scale: float) -> list[Word]:
        """Words found in the picture at another scale, at their places on the page."""
        return [
            word._replace(
                box=Box(
                    word.box.x0 / scale + self.x,
                    word.box.top / scale + self.y,
                    word.box.x1 / scale + self.x,
                    word.box.bottom / scale + self.y,
                )
            )
            for word in words
        ]


def _recognise(cuts: Sequence[_Cut], mode: Mode, scale: float) -> list[list[Word]]:
    """The words of each cut, at their places on the page."""
    found = recognise([_resized(cut.picture, scale) for cut in cuts], mode)
    return [cut.on_page(words, scale) for cut, words in zip(cuts, found, strict=True)]


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
    height, width = picture.shape
    if not letter_height(picture, dpi):  # a blank page
        return Page(number, Box(0.0, 0.0, float(width), float(height)), (), ())
    picture = straighten(np.rot90(picture, -find_quarter_turns(picture)).copy())
    rules = find_rules(picture, dpi)
    rest = rules.wiped.copy()
    for table in rules.tables:
        rest[int(table.box.top) : int(table.box.bottom), int(table.box.x0) : int(table.box.x1)] = 255
    words = _read_text(rest, dpi)
    tables = tuple(_read_table(table, rules.wiped, dpi) for table in rules.tables)
    height, width = picture.shape
    return Page(number, Box(0.0, 0.0, float(width), float(height)), tuple(words), tables)


def _read_text(picture: Picture, dpi: float) -> list[Word]:
    """The words of a page outside of its tables.

    Letterhead and signature are read a second time, column by column: side by side they disturb each other.
    """
    scale = _scale_for(picture, dpi)
    words = _recognise([_Cut(picture, 0, 0)], Mode.PAGE, scale)[0]
    strips = split_columns(compose_printed_lines(words))
    columns = [around(line.box for line in strip.lines) for strip in strips if strip.beside]
    cuts = [cut for box in columns if (cut := _cut_out(picture, _widened(box, picture, dpi), dpi))]
    words = [word for word in words if not any(box.holds(word.box) for box in columns)]
    return words + [word for column in _recognise(cuts, Mode.BLOCK, scale) for word in column]


def _widened(box: Box, picture: Picture, dpi: float) -> Box:
    """A box with a margin, inside the picture."""
    margin, (height, width) = _MARGIN * dpi, picture.shape
    return Box(
        max(box.x0 - margin, 0),
        max(box.top - margin, 0),
        min(box.x1 + margin, width),
        min(box.bottom + margin, height),
    )


def _read_table(table: RuledTable, page: Picture, dpi: float) -> Table:
    """The table with the words of its cells."""
    narrow = _NARROW * (table.box.x1 - table.box.x0)
    first = [cut.width for row in table.rows if row[0] and (cut := _cut_out(page, row[0], dpi))]
    counted = bool(first) and median(first) < _NUMERAL * dpi  # a column of numbers, however wide it is
    texts: dict[Box, _Cut] = {}
    numbers: dict[Box, _Cut] = {}
    for row in table.rows:
        for at, box in enumerate(row):
            if box and (cut := _cut_out(page, box, dpi)):
                small = box.x1 - box.x0 < narrow or (counted and cut.width < _NUMERAL * dpi)
                counts = at == 0 and small and cut.height < _ONE_LINE * dpi
                (numbers if counts else texts)[box] = cut
    x0, top, x1, bottom = map(int, table.box)
    found = _recognise(list(texts.values()), Mode.BLOCK, _scale_for(page[top:bottom, x0:x1], dpi))
    words = dict(zip(texts, found, strict=True))
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
    pictures = [_resized(cut.picture, height / usual) for height in _HEIGHTS for cut in cuts]
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
    ink = cv2.threshold(cell, _DARK, 255, cv2.THRESH_BINARY_INV)[1]
    stats = cv2.connectedComponentsWithStats(np.asarray(ink, np.uint8), connectivity=8)[2][1:]
    strokes = stats[np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) >= _STROKE * dpi]
    if not len(strokes):
        return None
    left, up = (max(int(strokes[:, at].min() - _MARGIN * dpi), 0) for at in (0, 1))
    right, down = (int((strokes[:, at] + strokes[:, at + 2]).max() + _MARGIN * dpi) for at in (0, 1))
    return _Cut(_framed(cell[up:down, left:right]), x0 + left - _PADDING, top + up - _PADDING)


def _framed(picture: Picture) -> Picture:
    """The picture with some paper around it: tesseract loses letters at an edge."""
    sides = (_PADDING, _PADDING, _PADDING, _PADDING)
    return np.asarray(cv2.copyMakeBorder(picture, *sides, cv2.BORDER_CONSTANT, value=255), np.uint8)


def _resized(picture: Picture, scale: float) -> Picture:
    """The picture larger or smaller."""
    smooth = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=smooth), np.uint8)


def _scale_for(picture: Picture, dpi: float) -> float:
    """How much larger the picture's letters are to be for tesseract."""
    height = letter_height(picture, dpi)
    return min(max(_LETTER / height, _SMALLEST), _LARGEST) if height else 1.0
