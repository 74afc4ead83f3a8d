"""Every Vietnamese sentence about deadlines, reminders, marks and what is kept of them.

Written as `bot.texts` is. What the plan says is called so ("hạn trong kế hoạch"); nothing here says that a
task was done or was not: that is for the officials themselves to note.
"""

from __future__ import annotations

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
