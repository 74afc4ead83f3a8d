"""Document numbers, Roman numerals and row numbers: one reading of plans and of typed questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.numbers import (
    find_document_numbers,
    int_to_roman,
    number_key,
    parse_row_number,
    roman_to_int,
    same_document_number,
)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Số: 54 /KH-UBND", ["54/KH-UBND"]),
        ("Số: 1510 /UBND-TH", ["1510/UBND-TH"]),
        ("số 165 -KH/TU", ["165-KH/TU"]),
        ("Kế hoạch số 165-KH/TU ngày 08/3/2022", ["165-KH/TU"]),
        ("Nghị quyết số 03/2021/NQ-HĐND ngày 16/7/2021", ["03/2021/NQ-HĐND"]),
        ("Nghị quyết số 43/2022/QH15 của Quốc hội", ["43/2022/QH15"]),
        ("số 01/2021/UBTVQH15", ["01/2021/UBTVQH15"]),
        ("Nghị quyết số 06-NQ/TW; số 21-KL/TW*, số 147-KH/TU*", ["06-NQ/TW", "21-KL/TW", "147-KH/TU"]),
        ("Công văn số 3214-CV/TTU", ["3214-CV/TTU"]),
        ("21-HD/BTCTW", ["21-HD/BTCTW"]),
        ("Đề án số 16-ĐA/TU", ["16-ĐA/TU"]),
        ("số 04/TTr-BKHCN-BTTTT, 83/BKHCN-BTTTT-VP", ["04/TTr-BKHCN-BTTTT", "83/BKHCN-BTTTT-VP"]),
        ("106/TB-VPCP, 1046/KL-TTTP, 10/ĐA-BCA", ["106/TB-VPCP", "1046/KL-TTTP", "10/ĐA-BCA"]),
        ("văn bản số 12/STP", ["12/STP"]),
        ("bãi bỏ 12a/2020/TT-BTC", ["12a/2020/TT-BTC"]),
        ("kh 54/kh-ubnd với 165-kh/tu", ["54/KH-UBND", "165-KH/TU"]),
        ("nq 29-nq/tw", ["29-NQ/TW"]),
        ("nghi quyet 43/2022/qh15", ["43/2022/QH15"]),
        ("174/qd-ttg", ["174/QĐ-TTg"]),
        ("nd 45/2025/nd-cp", ["45/2025/NĐ-CP"]),
        ("03/2021/nq-hdnd", ["03/2021/NQ-HĐND"]),
        ("03/CT-TU", ["03/CT-TU"]),
        ("(54/KH-UBND)", ["54/KH-UBND"]),
        ("54/KH-UBND, 220/KH-UBND và 268/KH-UBND", ["54/KH-UBND", "220/KH-UBND", "268/KH-UBND"]),
    ],
)
def test_a_document_number_is_found_in_its_issued_form(text: str, ids: list[str]) -> None:
    """Printed with blanks, in a header, in prose or typed in small letters: the same id."""
    assert [number.id for number in find_document_numbers(text)] == ids


@pytest.mark.parametrize(
    "text",
    [
        "ngày 12/4/2022", "tháng 01/2024", "24/7", "24/24 giờ", "01/02 lần", "tỷ lệ 1/500", "huyện/thành phố",
        "mạng 4G/5G", "10/người", "5/kg", "100 kg/ha", "1Gb/s", "Số:        /KH-UBND", "giai đoạn 2021-2025",
        "Covid-19/2021", "02/4/1947-02/4/2022", "V/v tập trung", "02/HTX", "3/huyện", "12/2024/hướng dẫn", "",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_number_is_none(text: str) -> None:
    """Dates, fractions, units and a number left blank are no document numbers."""
    assert find_document_numbers(text) == []


def test_offsets_and_printed_words_belong_together() -> None:
    """`printed` is the slice of the text between the offsets, blanks included."""
    text = "Kèm theo Kế hoạch số 54 /KH-UBND và Quyết định 325/QĐ-TTg."
    numbers = find_document_numbers(text)
    assert [text[n.start : n.end] for n in numbers] == [n.printed for n in numbers]
    assert [n.printed for n in numbers] == ["54 /KH-UBND", "325/QĐ-TTg"]


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("128/NQ-CP", "128/nq-cp", True),
        ("54 /KH-UBND", "54/kh-ubnd", True),
        ("16-ĐA/TU", "16-da/tu", True),
        ("03/2021/NQ-HĐND", "03/2021/nq-hdnd", True),
        ("03/CT-TU", "03-CT/TU", False),
        ("54/KH-UBND", "154/KH-UBND", False),
        ("29-NQ/TW", "29-NQ/TU", False),
        ("01/NQ-CP", "1/NQ-CP", False),
    ],
)
def test_two_writings_of_a_number(a: str, b: str, same: bool) -> None:
    """Case, blanks and accents do not count; digits, letters and their order do."""
    assert same_document_number(a, b) is same
    assert (number_key(a) == number_key(b)) is same


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("I", 1), ("IV", 4), ("IX", 9), ("XIII", 13), ("XIX", 19), ("XL", 40), ("XCIX", 99), ("ii", 2),
        (" V ", 5), ("IIII", None), ("VX", None), ("IC", None), ("Iv", None), ("", None), ("1", None),
        ("MI", None),
    ],
)  # fmt: skip
def test_only_well_formed_roman_numerals_have_a_value(text: str, value: int | None) -> None:
    """Strictly formed and in one case: a mixture is a word, not a number."""
    assert roman_to_int(text) == value


@given(st.integers(1, 199))
def test_roman_numerals_go_both_ways(number: int) -> None:
    """Writing and reading a numeral gives the number back."""
    assert roman_to_int(int_to_roman(number)) == number


@pytest.mark.parametrize("number", [0, -1, 200])
def test_there_are_no_other_roman_numerals(number: int) -> None:
    """Outside the range of a table's groups nothing is made up."""
    with pytest.raises(ValueError, match=str(number)):
        int_to_roman(number)


@pytest.mark.parametrize(
    ("cell", "kind", "number", "parts"),
    [
        ("1", "decimal", "1", (1,)),
        ("1.", "decimal", "1", (1,)),
        ("01", "decimal", "1", (1,)),
        ("(1)", "decimal", "1", (1,)),
        ("1)", "decimal", "1", (1,)),
        ("<b>12</b>", "decimal", "12", (12,)),
        ("**3**", "decimal", "3", (3,)),
        ("2.1", "sub", "2.1", (2, 1)),
        ("2.1.", "sub", "2.1", (2, 1)),
        ("1.2.10", "sub", "1.2.10", (1, 2, 10)),
        ("II.3", "sub", "II.3", (2, 3)),
        ("III", "roman", "III", (3,)),
        ("XIII.", "roman", "XIII", (13,)),
        ("V", "roman", "V", (5,)),
        ("a)", "letter", "a", (1,)),
        ("đ)", "letter", "đ", (5,)),
        ("A", "letter", "A", (1,)),
        ("C", "letter", "C", (3,)),
    ],
)
def test_a_row_number_has_a_kind_and_values(
    cell: str, kind: str, number: str, parts: tuple[int, ...]
) -> None:
    """The printed numbers of STT cells, whatever dots, brackets and markup surround them."""
    found = parse_row_number(cell)
    assert found is not None
    assert (found.kind, found.number, found.parts) == (kind, number, parts)


@pytest.mark.parametrize(
    "cell", [None, "", " ", "STT", "Số TT", "2022", "1.500", "50%", "0", "Sở Y tế", "1/2", "IIX", "1a2"]
)
def test_other_cells_hold_no_row_number(cell: str | None) -> None:
    """Headings, years, amounts and malformed numerals are no row numbers."""
    assert parse_row_number(cell) is None
