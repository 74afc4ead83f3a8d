"""What a careful clerk would ask about a plan: Plan → doubts, the gravest kinds first. Pure.

One module a family: `agreement`, `mending`, `cells`, `times`, `endings`, `numbering`, `totals`, `header`,
`strangers`. `wordings` holds their sentences.
"""

from __future__ import annotations

from itertools import chain

from corpus.doubts.agreement import find_disagreements
from corpus.doubts.cells import find_cell_doubts
from corpus.doubts.endings import find_cut_offs
from corpus.doubts.header import find_header_doubts
from corpus.doubts.mending import find_mended_rows
from corpus.doubts.model import Doubt, DoubtKind, Sure
from corpus.doubts.numbering import find_numbering_doubts
from corpus.doubts.strangers import find_unknown_agencies
from corpus.doubts.times import find_time_doubts
from corpus.doubts.totals import find_total_doubts
from corpus.model import Plan

__all__ = ["Doubt", "DoubtKind", "Sure", "find_doubts"]

_FAMILIES = (
    find_disagreements,
    find_mended_rows,
    find_cell_doubts,
    find_time_doubts,
    find_cut_offs,
    find_numbering_doubts,
    find_total_doubts,
    find_header_doubts,
    find_unknown_agencies,
)
_KINDS = tuple(DoubtKind)
_SURENESS = tuple(Sure)
_BLANK = frozenset({DoubtKind.MISSING_LEAD, DoubtKind.MISSING_DEADLINE})


def find_doubts(plan: Plan) -> tuple[Doubt, ...]:
    """Every doubt about a plan: the gravest kinds first, in each the surest, then in printed order."""
    found = list(chain.from_iterable(find(plan) for find in _FAMILIES))
    cut = {doubt.id for doubt in found if doubt.kind is DoubtKind.CUT_OFF}
    kept = [doubt for doubt in found if not (doubt.kind in _BLANK and doubt.id in cut)]
    return tuple(dict.fromkeys(sorted(kept, key=_rank)))


def _rank(doubt: Doubt) -> tuple[int, int, int]:
    line = doubt.lines[0] if doubt.lines else 0
    return _KINDS.index(doubt.kind), _SURENESS.index(doubt.sure), line
