"""What a question is about: documents, sections and rows by number, cited instruments, provinces.

The recognisers of the plans (corpus.numbers, corpus.dates, corpus.agencies) recognise it in questions too;
here stands only how people point at places in a plan.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corpus.numbers import find_document_numbers, same_document_number
from corpus.vietnamese import SYLLABLE, fold, nfc
from index.reading.spoken_numbers import NUMBER, find_readings

KINDS = {
    "kế hoạch": ("KH",),
    "công văn": ("", "CV"),
    "văn bản": ("", "KH", "CV"),
    "nghị quyết": ("NQ", "QH", "UBTVQH"),
    "quyết định": ("QĐ",),
    "chỉ thị": ("CT",),
    "kết luận": ("KL",),
    "kết luận thanh tra": ("KL",),
    "thông báo": ("TB",),
    "đề án": ("ĐA",),
    "nghị định": ("NĐ",),
    "quy định": ("QĐ", "QĐi"),
    "báo cáo": ("BC",),
    "hướng dẫn": ("HD",),
    "thông tư": ("TT",),
    "tờ trình": ("TTr",),
    "chương trình": ("CTr",),
}
_TABLES = ("biểu phân công", "danh mục", "phụ lục", "bảng")  # "biểu phân công 165" is the table of plan 165
_SHORT_NUMBER = re.compile(
    rf"(?<!\w)(?P<kind>{'|'.join(sorted((*KINDS, *_TABLES), key=len, reverse=True))})"
    r"(?: (?:số|số hiệu|mang số))? ?(?P<first>\d+)(?![\d/%.,]*\w|/|-\w)"
    r"(?P<more>(?:(?:,| và| với| hay|,? kế hoạch| so với)+ (?:số )?\d+(?![\w/.-]))*)"
)

_DIGITS = re.compile(r"\d+")
LOADED_KINDS = {"kế hoạch", "công văn", "văn bản", *_TABLES}


@dataclass(frozen=True)
class DocumentMention:
    """A document named in a question.

    `ids`: the loaded documents it may mean; `cited`: numbers as the plans cite them, where it is not
    loaded but cited; both empty: the plans know no such document.
    """

    printed: str
    ids: tuple[str, ...]
    cited: tuple[str, ...]
    start: int
    end: int


def find_documents(norm: str, loaded: Mapping[str, str], cited: Iterable[str]) -> list[DocumentMention]:
    """Documents named by number in a normalised question, in order.

    `loaded`: document id → number as issued; `cited`: every number the loaded plans cite.
    """
    cited = tuple(cited)
    found = []
    for number in find_document_numbers(norm):
        ids = tuple(i for i, issued in loaded.items() if same_document_number(issued, number.id))
        others = tuple(c for c in cited if same_document_number(c, number.id)) if not ids else ()
        found.append(DocumentMention(number.id, ids, others, number.start, number.end))
    masked = mask(norm, [(m.start, m.end) for m in found])
    for match in _SHORT_NUMBER.finditer(masked):
        kind = match["kind"]
        for digits in _DIGITS.finditer(match.group()):
            at = match.start() + digits.start()
            codes = KINDS.get(kind, ("KH",))
            ids = starting_with(digits.group(), loaded, codes)
            if kind not in LOADED_KINDS:  # "nghị quyết 54" is not the plan 54
                ids = tuple(i for i in ids if _code(loaded[i]) in codes)
            if kind in _TABLES and not ids:
                continue
            if not ids and (
                re.fullmatch(r"(?:19|20)\d\d", digits.group()) or _COUNTED.match(norm, match.end())
            ):
                continue  # "kế hoạch 2024 của tỉnh", "kế hoạch 5 năm": no number of a document
            others = () if ids else _codes(digits.group(), codes, cited)
            start = match.start() if not found or found[-1].start < match.start() else at
            found.append(
                DocumentMention(f"{kind} {digits.group()}", ids, others, start, at + len(digits.group()))
            )
    found += _compared(mask(norm, [(m.start, m.end) for m in found]), loaded)
    found += _spoken(mask(norm, [(m.start, m.end) for m in found]), loaded)
    found.sort(key=lambda mention: mention.start)
    return [_widen(norm, mention) for mention in found]


_LOADED_KIND = "|".join(sorted(LOADED_KINDS, key=len, reverse=True))
_SPOKEN = re.compile(rf"(?<!\w)(?P<kind>{_LOADED_KIND})(?: số)? (?P<words>{NUMBER.pattern})")


_COMPARED = re.compile(
    r"(?<!\w)(?:so sánh|đối chiếu)(?: giữa)? (?P<a>\d{2,4}) (?:và|với) (?P<b>\d{2,4})(?![\w/])"
    r"|^ *(?P<c>\d{2,4}) (?:và|với) (?P<d>\d{2,4})(?= .*(?:khác|giống))"
)


def _compared(masked: str, loaded: Mapping[str, str]) -> list[DocumentMention]:
    """Two loaded plans that are compared by their bare numbers: "so sánh 54 và 220"."""
    match = _COMPARED.search(masked)
    if match is None:
        return []
    found = []
    for name, digits in match.groupdict().items():
        if digits and (ids := starting_with(digits, loaded, KINDS["kế hoạch"])):
            found.append(DocumentMention(f"kế hoạch {digits}", ids, (), match.start(name), match.end(name)))
    return found if len(found) > 1 else []


def _spoken(masked: str, loaded: Mapping[str, str]) -> Iterator[DocumentMention]:
    """Loaded documents whose number is said in words: "kế hoạch hai trăm hai mươi"."""
    for match in _SPOKEN.finditer(masked):
        codes = KINDS.get(match["kind"], ("KH",))
        for number in find_readings(match["words"]):
            if ids := starting_with(str(number), loaded, codes):
                yield DocumentMention(f"{match['kind']} {number}", ids, (), match.start(), match.end())
                break


_COUNTED = re.compile(r" (?:năm|tháng|ngày|cửa|cấp)(?! \d)(?!\w)")
_YEAR_BEHIND = re.compile(
    r"(?: (?:ban hành|ra|ký|của))*(?: vào)? (?:năm (?P<year>(?:19|20)\d\d)"
    r"|ngày \d{1,2}(?:[/.-]\d{1,2}[/.-]| tháng \d{1,2} năm )(?P<dated>(?:19|20)\d\d))(?!\d)"
)


_PROPOSED = re.compile(
    r"[ ,]*(?:là |có )*(?:phải|đúng|à|hả|chứ)(?: không| chứ)?[ ?.!]*(?:ạ|em|anh|chị)?[ ?.!]*$"
)


def narrow_by_issue(
    mention: DocumentMention,
    norm: str,
    provinces: Collection[str],
    issued: Mapping[str, tuple[int | None, str]],
) -> DocumentMention:
    """Of several documents with one number, those of a year or a province that the question names."""
    behind = _YEAR_BEHIND.match(norm, mention.end)
    years = {issued[i][0] for i in mention.ids}
    if behind and int(behind["year"] or behind["dated"]) in years and not _PROPOSED.match(norm, behind.end()):
        mention = replace(mention, end=behind.end())  # "kế hoạch 54 năm 2022": the year is part of its name
    if len(mention.ids) < 2:
        return mention
    named = {int(year) for year in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", norm)}
    kept = tuple(i for i in mention.ids if issued[i][0] in named) or mention.ids
    kept = tuple(i for i in kept if issued[i][1] in provinces) or kept
    return replace(mention, ids=kept)


_EXCEPT = re.compile(
    r"(?<!\w)(?:ngoại trừ|trừ(?: ra| đi)?|ngoài|không tính|không kể|bỏ qua|không phải)(?: của| trong| ở)? $"
)


def except_documents(
    mentions: Sequence[DocumentMention], norm: str, loaded: tuple[str, ...]
) -> tuple[list[DocumentMention], bool]:
    """A mention behind "trừ", "ngoài" means all the other loaded documents; whether there is one."""
    found = []
    for mention in mentions:
        except_for = _EXCEPT.search(norm[: mention.start]) if mention.ids else None
        if except_for is not None:
            others = tuple(i for i in loaded if i not in mention.ids)
            mention = replace(mention, ids=others or mention.ids, start=except_for.start())
        found.append(mention)
    return found, found != list(mentions)


def starting_with(digits: str, loaded: Mapping[str, str], codes: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of the loaded documents whose number begins with these digits; of the kind, if any is."""
    same = tuple(i for i, number in loaded.items() if _leading(number) == int(digits))
    of_kind = tuple(i for i in same if _code(loaded[i]) in codes)
    # "công văn 54" for a plan: people mix the kinds up, the number tells
    return of_kind or same


def _codes(digits: str, codes: tuple[str, ...], cited: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        number
        for number in cited
        if _leading(number) == int(digits) and any(_code(number).startswith(code) for code in codes if code)
    )


def _leading(number: str) -> int | None:
    """The figure that a number begins with: "054/KH-UBND" → 54."""
    digits = _DIGITS.match(number)
    return int(digits.group()) if digits else None


def _code(number: str) -> str:
    """The kind's code in a number: "165-KH/TU" → "KH", "43/2022/QH15" → "QH", "1510/UBND-TH" → ""."""
    parts = re.split(r"[/-]", number)[1:]
    parts = [part for part in parts if not part.isdigit()]
    code = re.sub(r"\d+$", "", parts[0]) if parts else ""
    return "" if code.startswith(("UBND", "VP", "S")) else code


_KIND_BEFORE = re.compile(
    rf"(?:(?:các |những )?(?:{'|'.join(sorted(KINDS, key=len, reverse=True))})(?: số:?)? ?)$"
)


def _widen(norm: str, mention: DocumentMention) -> DocumentMention:
    """Take the kind before a number into its mention: "kế hoạch số 54/KH-UBND"."""
    before = _KIND_BEFORE.search(norm[: mention.start])
    if before is None:
        return mention
    return DocumentMention(mention.printed, mention.ids, mention.cited, before.start(), mention.end)


def find_provinces(
    norm: str, provinces: Iterable[str], asked: str = "", own: Collection[str] = ()
) -> list[tuple[str, int, int]]:
    """Provinces named in a question: (name, start, end).

    `asked`: the question as typed: where it names one of the plans' `own` provinces without accents, whatever
    was made of it counts.
    """
    words = f" {' '.join(SYLLABLE.findall(nfc(asked).lower()))} "
    names, pattern = _province_pattern(tuple(provinces))
    found = []
    for match in pattern.finditer(fold(norm)):
        typed = norm[match.start() : match.end()]
        province = names[match.group()]
        # accents may be missing, but typed ones count: "hà nam", not "hạ nấm"
        so_typed = province in own and f" {match.group()} " in words
        if so_typed or typed in (province.lower(), match.group()):
            found.append((province, match.start(), match.end()))
    return found


@cache
def _province_pattern(provinces: tuple[str, ...]) -> tuple[dict[str, str], re.Pattern[str]]:
    names = {fold(province): province for province in provinces}
    longest_first = sorted(names, key=len, reverse=True)
    return names, re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def mask(text: str, spans: Iterable[tuple[int, int]], sign: str = " ") -> str:
    """Put a sign in the place of every letter of the given spans."""
    for start, end in spans:
        text = text[:start] + sign * (end - start) + text[end:]
    return text
