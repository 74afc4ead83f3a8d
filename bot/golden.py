"""The golden questions of an administrator: DIR/golden.jsonl, a question file asked before every change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from bot.texts import changes as texts
from corpus.errors import LibraryError
from index.evaluate import read_questions, turns_of
from index.gate import Golden, compose_golden
from index.model import Answer

_FILE = "golden.jsonl"


def read_golden(root: Path) -> Sequence[Golden]:
    """The golden questions of a data directory; none where it has no such file. Raises BadInput."""
    file = root / _FILE
    return read_questions(file) if file.exists() else ()


def find_golden(root: Path, question: str) -> Golden | None:
    """The golden question of these words."""
    return next((record for record in read_golden(root) if turns_of(record) == [question]), None)


def keep_golden(root: Path, question: str, answer: Answer) -> int:
    """Have an answer stay what it is; returns how many golden questions there are. Raises LibraryError."""
    number = len(read_golden(root)) + 1
    line = json.dumps(compose_golden(question, answer, number), ensure_ascii=False)
    file = root / _FILE
    try:
        kept = file.read_text(encoding="utf-8").rstrip("\n") + "\n" if number > 1 else ""
        coming = file.with_name(f"{_FILE}.new")
        coming.write_text(f"{kept}{line}\n", encoding="utf-8")
        coming.replace(file)
    except OSError as error:
        raise LibraryError(texts.golden_unwritable(str(root / _FILE), error.strerror)) from error
    return number
