"""Totals that are not the sum of their column, and stated numbers of tasks that the list does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from corpus.doubts import wordings
from corpus.doubts.model import Doubt, DoubtKind, Sure, doubt_at, tables_of, without_umbrellas
from corpus.markers import Style, find_marker
from corpus.model import Plan, Section, TaskRow

_FIGURE = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?")
_STATED = re.compile(
    r"(?P<opens>\b(?:tổng (?:số|cộng)(?: là| gồm| có|:)?|gồm(?: có)?)\s+)?(?<![\d/.,])(?P<count>\d{1,3})\s+"
    r"(?P<what>(?:nhóm )?(?:nhiệm vụ(?:, giải pháp)?|giải pháp)|nội dung|đầu việc|công việc)\b"
    r"(?P<follows>[^.;:\n]{0,40}\b(?:sau|sau đây|dưới đây)\s*:)?",
    re.IGNORECASE,
)
_OF_ANNEX = re.compile(r"\b(?:phụ lục|danh mục|biểu|bảng)\b[^.;]{0,40}\bkèm theo", re.IGNORECASE)
_INLINE = re.compile(r"\((\d{1,2}|[ivx]{1,4})\)")
_MOST_DECIMALS = 2


def find_total_doubts(plan: Plan) -> Iterator[Doubt]:
    """Total rows against the rows above them, and stated counts against the lists they announce."""
    for rows in tables_of(plan):
        yield from _find_wrong_sums(rows, plan)
    for section in plan.sections:
        yield from _find_wrong_counts(section, plan)


def parse_figure(cell: str | None) -> Decimal | None:
    """The number a cell holds, as Vietnam writes it ("1.250,5"); None where it holds anything else."""
    text = (cell or "").strip()
    if not _FIGURE.fullmatch(text):
        return None
    return Decimal(text.replace(".", "").replace(",", "."))


def _find_wrong_sums(rows: Sequence[TaskRow], plan: Plan) -> Iterator[Doubt]:
    """A total stands below what it sums; only whole columns of figures can be added up."""
    by_id = {row.id: row for row in rows}
    totals = [total for total in plan.totals if total.below in by_id]
    if len(totals) != 1:  # sums of groups and of everything: which rows belong to which is not printed
        return
    # where a row has sub rows, its own figure is their sum, or theirs alone are printed
    ways = ([row for row in rows if "." not in (row.number or "")], without_umbrellas(rows))
    for column, cell in totals[0].cells.items():
        figure = parse_figure(cell)
        sums = [_sum([row.extra.get(column) for row in way]) for way in ways]
        if figure is not None and None not in sums and figure not in sums:
            text = wordings.wrong_sum(column, cell.strip(), _printed(sums[0] or Decimal()))
            last = by_id[totals[0].below]
            yield doubt_at(last, DoubtKind.WRONG_TOTAL, Sure.LIKELY, text, f"{totals[0].words} {cell}")


def _sum(cells: Sequence[str | None]) -> Decimal | None:
    """The sum of a column's cells, blank ones left out; None where they are no figures to be added."""
    figures = [parse_figure(cell) for cell in cells if cell]
    known = [figure for figure in figures if figure is not None]
    return (
        None if len(known) < 2 or len(known) < len(figures) or _counts_rows(known) else sum(known, Decimal())
    )


def _counts_rows(figures: Sequence[Decimal]) -> bool:
    """Whether a column only counts its rows 1, 2, 3, or names years."""
    counted = list(map(Decimal, range(1, len(figures) + 1)))
    return figures == counted or all(1990 <= figure <= 2100 and figure % 1 == 0 for figure in figures)


def _printed(number: Decimal) -> str:
    whole, _, rest = f"{number:,}".partition(".")
    rest = rest.rstrip("0")[:_MOST_DECIMALS]
    return whole.replace(",", ".") + (f",{rest}" if rest else "")


def _find_wrong_counts(section: Section, plan: Plan) -> Iterator[Doubt]:
    """ "gồm 12 nhiệm vụ sau:" against the points below it, or against the one task table it speaks of."""
    for match in _STATED.finditer(section.text):
        if not (match["opens"] or match["follows"]):
            continue
        said, what = int(match["count"]), match["what"].lower()
        sentence = section.text[max(0, match.start() - 80) : match.end() + 80]
        where, counts = "", set[int]()
        if match["follows"]:
            where, counts = "ngay dưới đây", _points_below(section, section.text[match.end() :], plan)
        elif _OF_ANNEX.search(sentence):
            where, counts = "bảng kèm theo", _rows_and_groups(plan)
        if counts and said not in counts:
            text = wordings.wrong_count(said, what, max(counts), where)
            yield doubt_at(section, DoubtKind.WRONG_TOTAL, Sure.LIKELY, text, match[0])


def _points_below(section: Section, below: str, plan: Plan) -> set[int]:
    """How many points follow: sub-sections, or numbered, lettered or dashed paragraphs; none: not told."""
    children = [child for child in plan.sections if child.parent == section.id]
    lines = [line for line in below.split("\n") if line.strip()]
    marked = [marker for line in lines if (marker := find_marker(line))]
    points = [marker for marker in marked if marker.style is Style.POINT]
    numbered = [marker for marker in marked if marker.style is Style.DECIMAL]
    dashed = [line for line in lines if line.lstrip().startswith(("-", "–", "+", "•"))]
    inline = set(_INLINE.findall(below))
    return {len(found) for found in (children, points, numbered, dashed, inline) if len(found) > 1}


def _rows_and_groups(plan: Plan) -> set[int]:
    """The numbers a count of "tasks" may mean where the plan has one table: rows, whole rows, groups."""
    tables = tables_of(plan)
    if len(tables) != 1:
        return set()
    rows = tables[0]
    whole = [row for row in rows if row.number and "." not in row.number]
    return {count for count in (len(rows), len(whole), len({row.group for row in rows})) if count > 1}
