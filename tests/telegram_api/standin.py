"""The bot over answers made for tests: what is asked decides what happens.

The channel is the real one; only the plans are not there, so that a failure, a long answer or two readings
of a question can be had at will.
"""

from __future__ import annotations

import os
import sys
import time

from bot.settings import parse_telegram_settings
from bot.telegram.app import run
from corpus.errors import PlansError
from corpus.model import Document
from index.model import Answer, Citation, Status

LABEL = "Kế hoạch số 1/KH-UBND ngày 02/01/2024, Danh mục, nhóm I, dòng 1"
QUOTE = "Rà soát <quy hoạch> & kế hoạch “2021 - 2030”"
SHORT = Answer(
    status=Status.ANSWERED,
    text=f"Chủ trì: Sở Xây dựng\nNhiệm vụ: {QUOTE}\nNguồn: {LABEL}",
    citations=(Citation(id="1/KH-UBND#I.1", label=LABEL, quote=QUOTE),),
)
LONG = Answer(
    status=Status.ANSWERED,
    text="\n".join(
        [
            "Có 90 nhiệm vụ:",
            *(f"{n}. Việc <{n}> & việc “khác” 🏛️, nêu rõ từng phần việc" * 2 for n in range(90)),
        ]
    ),
    citations=(Citation(id="1/KH-UBND#I.1", label=LABEL, quote=QUOTE),),
)
READINGS = Answer(
    status=Status.AMBIGUOUS,
    text="Câu hỏi có thể hiểu theo 2 cách, xin chọn:",
    options=("Ai chủ trì việc thứ nhất?", "Ai chủ trì việc thứ hai?"),
)
NOTHING = Answer(
    status=Status.NOT_FOUND,
    text="Tôi không tìm thấy nội dung này trong các văn bản đã nạp.\nGần nhất: mục 1",
    options=("mục 1",),
)
DOCUMENTS = (
    Document(id="1/KH-UBND", kind="Kế hoạch", number="1/KH-UBND", issuer="UBND tỉnh", title="Về <việc> thử"),
    Document(id="2/UBND-TH", kind="Công văn", number="2/UBND-TH"),
)


class Turns:
    """A conversation that remembers what was asked in it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def branch(self) -> Turns:
        """Another conversation with the same questions behind it."""
        other = Turns()
        other.asked = list(self.asked)
        return other


def ask(question: str, conversation: Turns) -> Answer:
    """Answer as the question wants it."""
    conversation.asked.append(question)
    if "lỗi" in question:
        raise RuntimeError(f"hỏng khi trả lời, mã {os.environ['TELEGRAM_BOT_TOKEN']}")
    if "chậm" in question:
        time.sleep(0.9)
    if "dài" in question:
        return LONG
    if "nào đó" in question:
        return READINGS
    if "không có" in question:
        return NOTHING
    if "đã hỏi gì" in question:
        return SHORT.model_copy(update={"text": " | ".join(conversation.asked)})
    if "khong dau" in question:
        return SHORT.model_copy(update={"interpreted": "không dấu"})
    return SHORT.model_copy(update={"text": f"Trả lời: {question}\n{SHORT.text}"})


def main() -> int:
    """As `kehoach bot`: status 2 and one line where a setting is wrong."""
    try:
        run(parse_telegram_settings(os.environ), ask, lambda: DOCUMENTS, Turns)
    except PlansError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
