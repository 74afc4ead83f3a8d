"""/theodoi: what is followed in a chat, stopped, and the hour of its reminders."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import cast

from telegram import Bot, CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.ext import ContextTypes

from bot.office import Office, targets_of
from bot.pages import Block, Kind, render_pages
from bot.reading.payloads import row_link
from bot.render import render_notice
from bot.state.follows import Spot
from bot.state.journal import Author
from bot.telegram import delivery
from bot.telegram.addressing import Place, find_place
from bot.telegram.assistant import Assistant
from bot.telegram.buttons import acknowledge, place_of
from bot.telegram.marking import author_of
from bot.telegram.memory import Screen
from bot.telegram.rights import Action, Rights
from bot.texts import deadlines as texts
from bot.wishes import Hour, find_day, find_hour
from corpus.vietnamese import brief
from index.reading.spans import days_from
from index.targets import Target, TargetKind

PATTERN = r"f:(?:x:[0-9]{1,12}|t:[0-9]{4}|d:[0-6]|a:[0-9a-f]{16})"
_HOURS = ("0700", "0730", "0800", "1400")
_LONGEST = 60
_FAR = 366  # days in which the next deadline of what is followed is looked for


class Following:
    """Handles the command and its buttons."""

    def __init__(self, office: Office, assistant: Assistant, rights: Rights) -> None:
        self._office = office
        self._assistant = assistant
        self._rights = rights

    async def command(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/theodoi: alone, with what to follow, or with an hour or a day."""
        message = cast(Message, update.effective_message)
        place, author = find_place(message), author_of(message.from_user, message)
        wish = " ".join(context.args or ())
        if not wish:
            await self._show_list(context.bot, place)
            return
        hour, day = find_hour(wish), find_day(wish)
        action = Action.FOLLOW if hour is None and day is None else Action.WISHES
        if not self._rights.may(message.from_user, action, message.chat):
            screen = Screen(render_notice(texts.NOT_HERE))
        elif action is Action.WISHES:
            screen = await asyncio.to_thread(self._set_wishes, spot_of(place), hour, day, author)
        else:
            screen = await asyncio.to_thread(self._follow_words, spot_of(place), wish, author)
        shown = await self._assistant.show(context.bot, place, screen)
        await asyncio.to_thread(self._office.outbox.see, place.chat_id, shown)

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button of the list, or of a choice."""
        query = cast(CallbackQuery, update.callback_query)
        message = cast(MaybeInaccessibleMessage, query.message)
        what, _, value = (query.data or "")[2:].partition(":")
        action = Action.WISHES if what in "td" else Action.FOLLOW
        if not self._rights.may(query.from_user, action, message.chat):
            await acknowledge(query, texts.NOT_HERE, alert=True)
            return
        place, author = place_of(message), author_of(query.from_user)
        spot = spot_of(place)
        if what == "a":
            await acknowledge(query)
            screen = await asyncio.to_thread(self._follow_row, spot, value, author)
            await self._assistant.show(context.bot, place, screen)
            return
        notice = await asyncio.to_thread(self._change, spot, what, value, author)
        await acknowledge(query, notice)
        screen = await asyncio.to_thread(self._list, spot)
        self._assistant.memory.chat(place.chat_id).screens.put(screen.token, screen)
        await delivery.edit(context.bot, place.chat_id, message.message_id, screen)

    def _change(self, spot: Spot, what: str, value: str, author: Author) -> str:
        """Do what a button of the list says; returns what to tell."""
        office = self._office
        if what == "x":
            label = office.follows.stop(spot, int(value), author, office.now())
            return brief(texts.stopped(label), 180) if label else texts.NOT_FOLLOWED
        wishes = office.follows.wishes(spot)
        if what == "t":
            at = dt.time(min(int(value[:2]), 23), min(int(value[2:]), 59))
            wishes = wishes._replace(remind_at=at)
        else:
            wishes = wishes._replace(digest_on=int(value))
        office.follows.set_wishes(spot, wishes, author, office.now())
        return texts.wishes_kept(wishes.remind_at, wishes.digest_on)

    def _set_wishes(self, spot: Spot, hour: Hour | None, day: int | None, author: Author) -> Screen:
        wishes = self._office.follows.wishes(spot)
        if hour is not None and hour.at is None:
            return Screen(render_notice(texts.BAD_HOUR))
        wishes = wishes._replace(
            remind_at=hour.at if hour and hour.at else wishes.remind_at,
            digest_on=wishes.digest_on if day is None else day,
        )
        self._office.follows.set_wishes(spot, wishes, author, self._office.now())
        return Screen(render_notice(texts.wishes_kept(wishes.remind_at, wishes.digest_on)))

    def _follow_words(self, spot: Spot, words: str, author: Author) -> Screen:
        named = self._office.find_named(words)
        if named.choices:
            rows = tuple(
                ((texts.numbered(number, self._row_name(choice)), f"f:a:{choice.key}"),)
                for number, choice in enumerate(named.choices, start=1)
            )
            blocks = [Block(Kind.HEAD, texts.WHICH_TASK)]
            for number, choice in enumerate(named.choices, start=1):
                line = texts.numbered(number, self._row_name(choice, whole=True))
                blocks.append(Block(Kind.TEXT, line, gap=True))
                row = self._office.row(choice.key)
                links = ((choice.label, row_link(self._office.documents()[row.doc], row)),) if row else ()
                blocks.append(Block(Kind.NOTE, texts.source(choice.label), links=links))
            return Screen(render_pages(blocks), rows=rows)
        if not named.targets:
            return Screen(render_notice(texts.nothing_named(brief(words, _LONGEST))))
        blocks = [block for target in named.targets for block in self._follow(spot, target, author)]
        return Screen(render_pages([*blocks, *self._ending(spot)]))

    def _follow_row(self, spot: Spot, key: str, author: Author) -> Screen:
        row = self._office.row(key)
        if row is None:
            return Screen(render_notice(texts.ROW_GONE))
        (target,) = self._office.find_named(row.id).targets
        return Screen(render_pages([*self._follow(spot, target, author), *self._ending(spot)]))

    def _follow(self, spot: Spot, target: Target, author: Author) -> list[Block]:
        """Follow one target; what to tell of it: how many deadlines, and the next."""
        office = self._office
        new = office.follows.add(spot, target.kind.value, target.key, target.label, author, office.now())
        due = office.list_due([target], days_from(office.today(), _FAR))
        blocks = [
            Block(Kind.HEAD, texts.following(target.label) if new else texts.already_following(target.label))
        ]
        if not due.keys:
            return [*blocks, Block(Kind.TEXT, texts.NO_ROWS)]
        if target.kind is TargetKind.AGENCY:
            blocks.append(Block(Kind.TEXT, texts.leads(len(due.keys))))
        if due.found:
            blocks.append(Block(Kind.TEXT, texts.next_deadline(due.found[0].due.day, len(due.found))))
        else:
            blocks.append(Block(Kind.TEXT, texts.NO_COMING))
        never = [texts.without_day(kind, count) for kind, count in due.never.items()]
        return [*blocks, *([Block(Kind.NOTE, texts.never_reminded("; ".join(never)))] if never else [])]

    def _ending(self, spot: Spot) -> list[Block]:
        wishes = self._office.follows.wishes(spot)
        return [Block(Kind.TEXT, texts.reminded_when(wishes.remind_at, wishes.digest_on), gap=True)]

    async def _show_list(self, bot: Bot, place: Place) -> None:
        await self._assistant.show(bot, place, await asyncio.to_thread(self._list, spot_of(place)))

    def _list(self, spot: Spot) -> Screen:
        """What is followed, with a button to stop each; and the hours to choose from."""
        follows = self._office.follows.of(spot)
        if not follows:
            return Screen(render_notice(texts.FOLLOWING_NOTHING))
        blocks = [Block(Kind.HEAD, texts.FOLLOWED_HERE)]
        today = self._office.today()
        for number, (follow, target) in enumerate(zip(follows, targets_of(follows), strict=True), start=1):
            blocks.append(Block(Kind.TEXT, texts.numbered(number, follow.label), gap=number == 1))
            due = self._office.list_due([target], days_from(today, _FAR))
            line = texts.next_deadline(due.found[0].due.day, len(due.found)) if due.found else texts.NO_COMING
            blocks.append(Block(Kind.NOTE, line if due.keys else texts.NO_ROWS))
        wishes = self._office.follows.wishes(spot)
        stops = [((texts.button_stop(follow.label), f"f:x:{follow.id}"),) for follow in follows]
        hours = tuple(
            (texts.button_hour(at, chosen=at == wishes.remind_at), f"f:t:{at:%H%M}")
            for at in (dt.time(int(h[:2]), int(h[2:])) for h in _HOURS)
        )
        return Screen(render_pages([*blocks, *self._ending(spot)]), rows=(*stops[:80], hours))

    def _row_name(self, target: Target, *, whole: bool = False) -> str:
        row = self._office.row(target.key)
        return brief(row.task, 200 if whole else _LONGEST - 5) if row else target.label


def spot_of(place: Place) -> Spot:
    """The chat and topic of a place."""
    return Spot(place.chat_id, place.thread_id or 0)
