"""Facts that a document's head and foot should give: number, date, issuer, title, signer."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.dates import find_dates
from corpus.doubts import wordings
from corpus.doubts.model import Doubt, DoubtKind, Sure, doubt_about
from corpus.line_forms import is_attached_line
from corpus.model import Document, Plan
from corpus.numbers import number_key

_NUMBER, _DATE, _ISSUER, _TITLE, _SIGNER = (
    "số, ký hiệu",
    "ngày ban hành",
    "cơ quan ban hành",
    "tên văn bản",
    "tên người ký",
)


def find_header_doubts(plan: Plan) -> Iterator[Doubt]:
    """Fields that are nowhere in the file, or only in the line "(Kèm theo …)" of an annex."""
    document, kind = plan.document, DoubtKind.MISSING_HEADER
    fields = [(_NUMBER, document.number), (_DATE, document.date), (_ISSUER, document.issuer)]
    if is_annex_alone(document):
        yield doubt_about(plan, kind, Sure.LOOK, wordings.annex_alone())
    else:
        fields += [(_TITLE, document.title)]
        if document.signature:
            fields += [(_SIGNER, document.signer)]
        printed = ((_NUMBER, _prints_number(document)), (_DATE, _prints_date(document)))
        lost = [name for name, given in printed if not given and dict(fields)[name]]
        if lost:
            yield doubt_about(plan, kind, Sure.LOOK, wordings.from_annex_line(lost))
    if missing := [name for name, value in fields if not value]:
        yield doubt_about(plan, kind, Sure.CERTAIN, wordings.missing_fields(missing))


def is_annex_alone(document: Document) -> bool:
    """Whether a file holds an annex without its document: nothing of a letterhead, nobody who signs."""
    return bool(
        document.annex_titles
        and not (document.place or document.signature or document.recipients)
        and not _prints_number(document)
    )


def _own_lines(document: Document) -> list[str]:
    """The lines of the head without "(Kèm theo Kế hoạch số … ngày …)"."""
    return [line for line in document.header.split("\n") if not is_attached_line(line)]


def _prints_number(document: Document) -> bool:
    number = number_key(document.number)
    return bool(number) and any(number in number_key(line) for line in _own_lines(document))


def _prints_date(document: Document) -> bool:
    """Whether the head says its date, in words or as web pages do ("2020-08-05")."""
    lines = _own_lines(document)
    if document.date and any(document.date.isoformat() in line for line in lines):
        return True
    return any(mention.date == document.date for line in lines for mention in find_dates(line))
