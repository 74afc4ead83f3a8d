"""Scoring a file of questions: right, rightly cited, falsely refused, wrongly sure, per type and variant."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from corpus.errors import BadInput
from corpus.model import TaskRow
from corpus.vietnamese import fold, nfc
from index.model import Answer, Status

Asker = Callable[[Sequence[str]], Answer]
"""The turns of one conversation → the answer to the last of them."""


@dataclass(frozen=True)
class Verdict:
    """How one question went."""

    id: str
    type: str
    variant: str
    right: bool
    cited: bool
    status: Status
    answerable: bool
    ms: float
    why: str
    answer: Answer

    @property
    def falsely_refused(self) -> bool:
        """Answerable, but the answer said the plans do not say."""
        return self.answerable and self.status is Status.NOT_FOUND

    @property
    def wrongly_sure(self) -> bool:
        """A wrong answer given as an answer."""
        return not self.right and self.status is Status.ANSWERED


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
) -> list[Verdict]:
    """Ask every question and judge the answers."""
    verdicts = []
    for question in questions:
        turns = turns_of(question)
        if strip_accents:
            turns = [strip(turn) for turn in turns]
        started = time.perf_counter()
        answer = asker(turns)
        ms = (time.perf_counter() - started) * 1000 / len(turns)
        verdicts.append(judge(question, answer, tasks, ms))
    return verdicts


def strip(text: str) -> str:
    """A text as typed without accents, letters' case kept."""
    return "".join(fold(c).upper() if c.isupper() else fold(c) if c.isalpha() else c for c in nfc(text))


def judge(question: Mapping[str, Any], answer: Answer, tasks: Sequence[TaskRow], ms: float = 0.0) -> Verdict:
    """Judge one answer by the question file's gold, must and where."""
    gold = set(question.get("gold") or ())
    where = question.get("where")
    answerable = bool(gold or where)
    first = answer.citations[0].id if answer.citations else ""
    cited = (first in gold) if answerable else not answer.citations
    why = ""
    if not answerable:
        why = "" if answer.status is Status.NOT_FOUND else f"answered {first}"
    elif answer.status is Status.NOT_FOUND:
        why = "not_found"
    elif where:
        wanted = {task.id for task in tasks if _matches(task, where)}
        got = set(answer.items)
        if wanted != got:
            why = f"items: missing {sorted(wanted - got)[:4]} extra {sorted(got - wanted)[:4]}"
        elif question.get("type") == "count" and str(len(wanted)) not in answer.text:
            why = f"number {len(wanted)} not in the text"
        cited = wanted == got
    else:
        if first not in gold:
            why = f"cited {first or answer.status}, wanted {sorted(gold)[:4]}"
        else:
            text = nfc(answer.text).lower()
            for strings in question.get("must") or ():
                if not any(nfc(string).lower() in text for string in strings):
                    why = f"text lacks {strings[:3]}"
    return Verdict(
        id=str(question.get("id", "")),
        type=str(question.get("type", "")),
        variant=str(question.get("variant", "")),
        right=not why,
        cited=cited,
        status=answer.status,
        answerable=answerable,
        ms=ms,
        why=why,
        answer=answer,
    )


def _matches(task: TaskRow, where: Mapping[str, str]) -> bool:
    for field, wanted in where.items():
        values = {" ".join(value.lower().split()) for value in str(wanted).split("|")}
        held = getattr(task, field, None)
        held = held if isinstance(held, tuple) else (held,)
        if not any(" ".join(str(value or "").lower().split()) in values for value in held):
            return False
    return True


def table(verdicts: Sequence[Verdict]) -> str:
    """The figures per type and per variant, and in all."""
    columns = f"{'':<16}{'n':>5}{'right':>8}{'%':>7}{'cited':>7}{'refused':>9}{'sure+wrong':>12}"
    lines = [columns]
    for name in ("type", "variant"):
        groups: dict[str, list[Verdict]] = defaultdict(list)
        for verdict in verdicts:
            groups[getattr(verdict, name)].append(verdict)
        lines.append(f"-- by {name}")
        lines += [_row(group, groups[group]) for group in sorted(groups)]
    lines.append("-- in all")
    lines.append(_row("all", verdicts))
    times = sorted(verdict.ms for verdict in verdicts)
    if times:
        p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
        lines.append(f"time per answer: p50 {median(times):.2f} ms, p95 {p95:.2f} ms")
    return "\n".join(lines)


def _row(name: str, verdicts: Sequence[Verdict]) -> str:
    n = len(verdicts)
    right = sum(v.right for v in verdicts)
    cited = sum(v.cited for v in verdicts)
    refused = sum(v.falsely_refused for v in verdicts)
    sure = sum(v.wrongly_sure for v in verdicts)
    return f"{name:<16}{n:>5}{right:>8}{100 * right / n:>7.1f}{cited:>7}{refused:>9}{sure:>12}"
