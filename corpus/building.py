"""A version's directory, laid down whole: plan files, what was read from them, what other rooms add."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from corpus.errors import UnreadableFile
from corpus.identity import distinguish
from corpus.model import Plan
from corpus.readings import Source, hash_file
from corpus.store import write_plans

Finish = Callable[[Path, Sequence[Plan]], None]
"""Called with (directory, plans): lays down what other rooms keep beside the corpus."""


def lay_down(place: Path, sources: Sequence[Source], finish: Finish, root: Path) -> None:
    """Fill an empty directory with a version of these plan files, and see it written to disk.

    Files below `root` belong to a version already and are shared with it. Raises OSError or
    sqlite3.OperationalError where there is no room, UnreadableFile where a file has changed meanwhile.
    """
    plans = distinguish([source.plan for source in sources])
    for at, source in enumerate(sources):
        _lay_down_file(source, place / "plans" / f"{at:04d}", root)
    write_plans(place / "corpus.db", plans)
    finish(place, plans)
    (place / "COMPLETE").touch()
    for path in (*place.rglob("*"), place):
        to_disk(path)


def _lay_down_file(source: Source, folder: Path, root: Path) -> None:
    folder.mkdir(parents=True)
    copy = folder / source.file.name
    if source.file.is_relative_to(root):
        with suppress(OSError):  # a file system without hard links
            copy.hardlink_to(source.file)
            return
    shutil.copyfile(source.file, copy)
    if hash_file(copy) != source.sha256:
        raise UnreadableFile(f"Tệp {source.file} bị sửa trong lúc nạp. Hãy đợi ghi xong rồi làm lại.")


def content_hash(files: Sequence[Path]) -> str:
    """A short hash of some files' names and bytes. Raises UnreadableFile."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + bytes.fromhex(hash_file(file)))
    return digest.hexdigest()[:12]


def to_disk(path: Path) -> None:
    """Have a file or directory written out, so that a loss of power finds what a rename promises."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
