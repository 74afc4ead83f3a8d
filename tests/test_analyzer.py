"""Text into terms: kinds and weights, one spelling, accents that count and accents that lack."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vietnamese import fold
from index.analyzer import Analyzer, AnalyzerWeights, Kind, learn_dictionary, learn_words
from index.bm25 import Bm25Index
from tests.reading import PLANS

PLAIN = AnalyzerWeights(syllable=1, bigram=1, word=0, twin=0.25, number=2, agency=3)


def of_kind(terms: object, *kinds: Kind) -> list[str]:
    """The terms of some kinds, without their prefixes, in order."""
    assert isinstance(terms, list | dict)
    return [term.partition(":")[2] for term in terms if term.partition(":")[0] in kinds]


def test_a_passage_is_indexed_by_every_kind() -> None:
    """Syllables, neighbours and long words, each with its folded twin, and document numbers whole."""
    analyzer = Analyzer(["ủy ban", "ủy ban nhân dân"])
    assert analyzer.index_terms("Ủy ban nhân dân, 54 /KH-UBND") == [
        *("s:ủy", "s:ban", "s:nhân", "s:dân", "s:54", "s:kh", "s:ubnd"),
        *("b:ủy ban", "b:ban nhân", "b:nhân dân", "b:dân 54", "b:54 kh", "b:kh ubnd"),
        "w:ủy ban nhân dân",
        *("fs:uy", "fs:ban", "fs:nhan", "fs:dan", "fs:54", "fs:kh", "fs:ubnd"),
        *("fb:uy ban", "fb:ban nhan", "fb:nhan dan", "fb:dan 54", "fb:54 kh", "fb:kh ubnd"),
        "fw:uy ban nhan dan",
        "n:54/KH-UBND",
    ]


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("đường", {"s:đường": 1, "fs:duong": 0.25}),
        ("duong", {"fs:duong": 1}),
        ("lập đường", {"s:lập": 1, "fs:lap": 0.25, "s:đường": 1, "fs:duong": 0.25}
         | {"b:lập đường": 1, "fb:lap duong": 0.25}),
        ("lập duong", {"s:lập": 1, "fs:lap": 0.25, "fs:duong": 1, "fb:lap duong": 1}),
        ("đường, đường", {"s:đường": 2, "fs:duong": 0.5, "b:đường đường": 1, "fb:duong duong": 0.25}),
        ("54/kh-ubnd", {"fs:54": 1, "fs:kh": 1, "fs:ubnd": 1, "fb:54 kh": 1, "fb:kh ubnd": 1}
         | {"n:54/KH-UBND": 2}),
        ("", {}),
        ("?!", {}),
    ],
)  # fmt: skip
def test_accents_typed_count_and_missing_ones_do_no_harm(question: str, terms: dict[str, float]) -> None:
    """With accents: as typed, and less accents aside. A run with a bare syllable: accents aside only."""
    assert Analyzer(weights=PLAIN).query_terms(question) == terms


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("kế hoạch", {"b:kế hoạch": 1.5}),  # a word: its bigram weighs more
        ("kế tiếp", {"b:kế tiếp": 1}),
        ("ke hoach", {"fb:ke hoach": 1.5}),
        ("kế hoach", {"fb:ke hoach": 1.5}),
        ("thủ tục", {"b:thủ tục": 1}),
        ("thủ tục hành chính", {"b:thủ tục": 1, "b:tục hành": 1, "b:hành chính": 1}
         | {"w:thủ tục hành chính": 0.5}),
        ("vị trí việc làm", {"b:vị trí": 1.5, "b:trí việc": 1, "b:việc làm": 1}
         | {"w:vị trí việc": 0.5, "w:vị trí việc làm": 0.5}),
        ("ủy ban nhân", {"fb:uy ban": 1, "fb:ban nhan": 1, "fw:uy ban nhan": 0.5}),  # "ban" is bare
    ],
)  # fmt: skip
def test_words_weigh_more_than_chance_neighbours(question: str, terms: dict[str, float]) -> None:
    """A run that is a word of the corpus weighs `word` more, overlapping words each, accents aside too."""
    words = ["kế hoạch", "ủy ban nhân", "vị trí", "vị trí việc", "vị trí việc làm", "thủ tục hành chính"]
    weights = AnalyzerWeights(syllable=0, bigram=1, word=0.5, twin=0)
    assert Analyzer(words, weights).query_terms(question) == terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà giải", "hòa giải"),
        ("thuỷ lợi, uỷ ban", "thủy lợi, ủy ban"),
        ("Đường Hồ Chí Minh", "ĐƯỜNG HỒ CHÍ MINH"),
        ("quý IV", "QUÝ iv"),
        ("số: 54 /KH-UBND", "số 54/kh-ubnd"),
        ("kinh tế\u00a0xã hội", "kinh tế - xã hội"),
    ],
)
def test_one_spelling(one: str, other: str) -> None:
    """Tone-mark position, case and the blanks of a document number make no difference."""
    assert Analyzer().index_terms(one) == Analyzer().index_terms(other)
    assert Analyzer().query_terms(one) == Analyzer().query_terms(other)


@given(st.text("aáàạăắâbcdđeêếghioôộơởtuưữyýỵ 54/-.", max_size=40))
def test_composed_and_decomposed_are_the_same(text: str) -> None:
    """NFC and NFD give the same terms, in a passage and in a question."""
    decomposed = unicodedata.normalize("NFD", text)
    assert Analyzer().index_terms(text) == Analyzer().index_terms(decomposed)
    assert Analyzer().query_terms(text) == Analyzer().query_terms(decomposed)


def test_terms_do_not_cross_texts() -> None:
    """The last syllable of a heading and the first of its paragraph are no neighbours."""
    assert "b:trì sở" not in Analyzer().index_terms("Chủ trì", "Sở Y tế")
    assert "b:trì sở" in Analyzer().index_terms("Chủ trì Sở Y tế")


def test_agencies_are_units_where_a_finder_is_given() -> None:
    """An agency's canonical name is one term, in passages and in questions, however short it was written."""

    def find_agencies(text: str) -> list[str]:
        return ["Sở Kế hoạch và Đầu tư"] if "KHĐT" in text or "Kế hoạch và Đầu tư" in text else []

    analyzer = Analyzer(weights=PLAIN, find_agencies=find_agencies)
    assert of_kind(analyzer.index_terms("Sở Kế hoạch và Đầu tư"), Kind.AGENCY) == ["Sở Kế hoạch và Đầu tư"]
    assert analyzer.query_terms("sở KHĐT")["a:Sở Kế hoạch và Đầu tư"] == 3
    assert not of_kind(Analyzer().index_terms("Sở Kế hoạch và Đầu tư"), Kind.AGENCY)


def plan_lines() -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(PLANS.glob("*.txt"))]
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    return lines[:: len(lines) // 40]


@pytest.mark.parametrize(
    "change", [str, fold, lambda text: text.replace("đ", "d")], ids=["typed", "bare", "partly"]
)
def test_a_passage_holds_every_term_of_its_own_words(change: object) -> None:
    """Asked with its own words, with accents, without or with some of them, a passage holds every term."""
    assert callable(change)
    analyzer = Analyzer(["kế hoạch", "đầu tư", "ủy ban nhân dân", "thủ tục hành chính"])
    for line in plan_lines():
        asked = analyzer.query_terms(change(line))
        if change is not str:  # folding a number's letters may make another number of it
            asked = {term: weight for term, weight in asked.items() if not term.startswith("n:")}
        typed_again = {term for term in asked if term.partition(":")[0] in ("s", "b", "w")}
        held = set(analyzer.index_terms(line))
        assert (asked.keys() if change in (str, fold) else asked.keys() - typed_again) <= held


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("đường", ["đường"]),
        ("dương", ["dương"]),
        ("đương", ["đương"]),
        ("duong", ["đường", "dương", "đương"]),
        ("dường", ["đường", "dương", "đương"]),  # a slip: no such syllable, so the twins find all three
    ],
)
def test_typed_accents_decide_between_twins(question: str, first: list[str]) -> None:
    """đường, dương and đương are three words to who types the accents, and one to who does not."""
    passages = ["đường", "dương", "đương", *("khác", "nữa", "thêm", "vài", "chữ", "đây")]
    analyzer = Analyzer()
    index = Bm25Index.build([analyzer.index_terms(passage) for passage in passages])
    scores = index.scores(analyzer.query_terms(question))
    assert [passages[i] for i in range(len(passages)) if scores[i] == scores.max()] == first


def test_an_analyzer_is_stored_as_json() -> None:
    """Vocabulary and weights are all there is: the loaded analyzer gives the same terms."""
    analyzer = Analyzer(["kế hoạch", "thủ tục hành chính"], AnalyzerWeights(word=0.75))
    loaded = Analyzer.from_json(analyzer.to_json())
    question = "kế hoạch cải cách thủ tục hành chính 54/KH-UBND"
    assert loaded.query_terms(question) == analyzer.query_terms(question)
    assert loaded.index_terms(question) == analyzer.index_terms(question)


def test_words_are_learned_from_the_texts() -> None:
    """underthesea says which words of two to four syllables there are; single syllables are none."""
    words = learn_words(["Phát triển kinh tế, đẩy mạnh cải cách thủ tục hành chính.", "Kinh tế nông nghiệp."])
    assert {"kinh tế", "cải cách", "nông nghiệp"} <= words
    assert all(2 <= len(word.split()) <= 4 for word in words)


def test_of_a_large_corpus_a_sample_is_read() -> None:
    """A million characters are enough, evenly spread: the first and the middle are read, most is not."""
    filler = "a" * 100_000
    texts = ["Phát triển kinh tế.", *[filler] * 39]
    texts[20], texts[21] = "Cải cách hành chính.", "Trồng rừng."
    words = learn_words(texts)
    assert {"kinh tế", "cải cách"} <= words
    assert "trồng rừng" not in words


def test_the_dictionary_is_there() -> None:
    """The word list that comes with underthesea is found where it is looked for."""
    assert "kinh tế" in learn_dictionary()
