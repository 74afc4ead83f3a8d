"""Every Vietnamese sentence of feedback and of the statistics made of it."""

from __future__ import annotations

import datetime as dt

from bot.texts.deadlines import date, period, weekday_date

# ── "Chưa đúng" ────────────────────────────────────────────────────────────────────────────────────────────

BUTTON_WRONG = "✗ Chưa đúng"
BUTTON_TAKE_BACK = "↩ Bỏ báo sai"
THANKS = "Cảm ơn anh/chị, tôi đã ghi lại."
ALREADY_NOTED = "Câu trả lời này đã được báo chưa đúng từ trước."
TAKEN_BACK = "Đã bỏ báo “chưa đúng”."
NOTHING_TO_TAKE_BACK = "Không có báo “chưa đúng” nào để bỏ."
OTHERS = "Chỉ người đã báo hoặc người quản trị mới bỏ được."
GONE = "Câu hỏi này đã cũ, tôi không còn giữ. Mời anh/chị gửi ý kiến bằng /gopy."
CORRECTION_KEPT = "Cảm ơn anh/chị, tôi đã ghi ý kiến để người phụ trách xem lại."
CORRECTION_GONE = "Câu trả lời ấy không còn được báo chưa đúng, nên tôi không ghi. Anh/chị có thể gõ /gopy."
TOO_LATE = "Đã quá thời gian chờ ý kiến. Mời anh/chị gõ /gopy kèm lời góp ý."
PLACEHOLDER = "Nội dung đúng là…"


def correction_wanted(minutes: int) -> str:
    """After a press."""
    return (
        "Cảm ơn anh/chị đã báo.\n"
        f"Nếu biết thế nào mới đúng, mời anh/chị trả lời tin nhắn này trong {minutes} phút;"
        " không thì xin bỏ qua."
    )


# ── /gopy ──────────────────────────────────────────────────────────────────────────────────────────────────

SUGGESTION_KEPT = "Cảm ơn anh/chị đã góp ý. Người phụ trách sẽ đọc."
SUGGESTION_PLACEHOLDER = "Lời góp ý…"


def suggestion_wanted(minutes: int) -> str:
    """After the command alone."""
    return (
        f"Mời anh/chị trả lời tin nhắn này bằng lời góp ý trong {minutes} phút,"
        " hoặc gõ ngay sau lệnh, ví dụ:\n"
        "/gopy Nên nạp thêm kế hoạch năm nay của Sở Y tế"
    )


# ── Statistics ─────────────────────────────────────────────────────────────────────────────────────────────

STATISTICS_HOW = """\
Mời anh/chị gõ khoảng thời gian sau lệnh, ví dụ:
/thongke ngày
/thongke tuần
/thongke tháng
/thongke tháng 5/2026"""
NOTHING_ASKED = "Không có câu hỏi hay góp ý nào."
BY_DAY = "Theo ngày"
UNANSWERED = "Hỏi mà chưa có trong văn bản"
DISPUTED = "Bị báo chưa đúng"
SUGGESTIONS = "Góp ý"
STATUS_NAMES = {
    "answered": "trả lời được",
    "not_found": "không tìm thấy",
    "ambiguous": "hỏi lại",
    "failed": "trục trặc",
}
BUTTON_SHEET = "📄 Bảng (.xlsx)"
NO_PLACE = "Đã trả lời là không có trong văn bản."


def number(count: int) -> str:
    """A number as offices write it: "1.234"."""
    return f"{count:,}".replace(",", ".")


def title(first: dt.date, last: dt.date) -> str:
    """The statistics of a span of days."""
    return f"Thống kê {period(first, last)}"


def weekly_title(first: dt.date, last: dt.date) -> str:
    """The message of Monday."""
    return f"Thống kê tuần qua, {period(first, last)}"


def asked_line(asked: int, counts: dict[str, int]) -> str:
    """How many questions, and how they ended; those with a share only where there is something to share."""
    parts = [
        f"{number(count)} {STATUS_NAMES[status]}"
        + (f" ({percent(count, asked)})" if status in ("answered", "not_found") else "")
        for status, count in counts.items()
        if count or status in ("answered", "not_found")
    ]
    return f"{number(asked)} câu hỏi: {', '.join(parts)}."


def percent(count: int, whole: int) -> str:
    """A share: "81%"."""
    return f"{100 * count / whole:.0f}%" if whole else "0%"


def said_line(disputed: int, suggested: int) -> str:
    """How much feedback there was."""
    return f"{number(disputed)} câu trả lời bị báo chưa đúng, {number(suggested)} góp ý."


def day_line(day: dt.date, asked: int, counts: dict[str, int]) -> str:
    """One day."""
    parts = [f"{number(count)} {STATUS_NAMES[status]}" for status, count in counts.items() if count]
    told = f" ({', '.join(parts)})" if parts else ""
    return f"{weekday_date(day)}: {number(asked)} câu{told}"


def heading(name: str, count: int) -> str:
    """A part of the statistics."""
    return f"{name} ({number(count)})"


def unanswered_line(at: int, words: str, count: int) -> str:
    """A question without an answer."""
    return f"{at}. {words}" + (f" ({number(count)} lần)" if count > 1 else "")


def dispute_line(at: int, day: dt.date, words: str) -> str:
    """A question whose answer was called wrong."""
    return f"{at}. {words} ({date(day)})"


def place_line(label: str) -> str:
    """What the disputed answer cited."""
    return f"Đã trả lời theo: {label}"


def correction_line(words: str) -> str:
    """What somebody says would be right."""
    return f"Ý kiến: {words}"


def suggestion_line(at: int, day: dt.date, words: str) -> str:
    """A suggestion."""
    return f"{at}. {words} ({date(day)})"


def more(count: int) -> str:
    """What the message leaves out."""
    return f"Còn {number(count)} nữa trong bảng .xlsx."


def kept_line(days: int) -> str:
    """How long words are kept."""
    if not days:
        return "Lời câu hỏi và góp ý chỉ giữ trong ngày, sau đó chỉ còn số đếm. Không có tên người."
    return f"Lời câu hỏi và góp ý giữ {number(days)} ngày, sau đó chỉ còn số đếm. Không có tên người."


# ── The sheet ──────────────────────────────────────────────────────────────────────────────────────────────

SHEET_FILE = "thong-ke.xlsx"
SHEETS = ("Theo ngày", "Chưa trả lời được", "Bị báo chưa đúng", "Góp ý")
DAY_COLUMNS = (
    "Ngày",
    "Câu hỏi",
    "Trả lời được",
    "Không tìm thấy",
    "Hỏi lại",
    "Trục trặc",
    "Báo chưa đúng",
    "Góp ý",
)
UNANSWERED_COLUMNS = ("Stt", "Câu hỏi", "Số lần", "Lần cuối")
DISPUTE_COLUMNS = ("Stt", "Ngày", "Câu hỏi", "Kết quả", "Nơi trích dẫn", "Ý kiến đúng là", "Bản văn bản")
SUGGESTION_COLUMNS = ("Stt", "Ngày", "Góp ý")
TOTAL = "Cộng"


# ── Log lines ──────────────────────────────────────────────────────────────────────────────────────────────

LOG_NOT_RECORDED = "Không ghi được thống kê câu hỏi (câu trả lời không bị ảnh hưởng): %s"
LOG_NOT_RECORDED_FAULT = "Ghi thống kê câu hỏi gặp lỗi"
WHY_TOO_MANY = "quá nhiều câu hỏi đang chờ ghi"
