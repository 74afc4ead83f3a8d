"""Every Vietnamese sentence of reading plans on a phone: places, lists, agencies, and their buttons."""

from __future__ import annotations

# ── Reading a plan ─────────────────────────────────────────────────────────────────────────────────────────

ROWS_HERE = "Bảng ở mục này được trình bày từng dòng ở các trang sau."
PARTS_BELOW = "Gồm các mục:"
HEAD_OF_DOCUMENT = "Phần đầu văn bản"
RECIPIENTS = "Nơi nhận"
TASK, LEAD, COOP, START, DUE, PRODUCT, GOAL = (
    "Nhiệm vụ",
    "Chủ trì",
    "Phối hợp",
    "Thời gian thực hiện",
    "Thời hạn",
    "Sản phẩm",
    "Mục tiêu",
)
OF_TABLE = "Bảng"
GOAL_INHERITED = "(ghi chung cho các dòng trong cùng ô)"

CHANGED = "Lưu ý: lời văn ở chỗ này đã khác so với lúc liên kết được tạo; dưới đây là bản hiện nay."
PLACE_GONE = "Chỗ anh/chị tìm không còn trong văn bản; đây là chỗ gần nhất."
DOCUMENT_GONE = "Văn bản này không còn trong các văn bản tra cứu được. Mời anh/chị xem /vanban."
ROW_GONE = "Dòng này không còn trong văn bản. Mời anh/chị hỏi lại."
LINK_UNKNOWN = "Tôi không nhận ra liên kết này. Mời anh/chị xem /vanban hoặc nhắn thẳng câu hỏi."

BUTTON_PREVIOUS, BUTTON_NEXT = "‹ Trước", "Sau ›"
BUTTON_CONTENTS = "☰ Mục lục"
BUTTON_PROSE = "Phần lời"
BUTTON_SHEET = "📄 Bảng (.xlsx)"


def foot_label(document: str) -> str:
    """The end of a document."""
    return f"{document}, phần cuối"


def source(label: str) -> str:
    """Where something stands."""
    return f"Nguồn: {label}"


def field(name: str, value: str) -> str:
    """A field of a row."""
    return f"{name}: {value}"


def group(number: str, title: str) -> str:
    """The group a row stands in."""
    return f"Nhóm {number}: {title}" if title else f"Nhóm {number}"


def group_of_table(table: str, group: str) -> str:
    """A group where a plan has several tables."""
    return f"{table}, {group[:1].lower()}{group[1:]}"


def continued(place: str) -> str:
    """Above the further pages of a long section."""
    return f"{place} (tiếp theo)"


def button_position(at: int, total: int, page: int, pages: int) -> str:
    """Where one is: "12/133", of a long section with its page."""
    return f"{at}/{total}" if pages == 1 else f"{at}/{total} · tr. {page}/{pages}"


def button_read(kind: str) -> str:
    """Where an answer stands in its document."""
    return f"📖 Xem trong {kind[:1].lower()}{kind[1:]}" if kind else "📖 Xem trong văn bản"


def button_read_short(kind: str) -> str:
    """The same between its neighbours: a third of a phone's width holds no more."""
    return f"📖 {kind}" if 0 < len(kind) <= 10 else "📖 Văn bản"


def button_row(number: str) -> str:
    """The row of the table that speaks of the same task."""
    return f"Dòng {number}" if number else "Trong bảng"


def button_before(number: str) -> str:
    """The row before."""
    return f"‹ {number}" if number else BUTTON_PREVIOUS


def button_after(number: str) -> str:
    """The row after."""
    return f"{number} ›" if number else BUTTON_NEXT


def button_group(number: str) -> str:
    """All rows of a group, or of a table without groups."""
    return f"Nhóm {number}" if number else "Cả bảng"


# ── Table of contents ──────────────────────────────────────────────────────────────────────────────────────


def contents_of(document: str) -> str:
    """The heading of the table of contents."""
    return f"Mục lục {document}"


def entry(title: str, position: int) -> str:
    """A line of the table of contents."""
    return f"{title} · {position}"


def entry_rows(title: str, count: int) -> str:
    """A group of rows."""
    return f"{title} ({count} dòng)"


def entry_range(title: str, first: str, last: str) -> str:
    """A part of a long table."""
    return f"{title}, dòng {first} đến {last}"


# ── Lists of tasks ─────────────────────────────────────────────────────────────────────────────────────────

NO_DUE_PRINTED = "không ghi hạn"
CHECK_ORIGINAL = "bản quét hỏng, xin đối chiếu bản gốc"
TASKS_WHAT = """\
Mời anh/chị gõ tên cơ quan, số kế hoạch, nhóm hoặc thời gian sau lệnh, ví dụ:
/nhiemvu Sở Tư pháp
/nhiemvu kế hoạch 54 nhóm II
/nhiemvu quý IV/2024"""


def tasks_question(words: str) -> str:
    """What /nhiemvu asks for."""
    return f"Các nhiệm vụ {words}"


def tasks_question_due(words: str) -> str:
    """The same with a period in the words."""
    return f"Các nhiệm vụ có hạn {words}"


def no_tasks(document: str) -> str:
    """A document that assigns tasks in its prose only."""
    return f"{document} không có bảng giao nhiệm vụ. Mời anh/chị xem mục lục hoặc hỏi thẳng nội dung."


def followed_tasks(count: int) -> str:
    """The tasks of what is followed in a chat."""
    return f"{count} nhiệm vụ đang theo dõi ở đây"


def row_in_list(number: int, task: str) -> str:
    """A task of a list."""
    return f"{number}. {task}"


def row_details(lead: str, due: str, place: str, *, uncertain: bool) -> str:
    """Below a task of a list: who, by when, where, and whether the scan's damage leaves that in doubt."""
    parts = (lead, f"hạn: {due}" if due else NO_DUE_PRINTED, place, CHECK_ORIGINAL if uncertain else "")
    return " · ".join(filter(None, parts))


def plan_in_list(document: str, province: str, count: int) -> str:
    """The rows of one plan."""
    return f"{document}, {province} ({count})" if province else f"{document} ({count})"


def group_title(number: str, title: str, count: int) -> str:
    """The heading of a group's list."""
    named = f"Nhóm {number}: {title}" if number else title
    return f"{named} ({count} nhiệm vụ)"


# ── Agencies ───────────────────────────────────────────────────────────────────────────────────────────────

BUTTON_COOP, BUTTON_LEAD = "🏛 Phối hợp", "🏛 Chủ trì"
BUTTON_ALL_AGENCIES = "☰ Các cơ quan"
NO_AGENCIES = "Các văn bản đã nạp chưa có bảng giao nhiệm vụ cho cơ quan nào."
AGENCY_GONE = "Các văn bản hiện nay không còn giao việc cho cơ quan này."
AGENCIES_HINT = (
    "Số đứng trước là nhiệm vụ chủ trì, đứng sau là phối hợp. Bấm tên để xem, hoặc gõ /coquan và tên."
)
LEADS, COOPERATES = "Chủ trì", "Phối hợp"


def agencies_heading(count: int, documents: int) -> str:
    """The list of agencies."""
    return f"{count} cơ quan, nhóm cơ quan được giao việc trong {documents} văn bản"


def agency_line(number: int, name: str, today: str, lead: int, coop: int) -> str:
    """An agency of the list."""
    renamed = f" (nay là {today})" if today else ""
    return f"{number}. {name}{renamed}: {lead} / {coop}"


def agency_button(name: str, tasks: int) -> str:
    """Its button. One count, with its word: "7/8" reads as a date."""
    return f"{name}: {tasks} nhiệm vụ"


def agency_heading(name: str, lead: int, coop: int) -> str:
    """The fact about one agency."""
    counts = [f"chủ trì {lead}" if lead else "", f"phối hợp {coop}" if coop else ""]
    return f"{name} {', '.join(filter(None, counts))} nhiệm vụ"


def agency_in_province(name: str, province: str) -> str:
    """Told apart where plans of several provinces are loaded."""
    return f"{name} ({province})"


def role_heading(role: str, count: int) -> str:
    """The part of the list for one role."""
    return f"{role} ({count})"


def together(count: int, names: str) -> str:
    """Rows given to groups that include the agency."""
    return f"Ngoài ra, {count} nhiệm vụ giao chung cho {names}."


def merged(count: int, before: str) -> str:
    """Rows given to an agency that has become this one."""
    return f"Ngoài ra, {count} nhiệm vụ giao cho {before}, nay thuộc cơ quan này."


def agency_unknown(words: str) -> str:
    """No such agency in the tables."""
    return f"Các bảng nhiệm vụ đã nạp không giao việc cho “{words}”."


def agencies_near(words: str) -> str:
    """Several agencies whose names hold the words."""
    return f"Các cơ quan có tên gần với “{words}”:"


def agency_sheet(name: str) -> str:
    """The title of an agency's sheet."""
    return f"Nhiệm vụ của {name} (chủ trì và phối hợp)"


def group_sheet(document: str, group: str) -> str:
    """The title of a group's sheet."""
    return f"Nhiệm vụ nhóm {group}, {document}" if group else f"Nhiệm vụ trong {document}"
