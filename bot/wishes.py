"""An hour or a day for reminders, as people type it after /theodoi: "giờ 7", "7h30", "bản tin thứ Sáu"."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from corpus.vietnamese import fold, nfc

_HOUR = re.compile(
    r"(?:(?:nhac |hen )?(?:luc |gio |vao )+(?P<hour>\d{1,2})(?:\s*(?:gio|h|:|g)\s*(?P<minute>\d{2})?)?"
    r"|(?P<hour2>\d{1,2})\s*(?:gio|h|:)\s*(?P<minute2>\d{2})?)"
    r"(?:\s*(?:phut|p))?\s*(?P<part>sang|chieu|toi)?"
)
_DAY = re.compile(
    r"(?:(?:ban tin|tong hop|hang tuan|tuan)\s*)*(?:vao )?"
    r"(?:thu (?P<day>hai|ba|tu|nam|sau|bay|[2-7])|chu nhat)"
)
_DAYS = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "bay": 5}


class Hour(NamedTuple):
    """An hour wished for; `at` is None where no day has it ("giờ 25")."""

    at: dt.time | None


def find_hour(text: str) -> Hour | None:
    """The hour a wish consists of; None where it is about something else."""
    match = _HOUR.fullmatch(_plain(text))
    if match is None:
        return None
    hour = int(match["hour"] or match["hour2"])
    minute = int(match["minute"] or match["minute2"] or 0)
    if match["part"] in ("chieu", "toi") and hour < 12:
        hour += 12
    return Hour(dt.time(hour, minute) if hour < 24 and minute < 60 else None)


def find_day(text: str) -> int | None:
    """The weekday a wish consists of, 0 for Monday; None where it is about something else."""
    match = _DAY.fullmatch(_plain(text))
    if match is None:
        return None
    day = match["day"]
    if day is None:
        return 6
    return int(day) - 2 if day.isdigit() else _DAYS[day]


def _plain(text: str) -> str:
    return " ".join(fold(nfc(text)).split()).strip(" .")
