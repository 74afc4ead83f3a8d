"""`@bot …` typed in any chat: what is shown while typing, and what is sent when a result is chosen."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.telegram.inline import CACHE
from bot.texts import general as texts
from bot.texts import inline as texts_inline
from tests.telegram_api.faults import Fault
from tests.telegram_api.people import BotApi, Person
from tests.telegram_api.process import KEHOACH, BotProcess
from tests.telegram_api.world import BOT, Typed

LISTED = 300_000_001


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory for the bots of this file."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def api(data: Path) -> Iterator[BotApi]:
    """The bot over the plans that come with the project; everyone may use it."""
    with BotApi() as server, BotProcess.ready(server, KEHOACH, KEHOACH_DATA=str(data)):
        yield server
        assert server.violations == []


def titles(typed: Typed) -> list[str]:
    """What one reads to choose by."""
    return [result.json["title"] for result in typed.results]


def test_a_question(api: BotApi):
    """The first result is the answer, its fact the title; sent, it is cited and says what was asked."""
    lan = api.group()
    typed = lan.types("ai chủ trì giải ngân vốn đầu tư công")
    assert titles(typed)[0] == "Chủ trì: Sở Kế hoạch và Đầu tư"
    said = lan.sends(typed.results[0])
    assert said.marked("bold") == ["Chủ trì: Sở Kế hoạch và Đầu tư"]
    assert "giải ngân vốn đầu tư công" in said.marked("expandable_blockquote")[0]
    assert any("Kế hoạch số 54/KH-UBND" in note for note in said.marked("italic"))
    assert "Câu hỏi: ai chủ trì giải ngân vốn đầu tư công" in said.text
    source = next(address for words, address in said.links.items() if words.startswith("Kế hoạch số 54"))
    assert said.links[texts_inline.BUTTON_READ] == source
    assert "giải ngân vốn đầu tư công" in api.private().opens(source).text


def test_a_few_words(api: BotApi):
    """Every result is a cited answer: who leads first, the words of the plan, the place; none comes twice."""
    lan = api.group()
    typed = lan.types("giải ngân")
    assert len(typed.results) > 3
    assert len(set(titles(typed))) > 3
    for result in typed.results:
        said = lan.sends(result)
        # sentences taken from a long section stand in the open, and it is said that they were taken
        assert said.marked("expandable_blockquote") or "(Trích: " in said.text
        assert any(note.startswith("Nguồn: ") for note in said.marked("italic"))
        assert result.json["description"]
    rows = [result for result in typed.results if "Chủ trì: " in result.json["description"]]
    assert any("Hạn: " in row.json["description"] for row in rows)


@pytest.mark.parametrize("words", ["giải ng", "giai ng", "giai ngan", "Giải  Ngân"])
def test_half_typed(api: BotApi, words: str):
    """Half a word and words without accents find what the whole words find."""
    lan = api.group()
    assert titles(lan.types(words)) == titles(lan.types("giải ngân"))


def test_an_agency(api: BotApi):
    """An agency's name: the list of what it leads, then each task to be sent by itself."""
    typed = api.group().types("Sở Tư pháp")
    assert titles(typed)[0].startswith("Có 7 nhiệm vụ do Sở Tư pháp chủ trì")
    assert len(typed.results) == 1 + 7
    assert all("Sở Tư pháp" in result.json["description"] for result in typed.results)


@pytest.mark.parametrize("words", ["", " ", "g", "gi", "xin chào"])
def test_before_anything_is_typed(api: BotApi, words: str):
    """Nothing to look up yet: how to ask, the documents, what falls due soon; the button opens the bot."""
    lan = api.group()
    typed = lan.types(words)
    assert titles(typed)[:2] == [texts_inline.HOW_TITLE, texts_inline.DOCUMENTS_TITLE]
    assert f"@{BOT['username']} giải ngân" in lan.sends(typed.results[0]).text
    assert "54/KH-UBND" in lan.sends(typed.results[1]).text
    assert typed.button == {"text": texts_inline.BUTTON_OPEN, "start_parameter": "inline"}


def test_the_button_above(api: BotApi):
    """It opens the private chat with the bot, which says what it is for."""
    lan = api.private()
    typed = lan.types("")
    assert typed.button
    assert lan.asks(f"/start {typed.button['start_parameter']}").text.startswith(
        texts.WELCOME.splitlines()[0]
    )


def test_nothing_found(api: BotApi):
    """Not in the plans: said above the results, and in the one message that can be sent; nothing is quoted."""
    lan = api.group()
    typed = lan.types("giá vàng hôm nay")
    assert typed.button
    assert typed.button["text"] == texts_inline.BUTTON_NOTHING
    assert len(typed.results) == 1
    said = lan.sends(typed.results[0])
    assert "không tìm thấy" in said.marked("bold")[0]
    assert said.marked("expandable_blockquote") == []


def test_further_pages(api: BotApi):
    """More than one page: each goes on where the one before ended, until there is no more."""
    lan = api.group()
    ids: list[str] = []
    offset, pages = "", 0
    while offset or not pages:
        typed = lan.types("kế hoạch 54", offset)
        ids += [result.json["id"] for result in typed.results]
        offset, pages = typed.next_offset, pages + 1
        assert len(typed.results) <= 50
    assert pages >= 3
    assert len(ids) == len(set(ids)) > 100


@pytest.mark.parametrize("offset", ["999", "-1", "x", "²"])
def test_wrong_offsets(api: BotApi, offset: str):
    """An offset of nobody's shows the first page, or none; nothing breaks."""
    lan = api.group()
    assert len(lan.types("giải ngân", offset).results) in (0, len(lan.types("giải ngân").results))


def test_typing_on(api: BotApi):
    """While a person types, only the newest query matters: it is answered, and not all before it are."""
    lan = api.group()
    words = "ai chủ trì cải cách hành chính của tỉnh trong các năm tới"

    def type_all() -> list[Typed]:
        return [api.world.type(lan.user, words[:end]) for end in range(3, len(words) + 1)]

    typed = api.do(type_all)
    api.wait_for(lambda: typed[-1].answered, "the last query's results")
    assert not all(query.answered for query in typed[:-1])
    assert lan.types("giải ngân").results


def test_caching(api: BotApi):
    """Open to everyone: the same for everyone, and no longer than a minute old."""
    typed = api.group().types("giải ngân")
    assert not typed.personal
    assert typed.cache_time == CACHE <= 60


def test_a_repeated_query(api: BotApi):
    """A query delivered twice is answered once."""
    lan = api.group()
    before = api.called("answerInlineQuery")
    lan.types("giải ngân")
    api.repeats_last_update()
    lan.types("quy hoạch")
    assert api.called("answerInlineQuery") == before + 2


def test_the_sent_answer_is_nobody_speaking(api: BotApi):
    """A result sent into a group with the bot in it is not answered, though it names the bot."""
    lan = api.group()
    lan.sends(lan.types("").results[0])
    said = lan.asks(f"@{BOT['username']} ai chủ trì giải ngân vốn đầu tư công?")
    assert said.text.startswith("Chủ trì: ")


def test_a_failure(api: BotApi):
    """Telegram no longer waits for a query, or is out of reach: the next one is answered."""
    lan = api.group()
    for fault in (Fault("status", 502), Fault("status", 400), Fault("drop")):
        failed = api.called("answerInlineQuery") + 1
        api.faults.add("answerInlineQuery", fault)
        lan.begins("giải ngân")
        api.wait_for(lambda: api.called("answerInlineQuery") >= failed, "the attempt")  # noqa: B023
        assert lan.types("quy hoạch").results


def test_rights(data: Path):
    """Who may not use the bot sees so; results are then personal, and each has a limit."""
    chats = f"{LISTED}, {LISTED + 1}"
    listed = {"KEHOACH_DATA": str(data), "KEHOACH_CHATS": chats, "KEHOACH_PERSON_LIMIT": "1"}
    with BotApi() as api, BotProcess.ready(api, KEHOACH, **listed):
        typed = api.group().types("giải ngân")
        assert typed.results == []
        assert typed.personal
        assert typed.button
        assert typed.button["text"] == texts_inline.BUTTON_NOT_ALLOWED
        lan, minh = (Person(api, api.group().chat, api.user(number)) for number in (LISTED, LISTED + 1))
        allowed = lan.types("giải ngân")
        assert allowed.results
        assert allowed.personal
        for _ in range(14):  # fifteen letters for each question that is allowed in a minute
            lan.types("giải ngân")
        over = lan.begins("giải ngân")
        assert minh.types("giải ngân").results
        assert not over.answered
        assert api.violations == []
