"""Lists and counts: complete sets from the task tables, never the top of a ranking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.dates import TimeMention, parse_timing, same_time
from corpus.model import TaskRow, Timing
from corpus.vietnamese import brief
from index.answering import texts
from index.answering.citing import cite
from index.answering.labels import task_label
from index.answering.prose import where
from index.answering.successors import as_printed, today_line
from index.engine import Engine
from index.model import Answer, Status
from index.passages import Evidence
from index.reading.annexes import Annex, find_annex
from index.reading.asks import Ask
from index.reading.locators import as_roman
from index.reading.mentions import mask
from index.reading.question import Question
from index.reading.topic import Topic
from index.search import coverage, covered_by, documents_in_scope, scope

_LINE = 160  # characters of a row in a list
_SHOWN = 30  # rows of a list that the text shows; `items` holds them all
_GROUP_COVERAGE = 0.6
_NAMED_GROUP_COVERAGE = 0.35  # where the question says "nhóm", "lĩnh vực", "phần"
_UNDERSTOOD = 2  # syllables of a topic that may serve as a filter
_GROUP_WORDS = 2  # one word of a title names no group
_TOPIC_COVERAGE = 0.6
_OWN_WORDS = frozenset(
    "nhiệm vụ việc công danh mục bảng kèm lĩnh vực nhóm phần thuộc mảng hạn hoàn thành thời kết thúc chủ trì "
    "phối hợp cơ quan đơn vị giao đầu sách liệt kê cộng tổng toàn bộ hết kế hoạch văn bản dòng biểu phân số "
    "lượng phụ lục cầm trịch ghi thực hiện trách chịu đang tên đầy đủ kể gom giúp bắt vai trò tham gia tính "
    "tất đọc".split()
)

_ANNEX_NUMBERS = frozenset("i ii iii iv v vi vii viii ix x".split()) | {
    number for at in range(1, 100) for number in (str(at), f"{at:02}")
}


@dataclass(frozen=True)
class Choice:
    """Which rows a list or a count takes."""

    role: str | None = None  # "lead", "coop", "both"
    agencies: tuple[str, ...] = ()
    groups: tuple[tuple[str, str], ...] = ()  # (document, group)
    group_title: str = ""
    times: tuple[TimeMention, ...] = ()
    by_start: bool = False
    topic: Topic | None = None
    annex: Annex | None = None  # of the tables in one annex, where the documents have one of that name


def answer_list(engine: Engine, question: Question) -> Answer | None:
    """The complete set the question names; None where it names none that a table could give."""
    choice = choose(engine, question)
    if choice is None:
        return None
    if choice.topic is not None and len(choice.topic.syllables) < _UNDERSTOOD:
        if not choice.agencies or choice.topic.names or _ABOUT.search(question.wording.norm):
            return None  # a lone word that no filter took: "quá hạn" was not understood
        choice = replace(choice, topic=None)  # a particle beside "Sở Nội vụ": "mà", "thì", "cầm"
    rows = [row for row in engine.tasks if _takes(engine, question, choice, row)]
    if not rows:
        return None
    what = describe(engine, question, choice)
    counted = question.ask is Ask.COUNT or (Ask.COUNT in question.asks)
    head = (texts.COUNT_HEAD if counted else texts.LIST_HEAD).format(total=len(rows), what=what)
    documents = engine.documents
    lines = [
        texts.LIST_LINE.format(at=at, task=brief(row.task, _LINE), label=task_label(documents[row.doc], row))
        for at, row in enumerate(rows[:_SHOWN], start=1)
    ]
    if len(rows) > _SHOWN:
        lines.append(texts.LIST_MORE.format(len(rows) - _SHOWN))
    return Answer(
        status=Status.ANSWERED,
        text="\n".join([head, *today_line(choice.agencies), *lines]),
        citations=tuple(cite(engine.by_id[row.id]) for row in rows[:_SHOWN]),
        items=tuple(row.id for row in rows),
        total=len(rows),
    )


def choose(engine: Engine, question: Question) -> Choice | None:
    """Read a question's filters: agency and role, group, time, and what is left of the topic."""
    asked = dict.fromkeys(agency.name for agency in question.agencies)
    agencies = tuple(dict.fromkeys(name for agency in asked for name in sorted(as_printed(engine, agency))))
    role = _role(question) if agencies else None
    groups, title = _groups(engine, question)
    times = (question.times or _printed_times(engine, question)) if _times_filter(question) else ()
    left = _left_over(question, title, times)
    annex = _annex(engine, question)
    if annex is not None and left is not None:
        left = left.without(_ANNEX_NUMBERS)
        left = left if left.syllables or left.names else None
    if not (agencies or groups or times or question.loaded or left or annex):
        return None
    return Choice(role, agencies, groups, title, times, Ask.START in question.asks, left, annex)


def _annex(engine: Engine, question: Question) -> Annex | None:
    """The annex the question names; None: none, or no table of the plans in scope is in a numbered one."""
    annex = find_annex(question.wording.norm)
    if annex is None:
        return None
    documents = documents_in_scope(engine, question)
    plans = [plan for plan in engine.plans if plan.document.id in documents]
    called = {find_annex(row.table) for plan in plans for row in plan.tasks}
    called |= {find_annex(table.name) for plan in plans for table in plan.tables}
    return annex if called - {None} else None


def _role(question: Question) -> str:
    masked = question.masked
    norm = question.wording.norm
    cooperates = "phối hợp" in norm or Ask.COOP in question.asks or "tham gia" in masked
    leads = any(word in norm for word in ("chủ trì", "chủ chì", "cầm trịch", "đứng đầu", "đầu mối"))
    if cooperates and (leads or "cả phối hợp" in norm):
        return "both"
    return "coop" if cooperates else "lead"


def _groups(engine: Engine, question: Question) -> tuple[tuple[tuple[str, str], ...], str]:
    allowed = scope(engine, question)
    titles = {
        (row.doc, row.group): row.group_title or ""
        for row in engine.tasks
        if row.group and allowed(engine.by_id[row.id])
    }
    for locator in question.locators:
        if locator.kind in ("group", "section"):
            path = as_roman(locator.path)
            named = tuple(key for key in titles if key[1] == path)
            if named and question.loaded:
                return named, titles[named[0]]
    topic = question.topic.without(_OWN_WORDS)
    if len(topic.syllables) < _GROUP_WORDS:
        return (), ""
    said = any(f" {word} " in f" {question.wording.norm} " for word in ("nhóm", "lĩnh vực", "phần", "mảng"))
    enough = _NAMED_GROUP_COVERAGE if said else _GROUP_COVERAGE
    covered = {key: covered_by(engine, topic, Evidence.of(title)) for key, title in titles.items()}
    best = max(covered.values(), default=0.0)
    if best < enough:
        return (), ""
    chosen = tuple(key for key, share in covered.items() if share >= max(enough, best - 0.05))
    return chosen, titles[chosen[0]]


def has_group(engine: Engine, question: Question, path: str) -> bool:
    """Do the tables of the named documents have this group?"""
    group = as_roman(path)
    return any(row.group in (group, path) for row in engine.tasks if row.doc in question.loaded)


def _times_filter(question: Question) -> bool:
    norm = f" {question.wording.norm} "
    said = (
        "hạn",
        "hoàn thành",
        "xong",
        "kết thúc",
        "đến hạn",
        "bắt đầu",
        "trước",
        "trong",
        "vào",
        "deadline",
        "song",
    )
    return any(f" {word} " in norm for word in said)


def _printed_times(engine: Engine, question: Question) -> tuple[TimeMention, ...]:
    """A row's own words for its time, said in the question: "thường xuyên", "theo kế hoạch đã ban hành"."""
    printed = {" ".join(row.due.split()) for row in engine.tasks if row.due and row.due_on.end is None}
    norm = mask(question.wording.norm, [(mention.start, mention.end) for mention in question.documents])
    said = [words for words in printed if words.lower() in norm]
    if not said or not any(word in norm for word in ("hạn", "thời gian", "hoàn thành", "xong", "kết thúc")):
        return ()
    words = max(said, key=len)
    at = norm.index(words.lower())
    return (TimeMention(printed=words, start=at, end=at + len(words), timing=parse_timing(words)),)


def _left_over(question: Question, group_title: str, times: Sequence[TimeMention]) -> Topic | None:
    if group_title:
        return None
    time_words = frozenset(syllable for time in times for syllable in Evidence.of(time.printed).syllables)
    topic = question.topic.without(_OWN_WORDS | time_words)
    return topic if topic.syllables or topic.names else None


_ABOUT = re.compile(  # a condition stands here, understood or not
    r"(?<!\w)(?:về|liên quan|đối với|lĩnh vực|cho|quá|trễ|chậm|muộn|sớm|nhất|hơn|mới|cũ|chưa|đã|xong)(?!\w)"
)
_EXCEPT = re.compile(
    r"không (?:phải )?(?:là )?(?:do |thuộc |của |giao )?(?:§|chủ trì|phối hợp|giao|thuộc)"
    r"|(?:trừ|ngoài|ngoại trừ) §"
)


def excludes(question: Question) -> bool:
    """Does the question ask for what is left over ("không phải do Sở Nội vụ chủ trì")?"""
    return Ask.YES_NO not in question.asks and _EXCEPT.search(question.masked) is not None


def _takes(engine: Engine, question: Question, choice: Choice, row: TaskRow) -> bool:
    passage = engine.by_id[row.id]
    if not scope(engine, question)(passage):
        return False
    if choice.agencies:
        named: set[str] = set()
        if choice.role in ("lead", "both"):
            named |= set(row.agencies.lead)
        if choice.role in ("coop", "both"):
            named |= set(row.agencies.coop)
        if not named & set(choice.agencies):
            return False
    if choice.annex is not None and find_annex(row.table) != choice.annex:
        return False
    if choice.groups and (row.doc, row.group or "") not in choice.groups:
        return False
    timing = row.start_on if choice.by_start else row.due_on
    printed = row.start if choice.by_start else row.due
    if choice.times and not any(_is_due(printed or "", timing, time) for time in choice.times):
        return False
    if choice.topic is not None:
        return coverage(engine, choice.topic, passage) >= _TOPIC_COVERAGE
    return True


def _is_due(printed: str, timing: Timing, asked: TimeMention) -> bool:
    """Within the asked time; where that is no bounded time, the very same words."""
    if asked.timing.end is None or asked.timing.kind in ("recurring", "ongoing", "conditional"):
        return same_time(printed, asked.printed)
    return falls_within(timing, asked.timing)


def falls_within(timing: Timing, asked: Timing) -> bool:
    """Does a row's time end within the asked time? Open-ended and conditional times do not."""
    if timing.end is None or asked.kind == "none":
        return False
    if asked.start is not None and (timing.start or timing.end) < asked.start:
        return False
    return asked.end is None or timing.end <= asked.end


def describe(engine: Engine, question: Question, choice: Choice) -> str:
    """The set in words: "do Sở Y tế chủ trì trong Kế hoạch 54/KH-UBND"."""
    parts = []
    if choice.agencies:
        template = {"lead": texts.BY_LEAD, "coop": texts.BY_COOP, "both": texts.BY_BOTH}[
            choice.role or "lead"
        ]
        parts.append(template.format(", ".join(choice.agencies)))
    if choice.groups:
        parts.append(texts.BY_GROUP.format(group=choice.groups[0][1], title=choice.group_title))
    if choice.times:
        template = texts.BY_START if choice.by_start else texts.BY_DUE
        parts.append(template.format(", ".join(time.printed for time in choice.times)))
    if choice.topic is not None:
        parts.append(texts.BY_TOPIC.format(" ".join(choice.topic.syllables)))
    if choice.annex is not None:
        tables = (row.table for row in engine.tasks if find_annex(row.table) == choice.annex)
        parts.append(texts.BY_ANNEX.format(next(tables)))
    parts.append(where(question, engine))
    return " ".join(parts)
