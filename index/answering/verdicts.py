"""Yes or no: whether the plans say what a question proposes (an agency, a time, a signer), told in a word."""

from __future__ import annotations

import re
from collections.abc import Collection

from corpus.agencies import find_agencies, successors, tasks_gone_elsewhere
from corpus.dates import TimeMention
from corpus.model import Document, Timing
from corpus.vietnamese import fold
from index.answering import texts
from index.answering.collectives import sure_groups_of
from index.passages import Passage
from index.reading.asks import Ask
from index.reading.question import Question


def row_verdict(question: Question, passage: Passage, ask: Ask) -> str:
    """ "Đúng. " or "Không phải …. " of a row's cell where the question proposes its value; else empty."""
    if Ask.YES_NO not in question.asks or passage.task is None:
        return ""
    if ask in (Ask.LEAD, Ask.COOP):
        task = passage.task
        named = task.agencies.lead if ask is Ask.LEAD else task.agencies.coop
        return _agency_verdict(question, named, (task.lead_text if ask is Ask.LEAD else task.coop_text) or "")
    if ask in (Ask.DUE, Ask.START):
        return _time_verdict(question, passage.task.due_on if ask is Ask.DUE else passage.task.start_on)
    return ""


def _agency_verdict(question: Question, named: Collection[str], printed: str) -> str:
    proposed = [agency for agency in question.agencies if not agency.collective]
    if len(proposed) > 1:  # "nghị quyết của Chính phủ" only tells which resolution
        proposed = [a for a in proposed if not question.wording.norm[: a.start].endswith("của ")]
    if len(proposed) != 1:
        return ""
    if proposed[0].name in named:
        return texts.YES
    including = sorted(sure_groups_of(proposed[0].name, named))
    if including:
        return texts.YES_AMONG.format(including[0])
    before = [name for name in named if successors().get(name) == proposed[0].name]
    if before:  # where only some of its tasks went there: neither a plain yes nor a no
        whole = not any(name in tasks_gone_elsewhere() for name in before)
        return texts.YES_TODAY.format(before=before[0], agency=proposed[0].name) if whole else ""
    if any(mention.collective for mention in find_agencies(printed)):
        return ""  # "UBND huyện, thành phố" may well include the one proposed
    return texts.NO_OTHER.format(proposed[0].name)


def proposed_time(question: Question) -> TimeMention | None:
    """The time a yes/no question proposes: the last one it names."""
    dated = [time for time in question.times if time.timing.end and not time.of_document]
    return dated[-1] if dated and Ask.YES_NO in question.asks and not question.state else None


def _time_verdict(question: Question, timing: Timing) -> str:
    """Within the time proposed is yes, elsewhere is no; a finer proposal than the plan's is left open."""
    proposed = proposed_time(question)
    if proposed is None or timing.end is None:
        return ""
    asked = proposed.timing
    assert asked.end is not None  # noqa: S101
    if timing.end == asked.end:
        return texts.YES
    start = timing.start or timing.end
    asked_start = asked.start or asked.end
    if asked_start <= start and timing.end <= asked.end:
        return texts.YES
    if asked.end < start or timing.end < asked_start or timing.kind == "date":
        return texts.NO_OTHER.format(proposed.printed)
    return ""


_TITLES = r"(?:ông|bà|đồng chí|anh|chị)"
_PERSON = re.compile(rf"(?:do|là|bởi|có phải)? ?(?:{_TITLES} )?(?P<name>\w+(?: \w+){{1,4}}?) (?:ký|kí)(?!\w)")


def document_verdict(question: Question, document: Document, ask: Ask) -> str:
    """The same of a document's date or signer."""
    if Ask.YES_NO not in question.asks:
        return ""
    if ask is Ask.ISSUED and document.date is not None:
        proposed = proposed_time(question)
        if proposed is None:
            return ""
        same = proposed.timing.start is None or proposed.timing.start <= document.date
        same = same and proposed.timing.end is not None and document.date <= proposed.timing.end
        return texts.YES if same else texts.NO_OTHER.format(proposed.printed)
    if ask is Ask.SIGNER and document.signer:
        norm = fold(question.wording.norm)
        if fold(document.signer) in norm:
            return texts.YES
        named = _PERSON.search(question.wording.text)
        if named and any(word[0].isupper() for word in named["name"].split()):
            return texts.NO_OTHER.format(named["name"])
    return ""
