"""Scoring a file of questions: right, rightly cited, falsely refused, wrongly sure, per type and variant."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from corpus.errors import BadInput
from corpus.model import TaskRow
from corpus.vietnamese import fold, nfc
from index.conversation import Conversation, ask
from index.engine import Engine
from index.judging import Verdict, judge
from index.model import Answer

Asker = Callable[[Sequence[str], date | None], Answer]
"""The turns of one conversation, and what is taken for today (None: the clock's) → the answer to the last."""


def read_questions(path: Path) -> list[dict[str, Any]]:
    """Read a question file (JSON lines). Raises BadInput with the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"Không đọc được tệp câu hỏi {path}. Hãy kiểm tra đường dẫn và bảng mã UTF-8."
        ) from error
    questions = []
    for at, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            loaded = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadInput(
                f"{path}, dòng {at}: không phải JSON ({error.msg}). Mỗi dòng phải là một đối tượng JSON."
            ) from error
        if not has_question(loaded):
            raise BadInput(f'{path}, dòng {at}: thiếu "question" hoặc "turns". Hãy bổ sung rồi chạy lại.')
        questions.append(loaded)
    return questions


def has_question(record: object) -> bool:
    """Is this a record of a question file? The question may be empty: the answer then says so."""
    if not isinstance(record, dict):
        return False
    turns = record.get("turns")
    return isinstance(record.get("question"), str) or (isinstance(turns, list) and bool(turns))


def turns_of(question: Mapping[str, Any]) -> list[str]:
    """The turns of a question: one, or those of its conversation."""
    turns = question.get("turns") or [question["question"]]
    return [str(turn) for turn in turns]


def evaluate(
    questions: Iterable[Mapping[str, Any]],
    asker: Asker,
    tasks: Sequence[TaskRow],
    *,
    strip_accents: bool = False,
    distractors: Collection[str] = (),
) -> list[Verdict]:
    """Ask every question and judge the answers; `distractors`: ids of documents that must not be cited."""
    verdicts = []
    for question in questions:
        turns = turns_of(question)
        if strip_accents:
            turns = [strip(turn) for turn in turns]
        today = date.fromisoformat(question["today"]) if question.get("today") else None
        started = time.perf_counter()
        answer = asker(turns, today)
        ms = (time.perf_counter() - started) * 1000 / len(turns)
        verdicts.append(judge(question, answer, tasks, ms, distractors))
    return verdicts


def asker_of(engine: Engine, today: date | None = None) -> Asker:
    """Whoever asks the turns of a conversation of an engine; `today` where a question names no day."""

    def asker(turns: Sequence[str], day: date | None) -> Answer:
        conversation = Conversation()
        for turn in turns[:-1]:
            ask(engine, turn, conversation, day or today)
        return ask(engine, turns[-1], conversation, day or today)

    return asker


def strip(text: str) -> str:
    """A text as typed without accents, letters' case kept."""
    return "".join(fold(c).upper() if c.isupper() else fold(c) if c.isalpha() else c for c in nfc(text))


_COLUMNS = ("n", "right", "%", "cited", "refused", "sure+wrong", "p50 ms", "p95 ms")


def table(verdicts: Sequence[Verdict]) -> str:
    """The figures per type and per variant, and in all.

    cited: the citation is right; refused: answerable, but not found; sure+wrong: a wrong answer given as one.
    """
    lines = [f"{'':<16}" + "".join(f"{name:>12}" for name in _COLUMNS)]
    for name in ("type", "variant"):
        groups: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in verdicts:
            groups[getattr(verdict, name)].append(verdict)
        lines.append(f"-- by {name}")
        lines += [_row(group, groups[group]) for group in sorted(groups)]
    lines.append("-- in all")
    for group, kept in (
        ("answerable", [v for v in verdicts if v.answerable]),
        ("unanswerable", [v for v in verdicts if not v.answerable]),
        ("all", verdicts),
    ):
        if kept:
            lines.append(_row(group, kept))
    disturbed = sum(verdict.disturbed for verdict in verdicts)
    return "\n".join([*lines, *([f"answers that cite a distractor: {disturbed}"] if disturbed else [])])


def _row(name: str, verdicts: Sequence[Verdict]) -> str:
    n = len(verdicts)
    right = sum(v.right for v in verdicts)
    times = sorted(verdict.ms for verdict in verdicts)
    figures = (
        n,
        right,
        f"{100 * right / n:.1f}",
        sum(v.cited for v in verdicts),
        sum(v.falsely_refused for v in verdicts),
        sum(v.wrongly_sure for v in verdicts),
        f"{percentile(times, 50):.2f}",
        f"{percentile(times, 95):.2f}",
    )
    return f"{name:<16}" + "".join(f"{figure:>12}" for figure in figures)


def percentile(ordered: Sequence[float], percent: int) -> float:
    """The value of an ordered list that so many percent of it do not pass; 0.0 of none."""
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else 0.0
