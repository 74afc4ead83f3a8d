"""What was read of plan files, kept: reading may take minutes (scans), and the same bytes read the same.

    DIR/readings/SHA256-READERS.lines.gz    a file's lines (JSON), as long as their code is the same
    DIR/readings/SHA256-CORPUS.plan.gz      the plan parsed from them, as long as corpus/ is the same

Only a help: an entry that is missing, damaged or cannot be written is read anew.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple

from corpus.code_prints import code_fingerprint, readers_fingerprint
from corpus.errors import UnreadableFile
from corpus.identity import identity
from corpus.model import Plan, SourceLine, restored_line
from corpus.parse import parse_plan
from corpus.readers import read_lines
from corpus.readers.formats import find_format
from corpus.readers.progress import Progress, silent
from corpus.secrecy import find_secrecy_mark, refuse_secret
from corpus.vietnamese import nfc

_UNUSED = 30 * 24 * 3600.0  # seconds an entry that nothing needs is kept
_DAMAGE = (OSError, EOFError, ValueError, TypeError, zlib.error)


class Source(NamedTuple):
    """A plan file as it was read."""

    file: Path
    sha256: str
    plan: Plan  # ids as the file alone gives them


class Readings:
    """The readings kept in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._corpus = code_fingerprint(Path(__file__).parent)
        self._read: dict[tuple[str, str], Plan] = {}  # by this program; the folder may be unwritable

    def read(self, file: Path, progress: Progress | None = None) -> Source:
        """The plan in a file, read only where this has not been done before; `progress` by its pages.

        Raises UnreadableFile for a file that is missing, empty, damaged or not a document.
        """
        if not file.is_file():
            find_format(file)  # which says why
        sha256, name = hash_file(file), nfc(file.name)
        plan = self._read.get((sha256, name)) or self._find_plan(sha256)
        if plan is None or plan.document.source_file != name:
            lines = self._find_lines(sha256)
            if lines is None:
                lines = read_lines(file, progress)
                if hash_file(file) != sha256:
                    raise UnreadableFile(f"Tệp {file} bị sửa trong lúc đọc. Hãy đợi ghi xong rồi làm lại.")
                self._keep(self._lines_of(sha256), json.dumps(lines, ensure_ascii=False))
            else:
                find_format(file)  # a name that a reading would refuse is refused here as well
                if find_secrecy_mark(lines):  # read when the program knew fewer marks
                    self._lines_of(sha256).unlink(missing_ok=True)
                    raise refuse_secret(name)
            plan = parse_plan(lines, name, sha256)
            self._keep(self._plan_of(sha256), plan.model_dump_json(by_alias=True))
        self._read[sha256, name] = plan
        return Source(file, sha256, plan)

    def read_all(self, files: Sequence[Path], progress: Progress = silent) -> tuple[Source, ...]:
        """The plans in some files. Raises UnreadableFile also where two of them are the same document."""
        sources: list[Source] = []
        for at, file in enumerate(files):
            progress(file.name, at, len(files))
            source = self.read(file, progress)
            if any(source.sha256 == other.sha256 and file.name == other.file.name for other in sources):
                continue  # the same file, named twice
            _refuse_twin(source, sources)
            sources.append(source)
        progress("", len(files), len(files))
        return tuple(sources)

    def forget(self) -> None:
        """Let go of what is held in memory."""
        self._read.clear()

    def prune(self) -> None:
        """Delete what nothing has needed for a month, and what a killed program left half written."""
        for path in _entries(self._folder):
            with suppress(OSError):
                if path.suffix == ".part" or time.time() - path.stat().st_mtime > _UNUSED:
                    path.unlink()

    def _lines_of(self, sha256: str) -> Path:
        return self._folder / f"{sha256}-{readers_fingerprint()}.lines.gz"

    def _plan_of(self, sha256: str) -> Path:
        return self._folder / f"{sha256}-{self._corpus}.plan.gz"

    def _find_lines(self, sha256: str) -> tuple[SourceLine, ...] | None:
        try:
            with _opened(self._lines_of(sha256)) as file:
                return tuple(restored_line(fields) for fields in json.load(file))
        except _DAMAGE:
            return None

    def _find_plan(self, sha256: str) -> Plan | None:
        try:
            with _opened(self._plan_of(sha256)) as file:
                plan = Plan.model_validate_json(file.read())
            os.utime(self._lines_of(sha256))  # as fresh as what was made of it
        except _DAMAGE:
            return None
        return plan

    def _keep(self, path: Path, text: str) -> None:
        """Write an entry whole or not at all."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.name}.{os.getpid()}.part")
            try:
                part.write_bytes(gzip.compress(text.encode(), compresslevel=6))
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)


def hash_file(file: Path) -> str:
    """SHA-256 of a file's bytes, hexadecimal. Raises UnreadableFile."""
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(
            f"Không đọc được tệp {file}: {error.strerror}. Hãy kiểm tra đường dẫn và quyền đọc tệp."
        ) from error


def _refuse_twin(source: Source, others: Sequence[Source]) -> None:
    own = identity(source.plan.document)
    twin = next((other for other in others if identity(other.plan.document) == own), None)
    if twin is not None:
        raise UnreadableFile(
            f"{source.file.name}: số hiệu {source.plan.document.id} trùng với tệp {twin.file.name}. "
            "Hãy chỉ giữ lại một tệp của văn bản này."
        )


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield file
    os.utime(path)  # needed today: kept for another month


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []
