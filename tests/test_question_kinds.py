"""What stands in a question beside its matter: times against today, numbers in words, pointing back, small talk."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.service import Service
from index.conversation import Conversation, ask
from index.model import Status
from index.particulars import Particulars
from index.reading.periods import find_periods
from index.reading.pointing import find_ordinal, find_step
from index.reading.small_talk import find_small_talk, find_untold
from index.reading.spoken_numbers import find_readings
from index.reading.titled import find_numbered
from index.reading.topic import find_unit
from index.reading.typing_slips import OneSlipAway, slips

TODAY = dt.date(2024, 5, 15)  # a Wednesday


def bounds(question: str, year: int = 2024) -> list[tuple[str | None, str | None]]:
    """From and to of every time of a question."""
    times = find_periods(question, question, TODAY, year).times
    return [
        (
            time.timing.start.isoformat() if time.timing.start else None,
            time.timing.end.isoformat() if time.timing.end else None,
        )
        for time in times
    ]


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("năm nay có việc gì", "2024-01-01", "2024-12-31"),
        ("việc của năm sau", "2025-01-01", "2025-12-31"),
        ("sang năm làm gì", "2025-01-01", "2025-12-31"),
        ("năm ngoái có gì", "2023-01-01", "2023-12-31"),
        ("quý này có việc gì", "2024-04-01", "2024-06-30"),
        ("quý tới có việc gì", "2024-07-01", "2024-09-30"),
        ("tháng này có việc gì", "2024-05-01", "2024-05-31"),
        ("tháng sau có việc gì", "2024-06-01", "2024-06-30"),
        ("tuần này có việc gì", "2024-05-13", "2024-05-19"),
        ("hạn hôm nay", "2024-05-15", "2024-05-15"),
        ("từ nay đến cuối năm", "2024-05-15", "2024-12-31"),
        ("trong quý i", "2024-01-01", "2024-03-31"),
        ("trước tháng 6", None, "2024-05-31"),
        ("có hạn 2030", "2030-01-01", "2030-12-31"),
        ("xong trước 2025", None, "2024-12-31"),
        ("sau 2025", "2026-01-01", None),
        ("trước tháng 6/2023", None, "2023-05-31"),
        ("việc đã quá hạn", None, "2024-05-14"),
        ("việc chưa đến hạn", "2024-05-15", None),
        ("việc sắp đến hạn", "2024-05-15", "2024-06-14"),
    ],
)
def test_times_that_need_a_calendar(question: str, first: str | None, last: str | None) -> None:
    """Today and the plan's year give the dates that the words leave out."""
    assert bounds(question) == [(first, last)]


@pytest.mark.parametrize(
    "question", ["quá hạn chế", "còn hạn mức", "kế hoạch 5 năm", "giai đoạn 2021-2025 có gì"]
)
def test_no_time_is_held_against_today(question: str) -> None:
    """ "Hạn chế" is a shortcoming, "hạn mức" a quota."""
    assert find_periods(question, question, TODAY, 2024).state == ""


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("hai trăm hai mươi", 220),
        ("một sáu lăm", 165),
        ("hai sáu tám", 268),
        ("năm tư", 54),
        ("năm mươi tư", 54),
        ("một nghìn năm trăm mười", 1510),
        ("một năm một không", 1510),
        ("hai trăm linh năm", 205),
        ("một trăm sáu lăm", 165),
        ("mười hai", 12),
    ],
)
def test_numbers_as_they_are_said(words: str, number: int) -> None:
    """As one number, or digit by digit."""
    assert number in list(find_readings(words))


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("cái thứ ba hạn khi nào", 3),
        ("việc đầu tiên do ai làm", 1),
        ("nhiệm vụ cuối cùng là gì", -1),
        ("việc thứ 12", 12),
        ("thứ ba tuần này", None),
        ("giai đoạn thứ hai của dự án", None),
    ],
)
def test_pointing_into_a_list(question: str, place: int | None) -> None:
    """By its place, from the beginning or the end; a day of the week is none."""
    assert find_ordinal(question) == place


@pytest.mark.parametrize(
    ("question", "step"),
    [
        ("dòng tiếp theo?", 1),
        ("mục kế tiếp nói gì", 1),
        ("dòng ngay trước là gì", -1),
        ("các năm tiếp theo", 1),
        ("ai làm", 0),
    ],
)
def test_stepping_on(question: str, step: int) -> None:
    """To what is printed next, or before."""
    assert find_step(question) == step


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("xin chào", "greeting"),
        ("Alo alo", ""),
        ("alooo", "greeting"),
        ("Chào bạn nhé", "greeting"),
        ("cảm ơn em nhiều ạ", "thanks"),
        ("ok", "thanks"),
        ("Sai rồi!", "wrong"),
        ("khong dung", "wrong"),
        ("bot ngu thế", "insult"),
        ("Bạn là ai?", "who"),
        ("bạn làm được gì", "help"),
        ("Hôm nay là ngày mấy?", "clock"),
        ("cảm ơn, còn kế hoạch 268?", ""),
        ("Sở Y tế làm gì", ""),
        ("ai chủ trì", ""),
        ("", ""),
    ],
)
def test_small_talk(message: str, kind: str) -> None:
    """Only a message that is nothing else; one with a question in it is a question."""
    assert find_small_talk(message) == kind


@pytest.mark.parametrize(
    ("masked", "kind"),
    [
        ("những nhiệm vụ nào đã hoàn thành?", "done"),
        ("giải ngân vốn làm đến đâu rồi?", "done"),
        ("năm 2022 ai bị kỷ luật", "persons"),
        ("nhiệm vụ nào quan trọng nhất?", "ranking"),
        ("giám đốc §§§§ là ai", "leaders"),
        ("đầu mối §§§§ là ai", ""),
        ("giá cà phê hôm nay bao nhiêu", "now"),
        ("nhiệm vụ nào phải hoàn thành trước tháng 6?", ""),
        ("ai kiểm tra dấu hiệu vi phạm", ""),
        ("tổ chức đã được phê duyệt thì ai quản lý", ""),
    ],
)
def test_what_no_plan_tells(masked: str, kind: str) -> None:
    """Plans order what is to be done; whether it was, by which person, nobody wrote there."""
    assert find_untold(masked) == kind


@pytest.mark.parametrize(
    ("text", "asked", "holds", "contradicts"),
    [
        ("Lễ hội năm 2022", "lễ hội 2025", False, True),
        ("Lễ hội năm 2022", "lễ hội 2022", True, False),
        ("giai đoạn 2021-2025", "năm 2023", True, False),
        ("giai đoạn 2021 - 2025", "giai đoạn 2026-2030", False, True),
        ("Năm 2022 và các năm tiếp theo", "năm 2024", True, False),
        ("Quý III/2023", "năm 2023", True, False),
        ("Đề án không ghi năm", "năm 2023", False, False),
        ("đơn vị hành chính cấp xã", "đơn vị hành chính cấp huyện", False, True),
        ("cấp huyện, cấp xã", "cấp xã", True, False),
        ("Mỗi huyện, thành phố xây dựng ít nhất 01 làng", "mỗi xã mấy làng", False, True),
        ("Mỗi huyện, thành phố xây dựng ít nhất 01 làng", "mỗi huyện mấy làng", True, False),
        ("Chương trình “Mỗi xã một sản phẩm” của huyện", "cấp huyện", False, False),
        ("giáo dục phổ thông ngoài công lập", "giáo dục đại học ngoài công lập", False, True),
        ("giáo dục mầm non ngoài công lập", "chính sách cấp tỉnh", False, False),
        ("lễ hội quốc tế lần thứ I năm 2022", "lễ hội lần thứ II", False, True),
        ("lễ hội quốc tế lần thứ I năm 2022", "lễ hội lần thứ I", True, False),
        ("Quyết định số 1178/QĐ-TTg", "năm 2025", False, False),
    ],
)
def test_years_and_levels_tell_lookalikes_apart(
    text: str, asked: str, holds: bool, contradicts: bool
) -> None:
    """A text that names another year or level than the one asked for is about something else."""
    found, wanted = Particulars.of(text), Particulars.of(asked)
    assert (found.holds(wanted), found.contradicts(wanted)) == (holds, contradicts)


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("kế hoạch 268 có ngân sách bao nhiêu?", "tiền"),
        ("kinh phí thực hiện là bao nhiêu", "tiền"),
        ("tỷ lệ giải ngân vốn là bao nhiêu phần trăm", "%"),
        ("có bao nhiêu xã", "xã"),
        ("vốn giao cho ai", ""),
    ],
)
def test_the_unit_of_a_figure(question: str, unit: str) -> None:
    """Money is asked for by what it pays for."""
    assert find_unit(question) == unit


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lap65", "lập"),
        ("nghiep65", "nghiệp"),
        ("d9a", "đa"),
        ("chu3", "chủ"),
        ("tri2", "trì"),
        ("dduowngf", "đường"),
    ],
)
def test_keystrokes_left_as_letters(typed: str, meant: str) -> None:
    """VNI digits wherever in the word, Telex letters."""
    assert meant in {decoded for decoded, _ in slips(typed, OneSlipAway(()))}


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("kế hoạch cải cách hành chính 268 giao ai", "268/KH-UBND"),
        ("dòng 5 kế hoạch cải cách hành chính số 268", "268/KH-UBND"),
        ("kế hoạch cải cách hành chính 2024", None),
        ("kế hoạch trồng rừng 268", None),
        ("kế hoạch cải cách hành chính 99", None),
        ("kế hoạch cải cách hành chính đạt 268 điểm", None),
    ],
)
def test_a_document_is_named_by_title_and_number(question: str, named: str | None) -> None:
    """Every word between the kind and the number is one of its title."""
    titles = {"268/KH-UBND": frozenset("cải cách hành chính năm 2024".split())}
    found = find_numbered(question, {"268/KH-UBND": "268/KH-UBND"}, titles, frozenset({"của"}))
    assert (found.ids[0] if found else None) == named


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Sở Y tế có phải cải cách thủ tục hành chính không?", "Đúng, thuộc “Các sở, ban, ngành”."),
        ("Sở Tư pháp có phải chủ trì rà soát văn bản không?", "Đúng."),
        ("Sở Y tế có phải báo cáo không?", "Tôi không tìm thấy nội dung này"),
    ],
    ids=["of a group", "itself", "too little to say no"],
)
def test_whether_an_agency_must(service: Service, question: str, first: str) -> None:
    """Yes where it or all of its kind are charged; that another agency is charged with something is no "no"."""
    assert ask(service.engine, question, Conversation()).text.startswith(first)


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        # other words of the topic stand in many places; the event or the name as a whole in none
        ("Đại hội thể dục thể thao ai chủ trì?", False),
        ("Khi nào tổ chức đại hội thể dục thể thao?", False),
        ("Hội chợ thương mại tổ chức khi nào?", False),
        ("Nông thôn mới nâng cao ai chủ trì?", False),  # 220, IX.6: "… nông thôn mới. Nâng cao năng lực …"
        ("Di tích Đại hội toàn quốc lần thứ II ai lập quy hoạch?", True),
        ("Có thêm bao nhiêu xã đạt chuẩn nông thôn mới?", True),
    ],
)
def test_an_event_or_a_whole_name_has_to_stand_there(service: Service, question: str, answered: bool) -> None:
    """A place that names no event of the kind does not speak of one, whatever else it shares."""
    status = service.ask(question, Conversation()).status
    assert status is (Status.ANSWERED if answered else Status.NOT_FOUND)


@pytest.mark.parametrize("question", ["Liệt kê nhiệm vụ về điện", "Những nhiệm vụ nào về nước?"])
def test_one_syllable_filters_no_list(service: Service, question: str) -> None:
    """It is too little to choose rows by ("điện" in "điện tử"), and nothing is said of what the plans hold."""
    answer = service.ask(question, Conversation())
    assert answer.status is Status.NOT_FOUND
    assert "bằng hai chữ trở lên" in answer.text
    assert "Không thấy" not in answer.text
