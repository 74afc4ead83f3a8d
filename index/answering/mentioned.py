"""Where else the plans speak of a short matter ("cán bộ", "du lịch"): one place cannot tell all of it."""

from __future__ import annotations

from collections.abc import Collection

from corpus.vietnamese import brief, fold, syllables
from index.answering import texts
from index.answering.citing import cite
from index.answering.labels import passage_label
from index.answering.sentences import sentences_of
from index.engine import Engine
from index.model import Answer, Citation
from index.passages import Passage, PassageKind
from index.reading.asks import Ask
from index.reading.question import Question
from index.reading.wording import expand_abbreviations
from index.search import documents_in_scope

_SHORT, _LONG = 2, 3  # syllables of such a matter: a lone one is no word, a longer one names one task
_SHOWN, _SHOWN_BESIDE = 12, 6  # places told; fewer where several documents are quoted already
_LINE = 130  # characters of a place in one line
_WHOLE_MATTER = frozenset({Ask.CONTENT, Ask.SUBJECT, Ask.COMPARE})


def with_others(engine: Engine, question: Question, told: Answer) -> Answer:
    """The answer with the other places that say the matter, where it is short and asked for as a whole."""
    words = question.topic.syllables
    if not _SHORT <= len(words) <= _LONG or len(question.topic.pairs) != len(words) - 1:
        return told
    if not set(question.asks) <= _WHOLE_MATTER or question.agencies or question.times:
        return told
    others = _saying(engine, question, {citation.id for citation in told.citations})
    if not others:
        return told
    matter = " ".join(words)
    shown = _SHOWN if len(told.citations) == 1 else _SHOWN_BESIDE
    lines = [texts.ALSO_AT.format(total=len(others), matter=matter)]
    citations: list[Citation] = []
    for passage in others[:shown]:
        quote = _sentence(passage, matter)
        lines.append(f"- {passage_label(passage)}: {brief(quote, _LINE)}")
        citations.append(cite(passage, quote))
    if len(others) > shown:
        lines.append(texts.MORE_PLACES.format(len(others) - shown))
    return told.model_copy(
        update={
            "text": "\n".join([told.text, "", *lines]),
            "citations": (*told.citations, *citations),
        }
    )


def _saying(engine: Engine, question: Question, told: Collection[str]) -> list[Passage]:
    """The rows and sections, not told yet, that say the words side by side, in printed order."""
    words = question.topic.syllables
    folded = tuple(map(fold, words))
    found = [
        passage
        for passage in (
            engine.passages[at] for at in engine.selection.of(documents_in_scope(engine, question), None)
        )
        if folded[:2] in passage.evidence.folded_pairs
        and passage.kind in (PassageKind.SECTION, PassageKind.TASK)
        and passage.cited_as not in told
        and _says(passage, words, folded)
    ]
    return [passage for passage in found if not _is_only_above(engine, passage, found)]


def _says(passage: Passage, words: tuple[str, ...], folded: tuple[str, ...]) -> bool:
    """Do the words stand in it, but for the names of agencies: "Sở Văn hóa, Thể thao và Du lịch"?"""
    phrase = f" {' '.join(folded)} "
    running = f" {passage.running} "
    if phrase not in running:
        return False
    if words != folded and f" {' '.join(words)} " not in f" {_spelt(passage.own)} ":
        return False
    names = {fold(_spelt(name)) for name in passage.named | passage.leaders}
    named = sum(running.count(f" {name} ") for name in names if phrase in f" {name} ")
    return running.count(phrase) > named


def _spelt(text: str) -> str:
    return " ".join(syllables(expand_abbreviations(text)))


def _sentence(passage: Passage, matter: str) -> str:
    """A row's task; the first sentence of a section that says the matter, its heading where none does."""
    if passage.task is not None:
        return passage.task.task
    assert passage.section is not None  # noqa: S101
    said = fold(matter)
    sentences = sentences_of(passage.section.text)
    bare = [
        sentence for sentence in sentences if said in fold(_spelt(sentence)) and len(sentence) > _LINE // 2
    ]
    return (bare or sentences or [passage.section.title])[0]


def _is_only_above(engine: Engine, passage: Passage, found: Collection[Passage]) -> bool:
    """Is it the heading of a section whose parts say the words themselves?"""
    if passage.section is None or passage.section.body:
        return False
    below = {child.id for child in engine.children.get(passage.section.id, ())}
    return any(other.id in below for other in found)
