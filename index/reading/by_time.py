"""Questions that want the tasks of a time: "sở y tế làm gì trong năm 2024", "tuần sau có gì đến hạn"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence

from corpus.dates import TimeMention
from corpus.model import Timing
from corpus.vietnamese import SYLLABLE
from index.reading.asks import AGENCY, DOCUMENT, Ask
from index.reading.topic import Topic

_MAY_LIST = frozenset({Ask.DUTIES, Ask.CONTENT, Ask.DUE, Ask.YES_NO, Ask.LEAD, Ask.LIST, Ask.COUNT})
_WHAT = re.compile(r"(?<!\w)(?:gì|chi|(?:việc|nhiệm vụ|công việc|cái) nào|những nào)(?!\w)")
_WHEN = re.compile(r"(?<!\w)(?:khi|bao giờ|ngày|tháng|quý|năm|lúc) nào(?!\w)")
_OWN = frozenset(
    "hạn xong hoàn thành hết đến tới nộp trình chốt kết thúc phải làm việc nhiệm vụ công có trả deadline "
    "những các cái lo giao được báo".split()
)
_JOINT = 2  # letters between a document and a time that only tells which document is meant


def wants_tasks_of_time(
    masked: str, asks: Collection[Ask], times: Sequence[TimeMention], topic: Topic, has_agency: bool
) -> bool:
    """Does a question name nothing but a time, or an agency and a time, and ask what is to be done then?

    `masked` has the length of the question; documents stand in it as signs.
    """
    filters = [time for time in times if not _of_document(masked, time)]
    if not filters or not set(asks) <= _MAY_LIST or _WHEN.search(masked):
        return False
    asked = _WHAT.search(masked) is not None or Ask.COUNT in asks
    if not asked and (asks or not has_agency):
        return False  # an agency and a time alone ask what it has to do then
    said = frozenset(
        syllable for time in times for syllable in SYLLABLE.findall(masked[time.start : time.end])
    )
    return not topic.without(_OWN | said).syllables and not topic.names


_LONE_YEAR = re.compile(rf"^[^\w{AGENCY}]*{AGENCY}+ (?:năm )?(?P<year>20\d\d)[ ?.!]*$")


def find_lone_year(masked: str) -> TimeMention | None:
    """The year in a question that is an agency and a year, and nothing else: "sở y tế 2025"."""
    match = _LONE_YEAR.search(masked)
    if match is None:
        return None
    year = int(match["year"])
    timing = Timing.model_validate(
        {"from": dt.date(year, 1, 1), "to": dt.date(year, 12, 31), "kind": "period"}
    )
    return TimeMention(f"năm {year}", match.start("year"), match.end("year"), timing)


def _of_document(masked: str, time: TimeMention) -> bool:
    """ "Kế hoạch 54 năm 2022": the year tells which plan, it is no deadline."""
    before = masked[: time.start].rstrip()
    return time.of_document or (
        before.endswith(DOCUMENT) and len(masked[: time.start]) - len(before) <= _JOINT
    )
