"""Vietnamese typed for the fonts of before Unicode (TCVN3, VNI): found and told, never read as nonsense.

Such a file holds Western letters and signs that only its font shows as Vietnamese ("C«ng v¨n", "Coâng vaên").
The mappings are those of TCVN 5712:1993 and of VNI for Windows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from corpus.errors import UnreadableFile

# letters that only Vietnamese in Unicode has
_UNICODE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_LETTER = re.compile(r"[^\W\d_]")
# TCVN3 writes ă â đ ê ô ơ ư and the tones with signs, which stand beside letters
_SIGNS = "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾×÷"
_TCVN3 = re.compile(f"(?<=[A-Za-z])[{_SIGNS}]|[{_SIGNS}](?=[A-Za-z])")
# VNI writes the mark as a letter of its own behind the vowel: letters and pairs that no Vietnamese word has
_VNI = re.compile(
    "(?<=[A-Za-zöôÖÔ])[øûïåäöüëñæîØÛÏÅÄÖÜËÑÆÎ]|(?<![A-Za-z])[ñÑ](?=[a-zA-Zöô])"
    "|[aA][âêùõáàãéèúý]|[eE][âùõáàã]|[oO][âùõ]|[uU][ùõ]|[öôÖÔ][ùõáàã]"
)
_FONTS = {"TCVN3": re.compile(r"\.\s?vn", re.IGNORECASE), "VNI": re.compile(r"vni\b", re.IGNORECASE)}

_FEWEST = 12  # signs: a name or two from another language have fewer
_FEWEST_IN_FONT = 2  # where the font tells already
_SHARE = 0.03  # of the letters; Vietnamese text in these encodings has 0.1 to 0.3


class Legacy(NamedTuple):
    """The encoding found ("TCVN3", "VNI"), and the font it was found by, "" where only by its letters."""

    encoding: str
    font: str = ""


def find_legacy(text: str, fewest: int = _FEWEST) -> Legacy | None:
    """The encoding that a text is plainly written in; None for Unicode, whatever names stand in it."""
    counts = {"TCVN3": len(_TCVN3.findall(text)), "VNI": len(_VNI.findall(text))}
    encoding = max(counts, key=lambda name: counts[name])
    # TCVN3 also uses the letters of VNI, VNI none of the signs
    if counts["TCVN3"] >= fewest and counts["TCVN3"] * 3 > counts["VNI"]:
        encoding = "TCVN3"
    found = counts[encoding]
    letters, composed = len(_LETTER.findall(text)), len(_UNICODE.findall(text))
    return Legacy(encoding) if found >= fewest and found > max(_SHARE * letters, composed) else None


def find_legacy_font(texts: Mapping[str, str]) -> Legacy | None:
    """The encoding of a document; `texts` are its words by the name of their font.

    A font alone proves nothing, as an unused style or a Unicode text may name one: the letters must agree.
    """
    for font, text in texts.items():
        for name in (encoding for encoding, fonts in _FONTS.items() if fonts.match(font)):
            if find_legacy(text, _FEWEST_IN_FONT):
                return Legacy(name, font)
    return find_legacy("\n".join(texts.values()))


def check_fonts(texts: Mapping[str, str], name: str) -> None:
    """Raises UnreadableFile where the words of the file `name`, by font, are not Unicode."""
    if legacy := find_legacy_font(texts):
        font = f"phông chữ {legacy.font}, " if legacy.font else ""
        raise UnreadableFile(
            f"Tệp {name} gõ bằng {font}bảng mã {legacy.encoding}, không phải Unicode. Hãy dùng UniKey "
            f"(Công cụ, Chuyển mã) chuyển từ {legacy.encoding} sang Unicode rồi nạp lại."
        )
