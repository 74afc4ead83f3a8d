"""`kehoach bot` as it is installed: real plans, real answers, through the whole house."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.texts.general import NEXT_PAGE
from tests.telegram_api.people import BotApi
from tests.telegram_api.process import KEHOACH, BotProcess
from tests.telegram_api.world import BOT


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotApi]:
    """The bot over the plans that come with the project, which it loads at its first start."""
    data: Path = tmp_path_factory.mktemp("data")
    with BotApi() as server, BotProcess.ready(server, KEHOACH, KEHOACH_DATA=str(data)):
        yield server
        assert server.violations == []


def test_a_question_about_the_plans(api: BotApi):
    """A real question: the agency in bold, the row's own words in the quote, its place below."""
    said = api.private().asks("Ai chủ trì giải ngân vốn đầu tư công?")
    assert "Sở Kế hoạch và Đầu tư" in said.marked("bold")[0]
    assert "giải ngân vốn đầu tư công" in said.marked("expandable_blockquote")[0]
    assert "Kế hoạch số 54/KH-UBND" in said.marked("italic")[0]


def test_a_question_that_goes_on(api: BotApi):
    """The half question after it is about the same task, in the group's topic as anywhere."""
    lan = api.topic(api.group(forum=True), "Đầu tư công")
    first = lan.asks(f"@{BOT['username']} ai chủ trì giải ngân vốn đầu tư công?")
    second = lan.asks("bao giờ xong?", reply_to=first.id)
    assert second.topic == lan.topic
    assert first.marked("expandable_blockquote")[0] in second.marked("expandable_blockquote")


def test_the_documents(api: BotApi):
    """/vanban names the five plans."""
    said = api.private().asks("/vanban")
    numbers = ("1510/UBND-TH", "165-KH/TU", "220/KH-UBND", "268/KH-UBND", "54/KH-UBND")
    assert all(f"số {number} ngày" in said.text for number in numbers)


def test_a_list_over_pages(api: BotApi):
    """A long list is complete over its pages."""
    lan = api.private()
    said = lan.asks("Liệt kê các nhiệm vụ do Sở Kế hoạch và Đầu tư chủ trì")
    assert said.marked("bold")[0].startswith("Có ")
    lan.presses(said, NEXT_PAGE)
    assert any(label.startswith("2/") for label in lan.sees_changed(said).buttons)


def test_what_the_plans_do_not_say(api: BotApi):
    """Not in the plans: said so, with nothing quoted as if it were an answer."""
    said = api.private().asks("Giá vàng hôm nay bao nhiêu?")
    assert said.marked("expandable_blockquote") == []
    assert "không" in said.marked("bold")[0]
