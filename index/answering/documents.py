"""Questions about a document itself: its date, signer, issuer, subject, basis, recipients."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.model import Document
from corpus.vietnamese import fold
from index.answering import texts
from index.answering.citing import cite_document
from index.answering.labels import document_label, short_label, vietnamese_date
from index.answering.verdicts import document_verdict
from index.engine import Engine
from index.model import Answer, Status
from index.passages import Evidence
from index.reading.asks import ABOUT_DOCUMENTS, Ask
from index.reading.question import Question
from index.reading.topic import Topic
from index.search import covered_by, documents_in_scope

_TITLE_COVERAGE = 0.6


@dataclass(frozen=True)
class _Field:
    template: str
    value: Callable[[Document], str]
    words: Callable[[Document], Sequence[str]]  # words the justifying line holds


def _date_words(document: Document) -> Sequence[str]:
    if document.date is None:
        return ()
    date = document.date
    return (
        f"ngày {date.day:02d} tháng {date.month:02d} năm",
        f"ngày {date.day} tháng {date.month} năm",
        f"ngày {date.day:02d} tháng {date.month} năm",
        f"{date.day}/{date.month}/{date.year}",
        f"{date.day:02d}/{date.month}/{date.year}",
        f"{date.day:02d}/{date.month:02d}/{date.year}",
    )


def _signer(document: Document) -> str:
    if not document.signer:
        return ""
    role = f" ({' '.join(document.signer_role.split()).capitalize()})" if document.signer_role else ""
    return document.signer + role


def _addressed(document: Document) -> list[str]:
    """The lines of a letter's header from "Kính gửi" on, as far as they are listed."""
    lines = document.header.splitlines()
    at = next((i for i, line in enumerate(lines) if line.strip().lower().startswith("kính gửi")), None)
    if at is None:
        return []
    return [lines[at], *takewhile(lambda line: line.lstrip().startswith(("-", "+")), lines[at + 1 :])]


def _addressees(document: Document) -> str:
    """Whom a letter is addressed to; empty where it does not say."""
    first, *listed = _addressed(document) or [""]
    return "; ".join(part for line in (first.partition(":")[2], *listed) if (part := line.strip(" -+;.")))


_FIELDS = {
    Ask.SIGNER: _Field(texts.DOC_SIGNER, _signer, lambda d: (d.signer,)),
    Ask.ISSUED: _Field(texts.DOC_ISSUED, lambda d: vietnamese_date(d.date) if d.date else "", _date_words),
    Ask.ISSUER: _Field(
        texts.DOC_ISSUER,
        lambda d: d.issuer + (f", {d.place}" if d.issuer and d.place and d.place not in d.issuer else ""),
        lambda d: (d.issuer, d.issuer.upper(), d.issuer.split(" tỉnh")[0].upper(), d.number),
    ),
    Ask.SUBJECT: _Field(
        texts.DOC_SUBJECT, lambda d: d.title, lambda d: (d.title, d.title.split("\n")[0][:40])
    ),
    Ask.BASIS: _Field(texts.DOC_BASIS, lambda d: "\n".join(d.bases), lambda d: d.bases),
    Ask.RECIPIENTS: _Field(texts.DOC_RECIPIENTS, lambda d: "; ".join(d.recipients), lambda d: (d.number,)),
    Ask.ADDRESSEES: _Field(texts.DOC_ADDRESSEES, _addressees, lambda d: ("\n".join(_addressed(d)),)),
    Ask.DOC_NUMBER: _Field(texts.DOC_NUMBER, lambda d: d.number, lambda d: (d.number,)),
}


def documents_meant(engine: Engine, question: Question) -> list[Document]:
    """The documents a question is about: those it names, else those whose title covers its topic."""
    if question.loaded:
        return [engine.documents[i] for i in question.loaded]
    if question.topic.syllables:
        covered = [
            (
                covered_by(
                    engine,
                    question.topic,
                    Evidence.of(
                        document.title, document.kind, document.place, document.issuer, document.signature
                    ),
                ),
                document,
            )
            for document in engine.documents.values()
        ]
        titled = [document for share, document in covered if share >= _TITLE_COVERAGE]
        if titled:
            return titled
    if not question.provinces:
        return []
    return [document for document in engine.documents.values() if document.province in question.provinces]


def beyond_titles(engine: Engine, question: Question) -> Topic:
    """The topic less what the title of the one plan in scope says; as it is where several are."""
    documents = documents_in_scope(engine, question)
    if len(documents) != 1:
        return question.topic
    title = engine.title_evidence(documents[0]).folded
    return question.topic.without(frozenset(s for s in question.topic.syllables if fold(s) in title))


_SENT = re.compile(r"(?<!\w)gửi(?!\w)")  # whom a letter is sent to stands above it; below it, who gets a copy


def answer_about_documents(engine: Engine, question: Question, documents: Sequence[Document]) -> Answer:
    """The asked fields of one or more documents; not_found where a file holds none of them."""
    asked = [ask for ask in question.asks if ask in ABOUT_DOCUMENTS] or [Ask.SUBJECT]
    if Ask.RECIPIENTS in asked and _SENT.search(question.wording.norm) and any(map(_addressed, documents)):
        asked = [Ask.ADDRESSEES, *(ask for ask in asked if ask is not Ask.ADDRESSEES)]
    lines: list[str] = []
    missing: list[str] = []
    citations = []
    for document in documents:
        found = [(_FIELDS[ask], value) for ask in asked if (value := _FIELDS[ask].value(document))]
        missing += [
            texts.NO_FIELD.format(document=document_label(document), field=texts.FIELDS[ask])
            for ask in asked
            if not _FIELDS[ask].value(document)
        ]
        if not found:
            continue
        if len(documents) > 1:
            lines.append(f"{short_label(document)}:")
        verdicts = {ask: document_verdict(question, document, ask) for ask in asked}
        lines += [
            verdicts[ask] + _FIELDS[ask].template.format(value)
            for ask in asked
            if (value := _FIELDS[ask].value(document))
        ]
        lines.append(texts.SOURCE.format(document_label(document)))
        citations.append(cite_document(document, *(w for field, _ in found for w in field.words(document))))
    if not citations:
        return Answer(
            status=Status.NOT_FOUND,
            text="\n".join(missing),
            options=tuple(document_label(document) for document in documents),
        )
    return Answer(status=Status.ANSWERED, text="\n".join([*lines, *missing]), citations=tuple(citations))
