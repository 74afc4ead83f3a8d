"""The sentence of a passage that answers: passages are cut into sentences, the best one is quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.vietnamese import CAPITALS, fold
from index.engine import Engine
from index.passages import Evidence, Passage
from index.reading.topic import Topic
from index.search import covered_by

_SENTENCE_END = re.compile(rf"(?<=[.!?…])\s+(?=[\"“(]?[{CAPITALS}0-9-])|(?<=;)\s+|\n+")
_NUMBER_WORDS = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười"
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage, verbatim, and how much of the topic it covers."""

    text: str
    coverage: float
    at: int


def sentences_of(text: str) -> list[str]:
    """A text cut at the ends of sentences and clauses; the pieces stand in it word for word."""
    pieces = (piece.strip() for piece in _SENTENCE_END.split(text))
    return [piece for piece in pieces if any(map(str.isalpha, piece))]  # "2.1." is no sentence


def rank_sentences(engine: Engine, topic: Topic, texts: Sequence[str]) -> list[Sentence]:
    """Every sentence of the texts, the one that covers the topic best first; ties in printed order."""
    found: list[Sentence] = []
    for text in texts:
        for piece in sentences_of(text):
            covered = covered_by(engine, topic, Evidence.of(piece))
            found.append(Sentence(piece, covered, len(found)))
    return sorted(found, key=lambda sentence: (-sentence.coverage, sentence.at))


def with_figure(sentences: Sequence[Sentence], unit: str) -> list[Sentence]:
    """The sentences that hold a number, of the asked unit where one is asked for."""
    if unit == "%":
        # "tỷ lệ phần trăm (%) phân chia các khoản thu" (plan 54, II.3.1) names the unit, no figure
        pattern = re.compile(rf"\d\s*%|(?:\d|(?<!\w)(?:{_NUMBER_WORDS}))\s+phần trăm", re.IGNORECASE)
    elif unit in {"tiền", "đồng", "triệu", "tỷ", "kinh"}:
        pattern = re.compile(r"\d[\d.,]*\s*(?:đồng|triệu|tỷ|nghìn)")
    elif unit == "điện thoại":
        pattern = re.compile(r"(?<!\d)0\d(?:[ .-]?\d){7,9}(?!\d)")
    elif unit:
        # "mấy phút" → "25 phút"; "bao nhiêu hộ" → "85% hộ"; a unit may follow at a little distance
        counted = rf"(?:\d[\d.,/]*\s*%?\s*|(?<!\w)(?:{_NUMBER_WORDS})\s+)"
        pattern = re.compile(rf"{counted}(?:\w+\s+){{0,2}}?{re.escape(unit)}(?!\w)", re.IGNORECASE)
    else:
        pattern = _NUMBER
    found = [sentence for sentence in sentences if pattern.search(sentence.text)]
    if found or not unit.isalpha():
        return found
    folded = re.compile(rf"\d\s*{re.escape(fold(unit))}(?!\w)")  # "họ" was typed "ho", for "hộ"
    return [sentence for sentence in sentences if folded.search(fold(sentence.text))]


def passage_texts(passage: Passage) -> list[str]:
    """The texts of a passage a sentence may be quoted from."""
    if passage.task is not None:
        task = passage.task
        cells = (task.goal, task.task, task.product, *task.extra.values())
        return [cell for cell in cells if cell]
    return [passage.own]
