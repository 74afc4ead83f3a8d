"""/quyen: who may use the bot, since when and by whose word; taken back by a button, requests decided.

For administrators, in private: it shows names.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator
from typing import cast

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.ext import ContextTypes

from bot.access import Access
from bot.pages import Block, Kind, render_pages
from bot.render import render_notice
from bot.settings import AccessMode
from bot.state.access import Grant, Request
from bot.telegram import delivery
from bot.telegram.addressing import find_place
from bot.telegram.admission import Admission, name_of
from bot.telegram.assistant import Assistant
from bot.telegram.buttons import acknowledge
from bot.telegram.marking import author_of
from bot.telegram.memory import Screen
from bot.telegram.rights import Action, Rights
from bot.texts import access as texts
from corpus.vietnamese import fold, nfc

PATTERN = r"u:(?:l:0|w:-?[0-9]{1,16}|x:-?[0-9]{1,16}|[yn]:[0-9]{1,12})"
_MOST = 30  # people and groups with a button of their own
_MOST_REQUESTS = 8
_LABEL = 40

ButtonRows = list[tuple[tuple[str, str], ...]]


class Roster:
    """Handles the command and its buttons."""

    def __init__(self, access: Access, assistant: Assistant, admission: Admission) -> None:
        self._access = access
        self._assistant = assistant
        self._admission = admission
        self._rights = Rights(access.settings)

    async def command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/quyen: the whole list, or those whose name or id holds the words."""
        message = cast(Message, update.effective_message)
        if not self._rights.is_administrator(message.from_user):
            screen = Screen(render_notice(texts.ONLY_ADMINISTRATORS))
        elif not self._rights.may(message.from_user, Action.ADMINISTER, message.chat):
            screen = Screen(render_notice(texts.ONLY_IN_PRIVATE))
        else:
            screen = await asyncio.to_thread(self._compose, " ".join(context.args or ()))
        await self._assistant.show(context.bot, find_place(message), screen)

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button of the list."""
        query = cast(CallbackQuery, update.callback_query)
        message = cast(MaybeInaccessibleMessage, query.message)
        if not self._rights.may(query.from_user, Action.ADMINISTER, message.chat):
            await acknowledge(query, texts.ONLY_ADMINISTRATORS, alert=True)
            return
        _, what, value = (query.data or "").split(":")
        number, author = int(value), author_of(query.from_user)
        if what in "yn":
            approve = what == "y"
            if not await self._admission.settle(
                context.bot, number, approve=approve, author=author, told=query
            ):
                await acknowledge(query, texts.REQUEST_GONE, alert=True)
        elif what == "x":
            grant = await asyncio.to_thread(self._access.withdraw, number, author)
            stays = grant is not None and self._access.may_use(number, number)
            say = texts.withdrawn_but_listed if stays else texts.withdrawn
            await acknowledge(
                query, say(grant.subject.name) if grant else texts.ALREADY_WITHDRAWN, alert=stays
            )
        else:
            await acknowledge(query)
        wanted = self._compose_question if what == "w" else self._compose_all
        screen = await asyncio.to_thread(wanted, number)
        self._assistant.memory.chat(message.chat.id).screens.put(screen.token, screen)
        await delivery.edit(context.bot, message.chat.id, message.message_id, screen)

    def _compose_question(self, subject_id: int) -> Screen:
        """Whether a right is really to be taken back."""
        grant = self._access.grants.find(subject_id) if self._access.grants else None
        if grant is None:
            return self._compose("")
        buttons = ((texts.BUTTON_YES, f"u:x:{subject_id}"), (texts.BUTTON_BACK, "u:l:0"))
        return Screen(render_notice(texts.withdraw_sure(name_of(grant.subject))), rows=(buttons,))

    def _compose_all(self, _: int) -> Screen:
        return self._compose("")

    def _compose(self, words: str) -> Screen:
        grants = self._access.grants.all() if self._access.grants else []
        requests = self._access.grants.open_requests() if self._access.grants else []
        if words:
            grants = [grant for grant in grants if _fits(grant, words)]
            if not grants:
                return Screen(render_notice(texts.NOBODY_FOUND))
            blocks, requests = [Block(Kind.HEAD, texts.WHO_MAY)], []
        else:
            blocks = [*self._compose_mode(), *self._compose_listed()]
        rows: ButtonRows = []
        for title, group in ((texts.APPROVED_PEOPLE, False), (texts.APPROVED_GROUPS, True)):
            some = [grant for grant in grants if (grant.subject.id < 0) is group]
            blocks += _compose_grants(title, some)
            rows += [
                ((texts.button_withdraw(grant.subject.name[:_LABEL]), f"u:w:{grant.subject.id}"),)
                for grant in some[:_MOST]
            ]
        blocks += _compose_requests(requests)
        rows += [_request_row(request) for request in requests[:_MOST_REQUESTS]]
        return Screen(render_pages(blocks), rows=tuple(rows))

    def _compose_mode(self) -> Iterator[Block]:
        mode = self._access.settings.access_mode
        if mode is AccessMode.OPEN:
            yield Block(Kind.HEAD, texts.OPEN_TO_ALL)
            yield Block(Kind.TEXT, texts.OPEN_HOW)
            return
        yield Block(Kind.HEAD, texts.WHO_MAY)
        yield Block(Kind.TEXT, texts.MODE_PAIRING if self._access.pairing else texts.MODE_LIST)

    def _compose_listed(self) -> Iterator[Block]:
        settings = self._access.settings
        listed = sorted(settings.chats)
        parts = (
            (texts.ADMINISTRATORS, sorted(settings.admins)),
            (texts.LISTED_PEOPLE, [number for number in listed if number > 0]),
            (texts.LISTED_GROUPS, [number for number in listed if number < 0]),
        )
        for title, numbers in parts:
            if numbers:
                yield Block(Kind.HEAD, texts.heading(title, len(numbers)), gap=True)
                yield Block(Kind.TEXT, texts.numbers(numbers))
        if settings.admins or listed:
            yield Block(Kind.NOTE, texts.LISTED_FIXED, gap=True)
        if not self._access.pairing and self._access.grants and self._access.grants.all():
            yield Block(Kind.NOTE, texts.NOT_IN_FORCE, gap=True)


def _compose_grants(title: str, grants: list[Grant]) -> Iterator[Block]:
    if not grants:
        return
    yield Block(Kind.HEAD, texts.heading(title, len(grants)), gap=True)
    for grant in grants[:_MOST]:
        line = texts.grant_line(name_of(grant.subject), grant.since, grant.by.name)
        yield Block(Kind.TEXT, line, gap=True)
    if len(grants) > _MOST:
        yield Block(Kind.NOTE, texts.more(len(grants) - _MOST), gap=True)


def _compose_requests(requests: list[Request]) -> Iterator[Block]:
    if not requests:
        return
    yield Block(Kind.HEAD, texts.heading(texts.OPEN_REQUESTS, len(requests)), gap=True)
    for request in requests:
        yield Block(Kind.TEXT, texts.request_line(name_of(request.subject), request.at))


def _request_row(request: Request) -> tuple[tuple[str, str], ...]:
    name = request.subject.name[:_LABEL]
    return (
        (texts.button_approve(name), f"u:y:{request.id}"),
        (texts.button_refuse(name), f"u:n:{request.id}"),
    )


def _fits(grant: Grant, words: str) -> bool:
    subject = grant.subject
    said: Iterable[str] = (subject.name, subject.username, str(subject.id))
    wanted = fold(nfc(words)).removeprefix("@")
    return any(wanted in fold(nfc(text)) for text in said)
