"""The conversations that are drawn: what people write and press; what the bot says is its own."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bot.clock import ZONE
from bot.texts import access as texts_access
from bot.texts import administrators as texts_administrators
from bot.texts import feedback as texts_feedback
from bot.texts import reading as texts_reading
from bot.texts.general import NEXT_PAGE
from corpus.history import Action
from corpus.library import PLANS_WITH_THE_PROJECT
from tests.pictures.stage import ADMINISTRATOR, Scene, Stage, Toast, Typing
from tests.telegram_api.world import BOT

_NAME = f"@{BOT['username']}"


class Story(NamedTuple):
    """A conversation. `name`: of the picture's file."""

    name: str
    title: str
    caption: str
    tell: Callable[[Stage], Scene]


def _question(stage: Stage) -> Scene:
    scene = stage.private()
    scene.asks("Ai chủ trì giải ngân vốn đầu tư công?")
    scene.asks("bao giờ xong?")
    return scene


def _without_accents(stage: Stage) -> Scene:
    scene = stage.private()
    scene.asks("ai chu tri quy hoach khu cong nghiep tam da")
    return scene


def _list(stage: Stage) -> Scene:
    scene = stage.private()
    said = scene.asks("Sở Kế hoạch và Đầu tư chủ trì những nhiệm vụ nào?")
    scene.person.presses(said, NEXT_PAGE)
    scene.frames[-1] = scene.person.sees_changed(said).json
    return scene


def _readings(stage: Stage) -> Scene:
    scene = stage.private()
    said = scene.asks("mục 5 nói gì?")
    scene.person.presses(said, "1.")
    return scene.shows(scene.person.hears())


def _nothing(stage: Stage) -> Scene:
    scene = stage.private()
    scene.asks("Lương giáo viên năm 2025 tăng bao nhiêu?")
    scene.asks("Ai chủ trì xây dựng sân bay Na Hang?")
    return scene


def _group(stage: Stage) -> Scene:
    scene = stage.group("Lan", topic="Đầu tư công")
    minh = stage.joins(scene, "Minh")
    scene.shows(minh.says("Tuần sau họp giao ban, ai chuẩn bị phần khu công nghiệp ấy nhỉ?"))
    said = scene.asks(f"{_NAME} ai chủ trì quy hoạch Khu công nghiệp Tam Đa?")
    scene.asks("hạn khi nào?", reply_to=said.id)
    return scene


def _reminder(stage: Stage) -> Scene:
    scene = stage.private()
    scene.asks("/theodoi Sở Tư pháp")
    # behind the scenes: of what was due before one asked to be reminded, nothing comes today
    soon = dt.datetime.now(ZONE) + dt.timedelta(minutes=1)
    scene.person.asks(f"/theodoi giờ {soon:%H:%M}")
    return scene.shows(scene.person.hears(timeout=120))


def _due(stage: Stage) -> Scene:
    scene = stage.private()
    said = scene.asks("/hanxong Sở Tư pháp tháng 12/2024")
    scene.person.presses(said, "📅")
    return scene.shows(scene.person.hears())


def _note(stage: Stage) -> Scene:
    scene = stage.group("Lan", title="Sở Tư pháp")
    said = scene.asks(f"{_NAME} ai chủ trì dòng 8 kế hoạch 268?")
    press = scene.person.presses(said, "✓")
    scene.frames[-1] = scene.person.sees_changed(said).json
    scene.shows(Toast(press.notice or ""))
    scene.person.presses(said, "✎")
    wanted = scene.person.hears()
    noted = scene.person.says(
        "Quyết định số 45 đã ký ngày 25/01, đã gửi Cục Kiểm tra văn bản.", reply_to=wanted.id
    )
    kept = scene.person.hears()
    scene.shows(wanted, noted, kept)
    scene.asks(f"{_NAME} hạn của dòng 8 kế hoạch 268?")
    return scene


def _inline(stage: Stage) -> Scene:
    scene = stage.group("Lan")
    scene.shows(stage.joins(scene, "Minh").says("Việc giải ngân vốn đầu tư công giao những ai em nhỉ?"))
    words = "giải ngân vốn đầu tư c"
    return scene.shows(Typing(words, scene.person.types(words)))


def _inline_sent(stage: Stage) -> Scene:
    scene = stage.group("Lan")
    scene.shows(stage.joins(scene, "Minh").says("Việc giải ngân vốn đầu tư công giao những ai em nhỉ?"))
    typed = scene.person.types("giải ngân vốn đầu tư c")
    row = next(result for result in typed.results if "Hạn: " in result.json["description"])
    return scene.shows(scene.person.sends(row))


def _inline_opening(stage: Stage) -> Scene:
    scene = stage.group("Lan")
    return scene.shows(Typing("", scene.person.types("")))


def _reader(stage: Stage) -> Scene:
    scene = stage.private()
    said = scene.asks("Ai chủ trì quy hoạch Khu công nghiệp Tam Đa?")
    source = next(address for words, address in said.links.items() if words.startswith("Kế hoạch số"))
    opened = scene.person.opens(source)
    return scene.shows(opened)


def _read_on(stage: Stage) -> Scene:
    scene = stage.private()
    said = scene.person.asks("Ai chủ trì quy hoạch Khu công nghiệp Tam Đa?")
    source = next(address for words, address in said.links.items() if words.startswith("Kế hoạch số"))
    opened = scene.person.opens(source)
    scene.person.presses(opened, texts_reading.BUTTON_CONTENTS)
    contents = scene.person.sees_changed(opened)
    return scene.shows(contents)


def _tasks(stage: Stage) -> Scene:
    scene = stage.private()
    scene.asks("/nhiemvu Sở Xây dựng kế hoạch 54")
    return scene


def _agencies(stage: Stage) -> Scene:
    scene = stage.private()
    scene.asks("/coquan")
    return scene


def _documents(stage: Stage) -> Scene:
    scene = stage.private()
    scene.asks("/vanban")
    return scene


def _export(stage: Stage) -> Scene:
    scene = stage.private()
    scene.asks("/xuat Sở Tư pháp")
    return scene


def _wrong(stage: Stage) -> Scene:
    scene = stage.private()
    said = scene.asks("Ai chủ trì quy hoạch Khu công nghiệp Tam Đa?")
    press = scene.person.presses(said, texts_feedback.BUTTON_WRONG)
    scene.frames[-1] = scene.person.sees_changed(said).json
    wish = scene.person.hears()
    told = scene.person.says("Dự án này nay giao Sở Xây dựng, xin xem lại.", reply_to=wish.id)
    return scene.shows(Toast(press.notice or ""), wish, told, scene.person.hears())


def _statistics(stage: Stage) -> Scene:
    for question in ("Giá vàng hôm nay?", "Lịch tiếp công dân tháng này?", "Ai chủ trì lập quy hoạch tỉnh?"):
        stage.private("Hoa").person.asks(question)
    _wrong(stage)
    scene = stage.private("Chị Hà", ADMINISTRATOR)
    scene.asks("/thongke")
    return scene


def _pairing(stage: Stage) -> Scene:
    with (
        tempfile.TemporaryDirectory() as directory,
        Stage(Path(directory), KEHOACH_ACCESS="pairing") as closed,
    ):
        admin = closed.private("Chị Hà", ADMINISTRATOR)
        lan = closed.private("Lan")
        said = lan.person.asks("Ai chủ trì lập quy hoạch tỉnh?")
        lan.person.presses(said, texts_access.BUTTON_ASK)
        asked = admin.person.hears()
        admin.shows(asked)  # as it comes; the decision takes the place of its buttons
        admin.person.presses(asked, texts_access.BUTTON_APPROVE)
        return admin.shows(admin.person.sees_changed(asked))


def _new_plan(stage: Stage) -> Scene:
    scene = stage.private("Chị Hà", ADMINISTRATOR)
    plan = next(file for file in sorted(PLANS_WITH_THE_PROJECT.glob("*.txt")) if "268" in file.name)
    changed = plan.read_text(encoding="utf-8").replace("Trước ngày 31/01/2024", "Trước ngày 15/02/2024")
    sent = scene.person.sends_file("Kế hoạch 268 (sửa).txt", changed.encode())
    report = scene.person.hears()
    whole = scene.person.hears(timeout=120)
    report = scene.person.sees(report.id)
    scene.shows(sent, report, whole)
    scene.person.presses(report, texts_administrators.BUTTON_ACCEPT[Action.ADDED])
    done = scene.person.sees_when(report, "Hiện có")
    return scene.shows(done)


STORIES = (
    Story(
        "cau-hoi",
        "Hỏi một câu, rồi hỏi tiếp",
        "Dòng đầu là điều cần biết; nguyên văn gập lại bên dưới.",
        _question,
    ),
    Story(
        "khong-dau",
        "Gõ không dấu trên điện thoại",
        "Trợ lý ghi rõ đã hiểu câu hỏi thế nào.",
        _without_accents,
    ),
    Story(
        "danh-sach",
        "Danh sách nhiều trang",
        "Đủ mọi nhiệm vụ, vị trí trang, bảng .xlsx; đây là trang cuối.",
        _list,
    ),
    Story("nhieu-cach-hieu", "Câu hỏi có nhiều cách hiểu", "Trợ lý hỏi lại, bấm một câu để xem.", _readings),
    Story(
        "khong-co", "Văn bản không nói đến", "Trợ lý báo không có và nêu chỗ gần nhất, không đoán.", _nothing
    ),
    Story("nhom", "Trong nhóm có chủ đề", "Nhắc tên trợ lý, hoặc trả lời tin của trợ lý.", _group),
    Story("theo-doi", "Theo dõi và nhắc hạn", "Nhắc trước 7, 3, 1 ngày và vào ngày cuối.", _reminder),
    Story(
        "han-xong", "Các hạn trong kế hoạch", "Theo cơ quan và thời gian, tải được lịch cho điện thoại.", _due
    ),
    Story("ghi-chu", "Đơn vị báo đã xong, ghi chú", "Ghi chú đứng riêng, không lẫn với lời kế hoạch.", _note),
    Story(
        "doc-ke-hoach",
        "Đọc tiếp trong kế hoạch",
        "Bấm vào nguồn là mở đúng chỗ ấy, đọc tiếp bằng nút Trước, Sau.",
        _reader,
    ),
    Story("muc-luc", "Mục lục của kế hoạch", "Bấm một mục để đọc từ đó.", _read_on),
    Story("nhiem-vu", "Nhiệm vụ của một cơ quan", "Bấm vào một dòng để đọc trong kế hoạch.", _tasks),
    Story("co-quan", "Các cơ quan được giao việc", "Bấm một cơ quan để xem việc của cơ quan ấy.", _agencies),
    Story(
        "tra-cuu-nhanh",
        "Tra cứu ở mọi cuộc trò chuyện",
        "Kết quả hiện ngay khi đang gõ, chữ cuối có thể dở dang.",
        _inline,
    ),
    Story(
        "da-gui",
        "Câu trả lời được gửi đi",
        "Chọn một kết quả là gửi câu trả lời kèm trích dẫn.",
        _inline_sent,
    ),
    Story(
        "chua-go-gi", "Khi chưa gõ gì", "Cách tra cứu, các văn bản đang có, các hạn sắp tới.", _inline_opening
    ),
    Story("van-ban", "Các văn bản tra cứu được", "Số, ngày, cơ quan ban hành, trích yếu.", _documents),
    Story("xuat-bang", "Xuất bảng", "Danh sách nhiệm vụ thành bảng .xlsx để in.", _export),
    Story("chua-dung", "Báo câu trả lời chưa đúng", "Bấm một nút, kèm chỗ cần sửa nếu muốn.", _wrong),
    Story("duyet", "Người quản trị duyệt", "Một nút cho phép, một nút từ chối.", _pairing),
    Story(
        "thong-ke",
        "Thống kê",
        "Câu chưa trả lời được, câu bị báo chưa đúng: biết cần bổ sung gì.",
        _statistics,
    ),
    Story(
        "nap-ke-hoach", "Nạp kế hoạch mới", "Gửi tệp, đọc báo cáo, rồi mới bấm đưa vào sử dụng.", _new_plan
    ),
)
