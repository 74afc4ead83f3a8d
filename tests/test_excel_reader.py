"""Spreadsheets: what the sheet shows, row by row; what it hides is left out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import Font

from corpus.errors import UnreadableFile
from corpus.parse import parse_plan
from corpus.readers.office.excel import read_lines
from corpus.readers.office.excel_values import compose_value


@pytest.mark.parametrize(
    ("value", "shown_as", "printed"),
    [
        (None, "General", ""),
        ("chữ", "General", "chữ"),
        (1.0, "General", "1"),
        (12, "General", "12"),
        (2.1, "General", "2.1"),
        (0.1 + 0.2, "0.0", "0,3"),
        (1234567, "#,##0", "1.234.567"),
        (1234.5, "#,##0.00", "1.234,50"),
        (0.855, "0.0%", "85,5%"),
        (0.5, "0%", "50%"),
        (1, "00", "01"),
        (12.5, "0.##", "12,5"),
        (12.0, "0.##", "12"),
        (-1500, "#,##0", "-1.500"),
        (300, '#,##0" tỷ đồng"', "300 tỷ đồng"),
        (7, '"Quý "0', "Quý 7"),
        (5, "0_);(0)", "5"),
        (1e15, "General", "1000000000000000"),
        (True, "General", "TRUE"),
        (dt.datetime(2024, 12, 31), "dd/mm/yyyy", "31/12/2024"),
        (dt.datetime(2024, 3, 1), "m/d/yyyy", "01/03/2024"),
        (dt.date(2024, 3, 1), "yyyy-mm-dd", "01/03/2024"),
        (dt.datetime(2024, 6, 1), "mmm-yy", "6/2024"),
        (dt.datetime(2024, 6, 1), "mm/yyyy", "06/2024"),
        (dt.datetime(2024, 6, 1), "yyyy", "2024"),
        (dt.datetime(2024, 8, 15), "d-mmm", "15/08"),
        (dt.datetime(2024, 8, 15, 14, 30), "dd/mm/yyyy hh:mm", "14:30 15/08/2024"),
        (dt.datetime(2024, 8, 15), '"Trước "dd/mm/yyyy', "15/08/2024"),
        (dt.time(7, 30), "h:mm", "07:30"),
        (dt.timedelta(hours=26), "[h]:mm", "26:00"),
    ],
)
def test_values_are_printed_as_vietnamese_offices_print_them(
    value: object, shown_as: str, printed: str
) -> None:
    """Dates day first; whole numbers without point; percents, thousands and decimals as the format asks."""
    assert compose_value(value, shown_as) == printed


HEADER = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]


@pytest.fixture
def book(tmp_path: Path):
    """A workbook with one sheet, and its reading once it is filled."""

    class Book:
        def __init__(self) -> None:
            self.book = openpyxl.Workbook()
            self.sheet = self.book.active
            self.sheet.title = "Phụ lục"
            self.path = tmp_path / "phụ lục.xlsx"

        def fill(self, *rows: list[object]) -> None:
            for row in rows:
                self.sheet.append(row)

        def read(self):
            self.book.save(self.path)
            return read_lines(self.path)

    return Book()


def test_titles_are_lines_and_rows_are_cells(book) -> None:
    """What stands above a table is prose; rows tell their sheet and row, an empty row is an empty line."""
    book.fill(
        ["PHỤ LỤC"], ["DANH MỤC NHIỆM VỤ NĂM 2024"], [], HEADER, ["I", "THỂ CHẾ"],
        [1, "Rà soát văn bản", "Sở Tư pháp", dt.datetime(2024, 6, 30)],
        [2.0, "Tập huấn", "Sở Nội vụ\nSở Y tế", "Quý IV"],
    )  # fmt: skip
    book.sheet["A1"].font = Font(bold=True)
    lines = book.read()
    assert [line.text for line in lines[:3]] == ["PHỤ LỤC", "DANH MỤC NHIỆM VỤ NĂM 2024", ""]
    assert [line.strong for line in lines[:2]] == [True, False]
    assert [line.cells for line in lines[3:]] == [
        tuple(HEADER),
        ("I", "THỂ CHẾ", "", ""),
        ("1", "Rà soát văn bản", "Sở Tư pháp", "30/06/2024"),
        ("2", "Tập huấn", "Sở Nội vụ\nSở Y tế", "Quý IV"),
    ]
    assert [(line.place.sheet, line.place.table, line.place.row) for line in lines[3:5]] == [
        ("Phụ lục", 1, 4),
        ("Phụ lục", 1, 5),
    ]


def test_merged_cells_have_their_words_once(book) -> None:
    """In the first row and column of the merged range."""
    book.fill(HEADER, [1, "Việc một", "Sở Y tế", "Quý I"], [2, "Việc hai", None, "Quý II"], ["II", "NHÓM"])
    book.sheet.merge_cells("C2:C3")
    book.sheet.merge_cells("B4:D4")
    assert [line.cells for line in book.read()[1:]] == [
        ("1", "Việc một", "Sở Y tế", "Quý I"),
        ("2", "Việc hai", "", "Quý II"),
        ("II", "NHÓM", "", ""),
    ]


def test_hidden_sheets_rows_and_columns_are_left_out(book) -> None:
    """A person who looks at the sheet does not see them."""
    book.fill([*HEADER, "Ghi chú kín"], [1, "Một", "Sở A", "Quý I", "x"], [2, "Hai", "Sở B", "Quý II", "y"])
    book.sheet.row_dimensions[2].hidden = True
    book.sheet.column_dimensions["E"].hidden = True
    hidden = book.book.create_sheet("Nháp")
    hidden.append(["nháp"])
    hidden.sheet_state = "hidden"
    lines = book.read()
    assert [line.cells for line in lines] == [tuple(HEADER), ("2", "Hai", "Sở B", "Quý II")]


def test_a_merged_cell_is_seen_where_its_first_row_is_hidden(book) -> None:
    """A filter hides rows; what spans them is still shown in the first row left."""
    book.fill(HEADER, [1, "Một", "Sở Y tế", "Quý I"], [2, "Hai", None, "Quý II"])
    book.sheet.merge_cells("C2:C3")
    book.sheet.row_dimensions[2].hidden = True
    assert [line.cells for line in book.read()[1:]] == [("2", "Hai", "Sở Y tế", "Quý II")]


def test_a_sheet_formatted_to_its_end_is_read_at_once(book) -> None:
    """What is formatted but not filled is none of the plan, nor are columns that only the letterhead uses."""
    book.fill(HEADER, [1, "Một", "Sở Y tế", "Quý I"])
    book.sheet.cell(1_048_576, 16_384).font = Font(bold=True)
    assert [line.cells for line in book.read()] == [tuple(HEADER), ("1", "Một", "Sở Y tế", "Quý I")]


def test_letterhead_columns_are_no_columns_of_the_table(book) -> None:
    """The letterhead and the foot may be placed in columns that the table does not have."""
    book.fill(
        ["UBND TỈNH HÀ GIANG", None, None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Mẫu 1"],
        HEADER, [1, "Một", "Sở Y tế", "Quý I"], [None, None, None, None, "TM. ỦY BAN NHÂN DÂN"],
    )  # fmt: skip
    lines = book.read()
    assert [line.cells for line in lines if line.cells] == [tuple(HEADER), ("1", "Một", "Sở Y tế", "Quý I")]
    assert lines[0].text == "UBND TỈNH HÀ GIANG    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM    Mẫu 1"


def test_several_sheets_follow_each_other(book) -> None:
    """Each is a table of its own, parted by an empty line."""
    book.fill(["PHỤ LỤC I"], HEADER, [1, "Một", "Sở Y tế", "Quý I"])
    second = book.book.create_sheet("Hai")
    for row in (["PHỤ LỤC II"], HEADER, [1, "Khác", "Sở Nội vụ", "Quý II"]):
        second.append(row)
    lines = book.read()
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert [(line.place.sheet, line.place.table) for line in lines if line.cells] == [
        ("Phụ lục", 1), ("Phụ lục", 1), ("Hai", 2), ("Hai", 2),
    ]  # fmt: skip


def test_letterhead_table_and_foot_are_read_right(book) -> None:
    """A whole plan in a sheet: number, date and signer stand in two columns, as on paper."""
    book.fill(
        ["ỦY BAN NHÂN DÂN TỈNH HÀ GIANG", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["Số: 77/KH-UBND", None, "Hà Giang, ngày 03 tháng 02 năm 2024"],
        ["KẾ HOẠCH"],
        ["Chuyển đổi số năm 2024"],
        [],
        HEADER,
        [1, "Phủ sóng 4G", "Sở Y tế", "Quý IV"],
        [2, "Tập huấn cán bộ", "Sở Nội vụ", "Tháng 6"],
        [],
        ["Nơi nhận:", None, "TM. ỦY BAN NHÂN DÂN"],
        ["- Bộ Nội vụ;", None, "CHỦ TỊCH"],
        ["- Lưu: VT.", None, None],
        [None, None, "Nguyễn Văn Sơn"],
    )
    plan = parse_plan(book.read(), "x.xlsx", "")
    document = plan.document
    assert (document.id, str(document.date), document.signer) == (
        "77/KH-UBND",
        "2024-02-03",
        "Nguyễn Văn Sơn",
    )
    assert (document.title, document.signer_role) == ("Chuyển đổi số năm 2024", "CHỦ TỊCH")
    assert document.recipients == ("Bộ Nội vụ", "Lưu: VT")
    assert [(task.number, task.task, task.lead) for task in plan.tasks] == [
        ("1", "Phủ sóng 4G", ("Sở Y tế",)),
        ("2", "Tập huấn cán bộ", ("Sở Nội vụ",)),
    ]


def test_an_annex_below_the_foot_is_read(book) -> None:
    """Recipients and signer end the letter, not the sheet: the annex with the tasks stands below them."""
    book.fill(
        ["KẾ HOẠCH"], ["Chuyển đổi số năm 2024"], ["Sở ban hành kế hoạch như sau:"], [],
        ["Nơi nhận:", None, "GIÁM ĐỐC"], ["- Lưu: VT."], [None, None, "Nguyễn Văn Sơn"],
        ["PHỤ LỤC"], ["DANH MỤC NHIỆM VỤ"],
        HEADER, [1, "Phủ sóng 4G", "Sở Y tế", "Quý IV"], [2, "Tập huấn", "Sở Nội vụ", "Tháng 6"],
    )  # fmt: skip
    plan = parse_plan(book.read(), "x.xlsx", "")
    assert plan.document.signer == "Nguyễn Văn Sơn"
    assert [(task.number, task.lead, task.table) for task in plan.tasks] == [
        ("1", ("Sở Y tế",), "Danh mục"),
        ("2", ("Sở Nội vụ",), "Danh mục"),
    ]


def test_headers_and_footers_are_furniture(book) -> None:
    """A secrecy mark there is told, as the last line; page numbers and all else are not."""
    book.fill(HEADER, [1, "Một", "Sở Y tế", "Quý I"])
    book.sheet.oddHeader.left.text = "Phòng Tổng hợp"
    book.sheet.oddFooter.center.text = "&P/&N"
    assert len(book.read()) == 2
    book.sheet.oddHeader.right.text = '&"Times New Roman,Bold"MẬT'
    assert [line.text for line in book.read()[2:]] == ["MẬT"]


def test_formulas_count_with_their_last_value(book) -> None:
    """A formula that was never computed shows nothing; it is not printed as a formula."""
    book.fill(HEADER, ["=1+1", "Việc", "Sở Y tế", "Quý I"])
    assert book.read()[1].cells == ("", "Việc", "Sở Y tế", "Quý I")


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "hỏng"), (b"PK\x03\x04" + b"\0" * 30, "hỏng"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 40, "mật khẩu")],
    ids=["empty", "damaged", "encrypted"],
)  # fmt: skip
def test_a_file_that_does_not_open_is_told(tmp_path: Path, data: bytes, said: str) -> None:
    """One line: which file, what is wrong, what to do."""
    path = tmp_path / "bảng.xlsx"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile, match=said) as error:
        read_lines(path)
    assert "Hãy" in str(error.value)


def test_an_empty_book_and_old_fonts_are_told(book) -> None:
    """No words, or words that only their font shows as Vietnamese."""
    with pytest.raises(UnreadableFile, match="không có ô nào"):
        book.read()
    book.fill(["C¶i c¸ch hµnh chÝnh n¨m 2024 cña tØnh"])
    book.sheet["A1"].font = Font(name=".VnTime")
    with pytest.raises(UnreadableFile, match=r"\.VnTime.*TCVN3"):
        book.read()
