"""The one entry: a plan file in, a Plan out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from corpus.amendments import find_amendments
from corpus.errors import UnreadableFile
from corpus.layout import compose_lines, page_width
from corpus.metadata import parse_document, planned_year
from corpus.model import LineRole, Plan, Section, SourceLine
from corpus.readers import read_lines
from corpus.readers.progress import Progress
from corpus.sections import compose_sections
from corpus.tables import find_data_tables, find_table_spans, parse_task_tables
from corpus.vietnamese import is_vietnamese, nfc
from corpus.zones import find_zones


def parse_plan(lines: Sequence[SourceLine], source_file: str, sha256: str) -> Plan:
    """The plan that the lines of a file hold; every non-empty line has exactly one role in `Plan.roles`.

    `source_file` is the file's name without its folder, `sha256` the hash of its bytes (hexadecimal).
    Raises UnreadableFile for a text in another language, and for one without document number, kind, numbered
    section and task table.
    """
    lines = [_composed(line) for line in lines]
    if not is_vietnamese(" ".join(line.text for line in lines)):
        raise UnreadableFile(
            f"Tệp {source_file} không phải văn bản tiếng Việt có dấu. "
            "Hãy nạp bản tiếng Việt, bảng mã Unicode."
        )
    composed = compose_lines(lines)
    spans = find_table_spans(lines)
    tables = {number for first, last in spans for number in range(first, last + 1)}
    zones = find_zones(composed, tables)
    document = parse_document(zones, composed, source_file, sha256)
    sections = compose_sections(zones.blocks, tables, page_width(composed), document.id)
    sections = _placed(sections, lines)
    document = document.model_copy(update={"amends": find_amendments(document, sections)})
    reading = parse_task_tables(lines, document.id, sections, year=planned_year(document))
    numbered = any(section.printed_number for section in sections)
    if not (document.number or document.kind or reading.tasks or numbered):
        raise UnreadableFile(
            f"Không nhận ra văn bản trong tệp {source_file}: không có số, ký hiệu, tên loại, mục đánh số hay "
            "bảng nhiệm vụ. Hãy kiểm tra lại tệp."
        )
    roles = (
        (line.number, zones.roles.get(line.number) or reading.roles.get(line.number, LineRole.HEADING))
        for line in composed
    )
    return Plan(
        document=document,
        sections=tuple(sections),
        tasks=tuple(reading.tasks),
        totals=reading.totals,
        tables=find_data_tables(lines, tables, sections),
        roles=tuple(roles),
    )


def _placed(sections: Sequence[Section], lines: Sequence[SourceLine]) -> list[Section]:
    """The sections with the place of their first line, where the file's format tells it."""
    places = {line.number: line.place for line in lines if line.place}
    return [section.model_copy(update={"place": places.get(section.lines[0])}) for section in sections]


def _composed(line: SourceLine) -> SourceLine:
    """The line in NFC, without what a text file of Windows leaves at its end."""
    return line._replace(text=nfc(line.text).rstrip("\r"), cells=tuple(map(nfc, line.cells)))


def read_plan(path: Path, progress: Progress | None = None) -> Plan:
    """The plan in a file of any format that `corpus.readers` knows.

    Raises UnreadableFile for a file that is missing, empty, not text or not a document.
    """
    lines = read_lines(path, progress)
    return parse_plan(lines, nfc(path.name), hashlib.sha256(path.read_bytes()).hexdigest())
