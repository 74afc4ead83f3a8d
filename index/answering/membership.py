"""What an agency must do that the plans give tasks only as one of a group: "UBND huyện, thành phố"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from corpus.model import TaskRow
from corpus.vietnamese import brief
from index.answering import texts
from index.answering.choice import Choice, Demand, choose, rows_of
from index.answering.citing import cite
from index.answering.collectives import numbered, sure_groups_of
from index.answering.labels import passage_label, task_label
from index.answering.prose import where
from index.answering.successors import today_line
from index.engine import Engine
from index.model import Answer, Status
from index.passages import PassageKind
from index.reading.question import Question
from index.reading.topic import NO_TOPIC
from index.search import scope

_LOCAL = re.compile(r"(?:Chủ tịch )?UBND (?!tỉnh)")
_EVERY, _ANY = (
    re.compile(r"UBND (?:huyện|xã|phường|thị trấn)(?:, \w+(?: \w+)?)*"),
    "nào",
)  # "UBND xã": whichever
_SHOWN = 30  # rows and sections
_LINE = 160


def answer_as_member(engine: Engine, question: Question) -> Answer | None:
    """The complete list of what groups that surely include the one agency named must do, lead and coop apart.

    None where no group includes it, or none of those has a task in the documents asked about.
    """
    named = {agency.name for agency in question.agencies}
    if len(named) != 1:
        return None
    agency = named.pop()
    every = _EVERY.fullmatch(agency) is not None
    member = f"{agency.partition(',')[0]} {_ANY}" if every else agency
    groups = sure_groups_of(member, engine.agencies) if _LOCAL.match(agency) else frozenset()
    if not groups:
        return None  # "các sở, ban, ngành" names no department: what they must do says little of one
    choice = choose(engine, replace(question, topic=NO_TOPIC)) or Choice()
    led = _rows(engine, question, choice, groups, "lead")
    if not led:
        return None
    named_in = {name for row in led for name in row.agencies.lead} & groups
    lines = [
        *([] if every else [texts.NOT_BY_NAME.format(agency=agency, where=where(question, engine))]),
        *today_line([agency]),
        texts.AS_MEMBER.format(total=len(led), groups=_quoted(named_in), agency=agency),
    ]
    documents = engine.documents
    lines += [
        texts.LIST_LINE.format(at=at, task=brief(row.task, _LINE), label=task_label(documents[row.doc], row))
        for at, row in enumerate(led[:_SHOWN], start=1)
    ]
    if len(led) > _SHOWN:
        lines.append(texts.LIST_MORE.format(len(led) - _SHOWN))
    lines += _headed(engine, question, groups)
    own = _rows(engine, question, choice, {agency}, "coop")
    joint = [row for row in _rows(engine, question, choice, groups, "coop") if row not in own]
    if own:
        lines.append(texts.COOP_BY_NAME.format(total=len(own), rows="; ".join(numbered(engine, own))))
    if joint:
        lines.append(texts.COOP_AS_MEMBER.format(total=len(joint), rows="; ".join(numbered(engine, joint))))
    return Answer(
        status=Status.ANSWERED,
        text="\n".join(lines),
        citations=tuple(cite(engine.by_id[row.id]) for row in (*led[:_SHOWN], *own)),
        items=tuple(row.id for row in led),
        total=len(led),
    )


def _rows(
    engine: Engine, question: Question, choice: Choice, names: Collection[str], role: str
) -> Sequence[TaskRow]:
    return rows_of(engine, question, replace(choice, demands=(Demand(tuple(names), role),)))


def _headed(engine: Engine, question: Question, groups: Collection[str]) -> list[str]:
    """The sections that are headed by one of the groups."""
    allowed = scope(engine, question)
    headed = [
        passage
        for passage in engine.passages
        if passage.kind is PassageKind.SECTION and allowed(passage) and passage.leaders & set(groups)
    ]
    if not headed:
        return []
    return [texts.ALSO_HEADED, *(f"- {passage_label(passage)}" for passage in headed[:_SHOWN])]


def _quoted(names: Collection[str]) -> str:
    return "; ".join(f"“{name}”" for name in sorted(names))
