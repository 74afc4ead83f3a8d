"""The task tables of a plan: from lines to task rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from corpus.model import Lines, LineRole, Section, SourceLine, TaskRow


class TableReading(NamedTuple):
    """What the task tables of one file say, and the role of each of their lines."""

    tasks: tuple[TaskRow, ...]
    roles: Mapping[int, LineRole]  # line number → TABLE_ROW or HEADING, of table lines only


def find_table_spans(lines: Sequence[SourceLine]) -> tuple[Lines, ...]:
    """First and last line of every task table, column headers and page breaks included, titles above not."""
    return ()


def parse_task_tables(lines: Sequence[SourceLine], doc_id: str, prose: Sequence[Section]) -> TableReading:
    """The task rows of all tables in `lines`, in printed order.

    `prose` are the plan's sections: where the scan moved agencies between rows, they prove the right pairing.
    """
    return TableReading((), {})
