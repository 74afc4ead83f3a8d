"""BM25 over postings: the same scores as rank-bm25, its corners handled, stored and loaded unchanged."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from index.analyzer import Analyzer
from index.bm25 import Bm25Index, Bm25Settings, Hit, Okapi
from tests.reading import PLANS

TERMS = st.sampled_from("abcdefg")
PASSAGES = st.lists(st.lists(TERMS, max_size=8), min_size=1, max_size=9)
OKAPIS = st.builds(Okapi, k1=st.floats(0.1, 4), b=st.floats(0, 1), epsilon=st.floats(0, 0.5))
QUESTIONS = st.lists(st.sampled_from("abcdefgxyz"), max_size=6)


def rank_bm25_scores(
    passages: Sequence[Sequence[str]], okapi: Okapi, question: Sequence[str]
) -> NDArray[np.float64]:
    """The scores of the library itself; 0 where it divides 0 by 0 (no passage, an empty one under b = 1)."""
    if not any(passages):
        return np.zeros(len(passages))
    model = BM25Okapi(passages, k1=okapi.k1, b=okapi.b, epsilon=okapi.epsilon)
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(np.asarray(model.get_scores(question), dtype=np.float64))


def weighed(question: Sequence[str]) -> dict[str, float]:
    """A question as rank-bm25 takes it, terms repeated, as term → weight."""
    return {term: float(question.count(term)) for term in question}


@given(PASSAGES, OKAPIS, QUESTIONS)
def test_scores_are_rank_bm25s(passages: list[list[str]], okapi: Okapi, question: list[str]) -> None:
    """Every score equals the library's own to 1e-9: any corpus, ties, empty passages, any settings."""
    index = Bm25Index.build(passages, settings=Bm25Settings(text=okapi))
    expected = rank_bm25_scores(passages, okapi, question)
    np.testing.assert_allclose(index.scores(weighed(question)), expected, rtol=0, atol=1e-9)


@given(PASSAGES, st.data(), OKAPIS, OKAPIS, st.floats(0, 2), QUESTIONS)
def test_titles_add_their_own_rank_bm25(
    passages: list[list[str]],
    data: st.DataObject,
    text: Okapi,
    title: Okapi,
    weight: float,
    question: list[str],
) -> None:
    """With titles the score is the text's plus weight times the title's, each with its own lengths."""
    titles = data.draw(st.lists(st.lists(TERMS, max_size=4), min_size=len(passages), max_size=len(passages)))
    settings = Bm25Settings(text=text, title=title, title_weight=weight)
    index = Bm25Index.build(passages, titles=titles, settings=settings)
    expected = rank_bm25_scores(passages, text, question)
    expected = expected + weight * rank_bm25_scores(titles, title, question)
    np.testing.assert_allclose(index.scores(weighed(question)), expected, rtol=0, atol=1e-9)


@pytest.fixture(scope="module")
def plan_lines() -> list[str]:
    return [
        line
        for path in sorted(PLANS.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


@pytest.mark.parametrize(
    "okapi", [Bm25Settings().text, Bm25Settings().title, Okapi(k1=1.5, b=0.75, epsilon=0.25)], ids=str
)
def test_scores_are_rank_bm25s_on_the_plans(plan_lines: list[str], okapi: Okapi) -> None:
    """The same over the lines of the real plans with the real analyzer, asked with their own words."""
    analyzer = Analyzer(["kế hoạch", "đầu tư", "ủy ban nhân dân"])
    passages = [analyzer.index_terms(line) for line in plan_lines]
    index = Bm25Index.build(passages, settings=Bm25Settings(text=okapi))
    for line in plan_lines[:: len(plan_lines) // 6]:
        question = list(analyzer.query_terms(line[:80]))
        expected = rank_bm25_scores(passages, okapi, question)
        np.testing.assert_allclose(index.scores(weighed(question)), expected, rtol=0, atol=1e-9)


def test_common_terms_have_the_floor_of_rank_bm25() -> None:
    """In half of the passages a term scores 0; in more than half epsilon times the mean idf."""
    passages = [["all", "half"], ["all", "half"], ["all", "rare"], ["all"]]
    idf = {"all": np.log(0.5 / 4.5), "half": 0.0, "rare": np.log(3.5 / 1.5)}
    flat = Okapi(k1=0.0, b=0.0, epsilon=0.25)  # the impact is the idf itself
    index = Bm25Index.build(passages, settings=Bm25Settings(text=flat))
    assert index.explain({"all": 1, "half": 1, "rare": 1}, 2) == pytest.approx(
        {"all": 0.25 * sum(idf.values()) / 3, "rare": idf["rare"]}
    )
    assert index.explain({"half": 1}, 0) == pytest.approx({"half": 0.0})


@pytest.mark.parametrize("passages", [[], [[]], [[], []]])
def test_nothing_to_search_is_no_error(passages: list[list[str]]) -> None:
    """An empty corpus, or one of empty passages, scores 0; rank-bm25 divides by zero there."""
    index = Bm25Index.build(passages)
    assert index.scores({"a": 1.0}).tolist() == [0.0] * len(passages)
    assert index.search({"a": 1.0}, 5) == [Hit(i, 0.0) for i in range(len(passages))]
    assert index.vocabulary == ()


def test_unknown_terms_add_nothing() -> None:
    """A term that no passage holds is left out, of the scores and of the explanation."""
    index = Bm25Index.build([["a"], ["b"], ["c"]])
    assert index.scores({"a": 1.0, "x": 5.0}).tolist() == index.scores({"a": 1.0}).tolist()
    assert set(index.explain({"a": 1.0, "x": 5.0}, 0)) == {"a"}
    assert index.scores({}).tolist() == [0.0, 0.0, 0.0]


def test_titles_must_match_the_texts() -> None:
    """One title for each text, or none at all."""
    with pytest.raises(ValueError, match="2 texts, 1 titles"):
        Bm25Index.build([["a"], ["b"]], titles=[["a"]])


@given(PASSAGES, QUESTIONS, st.integers(0, 12))
def test_search_is_the_stable_order_of_the_scores(
    passages: list[list[str]], question: list[str], k: int
) -> None:
    """Best first, equals in passage order (rank-bm25 gives ties reversed), k or as many as there are."""
    index = Bm25Index.build(passages)
    scores = index.scores(weighed(question))
    expected = sorted(range(len(passages)), key=lambda passage: -scores[passage])[:k]
    hits = index.search(weighed(question), k)
    assert hits == [Hit(passage, scores[passage]) for passage in expected]


@given(PASSAGES, st.dictionaries(st.sampled_from("abcdefgx"), st.floats(-2, 2), max_size=5))
def test_explanations_add_up(passages: list[list[str]], terms: Mapping[str, float]) -> None:
    """What the terms add to a passage is its score; each share grows with its term's weight."""
    index = Bm25Index.build(passages, titles=passages)
    scores = index.scores(terms)
    for passage, held in enumerate(passages):
        shares = index.explain(terms, passage)
        assert shares.keys() == terms.keys() & set(held)
        assert sum(shares.values()) == pytest.approx(scores[passage], abs=1e-9)
        for term, share in shares.items():
            assert share == pytest.approx(terms[term] * index.explain({term: 1.0}, passage)[term])


def test_an_index_is_stored_as_plain_arrays_and_words() -> None:
    """Arrays without pickled objects and a JSON vocabulary hold the whole index."""
    index = Bm25Index.build([["s:sở", "s:y"], ["s:sở"], []], titles=[["s:y"], ["s:sở"], []])
    file = BytesIO()
    np.savez(file, **index.to_arrays())  # type: ignore[arg-type]
    vocabulary = json.loads(json.dumps(index.vocabulary))
    file.seek(0)
    with np.load(file, allow_pickle=False) as arrays:
        loaded = Bm25Index.from_arrays(dict(arrays), vocabulary)
    terms = {"s:sở": 1.0, "s:y": 0.5}
    assert loaded.scores(terms).tolist() == index.scores(terms).tolist()
    assert loaded.search(terms, 2) == index.search(terms, 2)
    assert loaded.vocabulary == index.vocabulary


def test_answering_needs_neither_rank_bm25_nor_underthesea() -> None:
    """A stored index is asked without the libraries that only indexing needs: they cost half a second."""
    program = """
import sys, numpy as np
from index.analyzer import Analyzer
from index.bm25 import Bm25Index
one = np.array([0])
arrays = {"starts": np.array([0, 1]), "passages": one, "impacts": one + 2.0, "size": np.array(1)}
index = Bm25Index.from_arrays(arrays, ["s:sở"])
assert index.search(Analyzer(["sở y tế"]).query_terms("sở y tế"), 1)[0].score == 2.0
assert not {"rank_bm25", "underthesea"} & sys.modules.keys()
"""
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
