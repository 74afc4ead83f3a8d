"""Agencies that exist at every level: a head, a level and perhaps a place ("UBND huyện Na Hang").

Places are not listed: behind a level the capitals tell them, in a question typed in small letters any two
words that are none of those a question goes on with.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.agency_names import HARD, NEXT, SOFT, Key, Word, Writings, accents_fit, name_pieces
from corpus.vietnamese import fold as without_accents

_MOST_PLACE_WORDS = 4
_TYPED_PLACE_WORDS = 2  # nearly all districts of Vietnam have two syllables


@dataclass(frozen=True, slots=True)
class LocalAgency:
    """A local agency in a run of words: its name, the index after its last word, whether it is a group."""

    name: str
    stop: int
    collective: bool


class LocalGrammar:
    """Recognises local agencies in a run of words, by their heads, levels and the words that are no place."""

    def __init__(
        self, heads: Iterable[str], levels: Iterable[str], no_place: Iterable[str], writings: Writings
    ) -> None:
        self._heads = _phrases(heads, writings)
        self._level_names = tuple(levels)
        self._levels = _phrases(self._level_names, writings)
        self._no_place: dict[str, list[str]] = {}
        for word in no_place:
            self._no_place.setdefault(without_accents(word), []).append(word)

    def may_begin(self, word: Word) -> bool:
        """Whether a head begins with this word: a quick look before `match`."""
        return word.folded in self._heads

    def match(
        self, words: Sequence[Word], at: int, text: str, *, fold: bool = False, typed: bool = False
    ) -> LocalAgency | None:
        """The local agency that begins at `words[at]` of `text`.

        `fold` also takes words without their accents, `typed` also places in small letters.
        """
        head, stop = _longest(self._heads, words, at, fold)
        if not head or stop >= len(words) or words[stop].gap != NEXT:
            return None
        levels, stop = self._read_levels(words, stop, text, fold)
        if not levels:
            return None
        place, after = "", stop
        if len(levels) == 1 and not levels[0].startswith("cấp"):
            place, after = self._read_place(words, stop, text, typed)
        if place:
            return LocalAgency(f"{head} {levels[0]} {place}", after, False)
        # a lone "UBND thành phố" is one city's, a lone "UBND huyện" is every district's
        return LocalAgency(f"{head} {', '.join(levels)}", stop, levels != ["thành phố"])

    def match_all(self, words: Sequence[Word], text: str) -> list[str]:
        """The agencies of words that are one head with several places or ranks, or none.

        "UBND huyện Yên Sơn và TP. Tuyên Quang" is two, "UBND cấp huyện, cấp xã" too; "UBND huyện, thành phố"
        is one group.
        """
        first = self.match(words, 0, text) if words else None
        if first is None:
            return []
        head, _ = _longest(self._heads, words, 0, fold=False)
        if first.collective:
            ranks = first.name.removeprefix(head).strip().split(", ")
            named = (
                [f"{head} {rank}" for rank in ranks]
                if all(r.startswith("cấp") for r in ranks)
                else [first.name]
            )
            return named if first.stop == len(words) else []
        names, at = [first.name], first.stop
        level = first.name.removeprefix(head).strip()
        level = next(known for known in self._level_names if level.startswith(known))
        while at < len(words) and words[at].gap == SOFT:
            other, stop = _longest(self._levels, words, at, fold=False)
            level, stop = (other, stop) if other else (level, at)
            place, at = self._read_place((*words[:stop], *_opened(words[stop:])), stop, text, typed=False)
            if not place:
                return []
            names.append(f"{head} {level} {place}")
        return names if at == len(words) else []

    def _read_levels(self, words: Sequence[Word], at: int, text: str, fold: bool) -> tuple[list[str], int]:
        """The levels behind a head ("huyện, thành phố", "cấp huyện, cấp xã") up to the first with a place."""
        levels: list[str] = []
        while at < len(words) and words[at].gap == (SOFT if levels else NEXT):
            rank = "cấp " if words[at].folded == "cap" else ""
            level, stop = _longest(self._levels, words, at + bool(rank), fold)
            if not level or (levels and _capitals(words, stop, text)):
                break
            levels.append(rank + level)
            at = stop
        return levels, at

    def _read_place(self, words: Sequence[Word], at: int, text: str, typed: bool) -> tuple[str, int]:
        count = _capitals(words, at, text)
        if not count and typed and self._is_typed_place(words[at : at + _TYPED_PLACE_WORDS]):
            count = _TYPED_PLACE_WORDS
        place = [text[word.start : word.end] for word in words[at : at + count]]
        return " ".join(word[0].upper() + word[1:] for word in place), at + count

    def _is_typed_place(self, words: Sequence[Word]) -> bool:
        return len(words) == _TYPED_PLACE_WORDS and all(
            word.gap == NEXT
            and word.spelling.isalpha()
            and not any(accents_fit(word.spelling, known) for known in self._no_place.get(word.folded, ()))
            for word in words
        )


def _opened(words: Sequence[Word]) -> list[Word]:
    """The words with nothing before the first: behind a comma a place begins as well as behind a level."""
    return [words[0]._replace(gap=NEXT), *words[1:]] if words else []


Phrases = Mapping[str, Sequence[tuple[Key, str]]]
"""By the first word without accents: each writing of a phrase, the longest first, and the phrase."""


def _phrases(phrases: Iterable[str], writings: Writings) -> Phrases:
    grouped: dict[str, list[tuple[Key, str]]] = {}
    for phrase in phrases:
        for pieces in writings.expand(writings.shorten(name_pieces(phrase))):
            key = tuple(piece.spelling for piece in pieces)
            grouped.setdefault(without_accents(key[0]), []).append((key, phrase))
    return {first: sorted(keys, key=lambda pair: -len(pair[0])) for first, keys in grouped.items()}


def _longest(phrases: Phrases, words: Sequence[Word], at: int, fold: bool) -> tuple[str, int]:
    """The longest phrase that begins at `words[at]`, and the index behind it."""
    for key, phrase in phrases.get(words[at].folded, ()) if at < len(words) else ():
        run = words[at : at + len(key)]
        if len(run) == len(key) and all(
            (word.gap != HARD or i == 0) and _same(word, spelling, fold)
            for i, (word, spelling) in enumerate(zip(run, key, strict=True))
        ):
            return phrase, at + len(key)
    return "", at


def _same(word: Word, spelling: str, fold: bool) -> bool:
    return word.spelling == spelling or (fold and accents_fit(word.spelling, spelling))


def _capitals(words: Sequence[Word], at: int, text: str) -> int:
    """How many words from `words[at]` on are a place's name: in capitals, with nothing between them."""
    count = 0
    while (
        count < _MOST_PLACE_WORDS
        and at + count < len(words)
        and words[at + count].gap == NEXT
        and text[words[at + count].start].isupper()
    ):
        count += 1
    return count
