"""Every Vietnamese sentence of results shown while somebody types `@bot …` in any chat."""

from __future__ import annotations

import datetime as dt

from bot.texts.deadlines import date
from bot.texts.general import EXAMPLES

HOW_TITLE = "Gõ tiếp điều cần tra cứu"
HOW_DESCRIPTION = "Ví dụ: giải ngân, Sở Tư pháp, ai chủ trì lập quy hoạch tỉnh"
DOCUMENTS_TITLE = "Các văn bản tra cứu được"

BUTTON_READ = "Đọc trong kế hoạch"
BUTTON_OPEN = "Mở trợ lý"
BUTTON_NOTHING = "Văn bản không nói đến. Mở trợ lý"
BUTTON_MAY_ASK = "Xin được dùng trợ lý này"
BUTTON_NOT_ALLOWED = "Anh/chị chưa được phép dùng trợ lý này"


def how_to(bot_name: str) -> str:
    """What is sent to the chat by the first result of an empty query."""
    return (
        f"Tra cứu kế hoạch, công văn trong mọi cuộc trò chuyện\n"
        f"Gõ @{bot_name} rồi gõ tiếp câu hỏi, tên cơ quan hay vài chữ của nhiệm vụ; chọn một kết quả để gửi"
        f" câu trả lời kèm trích dẫn vào đây.\n\n"
        f"Ví dụ:\n• @{bot_name} giải ngân\n• @{bot_name} Sở Tư pháp\n• @{bot_name} {EXAMPLES[0]}"
    )


def lead(agencies: str) -> str:
    """Who leads, in a result's description."""
    return f"Chủ trì: {agencies}"


def due(words: str) -> str:
    """By when, as printed."""
    return f"Hạn: {words}"


def coming(day: dt.date, task: str) -> str:
    """The title of a task that falls due soon."""
    return f"{date(day)}: {task}"


def question(words: str) -> str:
    """What a result answers, in its description."""
    return f"Câu hỏi: {words}"


def continued(pages: int) -> str:
    """Below an answer of which only the first page fits into the message."""
    return f"(Còn {pages} trang nữa; mời anh/chị hỏi câu này trong trò chuyện riêng với trợ lý để xem đủ.)"
