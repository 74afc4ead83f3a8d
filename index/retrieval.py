"""The project's analyzer and BM25 on an outside benchmark: does the right passage come first, and how fast?

    articles = read_articles(corpus_file)                    # JSON lines: id, title, text
    questions = read_judged_questions(questions_file)        # JSON lines: id, question, gold (article ids)
    print(render_report(measure(articles, questions)))

What is measured is search alone, as `index.search` starts from: no accents are put back, nothing is
corrected, no abbreviation is written out, nothing is known of agencies or tables.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from pydantic import ValidationError

from corpus.errors import BadInput
from corpus.model import Value
from index.analyzer import Analyzer, learn_words
from index.bm25 import Bm25Index
from index.evaluate import strip

CUTOFFS = (1, 5, 10, 20)
_RECIPROCAL_RANK_UP_TO = 10
_T = TypeVar("_T", bound=Value)


class Article(Value):
    """One passage of an outside corpus."""

    id: str
    title: str
    text: str


class JudgedQuestion(Value):
    """A question and the ids of the articles that answer it; one of them first is right."""

    id: str
    question: str
    gold: tuple[str, ...]


class Report(Value):
    """What was measured; recall and MRR are shares of 1."""

    articles: int
    questions: int
    recall: dict[int, float]  # cutoff → share of the questions with a right article so far up
    mrr: float  # mean of 1 / rank, 0 beyond rank 10
    p50_ms: float  # analysis, scores and the 20 best of one question
    p95_ms: float
    index_seconds: float  # learning the words, analysis and index
    index_bytes: int  # the index's arrays
    peak_bytes: int  # the most memory the process has held


def read_articles(path: Path) -> list[Article]:
    """Read a corpus. Raises BadInput with the line that is wrong."""
    return [_checked(Article, record, path, at) for at, record in _read_records(path)]


def read_judged_questions(path: Path) -> list[JudgedQuestion]:
    """Read a question file. Raises BadInput with the line that is wrong."""
    return [_checked(JudgedQuestion, record, path, at) for at, record in _read_records(path)]


def build(articles: Sequence[Article]) -> tuple[Analyzer, Bm25Index]:
    """The analyzer and the index of articles, as they are built for plans."""
    analyzer = Analyzer(learn_words(article.text for article in articles))
    index = Bm25Index.build(
        (analyzer.index_terms(article.title, article.text) for article in articles),
        titles=(analyzer.index_terms(article.title) for article in articles),
    )
    return analyzer, index


def measure(
    articles: Sequence[Article], questions: Sequence[JudgedQuestion], *, strip_accents: bool = False
) -> Report:
    """Index the articles and ask every question. Raises BadInput where there are none of either."""
    if not articles or not questions:
        raise BadInput("Tệp văn bản hoặc tệp câu hỏi không có dòng nào. Hãy kiểm tra lại hai tệp.")
    started = time.perf_counter()
    analyzer, index = build(articles)
    index_seconds = time.perf_counter() - started
    ranks, times = [], []
    for question in questions:
        asked = strip(question.question) if strip_accents else question.question
        started = time.perf_counter()
        hits = index.search(analyzer.query_terms(asked), max(CUTOFFS))
        times.append((time.perf_counter() - started) * 1000)
        found = [articles[hit.passage].id for hit in hits]
        ranks.append(rank(found, question.gold))
    return Report(
        articles=len(articles),
        questions=len(questions),
        recall={k: recall(ranks, k) for k in CUTOFFS},
        mrr=mean_reciprocal_rank(ranks),
        p50_ms=float(np.percentile(times, 50)),
        p95_ms=float(np.percentile(times, 95)),
        index_seconds=index_seconds,
        index_bytes=sum(array.nbytes for array in index.to_arrays().values()),
        peak_bytes=_peak_bytes(),
    )


def rank(found: Sequence[str], gold: Sequence[str]) -> int | None:
    """Place of the first right one, from 1; None where there is none."""
    return next((place for place, id_ in enumerate(found, start=1) if id_ in gold), None)


def recall(ranks: Sequence[int | None], cutoff: int) -> float:
    """Share of the ranks that are at most the cutoff."""
    return sum(place is not None and place <= cutoff for place in ranks) / len(ranks)


def mean_reciprocal_rank(ranks: Sequence[int | None]) -> float:
    """Mean of 1 / rank; none, or one beyond the tenth place, counts 0."""
    return sum(1 / place for place in ranks if place and place <= _RECIPROCAL_RANK_UP_TO) / len(ranks)


def render_report(report: Report) -> str:
    """The figures, one to a line."""
    rows = [
        *((f"Recall@{k}", f"{100 * share:.1f} %") for k, share in report.recall.items()),
        (f"MRR@{_RECIPROCAL_RANK_UP_TO}", f"{100 * report.mrr:.1f} %"),
        ("p50", f"{report.p50_ms:.2f} ms"),
        ("p95", f"{report.p95_ms:.2f} ms"),
        ("Lập chỉ mục", f"{report.index_seconds:.0f} giây"),
        ("Chỉ mục", f"{report.index_bytes / 2**20:.0f} MB"),
        ("Bộ nhớ cao nhất", f"{report.peak_bytes / 2**20:.0f} MB"),
    ]
    counted = f"{report.articles} văn bản, {report.questions} câu hỏi"
    return "\n".join([counted, *(f"{name:<16}{value:>10}" for name, value in rows)])


def _read_records(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"Không đọc được tệp {path}. Hãy kiểm tra đường dẫn và bảng mã UTF-8.") from error
    for at, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield at, json.loads(line)
            except json.JSONDecodeError as error:
                raise BadInput(
                    f"{path}, dòng {at}: không phải JSON ({error.msg}). Hãy sửa dòng này."
                ) from error


def _checked(kind: type[_T], record: Any, path: Path, at: int) -> _T:
    fields = kind.model_fields
    known = {name: record[name] for name in fields if name in record} if isinstance(record, dict) else {}
    try:
        return kind(**known)
    except ValidationError as error:
        raise BadInput(f"{path}, dòng {at}: cần có {', '.join(fields)}. Hãy bổ sung rồi chạy lại.") from error


def _peak_bytes() -> int:
    unit = 1 if sys.platform == "darwin" else 1024  # Linux counts in kibibytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
