"""Administrators change the corpus from their private chats: with the real program, over a small corpus."""

from __future__ import annotations

import asyncio
import datetime as dt
import errno
import gc
import gzip
import re
import shutil
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from telegram import Document

from bot.__main__ import main
from bot.golden import keep_golden
from bot.incoming import Incoming, clean_name
from bot.service import open_library, open_service
from bot.state.database import STATE_FILE
from bot.state.journal import Author
from bot.telegram.downloads import fetch
from bot.telegram.errands import Errand, Errands, Stage
from bot.texts import administrators as words
from bot.texts import changes as change_texts
from bot.texts import general as texts
from corpus.errors import LibraryError
from corpus.history import Action
from index.conversation import Conversation
from index.engine import save_index
from tests.plans import plan_text, write_plan
from tests.telegram_api.faults import Fault
from tests.telegram_api.people import BotApi, Person, Said
from tests.telegram_api.process import KEHOACH, BotProcess
from tests.telegram_api.world import BOT
from tests.test_bad_inputs import CASES, pictures

LAN, MINH = 400_000_001, 400_000_002
QUESTION = "Hạn trồng quế là khi nào?"
ACCEPT, INSIST = words.BUTTON_ACCEPT[Action.ADDED], words.BUTTON_INSIST[Action.ADDED]
CANCEL = words.BUTTON_CANCEL


class Office:
    """A data directory with one small plan, and the bot over it."""

    def __init__(self, folder: Path, api: BotApi) -> None:
        self.folder, self.data, self.api = folder, folder / "data", api
        self.bot: BotProcess | None = None

    def load(self, **changes: object) -> None:
        """Serve one plan, as if nothing had ever been changed."""
        library = open_library(self.data)
        first = write_plan(self.folder, "12.txt", **changes)
        with library.changing(), library.staging([first], save_index) as version:
            library.activate(version, Action.FIRST)

    def start(self) -> None:
        before = self.api.polls
        self.bot = BotProcess.of(
            self.api, KEHOACH, KEHOACH_DATA=str(self.data), KEHOACH_ADMINS=f"{LAN},{MINH}"
        )
        self.api.wait_for(lambda: self.api.polls > before, "the bot", 60)

    def documents(self) -> list[str]:
        library = open_library(self.data)
        version = library.current()
        assert version is not None
        return [plan.document.id for plan in library.plans(version)]

    def left(self) -> list[str]:
        """Whatever lies about of files that were sent: their names and those of their folders."""
        return [path.name for path in (self.data / "incoming").rglob("*")]

    def log(self) -> list[tuple[int, str, str]]:
        """(who, action, detail) of the state's log, oldest first."""
        with closing(sqlite3.connect(self.data / STATE_FILE)) as db:
            return db.execute("SELECT by_id, action, detail FROM log ORDER BY id").fetchall()

    def actions(self) -> list[str]:
        return [action for _, action, _ in self.log()]


@pytest.fixture(scope="module")
def server() -> Iterator[BotApi]:
    """One server for all."""
    with BotApi() as api:
        yield api


@pytest.fixture(scope="module")
def shared(server: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One bot for all tests that leave the corpus as it was, or say themselves what they start from."""
    office = Office(tmp_path_factory.mktemp("office"), server)
    office.load()
    office.start()
    yield office
    assert office.bot
    office.bot.kill()


@pytest.fixture
def office(shared: Office) -> Iterator[Office]:
    """The bot over the plan it began with."""
    shared.api.violations.clear()
    library = open_library(shared.data)
    (shared.data / "golden.jsonl").unlink(missing_ok=True)
    with closing(sqlite3.connect(shared.data / STATE_FILE)) as db:
        db.execute("DELETE FROM log")
        db.commit()
    first = write_plan(shared.folder, "12.txt")
    with library.changing(), library.staging([first], save_index) as version:
        library.activate(version, Action.ADDED, "(thử)")
    yield shared
    assert shared.api.violations == []
    assert shared.bot
    assert shared.bot.running, shared.bot.output


@pytest.fixture
def lan(office: Office) -> Person:
    """An administrator."""
    return fresh(office, LAN)


@pytest.fixture
def minh(office: Office) -> Person:
    """Another one."""
    return fresh(office, MINH)


def fresh(office: Office, user_id: int) -> Person:
    """Somebody whose chat has nothing unheard."""
    person = office.api.private(user_id)
    office.api.do(person.chat.from_bot.clear)
    return person


def plan(**changes: object) -> bytes:
    return plan_text(**changes).encode()  # type: ignore[arg-type]


def reported(person: Person, first: Said | None = None) -> tuple[Said, str]:
    """The report with its buttons, and the text of the file that comes after it."""
    said = first or person.hears()
    file = person.hears()
    assert file.file == words.REPORT_FILE
    assert file.replies_to == said.id
    content = person.api.files[words.REPORT_FILE]
    return person.sees(said.id), content.decode("utf-8-sig")


def sends(person: Person, name: str = "kế hoạch.txt", **changes: object) -> tuple[Said, str]:
    """Send a plan; the report, and the file with the whole of it."""
    person.sends_file(name, plan(**changes))
    return reported(person)


def accepts(person: Person, said: Said, label: str = ACCEPT) -> Said:
    """Press yes, and read what was done."""
    person.presses(said, label)
    return person.sees_when(said, "Hiện có")


def cancels(person: Person, said: Said) -> Said:
    """Press no; the message after it."""
    person.presses(said, CANCEL)
    return person.sees_when(said, words.CANCELLED)


def due(person: Person) -> str:
    """What the bot answers about the plan's one row."""
    return person.asks(QUESTION).marked("bold")[0]


# ── from file to service, and back ─────────────────────────────────────────────────────────────────────────


def test_upload_report_service_answer_and_back(office: Office, lan: Person) -> None:
    """The whole way: what changes is shown old → new, yes serves it at the next question, /lui undoes it."""
    assert "Quý IV/2024" in due(lan)
    said, whole = sends(lan, due="Quý III/2024", lead="Sở Công Thương")
    assert said.marked("bold")[0] == words.HEADS[Action.ADDED]
    assert "kế hoạch.txt: Kế hoạch số 12/KH-UBND ngày 05/02/2024, 2 mục, 1 dòng nhiệm vụ" in said.text
    assert "• Dòng 1 (Trồng quế): “Quý IV/2024” → “Quý III/2024”" in said.text
    assert "“Sở Nông nghiệp và Phát triển nông thôn” → “Sở Công Thương”" in said.text
    assert "12/KH-UBND#1 (Trồng quế): “Quý IV/2024” → “Quý III/2024”" in whole
    assert list(said.buttons) == [ACCEPT, CANCEL]
    assert "Quý IV/2024" in due(lan)  # nothing has happened yet

    done = accepts(lan, said)
    assert "Hiện có 1 văn bản, 2 mục, 1 dòng nhiệm vụ." in done.text
    version = open_library(office.data).current()
    assert version
    assert f"Phiên bản: {version.name}" in done.text
    assert done.buttons == {}
    assert "Quý III/2024" in due(lan)
    assert office.left() == []

    lan.says("/lui")
    back, _ = reported(lan)
    assert f"Lan (Telegram {LAN}): nạp văn bản" in back.text
    assert "• Dòng 1 (Trồng quế): “Quý III/2024” → “Quý IV/2024”" in back.text
    assert "Quý III/2024" in due(lan)
    assert "Đã quay lại" in accepts(lan, back, words.BUTTON_ACCEPT[Action.ROLLED_BACK]).text
    assert "Quý IV/2024" in due(lan)

    who = f"Lan (Telegram {LAN})"
    newest, earlier = open_library(office.data).changes()[:2]
    assert [(c.action, c.who) for c in (earlier, newest)] == [(Action.ADDED, who), (Action.ROLLED_BACK, who)]
    history = lan.asks("/lichsu").text
    assert f"{who}: nạp văn bản\n• thay 12/KH-UBND (tệp kế hoạch.txt)" in history
    assert history.index("quay lại bộ văn bản trước") < history.index("nạp văn bản")
    assert office.actions() == ["proposed", "added", "proposed", "rolled_back"]
    assert {by for by, *_ in office.log()} == {LAN}


def test_what_administrators_are_told(office: Office, lan: Person) -> None:
    """/help names the file and every command of theirs; in private, and to nobody else."""
    told = lan.asks("/help").text
    assert told == f"{texts.HELP}\n\n{texts.HELP_FOR_ADMINISTRATORS}"
    assert "Gửi tệp kế hoạch vào đây" in told
    assert all(f"/{command}: " in told for command in texts.ADMINISTRATORS_COMMANDS)
    assert office.api.private().asks("/help").text == texts.HELP
    assert office.api.member(office.api.group(), lan).asks(f"/help@{BOT['username']}").text == texts.HELP


def test_cancelled(office: Office, lan: Person) -> None:
    """Nothing changes, nothing is left over, the buttons are gone; pressed once more, they say so."""
    said, _ = sends(lan, number=13)
    assert cancels(lan, said).buttons == {}
    assert office.documents() == ["12/KH-UBND"]
    assert office.left() == []
    assert len(list((office.data / "versions").iterdir())) <= len(open_library(office.data).changes())
    assert office.actions() == ["proposed", "cancelled"]
    press = lan.presses(said, ACCEPT)
    assert (press.notice, press.alert) == (words.GONE, True)
    assert office.documents() == ["12/KH-UBND"]


def test_an_album_is_one_change(office: Office, lan: Person) -> None:
    """Its files are loaded together, under their own names, which may be the same."""
    for number in (13, 14):
        lan.sends_file("kh.txt", plan(number=number), media_group_id="77")
    said, _ = reported(lan)
    for number in (13, 14):
        assert f"Văn bản mới: {number}/KH-UBND (2 mục, 1 dòng nhiệm vụ)" in said.text
    assert "3 văn bản" in accepts(lan, said).text
    assert office.documents() == ["12/KH-UBND", "13/KH-UBND", "14/KH-UBND"]


def test_the_same_again(office: Office, lan: Person) -> None:
    """What is loaded already is said to be, and there is nothing to decide."""
    said, _ = sends(lan, "12.txt")
    assert change_texts.NOTHING_CHANGES in said.text
    assert said.buttons == {}
    assert office.left() == []


def test_a_document_is_taken_out(office: Office, lan: Person) -> None:
    """/go alone lists what there is; with a name it shows what goes and asks."""
    accepts(lan, sends(lan, number=13)[0])
    listed = lan.asks("/go").text
    assert "/go 12/KH-UBND" in listed
    assert "/go 13/KH-UBND" in listed
    lan.says("/go kế hoạch 12")
    said, _ = reported(lan)
    assert "Bỏ văn bản: 12/KH-UBND (2 mục, 1 dòng nhiệm vụ)" in said.text
    assert "Đã gỡ văn bản" in accepts(lan, said, words.BUTTON_ACCEPT[Action.REMOVED]).text
    assert office.documents() == ["13/KH-UBND"]
    said = lan.asks("/go 99")
    assert "Không có văn bản “99”" in lan.sees_when(said, "99").text
    said = lan.asks("/go 13")
    assert lan.sees_when(said, "cuối cùng").text == change_texts.LAST_DOCUMENT


# ── what takes more than one yes ───────────────────────────────────────────────────────────────────────────


def test_golden_questions_that_turn_wrong_ask_twice(office: Office, lan: Person) -> None:
    """Both answers are shown; one yes is not enough; one may look again, and then insist."""
    keep_golden(office.data, QUESTION, open_service(office.data).ask(QUESTION, Conversation()))
    said, whole = sends(lan, due="Quý III/2024")
    for text in (said.text, whole):
        assert QUESTION in text
        assert re.search(r"[Nn]ay: +Thời hạn: Quý IV/2024", text)
        assert re.search(r"[Ss]ẽ là: Thời hạn: Quý III/2024", text)
    lan.presses(said, ACCEPT)
    asked = lan.sees_when(said, words.INSIST)
    assert "1 câu hỏi mẫu đang trả lời đúng sẽ thành sai" in asked.text
    assert list(asked.buttons) == [INSIST, words.BUTTON_BACK, CANCEL]
    assert "Quý IV/2024" in due(lan)
    lan.presses(asked, words.BUTTON_BACK)
    again = lan.sees_when(said, words.HEADS[Action.ADDED])
    lan.presses(again, ACCEPT)
    accepts(lan, lan.sees_when(said, words.INSIST), INSIST)
    assert "Quý III/2024" in due(lan)
    assert office.log()[-1][2].endswith(words.LOG_INSISTED)


@pytest.mark.parametrize(
    ("cut", "reason"),
    [("STT", "không có bảng nhiệm vụ"), ("Số: ", "chưa có số, ký hiệu")],
    ids=["no tables", "no number"],
)
def test_a_plan_that_looks_wrong_asks_twice(office: Office, lan: Person, cut: str, reason: str) -> None:
    """What the command line takes with --force alone."""
    text = "ỦY BAN NHÂN DÂN TỈNH YÊN BÁI\n" + plan_text(number=13)
    lines = text[: text.index("STT")] if cut == "STT" else text.replace("Số: 13/KH-UBND", "Số:     /KH-UBND")
    lan.sends_file("thiếu.txt", lines.encode() if isinstance(lines, str) else lines)
    said, _ = reported(lan)
    assert reason in said.text
    lan.presses(said, ACCEPT)
    asked = lan.sees_when(said, words.INSIST)
    assert reason in asked.text
    accepts(lan, asked, INSIST)
    assert len(office.documents()) == 2


# ── who may not ────────────────────────────────────────────────────────────────────────────────────────────


def test_others_may_not(office: Office, lan: Person) -> None:
    """A file is declined without being fetched, the commands are refused, a button of somebody else's is dead."""
    said, _ = sends(lan, number=13)
    hoa = office.api.private()
    fetched = office.api.called("getFile")
    hoa.sends_file("kế hoạch.txt", plan(number=14))
    assert hoa.hears().text == texts.ONLY_TEXT
    for command in ("/lui", "/go 12", "/lichsu"):
        assert hoa.asks(command).text == words.ADMINISTRATORS_ONLY
    shown = hoa.asks("/vanban")
    press = hoa.presses_data(shown, said.buttons[ACCEPT])
    assert (press.notice, press.alert) == (words.NOT_YOURS, True)
    assert office.api.called("getFile") == fetched
    assert office.documents() == ["12/KH-UBND"]
    denied = [(by, detail) for by, action, detail in office.log() if action == "denied"]
    assert denied == [(hoa.user["id"], d) for d in ("file", "/lui", "/go", "/lichsu", "button a")]
    cancels(lan, said)


def test_another_administrator_does_not_press_for_one(office: Office, lan: Person, minh: Person) -> None:
    """A draft is decided on in the chat in which it was shown."""
    said, _ = sends(lan, number=13)
    shown = minh.asks("/vanban")
    assert minh.presses_data(shown, said.buttons[ACCEPT]).notice == words.GONE
    assert office.documents() == ["12/KH-UBND"]
    cancels(lan, said)


def test_in_a_group_nobody_does(office: Office) -> None:
    """Silence, whoever sends the file or the command; nothing is fetched."""
    hoa = office.api.group()
    lan = Person(office.api, hoa.chat, office.api.user(LAN))
    fetched = office.api.called("getFile")
    lan.sends_file("kế hoạch.txt", plan(number=14))
    for command in ("/lui", "/go 12", "/lichsu"):
        lan.says(command)
    asked = lan.says(f"/hoi {QUESTION}")
    assert lan.hears().replies_to == asked
    assert office.api.called("getFile") == fetched
    assert office.documents() == ["12/KH-UBND"]


# ── in the way of each other ───────────────────────────────────────────────────────────────────────────────


def test_somebody_in_a_shell_is_at_it(office: Office, lan: Person) -> None:
    """Told who, since when; once they are done, one button tries again, without another fetch."""
    with open_library(office.data).changing("chị Hoa"):
        lan.sends_file("kế hoạch.txt", plan(number=13))
        refused = lan.sees_when(lan.hears(), "chị Hoa đang thay đổi bộ văn bản từ ")
        assert list(refused.buttons) == [words.BUTTON_RETRY, CANCEL]
    fetched = office.api.called("file")
    lan.presses(refused, words.BUTTON_RETRY)
    lan.sees_when(refused, words.HEADS[Action.ADDED])
    said, _ = reported(lan, refused)
    accepts(lan, said)
    assert office.api.called("file") == fetched
    assert office.documents() == ["12/KH-UBND", "13/KH-UBND"]


def test_a_draft_holds_nobody_up(office: Office, lan: Person, tmp_path: Path) -> None:
    """While an administrator thinks, `kehoach add` goes through, of the same file too; then they are told."""
    said, _ = sends(lan, "13.txt", number=13)
    same = write_plan(tmp_path, "13.txt", number=13)
    other = write_plan(tmp_path, "12.txt", due="Quý I/2025")
    assert main(["add", str(same), str(other), "--yes", "--data", str(office.data)]) == 0
    lan.presses(said, ACCEPT)
    again, _ = reported(lan, lan.sees_when(said, "Bộ văn bản vừa thay đổi ("))
    assert change_texts.NOTHING_CHANGES in again.text
    assert again.buttons == {}
    assert "Quý I/2025" in due(lan)


def test_two_administrators(office: Office, lan: Person, minh: Person) -> None:
    """Each sees that the other is at it; who decides second sees the difference to what is there by then."""
    first, _ = sends(lan, due="Quý III/2024")
    second, _ = sends(minh, due="Quý II/2024")
    assert f"Lan (Telegram {LAN}) cũng đang xem xét một thay đổi từ " in second.text
    assert "“Quý IV/2024” → “Quý II/2024”" in second.text
    accepts(lan, first)
    minh.presses(second, ACCEPT)
    again, _ = reported(minh, minh.sees_when(second, "Bộ văn bản vừa thay đổi"))
    assert f"(Lan (Telegram {LAN}), " in again.text
    assert "“Quý III/2024” → “Quý II/2024”" in again.text
    assert "Quý III/2024" in due(minh)
    assert (
        minh.presses_data(again, second.buttons[ACCEPT]).notice == words.GONE
    )  # a button of the first draft
    accepts(minh, again)
    assert "Quý II/2024" in due(minh)


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_reading_takes_its_time(office: Office, lan: Person, minh: Person) -> None:
    """How far it is, is told in the message; the next one waits and is told for whom; stop stops it."""
    lan.sends_file("quét.pdf", pictures("PDF", 150))
    said = lan.hears()
    reading = lan.sees_when(said, "Đang đọc quét.pdf")
    assert list(reading.buttons) == [CANCEL]
    minh.sends_file("kế hoạch.txt", plan(number=13))
    waiting = minh.sees_when(minh.hears(), f"Lan (Telegram {LAN}) đang nạp tệp khác từ ")
    edits = lan.chat.versions[said.id]
    assert minh.asks(QUESTION).text  # questions are answered meanwhile
    assert cancels(lan, lan.sees(said.id)).buttons == {}
    assert edits < 10
    after, _ = reported(minh, minh.sees_when(waiting, words.HEADS[Action.ADDED]))
    cancels(minh, after)
    assert office.left() == []
    assert office.documents() == ["12/KH-UBND"]


# ── files that are none ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", CASES)
def test_a_bad_file_is_refused_in_one_line(office: Office, lan: Person, name: str) -> None:
    """The line of `kehoach add`; a plan without its table may be insisted on. Nothing changes, nothing stays."""
    if name in ("a scan of 500 pages", "a picture without text") and not shutil.which("tesseract"):
        pytest.skip("tesseract is not installed")
    file_name, content, line = CASES[name]
    if callable(content):
        lan.sends_file(file_name, b"%PDF-1.7\n", size=200_000_000)
    else:
        lan.sends_file(file_name, content)
    said = lan.sees_when(lan.hears(), line)
    assert file_name in said.text
    assert "ãy" in said.text
    assert str(office.data) not in said.text
    if said.buttons:
        assert name == "no tables"
        lan.hears()
        cancels(lan, said)
    else:
        assert len(said.text.splitlines()) == 1 + (name == "secret")
    assert office.documents() == ["12/KH-UBND"]
    assert office.left() == []


def test_of_a_secret_nothing_is_kept(office: Office, lan: Person) -> None:
    """Neither the file nor its name or a word of it: not on disk, not in the logs; the person is told to delete."""
    lan.sends_file("điệp vụ.txt", f"MẬT\n{plan_text(number=13, matter='Hành quân đêm')}".encode())
    said = lan.sees_when(lan.hears(), "dấu chỉ độ mật")
    assert words.DELETE_IT in said.text
    assert office.log() == [(LAN, "refused", words.LOG_REFUSED_UNNAMED)]
    assert office.bot
    traces = [office.bot.output.encode()]
    for path in office.data.rglob("*"):
        traces.append(path.name.encode())
        if path.is_file():
            content = path.read_bytes()
            traces.append(gzip.decompress(content) if path.suffix == ".gz" else content)
    for word in ("điệp vụ", "Hành quân đêm"):
        assert not [trace for trace in traces if word.encode() in trace]


def test_too_large_for_telegram(office: Office, lan: Person) -> None:
    """What the server does not hand out is told in one line, with another way."""
    lan.sends_file("to.pdf", b"", size=30_000_000, path=None)
    said = lan.hears()
    assert lan.sees_when(said, "20 MB").text == words.too_large("to.pdf", 20)
    assert office.left() == []


def test_a_photo(office: Office, lan: Person) -> None:
    """Telegram has made it small: it is to be sent as a file."""
    sizes = [{"file_id": "a", "file_unique_id": "a", "width": 960, "height": 1280}]
    lan.says(None, photo=sizes)
    assert lan.hears().text == words.PHOTO


def test_a_file_that_does_not_come(office: Office, lan: Person) -> None:
    """A broken connection is tried again; a file that is not there is told."""
    office.api.faults.add("getFile", Fault("drop"))
    office.api.faults.add("file", Fault("drop"))
    cancels(lan, sends(lan, number=13)[0])
    office.api.faults.add("file", Fault("status", 404))
    lan.sends_file("kế hoạch.txt", plan(number=13))
    said = lan.hears()
    assert lan.sees_when(said, words.FETCH_FAILED).buttons == {}
    assert office.left() == []


def test_a_server_in_local_mode(office: Office, lan: Person, tmp_path: Path) -> None:
    """It names a file of its own disk: taken from there, where the bot can see it, and never deleted there."""
    there = tmp_path / "file_1"
    there.write_bytes(plan(number=13))
    lan.sends_file("kế hoạch.txt", b"", path=str(there))
    said, _ = reported(lan)
    assert "13/KH-UBND" in said.text
    cancels(lan, said)
    assert there.exists()
    lan.sends_file("kế hoạch.txt", b"", path=str(tmp_path / "elsewhere"))
    line = words.local_file_missing("kế hoạch.txt")
    assert lan.sees_when(lan.hears(), "Bot API").text == line


@pytest.mark.parametrize("full", ["file", "folder"])
def test_a_disk_that_was_full_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: str
) -> None:
    """What did not come comes the next time, whichever of two it was; what had come stays, in its order."""

    async def get_file(file_id: str) -> object:
        return SimpleNamespace(file_path=str(tmp_path / file_id))

    bot = cast(
        Any, SimpleNamespace(base_url="http://local/", base_file_url="http://local/", get_file=get_file)
    )
    (tmp_path / "a").write_text("một")
    (tmp_path / "b").write_text("hai")
    pieces = [Document("a", "a", "kh.txt"), Document("b", "b", "kh.txt")]

    def half(source: Path, target: Path) -> None:
        target.write_text(source.read_text()[:1])
        raise OSError(errno.ENOSPC, "full")

    def none(_: Path, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    tray = Incoming(tmp_path).open()
    for piece in pieces:
        before = list(tray.files)
        for _ in range(2):
            with monkeypatch.context() as disk:
                disk.setattr(*((shutil, "copyfile", half) if full == "file" else (Path, "mkdir", none)))
                with pytest.raises(LibraryError, match=f"^{words.NO_ROOM}$"):
                    asyncio.run(fetch(bot, piece, tray))
            assert tray.files == before
        asyncio.run(fetch(bot, piece, tray))
    assert [file.read_text() for file in tray.files] == ["một", "hai"]
    tray.close()


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../CURRENT.txt", "CURRENT.txt"),
        ("C:\\Văn thư\\kh.txt", "kh.txt"),
        ("\u202ekh.txt\n", "kh.txt"),
        (f"{'quế ' * 100}.txt", f"{('quế ' * 100).encode()[:176].decode('utf-8', 'ignore').strip()}.txt"),
        (".", "tệp"),
        ("", "tệp"),
        ("kế hoạch", "kế hoạch"),
        ("KH số 12. Về việc trồng quế năm 2024 ở các huyện của tỉnh Yên Bái và các xã", None),
    ],
)
def test_names_are_made_harmless(sent: str, kept: str | None) -> None:
    """No folder, no control character, short enough; else as it was sent."""
    assert clean_name(sent) == (sent if kept is None else kept)


# ── restarts ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_restart_in_between(tmp_path: Path) -> None:
    """Killed or stopped, the bot forgets what was not decided: its buttons say so, and nothing is left over."""
    with BotApi() as api:
        office = Office(tmp_path, api)
        office.load()
        office.start()
        lan = api.private(LAN)
        for end in ("killed", "stopped"):
            said, _ = sends(lan, number=13)
            assert office.left() != []
            assert office.bot
            if end == "killed":
                office.bot.kill()
                assert office.left() != []
            else:
                assert office.bot.stops()[0] == 0
                assert office.left() == []
            office.start()
            assert lan.sees_when(said, words.RESTARTED).buttons == {}
            press = lan.presses(said, ACCEPT)  # on a screen that has not followed
            assert (press.notice, press.alert) == (words.GONE, True)
            assert office.left() == []
            assert len(list((office.data / "versions").iterdir())) == 1
        accepts(lan, sends(lan, number=13)[0])
        assert office.documents() == ["12/KH-UBND", "13/KH-UBND"]
        assert api.violations == []
        office.bot.kill()


def test_what_nobody_decides_on(tmp_path: Path) -> None:
    """Found after a while, by its age; what is being read or made is not."""
    incoming, errands = Incoming(tmp_path), Errands()
    start = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
    kept = []
    for stage in (Stage.PREPARING, Stage.SHOWN, Stage.REFUSED, Stage.MAKING):
        errand = Errand(Author(LAN, "Lan"), LAN, 1, start, incoming.open(), stage=stage)
        errands.add(errand)
        kept.append(errand)
    assert errands.find_idle(start) == []
    idle = errands.find_idle(start + dt.timedelta(seconds=1))
    assert idle == kept[1:3]
    for errand in kept:
        errands.close(errand)
        errands.close(errand)
    assert list((tmp_path / "incoming").iterdir()) == []


def test_closed_trays_are_forgotten(tmp_path: Path) -> None:
    """A bot that runs for months keeps none of them; the end closes those that are still open."""
    incoming = Incoming(tmp_path)
    trays = [incoming.open() for _ in range(3)]
    gone = weakref.ref(trays[0])
    trays.pop(0).close()
    gc.collect()
    assert gone() is None
    assert len(list((tmp_path / "incoming").iterdir())) == 2
    incoming.close()
    incoming.close()
    assert list((tmp_path / "incoming").iterdir()) == []
