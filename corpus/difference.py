"""What a plan file changes against what is loaded, in a person's terms."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Plan
from corpus.vietnamese import squeeze


@dataclass(frozen=True)
class PlanChange:
    """Sections and rows added, changed, removed (ids); leads and deadlines that change (id, old, new)."""

    document: str
    is_new: bool
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    leads: tuple[tuple[str, str, str], ...] = ()
    dues: tuple[tuple[str, str, str], ...] = ()
    header_changed: bool = False

    @property
    def is_empty(self) -> bool:
        """Is the plan loaded already, word for word?"""
        return not (self.is_new or self.added or self.changed or self.removed or self.header_changed)


def compare_plans(old: Plan | None, new: Plan) -> PlanChange:
    """The change from the loaded plan (None: not loaded) to the new one."""
    if old is None:
        return PlanChange(new.document.id, is_new=True, added=tuple(_texts(new)))
    before, after = _texts(old), _texts(new)
    rows = {task.id: task for task in old.tasks}
    both = [(rows[task.id], task) for task in new.tasks if task.id in rows]
    return PlanChange(
        document=new.document.id,
        is_new=False,
        added=tuple(place for place in after if place not in before),
        changed=tuple(place for place in after if place in before and after[place] != before[place]),
        removed=tuple(place for place in before if place not in after),
        leads=tuple(
            (b.id, a.lead_text or "", b.lead_text or "")
            for a, b in both
            if squeeze(a.lead_text or "") != squeeze(b.lead_text or "")
        ),
        dues=tuple(
            (b.id, a.due or "", b.due or "") for a, b in both if squeeze(a.due or "") != squeeze(b.due or "")
        ),
        header_changed=squeeze(old.document.header) != squeeze(new.document.header),
    )


def _texts(plan: Plan) -> dict[str, str]:
    sections = {section.id: squeeze(section.text) for section in plan.sections}
    rows = {
        task.id: squeeze(
            " | ".join(str(value) for value in task.model_dump(exclude={"lines", "repaired"}).values())
        )
        for task in plan.tasks
    }
    return sections | rows
