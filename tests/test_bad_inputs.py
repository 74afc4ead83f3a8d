"""Files that are no plan, as they arrive: one clear Vietnamese line, exit status 2, nothing changed."""

import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data" / "formats"
PLAN = (ROOT / "corpus" / "plans" / "54-KH-UBND.txt").read_text(encoding="utf-8")
ENGLISH = (
    "PLAN No. 12\n\nI. GOALS\n\n1. "
    + "The departments shall report on the tasks they lead every month. " * 20
)


def word_file(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs."""
    document, data = docx.Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(data)
    return data.getvalue()


def zip_bomb() -> bytes:
    """A packed file of half a megabyte that is half a gigabyte when open."""
    data = io.BytesIO()
    with (
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file,
        file.open("word/document.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(500):
            part.write(bytes(1_000_000))
    return data.getvalue()


def pictures(kind: str, pages: int) -> bytes:
    """White pages without a word."""
    page, data = Image.new("1", (620, 877), 1), io.BytesIO()
    more = {"save_all": True, "append_images": [page] * (pages - 1)} if pages > 1 else {}
    page.save(data, kind, **more)
    return data.getvalue()


def two_hundred_megabytes(path: Path) -> None:
    """A file of that size that takes no room on the disk."""
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(200_000_000)


def prose_only() -> str:
    """The prose of a plan, whose task table was left out."""
    return PLAN[: PLAN.index("## DANH MỤC")]


CASES: dict[str, tuple[str, bytes | Callable[[Path], None], str]] = {
    "empty": ("rỗng.docx", b"", "không có nội dung"),
    "truncated": ("cụt.docx", word_file("KẾ HOẠCH", "x" * 9000)[:-2000], "bị hỏng hoặc chưa tải về đủ"),
    "encrypted": ("khóa.pdf", (DATA / "protected.pdf").read_bytes(), "mật khẩu"),
    "wrong extension": ("sai.docx", b"%PDF-1.7\n", "đuôi .docx nhưng nội dung là PDF"),
    "zip bomb": ("bom.docx", zip_bomb(), "bung ra quá lớn"),
    "a scan of 500 pages": ("dài.pdf", pictures("PDF", 500), "trang"),
    "200 MB": ("to.pdf", two_hundred_megabytes, "lớn hơn 100 MB"),
    "a picture without text": ("ảnh.png", pictures("PNG", 1), "Không nhận ra chữ nào"),
    "no tables": ("lời.txt", prose_only().encode(), "không có bảng nhiệm vụ"),
    "no number": ("thư.txt", "Kính gửi các đồng chí,\nXin mời họp.\n".encode(), "Không nhận ra văn bản"),
    "in English": ("english.txt", ENGLISH.encode(), "không phải văn bản tiếng Việt"),
    "secret": ("mật.txt", f"MẬT\n{PLAN}".encode(), "dấu chỉ độ mật"),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the five plans."""
    directory = tmp_path_factory.mktemp("data")
    kehoach(directory, "docs")
    return directory


def kehoach(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=os.environ | {"KEHOACH_DATA": str(data), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_refused_in_one_line(name: str, data: Path, tmp_path: Path) -> None:
    """The line says what is wrong, in which file, and the remedy; the loaded plans stay as they are."""
    if name in ("a scan of 500 pages", "a picture without text") and not shutil.which("tesseract"):
        assert not os.environ.get("CI"), "tesseract is missing"
        pytest.skip("tesseract is not installed")
    file_name, content, said = CASES[name]
    file = tmp_path / file_name
    content(file) if callable(content) else file.write_bytes(content)
    before = kehoach(data, "docs", "--json").stdout
    run = kehoach(data, "add", str(file), "--yes")
    lines = run.stderr.strip().splitlines()
    assert run.returncode == 2
    assert len(lines) == 1
    assert said in lines[0]
    assert file_name in lines[0]
    assert "Hãy" in lines[0] or "hãy" in lines[0]
    assert "Traceback" not in run.stdout + run.stderr
    assert kehoach(data, "docs", "--json").stdout == before
