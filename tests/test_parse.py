"""A plan file in, a Plan out: nothing lost, nothing twice, and no error but the one the user can repair."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import PlansError, UnreadableFile
from corpus.markup import clean_inline
from corpus.model import LineRole, Place, Plan, SourceLine
from corpus.parse import parse_plan, read_plan
from corpus.readers.text import read_lines
from tests.reading import DOCUMENTS, PLANS, plan, read

FIVE = sorted(PLANS.glob("*.txt"))
FILES = [pytest.param(path, id=path.stem) for path in (*FIVE, *sorted(DOCUMENTS.glob("*.txt")))]


def words(text: str) -> list[str]:
    """What must not be lost: runs of letters and figures."""
    return re.findall(r"\w+", clean_inline(text))


@pytest.mark.parametrize("path", FILES)
def test_every_line_that_is_not_empty_has_exactly_one_role(path: Path) -> None:
    """Header, section, table row, heading, recipients or signature; in the order of the file."""
    numbered = [line.number for line in read_lines(path) if line.text.strip()]
    assert [number for number, _ in read(path).roles] == numbered


@pytest.mark.parametrize("path", FILES)
def test_every_word_of_a_section_line_stands_in_one_section(path: Path) -> None:
    """Nothing is lost and nothing stands twice: the words of the lines are the words of the sections."""
    roles = dict(read(path).roles)
    printed = Counter(
        word
        for line in read_lines(path)
        if roles.get(line.number) is LineRole.SECTION
        for word in words(line.text)
    )
    kept = Counter(word for section in read(path).sections for word in words(section.text))
    assert kept == printed


@pytest.mark.parametrize("path", FILES)
def test_the_lines_of_a_section_hold_its_text_and_no_others(path: Path) -> None:
    """Each section's words are those of its own section lines; no line belongs to two sections."""
    roles = dict(read(path).roles)
    lines = {line.number: line.text for line in read_lines(path)}
    last = 0
    for section in read(path).sections:
        first = section.lines[0]
        own = [n for n in range(first, section.lines[1] + 1) if roles.get(n) is LineRole.SECTION]
        assert first > last
        assert [word for n in own for word in words(lines[n])] == words(section.text)
        last = section.lines[1]


@pytest.mark.parametrize("path", FILES)
def test_sections_are_a_tree_with_ids_of_their_own(path: Path) -> None:
    """A parent stands above its children, one level higher; ids are unique and begin with the document's."""
    sections = read(path).sections
    seen: dict[str, int] = {}
    for section in sections:
        assert section.id == f"{read(path).document.id}@{section.number}"
        assert section.id not in seen
        assert section.level == (seen[section.parent] + 1 if section.parent else 1)
        seen[section.id] = section.level


@pytest.mark.parametrize("path", FILES)
def test_text_title_and_body_agree(path: Path) -> None:
    """The text is number, heading and paragraphs; the body stands in it word for word."""
    for section in read(path).sections:
        assert section.text.startswith(section.printed_number)
        assert section.body in section.text
        assert "**" not in section.text
        assert "<" not in section.title


@pytest.mark.parametrize("path", [pytest.param(path, id=path.stem) for path in FIVE])
def test_header_and_signature_lines_are_quoted_whole(path: Path) -> None:
    """Every word of the header's and signature's lines stands in the document's."""
    roles = dict(read(path).roles)
    for role, text in (
        (LineRole.HEADER, read(path).document.header),
        (LineRole.SIGNATURE, read(path).document.signature),
    ):
        printed = [
            word for line in read_lines(path) if roles.get(line.number) is role for word in words(line.text)
        ]
        assert Counter(words(text)) >= Counter(printed)


@pytest.mark.parametrize(
    ("name", "role", "lines"),
    [
        ("54-KH-UBND", LineRole.HEADER, [3, 5, 7, 9, 11, 13, 14, 16, 17, 19, 21]),
        ("54-KH-UBND", LineRole.SIGNATURE, [356, 357, 361]),
        ("165-KH-TU", LineRole.SIGNATURE, [251, 252, 256]),
        ("1510-UBND-TH", LineRole.RECIPIENTS, [54, *range(56, 67)]),
        ("1510-UBND-TH", LineRole.SIGNATURE, [68, 72]),
        ("220-KH-UBND", LineRole.HEADER, [3, 4, 6]),
        ("268-KH-UBND", LineRole.HEADER, [3, 5]),
    ],
)
def test_roles_read_by_hand(name: str, role: LineRole, lines: list[int]) -> None:
    """An annex alone has its own title for a header; initials below the recipients are theirs."""
    assert [number for number, r in plan(name).roles if r is role] == lines


@pytest.mark.parametrize(
    ("name", "lines"), [("54-KH-UBND", [363, 365, 367]), ("165-KH-TU", [258, 259, 260, 261, 263])]
)
def test_the_lines_of_an_annex_title_are_headings(name: str, lines: list[int]) -> None:
    """With "(Kèm theo …)" and the rule below it."""
    roles = dict(plan(name).roles)
    assert {roles[line] for line in lines} == {LineRole.HEADING}


def test_page_numbers_and_rules_are_not_text() -> None:
    """They keep a role, but no section repeats them, and the paragraph around them stays one."""
    lines = [
        "I. MỤC ĐÍCH",
        "",
        "Hoàn thành các nhiệm vụ của",
        "",
        "- 2 -",
        "",
        "tỉnh trong năm.",
        "",
        "-----",
    ]
    cut = parse_plan([SourceLine(n, line) for n, line in enumerate(lines, start=1)], "a.txt", "")
    assert cut.sections[0].body == "Hoàn thành các nhiệm vụ của tỉnh trong năm."
    assert dict(cut.roles)[5] is dict(cut.roles)[9] is LineRole.HEADING


@pytest.mark.parametrize("path", FILES)
def test_composed_and_decomposed_letters_read_alike(path: Path) -> None:
    """NFC and NFD are one text, CRLF and LF one line end."""
    apart = partial(unicodedata.normalize, "NFD")
    composed = read(path)
    decomposed = [
        line._replace(text=apart(line.text) + "\r", cells=tuple(map(apart, line.cells)))
        for line in read_lines(path)
    ]
    assert parse_plan(decomposed, path.name, composed.document.sha256) == composed


def test_line_ends_of_a_file_do_not_matter(tmp_path: Path) -> None:
    """Only the hash of the bytes differs."""
    text = FIVE[0].read_text(encoding="utf-8")
    unix, windows = tmp_path / "unix.txt", tmp_path / "windows.txt"
    unix.write_bytes(text.encode())
    windows.write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode())
    one, two = read_plan(unix), read_plan(windows)
    assert one.sections == two.sections
    assert one.roles == two.roles
    assert one.document.sha256 != two.document.sha256


@pytest.mark.parametrize("spaced", [True, False])
@pytest.mark.parametrize("width", [60, 75, 90, 110])
@pytest.mark.parametrize("name", ["54-KH-UBND", "165-KH-TU", "1510-UBND-TH"])
def test_a_text_broken_at_line_ends_reads_alike(name: str, width: int, spaced: bool) -> None:
    """As taken from a PDF, with or without empty lines between paragraphs: the same sections and words."""
    whole = plan(name)
    lines = [line.text for line in read_lines(PLANS / f"{name}.txt") if "\t" not in line.text]
    broken: list[str] = []
    for line in lines:
        broken += textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""] * spaced
    read_again = parse_plan([SourceLine(n, line) for n, line in enumerate(broken, start=1)], "a.txt", "")
    assert [section.id for section in read_again.sections] == [section.id for section in whole.sections]
    for one, two in zip(read_again.sections, whole.sections, strict=True):
        assert words(one.text) == words(two.text)
    for field in ("number", "date", "issuer", "title", "signer", "signer_role", "recipients"):
        assert getattr(read_again.document, field) == getattr(whole.document, field)


@pytest.mark.parametrize(
    "text",
    ["Xin chào.", "a\nb\nc", "- một\n- hai", "1) \n\n", "|", "***", "\ufffd\ufffd", "(Kèm theo", "số: /"],
)
def test_a_text_that_is_no_document_is_refused_in_one_line(text: str) -> None:
    """The message names the file and says what is missing."""
    lines = [SourceLine(n, line) for n, line in enumerate(text.split("\n"), start=1)]
    with pytest.raises(UnreadableFile, match=r"^Không nhận ra văn bản trong tệp ghi chú\.txt: [^\n]+$"):
        parse_plan(lines, "ghi chú.txt", "")


def test_no_lines_at_all_are_refused() -> None:
    """As a text without a document is."""
    with pytest.raises(UnreadableFile):
        parse_plan([], "a.txt", "")


PIECES = st.sampled_from(
    [
        *(
            "I. MỤC TIÊU",
            "II- NHIỆM VỤ",
            "1. Sở Nội vụ",
            "2.1. Về tiến độ",
            "a) Báo cáo",
            "Điều 1.",
            "CHƯƠNG I",
            "A.",
        ),
        *(
            "Số: 54 /KH-UBND",
            "Số:      /KH-UBND",
            "Tuyên Quang, ngày 12 tháng 4 năm 2022",
            "KẾ HOẠCH",
            "V/v việc",
        ),
        *(
            "ngày 99/99/2022",
            "(Kèm theo Kế hoạch số 1/KH-UBND ngày 1/1/2022 của",
            "(Kèm theo",
            "PHỤ LỤC II",
            "Phụ lục",
        ),
        *(
            "Nơi nhận:",
            "- Như trên;",
            "TM. ỦY BAN NHÂN DÂN",
            "CHỦ TỊCH",
            "Nguyễn Văn A",
            "ĐẾN Số: 3",
            "Kính gửi:",
        ),
        *(
            "TT\tNhiệm vụ\tCơ quan chủ trì\tThời gian",
            "1\tLập quy hoạch\tSở Xây dựng\tNăm 2022",
            "\t\t",
            "| a | b |",
        ),
        *(
            "**",
            "#",
            "<b>",
            "</td>",
            "-----",
            "2",
            "",
            "",
            "của các ngành",
            "Thực hiện Nghị quyết số 1/NQ-CP;",
            "\u0301",
        ),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES | st.text(max_size=12), max_size=25))
def test_broken_input_raises_nothing_but_a_clear_error(pieces: list[str]) -> None:
    """Whatever stands in whatever order: a Plan that loses no line, or UnreadableFile."""
    text = "\n".join(pieces)
    lines = [SourceLine(n, line) for n, line in enumerate(text.split("\n"), start=1)]
    try:
        broken = parse_plan(lines, "a.txt", "")
    except PlansError:
        return
    assert [number for number, _ in broken.roles] == [line.number for line in lines if line.text.strip()]
    roles = dict(broken.roles)
    printed = [w for line in lines if roles.get(line.number) is LineRole.SECTION for w in words(line.text)]
    assert Counter(w for section in broken.sections for w in words(section.text)) == Counter(printed)
    assert len({section.id for section in broken.sections}) == len(broken.sections)


CELLS = st.sampled_from(
    [
        *(
            "",
            "",
            "",
            "1",
            "2",
            "1.1",
            "I",
            "A",
            "a",
            "b)",
            "X",
            "nt",
            "-nt-",
            '"',
            "…",
            "Tổng cộng",
            "QUÝ I",
        ),
        *("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Phối hợp", "Thời gian", "Mục tiêu", "Hoàn thành", "Đơn vị"),
        *("Lập quy hoạch", "Phòng ngừa", "và các xã", "- Xã hội", "Đường sắt", "95%", "12.330"),
        *("Sở Y tế", "Sở Y tế, Sở Nội vụ", "UBND các xã: Châu Bính, Châu Phong", "Cục Kinh tế\n- Quản lý"),
        *(
            "Chủ trì: Sở Y tế. Phối hợp: Công an xã",
            "- Chủ trì: Sở Y tế\n- Phối hợp:",
            "Sở Y tế (chủ trì), Công an",
        ),
        *("Quý I/2026", "Trước ngày 31/02/2026", "15/6 và 15/12 hằng năm", "Thường xuyên", "9", "2026-2030"),
    ]
)
GRIDS = st.integers(1, 7).flatmap(
    lambda width: st.lists(st.tuples(*[CELLS | st.text(max_size=6)] * width), min_size=1, max_size=14)
)
HEADERS = st.sampled_from(
    [
        ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Phối hợp", "Thời gian"),
        ("Thời gian", "Nội dung", "Đơn vị phụ trách", "Mục tiêu"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(HEADERS | st.none(), GRIDS, st.randoms(use_true_random=False))
def test_any_cells_of_any_format_are_a_plan_or_one_clear_error(header, grid, chance) -> None:
    """Cells as Word, Excel, HTML and PDF tell them, merged down, cut by pages, in whatever order.

    Each row is told once, no task stands beside lines it was not read from, every id is one row's.
    """
    rows = [header, *grid] if header else grid
    lines = [SourceLine(1, "KẾ HOẠCH"), SourceLine(2, "Phát triển y tế năm 2026"), SourceLine(3, "")]
    page = 1
    for at, cells in enumerate(rows):
        page += chance.random() < 0.2
        covered = tuple(chance.choice(("", "Sở Y tế", "Đường sắt")) for _ in cells) if at else ()
        place = Place(page=page if chance.random() < 0.9 else 0, table=1 + (chance.random() < 0.1), row=at)
        text = "\t".join(cells).replace("\n", " ").replace("\r", " ")
        lines.append(
            SourceLine(at + 4, text, cells, strong=chance.random() < 0.2, place=place, covered=covered)
        )
    found = outcome(lines)
    if isinstance(found, str):
        assert found
        assert "\n" not in found
        return
    assert [n for n, _ in found.roles] == [line.number for line in lines if line.text.strip()]
    assert len({task.id for task in found.tasks}) == len(found.tasks)
    assert all(4 <= task.lines[0] <= task.lines[1] <= len(lines) for task in found.tasks)


def outcome(lines: list[SourceLine]) -> Plan | str:
    """The plan, or the message that refuses it."""
    try:
        return parse_plan(lines, "a.txt", "")
    except PlansError as error:
        return str(error)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=15))
def test_any_text_reads_alike_in_either_form_of_letters(pieces: list[str]) -> None:
    """NFC = NFD and LF = CRLF, for damaged texts too."""
    composed = [SourceLine(n, unicodedata.normalize("NFC", text)) for n, text in enumerate(pieces, start=1)]
    decomposed = [SourceLine(n, unicodedata.normalize("NFD", text) + "\r") for n, text, *_ in composed]
    assert outcome(decomposed) == outcome(composed)
