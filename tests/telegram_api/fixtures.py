"""One server and one bot for all tests of conversations; each test opens chats of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.telegram_api.people import BotApi
from tests.telegram_api.process import BotProcess


@pytest.fixture(scope="session")
def shared_api() -> Iterator[BotApi]:
    """The server all along."""
    with BotApi() as server:
        yield server


@pytest.fixture(scope="session")
def shared_bot(shared_api: BotApi) -> Iterator[BotProcess]:
    """The bot all along, over answers made for tests; everyone may use it."""
    with BotProcess.ready(shared_api) as process:
        yield process


@pytest.fixture
def api(shared_api: BotApi, shared_bot: BotProcess) -> Iterator[BotApi]:
    """The server with the bot on it. No test passes in which the bot made a request that none should make."""
    shared_api.violations.clear()
    yield shared_api
    assert shared_api.violations == []
    assert shared_bot.running, shared_bot.output
