"""What a spot has to be reminded of now: pure, from the clock, what is followed and what was sent.

A deadline is announced 7, 3 and 1 days before its last day and on it, at the hour wished for; the week's
deadlines once a week. What fell due while the bot was away is announced when it is back, as long as the last
day is not over: once, with the days that are really left. Nothing is announced of before the following began.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from bot.clock import ZONE
from bot.state.follows import Follow, Wishes
from bot.state.marks import Mark
from bot.state.outbox import ReminderKey
from index.deadlines import Deadline, Deadlines

_AHEAD = (7, 3, 1, 0)  # days before the last day
_AHEAD_IF_FREQUENT = (1, 0)  # of what comes every week
_LOOK = 10  # days: the farthest reminder, and a day for "trước ngày"
_PUNCTUAL = dt.timedelta(hours=1)
_WEEK = "week"
_FORESIGHT = dt.timedelta(days=21)  # a week without deadlines is told of only where one comes soon after


class Followed(NamedTuple):
    """Something followed, and the rows it stands for in the plans of today."""

    follow: Follow
    keys: tuple[str, ...]


class Reminder(NamedTuple):
    """A deadline to be announced: the days left until its last day, and when that was to be said.

    `ahead`: the days before at which it was to be said; more than are left where that moment was missed.
    """

    deadline: Deadline
    days_left: int
    ahead: int
    moment: dt.datetime

    @property
    def key(self) -> ReminderKey:
        """What must not be said twice."""
        return ReminderKey(self.deadline.key, self.deadline.due.day, str(self.ahead))


class Bulletin(NamedTuple):
    """All that one message says. `keys`: what it reminds of; `late_since`: the moment it missed."""

    today: dt.date
    reminders: tuple[Reminder, ...]
    week: tuple[Deadline, ...]
    until: dt.date | None  # the last day of the week, in a weekly digest
    following: Deadline | None  # where nothing else is to be said of the week, the next one if it comes soon
    keys: tuple[ReminderKey, ...]
    late_since: dt.datetime | None


def compose_bulletin(
    now: dt.datetime,
    followed: Sequence[Followed],
    wishes: Wishes,
    deadlines: Deadlines,
    sent: Collection[ReminderKey],
    marks: Iterable[Mark] = (),
) -> Bulletin | None:
    """What to say now; None where there is nothing. `now` is aware; `sent` goes a week back at least."""
    now = now.astimezone(ZONE)
    today = now.date()
    done = {(mark.row_key, mark.day) for mark in marks if mark.kind == "done"}
    due: dict[ReminderKey, Reminder] = {}
    for follow, keys in followed:
        for deadline in deadlines.between(keys, today, today + dt.timedelta(days=_LOOK)):
            reminder = _find_reminder(deadline, follow.since, wishes.remind_at, now)
            if reminder and not {(deadline.key, None), (deadline.key, deadline.due.day)} & done:
                due.setdefault(reminder.key, reminder)
    fresh = {key: reminder for key, reminder in due.items() if key not in sent}
    week = _find_week(now, followed, wishes, deadlines, sent)
    if not fresh and week is None:
        return None
    reminders = tuple(sorted(fresh.values(), key=lambda r: (r.days_left, r.deadline.due.day)))
    said = {(r.deadline.key, r.deadline.due.day) for r in reminders}
    moments = [r.moment for r in reminders] + ([week.moment] if week else [])
    oldest = min(moments)
    return Bulletin(
        today,
        reminders,
        tuple(d for d in week.deadlines if (d.key, d.due.day) not in said) if week else (),
        week.until if week else None,
        week.following if week and not reminders else None,
        (*fresh, *((week.key,) if week else ())),
        oldest if now - oldest > _PUNCTUAL else None,
    )


def _find_reminder(deadline: Deadline, since: dt.datetime, at: dt.time, now: dt.datetime) -> Reminder | None:
    """The latest reminder of a deadline that has come, if its last day is not over."""
    last_day = deadline.due.last_day
    left = (last_day - now.date()).days
    if left < 0:
        return None
    for ahead in reversed(_AHEAD_IF_FREQUENT if deadline.due.frequent else _AHEAD):
        moment = dt.datetime.combine(last_day - dt.timedelta(days=ahead), at, ZONE)
        if moment <= now:
            return Reminder(deadline, left, ahead, moment) if moment >= since else None
    return None


class _Week(NamedTuple):
    key: ReminderKey
    moment: dt.datetime
    deadlines: tuple[Deadline, ...]
    until: dt.date
    following: Deadline | None


def _find_week(
    now: dt.datetime,
    followed: Sequence[Followed],
    wishes: Wishes,
    deadlines: Deadlines,
    sent: Collection[ReminderKey],
) -> _Week | None:
    """The digest of the week under way, where its hour has come and it was not sent."""
    today = now.date()
    first = today - dt.timedelta(days=(today.weekday() - wishes.digest_on) % 7)
    moment = dt.datetime.combine(first, wishes.remind_at, ZONE)
    keys = tuple(dict.fromkeys(key for follow, rows in followed if follow.since <= moment for key in rows))
    key = ReminderKey("", first, _WEEK)
    if moment > now or key in sent or not keys:
        return None
    until = first + dt.timedelta(days=6)
    soon = deadlines.between(keys, today, until + _FORESIGHT)
    due = tuple(d for d in soon if today <= d.due.last_day <= until)
    following = next((d for d in soon if d.due.last_day > until), None) if not due else None
    return _Week(key, moment, due, until, following) if due or following else None
