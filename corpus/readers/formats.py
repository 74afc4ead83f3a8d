"""What format a file has, by its content, and its lines through the reader of that format.

A name says little: `.docx` files that are PDFs, and the other way round, arrive every week. So the content
decides, and a name that says something else is refused before a reader stumbles over it.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import NamedTuple

from corpus.errors import UnreadableFile
from corpus.model import SourceLine
from corpus.readers import text
from corpus.readers.progress import Progress
from corpus.readers.sandbox import Limits, read_in_child
from corpus.secrecy import find_secrecy_mark, refuse_secret

LARGEST = 100_000_000
"""Bytes of a plan file: 200 scanned pages in colour."""
_HEAD = 4096  # bytes that tell a format


class Format(NamedTuple):
    """A file format: how it is called, the ends of names it goes by, its reader and what that may use."""

    name: str
    suffixes: tuple[str, ...]
    reader: str  # module of corpus.readers
    limits: Limits


_QUICK = Limits(seconds=60, gigabytes=4)
_CONVERTED = Limits(seconds=180, gigabytes=8)
_SCANNED = Limits(seconds=3600, gigabytes=8)

TEXT = Format("văn bản thuần", (".txt", ".md", ".markdown", ".text", ".tsv"), "text", _QUICK)
HTML = Format("trang web", (".html", ".htm", ".xhtml"), "office.html", _QUICK)
WORD = Format("Word (.docx)", (".docx", ".docm"), "office.word", _QUICK)
EXCEL = Format("Excel (.xlsx)", (".xlsx", ".xlsm"), "office.excel", _QUICK)
PDF = Format("PDF", (".pdf",), "pages.pdf", _SCANNED)
IMAGE = Format("ảnh", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"), "pages.pictures", _SCANNED)
OLD_WORD = Format("Word cũ (.doc)", (".doc",), "office.libreoffice", _CONVERTED)
OLD_EXCEL = Format("Excel cũ (.xls)", (".xls",), "office.libreoffice", _CONVERTED)
RICH_TEXT = Format("RTF", (".rtf",), "office.libreoffice", _CONVERTED)
OPEN_TEXT = Format("OpenDocument (.odt)", (".odt",), "office.libreoffice", _CONVERTED)
OPEN_SHEET = Format("OpenDocument (.ods)", (".ods",), "office.libreoffice", _CONVERTED)

FORMATS = (
    TEXT, HTML, WORD, EXCEL, PDF, IMAGE, OLD_WORD, OLD_EXCEL, RICH_TEXT, OPEN_TEXT, OPEN_SHEET,
)  # fmt: skip

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", IMAGE),
    (b"\xff\xd8\xff", IMAGE),
    (b"II*\0", IMAGE),
    (b"MM\0*", IMAGE),
    (b"BM", IMAGE),
    (b"{\\rtf", RICH_TEXT),
)
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_STARTS = (b"<!doctype html", b"<html", b"<?xml version", b"<head", b"<body")


def read_lines(path: Path, progress: Progress | None = None) -> tuple[SourceLine, ...]:
    """The lines of a plan file of any known format, numbered from 1.

    Raises UnreadableFile for a file that is missing, empty, too large, damaged, protected, of an unknown
    format or another than its name says, and for one that is marked as a state secret.
    """
    kind = find_format(path)
    if kind is TEXT:  # bounded by its own reader; a process of its own would cost more than the reading
        lines = text.read_lines(path)
    else:
        lines = read_in_child(f"corpus.readers.{kind.reader}", path, kind.limits, progress)
    if find_secrecy_mark(lines):
        raise refuse_secret(path.name)
    return lines


def find_format(path: Path) -> Format:
    """The format of a file by its content; raises UnreadableFile as `read_lines`."""
    head = _read_head(path)
    kind = _format_of(path, head)
    said = next((known for known in FORMATS if path.suffix.lower() in known.suffixes), None)
    plain = {kind, said} <= {TEXT, HTML}  # a page may be saved as text, and text may hold tags
    if said and said is not kind and not plain:
        raise UnreadableFile(
            f"Tệp {path.name} mang đuôi {path.suffix} nhưng nội dung là {kind.name}. "
            f"Hãy đổi đuôi tệp thành {kind.suffixes[0]} rồi nạp lại."
        )
    return said if plain and said else kind


def refuse_large(name: str) -> UnreadableFile:
    """The error of the file `name`, which is larger than `LARGEST`."""
    return UnreadableFile(
        f"Tệp {name} lớn hơn {LARGEST // 1_000_000} MB. Hãy tách thành từng kế hoạch, hoặc quét "
        "lại ở 200-300 dpi, rồi nạp."
    )


def _check_name(path: Path) -> None:
    """Raises UnreadableFile for a name that is no text: unpacked from a ZIP file of another encoding."""
    try:
        path.name.encode()
    except UnicodeEncodeError:
        raise UnreadableFile(
            f"Tên tệp {path.name.encode(errors='replace').decode()} có ký tự bị hỏng. "
            "Hãy đổi tên tệp rồi nạp lại."
        ) from None


def _read_head(path: Path) -> bytes:
    """The first bytes of a file that can be read and is not too large."""
    _check_name(path)
    try:
        if path.is_dir():
            raise UnreadableFile(f"{path} là thư mục, không phải tệp. Hãy chỉ rõ một tệp kế hoạch.")
        if path.exists() and not path.is_file():
            raise UnreadableFile(f"{path} không phải tệp thường. Hãy chỉ rõ một tệp kế hoạch.")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError:
        raise UnreadableFile(f"Không tìm thấy tệp {path}. Hãy kiểm tra lại đường dẫn.") from None
    except OSError as error:
        raise UnreadableFile(
            f"Không đọc được tệp {path} ({error.strerror}). Hãy kiểm tra quyền đọc tệp."
        ) from None
    if size > LARGEST:
        raise refuse_large(path.name)
    if not head:
        raise UnreadableFile(f"Tệp {path.name} không có nội dung. Hãy kiểm tra lại tệp.")
    return head


def _format_of(path: Path, head: bytes) -> Format:
    if head.startswith(_ZIP):
        return _format_of_zip(path)
    if head.startswith(_OLE):
        return _format_of_ole(path)
    if b"%PDF-" in head[:1024]:
        return PDF
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return HTML if start.startswith(_HTML_STARTS) else TEXT


_LARGEST_OPEN = 400_000_000  # bytes that a packed file may have when it is open
_MOST_PARTS = 20_000


def _format_of_zip(path: Path) -> Format:
    """The format of a packed file, its parts counted before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_OPEN:
                raise UnreadableFile(
                    f"Tệp {path.name} bung ra quá lớn, không giống một văn bản. "
                    "Hãy kiểm tra lại nguồn gốc tệp."
                )
            if any(part.flag_bits & 1 for part in parts):
                raise _protected(path)
            mime = packed.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError):
        raise UnreadableFile(
            f"Tệp {path.name} bị hỏng hoặc chưa tải về đủ. Hãy tải hoặc xin lại tệp rồi nạp."
        ) from None
    if "word/document.xml" in names:
        return WORD
    if "xl/workbook.xml" in names:
        return EXCEL
    for kind, word in ((OPEN_TEXT, b"opendocument.text"), (OPEN_SHEET, b"opendocument.spreadsheet")):
        if word in mime:
            if b"manifest:encryption-data" in _member(path, "META-INF/manifest.xml"):
                raise _protected(path)
            return kind
    raise UnreadableFile(
        f"Tệp {path.name} là tệp nén, không phải văn bản. Hãy giải nén và nạp từng tệp bên trong."
    )


def _member(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as packed:
        return packed.read(name) if name in packed.namelist() else b""


def _format_of_ole(path: Path) -> Format:
    """The format of a file of old Office; its streams are named in UTF-16, each name ended by a zero."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _protected(path)
    if "WordDocument\0".encode("utf-16-le") in data:
        return OLD_WORD
    if any(name.encode("utf-16-le") in data for name in ("Workbook\0", "Book\0")):
        return OLD_EXCEL
    raise UnreadableFile(
        f"Không nhận ra định dạng của tệp {path.name}. Hãy lưu lại thành .docx, .pdf hoặc .txt rồi nạp."
    )


def _protected(path: Path) -> UnreadableFile:
    return UnreadableFile(
        f"Tệp {path.name} được đặt mật khẩu. Hãy bỏ mật khẩu (Lưu thành tệp mới không mật khẩu) rồi nạp lại."
    )
