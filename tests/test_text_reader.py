"""The plain-text reader: numbered lines, and one clear line for a file that cannot be read."""

from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.model import SourceLine
from corpus.readers.text import parse_text, read_lines


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        ("một\nhai\n".encode(), ["một", "hai"]),
        ("một\nhai".encode(), ["một", "hai"]),
        (b"\xef\xbb\xbfUBND\n", ["UBND"]),
        ("một\r\n\r\nba\r\n".encode(), ["một", "", "ba"]),
        (b"\n\nba", ["", "", "ba"]),
        ("dòng một\nQuý".encode("utf-16"), ["dòng một", "Quý"]),
        ("một\x0chai\u2028ba\nbốn".encode(), ["một\x0chai\u2028ba", "bốn"]),
    ],
    ids=[
        "newline at end",
        "none at end",
        "byte order mark",
        "windows",
        "empty lines first",
        "utf-16",
        "form feed",
    ],
)
def test_lines_keep_their_numbers(data: bytes, lines: list[str]) -> None:
    """Line n of the reading is line n of the file, whatever its line ends and marks."""
    read = parse_text(data, "x.txt")
    assert [line.text for line in read] == lines
    assert [line.number for line in read] == list(range(1, len(lines) + 1))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "không có nội dung"),
        (b" \n\t\n", "không có nội dung"),
        ("dòng một\n".encode() + b"Qu\xfd IV", "dòng 2"),
        (b"PK\x03\x04\x00\x00", "không phải tệp văn bản"),
    ],
    ids=["empty", "blank", "latin", "zip"],
)
def test_unreadable_content_is_told_in_one_line(data: bytes, said: str) -> None:
    """The message says which file, what is wrong and what to do, in one Vietnamese line."""
    with pytest.raises(UnreadableFile) as error:
        parse_text(data, "kế hoạch.txt")
    assert "kế hoạch.txt" in str(error.value)
    assert said in str(error.value)
    assert "Hãy" in str(error.value)
    assert "\n" not in str(error.value)


def test_missing_file_and_directory_are_told(tmp_path: Path) -> None:
    """A path that leads to no file is told with the path."""
    for path in (tmp_path / "không có.txt", tmp_path):
        with pytest.raises(UnreadableFile, match=path.name):
            read_lines(path)


def test_file_is_read_from_disk(tmp_path: Path) -> None:
    """A file on the disk gives its lines."""
    path = tmp_path / "a.txt"
    path.write_text("Kế hoạch\tSở Tư pháp\n", encoding="utf-8-sig")
    assert list(read_lines(path)) == [SourceLine(1, "Kế hoạch\tSở Tư pháp")]
