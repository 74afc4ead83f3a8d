"""The task tables of the plans: golden rows checked by hand, every word in its place, every line one role."""

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from corpus.markup import clean_cell, clean_inline
from corpus.model import LineRole, Section, SourceLine
from corpus.readers.text import read_lines
from corpus.tables import TableReading, find_table_spans, parse_task_tables
from corpus.tables.columns import Role, find_header
from corpus.tables.grid import find_grids
from corpus.vietnamese import syllables

PLANS = Path(__file__).parent.parent / "corpus" / "plans"
GOLD = Path(__file__).parent / "gold"
FIELDS = (
    "group",
    "number",
    "task",
    "goal",
    "product",
    "lead_text",
    "lead",
    "coop_text",
    "coop",
    "start",
    "due",
)
DOCUMENTS = {
    "54/KH-UBND": "54-KH-UBND.txt",
    "268/KH-UBND": "268-KH-UBND.txt",
    "220/KH-UBND": "220-KH-UBND.txt",
    "165-KH/TU": "165-KH-TU.txt",
    "1510/UBND-TH": "1510-UBND-TH.txt",
}


def read_plan(doc: str) -> tuple[SourceLine, ...]:
    """The lines of a plan."""
    return read_lines(PLANS / DOCUMENTS[doc])


def outline(lines: tuple[SourceLine, ...]) -> list[Section]:
    """The numbered headings of the prose with the paragraphs below each; enough to prove a pairing."""
    sections: list[Section] = []
    for line in lines:
        text = clean_inline(line.text)
        if "\t" in line.text or not text:
            continue
        if match := re.match(r"(\d+(?:\.\d+)+)\.\s+(.+)", text):
            sections.append(
                Section(id=f"x@{match[1]}", doc="x", number=match[1], printed_number=match[1], title=match[2],
                        text=text, lines=(line.number, line.number))
            )  # fmt: skip
        elif sections:
            sections[-1] = sections[-1].model_copy(update={"text": f"{sections[-1].text}\n{text}"})
    return sections


@cache
def reading(doc: str) -> TableReading:
    """The task tables of a plan."""
    lines = read_plan(doc)
    return parse_task_tables(lines, doc, outline(lines))


def gold_rows(name: str) -> list[dict[str, object]]:
    """The rows of a golden file, in printed order."""
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def plain(value: object) -> object:
    """A cell as golden cells are compared: case, punctuation and the order of a list do not count."""
    if isinstance(value, list | tuple):
        return sorted(str(plain(item)) for item in value)
    text = unicodedata.normalize("NFC", str(value or "")).lower()
    return re.sub(r"[\s\-–•.;,:]+", " ", text).strip()


@pytest.mark.parametrize(
    ("doc", "name", "whole"),
    [
        ("54/KH-UBND", "tasks_54.jsonl", True),
        ("268/KH-UBND", "tasks_268.jsonl", True),
        ("220/KH-UBND", "tasks_220_by_hand.jsonl", False),
        ("165-KH/TU", "tasks_165_by_hand.jsonl", True),
    ],
)
def test_rows_are_the_golden_ones(doc: str, name: str, whole: bool) -> None:
    """Every cell of every row checked by hand is read as a careful person reads it, damage and all."""
    tasks = {task.id: task.model_dump() for task in reading(doc).tasks}
    gold = gold_rows(name)
    wrong = [
        (row["id"], field, row[field], tasks.get(str(row["id"]), {}).get(field, "no such row"))
        for row in gold
        for field in FIELDS
        if plain(tasks.get(str(row["id"]), {}).get(field, "no such row")) != plain(row[field])
    ]
    assert wrong == []
    if whole:
        assert list(tasks) == [row["id"] for row in gold]


@pytest.mark.parametrize("name", ["tasks_54.jsonl", "tasks_268.jsonl"])
def test_doubt_is_said_where_the_text_does_not_prove_the_reading(name: str) -> None:
    """Rows uncertain in gold are uncertain here, with their repairs told; sure ones are not."""
    gold = gold_rows(name)
    tasks = {task.id: task for task in reading(str(gold[0]["doc"])).tasks}
    assert {row["id"] for row in gold if row["uncertain"]} == {t.id for t in tasks.values() if t.uncertain}
    assert all(task.repaired for task in tasks.values() if task.uncertain)
    assert {row["id"] for row in gold if row["goal_inherited"]} == {
        task.id for task in tasks.values() if task.goal_inherited
    }


def test_groups_of_220_are_complete() -> None:
    """220/KH-UBND: twelve groups, numbered from 1 in each, sub rows below V.2, nothing twice."""
    tasks = reading("220/KH-UBND").tasks
    counts = Counter(task.group for task in tasks)
    sizes = {
        "I": 10,
        "II": 6,
        "III": 5,
        "IV": 6,
        "V": 16,
        "VI": 5,
        "VII": 4,
        "VIII": 7,
        "IX": 7,
        "X": 6,
        "XI": 6,
    }
    assert counts == sizes | {"XII": 15}
    assert [t.number for t in tasks if t.group == "V"][:7] == ["1", "2", "2.1", "2.2", "2.3", "2.4", "3"]
    assert len({task.id for task in tasks}) == len(tasks)
    assert {t.group: t.group_title for t in tasks}["X"] == "LĨNH VỰC Y TẾ, AN SINH, TRỢ GIÚP XÃ HỘI"


def test_letter_without_tables_has_none() -> None:
    """A file without a task table gives no rows and no roles."""
    assert reading("1510/UBND-TH") == TableReading((), {})


@pytest.mark.parametrize(
    ("doc", "span", "table"),
    [
        ("54/KH-UBND", (369, 457), "Danh mục"),
        ("268/KH-UBND", (7, 145), "Phụ lục"),
        ("220/KH-UBND", (8, 187), "Phụ lục"),
        ("165-KH/TU", (265, 279), "Biểu phân công"),
    ],
)
def test_tables_span_their_pages_and_are_called_by_their_titles(
    doc: str, span: tuple[int, int], table: str
) -> None:
    """A table runs from its first header to its last row; its name is its title's first words."""
    lines = read_plan(doc)
    assert find_table_spans(lines) == (span,)
    assert {task.table for task in reading(doc).tasks} == {table}


@pytest.mark.parametrize("doc", ["54/KH-UBND", "268/KH-UBND", "220/KH-UBND", "165-KH/TU"])
def test_every_table_line_has_one_role(doc: str) -> None:
    """Every line with words inside a table is a heading or a piece of a row, which knows its lines."""
    lines = read_plan(doc)
    ((first, last),) = find_table_spans(lines)
    roles = reading(doc).roles
    assert set(roles) == {line.number for line in lines[first - 1 : last] if line.text.strip()}
    assert set(roles.values()) == {LineRole.TABLE_ROW, LineRole.HEADING}
    of_rows = {n for task in reading(doc).tasks for n in range(task.lines[0], task.lines[1] + 1)}
    assert {number for number, role in roles.items() if role is LineRole.TABLE_ROW} <= of_rows


LEFT_OUT = {  # words of repairs that drop or respell, each told on its row
    "54/KH-UBND": "Sở Xây dựng Các cơ quan liên quan; UBND huyện, thành phố Năm 2022 1 1",  # lines 374, 375
    "268/KH-UBND": "Các Sở, ban, ngành",  # line 26, doubled
    "220/KH-UBND": "phó phó phó Thường Hàng Thường Hàng",  # lines 35, 81, 102: phố; 83, 98: repeated whole
    "165-KH/TU": "",
}
PUT_IN = {"54/KH-UBND": "I II", "220/KH-UBND": "phố phố phố"}


@pytest.mark.parametrize("doc", LEFT_OUT)
def test_no_printed_word_is_lost(doc: str) -> None:
    """Every word of every line of a table stands in exactly one row, group heading or column header."""
    printed: Counter[str] = Counter()
    lines = {line.number: line for line in read_plan(doc)}
    grid_rows = [
        row for grid in find_grids(list(lines.values())) for row in grid if row.lines[0] in reading(doc).roles
    ]
    headers = [header for row in grid_rows if (header := find_header([row.cells]))]
    header = max(headers, key=lambda header: len(header.columns))
    numbers = header.at(Role.NUMBER)
    assert numbers == 0
    for row in grid_rows:
        if not find_header([row.cells]) and row.cells[-2:] != ("Thực hiện", "Hoàn thành"):
            printed.update(word for cell in row.cells for word in syllables(cell))
        elif spilled := [word for cell in row.cells for word in syllables(cell) if word == "phó"]:
            printed.update(spilled)
    read: Counter[str] = Counter()
    groups = set()
    for task in reading(doc).tasks:
        inherited = task.lines[0] == task.lines[1] and not lines[task.lines[0]].text.split("\t")[2]
        own_task = "" if header.at(Role.TASK) == 2 and inherited else task.task
        own = (
            task.printed_number,
            own_task,
            task.product,
            task.lead_text,
            task.coop_text,
            task.start,
            task.due,
        )
        read.update(word for text in own for word in syllables(text or ""))
        read.update(syllables("" if task.goal_inherited else task.goal or ""))
        if task.group not in groups:
            groups.add(task.group)
            read.update(syllables(f"{task.group or ''} {task.group_title or ''}"))
    assert printed - read == Counter(syllables(LEFT_OUT[doc]))
    assert read - printed == Counter(syllables(PUT_IN.get(doc, "")))


def test_times_and_agencies_are_read_beside_the_printed_words() -> None:
    """A row carries its dates in ISO and its agencies' canonical names."""
    task = next(task for task in reading("268/KH-UBND").tasks if task.number == "8")
    assert task.due == "Trước ngày 31/01/2024"
    assert task.due_on.end is not None
    assert task.due_on.end.isoformat() <= "2024-01-31"
    assert task.agencies.lead == ("Sở Tư pháp",)


def test_cells_are_cleaned_once_for_all() -> None:
    """No markup is left in any field of any row."""
    for doc in DOCUMENTS:
        for task in reading(doc).tasks:
            for text in (
                task.task,
                task.goal,
                task.product,
                task.lead_text,
                task.coop_text,
                task.start,
                task.due,
            ):
                assert text is None or (text == clean_cell(text) and "<" not in text and text.strip())
