"""The child process of readers: whatever a file does to a reader, one line comes back and nothing stays."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.errors import UnreadableFile
from corpus.model import Place, SourceLine
from corpus.readers.sandbox import Limits, read_in_child

AMPLE = Limits(seconds=30, gigabytes=1)


def is_running(pid: int) -> bool:
    """Whether a process is there and not merely waiting to be counted."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ends(pid: int) -> bool:
    """Whether a process ends within a few seconds."""
    deadline = time.monotonic() + 5
    while is_running(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_running(pid)


def test_lines_and_progress_come_through_whole(tmp_path: Path) -> None:
    """Cells, emphasis and places survive the way; what a library prints is no message."""
    file = tmp_path / "kế hoạch.txt"
    file.write_text("Quý IV")
    seen: list[tuple[str, int, int]] = []
    lines = read_in_child("tests.bad_readers.talking", file, AMPLE, lambda *step: seen.append(step))
    assert lines == (
        SourceLine(1, "Quý IV", strong=True),
        SourceLine(2, "a\tb c", ("a", "b\nc"), place=Place(page=3, table=1, row=2)),
    )
    assert seen[-1] == ("trang", 1, 2)
    assert set(seen) <= {(file.name, 0, 1), ("trang", 1, 2)}  # the first while the child is starting


@pytest.mark.parametrize("way", ["raise", "exit", "abort", "print"])
def test_a_reader_that_dies_is_told_in_one_line(tmp_path: Path, way: str) -> None:
    """The line names the file and the remedy; the library's own words, which may be the file's, are not told."""
    file = tmp_path / "hỏng.docx"
    file.write_text(way)
    with pytest.raises(UnreadableFile, match=r"^Không đọc được tệp hỏng\.docx: [^\n]+ Hãy [^\n]+$") as error:
        read_in_child("tests.bad_readers.broken", file, AMPLE)
    assert "một dòng của tệp" not in str(error.value)


def test_memory_is_bounded(tmp_path: Path) -> None:
    """A reader that asks for more than it may have is ended by that, not the machine."""
    file = tmp_path / "bom.docx"
    file.write_text("")
    with pytest.raises(UnreadableFile, match="quá lớn"):
        read_in_child("tests.bad_readers.greedy", file, AMPLE)


def test_time_is_bounded_and_nothing_goes_on(tmp_path: Path) -> None:
    """When the time is up the reader ends, and so does what it started."""
    file = tmp_path / "lâu.pdf"
    file.write_text("")
    with pytest.raises(UnreadableFile, match=r"quá .* phút nên đã dừng"):
        read_in_child("tests.bad_readers.sleeping", file, Limits(seconds=2, gigabytes=1))
    assert ends(int(file.read_text()))


def test_whoever_listens_to_the_progress_may_stop_it(tmp_path: Path) -> None:
    """At any time, also where the reader itself tells none; what was raised comes through, nothing goes on."""
    file = tmp_path / "lâu.pdf"
    file.write_text("")

    class Stopped(Exception):
        pass

    def listen(what: str, done: int, all_: int) -> None:
        if file.read_text():
            raise Stopped(what, done, all_)

    with pytest.raises(Stopped, match=r"lâu\.pdf"):
        read_in_child("tests.bad_readers.sleeping", file, AMPLE, listen)
    assert ends(int(file.read_text()))


def test_a_reader_ends_with_a_killed_parent(tmp_path: Path) -> None:
    """SIGKILL of the program leaves neither the reader, nor what it started, nor its working files."""
    file, scratch = tmp_path / "lâu.pdf", tmp_path / "scratch"
    file.write_text("")
    scratch.mkdir()
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from corpus.readers.sandbox import *; "
            "read_in_child('tests.bad_readers.sleeping', Path(sys.argv[1]), Limits(60, 1))",
            str(file),
        ],
        env=os.environ | {"TMPDIR": str(scratch)},
        cwd=Path(__file__).parent.parent,
    )
    deadline = time.monotonic() + 20
    while not file.read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert ends(int(file.read_text()))
    deadline = time.monotonic() + 5
    while list(scratch.iterdir()) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert list(scratch.iterdir()) == []
