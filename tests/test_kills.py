"""Killed at any moment, the old corpus or the new one is served whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bot.service import open_library

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 50


def test_killed_at_fifty_moments(tmp_path: Path) -> None:
    """Old or new, never a mixture and never nothing; the next `add` works; no rubbish is left in the end."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", str(tmp_path), str(ROUNDS), "2026"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rounds = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rounds) == ROUNDS
    for at, (before, killed, after) in enumerate(rounds):
        assert after == ["Trồng rừng năm 2024", f"Đợt {at} năm 2024"]
        assert before != after
        assert killed in (before, after)
    outcomes = {killed == before for before, killed, _ in rounds}
    assert outcomes == {True, False}  # the kills met both sides of the swap

    library = open_library(tmp_path / "data")
    assert len(library.changes()) == ROUNDS + 2
    assert sorted(path.name for path in library.root.iterdir()) == ["CURRENT", "LOCK", "readings", "versions"]
    names = {path.name for path in (library.root / "versions").iterdir()}
    assert names == {change.version for change in library.changes()[:11]}
    assert not list((library.root / "readings").glob("*.part"))
