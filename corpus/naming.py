"""What a person types for a document → the loaded document they mean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from corpus.document_words import KINDS
from corpus.model import Document
from corpus.places import provinces
from corpus.vietnamese import fold, nfc, squeeze

_NUMBER = re.compile(r"(?<![\w/])0*(?P<number>\d+)(?P<code>(?:[-/][\w-]+)*)")
_YEAR = re.compile(r"(?:\bnam\s*|:)(?P<year>\d{4})(?!\d)")


def names_of(document: Document) -> frozenset[str]:
    """Every id a document may go by, depending on what else is loaded (`corpus.identity.distinguish`)."""
    number = document.number or document.id
    dated = f"{number}:{document.year}"
    whose = (document.issuer, document.province, document.source_file)
    return frozenset({document.id, number, dated, *(f"{dated}:{name}" for name in whose if name)})


def find_named(typed: str, documents: Sequence[Document]) -> list[Document]:
    """The documents a person may mean: an id in any case, "54", "kế hoạch 54", "54 năm 2022 của Phú Thọ".

    One where the words tell it apart, several where they do not; none where a word contradicts them all.
    """
    wanted = fold(squeeze(nfc(typed)))
    exact = [document for document in documents if wanted == fold(document.id)]
    if exact or not wanted:
        return exact
    named = [document for document in documents if wanted in map(fold, names_of(document))]
    if named:
        return named
    years = [match["year"] for match in _YEAR.finditer(wanted)]
    number = _NUMBER.search(_YEAR.sub(" ", wanted))
    if number is None:
        return [document for document in documents if wanted in fold(document.id)]
    kinds, places = _mentioned(KINDS.values(), wanted), _mentioned(provinces(), wanted)
    return [
        document
        for document in documents
        if _is_numbered(document, number["number"], number["code"])
        and (not years or str(document.year) in years)
        and (not kinds or fold(document.kind) in kinds)
        and (not places or fold(document.province) in places)
    ]


def _is_numbered(document: Document, number: str, code: str) -> bool:
    own = _NUMBER.match(fold(document.number))
    return own is not None and own["number"] == number and own["code"].startswith(code)


def _mentioned(names: Iterable[str], wanted: str) -> Collection[str]:
    return {fold(name) for name in names if re.search(rf"\b{re.escape(fold(name))}\b", wanted)}
