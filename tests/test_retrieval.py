"""The outside benchmark: its measures, its files, its figures on a corpus small enough to check by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import BadInput
from index.retrieval import (
    Article,
    JudgedQuestion,
    mean_reciprocal_rank,
    measure,
    rank,
    read_articles,
    read_judged_questions,
    recall,
    render_report,
)

ARTICLES = [
    Article(id="đường", title="Điều 1. Đường bộ", text="Đường bộ gồm đường, cầu đường bộ, hầm đường bộ."),
    Article(id="dương", title="Điều 2. Cây trồng", text="Trồng cây dương, cây bạch đàn ven biển."),
    Article(id="thuế", title="Điều 3. Thuế", text="Người nộp thuế kê khai, nộp hồ sơ đúng hạn."),
    Article(id="phí", title="Điều 4. Phí", text="Người nộp phí nộp hồ sơ và phí trước bạ."),
    Article(id="khác", title="Điều 5. Hiệu lực", text="Luật này có hiệu lực từ ngày công bố."),
]
QUESTIONS = [
    JudgedQuestion(id="1", question="đường bộ gồm những gì?", gold=("đường",)),
    JudgedQuestion(id="2", question="trồng cây dương ở đâu?", gold=("dương",)),
    JudgedQuestion(id="3", question="Ai phải nộp hồ sơ phí?", gold=("thuế",)),  # "phí" comes first
]


@pytest.mark.parametrize(
    ("found", "gold", "place"),
    [("abc", "a", 1), ("abc", "cb", 2), ("abc", "x", None), ("", "a", None)],
)
def test_rank_of_the_first_right_one(found: str, gold: str, place: int | None) -> None:
    """From 1; of several right ones the best counts."""
    assert rank(list(found), list(gold)) == place


def test_measures() -> None:
    """Recall counts ranks up to the cutoff; MRR is 1/rank up to the tenth place, then 0."""
    ranks = [1, 2, 10, 11, None]
    assert [recall(ranks, k) for k in (1, 5, 10, 20)] == pytest.approx([0.2, 0.4, 0.6, 0.8])
    assert mean_reciprocal_rank(ranks) == pytest.approx((1 + 1 / 2 + 1 / 10) / 5)


@pytest.mark.parametrize("strip_accents", [False, True])
def test_figures_of_a_small_corpus(strip_accents: bool) -> None:
    """Two of three questions find their article first, the third second, with accents and without."""
    report = measure(ARTICLES, QUESTIONS, strip_accents=strip_accents)
    assert (report.articles, report.questions) == (5, 3)
    assert report.recall == pytest.approx({1: 2 / 3, 5: 1.0, 10: 1.0, 20: 1.0})
    assert report.mrr == pytest.approx(2.5 / 3)
    assert 0 < report.p50_ms <= report.p95_ms
    rendered = render_report(report)
    assert all(figure in rendered for figure in ("5 văn bản, 3 câu hỏi", "66.7 %", "83.3 %", "100.0 %"))


def test_files_are_read(tmp_path: Path) -> None:
    """Fields that are not needed are left aside, empty lines skipped."""
    corpus, questions = tmp_path / "corpus.jsonl", tmp_path / "questions.jsonl"
    corpus.write_text(
        "\n".join(json.dumps(article.model_dump() | {"x": 1}, ensure_ascii=False) for article in ARTICLES)
        + "\n\n",
        encoding="utf-8",
    )
    questions.write_text(
        "\n".join(question.model_dump_json() for question in QUESTIONS), encoding="utf-8-sig"
    )
    assert read_articles(corpus) == ARTICLES
    assert read_judged_questions(questions) == QUESTIONS


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"id": "1", "title": "", "text": ""}\n{', "dòng 2: không phải JSON"),
        ('{"id": "1", "title": ""}', "dòng 1: cần có id, title, text"),
        ("[1]", "dòng 1: cần có id, title, text"),
        ('{"id": 1, "title": "", "text": null}', "dòng 1: cần có"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, content: str, message: str) -> None:
    """The error says which line is wrong and what it needs."""
    file = tmp_path / "corpus.jsonl"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=message):
        read_articles(file)


def test_a_missing_file_and_empty_files_are_errors(tmp_path: Path) -> None:
    """A file that is not there, and files without a line, are named as such."""
    with pytest.raises(BadInput, match="Không đọc được tệp"):
        read_judged_questions(tmp_path / "none.jsonl")
    with pytest.raises(BadInput, match="không có dòng nào"):
        measure([], QUESTIONS)
    with pytest.raises(BadInput, match="không có dòng nào"):
        measure(ARTICLES, [])
