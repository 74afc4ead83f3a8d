"""One service over the five plans for every test that asks questions."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.service import Service, open_service


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the five plans loaded and indexed."""
    directory = tmp_path_factory.mktemp("data")
    open_service(directory)
    return directory


@pytest.fixture(scope="session")
def service(data: Path) -> Service:
    """The service over that directory."""
    return open_service(data)
