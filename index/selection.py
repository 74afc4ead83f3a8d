"""Which passages belong to some documents, of one kind or all: where a search looks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from index.passages import Passage, PassageKind

_ALL = ""  # stands for all documents together


class Selection:
    """Positions of passages, gathered once by document and by kind."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        found: dict[tuple[str, PassageKind | None], list[int]] = {}
        for at, passage in enumerate(passages):
            for document in (passage.document.id, _ALL):
                for kind in (passage.kind, None):
                    found.setdefault((document, kind), []).append(at)
        self._places = {of: np.array(places, np.intp) for of, places in found.items()}
        self._documents = len({passage.document.id for passage in passages})

    def of(self, documents: Collection[str], kind: PassageKind | None) -> NDArray[np.intp]:
        """Positions of the passages of some documents, each named once, of one kind or all, in order."""
        named = documents if len(documents) < self._documents else (_ALL,)
        found = [self._places[document, kind] for document in named if (document, kind) in self._places]
        if len(found) == 1:
            return found[0]
        return np.sort(np.concatenate(found)) if found else np.zeros(0, np.intp)
