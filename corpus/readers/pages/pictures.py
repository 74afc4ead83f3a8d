"""Picture files (PNG, JPEG, TIFF of many pages): read as scans are."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, ImageSequence

from corpus.errors import UnreadableFile
from corpus.model import SourceLine
from corpus.readers.pages.page_lines import compose_source_lines
from corpus.readers.pages.picture import Picture, to_grey
from corpus.readers.pages.scan import PIXELS, read_scanned_pages
from corpus.readers.pages.stamps import refuse_stamped
from corpus.readers.pages.tesseract import is_installed
from corpus.readers.progress import Progress

_MOST_PIXELS = 200_000_000  # of one page: A3 with 800 dpi has 120 million
_MOST_INSIDE = 20  # pictures of one file that are looked at
_PAGE, _STAMP = 11.7, 1.4  # inches: the long side of A4, and of a usual stamp
_SLENDEREST = 1.3  # a stamp is wider than high
_LEAST = 500  # pixels of the long side: letters of a smaller page have no shape


def read_lines(path: Path, progress: Progress | None = None) -> tuple[SourceLine, ...]:
    """The paragraphs and table rows in the pictures of a file, numbered from 1.

    Raises UnreadableFile for a file that is damaged, too large or without words.
    """
    try:
        with Image.open(path) as image:
            count = getattr(image, "n_frames", 1)
            pages = read_scanned_pages(_pictures(image, path.name), count, path.name, progress)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableFile(
            f"Tệp ảnh {path.name} bị hỏng hoặc không mở được. Hãy mở thử, lưu lại tệp rồi nạp."
        ) from error
    lines = compose_source_lines(pages)
    if not lines:
        raise UnreadableFile(f"Không nhận ra chữ nào trong ảnh {path.name}. Hãy chụp hoặc quét lại rõ hơn.")
    return lines


def refuse_stamped_pictures(blobs: Iterable[bytes], name: str) -> None:
    """Raises UnreadableFile where a picture inside the file `name` is a stamp of secrecy, or a page with one.

    Without tesseract pictures are not looked at: a file that has words needs it for nothing else.
    """
    if not is_installed():
        return
    for blob in list(dict.fromkeys(blobs))[:_MOST_INSIDE]:
        with suppress(OSError, SyntaxError, ValueError, Image.DecompressionBombError):
            with Image.open(io.BytesIO(blob)) as image:
                if image.width * image.height > _MOST_PIXELS:
                    continue
                picture = _on_paper(image)
            refuse_stamped(picture, name)  # as a page
            width, height = picture.size
            if width / height >= _SLENDEREST:  # as a stamp alone, as large as one is on a page
                long_ = round(width * _PAGE / _STAMP)
                page = Image.new("RGB", (long_, long_), "white")
                page.paste(picture, (long_ // 3, long_ // 3))
                page.thumbnail((PIXELS, PIXELS))
                refuse_stamped(page, name)


def _on_paper(image: Any) -> Any:
    """A picture of Pillow without what is transparent in it, no larger than a page is read."""
    page = ImageOps.exif_transpose(image).convert("RGBA")
    paper = Image.new("RGBA", page.size, "white")
    paper.alpha_composite(page)
    paper.thumbnail((PIXELS, PIXELS))
    return paper.convert("RGB")


def _pictures(image: Any, name: str) -> Iterator[tuple[int, Picture]]:
    """Each picture of the file, as large as a scanned page, with its number."""
    for number, frame in enumerate(ImageSequence.Iterator(image), start=1):
        width, height = frame.size
        if width * height > _MOST_PIXELS or max(width, height) < _LEAST:
            raise UnreadableFile(
                f"Ảnh {name}, trang {number}, có {width} x {height} điểm ảnh: quá lớn hoặc quá nhỏ để đọc. "
                "Hãy quét lại với độ phân giải 200 đến 300 dpi."
            )
        page = ImageOps.exif_transpose(frame).convert("RGBA")
        paper = Image.new("RGBA", page.size, "white")
        paper.alpha_composite(page)
        scale = PIXELS / max(page.size)
        size = (round(page.width * scale), round(page.height * scale))
        sized = paper.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        refuse_stamped(sized, name)
        yield number, to_grey(sized)
