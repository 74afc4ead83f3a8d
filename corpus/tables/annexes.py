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

    "Danh mục", "Biểu phân công", "Phụ lục II"; "Phụ lục" where the title only says what it comes with.
    """
    texts = [text for line in reversed(above) if (text := clean_inline(line.text))]
    inserted = False
    for text in texts[:_TITLE_LINES]:
        folded = fold(text)
        if match := vocabulary().annex_title.match(folded):
            words = text[: match.end()].split()
            if text.isupper():
                words = [word if _count(word) else word.lower() for word in words]
            name = " ".join(words)
            return name[0].upper() + name[1:]
        if "noi nhan" in folded:
            break
        inserted = inserted or "kem theo" in folded
    return _INSERTED if inserted else None


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

    "Phụ lục II" → "PL2", "Danh mục" → "DM", a second one "DM-2".
    """
    if len(names) < 2:
        return [""] * len(names)
    labels: list[str] = []
    for name in names:
        words = [word for word in name.split() if fold(word) != "so"]
        letters = "".join(fold(word)[0].upper() for word in words if not _count(word))
        base = letters + "".join(str(_count(word)) for word in words if _count(word))
        label, serial = base, 2
        while label in labels:
            label, serial = f"{base}-{serial}", serial + 1
        labels.append(label)
    return labels


def _count(word: str) -> int | None:
    """The number that a word of a title is: "II", "02"."""
    return int(word) if word.isdecimal() else roman_to_int(word) if word.isupper() else None
