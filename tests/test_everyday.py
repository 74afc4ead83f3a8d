"""Everyday questions: lists by time, rankings, empty cells, exceptions, places without "UBND", the shelf."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.service import Service
from index.answering.refusals import says_nothing
from index.conversation import Conversation, ask
from index.model import Answer, Status
from index.reading.blanks import find_blank
from index.reading.localities import find_localities
from index.reading.mentions import except_documents, find_documents
from index.reading.question import understand
from index.reading.superlatives import find_superlative

TODAY = dt.date(2024, 11, 27)
LOADED = {"54/KH-UBND": "54/KH-UBND", "220/KH-UBND": "220/KH-UBND", "268/KH-UBND": "268/KH-UBND"}


def told(service: Service, *turns: str, today: dt.date = TODAY) -> Answer:
    conversation = Conversation()
    return [ask(service.engine, turn, conversation, today) for turn in turns][-1]


@pytest.mark.parametrize(
    ("question", "by_time"),
    [
        ("sở y tế làm gì trong năm 2024", True),
        ("tuần sau có gì đến hạn", True),
        ("trước ngày 30/6/2024 phải xong những gì", True),
        ("sở y tế 2025", True),
        ("công an tỉnh tháng 12", True),
        ("kế hoạch 54 năm 2022 có những nhiệm vụ nào", False),
        ("sở y tế làm gì về dân số trong năm 2024", False),
        ("tháng nào phải xong quy hoạch tỉnh", False),
        ("năm 2024 ai chủ trì chuyển đổi số", False),
        ("sở y tế làm gì", False),
    ],
)
def test_what_asks_for_the_tasks_of_a_time(service: Service, question: str, by_time: bool) -> None:
    """A time, or an agency and a time, and nothing else: then the rows are chosen by the time."""
    assert understand(question, service.engine.known, TODAY).by_time is by_time


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("đơn vị nào được giao nhiều việc nhất", ("agency", "most")),
        ("cơ quan nào ít việc nhất", ("agency", "least")),
        ("sở nào bận nhất", ("agency", "most")),
        ("§§§ và §§§ ai nhiều việc hơn", ("agency", "most")),
        ("kế hoạch nào nhiều nhiệm vụ nhất", ("document", "most")),
        ("việc nào hạn sớm nhất", ("deadline", "first")),
        ("nhiệm vụ nào phải xong muộn nhất", ("deadline", "last")),
        ("việc nào có hạn gần nhất", ("deadline", "next")),
        ("việc nào phải xong chậm nhất ngày 31/12", None),
        ("chậm nhất khi nào phải nộp báo cáo", None),
        ("xã nào có nhiều hộ nghèo nhất", None),
        ("việc nào quan trọng nhất", None),
    ],
)
def test_rankings_the_rows_can_give(question: str, asked: tuple[str, str] | None) -> None:
    """Numbers of tasks and deadlines can be ranked; what the rows do not count cannot."""
    found = find_superlative(question)
    assert (found and (found.of, found.rank)) == asked


@pytest.mark.parametrize(
    ("question", "first", "total"),
    [
        ("đơn vị nào được giao nhiều việc nhất", "Nhiều nhất: Sở Nội vụ, 21 nhiệm vụ", 21),
        ("trong kế hoạch 54 sở nào nhiều việc nhất", "Nhiều nhất: Sở Văn hóa, Thể thao và Du lịch, 9", 9),
        ("việc nào hạn muộn nhất", "Hạn muộn nhất trong các văn bản đã nạp: 31/12/2030", 4),
        (
            "nhiệm vụ nào có hạn gần nhất",
            "Hạn gần nhất trong các văn bản đã nạp tính từ 15/11/2024: 30/11/2024",
            1,
        ),
    ],
)
def test_a_ranking_is_counted(service: Service, question: str, first: str, total: int) -> None:
    """The first line says the winner and the number; the citation is one of the rows counted."""
    answer = told(service, question, today=dt.date(2024, 11, 15))
    assert answer.text.startswith(first)
    assert answer.total == total
    assert answer.citations[0].id in answer.items


def test_no_district_is_said_to_have_most(service: Service) -> None:
    """The plans give districts their tasks together: naming a department instead would be wrong."""
    assert told(service, "huyện nào nhiều việc nhất").status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("việc nào không có cơ quan phối hợp", "coop"),
        ("nhiệm vụ nào không ghi sản phẩm", "product"),
        ("việc nào chưa giao đơn vị chủ trì", "lead"),
        ("sản phẩm là gì", None),
        ("§§§ có phối hợp không", None),
        ("việc này không có sản phẩm à", None),
    ],
)
def test_the_cell_that_must_be_empty(question: str, field: str | None) -> None:
    """Only a question for tasks looks for an empty cell."""
    found = find_blank(question)
    assert (found and found.field) == field


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("huyện chiêm hóa có nhiệm vụ gì", ["UBND huyện Chiêm Hóa"]),
        ("xã Kim Phú phải làm gì", ["UBND xã Kim Phú"]),
        ("thành phố tuyên quang có việc gì", ["UBND thành phố Tuyên Quang"]),
        ("xã có việc gì", ["UBND xã"]),
        ("xã hội hóa có việc gì", []),
        ("huyện nào phải làm gì", []),
        ("xã nông thôn mới phải làm gì", []),
        ("quy hoạch huyện Na Hang", []),
    ],
)
def test_places_that_are_asked_what_they_must_do(question: str, names: list[str]) -> None:
    """A district with a duty means its committee; a level that begins another word does not."""
    assert [agency.name for agency in find_localities(question, question.lower(), [])] == names


def test_a_district_is_told_what_all_are_given(service: Service) -> None:
    """No row names it as lead: the rows of the group are listed whole, cooperation apart."""
    answer = told(service, "UBND huyện Sơn Dương phải làm gì")
    assert answer.total == 33
    assert "Phối hợp, nêu đích danh: 2 nhiệm vụ (220/KH-UBND dòng V.2.2, V.3)" in answer.text
    assert "Không có nhiệm vụ nào giao riêng UBND huyện Sơn Dương" in answer.text


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("sở y tế làm gì trừ kế hoạch 54", ("220/KH-UBND", "268/KH-UBND")),
        ("ngoài kế hoạch 268 ra", ("54/KH-UBND", "220/KH-UBND")),
        ("sở y tế làm gì trong kế hoạch 54", ("54/KH-UBND",)),
    ],
)
def test_all_plans_but_one(question: str, ids: tuple[str, ...]) -> None:
    """ "Trừ kế hoạch 54" asks all the others."""
    found, excepted = except_documents(find_documents(question, LOADED, ()), question, tuple(LOADED))
    assert found[0].ids == ids
    assert excepted is (len(ids) > 1)


@pytest.mark.parametrize(
    "question",
    ["công văn 1510 gửi ai", "gửi công văn 1510 cho ai", "công văn 1510", "kính gửi ai trong công văn 1510"],
)
def test_no_fact_is_an_empty_label(service: Service, question: str) -> None:
    """ "Kính gửi:" without a name behind it answers nothing."""
    answer = told(service, question)
    assert not says_nothing(answer)


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Kính gửi:\nNguồn: Công văn số 1", True),
        ("Kính gửi:", True),
        ("Thời hạn: \nBan hành trong tháng 1\nNguồn: Kế hoạch số 1", False),
        ("Kính gửi: Giám đốc các sở\nNguồn: Công văn số 1", False),
        ("Có 5 văn bản đã nạp, mới nhất trước:\n- Kế hoạch", False),
    ],
)
def test_what_is_only_a_label(text: str, nothing: bool) -> None:
    """A label with its value on the next line is a fact, one with only the source below it is none."""
    assert says_nothing(Answer(status=Status.NOT_FOUND, text=text)) is nothing


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("có bao nhiêu văn bản", "Có 5 văn bản đã nạp"),
        ("cho xin danh sách kế hoạch", "Có 4 văn bản đã nạp"),
        ("kế hoạch nào mới nhất", "Mới nhất trong các văn bản đã nạp:\n- Kế hoạch số 268/KH-UBND"),
    ],
)
def test_what_is_on_the_shelf(service: Service, question: str, first: str) -> None:
    """The loaded documents are listed, each cited; never a row that has the word "kế hoạch"."""
    answer = told(service, question)
    assert answer.text.startswith(first)
    assert {citation.id for citation in answer.citations} <= set(service.engine.documents)


@pytest.mark.parametrize(
    "question",
    [
        "có gì mới không",
        "mấy giờ họp",
        "quy hoạch tỉnh xong chưa",
        "kế hoạch 268 việc nào không thường xuyên",
        "kế hoạch 54 với 165 cái nào quan trọng hơn",
        "kế hoạch nào còn hiệu lực",
    ],
)
def test_what_no_plan_tells_is_refused(service: Service, question: str) -> None:
    """A row that shares the words would be told as if it answered."""
    assert told(service, question).status is Status.NOT_FOUND


def test_a_list_by_time_tells_what_it_leaves_out(service: Service) -> None:
    """Rows due "năm 2024" end in December 2024 too, and some come every year: told apart, not listed."""
    answer = told(service, "tháng 12/2024 sở nội vụ phải nộp gì")
    assert answer.items == ("268/KH-UBND#58", "268/KH-UBND#59")
    assert "9 nhiệm vụ có hạn ghi theo tháng, quý, năm" in answer.text


def test_a_list_by_time_goes_on_with_another_time(service: Service) -> None:
    """ "Còn tháng 5/2024?" asks the same of another month."""
    answer = told(service, "sở nội vụ làm gì trong tháng 12/2024", "còn tháng 5/2024")
    assert answer.items == ("268/KH-UBND#61",)
