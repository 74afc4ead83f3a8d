"""Telling documents apart: numbers start again every year and with every issuer.

Where two loaded documents share a number, their ids carry the year ("54/KH-UBND:2022"), and the province or
issuer too where that is not enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.model import Document, Plan
from corpus.vietnamese import fold

Identity = tuple[str, int | None, str]


def identity(document: Document) -> Identity:
    """What makes two files the same document: number, year, issuer (else province)."""
    # a document without a number is known by its file's name alone
    return document.number or document.id, document.year, fold(document.issuer or document.province)


def distinguish(plans: Sequence[Plan]) -> tuple[Plan, ...]:
    """The plans, ids made distinct where numbers collide; the plans' identities differ pairwise."""
    numbers = Counter(plan.document.id for plan in plans)
    dated = Counter((plan.document.id, plan.document.year) for plan in plans)
    return tuple(
        plan
        if numbers[plan.document.id] == 1
        else _renamed(plan, _distinct_id(plan.document, dated[plan.document.id, plan.document.year] > 1))
        for plan in plans
    )


def _distinct_id(document: Document, with_issuer: bool) -> str:
    parts = [document.id, str(document.year or "không ngày")]
    if with_issuer:
        parts.append(document.issuer or document.province or document.source_file)
    return ":".join(parts)


def _renamed(plan: Plan, new: str) -> Plan:
    old = plan.document.id

    def moved(place: str) -> str:
        return new + place.removeprefix(old)

    return plan.model_copy(
        update={
            "document": plan.document.model_copy(update={"id": new}),
            "sections": tuple(
                section.model_copy(
                    update={
                        "id": moved(section.id),
                        "doc": new,
                        "parent": moved(section.parent) if section.parent else None,
                    }
                )
                for section in plan.sections
            ),
            "tables": tuple(
                table.model_copy(update={"section": moved(table.section), "doc": new})
                for table in plan.tables
            ),
            "tasks": tuple(task.model_copy(update={"id": moved(task.id), "doc": new}) for task in plan.tasks),
        }
    )
