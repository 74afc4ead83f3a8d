"""Several task tables in one document: ids begin with the annex's label, and a question can name the annex."""

from __future__ import annotations

import pytest

from corpus.store import read_plans, write_plans
from index.conversation import Conversation, ask
from index.engine import Engine, load_engine, save_index
from index.reading.annexes import find_annex
from tests.reading import plan

FIRST = ("91/KH-UBND#PL1.I.1", "91/KH-UBND#PL1.I.2", "91/KH-UBND#PL1.II.1")
SECOND = ("91/KH-UBND#PL2.I.1", "91/KH-UBND#PL2.I.2")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A plan with two annexes of tasks, alone."""
    directory = tmp_path_factory.mktemp("annexes")
    write_plans(directory / "corpus.db", [plan("two_annexes")])
    plans = read_plans(directory / "corpus.db")
    save_index(directory, plans)
    return load_engine(directory, plans)


def test_ids_begin_with_the_annex() -> None:
    """The same group and number stand in both annexes."""
    assert tuple(task.id for task in plan("two_annexes").tasks) == FIRST + SECOND
    assert {task.table for task in plan("two_annexes").tasks} == {"Phụ lục I", "Phụ lục II"}


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("phụ lục II kế hoạch 91/KH-UBND có những nhiệm vụ nào?", SECOND),
        ("liệt kê các nhiệm vụ trong phụ lục 1 của kế hoạch 91/KH-UBND", FIRST),
        ("có bao nhiêu nhiệm vụ trong phụ lục số 02 kế hoạch 91/KH-UBND", SECOND),
        ("kế hoạch 91/KH-UBND có bao nhiêu nhiệm vụ?", FIRST + SECOND),
        ("phu luc II ke hoach 91/KH-UBND co bao nhieu nhiem vu", SECOND),
    ],
)
def test_lists_and_counts_keep_to_the_annex(engine: Engine, question: str, items: tuple[str, ...]) -> None:
    """The set is the annex's own where one is named, else the whole document's."""
    answer = ask(engine, question, Conversation())
    assert (answer.items, answer.total) == (items, len(items))


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("dòng 2 nhóm I phụ lục II kế hoạch 91/KH-UBND do ai chủ trì?", SECOND[1]),
        ("ai chủ trì dòng 2 nhóm I phụ lục I kế hoạch 91/KH-UBND?", FIRST[1]),
    ],
)
def test_a_row_is_found_in_its_annex(engine: Engine, question: str, row: str) -> None:
    """The same number in the other annex is not meant."""
    assert [citation.id for citation in ask(engine, question, Conversation()).citations] == [row]


@pytest.mark.parametrize(
    ("text", "annex"),
    [
        ("phụ lục ii", ("phu luc", 2)),
        ("Phụ lục số 02", ("phu luc", 2)),
        ("Biểu 3", ("bieu", 3)),
        ("Danh mục", None),
        ("phụ lục kèm theo", None),
        ("bảng lương", None),
        ("danh mục 54/kh-ubnd", None),
    ],
)
def test_annexes_are_known_by_kind_and_number(text: str, annex: tuple[str, int] | None) -> None:
    """ "II", "2" and "số 02" are one number; a document's number is none."""
    assert find_annex(text) == annex
