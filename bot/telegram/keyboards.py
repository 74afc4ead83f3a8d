"""The buttons below a message, and what their callback data say.

`p:<token>:<page>` turns to a page (from 0), `o:<token>:<option>` asks one of the options; the token names the
`Screen` in the chat's memory, so that the 64 bytes Telegram allows always suffice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.reading.payloads import START
from bot.render import MAX_OPTIONS
from bot.telegram.links import address
from bot.telegram.memory import Screen
from bot.texts import general as texts
from bot.texts import lists as texts_lists

_LABEL = 60  # characters of an option on its button; phones show fewer, the message has it whole
_DOCUMENT = re.compile(r"\b[^\W\d_]+(?: [^\W\d_]+){0,3} số (\S*\d\S*) ngày \d{1,2}/\d{1,2}/\d{4}")
_DATA = re.compile(r"(?P<action>[po]):(?P<token>[\w-]{1,40}):(?P<number>[0-9]{1,4})", re.ASCII)


class Pressed(NamedTuple):
    """A button of the bot's, pressed."""

    action: Literal["p", "o"]
    token: str
    number: int


def find_pressed(data: str | None) -> Pressed | None:
    """Read callback data; None where they are not the bot's."""
    match = _DATA.fullmatch(data or "")
    if match is None:
        return None
    return Pressed("p" if match["action"] == "p" else "o", match["token"], int(match["number"]))


def compose_keyboard(screen: Screen, page: int, bot_name: str = "") -> InlineKeyboardMarkup | None:
    """The options, one a row, the further buttons, the files and what one may say of it, then the pager.

    None where there is nothing to press. `bot_name`: whose private chat the buttons that are links open.
    """
    rows = [
        [_button(_shorten(texts.numbered_option(number, option)), "o", screen, number - 1)]
        for number, option in enumerate(_tell_apart(screen.options[:MAX_OPTIONS]), start=1)
    ]
    rows += [[compose_button(_shorten(label), data, bot_name) for label, data in row] for row in screen.rows]
    last = [_file_button(kind, screen) for kind in screen.files]
    last += [compose_button(label, data, bot_name) for label, data in screen.opinion]
    if last:
        rows.append(last)
    if len(screen.pages) > 1:
        rows.append(_compose_pager(screen, page))
    return InlineKeyboardMarkup(rows) if rows else None


def compose_button(label: str, data: str, bot_name: str) -> InlineKeyboardButton:
    """A button that does what its data say, or opens the link they are."""
    if data.startswith(START):
        return InlineKeyboardButton(label, url=address(data, bot_name))
    return InlineKeyboardButton(label, callback_data=data)


def _compose_pager(screen: Screen, page: int) -> list[InlineKeyboardButton]:
    last = len(screen.pages) - 1
    position = _button(texts.page_position(page + 1, last + 1), "p", screen, page)
    back = [_button(texts.PREVIOUS_PAGE, "p", screen, page - 1)] if page > 0 else []
    forth = [_button(texts.NEXT_PAGE, "p", screen, page + 1)] if page < last else []
    return [*back, position, *forth]


def _file_button(kind: str, screen: Screen) -> InlineKeyboardButton:
    return InlineKeyboardButton(texts_lists.FILE_BUTTONS[kind], callback_data=f"e:{kind}:{screen.token}")


def _button(label: str, action: Literal["p", "o"], screen: Screen, number: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=f"{action}:{screen.token}:{number}")


def _tell_apart(options: Sequence[str]) -> list[str]:
    """Options by what tells them apart: documents by number alone, the words that all end with left out."""
    words = [_DOCUMENT.sub(r"\1", option).split() for option in options]
    same = 0
    while len(words) > 1 and all(len(w) > same + 1 and w[-1 - same] == words[0][-1 - same] for w in words):
        if any(map(str.isdigit, words[0][-1 - same])):
            break  # "mục 5" is not told by "mục"
        same += 1
    return [" ".join(w[: len(w) - same]) for w in words]


def _shorten(label: str) -> str:
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"
