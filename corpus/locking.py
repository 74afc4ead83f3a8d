"""Locks between processes, let go by the system when their holder ends, however it ends."""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus.errors import LibraryError
from corpus.timezone import ZONE

_PATIENCE = 2.0  # seconds an administrator waits for another who is almost done
_LOCK = "LOCK"


@contextmanager
def one_at_a_time(folder: Path, who: str) -> Iterator[None]:
    """Hold a folder against everybody else who asks so; the lock file says who holds it and since when.

    Raises LibraryError, naming the holder, where it is not let go within a short wait; OSError where the
    lock file cannot be opened.
    """
    with (folder / _LOCK).open("a+", encoding="utf-8") as lock:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise LibraryError(_taken(folder / _LOCK)) from None
                time.sleep(0.1)
        lock.truncate(0)
        since = dt.datetime.now(ZONE).isoformat(timespec="seconds")
        with suppress(OSError):  # a full disk: the lock holds, though it cannot say for whom
            os.write(lock.fileno(), f"{who}\n{since}\n".encode())
        try:
            yield
        finally:
            lock.truncate(0)


def _taken(lock: Path) -> str:
    who, since = "Một người khác", ""
    try:
        name, at = lock.read_text(encoding="utf-8").splitlines()[:2]
        since = f" từ {dt.datetime.fromisoformat(at).astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
        who = name or who
    except (OSError, ValueError):  # not written yet
        pass
    return f"{who} đang thay đổi bộ văn bản{since}. Xin chờ người ấy xong rồi làm lại."


@contextmanager
def building_place(folder: Path) -> Iterator[None]:
    """An empty folder to build in; who comes for the same folder waits. The lock moves along with a rename.

    A folder that was not renamed is deleted at the end.
    """
    while True:
        folder.mkdir(exist_ok=True)
        try:
            lock = (folder / _LOCK).open("w")
        except FileNotFoundError:  # the builder before has just renamed or deleted it
            continue
        fcntl.flock(lock, fcntl.LOCK_EX)
        if _is_at(lock.fileno(), folder / _LOCK):
            break
        lock.close()
    with lock:
        for left in folder.iterdir():  # by a builder that was killed
            if left.name != _LOCK:
                _delete(left)
        try:
            yield
        finally:
            if _is_at(lock.fileno(), folder / _LOCK):  # else renamed: by now it may be somebody else's
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def keeping(folder: Path) -> Iterator[None]:
    """Keep a folder from `delete_unheld`; several may. Raises FileNotFoundError where it is not there."""
    with (folder / _LOCK).open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH)
        yield


def delete_unheld(folder: Path) -> None:
    """Delete a folder unless somebody builds in it or keeps it."""
    try:
        with (folder / _LOCK).open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _delete(folder)
    except BlockingIOError:
        pass
    except (FileNotFoundError, NotADirectoryError):  # nobody ever built there
        _delete(folder)


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
