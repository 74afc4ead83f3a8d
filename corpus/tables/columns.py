"""What the columns of a table hold, read from their printed headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from corpus.numbers import parse_row_number
from corpus.tables.vocabulary import vocabulary
from corpus.vietnamese import fold, squeeze

_LONGEST_NAME = 200  # characters; 165-KH/TU, line 265, names a column in 118


class Role(StrEnum):
    """What a column means to a task; EXTRA columns are kept under their printed name."""

    NUMBER = "number"
    TASK = "task"
    GOAL = "goal"
    PRODUCT = "product"
    LEAD = "lead"
    COOP = "coop"
    START = "start"
    DUE = "due"
    EXTRA = "extra"


AGENCY_ROLES = frozenset({Role.LEAD, Role.COOP})
TIME_ROLES = frozenset({Role.START, Role.DUE})
TYPED_ROLES = AGENCY_ROLES | TIME_ROLES
"""Columns whose cells can be told by their look: agencies and times."""


class Column(NamedTuple):
    """One column: its role and its header as printed, the parts of a two-row header joined."""

    role: Role
    name: str


class Header(NamedTuple):
    """A recognised column header: the columns, and its printed rows (one or two, or an index row below)."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def at(self, role: Role) -> int | None:
        """The position of the column with this role."""
        return next((i for i, column in enumerate(self.columns) if column.role is role), None)


def _plain(name: str) -> str:
    """A header as the vocabulary writes it: folded, without punctuation."""
    return squeeze(re.sub(r"[^\w#]+", " ", fold(name)))


def _rank(role: str, name: str) -> int | None:
    """How surely a header means the role, 0 the surest; None: it does not."""
    wordings = vocabulary().columns[role]
    if wordings.excluded and wordings.excluded.search(name):
        return None
    return next((rank for rank, pattern in enumerate(wordings.patterns) if pattern.search(name)), None)


def read_roles(names: Sequence[str]) -> tuple[Role, ...]:
    """The role of each column by its printed header; every role but EXTRA at most once.

    Roles are given out in a fixed order, times and agencies before the free texts, so that "Thời gian thực
    hiện" is a time and "Cơ quan phối hợp thực hiện nhiệm vụ" an agency. A lone time column is the due date.
    """
    plain = [_plain(name) for name in names]
    roles: dict[int, Role] = {}

    def give(role: Role, vocabulary: str) -> None:
        ranked = [
            (rank, position)
            for position, name in enumerate(plain)
            if position not in roles and (rank := _rank(vocabulary, name)) is not None
        ]
        if ranked:
            roles[min(ranked)[1]] = role

    for role in (Role.NUMBER, Role.DUE, Role.START):
        give(role, role.value)
    if Role.DUE not in roles.values():
        lone = next((position for position, role in roles.items() if role is Role.START), None)
        if lone is not None:
            roles[lone] = Role.DUE
        else:
            give(Role.DUE, "time")
    for role in (Role.COOP, Role.LEAD, Role.TASK, Role.GOAL, Role.PRODUCT):
        give(role, role.value)
    return tuple(roles.get(position, Role.EXTRA) for position in range(len(names)))


def _is_task_table(roles: Sequence[Role]) -> bool:
    """Whether the columns assign tasks: a task, and who does it or by when."""
    known = [role for role in roles if role is not Role.EXTRA]
    return Role.TASK in roles and (Role.LEAD in roles or Role.DUE in roles) and len(known) >= 3


def find_header(rows: Sequence[tuple[str, ...]]) -> Header | None:
    """The column header that `rows` begin with, if they begin with one of a task table.

    A second row belongs to it where it only divides columns of the first ("Thời gian" over "Thực hiện" and
    "Hoàn thành"); so does a row that numbers the columns: (1) (2) (3).
    """
    if not rows or not _may_be_header(rows[0]):
        return None
    best: Header | None = None
    for depth in (1, 2):
        if len(rows) < depth or (depth == 2 and not _divides(rows[0], rows[1])):
            break
        names = _join_rows(rows[:depth])
        roles = read_roles(names)
        if _is_task_table(roles):
            best = Header(tuple(map(Column, roles, names)), tuple(rows[:depth]))
    if best and len(rows) > len(best.rows) and _numbers_columns(rows[len(best.rows)]):
        best = best._replace(rows=(*best.rows, rows[len(best.rows)]))
    return best


def _may_be_header(cells: tuple[str, ...]) -> bool:
    """Whether a row can name columns at all: several short cells, and no row number before them."""
    filled = [cell for cell in cells if cell]
    return len(filled) >= 3 and max(map(len, filled)) <= _LONGEST_NAME and parse_row_number(filled[0]) is None


def _divides(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether the second row only names parts of columns that the first row spans."""
    width = max(len(first), len(second))
    above = [*first, *[""] * (width - len(first))]
    below = [*second, *[""] * (width - len(second))]
    filled = [position for position, cell in enumerate(below) if cell]
    if len(filled) < 2 or len(filled) == width or any(len(below[position]) > 60 for position in filled):
        return False
    spanned = {p for p in range(width) if not above[p]} | {p - 1 for p in range(1, width) if not above[p]}
    return all(position in spanned for position in filled)


def _join_rows(rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """One name per column; a spanning cell of the first row goes before each part."""
    if len(rows) == 1:
        names = list(rows[0])
    else:
        width = max(map(len, rows))
        first, second = ([*row, *[""] * (width - len(row))] for row in rows)
        names = []
        span = ""
        for above, below in zip(first, second, strict=True):
            span = above or (span if below else "")
            names.append(f"{span} {below}".strip())
    names = [squeeze(name) for name in names]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _numbers_columns(cells: tuple[str, ...]) -> bool:
    """Whether a row only counts the columns: (1) (2) (3), or A B 1 2 3."""
    marks = [cell.strip("() ") for cell in cells if cell]
    digits = [int(mark) for mark in marks if mark.isdecimal()]
    return (
        len(marks) >= 3
        and all(len(mark) <= 2 for mark in marks)
        and len(digits) >= 2
        and digits == list(range(digits[0], digits[0] + len(digits)))
        and len(digits) >= len(marks) - 2
    )
