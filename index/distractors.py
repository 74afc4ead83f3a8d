"""Passages that must not disturb: texts of other kinds, indexed beside the plans to see whether answers hold.

They are read as one document, `DOCUMENT`, with a section for each text, and learned from like any plan:
words, spelling and frequencies change with them. `kehoach eval` alone asks of them, nothing is loaded.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.model import Document, Plan, Section
from index.engine import Engine, load_engine, save_index
from index.retrieval import read_articles

DOCUMENT = "distractor"
"""Id of the document that holds them all; `distractor@<id>` cites one."""


def read_distractors(path: Path) -> Plan:
    """Read a file of JSON lines `id, title, text`. Raises BadInput with the line that is wrong."""
    sections = tuple(
        Section(
            id=f"{DOCUMENT}@{article.id}",
            doc=DOCUMENT,
            number=str(at),
            printed_number="",
            title=article.title,
            text=f"{article.title}\n{article.text}",
            body=article.text,
            lines=(at, at),
        )
        for at, article in enumerate(read_articles(path), start=1)
    )
    return Plan(document=Document(id=DOCUMENT, kind="Văn bản", number=DOCUMENT), sections=sections)


def with_distractors(plans: Sequence[Plan], path: Path, directory: Path) -> Engine:
    """An engine over the plans and the texts of a file, indexed in an empty directory; raises BadInput."""
    among = [*plans, read_distractors(path)]
    save_index(directory, among)
    return load_engine(directory, among)
