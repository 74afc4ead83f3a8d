"""Plain text files: a path in, numbered lines out."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.model import SourceLine
from corpus.readers.content import read_content
from corpus.readers.encodings import decode_text
from corpus.readers.legacy_fonts import check_fonts
from corpus.readers.marked_tables import compose_marked_lines


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    """The physical lines of a text file, numbered from 1, line ends removed; rows of its tables with cells.

    Raises UnreadableFile for a file that is missing, empty or not text.
    """
    return parse_text(read_content(path), path.name)


_LONGEST_LINE = 200_000  # characters: the longest row of the five plans has 3,000


def parse_text(data: bytes, name: str) -> tuple[SourceLine, ...]:
    """The lines of a text file's content; `name` is what the error message calls the file.

    Raises UnreadableFile where the content is empty, not text, or in an encoding that is not sure.
    """
    text = decode_text(data)
    if text is None or "\0" in text:
        if b"\0" not in data:  # no encoding of a single byte a letter has zeros: this is no text
            check_fonts({"": data.decode("latin-1")}, name)
        raise _not_text(data, name)
    check_fonts({"": text}, name)
    if not text.strip():
        raise UnreadableFile(f"Tệp {name} không có nội dung. Hãy kiểm tra lại tệp.")
    # not str.splitlines: a form feed or U+2028 inside a line must not move the line numbers
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    for at, text_line in enumerate(lines, start=1):
        if len(text_line) > _LONGEST_LINE:
            raise UnreadableFile(
                f"Tệp {name}, dòng {at}: dài hơn {_LONGEST_LINE:,} ký tự, không phải văn bản kế hoạch. "
                "Hãy kiểm tra lại tệp."
            )
    return compose_marked_lines(lines)


def _not_text(data: bytes, name: str) -> UnreadableFile:
    """The error of a file whose encoding is not sure, or that holds no text at all."""
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return UnreadableFile(
            f"Tệp {name} không phải văn bản UTF-8 (lỗi ở dòng {line}). Hãy lưu lại tệp với bảng mã UTF-8."
        )
    return UnreadableFile(f"Tệp {name} không phải tệp văn bản. Hãy chuyển sang văn bản UTF-8 (.txt).")
