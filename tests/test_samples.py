"""Real plans of other issuers, as they were published: every golden cell, read by hand, is read."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest

from corpus.parse import read_plan

SAMPLES = Path(__file__).parent / "data" / "samples"
FIELDS = "group number task goal product lead_text lead coop_text coop start due".split()


def normal(value: object) -> object:
    """A cell as golden cells are compared: case, punctuation and the order of a list do not count."""
    if isinstance(value, list | tuple):
        return sorted(str(normal(item)) for item in value)
    text = unicodedata.normalize("NFC", str(value or "")).lower()
    return re.sub(r"[\s\-–•.;,:]+", " ", text).strip()


@pytest.mark.parametrize("name", ["nq03-2025-chinh-phu.md", "vuot-gio-dh-thuy-loi.html"])
def test_every_golden_cell_is_read(name: str) -> None:
    """A resolution's annexes in Markdown, a university's notice in HTML: no row missing, none too many."""
    gold_file = SAMPLES / f"{name.partition('.')[0]}.gold.jsonl"
    gold = [json.loads(line) for line in gold_file.read_text(encoding="utf-8").splitlines()]
    rows = [row.model_dump() for row in read_plan(SAMPLES / name).tasks]
    assert len(rows) == len(gold)
    wrong = [
        (want["id"], field, want[field], row[field])
        for want, row in zip(gold, rows, strict=True)
        for field in FIELDS
        if normal(want[field]) != normal(row[field])
    ]
    assert wrong == []


def test_a_table_of_targets_is_no_task_table() -> None:
    """Phụ lục I of the resolution lists 41 targets with the ministry that follows each: figures, no tasks."""
    plan = read_plan(SAMPLES / "nq03-2025-chinh-phu.md")
    assert {row.table for row in plan.tasks} == {"Phụ lục II"}
    targets = next(table for table in plan.tables if table.name == "Phụ lục I")
    assert [row.cells[0] for row in targets.rows if row.cells[0].isdecimal()][-1] == "41"
    section = next(section for section in plan.sections if section.id == targets.section)
    assert all(row.text in section.text for row in targets.rows)
