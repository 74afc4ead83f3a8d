"""Errands between their steps: what happens while something else of them is under way."""

from __future__ import annotations

import asyncio
import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.administration import Administration, Draft
from bot.service import open_library
from bot.state.database import open_state
from bot.state.journal import Author
from bot.telegram import delivery
from bot.telegram.deciding import Deciding
from bot.telegram.errands import Errand, Stage, Watch
from bot.telegram.memory import Memory, Screen
from bot.texts import administrators as words
from corpus.errors import BadInput
from corpus.history import Action
from index.engine import save_index
from tests.plans import plan_text, write_plan

LAN = Author(400_000_001, "Lan")
NOW = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)


class Chat:
    """Lan's chat, with what stands in it by message id."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.memory = Memory(cast(Any, object))
        self.screens: dict[int, Screen] = {}
        monkeypatch.setattr(delivery, "edit", self._edit)
        monkeypatch.setattr(delivery, "send_file", self._send_file)

    async def show(self, _bot: object, _place: object, screen: Screen) -> int:
        self.memory.chat(LAN.id).screens.put(screen.token, screen)
        self.screens[len(self.screens) + 1] = screen
        return len(self.screens)

    async def _edit(self, _bot: object, _chat: int, message_id: int, screen: Screen) -> None:
        self.screens[message_id] = screen

    async def _send_file(self, *_: object) -> None:
        pass


class Desk:
    """The errands of one administrator, over a data directory with one plan."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.data = folder / "data"
        library = open_library(self.data)
        with library.changing(), library.staging([write_plan(folder, "12.txt")], save_index) as version:
            library.activate(version, Action.FIRST)
        self.now = NOW
        live = cast(Any, SimpleNamespace(catch_up=lambda: None))
        self.administration = Administration(self.data, open_state(self.data), lambda: self.now, live)
        self.chat = Chat(monkeypatch)
        self.deciding = Deciding(self.administration, cast(Any, self.chat), cast(Any, None))

    async def proposes(self, number: int) -> Errand:
        """An errand that waits for yes or no."""
        tray = self.administration.incoming.open()
        tray.add("kh.txt").write_text(plan_text(number=number), encoding="utf-8")
        errand = Errand(LAN, LAN.id, 1, self.now, tray)

        async def read(watch: Watch) -> Draft:
            return self.administration.draft_addition(tray, LAN, watch)

        await self.deciding.prepare(cast(Any, None), errand, read)
        assert errand.stage is Stage.SHOWN
        return errand

    async def expire(self) -> None:
        """Thirteen hours later, the look for what nobody decides on."""
        self.now += dt.timedelta(hours=13)
        await self.deciding._close_idle(cast(Any, SimpleNamespace(bot=None)))

    def shows(self, errand: Errand) -> str:
        return self.chat.screens[errand.message_id].pages[0]

    def versions(self) -> int:
        return len(list((self.data / "versions").iterdir()))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def test_yes_while_others_expire(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody has just said yes to is not given up; what is being given up takes no yes any more."""

    async def both() -> None:
        first, second = await desk.proposes(13), await desk.proposes(14)
        stages: list[Stage] = []
        drop = desk.administration.drop

        def drop_slowly(draft: Draft, author: Author, why: str) -> None:
            stages.append(first.stage)
            second.stage = Stage.MAKING
            drop(draft, author, why)

        monkeypatch.setattr(desk.administration, "drop", drop_slowly)
        await desk.expire()
        assert stages == [Stage.CLOSED]
        assert desk.shows(first) == words.EXPIRED
        assert second.stage is Stage.MAKING
        assert desk.versions() == 2

    asyncio.run(both())


@pytest.mark.parametrize("error", [BadInput("Tệp không còn."), ValueError("kh.txt")])
def test_what_could_not_be_made_does_not_stay_built(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """An errand that ends in an error leaves neither files nor a version behind."""

    def fail(*_: object) -> None:
        raise error

    async def make() -> None:
        errand = await desk.proposes(13)
        assert errand.draft
        assert desk.versions() == 2
        monkeypatch.setattr(desk.administration, "carry_out", fail)
        await desk.deciding._make(cast(Any, None), errand, errand.draft)
        assert desk.shows(errand) == (str(error) if isinstance(error, BadInput) else words.FAILED)
        assert desk.versions() == 1
        assert list((desk.data / "incoming").iterdir()) == []

    asyncio.run(make())


def test_telling_how_far_it_is_forgets_nothing(desk: Desk) -> None:
    """Reading a long scan edits one message some hundred times: other messages keep their buttons."""

    async def read_long() -> None:
        other = Screen(("một", "hai"))
        await desk.chat.show(None, None, other)
        errand = Errand(LAN, LAN.id, 1, desk.now)
        for number in range(100):
            await desk.deciding.tell(cast(Any, None), errand, f"Đang đọc trang {number}")
        assert desk.shows(errand) == "Đang đọc trang 99"
        assert desk.chat.memory.chat(LAN.id).screens.find(other.token) is other

    asyncio.run(read_long())
