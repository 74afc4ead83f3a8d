"""Whether a document is still in force: said of every answer from it, and when somebody asks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.document_words import AMENDING_VERBS, kind_of_number
from corpus.model import Amendment, Document
from corpus.vietnamese import fold, squeeze
from index.answering import texts
from index.answering.citing import cite, cite_document
from index.answering.labels import document_label, vietnamese_date
from index.engine import Engine
from index.model import Answer, Citation, Status
from index.reading.question import Question
from index.validity import Change, later

_KIND = "(?:ke hoach|van ban|quyet dinh|nghi quyet|cong van|chi thi|chuong trinh|cai)"
_WHICH = f"{_KIND} (?:nao|gi)"
_DOCUMENT = (
    f"(?:¶+|{_KIND} (?:nay|do|tren|kia|ay))(?: cua(?: \\S+){{1,8}}?)?"  # "… của UBND thành phố Hải Phòng"
)
_ACT = (
    "(?:thay the|thay|sua doi,? bo sung|sua doi|sua|bo sung|dieu chinh,? bo sung|dieu chinh"
    "|bai bo|huy bo|huy|dinh chinh|thu hoi)(?: mot phan)?"
)
_SOFT = "(?: (?:da|co|con|tung|van|hien|nay|hien nay|bay gio|thi|duoc|se|dung|de|nham|ban hanh))*"
_IN_FORCE = re.compile(
    f"{_DOCUMENT}{_SOFT} (?:con|het|mat)(?: (?:duoc|thoi han))*"
    f" (?:hieu luc|gia tri|ap dung|su dung|dung)(?!\\w)"
    f"|hieu luc cua {_DOCUMENT}"
)
_CHANGED_BY = re.compile(
    f"(?<!\\w){_WHICH}{_SOFT} {_ACT}(?: (?:cho|cua|noi dung))* {_DOCUMENT}"
    f"|{_DOCUMENT}{_SOFT} (?:bi|duoc) (?:{_WHICH} )?{_ACT}"
    f"(?= *(?:\\?|$)| (?:chua|khong|boi|bang|hay|roi)(?!\\w))"
    f"|{_DOCUMENT}{_SOFT} {_ACT} (?:chua|boi|bang)(?!\\w)"
)
_CHANGES = re.compile(
    f"{_DOCUMENT}{_SOFT} {_ACT}(?: (?:cho|cua|nhung|cac))* {_WHICH}(?!\\w)"
    f"|{_DOCUMENT}{_SOFT} {_ACT} (?:cai )?gi(?!\\w)"
)
"""Over the question without accents, documents as ¶: a task to amend something is no question of validity."""


def with_validity(engine: Engine, found: Answer) -> Answer:
    """An answer that rests on a document which another loaded one has changed says so, and cites it."""
    if found.status is not Status.ANSWERED:
        return found
    documents = dict.fromkeys(_document_of(engine, citation) for citation in found.citations)
    # a place that is only listed ("Kế hoạch số …, phần II") rests on its document too
    documents |= {i: None for i in engine.changes if f"{document_label(engine.documents[i])}, " in found.text}
    told: dict[str, Change] = {}
    for document in documents:
        for change in later(engine.changes, document):
            told.setdefault(_note(change), change)
    known = {citation.id for citation in found.citations}
    notes = [note for note in told if note not in found.text]
    if not notes:
        return found
    cited = [cite_change(engine, told[note]) for note in notes]
    return found.model_copy(
        update={
            "text": "\n".join([found.text, *(texts.NOTE.format(note) for note in notes)]),
            "citations": (*found.citations, *(c for c in cited if c.id not in known)),
        }
    )


def notes_on(engine: Engine, document: str) -> list[str]:
    """What other loaded documents have done to a document (its id), a sentence each."""
    return list(dict.fromkeys(_note(change) for change in later(engine.changes, document)))


def _document_of(engine: Engine, citation: Citation) -> str:
    return engine.by_id[citation.id].document.id


def _note(change: Change) -> str:
    """ "Kế hoạch số 54/KH-UBND đã được thay thế bằng Kế hoạch số 12/KH-UBND ngày 05/3/2024." """
    template = texts.CHANGED[change.amendment.kind, change.ends]
    of = document_label(change.of)
    if change.of.date and change.of.number:
        of = of.removesuffix(f" ngày {vietnamese_date(change.of.date)}")
    return template.format(of=of, by=document_label(change.by))


def cite_change(engine: Engine, change: Change) -> Citation:
    """The words with which one document changes another, where they stand: a section, else the title."""
    amendment = change.amendment
    plan = next(plan for plan in engine.plans if plan.document.id == change.by.id)
    for section in plan.sections:
        if section.lines == amendment.lines and amendment.words in section.text:
            return cite(engine.by_id[section.id], amendment.words)
    if squeeze(amendment.words) in squeeze(change.by.header):
        return Citation(id=change.by.id, label=document_label(change.by), quote=amendment.words)
    return cite_document(change.by, amendment.number)


def answer_validity(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    """ "Còn hiệu lực không?", "kế hoạch nào thay thế …?", "… sửa đổi văn bản nào?"; None where not asked."""
    asked = fold(question.masked)
    documents = [engine.documents[i] for i in question.loaded]
    if _CHANGES.search(asked) and documents:
        nothing = "\n".join(texts.CHANGES_NONE.format(document_label(document)) for document in documents)
        return _what_they_change(engine, documents, asked=asked) or Answer(
            status=Status.NOT_FOUND, text=nothing
        )
    in_force = bool(_IN_FORCE.search(asked))
    if not (in_force or _CHANGED_BY.search(asked)):
        return None
    if documents:
        return _what_became(engine, question.loaded, in_force)
    numbers = question.cited_numbers()
    if not numbers:
        return None
    kind = kind_of_number(numbers[0]) or texts.OTHER_KIND
    nothing = texts.NEVER_CHANGED.format(f"{kind} số {numbers[0]}")
    changed = _what_they_change(engine, list(engine.documents.values()), numbers)
    return changed or Answer(status=Status.NOT_FOUND, text=nothing)


def _what_became(engine: Engine, documents: Sequence[str], in_force: bool) -> Answer:
    """What other loaded documents did to each of the documents."""
    lines: list[str] = []
    citations: list[Citation] = []
    nothing: list[str] = []
    for document in documents:
        label = document_label(engine.documents[document])
        changes = later(engine.changes, document)
        for change in changes:
            cited = cite_change(engine, change)
            verdict = texts.NO_LONGER if in_force and change.ends and change.of.id == document else ""
            lines += [
                verdict + _note(change),
                texts.QUOTE.format(cited.quote),
                texts.SOURCE.format(cited.label),
            ]
            citations.append(cited)
        if changes and in_force and not any(change.ends for change in changes):
            nothing.append(texts.NOT_ENDED.format(label))
        if not changes:
            nothing.append(texts.NEVER_CHANGED.format(label))
    if not citations:
        return Answer(status=Status.NOT_FOUND, text="\n".join(nothing))
    return Answer(status=Status.ANSWERED, text="\n".join([*lines, *nothing]), citations=tuple(citations))


def _what_they_change(
    engine: Engine, documents: Sequence[Document], numbers: Sequence[str] | None = None, asked: str = ""
) -> Answer | None:
    """What documents change in others, in those of `numbers` if given; None where they change nothing.

    What the folded question `asked` names ("thay the") comes first.
    """
    lines: list[str] = []
    citations: list[Citation] = []
    for document in documents:
        for amendment in sorted(document.amends, key=lambda known: not _is_named(known, asked)):
            if numbers is not None and amendment.number not in numbers:
                continue
            cited = cite_change(engine, Change(document, document, amendment))
            date = f" ngày {vietnamese_date(amendment.date)}" if amendment.date else ""
            of = f"{kind_of_number(amendment.number) or texts.OTHER_KIND} số {amendment.number}{date}"
            template = texts.CHANGES[amendment.kind, amendment.partial]
            lines += [
                template.format(by=document_label(document), of=of),
                texts.QUOTE.format(cited.quote),
                texts.SOURCE.format(cited.label),
            ]
            citations.append(cited)
    if not citations:
        return None
    return Answer(status=Status.ANSWERED, text="\n".join(lines), citations=tuple(citations))


def _is_named(amendment: Amendment, asked: str) -> bool:
    return any(fold(verb) in asked for verb in AMENDING_VERBS[amendment.kind])
