"""What documents say about themselves: the five plans, and other kinds of documents in other prints."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from corpus.layout import compose_lines
from corpus.line_forms import annex_label, find_stamp, is_name, is_role
from corpus.metadata import planned_year
from corpus.model import Document, LineRole, SourceLine
from corpus.organs import find_letterhead, find_province, spell_organ
from corpus.parse import parse_plan
from tests.reading import PLANS, plan

REPAIR = (
    "Sửa chữa, khắc phục hạn chế, khuyết điểm sau kiểm điểm tự phê bình và phê bình năm 2021 gắn với "
    "thực hiện Nghị quyết Trung ương 4 khóa XII, Kết luận số 21-KL/TW ngày 25/10/2021 của Ban Chấp hành "
    "Trung ương Đảng khóa XIII"
)

FIVE: dict[str, dict[str, Any]] = {
    "54-KH-UBND": {
        "id": "54/KH-UBND",
        "number": "54/KH-UBND",
        "kind": "Kế hoạch",
        "date": dt.date(2022, 4, 12),
        "issuer": "Ủy ban nhân dân tỉnh Tuyên Quang",
        "place": "Tuyên Quang",
        "province": "Tuyên Quang",
        "title": REPAIR,
        "signer": "Nguyễn Văn Sơn",
        "signer_role": "CHỦ TỊCH",
        "signature": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Sơn",
        "year": 2022,
    },
    "165-KH-TU": {
        "id": "165-KH/TU",
        "kind": "Kế hoạch",
        "date": dt.date(2022, 3, 8),
        "issuer": "Ban Thường vụ Tỉnh ủy",
        "place": "",
        "province": "Tuyên Quang",
        "title": REPAIR,
        "signer": "Lê Thị Kim Dung",
        "signer_role": "PHÓ BÍ THƯ THƯỜNG TRỰC",
    },
    "1510-UBND-TH": {
        "id": "1510/UBND-TH",
        "kind": "Công văn",
        "date": dt.date(2022, 4, 16),
        "issuer": "Ủy ban nhân dân tỉnh Thái Nguyên",
        "place": "Thái Nguyên",
        "province": "Thái Nguyên",
        "title": "tập trung thực hiện một số nhiệm vụ trọng tâm trong quý II năm 2022",
        "signer": "Trịnh Việt Hùng",
        "signer_role": "CHỦ TỊCH",
        "annex_titles": (),
    },
    "220-KH-UBND": {
        "id": "220/KH-UBND",
        "kind": "Kế hoạch",
        "date": dt.date(2023, 9, 19),
        "issuer": "Ủy ban nhân dân tỉnh Tuyên Quang",
        "place": "",
        "province": "Tuyên Quang",
        "title": "NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM TRIỂN KHAI THỰC HIỆN QUY HOẠCH TỈNH TUYÊN QUANG THỜI KỲ "
        "2021-2030, TẦM NHÌN ĐẾN NĂM 2050",
        "signer": "",
        "signer_role": "",
        "bases": (),
        "recipients": (),
    },
    "268-KH-UBND": {
        "id": "268/KH-UBND",
        "kind": "Kế hoạch",
        "date": dt.date(2023, 12, 23),
        "issuer": "",  # the annex does not name it
        "place": "",
        "province": "Tuyên Quang",
        "title": "NỘI DUNG, PHÂN CÔNG TRÁCH NHIỆM THỰC HIỆN NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2024",
        "signer": "",
    },
}

OTHERS: dict[str, dict[str, Any]] = {
    "two_columns": {
        "id": "123/KH-UBND",
        "kind": "Kế hoạch",
        "date": dt.date(2023, 6, 5),
        "issuer": "Ủy ban nhân dân tỉnh Bắc Giang",
        "place": "Bắc Giang",
        "province": "Bắc Giang",
        "title": "Triển khai thực hiện Chương trình chuyển đổi số trên địa bàn tỉnh Bắc Giang năm 2023",
        "signer": "Phan Thế Tuấn",
        "signer_role": "PHÓ CHỦ TỊCH",
        "recipients": ("Bộ Thông tin và Truyền thông", "TT. Tỉnh ủy, TT. HĐND tỉnh", "Lưu: VT, KGVX"),
    },
    "department_unsent": {
        "id": "department_unsent",
        "number": "",
        "kind": "Kế hoạch",
        "date": None,
        "issuer": "Sở Nội vụ",
        "place": "Hà Giang",
        "province": "Hà Giang",
        "title": "Cải cách hành chính của Sở Nội vụ năm 2024",
        "signer": "NGUYỄN VĂN TRUNG",
        "signer_role": "GIÁM ĐỐC",
        "recipients": ("Như trên", "Lưu: VT"),
    },
    "decision_with_regulation": {
        "id": "15/2024/QĐ-UBND",
        "kind": "Quyết định",
        "date": dt.date(2024, 5, 20),
        "issuer": "Ủy ban nhân dân tỉnh Lào Cai",
        "title": "Ban hành Quy chế phối hợp quản lý cụm công nghiệp trên địa bàn tỉnh Lào Cai",
        "signer": "Hoàng Quốc Khánh",
        "signer_role": "PHÓ CHỦ TỊCH",
        "annex_titles": ("QUY CHẾ Phối hợp quản lý cụm công nghiệp trên địa bàn tỉnh Lào Cai",),
    },
    "letter_unnumbered": {
        "id": "789/VP-NC",
        "kind": "Công văn",
        "date": dt.date(2024, 3, 15),
        "issuer": "Văn phòng UBND tỉnh Yên Bái",
        "title": "báo cáo kết quả thực hiện Quyết định số 1847/QĐ-TTg",
        "signer": "Nguyễn Thị B",
        "signer_role": "PHÓ CHÁNH VĂN PHÒNG",
    },
    "party_programme": {
        "id": "88-CTr/TU",
        "kind": "Chương trình",
        "date": dt.date(2022, 7, 10),
        "issuer": "Tỉnh ủy Cao Bằng",
        "title": "thực hiện Nghị quyết số 19-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương Đảng khóa "
        "XIII về nông nghiệp, nông dân, nông thôn",
        "signer": "Trần Hồng Minh",
        "signer_role": "BÍ THƯ",
        "signature": "T/M TỈNH ỦY\nBÍ THƯ\nTrần Hồng Minh",
    },
    "broken_lines": {
        "id": "456/KH-UBND",
        "issuer": "Ủy ban nhân dân tỉnh Nghệ An",
        "title": "Phát triển kinh tế số tỉnh Nghệ An giai đoạn 2025 - 2030, định hướng đến năm 2035",
        "signer": "Bùi Thanh An",
        "annex_titles": ("PHỤ LỤC NHIỆM VỤ TRỌNG TÂM",),
    },
    "resolution": {
        "id": "77/NQ-CP",
        "kind": "Nghị quyết",
        "date": dt.date(2024, 3, 10),
        "issuer": "Chính phủ",
        "place": "Hà Nội",
        "province": "",  # the Government's resolution is about no province, though it names one
        "title": "Ban hành Chương trình hành động thực hiện Nghị quyết số 45-NQ/TW",
        "signer": "Trần Văn Bình",
        "signer_role": "PHÓ THỦ TƯỚNG",
        "recipients": (
            "Ban Bí thư Trung ương Đảng",
            "VPCP: BTCN, các PCN, Trợ lý TTg, các Vụ, Cục, đơn vị trực thuộc",
            "Lưu: VT, KGVX (2b)",
        ),
    },
    "stamped_letter": {
        "id": "815/UBND-KT",
        "kind": "Công văn",
        "date": dt.date(2024, 5, 2),
        "issuer": "Ủy ban nhân dân tỉnh Hà Nam",
        "title": "đẩy nhanh tiến độ giải ngân đến năm 2025",
        "signer": "Nguyễn Đức Vượng",
        "signer_role": "PHÓ CHỦ TỊCH",
    },
    "table_inside": {
        "id": "31/KH-UBND",
        "date": dt.date(2024, 1, 5),
        "issuer": "Ủy ban nhân dân huyện Chiêm Hóa",
        "place": "Chiêm Hóa",
        "province": "Tuyên Quang",
        "title": "Cải cách hành chính năm 2024",
        "signer": "Hà Văn Bình",
        "signer_role": "CHỦ TỊCH",
        "annex_titles": ("Phụ lục I NHIỆM VỤ GIAO CÁC PHÒNG", "Phụ lục II CHỈ TIÊU"),
    },
    "decision_points": {
        "id": "25/2025/QĐ-UBND",
        "kind": "Quyết định",
        "date": dt.date(2025, 2, 15),
        "issuer": "Ủy ban nhân dân tỉnh Bình Phước",
        "title": "Ban hành Quy định phân cấp quản lý nhà nước về trồng trọt trên địa bàn tỉnh Bình Phước",
        "signer": "Trần Tuệ Hiền",
        "signer_role": "Q. CHỦ TỊCH",
    },
    "university_plan": {
        "id": "123/KH-ĐHV",
        "kind": "Kế hoạch",
        "date": dt.date(2025, 9, 5),
        "issuer": "Trường Đại học Vinh",
        "province": "Nghệ An",
        "title": "Tổ chức Tuần sinh hoạt công dân - sinh viên năm học 2025 - 2026",
        "signer": "Nguyễn Huy Bằng",
        "signer_role": "PHÓ HIỆU TRƯỞNG",
        "recipients": ("Các đơn vị", "Lưu: HCTH, CTCT"),
    },
    "scheme": {
        "id": "09/ĐA-UBND",
        "kind": "Đề án",
        "issuer": "Ủy ban nhân dân thành phố Cần Thơ",
        "title": "PHÁT TRIỂN DU LỊCH ĐƯỜNG SÔNG GIAI ĐOẠN 2025 - 2030, TẦM NHÌN ĐẾN NĂM 2045",
        "signer": "Dương Tấn Hiển",
        "signer_role": "PHÓ CHỦ TỊCH THƯỜNG TRỰC",
    },
    "district_plan": {
        "id": "12/KH-UBND",
        "date": dt.date(2025, 1, 8),
        "issuer": "Ủy ban nhân dân huyện Mai Sơn",
        "province": "Sơn La",
        "signer": "Nguyễn Việt Cường",  # in an indented column, below no line of the recipients
        "signer_role": "CHỦ TỊCH",
        "recipients": ("UBND tỉnh (b/c)", "Thường trực Huyện ủy", "Lưu: VT"),
    },
    "party_district": {
        "id": "45-KH/HU",
        "date": dt.date(2024, 3, 5),
        "issuer": "Huyện ủy Duy Xuyên",
        "province": "Quảng Nam",
        "signer": "Phan Xuân Cảnh",
        "signer_role": "PHÓ BÍ THƯ THƯỜNG TRỰC",
    },
    "council_resolution": {
        "id": "40/NQ-HĐND",
        "kind": "Nghị quyết",
        "issuer": "Hội đồng nhân dân tỉnh Kon Tum",
        "title": "VỀ KẾ HOẠCH PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2025",  # the issuer again below it is no title
        "bases": (
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
            "Xét Tờ trình số 180/TTr-UBND ngày 20 tháng 11 năm 2024 của Ủy ban nhân dân tỉnh; Báo cáo thẩm tra của "
            "Ban Kinh tế - Ngân sách.",
        ),
        "signer": "Dương Văn Trang",
    },
    "conclusion_notice": {
        "id": "77/TB-VP",
        "kind": "Thông báo",
        "issuer": "Văn phòng UBND tỉnh Hưng Yên",
        "signer": "Trần Quốc Toản",
        "signer_role": "CHÁNH VĂN PHÒNG",
        "signature": "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\nTrần Quốc Toản",  # without the digital signature's box
    },
    "party_conclusion": {
        "id": "512-KL/TU",
        "kind": "Kết luận",
        "issuer": "Ban Thường vụ Tỉnh ủy",
        "place": "Phan Rang - Tháp Chàm",
        "province": "Ninh Thuận",
        "title": "về tình hình kinh tế - xã hội quý I, nhiệm vụ quý II năm 2025",  # the opening below is no title
        "signer": "Phạm Văn Hậu",
    },
    "decision_with_plan": {
        "id": "812/QĐ-UBND",
        "kind": "Quyết định",
        "title": "Về việc ban hành Kế hoạch chuyển đổi số tỉnh Hậu Giang năm 2025",
        "annex_titles": ("KẾ HOẠCH Chuyển đổi số tỉnh Hậu Giang năm 2025",),  # without its letterhead
        "signer": "Trương Cảnh Tuyên",
    },
    "party_parts": {
        "id": "20-CTr/ĐUK",
        "kind": "Chương trình",
        "issuer": "Đảng ủy các cơ quan tỉnh Yên Bái",
        "title": "thực hiện Nghị quyết Đại hội Đảng bộ",
        "signer": "Nông Việt Yên",
    },
    "amending_plan": {
        "id": "12/KH-UBND",
        "date": dt.date(2024, 3, 5),
        "issuer": "Ủy ban nhân dân tỉnh Tuyên Quang",
        "signer": "Hoàng Việt Phương",
        "signer_role": "PHÓ CHỦ TỊCH",
        "recipients": ("Các sở, ban, ngành", "Lưu: VT, TH"),
    },
    "opening_names_issuer": {
        "number": "",
        "kind": "Kế hoạch",
        "issuer": "Ủy ban nhân dân huyện Yên Sơn",
        "title": "Phòng, chống thiên tai năm 2024",
        "bases": ("Căn cứ Luật Phòng, chống thiên tai ngày 19 tháng 6 năm 2013;",),
    },
}


def document(name: str) -> Document:
    """What it says about itself."""
    return plan(name).document


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [(name, field, value) for name, fields in (FIVE | OTHERS).items() for field, value in fields.items()],
)
def test_every_field_holds_what_the_file_says_and_no_more(name: str, field: str, value: object) -> None:
    """A field is empty where the file does not hold it; a receiver's stamp is not the issuer's."""
    assert getattr(document(name), field) == value


@pytest.mark.parametrize("name", [*FIVE, *OTHERS])
def test_the_header_holds_the_words_of_number_and_title(name: str) -> None:
    """The header is quoted as the citation of a document, so it carries what is said of it."""
    header = " ".join(document(name).header.split())
    assert document(name).title in header
    if number := document(name).number:
        assert number.replace("/", "").replace("-", "") in header.replace(" ", "").replace("/", "").replace(
            "-", ""
        )


def test_the_number_lost_above_is_quoted_from_the_annex() -> None:
    """165-KH/TU prints number and date only in "(Kèm theo …)": that line ends the header."""
    last = document("165-KH-TU").header.split("\n")[-1]
    assert last == "(Kèm theo Kế hoạch số 165-KH/TU ngày 08/3/2022 của Ban Thường vụ Tỉnh ủy)"


@pytest.mark.parametrize(
    ("name", "count", "begins"),
    [
        ("54-KH-UBND", 1, "Thực hiện Kế hoạch số 165-KH/TU ngày 08/3/2022"),
        ("165-KH-TU", 1, "Thực hiện Kế hoạch số 04-KH/TW ngày 16/11/2016"),
        ("1510-UBND-TH", 1, "Thực hiện Nghị quyết số 50/NQ-CP ngày 08/4/2022"),
        ("decision_with_regulation", 3, "Căn cứ Luật Tổ chức chính quyền địa phương"),
        ("two_columns", 3, "Căn cứ Quyết định số 749/QĐ-TTg"),
        ("resolution", 2, "Căn cứ Luật Tổ chức Chính phủ"),
        (
            "broken_lines",
            1,
            "Thực hiện Quyết định số 411/QĐ-TTg ngày 31 tháng 3 năm 2022 của Thủ tướng Chính phủ",
        ),
    ],
)
def test_the_legal_bases_are_whole_paragraphs(name: str, count: int, begins: str) -> None:
    """Also where the print breaks them over lines; a title "Triển khai thực hiện …" is none."""
    bases = document(name).bases
    assert len(bases) == count
    assert bases[0].startswith(begins)


@pytest.mark.parametrize(
    ("name", "count", "first", "last"),
    [
        ("54-KH-UBND", 10, "Thường trực Tỉnh ủy", "Lưu: VT, NC. Hà(NC)"),
        ("165-KH-TU", 10, "Bộ Chính trị, Ban Bí thư TW Đảng (B/c)", "Lưu Văn phòng Tỉnh ủy"),
        ("1510-UBND-TH", 9, "Như Kính gửi", "Lưu: VT, TH. 40"),
    ],
)
def test_recipients_without_the_typists_marks(name: str, count: int, first: str, last: str) -> None:
    """ "LM" and "Lh/CV.88/60b" (1510/UBND-TH, lines 65 and 66) receive nothing."""
    recipients = document(name).recipients
    assert (len(recipients), recipients[0], recipients[-1]) == (count, first, last)


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("54-KH-UBND", "DANH MỤC NỘI DUNG CÁC NHIỆM VỤ CHỦ YẾU"),
        ("165-KH-TU", "BIỂU PHÂN CÔNG LÃNH ĐẠO, TỔ CHỨC THỰC HIỆN 19 NHIỆM VỤ"),
        ("220-KH-UBND", "NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM TRIỂN KHAI"),
        ("268-KH-UBND", "NỘI DUNG, PHÂN CÔNG TRÁCH NHIỆM"),
    ],
)
def test_an_annex_is_called_by_its_title(name: str, begins: str) -> None:
    """Without the line that says what it is attached to."""
    (title,) = document(name).annex_titles
    assert title.startswith(begins)
    assert "Kèm theo" not in title


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("two_columns", "I I.1 I.2 I.2.a I.2.b II II.1 II.2 III"),
        ("department_unsent", "I I.A I.A.1 I.A.2 I.B I.B.1 II II.1 II.1.1 II.1.2 II.2"),
        (
            "decision_with_regulation",
            "Đ1 Đ2 Đ2.1 Đ2.2 Đ3 I I.Đ1 I.Đ2 I.Đ2.1 I.Đ2.2 II II.M1 II.M1.Đ3",
        ),
        ("letter_unnumbered", "p1"),
        ("party_programme", "A A.I A.II A.II.1 A.II.2 B B.I B.I.1 B.I.2 B.I.3"),
        (
            "broken_lines",
            "I I.1 I.2 II II.1 II.2 II.2.1 II.2.1.a II.2.1.b II.2.2 II.2.2.a II.3 PL.I PL.I.1 PL.I.2",
        ),
        ("resolution", "Đ1 Đ2 I I.1 II II.1 II.1.a II.1.b PL1.p1"),
        (
            "decision_points",
            "Đ1 Đ2 Đ3 I I.Đ1 I.Đ2 I.Đ2.1 I.Đ2.2 I.Đ2.2.a I.Đ2.2.b I.Đ2.2.b1 I.Đ2.2.b2 I.Đ2.2.c II II.M1 II.M1.TM1 "
            "II.M1.TM1.Đ3 II.M1.TM1.Đ3.1 II.M1.TM1.Đ3.2 II.M1.TM2 II.M1.TM2.Đ4 II.M1.TM2.Đ4.a II.M1.TM2.Đ4.b II.M2 "
            "II.M2.Đ5 III III.Đ6",
        ),
        ("university_plan", "p1 p2 p3"),
        (
            "scheme",
            "1 2 P1 P1.I P1.I.1 P1.I.2 P1.II P2 P2.I P2.II P2.II.1 P2.II.1.a P2.II.1.b P2.II.2 P2.III P2.III.1 "
            "P2.III.2 P3 P3.I P3.I.1 P3.I.2 p1",
        ),
        (
            "district_plan",
            "A A.I A.II A.II.1 A.II.2 A.II.2.a A.II.2.b B B.I B.I.1 B.I.1.1 B.I.1.1.1 B.I.1.1.1.a B.I.1.1.1.b "
            "B.I.1.1.2 B.I.1.2 B.I.2 B.II B.II.1 B.II.2 C C.1 C.1.a C.1.b C.2",
        ),
        ("party_district", "I I.1 I.2 II II.1 II.1.1 II.1.1.a II.1.1.b II.1.2 II.2 III III.1 III.2"),
        ("council_resolution", "Đ1 Đ1.1 Đ1.2 Đ1.2.a Đ1.2.b Đ2 Đ2.1 Đ2.2 Đ3 Đ3.1 Đ3.2"),
        ("conclusion_notice", "1 2 3"),
        ("party_conclusion", "1 2 2.1 2.2"),
        ("decision_with_plan", "Đ1 Đ2 Đ3 I I.1 I.1.a I.1.b I.2 II II.1 III"),
        (
            "party_parts",
            "P1 P1.I P1.I.1 P1.I.2 P1.II P2 P2.A P2.A.I P2.A.I.1 P2.A.I.2 P2.A.II P2.B P2.B.I P2.B.I.1 P2.B.I.1.1 "
            "P2.B.I.1.1.1 P2.B.I.1.1.2 P2.B.I.1.1.2.a P2.B.I.1.1.2.b P3 P3.1 P3.2",
        ),
        ("amending_plan", "I I.1 I.2 II II.1 II.1.a II.1.b II.2 II.2.a II.2.b III III.1 III.2"),
        ("stamped_letter", "1 3"),
        ("opening_names_issuer", "I II"),
        ("table_inside", "I I.1 II III III.1 III.2 PL1.1 PL1.2 PL2.p1"),
    ],
)
def test_the_sections_of_other_kinds_of_documents(name: str, ids: str) -> None:
    """Articles, chapters, letters, an attached programme, an annex in prose, a letter without numbers."""
    assert [section.number for section in plan(name).sections] == ids.split()
    assert [section.id for section in plan(name).sections] == [
        f"{document(name).id}@{number}" for number in ids.split()
    ]


@pytest.mark.parametrize(
    ("head", "kind", "date", "title"),
    [
        (
            ["Thông báo lịch trực hè năm 2025", "2025-06-05", "Nhà trường thông báo lịch trực như sau:"],
            "Thông báo",
            dt.date(2025, 6, 5),
            "Thông báo lịch trực hè năm 2025",
        ),
        (
            ["**Kế hoạch trực hè**", "Ngày 05/6/2025", "Nội dung như sau:"],
            "Kế hoạch",
            dt.date(2025, 6, 5),
            "Kế hoạch trực hè",
        ),
        (["Trực hè", "2025-13-45", "Nội dung như sau:"], "", None, "Trực hè"),
    ],
)
def test_a_notice_of_a_web_page_has_its_first_line_for_a_title(
    head: list[str], kind: str, date: dt.date | None, title: str
) -> None:
    """Neither letterhead nor number, and the day of the page alone on a line."""
    text = [*head, "1. Phòng Hành chính lập danh sách.", "2. Các khoa cử người trực."]
    read = parse_plan(
        [SourceLine(n, line) for n, line in enumerate(text, start=1)], "truc-he.html", ""
    ).document
    assert (read.id, read.kind, read.date, read.title) == ("truc-he", kind, date, title)


def test_headings_without_numbers_head_their_text() -> None:
    """Bold where nothing is numbered, capitals beside numbers; their words are the title, not the body."""
    titles = [section.title for section in plan("university_plan").sections]
    assert titles == ["Mục đích", "Đối tượng, thời gian", "Phân công nhiệm vụ"]
    closing = plan("scheme").sections[-1]
    assert (closing.title, closing.body) == ("KẾT LUẬN", "Đề án là cơ sở để phát triển du lịch thành phố.")


def test_numbers_that_begin_again_stand_below_their_unnumbered_heading() -> None:
    """Without a part's number the heading tells them apart: "p1.1"."""
    text = "KẾ HOẠCH\nX\n\n1. Một.\n2. Hai.\nGIẢI PHÁP CHỦ YẾU\n1. Ba.\na) Bốn.\n2. Năm."
    lines = [SourceLine(n, line) for n, line in enumerate(text.split("\n"), start=1)]
    sections = parse_plan(lines, "a.txt", "").sections
    assert [section.number for section in sections] == ["1", "2", "p1", "p1.1", "p1.1.a", "p1.2"]
    assert [section.parent for section in sections[2:]] == [None, "a@p1", "a@p1.1", "a@p1"]


@pytest.mark.parametrize(
    "box",
    [
        [
            "Ký bởi: Bộ Y tế",
            "Email: a@moh.gov.vn",
            "Cơ quan: Bộ Y tế",
            "Thời gian ký: 06/03/2026 16:21:05 +07:00",
        ],
        ["Người ký: Văn phòng UBND tỉnh", "Ngày ký: 12/05/2025 16:40:11"],
        ["Signature Not Verified", "Digitally signed by UBND tỉnh", "Date: 2025.03.05 16:00:00 +07:00"],
    ],
)
def test_the_box_of_a_digital_signature_is_no_text(box: list[str]) -> None:
    """At the head or the foot: a role of its own, in neither header, section nor signature."""
    body = ["Số: 5/KH-BYT", "", "KẾ HOẠCH", "Y tế số", "", "I. MỤC TIÊU", "Nâng cao sức khỏe."]
    foot = ["", "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Đỗ Văn An"]
    for text in ([*box, *body, *foot], [*body, *foot[:2], *box, *foot[2:]], [*body, *box]):
        read = parse_plan([SourceLine(n, line) for n, line in enumerate(text, start=1)], "a.txt", "")
        told = "\n".join((read.document.header, read.document.signature, *(s.text for s in read.sections)))
        assert not any(line in told for line in box)
        roles = dict(read.roles)
        assert all(roles[text.index(line) + 1] is LineRole.SIGNATURE for line in box)


def test_a_table_that_assigns_no_tasks_is_text() -> None:
    """Its rows can be found and quoted; the annex's title is the section's."""
    targets = plan("resolution").sections[-1]
    assert targets.title == "PHỤ LỤC I DANH MỤC CÁC CHỈ TIÊU"
    assert targets.text.split("\n")[1] == "1 | Tỷ lệ chi cho khoa học | %"


def test_addressees_with_numbers_are_no_sections() -> None:
    """ "Kính gửi: 1. …; 2. …" stands in the header."""
    roles = dict(plan("stamped_letter").roles)
    assert roles[17] is roles[18] is LineRole.HEADER


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN", "Ủy ban nhân dân tỉnh Thái Nguyên"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", "Ủy ban nhân dân thành phố Hồ Chí Minh"),
        ("UBND TỈNH BẮC GIANG", "UBND tỉnh Bắc Giang"),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH BÀ RỊA - VŨNG TÀU", "Hội đồng nhân dân tỉnh Bà Rịa - Vũng Tàu"),
        ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "Sở Kế hoạch và Đầu tư"),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội"),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
        ("BAN THƯỜNG VỤ TỈNH ỦY", "Ban Thường vụ Tỉnh ủy"),
        ("TỈNH ỦY TUYÊN QUANG", "Tỉnh ủy Tuyên Quang"),
        ("VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH HÀ GIANG", "Văn phòng Ủy ban nhân dân tỉnh Hà Giang"),
        ("CHÍNH PHỦ", "Chính phủ"),
        ("TRƯỜNG ĐẠI HỌC CẦN THƠ", "Trường Đại học Cần Thơ"),
        ("TRƯỜNG ĐẠI HỌC THỦY LỢI", "Trường Đại học Thủy lợi"),
        ("ĐẠI HỌC QUỐC GIA HÀ NỘI", "Đại học Quốc gia Hà Nội"),
        ("HỌC VIỆN NÔNG NGHIỆP VIỆT NAM", "Học viện Nông nghiệp Việt Nam"),
        ("BAN CHỈ ĐẠO CHUYỂN ĐỔI SỐ", "Ban Chỉ đạo chuyển đổi số"),
        ("CHI CỤC KIỂM LÂM", "Chi cục Kiểm lâm"),
        ("HỘI LIÊN HIỆP PHỤ NỮ TỈNH BẮC NINH", "Hội Liên hiệp Phụ nữ tỉnh Bắc Ninh"),
        ("TỈNH ĐOÀN THANH HÓA", "Tỉnh đoàn Thanh Hóa"),
        ("ĐẢNG ỦY XÃ TÂN LẬP", "Đảng ủy xã Tân Lập"),
        ("Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh"),
    ],
)
def test_an_organ_printed_in_capitals_is_written_as_in_text(printed: str, written: str) -> None:
    """Capitals stay where official usage writes them."""
    assert spell_organ(printed) == written


@pytest.mark.parametrize(
    ("cells", "issuer"),
    [
        (["ỦY BAN NHÂN DÂN", "TỈNH THÁI NGUYÊN"], "Ủy ban nhân dân tỉnh Thái Nguyên"),
        (["UBND TỈNH TUYÊN QUANG", "SỞ NỘI VỤ"], "Sở Nội vụ"),
        (["UBND TỈNH YÊN BÁI", "VĂN PHÒNG"], "Văn phòng UBND tỉnh Yên Bái"),
        (["SỞ LAO ĐỘNG - THƯƠNG BINH", "VÀ XÃ HỘI"], "Sở Lao động - Thương binh và Xã hội"),
        (["NHIỆM VỤ TRỌNG TÂM"], ""),
        ([], ""),
    ],
)
def test_of_the_organs_above_the_number_the_lowest_issues(cells: list[str], issuer: str) -> None:
    """The first line may be the organ it belongs to, or the first half of its name."""
    assert find_letterhead(cells) == issuer


@pytest.mark.parametrize(
    ("texts", "place", "province"),
    [
        (["tỉnh Hà Nam", "tỉnh Tuyên Quang và TỈNH TUYÊN QUANG"], "", "Tuyên Quang"),
        (["Tỉnh ủy Cao Bằng"], "", "Cao Bằng"),
        (["tỉnh Hà Nam"], "Thái Nguyên", "Thái Nguyên"),
        (["thành phố Đà Nẵng", "thành phố Tuyên Quang"], "", "Đà Nẵng"),
        (["trên địa bàn tỉnh Thanh Hoá"], "", "Thanh Hóa"),
        (["các tỉnh, thành phố", "tỉnh có mặt còn hạn chế"], "Vinh", ""),
        ([], "", ""),
    ],
)
def test_the_province_is_the_one_the_text_names_most(texts: list[str], place: str, province: str) -> None:
    """A city of a province counts only where it is a province itself."""
    assert find_province(texts, place) == province


@pytest.mark.parametrize("text", ["Nguyễn Văn Sơn", "LÊ THỊ KIM DUNG", "Đại tá Hà Văn A", "TS. Y Vinh Tơr"])
def test_names_of_persons(text: str) -> None:
    """With or without a rank, in either case."""
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    ["Danh mục", "CHỦ TỊCH", "ỦY BAN NHÂN DÂN", "TỈNH HÀ NAM", "LM", "Quý II năm 2022", "Nơi nhận:", ""],
)
def test_what_is_no_name(text: str) -> None:
    """Roles, organs, annexes and initials look alike."""
    assert not is_name(text)


@pytest.mark.parametrize("text", ["TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ", "KT. CHỦ TỊCH", "PHÓ GIÁM ĐỐC"])
def test_roles_of_signers(text: str) -> None:
    """In whose name, or as what."""
    assert is_role(text)


@pytest.mark.parametrize("text", ["- CHỦ TỊCH UBND", "Chủ tịch UBND tỉnh", "DANH MỤC", "TMDV"])
def test_what_is_no_role(text: str) -> None:
    """A recipient, a word in a sentence, an annex."""
    assert not is_role(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("PHỤ LỤC II", "PL2"),
        ("Phụ lục 3", "PL3"),
        ("PHỤ LỤC SỐ 02", "PL2"),
        ("PHỤ LỤC", "PL"),
        ("Phụ lục kèm theo", ""),
        ("DANH MỤC", ""),
    ],
)
def test_the_label_of_an_annex(text: str, label: str) -> None:
    """Its short form begins the ids of what stands in it."""
    assert annex_label(text) == label


def test_a_receivers_stamp_is_found_with_the_organ_above_it() -> None:
    """54/KH-UBND, lines 11 to 17; a title going on with "đến năm 2030" is none."""
    text = (PLANS / "54-KH-UBND.txt").read_text(encoding="utf-8").split("\n")
    lines = compose_lines(SourceLine(n, line) for n, line in enumerate(text[:21], start=1))
    assert find_stamp(lines) == {11, 13, 14, 16, 17}
    title = compose_lines([SourceLine(1, "phát triển du lịch"), SourceLine(2, "đến năm 2030")])
    assert find_stamp(title) == frozenset()


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("268-KH-UBND", 2024),  # issued in December 2023
        ("1510-UBND-TH", 2022),
        ("54-KH-UBND", None),  # "kiểm điểm … năm 2021", issued in 2022
        ("220-KH-UBND", None),  # 2021-2030, 2050
        ("letter_unnumbered", None),
        ("two_columns", 2023),
    ],
)
def test_the_year_a_plan_is_for(name: str, year: int | None) -> None:
    """Only a title that names one coming year says which year "Tháng 6" is in."""
    assert planned_year(document(name)) == year


@pytest.mark.parametrize(
    ("file", "id"), [("kế hoạch 5.txt", "kế-hoạch-5"), ("a@b#c.txt", "a-b-c"), (".txt", ".txt"), ("", "tệp")]
)
def test_a_document_without_number_is_known_by_its_file(file: str, id: str) -> None:
    """The name without its ending; what ids are put together with stands for itself."""
    lines = [SourceLine(1, "KẾ HOẠCH"), SourceLine(2, "I. MỤC ĐÍCH")]
    assert parse_plan(lines, file, "").document.id == id
