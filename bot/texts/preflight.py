"""Every Vietnamese sentence of `kehoach bot --check`: one line each, for whoever starts the bot."""

from __future__ import annotations

SETTINGS_GOOD = "Thiết lập hợp lệ (biến môi trường)"
NO_ADMINISTRATORS = "Chưa đặt người quản trị: ghi mã số vào KEHOACH_ADMINS"
OPEN_TO_ALL = "Ai cũng dùng được bot: muốn giới hạn thì đặt KEHOACH_CHATS hoặc KEHOACH_ACCESS"
PRIVACY_ON = "Chế độ riêng tư đang bật: trong nhóm, bot chỉ nhận tin gửi cho nó"
PRIVACY_OFF = (
    "Chế độ riêng tư đang tắt, bot nhận mọi tin trong nhóm: nhắn /setprivacy cho @BotFather, chọn Enable,"
    " rồi thêm lại bot vào nhóm"
)
GROUPS_OFF = "Chưa thêm bot vào nhóm được: nhắn /setjoingroups cho @BotFather, chọn Enable"
INLINE_ON = "Gọi bot trong mọi cuộc trò chuyện (inline) đang bật"
INLINE_OFF = (
    "Chưa bật việc gọi bot trong mọi cuộc trò chuyện (inline): muốn dùng thì nhắn /setinline cho @BotFather"
)
TELEGRAM_NOT_ASKED = "Chưa thử nối với Telegram vì thiết lập còn sai"
TELEGRAM_SLOW = "không trả lời trong thời gian chờ"
TESSERACT_GOOD = "Có tesseract tiếng Việt: nạp được bản quét và ảnh"
TESSERACT_MISSING = (
    "Chưa có tesseract tiếng Việt nên chưa nạp được bản quét, ảnh:"
    " muốn dùng thì cài tesseract-ocr và tesseract-ocr-vie"
)
LIBREOFFICE_GOOD = "Có LibreOffice: nạp được .doc, .rtf, .odt, .xls, .ods"
LIBREOFFICE_MISSING = (
    "Chưa có LibreOffice nên chưa nạp được .doc, .rtf, .odt, .xls, .ods:"
    " muốn dùng thì cài libreoffice-writer và libreoffice-calc"
)
STATE_NEW = "Chưa có dữ liệu theo dõi, ghi chú: bot tự lập khi chạy lần đầu"
READY = "Bot khởi động được."
NOT_READY = "Bot chưa khởi động được: xin sửa những chỗ có dấu ✗ ở trên."


def settings_good(file: str) -> str:
    """The settings are right; the file they also come from."""
    return f"Thiết lập hợp lệ (biến môi trường và tệp {file})"


def administrators(count: int) -> str:
    """How many there are."""
    return f"Có {count} người quản trị"


def who_may(listed: int, *, pairing: bool) -> str:
    """Who may use the bot, where that is not everyone."""
    others = "người khác xin, người quản trị duyệt" if pairing else "người khác không dùng được"
    return f"Dùng được bot: {listed} nhóm, người trong KEHOACH_CHATS và người quản trị; {others}"


def token_good(username: str) -> str:
    """Telegram knows the token."""
    return f"Telegram chấp nhận mã bot: @{username}"


def unreachable(through: str, why: str) -> str:
    """Telegram cannot be reached: nothing is known of the token."""
    route = f" qua {through}" if through else ""
    remedy = f"kiểm tra {through}" if through else "kiểm tra mạng, hoặc đặt TELEGRAM_PROXY"
    return f"Không nối được với Telegram{route} nên chưa biết mã bot đúng hay sai: {remedy} ({why})"


def telegram_fault(why: str) -> str:
    """Telegram answers, but with an error that says nothing of the token."""
    return f"Telegram trả lời lỗi, xin thử lại sau ít phút ({why})"


def directory_good(path: str) -> str:
    """The data directory can be written."""
    return f"Thư mục dữ liệu {path} ghi được"


def directory_bad(path: str) -> str:
    """It cannot."""
    return f"Không ghi được vào thư mục dữ liệu {path}: kiểm tra quyền ghi của người dùng chạy bot"


def directory_is_none(path: str) -> str:
    """Something else stands there."""
    return f"{path} không phải thư mục: sửa KEHOACH_DATA"


def state_good(version: int) -> str:
    """The state database can be opened."""
    return f"Dữ liệu theo dõi, ghi chú mở được (cấu trúc {version})"


def state_old(version: int, newest: int) -> str:
    """It will be migrated."""
    return f"Dữ liệu theo dõi, ghi chú mở được; khi chạy, bot nâng cấu trúc từ {version} lên {newest}"


def plans_good(count: int) -> str:
    """How many are loaded."""
    return f"Đã nạp {count} văn bản"


def plans_first(count: int) -> str:
    """None are loaded yet; those that come with the program will be."""
    return f"Chưa nạp văn bản: khi chạy lần đầu, bot nạp {count} văn bản có sẵn"


def plans_again(count: int) -> str:
    """They will be read again, by newer code or after damage."""
    return f"Có {count} tệp văn bản, bot sẽ đọc lại khi chạy (lần đầu sau khi cập nhật hoặc dữ liệu hỏng)"


def plans_none(path: str) -> str:
    """There is nothing to read them from."""
    return f"Bộ văn bản trong {path} không còn tệp nào: nạp lại bằng lệnh kehoach add"
