"""What is loaded: versions on disk, swapped whole; documents that share a number are told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.service import Service, change, open_library
from corpus.difference import compare_plans
from corpus.errors import LibraryError, UnreadableFile
from corpus.identity import distinguish, identity
from corpus.library import Library
from corpus.model import Plan, SourceLine
from corpus.parse import parse_plan
from corpus.store import read_plans, write_plans
from index.conversation import Conversation
from index.engine import load_engine

PLAN = """Số: {number}/KH-UBND

{place}, ngày 05 tháng 02 năm {year}

KẾ HOẠCH
Phát triển cây quế năm {year}

I. MỤC TIÊU

1. Trồng mới 100 ha quế tại các huyện.

STT	Nhiệm vụ	Cơ quan chủ trì	Cơ quan phối hợp	Thời gian hoàn thành
1	Trồng quế	Sở Nông nghiệp và Phát triển nông thôn	UBND huyện Văn Yên, Trấn Yên	{due}
"""


def text(number: int = 12, place: str = "Yên Bái", year: int = 2024, due: str = "Quý IV/2024") -> str:
    return PLAN.format(number=number, place=place, year=year, due=due)


def plan(**changes: object) -> Plan:
    lines = text(**changes).splitlines()  # type: ignore[arg-type]
    return parse_plan([SourceLine(at, line) for at, line in enumerate(lines, start=1)], "plan.txt", "0" * 64)


def write(folder: Path, name: str, **changes: object) -> Path:
    file = folder / name
    file.write_text(text(**changes), encoding="utf-8")  # type: ignore[arg-type]
    return file


def nothing_more(_directory: Path, _plans: Sequence[Plan]) -> None:
    return None


def test_plans_come_back_from_the_database_as_they_were(tmp_path: Path) -> None:
    """SQLite holds every field; the roles of lines are the reader's own affair."""
    first, second = plan(), plan(number=13)
    write_plans(tmp_path / "corpus.db", [first, second])
    kept = [p.model_copy(update={"roles": ()}) for p in (first, second)]
    assert read_plans(tmp_path / "corpus.db") == tuple(kept)


def test_the_database_can_be_browsed(tmp_path: Path) -> None:
    """Foreign keys, agencies one by one, and full-text search that needs no accents."""
    import sqlite_utils

    write_plans(tmp_path / "corpus.db", [plan()])
    database = sqlite_utils.Database(tmp_path / "corpus.db")
    assert {key.other_table for key in database["task_agencies"].foreign_keys} == {"tasks", "agencies"}
    coop = [row["agency"] for row in database["task_agencies"].rows_where("role = 'coop'")]
    assert coop == ["UBND huyện Văn Yên", "UBND huyện Trấn Yên"]
    assert [row["id"] for row in database["tasks"].search("trong que")] == ["12/KH-UBND#1"]


@pytest.mark.parametrize(
    ("others", "ids"),
    [
        ([{"number": 13}], ["12/KH-UBND", "13/KH-UBND"]),
        ([{"year": 2025}], ["12/KH-UBND:2024", "12/KH-UBND:2025"]),
        ([{"place": "Phú Thọ"}], ["12/KH-UBND:2024:Yên Bái", "12/KH-UBND:2024:Phú Thọ"]),
    ],
)
def test_documents_that_share_a_number_are_told_apart(
    others: list[dict[str, object]], ids: list[str]
) -> None:
    """By the year, and by the province where that is not enough; sections and rows move along."""
    told = distinguish([plan(), *(plan(**other) for other in others)])
    assert [p.document.id for p in told] == ids
    for p in told:
        assert all(task.id.startswith(p.document.id + "#") and task.doc == p.document.id for task in p.tasks)
        assert all(section.id.startswith(p.document.id + "@") for section in p.sections)
        assert all(
            section.parent is None or section.parent.startswith(p.document.id + "@") for section in p.sections
        )


def test_a_version_is_staged_beside_and_swapped_whole(tmp_path: Path) -> None:
    """Nothing is served before it is complete."""
    library = Library(tmp_path / "data", "code1")
    assert library.current() is None
    first = library.stage([write(tmp_path, "a.txt")], nothing_more)
    assert library.current() is None
    library.activate(first)
    second = library.stage([write(tmp_path, "a.txt", due="Quý III/2024")], nothing_more)
    assert library.current() == first
    library.activate(second)
    assert library.current() == second
    assert library.previous() == first
    assert library.plans(second)[0].tasks[0].due == "Quý III/2024"
    assert not Library(tmp_path / "data", "code1").is_stale(second)
    assert Library(tmp_path / "data", "code2").is_stale(second)


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    """A file that cannot be read, or an index that cannot be built: the old corpus is served."""
    library = Library(tmp_path / "data", "code1")
    good = write(tmp_path, "a.txt")
    library.activate(library.stage([good], nothing_more))
    before = library.current()
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")

    def broken(_directory: Path, _plans: Sequence[Plan]) -> None:
        raise RuntimeError

    with pytest.raises(UnreadableFile):
        library.stage([good, bad], nothing_more)
    with pytest.raises(RuntimeError):
        library.stage([write(tmp_path, "b.txt", number=99)], broken)
    assert library.current() == before
    assert not [path for path in (tmp_path / "data" / "versions").iterdir() if path.name.startswith(".")]


def test_the_same_document_twice_is_refused(tmp_path: Path) -> None:
    """Two files of one number, year and province: one line naming both."""
    library = Library(tmp_path / "data", "code1")
    with pytest.raises(UnreadableFile, match=r"a\.txt"):
        library.stage([write(tmp_path, "a.txt"), write(tmp_path, "b.txt")], nothing_more)


def test_a_data_directory_that_cannot_be_written(tmp_path: Path) -> None:
    """A file in its place: one clear line."""
    (tmp_path / "data").write_text("not a directory")
    with pytest.raises(LibraryError):
        Library(tmp_path / "data", "code1").stage([write(tmp_path, "a.txt")], nothing_more)


def test_what_changes_is_told_in_a_persons_terms() -> None:
    """New leads and deadlines with the old ones; the same again is no change."""
    old, new = plan(), plan(due="Quý III/2024")
    change = compare_plans(old, new)
    assert change.dues == (("12/KH-UBND#1", "Quý IV/2024", "Quý III/2024"),)
    assert change.changed == ("12/KH-UBND#1",)
    assert compare_plans(old, plan()).is_empty
    assert compare_plans(None, new).is_new
    renamed = distinguish([old, plan(year=2025)])[0]
    assert compare_plans(renamed, plan()).is_empty
    assert identity(renamed.document) == identity(old.document)


def test_questions_about_documents_that_share_a_number(tmp_path: Path) -> None:
    """One that does not tell them apart is answered with both; a year or a province tells."""
    files = [
        write(tmp_path, "a.txt"),
        write(tmp_path, "b.txt", year=2025, due="Quý I/2025"),
        write(tmp_path, "c.txt", place="Phú Thọ", due="Quý II/2024"),
    ]
    library = open_library(tmp_path / "data")
    version = change(library, files)
    service = Service(library, load_engine(version, library.plans(version)))

    def first(question: str) -> str:
        return service.ask(question, Conversation()).citations[0].id

    both = service.ask("Kế hoạch 12/KH-UBND hạn trồng quế khi nào?", Conversation())
    assert {"Quý IV/2024", "Quý I/2025", "Quý II/2024"} <= set(re.findall(r"Quý [IV]+/\d+", both.text))
    assert first("Kế hoạch 12 năm 2025 hạn trồng quế khi nào?") == "12/KH-UBND:2025#1"
    assert first("Kế hoạch 12 của Phú Thọ hạn trồng quế khi nào?") == "12/KH-UBND:2024:Phú Thọ#1"
