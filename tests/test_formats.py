"""The format of a file by its content; what is no plan file is refused before a reader opens it."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.readers import formats, read_lines
from corpus.readers.formats import find_format
from corpus.readings import Readings


def packed(*names: str, mimetype: str = "", manifest: str = "") -> bytes:
    """A zip file with parts of these names."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "x")
        if manifest:
            file.writestr("META-INF/manifest.xml", manifest)
    return data.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", "KẾ HOẠCH".encode(), formats.TEXT),
        ("a.md", "| TT | Nhiệm vụ |".encode(), formats.TEXT),
        ("a", "KẾ HOẠCH".encode(), formats.TEXT),
        ("a.txt", "KẾ HOẠCH".encode("utf-16"), formats.TEXT),
        ("a.html", b"<p>x</p>", formats.HTML),
        ("a.htm", b"\n<!DOCTYPE html><p>x", formats.HTML),
        ("a", b"<html><body>", formats.HTML),
        ("a.txt", b"<html><body>", formats.TEXT),
        ("a.DOCX", packed("word/document.xml"), formats.WORD),
        ("a", packed("word/document.xml"), formats.WORD),
        ("a.xlsx", packed("xl/workbook.xml"), formats.EXCEL),
        ("a.odt", packed("content.xml", mimetype=ODT), formats.OPEN_TEXT),
        ("a.ods", packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), formats.OPEN_SHEET),
        ("a.doc", OLE + "WordDocument\0".encode("utf-16-le"), formats.OLD_WORD),
        ("a.xls", OLE + "Workbook\0".encode("utf-16-le"), formats.OLD_EXCEL),
        ("a.rtf", b"{\\rtf1\\ansi", formats.RICH_TEXT),
        ("a.pdf", b"%PDF-1.7\n", formats.PDF),
        ("a.pdf", b"\r\njunk before %PDF-1.4", formats.PDF),
        ("a.png", b"\x89PNG\r\n\x1a\n....", formats.IMAGE),
        ("a.jpeg", b"\xff\xd8\xff\xe0", formats.IMAGE),
        ("a.tif", b"II*\0....", formats.IMAGE),
    ],
)
def test_content_tells_the_format(tmp_path: Path, name: str, data: bytes, kind: formats.Format) -> None:
    """Whatever the name's case, and without one that says anything."""
    (tmp_path / name).write_bytes(data)
    assert find_format(tmp_path / name) == kind


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("rỗng.docx", b"", "không có nội dung"),
        ("a.docx", b"%PDF-1.7", r"đuôi \.docx nhưng nội dung là PDF\. Hãy đổi đuôi tệp thành \.pdf"),
        ("a.pdf", "KẾ HOẠCH".encode(), r"nội dung là văn bản thuần\. Hãy đổi đuôi tệp thành \.txt"),
        ("a.xlsx", packed("word/document.xml"), r"nội dung là Word"),
        ("a.txt", packed("word/document.xml"), r"nội dung là Word"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "được đặt mật khẩu"),
        ("a.odt", packed(mimetype=ODT, manifest="<manifest:encryption-data/>"), "được đặt mật khẩu"),
        ("a.doc", OLE, "Không nhận ra định dạng"),
        # packed files hold the time they were made: no part of a name that two workers must agree on
        pytest.param("a.docx", packed("word/document.xml")[:60], "bị hỏng hoặc chưa tải về đủ", id="cut"),
        ("a.zip", packed("a.txt"), "tệp nén"),
        ("a.docx", packed(*(f"word/{n}.xml" for n in range(20_001))), "bung ra quá lớn"),
    ],
)
def test_what_is_no_plan_file_is_told_in_one_line(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    """The line names the file, what is wrong and the remedy."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(UnreadableFile, match=said) as error:
        find_format(tmp_path / name)
    assert name in str(error.value)
    assert "Hãy" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_zip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """What the parts would have when open is counted first."""
    with (
        zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as file,
        file.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(420):
            part.write(bytes(1_000_000))
    with pytest.raises(UnreadableFile, match="bung ra quá lớn"):
        find_format(tmp_path / "a.docx")


def test_a_very_large_file_is_not_read(tmp_path: Path) -> None:
    """200 MB are refused by the size alone."""
    with (tmp_path / "a.pdf").open("wb") as file:
        file.write(b"%PDF-1.7")
        file.truncate(200_000_000)
    with pytest.raises(UnreadableFile, match="lớn hơn 100 MB"):
        find_format(tmp_path / "a.pdf")


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    """A missing path and a directory."""
    for path in (tmp_path / "không có.docx", tmp_path):
        with pytest.raises(UnreadableFile, match=path.name):
            find_format(path)


@pytest.mark.parametrize("read", [find_format, lambda file: Readings(file.parent / "readings").read(file)])
def test_a_name_that_is_no_text_is_told(tmp_path: Path, read: Callable[[Path], object]) -> None:
    """ZIP files of old Windows programs unpack to names in windows-1258."""
    file = tmp_path / os.fsdecode("kế hoạch".encode() + b"\xe9.txt")
    file.write_text("KẾ HOẠCH", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"^Tên tệp kế hoạch\?\.txt có ký tự bị hỏng\. Hãy [^\n]+$"):
        read(file)


def test_a_word_of_an_old_word_file_is_no_stream(tmp_path: Path) -> None:
    """A .doc cut off before the names of its streams is not told to be Excel for its style "Book Title"."""
    cut = tmp_path / "cut.doc"
    cut.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Book Title".encode("utf-16-le"))
    with pytest.raises(UnreadableFile, match=r"Không nhận ra định dạng của tệp cut\.doc"):
        find_format(cut)


def test_bytes_that_are_no_text_are_in_no_old_encoding(tmp_path: Path) -> None:
    """Zeros stand in no text of a byte a letter: no advice to convert it from TCVN3."""
    noise = tmp_path / "noise.txt"
    noise.write_bytes(bytes(at * at * 7 % 256 for at in range(5000)))
    with pytest.raises(UnreadableFile, match=r"noise\.txt không phải văn bản UTF-8"):
        read_lines(noise)
