"""Which loaded documents another loaded one amends, replaces or annuls; the year a plan is for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from corpus.model import Amendment, Document, Plan
from corpus.numbers import same_document_number


class Change(NamedTuple):
    """What one loaded document does to another: the later one, the earlier one, and the words for it."""

    by: Document
    of: Document
    amendment: Amendment

    @property
    def ends(self) -> bool:
        """Whether the earlier document is no longer in force."""
        return self.amendment.kind in ("replace", "annul", "end") and not self.amendment.partial


def find_changes(documents: Iterable[Document]) -> dict[str, list[Change]]:
    """Id of a loaded document → what other loaded ones do to it, those that end it first, then the newest."""
    documents = list(documents)
    found: dict[str, list[Change]] = {}
    for by in documents:
        for amendment in by.amends:
            for of in _meant(amendment, by, documents):
                found.setdefault(of.id, []).append(Change(by, of, amendment))
    for changes in found.values():
        changes.sort(key=lambda change: (change.ends, str(change.by.date or "")), reverse=True)
    return found


def _meant(amendment: Amendment, by: Document, documents: Iterable[Document]) -> list[Document]:
    """The loaded documents that an amendment means: by number, and by date, else by the issuer's province.

    Numbers start again every year and with every issuer: a date that differs tells another document.
    """
    same = [
        other
        for other in documents
        if other.id != by.id
        and same_document_number(other.number, amendment.number)
        and not (other.date and by.date and other.date > by.date)
        and not (other.province and by.province and other.province != by.province)
    ]
    if amendment.date is not None:
        return [other for other in same if other.date in (amendment.date, None)]
    latest = max((str(other.date or "") for other in same), default="")
    return [other for other in same if str(other.date or "") == latest]


def ended(changes: Mapping[str, Sequence[Change]]) -> frozenset[str]:
    """Ids of the documents that another loaded one has replaced or annulled."""
    return frozenset(document for document, known in changes.items() if any(c.ends for c in known))


def later(changes: Mapping[str, Sequence[Change]], document: str) -> list[Change]:
    """What became of a document: its own changes, then those of the documents that replaced it."""
    found: list[Change] = []
    seen = {document}
    following = [document]
    while following:
        known = changes.get(following.pop(0), ())
        known = [change for change in known if change.ends] or known  # amended once, then replaced
        found += known
        next_ids = [c.by.id for c in known if c.amendment.kind == "replace" and c.by.id not in seen]
        seen.update(next_ids)
        following += next_ids
    return found


def working_year(plan: Plan) -> int | None:
    """The year a plan is for: the one most of its dated rows are due in, else the year of issue."""
    due = Counter(task.due_on.end.year for task in plan.tasks if task.due_on.end)
    year, rows = due.most_common(1)[0] if due else (None, 0)
    return year if rows * 2 > due.total() else plan.document.year
