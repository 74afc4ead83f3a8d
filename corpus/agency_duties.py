"""A table cell that says both who leads a task and who helps → a text and the agencies for each.

"Chủ trì: Sở Công Thương. Phối hợp: Sở Tài chính" in one cell, "Sở A chủ trì, phối hợp với Sở B", "Sở A (chủ
trì), Sở B (phối hợp)". Whoever is said to cooperate is never taken for a leader.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.agencies import split_agencies
from corpus.agency_cells import DUTY_LABEL
from corpus.vietnamese import nfc

_WITH = re.compile(
    r"(?:(?<!\w)chủ\s+trì)?[\s,]{0,9}(?<!\w)phối\s+hợp(?:\s+chặt\s+chẽ)?\s+(?:(?:với|cùng)(?!\w)\s*|(?=các\s))",
    re.IGNORECASE,
)
_NEW_ITEM = re.compile(r"\n\s*[-–+•]\s")
_MARKED = re.compile(r"\(\s*(?:(?:cơ quan|đơn vị)\s+)?(?P<duty>chủ trì|phối hợp)\s*\)", re.IGNORECASE)
_EDGES = " \t\n,;.-–+•*"


class Duties(NamedTuple):
    """Who leads and who cooperates, each as printed and one by one.

    `told`: the cell itself says who does what. `sure`: and it says so of every agency in it.
    """

    lead_text: str
    coop_text: str
    lead: tuple[str, ...]
    coop: tuple[str, ...]
    told: bool = False
    sure: bool = True


def names_duties(cell: str) -> bool:
    """Whether a cell labels its agencies: "Chủ trì: …", under whatever header it stands."""
    return any(match["duty"][:1].lower() == "c" for match in DUTY_LABEL.finditer(nfc(cell)))


def split_duties(cell: str | None) -> Duties:
    """The duties of a cell in a column of leading agencies; without words about duties all in it lead."""
    text = nfc(cell or "")
    if labels := list(DUTY_LABEL.finditer(text)):
        return _labelled(text, labels)
    if _MARKED.search(text):
        return _marked(text)
    if _WITH.search(text):
        return _with_others(text)
    return Duties(text, "", split_agencies(text), ())


def _labelled(text: str, labels: list[re.Match[str]]) -> Duties:
    """Each part of the cell by the label before it; what stands before the first one leads."""
    parts = {"c": [text[: labels[0].start()]], "p": []}
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=True):
        parts[label["duty"][0].lower()].append(text[label.end() : end])
    lead, coop = ([part.strip(_EDGES) for part in parts[duty]] for duty in "cp")
    return _compose([part for part in lead if part], [part for part in coop if part])


def _with_others(text: str) -> Duties:
    """Behind "phối hợp với" all cooperate, up to the next item of a list."""
    lead, coop = [], []
    for item in _NEW_ITEM.split(text):
        first, *others = _WITH.split(item)
        lead.append(first.strip(_EDGES))
        coop += [other.strip(_EDGES) for other in others]
    duties = _compose([part for part in lead if part], [part for part in coop if part])
    return duties._replace(lead_text=text)


def _marked(text: str) -> Duties:
    """Names with "(chủ trì)" or "(phối hợp)" behind them; where one is said to lead, the others do not."""
    marks = list(_MARKED.finditer(text))
    led = any(mark["duty"][0].lower() == "c" for mark in marks)
    lead: list[str] = []
    coop: list[str] = []
    start, sure = 0, True
    for mark in marks:
        *unmarked, marked = split_agencies(text[start : mark.start()]) or ("",)
        (lead if mark["duty"][0].lower() == "c" else coop).append(marked)
        (coop if led else lead).extend(unmarked)
        sure = sure and not (led and unmarked)
        start = mark.end()
    rest = split_agencies(text[start:].lstrip(_EDGES))
    (coop if led else lead).extend(rest)
    lead, coop = ([name for name in names if name] for names in (lead, coop))
    sure = sure and not (led and rest)
    return Duties(text, "; ".join(coop), tuple(lead), tuple(coop), told=True, sure=sure)


def _compose(lead: list[str], coop: list[str]) -> Duties:
    leads, coops = (tuple(name for part in parts for name in split_agencies(part)) for parts in (lead, coop))
    return Duties("\n".join(lead), "\n".join(coop), leads, coops, told=True)
