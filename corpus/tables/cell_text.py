"""The text of cells that a page break parted: is it whole, how is it joined, where does the next begin?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.agencies import looks_like_agencies
from corpus.dates import looks_like_time
from corpus.markup import split_bullets
from corpus.tables.columns import TIME_ROLES, Role
from corpus.tables.vocabulary import vocabulary
from corpus.vietnamese import fold, squeeze

_SENTENCE_END = re.compile(r"[.!?…:;][\"”’»)]*$")
_FULL_STOP = re.compile(r"[.!?…][\"”’»)]*$")
_UNFINISHED = re.compile(
    r"(?:[,;:(/–-]|\b(?:và|của|các|những|cho|với|về|theo|tại|trong|hoặc|do|từ|đến)"
    r"|(?<!hằng )(?<!hàng )(?<!mỗi )\b(?:năm|tháng|quý|ngày))$",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(r"(?:\b(?:TP|TX|TT|Tr|PGS|TS|ThS|GS|BS|[^\W\d_])|(?<!\d)\d{1,2})\.$", re.I)
_NAME_PARTS = frozenset({"và", "Sở", "Ban", "Bộ", "Cục", "Phòng", "ban", "nhân", "tâm", "viện", "Ủy", "Ban,"})

KNOWN, LIKELY, HALF, UNTOLD, BROKEN = 3.0, 2.0, 1.0, 0.0, -1.0
"""How whole a text looks: known from other rows; like its kind; like it, but the beginning of a longer one;
nothing told; cut off."""


def starts_inside_sentence(text: str) -> bool:
    """Whether the first letter of the text is a small one."""
    first = next((c for c in text if c.isalnum()), "")
    return first.isalpha() and first.islower()


def ends_sentence(text: str) -> bool:
    """Whether the text ends with a full stop, a question mark or an ellipsis."""
    return bool(_FULL_STOP.search(text))


def is_capitals(text: str) -> bool:
    """Whether the text is a title in capitals of at least two words."""
    return text.isupper() and len(re.findall(r"[^\W\d_]{2,}", text)) >= 2


def clauses(text: str) -> list[str]:
    """The parts of an agency or time cell between semicolons and line breaks."""
    return [clause for part in re.split(r"[;\n]", text) if (clause := squeeze(part).strip(" .,-–"))]


class Memory(NamedTuple):
    """The clauses of one agency or time column: how often each is spelled how, by folded text.

    `inner` are those of rows away from page breaks, which nothing can have cut.
    """

    role: Role
    spellings: dict[str, Counter[str]]
    inner: set[str]

    def wholeness(self, text: str, own: Iterable[str] = ()) -> float:
        """How whole an agency or time cell looks; `own` are the cells it is made of, which prove nothing."""
        own = tuple(own)
        if text.endswith((",", ";")):
            return UNTOLD
        return min((self._grade(clause, own) for clause in clauses(text)), default=UNTOLD)

    def is_cut_off(self, text: str) -> bool:
        """Whether the text itself shows that its end is missing."""
        parts = clauses(text)
        return text.endswith((",", ";")) or bool(
            parts and (_UNFINISHED.search(parts[-1]) or self._is_cut(parts[-1]))
        )

    def _grade(self, clause: str, own: Sequence[str]) -> float:
        cut = self._is_cut(clause)
        if not cut and self._knows(clause, own):
            return KNOWN
        if _UNFINISHED.search(clause):
            return BROKEN
        looks_like = looks_like_time if self.role in TIME_ROLES else looks_like_agencies
        if starts_inside_sentence(clause) or not looks_like(clause):
            return UNTOLD
        return HALF if cut else LIKELY

    def _knows(self, clause: str, own: Iterable[str]) -> bool:
        """Whether cells of the column other than `own` hold the clause."""
        key = fold(clause)
        mine = sum(fold(part) == key for cell in own for part in clauses(cell))
        return sum(self.spellings.get(key, Counter()).values()) > mine

    def _is_cut(self, clause: str) -> bool:
        """Whether the clause is the beginning of a longer one, and stands alone only beside page breaks."""
        key = fold(clause)
        return key not in self.inner and any(known.startswith(key + " ") for known in self.inner)

    def respell(self, text: str) -> tuple[str, tuple[str, str] | None]:
        """A joined text, a clause that no row spells so spelled as the others do, and the words changed."""
        for clause in clauses(text):
            spellings = self.spellings.get(fold(clause), Counter())
            usual = spellings.most_common(1)[0][0] if spellings else clause
            if spellings[usual] >= 2 and not spellings[clause] and clause.casefold() != usual.casefold():
                wrong, right = _difference(clause, usual)
                return text.replace(clause, clause[: len(clause) - len(wrong)] + right), (wrong, right)
        return text, None


def _difference(wrong: str, right: str) -> tuple[str, str]:
    """The last words of two spellings, from the first differing word on."""
    a, b = wrong.split(), right.split()
    same = 0
    while same < min(len(a), len(b)) and a[same].casefold() == b[same].casefold():
        same += 1
    return " ".join(a[same:]), " ".join(b[same:])


class Printed(NamedTuple):
    """A cell, and whether a page may have begun above its row or ended below it."""

    text: str
    top: bool
    bottom: bool


def remember(cells: Iterable[Printed], role: Role) -> Memory:
    """What one column holds; what may be the rest of a cut cell is left out."""
    memory = Memory(role, {}, set())
    for cell in cells:
        for index, clause in enumerate(clauses(cell.text)):
            if cell.top and not index and starts_inside_sentence(clause):
                continue
            memory.spellings.setdefault(fold(clause), Counter())[clause] += 1
            if not cell.top and not cell.bottom:
                memory.inner.add(fold(clause))
    return memory


def join_text(above: str, below: str) -> str:
    """Free text cut by a page break: a sentence goes on, a new sentence or bullet is a new paragraph.

    268/KH-UBND, lines 95 and 98: "… phương án tự chủ tài chính" and "Các đơn vị SNCL cần …" are two.
    """
    if not above or not below:
        return above or below
    same_sentence = starts_inside_sentence(below) or below[0].isdigit() or _UNFINISHED.search(above)
    begins_bullet = below.startswith(("- ", "+ ", "• "))
    lines = f"{above} {below}".split("\n") if same_sentence and not begins_bullet else [above, below]
    return "\n".join(bullet for line in lines for bullet in split_bullets(line))


def join_agencies_or_times(above: str, below: str) -> str:
    """An agency or time cell cut by a page break: always one text."""
    return f"{above} {below}".strip() if not below.startswith("- ") else f"{above}\n{below}".strip()


def repeats_whole(above: str, below: str) -> bool:
    """Whether the lower cell repeats the cut upper one from its beginning: "Thường", "Thường xuyên"."""
    a, b = fold(above).split(), fold(below).split()
    return bool(a) and b[: len(a)] == a


def repeats_end(above: str, below: str) -> bool:
    """Whether the lower cell only repeats the last words of the upper one, at least two."""
    a, b = fold(above).split(), fold(below).split()
    return 2 <= len(b) < len(a) and a[-len(b) :] == b


class Parting(NamedTuple):
    """A cell that holds the end of one row's text and the next row's own."""

    head: str
    tail: str
    sure: bool


def part_text(text: str) -> Parting | None:
    """Where a row's own text begins in a cell that first ends another's; None: nothing tells.

    A paragraph tells it best, then a task's opening word in capitals without a full stop before it
    (220/KH-UBND, line 135: "… tại Tuyên Quang Tham mưu …"), then the end of a sentence, best before such a
    word.
    """
    if "\n" in text:
        head, tail = text.split("\n", 1)
        return Parting(head, tail, sure="\n" not in tail)
    words = text.split(" ")
    openings = vocabulary().openings
    run_on: list[int] = []
    opened: list[int] = []
    ended: list[int] = []
    for at in range(1, len(words)):
        opens = any(" ".join(words[at : at + n]).rstrip(",") in openings for n in (1, 2, 3, 4))
        if not words[at][:1].isupper():
            continue
        before = words[at - 1]
        if ends_sentence(before) and not _ABBREVIATED.search(before):
            (opened if opens else ended).append(at)
        elif (
            opens and before not in _NAME_PARTS and not _SENTENCE_END.search(before) and before[-1].isalnum()
        ):
            run_on.append(at)
    places = run_on or opened or ended
    if not places:
        return None
    return Parting(" ".join(words[: places[0]]), " ".join(words[places[0] :]), sure=len(places) == 1)


def part_agencies_or_times(above: str, below: str, memory: Memory) -> Parting | None:
    """How much of `below` completes `above`: the parting with the wholest two cells; None: nothing of it.

    220/KH-UBND, line 135: "Thường" above "xuyên Hàng năm" is "Thường xuyên" and "Hàng năm".
    """
    own = (above, below)
    upper, alone = memory.wholeness(above, own), memory.wholeness(below, own)
    if upper >= HALF and alone >= HALF:
        return None
    best, best_score = None, upper + alone
    for word in re.finditer(r"\S+", below):
        head, tail = below[: word.end()], below[word.end() :].lstrip()
        joined = memory.wholeness(join_agencies_or_times(above, head), own)
        rest = memory.wholeness(tail, own)
        if tail:
            score = joined + rest + (0.25 if tail[0].isupper() else 0.0)
        else:
            score = joined + (1.0 if alone <= UNTOLD else -1.0)
        if score > best_score + 0.5:
            sure = joined >= LIKELY and (rest >= LIKELY or not tail)
            best, best_score = Parting(head, tail, sure), score
    return best


_DITTO = re.compile(
    r"""\W*(?:n\.?t|như trên|như dòng trên)\W*|[\s.-]*(?:["”“″〃]|''|//)[\s.-]*""", re.IGNORECASE
)


def is_ditto(cell: str) -> bool:
    """Whether a cell only says that the one above it holds for it too: "nt", "Như trên", '"'."""
    return bool(_DITTO.fullmatch(cell))


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing that a row below could repeat: empty, a dash, another "nt"."""
    return not any(map(str.isalnum, cell)) or is_ditto(cell)
