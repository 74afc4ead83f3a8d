"""Damage of scans, done to a table that no sample plan holds: the reading is that of the whole table.

Each test cuts, shifts, doubles or loses something of the clean table (gold/clean_table.tsv) and expects its
rows back, the repair told on its row, and doubt where the text alone does not prove it.
"""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.model import LineRole, Section, SourceLine, TaskRow
from corpus.tables import TableReading, parse_task_grids, parse_task_tables
from corpus.tables.grid import GridRow
from corpus.vietnamese import squeeze

Cells = list[str]

TABLE = Path(__file__).parent / "gold" / "clean_table.tsv"
HEADER, *CLEAN = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]
ROWS = [index for index, row in enumerate(CLEAN) if any(row[2:])]
TASKS = [CLEAN[index] for index in ROWS]
FIRST = 5  # the line of the clean table's first row


def row(text: str) -> Cells:
    """Cells written with bars between them."""
    return text.split("|")


def changed(at: int, **cells: str) -> Cells:
    """A row of the clean table with other cells: number, task, lead, coop, start, due, product."""
    names = ("number", "task", "lead", "coop", "start", "due", "product")
    return [cells.get(name, cell) for name, cell in zip(names, CLEAN[at], strict=True)]


def read(rows: list[Cells | str], prose: list[Section] | None = None) -> TableReading:
    """The reading of printed rows; a string is a line without cells, an empty one an empty line."""
    lines = ["PHỤ LỤC 3", "(Kèm theo Kế hoạch số 9/KH-UBND ngày 5/1/2025)", ""]
    lines += [cells if isinstance(cells, str) else "\t".join(cells) for cells in rows]
    numbered = [SourceLine(number, text) for number, text in enumerate(lines, start=1)]
    return parse_task_tables(numbered, "9/KH-UBND", prose or [])


def seen(task: TaskRow) -> Cells:
    """The cells of a row as the clean table prints them."""
    cells = (task.task, task.lead_text, task.coop_text, task.start, task.due, task.product)
    return [task.number or "", *(squeeze(cell or "") for cell in cells)]


def page(*rows: Cells) -> list[Cells | str]:
    """Rows after a page break: an empty line and the header once more."""
    return ["", HEADER, *rows]


def with_damage(at: int, *damaged: Cells | str, taken: int = 1) -> list[Cells | str]:
    """The clean table with one row (or the `taken` rows from it on) replaced by damaged ones."""
    return [HEADER, *CLEAN[:at], *damaged, *CLEAN[at + taken :]]


def task_at(reading: TableReading, at: int) -> TaskRow:
    """The reading's row for a row of the clean table."""
    return reading.tasks[ROWS.index(at)]


def assert_clean(reading: TableReading) -> None:
    """The reading has the clean table's rows, each in its group."""
    assert [seen(task) for task in reading.tasks] == TASKS
    assert [task.id.split("#")[1] for task in reading.tasks] == [
        "I.1", "I.2", "I.3", "II.1", "II.2", "II.3", "III.1", "III.2",
    ]  # fmt: skip


def test_clean_table_needs_no_repair() -> None:
    """Nothing is mended where nothing is broken."""
    reading = read([HEADER, *CLEAN])
    assert_clean(reading)
    assert reading.tasks[0].group_title == "PHÁT TRIỂN KINH TẾ RỪNG"
    assert not any(task.repaired or task.uncertain for task in reading.tasks)
    assert {task.table for task in reading.tasks} == {"Phụ lục 3"}


@st.composite
def cuts(draw: st.DrawFn) -> tuple[int, list[int]]:
    """A row of the clean table, and after how many words each of its cells is cut (all of them: not cut)."""
    at = draw(st.sampled_from(ROWS))
    words = [len(cell.split()) for cell in CLEAN[at]]
    places = [draw(st.integers(min_value=1, max_value=max(1, count))) for count in words]
    return at, [words[0], draw(st.integers(min_value=2, max_value=words[1] - 1)), *places[2:]]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(cuts())
@example((2, [1, 4, 2, 3, 2, 2, 2]))
@example((1, [1, 9, 4, 6, 1, 1, 1]))
def test_row_cut_by_a_page_break_is_joined(cut: tuple[int, list[int]]) -> None:
    """Wherever a page break cuts the cells of a row, no row is lost or added, and all cells are whole."""
    at, places = cut
    above = [" ".join(cell.split()[:n]) for cell, n in zip(CLEAN[at], places, strict=True)]
    below = [" ".join(cell.split()[n:]) for cell, n in zip(CLEAN[at], places, strict=True)]
    reading = read(with_damage(at, above, *page(below)))
    assert_clean(reading)
    assert "ngắt trang" in " ".join(task_at(reading, at).repaired)
    assert task_at(reading, at).lines == (FIRST + at, FIRST + at + 3)


MARK = "</p> <p>"


@pytest.mark.parametrize(
    ("at", "words", "mark"),
    [(at, words, MARK) for at, words in ((1, 8), (2, 5), (5, 9), (6, 4), (9, 5))]
    + [(at, words, " ") for at, words in ((1, 8), (5, 9), (9, 5))],
    ids=lambda value: str(value).strip() or "no mark",
)
def test_rows_run_together_by_a_page_break_are_parted(at: int, words: int, mark: str) -> None:
    """The end of a row stands before the next row's own text in one cell, with or without a paragraph mark.

    Without one, the end of a sentence tells the border, or a task's opening word in capitals inside a
    sentence.
    """
    text = CLEAN[at][1].split()
    own = CLEAN[at + 1][1] if mark != " " or CLEAN[at][1].endswith(".") else f"Tham mưu {CLEAN[at + 1][1]}"
    above = changed(at, task=" ".join(text[:words]))
    merged = changed(at + 1, task=f"<p>{' '.join(text[words:])}{mark}{own}</p>")
    reading = read(with_damage(at, above, *page(merged), taken=2))
    assert task_at(reading, at).task == CLEAN[at][1]
    assert task_at(reading, at + 1).task == own
    assert [seen(task)[2:] for task in reading.tasks] == [cells[2:] for cells in TASKS]
    assert task_at(reading, at).repaired
    assert task_at(reading, at + 1).repaired


def test_agencies_and_times_run_together_are_taken_apart() -> None:
    """Cut agency and time cells are completed from the next row's cells, and that row keeps the rest."""
    above = row(
        "1|Sắp xếp mạng lưới trường, lớp phù hợp với quy|Sở Giáo dục và|Sở Nội vụ; UBND các huyện,|Quý|Quý|"
    )
    merged = row(
        "2|mô dân số ở từng xã, phường Tham mưu tuyển dụng giáo viên.|Đào tạo Sở Nội vụ"
        "|thị xã Sở Giáo dục và Đào tạo|I/2025 Tháng 3/2025|IV/2025 Tháng 12/2025|Quyết định"
    )
    reading = read(with_damage(5, above, *page(merged), taken=2))
    assert seen(reading.tasks[3])[:6] == TASKS[3][:6]
    assert seen(reading.tasks[4]) == ["2", "Tham mưu tuyển dụng giáo viên.", *TASKS[4][2:]]
    assert not any(task.uncertain for task in reading.tasks)


def test_complete_cells_beside_a_page_break_are_left_alone() -> None:
    """Whole agencies and times are never shared out, however like each other the two rows are."""
    above = changed(5, lead="Sở Y tế; Sở Xây dựng", coop="các phòng chuyên môn", start="Tháng 3", due="")
    below = changed(
        6, lead="Sở Y tế; Sở Xây dựng", coop="các phòng chuyên môn", start="Tháng 3/2025", due="2025"
    )
    reading = read(with_damage(5, above, *page(below), taken=2))
    assert [seen(task) for task in reading.tasks[3:5]] == [above, below]


def test_next_row_with_its_own_cells_shifted_left_is_filled_in() -> None:
    """After a merged row its own agencies and times may stand in the next line, one cell to the left."""
    above = row(
        "1|Sắp xếp trường, lớp phù hợp với quy|Sở Giáo dục|Sở Nội vụ; UBND các huyện, thị|Quý I/2025|Quý|"
    )
    merged = row("2|<p>mô dân số ở từng xã</p> <p>Tuyển dụng giáo viên</p>|và Đào tạo|xã||IV/2025|")
    own = row("|Sở Nội vụ|Sở Giáo dục và Đào tạo|Tháng 3/2025|Tháng 12/2025||")
    reading = read(with_damage(5, above, *page(merged, own), taken=2))
    assert len(reading.tasks) == len(TASKS)
    assert seen(reading.tasks[3])[2:6] == TASKS[3][2:6]
    assert seen(reading.tasks[4])[:6] == ["2", "Tuyển dụng giáo viên", *TASKS[4][2:6]]
    assert "lệch cột" in " ".join(reading.tasks[4].repaired)


def test_words_in_a_repeated_header_go_back_to_their_row() -> None:
    """The rest of a cell that slipped into the header, even misread, completes the cell above."""
    above = changed(2, coop="Các sở, ban, ngành; UBND các huyện, thị")
    header = [*HEADER[:3], f"{HEADER[3]} xá", *HEADER[4:]]
    reading = read(with_damage(2, above, "", header))
    assert_clean(reading)
    assert "“xá” là “xã”" in " ".join(reading.tasks[1].repaired)
    assert reading.roles[FIRST + 4] is LineRole.HEADING


@pytest.mark.parametrize(
    ("above", "below"),
    [("Thường", "Thường xuyên"), ("Hằng", "Hằng năm"), ("Quý I/2025 và", "Quý I/2025 và quý II/2025")],
)
def test_cut_cell_printed_whole_again_is_taken_once(above: str, below: str) -> None:
    """A cut cell that the next page repeats from its beginning is that whole cell, once."""
    rest = row(f"|số cho cán bộ quản lý giáo dục|||{below}||")
    task = task_at(read(with_damage(7, changed(7, task="Bồi dưỡng năng lực", start=above), *page(rest))), 7)
    assert (task.start, task.task) == (below, CLEAN[7][1])


def test_repeated_end_of_a_cell_is_dropped() -> None:
    """A page break prints the last words of a cell once more, beside a heading or alone."""
    heading = row("II|GIÁO DỤC VÀ ĐÀO TẠO||các huyện, thị xã|||")
    echo = row("|pháp luật; công khai kết quả trên báo chí.|||||")
    reading = read(with_damage(4, echo, heading))
    assert_clean(reading)
    assert reading.tasks[3].group_title == "GIÁO DỤC VÀ ĐÀO TẠO"
    assert sum("in lặp lại" in note for note in reading.tasks[2].repaired) == 2


@pytest.mark.parametrize(
    ("cells", "told", "doubt"),
    [
        (
            "2|Tuyển dụng giáo viên||Sở Nội vụ|Sở Y tế|Tháng 3/2025|Tháng 12/2025|Quyết định",
            "ô trống thừa",
            False,
        ),
        ("2|Tuyển dụng giáo viên|Sở Nội vụ|Tháng 3/2025|Tháng 12/2025|Quyết định", "bị mất", True),
        ("2|Tuyển dụng giáo viên|Sở Nội vụ|Sở Y tế|Tháng 3/2025|Tháng 12/2025|Quyết định|", "", False),
        ("2|Tuyển dụng|giáo viên|Sở Nội vụ|Sở Y tế|Tháng 3/2025|Tháng 12/2025|Quyết định", "tách đôi", True),
    ],
    ids=["an empty cell too many", "a cell lost", "padding at the end", "a cell cut in two"],
)
def test_cells_stand_under_their_columns_again(cells: str, told: str, doubt: bool) -> None:
    """Agencies and times are told by their look; the cells around them follow.

    Which of two agencies is lost cannot be told: the row is doubtful.
    """
    task = task_at(read(with_damage(6, row(cells))), 6)
    assert (task.task, task.lead_text) == ("Tuyển dụng giáo viên", "Sở Nội vụ")
    assert task.coop_text == (None if told == "bị mất" else "Sở Y tế")
    assert (task.start, task.due, task.product) == ("Tháng 3/2025", "Tháng 12/2025", "Quyết định")
    assert told in " ".join(task.repaired)
    assert bool(task.repaired) == bool(told)
    assert task.uncertain is doubt


def test_a_product_that_sounds_like_an_agency_stays_a_product() -> None:
    """One odd cell moves nothing: "Trung tâm điều hành" is a product in its column."""
    task = task_at(read(with_damage(6, changed(6, coop="", product="Trung tâm điều hành"))), 6)
    assert (task.lead_text, task.coop_text, task.product) == ("Sở Nội vụ", None, "Trung tâm điều hành")
    assert not task.repaired


def shifted(cells_move: bool) -> list[Cells | str]:
    """Group I with its number lost: the numbers, and maybe all cells behind the task, one row too high."""
    rows = [list(cells) for cells in CLEAN[:5]]
    for index in range(4):
        rows[index][0] = CLEAN[index + 1][0]
    rows[4][0] = "1"
    for index in range(3 if cells_move else 0):
        rows[index][2:] = CLEAN[index + 1][2:]
    return [HEADER, *rows, *CLEAN[5:]]


def section(number: str, title: str, text: str) -> Section:
    """A section of the prose."""
    identity = {"id": f"9/KH-UBND@II.{number}", "doc": "9/KH-UBND", "number": f"II.{number}"}
    return Section(**identity, printed_number=number, title=title, text=f"{title}\n{text}", lines=(1, 1))


PROSE = [section("1", "Chi cục Kiểm lâm", CLEAN[3][1]), section("2", "Sở Y tế", f"Hướng dẫn. {CLEAN[2][1]}.")]


@pytest.mark.parametrize("prose", [PROSE, []], ids=["proved by the prose", "without proof"])
def test_numbers_and_agencies_one_row_above_their_texts_move_back(prose: list[Section]) -> None:
    """A lost group number lets the numbers slip up: the sequence shows it, the prose proves the agencies.

    The third task's own cells and those above it are the same: there is nothing to doubt in any case.
    """
    reading = read(shifted(cells_move=True), prose)
    assert_clean(reading)
    assert reading.tasks[0].group_title == "PHÁT TRIỂN KINH TẾ RỪNG"
    assert reading.tasks[3].group_title == "GIÁO DỤC VÀ ĐÀO TẠO"
    assert [task.printed_number for task in reading.tasks[:3]] == ["2", "3", "II"]
    assert all("lệch" in " ".join(task.repaired) for task in reading.tasks[:3])
    assert [task.uncertain for task in reading.tasks] == [not prose, not prose, *[False] * 6]


def test_agencies_that_did_not_move_with_the_numbers_stay() -> None:
    """Where only the numbers slipped, the agencies stay with their texts."""
    reading = read(shifted(cells_move=False), PROSE)
    assert_clean(reading)
    assert not any(task.uncertain for task in reading.tasks)


def test_roman_rows_with_tasks_below_them_are_not_taken_for_shifted() -> None:
    """A Roman row that is a task itself, with a sub row that has no agencies, stands as it is printed."""
    rows = [
        CLEAN[0],
        ["II", *CLEAN[2][1:]],
        row("1|Chuẩn bị giống cây|||||"),
        row("2|Giao khoán cho các hộ|||||"),
    ]
    tasks = read([HEADER, *rows]).tasks
    assert [task.id.split("#")[1] for task in tasks] == ["II", "II.1", "II.2"]
    assert tasks[0].lead_text == "Sở Y tế"


def test_lost_heading_is_supposed_where_the_numbers_restart() -> None:
    """Numbers that begin again without a heading begin the group that is missing, and are doubtful."""
    reading = read(with_damage(4))
    assert [task.group for task in reading.tasks] == ["I"] * 3 + ["II"] * 3 + ["III"] * 2
    assert reading.tasks[3].group_title is None
    assert [task.uncertain for task in reading.tasks] == [False] * 3 + [True] * 3 + [False] * 2


@pytest.mark.parametrize("number", ["II. ", ""])
def test_heading_swallowed_by_the_cell_above_is_released(number: str) -> None:
    """A title in capitals at the end of a task, where the numbers restart, is the next group's."""
    reading = read(with_damage(3, changed(3, task=f"{CLEAN[3][1]} {number}GIÁO DỤC VÀ ĐÀO TẠO"), taken=2))
    assert_clean(reading)
    assert reading.tasks[3].group_title == "GIÁO DỤC VÀ ĐÀO TẠO"
    assert "in lẫn" in " ".join(reading.tasks[2].repaired)


@pytest.mark.parametrize(
    "heading",
    [row("II. GIÁO DỤC VÀ ĐÀO TẠO||||||"), row("|II. GIÁO DỤC VÀ ĐÀO TẠO"), "II. GIÁO DỤC VÀ ĐÀO TẠO"],
)
def test_headings_in_merged_cells_are_headings(heading: Cells | str) -> None:
    """A heading printed across the table, in whatever cell, opens its group."""
    reading = read(with_damage(4, heading))
    assert_clean(reading)
    assert reading.tasks[3].group_title == "GIÁO DỤC VÀ ĐÀO TẠO"
    assert reading.roles[FIRST + 4] is LineRole.HEADING


@pytest.mark.parametrize("number", ["", "II. "])
def test_heading_in_small_letters_is_told_by_the_numbers_below(number: str) -> None:
    """A title alone is no rest of the task above, where the rows below count from 1 again."""
    reading = read(with_damage(4, row(f"|{number}Về phát triển giáo dục|||||")))
    assert_clean(reading)
    assert reading.tasks[3].group_title == "Về phát triển giáo dục"
    assert [task.uncertain for task in reading.tasks] == [False] * 3 + [not number] * 3 + [False] * 2


def test_words_in_a_header_that_no_cell_misses_are_told() -> None:
    """A word too many in a repeated header does not become a part of a whole cell."""
    header = [*HEADER[:3], f"{HEADER[3]} trang", *HEADER[4:]]
    reading = read(with_damage(2, CLEAN[2], "", header))
    assert_clean(reading)
    assert "trang" in " ".join(reading.tasks[1].repaired)
    assert reading.tasks[1].uncertain


@pytest.mark.parametrize("printed", ["", "7"])
def test_lost_or_misread_number_is_told_by_its_neighbours(printed: str) -> None:
    """Between 1 and 3 stands 2, whatever the scan prints there."""
    reading = read(with_damage(6, changed(6, number=printed)))
    assert_clean(reading)
    assert task_at(reading, 6).printed_number == printed
    assert task_at(reading, 6).repaired


def test_numbers_that_run_on_give_ids_without_groups() -> None:
    """Where the numbers run on through all groups, the number alone names a row; the group is kept."""
    count = iter(range(1, 20))
    rows = [[str(next(count)) if any(cells[2:]) else cells[0], *cells[1:]] for cells in CLEAN]
    tasks = read([HEADER, *rows]).tasks
    assert [task.id for task in tasks] == [f"9/KH-UBND#{n}" for n in range(1, 9)]
    assert [task.group for task in tasks] == ["I"] * 3 + ["II"] * 3 + ["III"] * 2


@pytest.mark.parametrize(
    ("numbers", "ids"),
    [
        ("1|2|2.1|2.2|3", "1|2|2.1|2.2|3"),
        ("1|2|a|b)|3", "1|2|2.a|2.b|3"),
        ("I|1|2|II|1", "I|I.1|I.2|II|II.1"),
        ("1||2||", "1|1(2)|2|2(2)|2(3)"),
        ("I.1|I.2|I.3|II.1|II.2", "I.1|I.2|I.3|II.1|II.2"),
        ("1|1|1|2|3", "1|1(2)|1(3)|2|3"),
        ("(1)|2.|03|4)|5", "1|2|3|4|5"),
        ("A|1|2|B|1", "A|A.1|A.2|B|B.1"),
    ],
)
def test_every_row_has_its_own_id(numbers: str, ids: str) -> None:
    """Sub rows, Roman rows that are tasks, rows without number, doubled numbers: no two rows share an id."""
    rows = [[number, *cells[1:]] for number, cells in zip(row(numbers), TASKS, strict=False)]
    assert [task.id.split("#")[1] for task in read([HEADER, *rows]).tasks] == row(ids)


def test_table_without_numbers_counts_its_rows() -> None:
    """Without a number column the row's place is its id; rows cut by a page break are joined all the same."""
    header = row("Nhiệm vụ|Cơ quan chủ trì|Thời hạn")
    rows = [[cells[1], cells[2], cells[5]] for cells in TASKS]
    words = rows[0][0].split()
    cut = [[" ".join(words[:6]), *rows[0][1:]], "", header, [" ".join(words[6:]), "", ""]]
    reading = read([header, *cut, *rows[1:]])
    assert [task.task for task in reading.tasks] == [cells[0] for cells in rows]
    assert [task.id for task in reading.tasks] == [f"9/KH-UBND#{n}" for n in range(1, 9)]
    assert reading.tasks[0].coop == ()


def test_unknown_columns_are_kept_by_their_printed_names() -> None:
    """A column that means nothing known is not lost."""
    rows = [[*cells, "Xã hội hóa" if any(cells[2:]) else ""] for cells in CLEAN]
    tasks = read([[*HEADER, "Kinh phí"], *rows]).tasks
    assert {task.extra["Kinh phí"] for task in tasks} == {"Xã hội hóa"}


def test_merged_goal_is_inherited_inside_its_group_only() -> None:
    """A blank goal cell is merged with the one above it, never with another group's."""
    header = row("TT|Mục tiêu|Nhiệm vụ|Cơ quan chủ trì|Hoàn thành")
    goals = iter(["Giữ rừng", "", "", "", "Đủ lớp", "", "", ""])
    rows = [
        [cells[0], next(goals), cells[1], cells[2], cells[5]] if any(cells[2:]) else [*cells[:2], "", "", ""]
        for cells in CLEAN
    ]
    tasks = read([header, *rows]).tasks
    assert [task.goal for task in tasks] == ["Giữ rừng"] * 3 + [None, "Đủ lớp", "Đủ lớp", None, None]
    assert [task.goal_inherited for task in tasks] == [False, True, True, False, False, True, False, False]


def test_several_tables_have_labels_in_their_ids() -> None:
    """Two annexes with a task table each: the annex's label comes first in the ids."""
    tasks = read([HEADER, *CLEAN[:3], "", "PHỤ LỤC IV", "(Kèm theo Kế hoạch này)", HEADER, *CLEAN[:3]]).tasks
    assert [task.id.split("#")[1] for task in tasks] == ["PL3.I.1", "PL3.I.2", "PL4.I.1", "PL4.I.2"]
    assert [task.table for task in tasks] == ["Phụ lục 3"] * 2 + ["Phụ lục IV"] * 2


def test_table_goes_on_behind_page_numbers_and_headers() -> None:
    """Page numbers and lines between two pages do not make two tables of one."""
    pages = [CLEAN[:3], CLEAN[3:4], CLEAN[4:7], CLEAN[7:]]
    rows = [
        HEADER,
        *pages[0],
        "",
        "2",
        "",
        HEADER,
        *pages[1],
        "Trang 3",
        *pages[2],
        "(tiếp theo)",
        HEADER,
        *pages[3],
    ]
    assert_clean(read(rows))


def test_signature_below_a_table_is_no_row_of_it() -> None:
    """The block of recipients and signer is printed in two columns too, but it is no table."""
    block = [
        "",
        row("Nơi nhận:|TM. ỦY BAN NHÂN DÂN"),
        row("- Như trên;|CHỦ TỊCH"),
        row("- Lưu: VT.|Nguyễn Văn An"),
    ]
    reading = read([HEADER, *CLEAN, *block])
    assert_clean(reading)
    assert max(reading.roles) == FIRST + len(CLEAN) - 1


def test_second_table_of_an_annex_is_called_like_the_first() -> None:
    """A table without a title of its own belongs to the annex of the one before it."""
    tasks = read([HEADER, *CLEAN[:3], "Các nhiệm vụ khác như sau:", HEADER, *CLEAN[:3]]).tasks
    assert [task.id.split("#")[1] for task in tasks] == ["PL3.I.1", "PL3.I.2", "PL3-2.I.1", "PL3-2.I.2"]


def test_grids_of_other_formats_need_no_tabs() -> None:
    """The steps work on cells and lines; where these come from does not matter."""
    grid = tuple(
        GridRow(tuple(cells), (10 * n, 10 * n + 9)) for n, cells in enumerate([HEADER, *CLEAN], start=1)
    )
    lines = [SourceLine(number, "x") for number in range(1, 200)]
    reading = parse_task_grids([grid], lines, "9/KH-UBND", [])
    assert_clean(reading)
    assert reading.tasks[0].lines == (30, 39)
    assert reading.roles[35] is LineRole.TABLE_ROW


CELLS = ["", "I", "1", "2.1", "Sở Y tế", "Năm 2024", "rà soát", "Rà soát.", "A\nB", "CẢI CÁCH", *HEADER]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=9), max_size=8))
def test_no_grid_breaks_the_reading(rows: list[Cells]) -> None:
    """Any cells whatever below a header give rows with ids of their own, and no error."""
    grid = tuple(GridRow(tuple(cells), (n, n)) for n, cells in enumerate([HEADER, *rows], start=1))
    lines = [SourceLine(n, "x") for n in range(1, len(rows) + 2)]
    reading = parse_task_grids([grid], lines, "X", [])
    assert len({task.id for task in reading.tasks}) == len(reading.tasks)
    assert set(reading.roles) <= {line.number for line in lines}
