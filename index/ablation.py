"""What each part of understanding and search is worth: the same questions, asked without it.

for name, engine in ablate(engine): ...      # "as it is" first, then one part taken away at a time
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.analyzer import AnalyzerWeights
from index.bm25 import Bm25Index
from index.engine import Engine
from index.judging import Verdict
from index.passages import indexed_texts
from index.reading.spelling import Reading, SpellingModel

_WITHOUT = {
    "bigrams": AnalyzerWeights(bigram=0.0),
    "words": AnalyzerWeights(word=0.0),
    "folding": AnalyzerWeights(folded=0.0),
}


class _AsTyped(SpellingModel):
    """Reads every question as it was typed."""

    def read(self, question: str, keep: frozenset[str] = frozenset()) -> Reading:
        return Reading(question, False)


def ablate(engine: Engine) -> Iterator[tuple[str, Engine]]:
    """The engine as it is, then without one part each: (what is missing, engine)."""
    yield "as it is", engine
    for part, weights in _WITHOUT.items():
        yield f"no {part}", replace(engine, analyzer=engine.analyzer.weighing(weights))
    spelling = engine.spelling
    learned = (spelling.unigrams, spelling.bigrams, spelling.corpus)
    yield "no restoration", replace(engine, spelling=_AsTyped(*learned))
    yield "no correction", replace(engine, spelling=SpellingModel(*learned, corrects=False))
    yield "no structure", _without_structure(engine)


def _without_structure(engine: Engine) -> Engine:
    """Search that knows neither the headings above a place nor the agencies that lead it or stand in it."""
    passages = tuple(
        replace(passage, context="", leaders=frozenset(), named=frozenset()) for passage in engine.passages
    )
    terms = [engine.analyzer.index_terms(*indexed_texts(passage)[:1]) for passage in passages]
    return replace(engine, passages=passages, bm25=Bm25Index.build(terms), twins={})


def render_ablation(parts: Mapping[str, Sequence[Sequence[Verdict]]]) -> str:
    """A table of shares: right, false refusals, wrong answers given as sure; as asked and without accents."""
    columns = ("right", "refused", "sure+wrong")
    head = "".join(f"{name:>12}" for name in (*columns, *columns))
    lines = [f"{'%':<16}{'as asked':>24}{'':>12}{'without accents':>24}", f"{'':<16}{head}"]
    for name, runs in parts.items():
        shares = (
            100 * sum(counted) / max(len(run), 1)
            for run in runs
            for counted in (
                [verdict.right for verdict in run],
                [verdict.falsely_refused for verdict in run],
                [verdict.wrongly_sure for verdict in run],
            )
        )
        lines.append(f"{name:<16}" + "".join(f"{share:>12.1f}" for share in shares))
    return "\n".join(lines)
