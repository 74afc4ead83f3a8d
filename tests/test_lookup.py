"""Words while they are typed: the last word completed, the answer and its places, told as cards."""

import datetime as dt

import pytest

from bot.render_inline import Furnish, Furnished, compose_cards, count_cards, is_nothing, place_card
from bot.service import Service
from corpus.vietnamese import squeeze
from index.answering.places import tell_place
from index.conversation import Conversation
from index.lookup import DEPTH, Lookup, complete_word, look_up
from index.model import Status
from index.passages import PassageKind
from index.reading.topic import Topic
from tests.telegram_api.markup import parse_html, utf16

BARE: Furnish = lambda _: Furnished()  # noqa: E731
TODAY = dt.date(2026, 11, 27)


def find(service: Service, typed: str) -> Lookup:
    """Look words up that say something."""
    found = look_up(service.engine, typed, TODAY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("giải ng", "giải ngân"),
        ("giai ng", "giai ngân"),
        ("Sở Tư ph", "Sở Tư pháp"),
        ("ai chủ trì cải cách hành ch", "ai chủ trì cải cách hành chính"),
        ("quy hoạ", "quy hoạch"),
        ("ubnd tỉ", "ubnd tỉnh"),
        ("giải ngân vốn đầu tư c", "giải ngân vốn đầu tư công"),  # two words before it tell more
        ("giải ngân", "giải ngân"),  # whole
        ("giai ngan", "giai ngan"),  # whole, accents aside
        ("giải ng ", "giải ng"),  # the word was ended
        ("kế hoạch 5", "kế hoạch 5"),  # a number is no half word
        ("quy hoạch zzz", "quy hoạch zzz"),  # nothing fits
        ("quy hoắ", "quy hoắ"),  # an accent that stands there counts
        ("", ""),
    ],
)
def test_half_a_word(service: Service, typed: str, meant: str):
    """The last word is completed as the plans go on, and only where it is not whole there."""
    assert complete_word(service.engine, typed) == meant


@pytest.mark.parametrize(("words", "most"), [("ai chủ trì giải ngân vốn đầu tư công", 9), ("giải ngân", 1)])
def test_the_answer_first(service: Service, words: str, most: int):
    """The answer as `ask` gives it, then further places: none it has told, but where it tells many at once."""
    found = find(service, words)
    assert found.answers[0][1].text == service.ask(words, Conversation()).text
    told = {citation.id for citation in found.answers[0][1].citations[:most]}
    ids = [place.id for place in found.places]
    assert ids
    assert not told & set(ids)
    assert len(set(ids)) == len(ids) <= DEPTH


def test_an_agency_alone(service: Service):
    """A bare name asks for what the agency leads: the whole list, then each row of it in its order."""
    found = find(service, "sở tư pháp")
    (_, answer), *_ = found.answers
    assert answer.total
    assert [place.id for place in found.places][: answer.total] == list(answer.items)
    assert all("Sở Tư pháp" in place.leaders for place in found.places)


def test_a_document_alone(service: Service):
    """A bare number asks what the document is about; its rows follow, then its prose."""
    found = find(service, "kế hoạch 54")
    assert found.answers[0][1].status is Status.ANSWERED
    assert {place.document.id for place in found.places} == {"54/KH-UBND"}
    kinds = [place.kind for place in found.places]
    assert kinds[0] is PassageKind.TASK
    assert kinds[-1] is PassageKind.SECTION


def test_several_readings(service: Service):
    """A question with several readings is answered in each of them."""
    found = find(service, "mục 5")
    assert len(found.answers) > 1
    assert all(answer.status is Status.ANSWERED for _, answer in found.answers)


@pytest.mark.parametrize("typed", ["giá vàng", "bóng đá ngoại hạng"])
def test_nothing(service: Service, typed: str):
    """What the plans do not speak of is told as such, with nothing listed as if they did."""
    found = find(service, typed)
    assert is_nothing(found)
    assert len(compose_cards(service.engine, found, BARE)) == 1


def test_small_talk(service: Service):
    """A greeting looks nothing up."""
    assert look_up(service.engine, "xin chào", TODAY) is None


def test_every_place_as_a_card(service: Service):
    """Of every place of the plans: a valid message that cites it word for word, an id of its own, a title."""
    engine = service.engine
    topic = Topic("", (), ())
    places = [passage for passage in engine.passages if passage.kind is not PassageKind.DOCUMENT]
    cards = [place_card(engine, passage, topic, BARE) for passage in places]
    assert len({card.id for card in cards}) == len(cards)
    for passage, card in zip(places, cards, strict=True):
        message = parse_html(card.page)
        answer = tell_place(engine, passage, topic)
        assert 0 < utf16(message.text) <= 4096
        assert squeeze(answer.citations[0].label) in squeeze(message.text)
        assert squeeze(answer.citations[0].quote)[:300] in squeeze(message.text)
        assert card.title.strip()
        assert len(card.id.encode()) <= 64
        if passage.task is not None and passage.task.lead_text:
            assert squeeze(message.text).startswith(f"Chủ trì: {squeeze(passage.task.lead_text)}")
            assert "Chủ trì" in card.description
        if passage.task is None:  # whoever a heading names is not said to lead anything
            assert "Chủ trì" not in card.description


@pytest.mark.parametrize("typed", ["giải ng", "Sở Tư ph", "quy hoạch", "mục 5", "ai chủ trì lập quy hoạch"])
def test_cards(service: Service, typed: str):
    """Cards are the same each time, and each says in its message which question it answers."""
    first, again = (compose_cards(service.engine, find(service, typed), BARE) for _ in range(2))
    assert first == again
    assert len({card.id for card in first}) == len(first)
    found = find(service, typed)
    pages = [
        compose_cards(service.engine, found, BARE, start, start + 3) for start in range(0, len(first), 3)
    ]
    assert tuple(card for page in pages for card in page) == first
    assert count_cards(found) == len(first)
    assert "Câu hỏi: " in first[0].page
