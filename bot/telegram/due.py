"""/hanxong and /xuat: deadlines by agency and period, and lists as files."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from typing import cast

from telegram import CallbackQuery, MaybeInaccessibleMessage, Message, Update
from telegram.ext import ContextTypes

from bot.export.calendar import render_calendar
from bot.export.sheet import Line, lines_of, render_sheet
from bot.office import DueList, Office
from bot.pages import Block, Kind, render_pages
from bot.render import render_notice
from bot.render_deadlines import compose_counts, compose_due_blocks, compose_source
from bot.state.follows import Spot
from bot.telegram import delivery
from bot.telegram.addressing import find_place, find_speaker
from bot.telegram.assistant import Assistant
from bot.telegram.buttons import acknowledge, place_of
from bot.telegram.follow import spot_of
from bot.telegram.memory import Attachment, Screen
from bot.texts import deadlines as texts_deadlines
from bot.texts import general as program_texts
from bot.texts import lists as texts
from bot.texts.reading import tasks_question_due
from corpus.model import TaskRow
from corpus.vietnamese import brief, squeeze
from index.reading.spans import find_period
from index.targets import Target

PATTERN = r"e:[ix]:[\w-]{1,40}"
_LONGEST = 80
Files = dict[str, Callable[[], Attachment]]


class DueLists:
    """Handles the two commands and the buttons for files."""

    def __init__(self, office: Office, assistant: Assistant) -> None:
        self._office = office
        self._assistant = assistant

    async def list_due(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/hanxong, new or edited: what falls due, of an agency, a plan or a task, in a period."""
        message = cast(Message, update.effective_message)
        place = find_place(message)
        words, edited = " ".join(context.args or ()), update.edited_message is not None
        screen = await asyncio.to_thread(self.find_due, words, spot_of(place))
        await self._assistant.answer_with(context.bot, message.text or "", place, screen, edited=edited)

    async def export(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """/xuat: rows as .xlsx, of an agency or a plan, of a list asked for, or of the one answered last."""
        message = cast(Message, update.effective_message)
        place, speaker, words = find_place(message), find_speaker(message), " ".join(context.args or ())
        memory = self._assistant.memory
        dialogue = memory.dialogue(place.chat_id, place.thread_id, speaker)
        file: Attachment | None = None
        if find_period(words, self._office.today()):
            title = texts.tasks_title(brief(words, _LONGEST))
            items = await self._assistant.find_items(tasks_question_due(words))
            if not items:  # "tuần này" stands in no plan: the days on which rows fall due are looked at
                due = await asyncio.to_thread(self.find_due, words, spot_of(place))
                file = await asyncio.to_thread(due.files["x"]) if "x" in due.files else None
        elif words:
            title = texts.LIST_TITLE
            file = await asyncio.to_thread(self._export_named, words)
            items = () if file else await self._assistant.find_items(words)
        else:
            title, items = texts.LIST_TITLE, dialogue.items
        if items:
            file = await asyncio.to_thread(self._export_items, items, title)
        if file:
            await delivery.send_file(context.bot, memory.chat(place.chat_id), place, file)
        else:
            notice = texts.EXPORT_NOTHING if words else texts.EXPORT_WHAT
            await self._assistant.show(context.bot, place, Screen(render_notice(notice)))

    async def press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button for a file below a list."""
        query = cast(CallbackQuery, update.callback_query)
        message = cast(MaybeInaccessibleMessage, query.message)
        _, kind, token = (query.data or "").split(":", 2)
        screen = await self._assistant.find_screen(message.chat.id, token)
        if screen is None or kind not in screen.files:
            await acknowledge(query, program_texts.EXPIRED, alert=True)
            return
        await acknowledge(query)
        file = await asyncio.to_thread(screen.files[kind])
        chat = self._assistant.memory.chat(message.chat.id)
        await delivery.send_file(context.bot, chat, place_of(message), file)

    def find_due(self, words: str, spot: Spot) -> Screen:
        """What falls due, of what the words name and in the period they name; else why there is nothing."""
        office = self._office
        wish = office.read_wish(words, spot)
        if wish.due is None and wish.choices:
            rows = [row for choice in wish.choices if (row := office.row(choice.key))]
            title = texts.described(brief(words, _LONGEST))
            told = render_pages(self._compose_described(words, wish.choices))
            return Screen(told, files={"x": lambda: sheet_of(office, title, rows)})
        if wish.due is None:
            return Screen(render_notice(texts.due_unknown(brief(words, _LONGEST))))
        due, whose = wish.due, whose_of(wish.due, of_spot=wish.of_spot)
        span = (due.period.first, due.period.last)
        if not due.found:
            blocks = [Block(Kind.HEAD, texts.due_nothing(whose, *span))]
            if due.following:
                blocks.append(Block(Kind.TEXT, texts.due_next(due.following.due.day)))
            return Screen(render_pages([*blocks, *compose_counts(due.never)]))
        marks = office.marks_of(spot.chat_id, due.keys)
        heading = texts.due_heading(whose, *span, len(due.found))
        blocks = [
            *compose_due_blocks(heading, due.found, office.documents(), marks),
            *compose_counts(due.never),
        ]
        return Screen(render_pages(blocks), files=self._files_of(due, texts.due_title(whose, *span)))

    def _compose_described(self, words: str, choices: Sequence[Target]) -> Iterator[Block]:
        """The tasks that words describe, each with its deadline as printed."""
        yield Block(Kind.HEAD, texts.described(brief(words, _LONGEST)))
        for number, choice in enumerate(choices, start=1):
            if row := self._office.row(choice.key):
                line = texts_deadlines.due_line(row.lead_text or "", row.due or texts_deadlines.NO_DUE)
                yield Block(Kind.TEXT, texts_deadlines.numbered(number, squeeze(line)), gap=True)
                yield compose_source(row, self._office.documents()[row.doc])
                yield Block(Kind.QUOTE, row.task)

    def _files_of(self, due: DueList, title: str) -> Files:
        office, documents = self._office, self._office.documents()

        def calendar() -> Attachment:
            content = render_calendar(title, due.found, documents, office.now())
            return Attachment(texts.CALENDAR_FILE, content, texts.sheet_caption(title, len(due.found)))

        def sheet() -> Attachment:
            content = render_sheet(title, lines_of(due.found), documents, office.today())
            return Attachment(texts.SHEET_FILE, content, texts.sheet_caption(title, len(due.found)))

        return {"i": calendar, "x": sheet}

    def _export_named(self, words: str) -> Attachment | None:
        """The rows of agencies, plans or tasks that the words name and do nothing but name."""
        named = self._office.find_named(words)
        if not named.targets or re.search(r"\?|\b(?:liệt kê|nhiệm vụ nào|những)\b", words.lower()):
            return None
        rows = [row for key in self._office.keys_of(named.targets) if (row := self._office.row(key))]
        title = texts.tasks_title(", ".join(target.label for target in named.targets))
        return sheet_of(self._office, title, rows) if rows else None

    def _export_items(self, items: Sequence[str], title: str) -> Attachment | None:
        rows = rows_of(self._office, items)
        return sheet_of(self._office, title, rows) if rows else None


def whose_of(due: DueList, *, of_spot: bool) -> str:
    """Of whom a list is, in words."""
    return texts.OF_FOLLOWED if of_spot else ", ".join(target.label for target in due.whose)


def sheet_of(office: Office, title: str, rows: Sequence[TaskRow]) -> Attachment:
    """Rows as a file."""
    lines = [Line(row) for row in rows]
    content = render_sheet(title, lines, office.documents(), office.today())
    return Attachment(texts.SHEET_FILE, content, brief(texts.sheet_caption(title, len(rows)), 900))


def rows_of(office: Office, items: Sequence[str]) -> list[TaskRow]:
    """The rows of a list's ids that the plans of today hold."""
    deadlines = office.deadlines()
    keys = filter(None, map(deadlines.key_of, items))
    return [row for key in keys if (row := deadlines.find_row(key))]
