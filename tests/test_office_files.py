"""The same plan in other formats gives the same plan: rows and letters rebuilt in Word, Excel, OpenDocument."""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import threading
import time
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import docx
import openpyxl
import pytest

from corpus.errors import UnreadableFile
from corpus.model import Plan
from corpus.parse import read_plan
from corpus.readers import read_lines
from corpus.readers.office import libreoffice, word
from tests.reading import plan, read
from tests.word_files import par, run, table, write_word

FILES = Path(__file__).parent / "data" / "formats"
GOLD = Path(__file__).parent / "gold" / "tasks_268.jsonl"
FIELDS = "group number task goal product lead_text lead coop_text coop start due".split()
ENOUGH = 0.99  # one row of the files is shifted as the scan shifted it, and no format tells

needs_libreoffice = pytest.mark.skipif(
    not (os.environ.get("CI") or shutil.which("soffice") or shutil.which("libreoffice")),
    reason="LibreOffice is not installed",
)


def normal(value: object) -> object:
    """A cell as golden cells are compared: case, punctuation and the order of a list do not count."""
    if isinstance(value, list | tuple):
        return sorted(str(normal(item)) for item in value)
    text = unicodedata.normalize("NFC", str(value or "")).lower()
    return re.sub(r"[\s\-–•.;,:]+", " ", text).strip()


@pytest.mark.parametrize("name", ["268-annex.docx", "268-annex.xlsx"])
def test_rows_are_the_golden_ones(name: str) -> None:
    """65 rows of 8 columns, merged cells and group headings, cell by cell."""
    gold = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    tasks = {task.id: task.model_dump() for task in read(FILES / name).tasks}
    assert list(tasks) == [row["id"] for row in gold]
    wrong = [
        (row["id"], field)
        for row in gold
        for field in FIELDS
        if normal(row[field]) != normal(tasks[row["id"]][field])
    ]
    assert len(wrong) <= (1 - ENOUGH) * len(gold) * len(FIELDS), wrong
    assert not [place for place in wrong if place[0] != "268/KH-UBND#11"]


@pytest.mark.parametrize(
    "name", ["1510-letter.docx", pytest.param("1510-letter.odt", marks=needs_libreoffice)]
)
def test_a_letter_is_the_letter_of_the_text_file(name: str) -> None:
    """Sections 1 to 12 and what the letter says of itself; only the order of the letterhead's cells differs."""
    letter, printed = read(FILES / name), plan("1510-UBND-TH")
    assert sections(letter) == sections(printed)
    left_out = {"header", "source_file", "sha256"}
    assert letter.document.model_dump(exclude=left_out) == printed.document.model_dump(exclude=left_out)
    assert sorted(letter.document.header.split("\n")) == sorted(printed.document.header.split("\n"))


def sections(letter: Plan) -> list[tuple[str, object]]:
    return [(section.id, normal(section.text)) for section in letter.sections]


def test_a_document_in_an_old_font_is_refused_and_an_unused_one_is_not(tmp_path: Path) -> None:
    """The words decide, not the fonts a document lists."""
    fonts = '<w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/>'
    style = f'<w:style w:type="paragraph" w:styleId="Cu"><w:name w:val="Cũ"/><w:rPr>{fonts}</w:rPr></w:style>'
    old = par(run("C¶i c¸ch hµnh chÝnh n¨m 2024"), '<w:pStyle w:val="Cu"/>')
    cells = table(("TT", "Việc"), ("1", par(run("C«ng t¸c c¶i c¸ch hµnh chÝnh", fonts))))
    for body in (old, par("Cải cách hành chính") + cells):
        with pytest.raises(UnreadableFile, match=r"\.VnTime.*TCVN3"):
            word.read_lines(write_word(tmp_path / "cũ.docx", body, styles=style))
    new = par("Cải cách hành chính năm 2024", '<w:pStyle w:val="Cu"/>') + par("Kế hoạch")
    assert len(word.read_lines(write_word(tmp_path / "mới.docx", new, styles=style))) == 2


def test_without_libreoffice_its_formats_say_how_to_install_it(monkeypatch, tmp_path: Path) -> None:
    """One line with the packages' names, and the other way out."""
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "kế hoạch.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument\0".encode("utf-16-le"))
    with pytest.raises(UnreadableFile, match=r"apt install libreoffice-writer.*\.docx") as error:
        read_lines(path)
    assert "\n" not in str(error.value)


def has_ended(process: Path) -> bool:
    """Whether a process is gone, or only waits to be counted out."""
    try:
        return process.read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def fake_soffice(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


def test_a_conversion_that_does_not_end_is_ended(monkeypatch, tmp_path: Path) -> None:
    """With every process it has started."""
    started = tmp_path / "started"
    fake_soffice(tmp_path, f"sleep 60 & echo $! > {started}; wait")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    path = tmp_path / "x.odt"
    path.write_bytes(b"x")
    with pytest.raises(UnreadableFile, match="quá 1 giây"):
        libreoffice.convert(path, word.read_lines, seconds=1)
    child = Path(f"/proc/{started.read_text().strip()}/stat")
    for _ in range(100):  # a killed process needs its turn to end; one that goes on would for a minute
        if has_ended(child):
            break
        time.sleep(0.1)
    assert has_ended(child)


def test_a_file_libreoffice_does_not_open_is_told(monkeypatch, tmp_path: Path) -> None:
    """It leaves no converted file: the one sign it gives."""
    fake_soffice(tmp_path, "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    path = tmp_path / "hỏng.rtf"
    path.write_bytes(b"x")
    with pytest.raises(UnreadableFile, match=r"hỏng\.rtf.*mật khẩu"):
        libreoffice.read_lines(path)
    with pytest.raises(UnreadableFile, match="Không đọc được tệp"):
        libreoffice.read_lines(tmp_path / "không có.odt")


class Visits(http.server.BaseHTTPRequestHandler):
    """A server that only remembers what it was asked for."""

    paths: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@needs_libreoffice
def test_linked_files_are_not_fetched(tmp_path: Path) -> None:
    """A document handed over must not make the server call other machines."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Visits)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
        for name, urn in (
            ("office", "office"),
            ("text", "text"),
            ("draw", "drawing"),
            ("svg", "svg-compatible"),
        )
    )
    image = f'<draw:image xlink:href="http://127.0.0.1:{server.server_port}/x.png"/>'
    content = (
        f'<office:document-content{spaces} xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>'
        f'<text:p>Kế hoạch<draw:frame svg:width="2cm" svg:height="2cm">{image}</draw:frame></text:p>'
        "</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    with zipfile.ZipFile(tmp_path / "x.odt", "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{manifest}"><m:file-entry m:full-path="/" m:media-type="{kind}"/>'
            '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
        )
    try:
        assert [line.text for line in read_lines(tmp_path / "x.odt")] == ["Kế hoạch"]
    finally:
        server.shutdown()
        server.server_close()
    assert Visits.paths == []


def merged_word(path: Path) -> None:
    document = docx.Document()
    for words in MERGED_ABOVE:
        document.add_paragraph(words)
    table = document.add_table(rows=0, cols=4, style="Table Grid")
    for row in MERGED_ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    table.cell(1, 2).merge(table.cell(3, 2))
    document.save(str(path))


def merged_sheet(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for words in (*MERGED_ABOVE, ""):
        sheet.append([words])
    for row in MERGED_ROWS:
        sheet.append([words or None for words in row])
    first = len(MERGED_ABOVE) + 3
    sheet.merge_cells(start_row=first, end_row=first + 2, start_column=3, end_column=3)
    book.save(path)


def merged_page(path: Path) -> None:
    rows = [[f"<td>{words}</td>" for words in row] for row in MERGED_ROWS]
    rows[1][2] = rows[1][2].replace("<td>", "<td rowspan=3>")
    rows[2][2] = rows[3][2] = ""
    table = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    above = "".join(f"<p>{words}</p>" for words in MERGED_ABOVE)
    path.write_text(f"<html><meta charset=utf-8>{above}<table border=1>{table}</table>", encoding="utf-8")


MERGED_ABOVE = ("Số: 77/KH-UBND", "KẾ HOẠCH", "Thực hiện nhiệm vụ y tế năm 2025")
MERGED_ROWS = (
    ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"),
    ("1", "Xây dựng kế hoạch kiểm tra", "Sở Y tế", "Tháng 3/2025"),
    ("2", "Tổ chức tập huấn cho cán bộ xã", "", "Tháng 4/2025"),
    ("3", "Tổng hợp báo cáo kết quả", "", "Tháng 5/2025"),
    ("4", "Rà soát quy hoạch mạng lưới trường", "", "Quý III/2025"),
)


@pytest.mark.parametrize(
    ("name", "write"), [("a.docx", merged_word), ("a.xlsx", merged_sheet), ("a.html", merged_page)]
)
def test_an_agency_merged_down_leads_every_row_it_covers(
    tmp_path: Path, name: str, write: Callable[[Path], None]
) -> None:
    """ "Sở Y tế" in a cell merged over rows 1 to 3 leads all three; a blank cell of its own stays blank."""
    write(tmp_path / name)
    rows = read_plan(tmp_path / name).tasks
    assert [row.lead_text for row in rows] == ["Sở Y tế", "Sở Y tế", "Sở Y tế", None]
    assert [row.lead for row in rows] == [("Sở Y tế",)] * 3 + [()]
    assert [row.due for row in rows] == ["Tháng 3/2025", "Tháng 4/2025", "Tháng 5/2025", "Quý III/2025"]
