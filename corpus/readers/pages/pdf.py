"""PDF files: each page by its text where that can be trusted, else by its picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from corpus.errors import UnreadableFile
from corpus.model import SourceLine
from corpus.readers.pages.page_lines import compose_source_lines
from corpus.readers.pages.pdf_text import read_text_page, turn_upright
from corpus.readers.pages.picture import Picture, to_grey
from corpus.readers.pages.printed import Page
from corpus.readers.pages.scan import PIXELS, read_scanned_pages
from corpus.readers.pages.stamps import refuse_stamped
from corpus.readers.pages.tesseract import is_installed
from corpus.readers.pages.text_layer import Content, find_content
from corpus.readers.progress import Progress

_MOST_PAGES = 2000


def read_lines(path: Path, progress: Progress | None = None) -> tuple[SourceLine, ...]:
    """The paragraphs and table rows of a PDF file, numbered from 1.

    Raises UnreadableFile for a file that is damaged, protected by a password, too long or without words.
    """
    try:
        with pdfplumber.open(path) as pdf:
            return _read(pdf, path.name, progress)
    except UnreadableFile:
        raise
    except PdfminerException as error:
        if any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args):
            raise UnreadableFile(
                f"Tệp {path.name} có mật khẩu nên không đọc được. Hãy bỏ mật khẩu (lưu lại tệp) rồi nạp."
            ) from None
        raise _damaged(path.name) from error
    except Exception as error:  # the libraries raise whatever a damaged file leads them to
        raise _damaged(path.name) from error


def _damaged(name: str) -> UnreadableFile:
    return UnreadableFile(f"Tệp {name} bị hỏng hoặc không phải PDF. Hãy mở thử, lưu lại tệp rồi nạp.")


def _read(pdf: Any, name: str, progress: Progress | None) -> tuple[SourceLine, ...]:
    """The lines of an open file."""
    if len(pdf.pages) > _MOST_PAGES:
        raise UnreadableFile(
            f"Tệp {name} có {len(pdf.pages)} trang, quá {_MOST_PAGES} trang. "
            "Hãy tách thành từng kế hoạch rồi nạp."
        )
    pages: list[Page] = []
    pictured: list[Any] = []
    for number, page in enumerate(pdf.pages, start=1):
        content = find_content(page)
        if content is Content.TEXT:
            if page.images and is_installed():
                refuse_stamped(_drawn(page), name)
            pages.append(read_text_page(turn_upright(page), number))
        elif content is Content.PICTURE:
            pictured.append(page)
        page.close()  # a page's characters take a hundred times the room of its text
    pages += read_scanned_pages(_pictures(pictured, name), len(pictured), name, progress)
    lines = compose_source_lines(sorted(pages, key=lambda page: page.number))
    if not lines:
        raise UnreadableFile(
            f"Tệp {name} không có chữ nào đọc được. Hãy kiểm tra lại tệp hoặc quét lại rõ hơn."
        )
    return lines


def _pictures(pages: Sequence[Any], name: str) -> Iterator[tuple[int, Picture]]:
    """Each page drawn, with its number; none behind a stamp of secrecy."""
    for page in pages:
        drawn = _drawn(page)
        refuse_stamped(drawn, name)
        yield page.page_number, to_grey(drawn)
        page.close()


def _drawn(page: Any) -> Any:
    """A page as a picture of Pillow."""
    resolution = 72 * PIXELS / max(page.width, page.height)
    return page.to_image(resolution=resolution, antialias=True).original
