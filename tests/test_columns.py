"""Columns are told by the meaning of their printed headers, not by their place."""

import pytest

from corpus.tables.columns import Role, find_header, read_roles

N, T, G, P, L, C, S, D, X = (
    Role.NUMBER,
    Role.TASK,
    Role.GOAL,
    Role.PRODUCT,
    Role.LEAD,
    Role.COOP,
    Role.START,
    Role.DUE,
    Role.EXTRA,
)


@pytest.mark.parametrize(
    ("names", "roles"),
    [
        (
            "STT|Nhiệm vụ, giải pháp trọng tâm|Cơ quan chủ trì|Cơ quan, đơn vị phối hợp"
            "|Thời gian Thực hiện|Thời gian Hoàn thành",
            (N, T, L, C, S, D),
        ),
        (
            "TT|MỤC TIÊU NĂM 2024|NHIỆM VỤ, GIẢI PHÁP|KẾT QUẢ/ SẢN PHẨM|CƠ QUAN CHỦ TRÌ|CƠ QUAN PHỐI HỢP"
            "|THỜI GIAN THỰC HIỆN|THỜI GIAN HOÀN THÀNH",
            (N, G, T, P, L, C, S, D),
        ),
        (
            "Số TT|Nội dung hạn chế, khuyết điểm và nhiệm vụ, giải pháp sửa chữa"
            "|Cơ quan, đơn vị chủ trì thực hiện|Cơ quan, đơn vị phối hợp thực hiện|Thời gian hoàn thành",
            (N, T, L, C, D),
        ),
        (
            "Số TT|Nội dung hạn chế đã xác định tại Báo cáo số 122-BC/TU ngày 28/12/2021 của Ban Thường vụ"
            "|Cơ quan chủ trì lãnh đạo, tham mưu khắc phục|Cơ quan phối hợp, thực hiện khắc phục",
            (N, T, L, C),
        ),
        ("TT|Nội dung|Thời gian triển khai|Đơn vị chủ trì|Đơn vị phối hợp", (N, T, D, L, C)),
        ("TT|Tên nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Kết quả|Thời gian hoàn thành", (N, T, L, C, P, D)),
        ("Stt|Nội dung công việc|Đơn vị thực hiện|Thời gian|Ghi chú", (N, T, L, D, X)),
        (
            "STT|Nhiệm vụ|Cơ quan thực hiện|Cơ quan phối hợp thực hiện|Thời hạn|Sản phẩm|Kinh phí"
            "|Lãnh đạo UBND tỉnh phụ trách|Ghi chú",
            (N, T, L, C, D, P, X, X, X),
        ),
        (
            "Nhóm nhiệm vụ|Nhiệm vụ cụ thể|Phân công thực hiện Chủ trì|Phân công thực hiện Phối hợp"
            "|Tiến độ thực hiện",
            (X, T, L, C, D),
        ),
        ("STT|Tên văn bản|Cơ quan soạn thảo|Thời gian trình|Cấp ban hành", (N, T, L, D, X)),
        (
            "TT|Mục tiêu|Nhiệm vụ|Chỉ tiêu|Cơ quan chủ trì|Thời gian bắt đầu|Thời gian kết thúc",
            (N, G, T, X, L, S, D),
        ),
        ("S TT|Đầu việc|Bộ phận phụ trách|Ngày hoàn thành|Dự kiến sản phẩm đầu ra", (N, T, L, D, P)),
    ],
)
def test_headers_mean_roles(names: str, roles: tuple[Role, ...]) -> None:
    """Every usual wording has its role, once; what is unknown is kept as an extra column."""
    assert read_roles(names.split("|")) == roles


@pytest.mark.parametrize(
    "names",
    [
        "TT|Chỉ tiêu|Đơn vị|Kết quả|Cơ quan chủ trì theo dõi, đánh giá",
        "STT|Họ và tên|Chức vụ|Ghi chú",
        "1|Nhiệm vụ trọng tâm|Cơ quan chủ trì|Thời gian thực hiện",
        "Nhiệm vụ|Thời gian",
        "ỦY BAN NHÂN DÂN|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ],
)
def test_other_tables_are_no_task_tables(names: str) -> None:
    """Targets, lists of people, a row of a table and a letterhead assign no tasks."""
    assert find_header([tuple(names.split("|"))]) is None


def test_second_header_row_divides_the_first() -> None:
    """ "Thời gian" over "Thực hiện" and "Hoàn thành" names two columns (220/KH-UBND, lines 8-9)."""
    rows = [
        ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian", ""),
        ("", "", "", "", "Thực hiện", "Hoàn thành"),
        ("1", "Rà soát", "Sở Y tế", "", "Quý I", "Quý II"),
    ]
    header = find_header(rows)
    assert header is not None
    assert [column.role for column in header.columns] == [N, T, L, C, S, D]
    assert [column.name for column in header.columns][4:] == ["Thời gian Thực hiện", "Thời gian Hoàn thành"]
    assert len(header.rows) == 2


def test_spanned_agencies_and_column_counts_belong_to_the_header() -> None:
    """A row that divides a span and a row that counts the columns are no tasks."""
    rows = [
        ("TT", "Nhiệm vụ", "Phân công", "", "Hoàn thành trong"),
        ("", "", "Chủ trì", "Phối hợp", ""),
        ("(1)", "(2)", "(3)", "(4)", "(5)"),
        ("1", "Rà soát", "Sở Y tế", "Sở Nội vụ", "Quý I"),
    ]
    header = find_header(rows)
    assert header is not None
    assert [column.role for column in header.columns] == [N, T, L, C, D]
    assert len(header.rows) == 3


def test_a_task_row_is_no_second_header_row() -> None:
    """A first row with merged cells does not divide the header above it."""
    rows = [
        ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời gian"),
        ("", "Rà soát", "Sở Y tế", "", ""),
    ]
    header = find_header(rows)
    assert header is not None
    assert len(header.rows) == 1
