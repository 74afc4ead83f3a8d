"""The child process of `sandbox`: one reader, one file, limited memory; messages as JSON lines."""

from __future__ import annotations

import importlib
import inspect
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import threading
from pathlib import Path

from corpus.errors import PlansError, SecretFile

_LARGEST_FILE = 2 << 30  # bytes of one working file


def _end_with_parent() -> None:
    """Wait until the parent is gone; then leave nothing behind, neither files nor programs."""
    sys.stdin.buffer.read()
    shutil.rmtree(tempfile.gettempdir(), ignore_errors=True)  # the directory made for this process alone
    os.killpg(0, signal.SIGKILL)


def main(reader: str, file: str, gigabytes: str) -> None:
    """Read one file and print the result; every failure of the reader is the parent's to word."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints must not mix with the messages

    def say(message: object) -> None:
        out.write(json.dumps(message, ensure_ascii=False) + "\n")
        out.flush()

    def progress(what: str, done: int, all_: int) -> None:
        say({"progress": [what, done, all_]})

    memory = int(float(gigabytes) * (1 << 30))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    read_lines = importlib.import_module(reader).read_lines
    options = {"progress": progress} if "progress" in inspect.signature(read_lines).parameters else {}
    try:
        lines = read_lines(Path(file), **options)
    except PlansError as error:
        say({"error": str(error), "secret": isinstance(error, SecretFile)})
    except Exception:  # a damaged file can break any library in any way
        say({"error": ""})
    else:
        say({"lines": lines})


if __name__ == "__main__":
    main(*sys.argv[1:])
