"""Cells that name leader and helpers together, "như trên", and cells that contradict their column's header."""

from __future__ import annotations

import pytest

from corpus.agency_duties import names_duties, split_duties
from corpus.agency_finder import AgencyFinder, AgencyMention
from corpus.doubts import DoubtKind, find_doubts
from corpus.model import SourceLine, TaskRow
from corpus.parse import parse_plan
from corpus.tables import parse_task_tables
from corpus.tables.columns import Role, find_header
from tests.reading import plan

HEADER = "STT|Nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Thời hạn|Sản phẩm"


def tasks(*rows: str, exact: bool = True) -> tuple[TaskRow, ...]:
    """Rows with cells between bars, "¶" for a line break, as a Word file tells them or as a text file has them."""
    lines = []
    for at, row in enumerate(rows, start=1):
        cells = tuple(cell.replace("¶", "\n") for cell in row.split("|"))
        lines.append(SourceLine(at, "\t".join(cells).replace("\n", " "), cells if exact else ()))
    return parse_task_tables(lines, "9/KH-UBND", [], year=2026).tasks


@pytest.mark.parametrize(
    ("cell", "lead", "coop"),
    [
        ("Chủ trì: Sở Y tế.\nPhối hợp: Sở Nội vụ, Sở NN&MT", "Sở Y tế", "Sở Nội vụ|Sở NN&MT"),
        ("- Chủ trì: Sở Y tế; - Phối hợp: Sở Nội vụ", "Sở Y tế", "Sở Nội vụ"),
        ("Cơ quan chủ trì: Sở Y tế. Cơ quan phối hợp: Sở Nội vụ", "Sở Y tế", "Sở Nội vụ"),
        ("Phối hợp: Sở Nội vụ. Chủ trì: Sở Y tế", "Sở Y tế", "Sở Nội vụ"),
        ("Sở Y tế. Phối hợp: Sở Nội vụ", "Sở Y tế", "Sở Nội vụ"),
        ("Chủ trì: Sở Y tế (cấp phép); Công an tỉnh (an ninh).\nPhối hợp: UBND các xã", "Sở Y tế|Công an tỉnh", "UBND các xã"),
        ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ; UBND các xã", "Sở Y tế", "Sở Nội vụ|UBND các xã"),
        ("Sở Y tế chủ trì, phối hợp các sở, ngành liên quan", "Sở Y tế", "các sở, ngành liên quan"),
        ("- Sở Y tế phối hợp với Sở Nội vụ\n- Công an tỉnh", "Sở Y tế|Công an tỉnh", "Sở Nội vụ"),
        ("Sở Y tế (chủ trì); Sở Nội vụ (phối hợp)", "Sở Y tế", "Sở Nội vụ"),
        ("Công an tỉnh, Sở Y tế; Sở Nội vụ (phối hợp)", "Công an tỉnh|Sở Y tế", "Sở Nội vụ"),
        ("Sở Y tế; Sở Nội vụ", "Sở Y tế|Sở Nội vụ", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_cell_says_who_leads_and_who_helps(cell: str, lead: str, coop: str) -> None:
    """Whoever is said to cooperate is never taken for a leader; without such words all of a cell lead."""
    duties = split_duties(cell)
    assert ("|".join(duties.lead), "|".join(duties.coop), duties.sure) == (lead, coop, True)


def test_who_is_not_said_to_lead_is_marked() -> None:
    """ "Công an tỉnh (chủ trì), Sở Y tế": the second one is hardly a leader too, and the row says so."""
    (task,) = tasks(HEADER, "1|Rà soát|Công an tỉnh (chủ trì), Sở Y tế||Quý I|")
    assert task.agencies.lead == ("Công an tỉnh",)
    assert task.agencies.coop == ("Sở Y tế",)
    assert task.uncertain


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("name", ["Phân công nhiệm vụ", "Tổ chức thực hiện", "Cơ quan thực hiện", "Ghi chú"])
def test_labels_in_cells_outdo_the_header(name: str, exact: bool) -> None:
    """A column whose cells say "Chủ trì: …" holds the agencies, even where its header sounds like the tasks."""
    first, second = tasks(
        f"Nội dung|{name}|Tiến độ|Sản phẩm",
        "1. Kiểm kê nguồn nguyên liệu|Chủ trì: Sở Công Thương. Phối hợp: Sở Tài chính, UBND các xã|Quý II/2027|Báo cáo",
        "2. Lập danh mục dự án|Chủ trì: Sở Xây dựng. Phối hợp: Công an tỉnh|Quý III/2027|Danh mục",
        exact=exact,
    )
    assert first.agencies.lead == ("Sở Công Thương",)
    assert first.agencies.coop == ("Sở Tài chính", "UBND xã")
    assert (first.lead_text, first.coop_text) == ("Sở Công Thương", "Sở Tài chính, UBND các xã")
    assert first.task.endswith("Kiểm kê nguồn nguyên liệu")
    assert second.agencies.lead == ("Sở Xây dựng",)


def test_prose_about_duties_labels_no_column() -> None:
    """A task that begins with "Chủ trì …" is none of "Chủ trì: …"."""
    assert not names_duties("Chủ trì, phối hợp với các sở xây dựng kế hoạch")
    assert not names_duties("Xây dựng kế hoạch phối hợp: mục tiêu chung")


def test_numbers_are_no_tasks_and_figures_no_helpers() -> None:
    """ "Nhiệm vụ của Chính phủ" over "14, 26" refers to a list; "Chỉ số liên quan" over codes names nobody."""
    header = find_header(
        [
            ("Nội dung", "Nhiệm vụ của Chính phủ", "Chỉ số liên quan", "Đơn vị chủ trì", "Thời hạn"),
            ("Luật Dữ liệu", "14, 26", "chỉ số 9", "Bộ Công an", "2025"),
            ("Luật Nhà giáo", "22", "chỉ số 7", "Bộ Nội vụ", "2026"),
        ]
    )
    assert header is not None
    roles = [column.role for column in header.columns]
    assert roles == [Role.TASK, Role.EXTRA, Role.EXTRA, Role.LEAD, Role.DUE]


def test_ditto_marks_are_written_out() -> None:
    """ "nt", "như trên" and a quotation mark mean the cell above; the row says whose words it took."""
    rows = tasks(
        HEADER,
        "1|Rà soát quy định|Sở Y tế|Sở Nội vụ|Quý I/2026|Báo cáo",
        '2|Tập huấn cán bộ|nt|-nt-|Như trên|"',
        "3|Tổng kết đợt một|n.t|Công an tỉnh|nt|Kế hoạch",
    )
    assert [row.agencies.lead for row in rows] == [("Sở Y tế",)] * 3
    assert [row.agencies.coop for row in rows] == [("Sở Nội vụ",), ("Sở Nội vụ",), ("Công an tỉnh",)]
    assert {row.due for row in rows} == {"Quý I/2026"}
    assert rows[1].product == "Báo cáo"
    assert "như trên" in rows[1].repaired[0]
    assert "dòng 2" in rows[1].repaired[0]
    assert not rows[1].uncertain


def test_a_ditto_across_groups_is_marked() -> None:
    """The last row of another group is what stands above, but hardly what everyone means."""
    *_, last = tasks(
        HEADER,
        "I|Y TẾ||||",
        "1|Rà soát quy định|Sở Y tế||Quý I|",
        "II|NỘI VỤ||||",
        "1|Tập huấn cán bộ|nt||Quý II|",
    )
    assert last.agencies.lead == ("Sở Y tế",)
    assert last.uncertain


def test_a_ditto_below_nothing_names_nobody_and_is_doubted() -> None:
    """ "nt" in the first row has nothing to repeat: it is no agency called "nt"."""
    text = f"Số: 9/KH-UBND\n\nKẾ HOẠCH\nThử\n\n{HEADER}\n1|Rà soát|nt||Quý I/2026|\n2|Tập huấn|Sở Y tế||Quý I/2026|"
    lines = [SourceLine(at, line.replace("|", "\t")) for at, line in enumerate(text.split("\n"), start=1)]
    read = parse_plan(lines, "a.txt", "")
    assert read.tasks[0].agencies.lead == ()
    told = [doubt.text for doubt in find_doubts(read) if doubt.kind is DoubtKind.MISPLACED_CELL]
    assert told == ["ô ghi “như trên” nhưng dòng trên không có gì để lấy"]


@pytest.mark.parametrize(
    "words", ["Tổng kinh phí dự kiến giai đoạn 2026 - 2030: 30.000 triệu đồng", "Ghi chú: Danh mục mở"]
)
def test_a_sentence_across_the_table_is_no_task(words: str) -> None:
    """A last row of one cell that sums up or explains is neither a task nor the rest of the one above."""
    (task,) = tasks(
        "Nội dung|Cơ quan chủ trì|Thời hạn|Kinh phí", "Rà soát quy định|Sở Y tế|Quý I|500", f"{words}|||"
    )
    assert task.task == "Rà soát quy định"
    assert task.repaired == ()


def test_investors_are_not_led_by() -> None:
    """A column of offices and investors together tells nobody's duty."""
    assert not tasks(
        "TT|Tên dự án|Địa điểm|Cơ quan đầu mối; nhà đầu tư", "1|Nhà máy axit|KCN A|Sở Y tế. Công ty B"
    )


def test_no_golden_cell_is_read_otherwise() -> None:
    """Of the five plans, no row names its helpers in the lead's cell: nothing changes there."""
    for name in ("54-KH-UBND", "165-KH-TU", "220-KH-UBND", "268-KH-UBND"):
        for row in plan(name).tasks:
            assert not split_duties(row.lead_text).told


def test_work_grows_with_a_cell_as_its_length_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cell of many names is split without looking at its whole rest again for each of them."""
    looked_at: list[int] = []
    find = AgencyFinder.find

    def counting(self: AgencyFinder, text: str, **how: bool) -> list[AgencyMention]:
        looked_at.append(len(text))
        return find(self, text, **how)

    monkeypatch.setattr(AgencyFinder, "find", counting)
    cell = "Sở Y tế, " * 500
    assert split_duties(cell).lead == ("Sở Y tế",) * 500
    assert sum(looked_at) < 300 * len(cell) / len("Sở Y tế, ") + 10 * len(cell)
