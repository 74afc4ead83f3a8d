"""An administrator's own abbreviations: `abbreviations.toml` in the data directory, written out in questions.

    [abbreviations]
    BQLDA = "Ban Quản lý dự án đầu tư xây dựng tỉnh"
    "sở ta" = "Sở Nội vụ"

They are read at the start and change nothing that is indexed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from corpus.errors import BadInput
from corpus.vietnamese import fold, nfc

FILE = "abbreviations.toml"


def read_shorthand(path: Path) -> dict[str, str]:
    """Abbreviation → its words; empty where there is no such file. Raises BadInput for one that is no use."""
    try:
        loaded = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(
            f"Không đọc được tệp viết tắt {path} ({error}). Hãy sửa cú pháp TOML, bảng mã UTF-8."
        ) from error
    own = loaded.get("abbreviations", {})
    if not isinstance(own, dict) or not all(isinstance(words, str) for words in own.values()):
        raise BadInput(f'Tệp viết tắt {path}: mỗi dòng của [abbreviations] phải có dạng TẮT = "chữ đủ".')
    return {nfc(short): nfc(words) for short, words in own.items() if short.strip() and words.strip()}


def write_out(text: str, own: Mapping[str, str]) -> str:
    """A question with the abbreviations written out: as typed, in any case, with accents or without."""
    for short in sorted(own, key=len, reverse=True):
        text = _written(text, short, own[short])
    return text


def _written(text: str, short: str, words: str) -> str:
    pattern = re.compile(rf"(?<![\w&/-]){re.escape(fold(short))}(?![\w&/-])")
    parts, at = [], 0
    for match in pattern.finditer(fold(text)):  # letter for letter as long as the text
        parts += [text[at : match.start()], words]
        at = match.end()
    return "".join([*parts, text[at:]])
