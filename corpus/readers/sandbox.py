"""A reader in a process of its own: whatever a file does to it, the program goes on.

    parent                          child: python -m corpus.readers.child READER FILE GIGABYTES
    read_in_child ── starts ──────▶ limits its memory, reads the file
                  ◀── one JSON line a message ── {"progress": …}, at the end {"lines": …} or {"error": …}

The parent ends the child, and whatever that started, when its time is up. The child's working files lie in a
directory that is removed with it; a child whose parent was killed removes it and ends.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from corpus.errors import UnreadableFile
from corpus.model import SourceLine, restored_line

_PROGRAM = Path(__file__).resolve().parents[2]


class Limits(NamedTuple):
    """What a reader may use: wall-clock seconds and GiB of memory."""

    seconds: float
    gigabytes: float


def read_in_child(
    reader: str, path: Path, limits: Limits, progress: Callable[[str, int, int], None] | None = None
) -> tuple[SourceLine, ...]:
    """The lines that the module `reader` (its full name) reads from a file, in a process with limits.

    Raises UnreadableFile with the reader's own line, or one that says which limit was met.
    """
    with tempfile.TemporaryDirectory(prefix="kehoach-") as scratch:
        child = subprocess.Popen(  # noqa: S603 - this program's own interpreter and module
            [
                sys.executable,
                "-m",
                "corpus.readers.child",
                reader,
                str(path.resolve()),
                str(limits.gigabytes),
            ],
            stdin=subprocess.PIPE,  # ends with this process, and the child with it
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a reader says of a file may be the file's own words
            cwd=_PROGRAM,
            env=_environment(scratch),
            start_new_session=True,  # so that soffice and tesseract end with it
        )
        overdue = threading.Event()

        def end() -> None:
            overdue.set()
            _kill(child)

        timer = threading.Timer(limits.seconds, end)
        timer.start()
        try:
            message = _last_message(child, progress)
        finally:
            timer.cancel()
            _kill(child)
            child.wait()
    if message is None or "error" in message:
        raise UnreadableFile(_refusal(path, message, limits, overdue=overdue.is_set()))
    return tuple(restored_line(record) for record in message["lines"])


def _environment(scratch: str) -> dict[str, str]:
    """What a reader needs to know; no secrets, no proxies."""
    kept = ("PATH", "LANG", "LC_ALL", "TESSDATA_PREFIX", "OMP_THREAD_LIMIT", "SYSTEMROOT")
    return {name: os.environ[name] for name in kept if name in os.environ} | {
        "TMPDIR": scratch,
        "HOME": scratch,
        "PYTHONIOENCODING": "utf-8",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _last_message(
    child: subprocess.Popen[bytes], progress: Callable[[str, int, int], None] | None
) -> dict[str, Any] | None:
    """The child's result; its progress is passed on meanwhile. None: it ended without one."""
    if child.stdout is None:
        return None
    for line in child.stdout:
        try:
            message: dict[str, Any] = json.loads(line)
        except ValueError:  # cut off in the middle
            return None
        if "progress" in message:
            if progress:
                progress(*message["progress"])
            continue
        return message
    return None


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the child and all that it started; it may have ended by itself."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        child.kill()


def _refusal(path: Path, message: dict[str, Any] | None, limits: Limits, *, overdue: bool) -> str:
    if message and message["error"]:
        return str(message["error"])
    if overdue:
        return (
            f"Đọc tệp {path.name} quá {limits.seconds / 60:.0f} phút nên đã dừng. "
            "Hãy tách tệp thành các phần nhỏ hơn rồi nạp."
        )
    return (
        f"Không đọc được tệp {path.name}: tệp bị hỏng, chưa tải về đủ hoặc quá lớn. "
        "Hãy mở thử, lưu lại thành tệp mới rồi nạp."
    )
