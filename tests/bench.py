"""Measurements, never tests: reading and indexing the five plans, answering from cold and warm, memory.

Run with `make bench`.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from index.evaluate import percentile, strip, turns_of

ROOT = Path(__file__).resolve().parent.parent
KEHOACH = [sys.executable, "-m", "bot"]
_TOGETHER, _LONGEST = 8, 500
QUESTIONS = sorted((ROOT / "tests" / "questions").glob("*.jsonl"))


def main() -> None:
    """Print every figure with what it measures."""
    times: dict[str, list[float]] = {}  # ms by variant
    with tempfile.TemporaryDirectory() as data:
        started = time.perf_counter()
        _run("docs", "--json", data=data)
        print(f"first use, five plans read and indexed: {time.perf_counter() - started:.1f} s")
        print(
            f"ask from cold: {min(_timed('ask', 'Ai chủ trì giải ngân vốn đầu tư công?', data=data) for _ in range(5)):.2f} s"
        )
        asked = [record for file in QUESTIONS for record in _records(file)]
        bare = [record | {"turns": [strip(turn) for turn in turns_of(record)]} for record in asked]
        for file in QUESTIONS:
            _tell(file.name, list(_answered(_records(file), data)))
        for record, ms in zip(asked, _answered(asked, data), strict=True):
            times.setdefault(record.get("variant") or "other", []).append(ms)
        for variant in sorted(times):
            _tell(f"variant {variant}", times[variant])
        _tell("all", [ms for variant in times.values() for ms in variant])
        _tell("all, accents stripped", list(_answered(bare, data)))
        _tell("all, 500 letters in capitals without accents", list(_answered(_long(asked), data)))
        size = sum(path.stat().st_size for path in Path(data).rglob("*") if path.is_file())
        print(f"data directory: {size / 1e6:.1f} MB")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"peak memory of a command (indexing included): {peak / 1024:.0f} MB")


def _records(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def _long(asked: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Several questions run together to one of 500 letters, as the longest ones typed on a phone."""
    last = [turns_of(record)[-1] for record in asked]
    for at in range(0, len(last), _TOGETHER):
        together = " ".join(last[at : at + _TOGETHER])
        yield {"question": strip(together).upper()[:_LONGEST]}


def _answered(records: Iterable[dict[str, Any]], data: str) -> Iterator[float]:
    """How long each answer took, in ms, asked one after the other in a process that has just started."""
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    for line in _run("batch", "-", data=data, given=lines).splitlines():
        yield json.loads(line)["ms"]


def _tell(what: str, times: list[float]) -> None:
    times = sorted(times)
    p50, p95 = percentile(times, 50), percentile(times, 95)
    print(f"{what}: {len(times)} answers, p50 {p50:.2f} ms, p95 {p95:.2f} ms, max {times[-1]:.2f} ms")


def _run(*arguments: str, data: str, given: str | None = None) -> str:
    done = subprocess.run(
        [*KEHOACH, *arguments, "--data", data],
        cwd=ROOT,
        input=given,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def _timed(*arguments: str, data: str) -> float:
    started = time.perf_counter()
    _run(*arguments, data=data)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
