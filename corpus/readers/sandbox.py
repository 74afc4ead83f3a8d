"""A reader in a process of its own: whatever a file does to it, the program goes on.

    parent                          child: python -m corpus.readers.child READER FILE GIGABYTES
    read_in_child ── starts ──────▶ limits its memory, reads the file
                  ◀── one JSON line a message ── {"progress": …}, at the end {"lines": …} or {"error": …}

The parent ends the child, and whatever that started, when its time is up, or when whoever listens to the
progress raises: told again and again while the child says nothing, it is heard at any time. The child's
working files lie in a directory that is removed with it; a child whose parent was killed removes it and ends.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from corpus.errors import SecretFile, UnreadableFile
from corpus.model import SourceLine, restored_line

_PROGRAM = Path(__file__).resolve().parents[2]
_BEAT = 0.5  # seconds of silence after which the progress is told again
_PIECE = 1 << 16  # bytes


class Limits(NamedTuple):
    """What a reader may use: wall-clock seconds and GiB of memory."""

    seconds: float
    gigabytes: float


def read_in_child(
    reader: str, path: Path, limits: Limits, progress: Callable[[str, int, int], None] | None = None
) -> tuple[SourceLine, ...]:
    """The lines that the module `reader` (its full name) reads from a file, in a process with limits.

    Raises UnreadableFile with the reader's own line, or one that says which limit was met; and what the
    progress raises, after the child has ended.
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
            bufsize=0,  # so that what select sees is all there is
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
            message = _last_message(child, path, progress)
        finally:
            timer.cancel()
            _kill(child)
            child.wait()
    if message is None or "error" in message:
        kind = SecretFile if message and message.get("secret") else UnreadableFile
        raise kind(_refusal(path, message, limits, overdue=overdue.is_set()))
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
    child: subprocess.Popen[bytes], path: Path, progress: Callable[[str, int, int], None] | None
) -> dict[str, Any] | None:
    """The child's result; its progress is passed on meanwhile. None: it ended without one."""
    told = (path.name, 0, 1)
    for line in _lines(child):
        if line is not None:
            try:
                message: dict[str, Any] = json.loads(line)
            except ValueError:  # cut off in the middle
                return None
            if "progress" not in message:
                return message
            told = message["progress"]
        if progress:
            progress(*told)
    return None


def _lines(child: subprocess.Popen[bytes]) -> Iterator[bytes | None]:
    """What the child prints, line by line; None wherever it has been silent for a beat."""
    if child.stdout is None:
        return
    begun = bytearray()
    with selectors.DefaultSelector() as waiting:
        waiting.register(child.stdout, selectors.EVENT_READ)
        while True:
            if not waiting.select(_BEAT):
                yield None
                continue
            piece = child.stdout.read(_PIECE)
            if not piece:
                break
            *whole, rest = piece.split(b"\n")
            for end in whole:
                yield bytes(begun) + end
                begun.clear()
            begun += rest
    if begun:
        yield bytes(begun)


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
