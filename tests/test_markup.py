"""Markup: tags, emphasis and entities go, every word stays, bullets and paragraphs become lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.markup import clean_cell, clean_inline, split_bullets


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("### ***2.3. Về lãnh đạo***", "2.3. Về lãnh đạo"),
        ("**1.3.** Các sở, ngành", "1.3. Các sở, ngành"),
        ("**T/M BAN THƯỜNG VỤ  ", "T/M BAN THƯỜNG VỤ"),
        ("PHÓ BÍ THƯ THƯỜNG TRỰC**", "PHÓ BÍ THƯ THƯỜNG TRỰC"),
        ('1. Về hạn chế: "*Quy hoạch*"', '1. Về hạn chế: "Quy hoạch"'),
        ("Lưu: VT, NC. Hà<sup>(NC)</sup>", "Lưu: VT, NC. Hà(NC)"),
        ("đến năm 2030<sup>1</sup>", "đến năm 2030[1]"),
        ("rộng 5 km<sup>2</sup>", "rộng 5 km2"),
        ("<b>(1)</b> Quy hoạch <i>tố cáo</i> ;", "(1) Quy hoạch tố cáo ;"),
        ("-----", ""),
        ("Tri&ecirc;̉n khai&nbsp;A &amp; B", "Triển khai A & B"),
        ("nhỏ hơn < 5 và > 3", "nhỏ hơn < 5 và > 3"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        (r"1\. Mục \- đích", "1. Mục - đích"),
        ("số 54/KH-UBND_2022_a", "số 54/KH-UBND_2022_a"),
    ],
)
def test_inline_markup_goes_and_words_stay(printed: str, clean: str) -> None:
    """What a reader of the print does not see is gone; what he sees is left."""
    assert clean_inline(printed) == clean


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("<p>Một đoạn.</p> <p>Hai đoạn</p>", "Một đoạn.\nHai đoạn"),
        (
            '<ul style="list-style-type: none"> - Nghị quyết của HĐND; - Quyết định ',
            "- Nghị quyết của HĐND;\n- Quyết định",
        ),
        ("<ul><li>Kế hoạch</li><li>- Báo cáo</li></ul>", "- Kế hoạch\n- Báo cáo"),
        ("Gồm:<br/>- Một<br>- Hai", "Gồm:\n- Một\n- Hai"),
        (
            "- Lấy ý kiến tổ chức xã hội - nghề nghiệp - Báo cáo",
            "- Lấy ý kiến tổ chức xã hội - nghề nghiệp\n- Báo cáo",
        ),
        (
            "- Đăng trên cổng tỉnh Tuyên Quang - Tài liệu số",
            "- Đăng trên cổng tỉnh Tuyên Quang\n- Tài liệu số",
        ),
        ("- Đường Hà Nội - Tuyên Quang - Hà Giang", "- Đường Hà Nội - Tuyên Quang - Hà Giang"),
        ("- Kế hoạch 2021 - 2025", "- Kế hoạch 2021 - 2025"),
        ("- Sở Nội vụ tỉnh Hà Giang - Sở Tài chính", "- Sở Nội vụ tỉnh Hà Giang\n- Sở Tài chính"),
        ("Thực hiện: - Ban hành; - Báo cáo", "Thực hiện:\n- Ban hành;\n- Báo cáo"),
        ("-100% văn bản; - Báo cáo", "-100% văn bản;\n- Báo cáo"),
        ("Tháng 10 - 11/2024", "Tháng 10 - 11/2024"),
        (
            "phát triển kinh tế - xã hội; giai đoạn 2021 - 2025",
            "phát triển kinh tế - xã hội; giai đoạn 2021 - 2025",
        ),
        ("<p> </p>", ""),
    ],
)
def test_cells_keep_paragraphs_and_bullets_as_lines(printed: str, clean: str) -> None:
    """Paragraphs and bullets stand on lines of their own; a dash inside a name or a range opens none."""
    assert clean_cell(printed) == clean


@given(st.text(alphabet="abĐề.;:- –+2\n", max_size=60))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Cleaned text is clean."""
    once = clean_cell(text)
    assert clean_cell(once) == once


@given(st.lists(st.sampled_from(["-", "–", "A", "b", "Hà Nội", "2021", "x;", "y.", "+"]), max_size=12))
def test_splitting_bullets_loses_no_word(words: list[str]) -> None:
    """The bullets of a line are the line."""
    line = " ".join(words)
    assert " ".join(split_bullets(line)).split() == line.split()
