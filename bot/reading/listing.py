"""Task rows → a list for a small screen: by plan, each with who, by when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count, groupby

from bot.pages import Block, Kind
from bot.reading.pages import compose_changes
from bot.reading.payloads import document_link, row_link
from bot.texts import reading as texts
from corpus.model import TaskRow
from corpus.vietnamese import brief
from index.answering import texts as answer_texts
from index.answering.labels import document_label, task_label
from index.engine import Engine

_TASK = 160  # characters of a task in a list
_CELL = 70  # characters of who and when
_LINE = re.compile(r"\d+\. ")
_MORE = re.compile(re.escape(answer_texts.LIST_MORE).replace(r"\{\}", r"\d+"))


def compose_rows(
    rows: Sequence[TaskRow],
    engine: Engine,
    *,
    heading: str = "",
    numbers: Iterator[int] | None = None,
) -> Iterator[Block]:
    """The rows, numbered, below the name of their plan, which says where it is no longer in force.

    Who leads is left out where `heading` says it; the province is told where plans of several are loaded.
    """
    numbers = numbers or count(1)
    several = len({document.province for document in engine.documents.values()} - {""}) > 1
    for doc, group in groupby(rows, key=lambda row: row.doc):
        of_plan, document = list(group), engine.documents[doc]
        label = document_label(document)
        plan = texts.plan_in_list(label, document.province if several else "", len(of_plan))
        yield Block(Kind.HEAD, plan, gap=True, links=((label, document_link(document)),))
        yield from compose_changes(engine, doc)
        for row in of_plan:
            place = task_label(document, row).removeprefix(label).lstrip(", ")
            place = place or texts.OF_TABLE
            lead = "" if _is_said(row, heading) else brief(row.lead_text or "", _CELL)
            yield Block(Kind.TEXT, texts.row_in_list(next(numbers), brief(row.task, _TASK)))
            details = texts.row_details(lead, brief(row.due or "", _CELL), place, uncertain=row.uncertain)
            yield Block(Kind.NOTE, details, links=((place, row_link(document, row)),))


def _is_said(row: TaskRow, heading: str) -> bool:
    """Whether a heading says that the one agency leads that does."""
    return len(row.agencies.lead) == 1 and answer_texts.BY_LEAD.format(row.agencies.lead[0]) in heading


def replace_list(lines: Sequence[str]) -> tuple[list[str], list[str]] | None:
    """An answer's lines before its list and those after it; None where it lists nothing.

    The answer's text holds the beginning of a long list only.
    """
    listed = [at for at, line in enumerate(lines) if _LINE.match(line)]
    if not listed:
        return None
    end = listed[-1] + 1
    if end < len(lines) and _MORE.fullmatch(lines[end]):
        end += 1
    return list(lines[: listed[0]]), list(lines[end:])
