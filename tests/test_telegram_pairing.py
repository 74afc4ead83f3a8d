"""Pairing: people and groups ask to use the bot, administrators decide by a button, and take it back."""

import asyncio
import datetime as dt
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from telegram import InlineQuery, InlineQueryResultsButton, User
from telegram.constants import CallbackQueryLimit
from telegram.ext import ApplicationHandlerStop

from bot.access import Access
from bot.settings import parse_telegram_settings
from bot.state import access as access_state
from bot.state.access import Grant, Grants, Request, Standing, Subject
from bot.state.follows import Spot
from bot.state.journal import Author, read_log
from bot.telegram.gate import Gate
from bot.telegram.reminders import Reminders
from bot.texts import access as texts_access
from bot.texts import feedback as texts_feedback
from bot.texts import general as texts
from bot.texts import inline as texts_inline
from tests.offices import LAN, Clock, follow, office_of, rows
from tests.telegram_api.inside import InsideBot
from tests.telegram_api.people import BotApi, Person, Said
from tests.telegram_api.process import KEHOACH, BotProcess
from tests.telegram_api.world import BOT

NAME = BOT["username"]
LISTED_GROUP, ADMIN, OTHER_ADMIN = -1_002_000_000_001, 300_000_001, 300_000_002
PAIRING = {"KEHOACH_CHATS": str(LISTED_GROUP), "KEHOACH_ADMINS": f"{ADMIN},{OTHER_ADMIN}"}


@pytest.fixture
def clock() -> Clock:
    return Clock("2026-06-01 08:00")


@pytest.fixture
def api() -> Iterator[BotApi]:
    with BotApi() as server:
        yield server
        assert server.violations == []


@pytest.fixture
def admin(api: BotApi) -> Person:
    return api.private(ADMIN)


@pytest.fixture
def other(api: BotApi) -> Person:
    return api.private(OTHER_ADMIN)


@pytest.fixture
def bot(api: BotApi, admin: Person, other: Person, tmp_path: Path, clock: Clock) -> Iterator[InsideBot]:
    with InsideBot(api, tmp_path, clock, **PAIRING) as running:
        yield running


def answers(person: Person) -> bool:
    """Whether the bot answers somebody's question."""
    return person.asks(f"/hoi@{NAME} ai?").text.startswith("Trả lời: ai?")


def asks_to_be_let_in(person: Person) -> Said:
    """Read the polite line and press its button; returns the message as it stands then."""
    said = person.asks("Ai chủ trì?")
    assert (said.text, list(said.buttons)) == (texts_access.MAY_ASK, [texts_access.BUTTON_ASK])
    person.presses(said, texts_access.BUTTON_ASK)
    return person.sees_changed(said)


def test_approved(api: BotApi, bot: InsideBot, admin: Person, other: Person):
    """Both administrators are asked once; the first decides, both see who; the person is told, and may ask."""
    lan = api.private()
    assert asks_to_be_let_in(lan).text == texts_access.ASKED
    asked, asked_too = admin.hears(), other.hears()
    assert asked.text == asked_too.text
    assert f"Lan (@nguoi_{lan.chat.id}, mã số {lan.chat.id})" in asked.text
    assert "8 giờ ngày 01/6/2026" in asked.text
    assert admin.presses(asked, texts_access.BUTTON_APPROVE).notice == "Đã cho phép."
    assert lan.hears().text == texts_access.APPROVED
    assert answers(lan)
    for person, said in ((admin, asked), (other, asked_too)):
        now = person.sees_changed(said)
        assert now.text.endswith("Đã cho phép: Lan, 8 giờ ngày 01/6/2026")
        assert now.buttons == {}
    assert other.presses_data(asked_too, asked_too.buttons["✕ Từ chối"]).notice == (
        "Lan đã cho phép trước đó."
    )
    assert answers(lan)
    assert [deed.action for deed in read_log(bot.office.state)] == ["approved", "request"]


@pytest.mark.parametrize("mode", ["pairing", "list"])
def test_in_any_chat(tmp_path: Path, clock: Clock, mode: str):
    """Above the results of `@bot …` stands what can be done: ask for it, where that is possible."""
    office = office_of(tmp_path, (), clock)
    settings = parse_telegram_settings({"TELEGRAM_BOT_TOKEN": "1:a", "KEHOACH_ACCESS": mode, **PAIRING})
    gate = Gate(None, Access(settings, office.state, clock), None)  # type: ignore[arg-type]
    told: list[str] = []

    class Query(InlineQuery):
        async def answer(self, *_: object, **what: InlineQueryResultsButton) -> bool:
            told.append(what["button"].text)
            return True

    query = Query("1", User(5, "Lan", is_bot=False), "giải ngân", "")
    with pytest.raises(ApplicationHandlerStop):
        asyncio.run(gate._check_query(query))
    label = {"pairing": texts_inline.BUTTON_MAY_ASK, "list": texts_inline.BUTTON_NOT_ALLOWED}
    assert told == [label[mode]]
    office.close()


def test_refused(api: BotApi, bot: InsideBot, admin: Person, clock: Clock):
    """Told politely, without a button; after a day another request may be made."""
    lan = api.private()
    asks_to_be_let_in(lan)
    admin.presses(admin.hears(), texts_access.BUTTON_REFUSE)
    assert lan.hears().text == texts_access.REFUSED
    again = lan.asks("Ai?")
    assert (again.buttons, "8 giờ ngày 02/6/2026" in again.text) == ({}, True)
    assert lan.presses_data(again, "q:a").notice is None  # a forged button changes nothing
    clock.moment += dt.timedelta(days=1, minutes=1)
    assert asks_to_be_let_in(lan).text == texts_access.ASKED
    admin.presses(admin.hears(), texts_access.BUTTON_APPROVE)
    assert lan.hears().text == texts_access.APPROVED


def test_asked_again_and_again(api: BotApi, bot: InsideBot, admin: Person):
    """One open request of a person, however often the button is pressed and whatever is written."""
    lan = api.private()
    said = lan.asks("Ai?")
    older = lan.asks("Ai?")
    for _ in range(3):
        lan.presses(said, texts_access.BUTTON_ASK)
    lan.presses(older, texts_access.BUTTON_ASK)
    assert lan.sees_changed(older).text == texts_access.WAITING
    assert lan.asks("Ai?").text == texts_access.WAITING
    assert api.called("sendMessage", chat_id=ADMIN) == 1


def test_many_ask(api: BotApi, bot: InsideBot, admin: Person, monkeypatch: pytest.MonkeyPatch):
    """Administrators are not flooded: beyond a limit one has to come back later."""
    monkeypatch.setattr(access_state, "MOST_OPEN", 2)
    for _ in range(2):
        asks_to_be_let_in(api.private())
    late = api.private()
    assert late.asks("Ai?").text == texts_access.TOO_MANY_WAIT
    assert api.called("sendMessage", chat_id=ADMIN) == 2


def test_one_person_with_many_groups(api: BotApi, bot: InsideBot, admin: Person):
    """Nobody fills the administrators' list alone."""
    lan = api.private()
    for _ in range(5):
        api.member(api.group(), lan).adds_bot()
    api.wait_for(lambda: api.called("sendMessage", chat_id=ADMIN) == 3, "the requests")
    assert answers(api.group(LISTED_GROUP))  # what came before is through
    assert len(Grants(bot.office.state).open_requests()) == access_state.MOST_OPEN_OF_ONE
    assert asks_to_be_let_in(lan).text == texts_access.TOO_MANY_WAIT  # pressed, and answered


def test_no_administrator_can_be_reached(api: BotApi, bot: InsideBot, admin: Person, other: Person):
    """The person is told their id; the request waits in the list."""
    admin.blocks()
    other.blocks()
    lan = api.private()
    assert asks_to_be_let_in(lan).text == texts_access.nobody_reached(lan.chat.id)
    assert [request.subject.id for request in Grants(bot.office.state).open_requests()] == [lan.chat.id]


def test_a_name_that_deceives(api: BotApi, bot: InsideBot, admin: Person):
    """Markup, line breaks and letters that turn the reading direction around stay harmless."""
    lan = api.private()
    lan.user["first_name"] = "<b>Sếp</b>\u202e\nĐã duyệt " + "x" * 300
    asks_to_be_let_in(lan)
    line = admin.hears().text.splitlines()[1]
    assert line.startswith("<b>Sếp</b>Đã duyệt…")
    assert "\u202e" not in line


def test_a_right_refused_on_a_button(api: BotApi, bot: InsideBot, admin: Person):
    """Who is no administrator decides nothing, with whatever data, and nor does one in a group."""
    lan, minh = api.private(), api.member(api.group(LISTED_GROUP), api.private())
    asks_to_be_let_in(lan)
    asked = admin.hears()
    mine = minh.asks(f"/hoi@{NAME} ai?")
    for data in (*asked.buttons.values(), "u:l:0", f"u:x:{lan.chat.id}", "u:y:1"):
        assert minh.presses_data(mine, data).notice == texts_access.ONLY_ADMINISTRATORS
    in_group = api.member(minh, admin)
    for data in (*asked.buttons.values(), "u:l:0"):
        assert in_group.presses_data(mine, data).notice == texts_access.ONLY_ADMINISTRATORS
    assert lan.presses_data(lan.asks("Ai?"), f"u:y:{1}").notice == texts.not_allowed(lan.chat.id)
    assert lan.asks("Ai?").text == texts_access.WAITING
    assert admin.presses_data(asked, "q:y:99").notice == texts_access.REQUEST_GONE


def test_a_group_approved(api: BotApi, bot: InsideBot, admin: Person, other: Person):
    """Added to a group, the bot asks the administrators once; silent until then, approved by a button."""
    lan = api.group()
    lan.adds_bot()
    assert lan.hears().text == texts_access.GROUP_WAITS
    asked = admin.hears()
    assert f"Văn phòng (mã số {lan.chat.id})" in asked.text
    assert "Người thêm bot: Lan" in asked.text
    lan.says(f"/hoi@{NAME} ai?")
    lan.removes_bot()
    lan.adds_bot()
    other.presses(other.hears(), texts_access.BUTTON_APPROVE)
    assert lan.hears().text == texts_access.GROUP_APPROVED
    assert answers(lan)
    assert answers(api.colleague(lan))
    assert api.called("sendMessage", chat_id=ADMIN) == 1


def test_a_group_refused(api: BotApi, bot: InsideBot, admin: Person):
    """Told once, then silent, whatever is written; the administrators are not asked by each message."""
    lan = api.group()
    lan.adds_bot()
    lan.hears()
    admin.presses(admin.hears(), texts_access.BUTTON_REFUSE)
    assert lan.hears().text == texts_access.GROUP_REFUSED
    lan.says(f"/hoi@{NAME} ai?")
    lan.says("Chào")
    assert answers(admin)
    assert lan.chat.from_bot == []
    assert api.called("sendMessage", chat_id=OTHER_ADMIN) == 1


def test_a_group_the_bot_was_in_before(api: BotApi, bot: InsideBot, admin: Person):
    """A group from before the list was made asks with its first question to the bot, not with other talk."""
    lan = api.group()
    lan.says("Chào cả nhà")
    lan.says("/start@AnotherBot")
    lan.says("/luat abc")
    assert answers(admin)
    assert Grants(bot.office.state).open_requests() == []
    lan.says(f"@{NAME} ai?")
    assert lan.hears().text == texts_access.GROUP_WAITS
    assert "Một nhóm" in admin.hears().text


def test_a_listed_group_and_a_channel(api: BotApi, bot: InsideBot, admin: Person):
    """A listed group needs nobody's word."""
    lan = api.group(LISTED_GROUP)
    lan.adds_bot()
    assert answers(lan)
    assert api.called("sendMessage", chat_id=ADMIN) == 0


def test_approvals_survive_a_restart(api: BotApi, admin: Person, other: Person, tmp_path: Path, clock: Clock):
    """What was approved stands; what was asked can still be decided, and all messages say so."""
    lan, minh = api.private(), api.private()
    with InsideBot(api, tmp_path, clock, **PAIRING):
        asks_to_be_let_in(lan)
        admin.presses(admin.hears(), texts_access.BUTTON_APPROVE)
        lan.hears()
        other.hears()
        asks_to_be_let_in(minh)
        asked, asked_too = admin.hears(), other.hears()
    with InsideBot(api, tmp_path, clock, **PAIRING):
        assert answers(lan)
        other.presses(asked_too, texts_access.BUTTON_APPROVE)
        assert minh.hears().text == texts_access.APPROVED
        assert "Đã cho phép: Lan" in admin.sees_changed(asked).text
        assert answers(minh)
    strict = PAIRING | {"KEHOACH_ACCESS": "list"}
    with InsideBot(api, tmp_path, clock, **strict):  # approvals are then not in force
        assert lan.asks("Ai?").text == texts.not_allowed(lan.chat.id)


def test_a_request_that_was_not_told(api: BotApi, admin: Person, other: Person, tmp_path: Path, clock: Clock):
    """The program ends between a request and its messages: the next one asks whoever was not asked, once."""
    office = office_of(tmp_path, (), clock)
    grants, lan, minh = Grants(office.state), api.private(), api.private()
    for person, days in ((lan, 0), (minh, 8)):
        name = person.user["first_name"]
        request = grants.ask(
            Subject(person.chat.id, name), Author(person.chat.id, name), clock() - dt.timedelta(days=days)
        )
        assert isinstance(request, Request)
        grants.asked_at(request.id, OTHER_ADMIN, 1)
    office.close()
    for _ in range(2):
        with InsideBot(api, tmp_path, clock, **PAIRING):
            api.wait_for(lambda: api.called("sendMessage", chat_id=ADMIN), "the request")
            assert answers(api.group(LISTED_GROUP))
    with InsideBot(api, tmp_path, clock, **PAIRING):
        admin.presses(admin.hears(), texts_access.BUTTON_APPROVE)
        assert lan.hears().text == texts_access.APPROVED
    assert api.called("sendMessage", chat_id=ADMIN) == 1  # not that which lapsed, and not twice
    assert api.called("sendMessage", chat_id=OTHER_ADMIN) == 0


# ── /quyen ─────────────────────────────────────────────────────────────────────────────────────────────────


def let_in(api: BotApi, admin: Person) -> Person:
    """Somebody who was approved."""
    lan = api.private()
    asks_to_be_let_in(lan)
    admin.presses(admin.hears(), texts_access.BUTTON_APPROVE)
    lan.hears()
    return lan


def test_withdrawal(api: BotApi, bot: InsideBot, admin: Person, clock: Clock):
    """The list says who, since when and by whom; taken back after a question, in force at once."""
    lan = let_in(api, admin)
    said = admin.asks("/quyen")
    assert f"Người được duyệt: 1\n\nLan (@nguoi_{lan.chat.id}, mã số {lan.chat.id})" in said.text
    assert "từ 8 giờ ngày 01/6/2026, Lan duyệt" in said.text
    assert str(LISTED_GROUP) in said.text
    assert texts_access.LISTED_FIXED in said.text
    assert list(said.buttons) == ["✕ Thu hồi: Lan"]
    admin.presses(said, "✕ Thu hồi: Lan")
    sure = admin.sees_changed(said)
    assert "Thu hồi quyền" in sure.text
    admin.presses(sure, texts_access.BUTTON_BACK)
    back = admin.sees_changed(sure)
    assert back.text == said.text
    assert answers(lan)
    admin.presses(back, "✕ Thu hồi: Lan")
    sure = admin.sees_changed(back)
    assert admin.presses(sure, texts_access.BUTTON_YES).notice == "Đã thu hồi quyền của Lan."
    assert "Người được duyệt" not in admin.sees_changed(sure).text
    assert admin.presses_data(sure, f"u:x:{lan.chat.id}").notice == texts_access.ALREADY_WITHDRAWN
    assert lan.asks("Ai?").text.startswith(texts_access.REFUSED)
    clock.moment += dt.timedelta(days=2)
    assert lan.asks("Ai?").text == texts_access.MAY_ASK


def test_withdrawal_from_somebody_listed(
    api: BotApi, admin: Person, other: Person, tmp_path: Path, clock: Clock
):
    """Approved, and listed later: the approval goes, and it is said that the settings still let them in."""
    with InsideBot(api, tmp_path, clock, **PAIRING):
        lan = let_in(api, admin)
    both = PAIRING | {"KEHOACH_CHATS": f"{LISTED_GROUP},{lan.chat.id}"}
    with InsideBot(api, tmp_path, clock, **both):
        said = admin.asks("/quyen")
        told = admin.presses_data(said, f"u:x:{lan.chat.id}")
        assert told.notice == texts_access.withdrawn_but_listed("Lan")
        assert (
            len(texts_access.withdrawn_but_listed("x" * 64))
            <= CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH
        )
        assert answers(lan)


def test_requests_in_the_list(api: BotApi, bot: InsideBot, admin: Person):
    """Those that wait can be decided there, too."""
    lan, minh = api.private(), api.private()
    asks_to_be_let_in(lan)
    asks_to_be_let_in(minh)
    for _ in range(2):
        admin.hears()
    said = admin.asks("/quyen")
    assert "Đang chờ duyệt: 2" in said.text
    admin.presses_data(said, "u:y:1")
    assert lan.hears().text == texts_access.APPROVED
    now = admin.sees_changed(said)
    assert "Đang chờ duyệt: 1" in now.text
    assert "Người được duyệt: 1" in now.text


def test_finding_somebody_in_the_list(api: BotApi, bot: InsideBot, admin: Person):
    """By name, without accents too, or by id."""
    lan = let_in(api, admin)
    for words in ("lan", f"@nguoi_{lan.chat.id}", str(lan.chat.id)):
        assert f"mã số {lan.chat.id}" in admin.asks(f"/quyen {words}").text
    assert admin.asks("/quyen Hùng").text == texts_access.NOBODY_FOUND


def test_the_list_is_for_administrators(api: BotApi, bot: InsideBot, admin: Person):
    """Not for others, not in a group, not for whoever speaks for one."""
    lan = api.group(LISTED_GROUP)
    assert lan.asks(f"/quyen@{NAME}").text == texts_access.ONLY_ADMINISTRATORS
    in_group = api.member(lan, admin)
    assert in_group.asks(f"/quyen@{NAME}").text == texts_access.ONLY_IN_PRIVATE
    anonymous = Person(api, lan.chat, api.user(1087968824, is_bot=True))
    said = anonymous.asks(f"/quyen@{NAME}", sender_chat=lan.chat.json)
    assert said.text == texts_access.ONLY_ADMINISTRATORS


def test_the_list_where_it_is_open(api: BotApi, admin: Person, tmp_path: Path, clock: Clock):
    """Nobody is listed: everyone may use it, and the list says so."""
    with InsideBot(api, tmp_path, clock, KEHOACH_ADMINS=str(ADMIN)):
        assert answers(api.private())
        assert texts_access.OPEN_TO_ALL in admin.asks("/quyen").text


def test_nothing_is_told_where_the_right_was_taken_back(
    api: BotApi, bot: InsideBot, admin: Person, clock: Clock
):
    """What is followed there waits for another approval; what others follow goes on."""
    lan = let_in(api, admin)
    follow(bot.office, Spot(lan.chat.id))
    follow(bot.office, Spot(LISTED_GROUP))
    access = Access(bot.settings, bot.office.state, clock)
    reminders = Reminders(bot.office, None, access)  # type: ignore[arg-type]
    assert asyncio.run(reminders.spots()) == [Spot(LISTED_GROUP), Spot(lan.chat.id)]
    access.withdraw(lan.chat.id, LAN)
    assert asyncio.run(reminders.spots()) == [Spot(LISTED_GROUP)]


def test_two_administrators_at_once(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch):
    """What one has read before another takes a right back is not kept after it."""
    office = office_of(tmp_path, (), clock)
    settings = parse_telegram_settings({"TELEGRAM_BOT_TOKEN": "1:a", **PAIRING})
    access = Access(settings, office.state, clock)
    assert access.grants
    request = access.grants.ask(Subject(LAN.id, LAN.name), LAN, clock())
    assert isinstance(request, Request)
    access.decide(request.id, approve=True, author=LAN)
    assert access.may_use(LAN.id, LAN.id)
    has_read, may_go_on, real = threading.Event(), threading.Event(), Grants.all

    def slow(grants: Grants) -> list[Grant]:
        found = real(grants)
        if threading.current_thread() is first:
            has_read.set()
            may_go_on.wait(10)
        return found

    monkeypatch.setattr(Grants, "all", slow)
    first = threading.Thread(target=access.refresh)
    second = threading.Thread(target=access.withdraw, args=(LAN.id, LAN))
    first.start()
    assert has_read.wait(10)
    second.start()
    while access.grants.find(LAN.id):  # taken back on disk
        second.join(0.001)
    second.join(0.1)  # time to overtake the first, were nothing to hold it
    may_go_on.set()
    first.join()
    second.join()
    assert not access.may_use(LAN.id, LAN.id)
    office.close()


# ── a group becomes a supergroup ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("listed", [True, False], ids=["listed", "approved"])
def test_rights_move_with_the_group(
    api: BotApi, admin: Person, other: Person, tmp_path: Path, clock: Clock, listed: bool
):
    """By the settings or by approval: the new id may go on, after a restart too, and nothing is asked anew."""
    new_id = -1_002_999_000_111
    with InsideBot(api, tmp_path, clock, **PAIRING) as bot:
        lan = api.group(LISTED_GROUP if listed else -777)
        if not listed:
            lan.adds_bot()
            lan.hears()
            admin.presses(admin.hears(), texts_access.BUTTON_APPROVE)
            lan.hears()
        follow(bot.office, Spot(lan.chat.id))
        there = lan.upgrades(new_id)
        api.wait_for(lambda: bot.office.follows.spots() == [Spot(new_id)], "the move")
        assert answers(there)
        old = Person(api, lan.chat, lan.user)
        old.says("Còn ai không?")
    with InsideBot(api, tmp_path, clock, **PAIRING):
        assert answers(there)
        assert ("Nhóm được duyệt: 1" in admin.asks("/quyen").text) is not listed


def test_the_news_of_the_move_comes_late(api: BotApi, bot: InsideBot, admin: Person, other: Person):
    """The bot appears in the new group before it is told why: the request is settled by itself."""
    lan = api.group(LISTED_GROUP)
    new = api.group()
    new.adds_bot()
    assert new.hears().text == texts_access.GROUP_WAITS
    asked = admin.hears()
    lan.says(None, migrate_to_chat_id=new.chat.id)
    assert new.hears().text == texts_access.GROUP_APPROVED
    assert texts_access.MOVED in admin.sees_changed(asked).text
    assert answers(new)
    assert Grants(bot.office.state).all() == []  # the right is that of the settings, and no second one


def test_a_forged_move(api: BotApi, bot: InsideBot):
    """A message that only speaks of a move moves nothing."""
    lan = api.private()
    lan.says(f"migrate_from_chat_id {LISTED_GROUP}")
    assert lan.hears().text == texts_access.MAY_ASK


def test_what_the_new_group_has_already(tmp_path: Path, clock: Clock):
    """Nothing is twice after a move, and nothing is left to be tried in the old group."""
    office = office_of(tmp_path, rows(việc_một="Ngày 25/6/2026"), clock)
    follow(office, Spot(-5))
    follow(office, Spot(-6))
    office.follows.move(-5, -6)
    assert office.follows.spots() == [Spot(-6)]
    assert len(office.follows.of(Spot(-6))) == 1


def test_a_request_that_lapsed(api: BotApi, bot: InsideBot, admin: Person, clock: Clock):
    """Nobody decides for a week: it may be made again, and the old buttons do nothing."""
    lan = api.private()
    asks_to_be_let_in(lan)
    old = admin.hears()
    clock.moment += dt.timedelta(days=8)
    asks_to_be_let_in(lan)
    new = admin.hears()
    assert admin.presses(old, texts_access.BUTTON_REFUSE).notice == texts_access.REQUEST_GONE
    admin.presses(new, texts_access.BUTTON_APPROVE)
    assert lan.hears().text == texts_access.APPROVED


def test_lapsed_requests_take_no_place(
    api: BotApi, bot: InsideBot, admin: Person, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    """However many were never decided: a week later others may ask, whoever asks, and the list is empty."""
    monkeypatch.setattr(access_state, "MOST_OPEN", 2)
    monkeypatch.setattr(access_state, "MOST_OPEN_OF_ONE", 1)
    lan = api.private()
    grants = Grants(bot.office.state)
    for chat_id in (-5, -6):
        author = Author(lan.chat.id + chat_id, "Lan")
        assert isinstance(grants.ask(Subject(chat_id, "Nhóm"), author, clock()), Request)
    assert lan.asks("Ai?").text == texts_access.TOO_MANY_WAIT
    clock.moment += access_state.LAPSES_AFTER
    assert asks_to_be_let_in(lan).text == texts_access.ASKED
    assert [request.subject.id for request in grants.open_requests()] == [lan.chat.id]
    of_lan = Author(lan.chat.id, "Lan")
    assert grants.ask(Subject(-7, "Nhóm"), of_lan, clock()) is Standing.FULL
    clock.moment += access_state.LAPSES_AFTER
    assert isinstance(grants.ask(Subject(-7, "Nhóm"), of_lan, clock()), Request)
    grants.forget(clock() + access_state.LAPSES_AFTER)
    assert grants.open_requests() == []


def test_the_program_itself(data: Path):
    """`kehoach bot` over the real plans: asked to be let in, answered, called wrong, told to the administrator."""
    with BotApi() as api:
        lan, admin = api.private(), api.private(ADMIN)
        # a day of its own: other tests use the same data directory
        day = {"KEHOACH_DATA": str(data), "KEHOACH_TODAY": "2025-03-04"}
        settings = PAIRING | {"KEHOACH_ADMINS": str(ADMIN)} | day
        with BotProcess.ready(api, KEHOACH, **settings) as process:
            assert asks_to_be_let_in(lan).text == texts_access.ASKED
            admin.presses(admin.hears(), texts_access.BUTTON_APPROVE)
            assert lan.hears().text == texts_access.APPROVED
            said = lan.asks("Ai chủ trì giải ngân vốn đầu tư công?")
            assert "Sở Kế hoạch và Đầu tư" in said.marked("bold")[0]
            lan.presses(said, texts_feedback.BUTTON_WRONG)
            lan.asks("Sở Tài chính", reply_to=lan.hears().id)
            lan.asks("Giá vàng hôm nay bao nhiêu?")
            told = admin.asks("/thongke ngày")
            assert "2 câu hỏi: 1 trả lời được (50%), 1 không tìm thấy (50%)." in told.text
            assert "Đã trả lời theo: Kế hoạch số 54/KH-UBND" in told.text
            assert "Ý kiến: Sở Tài chính" in told.text
            assert "1. Giá vàng hôm nay bao nhiêu?" in told.text
            assert "Giá vàng" not in process.output
        assert any('"my_chat_member"' in call.parameters.get("allowed_updates", "") for call in api.calls)
        assert api.violations == []
