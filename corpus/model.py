"""The values the whole house speaks of: what a plan says, and where it says it.

All are frozen; printed text stands beside the cleaned one, and everything carries the lines it came from
(1-based, inclusive, in the source file).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

Lines = tuple[int, int]
"""First and last line of a place in its source file, 1-based, inclusive."""


class Value(BaseModel):
    """Base of all values: immutable, and no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Place(NamedTuple):
    """Where a line stands in a file that is no plain text; 0 or "" where the format does not tell."""

    page: int = 0  # 1-based
    sheet: str = ""  # name of the worksheet
    table: int = 0  # 1-based, over the whole file
    row: int = 0  # 1-based: the row of the table, or of the worksheet


def _named(place: Place | None) -> dict[str, int | str] | None:
    return place._asdict() if place else None


PrintedPlace = Annotated[Place | None, PlainSerializer(_named)]
"""A place as a field, in JSON an object with its names; None in a plain text."""


class SourceLine(NamedTuple):
    """One line of a plan file: a physical line of a text file, a paragraph or table row of any other.

    `cells` are given where the format itself tells them: one per column of the table, line breaks kept, blank
    where the cell is; a merged cell has its words in its first row and first column. `text` is then the cells
    joined by tabs, their line breaks by spaces. `covered` are the words of cells merged down from rows
    above, one per column, blank where none is; empty where there is none at all, or the format does not tell.
    """

    number: int  # 1-based
    text: str  # as printed
    cells: tuple[str, ...] = ()
    strong: bool = False  # set off as a heading: bold, or in a heading style
    place: Place | None = None
    unsure: bool = False  # recognised from a picture, and a word of it may be misread
    covered: tuple[str, ...] = ()


def restored_line(fields: Sequence[Any]) -> SourceLine:
    """A line from the list that JSON has made of it."""
    line = SourceLine(*fields)
    place = Place(*line.place) if line.place else None
    return line._replace(cells=tuple(line.cells), place=place, covered=tuple(line.covered))


class LineRole(StrEnum):
    """What a non-empty line of a plan is; every one has exactly one role."""

    HEADER = "header"  # issuer, number, date, title, addressee, legal bases, the opening paragraphs
    SECTION = "section"  # a numbered heading or a paragraph of a section
    TABLE_ROW = "table_row"  # a task row, or a piece of one
    HEADING = "heading"  # an annex title, a table's column header, a group heading
    RECIPIENTS = "recipients"  # "Nơi nhận"
    SIGNATURE = "signature"  # role and name of the signer


DueKind = Literal["date", "period", "recurring", "ongoing", "conditional", "none"]


class Timing(Value):
    """A printed time, read: ISO dates where the words give them.

    `start`/`end` bound the time the words name (both given for a quarter, only `end` for "Trước ngày …").
    """

    start: dt.date | None = Field(default=None, alias="from")
    end: dt.date | None = Field(default=None, alias="to")
    kind: DueKind = "none"


class Agencies(Value):
    """Canonical names of the agencies of a task row, as in `agencies.toml`."""

    lead: tuple[str, ...] = ()
    coop: tuple[str, ...] = ()


AmendmentKind = Literal["amend", "replace", "annul", "end", "correct"]


class Amendment(Value):
    """What a document does to another: "Kế hoạch này thay thế Kế hoạch số 54/KH-UBND ngày 12/4/2022"."""

    kind: AmendmentKind
    number: str  # of the other document
    date: dt.date | None = None  # of the other document, where it is printed
    partial: bool = False  # only parts of it: "bãi bỏ khoản 2 Điều 3 Quyết định số …"
    words: str  # the sentence or title that says so, word for word
    lines: Lines


class Document(Value):
    """One plan or letter. Text fields are empty where the file does not hold them."""

    id: str  # the number as issued: 54/KH-UBND
    kind: str  # "Kế hoạch", "Công văn", …
    number: str
    date: dt.date | None = None
    issuer: str = ""
    place: str = ""  # of the line "Tuyên Quang, ngày …"
    province: str = ""  # the province the plan is about, from its own words
    title: str = ""
    signer: str = ""
    signer_role: str = ""
    bases: tuple[str, ...] = ()  # legal bases: the "Căn cứ …", "Thực hiện …" paragraphs
    recipients: tuple[str, ...] = ()
    header: str = ""  # every header line, cleaned, joined by line breaks: what a document citation quotes
    signature: str = ""  # the signature block, cleaned, joined by line breaks
    amends: tuple[Amendment, ...] = ()
    annex_titles: tuple[str, ...] = ()  # "Danh mục", "Biểu phân công …": how a person calls the table
    source_file: str = ""
    sha256: str = ""

    @property
    def year(self) -> int | None:
        """The year of issue."""
        return self.date.year if self.date else None


class Section(Value):
    """One numbered section of prose with its own text, without its sub-sections'."""

    id: str  # 54/KH-UBND@II.2.1
    doc: str
    number: str  # II.2.1: part, dot, printed number
    printed_number: str  # as printed: "2.1."
    title: str  # the heading's words; of a numbered paragraph its own words
    text: str  # heading and paragraphs, markup stripped, paragraphs separated by line breaks
    body: str = ""  # the paragraphs below the heading, without it
    parent: str | None = None  # id of the section above
    level: int = 1
    lines: Lines
    place: PrintedPlace = None  # of its first line

    @property
    def is_point(self) -> bool:
        """Whether it is a lettered point ("a)", "b.1)") of the section above."""
        return bool(re.match(r"[a-zđ](?:\.?\d{1,2})?\W*$", self.printed_number))


class TaskRow(Value):
    """One row of a task table. `None` where the table has no such column or the cell is blank."""

    doc: str
    id: str  # 54/KH-UBND#II.16
    group: str | None = None  # printed number of the group heading: "II"
    group_title: str | None = None
    number: str | None = None
    printed_number: str | None = None  # as printed, where the scan shifted it
    task: str
    goal: str | None = None
    goal_inherited: bool = False  # the goal stands in a merged cell above
    product: str | None = None
    lead_text: str | None = None  # the cell as printed
    lead: tuple[str, ...] = ()  # its agencies, as printed
    coop_text: str | None = None
    coop: tuple[str, ...] = ()
    start: str | None = None
    due: str | None = None
    extra: dict[str, str] = Field(default_factory=dict)  # columns beyond these, by their printed name
    repaired: tuple[str, ...] = ()  # each repair of the scan's damage, in words
    uncertain: bool = False  # the text alone does not prove the repair
    lines: Lines
    place: PrintedPlace = None  # of its first line
    table: str = ""  # the annex's name as a person cites it: "Danh mục", "Phụ lục II", "Biểu phân công"
    agencies: Agencies = Agencies()
    start_on: Timing = Timing()
    due_on: Timing = Timing()


class DataRow(Value):
    """One row of a table that assigns no tasks."""

    cells: tuple[str, ...]  # one per column, "" where blank
    text: str  # the row as it stands in its section's text: what a citation quotes
    above: tuple[str, ...] = ()  # the group titles it stands under, and what merged cells above say of it
    lines: Lines
    place: PrintedPlace = None


class DataTable(Value):
    """A table of targets, figures, projects, people: it assigns no tasks, its rows are never listed as some.

    It is part of a section, under whose id its rows are cited; the section's text holds every one of them.
    """

    doc: str
    section: str  # id of the section it stands in
    name: str = (
        ""  # as a person cites it: "Phụ lục I", "Bảng 2"; empty where it stands in the section's own text
    )
    title: str = ""  # what it is about, in its own words
    columns: tuple[str, ...]
    rows: tuple[DataRow, ...]
    lines: Lines
    counted: bool = False  # its first column counts the rows


class Total(Value):
    """A row of a task table that sums its columns up ("Tổng cộng") and assigns no task."""

    below: str  # id of the task row it stands below
    words: str  # as printed: "Tổng cộng"
    cells: dict[str, str]  # columns beyond the known ones, by their printed name
    lines: Lines


class Plan(Value):
    """A whole plan file, read."""

    document: Document
    sections: tuple[Section, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    totals: tuple[Total, ...] = ()
    tables: tuple[DataTable, ...] = ()
    roles: tuple[tuple[int, LineRole], ...] = ()  # (line number, role) of every non-empty line, in order
