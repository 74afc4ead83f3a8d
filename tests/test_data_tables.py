"""Tables that assign no tasks, and columns no fact stands for: found, told with their columns' names, cited."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.identity import distinguish
from corpus.model import Place, Plan
from corpus.store import read_plans, write_plans
from index.answering.labels import section_label, task_label
from index.conversation import Conversation, ask
from index.engine import Engine, load_engine, save_index
from index.model import Answer, Status
from index.reading.columns import find_asked_column
from tests.reading import plan

COLUMNS = ("TT", "Chỉ tiêu", "Đơn vị", "Kết quả", "Cơ quan chủ trì theo dõi, đánh giá")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A plan with tasks, targets and projects, beside one of the five."""
    directory = tmp_path_factory.mktemp("targets")
    write_plans(directory / "corpus.db", [plan("targets"), plan("1510-UBND-TH")])
    plans = read_plans(directory / "corpus.db")
    save_index(directory, plans)
    return load_engine(directory, plans)


def told(engine: Engine, *turns: str) -> Answer:
    """The answer to the last turn of a conversation; its quotes stand in what they cite."""
    conversation = Conversation()
    answer = [ask(engine, turn, conversation) for turn in turns][-1]
    for citation in answer.citations:
        section = engine.sections.get(citation.id)
        assert section is None or citation.quote in section.text
    return answer


def test_targets_are_a_table_in_their_section() -> None:
    """Rows know their columns, the group and the row above that they divide; the section holds their words."""
    targets, projects = plan("targets").tables
    sections = {section.id: section for section in plan("targets").sections}
    assert (targets.section, targets.name, targets.columns) == ("77/KH-UBND@PL2.p1", "Phụ lục II", COLUMNS)
    assert targets.counted
    assert [(row.cells[0], row.above) for row in targets.rows] == [
        ("1", ("Đến năm 2025",)),
        ("2", ("Đến năm 2025",)),
        ("3.1", ("Đến năm 2025", "Dịch vụ công")),
        ("3.2", ("Đến năm 2025", "Dịch vụ công")),
        ("4", ("Đến năm 2030",)),
    ]
    assert targets.rows[0].text == "1 | Tỷ lệ giao dịch không dùng tiền mặt | % | ≥ 60 | Ngân hàng Nhà nước"
    assert [len(row.cells) for row in projects.rows] == [7, 7]
    for table in (targets, projects):
        assert all(row.text in sections[table.section].text.split("\n") for row in table.rows)


def test_targets_are_no_tasks() -> None:
    """Neither listed nor counted; with one task table its ids carry no label."""
    assert [task.id for task in plan("targets").tasks] == ["77/KH-UBND#1", "77/KH-UBND#2", "77/KH-UBND#3"]


def test_tables_come_back_from_the_database_as_they_were(tmp_path: Path) -> None:
    """SQLite holds every row, under the document's id of the day."""
    write_plans(tmp_path / "corpus.db", [plan("targets")])
    (read,) = read_plans(tmp_path / "corpus.db")
    assert read.tables == plan("targets").tables


def test_tables_follow_their_document_when_it_is_renamed() -> None:
    """Two documents of one number: the tables' sections carry the year too."""
    first = plan("targets")
    document = first.document.model_copy(update={"date": first.document.date.replace(year=2024)})  # type: ignore[union-attr]
    one, two = distinguish([first, first.model_copy(update={"document": document})])
    assert {table.section for table in one.tables} <= {section.id for section in one.sections}
    assert {table.doc for table in two.tables} == {"77/KH-UBND:2024"}


def test_plans_without_such_tables_have_none() -> None:
    """The five plans print only tables of tasks; a letterhead or a signature in columns is no table."""
    plans: list[Plan] = [plan(name) for name in ("54-KH-UBND", "268-KH-UBND", "1510-UBND-TH", "two_columns")]
    assert [p.tables for p in plans] == [()] * len(plans)


@pytest.mark.parametrize(
    ("question", "first", "section"),
    [
        ("tỷ lệ giao dịch không dùng tiền mặt đến năm 2025?", "Kết quả: ≥ 60", "PL2.p1"),
        ("ty le giao dich khong dung tien mat nam 2025 la bao nhieu", "Kết quả: ≥ 60", "PL2.p1"),
        ("cơ quan nào theo dõi hồ sơ trả đúng hạn", "Cơ quan chủ trì theo dõi, đánh giá: Văn", "PL2.p1"),
        ("kết quả chỉ tiêu quy mô kinh tế số đến năm 2030", "Kết quả: 25", "PL2.p1"),
        ("tổng mức đầu tư mạng truyền số liệu cấp xã là bao nhiêu", "Tổng mức đầu tư: 75.000", "PL3.p2"),
        ("chủ đầu tư trung tâm dữ liệu tỉnh là ai", "Chủ đầu tư: Sở Thông tin", "PL3.p2"),
        ("trung tâm dữ liệu tỉnh năm 2026 được bố trí bao nhiêu vốn", "Năm 2026: 80.000", "PL3.p2"),
    ],
)
def test_a_row_answers_with_its_columns(engine: Engine, question: str, first: str, section: str) -> None:
    """The column asked for comes first, then every other cell under its name; cited as its section."""
    answer = told(engine, question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(first)
    assert answer.citations[0].id == f"77/KH-UBND@{section}"


def test_the_row_is_told_whole(engine: Engine) -> None:
    """A figure stands beside its unit, who follows it, and the title it stands under."""
    answer = told(engine, "tỷ lệ giao dịch không dùng tiền mặt đến năm 2025?")
    assert answer.text.split("\n") == [
        "Kết quả: ≥ 60",
        "Chỉ tiêu: Tỷ lệ giao dịch không dùng tiền mặt",
        "Đơn vị: %",
        "Cơ quan chủ trì theo dõi, đánh giá: Ngân hàng Nhà nước",
        "Thuộc: Đến năm 2025",
        "Nguồn: Kế hoạch số 77/KH-UBND ngày 05/3/2025, Phụ lục II, dòng 1",
    ]
    assert "Đơn vị tính: Triệu đồng" in told(engine, "chủ đầu tư trung tâm dữ liệu tỉnh là ai").text


def test_the_same_target_of_another_year_is_told_too(engine: Engine) -> None:
    """Without a year two rows are meant, with one only its own."""
    both = told(engine, "Quy mô kinh tế số là bao nhiêu?")
    assert "Kết quả: 15" in both.text
    assert "Kết quả: 25" in both.text
    one = told(engine, "Quy mô kinh tế số đến năm 2030 là bao nhiêu?")
    assert "Kết quả: 15" not in one.text


@pytest.mark.parametrize(
    "question",
    [
        "có bao nhiêu chỉ tiêu?",
        "kết quả các chỉ tiêu đến năm 2030 là bao nhiêu",
        "tổng mức đầu tư các dự án là bao nhiêu",
    ],
)
def test_what_holds_for_every_row_is_answered_by_none(engine: Engine, question: str) -> None:
    """The words of the header and the group titles alone mean no row."""
    text = told(engine, question).text
    assert not any(row.cells[-1] in text for table in plan("targets").tables for row in table.rows)


def test_who_follows_a_target_is_never_taken_for_a_lead(engine: Engine) -> None:
    """The agency is told under the column's printed name; the target counts as no task of the agency."""
    answer = told(engine, "cơ quan nào theo dõi chỉ tiêu giao dịch không dùng tiền mặt?")
    assert "Cơ quan chủ trì theo dõi, đánh giá: Ngân hàng Nhà nước" in answer.text
    assert "Chủ trì: " not in answer.text
    assert told(engine, "Văn phòng UBND tỉnh chủ trì những nhiệm vụ nào?").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("turns", "line", "row"),
    [
        (["kinh phí nâng cấp cổng dịch vụ công trực tuyến là bao nhiêu?"], "Kinh phí (triệu đồng): 1.500", 1),
        (["nâng cấp cổng dịch vụ công hết bao nhiêu tiền?"], "Kinh phí (triệu đồng): 1.500", 1),
        (["kinh phi nang cap cong dich vu cong truc tuyen"], "Kinh phí (triệu đồng): 1.500", 1),
        (
            ["lãnh đạo nào phụ trách kho dữ liệu dùng chung?"],
            "Lãnh đạo UBND tỉnh phụ trách: Đ/c Trần Thị B",
            2,
        ),
        (["kho dữ liệu dùng chung lấy nguồn vốn nào"], "Nguồn vốn: Ngân sách trung ương", 2),
        (["ghi chú của nhiệm vụ xây dựng kho dữ liệu dùng chung"], "Ghi chú: Chuyển tiếp từ năm 2024", 2),
        (
            ["đồng chí nào phụ trách tập huấn kỹ năng số cho cán bộ xã"],
            "Lãnh đạo UBND tỉnh phụ trách: Đ/c Trần Thị B",
            3,
        ),
        (["ai chủ trì kho dữ liệu dùng chung", "kinh phí bao nhiêu?"], "Kinh phí (triệu đồng): 2.300", 2),
        (
            ["ai chủ trì kho dữ liệu dùng chung", "lãnh đạo nào phụ trách?"],
            "Lãnh đạo UBND tỉnh phụ trách: Đ/c Trần Thị B",
            2,
        ),
    ],
)
def test_a_column_is_answered_by_its_printed_name(
    engine: Engine, turns: list[str], line: str, row: int
) -> None:
    """What no fact of its own stands for is asked for in the words of its header."""
    answer = told(engine, *turns)
    assert answer.text.startswith(line)
    assert [citation.id for citation in answer.citations] == [f"77/KH-UBND#{row}"]


def test_a_row_is_found_by_its_number_in_its_annex(engine: Engine) -> None:
    """Row 1 of annex II is the target, never the task of the same number in annex I."""
    answer = told(engine, "dòng 1 phụ lục II kế hoạch 77/KH-UBND")
    assert answer.citations[0].quote.startswith("1 | Tỷ lệ giao dịch")
    assert told(engine, "dòng 1 phụ lục I kế hoạch 77/KH-UBND").citations[0].id == "77/KH-UBND#1"
    assert told(engine, "dòng 9 phụ lục II kế hoạch 77/KH-UBND").status is Status.NOT_FOUND


def test_an_annex_of_figures_has_no_tasks(engine: Engine) -> None:
    """Its rows are not counted, nor are the tasks of another annex in their stead."""
    answer = told(engine, "phụ lục II kế hoạch 77/KH-UBND có bao nhiêu nhiệm vụ?")
    assert (answer.status, answer.items) == (Status.NOT_FOUND, ())
    assert told(engine, "phụ lục I kế hoạch 77/KH-UBND có bao nhiêu nhiệm vụ?").total == 3


def test_another_column_of_the_same_row_is_told(engine: Engine) -> None:
    """ "Chủ đầu tư là ai?" after a project was spoken of."""
    answer = told(engine, "tổng mức đầu tư mạng truyền số liệu cấp xã là bao nhiêu", "chủ đầu tư là ai?")
    assert answer.text.startswith("Chủ đầu tư: UBND huyện Vị Xuyên")


def test_a_blank_cell_is_said_to_be_blank(engine: Engine) -> None:
    """The row is there, the figure is not: nothing is taken from the row beside it."""
    for turns in (
        ["kinh phí tập huấn kỹ năng số cho cán bộ xã?"],
        ["ai chủ trì tập huấn kỹ năng số cho cán bộ xã", "kinh phí bao nhiêu?"],
    ):
        answer = told(engine, *turns)
        assert answer.status is Status.NOT_FOUND
        assert "không ghi gì ở cột “Kinh phí (triệu đồng)”" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "ai chủ trì xây dựng kho dữ liệu dùng chung",
        "bao giờ xong kho dữ liệu dùng chung",
        "đơn vị phối hợp nâng cấp cổng dịch vụ công",
    ],
)
def test_known_facts_are_not_taken_for_columns(engine: Engine, question: str) -> None:
    """Who, with whom and by when are answered as ever."""
    assert told(engine, question).text.startswith(("Chủ trì: ", "Phối hợp: ", "Thời hạn: "))


def test_every_column_of_a_row_is_shown(engine: Engine) -> None:
    """A row asked for as such is told with all its cells."""
    text = told(engine, "nhiệm vụ xây dựng kho dữ liệu dùng chung nội dung thế nào").text
    assert "Kinh phí (triệu đồng): 2.300" in text
    assert "Ghi chú: Chuyển tiếp từ năm 2024" in text


@pytest.mark.parametrize(
    ("norm", "names", "column"),
    [
        ("kinh phí của đề án là bao nhiêu", ["Ghi chú", "Dự kiến kinh phí"], "Dự kiến kinh phí"),
        ("đề án này trình cấp nào", ["Cấp trình", "Cấp ban hành"], "Cấp trình"),
        ("ai theo dõi việc này", ["Người theo dõi", "Ghi chú"], "Người theo dõi"),
        ("lớp tập huấn tổ chức ở đâu", ["Địa điểm", "Số lượng"], "Địa điểm"),
        ("số lượng học viên lớp này", ["Địa điểm", "Số lượng"], "Số lượng"),
        ("hồ sơ của hoạt động này", ["Hồ sơ"], "Hồ sơ"),
        ("ai phụ trách việc này", ["Kinh phí", "Ghi chú"], None),
        ("phí và lệ phí, kinh doanh", ["Kinh phí"], None),
        ("rà soát quy trình nội bộ", ["Nội dung", "TT", "Cột 5"], None),
    ],
)
def test_columns_are_known_by_their_words(norm: str, names: list[str], column: str | None) -> None:
    """All telling words of a header stand together in the question, or another way of saying them."""
    asked = find_asked_column(norm, names)
    assert (asked.name if asked else None) == column


@pytest.mark.parametrize("question", ["đề án trình ai", "thông tư trình cấp nào", "đề án trình cơ quan nào"])
def test_to_whom_a_task_is_submitted_is_no_question_of_its_lead(question: str) -> None:
    """Though it says "ai", "cơ quan nào", it asks for the column alone, which outdoes the known facts."""
    asked = find_asked_column(question, ["Cấp trình", "Ghi chú"])
    assert asked is not None
    assert (asked.name, asked.whole) == ("Cấp trình", True)


@pytest.mark.parametrize(
    ("place", "told_as"),
    [
        (None, ""),
        (Place(page=3, table=1, row=2), ", trang 3"),
        (Place(sheet="Nhiệm vụ 2025", row=4), ", trang tính “Nhiệm vụ 2025”"),
        (Place(sheet="Sheet1", row=4), ""),
        (Place(table=1, row=4), ""),
    ],
)
def test_a_label_tells_the_page_where_there_are_any(place: Place | None, told_as: str) -> None:
    """The page of a PDF or a named worksheet helps to find the row; a row of Word is found by its number."""
    own = plan("targets")
    task, section = (value.model_copy(update={"place": place}) for value in (own.tasks[0], own.sections[0]))
    assert task_label(own.document, task).endswith(f", dòng 1{told_as}")
    assert section_label(own.document, section).endswith(f"phần I{told_as}")
