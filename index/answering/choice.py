"""Which rows a list or a count takes: agencies and their roles, groups, times, what is left of the topic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.dates import TimeMention
from corpus.model import TaskRow
from corpus.vietnamese import SYLLABLE, fold
from index.answering.due_times import is_due, own_deadlines, printed_times, times_filter
from index.answering.successors import as_printed
from index.engine import Engine
from index.passages import Evidence
from index.reading.annexes import Annex, find_annex
from index.reading.asks import Ask
from index.reading.blanks import BlankField
from index.reading.locators import as_roman
from index.reading.question import Question
from index.reading.topic import Topic
from index.search import coverage, covered_by, documents_in_scope, scope

_GROUP_COVERAGE = 0.6
_NAMED_GROUP_COVERAGE = 0.35  # where the question says "nhóm", "lĩnh vực", "phần"
_GROUP_WORDS = 2  # one word of a title names no group
_TOPIC_COVERAGE = 0.6
_WORD, _WHOLE_WORD = 2, 0.75  # two syllables are one word: "khu nghiệp" is not any "khu" with a "nghiệp"
OWN_WORDS = frozenset(
    "nhiệm vụ việc công danh mục bảng kèm lĩnh vực nhóm phần thuộc mảng hạn hoàn thành thời kết thúc chủ trì "
    "phối hợp cơ quan đơn vị giao đầu sách liệt kê cộng tổng toàn bộ hết kế hoạch văn bản dòng biểu phân số "
    "lượng phụ lục cầm trịch ghi thực hiện trách chịu đang tên đầy đủ kể gom giúp bắt vai trò tham gia tính "
    "tất đọc trở".split()
)
_ANNEX_NUMBERS = frozenset("i ii iii iv v vi vii viii ix x".split()) | {
    number for at in range(1, 100) for number in (str(at), f"{at:02}")
}


@dataclass(frozen=True)
class Demand:
    """Agencies, of which a row must name one, and in which role: "lead", "coop" or "both" (either)."""

    agencies: tuple[str, ...]
    role: str

    def met_by(self, row: TaskRow) -> bool:
        """Does the row name one of the agencies in the role?"""
        named: set[str] = set()
        if self.role in ("lead", "both"):
            named |= set(row.agencies.lead)
        if self.role in ("coop", "both"):
            named |= set(row.agencies.coop)
        return bool(named & set(self.agencies))


@dataclass(frozen=True)
class Choice:
    """Which rows a list or a count takes: those that meet every demand."""

    demands: tuple[Demand, ...] = ()
    groups: tuple[tuple[str, str], ...] = ()  # (document, group)
    group_title: str = ""
    times: tuple[TimeMention, ...] = ()
    by_start: bool = False
    topic: Topic | None = None
    blank: BlankField | None = None  # those that leave a cell empty
    joint: bool = False  # all of the times, not one of them: "quá hạn trong năm 2024"
    undated: bool = False  # those that never fall due on a day of their own
    annex: Annex | None = None  # of the tables in one annex, where the documents have one of that name

    @property
    def agencies(self) -> tuple[str, ...]:
        """Every agency demanded."""
        return tuple(dict.fromkeys(name for demand in self.demands for name in demand.agencies))


def choose(engine: Engine, question: Question) -> Choice | None:
    """Read a question's filters; None where it has none."""
    demands = tuple(_demands(engine, question))
    groups, title = _groups(engine, question)
    times = (own_deadlines(question) or printed_times(engine, question)) if times_filter(question) else ()
    left = _left_over(question, title, times)
    annex = _annex(engine, question)
    if annex is not None and left is not None:
        left = left.without(_ANNEX_NUMBERS)
        left = left if left.syllables or left.names else None
    undated = question.state == "undated"
    blank = question.blank.field if question.blank else None
    if not (demands or groups or times or question.loaded or left or annex or undated or blank):
        return None
    return Choice(
        demands=demands,
        groups=groups,
        group_title=title,
        times=times,
        by_start=Ask.START in question.asks,
        topic=None if question.by_time else left,
        blank=blank,
        joint=bool(question.state),
        undated=undated,
        annex=annex,
    )


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


def _demands(engine: Engine, question: Question) -> list[Demand]:
    """One demand for all agencies named; one each where they must stand together in a row."""
    named = {mention.name: tuple(sorted(as_printed(engine, mention.name))) for mention in question.agencies}
    if not named:
        return []
    roles = {mention.name: _own_role(question, mention.start, mention.end) for mention in question.agencies}
    if len(named) > 1 and set(roles.values()) == {"lead", "coop"}:
        return [Demand(printed, roles[name]) for name, printed in named.items()]
    role = role_asked(question)
    if len(named) > 1 and _TOGETHER.search(question.wording.norm):
        return [Demand(printed, role) for printed in named.values()]
    return [Demand(tuple(dict.fromkeys(name for printed in named.values() for name in printed)), role)]


_TOGETHER = re.compile(
    r"(?<!\w)cùng (?:nhau |được giao )?(?:chủ trì|làm|thực hiện|phối hợp|tham gia|đứng)(?!\w)"
)
_LEADS = re.compile(r" *(?:làm |là cơ quan |được giao |sẽ |phải )*(?:chủ trì|cầm trịch|đầu mối|đứng đầu)")
_COOPERATES = re.compile(r" *(?:làm |là cơ quan |cùng |sẽ |phải )*(?:phối hợp|tham gia)(?! với)")
_COOPERATES_WITH = re.compile(r"(?:phối hợp|cùng)(?: với| của)? *$")


def _own_role(question: Question, start: int, end: int) -> str:
    """The role said right beside an agency ("Sở Nội vụ chủ trì mà …"); empty where none is."""
    if _LEADS.match(question.wording.norm, end):
        return "lead"
    if _COOPERATES.match(question.wording.norm, end):
        return "coop"
    return "coop" if _COOPERATES_WITH.search(question.wording.norm[:start]) else ""


def role_asked(question: Question) -> str:
    """The role a question asks about: "lead", "coop", or "both" where either counts."""
    norm = question.wording.norm
    cooperates = "phối hợp" in norm or Ask.COOP in question.asks or "tham gia" in question.masked
    leads = any(word in norm for word in ("chủ trì", "chủ chì", "cầm trịch", "đứng đầu", "đầu mối"))
    if cooperates and (leads or _EITHER.search(norm)):
        return "both"
    return "coop" if cooperates else "lead"


_EITHER = re.compile(r"(?:cả|lẫn|kể cả|tính cả|bao gồm cả|gồm cả) (?:vai trò |việc |nhiệm vụ )*phối hợp")


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
    topic = question.topic.without(OWN_WORDS)
    if len(topic.syllables) < _GROUP_WORDS:
        return (), ""
    said = any(f" {word} " in f" {question.wording.norm} " for word in ("nhóm", "lĩnh vực", "phần", "mảng"))
    enough = _NAMED_GROUP_COVERAGE if said else _GROUP_COVERAGE
    covered = {key: covered_by(engine, topic, Evidence.of(title)) for key, title in titles.items()}
    best = max(covered.values(), default=0.0)
    if best < enough:
        return (), ""
    chosen = tuple(key for key, share in covered.items() if share >= max(enough, best - 0.05))
    # "sau thiên tai" and "trước thiên tai" differ in a word that carries no matter elsewhere
    said_whole = tuple(key for key in chosen if _says(question, titles[key]))
    chosen = said_whole or chosen
    return chosen, titles[chosen[0]]


def _says(question: Question, title: str) -> bool:
    """Does the question say the title whole?"""
    words = " ".join(map(fold, SYLLABLE.findall(title)))
    return f" {words} " in f" {' '.join(map(fold, SYLLABLE.findall(question.wording.norm)))} "


def has_group(engine: Engine, question: Question, path: str) -> bool:
    """Do the tables of the named documents have this group?"""
    group = as_roman(path)
    return any(row.group in (group, path) for row in engine.tasks if row.doc in question.loaded)


def _left_over(question: Question, group_title: str, times: Sequence[TimeMention]) -> Topic | None:
    if group_title:
        return None
    time_words = frozenset(syllable for time in times for syllable in Evidence.of(time.printed).syllables)
    topic = question.topic.without(OWN_WORDS | time_words)
    return topic if topic.syllables or topic.names else None


def rows_of(engine: Engine, question: Question, choice: Choice) -> list[TaskRow]:
    """The complete set, in printed order, of the documents the question names."""
    allowed = scope(engine, question)
    by_id = engine.by_id
    return [row for row in engine.tasks if allowed(by_id[row.id]) and _takes(engine, choice, row)]


_CELLS: dict[BlankField, str] = {
    "lead": "lead_text",
    "coop": "coop_text",
    "product": "product",
    "goal": "goal",
}


def _takes(engine: Engine, choice: Choice, row: TaskRow) -> bool:
    if not all(demand.met_by(row) for demand in choice.demands):
        return False
    if choice.annex is not None and find_annex(row.table) != choice.annex:
        return False
    if choice.groups and (row.doc, row.group or "") not in choice.groups:
        return False
    timing = row.start_on if choice.by_start else row.due_on
    printed = row.start if choice.by_start else row.due
    if choice.times and not (all if choice.joint else any)(
        is_due(printed or "", timing, time) for time in choice.times
    ):
        return False
    if choice.blank is not None and (getattr(row, _CELLS[choice.blank]) or "").strip():
        return False
    if choice.undated and row.due_on.kind not in ("none", "ongoing"):
        return False
    if choice.topic is not None:
        least = _WHOLE_WORD if len(choice.topic.syllables) == _WORD else _TOPIC_COVERAGE
        return coverage(engine, choice.topic, engine.by_id[row.id]) >= least
    return True
