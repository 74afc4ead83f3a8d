"""What a plan file changes against what is loaded, in a person's terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.identity import identity
from corpus.model import Plan, Section, TaskRow
from corpus.vietnamese import squeeze, syllables

_SAME_MATTER = 0.5  # of their syllables two texts share, where they speak of the same thing


class PlaceChange(NamedTuple):
    """A section or row that came, went or changed: its id, and what it is about."""

    id: str
    words: str
    was: str = ""  # its id before, where only the numbering moved


class CellChange(NamedTuple):
    """A cell of a row: the row's id, what the row is about, the printed words before and after."""

    id: str
    words: str
    old: str
    new: str


@dataclass(frozen=True)
class PlanChange:
    """Places added, changed, renumbered, removed; leads, cooperating agencies and deadlines that change.

    Ids are those in the new plan, except of what is removed.
    """

    document: str
    is_new: bool = False
    is_gone: bool = False
    added: tuple[PlaceChange, ...] = ()
    changed: tuple[PlaceChange, ...] = ()
    moved: tuple[PlaceChange, ...] = ()
    removed: tuple[PlaceChange, ...] = ()
    leads: tuple[CellChange, ...] = ()
    coops: tuple[CellChange, ...] = ()
    dues: tuple[CellChange, ...] = ()
    header_changed: bool = False

    @property
    def is_empty(self) -> bool:
        """Does the plan say the same as before, word for word and number for number?"""
        places = self.added or self.changed or self.moved or self.removed
        return not (self.is_new or self.is_gone or places or self.header_changed)


def compare_plans(old: Plan | None, new: Plan | None) -> PlanChange:
    """The change from the loaded plan (None: not loaded) to the new one (None: to be removed)."""
    if old is None and new is None:
        raise ValueError("two plans that are not there cannot be compared")
    if old is None or new is None:
        plan = new or old
        assert plan is not None  # noqa: S101 (for the type checker)
        places = tuple(PlaceChange(place.id, about(place)) for place in _places(plan))
        return PlanChange(
            plan.document.id,
            is_new=old is None,
            is_gone=new is None,
            added=places if old is None else (),
            removed=places if new is None else (),
        )
    pairs = _pair(_places(old), _places(new), old.document.id, new.document.id)
    kept, met = {a.id for a, _ in pairs}, {b.id for _, b in pairs}
    same_number = [_local(a, old) == _local(b, new) for a, b in pairs]
    rows = [(a, b) for a, b in pairs if isinstance(a, TaskRow) and isinstance(b, TaskRow)]
    return PlanChange(
        new.document.id,
        added=tuple(PlaceChange(b.id, about(b)) for b in _places(new) if b.id not in met),
        changed=tuple(PlaceChange(b.id, about(b)) for a, b in pairs if _words(a) != _words(b)),
        moved=tuple(
            PlaceChange(b.id, about(b), a.id)
            for (a, b), same in zip(pairs, same_number, strict=True)
            if not same
        ),
        removed=tuple(PlaceChange(a.id, about(a)) for a in _places(old) if a.id not in kept),
        leads=tuple(_cells(rows, "lead_text")),
        coops=tuple(_cells(rows, "coop_text")),
        dues=tuple(_cells(rows, "due")),
        header_changed=(_header(old) != _header(new)),
    )


def find_renamed(before: Sequence[Plan], after: Sequence[Plan]) -> tuple[tuple[str, str], ...]:
    """(old id, new id) of documents that stay but go by another id, since others share their number."""
    new = {identity(plan.document): plan.document.id for plan in after}
    ids = [(plan.document.id, new.get(identity(plan.document), plan.document.id)) for plan in before]
    return tuple((was, now) for was, now in ids if was != now)


Text = Section | TaskRow


def about(place: Text) -> str:
    """The words that say what a section or row is about."""
    return squeeze(place.task if isinstance(place, TaskRow) else place.title or place.text)


def _places(plan: Plan) -> tuple[Text, ...]:
    return (*plan.sections, *plan.tasks)


def _pair(
    old: Sequence[Text], new: Sequence[Text], old_document: str, new_document: str
) -> list[tuple[Text, Text]]:
    """The same section or row in both plans, in the new plan's order.

    First by number and matter; then by matter alone, so that a row put in at the top is not a change of all
    rows below it; then by number, where the words were changed but still speak of the same.
    """
    partner: dict[str, Text] = {}  # id in the new plan → in the old one
    left = {_tail(place.id, old_document): place for place in old}

    def meet(place: Text, tail: str) -> None:
        partner[place.id] = left.pop(tail)

    for place in new:
        tail = _tail(place.id, new_document)
        if tail in left and _key(left[tail]) == _key(place):
            meet(place, tail)
    by_matter: dict[tuple[type, str], list[str]] = defaultdict(list)
    for tail, place in left.items():
        by_matter[_key(place)].append(tail)
    for place in new:
        tails = [] if place.id in partner else by_matter.get(_key(place), [])
        # many sections are headed by an agency alone: there the text below has to agree as well
        found = next((tail for tail in tails if _alike(_words(left[tail]), _words(place))), None)
        if found is not None:
            tails.remove(found)
            meet(place, found)
    for place in new:
        tail = _tail(place.id, new_document)
        if place.id in partner or tail not in left or type(left[tail]) is not type(place):
            continue
        if _alike(about(left[tail]), about(place)):
            meet(place, tail)
    return [(partner[place.id], place) for place in new if place.id in partner]


def _key(place: Text) -> tuple[type, str]:
    return type(place), " ".join(syllables(about(place)))


def _alike(a: str, b: str) -> bool:
    one, other = set(syllables(a)), set(syllables(b))
    return 2 * len(one & other) >= _SAME_MATTER * (len(one) + len(other))


def _cells(rows: Sequence[tuple[TaskRow, TaskRow]], field: str) -> list[CellChange]:
    cells = [(b, squeeze(getattr(a, field) or ""), squeeze(getattr(b, field) or "")) for a, b in rows]
    return [CellChange(row.id, about(row), old, new) for row, old, new in cells if old != new]


_NUMBERING = {
    "id",
    "doc",
    "lines",
    "place",
    "repaired",
    "number",
    "printed_number",
    "group",
    "parent",
    "level",
}


def _words(place: Text) -> str:
    """Everything a section or row says, its numbering aside."""
    if isinstance(place, Section):
        return squeeze(place.text.removeprefix(place.printed_number))
    return squeeze(" | ".join(map(str, place.model_dump(exclude=_NUMBERING).values())))


def _header(plan: Plan) -> tuple[str, str]:
    return squeeze(plan.document.header), squeeze(plan.document.signature)


def _tail(place: str, document: str) -> str:
    return place.removeprefix(document)


def _local(place: Text, plan: Plan) -> str:
    return _tail(place.id, plan.document.id)
