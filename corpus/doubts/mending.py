"""Rows whose print was damaged: what the reading of tables did to them, and whether the text proves it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.doubts import wordings
from corpus.doubts.model import Doubt, DoubtKind, Sure, doubt_at
from corpus.model import Plan
from corpus.tables.repairs import tells_blank_due, tells_misread_number, tells_page_break


def find_mended_rows(plan: Plan) -> Iterator[Doubt]:
    """One doubt for each damaged row, with its repairs; `cells` and `numbering` tell theirs themselves."""
    for row in plan.tasks:
        told = [note for note in row.repaired if not (tells_blank_due(note) or tells_misread_number(note))]
        if not told and not (row.uncertain and not row.repaired):
            continue
        text = "; ".join(told) or wordings.unproved()
        is_cut = bool(told) and all(map(tells_page_break, told))
        # uncertain for its blank deadline alone, the row is joined as surely as any other
        if row.uncertain and not (is_cut and len(told) < len(row.repaired)):
            yield doubt_at(row, DoubtKind.UNPROVED_READING, Sure.LOOK, text)
        elif is_cut:
            yield doubt_at(row, DoubtKind.PAGE_BREAK, Sure.SETTLED, text)
        else:
            yield doubt_at(row, DoubtKind.MENDED, Sure.SETTLED, text)
