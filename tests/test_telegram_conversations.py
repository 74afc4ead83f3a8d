"""Conversations with the real bot process, as people in chats have them."""

import pytest

from bot.texts import general as texts
from tests.telegram_api.people import BotApi, Person
from tests.telegram_api.process import BotProcess
from tests.telegram_api.standin import LABEL, LONG, QUOTE, READINGS
from tests.telegram_api.world import BOT

pytest_plugins = ("tests.telegram_api.fixtures",)

NAME = BOT["username"]
PREVIOUS, NEXT = texts.PREVIOUS_PAGE, texts.NEXT_PAGE


def stays_silent_until(person: Person, question: str) -> None:
    """What went before was not answered: the next thing heard is the answer to this question."""
    assert person.asks(f"/hoi@{NAME} {question}").text.startswith(f"Trả lời: {question}")


# ── in private ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_question_is_answered(api: BotApi):
    """The answer quotes the question, its first line is bold, its quote expandable, its source in italics."""
    lan = api.private()
    asked = lan.says("Ai chủ trì lập quy hoạch?")
    said = lan.hears()
    assert said.replies_to == asked
    assert said.marked("bold") == ["Trả lời: Ai chủ trì lập quy hoạch?"]
    assert said.marked("expandable_blockquote") == [QUOTE]
    assert said.marked("italic") == [f"Nguồn: {LABEL}"]
    assert said.buttons == {}


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("/start", texts.WELCOME),
        ("/START", texts.WELCOME),
        (f"/start@{NAME}", texts.WELCOME),
        ("/start abc", texts.WELCOME),
        ("/help", texts.HELP),
        ("/hoi", texts.ASK_WHAT),
        ("/hoi   ", texts.ASK_WHAT),
        ("/xoa", texts.UNKNOWN_COMMAND),
        ("/hoi@AnotherBot ai?", texts.UNKNOWN_COMMAND),
    ],
)
def test_commands(api: BotApi, command: str, text: str):
    """Each command says what it is for; one there is not is declined."""
    assert api.private().asks(command).text == text


def test_hoi_with_a_question(api: BotApi):
    """/hoi asks what stands behind it, over several lines, too."""
    assert api.private().asks("/hoi Ai chủ trì\nviệc này?").text.startswith("Trả lời: Ai chủ trì\nviệc này?")


def test_vanban(api: BotApi):
    """/vanban lists the documents as a person cites them."""
    said = api.private().asks("/vanban")
    assert said.text == (
        "Đang tra cứu được 2 văn bản\n\n"
        "• Kế hoạch số 1/KH-UBND của UBND tỉnh: Về <việc> thử\n\n"
        "• Công văn số 2/UBND-TH"
    )


def test_nothing_found(api: BotApi):
    """That the plans do not say is an answer, with the nearest places and without buttons."""
    said = api.private().asks("việc không có")
    assert said.marked("bold") == ["Tôi không tìm thấy nội dung này trong các văn bản đã nạp."]
    assert "Gần nhất: mục 1" in said.text
    assert said.buttons == {}


def test_how_the_question_was_read(api: BotApi):
    """Accents put back are shown, so that a wrong reading is seen."""
    assert "Tôi hiểu câu hỏi là: không dấu" in api.private().asks("khong dau").text


@pytest.mark.parametrize(
    "fields",
    [
        {"dice": {"emoji": "🎲", "value": 3}},
        {"voice": {"file_id": "a", "file_unique_id": "a", "duration": 3}},
        {"contact": {"phone_number": "1", "first_name": "Lan"}},
    ],
    ids=["dice", "voice", "contact"],
)
def test_what_is_not_text(api: BotApi, fields: dict[str, object]):
    """In private, the bot says what it cannot read."""
    lan = api.private()
    lan.says(None, **fields)
    assert lan.hears().text == texts.ONLY_TEXT


def test_a_conversation_goes_on(api: BotApi):
    """The questions of one person in one chat are one conversation, another chat's is another."""
    lan, minh = api.private(), api.private()
    lan.asks("Ai chủ trì?")
    minh.asks("Việc gì?")
    assert lan.asks("Tôi đã hỏi gì?").text.startswith("Ai chủ trì? | Tôi đã hỏi gì?")


def test_questions_are_answered_in_order(api: BotApi):
    """A slow answer is not overtaken by the same person's next, but holds nobody else up."""
    lan, minh = api.private(), api.private()
    lan.says("chậm thôi")
    lan.says("Câu sau")
    assert minh.asks("Câu của Minh").text.startswith("Trả lời: Câu của Minh")
    assert lan.chat.from_bot == []
    assert lan.hears().text.startswith("Trả lời: chậm thôi")
    assert lan.hears().text.startswith("Trả lời: Câu sau")
    assert api.called("sendChatAction", chat_id=lan.chat.id) >= 1
    assert api.called("sendChatAction", chat_id=minh.chat.id) == 0


def test_a_failure_inside_is_an_apology(api: BotApi, shared_bot: BotProcess):
    """Where answering fails, the person reads an apology, and the log where it happened, without its words."""
    assert api.private().asks("lỗi").text == texts.APOLOGY
    assert "RuntimeError" in shared_bot.output
    assert "standin.py" in shared_bot.output
    assert "hỏng khi trả lời, mã 1" not in shared_bot.output
    assert api.token not in shared_bot.output


# ── in groups ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "text",
    [
        "Ai chủ trì việc này?",
        "/hoi@AnotherBot ai chủ trì?",
        "/start@AnotherBot",
        "/khong_co_lenh_nay",
        "@nguoi_khac ai chủ trì?",
        f"thu.{NAME} @{NAME}x",
        f"gửi tới a@{NAME}",
    ],
)
def test_a_group_is_left_in_peace(api: BotApi, text: str):
    """Ordinary talk, another bot's commands, other people's names: silence."""
    lan = api.group()
    lan.says(text)
    stays_silent_until(lan, "mốc")


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (f"/hoi@{NAME} ai chủ trì?", "ai chủ trì?"),
        (f"/hoi@{NAME.upper()} ai chủ trì?", "ai chủ trì?"),
        ("/hoi ai chủ trì?", "ai chủ trì?"),
        (f"@{NAME} ai chủ trì?", "ai chủ trì?"),
        (f"@{NAME.lower()}, ai chủ trì?", "ai chủ trì?"),
        (f"🏛 Cho hỏi @{NAME} ai chủ trì?", "🏛 Cho hỏi ai chủ trì?"),
    ],
)
def test_a_group_asks(api: BotApi, text: str, question: str):
    """Commands and mentions are answered, quoting the question."""
    lan = api.group()
    asked = lan.says(text)
    said = lan.hears()
    assert said.text.startswith(f"Trả lời: {question}\n")
    assert said.replies_to == asked
    assert said.topic is None


def test_a_reply_to_the_bot_asks(api: BotApi):
    """Whoever answers a message of the bot's speaks to it; whoever answers a colleague does not."""
    lan = api.group()
    minh = api.colleague(lan)
    first = lan.asks(f"@{NAME} ai chủ trì?")
    said = minh.asks("còn thời hạn?", reply_to=first.id)
    assert said.text.startswith("Trả lời: còn thời hạn?")
    question = lan.says("ai biết không?")
    minh.says("tôi không", reply_to=question)
    stays_silent_until(minh, "mốc")


def test_commands_of_a_group(api: BotApi):
    """/help, /start and /vanban work there as well; a mention alone gets a hint how to ask."""
    lan = api.group()
    assert lan.asks(f"/help@{NAME}").text == texts.HELP
    assert lan.asks(f"/vanban@{NAME}").text.startswith("Đang tra cứu")
    hint = lan.asks(f"@{NAME}")
    assert hint.text == texts.ASK_WHAT
    assert lan.asks("ai chủ trì?", reply_to=hint.id).text.startswith("Trả lời: ai chủ trì?")


def test_people_of_a_group_have_their_own_conversations(api: BotApi):
    """A colleague's question does not become mine."""
    lan = api.group()
    minh = api.colleague(lan)
    lan.asks("/hoi Câu của Lan")
    minh.asks("/hoi Câu của Minh")
    assert lan.asks("/hoi Tôi đã hỏi gì?").text.startswith("Câu của Lan | Tôi đã hỏi gì?")


def test_a_reply_goes_on_from_the_answer_it_is_to(api: BotApi):
    """Whoever asked for that answer, and however much was asked since; nothing else is taken from them."""
    lan = api.group()
    minh = api.colleague(lan)
    first = lan.asks("/hoi Câu của Lan")
    lan.asks("/hoi Câu sau của Lan")
    minh.asks("/hoi Câu của Minh")
    said = minh.asks("Tôi đã hỏi gì?", reply_to=first.id)
    assert said.text.startswith("Câu của Lan | Tôi đã hỏi gì?")
    back = lan.asks("Tôi đã hỏi gì?", reply_to=first.id)
    assert back.text.startswith("Câu của Lan | Tôi đã hỏi gì?")


def test_in_the_topic_asked(api: BotApi):
    """A question of a topic is answered there; everyone's conversation is another one in another topic."""
    lan = api.topic(api.group(forum=True), "Đầu tư công")
    asked = lan.says(f"/hoi@{NAME} trong chủ đề")
    said = lan.hears()
    assert (said.topic, said.replies_to) == (lan.topic, asked)
    elsewhere = api.topic(lan, "Chuyển đổi số")
    said = elsewhere.asks(f"@{NAME} Tôi đã hỏi gì?")
    assert said.topic == elsewhere.topic
    assert said.text.startswith("Tôi đã hỏi gì?")


def test_in_the_general_topic(api: BotApi):
    """General takes no thread id, not even where a reply there carries one."""
    lan = api.group(forum=True)
    first = lan.asks(f"@{NAME} ở chủ đề chung")
    assert first.topic is None
    second = lan.asks("còn thời hạn?", reply_to=first.id)
    assert second.topic is None


def test_a_topic_the_bot_has_opened(api: BotApi):
    """Each message of a topic replies to the one that opened it: that alone is no question to the bot."""
    lan = api.topic(api.group(forum=True), "Hỏi đáp", by_bot=True)
    lan.says("chào cả nhà")
    stays_silent_until(lan, "mốc")


@pytest.mark.parametrize(
    "text", ["ai chủ trì?", f"/hoi@{NAME} ai chủ trì?", f"@{NAME} ai chủ trì?", "/start"]
)
def test_other_bots_are_never_answered(api: BotApi, text: str):
    """Two bots that answer each other never end."""
    lan = api.group()
    api.colleague(lan, is_bot=True).says(text)
    stays_silent_until(lan, "mốc")


def test_an_inline_result_is_no_question(api: BotApi):
    """What somebody sends through an inline bot, into the private chat too, was not written to this one."""
    lan = api.private()
    lan.says("kết quả tra cứu", via_bot=api.user(is_bot=True))
    stays_silent_until(lan, "mốc")


def test_an_anonymous_administrator_is_a_person(api: BotApi):
    """Who speaks for the group comes as a bot of Telegram's, and is answered all the same."""
    lan = api.group()
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    nobody = Person(api, lan.chat, anonymous)
    said = nobody.asks(f"/hoi@{NAME} ai chủ trì?", sender_chat=lan.chat.json)
    assert said.text.startswith("Trả lời: ai chủ trì?")


# ── buttons ────────────────────────────────────────────────────────────────────────────────────────────────


def test_turning_pages(api: BotApi):
    """A long answer comes in pages; all of it is on them, forth and back, with the position."""
    lan = api.private()
    said = lan.asks("danh sách dài")
    total = int(next(iter(said.buttons)).split("/")[1])
    pages = [said]
    for number in range(2, total + 1):
        assert lan.presses(pages[-1], NEXT).notice is None
        pages.append(lan.sees_changed(pages[-1]))
        assert f"{number}/{total}" in pages[-1].buttons
    assert NEXT not in pages[-1].buttons
    assert PREVIOUS not in pages[0].buttons
    shown = "".join("".join(page.text.split()) for page in pages)
    assert shown.startswith("".join(LONG.text.split()))
    assert all(len(page) <= 4096 for page in pages)
    lan.presses(pages[-1], PREVIOUS)
    assert lan.sees_changed(pages[-1]).text == pages[-2].text


def test_the_position_is_a_button_too(api: BotApi):
    """Pressing "1/4" leads nowhere: it says so, and nothing is edited."""
    lan = api.private()
    said = lan.asks("danh sách dài")
    press = lan.presses(said, "1/")
    assert press.notice == "Trang 1 trên 4"
    assert api.called("editMessageText", chat_id=lan.chat.id) == 0


@pytest.mark.parametrize("data", ["p:khongcon:1", "o:khongcon:0", "p:", "x", "p:khongcon:99999", "menu:1"])
def test_an_expired_button(api: BotApi, data: str):
    """A button whose message is forgotten, or is not the bot's, gets a polite answer."""
    lan = api.private()
    press = lan.presses_data(lan.asks("ai?"), data)
    assert (press.notice, press.alert) == (texts.EXPIRED, True)


@pytest.mark.parametrize("action", ["p", "o"])
def test_a_number_beyond_the_last(api: BotApi, action: str):
    """Callback data come from outside: a page or an option that there is not is an expired one."""
    lan = api.private()
    said = lan.asks("danh sách dài")
    token = next(iter(said.buttons.values())).split(":")[1]
    assert lan.presses_data(said, f"{action}:{token}:400").notice == texts.EXPIRED


def test_buttons_of_another_chat(api: BotApi):
    """A token is of use in its own chat only."""
    lan, minh = api.private(), api.private()
    data = lan.asks("danh sách dài").buttons[NEXT]
    assert minh.presses_data(minh.asks("ai?"), data).notice == texts.EXPIRED


def test_choosing_a_reading(api: BotApi):
    """The readings of a question are buttons; pressing one asks it, below, in the conversation."""
    lan = api.private()
    said = lan.asks("việc nào đó")
    assert list(said.buttons) == [f"{n}. {option}" for n, option in enumerate(READINGS.options, start=1)]
    assert all(option in said.text for option in READINGS.options)
    lan.presses(said, "2.")
    answer = lan.hears()
    assert answer.text.startswith("Trả lời: Ai chủ trì việc thứ hai?")
    assert "Câu hỏi: Ai chủ trì việc thứ hai?" in answer.text
    assert answer.replies_to == said.id
    assert "Ai chủ trì việc thứ hai?" in lan.asks("Tôi đã hỏi gì?").text


def test_a_reading_is_answered_once(api: BotApi):
    """A second press of the same button repeats nothing; the other reading can still be had."""
    lan = api.group()
    said = lan.asks(f"/hoi@{NAME} việc nào đó")
    minh = api.colleague(lan)
    lan.presses(said, "1.")
    assert minh.presses(said, "1.").notice == texts.ALREADY_ASKED
    minh.presses(said, "2.")
    answers = {lan.hears().marked("bold")[0], lan.hears().marked("bold")[0]}
    assert answers == {f"Trả lời: {option}" for option in READINGS.options}
    stays_silent_until(lan, "mốc")


def test_buttons_in_a_topic(api: BotApi):
    """What a button asks is answered in its topic."""
    lan = api.topic(api.group(forum=True), "Đầu tư công")
    said = lan.asks(f"/hoi@{NAME} việc nào đó")
    lan.presses(said, "1.")
    assert lan.hears().topic == lan.topic


def test_a_button_of_a_message_too_old_to_be_read(api: BotApi):
    """Of a very old message Telegram gives only the id; its buttons work as long as they are known."""
    lan = api.private()
    said = lan.asks("việc nào đó")
    old = {"chat": lan.chat.json, "message_id": said.id, "date": 0}
    press = api.do(
        lambda: api.world.press(lan.chat, lan.user, said.id, said.buttons[next(iter(said.buttons))], old)
    )
    assert lan.hears().text.startswith("Trả lời: Ai chủ trì việc thứ nhất?")
    assert press.answered


# ── edited and repeated ────────────────────────────────────────────────────────────────────────────────────


def test_an_edited_question_is_answered_in_place(api: BotApi):
    """The answer changes with its question, as often as that is edited; nothing new is sent."""
    lan = api.private()
    asked = lan.says("Ai chủ trì?")
    said = lan.hears()
    for question in ("Ai phối hợp?", "danh sách dài", "Ai chủ trì?"):
        lan.edits(asked, question)
        said = lan.sees_changed(said)
    assert said.text.startswith("Trả lời: Ai chủ trì?")
    assert said.buttons == {}
    stays_silent_until(lan, "mốc")


def test_pages_of_an_edited_answer(api: BotApi):
    """The buttons of an answer that was put in place turn its own pages."""
    lan = api.private()
    asked = lan.says("Ai chủ trì?")
    said = lan.hears()
    lan.edits(asked, "danh sách dài")
    said = lan.sees_changed(said)
    lan.presses(said, NEXT)
    assert "2/4" in lan.sees_changed(said).buttons


def test_an_edit_that_changes_nothing(api: BotApi):
    """Telegram reports an edit for a link preview, too: the same question is not asked again."""
    lan = api.private()
    asked = lan.says("Ai chủ trì?")
    lan.hears()
    lan.edits(asked, "Ai chủ trì?")
    stays_silent_until(lan, "mốc")
    assert api.called("editMessageText", chat_id=lan.chat.id) == 0


def test_an_edit_of_something_unanswered(api: BotApi):
    """What becomes a question only by an edit stays unanswered; what ceases to be one keeps its answer."""
    lan = api.group()
    ordinary, command = lan.says("chào cả nhà"), lan.says(f"/help@{NAME}")
    lan.hears()
    question = lan.says(f"/hoi@{NAME} ai?")
    lan.hears()
    lan.edits(ordinary, f"/hoi@{NAME} ai chủ trì?")
    lan.edits(command, f"/hoi@{NAME} ai chủ trì?")
    lan.edits(question, "thôi khỏi")
    stays_silent_until(lan, "mốc")
    assert api.called("editMessageText", chat_id=lan.chat.id) == 0


def test_an_empty_hoi_completed_by_an_edit(api: BotApi):
    """Who sends /hoi too early may complete it."""
    lan = api.group()
    asked = lan.says(f"/hoi@{NAME}")
    hint = lan.hears()
    lan.edits(asked, f"/hoi@{NAME} ai chủ trì?")
    assert lan.sees_changed(hint).text.startswith("Trả lời: ai chủ trì?")


def test_an_update_that_comes_twice(api: BotApi):
    """A repeated update is answered once, a repeated press acknowledged once."""
    lan = api.private()
    lan.asks("Ai chủ trì?")
    api.repeats_last_update()
    stays_silent_until(lan, "mốc")
    said = lan.asks("việc nào đó")
    refused = api.called("answerCallbackQuery", code=400)  # in tests before this one
    lan.presses(said, "1.")
    lan.hears()
    api.repeats_last_update()
    stays_silent_until(lan, "mốc")
    assert api.called("answerCallbackQuery", code=400) == refused
