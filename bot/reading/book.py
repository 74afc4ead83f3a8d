"""A plan as a book: its head, sections, task rows, rows of other tables and foot, in printed order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.reading import payloads
from bot.reading.payloads import Payload
from bot.texts import reading as texts
from corpus.model import DataRow, DataTable, Document, Plan, Section, TaskRow
from corpus.vietnamese import squeeze
from index.answering.labels import data_row_label, document_label, section_label, task_label

FOOT = "$"  # the place of a document's foot: recipients and signature
FOOT_WORDS = "foot"  # told from places without any words


@dataclass(frozen=True)
class Stop:
    """One place of a plan, as it is read: exactly one of the fields below `label`, none for head and foot."""

    payload: Payload
    cited: str  # the id by which answers cite it
    label: str  # as a person cites it
    line: int  # the first one, in the source file
    section: Section | None = None
    task: TaskRow | None = None
    table: DataTable | None = None  # with `row`
    row: DataRow | None = None

    @property
    def is_foot(self) -> bool:
        """Whether recipients and signature stand there."""
        return self.cited.endswith(FOOT)


@dataclass(frozen=True)
class Book:
    """A plan and its stops."""

    plan: Plan

    @property
    def document(self) -> Document:
        """The plan's document."""
        return self.plan.document

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """All places in printed order, the document's head first; at least that one."""
        printed = [*self._sections(), *self._tasks(), *self._rows()]
        printed.sort(key=lambda stop: stop.line)  # stable: rows that share a line keep their order
        return (self._head(), *printed, *self._foot())

    @cached_property
    def positions(self) -> Mapping[Payload, int]:
        """Payload → its stop's position, from 0."""
        return {stop.payload: at for at, stop in reversed(list(enumerate(self.stops)))}

    @cached_property
    def children(self) -> Mapping[str, Sequence[Section]]:
        """The sections directly below a section, by its id; "" for those at the top."""
        found: dict[str, list[Section]] = {}
        for section in self.plan.sections:
            found.setdefault(section.parent or "", []).append(section)
        return found

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """By id."""
        return {section.id: section for section in self.plan.sections}

    def above(self, section: Section) -> list[Section]:
        """The sections over one, outermost first."""
        found: list[Section] = []
        while section.parent is not None and (above := self.sections.get(section.parent)) is not None:
            found.append(above)
            section = above
        return found[::-1]

    def of(self, cited: str) -> Stop | None:
        """The stop of a cited id: of a section's, the section itself."""
        return self._by_id.get(cited)

    def find(self, cited: str, quote: str) -> Stop | None:
        """The stop of a citation, told by its words where several are cited by the id: a row, the foot."""
        if cited == self.document.id and quote and quote in self.document.signature:
            return self.of(cited + FOOT)
        rows = self._by_section.get(cited, ())
        wanted = squeeze(quote)
        return next((stop for stop in rows if stop.row and squeeze(stop.row.text) == wanted), self.of(cited))

    @cached_property
    def _by_id(self) -> Mapping[str, Stop]:
        return {stop.cited: stop for stop in self.stops if stop.row is None}

    @cached_property
    def _by_section(self) -> Mapping[str, Sequence[Stop]]:
        found: dict[str, list[Stop]] = {}
        for stop in self.stops:
            if stop.table is not None:
                found.setdefault(stop.cited, []).append(stop)
        return found

    def _head(self) -> Stop:
        document = self.document
        return Stop(payloads.payload_of(document), document.id, document_label(document), 0)

    def _foot(self) -> Iterator[Stop]:
        document = self.document
        if document.recipients or document.signature:
            label = texts.foot_label(document_label(document))
            yield Stop(payloads.payload_of(document, FOOT, FOOT_WORDS), document.id + FOOT, label, 0)

    def _sections(self) -> Iterator[Stop]:
        document = self.document
        for section in self.plan.sections:
            payload, label = payloads.section_payload(document, section), section_label(document, section)
            yield Stop(payload, section.id, label, section.lines[0], section=section)

    def _tasks(self) -> Iterator[Stop]:
        for row in self.plan.tasks:
            payload, label = payloads.row_payload(self.document, row), task_label(self.document, row)
            yield Stop(payload, row.id, label, row.lines[0], task=row)

    def _rows(self) -> Iterator[Stop]:
        counted: dict[str, int] = {}
        for table in self.plan.tables:
            for row in table.rows:
                number = counted[table.section] = counted.get(table.section, 0) + 1
                payload = payloads.data_row_payload(self.document, table.section, number, row)
                label = data_row_label(self.document, table, row)
                yield Stop(payload, table.section, label, row.lines[0], table=table, row=row)
