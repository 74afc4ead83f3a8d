"""What is asked, when several cues speak at once: which of them count, best first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.agencies import AgencyMention
from index.reading.asks import ABOUT_DOCUMENTS, Ask, Cue
from index.reading.locators import Locator
from index.reading.mentions import DocumentMention, mask

_PRECEDENCE = (
    Ask.COMPARE, Ask.REFERENCE, Ask.COUNT, Ask.LIST, Ask.SIGNER, Ask.ADDRESSEES, Ask.RECIPIENTS, Ask.BASIS,
    Ask.ISSUED, Ask.ISSUER, Ask.SUBJECT, Ask.COOP, Ask.START, Ask.PRODUCT, Ask.DUE, Ask.DUTIES, Ask.LEAD,
    Ask.GOAL, Ask.FIGURE, Ask.CONTENT, Ask.DOC_NUMBER,
)  # fmt: skip


def weigh_cues(
    cues: Sequence[Cue],
    masked: str,
    agencies: Sequence[AgencyMention],
    documents: Sequence[DocumentMention],
    locators: Sequence[Locator],
) -> tuple[tuple[Ask, ...], list[Cue]]:
    """Which of the cues count, best first, and the stretches they take out of the topic."""
    found = {ask: [cue for cue in cues if cue.ask is ask] for ask in Ask}
    if not documents and not _speaks_of_document(masked, cues):
        # "ai ký", "ban hành ngày nào" ask about a document only where one is named
        for ask in ABOUT_DOCUMENTS - {Ask.SIGNER, Ask.DOC_NUMBER, Ask.ADDRESSEES}:
            found[ask] = []
    if locators:
        for ask in (Ask.LIST, Ask.SUBJECT, Ask.DOC_NUMBER):
            if not (ask is Ask.LIST and locators[0].kind == "group"):
                found[ask] = []
    if speaks := _SPEAKS_OF.search(masked):  # "kế hoạch 268 có nói đến sân bay không" asks for a matter
        found[Ask.REFERENCE] = []
        found[Ask.CONTENT] = [Cue(Ask.CONTENT, *span) for span in (speaks.span(), speaks.span("no"))]
    if not agencies:
        found[Ask.DUTIES] = []
    present = [ask for ask in _PRECEDENCE if found[ask]]
    present = _settle(present, found, masked, bool(agencies))
    if not present and (either := _EITHER_AGENCY.search(masked)):
        present.append(Ask.LEAD)
        if either["verb"]:
            found[Ask.LEAD] = [Cue(Ask.LEAD, *either.span("verb"))]
    if found[Ask.YES_NO]:
        present.append(Ask.YES_NO)
    used = [cue for ask in present for cue in found[ask]]
    return tuple(present), used


_EITHER_AGENCY = re.compile(
    r"§ (?:hay|hoặc)(?: là)? §+"
    r"(?P<verb> (?:(?:sẽ|phải|được|là bên) )*(?:lo|làm|phụ trách|cầm|đảm nhiệm)(?!\w))?"
)
_SPEAKS_OF = re.compile(
    r"(?<=¶) (?:có |đã )*(?:nhắc|đề cập|nói|nêu|ghi)(?: gì)?(?: (?:đến|tới|về))+ "
    r"(?=[^\W\d].*?(?P<no>không|chưa)[ ?.!]*$)"
)
_THAT_DOCUMENT = re.compile(
    r"(?:nghị quyết|quyết định|quy định|chỉ thị|kế hoạch|công văn|văn bản|kết luận|đề án|nghị định) "
    r"(?:đó|này|ấy|kia|trên)(?!\w)"
)
_ALONE = 12  # letters left beside the cues of a question that is only "ngày ban hành?"


def points_back(norm: str) -> bool:
    """Does the question speak of a document named before: "nghị quyết đó"?"""
    return _THAT_DOCUMENT.search(norm) is not None


def _speaks_of_document(masked: str, cues: Sequence[Cue]) -> bool:
    """A question that names no document may still be about the one spoken of before."""
    left = mask(masked, [(cue.start, cue.end) for cue in cues if cue.ask in ABOUT_DOCUMENTS])
    return points_back(masked) or sum(letter.isalpha() for letter in left) <= _ALONE


def _settle(present: list[Ask], found: Mapping[Ask, list[Cue]], masked: str, has_agency: bool) -> list[Ask]:
    """Take away cues that a stronger one explains."""
    kept = list(present)

    def drop(*asks: Ask) -> None:
        for ask in asks:
            if ask in kept:
                kept.remove(ask)

    if Ask.COMPARE in kept:
        drop(Ask.SUBJECT, Ask.CONTENT, Ask.REFERENCE)
    if Ask.REFERENCE in kept:
        drop(*(ask for ask in kept if ask is not Ask.REFERENCE))
        return kept
    if Ask.ISSUED in kept and Ask.DUE in kept and _covered(found[Ask.DUE], found[Ask.ISSUED]):
        drop(Ask.DUE, Ask.START)
    if Ask.COUNT in kept:
        drop(Ask.FIGURE, Ask.LIST, Ask.CONTENT, Ask.DUTIES, Ask.PRODUCT, Ask.DOC_NUMBER)
    if Ask.LIST in kept:
        drop(Ask.CONTENT, Ask.DUTIES, Ask.FIGURE, Ask.PRODUCT, Ask.DOC_NUMBER, Ask.SUBJECT)
    if Ask.START in kept and Ask.DUE in kept and _covered(found[Ask.DUE], found[Ask.START]):
        drop(Ask.DUE)
    if Ask.CONTENT in kept and Ask.LEAD in kept and _covered(found[Ask.LEAD], found[Ask.CONTENT]):
        drop(Ask.LEAD)  # "ở xã nào" asks for a place, not for who leads
    for stronger in (Ask.COOP, Ask.PRODUCT, Ask.START, Ask.DUE, Ask.LEAD, Ask.DUTIES):
        if stronger in kept:
            drop(Ask.CONTENT, Ask.DOC_NUMBER)
    if Ask.COOP in kept and Ask.LEAD in kept and _covered(found[Ask.LEAD], found[Ask.COOP]):
        drop(Ask.LEAD)
    if Ask.DUE in kept and Ask.LEAD in kept and _only_who(found[Ask.DUE], found[Ask.LEAD]):
        drop(Ask.LEAD)
    if Ask.DUTIES in kept and Ask.LEAD in kept and not re.search(r"(?<!\w)(?:ai|nào)(?!\w)", masked):
        drop(Ask.LEAD)
    if Ask.DOC_NUMBER in kept and Ask.FIGURE in kept and _covered(found[Ask.FIGURE], found[Ask.DOC_NUMBER]):
        drop(Ask.FIGURE)
    for when in (Ask.DUE, Ask.START, Ask.ISSUED):
        if Ask.FIGURE in kept and when in kept and _covered(found[Ask.FIGURE], found[when]):
            drop(Ask.FIGURE)
    if Ask.FIGURE in kept and not re.search(r"(?:bao nhiêu|mấy) (?:ngày|tháng|năm|quý)", masked):
        # "thời gian chờ tối đa bao nhiêu phút" asks for minutes
        drop(*(ask for ask in (Ask.DUE, Ask.START) if not _asks_when(masked)))
    if Ask.FIGURE in kept:
        drop(Ask.GOAL, Ask.CONTENT, Ask.DOC_NUMBER)
    about = [ask for ask in kept if ask in ABOUT_DOCUMENTS]
    if about and Ask.DUE in kept and Ask.ISSUED in about:
        drop(Ask.DUE, Ask.START)
    if about and Ask.LEAD in kept and (Ask.SIGNER in about or Ask.ISSUER in about):
        drop(Ask.LEAD)
    return kept


_WHEN = re.compile(r"(?:khi nào|bao giờ|lúc nào|ngày nào|tháng nào|năm nào|quý nào|chừng nào)")


def _asks_when(masked: str) -> bool:
    return _WHEN.search(masked) is not None


def _covered(weaker: Sequence[Cue], stronger: Sequence[Cue]) -> bool:
    """Does each stretch of the weaker cue lie in or touch one of the stronger?"""
    return all(any(w.start < s.end and s.start < w.end for s in stronger) for w in weaker)


def _only_who(due: Sequence[Cue], lead: Sequence[Cue]) -> bool:
    return _covered(lead, due)
