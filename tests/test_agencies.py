"""Agencies: one canonical name per body, cells split as a careful person splits them, precise mentions."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.agencies import (
    AgencyFinder,
    agency_book,
    canonical_agency,
    expand_agency,
    find_agencies,
    is_known_agency,
    load_agencies,
    looks_like_agencies,
    split_agencies,
    successors,
    told_of_level,
)
from corpus.errors import BadInput
from corpus.vietnamese import fold

DATA = Path(__file__).parent / "data"
SPLITS = [json.loads(line) for line in (DATA / "agency_cells.jsonl").read_text(encoding="utf-8").splitlines()]
CELLS = [json.loads(line) for line in (DATA / "column_cells.jsonl").read_text(encoding="utf-8").splitlines()]


def plain(name: str) -> str:
    """A name without case, dashes and punctuation, as golden names are compared."""
    return re.sub(r"[\s\-–•.;,:]+", " ", name.lower()).strip()


def names(text: str, *, fold: bool = False, informal: bool = False) -> list[str]:
    """The canonical names of the agencies a text mentions."""
    return [mention.name for mention in find_agencies(text, fold=fold, informal=informal)]


# ── canonical names ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("Sở Văn hoá, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("sở văn hóa thể thao & du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VHTTDL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở VH,TT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở Nông nghiệp và PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở NN&PTNT", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở Lao động, thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở Lao động – TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("SKHĐT", "Sở Kế hoạch và Đầu tư"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("Ủy ban nhân dân tỉnh", "UBND tỉnh"),
        ("Uỷ ban nhân dân tỉnh", "UBND tỉnh"),
        ("các tổ chức chính trị - xã hội", "Các tổ chức chính trị - xã hội"),
        ("Các tổ chức CT-XH tỉnh", "Các tổ chức chính trị - xã hội"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng UBND tỉnh"),
        ("Ban cán sự đảng Ủy ban nhân dân tỉnh", "Ban cán sự đảng UBND tỉnh"),
        ("Ban Dân tộc tỉnh", "Ban Dân tộc"),
        ("Trung tâm Xúc tiến đầu tư tỉnh", "Trung tâm Xúc tiến đầu tư"),
        ("Ban Quản lý các Khu công nghiệp tỉnh", "Ban Quản lý các khu công nghiệp"),
        ("BQL các KCN", "Ban Quản lý các khu công nghiệp"),
        ("Cục Thuế", "Cục Thuế tỉnh"),
        ("Kho bạc Nhà nước tỉnh", "Kho bạc Nhà nước"),
        ("Hội Nông dân tỉnh", "Hội Nông dân"),
        ("Sở Nội vụ Thành phố", "Sở Nội vụ"),
        ("Uỷ ban Kiểm tra Tỉnh uỷ", "Ủy ban Kiểm tra Tỉnh ủy"),
        ("Hội Liên hiệp Phụ nữ tỉnh", "Hội LHPN"),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "Ủy ban MTTQ Việt Nam tỉnh"),
        ("Các Sở, ban, ngành", "Các sở, ban, ngành"),
        ("Sở, ban, ngành", "Các sở, ban, ngành"),
        ("các sở ban, ngành", "Các sở, ban, ngành"),
        ("Các Sở, ban, ngành của tỉnh", "Các sở, ban, ngành"),
        ("Các Sở, ban, ngành có liên quan", "Các sở, ban, ngành liên quan"),
        ("các cơ quan đơn vị có liên quan", "Các cơ quan, đơn vị liên quan"),
        ("UBND các huyện, thành phố", "UBND huyện, thành phố"),
        ("UBND huyện/thành phố", "UBND huyện, thành phố"),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố", "UBND huyện, thành phố"),
        ("Ủy ban nhân dân huyện Na Hang", "UBND huyện Na Hang"),
        ("UBND TP. Tuyên Quang", "UBND thành phố Tuyên Quang"),
        ("Ủy ban nhân dân Sơn Dương", "UBND Sơn Dương"),
        ("Báo Tuyên Quang", "Báo Tuyên Quang"),
        ("- Công ty Thủy điện Tuyên Quang;", "Công ty Thủy điện Tuyên Quang"),
        ("<b>công chức tư pháp</b>", "Công chức tư pháp"),
        ("", ""),
    ],
)
def test_printed_names_have_one_canonical_name(printed: str, canonical: str) -> None:
    """Case, tone marks, abbreviations, "các" and a "tỉnh" at the end do not make another body."""
    assert canonical_agency(printed) == canonical
    assert canonical_agency(canonical) == canonical


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sở Tư pháp", "Phòng Tư pháp"),
        ("Công an tỉnh", "Đảng ủy Công an tỉnh"),
        ("Công an tỉnh", "Bộ Công an"),
        ("Công an tỉnh", "Công an xã"),
        ("UBND tỉnh", "UBND huyện, thành phố"),
        ("UBND tỉnh", "Văn phòng UBND tỉnh"),
        ("UBND tỉnh", "Chủ tịch UBND tỉnh"),
        ("UBND cấp huyện", "UBND cấp huyện, cấp xã"),
        ("Sở Y tế", "Bộ Y tế"),
        ("Ban Tổ chức Tỉnh ủy", "Ban Tổ chức Trung ương"),
        ("Thanh tra tỉnh", "Thanh tra Chính phủ"),
        ("Ban Thường vụ Tỉnh ủy", "Ban Thường vụ Tỉnh đoàn"),
        ("Các cơ quan liên quan", "Các cơ quan, đơn vị liên quan"),
        ("Các sở, ban, ngành", "Các sở, ban, ngành liên quan"),
        ("Sở Nông nghiệp và Môi trường", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở Y tế", "Sở Y tế tỉnh Hà Giang"),
        ("Hội Nông dân", "Hội Nông dân huyện"),
        ("Kho bạc Nhà nước", "Kho bạc Nhà nước thành phố"),
        ("UBND huyện Sơn Dương", "UBND huyện Yên Sơn"),
    ],
)
def test_different_bodies_stay_apart(one: str, other: str) -> None:
    """A wrong agency is the worst answer: neighbours in name are not merged."""
    assert canonical_agency(one) != canonical_agency(other)


def test_the_plans_own_province_adds_nothing_to_a_name() -> None:
    """In a plan of Tuyên Quang its "Sở Y tế tỉnh Tuyên Quang" is its Sở Y tế; another province's is not."""
    assert canonical_agency("Sở Y tế tỉnh Tuyên Quang", province="Tuyên Quang") == "Sở Y tế"
    assert canonical_agency("Sở Y tế tỉnh Hà Giang", province="Tuyên Quang") == "Sở Y tế tỉnh Hà Giang"


def test_the_books_forms_do_not_contradict_each_other() -> None:
    """No printed form belongs to two agencies, and every canonical name is its own."""
    book = agency_book()
    owners: dict[tuple[str, ...], set[str]] = {}
    for agency in book.agencies:
        assert book.canonical(agency.name) == agency.name
        for form in (
            agency.name,
            *agency.variants,
            *agency.abbreviations,
            *agency.lettered(),
            *agency.cell_only,
        ):
            owners.setdefault(book.writings.key(form), set()).add(agency.name)
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_successors_are_known_agencies_and_final() -> None:
    """Today's agency has a name of its own in the book and no successor itself."""
    today = successors()
    assert today["Sở Kế hoạch và Đầu tư"] == "Sở Tài chính"
    assert today["Sở Tài nguyên và Môi trường"] == today["Sở Nông nghiệp và Phát triển nông thôn"]
    known = {agency.name for agency in agency_book().agencies}
    assert set(today) | set(today.values()) <= known
    assert not set(today) & set(today.values())


@pytest.mark.parametrize(
    ("before", "today"),
    [
        ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
        ("Sở Giao thông vận tải", "Sở Xây dựng"),
        ("Sở Nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp và Môi trường"),
        ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
        ("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"),
        ("Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"),
        ("Ban Dân tộc", "Sở Dân tộc và Tôn giáo"),
        ("Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        ("Ban Dân vận Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        ("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính"),
        ("Bộ Giao thông vận tải", "Bộ Xây dựng"),
        ("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"),
        ("Bộ Lao động - Thương binh và Xã hội", "Bộ Nội vụ"),
        ("Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Nông nghiệp và Môi trường"),
        ("Bộ Tài nguyên và Môi trường", "Bộ Nông nghiệp và Môi trường"),
        ("Ủy ban Dân tộc", "Bộ Dân tộc và Tôn giáo"),
    ],
)
def test_the_mergers_of_2025(before: str, today: str) -> None:
    """Resolution 176/2025/QH15, Decree 45/2025/NĐ-CP, Conclusion 121-KL/TW."""
    assert successors()[before] == today


def test_every_successor_has_its_legal_source() -> None:
    """A merger is data with the act that ordered it; fields that went elsewhere name a known agency."""
    book = agency_book()
    known = {agency.name for agency in book.agencies}
    assert [agency.name for agency in book.agencies if agency.successor and not agency.source] == []
    assert {agency for parts in book.parts().values() for field, agency in parts if field} <= known
    assert ("giáo dục nghề nghiệp", "Sở Giáo dục và Đào tạo") in book.parts()[
        "Sở Lao động - Thương binh và Xã hội"
    ]


@pytest.mark.parametrize(
    ("name", "ended"),
    [
        ("UBND huyện Na Hang", True),
        ("UBND huyện, thành phố", True),
        ("Các huyện ủy, thành ủy", True),
        ("UBND cấp huyện, cấp xã", True),
        ("UBND thành phố Tuyên Quang", False),
        ("UBND xã, phường, thị trấn", False),
        ("Sở Y tế", False),
    ],
)
def test_the_district_level_has_ended(name: str, ended: bool) -> None:
    """Resolution 203/2025/QH15; "thành phố" may be one run by the centre, and is not told."""
    assert bool(told_of_level(name)) is ended


# ── cells ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("case", SPLITS, ids=lambda case: case["cell"][:50])
def test_golden_cells_split_as_by_hand(case: dict[str, list[str]]) -> None:
    """Every lead and coop cell of four tables split by hand: two provinces' plans, a resolution, a notice."""
    assert list(map(plain, split_agencies(str(case["cell"])))) == list(map(plain, case["agencies"]))


@pytest.mark.parametrize(
    ("cell", "agencies"),
    [
        (None, []),
        (" ;, ", []),
        ("Sở Xây dựng, UBND huyện, thành phố", ["Sở Xây dựng", "UBND huyện, thành phố"]),
        ("UBND huyện Na Hang, Hàm Yên", ["UBND huyện Na Hang, Hàm Yên"]),
        ("UBND huyện Yên Sơn và TP. Tuyên Quang", ["UBND huyện Yên Sơn và TP. Tuyên Quang"]),
        (
            "Sở Công Thương, UBND huyện Sơn Dương và các cơ quan, đơn vị có liên quan",
            ["Sở Công Thương", "UBND huyện Sơn Dương", "các cơ quan, đơn vị có liên quan"],
        ),
        (
            "Các Sở, ban, ngành, Trung tâm xúc tiến đầu tư",
            ["Các Sở, ban, ngành", "Trung tâm xúc tiến đầu tư"],
        ),
        (
            "Báo Tuyên Quang, Đài Phát thanh và Truyền hình tỉnh",
            ["Báo Tuyên Quang", "Đài Phát thanh và Truyền hình tỉnh"],
        ),
        (
            "Các đảng đoàn, ban cán sự đảng, Ban Thường vụ Tỉnh đoàn; các huyện ủy, thành ủy, "
            "đảng ủy trực thuộc Tỉnh ủy và các cơ quan có liên quan",
            [
                "Các đảng đoàn, ban cán sự đảng",
                "Ban Thường vụ Tỉnh đoàn",
                "các huyện ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy",
                "các cơ quan có liên quan",
            ],
        ),
        (
            "Đảng đoàn Ủy ban MTTQ và tổ chức chính trị - xã hội cấp tỉnh, Ban Thường vụ Tỉnh đoàn",
            ["Đảng đoàn Ủy ban MTTQ và tổ chức chính trị - xã hội cấp tỉnh", "Ban Thường vụ Tỉnh đoàn"],
        ),
        (
            "cấp ủy huyện, Ủy ban nhân dân huyện, thành phố; Đảng ủy Công an tỉnh.",
            ["cấp ủy huyện", "Ủy ban nhân dân huyện, thành phố", "Đảng ủy Công an tỉnh"],
        ),
        ("các sở, ngành có liên quan và UBND huyện", ["các sở, ngành có liên quan", "UBND huyện"]),
        ("Tỉnh ủy, HĐND, UBND tỉnh", ["Tỉnh ủy", "HĐND", "UBND tỉnh"]),
        (
            "Văn phòng Đoàn ĐBQH và HĐND tỉnh, Sở Tài chính",
            ["Văn phòng Đoàn ĐBQH và HĐND tỉnh", "Sở Tài chính"],
        ),
        ("Sở NN&PTNT, Sở TN&MT, Sở KH&ĐT", ["Sở NN&PTNT", "Sở TN&MT", "Sở KH&ĐT"]),
        (
            "Liên đoàn Lao động tỉnh, Hội Nông dân, Tỉnh đoàn",
            ["Liên đoàn Lao động tỉnh", "Hội Nông dân", "Tỉnh đoàn"],
        ),
        ("UBND thành phố và các huyện", ["UBND thành phố và các huyện"]),
        ("Các cấp, các ngành; Sở Y tế", ["Các cấp, các ngành", "Sở Y tế"]),
        ("Sở Tài chính/Sở Nội vụ", ["Sở Tài chính", "Sở Nội vụ"]),
        ("Sở Nội vụ - Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]),
        ("Sở Tài chính hoặc Sở Nội vụ", ["Sở Tài chính", "Sở Nội vụ"]),
        # line breaks: of a list, or inside a name
        ("Sở Tư pháp\nSở Nội vụ", ["Sở Tư pháp", "Sở Nội vụ"]),
        ("Sở Tư pháp<br>Sở Nội vụ", ["Sở Tư pháp", "Sở Nội vụ"]),
        ("+ Sở Tư pháp\n+ Sở Nội vụ", ["Sở Tư pháp", "Sở Nội vụ"]),
        ("Sở Văn hóa,\nThể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Văn phòng\nUBND tỉnh", ["Văn phòng UBND tỉnh"]),
        ("Các Sở, ban,\nngành", ["Các Sở, ban, ngành"]),
        ("Phòng Văn hóa\n- Xã hội", ["Phòng Văn hóa - Xã hội"]),
        ("Cục Kinh tế\n- Quản lý đầu tư xây dựng", ["Cục Kinh tế - Quản lý đầu tư xây dựng"]),
        ("Sở Tư pháp\n- Sở Nội vụ\n- các huyện", ["Sở Tư pháp", "Sở Nội vụ", "các huyện"]),
        ("- Sở Tư pháp\n- Mạng lưới tư vấn", ["Sở Tư pháp", "Mạng lưới tư vấn"]),
        ("Công an huyện, Ban CHQS huyện, Huyện đoàn", ["Công an huyện", "Ban CHQS huyện", "Huyện đoàn"]),
        ("Sở Nội vụ; Báo và Đài PT-TH tỉnh", ["Sở Nội vụ", "Báo và Đài PT-TH tỉnh"]),
        ("Báo Lào Cai và Đài PT-TH tỉnh", ["Báo Lào Cai", "Đài PT-TH tỉnh"]),
        # duties, labels, brackets, others' parts
        ("Sở Tư pháp đăng tải trên Cơ sở dữ liệu", ["Sở Tư pháp"]),
        ("Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ và Sở Tài chính", ["Sở Tư pháp"]),
        ("Các sở, ban, ngành theo chức năng, nhiệm vụ", ["Các sở, ban, ngành"]),
        ("Các cơ quan tham mưu, giúp việc Tỉnh ủy", ["Các cơ quan tham mưu, giúp việc Tỉnh ủy"]),
        ("Ban Quản lý dự án đầu tư xây dựng huyện", ["Ban Quản lý dự án đầu tư xây dựng huyện"]),
        ("Chủ trì: Sở Y tế", ["Sở Y tế"]),
        ("Sở Tư pháp (cơ quan thường trực), Công an tỉnh (PC06)", ["Sở Tư pháp", "Công an tỉnh"]),
    ],
)
def test_cells_are_split_where_an_agency_begins(cell: str | None, agencies: list[str]) -> None:
    """Names with commas, enumerations and shared heads are one each; duties are no part of a name."""
    assert list(split_agencies(cell)) == agencies


@pytest.mark.parametrize(
    ("name", "agencies"),
    [
        ("UBND huyện Na Hang, Hàm Yên", ["UBND huyện Na Hang", "UBND huyện Hàm Yên"]),
        (
            "Ủy ban nhân dân huyện Yên Sơn và TP. Tuyên Quang",
            ["UBND huyện Yên Sơn", "UBND thành phố Tuyên Quang"],
        ),
        ("UBND cấp huyện, cấp xã", ["UBND cấp huyện", "UBND cấp xã"]),
        ("UBND huyện, thành phố", ["UBND huyện, thành phố"]),
        ("UBND huyện Sơn Dương", ["UBND huyện Sơn Dương"]),
        ("Sở Văn hoá, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        (
            "UBND huyện Chiêm Hóa, Na Hang, Lâm Bình",
            ["UBND huyện Chiêm Hóa", "UBND huyện Na Hang", "UBND huyện Lâm Bình"],
        ),
        ("Các Sở: Tài chính, Nội vụ", ["Sở Tài chính", "Sở Nội vụ"]),
        ("UBND các xã: Châu Bính, Châu Phong", ["UBND xã Châu Bính", "UBND xã Châu Phong"]),
        (
            "Sở Y tế, Văn hóa, Thể thao và Du lịch và Xây dựng",
            ["Sở Y tế", "Sở Văn hóa, Thể thao và Du lịch", "Sở Xây dựng"],
        ),
        ("Các Sở: Tài chính và đơn vị khác", ["Các Sở: Tài chính và đơn vị khác"]),
        ("Tổ giúp việc", ["Tổ giúp việc"]),
    ],
)
def test_one_printed_item_can_name_several_agencies(name: str, agencies: list[str]) -> None:
    """Each place and each level behind a shared head is an agency; a group stays a group."""
    assert list(expand_agency(name)) == agencies


@pytest.mark.parametrize("cell", [c for c in CELLS if c["kind"] == "agencies"], ids=lambda c: c["cell"][:40])
def test_agency_cells_look_like_agencies(cell: dict[str, str]) -> None:
    """Every lead and coop cell of the golden tables."""
    assert looks_like_agencies(cell["cell"])


def test_no_other_cell_looks_like_agencies() -> None:
    """No task, goal, product or time cell of the golden tables, though some begin with an agency."""
    assert [c["cell"] for c in CELLS if c["kind"] != "agencies" and looks_like_agencies(c["cell"])] == []


@pytest.mark.parametrize(
    "cell",
    [
        None, "", "phó", "và PTNT", "Báo cáo", "Báo cáo của Sở Tư pháp", "Kế hoạch của UBND tỉnh",
        "Hội nghị tập huấn", "Tổ chức hội nghị", "Ban hành kế hoạch", "Bộ chỉ số", "Cơ quan chủ trì",
        "Cơ quan, đơn vị phối hợp", "Năm 2024", "Thường xuyên", "Trung tâm dữ liệu",
        "Phòng Tổ chức (P2) tính định mức của giảng viên",
    ],
)  # fmt: skip
def test_products_headers_and_times_do_not_look_like_agencies(cell: str | None) -> None:
    """Words that begin like a head ("Báo cáo", "Tổ chức"), and the names of columns."""
    assert not looks_like_agencies(cell)


# ── mentions ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Giao Ban Dân tộc tỉnh chủ trì, phối hợp với Sở Y tế", ["Ban Dân tộc", "Sở Y tế"]),
        ("do Sở Văn hóa, Thể thao và Du lịch chủ trì", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("UBND tỉnh giao Văn phòng UBND tỉnh", ["UBND tỉnh", "Văn phòng UBND tỉnh"]),
        ("Đảng ủy Công an tỉnh và Công an tỉnh", ["Đảng ủy Công an tỉnh", "Công an tỉnh"]),
        ("các Sở, Ban, ngành, UBND các huyện, thành phố", ["Các sở, ban, ngành", "UBND huyện, thành phố"]),
        ("UBND huyện Vị Xuyên phối hợp", ["UBND huyện Vị Xuyên"]),
        ("Công an thành phố Tuyên Quang", ["Công an thành phố Tuyên Quang"]),
        ("trụ sở làm việc Công an xã", ["Công an xã"]),
        ("SỞ TƯ PHÁP TỈNH TUYÊN QUANG", ["Sở Tư pháp"]),
        ("Sở Y tế\tSở Nội vụ", ["Sở Y tế", "Sở Nội vụ"]),
        # ordinary phrases
        ("trên cơ sở y tế, các cơ sở giáo dục và đào tạo", []),
        ("cán bộ công an, cán bộ y tế", []),
        ("lĩnh vực kho bạc, công tác thanh tra, kiểm tra", []),
        ("Công văn 1510/UBND-TH, Kế hoạch 54/KH-UBND tỉnh", []),
        ("các đồng chí Tỉnh ủy viên", []),
        ("phối hợp với công an, tỉnh đoàn", ["Tỉnh đoàn"]),
        ("công nghệ thông tin và truyền thông", []),
        ("báo cáo tình hình địa phương", []),
        ("tham gia bảo hiểm xã hội", []),
        ("khai thác cát sỏi", []),
    ],
)
def test_agencies_are_found_in_running_text(text: str, found: list[str]) -> None:
    """The longest name wins; a name inside an ordinary phrase is none; short names do not count here."""
    assert names(text) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Sở KH&ĐT hay Sở KHĐT?", ["Sở Kế hoạch và Đầu tư"] * 2),
        ("SKHĐT làm gì", ["Sở Kế hoạch và Đầu tư"]),
        ("có Sở KH&ĐT không", ["Sở Kế hoạch và Đầu tư"]),
        ("sở kế hoạch làm gì", ["Sở Kế hoạch và Đầu tư"]),
        ("sở lao động cầm trịch việc gì", ["Sở Lao động - Thương binh và Xã hội"]),
        ("bên thuế làm gì", ["Cục Thuế tỉnh"]),
        ("kho bạc phải làm gì", ["Kho bạc Nhà nước"]),
        ("Còn BHXH tỉnh thì sao?", ["Bảo hiểm xã hội tỉnh"]),
        ("công an phải làm gì", ["Công an tỉnh"]),
        ("xây trụ sở công an xã thì ai lo", ["Công an xã"]),
        ("ban tổ chức làm gì", ["Ban Tổ chức Tỉnh ủy"]),
        ("ban tổ chức lễ hội là ai", []),
        ("ubnd huyện lâm bình phối hợp việc nào", ["UBND huyện Lâm Bình"]),
        ("ubnd huyện phải làm gì", ["UBND huyện, thành phố"]),
        ("Sở Y tế tỉnh Bắc Kạn phải làm gì", ["Sở Y tế"]),
        ("sở nào chủ trì, ban nào phối hợp", []),
        ("thanh tra trách nhiệm người đứng đầu do ai chủ trì", []),
        ("Ban cán sự đảng UBND tỉnh", ["Ban cán sự đảng UBND tỉnh"]),
        ("giao Ban cán sự đảng UBND tỉnh", ["Ban cán sự đảng UBND tỉnh"]),
    ],
)
def test_questions_may_use_short_names(question: str, found: list[str]) -> None:
    """With `informal`, what people say counts; the accents typed still do."""
    assert names(question, informal=True) == found


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("so ke hoach va dau tu lam gi", ["Sở Kế hoạch và Đầu tư"]),
        ("cong an tinh chu tri nhung viec gi", ["Công an tỉnh"]),
        ("ban quan ly cac khu cong nghiep chu tri", ["Ban Quản lý các khu công nghiệp"]),
        ("Ban Tổ chức Tinh ủy làm gì", ["Ban Tổ chức Tỉnh ủy"]),
        ("ubnd cac huyen, thanh pho", ["UBND huyện, thành phố"]),
        ("so xd lam gi", ["Sở Xây dựng"]),
        ("so nv phai lam trong ke hoach 54", []),  # "số nhiệm vụ"
        ("số y tế thôn bản", []),  # accents that were typed count
        ("co so y te", []),
        ("khai thac cat soi trai phep", []),
        ("thi hanh an dan su tinh", ["Cục Thi hành án dân sự tỉnh"]),
    ],
)
def test_missing_accents_do_not_hurt(question: str, found: list[str]) -> None:
    """With `fold`, words may lack their accents, all or some; a different accent is a different word."""
    assert names(question, fold=True, informal=True) == found


@pytest.mark.parametrize(
    "agency", [a for a in agency_book().agencies if len(a.name.split()) > 2], ids=lambda a: a.name
)
def test_every_agency_is_found_by_its_name(agency: object) -> None:
    """In any case, and without accents where asked: a name never hides behind another one."""
    name = agency.name  # type: ignore[attr-defined]
    assert names(f"Giao {name} chủ trì") == [name]
    assert names(f"giao {name.lower()} chủ trì") == [name]
    assert names(fold(f"giao {name} chủ trì"), fold=True) == [name]


def test_offsets_and_printed_words_belong_together() -> None:
    """`printed` is the slice between the offsets; a group's mention begins with its "các"."""
    text = "Yêu cầu các Sở, ban, ngành; Ủy ban nhân dân huyện, thành phố báo cáo Ban Dân tộc tỉnh."
    found = find_agencies(text)
    assert [text[m.start : m.end] for m in found] == [m.printed for m in found]
    assert [m.printed for m in found] == [
        "các Sở, ban, ngành", "Ủy ban nhân dân huyện, thành phố", "Ban Dân tộc tỉnh",
    ]  # fmt: skip
    assert [m.collective for m in found] == [True, True, False]


WORDS = st.sampled_from(
    [
        *("Sở", "Ban", "UBND", "Các", "các", "sở", "ban", "ngành", "huyện", "thành phố", "tỉnh", "Công an"),
        *("Y tế", "HĐND", "Tư pháp", "P3", "trình", "TP.", "và", *",;-/&.()\n"),
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_no_cell_breaks_the_readers(cell: str) -> None:
    """Whatever stands in a cell: a split in its own words, and canonical names that stay as they are."""
    letters = set(re.findall(r"\w+", cell.lower()))
    for name in split_agencies(cell):
        assert set(re.findall(r"\w+", name.lower())) <= letters
        once = canonical_agency(name)
        assert canonical_agency(once) == once
    looks_like_agencies(cell)
    assert all(cell[m.start : m.end] == m.printed for m in find_agencies(cell, fold=True, informal=True))


# ── books ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_book_learns_the_names_of_loaded_plans() -> None:
    """Names seen in plans are found in questions, in small letters too; known ones are not doubled."""
    book = agency_book().with_names(
        ["Trường Cao đẳng Nghề kỹ thuật - Công nghệ Tuyên Quang", "Sở Y tế", "Sở Y tế"]
    )
    assert len(book.agencies) == len(agency_book().agencies) + 1
    found = AgencyFinder(book).find("trường cao đẳng nghề kỹ thuật công nghệ tuyên quang làm gì")
    assert [mention.name for mention in found] == ["Trường Cao đẳng Nghề kỹ thuật - Công nghệ Tuyên Quang"]
    assert agency_book().with_names(["Sở Y tế"]) is agency_book()


def test_an_administrators_file_adds_forms_and_agencies(tmp_path: Path) -> None:
    """A file of the same form extends the project's own, an agency in both has the forms of both."""
    own = tmp_path / "agencies.toml"
    own.write_text(
        '[[agency]]\nname = "Sở Y tế"\nabbreviations = ["SYTTQ"]\n[[agency]]\nname = "Ban Chỉ đạo 35 tỉnh"\n',
        encoding="utf-8",
    )
    book = load_agencies(own)
    assert book.canonical("SYTTQ") == "Sở Y tế"
    assert book.canonical("Sở YT") == "Sở Y tế"
    assert book.canonical("ban chỉ đạo 35 tỉnh") == "Ban Chỉ đạo 35 tỉnh"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[[agency]]\nname = "Sở Y tế', "TOML"),
        ('[[agency]]\nshort = ["y tế"]\n', "name"),
        ('[[agency]]\nname = "Sở Y tế"\nshort = "y tế"\n', "short"),
        ('[[agency]]\nname = "Sở Y tế"\nalias = ["y tế"]\n', "alias"),
    ],
)
def test_a_bad_file_is_one_clear_line(tmp_path: Path, content: str, message: str) -> None:
    """The error names the file and the entry, in Vietnamese."""
    own = tmp_path / "danh-muc.toml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=message) as error:
        load_agencies(own)
    assert "danh-muc.toml" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_one_clear_line(tmp_path: Path) -> None:
    """The path that cannot be read is named."""
    with pytest.raises(BadInput, match="khong-co"):
        load_agencies(tmp_path / "khong-co.toml")


@pytest.mark.parametrize(
    "name",
    [
        "UBND các xã, phường, đặc khu", "UBND đặc khu Phú Quốc", "Văn phòng HĐND và UBND xã", "VP HĐND-UBND",
        "Phòng Kinh tế, Hạ tầng và Đô thị phường", "Phòng VH-XH", "Trung tâm Phục vụ hành chính công xã Đồng Tâm",
        "Kho bạc Nhà nước khu vực VII", "Chi cục Hải quan khu vực VII", "Ngân hàng Nhà nước chi nhánh Khu vực 4",
        "Thống kê tỉnh", "Trạm Y tế xã", "UBMTTQ xã", "Đoàn xã",
    ],
)  # fmt: skip
def test_the_offices_of_two_levels_are_known(name: str) -> None:
    """Since 01/7/2025 communes have offices of their own, and some of the state's are regional."""
    assert is_known_agency(name)
    assert looks_like_agencies(name)


def test_the_communes_are_one_group_however_they_are_listed() -> None:
    """Wards, communes and special zones stand in any order."""
    for name in (
        "Ủy ban nhân dân các xã, phường, đặc khu",
        "UBND phường, xã",
        "UBND các xã, phường, thị trấn",
    ):
        assert canonical_agency(name) == "UBND xã, phường, thị trấn"


@pytest.mark.parametrize(
    ("name", "open_"),
    [
        ("Công ty Điện lực Lào Cai", True), ("Trường Cao đẳng Nghề Tuyên Quang", True), ("Tổ giúp việc cổ phần hóa", True),
        ("Ban Quản lý rừng phòng hộ Sông Lô", True), ("UBND Sơn Dương", False), ("Trung tâm Giống vật nuôi", False),
        ("Sở Giống", False), ("Tổng cục Lâm nghiệp", False),
    ],
)  # fmt: skip
def test_of_enterprises_and_boards_no_list_is_whole(name: str, open_: bool) -> None:
    """One never seen before is nothing to ask about; a department or a committee is."""
    assert agency_book().is_open(name) is open_
