"""Where conversations are held: the bot over the plans, on a day of 2024, and people with names."""

from __future__ import annotations

import itertools
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from tests.telegram_api.people import BotApi, Person, Said
from tests.telegram_api.process import KEHOACH, BotProcess
from tests.telegram_api.world import Json, Typed

TODAY = "2024-12-06"
ADMINISTRATOR = 200_900_001


@dataclass(frozen=True)
class Toast:
    """What is shown for a moment when a button was pressed."""

    text: str


@dataclass(frozen=True)
class Typing:
    """What is typed into the field below, and the results that stand over it."""

    words: str
    typed: Typed


@dataclass
class Scene:
    """A chat as one of its people sees it: what is drawn, from top to bottom."""

    person: Person
    title: str
    subtitle: str
    frames: list[Json | Toast | Typing] = field(default_factory=list)

    def shows(self, *seen: Said | int | Toast | Typing) -> Scene:
        """Add messages as they stand now, by themselves or by their ids, and whatever else."""
        for one in seen:
            if isinstance(one, Said):
                self.frames.append(one.json)
            else:
                self.frames.append(self.person.sees(one).json if isinstance(one, int) else one)
        return self

    def asks(self, text: str, **fields: object) -> Said:
        """Write, and wait for the answer; both are drawn, the answer as it stands then."""
        asked = self.person.says(text, **fields)
        said = self.person.hears()
        self.shows(asked, said)
        return said


class Stage:
    """The bot from `with` until its end. Whoever comes gets a chat of their own."""

    def __init__(self, directory: Path, **settings: str) -> None:
        self._directory = directory
        self._settings = settings
        self._ids = itertools.count(200_900_002)
        self._group_ids = itertools.count(-1_001_600_000_001, -1)
        self._open = ExitStack()
        self.api = BotApi()

    def __enter__(self) -> Stage:
        self._open.enter_context(self.api)
        settings = {"KEHOACH_DATA": str(self._directory), "KEHOACH_TODAY": TODAY}
        settings |= {"KEHOACH_ADMINS": str(ADMINISTRATOR)} | self._settings
        self._open.enter_context(BotProcess.ready(self.api, KEHOACH, **settings))
        return self

    def __exit__(self, *error: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._open.__exit__(*error)  # type: ignore[arg-type]

    def user(self, name: str, user_id: int | None = None) -> Json:
        """Somebody with a name."""
        return {"id": user_id or next(self._ids), "is_bot": False, "first_name": name}

    def private(self, name: str = "Lan", user_id: int | None = None) -> Scene:
        """Somebody's private chat with the bot."""
        user = self.user(name, user_id)
        chat = self.api.do(lambda: self.api.world.open_private(user))
        return Scene(Person(self.api, chat, user), "Trợ lý kế hoạch", "bot")

    def group(self, name: str = "Lan", topic: str | None = None, title: str = "Văn phòng UBND tỉnh") -> Scene:
        """A group as somebody in it sees it, in a topic of it where one is named."""
        chat = self.api.do(lambda: self.api.world.open_group(next(self._group_ids), forum=topic is not None))
        person = Person(self.api, chat, self.user(name))
        if topic is None:
            return Scene(person, title, "24 thành viên")
        return Scene(self.api.topic(person, topic), topic, title)

    def joins(self, scene: Scene, name: str) -> Person:
        """Somebody else in the same chat."""
        return Person(self.api, scene.person.chat, self.user(name), scene.person.topic)
