"""A question, understood: what is asked, and about what.

`understand` walks one way: wording (as meant) → mentions (documents, places in them, agencies, times) masked →
cues (what is asked) → what is left is the topic.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.agencies import AgencyMention, find_agencies
from corpus.dates import TimeMention, find_times
from corpus.vietnamese import SYLLABLE, fold
from index.asks import (
    ABOUT_DOCUMENTS,
    AGENCY,
    DOCUMENT,
    LOCATOR,
    TIME,
    Ask,
    Cue,
    blank_fillers,
    find_cues,
    stopwords,
)
from index.mentions import DocumentMention, Locator, find_documents, find_locators, find_provinces, find_titled, mask
from index.spelling import SpellingModel
from index.wording import Wording, expand_abbreviations, normal, read_question


@dataclass(frozen=True)
class Known:
    """What the loaded plans let a question point at."""

    documents: Mapping[str, str]  # id → number as issued
    cited: Sequence[str]  # numbers the plans cite
    provinces: Sequence[str]
    own_provinces: frozenset[str]  # those the loaded plans are about
    titles: Mapping[str, frozenset[str]]  # id → syllables of title, kind and issuer
    spelling: SpellingModel


@dataclass(frozen=True)
class Topic:
    """What is left of a question when its mentions and cues are taken out."""

    text: str  # the words, for retrieval; agencies of the matter stay in
    syllables: tuple[str, ...]  # the syllables that carry matter, in order
    pairs: tuple[tuple[str, str], ...]  # neighbours among them
    names: tuple[str, ...] = ()  # proper names as typed with capitals, normalised: "phúc ứng"
    numbers: tuple[str, ...] = ()  # numbers of the matter: "2026", "3"


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

    @property
    def ask(self) -> Ask:
        """The fact asked for first."""
        return self.asks[0] if self.asks else Ask.CONTENT

    @property
    def loaded(self) -> tuple[str, ...]:
        """Ids of the loaded documents the question names."""
        return tuple(dict.fromkeys(i for mention in self.documents for i in mention.ids))

    def cited_numbers(self) -> tuple[str, ...]:
        """Numbers of documents that are not loaded but cited."""
        return tuple(dict.fromkeys(number for mention in self.documents for number in mention.cited))

    def unknown_documents(self) -> tuple[DocumentMention, ...]:
        """Documents the plans neither are nor cite."""
        return tuple(mention for mention in self.documents if not mention.ids and not mention.cited)


def understand(asked: str, known: Known) -> Question:
    """Read one question, without what was said before it."""
    wording = read_question(asked, known.spelling)
    norm = wording.norm
    documents = find_documents(norm, known.documents, known.cited)
    masked = mask(norm, _spans(documents), DOCUMENT)
    if not documents and (titled := find_titled(masked, known.titles, stopwords())):
        documents = [titled]
        masked = mask(norm, _spans(documents), DOCUMENT)
    times = [time for time in find_times(mask(wording.text, _spans(documents))) if "/" not in norm[time.end : time.end + 1]]
    agencies = find_agencies(_for_agencies(wording, documents), informal=True)
    masked = mask(masked, _spans(agencies), AGENCY)
    locators = find_locators(mask(masked, _spans(times), TIME))
    masked = mask(masked, _spans(locators), LOCATOR)
    masked = blank_fillers(masked)
    cues = find_cues(mask(masked, _spans(times), TIME)) + find_cues(masked)
    asks, used = _weigh(cues, masked, agencies, documents, locators)
    provinces = find_provinces(norm, known.provinces)
    # a province that tells which plans are meant is no matter of theirs
    own = [(start, end) for name, start, end in provinces if name in known.own_provinces]
    topic_mask = mask(masked, [*((cue.start, cue.end) for cue in used), *(own if len(known.own_provinces) > 1 else [])])
    return Question(
        wording=wording,
        asks=asks,
        documents=tuple(documents),
        locators=tuple(locators),
        agencies=tuple(agencies),
        times=tuple(times),
        provinces=tuple(name for name, _, _ in provinces),
        topic=find_topic(wording.text, topic_mask),
        masked=masked,
        unit=_unit(norm),
    )


def _spans(mentions: Sequence[object]) -> list[tuple[int, int]]:
    return [(mention.start, mention.end) for mention in mentions]  # type: ignore[attr-defined]


def _for_agencies(wording: Wording, documents: Sequence[DocumentMention]) -> str:
    return mask(wording.text, _spans(documents))


_BEFORE_LIST = frozenset({Ask.LEAD, Ask.COOP, Ask.DUTIES, Ask.DUE})
_PRECEDENCE = (
    Ask.REFERENCE, Ask.COUNT, Ask.LIST, Ask.SIGNER, Ask.ADDRESSEES, Ask.RECIPIENTS, Ask.BASIS, Ask.ISSUED, Ask.ISSUER, Ask.SUBJECT,
    Ask.COOP, Ask.START, Ask.PRODUCT, Ask.DUE, Ask.DUTIES, Ask.LEAD, Ask.GOAL, Ask.FIGURE, Ask.CONTENT, Ask.DOC_NUMBER,
)  # fmt: skip


def _weigh(
    cues: Sequence[Cue],
    masked: str,
    agencies: Sequence[AgencyMention],
    documents: Sequence[DocumentMention],
    locators: Sequence[Locator],
) -> tuple[tuple[Ask, ...], list[Cue]]:
    """Which of the cues count, best first, and the stretches they take out of the topic."""
    found = {ask: [cue for cue in cues if cue.ask is ask] for ask in Ask}
    if not documents:
        # "ai ký", "ban hành ngày nào" ask about a document only where one is named
        for ask in ABOUT_DOCUMENTS - {Ask.SIGNER, Ask.DOC_NUMBER, Ask.ADDRESSEES}:
            found[ask] = []
    if locators:
        for ask in (Ask.LIST, Ask.SUBJECT, Ask.DOC_NUMBER):
            if not (ask is Ask.LIST and locators[0].kind == "group"):
                found[ask] = []
    if not agencies:
        found[Ask.DUTIES] = []
    present = [ask for ask in _PRECEDENCE if found[ask]]
    present = _settle(present, found, masked, bool(agencies))
    if found[Ask.YES_NO]:
        present.append(Ask.YES_NO)
    used = [cue for ask in present for cue in found[ask]]
    return tuple(present), used


def _settle(
    present: list[Ask], found: Mapping[Ask, list[Cue]], masked: str, has_agency: bool
) -> list[Ask]:
    """Take away cues that a stronger one explains."""
    kept = list(present)

    def drop(*asks: Ask) -> None:
        for ask in asks:
            if ask in kept:
                kept.remove(ask)

    if Ask.REFERENCE in kept:
        drop(*(ask for ask in kept if ask is not Ask.REFERENCE))
        return kept
    if Ask.COUNT in kept:
        drop(Ask.FIGURE, Ask.LIST, Ask.CONTENT, Ask.DUTIES, Ask.PRODUCT, Ask.DOC_NUMBER)
    if Ask.LIST in kept:
        drop(Ask.CONTENT, Ask.DUTIES, Ask.FIGURE, Ask.PRODUCT, Ask.DOC_NUMBER, Ask.SUBJECT)
    if Ask.START in kept and Ask.DUE in kept and _covered(found[Ask.DUE], found[Ask.START]):
        drop(Ask.DUE)
    if Ask.CONTENT in kept and Ask.LEAD in kept and _covered(found[Ask.LEAD], found[Ask.CONTENT]):
        drop(Ask.LEAD)  # "ở xã nào" asks for a place, not for who leads
    for stronger in (Ask.COOP, Ask.PRODUCT, Ask.START, Ask.DUE, Ask.LEAD, Ask.DUTIES):
        if stronger in kept:
            drop(Ask.CONTENT, Ask.DOC_NUMBER)
    if Ask.COOP in kept and Ask.LEAD in kept and _covered(found[Ask.LEAD], found[Ask.COOP]):
        drop(Ask.LEAD)
    if Ask.DUE in kept and Ask.LEAD in kept and _only_who(found[Ask.DUE], found[Ask.LEAD]):
        drop(Ask.LEAD)
    if Ask.DUTIES in kept and Ask.LEAD in kept and not re.search(r"(?<!\w)(?:ai|nào)(?!\w)", masked):
        drop(Ask.LEAD)
    if Ask.DOC_NUMBER in kept and Ask.FIGURE in kept and _covered(found[Ask.FIGURE], found[Ask.DOC_NUMBER]):
        drop(Ask.FIGURE)
    for when in (Ask.DUE, Ask.START, Ask.ISSUED):
        if Ask.FIGURE in kept and when in kept and _covered(found[Ask.FIGURE], found[when]):
            drop(Ask.FIGURE)
    if Ask.FIGURE in kept:
        drop(Ask.GOAL, Ask.CONTENT, Ask.DOC_NUMBER)
    about = [ask for ask in kept if ask in ABOUT_DOCUMENTS]
    if about and Ask.DUE in kept and Ask.ISSUED in about:
        drop(Ask.DUE, Ask.START)
    if about and Ask.LEAD in kept and (Ask.SIGNER in about or Ask.ISSUER in about):
        drop(Ask.LEAD)
    return kept


def _covered(weaker: Sequence[Cue], stronger: Sequence[Cue]) -> bool:
    """Does each stretch of the weaker cue lie in or touch one of the stronger?"""
    return all(any(w.start < s.end and s.start < w.end for s in stronger) for w in weaker)


def _only_who(due: Sequence[Cue], lead: Sequence[Cue]) -> bool:
    return _covered(lead, due)


_NUMBER = re.compile(r"(?<![\w/.,])(?:\d+-)?(?P<number>\d+(?:[.,]\d+)?)(?![\w/]|[.,]\d|-\d)(?:\s*(?P<unit>%|[^\W\d_]+))?")
_LIKE_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_UNIT = frozenset("là của ở trong và đến với theo cho thì do của ai nào vậy thế ạ hay phải có được".split())


def find_names(matter: str) -> list[str]:
    """Proper names typed with capitals, two syllables and more, not at the beginning: "phúc ứng"."""
    names: list[list[str]] = [[]]
    end = -1
    for at, match in enumerate(SYLLABLE.finditer(matter)):
        word = match.group()
        capital = word[0].isupper() and not word.isupper() and at > 0
        if not capital or (names[-1] and match.start() != end + 1):
            names.append([])
        if capital:
            names[-1].append(normal(word))
        end = match.end()
    return [" ".join(name) for name in names if len(name) > 1]


def find_numbers(matter: str) -> list[str]:
    """Numbers of the matter, with the word they count ("3 tuổi"); years and percentages alone."""
    found = []
    for match in _NUMBER.finditer(matter):
        unit = normal(match["unit"] or "")
        counts = unit and unit != "%" and unit not in _NO_UNIT and not _LIKE_YEAR.fullmatch(match["number"])
        found.append(f"{match['number']} {unit}" if counts else match["number"])
    return list(dict.fromkeys(found))


_PHONE = re.compile(r"số điện thoại|(?<!\w)(?:sđt|sdt|hotline|đường dây nóng)(?!\w)")
_UNIT = re.compile(r"(?:bao nhiêu|mấy) (?P<unit>phần trăm|%|phút|giờ|ngày|xã|huyện|nhóm|dự thảo|làng|người|đồng|tiền|triệu|tỷ|kcn|khu|cụm|điểm|trường|đề án|dự án|sản phẩm|hộ|ha|km|lần|buổi|tổ|văn bản|cuộc|đợt|(?!cái|chiếc|trở|là|vậy|thế|thì|ạ|nhỉ|em|hả|anh|bạn|của|trong|ở|theo|được|cho|và|mới|lên)\w+)")


def _unit(norm: str) -> str:
    if _PHONE.search(norm):
        return "điện thoại"
    match = _UNIT.search(norm)
    if match is None:
        return "%" if re.search(r"tỷ lệ|tỉ lệ|phần trăm|%", norm) and "bao nhiêu" in norm else ""
    unit = match["unit"]
    return "%" if unit == "phần trăm" else unit


def find_topic(text: str, topic_mask: str) -> Topic:
    """The words left over; agencies stand in them as typed, everything else that was recognised is gone."""
    shown = "".join(
        letter if sign not in (DOCUMENT, LOCATOR) and not (sign == " " and letter != " ") else " "
        for letter, sign in zip(text, topic_mask, strict=True)
    )
    matter = mask_agencies(shown, topic_mask)
    syllables: list[str] = []
    pairs: list[tuple[str, str]] = []
    previous: tuple[str, int] | None = None
    expanded = expand_abbreviations(matter)
    for match in SYLLABLE.finditer(normal(expanded)):
        syllable = match.group()
        if syllable in stopwords() or (len(syllable) == 1 and syllable.isalpha()):
            previous = None
            continue
        if previous is not None and not expanded[previous[1] : match.start()].strip(" -"):
            pairs.append((previous[0], syllable))
        syllables.append(syllable)
        previous = (syllable, match.end())
    return Topic(
        text=" ".join(expand_abbreviations(shown).split()),
        syllables=tuple(syllables),
        pairs=tuple(pairs),
        names=tuple(find_names(matter)),
        numbers=tuple(find_numbers(matter)),
    )


def mask_agencies(shown: str, topic_mask: str) -> str:
    """The topic without the agencies in it."""
    return "".join(" " if sign == AGENCY else letter for letter, sign in zip(shown, topic_mask, strict=True))


__all__ = ["Known", "Question", "Topic", "fold", "replace", "understand"]
