"""Slips of the keyboard: Telex and VNI marks left as letters, doubled or lost letters, like-sounding onsets.

Everything here is about spelling alone; which of the candidates was meant is the spelling model's to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from corpus.vietnamese import fold, spell

_ONSETS = "b c ch d g gh gi h k kh l m n ng ngh nh p ph q qu r s t th tr v x".split()
_RHYMES = (
    "a ac ach ai am an ang anh ao ap at au ay "
    "e ec em en eng eo ep et eu ech enh "
    "i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu "
    "o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oen oeo oet oi om on ong ooc oong op ot "
    "u ua uan uang uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu "
    "uy uya uych uyen uyet uynh uyt uyu "
    "y yem yen yet yeu ynh"
).split()
_WELL_FORMED = re.compile(
    rf"(?:{'|'.join(sorted(_ONSETS, key=len, reverse=True))})?"
    rf"(?:{'|'.join(sorted(_RHYMES, key=len, reverse=True))})"
)
_MISSPELT = re.compile(
    r"(?:ng|c)[ie]|ge|(?:ngh|gh)[aou]"
)  # ngh, gh, k stand before i and e; ng, g, c elsewhere

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_TELEX_LETTERS = [
    ("uow", "ươ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
    ("dd", "đ"),
]
_VNI_LETTERS = [
    ("uo7", "ươ"),
    ("a6", "â"),
    ("e6", "ê"),
    ("o6", "ô"),
    ("a8", "ă"),
    ("o7", "ơ"),
    ("u7", "ư"),
    ("d9", "đ"),
]
_LIKE_SOUNDING = [
    ("ch", "tr"),
    ("s", "x"),
    ("d", "gi"),
    ("d", "r"),
    ("gi", "r"),
    ("l", "n"),
    ("ng", "ngh"),
    ("g", "gh"),
    ("k", "c"),
    ("qu", "q"),
]
_LETTERS = "abcdeghiklmnopqrstuvxy"


@lru_cache(maxsize=20000)
def is_syllable(text: str) -> bool:
    """Is this a well-formed Vietnamese syllable, marks aside?"""
    folded = fold(text)
    return _WELL_FORMED.fullmatch(folded) is not None and _MISSPELT.match(folded) is None


def slips(typed: str, known: OneSlipAway) -> Iterator[tuple[str, float]]:
    """What may have been meant by a syllable, with a cost in slips (1.0: one ordinary slip).

    An accented result carries its marks; an accent-free one stands for every syllable folded so. Of the
    letters left out, doubled, swapped or mistaken only those are given that make a known syllable.
    """
    for decoded in _decoded(typed):
        yield decoded, 0.3
    undoubled = re.sub(r"(.)\1+", r"\1", typed)
    if undoubled != typed:
        yield undoubled, 0.5
    yield from like_sounding(typed)
    for meant, cost in known.find(fold(typed)):
        if meant != typed:
            yield meant, cost


class OneSlipAway:
    """Accent-free syllables, found by what one slip makes of them."""

    def __init__(self, syllables: Iterable[str]) -> None:
        self._syllables = frozenset(syllables)
        self._fitting: dict[
            tuple[str, str], str
        ] = {}  # what stands before and behind a gap → letters that fit
        for syllable in sorted(self._syllables):
            for at, letter in enumerate(syllable):
                if letter in _LETTERS:
                    around = (syllable[:at], syllable[at + 1 :])
                    self._fitting[around] = self._fitting.get(around, "") + letter

    def find(self, folded: str) -> Iterator[tuple[str, float]]:
        """The syllables that one letter more, less or other, or two swapped, turned into what was typed."""
        for at in range(len(folded)):
            if (meant := folded[:at] + folded[at + 1 :]) in self._syllables:
                yield meant, 1.0
            if at + 1 < len(folded):
                meant = folded[:at] + folded[at + 1] + folded[at] + folded[at + 2 :]
                if meant in self._syllables:
                    yield meant, 0.9
        for at in range(len(folded) + 1):
            before, behind = folded[:at], folded[at:]
            lost = self._fitting.get((before, behind), "")
            mistaken = self._fitting.get((before, behind[1:]), "") if behind else ""
            for letter in sorted({*lost, *mistaken}):
                if letter in lost:
                    yield before + letter + behind, 1.0
                if letter in mistaken:
                    yield before + letter + behind[1:], 1.3


def like_sounding(typed: str) -> Iterator[tuple[str, float]]:
    """The same syllable with an onset that many speakers do not tell apart: ch/tr, s/x, d/gi/r, l/n."""
    for one, other in _LIKE_SOUNDING:
        for wrong, right in ((one, other), (other, one)):
            if typed.startswith(wrong) and not (right.startswith(wrong) and typed.startswith(right)):
                yield right + typed[len(wrong) :], 0.8


def _decoded(typed: str) -> Iterator[str]:
    """Telex and VNI keystrokes that the keyboard left as letters: "chur" → chủ, "tri2" → trì."""
    if vni := _vni(typed):
        yield vni
    for letters, tones in ((_TELEX_LETTERS, _TELEX_TONES), (_VNI_LETTERS, _VNI_TONES)):
        text, tone = typed, ""
        for at in range(len(text) - 1, 0, -1):
            # the tone key is typed last, or right after its vowel ("phoosi")
            if text[at] in tones and at >= len(text) - 2:
                tone, text = tones[text[at]], text[:at] + text[at + 1 :]
                break
        for keys, letter in letters:
            text = text.replace(keys, letter)
        if not tone and text == typed:
            continue
        yield _with_tone(text, tone) if tone else text


_VNI_MARKS = {"6": "âêô", "7": "ươ", "8": "ă", "9": "đ"}
_VNI_WORD = re.compile(r"[a-z]+\d[a-z\d]*")


def _vni(typed: str) -> str:
    """VNI keystrokes typed wherever in the word: "lap65" → "lập", "d9a" → "đa"; empty where it is none."""
    if not _VNI_WORD.fullmatch(typed):
        return ""
    letters = [letter for letter in typed if letter.isalpha()]
    tone = ""
    for key in (letter for letter in typed if letter.isdigit()):
        marked = _VNI_MARKS.get(key, "")
        places = [at for at, letter in enumerate(letters) if letter in map(fold, marked)]
        if key in _VNI_TONES and not tone:
            tone = _VNI_TONES[key]
        elif places:
            for at in places if key == "7" else places[-1:] if key != "9" else places[:1]:
                letters[at] = next(mark for mark in marked if fold(mark) == letters[at])
        else:
            return ""
    text = "".join(letters)
    return _with_tone(text, tone) if tone else text


def _with_tone(syllable: str, tone: str) -> str:
    """Set a tone mark on the vowel that carries it."""
    vowels = [at for at, letter in enumerate(syllable) if fold(letter) in "aeiouy"]
    if syllable.startswith(("qu", "gi")) and len(vowels) > 1:
        vowels = vowels[1:]
    if not vowels:
        return syllable
    marked = [at for at in vowels if unicodedata.normalize("NFD", syllable[at]) != syllable[at]]
    if marked:
        at = marked[-1]
    elif len(vowels) == 1:
        at = vowels[0]
    else:  # a closed rhyme or three vowels carry it on the second vowel
        at = vowels[1] if vowels[-1] < len(syllable) - 1 or len(vowels) == 3 else vowels[0]
    return spell(syllable[: at + 1] + tone + syllable[at + 1 :])
