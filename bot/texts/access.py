"""Every Vietnamese sentence about who may use the bot, and how much."""

from __future__ import annotations

import datetime as dt

from bot.clock import ZONE
from bot.texts.deadlines import date, hour

# ── Settings: one line each, for whoever starts the program ────────────────────────────────────────────────

SETTING_OPEN_WITH_LIST = (
    "KEHOACH_ACCESS là open (ai cũng dùng được) nhưng KEHOACH_CHATS lại có danh sách:"
    " hãy bỏ trống một trong hai."
)
SETTING_PAIRING_WITHOUT_ADMIN = (
    "KEHOACH_ACCESS là pairing nhưng chưa có người duyệt: hãy ghi mã số người quản trị vào KEHOACH_ADMINS."
)
SETTING_LIST_OF_NOBODY = (
    "KEHOACH_ACCESS là list nhưng chưa có ai trong danh sách:"
    " hãy ghi mã số vào KEHOACH_CHATS hoặc KEHOACH_ADMINS."
)


# ── Times and names ────────────────────────────────────────────────────────────────────────────────────────


def moment(at: dt.datetime) -> str:
    """A moment: "7 giờ 30 ngày 05/01/2026"."""
    local = at.astimezone(ZONE)
    return f"{hour(local.time())} ngày {date(local.date())}"


def named(name: str, username: str, number: int) -> str:
    """A person or group with what tells them from others: "Lan (@lan, mã số 7)"."""
    handle = f"@{username}, " if username else ""
    return f"{name} ({handle}mã số {number})"


# ── To those who may not use it ────────────────────────────────────────────────────────────────────────────

BUTTON_ASK = "Xin được dùng"
MAY_ASK = "Xin lỗi, anh/chị chưa được phép dùng trợ lý này. Anh/chị có thể xin người quản trị cho phép."
ASKED = "Đã gửi yêu cầu của anh/chị tới người quản trị. Có kết quả tôi sẽ báo ngay ở đây."
WAITING = "Yêu cầu của anh/chị đang chờ người quản trị. Có kết quả tôi sẽ báo ngay ở đây."
TOO_MANY_WAIT = "Hiện có nhiều yêu cầu đang chờ duyệt. Mời anh/chị xin lại sau."
ALREADY_ALLOWED = "Anh/chị đã được phép dùng rồi, mời anh/chị nhắn câu hỏi."
APPROVED = "Người quản trị đã cho phép anh/chị dùng trợ lý. Mời anh/chị nhắn câu hỏi, hoặc xem /help."
REFUSED = "Người quản trị chưa đồng ý để anh/chị dùng trợ lý này."
GROUP_WAITS = (
    "Xin chào! Nhóm này chưa được phép dùng trợ lý, tôi đã hỏi người quản trị. Có kết quả tôi sẽ báo ở đây."
)
GROUP_APPROVED = "Người quản trị đã cho phép nhóm này dùng trợ lý. Mời anh/chị gõ /hoi kèm câu hỏi."
GROUP_REFUSED = "Người quản trị chưa đồng ý để nhóm này dùng trợ lý."


def nobody_reached(number: int) -> str:
    """No administrator could be told of the request."""
    return (
        "Tôi chưa báo được cho người quản trị nào."
        f" Xin gửi mã số {number} của anh/chị cho người quản trị qua cách khác."
    )


def refused_until(at: dt.datetime) -> str:
    """A request that was refused, and when another may be made."""
    return f"{REFUSED} Anh/chị có thể xin lại sau {moment(at)}."


# ── To administrators ──────────────────────────────────────────────────────────────────────────────────────

BUTTON_APPROVE = "✓ Cho phép"
BUTTON_REFUSE = "✕ Từ chối"
ONLY_ADMINISTRATORS = "Lệnh này chỉ dành cho người quản trị."
ONLY_IN_PRIVATE = "Mời anh/chị dùng lệnh này khi nhắn riêng với tôi, vì kết quả có tên người."
REQUEST_GONE = "Không còn yêu cầu này."
MOVED = "không cần duyệt nữa, nhóm đã được phép từ trước dưới mã số cũ"


def request(name: str, asker: str, at: dt.datetime, *, group: bool) -> str:
    """A request, to be decided."""
    if group:
        return f"Một nhóm xin được dùng trợ lý\n{name}\nNgười thêm bot: {asker}\nLúc {moment(at)}"
    return f"Một người xin được dùng trợ lý\n{name}\nLúc {moment(at)}"


def decided(by: str, at: dt.datetime, *, approved: bool) -> str:
    """How a request was decided, and by whom."""
    return f"{'Đã cho phép' if approved else 'Đã từ chối'}: {by}, {moment(at)}"


def decided_before(by: str, *, approved: bool) -> str:
    """To whoever presses after that."""
    return f"{by} đã {'cho phép' if approved else 'từ chối'} trước đó."


DECIDED_NOW = {True: "Đã cho phép.", False: "Đã từ chối."}

# ── /quyen ─────────────────────────────────────────────────────────────────────────────────────────────────

OPEN_TO_ALL = "Ai cũng dùng được trợ lý này"
OPEN_HOW = "Muốn giới hạn: người cài đặt ghi KEHOACH_CHATS, hoặc đặt KEHOACH_ACCESS là pairing."
WHO_MAY = "Ai được dùng trợ lý"
MODE_LIST = "Chỉ những ai có trong phần cài đặt; người khác không xin được trong Telegram."
MODE_PAIRING = "Người khác có thể xin, người quản trị duyệt."
ADMINISTRATORS = "Người quản trị (theo cài đặt)"
LISTED_PEOPLE = "Người trong cài đặt"
LISTED_GROUPS = "Nhóm trong cài đặt"
LISTED_FIXED = "Mã số trong cài đặt chỉ sửa được ở KEHOACH_CHATS và KEHOACH_ADMINS, không thu hồi được ở đây."
APPROVED_PEOPLE = "Người được duyệt"
APPROVED_GROUPS = "Nhóm được duyệt"
NOT_IN_FORCE = "Những quyền đã duyệt dưới đây hiện không có hiệu lực, vì cài đặt không cho duyệt."
OPEN_REQUESTS = "Đang chờ duyệt"
NOBODY_FOUND = "Không có ai khớp trong danh sách."
ALREADY_WITHDRAWN = "Quyền này đã được thu hồi từ trước."
BUTTON_YES = "✕ Thu hồi"
BUTTON_BACK = "‹ Quay lại"


def grant_line(name: str, since: dt.datetime, by: str) -> str:
    """Somebody who was approved."""
    return f"{name}\ntừ {moment(since)}, {by} duyệt"


def request_line(name: str, at: dt.datetime) -> str:
    """Somebody who waits."""
    return f"{name}, xin lúc {moment(at)}"


def heading(title: str, count: int) -> str:
    """A part of the list."""
    return f"{title}: {count}"


def numbers(ids: list[int]) -> str:
    """Ids of the settings."""
    return ", ".join(map(str, ids))


def more(count: int) -> str:
    """Where the list is longer than what is shown."""
    return f"Còn {count} nữa; gõ /quyen kèm tên hoặc mã số để tìm."


def button_withdraw(name: str) -> str:
    """To take a right back."""
    return f"✕ Thu hồi: {name}"


def button_approve(name: str) -> str:
    """To approve from the list."""
    return f"✓ Cho phép: {name}"


def button_refuse(name: str) -> str:
    """To refuse from the list."""
    return f"✕ Từ chối: {name}"


def withdraw_sure(name: str) -> str:
    """Before a right is taken back."""
    pause = "Việc theo dõi và nhắc hạn ở đó cũng dừng cho đến khi được duyệt lại."
    return f"Thu hồi quyền dùng trợ lý?\n{name}\n{pause}"


def withdrawn(name: str) -> str:
    """A right was taken back."""
    return f"Đã thu hồi quyền của {name}."


def withdrawn_but_listed(name: str) -> str:
    """An approval was taken back of somebody whom the settings let in."""
    return (
        f"Đã bỏ phần được duyệt, nhưng {name} vẫn dùng được theo cài đặt."
        " Muốn thôi hẳn: sửa KEHOACH_CHATS, KEHOACH_ADMINS, KEHOACH_ACCESS."
    )


# ── Limits ─────────────────────────────────────────────────────────────────────────────────────────────────


def too_fast(seconds: int) -> str:
    """To a person."""
    return f"Anh/chị hỏi hơi nhanh, tôi chưa kịp trả lời. Mời anh/chị thử lại sau {seconds} giây."


def too_fast_here(seconds: int) -> str:
    """To a group."""
    return f"Nhóm đang hỏi hơi nhanh, tôi chưa kịp trả lời. Mời anh/chị thử lại sau {seconds} giây."


# ── Log lines ──────────────────────────────────────────────────────────────────────────────────────────────

LOG_ADMIN_NOT_REACHED = "Không báo được cho người quản trị %s: %s"
LOG_NOT_TOLD = "Không báo được kết quả cho %s: %s"
LOG_REMOVED = "Bot bị đưa ra khỏi nhóm %s"
