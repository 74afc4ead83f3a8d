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
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
KEHOACH = [sys.executable, "-m", "bot"]
QUESTIONS = sorted((ROOT / "tests" / "questions").glob("*.jsonl"))


def main() -> None:
    """Print every figure with what it measures."""
    with tempfile.TemporaryDirectory() as data:
        started = time.perf_counter()
        _run("docs", "--json", data=data)
        print(f"first use, five plans read and indexed: {time.perf_counter() - started:.1f} s")
        print(
            f"ask from cold: {min(_timed('ask', 'Ai chủ trì giải ngân vốn đầu tư công?', data=data) for _ in range(5)):.2f} s"
        )
        for file in QUESTIONS:
            printed = _run("batch", str(file), data=data)
            times = sorted(json.loads(line)["ms"] for line in printed.splitlines())
            p95 = times[int(len(times) * 0.95)]
            print(
                f"batch {file.name}: {len(times)} answers, p50 {median(times):.2f} ms, p95 {p95:.2f} ms, max {times[-1]:.2f} ms"
            )
        size = sum(path.stat().st_size for path in Path(data).rglob("*") if path.is_file())
        print(f"data directory: {size / 1e6:.1f} MB")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"peak memory of a command (indexing included): {peak / 1024:.0f} MB")


def _run(*arguments: str, data: str) -> str:
    done = subprocess.run(
        [*KEHOACH, *arguments, "--data", data], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def _timed(*arguments: str, data: str) -> float:
    started = time.perf_counter()
    _run(*arguments, data=data)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
