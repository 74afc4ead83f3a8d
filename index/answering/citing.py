"""Citations: the quote of a place that justifies a fact, verbatim and no longer than needed."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.model import Document, TaskRow
from index.answering.labels import document_label, passage_label
from index.answering.sentences import sentences_of
from index.model import Citation
from index.passages import Passage

_LONG = 900  # characters of a quote; a longer text is quoted by its best sentences


def cite(passage: Passage, quote: str | None = None) -> Citation:
    """A section or row with the words quoted; without any, its own."""
    return Citation(id=passage.cited_as, label=passage_label(passage), quote=quote or own_words(passage))


def own_words(passage: Passage) -> str:
    """What a section or row says, cut at a sentence's end where it is long."""
    if passage.task is not None:
        return passage.task.task
    if passage.row is not None:
        return passage.row.text
    return shorten(passage.section.text if passage.section else passage.own)


def shorten(text: str, limit: int = _LONG) -> str:
    """The beginning of a text up to the last sentence that fits; the words stay as printed."""
    if len(text) <= limit:
        return text
    end = 0
    for sentence in sentences_of(text):
        reach = text.index(sentence, end) + len(sentence)
        if reach > limit and end:
            break
        end = reach
    return text[:end]


def cite_document(document: Document, *words: str) -> Citation:
    """A document by the header or signature lines that hold the given words; by the words if whole lines."""
    printed = f"{document.header}\n{document.signature}"
    for block in words:
        if "\n" in block and block in printed:
            return Citation(id=document.id, label=document_label(document), quote=block)
    lines = [line for line in printed.splitlines() if any(word and word in line for word in words)]
    quote = lines[0] if lines else next(iter(printed.split("\n")), document.number)
    return Citation(id=document.id, label=document_label(document), quote=quote or document.number)


def cells_of(task: TaskRow) -> str:
    """Every printed cell of a row."""
    cells: Iterable[str | None] = (
        task.group_title,
        task.number,
        task.goal,
        task.task,
        task.product,
        task.lead_text,
        task.coop_text,
        task.start,
        task.due,
        *task.extra.values(),
    )
    return "\n".join(cell for cell in cells if cell)
