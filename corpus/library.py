"""What is loaded: versions of the corpus on disk, one of them current, swapped whole or not at all.

    DIR/CURRENT                     the version that is served and how it came to be, then what was before it
                                    (corpus.history)
    DIR/LOCK                        held by whoever changes the library, with name and time
    DIR/readings/                   what was read of plan files (corpus.readings)
    DIR/versions/NAME/plans/NNNN/   the plan files as they were handed over, in order
    DIR/versions/NAME/corpus.db     what was read from them (corpus.store)
    DIR/versions/NAME/…             what other rooms lay beside it (the index)

A version's name is a hash of its plan files and of the code that read them, so that a change of either
leads to a new version. `staging` builds one completely beside the current; `activate` is one atomic rename of
CURRENT: killed at any moment, the old corpus or the new one is served whole. Whoever activates holds the
library (`changing`), so that two administrators never build over each other. Nobody waits for them to ask.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from corpus.building import Finish, content_hash, lay_down, to_disk
from corpus.errors import LibraryError, UnreadableFile
from corpus.history import (
    Action,
    Change,
    DocumentChange,
    compare_documents,
    find_served,
    parse_changes,
    parse_names,
    render_changes,
)
from corpus.locking import building_place, delete_unheld, keeping, one_at_a_time
from corpus.model import Plan
from corpus.readers.progress import Progress, silent
from corpus.readings import Readings, Source
from corpus.store import read_plans

PLANS_WITH_THE_PROJECT = Path(__file__).parent / "plans"

_KEPT = 10  # versions one can go back to


class Library:
    """The versions of the corpus under one data directory.

    `fingerprint` names the code that reads plans; versions read by other code are rebuilt from their files.
    """

    def __init__(self, root: Path, fingerprint: str) -> None:
        self.root = root
        self.fingerprint = fingerprint
        self.readings = Readings(root / "readings")
        self._held = False

    # ── what is there ──────────────────────────────────────────────────────────────────────────────────────

    def changes(self) -> tuple[Change, ...]:
        """Every change of the library, newest first. Raises LibraryError where the record cannot be read."""
        try:
            text = self.current_file.read_text(encoding="utf-8")
            if text.startswith("{"):
                return parse_changes(text)
            earlier = self.root / "HISTORY"  # of version 0.1.0
            return parse_names(text, earlier.read_text(encoding="utf-8") if earlier.exists() else "")
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise LibraryError(
                f"Không đọc được thư mục dữ liệu {self.root}: {error.strerror}. Hãy kiểm tra quyền truy cập."
            ) from error
        except ValueError as error:
            raise LibraryError(f"Tệp {self.current_file} bị hỏng. {_RESTORE}") from error

    @property
    def current_file(self) -> Path:
        """The file that is replaced whenever another version is served."""
        return self.root / "CURRENT"

    def current(self) -> Path | None:
        """The directory of the version that is served; None before the first."""
        changes = self.changes()
        if not changes:
            return None
        path = self._version(changes[0].version)
        if not (path / "plans").is_dir():
            raise LibraryError(
                f"Thư mục dữ liệu {self.root} thiếu bộ văn bản {changes[0].version}. {_RESTORE}"
            )
        return path

    def previous(self) -> Path | None:
        """The version to go back to from the current one; None where there is none."""
        *before, _ = find_served(self.changes()) or [""]
        return next(
            (path for path in map(self._version, reversed(before)) if (path / "plans").is_dir()), None
        )

    def is_whole(self, version: Path) -> bool:
        """Was this version built to its end, and is its database still there?"""
        return (version / "COMPLETE").exists() and (version / "corpus.db").exists()

    def is_stale(self, version: Path) -> bool:
        """Was this version read by other code than today's?"""
        return not version.name.startswith(self.fingerprint)

    def mark_damaged(self, version: Path) -> None:
        """Have the version built anew from its plan files."""
        with suppress(OSError):
            (version / "COMPLETE").unlink(missing_ok=True)

    def files(self, version: Path) -> list[Path]:
        """The plan files of a version, in the order they were added."""
        return sorted((version / "plans").glob("*/*"))

    def plans(self, version: Path) -> tuple[Plan, ...]:
        """What was read from the plan files of a version."""
        return read_plans(version / "corpus.db")

    def _version(self, name: str) -> Path:
        return self.root / "versions" / name

    # ── changing it ────────────────────────────────────────────────────────────────────────────────────────

    @contextmanager
    def changing(self, who: str = "") -> Iterator[None]:
        """Hold the library against other administrators; may be nested.

        Raises LibraryError where somebody else holds it, saying who and since when.
        """
        if self._held:
            yield
            return
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            (self.root / "LOCK").touch()
        except OSError as error:
            raise self._unwritable(error) from error
        with one_at_a_time(self.root, who):
            self._held = True
            try:
                self._prune()
                yield
            except BaseException:  # an interrupt may come between any two steps
                self._prune()
                raise
            finally:
                self._held = False

    def read(self, files: Sequence[Path], progress: Progress = silent) -> tuple[Source, ...]:
        """The plans in some files, each read only where this has not been done before.

        Raises UnreadableFile where one cannot be read as a plan, or two are the same document.
        """
        return self.readings.read_all(files, progress)

    def sort_out(
        self, files: Sequence[Path], progress: Progress = silent
    ) -> tuple[tuple[Path, ...], tuple[tuple[Path, UnreadableFile], ...]]:
        """Of stored plan files those that today's readers accept, and the others with the reason.

        A program that reads more strictly than the one that took a plan in must not stop at it for ever.
        """
        accepted, refused = [], []
        for at, file in enumerate(files):
            progress(file.name, at, len(files))
            try:
                self.readings.read(file)
                accepted.append(file)
            except UnreadableFile as error:
                refused.append((file, error))
        return tuple(accepted), tuple(refused)

    @contextmanager
    def staging(
        self, files: Sequence[Path], finish: Finish, progress: Progress = silent, *, keep: bool = False
    ) -> Iterator[Path]:
        """Build the version of these plan files beside the current one; yields its directory.

        It is deleted again where it has not been activated at the end, unless it is to be kept. Waits for
        another program that builds the same. Raises PlansError and leaves nothing behind where a file cannot
        be read as a plan, or there is no room.
        """
        name = f"{self.fingerprint}-{content_hash(files)}"
        with ExitStack() as held:
            try:
                self._version("").mkdir(parents=True, exist_ok=True)
                there = self._find_whole(name, held)
                if there is None:
                    held.enter_context(building_place(place := self._version(f".{name}")))
                    there = self._find_whole(name, held)  # another program may have built it meanwhile
            except OSError as error:
                raise self._unwritable(error) from error
            if there is not None:
                yield there
                return
            target = self._build(files, place, self._free(name), finish, progress)
            try:
                yield target
            finally:
                self.readings.forget()
                if not keep and self.current() != target:
                    shutil.rmtree(target, ignore_errors=True)

    def _build(
        self, files: Sequence[Path], place: Path, target: Path, finish: Finish, progress: Progress
    ) -> Path:
        sources = self.read(files, progress)
        try:
            lay_down(place, sources, finish, self.root)
            place.rename(target)
        except (OSError, sqlite3.OperationalError) as error:
            raise self._unwritable(error) from error
        return target

    def activate(self, version: Path, action: Action, who: str = "", *, back_to: str = "") -> None:
        """Serve this version from now on, and note who made it so: one atomic rename.

        The caller holds `changing()`. Does nothing where it is served already.
        """
        before, changes = self.current(), self.changes()
        if before == version:
            return
        if action is Action.REBUILT and changes[0].action is action:
            changes = changes[1:]  # two programs of different versions over one library: told once
        change = Change(
            version=version.name,
            at=dt.datetime.now(dt.UTC).replace(microsecond=0),
            who=who,
            action=action,
            documents=() if action is Action.REBUILT else self._compare(before, version),
            back_to=back_to,
        )
        try:
            coming = self.root / "CURRENT.new"
            coming.write_text(render_changes([change, *changes]), encoding="utf-8")
            to_disk(coming)
            to_disk(version.parent)
            coming.replace(self.current_file)
            to_disk(self.root)
            (self.root / "HISTORY").unlink(missing_ok=True)  # of version 0.1.0, told in CURRENT now
        except OSError as error:
            raise self._unwritable(error) from error
        self._prune()

    def _compare(self, before: Path | None, version: Path) -> tuple[DocumentChange, ...]:
        try:
            old = self.plans(before) if before is not None else ()
        except (sqlite3.DatabaseError, ValueError, KeyError, TypeError):
            return ()  # damaged, or written by older code: going back from there must still be possible
        return compare_documents(old, self.plans(version))

    def _prune(self) -> None:
        """Delete versions nobody can go back to; running programs hold theirs in memory."""
        with suppress(OSError):
            kept = set(find_served(self.changes())[-_KEPT - 1 :])
            for path in self._version("").iterdir():
                if path.name not in kept:
                    delete_unheld(path)
        self.readings.prune()

    def _find_whole(self, name: str, held: ExitStack) -> Path | None:
        """A version of this name that can be served; it is not deleted before `held` is closed."""
        for path in (self._version(name), *self._version("").glob(f"{name}.*")):
            if self.is_whole(path):
                with suppress(FileNotFoundError):  # deleted by the change of somebody else
                    held.enter_context(keeping(path))
                    if self.is_whole(path):
                        return path
        return None

    def _free(self, name: str) -> Path:
        """Where to put a version: beside a damaged one of the same name, which may be the current one."""
        path, at = self._version(name), 1
        while path.exists():
            at += 1
            path = self._version(f"{name}.{at}")
        return path

    def _unwritable(self, error: Exception) -> LibraryError:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        return LibraryError(
            f"Không ghi được vào thư mục dữ liệu {self.root}: {why}. "
            "Hãy kiểm tra quyền ghi và chỗ trống của ổ đĩa, hoặc chọn thư mục khác bằng --data."
        )


_RESTORE = (
    "Hãy khôi phục thư mục này từ bản sao, hoặc xóa đi để bắt đầu lại với các kế hoạch kèm theo chương trình."
)
