"""Words that tell a thing from its like, by the topic and what the plans have."""

from __future__ import annotations

from itertools import pairwise

import pytest

from index.holdings import Holdings
from index.passages import Evidence
from index.reading.topic import Topic
from index.telling_words import find_telling_words

PLACES = ["lắp đặt trạm đo mưa tự động", "kêu gọi đầu tư", "sửa đường", "họp", "xây cầu"]
WORDS = {"lắp đặt", "tự động", "kêu gọi", "đầu tư", "đường sắt", "công nghệ", "báo chí", "trách nhiệm"}


class Plans:
    """Five places and a dictionary."""

    holdings = Holdings([Evidence.of(place) for place in PLACES])
    positions = {place: at for at, place in enumerate(PLACES)}  # noqa: RUF012
    words = frozenset(WORDS)


def _topic(*runs: str) -> Topic:
    syllables = tuple(syllable for run in runs for syllable in run.split())
    return Topic(" ".join(runs), syllables, tuple(pair for run in runs for pair in pairwise(run.split())))


@pytest.mark.parametrize(
    ("runs", "place", "lacking"),
    [
        (["lắp đặt trạm sạc điện"], "lắp đặt trạm đo mưa tự động", True),  # neither syllable, no word
        (["lắp đặt trạm đo mưa"], "lắp đặt trạm đo mưa tự động", False),
        (["trạm báo mưa"], "lắp đặt trạm đo mưa tự động", False),  # no word, and half of it is there
        (["tuyến đường sắt"], "tuyến đường tỉnh", True),  # half a word is none
        (["tuyến đường sắt"], "xây cầu", False),  # does not speak of the thing at all
        (["đường sắt"], "tuyến đường tỉnh", False),  # no thing stands before it
        (["tuyến", "đường sắt"], "tuyến đường tỉnh", False),  # nor right before it
        (["dự án chậm rề rề"], "dự án chậm tiến độ", False),  # only colours
        (["lĩnh vực thuộc trách nhiệm"], "lĩnh vực thuộc sở", False),  # how people ask
    ],
)
def test_places_that_name_the_thing_lack_the_word(runs: list[str], place: str, *, lacking: bool) -> None:
    """Only a place with the word's predecessor lacks it; a title that has it makes good for the place."""
    words = list(find_telling_words(Plans(), _topic(*runs)))
    evidence, title = Evidence.of(place), Evidence.of(" ".join(runs))
    assert any(word.is_lacking(evidence, [evidence]) for word in words) is lacking
    assert not any(word.is_lacking(evidence, [evidence, title]) for word in words)


def test_halves_of_a_word_in_two_clauses_are_no_word() -> None:
    """A long place has most syllables somewhere."""
    (word,) = find_telling_words(Plans(), _topic("tuyến đường sắt"))
    one, another = Evidence.of("các tuyến đường"), Evidence.of("gang và sắt")
    assert word.is_lacking(Evidence.of("các tuyến đường; gang và sắt"), [one, another])
    assert not word.is_lacking(
        Evidence.of("các tuyến đường bằng sắt"), [Evidence.of("các tuyến đường bằng sắt")]
    )


def test_common_words_tell_nothing() -> None:
    """What stands in a large part of the places tells none from another."""
    common = Holdings([Evidence.of("đường sắt")] * 5)

    class Railways(Plans):
        holdings = common

    assert list(find_telling_words(Plans(), _topic("tuyến đường sắt")))
    assert not list(find_telling_words(Railways(), _topic("tuyến đường sắt")))
