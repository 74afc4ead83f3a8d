"""A question understood → an answer: the one place that decides which room answers."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from corpus.vietnamese import fold
from index.answering import texts
from index.answering.beside_times import told_by_time
from index.answering.catalogue import answer_list, excludes, nothing_then
from index.answering.choice import choose, has_group, role_asked
from index.answering.collectives import told_together
from index.answering.columns import answer_column
from index.answering.documents import answer_about_documents, beyond_titles, documents_meant
from index.answering.duties import answer_duties
from index.answering.facts import FACTS
from index.answering.groups import answer_group
from index.answering.labels import document_label
from index.answering.locate import find_located, nowhere
from index.answering.matter import answer_located, answer_matter
from index.answering.proposals import answer_proposed_figure
from index.answering.prose import where
from index.answering.ranking import answer_ranking
from index.answering.references import answer_date, answer_reference
from index.answering.refusals import describe, no_document, no_matter, refuse, says_nothing
from index.answering.shelf import answer_shelf
from index.answering.validity import answer_validity, with_validity
from index.engine import Engine
from index.model import Answer, Status
from index.reading.asks import ABOUT_DOCUMENTS, Ask
from index.reading.question import Question
from index.reading.small_talk import find_untold
from index.search import documents_in_scope, find_places


def answer(engine: Engine, question: Question, focus: tuple[str, ...] = ()) -> Answer:
    """Answer one understood question; `focus` holds the places the conversation is about."""
    found = with_validity(engine, _answer(engine, question, focus))
    interpreted = question.wording.text if question.wording.changed else ""
    return found.model_copy(update={"interpreted": interpreted, "corpus_version": engine.version})


def small_talk(engine: Engine, kind: str) -> Answer:
    """A short polite line on what can be asked, for a message that asks nothing of the plans."""
    text = "\n".join((texts.SMALL_TALK[kind], texts.CAN_DO))
    return Answer(status=Status.NOT_FOUND, text=text, corpus_version=engine.version)


def _answer(engine: Engine, question: Question, focus: tuple[str, ...]) -> Answer:
    if not question.wording.text.strip():
        return Answer(status=Status.NOT_FOUND, text=texts.EMPTY)
    question = _with_groups(engine, question)
    several = answer_validity(engine, question, focus) or _several(engine, question, focus)
    if several is not None:
        return several
    for room in _ROOMS:
        found = room(engine, question, focus)
        if found is not None and not says_nothing(found):
            return found
    return no_matter(engine, question)


def _with_groups(engine: Engine, question: Question) -> Question:
    """The question with "mục V" read as group V of a table, where the plans it names have no section V."""
    if not question.loaded:
        return question
    return replace(
        question,
        locators=tuple(
            replace(locator, kind="group")
            if locator.kind == "section"
            and has_group(engine, question, locator.path)
            and not find_located(engine, question, locator)
            else locator
            for locator in question.locators
        ),
    )


def _several(engine: Engine, question: Question, focus: tuple[str, ...]) -> Answer | None:
    """Several documents named, by number or by a title they share: each is asked, first those in force."""
    if len(question.loaded) < 2 or question.ask in (Ask.REFERENCE, Ask.LIST, Ask.COUNT):
        return None
    if question.superlative is not None or find_untold(question.masked):
        return None
    compared = Ask.COMPARE in question.asks
    if compared:
        rest = tuple(ask for ask in question.asks if ask not in (Ask.COMPARE, Ask.YES_NO))
        question = replace(question, asks=rest or (Ask.CONTENT,))
    answered = []
    silent = []
    for document in sorted(question.loaded, key=lambda i: _in_force_first(engine, i), reverse=True):
        found = _answer(engine, only(question, document), focus)
        if found.status is Status.ANSWERED:
            answered.append((engine.documents[document], found))
        else:
            silent.append(engine.documents[document])
    if not answered:
        return None
    if len(answered) == 1 and not compared:
        return answered[0][1]
    blocks = [f"{document_label(document)}:\n{found.text}" for document, found in answered]
    if compared:
        blocks += [texts.NOT_IN_DOCUMENT.format(document_label(document)) for document in silent]
    first = texts.SEVERAL_DOCUMENTS.format(len(answered))
    return Answer(
        status=Status.ANSWERED,
        text="\n\n".join([first, *blocks]),
        citations=tuple(citation for _, found in answered for citation in found.citations),
    )


def _in_force_first(engine: Engine, document: str) -> tuple[bool, dt.date]:
    return document not in engine.ended, engine.documents[document].date or _NO_DATE


def only(question: Question, document: str) -> Question:
    """The question asked of one of the documents it names."""
    kept = tuple(replace(m, ids=(document,)) for m in question.documents if document in m.ids)
    others = tuple(m for m in question.documents if not m.ids)
    return replace(question, documents=kept + others)


_NO_DATE = dt.date.min


def _unknown(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    unknown = question.unknown_documents()
    if not unknown:
        return None
    if question.ask is Ask.REFERENCE:
        return refuse(engine, question, texts.NOT_CITED.format(unknown[0].printed))
    return no_document(engine, question, unknown[0].printed)


def _foreign(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    """A province that none of the plans is about, or an agency of it."""
    own = {document.province for document in engine.documents.values()}
    for province in question.provinces:
        if province in own:
            continue
        if _is_about(engine, question, province):
            return refuse(engine, question, texts.FOREIGN_MATTER.format(province))
        norm = question.wording.norm
        for agency in question.agencies:
            behind = norm[agency.end : agency.end + len(province) + 12]
            named = norm[agency.start : agency.end]
            if province.lower() in named or province.lower() in behind.split(",")[0]:
                return refuse(
                    engine, question, texts.FOREIGN.format(agency=agency.printed, province=province)
                )
    return None


def _is_about(engine: Engine, question: Question, province: str) -> bool:
    """Is it about the province as such ("Quy hoạch tỉnh Phú Thọ"), and does no plan speak of it so?"""
    called = f"tỉnh {province.lower()}"
    folded = fold(called)
    if called not in question.wording.norm and folded not in question.wording.norm:
        return False
    return not any(folded in passage.running for passage in engine.passages)


def _reference(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    numbers = question.cited_numbers()
    if question.ask is Ask.REFERENCE and question.loaded and question.topic.syllables and not numbers:
        return None  # "kế hoạch 268 có nói đến … không": of a matter, not of the plan
    if question.ask is Ask.REFERENCE:
        asked = numbers or question.loaded
        if asked:
            return answer_reference(engine, question, asked) or refuse(
                engine, question, texts.NOT_CITED.format(" / ".join(asked))
            )
        return None
    dated = Ask.ISSUED in question.asks and not question.loaded
    if not question.topic.syllables and question.asks == (Ask.DUE,):
        dated = True  # "nghị quyết đó ngày nào?"
    if dated and numbers:
        return answer_date(engine, numbers)
    return None


def _about_document(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    about = [ask for ask in question.asks if ask in ABOUT_DOCUMENTS]
    if not about and _is_told_by_title(engine, question):
        told = replace(question, asks=(Ask.SUBJECT,))
        return answer_about_documents(engine, told, documents_meant(engine, told))
    if not about or question.locators or question.cited_numbers():
        return None
    pointed_at = question.loaded or _asks_of_another_kind(engine, question)
    beyond = beyond_titles(engine, question).syllables
    says_more = len(beyond) > 2 or (bool(beyond) and _SAYS_OF.search(question.masked) is not None)
    if set(about) <= {Ask.SUBJECT, Ask.DOC_NUMBER} and pointed_at and says_more:
        return None  # "cao tốc … có ký hiệu là gì trong kế hoạch 220" is not about the plan's number
    documents = documents_meant(engine, question)
    return answer_about_documents(engine, question, documents) if documents else None


_SAYS_OF = re.compile(
    r"(?<!\w)(?:nói|ghi|nêu|viết|bàn|đề cập|quy định|yêu cầu|bảo) (?:những |được )*gì (?:về|đến|tới|cho) "
    r"|(?<!\w)về .+ (?:thì )?(?:nói|ghi|nêu|viết|quy định|yêu cầu|bảo) (?:những )?gì(?!\w)"
)
_OF_A_TITLE = frozenset({Ask.FIGURE, Ask.CONTENT, Ask.SUBJECT})
_SAYS_MORE = 3  # words of the topic, all in the title of the one plan that is named
_SPAN = re.compile(r"(?<!\w)(?:thời kỳ|giai đoạn|nhiệm kỳ|tầm nhìn)(?!\w)")
_WHICH = re.compile(r"(?<!\w)(?:nào|mấy|bao nhiêu)(?!\w)")


def _is_told_by_title(engine: Engine, question: Question) -> bool:
    """ "Kế hoạch 54 gắn với thực hiện kết luận nào?": what is asked about stands in the title of the plan."""
    asks = set(question.asks) - ({Ask.DUE} if _SPAN.search(question.masked) else set())
    if len(question.loaded) != 1 or not asks <= _OF_A_TITLE or not question.topic.syllables:
        return False
    said = len(set(question.topic.syllables))
    return (
        said >= _SAYS_MORE
        and not beyond_titles(engine, question).syllables
        and _WHICH.search(question.masked) is not None
    )


def _asks_of_another_kind(engine: Engine, question: Question) -> bool:
    """Does it name a province, but no kind of its documents ("kết luận thanh tra số mấy ở Thái Nguyên")?"""
    kinds = (engine.documents[i].kind.lower() for i in documents_in_scope(engine, question))
    return bool(question.provinces) and not any(kind in question.wording.norm for kind in kinds)


def _listed(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    for locator in question.locators:
        if locator.kind == "group" and question.loaded and not has_group(engine, question, locator.path):
            return nowhere(engine, question, locator)
    if not {Ask.LIST, Ask.COUNT} & set(question.asks):
        groups = [locator for locator in question.locators if locator.kind == "group"]
        if not groups or set(question.asks) & set(FACTS):
            return None
    if excludes(question):
        return refuse(engine, question, texts.NO_EXCEPTIONS)
    found = answer_list(engine, question)
    if found is not None:
        return found
    none_then = ""
    if question.agencies:
        agency = question.agencies[0].name
        role = texts.ROLES[role_asked(question)]
        nothing = texts.NO_ROLE.format(agency=agency, role=role, where=where(question, engine))
        choice = choose(engine, question)
        if choice is not None:
            beside = (*told_together(engine, question, choice), *told_by_time(engine, question, choice))
            nothing = "\n".join([nothing, *beside])
    elif len(question.topic.syllables) == 1 and not question.times:
        # a lone word is too little to be looked up ("nhiệm vụ về điện", "nhiệm vụ nào trễ hạn"): nothing is
        # said of whether the plans speak of it
        nothing = texts.TOO_SHORT.format(question.topic.syllables[0])
    elif Ask.COUNT in question.asks:
        nothing = texts.NO_SET.format(where(question, engine))
    elif none_then := nothing_then(engine, question):
        nothing = none_then
    else:
        return None
    near = [] if none_then else [describe(place) for place in find_places(engine, question)[:2]]
    return refuse(engine, question, nothing, near)


def _untold(engine: Engine, question: Question, _focus: tuple[str, ...]) -> Answer | None:
    """What no plan tells: whether a thing is done, who was punished, which task matters most."""
    untold = find_untold(question.masked)
    if not untold:
        return None
    near = [place for place in find_places(engine, question)[:1] if place.coverage >= _NEAR]
    if untold == "hours" and any(_HOUR.search(place.passage.own) for place in near):
        return None  # "báo cáo trước 15 giờ hằng ngày"
    return refuse(engine, question, texts.UNTOLD[untold], [describe(place) for place in near])


_NEAR = 0.75  # of the topic, in the place named beside a refusal
_HOUR = re.compile(r"\d\s*(?:giờ|h)(?!\w)")

_ROOMS = (
    _unknown,
    _foreign,
    answer_shelf,
    answer_ranking,
    _untold,
    _reference,
    _about_document,
    answer_located,
    answer_group,
    answer_column,
    _listed,
    answer_duties,
    answer_proposed_figure,
    answer_matter,
)
"""Who answers, in this order: the first that has an answer, or an honest refusal, gives it."""
