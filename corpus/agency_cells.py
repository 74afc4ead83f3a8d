"""The lists of agencies in table cells: "Sở Tư pháp; UBND huyện, thành phố và các cơ quan liên quan".

A comma or "và" stands inside names as often as between them. It separates where a new agency begins behind,
a name with its head ("Sở Nội vụ"), a group with its "các", a known abbreviation. It does not where an
enumeration of bare words goes on ("các sở, ban, ngành", "UBND huyện, thành phố") or a place shares the head
("UBND huyện Na Hang, Hàm Yên"). Duties behind a name are no part of it ("Sở Tư pháp đăng tải trên …").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from corpus.agency_book import clean_name
from corpus.agency_finder import AgencyFinder
from corpus.agency_names import find_words
from corpus.vietnamese import nfc, squeeze

_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li)>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>|\*{2,3}")
_BRACKETS = re.compile(r"\s*\([^()]*\)?")
_LABEL = re.compile(
    r"^(?:(?:cơ quan|đơn vị)[, ]+)*(?:chủ trì|phối hợp|thực hiện|tham mưu)[\w\s,]{0,20}:\s*", re.I
)
DUTY_LABEL = re.compile(  # inside a cell that names both: "Chủ trì: Sở Y tế. Phối hợp: Sở Nội vụ"
    r"(?:^|(?<=[\n.;,)>]))[\s*]*(?:[-–+•][\s*]*)?"
    r"(?:(?:các\s+)?(?:cơ\s+quan|đơn\s+vị)[,/\s]+(?:và\s+)?){0,2}"
    r"(?P<duty>chủ\s+trì|phối\s+hợp)(?:[,\s][^\n:;.]{0,20})?[\s*]*:[\s*]*",
    re.IGNORECASE,
)
_COLUMN_HEADER = re.compile(
    r"(?:(?:cơ quan|đơn vị|tổ chức|cá nhân|người|bộ phận|phòng|ban)(?:\s*[,/]\s*|\s+và\s+|\s+))+"
    r"(?:chủ trì|phối hợp|thực hiện|tham mưu|chịu trách nhiệm|phụ trách|đầu mối)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_PART = re.compile(r";|\n\s*[-–+•*]\s*|^\s*[-–+•*]\s*|\n\s*\n")
_DASHED = re.compile(r"\s*[-–]\s*(?P<words>[^\W\d_].*)", re.DOTALL)
_BULLETS = tuple("-–+•*")
_WITH_OTHERS = re.compile(r"(?:\s*,?\s*chủ trì)?\s*,?\s*(?<!\w)phối hợp (?:với|cùng)\b.*$", re.I | re.S)
_RELATED = re.compile(r"tổ chức\b.*\bliên quan$", re.IGNORECASE)
_LISTED = re.compile(r"[,/]|\svà\s")
_SHARED_HEAD = re.compile(r"(?:các\s+)?(?P<head>sở|bộ)\s*:?\s+", re.IGNORECASE)
_COLON = re.compile(r"(?<=\w)\s*:\s*(?=[^\W\d_a-zà-ỹ])")  # "UBND các xã: Châu Bính, Châu Phong"
_NO_NAMES = ("bộ", "sở", "ban", "nt", "như trên")  # a page break took the rest of it; or it names nobody
_ACRONYM = re.compile(r"[A-ZĐ]{3,}(?![\w.])")
_CODE = re.compile(r"[A-ZĐ]{1,3}\d{1,2}(?!\w)")
_MOST_WORDS = 110
_LONGEST_NAME = 250  # characters: whether a name begins somewhere is told by no more
_MOST_DUTY_WORDS = 12
_MOST_WORDS_BEHIND = 14
_SENTENCE = re.compile(r"\)\s+(?!và\b|hoặc\b|theo\b)[^\W\d_A-ZĐ]")  # "Phòng A (P9) rà soát …"
_OPEN = re.compile(r"(?:[,;/(–-]|\b(?:và|của|các|cùng|với|thuộc))$", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:được (?!lựa chọn|giao|phân)|bị|phải|cần|sẽ|đã|để|nhằm)\b|[.:?]\s")


class AgencyCells:
    """Reads the agency cells of tables with the agencies of one finder's book."""

    def __init__(self, finder: AgencyFinder) -> None:
        self._finder = finder
        words = {kind: _alternatives(phrases) for kind, phrases in finder.book.cells.items()}

        def compiled(pattern: str) -> re.Pattern[str]:
            return re.compile(pattern.format(**words), re.IGNORECASE)

        self._separator = compiled(r"\s*,\s*|\s*/\s*|\s+[-–+&]\s+|\.\s+|\s+(?:{joiners})\s+")
        self._quantified = compiled(r"(?:{quantifiers})\s+\w")
        self._shared = compiled(r"(?:các\s+)?(?:{shared})\b")
        self._group = compiled(
            r"(?:(?:{quantifiers})\s+)*(?:{nouns})(?!\w)"
            r"(?:(?:\s*[,/]\s*|\s+và\s+|\s+)(?:{nouns})(?!\w))*(?:\s+(?:có\s+)?liên\s+quan)?"
        )
        self._opener = compiled(r"(?:{openers})(?=\s*(?:[,/]|$)|\s+(?:và|(?:có\s+)?liên\s+quan)\b)")
        self._outside = compiled(r"(?:{outside})\b")
        self._after_state = compiled(r".*\b(?:{state})$")
        self._name = compiled(r"(?!(?:{not_heads})\b)(?:{heads})\s+(?!(?:{no_names})\b)(?=[^\W_])")
        self._described = compiled(r"(?:{described})\s")
        self._governing = compiled(r"(?:{governing})\b")
        self._person = re.compile(r"(?:{surnames})(?:\s+[^\W\d_a-zà-ỹ]\w*){{1,4}}(?!\w)".format(**words))
        self._alone = compiled(r"(?:{alone})(?=\s*[,/]|\s+và\b|$)")
        self._duty = re.compile(r"\s*(?:{duties})\b".format(**words))
        self._describing = re.compile(r"\s*(?:{describing})\b".format(**words))
        self._sure_duty = re.compile(r"\s+(?:{sure_duties})\b".format(**words))

    def split(self, cell: str | None) -> tuple[str, ...]:
        """The agencies of a cell as printed, one each, in order."""
        text = _BRACKETS.sub("", _TAG.sub("", _BREAK.sub("\n", nfc(cell or ""))))
        text = DUTY_LABEL.sub("\n\n", self._join_dashes(text))
        names = []
        for part in _PART.split(self._part_lines(text)):
            line = _WITH_OTHERS.sub("", _LABEL.sub("", squeeze(part)))
            names += [clean_name(self._without_duty(name)) for name in self._names(line.strip(" ,.-–"))]
        return tuple(name for name in names if name and name.lower() not in _NO_NAMES)

    def _join_dashes(self, text: str) -> str:
        """The cell with lines joined that a name's own dash begins: "Cục Kinh tế" / "- Quản lý xây dựng".

        A line that begins an agency is an item of a list; so is every line where the first one has a bullet.
        """
        if text.lstrip()[:1] in _BULLETS:
            return text
        first, *rest = text.split("\n")
        lines = [first]
        for line in rest:
            match = _DASHED.match(line)
            if match and not self._begins_agency(match["words"]):
                lines[-1] = f"{lines[-1].rstrip()} {line.lstrip()}"
            else:
                lines.append(line)
        return "\n".join(lines)

    def _begins_agency(self, words: str) -> bool:
        """Whether a text begins with an agency, a group or a person."""
        known = next(iter(self._finder.find(words[:_LONGEST_NAME])), None)
        forms = (self._name, self._quantified, self._person, self._opener, self._alone)
        return bool(known and known.start == 0) or any(form.match(words) for form in forms)

    def _part_lines(self, text: str) -> str:
        """The cell with an empty line before each line that begins another agency than the one above it.

        "Phòng Đào tạo" above "Phòng Công tác sinh viên" are two; "UBND" above "Thành phố Hà Nội" is one, as
        is what a connector leaves open.
        """
        first, *rest = text.split("\n")
        lines = [first]
        for line in rest:
            above = lines[-1].rstrip()
            begins = self._name.match(line) or self._quantified.match(line) or self._person.match(line)
            whole = not _OPEN.search(above) and (self._person.fullmatch(above) or self._is_agency(above))
            if begins and line[:1].isupper() and whole:
                lines.append("")
            lines.append(line)
        return "\n".join(lines)

    def _names(self, line: str) -> Iterator[str]:
        """The names of a line, still with their duties, parted where a new agency begins."""
        start = 0
        for cut, after in self._cuts(line):
            if cut > start and self._separates(line[start:cut], line[after:], side_by_side=cut == after):
                yield line[start:cut]
                start = after
        yield line[start:]

    def _cuts(self, line: str) -> list[tuple[int, int]]:
        """Where names may part: connectors outside known names, and known names side by side."""
        mentions = self._finder.find(line)
        connectors = [
            match.span()
            for match in self._separator.finditer(line)
            if not any(m.start < match.start() and match.end() < m.end for m in mentions)
        ]
        beside = [
            (second.start, second.start)
            for first, second in pairwise(mentions)
            if line[first.end : second.start].isspace() and second.printed[0].isupper()
        ]
        return sorted(connectors + beside)

    def _separates(self, left: str, right: str, *, side_by_side: bool) -> bool:
        """Whether an agency ends with `left` and another one begins with `right`."""
        if not right:
            return False
        if side_by_side:
            mentions = self._finder.find(left)
            return bool(mentions) and mentions[0].start == 0 and mentions[-1].end == len(left.rstrip())
        group = self.is_group(left)
        if self._quantified.match(right):
            return group or not self._shared.match(right) or not self._shared_head(left)
        if right[0].islower() and self._governing.match(left):
            return False
        known = next(iter(self._finder.find(right[:_LONGEST_NAME])), None)
        if known and known.start == 0 and not (group and known.collective and self._group.match(right)):
            return True
        if self._name.match(right) and (right[0].isupper() or not group):
            return True
        if self._person.match(right) and self._person.fullmatch(left.strip()):
            return True
        if _CODE.match(right) or self._alone.match(right) or (_ACRONYM.match(right) and _ACRONYM.match(left)):
            return True
        if self._outside.match(right) and group:
            return bool(self._after_state.match(left.strip().lower()))
        if self._opener.match(right) or _RELATED.match(right):
            return not group or left.rstrip().endswith("liên quan")
        return False

    def _shared_head(self, left: str) -> bool:
        """Whether `left` has a head that the levels behind it share: "UBND thành phố"."""
        words = find_words(left)
        return bool(words) and self._finder.book.local.match(words, 0, left) is not None

    def is_group(self, name: str) -> bool:
        """Whether a name is an enumeration of bare nouns: "các sở", "sở, ban, ngành của tỉnh"."""
        if self._quantified.match(name):
            return True
        match = self._group.match(name)
        return match is not None and (match.end() == len(name.rstrip()) or bool(_LISTED.search(match[0])))

    def _without_duty(self, name: str) -> str:
        """The name without the words that say what the agency does."""
        known = next(iter(self._finder.find(name)), None)
        group = self._group.match(name) if self.is_group(name) else None
        end = known.end if known and known.start == 0 else 0
        end = max(end, group.end() if group else 0)
        if end and (duty := self._duty.match(name, end)):
            grouped = bool(group) or bool(known and known.collective)
            if not (grouped and self._describing.match(name, end)):
                return name[: duty.start()]
        sure = self._sure_duty.search(name)
        return name[: sure.start()] if sure else name

    def looks_like(self, cell: str | None) -> bool:
        """Whether a cell holds agencies, rather than a task, a product or a time."""
        text = nfc(cell or "")
        if not text.strip() or len(text.split()) > _MOST_WORDS:
            return False
        if _SENTENCE.search(text) or _COLUMN_HEADER.fullmatch(clean_name(text)):
            return False
        names = self.split(text)
        named = sum(len(name.split()) for name in names)
        text = DUTY_LABEL.sub(" ", _BRACKETS.sub("", text))
        unnamed = len(re.sub(r"[-–+*•]", " ", text).split()) - named
        return bool(names) and unnamed <= _MOST_DUTY_WORDS * len(names) and all(map(self._is_agency, names))

    def _is_agency(self, name: str) -> bool:
        if _CODE.fullmatch(name) or _ACRONYM.fullmatch(name):
            return True
        if self._finder.book.lookup(name) or len(self.expand(name)) > 1:
            return True
        known = next(iter(self._finder.find(name)), None)
        group = self._group.match(name) if self.is_group(name) else None
        end = max(known.end if known and known.start == 0 else 0, group.end() if group else 0)
        behind = name[end:]
        if _CLAUSE.search(behind) or len(behind.split()) > _MOST_WORDS_BEHIND:
            return False
        head = None if end else self._name.match(name)
        return bool(end) or bool(head and (name[head.end()].isupper() or self._described.match(name)))

    def expand(self, name: str) -> tuple[str, ...]:
        """The canonical names of one printed item: each place, level or field behind a shared head."""
        book = self._finder.book
        name = clean_name(_COLON.sub(" ", name, count=1))
        words = find_words(name)
        several = book.local.match_all(words, name) or self._fields(name)
        return tuple(several) if len(several) > 1 else (book.canonical(name),)

    def _fields(self, name: str) -> list[str]:
        """The agencies of a head with several fields ("các Sở: Tài chính, Nội vụ"), or none."""
        match = _SHARED_HEAD.match(name)
        if not match:
            return []
        found, start = [], match.end()
        stops = [(m.start(), m.end()) for m in self._separator.finditer(name, start)] + [
            (len(name), len(name))
        ]
        while start < len(name):
            known = [
                (agency.name, after)
                for stop, after in stops
                if stop > start
                and (agency := self._finder.book.lookup(f"{match['head']} {name[start:stop]}"))
            ]
            if not known:
                return []
            found.append(known[-1][0])  # the longest: "Văn hóa, Thể thao và Du lịch" is one
            start = known[-1][1]
        return found


def _alternatives(phrases: Iterable[str]) -> str:
    """A pattern of the phrases, the longest first, blanks as any white space."""
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
