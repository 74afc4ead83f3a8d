"""Plan files that were sent to the program, for as long as it has to do with them.

    DIR/incoming/RANDOM/LOCK         held by the program that took them in
    DIR/incoming/RANDOM/NNNN/NAME    one file, under the name it was sent with

Nothing of them outlives the program: what a killed one left behind, the next start deletes.
"""

from __future__ import annotations

import re
import secrets
import shutil
import unicodedata
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

from bot.texts.administrators import NAMELESS
from corpus.locking import delete_unheld, keeping
from corpus.vietnamese import nfc

_LONGEST = 180  # bytes of a name; file systems take 255


class Tray:
    """The files of one errand, in a folder of their own."""

    def __init__(self, folder: Path, closed: Callable[[Tray], None]) -> None:
        """`closed` is told when it is."""
        self._folder = folder
        self._closed = closed
        self._held = ExitStack()
        self._held.enter_context(keeping(folder))
        self.files: list[Path] = []

    def add(self, name: str) -> Path:
        """Where to put the next file; its name is the one it was sent with, made harmless."""
        folder = self._folder / f"{len(self.files):04d}"
        folder.mkdir(exist_ok=True)  # left by a file that did not come
        self.files.append(folder / clean_name(name))
        return self.files[-1]

    def take_back(self, file: Path) -> None:
        """The file that was added last has not come; what there is of it goes."""
        self.files.remove(file)
        with suppress(OSError):
            file.unlink(missing_ok=True)

    def plain(self, text: str) -> str:
        """A text in which the files are called by their names, not by where they lie."""
        for file in self.files:
            text = text.replace(str(file), file.name)
        return text

    def close(self) -> None:
        """Delete the files; a version of the corpus that was built from them has its own."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._held.close()
        self._closed(self)


class Incoming:
    """All trays under a data directory."""

    def __init__(self, root: Path) -> None:
        self._folder = root / "incoming"
        self._open: set[Tray] = set()

    def open(self) -> Tray:
        """A new, empty tray. Raises OSError where nothing can be written."""
        folder = self._folder / secrets.token_hex(8)
        folder.mkdir(parents=True, mode=0o700)
        tray = Tray(folder, self._open.discard)
        self._open.add(tray)
        return tray

    def close(self) -> None:
        """Delete everything that was taken in."""
        for tray in tuple(self._open):
            tray.close()

    def sweep(self) -> None:
        """Delete what a program has left behind; the trays of running ones stay."""
        with suppress(OSError):
            for folder in self._folder.iterdir():
                delete_unheld(folder)


def clean_name(name: str) -> str:
    """A file's name without folders and unprintable characters, short enough for every file system."""
    last = re.split(r"[/\\]", nfc(name))[-1]
    printable = (
        "".join(letter for letter in last if unicodedata.category(letter)[0] != "C").strip().lstrip(".")
    )
    stem, dot, suffix = printable.rpartition(".")
    if not dot or len(suffix.encode()) > _LONGEST // 4:
        stem, dot, suffix = printable, "", ""
    room = _LONGEST - len(f"{dot}{suffix}".encode())
    short = stem.encode()[:room].decode("utf-8", "ignore").strip()
    return f"{short or NAMELESS}{dot}{suffix}"
