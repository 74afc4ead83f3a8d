"""How an annex's table is called: in citations ("Phụ lục II") and in ids ("PL2")."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.markup import clean_inline
from corpus.model import Lines, SourceLine
from corpus.numbers import roman_to_int
from corpus.tables.vocabulary import vocabulary
from corpus.vietnamese import fold

_TITLE_LINES = 12  # lines with words above a table that may hold its annex's title
_INSERTED = "Phụ lục"  # an annex whose title only says what it comes with ("Kèm theo Kế hoạch số …")
_IN_TEXT = "Bảng"  # a table in the plan's own text


def name_table(above: Sequence[SourceLine]) -> str | None:
    """How a person cites a table, from the lines above it; None: they do not say.

    "Danh mục", "Biểu phân công", "Phụ lục II"; "Phụ lục" where the title only says what it comes with. A
    numbered "PHỤ LỤC II" above its subject ("DANH MỤC CÁC NHIỆM VỤ") is the better name.
    """
    texts = [text for line in reversed(above) if (text := clean_inline(line.text))][:_TITLE_LINES]
    inserted = False
    for at, text in enumerate(texts):
        folded = fold(text)
        if match := vocabulary().annex_title.match(folded):
            return _numbered_annex(texts[at + 1 :]) or _as_cited(text[: match.end()], text.isupper())
        if "noi nhan" in folded:
            break
        inserted = inserted or "kem theo" in folded
    return _INSERTED if inserted else None


def _numbered_annex(above: Sequence[str]) -> str | None:
    """The numbered annex whose title the lines above go on with, the nearest first; None: there is none."""
    for text in above:
        folded = fold(text)
        match = vocabulary().annex_title.match(folded)
        if match and folded.startswith("phu luc") and any(_count(word) for word in match[0].upper().split()):
            return _as_cited(text[: match.end()], text.isupper())
        if not text.isupper() and "kem theo" not in folded:
            return None
    return None


def _as_cited(title: str, in_capitals: bool) -> str:
    """A title's first words as a sentence writes them: "PHỤ LỤC II" → "Phụ lục II"."""
    words = title.split()
    if in_capitals:
        words = [word if _count(word) else word.lower() for word in words]
    name = " ".join(words)
    return name[0].upper() + name[1:]


def name_tables(lines: Sequence[SourceLine], spans: Sequence[Lines]) -> list[str]:
    """The names of a file's tables; one without a title of its own belongs to the annex of the one before."""
    names: list[str] = []
    end = 0
    for first, last in spans:
        names.append(name_table(lines[end : first - 1]) or (names[-1] if names else _IN_TEXT))
        end = last
    return names


def label_tables(names: Sequence[str]) -> list[str]:
    """A label per table for its ids, each one once; none where the file has one table.

    The printed number tells it: "Phụ lục II" → "PL2", "Biểu số 03" → "B3", a second one "PL2-2". A table
    without one is counted: "B1", "B2" …
    """
    if len(names) < 2:
        return [""] * len(names)
    labels: list[str] = []
    for name in names:
        words = [word for word in name.split() if fold(word) != "so"]
        letters = "".join(fold(word)[0].upper() for word in words if not _count(word))
        number = "".join(str(_count(word)) for word in words if _count(word))
        label, serial = letters + number, 2
        if not number:
            label = next(f"B{at}" for at in range(len(labels) + 1, 10_000) if f"B{at}" not in labels)
        while label in labels:
            label, serial = f"{letters}{number}-{serial}", serial + 1
        labels.append(label)
    return labels


def _count(word: str) -> int | None:
    """The number that a word of a title is: "II", "02"."""
    return int(word) if word.isdecimal() else roman_to_int(word) if word.isupper() else None
