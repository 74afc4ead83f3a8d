"""Damage of scans, done to a table that no sample plan holds: the reading is that of the whole table.

Each test cuts, shifts, doubles or loses something of the clean table below and expects the clean table's rows
back, the repair told on its row, and doubt where the text alone does not prove it.
"""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.tables.grid import GridRow
from corpus.model import LineRole, Section, SourceLine, TaskRow
from corpus.tables import TableReading, parse_task_grids, parse_task_tables
from corpus.vietnamese import squeeze

Cells = list[str]

TABLE = Path(__file__).parent / "gold" / "clean_table.tsv"
HEADER, *CLEAN = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]
TASKS = [row for row in CLEAN if any(row[2:])]
ROWS = [index for index, row in enumerate(CLEAN) if any(row[2:])]


def read(rows: list[Cells | str], prose: list[Section] | None = None) -> TableReading:
    """The reading of printed rows; a string is a line without cells, an empty one an empty line."""
    lines = ["PHỤ LỤC 3", "(Kèm theo Kế hoạch số 9/KH-UBND ngày 5/1/2025)", ""]
    lines += [row if isinstance(row, str) else "\t".join(row) for row in rows]
    numbered = [SourceLine(number, text) for number, text in enumerate(lines, start=1)]
    return parse_task_tables(numbered, "9/KH-UBND", prose or [])


def seen(task: TaskRow) -> Cells:
    """The cells of a row as the clean table prints them."""
    cells = (task.task, task.lead_text, task.coop_text, task.start, task.due, task.product)
    return [task.number or "", *(squeeze(cell or "") for cell in cells)]


def clean_cells(rows: list[Cells] = TASKS) -> list[Cells]:
    """The cells of the clean table's rows."""
    return [[squeeze(cell) for cell in row] for row in rows]


def page(*rows: Cells) -> list[Cells | str]:
    """Rows after a page break: an empty line and the header once more."""
    return ["", HEADER, *rows]


def with_damage(at: int, *damaged: Cells | str) -> list[Cells | str]:
    """The clean table with one row replaced by damaged ones."""
    return [HEADER, *CLEAN[:at], *damaged, *CLEAN[at + 1 :]]


def task_at(reading: TableReading, at: int) -> TaskRow:
    """The reading's row for a row of the clean table."""
    return reading.tasks[ROWS.index(at)]


def test_clean_table_needs_no_repair() -> None:
    """Nothing is mended where nothing is broken."""
    reading = read([HEADER, *CLEAN])
    assert [seen(task) for task in reading.tasks] == clean_cells()
    assert [task.id for task in reading.tasks][:4] == [
        f"9/KH-UBND#{n}" for n in ("I.1", "I.2", "I.3", "II.1")
    ]
    assert [task.group_title for task in reading.tasks][0] == "PHÁT TRIỂN KINH TẾ RỪNG"
    assert not any(task.repaired or task.uncertain for task in reading.tasks)
    assert {task.table for task in reading.tasks} == {"Phụ lục 3"}


@st.composite
def cuts(draw: st.DrawFn) -> tuple[int, list[int]]:
    """A row of the clean table, and after how many words each of its cells is cut (all of them: not cut)."""
    at = draw(st.sampled_from(ROWS))
    row = CLEAN[at]
    words = [len(cell.split()) for cell in row]
    places = [draw(st.integers(min_value=1, max_value=max(1, count))) for count in words]
    places[0] = words[0]
    task_cut = draw(st.integers(min_value=2, max_value=words[1] - 1))
    return at, [places[0], task_cut, *places[2:]]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(cuts())
@example((2, [1, 4, 2, 3, 2, 2, 2]))
@example((1, [1, 9, 4, 6, 1, 1, 1]))
def test_row_cut_by_a_page_break_is_joined(cut: tuple[int, list[int]]) -> None:
    """Wherever a page break cuts the cells of a row, no row is lost or added and its task is whole again."""
    at, places = cut
    above = [" ".join(cell.split()[:n]) for cell, n in zip(CLEAN[at], places, strict=True)]
    below = [" ".join(cell.split()[n:]) for cell, n in zip(CLEAN[at], places, strict=True)]
    reading = read(with_damage(at, above, *page(below)))
    assert [seen(task) for task in reading.tasks] == clean_cells()
    assert "ngắt trang" in " ".join(task_at(reading, at).repaired)
    assert task_at(reading, at).lines == (at + 5, at + 8)


@pytest.mark.parametrize("at", ROWS[:-1])
@pytest.mark.parametrize("paragraphs", [True, False])
def test_rows_run_together_by_a_page_break_are_parted(at: int, paragraphs: bool) -> None:
    """The end of a row stands before the next row's own text in the same cells, with or without a paragraph mark.

    Where one sentence ends and one begins, or an opening word stands in capitals, the text shows the border.
    """
    following = next((index for index in ROWS if index > at), at)
    if following != at + 1 or (
        not paragraphs and not CLEAN[following][1].startswith(("Xây dựng", "Tuyển dụng"))
    ):
        pytest.skip("a heading between, or nothing to tell the border by")
    words = CLEAN[at][1].split()
    half = next(n for n in range(len(words) // 2, len(words)) if words[n][0].islower())
    above = [CLEAN[at][0], " ".join(words[:half]), *CLEAN[at][2:]]
    tail, own = " ".join(words[half:]), CLEAN[following][1]
    merged = [
        CLEAN[following][0],
        f"<p>{tail}</p> <p>{own}</p>" if paragraphs else f"{tail} {own}",
        *CLEAN[following][2:],
    ]
    rows = [HEADER, *CLEAN[:at], above, *page(merged), *CLEAN[following + 1 :]]
    if not paragraphs and not CLEAN[at][1].endswith(".") and not own.startswith("Xây dựng"):
        pytest.skip("nothing to tell the border by")
    reading = read(rows)
    assert [seen(task) for task in reading.tasks] == clean_cells()
    assert task_at(reading, at).repaired
    assert task_at(reading, following).repaired


def test_agencies_and_times_run_together_are_taken_apart() -> None:
    """Cut agency and time cells are completed from the next row's cells, and that row keeps the rest."""
    above = [
        "1",
        "Sắp xếp mạng lưới trường, lớp phù hợp với quy",
        "Sở Giáo dục và",
        "Sở Nội vụ; UBND các huyện,",
        "Quý",
        "Quý",
        "Phương án",
    ]
    merged = ["2", "mô dân số ở từng xã, phường Tham mưu tuyển dụng giáo viên còn thiếu.", "Đào tạo Sở Nội vụ", "thị xã Sở Giáo dục và Đào tạo", "I/2025 Tháng 3/2025", "IV/2025 Tháng 12/2025", "Quyết định"]  # fmt: skip
    reading = read([HEADER, *CLEAN[:5], above, *page(merged), *CLEAN[7:]])
    assert seen(reading.tasks[3]) == clean_cells()[3]
    assert seen(reading.tasks[4])[2:] == clean_cells()[4][2:]
    assert reading.tasks[4].task == "Tham mưu tuyển dụng giáo viên còn thiếu."


def test_next_row_with_its_own_cells_shifted_left_is_filled_in() -> None:
    """After a merged row its own agencies and times may stand in a line without number, one cell to the left."""
    above = [
        "1",
        "Sắp xếp mạng lưới trường, lớp phù hợp với quy",
        "Sở Giáo dục",
        "Sở Nội vụ; UBND các huyện, thị",
        "Quý I/2025",
        "Quý",
        "",
    ]
    merged = [
        "2",
        "<p>mô dân số ở từng xã</p> <p>Tuyển dụng giáo viên còn thiếu</p>",
        "và Đào tạo",
        "xã",
        "",
        "IV/2025",
        "",
    ]
    own = ["", "Sở Nội vụ", "Sở Giáo dục và Đào tạo", "Tháng 3/2025", "Tháng 12/2025", "", ""]
    reading = read([HEADER, *CLEAN[:5], above, *page(merged, own), *CLEAN[7:]])
    assert len(reading.tasks) == len(TASKS)
    assert seen(reading.tasks[3])[2:6] == clean_cells()[3][2:6]
    assert seen(reading.tasks[4])[2:6] == clean_cells()[4][2:6]
    assert "lệch cột" in " ".join(reading.tasks[4].repaired)


def test_words_in_a_repeated_header_go_back_to_their_row() -> None:
    """The rest of a cell that slipped into the header, even misread, completes the cell above."""
    row = CLEAN[2]
    above = [*row[:3], "Các sở, ban, ngành; UBND các huyện, thị", *row[4:]]
    header = [*HEADER[:3], "Đơn vị phối hợp xá", *HEADER[4:]]
    reading = read([HEADER, *CLEAN[:2], above, "", header, *CLEAN[3:]])
    assert [seen(task) for task in reading.tasks] == clean_cells()
    assert "“xá” là “xã”" in " ".join(reading.tasks[1].repaired)
    assert reading.roles[9] is LineRole.HEADING


@pytest.mark.parametrize(
    ("above", "below"),
    [("Thường", "Thường xuyên"), ("Hằng", "Hằng năm"), ("Quý I/2025 và", "Quý I/2025 và quý II/2025")],
)
def test_cut_cell_printed_whole_again_is_taken_once(above: str, below: str) -> None:
    """A cut cell that the next page repeats from its beginning is that whole cell, once."""
    row = CLEAN[7]
    rows = with_damage(7, [*row[:1], "Bồi dưỡng năng lực", *row[2:4], above, *row[5:]], *page(["", "số cho cán bộ quản lý giáo dục", "", "", below, "", ""]))  # fmt: skip
    task = task_at(read(rows), 7)
    assert task.start == below
    assert task.task == row[1]


def test_repeated_end_of_a_cell_is_dropped() -> None:
    """A page break prints the last words of a cell once more, beside a heading or alone (03/NQ-CP)."""
    heading = ["II", "GIÁO DỤC VÀ ĐÀO TẠO", "", "các huyện, thị xã", "", "", ""]
    echo = ["", "pháp luật; công khai kết quả trên báo chí.", "", "", "", "", ""]
    reading = read([HEADER, *CLEAN[:4], echo, heading, *CLEAN[5:]])
    assert [seen(task) for task in reading.tasks] == clean_cells()
    assert reading.tasks[3].group_title == "GIÁO DỤC VÀ ĐÀO TẠO"
    assert sum("in lặp lại" in note for note in reading.tasks[2].repaired) == 2


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (["2", "Tuyển dụng giáo viên", "", "Sở Nội vụ", "Sở Giáo dục và Đào tạo", "Tháng 3/2025", "Tháng 12/2025", "Quyết định"], "ô trống thừa"),
        (["2", "Tuyển dụng giáo viên", "Sở Nội vụ", "Tháng 3/2025", "Tháng 12/2025", "Quyết định"], "bị mất"),
        (["2", "Tuyển dụng giáo viên", "Sở Nội vụ", "Sở Giáo dục và Đào tạo", "Tháng 3/2025", "Tháng 12/2025", "Quyết định", ""], ""),
        (["2", "Tuyển dụng", "giáo viên", "Sở Nội vụ", "Sở Giáo dục và Đào tạo", "Tháng 3/2025", "Tháng 12/2025", "Quyết định"], "tách đôi"),
    ],
    ids=["an empty cell too many", "a cell lost", "padding at the end", "a cell cut in two"],
)  # fmt: skip
def test_cells_stand_under_their_columns_again(cells: Cells, told: str) -> None:
    """Agencies and times are told by their look; the cells around them follow."""
    task = task_at(read(with_damage(6, cells)), 6)
    assert (task.task, task.lead_text) == ("Tuyển dụng giáo viên", "Sở Nội vụ")
    assert task.coop_text == (None if told == "bị mất" else "Sở Giáo dục và Đào tạo")
    assert (task.start, task.due, task.product) == ("Tháng 3/2025", "Tháng 12/2025", "Quyết định")
    assert told in " ".join(task.repaired)
    assert bool(task.repaired) == bool(told)


def test_a_product_that_sounds_like_an_agency_stays_a_product() -> None:
    """Cells that fit as printed are never moved: "Trung tâm điều hành" is a product in its column."""
    row = [*CLEAN[6][:3], "", *CLEAN[6][4:6], "Trung tâm điều hành"]
    task = task_at(read(with_damage(6, row)), 6)
    assert (task.lead_text, task.coop_text, task.product) == ("Sở Nội vụ", None, "Trung tâm điều hành")
    assert not task.repaired


def shifted(leads_move: bool) -> list[Cells | str]:
    """Group I with its number lost: numbers, and with them agencies and times, one row above their texts."""
    rows = [list(row) for row in CLEAN[:6]]
    numbers = [row[0] for row in rows]
    for index in range(4):
        rows[index][0] = numbers[index + 1]
    rows[4][0] = "1"
    if leads_move:
        sets = [row[2:] for row in rows]
        for index in range(3):
            rows[index][2:] = sets[index + 1]
        rows[3][2:] = sets[3]
    return [HEADER, *rows, *CLEAN[6:]]


PROSE = [
    Section(id="9/KH-UBND@II.1", doc="9/KH-UBND", number="II.1", printed_number="1.", title="Chi cục Kiểm lâm", lines=(1, 1), text=f"1. Chi cục Kiểm lâm\n{CLEAN[3][1]}"),
    Section(id="9/KH-UBND@II.2", doc="9/KH-UBND", number="II.2", printed_number="2.", title="Sở Y tế", lines=(1, 1), text=f"2. Sở Y tế\nHướng dẫn. {CLEAN[2][1]}. Theo dõi."),
]  # fmt: skip


@pytest.mark.parametrize("prose", [PROSE, []], ids=["proved by the prose", "without proof"])
def test_numbers_and_agencies_one_row_above_their_texts_move_back(prose: list[Section]) -> None:
    """A lost heading number lets the numbers slip one row up; the sequence shows it, the prose proves the agencies."""
    reading = read(shifted(leads_move=True), prose)
    assert [seen(task) for task in reading.tasks] == clean_cells()
    assert [task.id for task in reading.tasks[:4]] == [
        f"9/KH-UBND#{n}" for n in ("I.1", "I.2", "I.3", "II.1")
    ]
    assert reading.tasks[0].group_title == "PHÁT TRIỂN KINH TẾ RỪNG"
    assert reading.tasks[3].group_title == "GIÁO DỤC VÀ ĐÀO TẠO"
    assert [task.printed_number for task in reading.tasks[:3]] == ["2", "3", "II"]
    assert all("lệch" in " ".join(task.repaired) for task in reading.tasks[:3])
    # the third task's own set of cells and the one above it are the same: nothing to doubt
    assert [task.uncertain for task in reading.tasks[:3]] == [not prose, not prose, False]
    assert not any(task.uncertain for task in reading.tasks[3:])


def test_agencies_that_did_not_move_with_the_numbers_stay() -> None:
    """Where only the numbers slipped, the agencies stay with their texts."""
    reading = read(shifted(leads_move=False), PROSE)
    assert [seen(task) for task in reading.tasks] == clean_cells()
    assert not any(task.uncertain for task in reading.tasks)


def test_lost_heading_is_supposed_where_the_numbers_restart() -> None:
    """Numbers that begin again without a heading begin the group that is missing, and are marked as doubtful."""
    reading = read([HEADER, *CLEAN[:4], *CLEAN[5:]])
    assert [task.group for task in reading.tasks] == ["I"] * 3 + ["II"] * 3 + ["III"] * 2
    assert [task.group_title for task in reading.tasks][3] is None
    assert [task.uncertain for task in reading.tasks] == [False] * 3 + [True] * 3 + [False] * 2


@pytest.mark.parametrize("number", ["II. ", ""])
def test_heading_swallowed_by_the_cell_above_is_released(number: str) -> None:
    """A title in capitals at the end of a task, where the numbers restart, is the next group's."""
    row = [CLEAN[3][0], f"{CLEAN[3][1]} {number}GIÁO DỤC VÀ ĐÀO TẠO", *CLEAN[3][2:]]
    reading = read([HEADER, *CLEAN[:3], row, *CLEAN[5:]])
    assert [seen(task) for task in reading.tasks] == clean_cells()
    assert reading.tasks[3].group == "II"
    assert reading.tasks[3].group_title == "GIÁO DỤC VÀ ĐÀO TẠO"
    assert reading.tasks[2].repaired


@pytest.mark.parametrize("heading", [["II. GIÁO DỤC VÀ ĐÀO TẠO", "", "", "", "", "", ""], ["", "II. GIÁO DỤC VÀ ĐÀO TẠO"], "II. GIÁO DỤC VÀ ĐÀO TẠO"])  # fmt: skip
def test_headings_in_merged_cells_are_headings(heading: Cells | str) -> None:
    """A heading printed across the table, in whatever cell, opens its group."""
    reading = read(with_damage(4, heading))
    assert [seen(task) for task in reading.tasks] == clean_cells()
    assert [task.group for task in reading.tasks] == ["I"] * 3 + ["II"] * 3 + ["III"] * 2
    assert reading.roles[9] is LineRole.HEADING


@pytest.mark.parametrize(("printed", "at"), [("", 6), ("7", 6)])
def test_lost_or_misread_number_is_told_by_its_neighbours(printed: str, at: int) -> None:
    """Between 1 and 3 stands 2, whatever the scan prints there."""
    task = task_at(read(with_damage(at, [printed, *CLEAN[at][1:]])), at)
    assert (task.id, task.number, task.printed_number) == ("9/KH-UBND#II.2", "2", printed)
    assert task.repaired


def test_numbers_that_run_on_give_ids_without_groups() -> None:
    """Where the numbers run on through all groups, the number alone names a row; the group is kept."""
    count = iter(range(1, 20))
    rows = [[str(next(count)) if any(row[2:]) else row[0], *row[1:]] for row in CLEAN]
    tasks = read([HEADER, *rows]).tasks
    assert [task.id for task in tasks] == [f"9/KH-UBND#{n}" for n in range(1, 9)]
    assert [task.group for task in tasks] == ["I"] * 3 + ["II"] * 3 + ["III"] * 2


@pytest.mark.parametrize(
    ("numbers", "ids"),
    [
        (["1", "2", "2.1", "2.2", "3"], ["1", "2", "2.1", "2.2", "3"]),
        (["1", "2", "a", "b)", "3"], ["1", "2", "2.a", "2.b", "3"]),
        (["I", "1", "2", "II", "1"], ["I", "I.1", "I.2", "II", "II.1"]),
        (["1", "", "2", "", ""], ["1", "1(2)", "2", "2(2)", "2(3)"]),
        (["I.1", "I.2", "I.3", "II.1", "II.2"], ["I.1", "I.2", "I.3", "II.1", "II.2"]),
        (["1", "1", "1", "2", "3"], ["1", "1(2)", "1(3)", "2", "3"]),
    ],
)
def test_every_row_has_its_own_id(numbers: list[str], ids: list[str]) -> None:
    """Sub rows, Roman rows that are tasks, rows without number and doubled numbers: no two rows share an id."""
    rows = [[number, *row[1:]] for number, row in zip(numbers, TASKS, strict=False)]
    assert [task.id.split("#")[1] for task in read([HEADER, *rows]).tasks] == ids


def test_table_without_numbers_counts_its_rows() -> None:
    """Without a number column the row's place is its id; rows cut by a page break are joined all the same."""
    header = ["Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"]
    rows = [[row[1], row[2], row[5]] for row in TASKS]
    first, second = rows[0][0][:30], rows[0][0][30:]
    cut = [[first, *rows[0][1:]], "", header, [second.strip(), "", ""]]
    reading = read([header, *cut, *rows[1:]])
    assert [task.task for task in reading.tasks] == [row[0] for row in rows]
    assert [task.id for task in reading.tasks] == [f"9/KH-UBND#{n}" for n in range(1, 9)]
    assert reading.tasks[0].coop == ()


def test_unknown_columns_are_kept_by_their_printed_names() -> None:
    """A column that means nothing known is not lost."""
    rows = [[*row, "Nguồn xã hội hóa" if any(row[2:]) else ""] for row in CLEAN]
    tasks = read([[*HEADER, "Kinh phí"], *rows]).tasks
    assert {task.extra["Kinh phí"] for task in tasks} == {"Nguồn xã hội hóa"}


def test_merged_goal_is_inherited_inside_its_group_only() -> None:
    """A blank goal cell is merged with the one above it, never with another group's."""
    header = ["TT", "Mục tiêu", "Nhiệm vụ", "Cơ quan chủ trì", "Hoàn thành"]
    goals = iter(["Giữ rừng", "", "", "", "Đủ lớp", "", "", ""])
    rows = [
        [row[0], next(goals) if any(row[2:]) else row[1], "" if not any(row[2:]) else row[1], row[2], row[5]]
        for row in CLEAN
    ]
    tasks = read([header, *rows]).tasks
    assert [task.goal for task in tasks] == ["Giữ rừng"] * 3 + [None, "Đủ lớp", "Đủ lớp", None, None]
    assert [task.goal_inherited for task in tasks] == [False, True, True, False, False, True, False, False]


def test_several_tables_have_labels_in_their_ids() -> None:
    """Two annexes with a task table each: the annex's label comes first in the ids."""
    rows = [HEADER, *CLEAN[:4], "", "PHỤ LỤC IV", "(Kèm theo Kế hoạch này)", HEADER, *CLEAN[:3]]
    tasks = read(rows).tasks
    assert [task.id for task in tasks] == [f"9/KH-UBND#{n}" for n in ("PL3.I.1", "PL3.I.2", "PL3.I.3", "PL4.I.1", "PL4.I.2")]  # fmt: skip
    assert [task.table for task in tasks] == ["Phụ lục 3"] * 3 + ["Phụ lục IV"] * 2


def test_table_goes_on_behind_page_numbers_and_headers() -> None:
    """Page numbers and lines between two pages do not make two tables of one."""
    reading = read([HEADER, *CLEAN[:3], "", "2", "", HEADER, CLEAN[3], "Trang 3", *CLEAN[4:7], "(tiếp theo)", HEADER, *CLEAN[7:]])  # fmt: skip
    assert [seen(task) for task in reading.tasks] == clean_cells()
    assert [task.id for task in reading.tasks][-1] == "9/KH-UBND#III.2"


def test_grids_of_other_formats_need_no_tabs() -> None:
    """The steps work on cells and lines; where these come from does not matter."""
    grid = tuple(GridRow(tuple(row), (10 * n, 10 * n + 9)) for n, row in enumerate([HEADER, *CLEAN], start=1))
    lines = [SourceLine(number, "x") for number in range(1, 200)]
    reading = parse_task_grids([grid], lines, "9/KH-UBND", [])
    assert [seen(task) for task in reading.tasks] == clean_cells()
    assert reading.tasks[0].lines == (30, 39)
    assert reading.roles[35] is LineRole.TABLE_ROW


@settings(max_examples=100, deadline=None, derandomize=True)
@given(
    st.lists(
        st.lists(st.sampled_from(["", "I", "1", "2.1", "Sở Y tế", "Năm 2024", "rà soát", "Rà soát.", "A\nB", *HEADER]), min_size=1, max_size=9),
        max_size=8,
    )
)  # fmt: skip
def test_no_grid_breaks_the_reading_or_loses_a_word(rows: list[Cells]) -> None:
    """Any cells whatever below a header give rows with ids of their own, and no error."""
    grid = tuple(GridRow(tuple(row), (n, n)) for n, row in enumerate([HEADER, *rows], start=1))
    lines = [SourceLine(n, "x") for n in range(1, len(rows) + 2)]
    reading = parse_task_grids([grid], lines, "X", [])
    assert len({task.id for task in reading.tasks}) == len(reading.tasks)
    assert set(reading.roles) <= {line.number for line in lines}
