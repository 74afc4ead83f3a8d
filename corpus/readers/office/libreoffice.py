"""Formats that LibreOffice opens (.doc, .odt, .rtf, .xls, .ods): converted, then read as Word or Excel."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from corpus.errors import UnreadableFile
from corpus.model import SourceLine
from corpus.readers.office import excel, word

T = TypeVar("T")

_SHEETS = (".xls", ".xlt", ".ods", ".ots")

_SECONDS = 120  # a letter takes 3, a cold start on a small server up to 30
_PROGRAMS = ("soffice", "libreoffice")
_SAFE = ("DisableMacrosExecution", "BlockUntrustedRefererLinks", "DisableActiveContent")
_SETTINGS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(
        '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>true</value></prop></item>'
        for name in _SAFE
    )
    + "</oor:items>\n"
)


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    """The lines of a text or spreadsheet, by its ending, as `word` or `excel` read it.

    Raises UnreadableFile for a file that LibreOffice does not open, or where it is not installed.
    """
    return convert(path, excel.read_lines if path.suffix.lower() in _SHEETS else word.read_lines)


def find_program() -> str | None:
    """Where LibreOffice is installed; None where it is not."""
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def convert(path: Path, read: Callable[[Path], T], seconds: float = _SECONDS) -> T:
    """What `read` makes of the file converted to the format of today, within so many seconds.

    The conversion has a user profile of its own, so that no other LibreOffice and none of its settings take
    part; macros are not run, linked files not fetched. Raises UnreadableFile.
    """
    program = find_program()
    if program is None:
        raise UnreadableFile(
            f"Cần LibreOffice để đọc tệp {path.name}. Hãy cài (Debian/Ubuntu: apt install libreoffice-writer "
            "libreoffice-calc), hoặc lưu tệp thành .docx, .xlsx rồi nạp."
        )
    suffix = ".xlsx" if path.suffix.lower() in _SHEETS else ".docx"
    with tempfile.TemporaryDirectory(prefix="kehoach-") as folder:
        # under a plain name: the file's own may hold what a command line or a URL cannot
        source = Path(folder) / f"source{path.suffix.lower()}"
        try:
            shutil.copyfile(path, source)
        except OSError as error:
            raise UnreadableFile(
                f"Không đọc được tệp {path} ({error.strerror}). Hãy kiểm tra quyền đọc tệp."
            ) from None
        settings = Path(folder) / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        _run(program, source, Path(folder), suffix, seconds, path.name)
        converted = Path(folder) / "out" / f"source{suffix}"
        if not converted.is_file():
            raise UnreadableFile(
                f"LibreOffice không mở được tệp {path.name}: tệp bị hỏng hoặc có mật khẩu. Hãy bỏ mật khẩu, "
                f"lưu lại thành {suffix} rồi nạp."
            )
        return read(converted.rename(converted.with_name(path.name)))  # errors tell the name handed over


def _run(program: str, source: Path, folder: Path, suffix: str, seconds: float, name: str) -> None:
    """Run LibreOffice, and end it with all it has started when the time is over."""
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", suffix[1:]),
        *("--outdir", str(folder / "out"), str(source)),
    ]
    of_this_group = os.getpgrp() == os.getpid()  # in the sandbox, which ends its whole group
    process = subprocess.Popen(  # noqa: S603 (a fixed program, our own file names)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=not of_this_group,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        raise UnreadableFile(
            f"Chuyển đổi tệp {name} quá {seconds:.0f} giây. Hãy lưu tệp thành {suffix} rồi nạp."
        ) from None
    finally:
        if process.poll() is None:  # also when this program is interrupted: soffice has children of its own
            process.kill() if of_this_group else os.killpg(process.pid, signal.SIGKILL)
            process.wait()
