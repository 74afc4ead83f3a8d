"""Every Vietnamese sentence about deadlines, reminders, marks and what is kept of them.

Written as `bot.texts` is. What the plan says is called so ("hạn trong kế hoạch"); nothing here says that a
task was done or was not: that is for the officials themselves to note.
"""

from __future__ import annotations

import datetime as dt

from index.answering.labels import vietnamese_date

# ── The state database: one line each, for whoever runs the program ────────────────────────────────────────


def state_unusable(path: str, why: str) -> str:
    """The file cannot be opened or written."""
    return f"Không mở được {path} ({why}). Hãy kiểm tra quyền ghi và dung lượng đĩa của thư mục dữ liệu."


def state_damaged(path: str) -> str:
    """The file is no such database."""
    return (
        f"Tệp {path} bị hỏng. Hãy chép lại từ bản sao lưu, hoặc đổi tên tệp này để bắt đầu lại"
        " (danh sách theo dõi, ghi chú và nhật ký sẽ trống)."
    )


def state_too_new(path: str, version: int, newest: int) -> str:
    """The file was made by a newer program."""
    return (
        f"Tệp {path} do phiên bản mới hơn của chương trình ghi (cấu trúc {version}, bản này đọc đến"
        f" {newest}). Hãy cài lại phiên bản mới."
    )


# ── How offices write ──────────────────────────────────────────────────────────────────────────────────────

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def date(day: dt.date) -> str:
    """A day: "05/01/2026"."""
    return vietnamese_date(day)


def weekday_date(day: dt.date) -> str:
    """A day with its name: "thứ Hai, 05/01/2026"."""
    return f"{WEEKDAYS[day.weekday()]}, {date(day)}"


def hour(at: dt.time) -> str:
    """A time of day: "7 giờ 30"."""
    return f"{at.hour} giờ {at.minute:02d}" if at.minute else f"{at.hour} giờ"


def period(first: dt.date, last: dt.date) -> str:
    """A span of days."""
    return f"ngày {date(first)}" if first == last else f"từ {date(first)} đến {date(last)}"


# ── Deadlines, wherever they are shown ─────────────────────────────────────────────────────────────────────

NO_LEAD = "không ghi"
NO_DUE = "không ghi"
NOT_IN_CALENDAR = {
    "ongoing": "Thường xuyên",
    "open": "Có thời gian nhưng không nêu ngày cuối",
    "conditional": "Theo kế hoạch, quy định hoặc sự kiện khác",
    "none": "Không ghi thời hạn",
}
"""Why a row never falls due, by its kind."""


def due_line(lead: str, due: str) -> str:
    """Who and by when, as the plan prints it."""
    return f"Chủ trì: {lead or NO_LEAD}. Hạn trong kế hoạch: {due}"


def source(label: str) -> str:
    """Where it stands."""
    return f"Nguồn: {label}"


def numbered(number: int, text: str) -> str:
    """One of several."""
    return f"{number}. {text}"


def without_day(kind: str, count: int) -> str:
    """Rows that never fall due, counted apart."""
    return f"{NOT_IN_CALENDAR[kind]}: {count} nhiệm vụ"


# ── Reminders ──────────────────────────────────────────────────────────────────────────────────────────────

REMINDER_AGAIN = "Gửi lại: lần gửi trước bị gián đoạn, anh/chị có thể đã nhận được."
LAST_DAY = "Hôm nay là ngày cuối"
THIS_WEEK = "Còn lại trong tuần"


def reminder_heading(today: dt.date) -> str:
    """The first line of the day's message."""
    return f"Nhắc hạn trong kế hoạch, {weekday_date(today)}"


def week_heading(today: dt.date, until: dt.date) -> str:
    """The first line of a week's message."""
    return f"Hạn trong kế hoạch tuần này, đến {weekday_date(until)}"


def reminder_late(moment: dt.datetime) -> str:
    """A reminder that could not be sent in time."""
    when = f"{hour(moment.time())} ngày {date(moment.date())}"
    return f"Gửi muộn: lẽ ra nhắc lúc {when}."


def days_left(days: int, last_day: dt.date) -> str:
    """The heading of the deadlines so many days away."""
    return f"Còn {days} ngày, đến hết {weekday_date(last_day)}" if days else LAST_DAY


def week_of(first: dt.date, last: dt.date) -> str:
    """The heading of the week's other deadlines."""
    return f"{THIS_WEEK} (đến {date(last)})"


def week_empty(day: dt.date) -> str:
    """A week without deadlines, and the next one."""
    return f"Tuần này không có hạn nào. Hạn gần nhất: {weekday_date(day)}."


# ── What officials note ────────────────────────────────────────────────────────────────────────────────────


def mark_line(said: str, name: str, day: dt.date) -> str:
    """A note beside the plan's words, plainly not theirs."""
    return f"Ghi chú của đơn vị: {said} ({name}, {date(day)})"


def mark_done(day: dt.date | None) -> str:
    """A row, or one of its deadlines, noted as done."""
    return f"đã xong kỳ hạn {date(day)}" if day else "đã xong"


MARKS_OFF = "Việc ghi chú đã được người quản trị tắt."
ROW_GONE = "Các văn bản đang nạp không còn nhiệm vụ này."
MARK_KEPT = "Đã ghi: đơn vị báo đã xong."
MARK_THERE = "Nhiệm vụ này đã được ghi là xong từ trước."
MARK_WITHDRAWN = "Đã bỏ ghi “đã xong”."
NOTHING_TO_WITHDRAW = "Không có ghi “đã xong” nào để bỏ."
NOTE_KEPT = "Đã lưu ghi chú của đơn vị. Ghi chú hiện dưới câu trả lời và lời nhắc về nhiệm vụ này."


NOTE_WANTED = "Mời anh/chị trả lời tin nhắn này bằng nội dung ghi chú."
NOTE_PLACEHOLDER = "Nội dung ghi chú…"
NOTE_FORGOTTEN = "Tôi không còn chờ ghi chú này. Mời anh/chị hỏi lại nhiệm vụ và bấm “Ghi chú”."


def note_wanted(label: str) -> str:
    """After the button for a note."""
    return f"{NOTE_WANTED}\nNhiệm vụ: {label}"


def button_done(number: int, *, done: bool) -> str:
    """To note a task as done, or to take that back; the number of the task where there are several."""
    label = "↩ Bỏ ghi “xong”" if done else "✓ Ghi đã xong"
    return f"{label} {number}" if number else label


def button_note(number: int) -> str:
    """To note a few words."""
    return f"✎ Ghi chú {number}" if number else "✎ Ghi chú"


# ── /theodoi ───────────────────────────────────────────────────────────────────────────────────────────────

FOLLOWING_NOTHING = """\
Ở đây chưa theo dõi gì.
Mời anh/chị gõ tên cơ quan, số kế hoạch hoặc nhiệm vụ sau lệnh, ví dụ:
/theodoi Sở Tư pháp
/theodoi kế hoạch 54
Tôi sẽ nhắc trước hạn trong kế hoạch 7, 3, 1 ngày và trong ngày cuối."""
FOLLOWED_HERE = "Đang theo dõi"
NOT_HERE = "Xin lỗi, anh/chị chưa được phép đặt việc theo dõi ở đây."
NOT_FOLLOWED = "Mục này không còn được theo dõi."
WHICH_TASK = "Anh/chị muốn theo dõi nhiệm vụ nào?"
NO_ROWS = "Trong các văn bản đang nạp chưa có nhiệm vụ nào giao chủ trì; có văn bản mới tôi sẽ nhắc."
NO_COMING = "Trong 12 tháng tới không có hạn nào nêu ngày."
BAD_HOUR = "Giờ nhắc chưa đúng. Mời anh/chị gõ ví dụ: /theodoi giờ 7:30"


def following(label: str) -> str:
    """Followed from now on."""
    return f"Đã theo dõi: {label}"


def already_following(label: str) -> str:
    """Followed before."""
    return f"Đang theo dõi từ trước: {label}"


def stopped(label: str) -> str:
    """No longer followed."""
    return f"Đã dừng theo dõi: {label}"


def nothing_named(words: str) -> str:
    """Words that name nothing in the plans."""
    return (
        f"Tôi không thấy cơ quan, văn bản hay nhiệm vụ nào khớp với “{words}” trong các văn bản đang nạp.\n"
        "Mời anh/chị gõ tên cơ quan (Sở Tư pháp), số văn bản (kế hoạch 54) hoặc dòng (dòng 5 kế hoạch 268)."
    )


def leads(count: int) -> str:
    """How many rows an agency leads."""
    return f"Chủ trì {count} nhiệm vụ trong các văn bản đang nạp."


def next_deadline(day: dt.date, count: int) -> str:
    """The next deadline, and how many there are in a year."""
    return f"Hạn gần nhất: {weekday_date(day)}; 12 tháng tới có {count} hạn."


def never_reminded(counts: str) -> str:
    """Rows without a day, which are never reminded of."""
    return f"Không nhắc vì kế hoạch không nêu ngày: {counts}."


def reminded_when(at: dt.time, digest_on: int) -> str:
    """When reminders come."""
    return (
        f"Nhắc lúc {hour(at)}, trước hạn 7, 3, 1 ngày và trong ngày cuối; bản tin tuần vào"
        f" {WEEKDAYS[digest_on]}.\nĐổi giờ: /theodoi giờ 7:30; đổi ngày bản tin: /theodoi thứ Sáu"
    )


def wishes_kept(at: dt.time, digest_on: int) -> str:
    """A new hour, or a new day."""
    return f"Từ nay nhắc lúc {hour(at)}, bản tin tuần vào {WEEKDAYS[digest_on]}."


def button_stop(label: str) -> str:
    """To follow something no longer."""
    return f"✕ Dừng: {label}"


def button_hour(at: dt.time, *, chosen: bool) -> str:
    """An hour to choose."""
    return f"• {at:%H:%M}" if chosen else f"{at:%H:%M}"


# ── Log lines ──────────────────────────────────────────────────────────────────────────────────────────────

LOG_REMINDER_NOT_SENT = "Chưa gửi được lời nhắc cho %s, sẽ thử lại: %s"
LOG_REMINDER_REFUSED = "Telegram không nhận lời nhắc cho %s: %s"
LOG_REMINDER_FAILED = "Soạn lời nhắc cho %s thất bại"
