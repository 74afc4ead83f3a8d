"""Which institution or work a topic names: "trường cao đẳng" and what stands behind it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from corpus.vietnamese import fold
from index.reading.topic import Topic


@cache
def _heads() -> tuple[tuple[str, ...], ...]:
    loaded = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return tuple(tuple(head.split()) for head in loaded["heads"])


def find_institutions(topic: Topic) -> Iterator[tuple[str, str]]:
    """(head, head with the syllable behind it), accent-free: ("cao dang", "cao dang y")."""
    pairs = set(topic.pairs)
    for head in _heads():
        if all(pair in pairs for pair in pairwise(head)):
            for first, behind in topic.pairs:
                if first == head[-1]:
                    yield fold(" ".join(head)), fold(" ".join((*head, behind)))
