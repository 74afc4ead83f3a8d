"""An administrator's own abbreviations are written out in questions and touch nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import BadInput
from index.reading.shorthand import FILE, read_shorthand, write_out

OWN = {"BQLDA": "Ban Quản lý dự án", "sở ta": "Sở Nội vụ", "đv": "đơn vị"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("BQLDA làm gì", "Ban Quản lý dự án làm gì"),
        ("bqlda lam gi", "Ban Quản lý dự án lam gi"),
        ("Sở ta chủ trì gì, sở ta?", "Sở Nội vụ chủ trì gì, Sở Nội vụ?"),
        ("so ta lam gi", "Sở Nội vụ lam gi"),
        ("số 12/BQLDA-KH", "số 12/BQLDA-KH"),
        ("BQLDAX", "BQLDAX"),
        ("dv nào", "đơn vị nào"),
        ("", ""),
    ],
)
def test_written_out_as_whole_words(typed: str, meant: str) -> None:
    """In any case, with accents or without; never within a word or a document's number."""
    assert write_out(typed, OWN) == meant


def test_read_from_the_data_directory(tmp_path: Path) -> None:
    """None is an empty one; what cannot be read is told in one line with its remedy."""
    file = tmp_path / FILE
    assert read_shorthand(file) == {}
    file.write_text('[abbreviations]\nBQLDA = "Ban Quản lý dự án"\n', encoding="utf-8")
    assert read_shorthand(file) == {"BQLDA": "Ban Quản lý dự án"}
    for broken in ("[abbreviations", "[abbreviations]\nBQLDA = 3", 'abbreviations = "BQLDA"'):
        file.write_text(broken, encoding="utf-8")
        with pytest.raises(BadInput, match="viết tắt"):
            read_shorthand(file)
