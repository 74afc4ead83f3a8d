"""Every Vietnamese sentence about administrators who change the corpus from a channel.

Written as `bot.texts` is; what a change does is told as in `bot.texts.changes`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from bot.clock import ZONE
from bot.state.journal import Author
from bot.texts.changes import ACTIONS, OBSTACLES, THE_PROGRAM, TOUCHES, UNKNOWN_PERSON, UNKNOWN_TIME
from corpus.history import Action, Change, DocumentChange
from corpus.model import Document
from corpus.readiness import Obstacle
from corpus.vietnamese import squeeze
from index.answering.labels import document_label

# ── The buttons ────────────────────────────────────────────────────────────────────────────────────────────

BUTTON_ACCEPT = {
    Action.ADDED: "Đưa vào sử dụng",
    Action.REMOVED: "Gỡ văn bản",
    Action.ROLLED_BACK: "Quay lại bộ này",
}
BUTTON_INSIST = {
    Action.ADDED: "Vẫn đưa vào sử dụng",
    Action.REMOVED: "Vẫn gỡ văn bản",
    Action.ROLLED_BACK: "Vẫn quay lại bộ này",
}
BUTTON_BACK = "‹ Xem lại"
BUTTON_RETRY = "Thử lại"
BUTTON_CANCEL = "Hủy"

# ── While a file is taken in ───────────────────────────────────────────────────────────────────────────────

FETCHING = "Đang tải tệp về…"
PREPARING = "Đang chuẩn bị…"
COMPARING = "Đang so sánh với bộ đang dùng…"
MAKING = "Đang thực hiện…"
STOPPING = "Đang dừng…"
AT_WORK = "Đang thực hiện, xin chờ trong giây lát."
PHOTO = (
    "Telegram nén ảnh gửi kiểu này nên chữ dễ bị đọc sai, tôi không nhận."
    " Hãy gửi lại ảnh dưới dạng tệp (Đính kèm → Tệp)."
)
FETCH_FAILED = "Không tải được tệp từ Telegram. Hãy gửi lại tệp sau ít phút."
NO_ROOM = "Không lưu được tệp vào thư mục dữ liệu. Hãy kiểm tra chỗ trống và quyền ghi của máy chủ."
FAILED = (
    "Tôi gặp lỗi ngoài dự kiến nên đã dừng. /lichsu cho biết thay đổi nào đã có hiệu lực;"
    " muốn làm lại, hãy gửi lại tệp hoặc gõ lại lệnh."
)
CANCELLED = "Đã hủy, bộ văn bản giữ nguyên."
EXPIRED = "Đã quá hạn xem xét, bộ văn bản giữ nguyên. Muốn làm tiếp, hãy gửi lại tệp hoặc gõ lại lệnh."
GONE = (
    "Đề nghị này không còn nữa (đã xong, đã hủy, quá hạn, hoặc tôi vừa khởi động lại)."
    " Hãy gửi lại tệp hoặc gõ lại lệnh."
)
RESTARTED = (
    "Tôi vừa khởi động lại nên không còn giữ đề nghị này. /lichsu cho biết thay đổi nào đã có hiệu lực;"
    " muốn làm tiếp, hãy gửi lại tệp hoặc gõ lại lệnh."
)
NOT_YOURS = "Chỉ người quản trị được làm việc này."
ADMINISTRATORS_ONLY = "Lệnh này chỉ dành cho người quản trị."
DELETE_IT = "Xin anh/chị xóa ngay tin nhắn có tệp này khỏi Telegram."


def too_large(name: str, megabytes: int) -> str:
    """A file that the server of the Bot API does not hand out."""
    return (
        f"Tệp {name} lớn hơn {megabytes} MB, Telegram không cho bot tải về."
        " Hãy nạp bằng lệnh kehoach add trên máy chủ, hoặc giảm dung lượng (quét ở 200 dpi) rồi gửi lại."
    )


def local_file_missing(name: str) -> str:
    """A server of the Bot API in local mode that names a file which is not on this machine."""
    return (
        f"Máy chủ Bot API lưu tệp {name} ở nơi bot không đọc được."
        " Hãy chạy bot trên cùng máy với máy chủ ấy, hoặc tắt chế độ --local."
    )


def reading(what: str, done: int, all_: int) -> str:
    """How far the reading is."""
    if not what:
        return COMPARING
    return f"Đang đọc {what}: {done}/{all_}" if done else f"Đang đọc {what}…"


def waiting(who: str, since: dt.datetime) -> str:
    """Somebody else's files are being read."""
    return f"{who} đang nạp tệp khác từ {clock(since)}. Xin chờ, tôi sẽ đọc tệp này ngay sau đó."


# ── The report ─────────────────────────────────────────────────────────────────────────────────────────────

HEADS = {
    Action.ADDED: "Đã đọc xong, chưa thay đổi gì",
    Action.REMOVED: "Gỡ văn bản, chưa thay đổi gì",
    Action.ROLLED_BACK: "Quay lại bộ văn bản trước, chưa thay đổi gì",
}
DIFFERENCE = "Thay đổi so với bộ đang dùng"
UNDOES = "Lần thay đổi cuối, sẽ được bỏ: {}"
COMES_BACK = "Nếu quay lại, so với bộ đang dùng"
SAME_AS_NOW = "Nội dung như bộ đang dùng."
WHOLE_REPORT = "Toàn bộ báo cáo"
REPORT_FILE = "bao-cao.txt"
CHANGES = "mục và dòng: thêm {}, đổi {}, đánh số lại {}, bỏ {}"
WRONG_HEAD = "Câu hỏi mẫu đang trả lời đúng sẽ thành sai"


def turned_reason(count: int) -> str:
    """Why it is asked again."""
    return f"{count} câu hỏi mẫu đang trả lời đúng sẽ thành sai"


def obstacle_reason(file: str, obstacle: Obstacle) -> str:
    """Why it is asked again."""
    return f"văn bản trong tệp {file} {OBSTACLES[obstacle]}. Hãy kiểm tra lại tệp."


INSIST = "Xin xác nhận lần nữa"


def changed_meanwhile(change: Change | None) -> str:
    """Why what was shown is shown anew."""
    by = f" ({change.who or THE_PROGRAM}, {when(change)})" if change else ""
    return f"Bộ văn bản vừa thay đổi{by}, nên chưa làm gì. Xin xem lại thay đổi so với bộ hiện nay."


def also_open(who: str, since: dt.datetime) -> str:
    """Another administrator has a change before them."""
    return f"Lưu ý: {who} cũng đang xem xét một thay đổi từ {clock(since)}."


def done(action: Action, documents: int, sections: int, tasks: int, version: str, at: dt.datetime) -> str:
    """A change that was made."""
    what = {
        Action.ADDED: "Đã đưa vào sử dụng",
        Action.REMOVED: "Đã gỡ văn bản",
        Action.ROLLED_BACK: "Đã quay lại bộ văn bản trước",
    }[action]
    return (
        f"{what}, lúc {clock(at)}\n"
        f"Hiện có {documents} văn bản, {sections} mục, {tasks} dòng nhiệm vụ.\n"
        f"Phiên bản: {version}\n\n"
        "/lui: quay lại bộ trước\n/lichsu: lịch sử thay đổi"
    )


def which_to_remove(documents: Sequence[Document]) -> str:
    """The command without a document."""
    named = "\n".join(f"• /go {document.id}: {document_label(document)}" for document in documents)
    how = "Gõ /go kèm số hiệu; nhiều văn bản thì cách nhau bằng dấu phẩy."
    return f"Anh/chị muốn gỡ văn bản nào?\n{how}\n{named}"


# ── The history ────────────────────────────────────────────────────────────────────────────────────────────


def history_head(count: int) -> str:
    """Above the history."""
    return f"Lịch sử bộ văn bản: {count} lần thay đổi, mới nhất trước"


def history_line(change: Change) -> str:
    """One change: when, who, what."""
    by_itself = THE_PROGRAM if change.at else UNKNOWN_PERSON
    return f"{when(change)}, {change.who or by_itself}: {ACTIONS[change.action]}"


def history_document(document: DocumentChange) -> str:
    """A document of a change."""
    return f"• {TOUCHES[document.change]} {document.id} (tệp {document.file})"


def when(change: Change) -> str:
    """The time of a change here."""
    return clock(change.at) if change.at else UNKNOWN_TIME


def clock(at: dt.datetime) -> str:
    """A moment: "10:05 27/11/2026"."""
    return f"{at.astimezone(ZONE):%H:%M %d/%m/%Y}"


def who(author: Author) -> str:
    """An administrator as the history names them."""
    return squeeze(f"{author.name} (Telegram {author.id})")


# ── The log in the state database, and the program's own ───────────────────────────────────────────────────

LOG_REFUSED_UNNAMED = "tệp có dấu chỉ độ mật"
LOG_INSISTED = "; đã xác nhận dù có cảnh báo"
LOG_FAILED = "Việc của người quản trị thất bại"
LOG_NOT_FETCHED = "Không tải được tệp người quản trị gửi: %s"


NAMELESS = "tệp"
"""What a file is called that was sent without a name."""


def cell_line(row: str, words: str, old: str, new: str) -> str:
    """A cell of a row that changes, old → new."""
    return f"• Dòng {row} ({words}): “{old}” → “{new}”"
