"""Web pages: the paragraphs, list items and tables a browser shows, and nothing it hides."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.parse import parse_plan
from corpus.readers.office.blocks import compose_source_lines
from corpus.readers.office.html import parse_blocks, read_lines


def lines(markup: str):
    return compose_source_lines(parse_blocks(markup))


def texts(markup: str) -> list[str]:
    return [line.text for line in lines(markup) if line.text]


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        pytest.param("<p>một\n  hai</p><p>ba</p>", ["một hai", "ba"], id="white space"),
        pytest.param("trước<div>trong</div>sau", ["trước", "trong", "sau"], id="text around blocks"),
        pytest.param("<p>một<br>Hai</p>", ["một", "Hai"], id="break"),
        pytest.param("<p>Các việc:<br>a) một;<br>b) hai.</p>", ["Các việc:", "a) một;", "b) hai."], id="points"),
        pytest.param("<p>To&agrave;n d&acirc;n &amp;&nbsp;ta</p>", ["Toàn dân & ta"], id="entities"),
        pytest.param("<ul><li>một<li>hai</ul>", ["- một", "- hai"], id="bullets"),
        pytest.param("<ol><li>một</li><li>hai</li></ol>", ["1. một", "2. hai"], id="numbers"),
        pytest.param("<ol start=4><li>một<li value=9>hai<li>ba</ol>", ["4. một", "9. hai", "10. ba"], id="start"),
        pytest.param("<ol type=I><li>A<ol type=a><li>x<li>y</ol><li>B</ol>", ["I. A", "a. x", "b. y", "II. B"], id="nested"),
        pytest.param("<ol><li></li></ol>", ["1."], id="a number alone"),
        pytest.param("<p>thấy</p><script>x</script><style>p{}</style><p hidden>ẩn</p>", ["thấy"], id="not shown"),
        pytest.param("<p>a</p><div style='display : none'>ẩn</div><!-- ẩn --><nav>Trang chủ</nav>", ["a"], id="hidden"),
        pytest.param("<p>năm 2030<sup>1</sup>, 5 km<sup>2</sup></p>", ["năm 2030[1], 5 km2"], id="superscripts"),
        pytest.param("<pre>a  b\nc</pre>", ["a  b", "c"], id="preformatted"),
        pytest.param("<p>a<p>b</div></p></b>c", ["a", "b", "c"], id="broken markup"),
        pytest.param("<?xml version='1.0' encoding='utf-8'?><html><body><p>a</p></body></html>", ["a"], id="xhtml"),
        pytest.param("", [], id="nothing"),
    ],
)  # fmt: skip
def test_lines_are_those_a_browser_shows(markup: str, printed: list[str]) -> None:
    """Paragraphs, breaks, list numbers as printed; scripts, styles and hidden elements dropped."""
    assert texts(markup) == printed


@pytest.mark.parametrize(
    ("markup", "strong"),
    [
        ("<h2>I. MỤC ĐÍCH</h2>", True),
        ("<p><b>I. MỤC</b> <strong>ĐÍCH</strong></p>", True),
        ("<p><b>Sở</b> Nội vụ</p>", False),
        ("<p style='font-weight:bold'>x</p>", True),
        ("<p style='font-weight:bold'><span style='font-weight: normal'>x</span></p>", False),
        ("<p>x</p>", False),
    ],
)
def test_headings_are_strong(markup: str, strong: bool) -> None:
    """A heading, or a paragraph that is bold as a whole."""
    assert [line.strong for line in lines(markup)] == [strong]


def rows(*cells: str) -> str:
    return "".join(f"<tr>{row}</tr>" for row in cells)


@pytest.mark.parametrize(
    ("table", "grid"),
    [
        pytest.param(rows("<td>a<td>b", "<td>c<td>d"), [("a", "b"), ("c", "d")], id="plain"),
        pytest.param(
            rows("<th rowspan=2>a<th colspan=2>b", "<th>c<th>d", "<td>1<td>2<td>3"),
            [("a", "b", ""), ("", "c", "d"), ("1", "2", "3")],
            id="a header of two rows",
        ),
        pytest.param(
            rows("<td>1<td rowspan=3>m<td>x", "<td>2<td>y", "<td>3<td>z", "<td>4<td>n<td>w"),
            [("1", "m", "x"), ("2", "", "y"), ("3", "", "z"), ("4", "n", "w")],
            id="merged over rows",
        ),
        pytest.param(
            rows("<td rowspan=2 colspan=2>m<td>x", "<td>y", "<td>a<td>b<td>c"),
            [("m", "", "x"), ("", "", "y"), ("a", "b", "c")],
            id="a merged block",
        ),
        pytest.param(
            rows("<td colspan=2>a<td>b", "<td colspan=2>c<td>d"), [("a", "b"), ("c", "d")], id="merged in every row"
        ),
        pytest.param(rows("<td rowspan=0 colspan=x>a<td>b", "<td>c<td>d"), [("a", "b"), ("c", "d")], id="wrong spans"),
        pytest.param(
            f"<thead>{rows('<th>a<th>b')}</thead><tbody>{rows('<td>c<td>d')}</tbody>", [("a", "b"), ("c", "d")],
            id="head and body",
        ),
        pytest.param("<td>a<td>b<tr><td>c<td>d", [("a", "b"), ("c", "d")], id="a row nobody opened"),
        pytest.param(
            rows("<td><p>một</p><p>hai</p><td><ul><li>x<li>y</ul>", "<td>a<td>b"),
            [("một\nhai", "- x\n- y"), ("a", "b")],
            id="lines in a cell",
        ),
    ],
)  # fmt: skip
def test_tables_are_exact_grids(table: str, grid: list[tuple[str, ...]]) -> None:
    """A merged cell has its words in its first row and column, blanks elsewhere."""
    assert [line.cells for line in lines(f"<table>{table}</table>")] == grid


def test_a_layout_table_around_a_page_is_taken_apart() -> None:
    """Old pages place everything in tables: the inner table is the one that says something."""
    inner = f"<table>{rows('<td>TT<td>Việc<td>Chủ trì', '<td>1<td>a<td>Sở Y tế')}</table>"
    page = f"<table><tr><td><table><tr><td><p>KẾ HOẠCH</p>{inner}</td></tr></table></td></tr></table>"
    read = lines(page)
    assert [line.text for line in read if line.text and not line.cells] == ["KẾ HOẠCH"]
    assert [line.cells for line in read if line.cells] == [("TT", "Việc", "Chủ trì"), ("1", "a", "Sở Y tế")]
    caption = lines(f"<table><caption>Danh mục</caption>{rows('<td>a<td>b', '<td>c<td>d')}</table>")
    assert [line.text for line in caption if line.text] == ["Danh mục", "a\tb", "c\td"]


def test_a_published_plan_is_read_right() -> None:
    """The way government sites print one: head and foot in tables, their lines parted by breaks."""
    page = """<table><tr><td><p align=center><b>ỦY BAN NHÂN DÂN<br>TỈNH HÀ GIANG<br>-------</b></p></td>
      <td><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<br>---------------</b></td></tr>
      <tr><td>Số: 77/KH-UBND</td><td><i>Hà Giang, ngày 03 tháng 02 năm 2024</i></td></tr></table>
      <p align=center><b>KẾ HOẠCH</b></p><p align=center>CHUYỂN ĐỔI SỐ TỈNH HÀ GIANG NĂM 2024</p>
      <p>Căn cứ Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ;</p>
      <p>UBND tỉnh ban hành Kế hoạch như sau:</p>
      <p><b>I. MỤC ĐÍCH</b></p><p>1. Nâng cao nhận thức.</p><p>2. Bám sát chỉ đạo./.</p>
      <table><tr><td><b><i>Nơi nhận:</i></b><br>- Bộ Nội vụ;<br>- Lưu: VT.</td>
      <td align=center><b>TM. ỦY BAN NHÂN DÂN<br>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH<br><br><br>Trần Đức Quý</b></td></tr></table>"""
    plan = parse_plan(lines(page), "x.html", "")
    document = plan.document
    assert (document.id, str(document.date), document.title) == (
        "77/KH-UBND", "2024-02-03", "CHUYỂN ĐỔI SỐ TỈNH HÀ GIANG NĂM 2024",
    )  # fmt: skip
    assert (document.issuer, document.signer) == ("Ủy ban nhân dân tỉnh Hà Giang", "Trần Đức Quý")
    assert (document.signer_role, document.recipients) == ("PHÓ CHỦ TỊCH", ("Bộ Nội vụ", "Lưu: VT"))
    assert [section.number for section in plan.sections] == ["I", "I.1", "I.2"]


@pytest.mark.parametrize(
    "data",
    [
        "<p>Sở Nội vụ</p>".encode(),
        "<p>Sở Nội vụ</p>".encode("utf-16"),
        "<meta charset=windows-1258><p>S\u01a1\u0309 N\u00f4\u0323i vu\u0323</p>".encode("cp1258"),
        '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><p>Sở Nội vụ</p>'.encode(),
    ],
    ids=["no charset told", "utf-16", "windows-1258", "utf-8 told"],
)
def test_the_encoding_is_the_one_the_page_has_or_names(tmp_path: Path, data: bytes) -> None:
    """UTF-8 and UTF-16 are seen in the bytes; any other has to be named."""
    path = tmp_path / "a.html"
    path.write_bytes(data)
    assert [line.text for line in read_lines(path)] == ["Sở Nội vụ"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<p>&nbsp;</p><img src=x>", "không có chữ"),
        (b"<p>S\xf4 \xfd</p>", "bảng mã"),
        (b"<meta charset=klingon><p>S\xf4 \xfd</p>", "bảng mã"),
        ("<p style='font-family:.VnTime'>C«ng t¸c c¶i c¸ch hµnh chÝnh</p>".encode(), r"\.VnTime, bảng mã TCVN3"),
        ("<font face='VNI-Times'>Coâng taùc caûi caùch haønh chính naêm ñaàu</font>".encode(), "VNI-Times, bảng mã VNI"),
    ],
    ids=["no words", "unknown encoding", "unknown name", "TCVN3", "VNI"],
)  # fmt: skip
def test_an_unreadable_page_is_told_in_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    """Which file, what is wrong, what to do."""
    path = tmp_path / "trang.html"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=said) as error:
        read_lines(path)
    assert "trang.html" in str(error.value)
    assert "Hãy" in str(error.value)


def test_a_missing_page_is_told(tmp_path: Path) -> None:
    """With its path."""
    with pytest.raises(UnreadableFile, match=r"Không tìm thấy tệp .*không có\.html"):
        read_lines(tmp_path / "không có.html")
