"""Which institution or event a topic names: "trường cao đẳng" and what stands behind it, "đại hội"."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from corpus.vietnamese import SYLLABLE, fold
from index.reading.topic import Topic


@cache
def listed_words(kind: str) -> tuple[tuple[str, ...], ...]:
    """The words of one kind of institutions.toml, each as its syllables."""
    loaded = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(tuple(name.split()) for name in loaded[kind])


@cache
def _levels() -> tuple[str, ...]:
    return tuple(fold(" ".join(name)) for name in listed_words("levels"))


@cache
def _wholes() -> tuple[tuple[str, frozenset[tuple[str, str]]], ...]:
    """Each name accent-free, with its pairs of neighbours."""
    names = (*listed_words("events"), *listed_words("wholes"))
    return tuple((fold(" ".join(name)), frozenset(pairwise(name))) for name in names)


# "trình độ trung cấp trở lên", "hệ cao đẳng chính quy": a degree, no school
_NO_NAME = frozenset("trở chính hệ trình bằng loại".split())


def find_institutions(topic: Topic) -> Iterator[tuple[str, str]]:
    """(head, head with the syllable behind it), accent-free: ("cao dang", "cao dang y")."""
    for named, (end, behind) in pairwise(topic.pairs):
        if named in listed_words("heads") and end == named[-1] and behind not in _NO_NAME:
            yield fold(" ".join(named)), fold(" ".join((*named, behind)))


def find_levels(topic: Topic) -> Iterator[str]:
    """Names with a level that the topic says whole, accent-free: "quy hoach tinh"."""
    said = f" {' '.join(map(fold, SYLLABLE.findall(topic.text)))} "
    return (name for name in _levels() if f" {name} " in said)


def find_wholes(topic: Topic) -> Iterator[str]:
    """What a place has to name to speak of the topic, accent-free: a kind of event, a name as a whole."""
    pairs = set(topic.pairs)
    return (name for name, needed in _wholes() if needed <= pairs)
