"""PDF files, scans and pictures: the same plan as its text file, or one clear line why not."""

from __future__ import annotations

import json
import os
import re
import shutil
from itertools import groupby
from pathlib import Path

import docx
import pdfplumber
import pypdfium2
import pytest
from docx.shared import Inches
from PIL import Image, ImageDraw, ImageFont

from corpus.errors import UnreadableFile
from corpus.model import SourceLine
from corpus.parse import parse_plan
from corpus.readers.office import word
from corpus.readers.pages import pdf, pdf_text, pictures, scan, tesseract
from corpus.readers.pages.stamps import refuse_stamped
from corpus.readings import Readings
from tests.reading import plan, read

FORMATS = Path(__file__).parent / "data" / "formats"
GOLD = Path(__file__).parent / "gold" / "tasks_268.jsonl"
PRINTED = ("number", "task", "goal", "product", "lead_text", "coop_text", "start", "due")

# in CI the program is installed: a test that needs it fails there without it
needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None and "CI" not in os.environ, reason="tesseract is not installed"
)


def plain(text: str | None) -> str:
    return re.sub(r"[\s.;,:–-]+", " ", text or "").strip().lower()


def edits(a: str, b: str) -> int:
    """The edit distance of two texts."""
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (left != right))
    return row[-1]


def words(lines: tuple[SourceLine, ...]) -> str:
    return " ".join(line.text for line in lines)


def test_table_over_many_pages_is_read_cell_by_cell() -> None:
    """A ruled table of 15 pages: merged cells, repeated headers and rows cut by pages; 97.5 % of cells."""
    rows = {row.id: row for row in read(FORMATS / "268-annex.pdf").tasks}
    gold = [json.loads(row) for row in GOLD.read_text(encoding="utf-8").splitlines()]
    assert rows.keys() == {row["id"] for row in gold}
    right = [plain(getattr(rows[row["id"]], field)) == plain(row[field]) for row in gold for field in PRINTED]
    assert sum(right) >= 0.975 * len(right)


def test_letter_reads_as_its_text_file() -> None:
    """The same metadata and the same sections, word for word."""
    letter, text = read(FORMATS / "1510-letter.pdf"), plan("1510-UBND-TH")
    same = (
        "number",
        "kind",
        "date",
        "issuer",
        "place",
        "title",
        "signer",
        "signer_role",
        "bases",
        "recipients",
    )
    for field in same:
        assert getattr(letter.document, field) == getattr(text.document, field), field
    assert [(s.id, s.text.split()) for s in letter.sections] == [
        (s.id, s.text.split()) for s in text.sections
    ]


@pytest.fixture(scope="module")
def table_page() -> tuple[SourceLine, ...]:
    """A page of a scanned table, read."""
    return pictures.read_lines(FORMATS / "268-annex-page3.jpg")


@needs_tesseract
def test_scanned_table_is_read_cell_by_cell(table_page: tuple[SourceLine, ...]) -> None:
    """Every cell of a scanned page stands where the PDF with text has it, within 5 % of its letters."""
    printed = [
        line.cells
        for line in pdf.read_lines(FORMATS / "268-annex.pdf")
        if line.place.page == 3 and line.cells
    ]
    scanned = [line.cells for line in table_page if line.cells]
    assert [len(row) for row in scanned] == [len(row) for row in printed]
    pairs = [
        (plain(a), plain(b)) for x, y in zip(printed, scanned, strict=True) for a, b in zip(x, y, strict=True)
    ]
    assert [x[0] for x in scanned] == [x[0] for x in printed]
    good = [edits(a, b) <= 0.05 * len(a) for a, b in pairs]
    assert sum(good) >= 0.92 * len(good)


@needs_tesseract
def test_scanned_letter_keeps_head_and_sections(tmp_path: Path) -> None:
    """A noisy, skewed page of 150 dpi, turned upside down: issuer, number, date, sections."""
    turned = tmp_path / "letter.png"
    Image.open(FORMATS / "1510-letter-page1.jpg").transpose(Image.Transpose.ROTATE_180).save(turned)
    letter = parse_plan(pictures.read_lines(turned), turned.name, "")
    assert letter.document.number == "1510/UBND-TH"
    assert str(letter.document.date) == "2022-04-16"
    assert letter.document.issuer == "Ủy ban nhân dân tỉnh Thái Nguyên"
    assert [section.number for section in letter.sections] == ["1", "2"]


@needs_tesseract
def test_pages_of_a_picture_file_and_of_a_scanned_pdf(tmp_path: Path) -> None:
    """A TIFF or PDF of several pictures is read page by page, blank ones too, and progress is told."""
    sheet = Image.new("L", (1240, 1754), "white")
    letter = Image.open(FORMATS / "1510-letter-page1.jpg")
    head = sheet.copy()
    head.paste(letter.crop((0, 380, 1240, 760)), (0, 380))
    for name in ("scan.tiff", "scan.pdf"):
        path, told = tmp_path / name, []
        sheet.save(path, save_all=True, append_images=[head], resolution=150)
        reader = pdf if name.endswith("pdf") else pictures
        lines = reader.read_lines(path, lambda *facts: told.append(facts))  # noqa: B023
        assert {line.place.page for line in lines if line.place and line.text} == {2}
        assert "Kính gửi" in words(lines)
        assert told == [(name, 1, 2), (name, 2, 2)]


@needs_tesseract
def test_picture_without_text_is_told(tmp_path: Path) -> None:
    """A picture that holds no words is no plan."""
    path = tmp_path / "ảnh.png"
    image = Image.new("RGB", (1200, 900), "white")
    ImageDraw.Draw(image).ellipse((300, 200, 800, 600), fill="red")
    image.save(path)
    with pytest.raises(UnreadableFile, match=r"ảnh\.png.*Hãy"):
        pictures.read_lines(path)


def test_missing_program_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without tesseract a scan cannot be read: the line says what to install."""
    monkeypatch.setattr(tesseract.shutil, "which", lambda _program: None)
    with pytest.raises(UnreadableFile, match="apt install tesseract-ocr tesseract-ocr-vie"):
        pictures.read_lines(FORMATS / "1510-letter-page1.jpg")


def test_missing_language_is_told_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """So is tesseract without Vietnamese."""
    monkeypatch.setattr(tesseract.shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(tesseract, "installed_languages", lambda: frozenset({"eng"}))
    with pytest.raises(UnreadableFile, match="tesseract-ocr-vie"):
        pictures.read_lines(FORMATS / "1510-letter-page1.jpg")


def test_too_many_scanned_pages_are_told_before_work_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is told first, with the remedy: reading takes seconds a page."""
    monkeypatch.setattr(scan, "recognise", pytest.fail)
    with pytest.raises(UnreadableFile, match=r"500 trang.*Hãy tách"):
        scan.read_scanned_pages(iter(()), 500, "quét.pdf")


@pytest.mark.parametrize("reader", [pdf, pictures])
@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7\n%\xe2\xe3", b"\x89PNG\r\n\x1a\n\0\0", b"II*\0\x08\0\0\0\xff\xff"]
)
def test_damaged_file_is_told(reader: object, data: bytes, tmp_path: Path) -> None:
    """A file that its library cannot open is told in one line, whatever the library raises."""
    path = tmp_path / "hỏng.bin"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=r"hỏng\.bin.*Hãy") as error:
        reader.read_lines(path)  # type: ignore[attr-defined]
    assert "\n" not in str(error.value)


def test_locked_file_is_told() -> None:
    """A file with a password is no damaged one: the line says what to do."""
    with pytest.raises(UnreadableFile, match=r"locked\.pdf có mật khẩu.*Hãy bỏ mật khẩu"):
        pdf.read_lines(FORMATS / "locked.pdf")


@pytest.mark.parametrize("turn", [90, 270])
def test_text_that_runs_up_or_down_is_turned(turn: int, tmp_path: Path) -> None:
    """A sheet laid into the file sideways reads as the upright one."""
    path = tmp_path / "turned.pdf"
    with pypdfium2.PdfDocument(FORMATS / "268-annex.pdf") as document:
        document[0].set_rotation(turn)
        part = pypdfium2.PdfDocument.new()
        part.import_pages(document, [0])
        part.save(path)
    upright = [
        line for line in pdf.read_lines(FORMATS / "268-annex.pdf") if line.place and line.place.page == 1
    ]
    assert [line.text for line in pdf.read_lines(path)] == [line.text for line in upright]


@needs_tesseract
def test_each_page_is_read_as_what_it_is(tmp_path: Path) -> None:
    """A file whose second page is a scan: its text pages are read as text, the scan from its picture."""
    scanned, path = tmp_path / "scan.pdf", tmp_path / "mixed.pdf"
    Image.open(FORMATS / "1510-letter-page1.jpg").crop((0, 380, 1240, 760)).save(scanned, resolution=150)
    mixed = pypdfium2.PdfDocument.new()
    for source, page in ((FORMATS / "1510-letter.pdf", 0), (scanned, 0), (FORMATS / "1510-letter.pdf", 3)):
        with pypdfium2.PdfDocument(source) as document:
            mixed.import_pages(document, [page])
    mixed.save(path)
    lines = pdf.read_lines(path)
    assert {line.place.page for line in lines if line.place} == {1, 2, 3}
    assert "Kính gửi" in words(tuple(line for line in lines if line.place and line.place.page == 2))
    assert "Trịnh Việt Hùng" in words(lines)


def stamped(words: str) -> Image.Image:
    """The first page of a scanned plan, stamped in red below its number."""
    page = Image.open(FORMATS / "1510-letter-page1.jpg").convert("RGB")
    page = page.resize((1654, round(1654 * page.height / page.width)))
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(44)
    length = draw.textlength(words, font)
    draw.rectangle((230, 400, 270 + length, 475), fill="white", outline=(205, 35, 45), width=4)
    draw.text((250, 410), words, (205, 35, 45), font)
    return page


@needs_tesseract
@pytest.mark.parametrize("turns", [0, 90, 180])
@pytest.mark.parametrize("words", ["MAT", "TUYET MAT"])  # the font of Pillow has no Vietnamese letters
def test_red_stamps_of_secrecy_are_refused(tmp_path: Path, words: str, turns: int) -> None:
    """Red is no ink to read, yet a stamp of secrecy is red: it is found first, however the page lies."""
    file = tmp_path / "a.png"
    stamped(words).rotate(turns, expand=True).save(file)
    with pytest.raises(UnreadableFile, match=r"^Tệp a\.png có dấu chỉ độ mật [^\n]+$"):
        pictures.read_lines(file)


def stamp(words: str) -> Image.Image:
    """A stamp alone, as someone pastes it into a letter: red, framed, the rest transparent."""
    font = ImageFont.load_default(60)
    picture = Image.new("RGBA", (round(font.getlength(words)) + 60, 110), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((3, 3, picture.width - 4, 106), outline=(205, 35, 45, 255), width=5)
    draw.text((30, 14), words, (205, 35, 45, 255), font)
    return picture


def write_stamped_page(file: Path, picture: Image.Image) -> None:
    """The first page of a PDF file with text, a picture pasted onto it, 35 mm wide."""
    document = pypdfium2.PdfDocument.new()
    document.import_pages(pypdfium2.PdfDocument(FORMATS / "268-annex.pdf"), [0])
    page = document[0]
    placed = pypdfium2.PdfImage.new(document)
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture)
    placed.set_bitmap(pypdfium2.PdfBitmap.from_pil(paper))
    wide = 100.0
    high = wide * picture.height / picture.width
    placed.set_matrix(pypdfium2.PdfMatrix().scale(wide, high).translate(40, page.get_height() - high - 5))
    page.insert_obj(placed)
    page.gen_content()
    document.save(str(file))


@needs_tesseract
@pytest.mark.parametrize(
    ("words", "secret"), [("MAT", True), ("TOI MAT", True), ("KHAN", False), ("HOA TOC", False)]
)
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_stamps_pasted_as_pictures(tmp_path: Path, words: str, secret: bool, ending: str) -> None:
    """A Word file, or a page of text in a PDF file, that carries its stamp as a picture is refused too."""
    file = tmp_path / f"a.{ending}"
    if ending == "docx":
        document = docx.Document()
        document.add_paragraph("Số: 9/KH-UBND")
        stamp(words).save(tmp_path / "stamp.png")
        document.add_picture(str(tmp_path / "stamp.png"), width=Inches(1.3))
        document.add_paragraph("KẾ HOẠCH")
        document.save(str(file))
    else:
        write_stamped_page(file, stamp(words))
    reader = word.read_lines if ending == "docx" else pdf.read_lines
    if not secret:
        assert reader(file)
        return
    with pytest.raises(UnreadableFile, match=rf"^Tệp a\.{ending} có dấu chỉ độ mật [^\n]+$"):
        reader(file)


@needs_tesseract
def test_other_red_stamps_are_no_secret(tmp_path: Path) -> None:
    """ "KHẨN" is stamped in the same red, in the same frame; so is the secrecy of a scanned PDF file found."""
    refuse_stamped(stamped("KHAN"), "a.png")
    stamped("TOI MAT").save(tmp_path / "a.pdf", resolution=200)
    with pytest.raises(UnreadableFile, match="dấu chỉ độ mật"):
        pdf.read_lines(tmp_path / "a.pdf")


@needs_tesseract
def test_pages_are_counted_while_they_are_read(tmp_path: Path) -> None:
    """Recognising a scan takes its time: whoever waits is told of every page."""
    seen: list[tuple[str, int, int]] = []
    file = FORMATS / "1510-letter-page1.jpg"
    Readings(tmp_path).read_all([file], lambda *step: seen.append(step))
    told = [step for step, _ in groupby(seen)]  # what takes long is told again and again
    assert told == [(file.name, 0, 1), (file.name, 1, 1), ("", 1, 1)]


def test_letters_of_another_font_stand_within_their_word(tmp_path: Path) -> None:
    """Where a font lacks "ạ", the letter comes from another one: the word stays whole, and bold if all of it is.

    A smaller number after a word is still its footnote's mark.
    """
    drawn = (
        "BT /F1 12 Tf 50 100 Td (K) Tj /F2 12 Tf (E) Tj /F1 12 Tf ( HO) Tj /F2 12 Tf (ACH) Tj ET "
        "BT /F1 12 Tf 50 50 Td (na) Tj /F3 12 Tf (m) Tj /F1 12 Tf ( 2030) Tj /F1 6 Tf 0 5 Td (1) Tj ET"
    )
    fonts = {"F1": "Helvetica-Bold", "F2": "Times-Bold", "F3": "Courier"}
    named = " ".join(
        f"/{key} << /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        for key, name in fonts.items()
    )
    path = tmp_path / "fonts.pdf"
    path.write_text(
        "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
        "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
        "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R "
        f"/Resources << /Font << {named} >> >> >> endobj\n"
        f"4 0 obj << /Length {len(drawn)} >> stream\n{drawn}\nendstream endobj\n"
        "trailer << /Root 1 0 R >>\n"
    )
    with pdfplumber.open(path) as document:
        words = pdf_text.read_text_page(document.pages[0], 1).words
    assert [(word.text, word.bold, word.raised) for word in words] == [
        ("KE", True, False),
        ("HOACH", True, False),
        ("nam", False, False),
        ("2030", True, False),
        ("1", True, True),
    ]
