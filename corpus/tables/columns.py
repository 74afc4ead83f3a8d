"""What the columns of a table hold, read from their printed headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from corpus.agencies import looks_like_agencies
from corpus.agency_duties import names_duties
from corpus.numbers import parse_row_number
from corpus.tables.vocabulary import vocabulary
from corpus.vietnamese import fold, squeeze

_DEEPEST = 3  # rows of a header: "Kinh phí" over "Năm 2025" over "Ngân sách tỉnh"
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
    """A recognised column header: the columns, and its printed rows (up to three, and an index row below)."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def widened(self, width: int) -> Header:
        """The header with columns without a name up to this width."""
        more = range(len(self.columns) + 1, width + 1)
        return self._replace(columns=(*self.columns, *(Column(Role.EXTRA, f"Cột {at}") for at in more)))

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


def read_roles(names: Sequence[str], below: Sequence[Sequence[str]] = ()) -> tuple[Role, ...]:
    """The role of each column by its printed header; every role but EXTRA at most once.

    Roles are given out in a fixed order, times and agencies before the free texts, so that "Thời gian thực
    hiện" is a time and "Cơ quan phối hợp thực hiện nhiệm vụ" an agency. A lone time column is the due date; a
    first column without a header holds the numbers. `below` are rows below the header: cells that plainly are
    something else outdo its words (`_refused`), and "Chủ trì: …" in them tells the leads under any header.
    """
    plain = [_plain(name) for name in names]
    roles: dict[int, Role] = {}
    cells = [[row[at] for row in below if at < len(row) and row[at]] for at in range(len(plain))]
    if (
        labelled := next((at for at, found in enumerate(cells) if any(map(names_duties, found))), None)
    ) is not None:
        roles[labelled] = Role.LEAD

    def give(role: Role, vocabulary: str) -> None:
        ranked = [
            (rank, position)
            for position, name in enumerate(plain)
            if position not in roles
            and (rank := _rank(vocabulary, name)) is not None
            and not _refused(role, rank, cells[position])
        ]
        if ranked and role not in roles.values():
            roles[min(ranked)[1]] = role

    give(Role.NUMBER, "number")
    if plain and not plain[0] and not roles:
        roles[0] = Role.NUMBER
    for role in (Role.DUE, Role.START):
        give(role, role.value)
    if Role.DUE in roles.values():
        give(Role.START, "start_beside_due")
    elif Role.START in roles.values():
        roles[next(position for position, role in roles.items() if role is Role.START)] = Role.DUE
    else:
        give(Role.DUE, "time")
    for role in (Role.COOP, Role.LEAD, Role.TASK):
        give(role, role.value)
    if Role.LEAD not in roles.values() and any(_rank("duty", name) is not None for name in plain):
        give(Role.LEAD, "person")
    if Role.TASK in roles.values() and not any(vocabulary().figures.search(name) for name in plain):
        give(Role.LEAD, "party")
    give(Role.TASK, "content")
    for role in (Role.GOAL, Role.PRODUCT):
        give(role, role.value)
    return tuple(roles.get(position, Role.EXTRA) for position in range(len(names)))


def _refused(role: Role, rank: int, cells: Sequence[str]) -> bool:
    """Whether cells are none of the role's: tasks that are mere numbers, helpers that are no agencies.

    "Nhiệm vụ của Chính phủ" over "14, 26" counts tasks of another list, "Chỉ số liên quan" names nobody. Only
    a loose wording ("liên quan") is refused for the look of its cells, a plain one ("phối hợp") never.
    """
    if role is Role.TASK:
        return len(cells) > 1 and not any(re.search(r"[^\W\d_]{2}", cell) for cell in cells)
    return role is Role.COOP and rank > 0 and bool(cells) and not any(map(looks_like_agencies, cells))


def divides_tasks(name: str) -> bool:
    """Whether a column names what several rows belong to, in merged cells: "Lĩnh vực", "Nhóm nhiệm vụ"."""
    return _rank("division", _plain(name)) is not None


def _is_task_table(header: Header) -> bool:
    """Whether the columns assign tasks: a task, and who does it or by when; no figures, no projects."""
    roles = [column.role for column in header.columns]
    known = [role for role in roles if role is not Role.EXTRA]
    if Role.TASK not in roles or not {Role.LEAD, Role.DUE} & set(roles) or len(known) < 3:
        return False
    plain = [_plain(column.name) for column in header.columns]
    if _rank("task", plain[roles.index(Role.TASK)]) is not None:
        return True
    counted = vocabulary().unit if Role.LEAD in roles else vocabulary().figures
    return not any(counted.search(name) for name in plain)


def find_header(rows: Sequence[tuple[str, ...]]) -> Header | None:
    """The column header that `rows` begin with, if they begin with one of a task table.

    Rows below belong to it where they only divide columns of the one above ("Thời gian" over "Thực hiện" and
    "Hoàn thành"); so does a row that numbers the columns: (1) (2) (3).
    """
    return next((header for header in _read_headers(rows) if _is_task_table(header)), None)


def find_columns(rows: Sequence[tuple[str, ...]], least: int = 3) -> Header | None:
    """The column header that `rows` begin with, of a table of any kind, told by its form alone.

    `least`: how many columns it must name.
    """
    return next(iter(_read_headers(rows, least)), None)


def _read_headers(rows: Sequence[tuple[str, ...]], least: int = 3) -> list[Header]:
    """The headers that `rows` may begin with, the one of most rows first."""
    headers: list[Header] = []
    for depth in range(1, min(len(rows), _DEEPEST) + 1):
        spans = len(rows) > 1 and len(rows[0]) > 2 and _divides(rows[0], rows[1])
        if depth == 1 and not _may_be_header(rows[0], 2 if spans else least):
            break
        if depth > 1 and not all(_divides(above, rows[depth - 1]) for above in rows[: depth - 1]):
            break
        names = _join_rows(rows[:depth])
        roles = _without_units(names, read_roles(names, rows[depth:]), rows[depth:])
        columns = tuple(map(Column, roles, _distinct(names)))
        below = rows[depth] if len(rows) > depth else ()
        printed = rows[: depth + 1] if _numbers_columns(below) else rows[:depth]
        headers.append(Header(columns, tuple(printed)))
    return headers[::-1]


def _without_units(
    names: Sequence[str], roles: tuple[Role, ...], below: Sequence[tuple[str, ...]]
) -> tuple[Role, ...]:
    """The roles, a bare "Đơn vị" the lead only where rows below name agencies: it may head units ("%")."""
    at = roles.index(Role.LEAD) if Role.LEAD in roles else None
    if at is None or _rank("party", _plain(names[at])) is None:
        return roles
    if any(looks_like_agencies(row[at]) for row in below if at < len(row)):
        return roles
    return (*roles[:at], Role.EXTRA, *roles[at + 1 :])


def _distinct(names: Sequence[str]) -> list[str]:
    """The names, each one once: "Cột 4" for a column without one, "Kinh phí (2)" for a second one."""
    told: list[str] = []
    for position, printed in enumerate(names, start=1):
        name, serial = printed or f"Cột {position}", 2
        while name in told:
            name, serial = f"{printed} ({serial})", serial + 1
        told.append(name)
    return told


def _may_be_header(cells: tuple[str, ...], least: int) -> bool:
    """Whether a row can name columns at all: several short cells, and no row number before them."""
    filled = [cell for cell in cells if cell]
    return (
        len(filled) >= least
        and max(map(len, filled)) <= _LONGEST_NAME
        and parse_row_number(filled[0]) is None
    )


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
    """One name per column; a spanning cell goes before each of its parts."""
    width = max(map(len, rows))
    names = [*rows[0], *[""] * (width - len(rows[0]))]
    for row in rows[1:]:
        below = [*row, *[""] * (width - len(row))]
        span = ""
        for position, part in enumerate(below):
            span = names[position] or (span if part else "")
            names[position] = f"{span} {part}".strip()
    names = [squeeze(name) for name in names]
    while names and not names[-1]:
        names.pop()
    return tuple(names)


def _numbers_columns(cells: tuple[str, ...]) -> bool:
    """Whether a row only counts the columns: (1) (2) (3), or A B 1 2 3."""
    marks = [cell.strip("() ") for cell in cells if cell]
    if len(marks) < 3 or any(len(mark) > 2 for mark in marks):
        return False
    digits = [int(mark) for mark in marks if mark.isdecimal()]
    return (
        len(digits) >= 2
        and digits == list(range(digits[0], digits[0] + len(digits)))
        and len(digits) >= len(marks) - 2
    )
