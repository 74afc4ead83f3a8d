"""Tables in text files: rows between bars and rows of HTML become cells, and lines keep their numbers."""

from __future__ import annotations

import pytest

from corpus.markup import clean_inline
from corpus.numbers import parse_row_number
from corpus.parse import parse_plan
from corpus.readers.marked_tables import compose_marked_lines, split_bars


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("|a||c|", ["a", "", "c"]),
        ("a | b", ["a", "b"]),
        ("  | a | b", ["a", "b"]),
        (r"| a \| b | c |", ["a | b", "c"]),
        (r"| a | b \| |", ["a", "b |"]),
        (r"| a | b \|", ["a", "b |"]),
        ("| một<br>hai <br/> ba | x |", ["một\nhai\nba", "x"]),
        ("|  **I.** | *b* |", ["**I.**", "*b*"]),
    ],
)
def test_a_row_between_bars_has_exact_cells(row: str, cells: list[str]) -> None:
    """An escaped bar is a word, `<br>` a line break; emphasis is left to `markup`."""
    assert split_bars(row) == cells


def read(text: str):
    return compose_marked_lines(text.split("\n"))


def test_rules_are_empty_lines_and_prose_is_left_alone() -> None:
    """Line n of the reading is line n of the file."""
    text = "Phụ lục\n\n| TT | Việc |\n|:--|---:|\n| 1 | a |\n\nGhi chú: a | b\n- x\t- y"
    lines = read(text)
    assert [line.number for line in lines] == list(range(1, 9))
    assert [line.cells for line in lines if line.cells] == [("TT", "Việc"), ("1", "a")]
    assert [line.text for line in lines] == [
        "Phụ lục", "", "TT\tViệc", "", "1\ta", "", "Ghi chú: a | b", "- x\t- y",
    ]  # fmt: skip
    assert lines[4].place is not None
    assert (lines[4].place.table, lines[4].place.row) == (1, 3)


def test_bars_around_rows_may_be_left_out_below_a_rule() -> None:
    """The rule is the proof: without it a bar in a line is a word."""
    assert [line.cells for line in read("TT | Việc\n--- | ---\n1 | a\nhết")] == [
        ("TT", "Việc"),
        (),
        ("1", "a"),
        (),
    ]
    assert [line.cells for line in read("TT | Việc\n1 | a")] == [(), ()]


def test_rules_of_signs_are_no_rows() -> None:
    """Tables drawn with + and | have a rule between all rows."""
    drawn = "+----+------+\n| TT | Việc |\n+====+======+\n| 1  | a    |\n+----+------+\nhết\n+ một\n---"
    assert [line.cells for line in read(drawn) if line.cells] == [("TT", "Việc"), ("1", "a")]
    assert [line.text for line in read(drawn)][-3:] == ["hết", "+ một", "---"]
    assert [line.text for line in read("a\n+---\nb")] == ["a", "+---", "b"]


def test_a_table_without_rule_is_one_after_a_page_break() -> None:
    """A table torn by a page goes on without header and rule."""
    assert [line.cells for line in read("| 2 | b |\n| 3 | c |")] == [("2", "b"), ("3", "c")]


def test_html_rows_stand_on_the_line_where_they_begin() -> None:
    """The other lines of the table are empty, what follows keeps its number."""
    text = "đầu\n<table>\n<tr>\n<td>TT</td>\n<td>Việc</td>\n</tr>\n<tr><td>1</td><td>a &amp; b</td></tr>\n</table>\ncuối"
    lines = read(text)
    assert [(line.number, line.cells) for line in lines if line.cells] == [
        (3, ("TT", "Việc")),
        (7, ("1", "a & b")),
    ]
    assert (lines[8].number, lines[8].text) == (9, "cuối")
    assert [line.number for line in lines] == list(range(1, 10))


def test_html_rows_on_one_line_follow_each_other() -> None:
    """Every row needs a line of its own: the lines below are counted on."""
    row = "<tr><td rowspan=2>m</td><td>a</td></tr><tr><td>b</td></tr>"
    lines = read(f"<table>{row}</table>\ncuối")
    assert [line.cells for line in lines] == [("m", "a"), ("", "b"), ()]
    assert [line.number for line in lines] == [1, 2, 3]
    assert lines[2].text == "cuối"


def test_an_unclosed_table_ends_with_the_text() -> None:
    """Nothing of it is lost."""
    assert [line.cells for line in read("<table><tr><td>a<td>b\n<tr><td>c<td>d")] == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize(
    "table",
    [
        "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n|---|---|---|---|\n| **I** | **THỂ CHẾ** | | |\n"
        "| 1 | Rà soát | Sở Tư pháp | Quý I |\n| 2 | Tập huấn | Sở Nội vụ<br>Sở Y tế | Quý II |",
        "<table><tr><th>TT<th>Nhiệm vụ<th>Cơ quan chủ trì<th>Thời hạn</tr>\n<tr><td>I<td colspan=3>THỂ CHẾ</tr>\n"
        "<tr><td>1<td>Rà soát<td>Sở Tư pháp<td>Quý I</tr>\n<tr><td>2<td>Tập huấn<td>Sở Nội vụ<br>Sở Y tế<td>Quý II</tr></table>",
    ],
    ids=["bars", "html"],
)  # fmt: skip
def test_tasks_are_read_from_marked_tables(table: str) -> None:
    """The same rows, whatever marks the cells."""
    text = f"Số: 5/KH-UBND\n\nKẾ HOẠCH\nCải cách hành chính\n\nI. NHIỆM VỤ\n\n{table}\n"
    plan = parse_plan(compose_marked_lines(text.split("\n")), "x.md", "")
    assert [(task.group, task.number, task.task, task.lead, task.due) for task in plan.tasks] == [
        ("I", "1", "Rà soát", ("Sở Tư pháp",), "Quý I"),
        ("I", "2", "Tập huấn", ("Sở Nội vụ", "Sở Y tế"), "Quý II"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        " " * 150_000 + "a|",
        "|-" + " " * 150_000 + "|x",
        "<" * 150_000,
        "**a " * 30_000,
        "a" + " " * 150_000 + "b",
        "<table><tr><td style='" + "font:" * 30_000 + "'>one cell</td></tr></table>",
    ],
    ids=["blanks", "rule", "tags", "stars", "gap", "fonts"],
)
def test_a_line_of_nonsense_is_read_in_one_pass(line: str) -> None:
    """No pattern begins again at every character: these lines would take hours (they hang where it does)."""
    for read_line in compose_marked_lines([line]):
        clean_inline(read_line.text)
        assert parse_row_number(read_line.text) is None


@pytest.mark.parametrize(
    ("markup", "item"),
    [
        ("<ol start='{}'><li>a</ol>".format("1" * 5000), "1. a"),
        ("<ol start='--5'><li>a</ol>", "1. a"),
        ("<ol start='²'><li value='٣²'>a</ol>", "1. a"),
        ("<ol type='A' start='99999999'><li>a</ol>", "99999999. a"),
        ("<ol start=' 4 '><li>a</ol>", "4. a"),
    ],
)
def test_numbers_that_are_none_are_passed_over(markup: str, item: str) -> None:
    """What a page calls a number may be anything; a list without a number that counts begins at 1."""
    lines = compose_marked_lines([f"<table><tr><td>b</td><td>{markup}</td></tr></table>"])
    assert [line.cells for line in lines if line.cells] == [("b", item)]


def test_figures_of_any_length_are_no_column_numbers() -> None:
    """A row counts the columns with small numbers; a cell of thousands of digits is only words."""
    text = f"| TT | Việc | Ai |\n|---|---|---|\n| 1 | {'9' * 5000} | {'9' * 5000} |"
    lines = compose_marked_lines(["KẾ HOẠCH", "Về việc tổ chức thực hiện các nhiệm vụ", *text.split("\n")])
    assert not parse_plan(lines, "a.txt", "0" * 64).tasks
