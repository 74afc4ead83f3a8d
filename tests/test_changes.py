"""Changing the corpus as an administrator does: what is shown, what is refused, what is noted, and what is left."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import pty
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.changes import Proposal
from bot.service import open_library, prepare
from bot.texts import changes as texts
from corpus.difference import compare_plans, find_renamed
from corpus.errors import UnreadableFile
from corpus.history import Action
from corpus.identity import distinguish, identity
from corpus.library import Library
from corpus.model import Document, Plan, SourceLine
from corpus.naming import find_named
from corpus.parse import parse_plan
from corpus.readers.progress import Progress
from corpus.readings import Readings, Source
from index.engine import save_index
from tests.plans import FARMING, plan_text, write_plan

ROOT = Path(__file__).resolve().parent.parent
WATER, TRADE = "Sở Tài nguyên và Môi trường", "Sở Công Thương"
SURVEY = ("Rà soát diện tích quế hiện có", WATER, "Quý I/2024")
PLANTING = ("Trồng quế", FARMING, "Quý IV/2024")
MARKING = ("Xây dựng chỉ dẫn địa lý cho quế Văn Yên", "Sở Khoa học và Công nghệ", "Quý III/2024")


def plan(**changes: object) -> Plan:
    lines = plan_text(**changes).splitlines()  # type: ignore[arg-type]
    return parse_plan([SourceLine(at, line) for at, line in enumerate(lines, start=1)], "plan.txt", "0" * 64)


# ── what changes ───────────────────────────────────────────────────────────────────────────────────────────


def test_leads_and_deadlines_are_told_old_and_new() -> None:
    """Of rows that stay; with the row's words, so that nobody has to look it up."""
    change = compare_plans(plan(), plan(due="Quý III/2024", lead=TRADE))
    assert change.coops == ()
    assert change.dues == (("12/KH-UBND#1", "Trồng quế", "Quý IV/2024", "Quý III/2024"),)
    assert change.leads == (("12/KH-UBND#1", "Trồng quế", FARMING, TRADE),)
    assert [place.id for place in change.changed] == ["12/KH-UBND#1"]
    assert (change.added, change.removed, change.moved, change.is_empty) == ((), (), (), False)


def test_cooperating_agencies_are_told_old_and_new() -> None:
    """Who has to help is a duty as well."""
    lines = plan_text().replace("UBND huyện Văn Yên, Trấn Yên", "Công an tỉnh").splitlines()
    new = parse_plan([SourceLine(at, line) for at, line in enumerate(lines, start=1)], "plan.txt", "0" * 64)
    change = compare_plans(plan(), new)
    assert [(cell.old, cell.new) for cell in change.coops] == [
        ("UBND huyện Văn Yên, Trấn Yên", "Công an tỉnh")
    ]
    assert change.leads == change.dues == ()


def test_a_row_put_in_is_not_a_change_of_all_below() -> None:
    """Rows are paired by what they are about: those below are renumbered, and keep their lead agencies."""
    new = (SURVEY, PLANTING, (MARKING[0], TRADE, MARKING[2]))
    change = compare_plans(plan(rows=(PLANTING, MARKING)), plan(rows=new))
    assert [(place.id, place.words) for place in change.added] == [("12/KH-UBND#1", SURVEY[0])]
    assert [(place.was, place.id) for place in change.moved] == [
        ("12/KH-UBND#1", "12/KH-UBND#2"),
        ("12/KH-UBND#2", "12/KH-UBND#3"),
    ]
    assert [(cell.id, cell.old, cell.new) for cell in change.leads] == [("12/KH-UBND#3", MARKING[1], TRADE)]
    assert change.dues == ()
    assert [place.id for place in change.changed] == ["12/KH-UBND#3"]


def test_another_task_under_the_same_number_is_another_row() -> None:
    """Its lead agency has not changed: one row went, another came."""
    change = compare_plans(plan(rows=(PLANTING,)), plan(rows=(SURVEY,)))
    assert [place.words for place in change.removed] == ["Trồng quế"]
    assert [place.words for place in change.added] == [SURVEY[0]]
    assert change.leads == change.dues == ()


def test_words_changed_under_the_same_number_are_a_change() -> None:
    """Half of the words and more are the same: it is the same section."""
    change = compare_plans(plan(), plan(goal="Trồng mới 150 ha quế tại các huyện."))
    assert [place.id for place in change.changed] == ["12/KH-UBND@I.1"]
    assert (change.added, change.removed) == ((), ())


def test_nothing_something_everything() -> None:
    """The same again is no change; a new plan and one that goes are told whole; the header counts too."""
    assert compare_plans(plan(), plan()).is_empty
    new, gone = compare_plans(None, plan()), compare_plans(plan(), None)
    assert new.is_new
    assert gone.is_gone
    assert [p.id for p in new.added] == [p.id for p in gone.removed]
    assert compare_plans(plan(), plan(matter="Phát triển cây chè")).header_changed


def test_ids_moved_by_a_shared_number_are_told_but_no_change() -> None:
    """A plan whose id now carries its year says what it said before."""
    old, other = plan(), plan(year=2025)
    renamed = distinguish([old, other])[0]
    assert compare_plans(renamed, plan()).is_empty
    assert identity(renamed.document) == identity(old.document)
    assert find_renamed([old], [renamed, other]) == (("12/KH-UBND", "12/KH-UBND:2024"),)


# ── which document is meant ────────────────────────────────────────────────────────────────────────────────

LOADED = [
    Document(id=i, kind=kind, number=number, date=dt.date(year, 4, 12), province=province)
    for i, kind, number, year, province in (
        ("54/KH-UBND:2022", "Kế hoạch", "54/KH-UBND", 2022, "Yên Bái"),
        ("54/KH-UBND:2023:Yên Bái", "Kế hoạch", "54/KH-UBND", 2023, "Yên Bái"),
        ("54/KH-UBND:2023:Phú Thọ", "Kế hoạch", "54/KH-UBND", 2023, "Phú Thọ"),
        ("165-KH/TU", "Kế hoạch", "165-KH/TU", 2022, "Yên Bái"),
        ("1510/UBND-TH", "Công văn", "1510/UBND-TH", 2022, "Yên Bái"),
    )
] + [Document(id="cong-van-khong-so", kind="", number="")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("165", ["165-KH/TU"]),
        ("165-kh/tu", ["165-KH/TU"]),
        ("kế hoạch 165", ["165-KH/TU"]),
        ("ke hoach so 165", ["165-KH/TU"]),
        ("  Kế hoạch  số 165-KH/TU ", ["165-KH/TU"]),
        ("công văn 165", []),
        ("165/KH-UBND", []),
        ("công văn 1510", ["1510/UBND-TH"]),
        ("01510", ["1510/UBND-TH"]),
        ("510", []),
        ("54/KH-UBND:2022", ["54/KH-UBND:2022"]),
        ("54 năm 2022", ["54/KH-UBND:2022"]),
        ("năm 2022 kế hoạch 54", ["54/KH-UBND:2022"]),
        ("54 năm 2021", []),
        ("kế hoạch 54 năm 2023 của Phú Thọ", ["54/KH-UBND:2023:Phú Thọ"]),
        ("54 năm 2023", ["54/KH-UBND:2023:Yên Bái", "54/KH-UBND:2023:Phú Thọ"]),
        ("54/KH-UBND:2023", ["54/KH-UBND:2023:Yên Bái", "54/KH-UBND:2023:Phú Thọ"]),
        ("54 của Phú Thọ", ["54/KH-UBND:2023:Phú Thọ"]),
        ("54 của Hà Giang", []),
        ("khong-so", ["cong-van-khong-so"]),
        ("", []),
        ("kế hoạch", []),
    ],
)
def test_a_document_as_a_person_names_it(typed: str, found: list[str]) -> None:
    """One where the words tell it apart; a word that contradicts is never overlooked."""
    assert [document.id for document in find_named(typed, LOADED)] == found


# ── the command line ───────────────────────────────────────────────────────────────────────────────────────


class Kehoach:
    """`kehoach` over a small library."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.folder, self.data = folder, folder / "data"
        self._capsys, self._patch = capsys, patch
        library = open_library(self.data)
        first = write_plan(folder, "12.txt")
        with library.changing(), library.staging([first], save_index) as version:
            library.activate(version, Action.FIRST)

    def run(self, *arguments: str, answer: str = "", terminal: bool = False) -> tuple[int, str, str]:
        """Exit status, standard output, standard error."""
        stdin = io.StringIO(answer)
        stdin.isatty = lambda: terminal  # type: ignore[method-assign]
        self._patch.setattr(sys, "stdin", stdin)
        self._capsys.readouterr()
        status = main([*arguments, "--data", str(self.data)])
        return status, *self._capsys.readouterr()

    def docs(self) -> list[str]:
        return [json.loads(line)["id"] for line in self.run("docs", "--json")[1].splitlines()]

    def due(self) -> str:
        return json.loads(self.run("tasks", "--json")[1].splitlines()[0])["due"]

    def plan(self, name: str = "new.txt", **changes: object) -> str:
        return str(write_plan(self.folder, name, **changes))

    def versions(self) -> int:
        return len(list((self.data / "versions").iterdir()))


@pytest.fixture
def kehoach(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kehoach:
    """The program, with one plan loaded."""
    for name in list(os.environ):
        if name.startswith(("KEHOACH", "TELEGRAM")):
            monkeypatch.delenv(name)
    return Kehoach(tmp_path, capsys, monkeypatch)


def test_a_replacement_is_shown_before_it_is_made(kehoach: Kehoach) -> None:
    """Old → new; anything but yes leaves everything as it was."""
    file = kehoach.plan(due="Quý III/2024")
    for answer in ("k\n", "", "không\n"):
        status, shown, _ = kehoach.run("add", file, answer=answer)
        assert status == 0
        assert "12/KH-UBND#1 (Trồng quế): “Quý IV/2024” → “Quý III/2024”" in shown
        assert texts.NOT_CHANGED in shown
        assert (kehoach.due(), kehoach.versions()) == ("Quý IV/2024", 1)
    status, shown, _ = kehoach.run("add", file, answer="c\n")
    assert (status, kehoach.due(), kehoach.docs()) == (0, "Quý III/2024", ["12/KH-UBND"])
    assert "1 văn bản, 2 mục, 1 dòng" in shown


def test_what_was_shown_is_what_is_loaded(kehoach: Kehoach, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file edited between the reading and the building is refused."""
    file = kehoach.plan(number=13)

    def edited_meanwhile(proposal: Proposal) -> tuple[str, ...]:
        kehoach.plan(number=13, due="Quý I/2025")
        return ()

    monkeypatch.setattr("bot.terminal.changing.tell_proposal", edited_meanwhile)
    status, _, error = kehoach.run("add", file, "--yes")
    assert (status, error) == (2, f"{texts.FILE_CHANGED}\n")
    assert (kehoach.docs(), kehoach.versions()) == (["12/KH-UBND"], 1)


def test_a_long_list_is_cut(kehoach: Kehoach) -> None:
    """Twelve places and how many more."""
    rows = tuple((f"Trồng rừng đợt {n} tại xã số {n}", FARMING, "Quý I/2024") for n in range(1, 31))
    kehoach.run("add", kehoach.plan(rows=rows), "--yes")
    shown = kehoach.run("add", kehoach.plan(), answer="k\n")[1]
    assert texts.list_heading(texts.REMOVED, 30) in shown
    assert "Trồng rừng đợt 12 " in shown
    assert "Trồng rừng đợt 13 " not in shown
    assert texts.more(18) in shown


def test_the_same_file_again_changes_nothing(kehoach: Kehoach) -> None:
    """Status 0, no version, no line in the history; a new file beside it is loaded all the same."""
    same = str(kehoach.folder / "12.txt")
    before = kehoach.run("history", "--json")
    status, shown, _ = kehoach.run("add", same, same)
    assert (status, texts.NOTHING_CHANGES in shown) == (0, True)
    assert kehoach.run("history", "--json") == before
    kehoach.run("add", same, kehoach.plan(number=13), "--yes")
    assert kehoach.docs() == ["12/KH-UBND", "13/KH-UBND"]


def test_the_same_words_in_another_file_replace_the_file(kehoach: Kehoach) -> None:
    """The file handed over last is the one that is kept."""
    shown = kehoach.run("add", kehoach.plan("12 (bản Word).txt"), "--yes")[1]
    assert texts.PLAN_SAME_WORDS.format("12/KH-UBND") in shown
    assert json.loads(kehoach.run("docs", "--json")[1])["source_file"] == "12 (bản Word).txt"


def test_a_document_is_taken_out_and_brought_back(kehoach: Kehoach) -> None:
    """Named as a person names it; the difference is shown; rollback returns it, in its place."""
    kehoach.run("add", kehoach.plan(number=13), "--yes")
    status, shown, _ = kehoach.run("remove", "kế hoạch 12", answer="c\n")
    assert status == 0
    assert texts.PLAN_GONE.format("12/KH-UBND", 2, 1) in shown
    assert kehoach.docs() == ["13/KH-UBND"]
    assert kehoach.run("rollback")[0] == 0
    assert kehoach.docs() == ["12/KH-UBND", "13/KH-UBND"]


def test_what_cannot_be_taken_out(kehoach: Kehoach) -> None:
    """A name that fits none or several, the last document: one line, status 2."""
    kehoach.run("add", kehoach.plan(year=2025), "--yes")
    for named, line in (
        (["99"], "Không có văn bản “99”. Các văn bản đang có: 12/KH-UBND:2024, 12/KH-UBND:2025."),
        (["12"], "“12” có thể là: 12/KH-UBND:2024, 12/KH-UBND:2025. Hãy ghi rõ một mã."),
        (["12 năm 2024", "12 năm 2025"], texts.LAST_DOCUMENT),
    ):
        assert kehoach.run("remove", *named, "--yes") == (2, "", f"{line}\n")
    assert len(kehoach.docs()) == 2


def test_listings_know_a_document_as_a_person_names_it(kehoach: Kehoach) -> None:
    """As `remove` does."""
    kehoach.run("add", kehoach.plan(number=13), "--yes")
    for command in ("sections", "tasks"):
        listed = kehoach.run(command, "--json", "--doc", "kế hoạch 13")[1].splitlines()
        assert listed
        assert {json.loads(line)["doc"] for line in listed} == {"13/KH-UBND"}
        assert kehoach.run(command, "--doc", "99")[0] == 2


def test_a_shared_number_is_told(kehoach: Kehoach) -> None:
    """The loaded document gets another id, and its own back later."""
    shown = kehoach.run("add", kehoach.plan(year=2025), "--yes")[1]
    assert texts.PLAN_RENAMED.format("12/KH-UBND", "12/KH-UBND:2024") in shown
    shown = kehoach.run("remove", "12 năm 2025", "--yes")[1]
    assert texts.PLAN_RENAMED_BACK.format("12/KH-UBND:2024", "12/KH-UBND") in shown


def test_the_history(kehoach: Kehoach) -> None:
    """Who, when, what, and which version; newest first."""
    kehoach.run("add", kehoach.plan(number=13), "--yes")
    kehoach.run("remove", "13", "--yes")
    kehoach.run("rollback")
    records = [json.loads(line) for line in kehoach.run("history", "--json")[1].splitlines()]
    assert [record["action"] for record in records] == ["rolled_back", "removed", "added", "first"]
    assert set(records[0]) == {"version", "at", "who", "action", "documents"}
    assert set(records[0]["documents"][0]) == {"id", "change", "file", "sha256"}
    assert all(dt.datetime.fromisoformat(record["at"]).tzinfo for record in records)
    assert records[0]["who"] != "" == records[-1]["who"]
    answer = json.loads(kehoach.run("ask", "--json", "Ai ký kế hoạch 12?")[1])
    assert records[0]["version"] == answer["corpus_version"]
    shown = kehoach.run("history")[1]
    assert shown.count("13/KH-UBND (tệp new.txt, sha256 ") == 3


# ── the golden questions ───────────────────────────────────────────────────────────────────────────────────

QUESTION = "Hạn trồng quế là khi nào?"


def test_a_right_answer_that_turns_wrong_is_refused(kehoach: Kehoach) -> None:
    """Shown with both answers; --yes alone does not do it, --force does; a person at the terminal may."""
    assert kehoach.run("golden", "add", QUESTION, "--yes")[0] == 0
    file = kehoach.plan(due="Quý III/2024")
    status, shown, error = kehoach.run("add", file, "--yes")
    assert (status, error) == (2, f"{texts.turned_refused(1)}\n")
    assert f"hỏi:  {QUESTION}\n  nay:  Thời hạn: Quý IV/2024" in shown
    assert "sẽ là: Thời hạn: Quý III/2024" in shown
    assert kehoach.run("add", file, answer="c\n")[0] == 2  # answered by a pipe
    assert (kehoach.due(), kehoach.versions()) == ("Quý IV/2024", 1)
    status, shown, _ = kehoach.run("add", file, answer="c\n", terminal=True)
    assert texts.CONFIRM_TURNED.format(1) in shown
    assert (status, kehoach.due()) == (0, "Quý III/2024")
    # the question is answered wrongly now, so it holds nobody up any more
    assert kehoach.run("add", kehoach.plan(due="Quý II/2024"), "--yes")[0] == 0
    assert kehoach.run("rollback")[0] == 0
    assert kehoach.run("rollback")[0] == 0
    assert kehoach.due() == "Quý IV/2024"
    assert kehoach.run("add", kehoach.plan(due="Quý III/2024"), "--yes", "--force")[0] == 0
    assert kehoach.due() == "Quý III/2024"


def test_removal_is_held_up_too(kehoach: Kehoach) -> None:
    """The answer goes with its document."""
    kehoach.run("golden", "add", QUESTION, "--yes")
    kehoach.run("add", kehoach.plan(number=13, rows=(SURVEY,)), "--yes")
    assert kehoach.run("remove", "12", "--yes")[0] == 2
    assert kehoach.run("remove", "12", "--yes", "--force")[0] == 0
    assert kehoach.docs() == ["13/KH-UBND"]


def test_what_spoils_no_answer_is_not_held_up(kehoach: Kehoach) -> None:
    """A new plan beside it; and one that shares its number, through which only the id changes."""
    kehoach.run("golden", "add", "Kế hoạch 12 năm 2024 hạn trồng quế khi nào?", "--yes")
    for changes in ({"number": 13, "rows": (SURVEY,)}, {"year": 2025, "due": "Quý I/2025"}):
        assert kehoach.run("add", kehoach.plan(**changes), "--yes")[0] == 0
    assert "12/KH-UBND:2024" in kehoach.docs()
    status, _, error = kehoach.run("remove", "12 năm 2024", "--yes")
    assert (status, error) == (2, f"{texts.turned_refused(1)}\n")


def test_golden_questions_are_kept(kehoach: Kehoach) -> None:
    """On yes, once, as a record of a question file; what has no answer stays without one."""
    assert texts.GOLDEN_NOT_KEPT in kehoach.run("golden", "add", QUESTION, answer="k\n")[1]
    assert texts.GOLDEN_KEPT.format(1) in kehoach.run("golden", "add", QUESTION, answer="c\n")[1]
    assert texts.GOLDEN_THERE in kehoach.run("golden", "add", QUESTION, "--yes")[1]
    assert texts.GOLDEN_NOT_FOUND in kehoach.run("golden", "add", "Giá vàng hôm nay bao nhiêu?", "--yes")[1]
    file = kehoach.data / "golden.jsonl"
    first, second = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert first == {
        "id": "g001",
        "question": QUESTION,
        "gold": ["12/KH-UBND#1"],
        "must": [["Thời hạn: Quý IV/2024"]],
    }
    assert (second["gold"], second["must"]) == ([], [])
    assert "2" in kehoach.run("eval", str(file))[1]


def test_a_golden_file_that_cannot_be_read(kehoach: Kehoach) -> None:
    """One line with the file and the line; nothing changes."""
    (kehoach.data / "golden.jsonl").write_text('{"question": "a?"}\nxyz\n')
    status, _, error = kehoach.run("add", kehoach.plan(number=13), "--yes")
    assert (status, error.count("\n"), "golden.jsonl, dòng 2" in error) == (2, 1, True)
    assert kehoach.docs() == ["12/KH-UBND"]


# ── in the way of each other ───────────────────────────────────────────────────────────────────────────────


def test_somebody_else_is_at_it(kehoach: Kehoach) -> None:
    """Changes are refused with a name and status 1; everything else goes on."""
    file = kehoach.plan(number=13)
    with open_library(kehoach.data).changing("chị Lan"):
        for command in (("add", file, "--yes"), ("remove", "12", "--yes"), ("rollback",)):
            status, _, error = kehoach.run(*command)
            assert (status, error.count("\n")) == (1, 1)
            assert error.startswith("chị Lan đang thay đổi bộ văn bản từ ")
        assert kehoach.docs() == ["12/KH-UBND"]
        assert kehoach.run("history")[0] == kehoach.run("ask", QUESTION)[0] == 0


def test_damage_is_mended_while_an_administrator_takes_their_time(kehoach: Kehoach) -> None:
    """Who asks does not wait for the answer to "are you sure?"; the next change finds a whole corpus."""
    library = open_library(kehoach.data)
    (library.current() / "index.npz").write_bytes(b"damaged")  # type: ignore[operator]
    with library.changing("chị Lan"):
        assert "Quý IV/2024" in kehoach.run("ask", QUESTION)[1]
    (library.current() / "corpus.db").write_bytes(b"damaged")  # type: ignore[operator]
    assert kehoach.run("add", kehoach.plan(number=13), "--yes")[0] == 0
    assert kehoach.docs() == ["12/KH-UBND", "13/KH-UBND"]
    assert kehoach.run("rollback")[0] == 0
    assert kehoach.docs() == ["12/KH-UBND"]


def test_going_back_from_what_cannot_be_read(kehoach: Kehoach) -> None:
    """A damaged database, or one of another version of the program: rollback is the way out of it."""
    kehoach.run("add", kehoach.plan(number=13), "--yes")
    (open_library(kehoach.data).current() / "corpus.db").write_bytes(b"damaged")  # type: ignore[operator]
    assert kehoach.run("rollback")[0] == 0
    assert kehoach.docs() == ["12/KH-UBND"]


def test_faults_of_the_directory_and_of_the_input(kehoach: Kehoach) -> None:
    """2 where the input is wrong, 1 where the directory is; one line each."""
    assert kehoach.run("add", str(kehoach.folder / "no.txt"))[0] == 2
    assert kehoach.run("rollback")[0] == 2
    (kehoach.data / "CURRENT").write_text("{")
    for command in (("docs",), ("add", kehoach.plan(), "--yes"), ("history",)):
        status, _, error = kehoach.run(*command)
        assert (status, error.count("\n")) == (1, 1)


# ── interrupted ────────────────────────────────────────────────────────────────────────────────────────────


def started(kehoach: Kehoach, *arguments: str, **streams: int) -> subprocess.Popen[bytes]:
    """The program as a process of its own."""
    environment = {key: value for key, value in os.environ.items() if key != "SUDO_USER"}
    command = [sys.executable, "-m", "bot", *arguments, "--data", str(kehoach.data)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, **streams)  # type: ignore[call-overload,no-any-return]


def test_interrupted_it_says_so_and_nothing_has_changed(kehoach: Kehoach) -> None:
    """Ctrl-C while it builds, and while it waits to be answered: one line, status 130, no rubbish."""
    file = kehoach.plan(number=13)
    pipe = subprocess.PIPE
    for until in (".*-*", "[!.]*"):
        process = started(kehoach, "add", file, stdin=pipe, stdout=pipe, stderr=pipe)
        before = kehoach.versions()
        while len(list((kehoach.data / "versions").glob(until))) + (until[0] == ".") <= before:
            assert process.poll() is None
            time.sleep(0.005)
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=60)
        assert process.returncode == 130
        assert error.decode() == f"\n{texts.INTERRUPTED_UNCHANGED}\n"
        assert kehoach.versions() == before
    assert kehoach.docs() == ["12/KH-UBND"]


def test_a_change_made_before_the_interrupt_is_owned_up_to(
    kehoach: Kehoach, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupted after the swap, it does not say that nothing has changed."""

    activate = Library.activate

    def interrupted(library: Library, version: Path, action: Action, who: str, *, back_to: str) -> None:
        activate(library, version, action, who, back_to=back_to)
        raise KeyboardInterrupt

    file = kehoach.plan(number=13)
    with monkeypatch.context() as patch:
        patch.setattr(Library, "activate", interrupted)
        status, _, error = kehoach.run("add", file, "--yes")
    assert (status, error) == (130, f"\n{texts.INTERRUPTED_CHANGED}\n")
    assert kehoach.docs() == ["12/KH-UBND", "13/KH-UBND"]


def test_progress_is_shown_to_people_alone(kehoach: Kehoach) -> None:
    """A bar on a terminal; not a byte of it into a pipe."""
    first, second = kehoach.plan(number=13), kehoach.plan("b.txt", number=14)
    pipe = subprocess.PIPE
    process = started(kehoach, "add", first, "--yes", stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe)
    shown, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (0, b"")
    assert b"\r" not in shown
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    process = started(kehoach, "add", second, "--yes", stdin=subprocess.DEVNULL, stdout=pipe, stderr=theirs)
    os.close(theirs)
    process.communicate(timeout=60)
    drawn = b""
    try:
        while piece := os.read(ours, 4096):
            drawn += piece
    except OSError:  # the other end has been closed
        pass
    os.close(ours)
    assert "Đang lập chỉ mục" in drawn.decode(errors="replace")


def test_a_stored_plan_that_newer_code_refuses_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A program that reads more strictly says which plan it no longer takes, and goes on with the others."""
    files = [tmp_path / "12.txt", tmp_path / "13.txt"]
    for number, file in zip((12, 13), files, strict=True):
        file.write_text(plan_text(number), encoding="utf-8")
    older, newer = (Library(tmp_path / "data", letter * 12) for letter in "ab")
    with older.changing(), older.staging(files, save_index) as version:
        older.activate(version, Action.FIRST)
    read = Readings.read

    def strictly(self: Readings, file: Path, progress: Progress | None = None) -> Source:
        if file.name == "13.txt":
            raise UnreadableFile("Tệp 13.txt có dấu chỉ độ mật.")
        return read(self, file, progress)

    monkeypatch.setattr(Readings, "read", strictly)
    assert [plan.document.id for plan in newer.plans(prepare(newer))] == ["12/KH-UBND"]
    assert "13.txt" in caplog.text
    assert newer.current() is not None
