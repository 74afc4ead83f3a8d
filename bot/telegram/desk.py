"""What stands below an answer beside its own words: notes of officials, buttons for them, files."""

from __future__ import annotations

from bot.office import Office
from bot.reading.shelf import Reading
from bot.render_deadlines import compose_marks
from bot.telegram.below import compose_extras
from bot.telegram.core import Extras
from bot.telegram.due import rows_of, sheet_of
from bot.telegram.marking import compose_mark_row
from bot.telegram.memory import Screen
from bot.telegram.reminders import screen_of
from bot.texts import lists as texts
from index.model import Answer, Status


class OfficeDesk:
    """The office, as answers see it."""

    def __init__(self, office: Office, reading: Reading, *, read_in_groups: bool = False) -> None:
        """`read_in_groups`: who asks in a group may have no private chat with the bot to read in."""
        self._office = office
        self._reading = reading
        self._read_in_groups = read_in_groups

    def extras(self, answer: Answer, chat_id: int) -> Extras:
        """What each room puts below an answer, from top to bottom; buttons of a new room go here."""
        here = chat_id > 0 or self._read_in_groups
        return compose_extras(self._reading, answer, here=here) | self._extras_of_office(answer, chat_id)

    def _extras_of_office(self, answer: Answer, chat_id: int) -> Extras:
        """Of an answer about one row: what was noted of it here, and the buttons to note something."""
        office = self._office
        if rows := rows_of(office, answer.items):
            return Extras(files={"x": lambda: sheet_of(office, texts.LIST_TITLE, rows)})
        if answer.status is not Status.ANSWERED or not office.marking:
            return Extras()
        key = office.deadlines().key_of(answer.citations[0].id)
        if key is None:
            return Extras()
        marks = office.marks_of(chat_id, [key])
        return Extras(tuple(compose_marks(marks)), compose_mark_row(key, office.day_meant(key), marks))

    def find_screen(self, chat_id: int, token: str) -> Screen | None:
        """A reminder of that chat."""
        message = self._office.outbox.find(chat_id, token)
        return screen_of(message) if message else None
