"""What is loaded: versions on disk, swapped whole; documents that share a number are told apart."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import re
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.service import load, open_library, prepare
from corpus import locking, readings
from corpus.errors import LibraryError, UnreadableFile
from corpus.history import Action, find_served
from corpus.identity import distinguish
from corpus.library import Library
from corpus.locking import building_place, one_at_a_time
from corpus.model import Place, Plan, SourceLine, restored_line
from corpus.parse import parse_plan
from corpus.store import read_plans, write_plans
from index.conversation import Conversation
from index.engine import save_index
from tests.plans import plan_text, write_plan


def plan(**changes: object) -> Plan:
    lines = plan_text(**changes).splitlines()  # type: ignore[arg-type]
    return parse_plan([SourceLine(at, line) for at, line in enumerate(lines, start=1)], "plan.txt", "0" * 64)


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


def serve(library: Library, *files: Path, who: str = "") -> Path:
    """Load these files and no others."""
    with library.changing(who), library.staging(files, nothing_more) as version:
        library.activate(version, Action.ADDED, who)
    return version


def test_a_version_is_staged_beside_and_swapped_whole(tmp_path: Path) -> None:
    """Nothing is served before it is activated; the version before can be gone back to."""
    library = Library(tmp_path / "data", "code1")
    assert library.current() is None
    first = serve(library, write_plan(tmp_path, "a.txt"))
    with library.staging([write_plan(tmp_path, "a.txt", due="Quý III/2024")], nothing_more) as second:
        assert library.current() == first
        with library.changing():
            library.activate(second, Action.ADDED)
    assert library.current() == second
    assert library.previous() == first
    assert library.plans(second)[0].tasks[0].due == "Quý III/2024"
    assert not Library(tmp_path / "data", "code1").is_stale(second)
    assert Library(tmp_path / "data", "code2").is_stale(second)


def test_what_is_staged_and_not_activated_was_never_there(tmp_path: Path) -> None:
    """A file that cannot be read, an index that cannot be built, a change of mind: the old corpus alone is left."""
    library = Library(tmp_path / "data", "code1")
    good = write_plan(tmp_path, "a.txt")
    version = serve(library, good)
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")

    def broken(_directory: Path, _plans: Sequence[Plan]) -> None:
        raise RuntimeError

    def no_room(_directory: Path, _plans: Sequence[Plan]) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(UnreadableFile), library.staging([good, bad], nothing_more):
        pass
    for finish, error in ((broken, RuntimeError), (no_room, LibraryError)):
        with pytest.raises(error), library.staging([write_plan(tmp_path, "b.txt", number=99)], finish):
            pass
    with library.staging([write_plan(tmp_path, "b.txt", number=99)], nothing_more):
        pass
    assert library.current() == version
    assert list((tmp_path / "data" / "versions").iterdir()) == [version]


def test_the_same_document_twice_is_refused(tmp_path: Path) -> None:
    """Two files of one number, year and province: one line naming both. One file named twice is one file."""
    library = Library(tmp_path / "data", "code1")
    one, other = write_plan(tmp_path, "a.txt"), write_plan(tmp_path, "b.txt")
    with pytest.raises(UnreadableFile, match=r"b\.txt.*a\.txt"):
        library.read([one, other])
    assert len(library.read([one, one])) == 1


def test_a_data_directory_that_cannot_be_written(tmp_path: Path) -> None:
    """A file in its place: one clear line."""
    (tmp_path / "data").write_text("not a directory")
    library = Library(tmp_path / "data", "code1")
    with pytest.raises(LibraryError), library.staging([write_plan(tmp_path, "a.txt")], nothing_more):
        pass
    with pytest.raises(LibraryError), library.changing():
        pass


def test_two_administrators_at_once(tmp_path: Path) -> None:
    """One wins; the other learns within a short wait who is at it since when. Nobody has to wait to read."""
    library = Library(tmp_path / "data", "code1")
    version = serve(library, write_plan(tmp_path, "a.txt"))
    other = Library(tmp_path / "data", "code1")
    with library.changing("lan"):
        with library.changing("lan"):  # a change is made of several
            pass
        with (
            pytest.raises(LibraryError, match=r"^lan đang thay đổi .* từ \d\d:\d\d ngày"),
            other.changing("minh"),
        ):
            pass
        assert other.current() == version
    with other.changing("minh"):
        pass


def test_rubbish_goes_and_what_is_being_built_stays(tmp_path: Path) -> None:
    """What a killed program left is deleted at the next change, unless somebody is at work in it."""
    library = Library(tmp_path / "data", "code1")
    version = serve(library, write_plan(tmp_path, "a.txt"))
    left, work = version.with_name(".code1-left"), version.with_name(".code1-work")
    left.mkdir()
    (left / "LOCK").touch()
    part = tmp_path / "data" / "readings" / "x.lines.gz.1.part"
    part.touch()
    with building_place(work):
        with library.changing():
            pass
        assert work.exists()
    assert sorted(version.parent.iterdir()) == [version]
    assert not part.exists()


def test_killed_between_building_and_serving(tmp_path: Path) -> None:
    """A whole version that nobody serves yet is used by who needs it next, and not deleted under their hands."""
    library = open_library(tmp_path / "data")
    files = [write_plan(tmp_path, "a.txt")]
    with library.changing(), library.staging(files, save_index) as version:
        library.activate(version, Action.ADDED)
    library.mark_damaged(version)
    with library.staging(files, save_index, keep=True) as built:
        pass
    assert library.current() == version
    with library.staging(files, save_index) as found, library.changing():
        assert found == built
        assert library.is_whole(built)
    assert prepare(library) == built == library.current()
    assert [change.action for change in library.changes()] == [Action.REBUILT, Action.ADDED]


def test_a_damaged_version_is_never_built_over(tmp_path: Path) -> None:
    """It may be served while it is mended, and holds the plan files: the whole one is built beside it."""
    library = Library(tmp_path / "data", "code1")
    file = write_plan(tmp_path, "a.txt")
    version = serve(library, file)
    library.mark_damaged(version)
    with library.staging(library.files(version), nothing_more) as mended, library.changing():
        assert mended != version
        assert library.files(version)
        library.activate(mended, Action.REBUILT)
    assert library.current() == mended
    assert library.previous() is None
    with library.staging([file], nothing_more) as again:
        assert again == mended


def test_going_back_follows_the_record(tmp_path: Path) -> None:
    """Back, on, and back again; every change is told with who, when, which files, the newest first."""
    library = Library(tmp_path / "data", "code1")
    a, b = write_plan(tmp_path, "a.txt"), write_plan(tmp_path, "b.txt", number=13)
    first = serve(library, a, who="lan")
    second = serve(library, a, b, who="minh")
    serve(library, b, who="lan")
    for before in (second, first):
        assert library.previous() == before
        with library.changing():
            library.activate(before, Action.ROLLED_BACK, "lan", back_to=before.name)
    assert library.previous() is None
    told = [
        (change.who, change.action.value, [(d.change.value, d.id, d.file) for d in change.documents])
        for change in library.changes()
    ]
    assert told == [
        ("lan", "rolled_back", [("removed", "13/KH-UBND", "b.txt")]),
        ("lan", "rolled_back", [("added", "12/KH-UBND", "a.txt")]),
        ("lan", "added", [("removed", "12/KH-UBND", "a.txt")]),
        ("minh", "added", [("added", "13/KH-UBND", "b.txt")]),
        ("lan", "added", [("added", "12/KH-UBND", "a.txt")]),
    ]
    assert all(change.at is not None and change.at.tzinfo for change in library.changes())
    assert find_served(library.changes()) == [first.name]


def test_ten_versions_are_kept(tmp_path: Path) -> None:
    """And the one that is served; plan files that stay are shared between them."""
    library = Library(tmp_path / "data", "code1")
    files = [write_plan(tmp_path, f"{n}.txt", number=n) for n in range(1, 15)]
    for n in range(1, len(files) + 1):
        current = library.current()
        kept = library.files(current) if current else []
        version = serve(library, *kept, files[n - 1])
    assert len(list(version.parent.iterdir())) == 11
    assert library.files(version)[0].stat().st_nlink == 11


def test_a_library_of_version_0_1_0_is_gone_on_with(tmp_path: Path) -> None:
    """It wrote names alone, into two files."""
    library = Library(tmp_path / "data", "code1")
    first = serve(library, write_plan(tmp_path, "a.txt"))
    second = serve(library, write_plan(tmp_path, "a.txt", due="Quý III/2024"))
    library.current_file.write_text(f"{second.name}\n")
    (tmp_path / "data" / "HISTORY").write_text(f"gone\n{first.name}\n")
    assert library.current() == second
    assert library.previous() == first
    serve(library, write_plan(tmp_path, "a.txt", due="Quý I/2024"))
    assert library.previous() == second
    assert not (tmp_path / "data" / "HISTORY").exists()
    assert [change.at is None for change in library.changes()] == [False, True, True, True]


def test_a_record_that_cannot_be_read(tmp_path: Path) -> None:
    """One line with the file and the remedy."""
    library = Library(tmp_path / "data", "code1")
    serve(library, write_plan(tmp_path, "a.txt"))
    library.current_file.write_text('{"version": ')
    with pytest.raises(LibraryError, match="CURRENT"):
        library.current()


def test_a_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not again in another process; its lines are parsed anew where only the parsing has changed."""
    reads: list[str] = []
    read_lines = readings.read_lines
    monkeypatch.setattr(
        readings, "read_lines", lambda path, _progress: (reads.append(path.name), read_lines(path))[1]
    )
    file = write_plan(tmp_path, "a.txt")
    folder = tmp_path / "data" / "readings"
    first = Library(tmp_path / "data", "code1").read([file])
    assert reads == ["a.txt"]
    assert Library(tmp_path / "data", "code1").read([file]) == first
    next(folder.glob("*.plan.gz")).unlink()  # as after a change of corpus/
    assert Library(tmp_path / "data", "code1").read([file]) == first
    assert reads == ["a.txt"]
    for entry in folder.iterdir():
        entry.write_bytes(entry.read_bytes()[:40])
    assert Library(tmp_path / "data", "code1").read([file]) == first
    next(folder.glob("*.plan.gz")).unlink()
    next(folder.glob("*.lines.gz")).unlink()  # as after a change of corpus/readers/
    assert Library(tmp_path / "data", "code1").read([file]) == first
    assert len(reads) == 3
    renamed = file.rename(tmp_path / "b.txt")
    assert Library(tmp_path / "data", "code1").read([renamed])[0].plan.document.source_file == "b.txt"
    assert len(reads) == 3


def test_lines_of_other_formats_come_back_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cells, emphasis and places are kept with the text."""
    lines = [
        SourceLine(at, text, place=Place(page=1, table=0, row=at))
        for at, text in enumerate(plan_text().splitlines(), start=1)
    ]
    row = lines[-1]
    lines[-1] = row._replace(cells=tuple(row.text.split("\t")), strong=True)
    monkeypatch.setattr(readings, "read_lines", lambda _path, _progress: tuple(lines))
    seen = []
    parse = readings.parse_plan
    monkeypatch.setattr(
        readings, "parse_plan", lambda found, *rest: (seen.append(found), parse(found, *rest))[1]
    )
    file = write_plan(tmp_path, "a.txt")
    for _ in range(2):
        readings.Readings(tmp_path / "readings").read(file)
        next((tmp_path / "readings").glob("*.plan.gz")).unlink()
    assert seen == [tuple(lines)] * 2
    assert isinstance(seen[1][0].place, Place)


def test_what_nothing_needs_for_a_month_is_forgotten(tmp_path: Path) -> None:
    """What a loaded plan needs is fresh at every change."""
    library = Library(tmp_path / "data", "code1")
    old, new = write_plan(tmp_path, "a.txt"), write_plan(tmp_path, "b.txt", number=13)
    library.read([old, new])
    entries = list((tmp_path / "data" / "readings").iterdir())
    for entry in entries:
        os.utime(entry, (0, 0))
    Library(tmp_path / "data", "code1").read([new])
    with library.changing():
        pass
    assert len(entries) == 4
    assert len(list((tmp_path / "data" / "readings").iterdir())) == 2


def test_questions_about_documents_that_share_a_number(tmp_path: Path) -> None:
    """One that does not tell them apart is answered with both; a year or a province tells."""
    files = [
        write_plan(tmp_path, "a.txt"),
        write_plan(tmp_path, "b.txt", year=2025, due="Quý I/2025"),
        write_plan(tmp_path, "c.txt", place="Phú Thọ", due="Quý II/2024"),
    ]
    library = open_library(tmp_path / "data")
    with library.staging(files, save_index, keep=True) as version:
        service = load(library, version)

    def first(question: str) -> str:
        return service.ask(question, Conversation()).citations[0].id

    both = service.ask("Kế hoạch 12/KH-UBND hạn trồng quế khi nào?", Conversation())
    assert {"Quý IV/2024", "Quý I/2025", "Quý II/2024"} <= set(re.findall(r"Quý [IV]+/\d+", both.text))
    assert first("Kế hoạch 12 năm 2025 hạn trồng quế khi nào?") == "12/KH-UBND:2025#1"
    assert first("Kế hoạch 12 của Phú Thọ hạn trồng quế khi nào?") == "12/KH-UBND:2024:Phú Thọ#1"


def test_a_wrong_ending_is_refused_though_the_bytes_were_read_before(tmp_path: Path) -> None:
    """What is loaded must be readable again after an update of the program, under the name it was loaded by."""
    right = write_plan(tmp_path, "plan.txt")
    kept = readings.Readings(tmp_path / "readings")
    kept.read(right)
    wrong = tmp_path / "plan.pdf"
    wrong.write_bytes(right.read_bytes())
    with pytest.raises(UnreadableFile, match=r"plan\.pdf mang đuôi \.pdf nhưng nội dung là văn bản thuần"):
        kept.read(wrong)


def test_merged_cells_come_back_from_what_was_kept(tmp_path: Path) -> None:
    """Lines read before are the lines, with the words of the cells merged down over them."""
    line = SourceLine(1, "1\t", ("1", ""), place=Place(table=1, row=2), covered=("", "Sở Y tế"))
    assert restored_line(json.loads(json.dumps(line))) == line


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_who_is_at_it_since_when(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """The hour is Viet Nam's, wherever the machine stands and whoever wrote it."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    monkeypatch.setattr(locking, "_PATIENCE", 0)
    try:
        with one_at_a_time(tmp_path, "an"):
            since = dt.datetime.fromisoformat((tmp_path / "LOCK").read_text("utf-8").splitlines()[1])
            assert since.utcoffset() == dt.timedelta(hours=7)
            (tmp_path / "LOCK").write_text("an\n2026-06-22T18:30:00+00:00\n", "utf-8")
            said = "^an đang thay đổi bộ văn bản từ 01:30 ngày 23/06/2026"
            with pytest.raises(LibraryError, match=said), one_at_a_time(tmp_path, "bình"):
                pass
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_full_disk_does_not_break_the_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who holds it cannot be written; what then cannot be written either is told by the change itself."""

    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(locking.os, "write", full)
    with (
        one_at_a_time(tmp_path, "an"),
        pytest.raises(LibraryError, match="Một người khác đang thay đổi"),
        one_at_a_time(tmp_path, "bình"),
    ):
        pass
