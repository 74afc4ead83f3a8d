"""A question, understood: what is asked, and about what.

`understand` walks one way: wording (as meant) → mentions (documents, places in them, agencies, times), masked
→ cues (what is asked) → what is left is the topic.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from corpus.agencies import AgencyFinder, AgencyMention
from corpus.dates import TimeMention
from index.reading.asks import AGENCY, DOCUMENT, LOCATOR, TIME, Ask, blank_fillers, find_cues, stopwords
from index.reading.blanks import Blank, find_blank
from index.reading.by_time import find_lone_year, wants_tasks_of_time
from index.reading.intent import weigh_cues
from index.reading.localities import find_localities
from index.reading.locators import Locator, find_locators
from index.reading.mentions import (
    DocumentMention,
    except_documents,
    find_documents,
    find_provinces,
    mask,
    narrow_by_issue,
)
from index.reading.periods import State, find_periods
from index.reading.spelling import SpellingModel
from index.reading.superlatives import Superlative, find_superlative
from index.reading.titled import find_numbered, find_titled
from index.reading.topic import Topic, asks_money, find_topic, find_unit
from index.reading.wording import Wording, read_question


@dataclass(frozen=True)
class Known:
    """What the loaded plans let a question point at."""

    documents: Mapping[str, str]  # id → number as issued
    cited: Sequence[str]  # numbers the plans cite
    provinces: Sequence[str]
    own_provinces: frozenset[str]  # those the loaded plans are about
    issued: Mapping[str, tuple[int | None, str]]  # id → year of issue, province
    titles: Mapping[str, frozenset[str]]  # id → syllables of title, kind and issuer
    spelling: SpellingModel
    finder: AgencyFinder
    shorthand: Mapping[str, str] = field(default_factory=dict)  # an administrator's abbreviations
    years: Mapping[str, int] = field(default_factory=dict)  # id → the year most of its rows are due


@dataclass(frozen=True)
class Question:
    """A question as the answering side takes it."""

    wording: Wording
    asks: tuple[Ask, ...]  # what is asked, most telling first
    documents: tuple[DocumentMention, ...] = ()
    locators: tuple[Locator, ...] = ()
    agencies: tuple[AgencyMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    provinces: tuple[str, ...] = ()
    topic: Topic = field(default_factory=lambda: Topic("", (), ()))
    masked: str = ""
    unit: str = ""  # the word a number is asked for: "bao nhiêu phần trăm" → "%"
    state: State = ""  # what is asked of a deadline: against today, or whether there is one
    superlative: Superlative | None = None
    blank: Blank | None = None  # the cell that must be empty in the tasks it asks for
    by_time: bool = False  # its times are what the tasks it asks for are chosen by
    today: dt.date = dt.date.min

    @property
    def ask(self) -> Ask:
        """The fact asked for first."""
        return self.asks[0] if self.asks else Ask.CONTENT

    @cached_property
    def loaded(self) -> tuple[str, ...]:
        """Ids of the loaded documents the question names."""
        return tuple(dict.fromkeys(i for mention in self.documents for i in mention.ids))

    def cited_numbers(self) -> tuple[str, ...]:
        """Numbers of documents that are not loaded but cited."""
        return tuple(dict.fromkeys(number for mention in self.documents for number in mention.cited))

    def unknown_documents(self) -> tuple[DocumentMention, ...]:
        """Documents the plans neither are nor cite."""
        return tuple(mention for mention in self.documents if not mention.ids and not mention.cited)


def understand(asked: str, known: Known, today: dt.date) -> Question:
    """Read one question, without what was said before it; `today` is what "năm nay" counts from."""
    wording = read_question(asked, known.spelling, known.shorthand)
    norm = wording.norm
    documents = find_documents(norm, known.documents, known.cited)
    named_provinces = {name for name, _, _ in find_provinces(norm, known.provinces)}
    documents = [narrow_by_issue(mention, norm, named_provinces, known.issued) for mention in documents]
    documents, excepted = except_documents(documents, norm, tuple(known.documents))
    masked = mask(norm, _spans(documents), DOCUMENT)
    if not documents and (titled := _titled(masked, known)):
        documents = [titled]
        masked = mask(norm, _spans(documents), DOCUMENT)
    text, plain = (mask(words, _spans(documents)) for words in (wording.text, norm))
    periods = find_periods(text, plain, today, _year(documents, known, today))
    times = [time for time in periods.times if "/" not in norm[time.end : time.end + 1]]
    agencies = known.finder.find(mask(wording.text, _spans(documents)), informal=True, fold=True)
    agencies += find_localities(wording.text, mask(norm, _spans(documents), DOCUMENT), agencies)
    masked = mask(masked, _spans(agencies), AGENCY)
    locators = find_locators(mask(masked, _spans(times), TIME))
    masked = mask(masked, _spans(locators), LOCATOR)
    masked = blank_fillers(masked)
    cues = find_cues(masked)
    if times:  # "hạn ¥" and "hạn quý IV": a time may stand as a sign or as its own words
        cues += find_cues(mask(masked, _spans(times), TIME))
    asks, used = weigh_cues(cues, masked, agencies, documents, locators)
    if excepted and agencies and Ask.DUTIES in asks:
        asks = (Ask.LIST,)  # one list over all the other plans
    if periods.state and not {Ask.LIST, Ask.COUNT, Ask.DUE} & set(asks):
        asks = (Ask.DUE, *(ask for ask in asks if ask is not Ask.CONTENT))
    if not asks and documents and asks_money(norm):
        asks = (Ask.FIGURE,)
    superlative = find_superlative(masked)
    blank = find_blank(masked)
    if blank is not None and superlative is None and Ask.COUNT not in asks:
        asks = (Ask.LIST,)
    provinces = find_provinces(norm, known.provinces, wording.asked, known.own_provinces)
    # a province that tells which plans are meant is no matter of theirs
    own = [(start, end) for name, start, end in provinces if name in known.own_provinces]
    topic_mask = mask(
        masked,
        [
            *((cue.start, cue.end) for cue in used),
            *periods.relative,
            *(superlative.spans if superlative else ()),
            *([(blank.start, blank.end)] if blank else []),
            *(own if len(known.own_provinces) > 1 else []),
        ],
    )
    topic = replace(find_topic(wording.text, topic_mask), pinned=bool(documents or own))
    if agencies and not times and (year := find_lone_year(masked)):
        times = [year]
    by_time = wants_tasks_of_time(masked, asks, times, topic, bool(agencies))
    return Question(
        wording=wording,
        asks=(Ask.LIST,) if by_time and Ask.COUNT not in asks else asks,
        documents=tuple(documents),
        locators=tuple(locators),
        agencies=tuple(agencies),
        times=tuple(times),
        provinces=tuple(name for name, _, _ in provinces),
        topic=topic,
        masked=masked,
        unit=find_unit(norm),
        state=periods.state,
        superlative=superlative,
        blank=blank,
        by_time=by_time,
        today=today,
    )


def _titled(masked: str, known: Known) -> DocumentMention | None:
    numbered = find_numbered(masked, known.documents, known.titles, stopwords())
    return numbered or find_titled(masked, known.titles, stopwords())


def _year(documents: Sequence[DocumentMention], known: Known, today: dt.date) -> int:
    """The year of a quarter or a month that names none: the one the named plan is for, else today's."""
    years = {known.years[i] for mention in documents for i in mention.ids if i in known.years}
    return years.pop() if len(years) == 1 else today.year


class _Mention(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def _spans(mentions: Iterable[_Mention]) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in mentions]
