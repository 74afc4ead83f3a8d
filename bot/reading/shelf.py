"""All plans of a version as books: a payload, a citation or a cited label → the place it means today."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import NamedTuple

from bot.reading.agencies import Roster
from bot.reading.book import Book, Stop
from bot.reading.payloads import Payload
from index.engine import Engine


class Match(Enum):
    """How well a payload is met by the plans of today."""

    SAME = auto()  # the same words, wherever they stand now
    CHANGED = auto()  # the same number, other words
    GONE = auto()  # the document stands, the place does not


class Found(NamedTuple):
    """A place: the book, and the position in it from 0."""

    book: Book
    at: int
    match: Match = Match.SAME

    @property
    def stop(self) -> Stop:
        """What stands there."""
        return self.book.stops[self.at]


@dataclass
class Reading:
    """What is read of the plans that are served now: made once for each version."""

    engine: Callable[[], Engine]
    _shelf: Shelf | None = None
    _roster: Roster | None = None

    def shelf(self) -> Shelf:
        """The books."""
        engine, known = self.engine(), self._shelf
        if known is None or known.engine is not engine:
            known = self._shelf = Shelf(engine)
        return known

    def roster(self) -> Roster:
        """The agencies."""
        engine, known = self.engine(), self._roster
        if known is None or known.engine is not engine:
            known = self._roster = Roster(engine)
        return known


@dataclass(frozen=True)
class Shelf:
    """The books of one version of the corpus."""

    engine: Engine

    @cached_property
    def books(self) -> Mapping[str, Book]:
        """By the document's id, in the order they were added."""
        return {plan.document.id: Book(plan) for plan in self.engine.plans}

    def find(self, payload: Payload, nearest: int = 0) -> Found | None:
        """The place of a payload; None where its document is not loaded.

        `nearest`: the position to open where the place is gone; it is kept within the book.
        """
        book = self.find_book(payload)
        if book is None:
            return None
        payload = payload._replace(issuer=book.stops[0].payload.issuer)  # which may be read better now
        if (known := book.positions.get(payload)) is not None:
            return Found(book, known)
        for match, field in ((Match.SAME, "words"), (Match.CHANGED, "place")):
            for at, stop in enumerate(book.stops):
                if at and getattr(stop.payload, field) == getattr(payload, field):
                    return Found(book, at, match)
        return Found(book, min(max(nearest, 0), len(book.stops) - 1), Match.GONE)

    def find_book(self, payload: Payload) -> Book | None:
        """The book of a payload's document: of several with its number and year, the issuer's own."""
        books = [b for b in self.books.values() if b.stops[0].payload.document == payload.document]
        own = [book for book in books if book.stops[0].payload.issuer == payload.issuer]
        return own[0] if own else books[0] if len(books) == 1 else None

    def find_place(self, cited: str, quote: str = "") -> Found | None:
        """The place of a cited id; of a table that assigns no tasks, the row that says the quote."""
        passage = self.engine.by_id.get(cited)
        book = self.books.get(passage.document.id) if passage else None
        stop = book.find(cited, quote) if book else None
        return Found(book, book.positions[stop.payload]) if book and stop else None

    @cached_property
    def labels(self) -> Mapping[str, Stop]:
        """The stops by the label under which a person cites them."""
        return {stop.label: stop for book in self.books.values() for stop in reversed(book.stops)}

    @cached_property
    def rows_of_sections(self) -> Mapping[str, str]:
        """Section → the row that speaks of the same task; the inverse of `Engine.twins`."""
        return {section: row for row, section in reversed(list(self.engine.twins.items()))}
