"""A question as typed → as it was meant: shorthand written out, accents put back, slips undone.

Nothing is added that the person did not say; abbreviations of administrative Vietnamese are written out for
matching only (`expand_abbreviations`), the question keeps them as typed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from corpus.vietnamese import SYLLABLE, fold, nfc, spell
from index.reading.shorthand import write_out
from index.reading.spelling import SpellingModel
from index.reading.spoken_numbers import write_out_numbers
from index.reading.typing_slips import is_syllable

_DATA = Path(__file__).parent
_NOISE = re.compile(r"[^\w\s.,;:?!/()%&\"'“”‘’+–—-]+")  # emoji and ornaments
_DOCUMENT_KIND = re.compile(
    r"(?<!\w)(?<!tối )(?P<kind>{})(?=\.? ?(?:số:? ?)?\d)".format(
        "|".join(
            ["kh", "cv", "nq", "qđ", "qd", "ct", "kl", "tb", "đa", "nđ", "nd", "tt", "hd", "bc", "vb", "ctr"]
        )
    ),
    re.IGNORECASE,
)


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads((_DATA / "abbreviations.toml").read_text(encoding="utf-8"))


@cache
def question_phrases() -> tuple[str, ...]:
    """Sentences people ask with, for the spelling model to learn from."""
    loaded = tomllib.loads((_DATA / "question_phrases.toml").read_text(encoding="utf-8"))
    return tuple(loaded["phrases"])


@cache
def _expansions() -> dict[str, str]:
    """Abbreviation as its letters and digits, upper case → its words."""
    return {_letters(short): words for short, words in _tables()["administrative"].items()}


@cache
def _folded_expansions() -> dict[str, str]:
    return {fold(short): words for short, words in _expansions().items()}


@cache
def _kinds() -> dict[str, str]:
    return {fold(short): words for short, words in _tables()["documents"].items()}


@cache
def kept_tokens() -> frozenset[str]:
    """Abbreviations in lower case: the spelling model leaves them as typed."""
    shorts = [short for table in ("administrative", "documents") for short in _tables()[table]]
    forms = (form for short in shorts for form in (_letters(short).lower(), fold(_letters(short))))
    return frozenset(form for form in forms if not is_syllable(form))


def _letters(short: str) -> str:
    return re.sub(r"[^\w]", "", short)


_ABBREVIATION = re.compile(r"(?<![\w&])[^\W\d_]{2,}(?:[-&][^\W\d_]{1,4})?(?![\w&])")


def expand_abbreviations(text: str) -> str:
    """Write out the administrative abbreviations of a text: "TTHC" → "thủ tục hành chính".

    In capitals always; in small letters only where the letters are no Vietnamese syllable.
    """

    return _ABBREVIATION.sub(lambda match: _written_out(match.group()), text)


@lru_cache(maxsize=16384)
def _written_out(token: str) -> str:
    letters = _letters(token)
    if letters.isupper() or token[:1].isupper():
        found = _expansions().get(letters)
        if found is None and not is_syllable(letters):
            found = _folded_expansions().get(fold(letters))
        return found or token
    if is_syllable(letters):
        return token
    return _folded_expansions().get(fold(letters), token)


@dataclass(frozen=True)
class Wording:
    """A question as typed and as read; `norm` has the same length as `text`: lower case, one spelling."""

    asked: str
    text: str
    norm: str
    changed: bool


def normal(text: str) -> str:
    """Lower case and one spelling, letter for letter as long as the text."""
    return SYLLABLE.sub(lambda match: same_length(match.group()), text)


def same_length(token: str) -> str:
    """One syllable in lower case and one spelling, as long as it is typed."""
    spelt = spell(token)
    return spelt if len(spelt) == len(token) else token.lower()[: len(token)].ljust(len(token))


def read_question(asked: str, model: SpellingModel, own: Mapping[str, str] | None = None) -> Wording:
    """Read a question; `asked` may be anything a person types, `own` an administrator's abbreviations."""
    text = " ".join(_NOISE.sub(" ", nfc(asked)).split())
    text = write_out_numbers(_write_out_shorthand(write_out(text, own or {})), accents=False)
    if text.isupper() and len(text.split()) > 3:
        text = text.lower()
    read = model.read(text, kept_tokens())
    meant = write_out_numbers(read.text, accents=True)
    changed = read.changed or meant != " ".join(nfc(asked).split())
    return Wording(asked, meant, normal(meant), changed)


# "ai CT", "STP CT": beside who does it, CT is neither a "công ty" nor a "chỉ thị"
_LEADS = re.compile(r"(?<=\bai )(?:CT|ct)(?![\w/-])|(?<=\bnào )(?:CT|ct)(?![\w/-])")


_CHAT_WORD = re.compile(r"(?<![\w&/.-])[^\W\d_]+(?![\w&/-]|\.\w)")


def _written_out_chat(token: str, chat: dict[str, str], small: dict[str, str]) -> str:
    """Shorthand in small letters, or in capitals where it cannot be an initial: "NV", "CQ"."""
    if token.islower() or (token.isupper() and len(token) > 1):
        token = chat.get(token.lower(), token)
    return small.get(token, token)


def _write_out_shorthand(text: str) -> str:
    text = " ".join(
        _DOCUMENT_KIND.sub(lambda match: _kinds().get(fold(match["kind"]), match["kind"]) + " ", text).split()
    )
    text = _LEADS.sub("chủ trì", text)
    chat, small = _tables()["chat"], _tables()["small"]
    return _CHAT_WORD.sub(lambda match: _written_out_chat(match.group(), chat, small), text)
