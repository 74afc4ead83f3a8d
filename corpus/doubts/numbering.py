"""Numbers that are missing, repeated or out of order: of sections, of groups and of task rows.

A number that the reading of tables put right between its neighbours (1, 2, 2, 4) is told in its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.doubts import wordings
from corpus.doubts.model import Doubt, DoubtKind, Sure, doubt_at, tables_of
from corpus.markers import Marker, Style, find_marker
from corpus.model import Plan, Section, TaskRow
from corpus.numbers import int_to_roman, parse_row_number, roman_to_int
from corpus.tables.repairs import tells_misread_number

_NAMES = {Style.PART: "phần", Style.CHAPTER: "chương", Style.DIVISION: "mục", Style.ARTICLE: "điều"}
_SECTION, _GROUP, _ROW = "mục", "nhóm", "dòng"


def find_numbering_doubts(plan: Plan) -> Iterator[Doubt]:
    """Gaps, repetitions and steps back in the numbers of sections, groups and rows."""
    yield from _find_in_sections(plan.sections)
    for section in plan.sections:
        yield from _find_repeated_inside(section)
    for row in plan.tasks:
        for told in filter(tells_misread_number, row.repaired):
            yield doubt_at(row, DoubtKind.NUMBERING, Sure.LIKELY, told)
    for rows in tables_of(plan):
        yield from _find_in_groups(rows)
        yield from _find_in_rows(rows)


def marker_of(section: Section) -> Marker | None:
    """The printed number of a section, read; None for text under no number."""
    return find_marker(f"{section.printed_number} X") if section.printed_number else None


def _find_in_sections(sections: Sequence[Section]) -> Iterator[Doubt]:
    """Each number against the one before it below the same heading; numbers may run on over headings."""
    last: dict[tuple[str | None, Style, str], Marker] = {}
    running: dict[Style, Marker] = {}
    for section in sections:
        marker = marker_of(section)
        if marker is None or marker.style is Style.POINT:
            continue
        above = marker.label.rpartition(".")[0] if marker.style is Style.DECIMAL else ""
        key = (section.parent, marker.style, above)
        before = last.get(key)
        if before is None and not above and _runs_on(running.get(marker.style), marker):
            before = running[marker.style]
        if text := _broken(before, marker):
            yield _told(section, text)
        last[key] = marker
        if not above:
            running[marker.style] = marker


def _runs_on(before: Marker | None, marker: Marker) -> bool:
    """Whether a first number below a heading goes on counting from the part before: articles always do."""
    if before is None or marker.value == 1:
        return False
    return marker.style is Style.ARTICLE or marker.value > before.value


def _broken(before: Marker | None, marker: Marker) -> str:
    """What is wrong with a number behind the one before it, none where it is the first; empty: nothing."""
    what, value, here = _NAMES.get(marker.style, _SECTION), marker.value, _label(marker, marker.value)
    done = before.value if before else 0
    missing = [_label(marker, lost) for lost in range(done + 1, value)]
    if missing and before:
        return wordings.missing_numbers(what, missing, _label(before, done), here)
    if missing:
        return wordings.missing_first(what, missing, here)
    if before and 1 < value == done:
        return wordings.repeated_number(what, here, "ngay phía trên")
    if before and 1 < value < done:
        return wordings.backward_number(what, here, _label(before, done))
    return ""


def _label(marker: Marker, value: int) -> str:
    """A number of the same form as the marker's."""
    if marker.style is Style.DECIMAL:
        above = marker.label.rpartition(".")[0]
        return f"{above}.{value}" if above else str(value)
    if marker.style is not Style.LETTER and roman_to_int(marker.label):
        return int_to_roman(value)
    return chr(ord("A") + value - 1) if len(marker.label) == 1 and marker.label.isalpha() else str(value)


def _told(item: Section | TaskRow, text: str) -> Doubt:
    return doubt_at(item, DoubtKind.NUMBERING, Sure.CERTAIN, text)


def _find_repeated_inside(section: Section) -> Iterator[Doubt]:
    """A paragraph inside the section that carries the section's own number once more.

    A list "1. 2. 3." inside section 1 begins with its number too, but goes on counting.
    """
    own = marker_of(section)
    if own is None or own.style is Style.POINT:
        return
    inside = [
        (marker, text) for text in section.text.split("\n")[1:] if (marker := find_marker(text)) is not None
    ]
    alike = [(m, text) for m, text in inside if m.style is own.style and m.separator == own.separator]
    same = [text for marker, text in alike if marker.label == own.label]
    if len(same) == 1 and len(alike) == 1:
        what = _NAMES.get(own.style, _SECTION)
        text = wordings.repeated_number(what, _label(own, own.value), f"đầu {what} này")
        yield doubt_at(section, DoubtKind.NUMBERING, Sure.LIKELY, text, same[0])


def _find_in_groups(rows: Sequence[TaskRow]) -> Iterator[Doubt]:
    """Group headings in Roman numerals that leave one out."""
    before: tuple[str, int] | None = None
    for number, members in groupby(rows, key=lambda row: row.group):
        head, _, tail = (number or "").rpartition(".")
        read = parse_row_number(tail)
        if read is None or read.kind != "roman":
            before = None
            continue
        value, first = read.parts[0], next(members)
        if before and before[0] == head and value > before[1] + 1:
            missing = [int_to_roman(lost) for lost in range(before[1] + 1, value)]
            text = wordings.missing_numbers(_GROUP, missing, int_to_roman(before[1]), tail)
            yield doubt_at(first, DoubtKind.NUMBERING, Sure.LIKELY, text)
        before = (head, value)


def _find_in_rows(rows: Sequence[TaskRow]) -> Iterator[Doubt]:
    """Row numbers, within each group or through the whole table, and "2.1", "2.2" below each of them."""
    read = [(row, parse_row_number(row.number)) for row in rows]
    whole = [number.parts[0] for _, number in read if number and number.kind == "decimal"]
    runs_on = whole.count(1) < 2
    group: str | None = None
    seen: dict[tuple[int, ...], TaskRow] = {}
    last: dict[tuple[int, ...], int] = {}
    for row, number in read:
        if row.group != group and not runs_on:
            seen, last = {}, {}
        group = row.group
        if number is None or number.kind not in ("decimal", "sub"):
            continue
        above, value = number.parts[:-1], number.parts[-1]
        before = last.get(above, 0)
        if value == 1 and not above:  # begins again: the reading of the table tells it on the row
            seen, last = {}, {}
        elif number.parts in seen:
            place = f"dòng {seen[number.parts].lines[0]} của tệp"
            yield _told(row, wordings.repeated_number(_ROW, number.number, place))
        elif value > before + 1:
            missing = [_row_label(above, lost) for lost in range(before + 1, value)]
            if before:
                after = _row_label(above, before)
                yield _told(row, wordings.missing_numbers(_ROW, missing, after, number.number))
            else:
                yield _told(row, wordings.missing_first(_ROW, missing, number.number))
        elif value <= before:
            yield _told(row, wordings.backward_number(_ROW, number.number, _row_label(above, before)))
        seen.setdefault(number.parts, row)
        last[above] = value


def _row_label(above: tuple[int, ...], value: int) -> str:
    return ".".join(map(str, (*above, value)))
