"""Section numbers: which beginnings of a paragraph are numbers, and which numbers open sections."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.drafts import find_candidates
from corpus.headings import find_headings
from corpus.layout import compose_lines, compose_paragraphs, page_width
from corpus.markers import Style, find_marker
from corpus.model import Section, SourceLine
from corpus.parse import parse_plan
from tests.reading import plan

GOLD = Path(__file__).parent / "gold" / "sections_54.jsonl"


@pytest.mark.parametrize(
    ("text", "style", "label", "printed"),
    [
        ("I. MỤC ĐÍCH", Style.ROMAN, "I", "I."),
        ("II- NHIỆM VỤ", Style.ROMAN, "II", "II-"),
        ("XIII/ Tổ chức", Style.ROMAN, "XIII", "XIII/"),
        ("I MỤC ĐÍCH, YÊU CẦU", Style.ROMAN, "I", "I"),
        ("A. Mục tiêu", Style.LETTER, "A", "A."),
        ("B- NHIỆM VỤ", Style.LETTER, "B", "B-"),
        ("1. Sở Nội vụ", Style.DECIMAL, "1", "1."),
        ("01. Sở Nội vụ", Style.DECIMAL, "1", "01."),
        ("4- Văn phòng Tỉnh ủy", Style.DECIMAL, "4", "4-"),
        ("1-Văn phòng", Style.DECIMAL, "1", "1-"),
        ("1/ Sở Y tế", Style.DECIMAL, "1", "1/"),
        ("1) Sở Y tế", Style.DECIMAL, "1", "1)"),
        ("5. 100% cơ quan", Style.DECIMAL, "5", "5."),
        ("1. “Quy hoạch”", Style.DECIMAL, "1", "1."),
        ("2.1. Về tốc độ", Style.DECIMAL, "2.1", "2.1."),
        ("2.1 Về tốc độ", Style.DECIMAL, "2.1", "2.1"),
        ("2.1.3. Trung tâm", Style.DECIMAL, "2.1.3", "2.1.3."),
        ("II.2.1. Sở Y tế", Style.DECIMAL, "2.1", "II.2.1."),
        ("Điều 1. Phạm vi", Style.ARTICLE, "Đ1", "Điều 1."),
        ("CHƯƠNG II", Style.CHAPTER, "II", "CHƯƠNG II"),
        ("Chương I QUY ĐỊNH CHUNG", Style.CHAPTER, "I", "Chương I"),
        ("Mục 2. QUY HOẠCH", Style.DIVISION, "M2", "Mục 2."),
        ("PHẦN A. MỤC TIÊU", Style.PART, "A", "PHẦN A."),
        ("Phần thứ hai", Style.PART, "P2", "Phần thứ hai"),
        ("a) Xây dựng", Style.POINT, "a", "a)"),
        ("đ) xây dựng", Style.POINT, "đ", "đ)"),
        ("a)Xây dựng", Style.POINT, "a", "a)"),
        ("a) Điều chỉnh quy hoạch", Style.POINT, "a", "a)"),
        ("a/ Xây dựng", Style.POINT, "a", "a/"),
        ("b- Xây dựng", Style.POINT, "b", "b-"),
        ("b.1) Xây dựng", Style.POINT, "b.1", "b.1)"),
        ("Tiểu mục 2. GIỐNG CÂY", Style.SUBDIVISION, "TM2", "Tiểu mục 2."),
    ],
)
def test_a_section_number_is_recognised_in_every_print(
    text: str, style: Style, label: str, printed: str
) -> None:
    """Separator, keyword and depth vary from office to office; the plain form does not."""
    marker = find_marker(text)
    assert marker is not None
    assert (marker.style, marker.label, text[: marker.end].strip()) == (style, label, printed)


@pytest.mark.parametrize(
    "text",
    [
        "2022. Xây dựng kế hoạch",  # a year
        "12/4/2022 là hạn báo cáo",  # dates
        "30/4. Tổ chức",
        "10.06 Báo cáo",
        "24/24 giờ",
        "50/NQ-CP ngày 08/4/2022",  # document numbers, at the beginning of a broken line
        "06-NQ/TW ngày 24/01/2022",
        "5-10 năm",
        "1.500 tỷ đồng",
        "2.5 triệu đồng",
        "Điều 5 Luật Quy hoạch quy định",
        "b) khoản 2 Điều 5 Luật Đầu tư",  # the rest of "theo điểm a," on the line above
        "Phần lớn các đơn vị",
        "Mục lục",
        "V/v tập trung thực hiện",
        "I Mục đích của chúng ta",
        "- Sở Nội vụ",
        "100% cơ quan",
        "",
    ],
)
def test_dates_figures_and_references_are_no_section_numbers(text: str) -> None:
    """A line may begin with a figure without being a heading."""
    assert find_marker(text) is None


def numbers(text: str) -> list[str]:
    """The whole numbers of the sections of a text, one paragraph a line."""
    lines = compose_lines(SourceLine(n, line) for n, line in enumerate(text.split("\n"), start=1))
    paragraphs = compose_paragraphs(lines, page_width(lines))
    return [heading.number for heading in find_headings(find_candidates(paragraphs))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "I. A B\n1. Một\n2. Hai\nII. C D\n1. Ba", "I I.1 I.2 II II.1", id="restart-in-each-part"
        ),
        pytest.param("I. A B\n1. Một\n2. Hai\nII. C D\n3. Ba", "I I.1 I.2 II II.3", id="numbers-run-on"),
        pytest.param("1. Một\n1.1. Hai\n1.1.1. Ba\n1.2. Bốn\n2. Năm", "1 1.1 1.1.1 1.2 2", id="no-parts"),
        pytest.param("1. Một\n2. Hai\n2022. Ba\n3. Bốn", "1 2 3", id="a-year-is-no-number"),
        pytest.param("1. Một\n2. Hai\n9. Chín\n3. Ba", "1 2 3", id="a-far-number-is-no-heading"),
        pytest.param("1. Một\n3. Ba\n4. Bốn", "1 3 4", id="a-lost-heading-does-not-stop-the-rest"),
        pytest.param("1. Một\n2.1. Hai\n2.2. Ba\n3. Bốn", "1 2.1 2.2 3", id="a-lost-parent"),
        pytest.param("I. A\n1. Một\nIII. C\n1. Hai", "I I.1 III III.1", id="a-lost-part-in-capitals"),
        pytest.param("1. Một:\n1) Hai\n2) Ba\n2. Bốn", "1 2", id="a-list-printed-otherwise"),
        pytest.param("1. M\n2. H:\n1. B\n2. C\n3. D\n3. Ba\n4. B", "1 2 3 4", id="a-list-printed-alike"),
        pytest.param(
            "**1. M**\n**2. H:**\n1. B\n2. C\n3. D\n**3. Ba**", "1 2 3", id="a-plain-list-below-bold"
        ),
        pytest.param("A. M\nI. H\n1. Ba\nB. C\nI. D", "A A.I A.I.1 B B.I", id="letters-above-roman"),
        pytest.param(
            "I. M\nA. H\n1. Ba\nB. C\nII. D\nA. E", "I I.A I.A.1 I.B II II.A", id="letters-below-roman"
        ),
        pytest.param(
            "Phần I\nA B\nI. C D\nPhần II\nE G\nA. H\nI. K L\nB. M\nI. N O",
            "I I.I II II.A II.A.I II.B II.B.I",
            id="letters-above-roman-in-a-later-part",
        ),
        pytest.param("II. A B\nII.1. Một\nII.2. Hai", "II II.1 II.2", id="the-part-printed-with-the-number"),
        pytest.param(
            "I. A B\n1.1. M\nII. C D\n2.1. H\n2.2. B", "I I.1.1 II II.2.1 II.2.2", id="part-as-arabic"
        ),
        pytest.param("Điều 1. M\n1. H\n2. B\nĐiều 2. C\n1. D", "Đ1 Đ1.1 Đ1.2 Đ2 Đ2.1", id="articles"),
        pytest.param(
            "Chương I\nQUY ĐỊNH\nĐiều 1. M\nChương II\nQUY HOẠCH\nMục 1. A B\nĐiều 2. C",
            "I I.Đ1 II II.M1 II.M1.Đ2",
            id="articles-run-on-through-chapters",
        ),
        pytest.param(
            "Phần I. A B\n1/ Một\n2/ Hai\nPhần II. C\n1/ Ba", "I I.1 I.2 II II.1", id="parts-by-word"
        ),
        pytest.param(
            "1. Một\na) Hai\nb) Ba\n2. Bốn\na) Năm", "1 1.a 1.b 2 2.a", id="points-extend-the-number"
        ),
        pytest.param(
            "I. M\n1.1. H\na/ B\nb/ C\nc- D", "I I.1.1 I.1.1.a I.1.1.b I.1.1.c", id="points-by-slash"
        ),
        pytest.param(
            "1. M\na) A\nb) B\nc) C\nd) D\nđ) Đ\ne) E\ng) G\nh) H\ni) I\nk) K",
            "1 1.a 1.b 1.c 1.d 1.đ 1.e 1.g 1.h 1.i 1.k",
            id="points-in-the-vietnamese-alphabet",
        ),
        pytest.param(
            "1. M\na) A\nb) B\nc) C\nd) D\ne) E\nf) F\ng) G",
            "1 1.a 1.b 1.c 1.d 1.e 1.f 1.g",
            id="points-in-the-latin-alphabet",
        ),
        pytest.param("1. M\na) A\nb) B\nk) K\nc) C", "1 1.a 1.b 1.c", id="a-far-point-is-none"),
        pytest.param("1. M\na) A\ni) Một\nii) Hai\nb) B", "1 1.a 1.b", id="roman-lists-inside-a-point"),
        pytest.param(
            "1. M\na) A\na.1) Một\na.2) Hai\nb) B\nb1) Ba",
            "1 1.a 1.a.1 1.a.2 1.b 1.b1",
            id="points-of-points",
        ),
        pytest.param("1. M\n- Tỉnh:\na) A\nb) B\n- Xã:\na) C", "1 1.a 1.b 1.a", id="points-begin-again"),
        pytest.param("1. M\n1) H\na) A\n2) B\n2. C", "1 2", id="points-in-a-list-are-text"),
        pytest.param("Một đoạn.\na) Hai\nb) Ba", "", id="points-of-no-section-are-text"),
        pytest.param(
            "Điều 1. M\na) A\nb) B\nĐiều 2. C\n1. D\na) Đ",
            "Đ1 Đ1.a Đ1.b Đ2 Đ2.1 Đ2.1.a",
            id="points-of-articles",
        ),
        pytest.param(
            "Mục 1. A B\nTiểu mục 1. C D\nĐiều 1. E\nTiểu mục 2. G H\nĐiều 2. I",
            "M1 M1.TM1 M1.TM1.Đ1 M1.TM2 M1.TM2.Đ2",
            id="subdivisions",
        ),
        pytest.param("1. Sửa mục 2 như sau:\n“2. Hai\na) Ba\n3. Bốn.”\n2. Năm", "1 2", id="quoted-numbers"),
        pytest.param("1. Sửa mục 2:\n“2. Hai\n2. Ba\n3. Bốn", "1 2 3", id="a-quotation-never-closed"),
        pytest.param(
            "1. Quy định tại khoản\n2. Điều 5 Luật\n2. Hai", "1 2", id="a-reference-cut-by-the-line"
        ),
        pytest.param("1. Kinh tế số\n2. Xã hội số", "1 2", id="no-reference-though-it-ends-in-số"),
        pytest.param("Một đoạn văn.\nMột đoạn nữa.", "", id="unnumbered"),
    ],
)
def test_a_number_opens_a_section_where_it_continues_its_sequence(text: str, expected: str) -> None:
    """The sequence decides, not the print."""
    assert numbers(text) == expected.split()


def gold_rows() -> list[dict[str, str | int]]:
    """The sections of 54/KH-UBND read by hand; never written by a test."""
    return [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def test_the_sections_of_54_are_those_read_by_hand() -> None:
    """Every id in order, every title (cut there at 120 characters), every heading line."""
    read = [
        {"id": s.id, "doc": s.doc, "title": s.title[:120], "line": s.lines[0]}
        for s in plan("54-KH-UBND").sections
    ]
    assert read == gold_rows()
    assert len(read) == 71


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "165-KH-TU",
            "I I.1 I.2 II II.1 II.2 II.3 II.4 II.5 II.6 II.7 II.8 II.9 II.10 II.11 II.12 II.13 II.14 II.15 "
            "II.15.1 II.15.2 II.16 II.17 II.18 II.19 III III.1 III.2 III.3 III.4",
        ),
        ("1510-UBND-TH", "1 2 3 4 5 6 7 8 9 10 11 12"),
        ("220-KH-UBND", ""),
        ("268-KH-UBND", ""),
    ],
)
def test_the_numbers_of_the_other_plans(name: str, expected: str) -> None:
    """A letter has no parts; an annex alone has no sections; "4-" goes on after "3."."""
    assert [section.number for section in plan(name).sections] == expected.split()


def section(name: str, number: str) -> Section:
    """One section of a plan."""
    return next(s for s in plan(name).sections if s.number == number)


@pytest.mark.parametrize(
    ("name", "number", "words"),
    [
        ("54-KH-UBND", "II.2.3.2", "các đề tài, dự án sản xuất nông nghiệp hữu cơ"),
        ("54-KH-UBND", "II.3.1", "dự toán chi thường xuyên"),
        ("54-KH-UBND", "II.4.1", "sẵn sàng xây dụng Chính quyền số"),
        ("54-KH-UBND", "II.6.1", "lần thứ II của Đảng;"),
        ("54-KH-UBND", "II.7.1", "60/2021/NĐ-CP quy định cơ chế tự chủ"),
        ("54-KH-UBND", "II.9.4", "chia tách thửa đất, tự ý đào, đắp"),
        ("54-KH-UBND", "II.12.1", "trách nhiệm của cấp ủy, chính quyền các cấp"),
        ("1510-UBND-TH", "7", "công nghiệp, đẩy mạnh tốc độ phục hồi"),
        ("165-KH-TU", "II.2", "tiến độ giải ngân nhanh"),
        ("165-KH-TU", "II.6", "truyền thống tốt đẹp của các dân tộc"),
        ("165-KH-TU", "II.7", "thực hiện các biện pháp tự phòng"),
        ("165-KH-TU", "II.19", "với Ban Công tác Mặt trận, các chi đoàn"),
    ],
)
def test_a_paragraph_cut_by_the_page_is_one(name: str, number: str, words: str) -> None:
    """Also where it goes on with a capital (165-KH/TU, lines 218 and 222)."""
    assert words in section(name, number).text


def test_title_text_and_body_of_a_heading() -> None:
    """A heading announces: its words are the title, the paragraphs below the body."""
    sở = section("54-KH-UBND", "II.1.2")
    assert (sở.title, sở.printed_number, sở.parent, sở.level) == ("Sở Xây dựng", "1.2.", "54/KH-UBND@II.1", 3)
    assert sở.text.startswith("1.2. Sở Xây dựng\nTham mưu xây dựng chương trình")
    assert sở.text == f"1.2. {sở.title}\n{sở.body}"
    assert sở.lines == (37, 43)


def test_title_text_and_body_of_a_numbered_paragraph() -> None:
    """A numbered paragraph is its own content: title and body begin with it."""
    task = section("54-KH-UBND", "II.9.4")
    assert task.title.startswith("Ủy ban nhân dân huyện, thành phố theo chức năng")
    assert task.title.endswith("sử dụng đất địa bàn.")
    assert task.body.split("\n")[0] == task.title
    assert task.body.count("\n") == 1


def test_a_heading_above_sub_sections_has_no_body() -> None:
    """A section holds its own text only; the text below stands in the sub-sections."""
    part = section("54-KH-UBND", "II")
    assert (part.text, part.body, part.lines) == ("II. NỘI DUNG, NHIỆM VỤ, GIẢI PHÁP", "", (29, 29))


def test_a_note_belongs_to_the_section_it_stands_in() -> None:
    """ "(Có danh mục … kèm theo)" (54/KH-UBND, line 335) begins no annex."""
    assert section("54-KH-UBND", "II.13.2").text.endswith(
        "\n(Có danh mục nội dung các nhiệm vụ chủ yếu kèm theo)"
    )


def test_headings_without_numbers_above_and_below_a_table() -> None:
    """A plan whose headings have no numbers keeps those above its first table, not only those below it."""
    printed = [
        "Số: 8/KH-UBND",
        "",
        "KẾ HOẠCH",
        "Tổ chức Tháng Thanh niên",
        "",
        "*MỤC ĐÍCH",
        _PROSE,
        "*NỘI DUNG",
        _PROSE,
    ]
    rows = ["STT|Nhiệm vụ|Cơ quan chủ trì|Thời hạn", "1|Ra quân vệ sinh|Công an xã|Tháng 3/2026"]
    lines = [
        SourceLine(at, line.lstrip("*"), tuple(line.split("|")) if "|" in line else (), line.startswith("*"))
        for at, line in enumerate([*printed, *rows, "*KINH PHÍ", _PROSE], start=1)
    ]
    read = parse_plan(lines, "a.docx", "")
    assert [section.title for section in read.sections] == ["MỤC ĐÍCH", "NỘI DUNG", "KINH PHÍ"]
    assert read.document.title == "Tổ chức Tháng Thanh niên"
    assert len(read.tasks) == 1


_PROSE = "Các nội dung của phần này do những đơn vị được phân công thực hiện theo kế hoạch."
