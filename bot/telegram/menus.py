"""What Telegram shows of the bot by itself: menus of commands, each where it is of use, and what it is for.

A command stands in the table of its scope in `bot.texts`, and is shown only where a handler takes it. Menus
only show: every right is checked where the thing is done. They are set without a language, for the bot speaks
one to everybody, and a menu that is set for a language hides the others.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping
from typing import Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    MenuButtonCommands,
    Update,
)
from telegram.error import BadRequest, Forbidden, TelegramError
from telegram.ext import Application, CommandHandler, ContextTypes, MessageHandler, filters

from bot.telegram.retrying import persist
from bot.texts import general as texts

_AFTER_THE_TABLE = 1  # the group of handlers that come when those of `bot.telegram.handlers` are done

_logger = logging.getLogger(__name__)


def find_handled(application: Application[Any, Any, Any, Any, Any, Any]) -> frozenset[str]:
    """The commands that a handler takes."""
    handlers = (handler for group in application.handlers.values() for handler in group)
    return frozenset(
        name for handler in handlers if isinstance(handler, CommandHandler) for name in handler.commands
    )


def compose_menus(handled: Collection[str]) -> dict[type[BotCommandScope], list[BotCommand]]:
    """Scope → its commands in their order; BotCommandScopeChat stands for an administrator's private chat.

    Empty where administrators have no commands of their own.
    """

    def menu(*tables: Mapping[str, str]) -> list[BotCommand]:
        shown = {name: purpose for table in tables for name, purpose in table.items() if name in handled}
        return [BotCommand(name, purpose) for name, purpose in shown.items()]

    everywhere, private = texts.COMMANDS, texts.PRIVATE_COMMANDS
    of_administrators = menu(texts.ADMINISTRATORS_COMMANDS)
    return {
        BotCommandScopeDefault: menu(everywhere),
        BotCommandScopeAllPrivateChats: menu(everywhere, private),
        BotCommandScopeAllGroupChats: menu(everywhere),
        BotCommandScopeChat: menu(everywhere, private) + of_administrators if of_administrators else [],
    }


class Menus:
    """Sets them: once at the start, and for an administrator who first writes later, then."""

    def __init__(
        self, application: Application[Any, Any, Any, Any, Any, Any], administrators: Collection[int]
    ) -> None:
        """All other handlers are in the application by now. `administrators`: their ids."""
        self._bot = application.bot
        self._menus = compose_menus(find_handled(application))
        self._waiting = {person for person in administrators if person > 0}
        if self._waiting and self._menus[BotCommandScopeChat]:
            known = filters.User(self._waiting) & filters.ChatType.PRIVATE
            application.add_handler(MessageHandler(known, self._complete), group=_AFTER_THE_TABLE)

    async def announce(self) -> None:
        """Set everything, however long Telegram takes; what it refuses is logged and left."""
        for step in self._steps():
            try:
                await persist(step)
            except TelegramError as error:
                _logger.warning(texts.LOG_NO_COMMAND_MENU, error)

    def _steps(self) -> Iterator[Callable[[], Awaitable[object]]]:
        bot, menus = self._bot, self._menus
        for scope in (BotCommandScopeDefault, BotCommandScopeAllPrivateChats, BotCommandScopeAllGroupChats):
            commands, shown = menus[scope], scope()
            yield lambda commands=commands, shown=shown: bot.set_my_commands(commands, shown)  # type: ignore[misc]
        if menus[BotCommandScopeChat]:
            for person in sorted(self._waiting):
                yield lambda person=person: self._set_for(person)  # type: ignore[misc]
        yield self._describe
        yield lambda: bot.set_chat_menu_button(menu_button=MenuButtonCommands())

    async def _set_for(self, person: int) -> None:
        try:
            await self._bot.set_my_commands(self._menus[BotCommandScopeChat], BotCommandScopeChat(person))
        except (BadRequest, Forbidden):  # they have never written, or have blocked the bot
            _logger.info(texts.LOG_ADMINISTRATOR_UNKNOWN, person)
        else:
            self._waiting.discard(person)

    async def _complete(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """An administrator has written: now Telegram knows the chat."""
        person = update.effective_user
        if person is not None and person.id in self._waiting:
            await self._set_for(person.id)

    async def _describe(self) -> None:
        """Say what the bot is for, where its owner has not said it at BotFather."""
        if not (await self._bot.get_my_description()).description:
            await self._bot.set_my_description(texts.DESCRIPTION)
        if not (await self._bot.get_my_short_description()).short_description:
            await self._bot.set_my_short_description(texts.SHORT_DESCRIPTION)
