"""A place pointed at by its number: "mục II.14", "dòng 57", "nhiệm vụ số 5 nhóm III"."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from index.answering import texts
from index.answering.labels import document_label, passage_label
from index.answering.refusals import refuse
from index.engine import Engine
from index.model import Answer, Status
from index.passages import Passage, PassageKind
from index.reading.annexes import find_annex
from index.reading.asks import Ask
from index.reading.locators import Locator, as_roman
from index.reading.question import Question
from index.search import coverage


def find_located(engine: Engine, question: Question, locator: Locator) -> list[Passage]:
    """Every section or row the locator may mean, in the documents the question names (else in all)."""
    documents = question.loaded or tuple(engine.documents)
    article = locator.path.removeprefix("Đ")
    found = []
    for document in documents:
        inside = [passage for passage in engine.passages if passage.document.id == document]
        if locator.kind == "item":
            found += _counted(question, inside, locator.path)
            continue
        rows = (PassageKind.TASK, PassageKind.TABLE)
        kinds = rows if locator.kind == "row" else (PassageKind.SECTION, *rows)
        for kind in kinds:
            hits = [p for p in inside if p.kind is kind and _is_at(p, locator.path)]
            if not hits and article != locator.path and kind is PassageKind.SECTION:
                # "điều 5" of a letter that has no articles is its number 5
                hits = [p for p in inside if p.kind is kind and _is_at(p, article)]
            hits = [p for p in hits if _in_annex(p, question)]
            if hits:
                found += _exact_first(hits, locator.path)
                break
    return found


def _counted(question: Question, inside: Sequence[Passage], number: str) -> list[Passage]:
    """ "Hạn chế số 17": the section with that number, or the row that prints "(17)" before it."""
    sections = [p for p in inside if p.kind is PassageKind.SECTION and _is_at(p, number)]
    rows = [p for p in inside if p.task is not None and f"({number})" in p.task.task]
    asks_of_row = any(ask in _OF_A_ROW for ask in question.asks)
    return (
        (rows or _exact_first(sections, number)) if asks_of_row else (_exact_first(sections, number) or rows)
    )


_OF_A_ROW = frozenset({Ask.LEAD, Ask.COOP, Ask.DUE, Ask.START, Ask.PRODUCT})


def _is_at(passage: Passage, path: str) -> bool:
    if passage.row is not None and passage.table is not None:
        return passage.table.counted and passage.row.cells[0].strip(". ") == path
    local = _local(passage)
    if local == path or (path.startswith("Đ") and local.endswith(f".{path}")):
        return True
    head, _, rest = local.partition(".")
    if not head.isdigit() and rest == path:  # the part or group was left out: "mục 9.1", "dòng 16"
        return True
    own_head, _, own_rest = path.partition(".")
    if passage.task is not None and head.isdigit() and own_rest == local:
        return (
            as_roman(own_head) == passage.task.group
        )  # numbers that run on through the groups: "nhóm I, dòng 8"
    return (
        own_head.isdigit()
        and bool(own_rest)
        and local == f"{as_roman(own_head)}.{own_rest}"
        and not rest.startswith(path)
    )


def _local(passage: Passage) -> str:
    """The number of a section or row in its document; of a row less its annex's label, "PL2."."""
    local = passage.id.removeprefix(passage.document.id)[1:]
    return _LABEL.sub("", local) if passage.task is not None else local


_LABEL = re.compile(r"^[A-Z]+\d+(?:-\d+)?\.")


def _in_annex(passage: Passage, question: Question) -> bool:
    """Can the place stand in the annex that the question names? A row of figures only where it names one."""
    annex = find_annex(question.wording.norm)
    if passage.table is not None:
        return annex is not None and find_annex(passage.table.name) == annex
    return annex is None or passage.task is None or find_annex(passage.task.table) in (annex, None)


def _exact_first(hits: Sequence[Passage], path: str) -> list[Passage]:
    exact = [passage for passage in hits if _local(passage) == path]
    if exact:
        return exact
    plain = [passage for passage in hits if _local(passage).partition(".")[2] == path]
    return plain or list(hits)


def narrow(engine: Engine, question: Question, found: Sequence[Passage]) -> list[Passage]:
    """Of several places with the same number, the one that holds the topic, if one stands out."""
    if len(found) < 2 or not question.topic.syllables:
        return list(found)
    shares = [(coverage(engine, question.topic, passage), passage) for passage in found]
    best = max(share for share, _ in shares)
    kept = [passage for share, passage in shares if share == best]
    return kept if best >= 0.4 and len(kept) == 1 else list(found)


def ask_back(engine: Engine, question: Question, found: Sequence[Passage]) -> Answer:
    """Several places carry the number: each as a complete question."""
    options = tuple(f"{passage_label(p)} nói gì?" for p in found[:8])
    lines = [texts.WHICH.format(len(options)), *(f"- {option}" for option in options)]
    return Answer(status=Status.AMBIGUOUS, text="\n".join(lines), options=options)


def nowhere(engine: Engine, question: Question, locator: Locator) -> Answer:
    """The number does not exist; the nearest that do are named."""
    documents = [engine.documents[i] for i in question.loaded] or list(engine.documents.values())
    names = {"row": "dòng số {}", "group": "nhóm {}"}
    names["section"] = "Điều {}" if locator.path.startswith("Đ") else "mục {}"
    place = names.get(locator.kind, "mục {}").format(locator.path.removeprefix("Đ"))
    inside = [p for p in engine.passages if p.document in documents]
    near = difflib.get_close_matches(locator.path, [_local(p) for p in inside], n=3, cutoff=0.5)
    options = [passage_label(next(p for p in inside if _local(p) == path)) for path in dict.fromkeys(near)]
    named = " và ".join(document_label(document) for document in documents[:2])
    subject = named if question.loaded else "Các văn bản đã nạp"
    return refuse(engine, question, texts.NO_PLACE.format(document=subject, place=place), options)
