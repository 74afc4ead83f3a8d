"""What is loaded: versions of the corpus on disk, one of them current, swapped whole or not at all.

    DIR/CURRENT                     name of the version that is served
    DIR/HISTORY                     names of the versions before it, newest last
    DIR/versions/NAME/plans/NNNN/   the plan files as they were handed over, in order
    DIR/versions/NAME/corpus.db     what was read from them (corpus.store)
    DIR/versions/NAME/…             what other rooms lay beside it (the index)

A version's name is a hash of its plan files and of the code that read them, so that a change of either
leads to a new version. `stage` builds one completely beside the current; `activate` is one atomic rename of
CURRENT: killed at any moment, the old corpus or the new one is served whole. Whoever stages and activates
holds the lock (`changing`), so that two administrators never build over each other.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import LibraryError, UnreadableFile
from corpus.identity import distinguish, identity
from corpus.model import Plan
from corpus.parse import read_plan
from corpus.store import read_plans, write_plans

PLANS_WITH_THE_PROJECT = Path(__file__).parent / "plans"

_PATIENCE = 60.0  # seconds to wait for another process that changes the library
_KEPT = 10  # versions one can go back to

Progress = Callable[[str, int, int], None]
"""Called with (what is being read, how many are done, how many in all)."""


def _silent(_what: str, _done: int, _all: int) -> None:
    return None


def code_fingerprint(*packages: Path) -> str:
    """A short hash of the code and data that turn plan files into a corpus and an index."""
    digest = hashlib.sha256()
    for package in packages:
        for path in sorted(package.rglob("*")):
            if path.suffix in {".py", ".toml"}:
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


class Library:
    """The versions of the corpus under one data directory.

    `fingerprint` names the code that reads plans; versions read by other code are rebuilt from their files.
    """

    def __init__(self, root: Path, fingerprint: str) -> None:
        self.root = root
        self.fingerprint = fingerprint

    def current(self) -> Path | None:
        """The directory of the version that is served; None before the first."""
        try:
            name = (self.root / "CURRENT").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise LibraryError(
                f"Không đọc được thư mục dữ liệu {self.root}: {error.strerror}. Hãy kiểm tra quyền truy cập."
            ) from error
        path = self.root / "versions" / name
        if not (path / "plans").is_dir():
            raise LibraryError(
                f"Thư mục dữ liệu {self.root} thiếu bộ văn bản {name or '(trống)'}. "
                "Hãy khôi phục thư mục này từ bản sao, hoặc xóa đi để bắt đầu lại với các kế hoạch kèm theo."
            )
        return path

    def is_whole(self, version: Path) -> bool:
        """Was this version built to its end, and is its database still there?"""
        return (version / "COMPLETE").exists() and (version / "corpus.db").exists()

    def mark_damaged(self, version: Path) -> None:
        """Have the version built anew from its plan files at the next `stage`."""
        (version / "COMPLETE").unlink(missing_ok=True)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Hold the library against other processes; raises LibraryError where one holds it too long."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = (self.root / "LOCK").open("w")
        except OSError as error:
            raise LibraryError(
                f"Không ghi được vào thư mục dữ liệu {self.root}: {error.strerror}. "
                "Hãy kiểm tra quyền ghi hoặc chọn thư mục khác bằng --data."
            ) from error
        with lock:
            deadline = time.monotonic() + _PATIENCE
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > deadline:
                        raise LibraryError(
                            "Một người khác đang thay đổi bộ văn bản. Xin chờ ít phút rồi làm lại."
                        ) from None
                    time.sleep(0.2)
            yield

    def is_stale(self, version: Path) -> bool:
        """Was this version read by other code than today's?"""
        return not version.name.startswith(self.fingerprint)

    def files(self, version: Path) -> list[Path]:
        """The plan files of a version, in the order they were added."""
        return sorted((version / "plans").glob("*/*"))

    def plans(self, version: Path) -> tuple[Plan, ...]:
        """What was read from the plan files of a version."""
        return read_plans(version / "corpus.db")

    def stage(
        self,
        files: Sequence[Path],
        finish: Callable[[Path, Sequence[Plan]], None],
        progress: Progress = _silent,
    ) -> Path:
        """Build the version of these plan files beside the current one and return its directory.

        `finish(directory, plans)` lays down what other rooms keep beside the corpus. Raises PlansError and
        leaves nothing behind where a file cannot be read as a plan.
        """
        name = f"{self.fingerprint}-{_content_hash(files)}"
        target = self.root / "versions" / name
        if self.is_whole(target):
            return target
        try:
            (self.root / "versions").mkdir(parents=True, exist_ok=True)
            building = Path(tempfile.mkdtemp(prefix=".building-", dir=self.root / "versions"))
        except OSError as error:
            raise LibraryError(
                f"Không ghi được vào thư mục dữ liệu {self.root}: {error.strerror}. "
                "Hãy kiểm tra quyền ghi hoặc chọn thư mục khác bằng --data."
            ) from error
        try:
            (building / "plans").mkdir()
            plans: list[Plan] = []
            for at, file in enumerate(files):
                progress(file.name, at, len(files))
                plans.append(_read_distinct(file, plans))
                (building / "plans" / f"{at:04d}").mkdir()
                shutil.copyfile(file, building / "plans" / f"{at:04d}" / file.name)
            progress("", len(files), len(files))
            plans = list(distinguish(plans))
            write_plans(building / "corpus.db", plans)
            finish(building, plans)
            (building / "COMPLETE").touch()
            if not (target / "COMPLETE").exists():  # another process may have built the same meanwhile
                shutil.rmtree(target, ignore_errors=True)
                building.rename(target)
        finally:
            shutil.rmtree(building, ignore_errors=True)
        return target

    def activate(self, version: Path, *, keep_history: bool = True) -> None:
        """Serve this version from now on: one atomic rename."""
        before = self.current()
        if before == version:
            return
        if before is not None and keep_history:
            _write_whole(self.root / "HISTORY", "\n".join([*self._history(), before.name]) + "\n")
        _write_whole(self.root / "CURRENT", version.name + "\n")
        self._prune()

    def _prune(self) -> None:
        """Delete versions nobody can go back to; running programs hold theirs in memory."""
        current = self.current()
        kept = {*self._history()[-_KEPT:], current.name if current else ""}
        for path in (self.root / "versions").iterdir():
            if path.name not in kept:  # half-built ones too: nobody else builds under the lock
                shutil.rmtree(path, ignore_errors=True)

    def previous(self) -> Path | None:
        """The version served before the current one; None where there is none."""
        current = self.current()
        for name in reversed(self._history()):
            path = self.root / "versions" / name
            if (path / "plans").is_dir() and path != current:
                return path
        return None

    def forget_last(self, version: Path) -> None:
        """Take a version that was gone back to, and what came after it, off the history."""
        history = self._history()
        if version.name in history:
            history = history[: len(history) - 1 - history[::-1].index(version.name)]
        _write_whole(self.root / "HISTORY", "".join(f"{name}\n" for name in history))

    def _history(self) -> list[str]:
        try:
            return (self.root / "HISTORY").read_text(encoding="utf-8").split()
        except FileNotFoundError:
            return []


def _read_distinct(file: Path, already: Sequence[Plan]) -> Plan:
    plan = read_plan(file)
    own = identity(plan.document)
    twin = next((other for other in already if identity(other.document) == own), None)
    if twin is not None:
        raise UnreadableFile(
            f"{file.name}: số hiệu {plan.document.id} trùng với tệp {twin.document.source_file}. "
            "Hãy chỉ giữ lại một tệp của văn bản này."
        )
    return plan


def _content_hash(files: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for file in files:
        try:
            digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
        except OSError as error:
            raise UnreadableFile(
                f"Không đọc được tệp {file}: {error.strerror}. Hãy kiểm tra lại đường dẫn."
            ) from error
    return digest.hexdigest()[:12]


def _write_whole(path: Path, text: str) -> None:
    """Replace a file in one step: a reader sees the old text or the new, never a part."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
