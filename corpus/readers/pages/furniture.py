"""What stands on every page for the page's sake: page numbers, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.line_forms import is_annex_label
from corpus.model import SourceLine
from corpus.readers.pages.printed import Page, PrintedLine, compose_printed_lines
from corpus.secrecy import find_secrecy_mark
from corpus.vietnamese import fold, squeeze

_EDGE = 0.12  # of the page's height, at its top and bottom
_REPEATED = 3  # pages: fewer prove nothing
_SHARE = 0.4  # of all pages: heads of odd and even pages may differ
_PAGE_NUMBER = re.compile(
    r"(?:trang|page)?\s*[-–—.|]*\s*\d{1,4}(?:\s*(?:/|of|trên)\s*\d{1,4})?\s*[-–—.|]*",
    re.IGNORECASE,
)


def drop_furniture(pages: Sequence[Page]) -> list[Page]:
    """The pages without page numbers alone at the edge, and without lines that many pages repeat there.

    Of those a page keeps the names of annexes and marks of secrecy.
    """
    edges = [_edge_lines(page) for page in pages]
    keys = [[_key(line, page.number) for line in lines] for page, lines in zip(pages, edges, strict=True)]
    counts = Counter(key for page_keys in keys for key in set(page_keys))
    least = max(_REPEATED, _SHARE * len(pages))
    cleaned = []
    for page, lines, page_keys in zip(pages, edges, keys, strict=True):
        dropped = {
            word
            for line, key in zip(lines, page_keys, strict=True)
            if _PAGE_NUMBER.fullmatch(line.text) or (counts[key] >= least and not _is_told(line.text))
            for word in line.words
        }
        cleaned.append(page._replace(words=tuple(word for word in page.words if word not in dropped)))
    return cleaned


def _is_told(text: str) -> bool:
    """Whether a line says what the reader must know, however often it is repeated."""
    return is_annex_label(text) or find_secrecy_mark([SourceLine(1, text)]) is not None


def _edge_lines(page: Page) -> list[PrintedLine]:
    """The first and last lines of a page, as far as they stand at its edge."""
    lines = compose_printed_lines(page.words)
    height = page.box.bottom - page.box.top
    tables = [table.box for table in page.tables]
    top = min([page.box.top + _EDGE * height, *(box.top for box in tables)])
    bottom = max([page.box.bottom - _EDGE * height, *(box.bottom for box in tables)])
    return [line for line in lines[:2] if line.box.bottom < top] + [
        line for line in lines[2:][-2:] if line.box.top > bottom
    ]


def _key(line: PrintedLine, number: int) -> str:
    """A line by its words, the page's own number aside; other numbers tell "Phụ lục 1" from "Phụ lục 2"."""
    return squeeze(re.sub(rf"(?<!\d){number}(?!\d)", "#", fold(line.text)))
