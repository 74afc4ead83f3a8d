"""Tables whose cells the file's format tells (Word, Excel, HTML): every cell stays in its column.

What mends a scan would only do harm there; what people do in Word (merged cells, numbers that Word counts, titles
across the table, sums) is understood instead.
"""

from __future__ import annotations

import pytest

from corpus.agencies import split_agencies
from corpus.model import LineRole, Place, SourceLine, TaskRow
from corpus.tables import TableReading, parse_task_tables
from corpus.tables.annexes import label_tables, name_table

HEADER = "STT|Nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Thời hạn|Sản phẩm|Kinh phí"


def read(*rows: str, above: str = "PHỤ LỤC II", strong: tuple[int, ...] = (), page: int = 0) -> TableReading:
    """Rows as Word tells them: cells between bars, "¶" for a line break; `strong` are the bold ones, from 0."""
    lines = [SourceLine(1, above), SourceLine(2, "")]
    for at, row in enumerate(rows):
        cells = tuple(cell.replace("¶", "\n") for cell in row.split("|"))
        text = "\t".join(cells).replace("\n", " ")
        place = Place(page=page, table=1, row=at + 1)
        lines.append(SourceLine(at + 3, text, cells, strong=at in strong, place=place))
    return parse_task_tables(lines, "9/KH-UBND", [], year=2025)


def tasks(*rows: str, strong: tuple[int, ...] = ()) -> tuple[TaskRow, ...]:
    return read(*rows, strong=strong).tasks


def test_a_product_that_looks_like_an_agency_stays_a_product() -> None:
    """Two cells that look misplaced are no proof against columns that the file itself tells."""
    (task,) = tasks(HEADER, "1|Sở Y tế|Rà soát toàn bộ quy trình|Sở Nội vụ|Quý I|Trung tâm điều hành|")
    assert (task.task, task.lead_text, task.coop_text) == (
        "Sở Y tế",
        "Rà soát toàn bộ quy trình",
        "Sở Nội vụ",
    )
    assert (task.product, task.repaired, task.uncertain) == ("Trung tâm điều hành", (), False)


def test_agencies_named_twice_are_proof() -> None:
    """268/KH-UBND, line 26: the cooperating agencies stand once more in the product's cell."""
    (task,) = tasks(HEADER, "1|Rà soát quy định|Sở Tư pháp|Các Sở, ban, ngành|Thường xuyên|Sở Tư pháp|")
    assert task.uncertain


@pytest.mark.parametrize(
    ("rows", "read"),
    [
        # whole numbers above their own parts, each a title alone: groups, the parts keep their full numbers
        ("1,Nhận thức|1.1,Tập huấn,Sở Y tế|1.2,Rà soát,Sở Nội vụ|2,Hạ tầng|2.1,Mua máy,Sở Y tế",
         "1 1.1|1 1.2|2 2.1"),
        # where one of them is a task, so are all
        ("1,Tập huấn,Sở Y tế|2,Thanh toán|2.1,Ký bảng kê,Sở Nội vụ|2.2,Chuyển tiền,Sở Y tế",
         "- 1|- 2|- 2.1|- 2.2"),
        # small letters above counted rows
        ("a,Phòng ngừa|1,Diễn tập,Sở Y tế|2,Kiểm tra,Sở Nội vụ|b,Ứng phó|1,Trực ban,Sở Y tế", "a 1|a 2|b 1"),
        ("a,Phòng ngừa|1,Diễn tập,Sở Y tế|b,Ứng phó|2,Trực ban,Sở Y tế", "a 1|b 2"),
        # small letters that part a task
        ("1,Diễn tập,Sở Y tế|a,Lập kịch bản,Sở Y tế|b,Tổ chức,Sở Y tế|2,Trực ban,Sở Nội vụ",
         "- 1|- 1.a|- 1.b|- 2"),
        ("1,Diễn tập,Sở Y tế|a,Lập kịch bản|b,Tổ chức|2,Trực ban,Sở Nội vụ", "- 1|- 1.a|- 1.b|- 2"),
    ],
)  # fmt: skip
def test_titles_alone_above_counted_rows_are_groups(rows: str, read: str) -> None:
    """A number or small letter with a title and nothing else heads the rows below, if all in the table do."""
    printed = (f"{row}{',' * (6 - row.count(','))}".replace(",", "|") for row in rows.split("|"))
    found = tasks(HEADER, *printed)
    assert "|".join(f"{task.group or '-'} {task.number}" for task in found) == read


def test_the_rest_of_an_agency_cell_is_no_heading() -> None:
    """A page cut the cooperating agencies: what stands alone on the next page belongs to the row above."""
    rows = ["II|Ứng phó", "1|Sơ tán dân|UBND xã|Công an xã, Đoàn xã,|Ngay", "", "2|Đưa tin|Sở Y tế||Ngay"]
    rows[2] = "|||Hội Nông dân xã, Hội Chữ thập đỏ xã|"
    lines = [SourceLine(1, "PHỤ LỤC"), SourceLine(2, "")]
    for at, row in enumerate([HEADER, *rows]):
        cells = tuple(f"{row}{'|' * (6 - row.count('|'))}".split("|"))
        place = Place(page=1 if at < 3 else 2, table=1, row=at)
        lines.append(SourceLine(at + 3, "\t".join(cells), cells, place=place))
    first, second = parse_task_tables(lines, "9/KH-UBND", [], year=2025).tasks
    assert first.coop == ("Công an xã", "Đoàn xã", "Hội Nông dân xã", "Hội Chữ thập đỏ xã")
    assert (first.group, second.group, second.number) == ("II", "II", "2")


def test_a_merged_cell_that_a_page_cuts_is_whole_in_the_rows_below() -> None:
    """The lead of tasks 1 and 2 is half on one page and half on the next: both have the whole of it."""
    rows = [
        "1|Việc một|Ban Quản lý dự án||Quý I",
        "||Đường sắt||",
        "2|Việc hai|||Quý II",
        "3|Việc ba|Sở Y tế||Quý II",
    ]
    lines = [SourceLine(1, "PHỤ LỤC"), SourceLine(2, "")]
    for at, row in enumerate([HEADER, *rows]):
        cells = tuple(f"{row}{'|' * (6 - row.count('|'))}".split("|"))
        covered = ("", "", "Đường sắt", "", "", "", "") if at == 3 else ()
        place = Place(page=1 if at < 2 else 2, table=1, row=at)
        lines.append(SourceLine(at + 3, "\t".join(cells), cells, place=place, covered=covered))
    found = parse_task_tables(lines, "9/KH-UBND", [], year=2025).tasks
    assert [task.lead_text for task in found] == ["Ban Quản lý dự án Đường sắt"] * 2 + ["Sở Y tế"]


def test_goals_are_inherited_where_the_file_tells_that_they_are_merged() -> None:
    """A blank goal beside merged ones is blank; where nothing is known to be merged, it is that above."""
    header = "STT|Mục tiêu|Nhiệm vụ|Cơ quan chủ trì"
    rows = [
        ("1", "Đạt 100%", "Việc một", "Sở Y tế"),
        ("2", "", "Việc hai", "Sở Y tế"),
        ("3", "", "Việc ba", "Sở Y tế"),
    ]
    for covered, goals in (
        (("", "Đạt 100%", "", ""), ["Đạt 100%", "Đạt 100%", None]),
        ((), ["Đạt 100%"] * 3),
    ):
        lines = [SourceLine(1, header.replace("|", "\t"), tuple(header.split("|")))] + [
            SourceLine(at, "\t".join(row), row, covered=covered if at == 3 else ())
            for at, row in enumerate(rows, start=2)
        ]
        found = parse_task_tables(lines, "9/KH-UBND", [], year=2025).tasks
        assert [task.goal for task in found] == goals


def test_merged_cells_hold_for_the_rows_below() -> None:
    """A task over three rows is three assignments; what only adds a product belongs to the row above."""
    first, second, third = tasks(
        HEADER,
        "1|Rà soát quy trình|Sở Nội vụ|Các sở|6/2025|Báo cáo|100",
        "|||||Quyết định|",
        "||Sở Tài chính||12/2025|Công văn|",
        "||||Quý III|Tờ trình|50",
    )
    assert first.product == "Báo cáo\nQuyết định"
    assert (first.lead, first.due, first.uncertain) == (("Sở Nội vụ",), "6/2025", False)
    assert (second.task, second.lead, second.due) == ("Rà soát quy trình", ("Sở Tài chính",), "12/2025")
    assert (third.task, third.lead, third.due) == ("Rà soát quy trình", ("Sở Tài chính",), "Quý III")
    assert third.agencies.lead == ("Sở Tài chính",)
    assert second.uncertain
    assert third.uncertain
    assert len({first.id, second.id, third.id}) == 3


@pytest.mark.parametrize(
    ("title", "strong", "group", "words"),
    [
        ("I|Công tác chỉ đạo|||||", False, "I", "Công tác chỉ đạo"),
        ("I. Công tác chỉ đạo||||||", False, "I", "Công tác chỉ đạo"),
        ("Công tác chỉ đạo||||||", False, None, "Công tác chỉ đạo"),
        ("|Công tác chỉ đạo|||||", False, None, "Công tác chỉ đạo"),
        (
            "|Công tác chỉ đạo; đôn đốc các cơ quan.|||||",
            True,
            None,
            "Công tác chỉ đạo; đôn đốc các cơ quan.",
        ),
        ("|CÔNG TÁC CHỈ ĐẠO|||||", False, None, "CÔNG TÁC CHỈ ĐẠO"),
    ],
)
def test_titles_across_the_table_are_groups(title: str, strong: bool, group: str | None, words: str) -> None:
    """Wherever a merged cell leaves a title, it is one, and no number is made up for it."""
    reading = read(
        HEADER,
        "1|Họp giao ban|Sở Y tế||Quý I||",
        title,
        "2|Rà soát|Sở Nội vụ||Quý II||",
        strong=(2,) if strong else (),
    )
    above, task = reading.tasks
    assert above.task == "Họp giao ban"
    assert (task.group, task.group_title, task.uncertain) == (group, words, False)
    assert reading.roles[5] is LineRole.HEADING


def test_rows_that_word_counts_have_their_place_as_number() -> None:
    """No number is in the file: the rows are told apart by their tasks, and counted in their group."""
    rows = tasks(
        HEADER,
        "I|CÔNG TÁC CHỈ ĐẠO|||||",
        "|Rà soát|Sở Nội vụ||T6/2025||",
        "|Tuyên truyền|Sở Y tế||2026||",
        "II|CÔNG TÁC KHÁC|||||",
        "|Báo cáo|Sở Y tế||15/8/2025 - 29/8/2025||",
    )
    assert [task.id for task in rows] == ["9/KH-UBND#I.1", "9/KH-UBND#I.2", "9/KH-UBND#II"]
    assert [task.number for task in rows] == [None, None, None]
    assert [task.due_on.kind for task in rows] == ["period", "period", "period"]


def test_a_sum_is_no_task() -> None:
    """ "Tổng cộng" adds up a column and belongs to no row."""
    reading = read(HEADER, "1|Rà soát|Sở Nội vụ||Quý I||100", "|Tổng cộng|||||100")
    (task,) = reading.tasks
    assert (task.task, task.extra) == ("Rà soát", {"Kinh phí": "100"})
    assert reading.roles[5] is LineRole.HEADING


def test_a_bare_don_vi_is_told_by_its_cells() -> None:
    """ "Đơn vị" heads agencies, or units of measure."""
    header = "STT|Công việc|Đơn vị|Thời gian"
    (office,) = tasks(header, "1|Rà soát|Phòng Nội vụ|Quý I")
    (amount,) = tasks(header, "1|Trồng rừng|ha|Quý I")
    assert (office.lead_text, office.extra) == ("Phòng Nội vụ", {})
    assert (amount.lead_text, amount.extra) == (None, {"Đơn vị": "ha"})


def test_a_merged_month_dates_every_row_it_spans() -> None:
    """School plans: "9" under "Tháng" is September, for each activity beside the merged cell."""
    header = "Tháng|Nội dung hoạt động|Người thực hiện|Kết quả"
    rows = tasks(header, "9|Khai giảng|Hiệu trưởng|", "|Họp phụ huynh|GVCN|", "10|Thi|Tổ chuyên môn|")
    assert [task.due for task in rows] == ["Tháng 9", "Tháng 9", "Tháng 10"]
    assert [str(task.due_on.start) for task in rows] == ["2025-09-01", "2025-09-01", "2025-10-01"]


def test_a_merged_field_is_told_of_every_row_it_spans() -> None:
    """A column that divides the tasks holds for the rows below; any other blank cell stays blank."""
    header = "STT|Lĩnh vực|Căn cứ|Nhiệm vụ|Chủ trì|Thời hạn"
    rows = tasks(header, "1|Y tế|Nghị quyết|Tiêm chủng|Sở Y tế|Quý I", "2|||Khám|Sở Y tế|Quý II")
    assert [task.extra for task in rows] == [
        {"Lĩnh vực": "Y tế", "Căn cứ": "Nghị quyết"},
        {"Lĩnh vực": "Y tế"},
    ]


def test_a_row_torn_at_the_foot_of_a_page_is_one() -> None:
    """A PDF prints the rest of a row on the next page: the rest begins inside a sentence."""
    lines = [
        SourceLine(1, "", tuple(HEADER.split("|")), place=Place(page=1, table=1)),
        SourceLine(2, "", tuple("1|Rà soát các quy|Sở Nội|Các sở|Quý I||".split("|")), place=Place(1, "", 1)),
        SourceLine(3, "", tuple("|trình nội bộ.|vụ||||".split("|")), place=Place(2, "", 2)),
        SourceLine(4, "", tuple("2|Báo cáo|Sở Y tế||Quý II||".split("|")), place=Place(2, "", 2)),
    ]
    lines = [line._replace(text="\t".join(line.cells)) for line in lines]
    first, second = parse_task_tables(lines, "9/KH-UBND", []).tasks
    assert (first.task, first.lead, first.lines) == ("Rà soát các quy trình nội bộ.", ("Sở Nội vụ",), (2, 3))
    assert (first.place, second.place) == (Place(1, "", 1), Place(2, "", 2))


@pytest.mark.parametrize(
    ("cell", "agencies"),
    [
        ("Phòng Đào tạo\nPhòng Công tác sinh viên", ("Phòng Đào tạo", "Phòng Công tác sinh viên")),
        ("Sở Nội vụ\nCác sở, ban, ngành", ("Sở Nội vụ", "Các sở, ban, ngành")),
        ("Sở Văn hóa, Thể thao và\nDu lịch", ("Sở Văn hóa, Thể thao và Du lịch",)),
        ("Văn phòng\nUBND tỉnh", ("Văn phòng UBND tỉnh",)),
        ("UBND\nThành phố Tuyên Quang", ("UBND Thành phố Tuyên Quang",)),
        ("Phòng Tài chính -\nKế hoạch", ("Phòng Tài chính - Kế hoạch",)),
        (
            "Bộ Thông tin và Truyền thông Bộ Khoa học và Công nghệ",
            ("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"),
        ),
        ("Đ/c Nguyễn Văn A", ("Đ/c Nguyễn Văn A",)),
        ("Ông Nguyễn Văn A – Phó Chủ tịch", ("Ông Nguyễn Văn A – Phó Chủ tịch",)),
        ("Đ/c Nguyễn Văn A, đ/c Trần Văn B", ("Đ/c Nguyễn Văn A", "đ/c Trần Văn B")),
        ("Đồng chí Nguyễn Văn A\nĐồng chí Trần B", ("Đồng chí Nguyễn Văn A", "Đồng chí Trần B")),
        ("Nguyễn Văn An, Trần Thị Bình", ("Nguyễn Văn An", "Trần Thị Bình")),
        ("Thầy Nguyễn Văn A, cô Trần Thị B", ("Thầy Nguyễn Văn A", "cô Trần Thị B")),
    ],
)
def test_lines_and_people_are_parted_where_another_begins(cell: str, agencies: tuple[str, ...]) -> None:
    """A line break parts agencies where each line is one by itself; people stay as printed."""
    assert split_agencies(cell) == agencies


@pytest.mark.parametrize(
    ("above", "name"),
    [
        (["PHỤ LỤC II", "", "DANH MỤC CÁC NHIỆM VỤ", "(Kèm theo Kế hoạch số 9/KH-UBND)"], "Phụ lục II"),
        (["Phụ lục 03", "DANH MỤC NHIỆM VỤ"], "Phụ lục 03"),
        (["Sở Y tế thực hiện theo Phụ lục I.", "DANH MỤC NHIỆM VỤ"], "Danh mục"),
        (["Biểu số 2: Phân công"], "Biểu số 2"),
        (["(Kèm theo Kế hoạch số 9/KH-UBND)"], "Phụ lục"),
        (["Các cơ quan thực hiện như sau:"], None),
    ],
)
def test_a_table_is_called_by_its_annex(above: list[str], name: str | None) -> None:
    """The numbered annex is the better name than the subject below it."""
    assert name_table([SourceLine(at, text) for at, text in enumerate(above, start=1)]) == name


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["Phụ lục II"], [""]),
        (["Phụ lục I", "Phụ lục II"], ["PL1", "PL2"]),
        (["Phụ lục I", "Phụ lục I", "Bảng"], ["PL1", "PL1-2", "B3"]),
        (["Danh mục", "Bảng"], ["B1", "B2"]),
        (["Biểu số 2", "Danh mục"], ["B2", "B3"]),
    ],
)
def test_labels_are_the_annexes_own(names: list[str], labels: list[str]) -> None:
    """`#PL2.II.3`: the annex's label, "B1", "B2" … where it has none, each one once."""
    assert label_tables(names) == labels
