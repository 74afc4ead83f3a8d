"""Word documents: what Word prints is what is read, numbers, merges, boxes and tracked changes included."""

from __future__ import annotations

from pathlib import Path
from random import Random

import docx
import pytest

from corpus.errors import UnreadableFile
from corpus.readers.office.word import read_lines
from tests.word_files import (
    SPACES,
    cell,
    item,
    level,
    lists,
    merged,
    par,
    run,
    table,
    text_box,
    write_word,
)

LONG = "Tiếp tục thực hiện các nhiệm vụ, giải pháp của Kế hoạch đã ban hành, bảo đảm tiến độ của tỉnh"
BREAK = '<w:br w:type="page"/>'
RENDERED = "<w:lastRenderedPageBreak/>"


@pytest.fixture
def word(tmp_path: Path):
    """Writes a document and reads its lines."""

    def read(body: str, numbering: str = "", styles: str = ""):
        return read_lines(write_word(tmp_path / "kế hoạch.docx", body, numbering, styles))

    return read


def texts(lines) -> list[str]:
    return [line.text for line in lines]


OUTLINE = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "decimal", "%2.%3.")


@pytest.mark.parametrize(
    ("numbering", "body", "printed"),
    [
        pytest.param(
            lists(OUTLINE),
            item("A") + item("B", 1) + item("C", 1) + item("D", 2) + item("E") + item("F", 1),
            ["I. A", "1. B", "2. C", "2.1. D", "II. E", "1. F"],
            id="levels start anew below the next heading",
        ),
        pytest.param(
            lists(level(0, "lowerLetter", "%1)")),
            "".join(item(letter) for letter in "xyz"),
            ["a) x", "b) y", "c) z"],
            id="letters",
        ),
        pytest.param(
            lists(level(0, "decimal", "Điều %1.") + level(1, "lowerRoman", "%2/")),
            item("Phạm vi") + item("một", 1) + item("hai", 1) + item("Đối tượng"),
            ["Điều 1. Phạm vi", "i/ một", "ii/ hai", "Điều 2. Đối tượng"],
            id="words around the number",
        ),
        pytest.param(
            lists(level(0, "bullet", "-")),
            item("một") + item("hai"),
            ["- một", "- hai"],
            id="a dash is a dash",
        ),
        pytest.param(
            lists(level(0, "bullet", "\uf0b7")), item("một"), ["• một"], id="a symbol font's bullet is a bullet"
        ),
        pytest.param(
            lists(level(0, "decimal", "%1."), "", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
            item("a") + item("b") + item("c", number=2) + item("d", number=2) + item("e"),
            ["1. a", "2. b", "5. c", "6. d", "7. e"],
            id="a list that starts anew shares the count",
        ),
        pytest.param(
            lists(level(0, "decimal", "%1."), "", ""),
            item("a") + item("b", number=2) + item("c"),
            ["1. a", "2. b", "3. c"],
            id="two lists of one kind count on",
        ),
        pytest.param(
            lists(level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", "<w:isLgl/>")),
            item("a") + item("b") + item("c", 1),
            ["I. a", "II. b", "2.1. c"],
            id="legal numbering",
        ),
        pytest.param(
            lists(level(0, "decimal", "%1.") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')),
            item("a") + item("b", 1) + item("c") + item("d", 1),
            ["1. a", "1. b", "2. c", "2. d"],
            id="a level that never restarts",
        ),
        pytest.param(
            lists(level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.")),
            item("sâu", 1) + item("nông"),
            ["1.1. sâu", "2. nông"],
            id="a deep item first",
        ),
        pytest.param(
            lists(level(0, "none", "")), item("không số"), ["không số"], id="a list without numbers"
        ),
        pytest.param(
            lists(level(0, "decimal", "%1.")),
            item("a") + item("b", number=0) + item("c"),
            ["1. a", "b", "2. c"],
            id="numbering taken off a paragraph",
        ),
    ],
)  # fmt: skip
def test_automatic_numbers_stand_before_their_text(
    word, numbering: str, body: str, printed: list[str]
) -> None:
    """Word's numbers stand nowhere in the file's text: they are counted as Word counts them."""
    assert texts(word(body, numbering)) == printed


def test_numbers_come_from_styles(word) -> None:
    """A heading style may carry the list, and its own level of it."""
    linked = level(0, "upperRoman", "%1.", '<w:pStyle w:val="Muc"/>') + level(
        1, "decimal", "%2.", '<w:pStyle w:val="Diem"/>'
    )
    styles = (
        "".join(
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="heading {name}"/><w:pPr><w:numPr>'
            '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
            for name in ("Muc", "Diem")
        )
        + '<w:style w:type="paragraph" w:styleId="Con"><w:name w:val="Con"/><w:basedOn w:val="Muc"/></w:style>'
    )
    body = "".join(par(name, f'<w:pStyle w:val="{name}"/>') for name in ("Muc", "Diem", "Diem", "Con"))
    lines = word(body, lists(linked), styles)
    assert texts(lines) == ["I. Muc", "1. Diem", "2. Diem", "II. Con"]
    assert [line.strong for line in lines] == [True] * 4


def test_row_numbers_of_a_column_without_text_are_counted(word) -> None:
    """The column "TT" is often an automatic list of empty paragraphs."""
    rows = [(cell(item("")), task, "Sở Nội vụ") for task in ("Một", "Hai")]
    lines = word(table(("TT", "Nhiệm vụ", "Chủ trì"), *rows), lists(level(0, "decimal", "%1")))
    assert [line.cells[0] for line in lines] == ["TT", "1", "2"]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        pytest.param(
            [("a", cell("b", properties=merged(2))), ("c", "d", "e")],
            [("a", "b", ""), ("c", "d", "e")],
            id="across",
        ),
        pytest.param(
            [
                (cell("a", properties=merged(1, "restart")), "b"),
                (cell("ẩn", properties=merged(1, "continue")), "c"),
                ("d", "e"),
            ],
            [("a", "b"), ("", "c"), ("d", "e")],
            id="down",
        ),
        pytest.param(
            [("a", cell("b", properties=merged(3))), ("c", "d", cell("e", properties=merged(2)))],
            [("a", "b", ""), ("c", "d", "e")],
            id="a grid column in which nothing begins is none",
        ),
        pytest.param(
            [("a", cell("một", "hai"), "b")] * 2, [("a", "một\nhai", "b")] * 2, id="paragraphs are lines"
        ),
        pytest.param(
            [("a", cell(par("<w:r><w:t>một</w:t><w:br/><w:t>hai</w:t></w:r>")), "b")] * 2,
            [("a", "một\nhai", "b")] * 2,
            id="so are breaks made by hand",
        ),
        pytest.param(
            [("a", cell(table(("x", "y")), ""), "b", "c")] * 2, [("a", "x y", "b", "c")] * 2, id="a table inside"
        ),
        pytest.param([("a", "", "b"), ("", "", ""), ("c", "", "")], [("a", "", "b"), ("c", "", "")], id="empty"),
    ],
)  # fmt: skip
def test_tables_are_exact_grids(word, rows, cells) -> None:
    """A merged cell has its words in its first row and column; a row without words is left out."""
    lines = word(table(*rows))
    assert [line.cells for line in lines] == cells
    assert [line.text for line in lines] == ["\t".join(row).replace("\n", " ") for row in cells]


def test_columns_torn_by_the_mouse_are_one(word) -> None:
    """Edges that differ by millimetres make narrow grid columns, in which no row has words of its own."""
    widths = (600, 3000, 120, 2000)
    upper = ("1", cell("Việc", properties=merged(1)), cell("Sở A", properties=merged(2)))
    lower = ("2", cell("Việc khác", properties=merged(2)), "Sở B")
    lines = word(table(upper, lower, widths=widths))
    assert [line.cells for line in lines] == [("1", "Việc", "Sở A"), ("2", "Việc khác", "Sở B")]
    apart = word(table(("1", "x", "3", "Sở A"), lower, widths=widths))
    assert apart[0].cells == ("1", "x", "3", "Sở A")


def test_tables_and_rows_are_numbered(word) -> None:
    """`Place` tells table and row, over the whole file."""
    lines = word(table(("a", "b"), ("c", "d")) + par("giữa") + table(("e", "f"), ("g", "h")))
    assert [(line.place.table, line.place.row) for line in lines if line.cells] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 2),
    ]


@pytest.mark.parametrize(
    ("content", "printed"),
    [
        pytest.param(f"{run('Năm ')}<w:del>{run('2023')}</w:del><w:ins>{run('2024')}</w:ins>", "Năm 2024", id="tracked"),
        pytest.param(f"<w:moveFrom>{run('cũ')}</w:moveFrom><w:moveTo>{run('mới')}</w:moveTo>", "mới", id="moved"),
        pytest.param(f"{run('thấy ')}{run('ẩn', '<w:vanish/>')}", "thấy", id="hidden"),
        pytest.param(f"<w:hyperlink>{run('liên kết')}</w:hyperlink>", "liên kết", id="link"),
        pytest.param(f"<w:sdt><w:sdtContent>{run('ô nhập')}</w:sdtContent></w:sdt>", "ô nhập", id="content control"),
        pytest.param("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("chữ"), "chữ", id="field code"),
        pytest.param("<w:r><w:t>1.</w:t><w:tab/><w:t>Mục tiêu</w:t></w:r>", "1.    Mục tiêu", id="tab after a number"),
        pytest.param("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>", "a\tb\tc", id="row typed with tabs"),
        pytest.param("<w:r><w:t>Hà</w:t><w:noBreakHyphen/><w:t>Nội</w:t></w:r>", "Hà-Nội", id="hyphen"),
        pytest.param(run("năm 2030") + "<w:r><w:footnoteReference w:id='9'/></w:r>" + run("."), "năm 2030[1].", id="footnote"),
        pytest.param(run("năm 2030") + run("1", '<w:vertAlign w:val="superscript"/>'), "năm 2030[1]", id="footnote by hand"),
        pytest.param(run("500 m") + run("2", '<w:vertAlign w:val="superscript"/>'), "500 m2", id="square metres"),
        pytest.param(run("Ho\u0300a Bi\u0300nh"), "Hòa Bình", id="decomposed"),
        pytest.param(f"<w:r><w:t>{LONG}</w:t><w:br/><w:t>Tuyên Quang</w:t></w:r>", f"{LONG} Tuyên Quang", id="a break that only ends a full line"),
    ],
)  # fmt: skip
def test_words_are_those_that_are_printed(word, content: str, printed: str) -> None:
    """Insertions count, deletions and hidden words do not; a note's number is no digit of the one before."""
    assert texts(word(par(content))) == [printed]


def test_a_break_before_an_item_makes_a_line(word) -> None:
    """Points typed in one paragraph, each on its line, are lines."""
    runs = "<w:r><w:t>Các nhiệm vụ:</w:t><w:br/><w:t>a) Một việc;</w:t><w:br/><w:t>- Hai việc</w:t></w:r>"
    assert texts(word(par(runs))) == ["Các nhiệm vụ:", "a) Một việc;", "- Hai việc"]


def test_gaps_stand_where_the_eye_sees_them(word) -> None:
    """Around tables and titles and for empty paragraphs, but not between paragraphs of running text."""
    center = '<w:jc w:val="center"/>'
    body = (
        par("KẾ HOẠCH", center)
        + par("Căn cứ Luật;")
        + par("")
        + par("")
        + par("I. VIỆC")
        + par(LONG)
        + par("")
    )
    lines = texts(word(body + par(LONG) + table(("a", "b"), ("c", "d")) + par("hết") + par("")))
    assert lines == ["KẾ HOẠCH", "", "Căn cứ Luật;", "", "I. VIỆC", LONG, LONG, "", "a\tb", "c\td", "", "hết"]


def test_breaks_in_a_heading_or_signature_are_lines(word) -> None:
    """Short lines and capitals were broken to stand so."""
    text = "TM. ỦY BAN NHÂN DÂN<w:br/>KT. CHỦ TỊCH<w:br/>(Đã ký)<w:br/><w:br/>Trần Đức Quý"
    runs = f"<w:r><w:t>{text.replace('<w:br/>', '</w:t><w:br/><w:t>')}</w:t></w:r>"
    assert texts(word(par(runs))) == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "(Đã ký)", "Trần Đức Quý"]


def test_a_deleted_paragraph_end_joins_and_counts_nothing(word) -> None:
    """With its end deleted a paragraph goes on in the next; a list does not count it."""
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = item("một") + par(f"<w:del>{run('bỏ')}</w:del>", number + deleted) + item("hai")
    assert texts(word(body, lists(level(0, "decimal", "%1.")))) == ["1. một", "2. hai"]
    assert texts(word(par("Sở ", deleted) + par("Nội vụ"))) == ["Sở Nội vụ"]


def test_a_deleted_row_is_none(word) -> None:
    """A tracked deletion of a whole row."""
    rows = table(("a", "b"), ("c", "d"), ("e", "f"))
    second = rows.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 2).replace(
        "<w:tr><w:trPr><w:del/></w:trPr>", "<w:tr>", 1
    )
    assert [line.cells for line in word(second)] == [("a", "b"), ("e", "f")]


def test_content_controls_hold_paragraphs_tables_and_rows(word) -> None:
    """Forms wrap blocks, rows and cells in content controls; a table of contents says nothing new."""
    rows = (
        table(("a", "b"), ("c", "d"))
        .replace("<w:tr>", "<w:sdt><w:sdtContent><w:tr>")
        .replace("</w:tr>", "</w:tr></w:sdtContent></w:sdt>")
    )
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{par('I. MỤC ĐÍCH 1')}</w:sdtContent></w:sdt>"
    )
    toc = '<w:style w:type="paragraph" w:styleId="ML1"><w:name w:val="toc 1"/></w:style>'
    body = (
        contents
        + par("II. YÊU CẦU 2", '<w:pStyle w:val="ML1"/>')
        + f"<w:sdt><w:sdtContent>{par('trong')}</w:sdtContent></w:sdt>"
        + rows
    )
    lines = word(body, styles=toc)
    assert texts(lines) == ["trong", "", "a\tb", "c\td"]


def test_a_text_box_is_read_once(word) -> None:
    """Word writes a box twice, for new and old programs; its lines stand before its paragraph."""
    assert texts(word(par(text_box("MẬT", "Dự thảo") + run("KẾ HOẠCH")))) == ["MẬT", "Dự thảo", "KẾ HOẠCH"]
    group = text_box("MẬT").removeprefix("<w:r>").removesuffix("</w:r>")
    grouped = par(f"<w:r><w:drawing>{group}</w:drawing></w:r>{run('KẾ HOẠCH')}")
    nested = par(text_box("NGOÀI").replace("NGOÀI</w:t></w:r>", f"NGOÀI</w:t></w:r>{text_box('TRONG')}"))
    assert texts(word(grouped)) == ["MẬT", "KẾ HOẠCH"]
    assert texts(word(nested)) == ["TRONG", "NGOÀI"]


@pytest.mark.parametrize(
    ("content", "properties", "strong"),
    [
        (run("đậm", "<w:b/>"), "", True),
        (run("đậm", "<w:b/>") + run(" nhạt"), "", False),
        (run("đậm", "<w:b/>") + run("  "), "", True),
        (run("không", '<w:b w:val="0"/>'), "", False),
        (run("tiêu đề"), '<w:pStyle w:val="Heading1"/>', True),
    ],
)
def test_strong_is_a_whole_paragraph_in_bold_or_a_heading(word, content, properties, strong) -> None:
    """A bold word in a sentence is no heading."""
    assert [line.strong for line in word(par(content, properties))] == [strong]


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        pytest.param(par("a") + par("b"), [None, None], id="not told"),
        pytest.param(par("a") + par(f"<w:r>{BREAK}</w:r>{run('b')}") + par("c"), [1, 2, 2], id="break by hand"),
        pytest.param(par("a") + par(f"{run('b')}<w:r>{BREAK}</w:r>") + par("c"), [1, 1, 2], id="break at the end"),
        pytest.param(par("a") + par("b", "<w:pageBreakBefore/>"), [1, 2], id="break before"),
        pytest.param(
            par("a") + par(f"<w:r>{BREAK}</w:r>") + par(f"<w:r>{RENDERED}<w:t>b</w:t></w:r>"), [1, 2],
            id="as last printed, by hand or not",
        ),
        pytest.param(
            par("a") + par(f"<w:r><w:t>b</w:t>{RENDERED}<w:t>b</w:t></w:r>") + par("c"), [1, 1, 2],
            id="inside a paragraph",
        ),
    ],
)  # fmt: skip
def test_pages_are_told_where_the_file_knows_them(word, body: str, pages: list[int | None]) -> None:
    """A paragraph stands on the page where it begins."""
    assert [line.place and line.place.page for line in word(body) if line.text] == pages


def test_a_row_over_two_pages_is_counted_once(word) -> None:
    """Every cell of a row that a page cuts may tell the same break."""
    torn = cell(par(f"<w:r><w:t>đầu</w:t>{RENDERED}<w:t>cuối</w:t></w:r>"))
    top = cell(par(f"<w:r>{RENDERED}<w:t>x</w:t></w:r>"))
    lines = word(table(("1", torn, torn), ("2", "y", "z"), (top, "y", "z")))
    assert [line.place.page for line in lines] == [1, 2, 3]


def test_a_footnote_stands_below_its_paragraph(tmp_path: Path) -> None:
    """The note of running text follows it with its number; that of a heading or cell is left out."""
    path = tmp_path / "x.docx"
    note = "<w:r><w:footnoteReference w:id='2'/></w:r>"
    write_word(path, par(run(LONG) + note + run(".")))
    document = docx.Document(str(path))
    notes = f'<w:footnotes{SPACES}><w:footnote w:type="separator" w:id="0"/><w:footnote w:id="2">{par("Kế hoạch số 5.")}</w:footnote></w:footnotes>'
    part = docx.opc.part.Part(
        docx.opc.packuri.PackURI("/word/footnotes.xml"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
        notes.encode(),
        document.part.package,
    )
    document.part.relate_to(part, docx.opc.constants.RELATIONSHIP_TYPE.FOOTNOTES)
    document.save(str(path))
    assert texts(read_lines(path)) == [f"{LONG}[1].", "[1] Kế hoạch số 5."]


def test_headers_and_footers_are_furniture(tmp_path: Path) -> None:
    """They are no lines of the plan; only a mark of secrecy that stands there is told."""
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    document.sections[0].header.paragraphs[0].text = "Sở Y tế"
    document.sections[0].footer.paragraphs[0].text = "- 2 -"
    document.save(str(tmp_path / "x.docx"))
    assert texts(read_lines(tmp_path / "x.docx")) == ["KẾ HOẠCH"]
    document.sections[0].header.paragraphs[0].text = "MẬT"
    document.save(str(tmp_path / "x.docx"))
    assert texts(read_lines(tmp_path / "x.docx")) == ["KẾ HOẠCH", "MẬT"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "hỏng"),
        (b"PK\x03\x04" + b"\0" * 40, "hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mật khẩu"),
    ],
    ids=["empty", "damaged", "encrypted"],
)
def test_a_file_that_does_not_open_is_told_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    """Which file, what is wrong, what to do."""
    path = tmp_path / "kế hoạch.docx"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=said) as error:
        read_lines(path)
    assert path.name in str(error.value)
    assert "Hãy" in str(error.value)
    assert "\n" not in str(error.value)


def test_damage_is_read_or_told_never_thrown(tmp_path: Path) -> None:
    """A file cut short or with wrong bytes gives lines or the one clear line."""
    whole = (Path(__file__).parent / "data" / "formats" / "1510-letter.docx").read_bytes()
    random = Random(1)  # noqa: S311 (the same damage every time)
    told = 0
    for round_ in range(24):
        damaged = bytearray(whole)
        if round_ % 2:
            del damaged[random.randrange(len(whole)) :]
        else:
            for _ in range(50):
                damaged[random.randrange(len(whole))] = random.randrange(256)
        path = tmp_path / "hỏng.docx"
        path.write_bytes(damaged)
        try:
            assert read_lines(path)
        except UnreadableFile as error:
            told += 1
            assert "hỏng.docx" in str(error)  # noqa: PT017 (lines are as right as an error)
    assert told > 12


def test_a_document_without_text_is_told(word) -> None:
    """A Word file of pictures alone holds nothing to read."""
    with pytest.raises(UnreadableFile, match="không có chữ"):
        word(par(""))


def test_cells_run_together_by_libreoffice_are_parted(word) -> None:
    """A .doc that ends with a table loses its cells on import: the role hangs on the last recipient."""
    lines = word(par(run("LM") + run("CHỦ TỊCH", "<w:b/>"), '<w:jc w:val="center"/>'))
    assert texts(lines) == ["LM", "CHỦ TỊCH"]
    assert texts(word(par(run("Điều 1.") + run(" Phạm vi", "<w:b/>")))) == ["Điều 1. Phạm vi"]
