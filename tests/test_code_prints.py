"""Fingerprints of code: what was read by other code is read anew."""

from __future__ import annotations

from pathlib import Path

from corpus.code_prints import find_used_files

CORPUS = Path(__file__).parents[1] / "corpus"


def test_the_lines_of_a_file_depend_on_all_that_its_reader_uses() -> None:
    """A change of line forms, of the marks of secrecy or of the header words is one of the readers too."""
    used = find_used_files(CORPUS / "readers")
    readers = set((CORPUS / "readers").rglob("*.py"))
    assert readers <= used
    names = {path.relative_to(CORPUS).as_posix() for path in used - readers}
    assert {"line_forms.py", "secrecy.py", "titles.py", "documents.toml", "tables/vocabulary.toml"} <= names


def test_what_no_reader_uses_costs_no_reading() -> None:
    """A scan takes minutes: it is not read again for a change of the doubts or of the store."""
    names = {path.relative_to(CORPUS).as_posix() for path in find_used_files(CORPUS / "readers")}
    assert not names & {"store.py", "schedules.py", "difference.py", "doubts/totals.py"}
