"""A program that goes on running follows the corpus: new plans are there without a restart."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot import live
from bot.live import LiveService
from bot.service import Service, load, open_library
from bot.texts import changes as change_texts
from bot.texts.general import NEXT_PAGE
from corpus.history import Action
from corpus.library import Library
from index.conversation import Conversation
from index.engine import save_index
from tests.plans import FARMING, write_plan
from tests.telegram_api.people import BotApi
from tests.telegram_api.process import KEHOACH, BotProcess

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "Hạn trồng quế là khi nào?"
SURVEY = ("Rà soát diện tích quế hiện có", "Sở Tài nguyên và Môi trường", "Quý I/2024")
PLANTING = ("Trồng quế", FARMING, "Quý IV/2024")
MARKING = ("Xây dựng chỉ dẫn địa lý cho quế Văn Yên", "Sở Công Thương", "Quý III/2024")


def serve(library: Library, *files: Path) -> None:
    with library.changing(), library.staging(files, save_index) as version:
        library.activate(version, Action.ADDED)


def opened(library: Library) -> LiveService:
    version = library.current()
    assert version is not None
    return LiveService(load(library, version))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library with one plan."""
    library = open_library(tmp_path / "data")
    serve(library, write_plan(tmp_path, "a.txt"))
    return library


def test_the_next_question_is_answered_from_the_new_corpus(library: Library, tmp_path: Path) -> None:
    """And so is the list of documents; a question under way ends on the corpus it began with."""
    service = opened(library)
    begun = service.now()
    assert "Quý IV/2024" in service.ask(QUESTION, Conversation()).text
    assert service.now() is begun
    serve(library, write_plan(tmp_path, "a.txt", due="Quý II/2024"), write_plan(tmp_path, "b.txt", number=13))
    assert "Quý II/2024" in service.ask("Kế hoạch 12 hạn trồng quế khi nào?", Conversation()).text
    assert [document.id for document in service.documents()] == ["12/KH-UBND", "13/KH-UBND"]
    assert "Quý IV/2024" in begun.ask(QUESTION, Conversation()).text


def test_nobody_waits_while_the_new_corpus_is_loaded(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One question loads it, once; those that come meanwhile are answered from the one before."""
    service = opened(library)
    loading, go_on, loads = threading.Event(), threading.Event(), []

    def slowly(library: Library, version: Path) -> Service:
        loads.append(version)
        loading.set()
        assert go_on.wait(30)
        return load(library, version)

    monkeypatch.setattr(live, "load", slowly)
    service.ask(QUESTION, Conversation())
    serve(library, write_plan(tmp_path, "a.txt", due="Quý II/2024"))
    answers = []
    first = threading.Thread(target=lambda: answers.append(service.ask(QUESTION, Conversation()).text))
    first.start()
    assert loading.wait(30)
    assert "Quý IV/2024" in service.ask(QUESTION, Conversation()).text
    go_on.set()
    first.join(30)
    assert "Quý II/2024" in answers[0]
    assert "Quý II/2024" in service.ask(QUESTION, Conversation()).text
    assert len(loads) == 1


def test_a_corpus_that_cannot_be_loaded_leaves_the_one_before(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Damaged, or just deleted: told in the log, tried again later, and nobody gets an apology."""
    service = opened(library)
    serve(library, write_plan(tmp_path, "a.txt", due="Quý II/2024"))
    index = library.current() / "index.json"  # type: ignore[operator]
    whole = index.read_text(encoding="utf-8")
    index.write_text("{")
    for _ in range(3):
        assert "Quý IV/2024" in service.ask(QUESTION, Conversation()).text
    assert len(caplog.records) == 1  # not with every question
    index.write_text(whole, encoding="utf-8")
    monkeypatch.setattr(service, "_not_before", 0.0)  # half a minute later
    assert "Quý II/2024" in service.ask(QUESTION, Conversation()).text
    library.current_file.unlink()
    assert "Quý II/2024" in service.ask(QUESTION, Conversation()).text


def test_a_corpus_read_by_other_code_is_not_guessed_at(
    library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The program was updated under the running one: it goes on with what it has, and says once what to do."""
    service = opened(library)
    newer = Library(library.root, "other")
    serve(newer, write_plan(tmp_path, "a.txt", due="Quý II/2024"))
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            assert "Quý IV/2024" in service.ask(QUESTION, Conversation()).text
    assert [record.message for record in caplog.records] == [change_texts.LOG_OTHER_PROGRAM]


@pytest.mark.parametrize("asked", ["Ai chủ trì trồng quế?", "Dòng 1 kế hoạch 12 do ai chủ trì?"])
@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param((SURVEY, PLANTING), "Quý IV/2024", id="renumbered"),
        pytest.param((PLANTING, SURVEY), "Quý IV/2024", id="the same place"),
        pytest.param((("Trồng quế", FARMING, "Quý II/2025"), SURVEY), "Quý II/2025", id="another deadline"),
    ],
)
def test_a_conversation_goes_on_about_the_same_task(
    library: Library, tmp_path: Path, asked: str, rows: tuple[tuple[str, str, str], ...], expected: str
) -> None:
    """Not about the task that has come to bear the number of the one spoken of."""
    service, conversation = opened(library), Conversation()
    assert service.ask(asked, conversation).citations[0].id == "12/KH-UBND#1"
    serve(library, write_plan(tmp_path, "a.txt", rows=rows))
    assert service.ask("bao giờ xong?", conversation).text.startswith(f"Thời hạn: {expected}")


def test_a_task_that_is_gone_is_not_spoken_of(library: Library, tmp_path: Path) -> None:
    """Another bears its number now: its deadline is no answer."""
    service, conversation = opened(library), Conversation()
    service.ask("Dòng 1 kế hoạch 12 do ai chủ trì?", conversation)
    serve(library, write_plan(tmp_path, "a.txt", rows=(SURVEY, MARKING)))
    assert SURVEY[2] not in service.ask("bao giờ xong?", conversation).text


def test_a_conversation_about_a_document_that_is_gone(library: Library, tmp_path: Path) -> None:
    """Said to be missing; never answered from another plan as if it were meant."""
    service, conversation = opened(library), Conversation()
    service.ask("Ai chủ trì trồng quế trong kế hoạch 12?", conversation)
    serve(library, write_plan(tmp_path, "b.txt", number=13, rows=(MARKING, SURVEY)))
    said = service.ask("bao giờ xong?", conversation)
    assert (said.status.value, said.citations) == ("not_found", ())
    assert service.ask("Ai chủ trì xây dựng chỉ dẫn địa lý?", conversation).citations


def test_the_running_bot(tmp_path: Path) -> None:
    """`kehoach add` beside it: the next answer is new; old pages turn, and the conversation goes on."""
    library = open_library(tmp_path / "data")
    many = tuple((f"Trồng rừng đợt {n} tại xã số {n}" * 4, FARMING, "Quý I/2024") for n in range(1, 41))
    serve(library, write_plan(tmp_path, "a.txt"), write_plan(tmp_path, "b.txt", number=13, rows=many))
    file = write_plan(tmp_path, "a.txt", rows=(SURVEY, ("Trồng quế", FARMING, "Quý II/2025")))
    with BotApi() as api, BotProcess.ready(api, KEHOACH, KEHOACH_DATA=str(library.root)) as process:
        lan = api.private()
        assert "Quý IV/2024" in lan.asks("Kế hoạch 12 hạn trồng quế khi nào?").text
        listed = lan.asks("Liệt kê các nhiệm vụ trong kế hoạch 13")
        minh = api.private()
        assert FARMING in minh.asks("Ai chủ trì trồng quế?").text
        done = subprocess.run(
            [sys.executable, "-m", "bot", "add", str(file), "--yes", "--data", str(library.root)],
            cwd=ROOT,
            env={**os.environ, "KEHOACH_DATA": ""},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "Quý II/2025" in minh.asks("bao giờ xong?").text
        assert "Quý II/2025" in lan.asks("Kế hoạch 12 hạn trồng quế khi nào?").text
        lan.presses(listed, NEXT_PAGE)
        assert "2/" in next(label for label in lan.sees_changed(listed).buttons if "/" in label)
        process.writes(change_texts.LOG_NEW_CORPUS % 2)
        assert api.violations == []
