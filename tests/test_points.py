"""Lettered points, articles and documents without a number: how they are told, cited and asked for."""

from __future__ import annotations

import pytest

from corpus.model import SourceLine
from corpus.parse import parse_plan
from corpus.vietnamese import squeeze
from index.answering.labels import document_label, section_label
from index.conversation import Conversation, ask
from index.engine import Engine, load_engine, save_index
from index.model import Answer, Status
from tests.reading import plan

LETTER = """UBND TỈNH CÀ MAU
Số: 05/CT-UBND
Cà Mau, ngày 3 tháng 4 năm 2025
CHỈ THỊ
Về việc tăng cường phòng cháy, chữa cháy rừng mùa khô

Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
1. Sở Nông nghiệp và Môi trường
a) Trực cháy 24/24 giờ tại các chốt rừng tràm;
b) Báo cáo tình hình chữa cháy trước ngày 15 hằng tháng;
c) Mua sắm 12 máy bơm chữa cháy, hoàn thành trước ngày 30/6/2025.
2. Công an tỉnh
Bố trí lực lượng, phương tiện tuần tra.
3. Tổ chức thực hiện
a) Ủy ban nhân dân các huyện ký cam kết với hộ dân ven rừng;
b) Sở Tài chính bảo đảm kinh phí phòng cháy.
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """A directive with points, a decision with articles, a department's plan without a number."""
    directory = tmp_path_factory.mktemp("points")
    lines = [SourceLine(n, line) for n, line in enumerate(LETTER.split("\n"), start=1)]
    plans = (
        parse_plan(lines, "chi-thi.txt", ""),
        plan("decision_points"),
        plan("department_unsent"),
        plan("1510-UBND-TH"),
    )
    save_index(directory, plans)
    return load_engine(directory, plans)


def asked(engine: Engine, question: str) -> Answer:
    """An answer whose quotes stand in their places."""
    answer = ask(engine, question, Conversation())
    for citation in answer.citations:
        assert squeeze(citation.quote) in squeeze(engine.by_id[citation.id].own)
    return answer


@pytest.mark.parametrize(
    ("question", "first", "says"),
    [
        ("Điểm a mục 1 chỉ thị 05 nói gì?", "05/CT-UBND@1.a", "Trực cháy 24/24 giờ"),
        ("Mục 1.b chỉ thị 05 nói gì?", "05/CT-UBND@1.b", "trước ngày 15 hằng tháng"),
        ("Mục 1 điểm b chỉ thị 05 nói gì?", "05/CT-UBND@1.b", "trước ngày 15 hằng tháng"),
        (
            "Điểm b khoản 2 Điều 2 quyết định 25/2025/QĐ-UBND",
            "25/2025/QĐ-UBND@I.Đ2.2.b",
            "b2) Trung tâm Khuyến nông",
        ),
        ("Điều 4 quyết định 25/2025/QĐ-UBND nói gì?", "25/2025/QĐ-UBND@II.M1.TM2.Đ4", "b) Báo cáo."),
        ("Điều 5 công văn 1510 nói gì?", "1510/UBND-TH@5", "5. Tiếp tục"),  # a letter has no articles
    ],
)
def test_a_point_and_an_article_are_found_by_their_numbers(
    engine: Engine, question: str, first: str, says: str
) -> None:
    """As people say them: the point before its section or behind it."""
    answer = asked(engine, question)
    assert answer.citations[0].id == first
    assert says in answer.text


def test_a_section_is_told_with_its_points(engine: Engine) -> None:
    """They are what it says; each is cited."""
    answer = asked(engine, "Mục 1 chỉ thị 05 nói gì?")
    assert all(words in answer.text for words in ("a) Trực cháy", "b) Báo cáo", "c) Mua sắm 12 máy bơm"))
    assert [citation.id.partition("@")[2] for citation in answer.citations] == ["1", "1.a", "1.b", "1.c"]


def test_the_duties_of_an_agency_are_the_points_below_its_heading(engine: Engine) -> None:
    """Though the points do not name it."""
    answer = asked(engine, "Sở Nông nghiệp và Môi trường phải làm gì theo chỉ thị 05?")
    assert "c) Mua sắm 12 máy bơm chữa cháy" in answer.text
    assert "điểm a" not in answer.text  # told already, not listed once more


@pytest.mark.parametrize(
    ("question", "lead", "cited"),
    [
        (
            "Ai trực cháy tại các chốt rừng tràm?",
            "Chủ trì: Sở Nông nghiệp và Môi trường",
            ["05/CT-UBND@1.a", "05/CT-UBND@1"],
        ),
        ("Ai bảo đảm kinh phí phòng cháy?", "Chủ trì: Sở Tài chính", ["05/CT-UBND@3.b"]),
    ],
)
def test_a_point_is_led_by_whom_it_names_else_by_its_heading(
    engine: Engine, question: str, lead: str, cited: list[str]
) -> None:
    """The heading is cited beside the point, since the point alone does not say who."""
    answer = asked(engine, question)
    assert lead in answer.text.splitlines()
    assert [citation.id for citation in answer.citations] == cited


def test_a_deadline_is_read_in_its_point(engine: Engine) -> None:
    """Not in the point beside it."""
    answer = asked(engine, "Mua sắm máy bơm chữa cháy xong trước ngày nào?")
    assert answer.status is Status.ANSWERED
    assert answer.citations[0].id == "05/CT-UBND@1.c"
    assert "30/6/2025" in answer.text
    assert "ngày 15" not in answer.text


@pytest.mark.parametrize(
    ("name", "number", "label"),
    [
        ("54-KH-UBND", "II.2.2.1", "phần II, mục 2.2.1"),
        ("1510-UBND-TH", "9", "mục 9"),
        ("district_plan", "B.I.1.1.1.a", "phần B, mục I.1.1.1, điểm a"),
        ("decision_points", "Đ2", "Điều 2"),
        ("decision_points", "I.Đ2.2.b1", "Chương I, Điều 2, khoản 2, điểm b1"),
        ("decision_points", "II.M1.TM2.Đ4", "Chương II, Mục 1, Tiểu mục 2, Điều 4"),
        ("decision_points", "III", "Chương III"),
        ("scheme", "P2.II.1.b", "Phần thứ hai, mục II.1, điểm b"),
        ("scheme", "p1", "mục “KẾT LUẬN”"),
        ("broken_lines", "PL.I.2", "Phụ lục, mục I.2"),
        ("table_inside", "PL1.2", "Phụ lục 1, mục 2"),
    ],
)
def test_a_place_is_called_as_people_call_it(name: str, number: str, label: str) -> None:
    """Parts, chapters, articles, points and annexes by their own names."""
    document = plan(name).document
    section = next(s for s in plan(name).sections if s.number == number)
    assert section_label(document, section) == f"{document_label(document)}, {label}"


def test_a_document_without_a_number_is_called_by_its_title() -> None:
    """ "Kế hoạch số" with nothing behind it names no document."""
    label = document_label(plan("department_unsent").document)
    assert label == "Kế hoạch “Cải cách hành chính của Sở Nội vụ năm 2024”"
