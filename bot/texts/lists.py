"""Every Vietnamese sentence of lists by date and of the files made of them (/hanxong, /xuat)."""

from __future__ import annotations

import datetime as dt

from bot.texts.deadlines import date, period, weekday_date

# ── /hanxong ───────────────────────────────────────────────────────────────────────────────────────────────

WITHOUT_DAY = "Không tính vào danh sách vì kế hoạch không nêu ngày:"
OF_FOLLOWED = "của những gì đang theo dõi ở đây"
FILE_BUTTONS = {"i": "📅 Lịch (.ics)", "x": "📄 Bảng (.xlsx)"}


def day_heading(day: dt.date, count: int) -> str:
    """The deadlines of one day."""
    return f"{weekday_date(day)} ({count} hạn)"


def due_heading(whose: str, first: dt.date, last: dt.date, count: int) -> str:
    """The list of deadlines."""
    return f"{count} hạn trong kế hoạch {period(first, last)}{_of(whose)}"


def due_nothing(whose: str, first: dt.date, last: dt.date) -> str:
    """No deadline in the span."""
    return f"Không có hạn nào trong kế hoạch {period(first, last)}{_of(whose)}."


def due_next(day: dt.date) -> str:
    """The first one after it."""
    return f"Hạn gần nhất sau đó: {weekday_date(day)}."


def described(words: str) -> str:
    """The tasks that fit a description."""
    return f"Hạn trong kế hoạch của các nhiệm vụ khớp với “{words}”"


def due_unknown(words: str) -> str:
    """Words that are no agency, plan, task or period."""
    return (
        f"Tôi chưa hiểu “{words}”. Mời anh/chị gõ tên cơ quan hoặc số kế hoạch, kèm thời gian nếu cần:\n"
        "/hanxong Sở Tư pháp tháng 6/2026\n/hanxong quý IV\n/hanxong tuần này"
    )


def _of(whose: str) -> str:
    return f", {whose}" if whose else ""


# ── /xuat ──────────────────────────────────────────────────────────────────────────────────────────────────

EXPORT_WHAT = """\
Mời anh/chị hỏi một câu liệt kê rồi gõ /xuat, hoặc gõ tên cơ quan, số kế hoạch sau lệnh, ví dụ:
/xuat Sở Tư pháp
/xuat kế hoạch 54"""
EXPORT_NOTHING = "Không có nhiệm vụ nào để đưa vào bảng."
LIST_TITLE = "Danh sách nhiệm vụ theo câu trả lời"


def tasks_title(whose: str) -> str:
    """The title of a sheet of an agency's or a plan's rows."""
    return f"Danh mục nhiệm vụ: {whose}"


def due_title(whose: str, first: dt.date, last: dt.date) -> str:
    """The title of a sheet or calendar of deadlines."""
    return f"Hạn trong kế hoạch {period(first, last)}{_of(whose)}"


# ── Files ──────────────────────────────────────────────────────────────────────────────────────────────────

COLUMNS = ("Stt", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm", "Nguồn")
SHEET = "Nhiệm vụ"
SHEET_FOOTER = "Trang &P/&N"
SHEET_FILE = "nhiem-vu.xlsx"
CALENDAR_FILE = "han-ke-hoach.ics"


def plan_line(label: str) -> str:
    """A plan the rows are of."""
    return label


def sheet_made(today: dt.date, count: int) -> str:
    """The line below the title."""
    return f"{count} dòng; trích từ các văn bản đã nạp, ngày {date(today)}"


def due_cell(printed: str, day: dt.date | None) -> str:
    """A deadline as printed, and the day where it is one of several."""
    shown = date(day) if day else ""
    return printed if not shown or shown in printed else f"{printed} ({shown})"


def sheet_caption(title: str, count: int) -> str:
    """Below the file."""
    return f"{title}: {count} dòng"


def event_title(task: str) -> str:
    """An event of the calendar."""
    return f"Hạn: {task}"


def event_words(task: str, lead: str, coop: str, due: str, label: str) -> str:
    """What an event says."""
    parts = [
        f"Nhiệm vụ: {task}",
        lead and f"Chủ trì: {lead}",
        coop and f"Phối hợp: {coop}",
        f"Hạn trong kế hoạch: {due}",
        f"Nguồn: {label}",
    ]
    return "\n".join(filter(None, parts))


def event_alarm(task: str) -> str:
    """What an alarm says."""
    return f"Sắp đến hạn trong kế hoạch: {task}"


# ── The command line ───────────────────────────────────────────────────────────────────────────────────────

CLI_HELP = {
    "deadlines": "các hạn trong kế hoạch, theo ngày",
    "agency": "chỉ của một cơ quan chủ trì, ví dụ “Sở Tư pháp”",
    "from": "từ ngày (năm-tháng-ngày; mặc định: hôm nay)",
    "to": "đến hết ngày (mặc định: 30 ngày sau)",
    "period": "khoảng thời gian bằng lời, thay cho hai ngày trên: “quý IV/2026”, “tháng này”",
    "ics": "ghi thêm tệp lịch .ics",
    "xlsx": "ghi thêm bảng .xlsx",
}


def cli_unknown(words: str) -> str:
    """Words that name nothing in the plans, or no period."""
    return f"Không hiểu “{words}”: hãy ghi tên cơ quan, số văn bản hoặc thời gian, ví dụ “quý IV/2026”."


def cli_no_day(words: str) -> str:
    """A day that is none."""
    return f"«{words}» không phải ngày: hãy viết dạng năm-tháng-ngày, ví dụ 2026-01-31."


def cli_backwards(first: dt.date, last: dt.date) -> str:
    """An end before the beginning."""
    return f"Khoảng thời gian bị ngược: từ {date(first)} đến {date(last)}. Hãy đổi lại --from và --to."


def cli_not_written(path: str, why: str) -> str:
    """A file that cannot be written."""
    return f"Không ghi được {path} ({why}). Hãy chọn nơi khác."
