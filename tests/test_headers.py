"""The headers of real kinds of plans: every column has its role, tables that assign nothing have none.

Layouts as provinces, ministries, the Party, districts, communes, schools and offices print them; rows of a header
one below the other, columns between bars.
"""

import pytest

from corpus.tables.columns import Role, find_columns, find_header

LETTERS = {
    "N": Role.NUMBER,
    "T": Role.TASK,
    "G": Role.GOAL,
    "P": Role.PRODUCT,
    "L": Role.LEAD,
    "C": Role.COOP,
    "S": Role.START,
    "D": Role.DUE,
    "X": Role.EXTRA,
}

LAYOUTS = {
    # administrative reform, digital transformation, anti-corruption, new countryside
    "reform": (
        "NTPLCD",
        "STT|Nội dung/nhiệm vụ|Sản phẩm/Kết quả|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian hoàn thành",
    ),
    "reform, duties spanned": (
        "NXTPLCDX",
        "STT|Nhiệm vụ chung|Nhiệm vụ cụ thể/Hoạt động|Sản phẩm|Trách nhiệm thực hiện||Thời gian hoàn thành|Kinh phí",
        "||||Chủ trì|Phối hợp||",
    ),
    "reform, activities": (
        "NGXTPLCD",
        "TT|Mục tiêu|Nhiệm vụ|Hoạt động|Sản phẩm|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian thực hiện",
    ),
    "digital": (
        "NTLCDXX",
        "TT|Nội dung nhiệm vụ|Đơn vị chủ trì|Đơn vị phối hợp|Thời gian thực hiện|Kinh phí (triệu đồng)|Nguồn vốn",
    ),
    "digital, projects": (
        "NTLCDPX",
        "STT|Tên nhiệm vụ, dự án|Cơ quan chủ trì|Cơ quan phối hợp|Tiến độ|Kết quả dự kiến|Dự kiến kinh phí",
    ),
    "funds by year": (
        "NTXXXXXLD",
        "TT|Nội dung|Tổng kinh phí|Chia ra||||Cơ quan chủ trì|Thời gian thực hiện",
        "|||Năm 2025||Năm 2026|||",
        "|||Trung ương|Địa phương||||",
    ),
    "corruption": (
        "NTLCDX",
        "TT|Nội dung công việc|Bộ phận chủ trì|Bộ phận phối hợp|Thời gian thực hiện|Ghi chú",
    ),
    "new countryside": (
        "NXXTLD",
        "TT|Tên tiêu chí|Nội dung tiêu chí|Nhiệm vụ thực hiện|Đơn vị chủ trì, phụ trách|Lộ trình thực hiện",
    ),
    "survey of citizens": (
        "NXTLCDG",
        "TT|Nội dung thành phần|Nhiệm vụ, giải pháp|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian|Chỉ tiêu phấn đấu",
    ),
    # quality systems, schools
    "ISO": ("NTLDP", "STT|Nội dung công việc|Trách nhiệm|Thời gian|Kết quả"),
    "ISO, people": ("NTLCDX", "TT|Hoạt động|Người thực hiện|Người phối hợp|Thời hạn|Hồ sơ"),
    "English words": ("NTLDP", "No.|Nội dung công việc|Đầu mối thực hiện|Deadline|Output"),
    "university": ("NTDLC", "TT|Nội dung|Thời gian triển khai|Đơn vị chủ trì|Đơn vị phối hợp"),
    "school year": ("DTLP", "Tháng|Nội dung hoạt động|Người thực hiện|Kết quả"),
    "school week": ("DTLX", "Tuần|Nội dung công việc|Bộ phận thực hiện|Điều chỉnh"),
    "time first": ("DTLX", "Thời gian|Nội dung công việc|Người phụ trách|Ghi chú"),
    "calendar": ("NDTXLX", "STT|Ngày, tháng|Nội dung|Thành phần|Chủ trì|Địa điểm"),
    "training": (
        "NTXXDL",
        "TT|Nội dung bồi dưỡng|Đối tượng|Số lượng|Thời gian tổ chức|Đơn vị chủ trì",
    ),
    # the Party, ministries
    "party programme": (
        "NTLCDXX",
        "STT|Tên chuyên đề, đề án|Cơ quan chủ trì tham mưu|Cơ quan phối hợp|Thời gian trình|Cấp trình|Cấp ban hành",
    ),
    "party meetings": (
        "NTLXXD",
        "TT|Nội dung|Cơ quan chuẩn bị|Cơ quan trình|Đồng chí phụ trách, chỉ đạo|Thời gian",
    ),
    "ministry": (
        "NTPLCDX",
        "STT|Nhiệm vụ|Hình thức văn bản|Đơn vị chủ trì|Đơn vị phối hợp|Thời gian trình|Lãnh đạo Bộ phụ trách",
    ),
    "ministry, projects": (
        "NTLCPDXX",
        "TT|Tên đề án, nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Hình thức văn bản|Thời hạn trình|Cấp trình|Căn cứ",
    ),
    "legal documents": (
        "NTLCDX",
        "STT|Tên văn bản|Cơ quan chủ trì soạn thảo|Cơ quan phối hợp|Thời gian trình|Thời gian ban hành",
    ),
    "basis first": (
        "NXTLDX",
        "STT|Căn cứ|Nội dung nhiệm vụ|Cơ quan tham mưu|Thời gian hoàn thành|Cấp có thẩm quyền ban hành",
    ),
    # districts, communes, offices
    "commune": ("NTLDX", "Số TT|Công việc|Phân công|Thời gian hoàn thành|Lãnh đạo phụ trách"),
    "district": (
        "NTLCDPX",
        "STT|Nhiệm vụ, giải pháp|Cơ quan, đơn vị chịu trách nhiệm chính|Cơ quan, đơn vị liên quan|Mốc hoàn thành"
        "|Sản phẩm đầu ra|Ghi chú",
    ),
    "province": (
        "NTLDX",
        "TT|Nhiệm vụ trọng tâm|Đơn vị tham mưu, thực hiện|Thời gian báo cáo UBND tỉnh"
        "|Đồng chí Phó Chủ tịch phụ trách",
    ),
    "findings": ("NTLDP", "STT|Nội dung kiến nghị|Đơn vị thực hiện|Thời hạn hoàn thành|Kết quả thực hiện"),
    "inspection": (
        "NTXLD",
        "TT|Nội dung kiểm tra|Đơn vị được kiểm tra|Đơn vị chủ trì|Thời gian kiểm tra",
    ),
    "people": ("NLXTX", "TT|Họ và tên|Chức vụ|Nhiệm vụ được phân công|Ghi chú"),
    "people, two": (
        "NTLCD",
        "STT|Nội dung nhiệm vụ|Người phụ trách chính|Người phối hợp|Thời gian hoàn thành",
    ),
    "targets of tasks": ("NTGLD", "TT|Nhiệm vụ|Yêu cầu, chỉ tiêu|Đơn vị thực hiện|Lộ trình"),
    "measures of contents": ("NXTLD", "TT|Nội dung|Giải pháp thực hiện|Đơn vị chủ trì|Thời gian"),
    "a bare agency": ("NTLD", "TT|Công việc|Đơn vị|Thời gian"),
    "a unit is no agency": ("NTXXDL", "STT|Nhiệm vụ|Đơn vị tính|Số lượng|Thời gian|Thực hiện"),
    # shapes
    "lead first": ("NLTD", "TT|Cơ quan chủ trì|Nhiệm vụ|Thời gian hoàn thành"),
    "no lead": ("NTSDX", "STT|Nội dung công việc|Thời gian bắt đầu|Thời gian kết thúc|Ghi chú"),
    "no lead, one time": ("NTDX", "STT|Nội dung|Thời gian thực hiện|Địa điểm"),
    "no numbers": ("TLCD", "Nhiệm vụ, giải pháp|Cơ quan chủ trì|Cơ quan phối hợp|Thời hạn hoàn thành"),
    "unnamed numbers": ("NTLD", "|Nhiệm vụ|Cơ quan chủ trì|Thời hạn"),
    "an empty column first": ("XNTLD", "|STT|Nhiệm vụ|Cơ quan chủ trì|Thời hạn"),
    "milestones": ("NTSDLC", "TT|Nhiệm vụ|Mốc bắt đầu|Mốc kết thúc|Cơ quan đầu mối|Cơ quan tham gia"),
    "two spans": (
        "NTLCSDP",
        "TT|Nhiệm vụ|Phân công thực hiện||Thời gian||Sản phẩm",
        "||Chủ trì|Phối hợp|Bắt đầu|Kết thúc|",
    ),
    "two spans alone": ("TLC", "Nhiệm vụ|Phân công thực hiện|", "|Chủ trì|Phối hợp"),
    "counted columns": (
        "NTLCD",
        "STT|Nội dung công việc|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian hoàn thành",
        "(1)|(2)|(3)|(4)|(5)",
    ),
}


def cells(rows: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [tuple(row.split("|")) for row in rows]


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_column_has_its_role(name: str) -> None:
    """The header is all of its rows, and no more; a task row below is none of them."""
    roles, *printed = LAYOUTS[name]
    task = tuple({"N": "1", "T": "Rà soát", "L": "Sở Y tế"}.get(letter, "") for letter in roles)
    header = find_header([*cells(tuple(printed)), task])
    assert header is not None
    assert [column.role for column in header.columns] == [LETTERS[letter] for letter in roles]
    assert len(header.rows) == len(printed)


@pytest.mark.parametrize(
    "header",
    [
        "TT|Chỉ tiêu|Đơn vị|Kết quả|Cơ quan chủ trì theo dõi, đánh giá",
        "STT|Chỉ tiêu|Đơn vị tính|Kế hoạch năm 2024|Kế hoạch 2025|Cơ quan theo dõi, báo cáo",
        "STT|Tên chỉ tiêu|ĐVT|Mục tiêu đến năm 2025|Mục tiêu đến năm 2030|Cơ quan chủ trì",
        "TT|Nội dung|Đơn vị tính|Mục tiêu năm 2025|Cơ quan chủ trì",
        "TT|Nội dung chỉ tiêu|Chỉ tiêu giao|Cơ quan chủ trì",
        "TT|Tên tiêu chí|Nội dung tiêu chí|Chỉ tiêu chung|Kết quả thực hiện",
        "TT|Tên dự án|Địa điểm xây dựng|Chủ đầu tư|Tổng mức đầu tư|Thời gian thực hiện",
        "STT|Danh mục dự án|Nhóm dự án|Thời gian KC-HT|Kế hoạch vốn năm 2025",
        "STT|Tên thủ tục hành chính|Lĩnh vực|Thời hạn giải quyết|Cơ quan thực hiện",
        "TT|Nội dung|Đơn vị tính|Số lượng|Đơn giá|Thành tiền",
        "TT|Nội dung chi|Số tiền|Nguồn kinh phí|Ghi chú",
        "STT|Hạng mục|Kinh phí|Thời gian|Nguồn",
        "TT|Tên xã|Số hộ|Số hộ nghèo|Tỷ lệ (%)",
        "STT|Họ và tên|Chức vụ|Ghi chú",
        "STT|Họ và tên|Ngày sinh|Chức vụ|Đơn vị công tác",
        "TT|Tên cơ quan, đơn vị|Chỉ tiêu giao|Ghi chú",
        "TT|Tên văn bản|Số, ký hiệu|Ngày ban hành|Cơ quan ban hành",
        "TT|Nhiệm vụ, chỉ tiêu|Đơn vị|Kế hoạch năm 2025|Ước thực hiện",
    ],
)
def test_figures_projects_and_people_are_no_tasks(header: str) -> None:
    """A table that counts or lists has columns, and assigns nothing."""
    assert find_header(cells((header,))) is None
    assert find_columns(cells((header,))) is not None


def test_no_column_loses_its_words_to_another_of_the_same_name() -> None:
    """Columns without a name and those named alike are told apart."""
    header = find_header(cells(("TT|Nhiệm vụ|Chủ trì|Kinh phí||Kinh phí|Ghi chú",)))
    assert header is not None
    assert [column.name for column in header.columns][3:] == ["Kinh phí", "Cột 5", "Kinh phí (2)", "Ghi chú"]
