"""Administrators change the corpus from their private chats: with the real program, over a small corpus."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot import change_texts, texts
from bot import texts_administrators as words
from bot.golden import keep_golden
from bot.service import open_library, open_service
from bot.state.database import STATE_FILE
from corpus.history import Action
from index.conversation import Conversation
from index.engine import save_index
from tests.plans import plan_text, write_plan
from tests.telegram_api.faults import Fault
from tests.telegram_api.people import BotApi, Person, Said
from tests.telegram_api.process import KEHOACH, BotProcess

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


def test_cancelled(office: Office, lan: Person) -> None:
    """Nothing changes, nothing is left over, the buttons are gone; pressed once more, they say so."""
    said, _ = sends(lan, number=13)
    lan.presses(said, CANCEL)
    assert lan.sees_when(said, words.CANCELLED).buttons == {}
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
        assert "sẽ là: Thời hạn: Quý III/2024" in text
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


def test_another_administrator_does_not_press_for_one(office: Office, lan: Person, minh: Person) -> None:
    """A draft is decided on in the chat in which it was shown."""
    said, _ = sends(lan, number=13)
    shown = minh.asks("/vanban")
    assert minh.presses_data(shown, said.buttons[ACCEPT]).notice == words.GONE
    assert office.documents() == ["12/KH-UBND"]


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
