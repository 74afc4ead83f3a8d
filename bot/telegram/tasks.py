"""/nhiemvu and /coquan: the tasks of an agency, a plan, a group, a period; the agencies of the plans."""

from __future__ import annotations

import asyncio
import re
from typing import NamedTuple, cast

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.office import Office, targets_of
from bot.pages import Block, Kind, render_pages
from bot.reading.listing import compose_rows
from bot.reading.shelf import Reading
from bot.render import render_notice
from bot.state.follows import Spot
from bot.telegram import agency_views as agencies
from bot.telegram.addressing import find_place, find_speaker
from bot.telegram.assistant import Assistant
from bot.telegram.due import DueLists, sheet_of
from bot.telegram.follow import spot_of
from bot.telegram.memory import Screen
from bot.telegram.places import show_without_tasks
from bot.texts import reading as texts
from corpus.naming import find_named as find_documents
from corpus.vietnamese import brief
from index.answering.labels import short_label
from index.reading.spans import find_period
from index.targets import TargetKind

_LONGEST = 80
_NUMBER = re.compile(r"\d+(?:[-/][^\s/-]+)*")  # a document's, bare


class Listed(NamedTuple):
    """What to show, and the ids of the rows it lists, for /xuat."""

    screen: Screen
    items: tuple[str, ...] = ()


class Asked(NamedTuple):
    """The question that the words of a command ask."""

    question: str
    by_time: bool = False  # it names a span of days


class Tasks:
    """Handles the two commands, new and edited."""

    def __init__(self, office: Office, reading: Reading, assistant: Assistant, due_lists: DueLists) -> None:
        self._office = office
        self._reading = reading
        self._assistant = assistant
        self._due_lists = due_lists

    async def list_tasks(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/nhiemvu: asked as a question; alone: of what is followed here, or how to ask."""
        message = cast(Message, update.effective_message)
        words, place = " ".join(context.args or ()), find_place(message)
        read = await asyncio.to_thread(self._read, words, spot_of(place))
        if isinstance(read, Asked) and read.by_time and not await self._assistant.find_items(read.question):
            # "tuần này" stands in no plan: the days on which rows fall due are looked at
            read = Listed(await asyncio.to_thread(self._due_lists.find_due, words, spot_of(place)))
        if isinstance(read, Listed):
            await self._answer_with(update, context, read)
            return
        question = read.question
        speaker = find_speaker(message)
        if update.edited_message is not None:
            await self._assistant.answer_edited(context.bot, question, place, speaker)
        else:
            await self._assistant.answer(context.bot, question, place, speaker)

    async def list_agencies(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/coquan: all agencies, or one by name."""
        listed = await asyncio.to_thread(self._find_agency, " ".join(context.args or ()))
        await self._answer_with(update, context, listed)

    async def _answer_with(self, update: Update, context: ContextTypes.DEFAULT_TYPE, listed: Listed) -> None:
        """Answer a command; an edited one where it was answered first."""
        message = cast(Message, update.effective_message)
        place, words, edited = find_place(message), message.text or "", update.edited_message is not None
        dialogue = self._assistant.memory.dialogue(place.chat_id, place.thread_id, find_speaker(message))
        dialogue.items = listed.items or dialogue.items
        await self._assistant.answer_with(context.bot, words, place, listed.screen, edited=edited)

    def _read(self, words: str, spot: Spot) -> Listed | Asked:
        """The question that the words ask; what to show where they ask none."""
        if not words:
            return self._find_followed(spot)
        documents = tuple(self._office.documents().values())
        if _NUMBER.fullmatch(words) and len(named := find_documents(words, documents)) == 1:
            words = short_label(named[0])
        targets = self._office.find_named(words).targets
        if len(targets) == 1 and targets[0].kind is TargetKind.DOCUMENT and not self._office.keys_of(targets):
            return Listed(show_without_tasks(self._reading.shelf().books[targets[0].key]))
        if find_period(words, self._office.today()):
            return Asked(texts.tasks_question_due(words), by_time=True)
        return Asked(texts.tasks_question(words))

    def _find_followed(self, spot: Spot) -> Listed:
        office = self._office
        keys = office.keys_of(targets_of(office.follows.of(spot)))
        rows = [row for key in keys if (row := office.row(key))]
        if not rows:
            return Listed(Screen(render_notice(texts.TASKS_WHAT)))
        title = texts.followed_tasks(len(rows))
        blocks = [Block(Kind.HEAD, title), *compose_rows(rows, office.engine())]
        screen = Screen(render_pages(blocks), files={"x": lambda: sheet_of(office, title, rows)})
        return Listed(screen, tuple(row.id for row in rows))

    def _find_agency(self, words: str) -> Listed:
        roster = self._reading.roster()
        if not words:
            return Listed(agencies.show_agencies(roster))
        targets = self._office.find_named(words).targets
        names = [target.key.partition("|")[0] for target in targets if target.kind is TargetKind.AGENCY]
        found = roster.named(names) or roster.like(words)
        if len(found) == 1:
            return Listed(agencies.show_agency(roster, found[0]), tuple(row.id for row in found[0].rows))
        said = brief(words, _LONGEST)
        if found:
            return Listed(agencies.show_near(texts.agencies_near(said), found))
        listed = agencies.show_agencies(roster)
        return Listed(Screen(render_notice(texts.agency_unknown(said)), rows=listed.rows))
