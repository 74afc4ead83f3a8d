"""Marks of state secrets: found wherever a document carries them, and never in talk about secrecy."""

from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.model import SourceLine
from corpus.readers import formats, read_lines
from corpus.readings import Readings
from corpus.secrecy import find_secrecy_mark


@pytest.mark.parametrize(
    "line",
    [
        "MẬT",
        "  TỐI MẬT  ",
        "[TUYỆT MẬT]",
        "**MẬT**",
        "MÂT",
        "TUYÊT MÂT",
        "Độ mật: Mật",
        "Mức độ mật: Tối mật",
        "Số: 12/KH-UBND          MẬT",
        "Số: 05-KH/TU (Mật)",
        "ĐỘ MẬT: TUYỆT MẬT",
        "M Ậ T",
        "T U Y Ệ T  M Ậ T",
    ],
)
def test_marks_are_found(line: str) -> None:
    """A stamp alone in its line or column, as scans read it too, and a stated degree."""
    assert find_secrecy_mark([SourceLine(1, "ỦY BAN NHÂN DÂN"), SourceLine(2, line)])


def test_a_stamp_in_a_cell_is_found() -> None:
    """Letterheads of Word files are tables; the stamp stands in a cell, below the number."""
    assert find_secrecy_mark([SourceLine(1, "…", ("Số: 12/KH-UBND\nMẬT", "CỘNG HÒA"))])


@pytest.mark.parametrize(
    "line",
    [
        "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Mật",
        "Độ mật của văn bản do người soạn thảo đề xuất",
        "Danh mục bí mật nhà nước độ Tối mật do Bộ Công an ban hành",
        "MẶT BẰNG",
        "Số: 12/KH-UBND",
        "Văn bản có độ mật: Mật, Tối mật, Tuyệt mật không được gửi qua mạng",
    ],
)
def test_talk_about_secrecy_is_no_mark(line: str) -> None:
    """Plans speak of secrecy; only a document that is secret carries the mark."""
    assert find_secrecy_mark([SourceLine(1, line)]) is None


def test_a_secret_file_is_refused_without_its_words(tmp_path: Path) -> None:
    """The refusal says why, and nothing of what stands in the file."""
    file = tmp_path / "a.txt"
    file.write_text("UBND TỈNH X\nSố: 1/KH-UBND\nTỐI MẬT\nKẾ HOẠCH\nBố trí lực lượng\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"^Tệp a\.txt có dấu chỉ độ mật [^\n]+$") as error:
        read_lines(file)
    assert "lực lượng" not in str(error.value)


def test_a_kept_reading_is_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lines read by a program that knew fewer marks are refused by one that knows them."""
    file = tmp_path / "a.txt"
    file.write_text("UBND TỈNH X\nSố: 1/KH-UBND\nMẬT\nKẾ HOẠCH\n1. Bố trí lực lượng\n", encoding="utf-8")
    with monkeypatch.context() as earlier:
        earlier.setattr(formats, "find_secrecy_mark", lambda _lines: None)
        Readings(tmp_path / "readings").read(file)
    for plan in (tmp_path / "readings").glob("*.plan.gz"):  # parsed anew by other code
        plan.unlink()
    with pytest.raises(UnreadableFile, match="dấu chỉ độ mật"):
        Readings(tmp_path / "readings").read(file)
