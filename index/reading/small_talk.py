"""Messages that no plan could answer: greetings, thanks, insults; what is done, who was punished."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from corpus.vietnamese import SYLLABLE, fold, nfc

_FILE = Path(__file__).with_name("small_talk.toml")
_LONGEST = 16  # syllables: a longer message is more than small talk


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]], dict[str, re.Pattern[str]]]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    particle = "|".join(data["particles"].split())
    ends = re.compile(rf"^(?:(?:{particle}) )+|(?: (?:{particle}))+$")
    talk = {kind: re.compile("|".join(forms)) for kind, forms in data["talk"].items()}
    untold = {
        kind: re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") for kind, forms in data["untold"].items()
    }
    return ends, talk, untold


def find_small_talk(asked: str) -> str:
    """The kind of a message that is small talk as a whole ("greeting", "thanks", …); empty for any other."""
    words = [fold(word) for word in SYLLABLE.findall(nfc(asked))]
    if not words or len(words) > _LONGEST:
        return ""
    ends, talk, _ = _patterns()
    whole = " ".join(words)
    bare = ends.sub("", whole)
    for text in dict.fromkeys((whole, bare)):
        for kind, pattern in talk.items():
            if pattern.fullmatch(text):
                return kind
    return ""


def find_untold(masked: str) -> str:
    """What a masked question asks that no plan tells ("done", "persons", "ranking"); empty where nothing."""
    return next((kind for kind, pattern in _patterns()[2].items() if pattern.search(masked)), "")
