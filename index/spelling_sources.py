"""What the spelling model learns from: plans, how people ask, agencies, a dictionary, everyday words.

Each source weighs a share of what the plans print, whatever their length: with a hundred plans loaded,
questions are still read as questions. Nor does one long document outweigh all others.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from statistics import median

from corpus.agencies import agency_book
from corpus.model import Plan
from corpus.places import provinces
from index.analyzer import learn_dictionary
from index.reading.spelling import SpellingModel, runs
from index.reading.wording import expand_abbreviations, question_phrases

_PHRASES = 0.2  # of the syllables printed
_DICTIONARY = 0.17
_AGENCIES = 0.05
_LONGEST = 3.0  # times the median document: what a longer one prints counts for no more
_RATE = 10_000.0  # function_words.toml counts among so many syllables
_FUNCTION_WORDS = Path(__file__).parent / "reading" / "function_words.toml"


def learn_spelling(plans: Iterable[Plan]) -> SpellingModel:
    """The spelling model of these plans."""
    printed = [[run for text in _texts(plan) for run in runs(expand_abbreviations(text))] for plan in plans]
    sizes = [_size(document) for document in printed]
    most = _LONGEST * median(sizes) if sizes else 0.0
    size = sum(min(size, most) for size in sizes)
    sources = (
        (question_phrases(), _PHRASES),
        ((*_agency_names(), *provinces()), _AGENCIES),
        (learn_dictionary(), _DICTIONARY),
    )
    return SpellingModel.learn(
        [_weighed(texts, share * size) for texts, share in sources],
        corpus=[
            (document, min(1.0, most / max(own, 1))) for document, own in zip(printed, sizes, strict=True)
        ],
        words={word: rate * size for word, rate in function_words().items()},
    )


def _weighed(texts: Iterable[str], mass: float) -> tuple[list[list[str]], float]:
    """The runs of a source, and what each occurrence counts so that all of them count `mass`."""
    found = [run for text in texts for run in runs(text)]
    return found, mass / max(_size(found), 1)


def _size(runs_: Sequence[Sequence[str]]) -> int:
    return sum(map(len, runs_))


@cache
def function_words() -> dict[str, float]:
    """Everyday words → their share of everyday syllables, 0..1."""
    rates = tomllib.loads(_FUNCTION_WORDS.read_text(encoding="utf-8"))["rates"]
    return {word: int(rate) / _RATE for rate, words in rates.items() for word in words.split()}


def _agency_names() -> Iterator[str]:
    for agency in agency_book().agencies:
        yield from (agency.name, *agency.variants, *agency.short)


def _texts(plan: Plan) -> Iterator[str]:
    document = plan.document
    yield from (document.title, document.header, document.signature, document.issuer, document.place)
    for section in plan.sections:
        yield section.text
    for task in plan.tasks:
        cells = (task.task, task.goal, task.product, task.lead_text, task.coop_text, task.start, task.due)
        yield from (cell for cell in (task.group_title, *cells, *task.extra, *task.extra.values()) if cell)
    for table in plan.tables:
        yield from (table.title, *table.columns, *(title for row in table.rows for title in row.above))
