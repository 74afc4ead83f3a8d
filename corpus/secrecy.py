"""Marks of state secrets: a document that carries one may not lie in a chatbot.

The stamp ("MẬT", "TỐI MẬT", "TUYỆT MẬT": Law 29/2018/QH14 on the protection of state secrets, articles 8 and
10) stands alone, in capitals, under the document's number; typed documents write "Độ mật: Tối mật" as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.errors import SecretFile
from corpus.markup import clean_inline
from corpus.model import SourceLine
from corpus.vietnamese import fold, squeeze

# stamps as a scan reads them: the dot below is lost first ("MÂT"), then the circumflex
_STAMP = re.compile(r"(?:TUY[ỆÊE]T ?|T[ỐÔO]I ?)?M[ẬÂ]T|(?:TUYET ?|TOI ?)MAT")
_LETTERS = re.compile(r"\S(?: \S)+")  # set apart, as stamps are: "M Ậ T"
_STATED = re.compile(r"\b(?:do|muc do|cap do) mat\s*[:.]?\s*[\"“(]*\s*(?:tuyet mat|toi mat|mat)\b")
_NUMBERED = re.compile(r"so\s*[:.]?\s*\d*\s*[-/]\s*\S+\s*[(\[“]?\s*(?:tuyet mat|toi mat|mat)")
_COLUMNS = re.compile(r"\s{3,}|\t+")
_FRAME = re.compile(r"^[^\w]+|[^\w]+$")
_FOLDED_STAMP = re.compile(r"(?:tuyet |toi )?mat")


def find_secrecy_mark(lines: Iterable[SourceLine]) -> str | None:
    """The first mark of secrecy among the lines, as printed; None: there is none.

    A mark is a stamp alone in its line, column or cell, a line that states the degree of secrecy, or a number
    with the degree behind it ("Số: 05-KH/TU (Mật)").
    """
    for line in lines:
        cells = line.cells or _COLUMNS.split(line.text)
        for cell in cells:
            for part in cell.splitlines():
                words = squeeze(clean_inline(part))
                stamp = _FRAME.sub("", words)
                if _STAMP.fullmatch(stamp.replace(" ", "") if _LETTERS.fullmatch(stamp) else stamp):
                    return words
                folded = _FRAME.sub("", fold(words))
                if len(words) < 60 and (_STATED.match(folded) or _NUMBERED.fullmatch(folded)):
                    return words
    return None


def is_stamp(words: str) -> bool:
    """Whether the words of a red stamp, as a program read them from its picture, say a degree of secrecy."""
    return bool(_FOLDED_STAMP.fullmatch(_FRAME.sub("", fold(squeeze(words)))))


def refuse_secret(name: str) -> SecretFile:
    """The error of the file `name`, which carries a mark; it tells nothing of what stands in it."""
    return SecretFile(
        f"Tệp {name} có dấu chỉ độ mật nên bị từ chối, không nội dung nào được lưu lại. "
        "Hãy chỉ nạp văn bản không mật."
    )


def with_secrecy_mark(lines: Sequence[SourceLine], furniture: Iterable[str]) -> tuple[SourceLine, ...]:
    """The lines of a file; the first mark of secrecy in its headers and footers is told as the last line."""
    printed = (SourceLine(len(lines) + 1, text) for text in furniture)
    mark = next((line for line in printed if find_secrecy_mark([line])), None)
    return (*lines, mark) if mark else tuple(lines)
