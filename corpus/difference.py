"""What a plan file changes against what is loaded, in a person's terms."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Plan, TaskRow
from corpus.vietnamese import squeeze

Change = tuple[str, str, str]
"""A place, the old words, the new."""


@dataclass(frozen=True)
class PlanChange:
    """Places added, changed, removed; leads and deadlines that change. Places are ids in the new plan."""

    document: str
    is_new: bool
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    leads: tuple[Change, ...] = ()
    dues: tuple[Change, ...] = ()
    header_changed: bool = False

    @property
    def is_empty(self) -> bool:
        """Is the plan loaded already, word for word?"""
        return not (self.is_new or self.added or self.changed or self.removed or self.header_changed)


def compare_plans(old: Plan | None, new: Plan) -> PlanChange:
    """The change from the loaded plan (None: not loaded) to the new one, which may carry another id."""
    document = new.document.id
    after = _texts(new)
    if old is None:
        return PlanChange(document, is_new=True, added=tuple(document + place for place in after))
    before = _texts(old)
    rows = {_local(task.id, old): task for task in old.tasks}
    both = [(rows[place], task) for task in new.tasks if (place := _local(task.id, new)) in rows]
    return PlanChange(
        document=document,
        is_new=False,
        added=tuple(document + place for place in after if place not in before),
        changed=tuple(
            document + place for place in after if place in before and after[place] != before[place]
        ),
        removed=tuple(document + place for place in before if place not in after),
        leads=_changes(both, "lead_text"),
        dues=_changes(both, "due"),
        header_changed=squeeze(old.document.header) != squeeze(new.document.header)
        or squeeze(old.document.signature) != squeeze(new.document.signature),
    )


def _changes(rows: list[tuple[TaskRow, TaskRow]], field: str) -> tuple[Change, ...]:
    cells = [(new.id, getattr(old, field) or "", getattr(new, field) or "") for old, new in rows]
    return tuple((place, old, new) for place, old, new in cells if squeeze(old) != squeeze(new))


def _texts(plan: Plan) -> dict[str, str]:
    """Every place of a plan without its document's id → its words."""
    told = {"id", "doc", "lines", "place", "repaired"}
    sections = {_local(section.id, plan): squeeze(section.text) for section in plan.sections}
    rows = {
        _local(task.id, plan): squeeze(" | ".join(map(str, task.model_dump(exclude=told).values())))
        for task in plan.tasks
    }
    return sections | rows


def _local(place: str, plan: Plan) -> str:
    return place.removeprefix(plan.document.id)
