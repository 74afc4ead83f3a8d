"""Bytes of a text file → its text, where the encoding is sure: UTF-8, UTF-16, windows-1258."""

from __future__ import annotations

import codecs
import re
import unicodedata

from corpus.vietnamese import fold

_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|gh|gi|kh|ng|nh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_FEWEST_WORDS = 20  # with accents: fewer prove nothing
_SYLLABLES = 0.97  # of them; text in another encoding has under half
_WIDE = 0.3  # of every second byte: half of Vietnamese letters and all spaces are below U+0100


def decode_text(data: bytes) -> str | None:
    """The text of a file, without byte order mark; None where the encoding is not sure."""
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding)
    text = _decode(data, "utf-8-sig")
    if text is not None and "\0" not in text:
        return text
    return _decode_wide(data) if text is not None or b"\0" in data else _decode_1258(data)


def _decode(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _decode_wide(data: bytes) -> str | None:
    """UTF-16 without a mark: zeros in every second byte, and none or hardly any in the others."""
    half = len(data) // 2
    zeros = {"utf-16-be": data[0::2].count(0), "utf-16-le": data[1::2].count(0)}
    encoding = max(zeros, key=lambda name: zeros[name])
    if len(data) % 2 or zeros[encoding] < _WIDE * half or min(zeros.values()) > 0.01 * half:
        return None
    text = _decode(data, encoding)
    return None if text is None or re.search(r"[\0-\x08\ufffe\uffff]", text) else text


def _decode_1258(data: bytes) -> str | None:
    """windows-1258, where almost every word with accents is a syllable of Vietnamese."""
    text = _decode(data, "cp1258")
    if text is None:
        return None
    text = unicodedata.normalize("NFC", text)
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    spelled = sum(bool(_SYLLABLE.fullmatch(fold(word))) for word in words)
    return text if len(words) >= _FEWEST_WORDS and spelled >= _SYLLABLES * len(words) else None
