"""Measuring from the terminal: the answers to a question file, and search alone on an outside benchmark."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bot.service import Service
from index.ablation import ablate as ablated
from index.ablation import render_ablation
from index.conversation import warm
from index.distractors import DOCUMENT, with_distractors
from index.evaluate import asker_of, evaluate, read_questions, table
from index.judging import Verdict
from index.retrieval import measure, read_articles, read_judged_questions, render_report

_FIRST_LINE = 120  # characters of a wrong answer


def run_eval(
    service: Service,
    file: Path,
    *,
    strip_accents: bool,
    wrong: bool,
    distractors: Path | None,
    ablate: bool,
) -> None:
    """Score a question file and print the table; `ablate`: the table of what each part is worth instead."""
    questions = read_questions(file)
    engine = service.engine
    with tempfile.TemporaryDirectory() as scratch:
        if distractors is not None:
            engine = with_distractors(engine.plans, distractors, Path(scratch))
        if ablate:
            parts = {
                name: [
                    evaluate(questions, asker_of(variant), engine.tasks, strip_accents=bare)
                    for bare in (False, True)
                ]
                for name, variant in ablated(engine)
            }
            print(render_ablation(parts))
            return
        asker = asker_of(engine, service.today)
        warm(engine)  # what is learned on the first question is no question's time
        excluded = (DOCUMENT,) if distractors is not None else ()
        verdicts = evaluate(questions, asker, engine.tasks, strip_accents=strip_accents, distractors=excluded)
    if wrong:
        for verdict in verdicts:
            if not verdict.right:
                print(_told(verdict))
    print(table(verdicts))


def _told(verdict: Verdict) -> str:
    first = verdict.answer.text.partition("\n")[0][:_FIRST_LINE]
    return f"{verdict.id} {verdict.type}/{verdict.variant}: {verdict.why} | {first}"


def run_retrieval(corpus: Path, questions: Path, *, strip_accents: bool) -> None:
    """Measure search alone on an outside benchmark and print the figures."""
    articles, judged = read_articles(corpus), read_judged_questions(questions)
    print(render_report(measure(articles, judged, strip_accents=strip_accents)))
