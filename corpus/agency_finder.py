"""Agencies in running text and in questions: the forms of a book in one trie over accent-free words.

A match is checked against the accents that were typed: where they stand they count, and (with `fold`) where
they are missing they do not hurt. The longest form wins; forms that only people use are found in questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from corpus.agency_book import Agency, AgencyBook
from corpus.agency_names import NEXT, Pieces, Word, accents_fit, find_words, name_pieces
from corpus.places import provinces
from corpus.vietnamese import fold as without_accents
from corpus.vietnamese import nfc


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """An agency named in a text: canonical name, printed words, character offsets, whether it is a group."""

    name: str
    printed: str
    start: int
    end: int
    collective: bool = False


class _Form(NamedTuple):
    pieces: Pieces
    agency: Agency
    informal: bool = False
    exact: bool = False  # not to be trusted without its accents or capitals: "so nv"
    capitals: bool = False  # an abbreviation that is also a word without accents
    group: bool = False  # means the agencies only behind "các": "các địa phương"


_LONGEST_WORD_LIKE = 4
_VOWEL = re.compile(r"[aeiouy]")
_IN_NUMBER = re.compile(r"\d[\w/&-]*[-/]$")
_GROUP = re.compile(r"(?:các|những)\s", re.IGNORECASE)
_SHORT_GROUP = 2
_GROUP_BEFORE = re.compile(r"\b(?:các|cac|những|nhung|mọi)\s+$", re.IGNORECASE)
_LEAF = ""


class AgencyFinder:
    """Finds the agencies of one book; built once per book."""

    def __init__(self, book: AgencyBook) -> None:
        self.book = book
        self._trie: dict[str, Any] = {}
        self._guards = {without_accents(head): before for head, before in book.guards.items()}
        self._places = {
            tuple(without_accents(piece.spelling) for piece in name_pieces(name)) for name in provinces()
        }
        for form in self._forms():
            node = self._trie
            for piece in form.pieces:
                node = node.setdefault(without_accents(piece.spelling), {})
            node.setdefault(_LEAF, []).append(form)

    def _forms(self) -> Iterator[_Form]:
        papers = tuple(Agency(f"Báo {province}") for province in provinces())
        for agency in (*self.book.agencies, *papers):
            for name in dict.fromkeys((agency.name, *agency.variants)):
                yield from self._writings(name, agency)
            for name in (*agency.abbreviations, *agency.lettered()):
                unsure = name.split()[-1] in self.book.unsure_initials
                yield from self._writings(name, agency, exact=unsure)
            for name in agency.spoken():
                yield from self._writings(name, agency, informal=True)

    def _writings(
        self, name: str, agency: Agency, *, informal: bool = False, exact: bool = False
    ) -> Iterator[_Form]:
        for pieces in self.book.writings.expand(self.book.writings.shorten(name_pieces(name))):
            only = pieces[0].spelling if len(pieces) == 1 else ""
            capitals = 0 < len(only) <= _LONGEST_WORD_LIKE and bool(_VOWEL.search(without_accents(only)))
            group = len(pieces) <= _SHORT_GROUP and bool(_GROUP.match(name))
            yield _Form(pieces, agency, informal, exact, capitals, group)

    def find(self, text: str, *, fold: bool = False, informal: bool = False) -> list[AgencyMention]:
        """Every agency named in a text, in order, the longest forms first; offsets are of `nfc(text)`.

        `fold` also takes names without their accents; `informal` also short names, as in a question.
        """
        text = nfc(text)
        words = find_words(text)
        found: list[AgencyMention] = []
        at = 0
        while at < len(words):
            mention, stop = self._at(words, at, text, fold, informal)
            if mention:
                found.append(mention)
            at = max(stop, at + 1)
        return found

    def _at(
        self, words: Sequence[Word], at: int, text: str, fold: bool, informal: bool
    ) -> tuple[AgencyMention | None, int]:
        """The mention that begins at a word, and the index behind it."""
        form, stop = self._longest(words, at, text, fold, informal)
        local = None
        if self.book.local.may_begin(words[at]):
            local = self.book.local.match(words, at, text, fold=fold, typed=informal)
        if not (form or local) or self._guarded(words, at, text):
            return None, at
        if local and local.stop > stop:
            known = self.book.lookup(local.name)
            name, group, stop = known.name if known else local.name, local.collective, local.stop
        elif form and not self._continued(words, stop, form.agency):
            name, group = form.agency.name, form.agency.collective
            stop += self._has_level(words, stop, text) and not group
        else:
            return None, at
        start, end = words[at].start, words[stop - 1].end
        before = _GROUP_BEFORE.search(text, max(0, start - 8), start) if group else None
        start = before.start() if before else start
        return AgencyMention(name, text[start:end], start, end, group), stop

    def _longest(
        self, words: Sequence[Word], at: int, text: str, fold: bool, informal: bool
    ) -> tuple[_Form | None, int]:
        best, best_stop = None, at
        node: dict[str, Any] = self._trie
        stop = at
        while stop < len(words) and (node := node.get(words[stop].folded, {})):
            stop += 1
            for form in node.get(_LEAF, ()):
                if (informal or not form.informal) and _fits(form, words[at:stop], text, fold):
                    best, best_stop = form, stop
                    break
        return best, best_stop

    def _guarded(self, words: Sequence[Word], at: int, text: str) -> bool:
        """Whether the words before make this another thing: "cơ sở y tế", "54/KH-UBND tỉnh"."""
        first = words[at]
        if at and first.gap == NEXT:
            before = words[at - 1].spelling
            if any(accents_fit(before, guard) for guard in self._guards.get(first.folded, ())):
                return True
        return bool(_IN_NUMBER.search(text, max(0, first.start - 24), first.start))

    def _continued(self, words: Sequence[Word], stop: int, agency: Agency) -> bool:
        """Whether the words behind make this another thing: "ban tổ chức lễ hội"."""
        return any(
            len(words) >= stop + len(pieces)
            and all(accents_fit(words[stop + i].spelling, piece.spelling) for i, piece in enumerate(pieces))
            for pieces in map(name_pieces, agency.not_before)
        )

    def _has_level(self, words: Sequence[Word], stop: int, text: str) -> bool:
        """Whether a "tỉnh" behind belongs to the name, and not to the place after it ("tỉnh Hà Giang")."""
        if stop >= len(words) or words[stop].gap != NEXT or not accents_fit(words[stop].spelling, "tỉnh"):
            return False
        after = words[stop + 1 : stop + 4]
        if not after or after[0].gap != NEXT:
            return True
        names = (tuple(word.folded for word in after[:size]) for size in (1, 2, 3))
        return not text[after[0].start].isupper() and not any(name in self._places for name in names)


def _fits(form: _Form, words: Sequence[Word], text: str, fold: bool) -> bool:
    """Whether the words can be the form: its accents, its gaps, its capitals, its "các"."""
    if form.group and not _GROUP_BEFORE.search(text, max(0, words[0].start - 8), words[0].start):
        return False
    if any(word.gap > piece.gap for word, piece in zip(words[1:], form.pieces[1:], strict=True)):
        return False
    exact = all(word.spelling == piece.spelling for word, piece in zip(words, form.pieces, strict=True))
    last = text[words[-1].start : words[-1].end]
    if form.capitals:
        return exact and last.isupper()
    if exact or not fold:
        return exact
    if form.exact and not last.isupper():
        return False
    return all(
        accents_fit(word.spelling, piece.spelling) for word, piece in zip(words, form.pieces, strict=True)
    )
