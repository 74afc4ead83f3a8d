"""Which documents are loaded: all of them, the newest, the oldest."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from corpus.model import Document
from corpus.vietnamese import brief
from index.answering import texts
from index.answering.citing import cite_document
from index.answering.labels import document_label
from index.answering.refusals import refuse
from index.engine import Engine
from index.model import Answer, Status
from index.reading.question import Question
from index.search import documents_in_scope

_KIND = r"(?P<kind>kế hoạch|văn bản|công văn|tài liệu)"
_ALL = re.compile(
    r"^[^\w]*(?:(?:cho|xin|anh|em|chị|mình|tôi|liệt kê|xem) )*(?:danh sách|danh mục)(?: (?:các|những))?"
    rf" {_KIND}(?: (?:đã nạp|đang có|hiện có|có trong hệ thống))?[^\w]*$"
    r"|^[^\w]*(?:(?:đang|hiện|bot|em|đã|hệ thống) )*(?:có|nạp|tra được|biết) (?:những |các )?"
    rf"{_KIND.replace('kind', 'which')} (?:nào|gì)[^\w]*$"
    rf"|^[^\w]*(?:(?:đang|hiện|tất cả) )*có (?:mấy|bao nhiêu) {_KIND.replace('kind', 'counted')}[^\w]*$"
)
_END = re.compile(rf"(?<!\w){_KIND} (?:nào )?(?:là )?(?:(?P<new>mới|gần đây)|(?P<old>cũ|lâu)) nhất(?!\w)")
_IN_FORCE = re.compile(rf"^[^\w]*(?:những |các )?{_KIND} nào (?:đang |vẫn )?còn hiệu lực[^\w]*$")
_LINE = 140


def answer_shelf(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    """The loaded documents with their titles, or the newest or oldest of them; None where not asked for."""
    masked = " ".join(question.masked.split())
    whole, end, force = _ALL.search(masked), _END.search(masked), _IN_FORCE.search(masked)
    match = whole or end or force
    if match is None or question.loaded:
        return None
    if force is not None and not engine.ended:
        return refuse(engine, question, texts.NONE_ENDED)
    kind = match["kind"] or (whole["which"] or whole["counted"] if whole else "")
    documents = [engine.documents[i] for i in documents_in_scope(engine, question)]
    documents = [d for d in documents if d.kind.lower() == kind] or documents
    documents.sort(key=lambda document: document.date or dt.date.min, reverse=True)
    if whole is not None:
        return _told(texts.SHELF.format(len(documents)), documents)
    if force is not None:
        documents = [document for document in documents if document.id not in engine.ended]
        return _told(texts.IN_FORCE.format(len(documents)), documents) if documents else None
    dated = [document for document in documents if document.date]
    if not dated:
        return None
    found = dated[0] if end and end["new"] else dated[-1]
    head = texts.NEWEST if end and end["new"] else texts.OLDEST
    return _told(head, [found])


def _told(head: str, documents: Sequence[Document]) -> Answer:
    lines = [f"- {document_label(d)}: {brief(d.title, _LINE)}" for d in documents]
    return Answer(
        status=Status.ANSWERED,
        text="\n".join([head, *lines]),
        citations=tuple(cite_document(document, document.number) for document in documents),
    )
