"""What the index answers with: an answer, and the places that justify it."""

from __future__ import annotations

from enum import StrEnum

from pydantic import model_validator

from corpus.model import Value


class Status(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    NOT_FOUND = "not_found"
    AMBIGUOUS = "ambiguous"


class Citation(Value):
    """A place in a plan: its id, how a person cites it, and its words."""

    id: str
    label: str
    quote: str


class Answer(Value):
    """The one value every channel renders.

    `text` is plain Vietnamese without markup, its first line the answer itself; `citations` are best first,
    `items` and `total` the complete set of a list or a count, `options` the nearest places or questions.
    """

    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    items: tuple[str, ...] = ()
    total: int | None = None
    options: tuple[str, ...] = ()
    interpreted: str = ""
    corpus_version: str = ""

    @model_validator(mode="after")
    def _justified(self) -> Answer:
        if self.status is Status.ANSWERED and not self.citations:
            raise ValueError("an answer without a citation")
        if self.status is Status.NOT_FOUND and self.citations:
            raise ValueError("a not_found with citations: the nearest places belong into options")
        return self
