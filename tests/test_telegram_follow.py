"""/theodoi and notes, with `kehoach bot` itself over the plans that come with the project."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.texts import deadlines as texts
from bot.texts.general import NEXT_PAGE
from tests.telegram_api.people import BotApi, Person, Said
from tests.telegram_api.process import KEHOACH, BotProcess

# the plan 268/KH-UBND is for 2024; 220/KH-UBND has deadlines of every year until 2030
TODAY = "2024-11-25"


@pytest.fixture(scope="module")
def api(data: Path) -> Iterator[BotApi]:
    """The bot on a day of 2024."""
    with BotApi() as server, BotProcess.ready(server, KEHOACH, KEHOACH_DATA=str(data), KEHOACH_TODAY=TODAY):
        yield server
        assert server.violations == []


def stop(person: Person) -> None:
    """Follow nothing any more, so that no reminder is heard in other tests."""
    said = person.asks("/theodoi")
    for label in [label for label in said.buttons if label.startswith("✕")]:
        person.presses(said, label)
        said = person.sees_changed(said)


def test_following_an_agency(api: BotApi):
    """Its rows counted, its next deadline, when reminders come; listed, not twice, and stopped by a button."""
    lan = api.private()
    said = lan.asks("/theodoi so tu phap")
    assert said.marked("bold") == ["Đã theo dõi: Sở Tư pháp"]
    assert "Chủ trì 7 nhiệm vụ" in said.text
    assert "Hạn gần nhất: " in said.text
    assert "7 giờ 30" in said.text
    assert lan.asks("/theodoi Sở Tư pháp").marked("bold") == ["Đang theo dõi từ trước: Sở Tư pháp"]
    listed = lan.asks("/theodoi")
    assert "1. Sở Tư pháp" in listed.text
    pressed = lan.presses(listed, "✕ Dừng: Sở Tư pháp")
    assert pressed.notice == "Đã dừng theo dõi: Sở Tư pháp"
    assert lan.sees_changed(listed).text.startswith(texts.FOLLOWING_NOTHING.splitlines()[0])


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("kế hoạch 220", "Đã theo dõi: Kế hoạch 220/KH-UBND"),
        (
            "54/KH-UBND#II.16",
            "Đã theo dõi: Kế hoạch số 54/KH-UBND ngày 12/4/2022, Danh mục, nhóm II, dòng 16",
        ),
        (
            "dòng 5 kế hoạch 268",
            "Đã theo dõi: Kế hoạch số 268/KH-UBND ngày 23/12/2023, Phụ lục, nhóm I, dòng 5",
        ),
        ("Sở Tư pháp kế hoạch 268", "Đã theo dõi: Sở Tư pháp (Kế hoạch 268/KH-UBND)"),
        ("UBND huyện Na Hang", "Đã theo dõi: UBND huyện Na Hang"),
    ],
)
def test_following_a_plan_or_a_task(api: BotApi, words: str, head: str):
    """By number or by name; what leads nothing may be followed too, and is told so."""
    lan = api.private()
    said = lan.asks(f"/theodoi {words}")
    assert said.marked("bold")[0] == head
    assert (texts.NO_ROWS in said.text) == ("Na Hang" in words)
    stop(lan)


def test_following_a_task_by_its_words(api: BotApi):
    """The rows that may be meant are offered; the one chosen is followed."""
    lan = api.private()
    said = lan.asks("/theodoi giải ngân vốn đầu tư công")
    assert said.marked("bold") == [texts.WHICH_TASK]
    lan.presses(said, "1. ")
    assert lan.hears().marked("bold")[0].startswith("Đã theo dõi: Kế hoạch số 54/KH-UBND")
    stop(lan)


@pytest.mark.parametrize("words", ["giá vàng", "kế hoạch 999", "abc"])
def test_following_what_the_plans_do_not_know(api: BotApi, words: str):
    """Nothing is followed, and what could be is said."""
    lan = api.private()
    assert "không thấy" in lan.asks(f"/theodoi {words}").text
    assert lan.asks("/theodoi").text.startswith("Ở đây chưa theo dõi gì")


def test_the_hour_and_the_day(api: BotApi):
    """By words or by button; an hour that is none is not taken."""
    lan = api.private()
    assert "nhắc lúc 7 giờ," in lan.asks("/theodoi gio 7").text
    assert "thứ Sáu" in lan.asks("/theodoi thứ sáu").text
    assert lan.asks("/theodoi giờ 25").text == texts.BAD_HOUR
    lan.asks("/theodoi Sở Ngoại vụ")
    said = lan.asks("/theodoi")
    assert "• 07:00" in said.buttons
    assert lan.presses(said, "14:00").notice == "Từ nay nhắc lúc 14 giờ, bản tin tuần vào thứ Sáu."
    assert "• 14:00" in lan.sees_changed(said).buttons
    stop(lan)


def test_groups_and_topics_are_apart(api: BotApi):
    """What one topic follows no other chat sees or stops."""
    lan = api.topic(api.group(forum=True), "Tư pháp")
    assert lan.asks("/theodoi Sở Ngoại vụ").topic == lan.topic
    listed = lan.asks("/theodoi")
    other = api.topic(lan, "Y tế")
    assert other.asks("/theodoi").text.startswith("Ở đây chưa theo dõi gì")
    stranger = api.private()
    mine = stranger.asks("/theodoi Sở Y tế")
    press = stranger.presses_data(
        mine, next(data for data in listed.buttons.values() if data.startswith("f:x:"))
    )
    assert press.notice == texts.NOT_FOLLOWED
    assert "1. Sở Ngoại vụ" in lan.asks("/theodoi").text
    stop(lan)
    stop(stranger)


# ── notes ──────────────────────────────────────────────────────────────────────────────────────────────────

QUESTION = "Ai chủ trì giải ngân vốn đầu tư công?"


def ask(person: Person) -> Said:
    return person.asks(QUESTION)


def test_done_and_taken_back(api: BotApi):
    """Noted by one, seen by all of the chat below the plan's words, said twice but kept once, taken back."""
    lan = api.private()
    said = ask(lan)
    assert "Ghi chú của đơn vị" not in said.text
    assert lan.presses(said, "✓ Ghi đã xong").notice == texts.MARK_KEPT
    assert "↩ Bỏ ghi “xong”" in lan.sees_changed(said).buttons
    assert lan.presses_data(said, said.buttons["✓ Ghi đã xong"]).notice == texts.MARK_THERE
    again = ask(lan)
    assert again.marked("italic")[-1].startswith(
        "Ghi chú của đơn vị: đã xong kỳ hạn 31/12/2022 (Lan, 25/11/2024)"
    )
    assert said.marked("expandable_blockquote") == again.marked("expandable_blockquote")
    assert lan.presses(again, "↩").notice == texts.MARK_WITHDRAWN
    assert "Ghi chú của đơn vị" not in ask(lan).text


def test_a_note(api: BotApi):
    """The reply to the bot's wish, which opens the field for it, is kept, and is no question."""
    lan = api.group()
    said = lan.asks(f"/hoi {QUESTION}")
    lan.presses(said, "✎ Ghi chú")
    wish = lan.hears()
    assert wish.text.startswith(f"@{lan.user['username']}\nMời anh/chị trả lời tin nhắn này")
    field = lan.finds_field(wish) or {}
    assert (field["selective"], field["input_field_placeholder"]) == (True, texts.NOTE_PLACEHOLDER)
    assert "268/KH-UBND" in lan.asks("/vanban", reply_to=wish.id).text  # a command stays one
    assert lan.asks("Đã trình <UBND> tỉnh", reply_to=wish.id).text == texts.NOTE_KEPT
    again = lan.asks(f"/hoi {QUESTION}")
    assert "Ghi chú của đơn vị: Đã trình <UBND> tỉnh (Lan, 25/11/2024)" in again.marked("italic")


def test_notes_stay_in_their_chat(api: BotApi):
    """Another chat asks the same and sees nothing of it."""
    lan, minh = api.private(), api.private()
    lan.presses(ask(lan), "✓")
    assert "Ghi chú của đơn vị" in ask(lan).text
    assert "Ghi chú của đơn vị" not in ask(minh).text


def test_a_forged_button(api: BotApi):
    """Data that no button carries change nothing."""
    lan = api.private()
    said = ask(lan)
    for data in (f"m:d:{'0' * 16}:0", f"m:d:{'0' * 16}:99999999", "f:x:999999"):
        assert lan.presses_data(said, data).notice in (texts.ROW_GONE, texts.NOT_FOLLOWED)


def test_notes_switched_off(data: Path):
    """No buttons, no notes shown, and a button from before is refused."""
    with BotApi() as server:
        lan = server.private()
        with BotProcess.ready(server, KEHOACH, KEHOACH_DATA=str(data), KEHOACH_TODAY=TODAY):
            said = ask(lan)
            lan.presses(said, "✓")
            lan.presses(said, "✎")
            wish = lan.hears()
        with BotProcess.ready(server, KEHOACH, KEHOACH_DATA=str(data), KEHOACH_MARKS="off"):
            assert lan.asks("Đã trình", reply_to=wish.id).text == texts.NOTE_FORGOTTEN  # no question
            again = ask(lan)
            assert not [data for data in again.buttons.values() if data.startswith("m:")]
            assert "Ghi chú của đơn vị" not in again.text
            assert lan.presses_data(said, said.buttons["✓ Ghi đã xong"]).notice == texts.MARKS_OFF


def test_a_reminder_of_the_running_bot(data: Path):
    """Followed on one day, reminded on another after a restart, within a moment; its buttons work."""
    with BotApi() as server:
        lan = server.private()
        with BotProcess.ready(server, KEHOACH, KEHOACH_DATA=str(data), KEHOACH_TODAY="2024-12-01") as process:
            lan.asks("/theodoi kế hoạch 268")
            lan.asks("/theodoi giờ 0:00")
            process.kill()  # no farewell
        with BotProcess.ready(server, KEHOACH, KEHOACH_DATA=str(data), KEHOACH_TODAY="2024-12-30"):
            said = lan.hears()
            assert said.text.startswith("Nhắc hạn trong kế hoạch, thứ Hai, 30/12/2024")
            assert "Còn 1 ngày" in said.text
            assert "Nguồn: Kế hoạch số 268/KH-UBND" in said.text
        with BotProcess.ready(server, KEHOACH, KEHOACH_DATA=str(data), KEHOACH_TODAY="2024-12-30"):
            lan.presses(said, NEXT_PAGE)  # pages of before the restart
            assert "Nguồn: " in lan.sees_changed(said).text
            assert lan.presses(said, "✓ Ghi đã xong 1").notice == texts.MARK_KEPT
            assert lan.asks("/theodoi").text.startswith(
                texts.FOLLOWED_HERE
            )  # and no second reminder before it
        assert server.violations == []
