"""What of a plan speaks against putting it into service unless somebody insists."""

from __future__ import annotations

from enum import StrEnum

from corpus.model import Plan

_ASSIGNING = frozenset({"Kế hoạch", "Chương trình hành động"})
"""Kinds of documents that assign their tasks in a table; letters and resolutions often have none."""


class Obstacle(StrEnum):
    """Why a plan is probably not the file its administrator means."""

    NO_TASKS = "no_tasks"  # its table lies in another file, or was not recognised
    NO_NUMBER = "no_number"  # a letterhead without number: a draft that nobody has issued


def find_obstacle(plan: Plan) -> Obstacle | None:
    """What speaks against a plan; None: nothing.

    A plan that amends or replaces another one may well have no table of its own.
    """
    document = plan.document
    if document.kind in _ASSIGNING and not (plan.tasks or plan.tables or document.amends):
        return Obstacle.NO_TASKS
    if document.issuer and document.place and not document.number:
        return Obstacle.NO_NUMBER
    return None
