"""Every Vietnamese sentence the program can say, in one place.

Plain text without markup: `bot.render` marks it up. Functions where a value goes in. The reader is addressed
as "anh/chị"; the sentences are short, without technical words where an official reads them.
"""

from __future__ import annotations

from corpus.model import Document, TaskRow
from index.answering.labels import document_label

# ── Telegram: what officials read ──────────────────────────────────────────────────────────────────────────

COMMANDS = {
    "hoi": "Hỏi một câu về kế hoạch, công văn",
    "vanban": "Các văn bản tra cứu được",
    "nhiemvu": "Nhiệm vụ của cơ quan, kế hoạch, nhóm, thời gian",
    "coquan": "Các cơ quan được giao việc",
    "hanxong": "Các hạn trong kế hoạch, theo cơ quan và thời gian",
    "theodoi": "Theo dõi và nhắc hạn của cơ quan, kế hoạch, nhiệm vụ",
    "xuat": "Danh sách nhiệm vụ thành bảng .xlsx",
    "gopy": "Báo câu trả lời chưa đúng, góp ý",
    "help": "Cách hỏi",
}
"""The commands shown everywhere, where a handler takes them, and what each is for; in the menu's order."""
PRIVATE_COMMANDS = {"start": "Bắt đầu"}
"""The same, of those shown in private chats only."""
ADMINISTRATORS_COMMANDS = {
    "lui": "Quay lại bộ văn bản trước lần thay đổi cuối",
    "go": "Gỡ một văn bản khỏi bộ đang dùng",
    "lichsu": "Ai đã thay đổi bộ văn bản, lúc nào",
    "quyen": "Ai được dùng: xem, duyệt, thôi",
    "thongke": "Câu chưa trả lời được, câu bị báo chưa đúng",
}
"""The same, of those shown in administrators' private chats only."""

EXAMPLES = (
    "Cơ quan nào chủ trì lập quy hoạch tỉnh?",
    "Sở Xây dựng phải hoàn thành những nhiệm vụ nào?",
    "Có bao nhiêu nhiệm vụ giao cho Công an tỉnh chủ trì?",
)

SHORT_DESCRIPTION = "Tra cứu kế hoạch, công văn của tỉnh: ai chủ trì, hạn khi nào, kèm trích dẫn nguyên văn."
DESCRIPTION = f"""\
Tôi tra cứu các kế hoạch, công văn của tỉnh: ai chủ trì, ai phối hợp, hạn khi nào, sản phẩm gì. Câu trả lời \
nào cũng ghi rõ nguồn và nguyên văn; văn bản không nói đến thì tôi báo là không có.

Ví dụ: {EXAMPLES[0]}"""

WELCOME = f"""\
Xin chào anh/chị!
Tôi tra cứu các kế hoạch, công văn của tỉnh và trả lời kèm trích dẫn nguyên văn.

Anh/chị cứ nhắn câu hỏi, ví dụ:
• {EXAMPLES[0]}
• {EXAMPLES[1]}

/vanban: các văn bản tra cứu được
/help: cách hỏi"""

HELP = f"""\
Cách hỏi
Nhắn câu hỏi như hỏi một đồng nghiệp, có dấu hay không dấu đều được: ai chủ trì, ai phối hợp, hạn khi nào, \
sản phẩm gì, văn bản nói gì, một cơ quan có những việc nào, bao nhiêu việc.

Ví dụ:
• {EXAMPLES[0]}
• {EXAMPLES[1]}
• {EXAMPLES[2]}

Trong nhóm, tôi chỉ trả lời khi anh/chị gõ /hoi kèm câu hỏi, nhắc tên tôi, hoặc trả lời một tin nhắn của tôi.

/nhiemvu Sở Tư pháp: các nhiệm vụ
/coquan: các cơ quan được giao việc
/hanxong Sở Tư pháp tháng 6: các hạn trong kế hoạch
/theodoi Sở Tư pháp: nhắc trước hạn 7, 3, 1 ngày
/xuat kế hoạch 54: danh sách nhiệm vụ thành bảng .xlsx

Câu trả lời nào cũng ghi rõ nguồn và nguyên văn. Văn bản không nói đến thì tôi báo là không có.

Câu trả lời chưa đúng thì xin bấm “Chưa đúng” bên dưới, hoặc góp ý bằng /gopy.

/vanban: các văn bản tra cứu được"""

HELP_FOR_ADMINISTRATORS = "\n".join(
    (
        "Dành cho người quản trị",
        "Gửi tệp kế hoạch vào đây (Word, Excel, PDF, bản quét): tôi đọc, nêu các chỗ nên đối chiếu và các"
        " thay đổi, anh/chị bấm nút thì mới đưa vào sử dụng.",
        *(f"/{name}: {purpose[0].lower()}{purpose[1:]}" for name, purpose in ADMINISTRATORS_COMMANDS.items()),
    )
)
"""What /help says to them in private, below the rest."""

ASK_WHAT = f"""\
Mời anh/chị gõ câu hỏi sau lệnh /hoi, hoặc trả lời tin nhắn này bằng câu hỏi.
Ví dụ: /hoi {EXAMPLES[0]}"""

ONLY_TEXT = "Xin lỗi, tôi chỉ đọc được câu hỏi bằng chữ. Mời anh/chị gõ câu hỏi."
UNKNOWN_COMMAND = "Tôi không có lệnh này. Mời anh/chị nhắn thẳng câu hỏi, hoặc xem /help."
APOLOGY = "Xin lỗi anh/chị, tôi gặp trục trặc khi tra cứu câu này. Mời anh/chị hỏi lại sau ít phút."
NO_DOCUMENTS = "Hiện chưa có văn bản nào để tra cứu."

PREVIOUS_PAGE = "‹ Trước"
NEXT_PAGE = "Sau ›"
EXPIRED = "Tin nhắn này đã cũ, tôi không còn giữ nội dung. Mời anh/chị hỏi lại câu hỏi."
ALREADY_ASKED = "Câu này tôi đã trả lời ở bên dưới."


def page_position(number: int, total: int) -> str:
    """Where the reader is: "2/5"."""
    return f"{number}/{total}"


def page_notice(number: int, total: int) -> str:
    """The position in words, where a button was pressed that leads nowhere else."""
    return f"Trang {number} trên {total}"


def not_allowed(user_id: int) -> str:
    """To a person who is not among those who may use the bot; with the id an administrator needs."""
    return (
        "Xin lỗi, anh/chị chưa được phép dùng trợ lý này."
        f" Xin gửi mã số {user_id} của anh/chị cho người quản trị."
    )


def source_line(label: str) -> str:
    """The line above a quote that says where it stands."""
    return f"Nguồn: {label}"


def understood_as(question: str) -> str:
    """How the question was read, where that differs from how it was typed."""
    return f"Tôi hiểu câu hỏi là: {question}"


def chosen_question(question: str) -> str:
    """The question behind a pressed button, so that a reader of the group sees what is answered."""
    return f"Câu hỏi: {question}"


def numbered_option(number: int, question: str) -> str:
    """One of several readings of a question, in the text and on its button."""
    return f"{number}. {question}"


def document_count(count: int) -> str:
    """The heading of the list of documents."""
    return f"Đang tra cứu được {count} văn bản"


def document_line(kind: str, number: str, date: str, issuer: str, title: str) -> str:
    """One document as a person cites it; every part but the number may be empty."""
    named = " ".join(
        filter(None, (kind, number and f"số {number}", date and f"ngày {date}", issuer and f"của {issuer}"))
    )
    return f"• {named}: {title}" if title else f"• {named}"


# ── The bot's log: for whoever runs it ─────────────────────────────────────────────────────────────────────

LOG_STARTED = "Bot @%s đã sẵn sàng"
LOG_STOPPED = "Bot đã dừng"
LOG_CONNECTION_LOST = "Mất kết nối tới Telegram, đang thử lại: %s"
LOG_CONNECTION_BACK = "Đã nối lại với Telegram"
LOG_ANOTHER_BOT = "Một bản khác của bot đang chạy với cùng mã bot; hãy dừng bớt, chỉ để một bản"
LOG_ASK_FAILED = "Tra cứu thất bại, đã xin lỗi người hỏi"
LOG_HANDLER_FAILED = "Xử lý tin nhắn thất bại"
LOG_NOT_SENT = "Không gửi được câu trả lời: %s"
LOG_RETRY = "Gửi chưa được, thử lại sau %.1f giây: %s"
LOG_GROUP_NOT_LISTED = "Im lặng trong nhóm %s vì không có trong KEHOACH_CHATS"
LOG_NO_COMMAND_MENU = "Không đặt được danh sách lệnh, lời giới thiệu của bot: %s"
LOG_ADMINISTRATOR_UNKNOWN = "Người quản trị %s chưa nhắn cho bot lần nào, nên chưa có danh sách lệnh riêng"


# ── The terminal ───────────────────────────────────────────────────────────────────────────────────────────

COMMAND, QUESTION, FILE, DOCUMENT = "LỆNH", "CÂU HỎI", "TỆP", "SỐ HIỆU"
AGENCY, DAY, PERIOD = "CƠ QUAN", "NGÀY", "THỜI GIAN"
"""What stands for a value in the help of a command."""

CLI_HELP = {
    "program": "Tra cứu kế hoạch, công văn của tỉnh: hỏi đáp có trích dẫn nguyên văn.",
    "data": "thư mục dữ liệu (mặc định: biến KEHOACH_DATA, hoặc thư mục data của dự án)",
    "json": "in JSON, mỗi dòng một đối tượng",
    "doc": "chỉ một văn bản, ví dụ 54/KH-UBND",
    "yes": "làm ngay, không hỏi lại",
    "force": "làm cả khi có câu hỏi mẫu đang đúng thành sai",
    "strip": "hỏi mọi câu không dấu",
    "wrong": "in từng câu trả lời sai",
    "distractors": "thêm các đoạn văn không liên quan (JSON từng dòng: id, title, text) để thử gây nhiễu",
    "ablate": "đo giá trị của từng bộ phận: lần lượt bỏ đi một",
    "ask": "trả lời một câu hỏi",
    "batch": "trả lời một tệp câu hỏi (JSON từng dòng, hoặc - để đọc từ bàn phím)",
    "docs": "các văn bản đã nạp",
    "sections": "các mục của văn bản",
    "tasks": "các dòng nhiệm vụ",
    "check": "đọc thử tệp kế hoạch, nêu các chỗ nên đối chiếu, không nạp",
    "add": "nạp thêm hoặc thay kế hoạch",
    "remove": "bỏ văn bản đã nạp",
    "history": "ai đã thay đổi bộ văn bản, lúc nào",
    "golden": "add: hỏi một câu, và giữ câu trả lời đúng làm mẫu để thử mỗi lần thay đổi",
    "rollback": "quay lại bộ văn bản trước lần thay đổi cuối",
    "chat": "hỏi đáp ngay trong cửa sổ này",
    "bot": "chạy bot Telegram",
    "bot-check": "chỉ kiểm tra xem bot có khởi động được không, không chạy",
    "eval": "chấm một tệp câu hỏi",
    "retrieval": "đo chất lượng tìm kiếm trên một bộ câu hỏi bên ngoài",
}

CHAT_WELCOME = f"Mời anh/chị gõ câu hỏi về các kế hoạch đã nạp (gõ “thoát” để dừng).\nVí dụ: {EXAMPLES[0]}\n"
CHAT_PROMPT = "Hỏi: "
CHAT_LEAVE = frozenset({"thoát", "thoat", "exit", "quit", "q"})

LOADING = "Đang đọc văn bản"
INDEXING = "Đang lập chỉ mục"
ANSWERS_YES = frozenset({"c", "có", "co", "y", "yes"})


def cli_usage_error(program: str) -> str:
    """A command line that does not fit the grammar."""
    return f"Lệnh chưa đúng. Gõ “{program} --help” để xem cách dùng."


def cli_bad_json(file: str, line: int) -> str:
    """A line of a question file that is no question."""
    return f'{file}, dòng {line}: cần một đối tượng JSON có "question" hoặc "turns".'


def cli_document(document: Document, sections: int, tasks: int) -> str:
    """A document in one line; one without a number is called by its title anyway."""
    title = f": {' '.join(document.title.split())}" if document.number and document.title else ""
    return f"{document_label(document)}{title} ({sections} mục, {tasks} dòng nhiệm vụ)"


def cli_task(task: TaskRow) -> str:
    """A task row in one line."""
    words = " ".join(task.task.split())
    return f"{task.id}\t{task.lead_text or ''}\t{task.due or ''}\t{words[:100]}"


def cli_fault(what: str) -> str:
    """A fault of the program."""
    what = " ".join(what.split())[:200]
    remedy = "Xin chạy lại; nếu vẫn lỗi, hãy báo dòng này cho người phụ trách."
    return f"Chương trình gặp lỗi ngoài dự kiến ({what}). {remedy}"


def cli_broken_data(what: str) -> str:
    """A data file that cannot be read."""
    return f"Dữ liệu đã nạp bị hỏng ({what}). Xin chạy lại; chương trình sẽ lập lại từ các tệp đã nạp."
