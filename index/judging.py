"""One answer against what its question wants: right, rightly cited, falsely refused, wrongly sure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.model import TaskRow
from corpus.vietnamese import nfc
from index.model import Answer, Status


@dataclass(frozen=True)
class Verdict:
    """How one question went."""

    id: str
    type: str
    variant: str
    right: bool
    cited: bool  # the citation is right, whatever the text says
    status: Status
    answerable: bool
    ms: float
    why: str  # what is wrong; empty where nothing is
    answer: Answer
    disturbed: bool = False  # a distractor is cited

    @property
    def falsely_refused(self) -> bool:
        """Answerable, but the answer said the plans do not say."""
        return self.answerable and self.status is Status.NOT_FOUND

    @property
    def wrongly_sure(self) -> bool:
        """A wrong answer given as an answer."""
        return not self.right and self.status is Status.ANSWERED


def judge(
    question: Mapping[str, Any],
    answer: Answer,
    tasks: Sequence[TaskRow],
    ms: float = 0.0,
    distractors: Collection[str] = (),
) -> Verdict:
    """Judge one answer by its question's gold, where, items, must, must_not and status.

    `distractors`: ids of documents that must not be cited.
    """
    wanted = _wanted_items(question, tasks)
    gold = set(question.get("gold") or ())
    answerable = bool(gold or wanted is not None) or question.get("status") == "ambiguous"
    first = answer.citations[0].id if answer.citations else ""
    disturbed = any(citation.id.split("@")[0] in distractors for citation in answer.citations)
    problems = [
        *(["cites a distractor"] if disturbed else []),
        *_problems(question, answer, wanted, gold),
        *_wrong_words(question, answer),
    ]
    if wanted is not None:
        cited = wanted == set(answer.items)
    else:
        cited = first in gold if gold else not answer.citations
    return Verdict(
        id=str(question.get("id", "")),
        type=str(question.get("type", "")),
        variant=str(question.get("variant", "")),
        right=not problems,
        cited=cited and not disturbed,
        status=answer.status,
        answerable=answerable,
        ms=ms,
        why="; ".join(problems),
        answer=answer,
        disturbed=disturbed,
    )


def _problems(
    question: Mapping[str, Any], answer: Answer, wanted: set[str] | None, gold: set[str]
) -> Iterator[str]:
    first = answer.citations[0].id if answer.citations else ""
    if question.get("status") == "ambiguous":
        if answer.status is not Status.AMBIGUOUS:
            yield f"{answer.status} {first}, wanted ambiguous"
    elif wanted is None and not gold:
        if answer.status is not Status.NOT_FOUND:
            yield f"answered {first}"
    elif answer.status is Status.NOT_FOUND:
        yield "not_found"
    elif wanted is not None:
        got = set(answer.items)
        if wanted != got:
            yield f"items: missing {sorted(wanted - got)[:4]} extra {sorted(got - wanted)[:4]}"
        elif question.get("type") == "count" and str(len(wanted)) not in answer.text:
            yield f"number {len(wanted)} not in the text"
    elif first not in gold:
        yield f"cited {first or answer.status}, wanted {sorted(gold)[:4]}"


def _wrong_words(question: Mapping[str, Any], answer: Answer) -> Iterator[str]:
    text = nfc(answer.text).lower()
    for strings in question.get("must") or ():
        if not any(nfc(string).lower() in text for string in strings):
            yield f"text lacks {strings[:3]}"
    for string in question.get("must_not") or ():
        if nfc(string).lower() in text:
            yield f"text says {string}"


def _wanted_items(question: Mapping[str, Any], tasks: Sequence[TaskRow]) -> set[str] | None:
    """The complete set a list or a count must give: named one by one, or by the fields of the rows."""
    if question.get("items"):
        return set(question["items"])
    where = question.get("where")
    return {task.id for task in tasks if _matches(task, where)} if where else None


def _matches(task: TaskRow, where: Mapping[str, str]) -> bool:
    for field, wanted in where.items():
        values = {" ".join(value.lower().split()) for value in str(wanted).split("|")}
        held = getattr(task, field, None)
        held = held if isinstance(held, tuple) else (held,)
        if not any(" ".join(str(value or "").lower().split()) in values for value in held):
            return False
    return True
