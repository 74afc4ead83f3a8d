"""Every Vietnamese sentence about changing the corpus: what changes, what it spoils, who changed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from corpus.difference import CellChange, PlaceChange
from corpus.history import Action, Change, DocumentChange, Touch
from corpus.model import Document
from corpus.readiness import Obstacle

_WORDS = 70  # characters of a place's words in a list

# ── what changes ───────────────────────────────────────────────────────────────────────────────────────────

PLAN_NEW = "Văn bản mới: {} ({} mục, {} dòng nhiệm vụ)"
PLAN_CHANGED = "Thay văn bản {}:"
PLAN_SAME = "Văn bản {} không đổi."
PLAN_SAME_WORDS = "Văn bản {}: tệp khác, nội dung như cũ."
PLAN_GONE = "Bỏ văn bản: {} ({} mục, {} dòng nhiệm vụ)"
HEADER_CHANGED = "  phần đầu hoặc phần ký của văn bản đổi"
PLAN_RENAMED = "Có văn bản khác cùng số, nên mã của {} từ nay là {}."
PLAN_RENAMED_BACK = "Không còn văn bản khác cùng số, nên mã của {} từ nay là {}."
ADDED, CHANGED, MOVED, REMOVED = "thêm", "đổi", "đánh số lại", "bỏ"
LEADS, COOPS, DUES = "đổi chủ trì", "đổi phối hợp", "đổi thời hạn"
BLANK = "(để trống)"

NOTHING_CHANGES = "Không có gì thay đổi: các tệp này đã được nạp."
NOT_CHANGED = "Chưa thay đổi gì, bộ văn bản giữ nguyên."
CONFIRM = "Thực hiện các thay đổi trên? [c/K] "
CHANGED_NOW = "Đã xong. Hiện có {} văn bản, {} mục, {} dòng nhiệm vụ."
ROLLED_BACK = "Đã quay lại bộ văn bản trước đó: {} văn bản."
NO_VERSION_BEFORE = "Không có bộ văn bản nào trước bộ hiện tại để quay lại."
LAST_DOCUMENT = "Không bỏ được văn bản cuối cùng: bộ văn bản sẽ trống. Hãy nạp văn bản khác trước rồi bỏ sau."
FILE_CHANGED = "Không thay đổi gì: có tệp bị sửa trong lúc nạp. Hãy đợi ghi xong rồi làm lại."
INTERRUPTED = "Đã dừng theo yêu cầu."
INTERRUPTED_UNCHANGED = "Đã dừng theo yêu cầu: chưa thay đổi gì, bộ văn bản giữ nguyên."
INTERRUPTED_CHANGED = (
    "Đã dừng theo yêu cầu, nhưng thay đổi đã kịp có hiệu lực; muốn trở lại, hãy dùng lệnh rollback."
)


def list_heading(what: str, count: int) -> str:
    """The line above a list of places."""
    return f"  {what} ({count}):"


def place_line(place: PlaceChange) -> str:
    """One place in a list."""
    was = f" (trước là {place.was})" if place.was else ""
    return f"    {place.id}{was}: {cut(place.words)}"


def cell_line(cell: CellChange) -> str:
    """A cell that changes, old → new."""
    return f"    {cell.id} ({cut(cell.words)}): “{cell.old or BLANK}” → “{cell.new or BLANK}”"


def more(count: int) -> str:
    """The end of a list that was cut."""
    return f"    … và {count} chỗ khác"


def cut(text: str) -> str:
    """The first words of a text."""
    return text if len(text) <= _WORDS else text[: text.rfind(" ", 0, _WORDS)] + "…"


def which_document(typed: str, meant: Sequence[Document], loaded: Sequence[Document]) -> str:
    """A document named that is not loaded, or that could be several."""
    if meant:
        ids = ", ".join(document.id for document in meant)
        return f"“{typed}” có thể là: {ids}. Hãy ghi rõ một mã."
    ids = ", ".join(document.id for document in loaded)
    return f"Không có văn bản “{typed}”. Các văn bản đang có: {ids}."


# ── the golden questions ───────────────────────────────────────────────────────────────────────────────────

TURNED = "Câu hỏi mẫu đang trả lời đúng sẽ thành sai: {}"
TURNED_LINES = "  hỏi:  {}\n  nay:  {}\n  sẽ là: {}"
CONFIRM_TURNED = "Có {} câu hỏi mẫu thành sai. Vẫn thực hiện? [c/K] "
GOLDEN_CONFIRM = "Giữ câu này làm câu hỏi mẫu? Chỉ giữ khi câu trả lời trên là đúng. [c/K] "
GOLDEN_NOT_FOUND = (
    "Lưu ý: đây là câu trả lời “không thấy trong các văn bản”. Giữ thì từ nay phải luôn trả lời như vậy, "
    "kể cả khi nạp thêm văn bản."
)
GOLDEN_KEPT = "Đã giữ làm câu hỏi mẫu thứ {}."
GOLDEN_NOT_KEPT = "Không giữ câu này."
GOLDEN_THERE = "Câu này đã là câu hỏi mẫu."
GOLDEN_AMBIGUOUS = "Câu hỏi này còn có thể hiểu theo nhiều cách. Hãy hỏi rõ hơn rồi mới giữ làm câu hỏi mẫu."


def turned_refused(count: int) -> str:
    """Nobody there to say that the change is wanted all the same."""
    return (
        f"Không thay đổi gì: có {count} câu hỏi mẫu đang trả lời đúng sẽ thành sai. "
        "Hãy xem lại tệp, hoặc thêm --force nếu đúng là muốn vậy."
    )


OBSTACLES = {
    Obstacle.NO_TASKS: "không có bảng nhiệm vụ nào, có thể phụ lục nằm ở tệp khác",
    Obstacle.NO_NUMBER: "chưa có số, ký hiệu, có thể là bản dự thảo",
}


def obstacle_refused(file: str, obstacle: Obstacle) -> str:
    """A plan that is probably not the file its administrator means."""
    return (
        f"Không thay đổi gì: văn bản trong tệp {file} {OBSTACLES[obstacle]}. "
        "Hãy kiểm tra lại tệp, hoặc thêm --force nếu đúng là muốn nạp."
    )


def obstacle_line(obstacle: Obstacle) -> str:
    """The same, told by `check`."""
    return f"  Văn bản {OBSTACLES[obstacle]}: muốn nạp phải thêm --force"


# ── the history ────────────────────────────────────────────────────────────────────────────────────────────

NO_HISTORY = "Chưa có thay đổi nào."
UNKNOWN_TIME, UNKNOWN_PERSON = "không rõ lúc nào", "(không ghi)"
THE_PROGRAM = "(chương trình)"
ACTIONS = {
    Action.FIRST: "nạp các văn bản kèm theo chương trình",
    Action.ADDED: "nạp văn bản",
    Action.REMOVED: "bỏ văn bản",
    Action.ROLLED_BACK: "quay lại bộ văn bản trước",
    Action.REBUILT: "đọc lại các tệp đã nạp (chương trình mới, hoặc dữ liệu hỏng)",
}
TOUCHES = {Touch.ADDED: "thêm", Touch.REPLACED: "thay", Touch.REMOVED: "bỏ"}


def change_line(change: Change, at: dt.datetime | None) -> str:
    """A change in one line; `at` is its time here."""
    when = f"{at:%H:%M %d/%m/%Y}" if at else UNKNOWN_TIME
    by_itself = THE_PROGRAM if change.at else UNKNOWN_PERSON
    return f"{when}  {change.who or by_itself}  {ACTIONS[change.action]}  [{change.version}]"


def changed_document_line(document: DocumentChange) -> str:
    """A document of a change."""
    return (
        f"    {TOUCHES[document.change]} {document.id} (tệp {document.file}, sha256 {document.sha256[:12]}…)"
    )


# ── a running program ──────────────────────────────────────────────────────────────────────────────────────

LOG_NEW_CORPUS = "Đã chuyển sang bộ văn bản mới: %s văn bản"
LOG_NOT_FOLLOWED = "Chưa đọc được bộ văn bản mới, vẫn trả lời theo bộ cũ: %s"
LOG_LEFT_OUT = "Bản mới của chương trình không nhận tệp %s nên bỏ ra khỏi bộ văn bản: %s"
LOG_OTHER_PROGRAM = "Bộ văn bản mới do bản khác của chương trình đọc; hãy khởi động lại để dùng"


def golden_unwritable(path: str, reason: str | None) -> str:
    """The file of golden questions, which cannot be written."""
    return f"Không ghi được tệp {path}: {reason}. Hãy kiểm tra quyền ghi và chỗ trống."
