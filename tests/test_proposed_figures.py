"""Yes or no of figures: read from the question, held against the plan's own sentence, never guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.service import Service
from index.conversation import Conversation
from index.model import Answer, Status
from index.reading.quantities import find_proposed, find_quantities


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("đạt trên 95% hồ sơ", [("95", "%", "least")]),
        ("tinh giản 0,45 % biên chế và 1,4% người", [("0.45", "%", ""), ("1.4", "%", "")]),
        ("tỷ lệ 95.5 phần trăm", [("95.5", "%", "")]),
        ("kinh phí 1.200 triệu đồng", [("1200000000", "đồng", "")]),
        ("không quá 1.250.000 đồng", [("1250000", "đồng", "most")]),
        ("1,2 tỷ", [("1200000000", "đồng", "")]),
        ("từ 35 % trở lên", [("35", "%", "least")]),
        ("thêm 10 xã", [("10", "xã", "")]),
        ("Kế hoạch số 54/KH-UBND ngày 12/4/2022", []),
    ],
)
def test_quantities_are_read_as_vietnamese_writes_them(text: str, wanted: list[tuple[str, str, str]]) -> None:
    """A point parts thousands, a comma decimals; money counts in đồng; dates and numbers of documents do not."""
    assert [(q.value, q.unit, q.bound) for q in find_quantities(text)] == [
        (Decimal(value), unit, bound) for value, unit, bound in wanted
    ]


@pytest.mark.parametrize(
    ("question", "printed"),
    [
        ("tỷ lệ giải ngân có phải 95% không?", "95%"),
        ("kinh phí là 1.200 triệu đúng không?", "1.200 triệu"),
        ("mức độ hài lòng đạt tối thiểu 85% phải không ạ", "tối thiểu 85%"),
        ("năm 2022 có thêm 10 xã đạt chuẩn nông thôn mới đúng không?", "10 xã"),
        ("trẻ dưới 5 tuổi được miễn phí không", None),
        ("trẻ 5 tuổi được miễn phí đúng không", None),
        ("đề án giai đoạn 2021-2025 có phải do Sở Y tế chủ trì không", None),
        ("tỷ lệ giải ngân là bao nhiêu", None),
    ],
)
def test_only_the_proposed_figure_is_taken(question: str, printed: str | None) -> None:
    """The figure the question ends on is proposed; one that tells which matter is meant is not."""
    proposed = find_proposed(question, question)
    assert (proposed.printed if proposed else None) == printed


def asked(service: Service, question: str) -> Answer:
    return service.ask(question, Conversation())


@pytest.mark.parametrize(
    ("question", "begins", "cited"),
    [
        ("Tỷ lệ che phủ rừng là 65% đúng không?", "Đúng. “", "54/KH-UBND@II.2.1.4"),
        ("ty le che phu rung co phai 60% khong", "Không phải 60%. “", "54/KH-UBND@II.2.1.4"),
        (
            "Năm 2022 có thêm 12 xã đạt chuẩn nông thôn mới đúng không?",
            "Không phải 12 xã. “",
            "1510/UBND-TH@7",
        ),
        ("Thêm 10 xã đạt chuẩn nông thôn mới đúng không?", "Đúng. “", "1510/UBND-TH@7"),
        (
            "Mức độ hài lòng của dân về giải quyết TTHC đạt 90% đúng không?",
            "Không phải 90%. “",
            "268/KH-UBND#25",
        ),
        (
            "Hồ sơ công việc cấp huyện xử lý trên môi trường mạng là 70% phải không?",
            "Đúng. “",
            "268/KH-UBND#46",
        ),
        # one sentence, three figures: a figure of another level is neither affirmed nor denied
        ("Hồ sơ công việc cấp huyện xử lý trên môi trường mạng là 50% phải không?", "“", "268/KH-UBND#46"),
    ],
)
def test_a_figure_is_held_against_the_sentence_that_gives_it(
    service: Service, question: str, begins: str, cited: str
) -> None:
    """The verdict in a word, then the sentence; several figures in it: only the one beside the words asked."""
    answer = asked(service, question)
    assert answer.text.startswith(begins), answer.text
    assert answer.citations[0].id == cited


@pytest.mark.parametrize(
    "question",
    [
        "Tỷ lệ giải ngân có phải 95% không?",
        "Kinh phí là 1.200 triệu đúng không?",
        "Tỷ lệ hộ nghèo giảm 2% đúng không?",
        "Kinh phí thực hiện kế hoạch 268 có phải 5 tỷ đồng không?",
    ],
)
def test_figures_the_plans_do_not_give_are_neither_affirmed_nor_denied(
    service: Service, question: str
) -> None:
    """The five plans hold no such figure."""
    assert asked(service, question).status is Status.NOT_FOUND
