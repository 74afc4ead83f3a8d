"""Printed words → lines, columns, paragraphs, cells: by where they stand, whatever file they came from."""

from __future__ import annotations

import numpy as np
import pytest

from corpus.readers.pages.columns import split_columns
from corpus.readers.pages.furniture import drop_furniture
from corpus.readers.pages.page_lines import compose_source_lines
from corpus.readers.pages.paragraphs import (
    compose_blocks,
    compose_cell_text,
    compose_single_lines,
    find_margins,
    join_lines,
)
from corpus.readers.pages.printed import Box, Cell, Page, PrintedLine, Table, Word, compose_printed_lines
from corpus.readers.pages.row_numbers import decide_row_numbers
from corpus.readers.pages.rules import find_rules
from corpus.readers.pages.text_layer import is_garbled

LETTER, LINE = 6.0, 16.0  # points: a letter's breadth, the distance of lines


def words(text: str, x: float = 80.0, top: float = 0.0, *, bold: bool = False) -> list[Word]:
    """The words of a line of 12 points, printed from `x` on; a run of blanks keeps its width."""
    printed = []
    for at, char in enumerate(text):
        if char != " " and (at == 0 or text[at - 1] == " "):
            word = text[at:].split(" ")[0]
            box = Box(x + at * LETTER, top, x + (at + len(word)) * LETTER, top + 12)
            printed.append(Word(word, box, bold))
    return printed


def line(text: str, x: float = 80.0, row: float = 0.0, *, bold: bool = False) -> PrintedLine:
    return PrintedLine(tuple(words(text, x, row * LINE, bold=bold)))


def page(number: int, printed: list[Word], tables: tuple[Table, ...] = ()) -> Page:
    return Page(number, Box(0, 0, 600, 840), tuple(printed), tables)


def test_words_beside_each_other_are_one_line() -> None:
    """Words are gathered by height, from left to right, whatever order the file has them in."""
    mixed = [*words("dưới", top=16), *words("phải", x=200), *words("trái"), *words("trên", x=130, top=1)]
    assert [printed.text for printed in compose_printed_lines(mixed)] == ["trái trên     phải", "dưới"]


def test_raised_number_is_marked_as_a_footnote() -> None:
    """A footnote's mark never becomes a digit of the number before it."""
    mark = Word("1", Box(105, -2, 108, 6), raised=True)
    low = Word("1", Box(105, 5, 108, 12), raised=True)
    (year,) = words("2030")
    assert PrintedLine((year, mark)).text == "2030<sup>1</sup>"
    assert PrintedLine((year, low)).text == "2030 1"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["thực hiện", "nhiệm vụ"], "thực hiện nhiệm vụ"),
        (["Thông báo số 106/TB-", "VPCP"], "Thông báo số 106/TB-VPCP"),
        (["Nghị định số 34/2016/", "NĐ-CP"], "Nghị định số 34/2016/NĐ-CP"),
        (["nhiệm kỳ 2020-", "2025"], "nhiệm kỳ 2020-2025"),
        (["phát triển kinh tế -", "xã hội"], "phát triển kinh tế - xã hội"),
    ],
)
def test_lines_are_joined_without_breaking_numbers(lines: list[str], text: str) -> None:
    """A document number cut at its hyphen or slash is one number again."""
    assert join_lines(lines) == text


def test_letterhead_is_read_column_by_column() -> None:
    """The left column stands whole before the right one; "Kính gửi" belongs to neither."""
    lines = [
        line("ỦY BAN NHÂN DÂN         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        line("TỈNH TUYÊN QUANG             Độc lập - Tự do - Hạnh phúc", row=1),
        line("Số: 12/UBND-TH              Tuyên Quang, ngày 2 tháng 3 năm 2024", row=2),
        line("V/v chuyển đổi số", row=3),
        line("Kính gửi: Các sở", row=5),
    ]
    left, right, rest = split_columns(lines)
    assert [printed.text for printed in left.lines] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH TUYÊN QUANG",
        "Số: 12/UBND-TH",
        "V/v chuyển đổi số",
    ]
    assert right.lines[-1].text == "Tuyên Quang, ngày 2 tháng 3 năm 2024"
    assert (left.beside, right.beside, rest.beside) == (True, True, False)
    assert rest.lines[0].text == "Kính gửi: Các sở"


def test_a_year_that_slipped_to_the_next_line_ends_the_date() -> None:
    """In a narrow column of the letterhead the date breaks before its year."""
    texts = ["Độc lập - Tự do - Hạnh phúc", "Quỳ Châu, ngày 28 tháng 02 năm", "2024", "2025"]
    blocks = compose_single_lines([line(text, row=row) for row, text in enumerate(texts)])
    assert [block.text for block in blocks] == [texts[0], f"{texts[1]} 2024", "2025"]


def test_one_line_with_a_wide_blank_is_no_column() -> None:
    """A blank on one line alone parts nothing: the line stays, its columns told by blanks."""
    (strip,) = split_columns(
        [line("Họ tên:               Chức vụ:"), line("một dòng chữ dài chạy qua khoảng trống đó", row=1)]
    )
    assert not strip.beside
    assert strip.lines[0].text == "Họ tên:     Chức vụ:"


FULL = "Các sở, ban, ngành căn cứ chức năng, nhiệm vụ được giao và yêu"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([line(FULL), line("cầu của địa phương.", row=1)], 1),
        ([line(FULL, x=110), line("cầu của địa phương.", row=1), line(FULL, x=110, row=2)], 2),
        ([line("I. MỤC TIÊU", bold=True), line(FULL, row=1)], 2),
        ([line(FULL), line("cầu của địa phương.", row=1), line("2. Giao Sở Tư pháp.", row=2)], 2),
        ([line(FULL), line(FULL, row=3)], 2),
        ([line(FULL[:-4] + "tế -"), line("- xã hội", row=1)], 1),
        ([line(FULL[:-4] + "sau:"), line("- Sở Tư pháp", row=1)], 2),
    ],
    ids=["wrapped", "set in", "heading", "numbered", "blank between", "dash of a word", "bullet"],
)
def test_paragraphs_are_told_by_margins(lines: list[PrintedLine], paragraphs: int) -> None:
    """A line goes on where the next word did not fit any more and nothing begins anew."""
    margins = find_margins([line(FULL), *lines])
    assert len(compose_blocks(lines, margins)) == paragraphs


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Văn phòng UBND", "tỉnh; các cơ quan"], "Văn phòng UBND tỉnh; các cơ quan"),
        (["Tháng", "12/2024"], "Tháng\n12/2024"),
        (["- Nghị quyết của", "HĐND tỉnh;", "- Quyết định"], "- Nghị quyết của HĐND tỉnh;\n- Quyết định"),
        (["Kế hoạch", "Báo cáo"], "Kế hoạch\nBáo cáo"),
        (["thực hiện kinh tế", "- xã hội"], "thực hiện kinh tế - xã hội"),
    ],
    ids=["wrapped", "fits: its own line", "bullets", "two items", "dash of a word"],
)
def test_cells_keep_paragraphs_and_join_wrapped_lines(lines: list[str], text: str) -> None:
    """A line of a cell ended on purpose where the next word would have fitted."""
    printed = tuple(line(words_, x=105, row=row) for row, words_ in enumerate(lines))
    assert compose_cell_text(Cell(Box(100, 0, 214, 60), printed), 5.0) == text


def test_page_numbers_and_running_heads_are_dropped() -> None:
    """What stands alone at the edge of many pages belongs to none; a number inside the text stays."""
    pages = [
        page(
            n,
            [
                *words("Kế hoạch 2024", top=10),
                *words(f"Nội dung {n}", top=300),
                *words("5", top=400),
                *words(str(n), top=810),
            ],
        )
        for n in range(1, 5)
    ]
    kept = [" ".join(word.text for word in cleaned.words) for cleaned in drop_furniture(pages)]
    assert kept == [f"Nội dung {n} 5" for n in range(1, 5)]


def test_a_mark_of_secrecy_is_no_running_head() -> None:
    """A stamp that every page repeats is what the file is refused for."""
    pages = [page(n, [*words("MẬT", top=10), *words(f"Nội dung {n}", top=300)]) for n in range(1, 6)]
    assert drop_furniture(pages) == pages


def test_titles_of_annexes_are_no_running_heads() -> None:
    """Pages that each begin an annex keep their titles, however alike these are."""
    pages = [page(n, [*words(f"PHỤ LỤC {n + 4}", top=10), *words("Nội dung", top=300)]) for n in range(1, 6)]
    assert drop_furniture(pages) == pages


def test_merged_cells_and_pages_in_source_lines() -> None:
    """A merged cell has its words in its first row; pages are parted by an empty line; places are told."""

    def cell(text: str, x: float, top: float) -> Cell:
        return Cell(Box(x, top, x + 100, top + 20), (PrintedLine(tuple(words(text, x + 5, top + 4))),))

    goal = Cell(Box(100, 100, 200, 140), (PrintedLine(tuple(words("mục tiêu", 105, 104))),))
    table = Table(
        Box(100, 100, 300, 140), ((goal, cell("việc một", 200, 100)), (None, cell("việc hai", 200, 120)))
    )
    lines = compose_source_lines(
        [page(1, words("Danh mục", top=50), (table,)), page(2, words("Hết", top=50))]
    )
    assert [(row.number, row.text) for row in lines] == [
        (1, "Danh mục"),
        (2, "mục tiêu\tviệc một"),
        (3, "\tviệc hai"),
        (4, ""),
        (5, "Hết"),
    ]
    assert lines[2].cells == ("", "việc hai")
    assert (lines[2].place, lines[4].place) == ((1, "", 1, 2), (2, "", 0, 0))


@pytest.mark.parametrize(
    ("readings", "titles", "numbers"),
    [
        ([("I", "1"), ("1", "1"), ("2", "z")], [1, 3, 3], ["I", "1", "2"]),
        ([("I", "I"), ("1", "1"), ("H", "II"), ("2", "2")], [1, 3, 1, 3], ["I", "1", "II", "2"]),
        ([("6", "6"), ("J", "7"), ("8", "8")], [3, 3, 3], ["6", "7", "8"]),
        ([("I", "I"), ("Il", "I"), ("Ill", "III"), ("Vv", "IV")], [1, 1, 1, 1], ["I", "II", "III", "IV"]),
        ([("4", "4"), ("9", "9")], [3, 3], ["4", "9"]),
        ([("1.1", "1.1"), ("a)", "a)")], [3, 3], ["1.1", "a)"]),
        ([("4", "4"), ("S", "S"), ("S", "S")], [3, 3, 1], ["4", "5", "S"]),
    ],
    ids=["heading's I", "strokes", "one reading counts on", "numerals", "a gap stays", "others", "an S is 5"],
)
def test_row_numbers_are_decided_by_counting(
    readings: list[tuple[str, ...]], titles: list[int], numbers: list[str]
) -> None:
    """Of several readings the one that counts on is taken; readings that agree are never counted away."""
    box = Box(0, 0, 20, 20)
    text = Cell(box, (line("Nội dung"),))
    rows = tuple(
        (Cell(box, (), read), *[text] * filled, *[None] * (3 - filled))
        for read, filled in zip(readings, titles, strict=True)
    )
    # what stands in the first rows must not look like a header here
    (decided,) = decide_row_numbers([page(1, [], (Table(box, rows),))])
    cells = [row[0] for row in decided.tables[0].rows]
    assert [cell.lines[0].text if cell and cell.lines else "" for cell in cells] == numbers


def test_a_rule_one_line_high_parts_two_cells() -> None:
    """Below a spanning name the rule between two others is shorter than any rule else; a letter touches none."""
    picture = np.full((400, 800), 255, np.uint8)
    for y in (40, 80, 120, 300):  # at 200 dots per inch: the header's two rows are 0.2 inches high
        picture[y : y + 2, 40:760] = 0
    for x in (40, 758):
        picture[40:302, x : x + 2] = 0
    picture[80:120, 400:402] = 0  # between "Chủ trì" and "Phối hợp" alone
    picture[86:114, 200:202] = 0  # a stroke of a letter
    (table,) = find_rules(picture, 200).tables
    assert [sum(cell is not None for cell in row) for row in table.rows] == [1, 2, 1]


@pytest.mark.parametrize(
    ("text", "garbled"),
    [
        ("Kế hoạch thực hiện nhiệm vụ cải cách hành chính năm 2024 của tỉnh", False),
        ("Phụ lục", False),
        ("Diện tích 20 m² – tăng 5 % • đạt ≥ 90 %", False),
        ("KÕ ho¹ch thùc hiÖn nhiÖm vô c¶i c¸ch hµnh chÝnh n¨m 2024", True),
        ("KEÁ HOAÏCH thöïc hieän nhieäm vuï caûi caùch haønh chính naêm 2024", True),
        ("(cid:12)(cid:34)(cid:56) ho(cid:78)ch th(cid:90)c hi(cid:11)n", True),
        ("Ke hoach thuc hien nhiem vu cai cach hanh chinh cua tinh " * 6, True),
    ],
    ids=["plain", "short", "signs", "TCVN3", "VNI", "no letters", "no accents"],
)
def test_garbled_text_is_known(text: str, garbled: bool) -> None:
    """Text that cannot be Vietnamese as printed is not believed: the page's picture is read instead."""
    assert is_garbled(text) is garbled


def test_a_repeated_header_is_read_by_the_majority() -> None:
    """A header that pages repeat is one: a misread cell of it takes the reading of the others."""
    box = Box(0, 0, 20, 20)
    names = ("NHIỆM VỤ, GIẢI PHÁP", "KẾT QUẢ", "CƠ QUAN CHỦ TRÌ", "THỜI GIAN HOÀN THÀNH")
    misread = ("NHIỆM VỤ, GIẢI PHAP", "KẾT QUẢ", "CƠ QUAN CHỦ TRĨ", "THỜI GIAN HOÀN THÀNH")
    pages = [
        page(
            n,
            [],
            (Table(box, ((Cell(box, (), ("TI", "mr")), *(Cell(box, (line(name),)) for name in head)),)),),
        )
        for n, head in enumerate((names, misread, names), start=1)
    ]
    for decided in decide_row_numbers(pages):
        (row,) = decided.tables[0].rows
        assert [cell.lines[0].text for cell in row if cell] == ["TT", *names]


def test_a_cell_without_a_rule_below_covers_the_rows_beside_it() -> None:
    """A merged cell has its words in its first row; the rows beside it are told what covers them."""

    def cell(text: str, x: float, top: float, bottom: float) -> Cell:
        printed = tuple(compose_printed_lines(words(text, x + 5, top + 4)))
        return Cell(Box(x, top, x + 100, bottom), printed)

    rows = (
        (cell("Việc một", 0, 0, 20), cell("Sở Y tế", 100, 0, 40)),
        (cell("Việc hai", 0, 20, 40), None),
        (cell("Việc ba", 0, 40, 60), cell("", 100, 40, 60)),
    )
    lines = compose_source_lines([page(1, [], (Table(Box(0, 0, 200, 60), rows),))])
    assert [(line.cells, line.covered) for line in lines if line.cells] == [
        (("Việc một", "Sở Y tế"), ()),
        (("Việc hai", ""), ("", "Sở Y tế")),
        (("Việc ba", ""), ()),
    ]
