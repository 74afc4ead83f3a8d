"""What is left of a question when its mentions and cues are taken out: the matter it is about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from corpus.vietnamese import SYLLABLE
from index.reading.asks import AGENCY, DOCUMENT, LOCATOR, empty_words, stopwords
from index.reading.wording import expand_abbreviations, normal, same_length


@dataclass(frozen=True)
class Topic:
    """What is left of a question when its mentions and cues are taken out."""

    text: str  # the words, for retrieval; agencies of the matter stay in
    syllables: tuple[str, ...]  # the syllables that carry matter, in order
    pairs: tuple[tuple[str, str], ...]  # neighbours among them
    names: tuple[str, ...] = ()  # proper names as typed with capitals, normalised: "phúc ứng"
    numbers: tuple[str, ...] = ()  # numbers of the matter: "2026", "3"
    pinned: bool = False  # the question names the plan it asks about, or its province

    @cached_property
    def matter(self) -> frozenset[str]:
        """The syllables, each once."""
        return frozenset(self.syllables)

    def without(self, words: frozenset[str]) -> Topic:
        """The topic less these syllables and the pairs that hold one; its text stays for retrieval."""
        return replace(
            self,
            syllables=tuple(s for s in self.syllables if s not in words),
            pairs=tuple(pair for pair in self.pairs if not words.intersection(pair)),
            numbers=tuple(number for number in self.numbers if number.partition(" ")[0] not in words),
        )


NO_TOPIC = Topic("", (), ())

_NUMBER = re.compile(
    r"(?<![\w/.,])(?:\d+-)?(?P<number>\d+(?:[.,]\d+)?)(?![\w/]|[.,]\d|-\d)(?:\s*(?P<unit>%|[^\W\d_]+))?"
)
_LIKE_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_UNIT = frozenset(
    "là của ở trong và đến với theo cho thì do của ai nào vậy thế ạ hay phải có được".split()
)


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
            names[-1].append(same_length(word))
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
_NO_THING = "cái|chiếc|trở|là|vậy|thế|thì|ạ|nhỉ|em|hả|anh|bạn|của|trong|ở|theo|được|cho|và|mới|lên|lần"
_UNIT = re.compile(
    rf"(?:bao nhiêu|mấy) (?P<unit>phần trăm|%|dự thảo|đề án|dự án|sản phẩm|văn bản|(?!{_NO_THING})\w+)"
)


_MONEY = re.compile(
    r"(?<!\w)(?:kinh phí|ngân sách|chi phí|(?<!đánh )giá(?! trị| cả)|số tiền|vốn|tổng mức đầu tư|"
    r"mức (?:hỗ trợ|chi|thưởng|phạt))(?!\w)"
)
_OF_ANOTHER_KIND = re.compile(r"(?<!\w)(?:ai|nào|đâu|gì|sao|khi|bao giờ|thế nào|không)(?!\w)")
_HOW_MUCH = re.compile(r"(?<!\w)(?:bao nhiêu|mấy)(?= *(?:vậy|thế|ạ|nhỉ|hả|em|anh|chị|bạn| )*[?.!]*$)")


def asks_money(norm: str) -> bool:
    """Does a question of no other cue ask what something costs: "kinh phí của …", "ngân sách cho …"?"""
    return _MONEY.match(norm.lstrip()) is not None and _OF_ANOTHER_KIND.search(norm) is None


def find_unit(norm: str) -> str:
    """The word a number is asked for: "mấy phút" → "phút", "bao nhiêu phần trăm" → "%"; empty where none."""
    if _PHONE.search(norm):
        return "điện thoại"
    match = _UNIT.search(norm)
    if match is None:
        if asks_money(norm) or (_MONEY.search(norm) and _HOW_MUCH.search(norm)):
            return "tiền"
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
    found = list(SYLLABLE.finditer(normal(expanded)))
    no_matter, empty_pairs = stopwords(), empty_words()
    empty = {
        at + step
        for at, pair in enumerate(pairwise(match.group() for match in found))
        if pair in empty_pairs
        for step in (0, 1)
    }
    for at, match in enumerate(found):
        if at in empty:
            previous = None
            continue
        syllable = match.group()
        if syllable in no_matter or (len(syllable) == 1 and syllable.isalpha() and syllable != "y"):
            previous = None
            continue
        if previous is not None and not expanded[previous[1] : match.start()].strip(" -"):
            pairs.append((previous[0], syllable))
        syllables.append(syllable)
        previous = (syllable, match.end())
    text_expanded = expanded if matter == shown else expand_abbreviations(shown)
    return Topic(
        text=" ".join(text_expanded.split()),
        syllables=tuple(syllables),
        pairs=tuple(pairs),
        names=tuple(find_names(matter)),
        numbers=tuple(find_numbers(matter)),
    )


def mask_agencies(shown: str, topic_mask: str) -> str:
    """The topic without the agencies in it."""
    if AGENCY not in topic_mask:
        return shown
    return "".join(" " if sign == AGENCY else letter for letter, sign in zip(shown, topic_mask, strict=True))
