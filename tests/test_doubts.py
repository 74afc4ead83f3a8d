"""What a careful clerk would ask about a plan: each kind of doubt is found where it is, and only there.

One clean plan stays silent; each case damages it in one place and expects one doubt more. The traps are changes
that a person would let pass. What the five plans hold was checked by reading them, line by line.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.plan_report import doubt_records, report
from bot.texts import plan_report as report_texts
from corpus.doubts import Doubt, DoubtKind, Sure, find_doubts
from corpus.errors import UnreadableFile
from corpus.model import Place, Plan, SourceLine
from corpus.parse import parse_plan
from tests.reading import DOCUMENTS, PLANS, plan, read
from tests.test_cli import run

K, S = DoubtKind, Sure

CLEAN = """UBND TỈNH YÊN BÁI

Số: 31/KH-UBND

Yên Bái, ngày 05 tháng 02 năm 2024

KẾ HOẠCH
Chuyển đổi số năm 2024

Căn cứ Nghị quyết số 12/NQ-HĐND ngày 30/11/2023 của Hội đồng nhân dân tỉnh;

Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:

I. MỤC TIÊU

1. Nâng cao chất lượng dịch vụ công trực tuyến trên địa bàn tỉnh.

2. Hoàn thành việc rà soát máy chủ dùng chung của tỉnh trước ngày 30/4/2024.

3. Báo cáo kết quả với Ủy ban nhân dân tỉnh trước ngày 15/12/2024.

II. NHIỆM VỤ

1. Sở Thông tin và Truyền thông

Xây dựng nền tảng tích hợp, chia sẻ dữ liệu dùng chung cấp tỉnh, hoàn thành trước ngày 30/6/2024.

2. Sở Nội vụ chủ trì, phối hợp với các đơn vị liên quan tổ chức đánh giá mức độ hài lòng của người dân đối với \
dịch vụ công, hoàn thành trong quý III/2024.

3. Văn phòng UBND tỉnh

Rà soát, chuẩn hóa danh mục thủ tục hành chính cung cấp trực tuyến toàn trình trên địa bàn tỉnh, gồm 3 nội dung sau:

a) Rà soát thủ tục;

b) Chuẩn hóa danh mục;

c) Công bố danh mục.

4. Các nhiệm vụ cụ thể: Thực hiện tổng số 5 nhiệm vụ tại Phụ lục kèm theo.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn An

PHỤ LỤC
(Kèm theo Kế hoạch số 31/KH-UBND ngày 05/02/2024 của UBND tỉnh)

TT|Nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian bắt đầu|Thời gian hoàn thành|Kinh phí
I|NỀN TẢNG SỐ|||||
1|Xây dựng nền tảng tích hợp, chia sẻ dữ liệu dùng chung cấp tỉnh|Sở Thông tin và Truyền thông|Sở Nội vụ|Tháng 3/2024|Trước 30/6/2024|1.200
2|Tổ chức đánh giá mức độ hài lòng của người dân đối với dịch vụ công|Sở Nội vụ|Các đơn vị liên quan|Quý II/2024|Quý III/2024|300
II|THỦ TỤC HÀNH CHÍNH|||||
1|Rà soát, chuẩn hóa danh mục thủ tục hành chính cung cấp trực tuyến toàn trình|Văn phòng UBND tỉnh|Sở, ban, ngành; UBND huyện, thành phố|Tháng 4/2024|Tháng 7/2024|150,5
2|Tập huấn kỹ năng số cho cán bộ, công chức cấp xã|Sở Nội vụ|UBND huyện Văn Yên|Năm 2024|Năm 2024|80
3|Tổng kết, đánh giá kết quả thực hiện chuyển đổi số|Sở Thông tin và Truyền thông|Các sở, ban, ngành|Tháng 11/2024|Tháng 12/2024|20
|Tổng cộng|||||1.750,5
"""


def read_text(text: str) -> Plan:
    """The plan of a text whose tables are written with bars."""
    lines = enumerate(text.replace("|", "\t").split("\n"), start=1)
    return parse_plan([SourceLine(number, line) for number, line in lines], "thu.txt", "")


def damaged(*changes: tuple[str, str]) -> Plan:
    """The clean plan with words exchanged, each of which stands in it once."""
    text = CLEAN
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return read_text(text)


def open_doubts(doubts: tuple[Doubt, ...]) -> list[Doubt]:
    """The doubts without what is told of rows that are put right."""
    return [doubt for doubt in doubts if doubt.sure is not Sure.SETTLED]


def test_a_clean_plan_stays_silent() -> None:
    """Letterhead, sections, annex with groups, agencies, times, figures and their total: nothing to ask."""
    assert open_doubts(find_doubts(damaged())) == []


_TASK_II2 = (
    "2|Tập huấn kỹ năng số cho cán bộ, công chức cấp xã|Sở Nội vụ|UBND huyện Văn Yên|Năm 2024|Năm 2024|80"
)

CASES = [
    # numbers of sections and rows
    pytest.param([("2. Hoàn thành việc", "3. Hoàn thành việc"), ("3. Báo cáo kết", "4. Báo cáo kết")],
                 K.NUMBERING, S.CERTAIN, "@I.3", "thiếu mục 2: sau 1 là 3", id="section-missing"),
    pytest.param([("3. Báo cáo kết", "2. Báo cáo kết")],
                 K.NUMBERING, S.LIKELY, "@I.2", "mục 2 đã có", id="section-twice"),
    pytest.param([("3|Tổng kết", "4|Tổng kết")], K.NUMBERING, S.CERTAIN, "#II.4", "thiếu dòng 3: sau 2 là 4", id="row-missing"),
    pytest.param([("3|Tổng kết", "2|Tổng kết")], K.NUMBERING, S.CERTAIN, "#II.2(2)", "dòng 2 đã có", id="row-twice"),
    pytest.param([("II|THỦ TỤC", "III|THỦ TỤC")], K.NUMBERING, S.LIKELY, "#III.1", "thiếu nhóm II", id="group-missing"),
    # blank cells
    pytest.param([("cấp xã|Sở Nội vụ|", "cấp xã||")], K.MISSING_LEAD, S.CERTAIN, "#II.2", "chủ trì", id="no-lead"),
    pytest.param([("Năm 2024|Năm 2024|80", "||80")], K.MISSING_DEADLINE, S.CERTAIN, "#II.2", "không ghi thời hạn", id="no-deadline"),
    pytest.param([("Năm 2024|Năm 2024|80", "Năm 2024||80")], K.MISSING_DEADLINE, S.LOOK, "#II.2", "gộp cả hai cột", id="start-only"),
    # cells that do not look like their column
    pytest.param([("cấp xã|Sở Nội vụ|", "cấp xã|Tháng 6/2024|")],
                 K.MISPLACED_CELL, S.CERTAIN, "#II.2", "ô chủ trì ghi thời gian", id="time-as-lead"),
    pytest.param([("Năm 2024|Năm 2024|80", "Năm 2024|Sở Tài chính|80")],
                 K.MISPLACED_CELL, S.CERTAIN, "#II.2", "ô thời hạn ghi tên cơ quan", id="agency-as-time"),
    pytest.param([("Tập huấn kỹ năng số cho cán bộ, công chức cấp xã", "Sở Tài chính")],
                 K.MISPLACED_CELL, S.LIKELY, "#II.2", "ô nhiệm vụ chỉ ghi tên cơ quan", id="agency-as-task"),
    # agencies
    pytest.param([("cấp xã|Sở Nội vụ|", "cấp xã|Sở Nông nghiệp và Phát triên nông thôn|")],
                 K.UNKNOWN_AGENCY, S.LIKELY, "#II.2", "gần nhất là “Sở Nông nghiệp và Phát triển nông thôn”", id="slip"),
    pytest.param([("cấp xã|Sở Nội vụ|", "cấp xã|Trung tâm Giống vật nuôi|")],
                 K.UNKNOWN_AGENCY, S.LOOK, "#II.2", "“Trung tâm Giống vật nuôi” chưa có", id="stranger"),
    # table and prose
    pytest.param([("dùng chung cấp tỉnh|Sở Thông tin và Truyền thông", "dùng chung cấp tỉnh|Sở Tài chính")],
                 K.DISAGREEMENT, S.LIKELY, "#I.1", "mục II.1 giao “Sở Thông tin và Truyền thông”", id="other-lead-by-heading"),
    pytest.param([("đối với dịch vụ công|Sở Nội vụ", "đối với dịch vụ công|Thanh tra tỉnh")],
                 K.DISAGREEMENT, S.LIKELY, "#I.2", "mục II.2 giao “Sở Nội vụ”", id="other-lead-by-sentence"),
    pytest.param([("dùng chung cấp tỉnh|Sở Thông tin", "dùng chung cấp tỉnh|Sở Tài chính; Sở Thông tin")],
                 K.DISAGREEMENT, S.LOOK, "#I.1", "có “Sở Tài chính”", id="one-lead-more"),
    pytest.param([("1. Sở Thông tin và Truyền thông\n", "1. Sở Thông tin và Truyền thông, Công an tỉnh\n")],
                 K.DISAGREEMENT, S.LOOK, "#I.1", "còn giao “Công an tỉnh”", id="one-lead-less"),
    pytest.param([("Trước 30/6/2024", "Trước 31/8/2024")],
                 K.DISAGREEMENT, S.LIKELY, "#I.1", "phần lời ở mục II.1 ghi “trước ngày 30/6/2024”", id="other-deadline"),
    pytest.param([("Tập huấn kỹ năng số cho cán bộ, công chức cấp xã|Sở Nội vụ",
                   "Tổng kết, đánh giá kết quả thực hiện chuyển đổi số; báo cáo|Sở Tư pháp")],
                 K.DISAGREEMENT, S.LOOK, "#II.3", "cùng nội dung với dòng II.2", id="two-rows"),
    # dates
    pytest.param([("Năm 2024|Năm 2024|80", "Năm 2024|31/4/2024|80")], K.IMPOSSIBLE_DATE, S.CERTAIN, "#II.2", "“31/4/2024”", id="31-april"),
    pytest.param([("Năm 2024|Năm 2024|80", "Năm 2024|Quý V/2024|80")], K.IMPOSSIBLE_DATE, S.CERTAIN, "#II.2", "“Quý V/2024”", id="quarter-5"),
    pytest.param([("ngày 15/12/2024", "ngày 30 tháng 02 năm 2025")], K.IMPOSSIBLE_DATE, S.CERTAIN, "@I.3", "30 tháng 02", id="30-february"),
    pytest.param([("trực tuyến trên địa bàn tỉnh.", "trực tuyến trong tháng 13/2024.")], K.IMPOSSIBLE_DATE, S.CERTAIN, "@I.1", "tháng 13/2024", id="month-13"),
    pytest.param([("ngày 30/11/2023", "ngày 31/11/2023")], K.IMPOSSIBLE_DATE, S.CERTAIN, "", "31/11/2023", id="in-a-basis"),
    pytest.param([("Năm 2024|Năm 2024|80", "Năm 2023|Năm 2023|80")], K.PAST_DEADLINE, S.LIKELY, "#II.2", "(hết ngày 31/12/2023)", id="past-year"),
    pytest.param([("Tháng 4/2024|Tháng 7/2024", "Tháng 9/2024|Tháng 7/2024")],
                 K.PAST_DEADLINE, S.LIKELY, "#II.1", "trước thời gian bắt đầu", id="due-before-start"),
    pytest.param([("trước ngày 30/4/2024", "trước ngày 30/4/2023"), ("2. Hoàn thành việc rà soát", "2. Hoàn thành rà soát")],
                 K.PAST_DEADLINE, S.LOOK, "@I.2", "(hết ngày 30/4/2023)", id="past-in-prose"),
    # totals
    pytest.param([("1.750,5", "1.850,5")], K.WRONG_TOTAL, S.LIKELY, "#II.3", "dòng tổng ghi 1.850,5, cộng các dòng được 1.750,5", id="sum"),
    pytest.param([("tổng số 5 nhiệm vụ", "tổng số 7 nhiệm vụ")], K.WRONG_TOTAL, S.LIKELY, "@II.4", "bảng kèm theo có 5", id="count-of-the-table"),
    pytest.param([("gồm 3 nội dung", "gồm 04 nội dung")], K.WRONG_TOTAL, S.LIKELY, "@II.3", "ghi 4 nội dung, ngay dưới đây có 3", id="count-of-points"),
    # cut off
    pytest.param([("trước ngày 15/12/2024.", "và các")], K.CUT_OFF, S.LIKELY, "@I.3", "dừng giữa câu", id="section-cut"),
    pytest.param([("cho cán bộ, công chức cấp xã|", "cho cán bộ, công chức và|")], K.CUT_OFF, S.LIKELY, "#II.2", "dừng giữa câu", id="row-cut"),
    pytest.param([("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn An\n", "")], K.CUT_OFF, S.LIKELY, "", "không thấy chữ ký", id="no-signature"),
    pytest.param([("trên địa bàn tỉnh, gồm", "trên địa bàn tỉnh (chi tiết tại Phụ lục II kèm theo Kế hoạch này), gồm"),
                  ("\nPHỤ LỤC\n", "\nPHỤ LỤC I\n")], K.CUT_OFF, S.LIKELY, "@II.3", "“Phụ lục II”", id="annex-absent"),
    # the header
    pytest.param([("Số: 31/KH-UBND", "Số:      /KH-UBND"), ("(Kèm theo Kế hoạch số 31/KH-UBND ngày 05/02/2024 của UBND tỉnh)", "")],
                 K.MISSING_HEADER, S.CERTAIN, "", "số, ký hiệu", id="no-number"),
    pytest.param([("Yên Bái, ngày 05 tháng 02 năm 2024\n", ""), ("ngày 05/02/2024 của", "của")],
                 K.MISSING_HEADER, S.CERTAIN, "", "ngày ban hành", id="no-date"),
    pytest.param([("Số: 31/KH-UBND\n", ""), ("Yên Bái, ngày 05 tháng 02 năm 2024\n", "")],
                 K.MISSING_HEADER, S.LOOK, "", "lấy theo dòng “Kèm theo …”", id="number-of-the-annex"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "kind", "sure", "place", "words"), CASES)
def test_one_damage_is_one_doubt(
    changes: list[tuple[str, str]], kind: DoubtKind, sure: Sure, place: str, words: str
) -> None:
    """The damage is told at its place, in its kind, and nothing else is doubted."""
    plan = damaged(*changes)
    found = open_doubts(find_doubts(plan))
    assert [(doubt.kind, doubt.sure, doubt.id) for doubt in found] == [
        (kind, sure, f"{plan.document.id}{place}")
    ]
    assert words in found[0].text


TRAPS = [
    pytest.param([("1. Nâng cao chất lượng", "1. Nâng cao chất lượng, gồm:\n\n1. Trang thiết bị;\n\n2. Con người.\n\nNâng cao chất lượng")],
                 id="a-list-inside-section-1"),
    pytest.param([("II|THỦ TỤC HÀNH CHÍNH|||||\n1|", "II|THỦ TỤC HÀNH CHÍNH|||||\n3|"), ("2|Tập huấn", "4|Tập huấn"), ("3|Tổng kết", "5|Tổng kết")],
                 id="numbers-run-on-over-groups"),
    pytest.param([("2|Tập huấn kỹ năng số cho cán bộ, công chức cấp xã|Sở Nội vụ|UBND huyện Văn Yên|Năm 2024|Năm 2024|80\n",
                   "2|Tập huấn kỹ năng số|||||\n2.1|Tập huấn cho cán bộ cấp xã|Sở Nội vụ|Sở Tài chính|Năm 2024|Năm 2024|80\n"
                   "2.2|Tập huấn cho cán bộ cấp huyện|Sở Nội vụ|Sở Tài chính|Năm 2024|Năm 2024|\n")], id="sub-rows-are-led-not-their-head"),
    pytest.param([("UBND huyện Văn Yên", "Các phòng, ban, đơn vị, tổ chức có liên quan")], id="a-group-is-no-agency"),
    pytest.param([("UBND huyện Văn Yên", "UBND xã Mỏ Vàng, Phòng Nội vụ")], id="local-agencies-are-known"),
    pytest.param([("cấp xã|Sở Nội vụ|", "cấp xã|Uỷ ban nhân dân tỉnh|")], id="another-spelling-is-no-new-agency"),
    pytest.param([("Trước 30/6/2024", "Quý II/2024")], id="a-coarser-deadline-agrees"),
    pytest.param([("Tháng 7/2024", "Theo kế hoạch được phê duyệt")], id="an-event-is-a-deadline"),
    pytest.param([("Tháng 7/2024", "Thường xuyên, hằng năm")], id="an-ongoing-task-has-a-deadline"),
    pytest.param([("trước ngày 30/4/2024", "theo Quyết định số 15/QĐ-UBND ngày 30/4/2019")], id="a-cited-date-is-no-deadline"),
    pytest.param([("ngày 15/12/2024", "ngày 29/02/2024")], id="a-leap-day-exists"),
    pytest.param([("tổng số 5 nhiệm vụ", "15 nhóm nhiệm vụ")], id="a-number-without-a-list"),
    pytest.param([("gồm 3 nội dung sau:", "gồm 3 nội dung sau: (1) rà soát; (2) chuẩn hóa; (3) công bố:"), ("\nc) Công bố danh mục.\n", "")],
                 id="points-in-the-sentence-itself"),
    pytest.param([("tại Phụ lục kèm theo", "tại Phụ lục IV kèm theo Quyết định số 325/QĐ-TTg")], id="another-document's-annex"),
    pytest.param([("80\n3|", "\n3|"), ("1.750,5", "1.670,5")], id="a-blank-figure-counts-nothing"),
    pytest.param([("dùng chung cấp tỉnh|Sở Thông tin và Truyền thông|Sở Nội vụ", "dùng chung cấp tỉnh|Sở Tài chính|Sở Nội vụ"),
                  ("Xây dựng nền tảng tích hợp, chia sẻ dữ liệu dùng chung cấp tỉnh, hoàn", "Phối hợp với Sở Tài chính xây dựng nền tảng tích hợp, chia sẻ dữ liệu dùng chung cấp tỉnh, hoàn")],
                 id="to-cooperate-is-not-to-lead"),
    pytest.param([("UBND huyện Văn Yên", "Không")], id="nobody-cooperates"),
    pytest.param([("dùng chung cấp tỉnh, hoàn thành trước ngày 30/6/2024.", "dùng chung cấp tỉnh. Kết nối với trung ương trước ngày 31/12/2024.")],
                 id="the-deadline-of-another-sentence"),
    pytest.param([("dùng chung cấp tỉnh, hoàn thành trước ngày", "dùng chung cấp tỉnh, báo cáo kết quả trước ngày"), ("Trước 30/6/2024", "Tháng 4/2024")],
                 id="the-deadline-of-the-report"),
    pytest.param([("1. Sở Thông tin và Truyền thông\n", "1. Các sở, ban, ngành, UBND các huyện, thành phố\n")], id="a-group-charges-whom-it-concerns"),
    pytest.param([("Hoàn thành việc rà soát máy chủ dùng chung của tỉnh trước ngày 30/4/2024", "Phát huy kết quả đã hoàn thành trước ngày 30/4/2023")],
                 id="what-is-done-is-no-deadline"),
    pytest.param([("cho cán bộ, công chức cấp xã|", "và khắc phục những hạn chế, tồn tại|")], id="a-word-that-may-end-a-sentence"),
    pytest.param([("trực tuyến trên địa bàn tỉnh.", "trực tuyến; báo cáo hằng quý, quý 6 tháng một lần.")], id="quarter-before-six-months"),
    pytest.param([("Năm 2024|Năm 2024|80", "Năm 2024|Đến năm 2025 và các năm tiếp theo|80")], id="an-open-end"),
    pytest.param([("ngày 30/11/2023 của", "ngày 30/11/2021 của"), ("trực tuyến trên địa bàn tỉnh.", "trực tuyến theo Quyết định số 06/QĐ-TTg ngày 06/01/2022.")],
                 id="bases-are-earlier"),
]  # fmt: skip


@pytest.mark.parametrize("changes", TRAPS)
def test_what_a_person_would_let_pass_is_no_doubt(changes: list[tuple[str, str]]) -> None:
    """Look-alikes of damage stay silent."""
    assert [doubt.text for doubt in open_doubts(find_doubts(damaged(*changes)))] == []


def test_a_merged_lead_cell_is_one_doubt_to_look_at() -> None:
    """Where a column's cells are blank time and again, they are merged with those above: told once."""
    plan = damaged(
        ("đối với dịch vụ công|Sở Nội vụ", "đối với dịch vụ công|"),
        ("cấp xã|Sở Nội vụ", "cấp xã|"),
        ("chuyển đổi số|Sở Thông tin và Truyền thông", "chuyển đổi số|"),
    )
    found = [doubt for doubt in find_doubts(plan) if doubt.kind is K.MISSING_LEAD]
    assert [(doubt.id, doubt.sure) for doubt in found] == [("31/KH-UBND#I.2", S.LOOK)]
    assert "có thể gộp ô" in found[0].text
    assert "(còn 2 chỗ nữa)" in found[0].text


def test_a_number_misread_between_two_others_is_told() -> None:
    """1, 2, 2, 4: the reading takes the second 2 for 3 and says so among the numbers."""
    plan = damaged(
        ("3|Tổng kết", "2|Họp Ban Chỉ đạo chuyển đổi số|Sở Nội vụ|Sở Tài chính|Quý II/2024|Quý III/2024|\n4|Tổng kết")
    )  # fmt: skip
    found = [doubt for doubt in find_doubts(plan) if doubt.kind is K.NUMBERING]
    assert [(doubt.id, doubt.sure) for doubt in found] == [("31/KH-UBND#II.3", S.LIKELY)]
    assert found[0].text == "số thứ tự in là 2, theo thứ tự là 3"


def test_a_cut_last_row_is_told_once() -> None:
    """A last row without agencies and times was cut: that, not each blank cell."""
    last = "3|Tổng kết, đánh giá kết quả thực hiện chuyển đổi số|Sở Thông tin và Truyền thông|Các sở, ban, ngành|Tháng 11/2024|Tháng 12/2024|20\n|Tổng cộng|||||1.750,5\n"
    plan = damaged((last, "3|Tổng kết, đánh giá kết quả|||||\n"))
    found = [doubt for doubt in open_doubts(find_doubts(plan)) if doubt.id.endswith("#II.3")]
    assert [(doubt.kind, doubt.text[:14]) for doubt in found] == [(K.CUT_OFF, "dòng cuối bảng")]


def test_a_formula_with_which_each_agency_is_charged_is_no_disagreement() -> None:
    """The same words in many rows, each with its own lead, are meant so."""
    leads = ("Sở Y tế", "Sở Tư pháp", "Sở Xây dựng", "Sở Tài chính")
    rows = "".join(
        f"{at}|Xây dựng kế hoạch chuyển đổi số của cơ quan, đơn vị năm 2024|{lead}|Sở Nội vụ|Năm 2024|Năm 2024|\n"
        for at, lead in enumerate(leads, start=4)
    )
    assert (
        open_doubts(find_doubts(damaged(("|Tổng cộng", f"{rows}|Tổng cộng"), ("tổng số 5", "tổng số 9"))))
        == []
    )


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ("1 2 3 4", []),
        ("1 3 4 5", ["thiếu điều 2: sau 1 là 3"]),
        ("1 2 2 3", ["điều 2 đã có ở ngay phía trên"]),
    ],
)
def test_articles_run_on_through_chapters(numbers: str, told: list[str]) -> None:
    """Chapter II goes on with the article after the last one of chapter I."""
    a, b, c, d = numbers.split()
    text = (
        f"CHƯƠNG I\n\nQUY ĐỊNH CHUNG\n\nĐiều {a}. Phạm vi\n\nQuy định này quy định việc đánh giá.\n\n"
        f"Điều {b}. Đối tượng\n\nCác cơ quan của tỉnh.\n\nCHƯƠNG II\n\nTỔ CHỨC\n\nĐiều {c}. Trách nhiệm\n\n"
        f"Sở Nội vụ theo dõi.\n\nĐiều {d}. Hiệu lực\n\nQuy định này có hiệu lực từ ngày ký."
    )
    found = find_doubts(read_text(text))
    assert [doubt.text for doubt in found if doubt.kind is K.NUMBERING] == told


def test_a_row_cut_by_a_page_break_with_a_blank_deadline_is_told_as_both() -> None:
    """Only the deadline is to be looked at: the two halves of the row belong together."""
    whole = plan("268-KH-UBND")
    row = next(task for task in whole.tasks if task.id.endswith("#56"))
    cut = next(task for task in whole.tasks if task.id.endswith("#53"))
    both = row.model_copy(update={"repaired": (*cut.repaired, *row.repaired)})
    tasks = tuple(both if task.id == both.id else task for task in whole.tasks)
    found = find_doubts(whole.model_copy(update={"tasks": tasks}))
    kinds = [(doubt.kind, doubt.sure) for doubt in found if doubt.id == both.id]
    assert kinds == [(K.MISSING_DEADLINE, S.LOOK), (K.PAGE_BREAK, S.SETTLED)]


def test_prose_alone_is_checked_as_well() -> None:
    """A letter without a table: numbers, dates, the end."""
    letter = (
        CLEAN.partition("4. Các nhiệm vụ")[0]
        .replace("2. Hoàn thành", "4. Hoàn thành")
        .replace("3. Báo", "5. Báo")
    )
    kinds = {doubt.kind for doubt in find_doubts(read_text(letter))}
    assert kinds == {K.NUMBERING, K.CUT_OFF}  # no signature follows any more


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_whatever_the_damage_it_is_told_and_not_thrown(data: st.DataObject) -> None:
    """Lines lost, doubled and cut anywhere: no error, and every doubt leads to a place of the plan."""
    lines = CLEAN.split("\n")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        cut = data.draw(st.integers(0, len(lines[at])))
        lines[at : at + 1] = data.draw(
            st.sampled_from(([], [lines[at]] * 2, [lines[at][:cut]], [lines[at][cut:]]))
        )
    try:
        broken = read_text("\n".join(lines))
    except UnreadableFile:
        return
    ids = {item.id for item in (broken.document, *broken.sections, *broken.tasks)}
    assert all(doubt.id in ids and doubt.text for doubt in find_doubts(broken))


# ── the five plans, read with one's own eyes ───────────────────────────────────────────────────────────────

FOUND = {
    "1510-UBND-TH": [],
    "165-KH-TU": [
        (K.DISAGREEMENT, "#3.1"),  # the words of row 3, points (12) and (13), given to another lead
        (K.MISSING_HEADER, ""),  # number and date stand at the annex alone
        (K.UNKNOWN_AGENCY, "#7"),
    ],
    "220-KH-UBND": [
        (K.DISAGREEMENT, "#VII.1"),  # word for word row III.1, which another department leads
        (K.PAST_DEADLINE, "#I.1"),  # due in the second quarter, issued on 19/9
        (K.MISSING_HEADER, ""),  # an annex alone
    ],
    "268-KH-UBND": [
        (K.UNPROVED_READING, "#11"),  # the product cell is lost, the others moved
        (K.UNPROVED_READING, "#37"),  # a blank task cell
        (K.MISSING_DEADLINE, "#56"),
        (K.MISSING_DEADLINE, "#60"),
        (K.MISSING_HEADER, ""),  # no issuer
        (K.MISSING_HEADER, ""),  # an annex alone
        (K.UNKNOWN_AGENCY, "#35"),  # "Ủy ban nhân dân Sơn Dương", without its level
    ],
    "54-KH-UBND": [
        (K.DISAGREEMENT, "#XI.2"),  # prose 11.1: Thanh tra tỉnh
        (K.DISAGREEMENT, "#XI.4"),
        (K.DISAGREEMENT, "#V.5"),  # prose 5.3 names two more
        (K.DISAGREEMENT, "#IX.2"),  # prose 9.1 does not name Thanh tra tỉnh
        *[(K.PAST_DEADLINE, f"#{row}") for row in ("II.1", "II.2", "II.3", "II.4", "II.15", "VI.5")],
    ],
}


@pytest.mark.parametrize("name", FOUND)
def test_the_five_plans_have_the_doubts_a_reader_has(name: str) -> None:
    """Every known damage is found, and nothing that reading the plan does not bear out."""
    found = open_doubts(find_doubts(plan(name)))
    doc = plan(name).document.id
    assert [(doubt.kind, doubt.id.removeprefix(doc)) for doubt in found] == FOUND[name]


def test_mended_rows_are_told_apart_from_page_breaks() -> None:
    """The shifted rows of one annex and the moved cells of another; rows that a page break cut are only counted."""
    mended = {d.id for name in FOUND for d in find_doubts(plan(name)) if d.kind is K.MENDED}
    assert {f"54/KH-UBND#I.{row}" for row in (1, 2, 3, 4)} | {"268/KH-UBND#12"} <= mended
    cut = [doubt for doubt in find_doubts(plan("268-KH-UBND")) if doubt.kind is K.PAGE_BREAK]
    assert len(cut) == 10
    assert all(doubt.sure is Sure.SETTLED for doubt in cut)


FILES = [
    pytest.param(path, id=path.stem)
    for path in (*sorted(PLANS.glob("*.txt")), *sorted(DOCUMENTS.glob("*.txt")))
]


@pytest.mark.parametrize("path", FILES)
def test_every_doubt_leads_to_its_place(path: Path) -> None:
    """Its id is one of the plan's, its lines are that place's; the gravest kinds come first."""
    plan = read(path)
    lines = {item.id: item.lines for item in (*plan.sections, *plan.tasks)} | {plan.document.id: None}
    doubts = find_doubts(plan)
    assert all(lines[doubt.id] == doubt.lines for doubt in doubts)
    assert all(doubt.text and not doubt.text.endswith(".") for doubt in doubts)
    kinds = [list(DoubtKind).index(doubt.kind) for doubt in doubts]
    assert kinds == sorted(kinds)


def test_other_documents_are_not_accused() -> None:
    """Of ten made-up documents of other offices only what they lack on purpose is doubted."""
    found = {
        (path.stem, doubt.kind)
        for path in DOCUMENTS.glob("*.txt")
        for doubt in open_doubts(find_doubts(read(path)))
    }
    assert found == {
        ("department_unsent", K.MISSING_HEADER),  # not numbered yet
        ("opening_names_issuer", K.MISSING_HEADER),
        ("stamped_letter", K.NUMBERING),  # 1, 3
        ("targets", K.CUT_OFF),  # not signed
        ("two_annexes", K.CUT_OFF),  # not signed
    }


# ── the report ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_report_says_what_was_found_and_the_worst_first() -> None:
    """One line for the plan, one that sums up, then each kind with its places."""
    lines = report(plan("54-KH-UBND"))
    assert lines[0] == "54-KH-UBND.txt: Kế hoạch số 54/KH-UBND ngày 12/4/2022, 71 mục, 59 dòng nhiệm vụ"
    assert lines[1] == "  10 chỗ nên đối chiếu: 8 có khả năng, 2 cần xem lại; ngoài ra 4 dòng bị hỏng đã sửa"
    assert lines[2] == "  Hai nơi ghi khác nhau cho cùng một việc (4)"
    assert lines[3].startswith("    [có khả năng] dòng XI.2 (tệp, dòng 446): bảng ghi chủ trì là")


def test_a_long_family_is_cut_and_counted_and_whole_in_the_records() -> None:
    """The first ones are shown; the others stand in the JSON."""
    lines = report(plan("220-KH-UBND"))
    assert report_texts.more(3) in lines
    records = doubt_records(plan("220-KH-UBND"))
    assert sum(record["kind"] == "mended" for record in records) == 9


def test_a_plan_without_doubts_says_so() -> None:
    """Silence would look like a check that did not run."""
    assert report(plan("1510-UBND-TH"))[1:] == [report_texts.NOTHING]


def test_pages_and_sheets_are_told_where_the_format_has_them() -> None:
    """ "trang 3, hàng 5" rather than the line of a text nobody sees."""
    assert report_texts.on_page(*Place(page=3, row=5)[:2], 5) == "trang 3, hàng 5"
    assert report_texts.on_page(0, "Phụ lục", 12) == "trang tính Phụ lục, hàng 12"


def test_every_kind_and_sureness_has_its_words() -> None:
    """A new kind cannot be forgotten in the report."""
    assert set(report_texts.FAMILIES) == set(DoubtKind)
    assert set(report_texts.SURENESS) == set(Sure)


def test_check_prints_json_lines(tmp_path: Path) -> None:
    """One object a doubt, with all fields; nothing else on standard output."""
    file = tmp_path / "thu.txt"
    file.write_text(CLEAN.replace("|", "\t").replace("Trước 30/6/2024", "31/4/2024"), encoding="utf-8")
    done = run(tmp_path / "data", "check", "--json", str(file))
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    record = next(record for record in records if record["kind"] == "impossible_date")
    assert record == {
        "file": "thu.txt", "doc": "31/KH-UBND", "kind": "impossible_date", "sure": "certain",
        "id": "31/KH-UBND#I.1", "lines": [52, 52], "place": None, "printed": "31/4/2024",
        "text": "“31/4/2024” không có trong lịch",
    }  # fmt: skip
