"""Coverage from postings: the same shares as passage by passage."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese import fold
from index.holdings import Holdings
from index.passages import TWIN, Evidence

WORDS = st.lists(st.sampled_from("đường dương đương sở so y tế te".split()), max_size=8)


@given(texts=st.lists(WORDS, min_size=1, max_size=5), asked=WORDS)
def test_postings_hold_what_the_texts_hold(texts: list[list[str]], asked: list[str]) -> None:
    """What is spelt so counts whole, its accent-free twin less, anything else nothing; of syllables and pairs."""
    evidence = [Evidence.of(" ".join(text)) for text in texts]
    holdings = Holdings(evidence)
    syllables = [(word, fold(word), 1.0 + at) for at, word in enumerate(asked)]
    pairs = [((a, b), (fold(a), fold(b)), 2.0 + at) for at, (a, b) in enumerate(pairwise(asked))]
    syllables_held, pairs_held = holdings.held(syllables, pairs)
    for at, held in enumerate(evidence):
        share = sum(
            w if s in held.syllables else w * TWIN if t in held.folded else 0.0 for s, t, w in syllables
        )
        assert syllables_held.item(at) == share
        share = sum(w * held.has_pair(pair) for pair, _, w in pairs)
        assert pairs_held.item(at) == share


def test_frequency_counts_texts() -> None:
    """A syllable counts once for each text, accents aside."""
    holdings = Holdings([Evidence.of("sở, sở so"), Evidence.of("so"), Evidence.of("tế")])
    assert holdings.frequency("so") == 2
    assert holdings.frequency("y") == 0
