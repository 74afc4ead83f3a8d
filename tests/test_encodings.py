"""Text files in another encoding than UTF-8: read where it is sure, told where it is not."""

from __future__ import annotations

import codecs
import unicodedata

import pytest

from corpus.errors import UnreadableFile
from corpus.readers.encodings import decode_text
from corpus.readers.legacy_fonts import Legacy, check_fonts, find_legacy, find_legacy_font
from corpus.readers.text import parse_text
from tests.reading import PLANS

TEXT = (PLANS / "1510-UBND-TH.txt").read_text(encoding="utf-8")

TCVN3 = dict(
    zip(
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
        strict=True,
    )
)
"""TCVN 5712:1993, as it looks where its fonts are missing."""

VNI_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0303": "õ", "\u0309": "û", "\u0323": "ï"}
VNI_HATS = {
    "\u0302": {"": "â", "\u0300": "à", "\u0301": "á", "\u0303": "ã", "\u0309": "å", "\u0323": "ä"},
    "\u0306": {"": "ê", "\u0300": "è", "\u0301": "é", "\u0303": "ü", "\u0309": "ú", "\u0323": "ë"},
}


def tcvn3(text: str) -> str:
    return "".join(TCVN3.get(char, char) for char in unicodedata.normalize("NFC", text))


def vni(text: str) -> str:
    """VNI for Windows: the mark is a letter behind the vowel; đ, ư, ơ and ị are letters of their own."""
    written = []
    for char in unicodedata.normalize("NFC", text).replace("đ", "ñ").replace("Đ", "Ñ"):
        base, *marks = unicodedata.normalize("NFD", char)
        tone = next((mark for mark in marks if mark in VNI_TONES), "")
        hat = next((mark for mark in marks if mark in VNI_HATS), "")
        if "\u031b" in marks:
            base = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[base]
        written.append(
            base + (VNI_HATS[hat][tone] if hat else VNI_TONES.get(tone, ""))
            if ord(char) > 127 and (marks)
            else char
        )
    return "".join(written)


def cp1258(text: str) -> bytes:
    """windows-1258 writes letters with hats and horns whole, and the tones behind them."""
    written = []
    for char in unicodedata.normalize("NFC", text):
        try:
            char.encode("cp1258")
            written.append(char)
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", char)
            tone = next((mark for mark in marks if mark in VNI_TONES), "")
            written.append(unicodedata.normalize("NFC", marks.replace(tone, "")) + tone)
    return "".join(written).encode("cp1258")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(TEXT.encode(), id="utf-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="utf-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), id="utf-16-le with mark"),
        pytest.param(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), id="utf-16-be with mark"),
        pytest.param(TEXT.encode("utf-16-le"), id="utf-16-le"),
        pytest.param(TEXT.encode("utf-16-be"), id="utf-16-be"),
        pytest.param(cp1258(TEXT), id="windows-1258"),
    ],
)
def test_a_plan_is_the_same_text_in_every_sure_encoding(data: bytes) -> None:
    """With byte order mark or without."""
    decoded = decode_text(data)
    assert decoded is not None
    assert unicodedata.normalize("NFC", decoded) == unicodedata.normalize("NFC", TEXT)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            "Département français, élève à l'école, où ça, très bientôt".encode("latin-1") * 9, id="French"
        ),
        pytest.param(b"Qu\xfd IV", id="too little"),
        pytest.param(bytes(range(256)) * 8, id="no text"),
        pytest.param(b"PK\x03\x04" + b"\0" * 64, id="archive"),
        pytest.param(b"\xff\xfe\x00\xd8", id="half a pair"),
        pytest.param(b"a\0b", id="odd length"),
    ],
)
def test_an_encoding_that_is_not_sure_is_none(data: bytes) -> None:
    """Better refused than read as nonsense."""
    assert decode_text(data) is None


@pytest.mark.parametrize(("write", "name"), [(tcvn3, "TCVN3"), (vni, "VNI")])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
@pytest.mark.parametrize("plan", ["1510-UBND-TH", "54-KH-UBND"])
def test_text_for_old_fonts_is_refused_with_its_name(write, name: str, encoding: str, plan: str) -> None:
    """Pasted as Unicode letters, or in the bytes it was typed in; with what to do."""
    text = (PLANS / f"{plan}.txt").read_text(encoding="utf-8")
    data = write("\n".join(text.split("\n")[:80])).encode(encoding, "ignore")
    with pytest.raises(UnreadableFile, match=f"bảng mã {name}.*UniKey"):
        parse_text(data, "cũ.txt")


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_unicode_is_never_taken_for_an_old_font(path, form: str) -> None:
    """Composed or not, whatever signs stand in a plan."""
    text = unicodedata.normalize(form, path.read_text(encoding="utf-8"))
    assert find_legacy(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Công ty Müller & Söhne, Größe, Übergabe, Fräser, Köln, Münster, Düsseldorf, Nürnberg, Gießen, Österreich",
        "Diện tích 5 m² ± 3 %; § 2; «Nghị quyết»; © Bộ Tư pháp ® 2024; 20°C; 3×4 " * 9,
        "Plan of work 2024 without any accents " * 20,
        "El niño, mañana, español, señor; façade, naïve, coöperate",
        "",
    ],
)
def test_names_and_signs_of_other_languages_are_no_old_font(text: str) -> None:
    """A few foreign letters prove nothing."""
    assert find_legacy(text) is None


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({".VnTime": "C¶i c¸ch hµnh chÝnh"}, Legacy("TCVN3", ".VnTime")),
        ({".VnTimeH": "kÕ ho¹ch c«ng t¸c"}, Legacy("TCVN3", ".VnTimeH")),
        ({"VNI-Times": "Caûi caùch haønh chính"}, Legacy("VNI", "VNI-Times")),
        ({"Times New Roman": TEXT, ".VnTime": "C«ng t¸c c¶i c¸ch hµnh chÝnh"}, Legacy("TCVN3", ".VnTime")),
        ({"Times New Roman": TEXT, ".VnTime": "Cải cách hành chính năm 2024"}, None),
        ({".VnTime": "Plan 2024, 1.500 km"}, None),
        ({".VnTime": ""}, None),
        ({"Arial": "Cải cách"}, None),
    ],
)
def test_a_font_counts_only_with_its_letters(texts: dict[str, str], found: Legacy | None) -> None:
    """An unused style, or a Unicode text that names an old font, is read."""
    assert find_legacy_font(texts) == found


def test_the_error_says_font_encoding_and_remedy() -> None:
    """In one line."""
    with pytest.raises(UnreadableFile) as error:
        check_fonts({".VnTime": "C¶i c¸ch hµnh chÝnh"}, "cũ.docx")
    assert "\n" not in str(error.value)
    assert all(
        word in str(error.value) for word in ("cũ.docx", ".VnTime", "TCVN3", "Hãy", "UniKey", "Unicode")
    )
