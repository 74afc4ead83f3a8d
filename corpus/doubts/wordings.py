"""The sentences in which doubts are told: short, for the clerk who checks the plan; without a full stop."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from corpus.vietnamese import brief

_LONGEST_NAME = 90
_MOST_NAMES = 4


def quoted(words: str) -> str:
    """Printed words in quotation marks, cut where they are long."""
    return f"“{brief(words, _LONGEST_NAME)}”"


def listed(names: Iterable[str]) -> str:
    """Several names, the first few of many."""
    every = [quoted(name) for name in names]
    more = len(every) - _MOST_NAMES
    return ", ".join(every[:_MOST_NAMES]) + (f" và {more} tên khác" if more > 0 else "")


def day(date: dt.date) -> str:
    """A day as offices write it."""
    return f"{date.day}/{date.month}/{date.year}"


# ── two places, one task ───────────────────────────────────────────────────────────────────────────────────


def other_lead(row: Iterable[str], prose: Iterable[str], place: str) -> str:
    """The prose gives the row's task to other agencies altogether."""
    return f"bảng ghi chủ trì là {listed(row)}, phần lời ở {place} giao {listed(prose)}"


def more_in_row(names: Iterable[str], place: str) -> str:
    """The row names agencies that the prose does not."""
    return f"bảng ghi chủ trì có {listed(names)}, phần lời ở {place} không giao cho nơi này"


def more_in_prose(names: Iterable[str], place: str) -> str:
    """The prose names agencies that the row does not."""
    return f"phần lời ở {place} còn giao {listed(names)}, cột chủ trì của bảng không có"


def other_deadline(row: str, prose: str, place: str) -> str:
    """The prose sets another date."""
    return f"bảng ghi thời hạn {quoted(row)}, phần lời ở {place} ghi {quoted(prose)}"


def same_task(place: str, row: Iterable[str], other: Iterable[str]) -> str:
    """Two rows hold one task and name other agencies."""
    return f"cùng nội dung với {place} nhưng chủ trì là {listed(row)}, ở {place} là {listed(other)}"


# ── cells ──────────────────────────────────────────────────────────────────────────────────────────────────


def no_lead() -> str:
    """A row without a lead agency."""
    return "không ghi cơ quan chủ trì"


def no_deadline() -> str:
    """A row without a deadline."""
    return "không ghi thời hạn"


def start_only(start: str) -> str:
    """A blank due cell beside a filled start cell."""
    return f"không ghi thời hạn hoàn thành; ô thời gian thực hiện {quoted(start)} có thể gộp cả hai cột"


def perhaps_merged(text: str, more: int) -> str:
    """A column whose cells are blank time and again."""
    return f"{text}; có thể gộp ô với dòng trên{also_at(more)}"


def unproved() -> str:
    """A row that was read in a way that nothing more is told of."""
    return "cách đọc dòng này chưa chắc"


def time_among_agencies(column: str) -> str:
    """A time in a column of agencies."""
    return f"ô {column} ghi thời gian, không phải tên cơ quan"


def agencies_among_times() -> str:
    """Agencies in the time column."""
    return "ô thời hạn ghi tên cơ quan, không phải thời gian"


def no_agency(column: str) -> str:
    """A cell of a column of agencies that names none."""
    return f"ô {column} không giống tên cơ quan"


def empty_ditto() -> str:
    """A "như trên" below nothing."""
    return "ô ghi “như trên” nhưng dòng trên không có gì để lấy"


def no_time() -> str:
    """A cell of the time column that names no time."""
    return "ô thời hạn không giống thời gian"


def no_task(what: str) -> str:
    """A task cell that holds something else."""
    return f"ô nhiệm vụ chỉ ghi {what}"


# ── dates ──────────────────────────────────────────────────────────────────────────────────────────────────


def impossible(words: str) -> str:
    """A date that the calendar does not know."""
    return f"{quoted(words)} không có trong lịch"


def before_issue(words: str, end: dt.date, issued: dt.date) -> str:
    """A deadline that was over when the plan was issued."""
    return f"thời hạn {quoted(words)} (hết ngày {day(end)}) trước ngày ban hành {day(issued)}"


def before_start(due: str, start: str) -> str:
    """A deadline before the start."""
    return f"thời hạn {quoted(due)} trước thời gian bắt đầu {quoted(start)}"


# ── numbers ────────────────────────────────────────────────────────────────────────────────────────────────


def _numbers(what: str, missing: Sequence[str]) -> str:
    return f"{what} {missing[0]}" if len(missing) == 1 else f"{what} {missing[0]} đến {missing[-1]}"


def missing_numbers(what: str, missing: Sequence[str], after: str, here: str) -> str:
    """Numbers left out between two printed ones."""
    return f"thiếu {_numbers(what, missing)}: sau {after} là {here}"


def missing_first(what: str, missing: Sequence[str], here: str) -> str:
    """A sequence that does not begin with 1."""
    return f"thiếu {_numbers(what, missing)}: bắt đầu ngay từ {here}"


def repeated_number(what: str, number: str, before: str) -> str:
    """A number printed twice."""
    return f"{what} {number} đã có ở {before}"


def backward_number(what: str, number: str, above: str) -> str:
    """A number below a greater one."""
    return f"{what} {number} đứng sau {above}"


# ── totals ─────────────────────────────────────────────────────────────────────────────────────────────────


def wrong_sum(column: str, printed: str, summed: str) -> str:
    """A total that is not the sum of its column."""
    return f"cột {quoted(column)}: dòng tổng ghi {printed}, cộng các dòng được {summed}"


def wrong_count(said: int, what: str, counted: int, where: str) -> str:
    """A stated number of tasks that the list does not have."""
    return f"ghi {said} {what}, {where} có {counted}"


# ── cut off ────────────────────────────────────────────────────────────────────────────────────────────────


def ends_inside_sentence() -> str:
    """A text that stops in the middle of a sentence."""
    return "dừng giữa câu"


def last_row_bare() -> str:
    """The last row lacks the cells that all others have."""
    return "dòng cuối bảng thiếu cả cơ quan và thời hạn, có thể bị cắt"


def no_signature() -> str:
    """A letterhead without a signature at the foot."""
    return "có phần đầu văn bản nhưng không thấy chữ ký ở cuối"


def absent_annex(annex: str) -> str:
    """An annex that is announced and not there."""
    return f"văn bản nói có {quoted(annex)} nhưng tệp không có phần này"


# ── the header ─────────────────────────────────────────────────────────────────────────────────────────────


def missing_fields(fields: Iterable[str]) -> str:
    """Header fields that are nowhere in the file."""
    return f"không tìm thấy {', '.join(fields)}"


def from_annex_line(fields: Iterable[str]) -> str:
    """Header fields that only the line "(Kèm theo …)" gives."""
    return f"phần đầu văn bản không ghi {', '.join(fields)}; lấy theo dòng “Kèm theo …” của phụ lục"


def annex_alone() -> str:
    """A file that holds an annex without the document it belongs to."""
    return "tệp chỉ có phụ lục, không có phần lời và chữ ký của văn bản"


# ── agencies ───────────────────────────────────────────────────────────────────────────────────────────────


def misspelled(name: str, known: str) -> str:
    """A name that is a known one but for a letter or a mark."""
    return f"cơ quan {quoted(name)} chưa có trong danh mục; gần nhất là {quoted(known)}, có thể in sai"


def unknown(name: str, known: str) -> str:
    """A name never seen before, with the nearest known one if any is near."""
    near = f"; gần nhất là {quoted(known)}" if known else ""
    return f"cơ quan {quoted(name)} chưa có trong danh mục{near}"


def also_at(count: int) -> str:
    """How often the same stands elsewhere."""
    return f" (còn {count} chỗ nữa)"
