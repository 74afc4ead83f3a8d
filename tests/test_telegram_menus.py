"""What Telegram shows of the bot: menus per kind of chat, only of what works, and what the bot is for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from telegram import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.ext import Application, CommandHandler

from bot.settings import parse_telegram_settings
from bot.telegram import app
from bot.telegram.core import Core
from bot.telegram.menus import Menus, compose_menus, find_handled
from bot.texts import general as texts
from tests.telegram_api.faults import Fault
from tests.telegram_api.people import BotApi
from tests.telegram_api.process import BotProcess

ALL = {*texts.COMMANDS, *texts.PRIVATE_COMMANDS, *texts.ADMINISTRATORS_COMMANDS}
ADMIN, STRANGER = 41, 42


def names(commands: Any) -> list[str]:
    return [command["command"] if isinstance(command, dict) else command.command for command in commands]


# ── which command where ────────────────────────────────────────────────────────────────────────────────────


def test_each_kind_of_chat_has_its_menu():
    """Groups: what is for everybody. Private chats: /start as well. Administrators: theirs as well, at the end."""
    menus = compose_menus(ALL)
    everywhere = list(texts.COMMANDS)
    private = [*everywhere, *texts.PRIVATE_COMMANDS]
    assert names(menus[BotCommandScopeAllGroupChats]) == everywhere
    assert names(menus[BotCommandScopeAllPrivateChats]) == private
    assert names(menus[BotCommandScopeChat]) == [*private, *texts.ADMINISTRATORS_COMMANDS]


def test_nobody_else_sees_what_administrators_do():
    """Their commands are in no other menu."""
    theirs = set(texts.ADMINISTRATORS_COMMANDS)
    shown = [
        set(names(menu)) for scope, menu in compose_menus(ALL).items() if scope is not BotCommandScopeChat
    ]
    assert not [menu for menu in shown if menu & theirs]


def test_only_what_works_is_shown():
    """A command without a handler is in no menu; without one of their own administrators need none."""
    menus = compose_menus({"hoi", "help", "start"})
    assert names(menus[BotCommandScopeAllGroupChats]) == ["hoi", "help"]
    assert names(menus[BotCommandScopeAllPrivateChats]) == ["hoi", "help", "start"]
    assert menus[BotCommandScopeChat] == []


# ── what is sent ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def server() -> Iterator[BotApi]:
    """A server that no bot process is connected to."""
    with BotApi() as started:
        yield started
        assert started.violations == []


def announce(server: BotApi, *administrators_commands: str, admins: str = "") -> None:
    """Build the bot with some more commands, and have its menus set."""

    async def act() -> None:
        application = build(server, *administrators_commands, admins=admins)
        menus = Menus(application, {int(admin) for admin in admins.split(",") if admin})
        async with application:
            await menus.announce()

    asyncio.run(act())


def build(server: BotApi, *more: str, admins: str = "") -> Application[Any, Any, Any, Any, Any, Any]:
    variables = {"TELEGRAM_BOT_TOKEN": server.token, "TELEGRAM_API_URL": server.url, "KEHOACH_ADMINS": admins}
    core = Core(lambda _q, _c: None, lambda: (), object)  # type: ignore[arg-type,return-value]
    application = app.build_application(parse_telegram_settings(variables), core)
    for name in more:
        application.add_handler(CommandHandler(name, lambda _u, _c: None))  # type: ignore[arg-type,return-value]
    return application


def test_what_handlers_take(server: BotApi):
    """Found by the handlers themselves, so that the menu cannot promise more."""
    assert {"hoi", "help", "start", "lui"} <= find_handled(build(server, "lui"))
    assert "lui" not in find_handled(build(server))


def test_menus_of_administrators(server: BotApi):
    """Each in their private chat; one the bot has never talked to hinders nothing, nor does one who blocked it."""
    server.private(ADMIN)
    server.private(43).blocks()
    announce(server, "lui", admins=f"{STRANGER},43,{ADMIN},-100")
    menus = server.world.menus
    assert names(menus[f"chat {ADMIN}"])[-1] == "lui"
    assert set(menus) == {"default", "all_private_chats", "all_group_chats", f"chat {ADMIN}"}
    assert "lui" not in names([*menus["default"], *menus["all_private_chats"], *menus["all_group_chats"]])
    assert server.world.menu_button == {"type": "commands"}


def test_administrators_without_commands_of_their_own(server: BotApi):
    """Their chat then has the menu of every private chat."""
    server.private(ADMIN)
    announce(server, admins=str(ADMIN))
    assert f"chat {ADMIN}" not in server.world.menus


def test_what_the_bot_is_for(server: BotApi):
    """Said where its owner has said nothing; their own words stay."""
    announce(server)
    assert server.world.description == texts.DESCRIPTION
    assert server.world.short_description == texts.SHORT_DESCRIPTION
    server.world.description = "Trợ lý của Sở Tư pháp"
    announce(server)
    assert server.world.description == "Trợ lý của Sở Tư pháp"
    assert server.called("setMyDescription") == server.called("setMyShortDescription") == 1


def test_a_refusal_leaves_the_rest(server: BotApi):
    """What Telegram refuses is left; everything after it is set all the same."""
    server.faults.add("setMyCommands", Fault("status", 400))
    server.faults.add("getMyDescription", Fault("status", 400))
    announce(server)
    assert set(server.world.menus) == {"all_private_chats", "all_group_chats"}
    assert server.world.menu_button == {"type": "commands"}


# ── the running bot ────────────────────────────────────────────────────────────────────────────────────────


def test_the_running_bot_sets_them():
    """On every start, in Vietnamese, and it goes on answering whatever comes of it."""
    with BotApi() as api:
        api.faults.add("setMyDescription", Fault("status", 400))
        with BotProcess.ready(api, KEHOACH_ADMINS=str(STRANGER)) as process:
            api.wait_for(lambda: api.called("setChatMenuButton"), "the last of them")
            handled = ("hoi", "vanban", "help")
            shown = {name: texts.COMMANDS[name] for name in handled}
            group = {c["command"]: c["description"] for c in api.world.menus["all_group_chats"]}
            assert group == shown
            private = {c["command"]: c["description"] for c in api.world.menus["all_private_chats"]}
            assert private == shown | texts.PRIVATE_COMMANDS
            assert api.private(STRANGER).asks("Ai chủ trì?").text.startswith("Trả lời")
            assert "Traceback" not in process.output
        assert api.violations == []


def test_an_administrator_who_writes_later(server: BotApi):
    """Their menu is set when Telegram knows the chat, once."""

    async def act() -> None:
        application = build(server, "lui", admins=str(ADMIN))
        menus = Menus(application, {ADMIN})
        async with application:
            await menus.announce()
            assert f"chat {ADMIN}" not in server.world.menus
            lan = server.private(ADMIN)
            for text in ("chào", "/help"):
                lan.says(text)
            for update in await application.bot.get_updates():
                await application.process_update(update)

    asyncio.run(act())
    assert names(server.world.menus[f"chat {ADMIN}"])[-1] == "lui"
    assert server.called("setMyCommands", chat_id=None) == 3 + 1 + 1  # three kinds of chats, refused, set
