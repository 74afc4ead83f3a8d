"""The log has the kind and place of an error nobody foresaw, and nothing of what somebody wrote."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn, cast

import pytest

from bot.faults import describe_fault
from bot.office import Office
from bot.telegram import delivery
from bot.telegram.addressing import Place
from bot.telegram.assistant import Assistant
from bot.telegram.core import Core
from bot.telegram.feedback import Questionnaire
from bot.telegram.inline import Inline
from tests.telegram_api import standin

BOT = Path(__file__).resolve().parent.parent / "bot"
QUESTION = "ông Nguyễn Văn Bí bị kỷ luật"


def fail(*_: object) -> NoReturn:
    """An error whose words hold the question, and one behind it."""
    nothing: dict[str, str] = {}
    try:
        nothing[QUESTION]
    except KeyError as error:
        raise ValueError(QUESTION) from error


async def send(*_: object, **__: object) -> int:
    return 1


def ask() -> None:
    """A question in a chat."""
    assistant = Assistant(Core(fail, lambda: standin.DOCUMENTS, standin.Turns))
    bot = cast(Any, SimpleNamespace(send_chat_action=send))
    asyncio.run(assistant.answer(bot, QUESTION, Place(1, None, 1), 1))


def query() -> None:
    """A question in the field of another chat."""
    office = cast(Any, SimpleNamespace(engine=fail))
    inline = Inline(office, cast(Any, SimpleNamespace(find=fail)), personal=True)
    asked = SimpleNamespace(id="1", query=QUESTION, offset="", from_user=SimpleNamespace(id=1))
    context = cast(Any, SimpleNamespace(bot=SimpleNamespace(username="bot")))
    asyncio.run(inline.answer(cast(Any, SimpleNamespace(inline_query=asked)), context))


def note() -> None:
    """A question noted for the statistics."""
    office = cast(Office, SimpleNamespace(recorder=SimpleNamespace(note=fail), today=fail))
    assert Questionnaire(office).note(QUESTION, None, 1, "x") == ()


@pytest.mark.parametrize("what", [ask, query, note])
def test_no_words_of_a_question(
    what: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever goes wrong with a question, its words do not get into the log."""
    monkeypatch.setattr(delivery, "send", send)
    with caplog.at_level(logging.INFO):
        what()
    assert "KeyError" in caplog.text
    assert "ValueError" in caplog.text
    assert f"{Path(__file__).name}" in caplog.text
    assert "Bí" not in caplog.text


def test_kinds_and_places() -> None:
    """Causes first, as Python prints them; a cause that was hidden stays so."""
    with pytest.raises(ValueError, match="Bí") as raised:
        fail()
    lines = describe_fault(raised.value).splitlines()
    assert [line for line in lines if not line.startswith((" ", "Traceback"))] == ["KeyError", "ValueError"]
    assert sum("in fail" in line for line in lines) == 2
    raised.value.__cause__, raised.value.__suppress_context__ = None, True
    assert "KeyError" not in describe_fault(raised.value)
    assert describe_fault(None) == ""


@pytest.mark.parametrize("path", sorted(BOT.rglob("*.py")), ids=lambda path: path.name)
def test_nothing_is_logged_with_its_words(path: Path) -> None:
    """Only what ends the program is logged whole."""
    text = path.read_text(encoding="utf-8")
    assert ".exception(" not in text
    assert "exc_info" not in text or path.name == "logs.py"
