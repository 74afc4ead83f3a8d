"""Deadlines as an iCalendar file (RFC 5545) that the calendars of phones accept.

One event for each deadline, all day, with alarms: repeating ones are events of their own, because the plan's
words bound them and a day such as the 31st has no simple rule. The UID is made of the row's key and the day,
so that a file imported again changes its events instead of doubling them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from icalendar import Alarm, Calendar, Event

from bot.texts import lists as texts
from corpus.model import Document
from corpus.vietnamese import brief, squeeze
from index.answering.labels import task_label
from index.deadlines import Deadline

_ALARMS = (7, 3, 1)  # days before the last day in time
_HOUR = dt.timedelta(hours=7, minutes=30)
_SUMMARY = 120  # characters; phones show fewer
_ALARM = 60


def render_calendar(
    name: str, deadlines: Iterable[Deadline], documents: Mapping[str, Document], now: dt.datetime
) -> bytes:
    """The file, UTF-8. `now` is the time of writing, aware."""
    calendar = Calendar()
    calendar.add("prodid", "-//kehoach//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for deadline in deadlines:
        calendar.add_component(_compose_event(deadline, documents, now))
    return bytes(calendar.to_ical())


def _compose_event(deadline: Deadline, documents: Mapping[str, Document], now: dt.datetime) -> Event:
    row, due = deadline.row, deadline.due
    event = Event()
    event.add("uid", f"{deadline.key}-{due.day:%Y%m%d}@kehoach")
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("dtstart", due.day)
    event.add("dtend", due.day + dt.timedelta(days=1))  # exclusive: RFC 5545, 3.6.1
    event.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
    event.add("summary", texts.event_title(brief(row.task, _SUMMARY)))
    label = task_label(documents[row.doc], row)
    event.add(
        "description",
        texts.event_words(
            squeeze(row.task),
            squeeze(row.lead_text or ""),
            squeeze(row.coop_text or ""),
            squeeze(row.due or ""),
            label,
        ),
    )
    for days in _ALARMS:
        event.add_component(
            _compose_alarm(days + (due.day - due.last_day).days, texts.event_alarm(brief(row.task, _ALARM)))
        )
    return event


def _compose_alarm(days: int, words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", _HOUR - dt.timedelta(days=days))
    return alarm
