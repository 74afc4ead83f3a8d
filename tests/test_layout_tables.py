"""Tables that only place text: taken apart so that head and foot of a document read as in a text file."""

from __future__ import annotations

import pytest

from corpus.parse import parse_plan
from corpus.readers.office.blocks import Block, Cell, Paragraph, Row, Table, compose_source_lines
from corpus.readers.office.layout_tables import is_layout_table, take_apart

LEFT = ("ỦY BAN NHÂN DÂN", "TỈNH HÀ GIANG")
NUMBER = ("Số: 77/KH-UBND",)
RIGHT = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
DATE = ("Hà Giang, ngày 03 tháng 02 năm 2024",)
RECIPIENTS = ("Nơi nhận:", "- Bộ Nội vụ;", "- Lưu: VT.")
SIGNER = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Đức Quý")


def table(*rows: tuple[tuple[str, ...], ...], bordered: bool | None = False) -> Table:
    """A table of cells, each the texts of its paragraphs."""
    return Table(
        tuple(
            Row(tuple(Cell(at, tuple(map(Paragraph, texts))) for at, texts in enumerate(row) if texts))
            for row in rows
        ),
        bordered,
    )


def by_hand(*texts: str) -> Table:
    """A table of one-line cells, two a row."""
    cells = [(text,) if text else () for text in texts]
    return table(*zip(cells[::2], cells[1::2], strict=True))


HEADS = {
    "one row": table(((*LEFT, *NUMBER), (*RIGHT, *DATE))),
    "two rows": table((LEFT, RIGHT), (NUMBER, DATE)),
    "a row a line": by_hand(LEFT[0], RIGHT[0], LEFT[1], RIGHT[1], NUMBER[0], DATE[0]),
    "a narrow column between": table((LEFT, (), RIGHT), (NUMBER, (), DATE)),
    "unknown borders": table((LEFT, RIGHT), (NUMBER, DATE), bordered=None),
    "drawn borders": table((LEFT, RIGHT), (NUMBER, DATE), bordered=True),
    "a table inside a table": Table((Row((Cell(0, (table((LEFT, RIGHT), (NUMBER, DATE)),)),)),), True),
}
FEET = {
    "one row": table((RECIPIENTS, SIGNER)),
    "the name in a row of its own": table((RECIPIENTS, SIGNER[:-1]), ((), SIGNER[-1:])),
    "a row a line": by_hand(
        RECIPIENTS[0], SIGNER[0], RECIPIENTS[1], SIGNER[1], RECIPIENTS[2], SIGNER[2], "", SIGNER[3]
    ),
    "unknown borders": table((RECIPIENTS, SIGNER), bordered=None),
}
TASKS = table(
    (("TT",), ("Nhiệm vụ",), ("Cơ quan chủ trì",), ("Thời hạn",)),
    *(((str(n),), (f"Thực hiện việc {n}",), ("Sở Nội vụ",), ("Quý IV",)) for n in range(1, 4)),
)


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize("foot", FEET.values(), ids=FEET)
def test_head_and_foot_are_read_right(head: Table, foot: Table) -> None:
    """Number, date, issuer, title, signer, role and recipients, however the layout tables are cut."""
    blocks: list[Block] = [
        head,
        Paragraph("KẾ HOẠCH", strong=True, centered=True),
        Paragraph("Chuyển đổi số năm 2024", strong=True, centered=True),
        Paragraph("Thực hiện Nghị quyết số 11-NQ/TU ngày 02/01/2024, UBND tỉnh ban hành Kế hoạch như sau:"),
        Paragraph("I. MỤC ĐÍCH", strong=True),
        Paragraph("Nâng cao nhận thức của cán bộ."),
        Paragraph("II. NHIỆM VỤ", strong=True),
        TASKS,
        foot,
    ]
    plan = parse_plan(compose_source_lines(take_apart(blocks)), "x.docx", "")
    document = plan.document
    assert (document.id, str(document.date)) == ("77/KH-UBND", "2024-02-03")
    assert (document.issuer, document.place) == ("Ủy ban nhân dân tỉnh Hà Giang", "Hà Giang")
    assert document.title == "Chuyển đổi số năm 2024"
    assert (document.signer, document.signer_role) == ("Trần Đức Quý", "PHÓ CHỦ TỊCH")
    assert document.recipients == ("Bộ Nội vụ", "Lưu: VT")
    assert [section.number for section in plan.sections] == ["I", "II"]
    assert [(task.task, task.lead, task.due) for task in plan.tasks] == [
        (f"Thực hiện việc {n}", ("Sở Nội vụ",), "Quý IV") for n in range(1, 4)
    ]


def test_the_subject_of_a_letter_stands_below_its_number() -> None:
    """ "V/v …" in the left cell, the date beside it."""
    subject = ("V/v tăng cường", "cải cách hành chính")
    letter = table(((*LEFT, "Số: 5/UBND-TH", *subject), (*RIGHT, *DATE)))
    blocks = [letter, Paragraph("Kính gửi: Các sở, ban, ngành."), Paragraph("1. Sở Nội vụ thực hiện.")]
    document = parse_plan(compose_source_lines(take_apart(blocks)), "x.docx", "").document
    assert (document.title, document.kind) == ("tăng cường cải cách hành chính", "Công văn")


@pytest.mark.parametrize(
    ("candidate", "layout"),
    [
        pytest.param(TASKS, False, id="tasks without lines"),
        pytest.param(table((("một",), ("hai",))), True, id="two texts beside each other"),
        pytest.param(table((("một",), ("hai",)), bordered=True), False, id="two cells in a frame"),
        pytest.param(table((("một",), ("hai",)), bordered=None), False, id="two cells, lines not told"),
        pytest.param(table((("Một đoạn",),), bordered=True), True, id="a frame around a text"),
        pytest.param(table((("a",),), (("b",),), (("c",),), bordered=True), True, id="one column"),
        pytest.param(table((("Kính gửi:",), ("- Sở Nội vụ;", "- Sở Y tế.")), bordered=None), True, id="addressees"),
        pytest.param(
            table((("TT",), ("Tên báo cáo",), ("Nơi nhận",)), *((("1",), ("x",), ("Sở Y tế",)),) * 3, bordered=True),
            False,
            id="a column of recipients",
        ),
        pytest.param(
            table((("TT",), ("Văn bản",), ("Ngày",)), (("1",), ("Số 5/KH-UBND",), ("ngày 3/2/2024",)), bordered=True),
            False,
            id="a list of documents",
        ),
        pytest.param(table(*((("a",), ("b",)),) * 4), False, id="a small table without lines"),
    ],
)  # fmt: skip
def test_only_tables_that_place_text_are_taken_apart(candidate: Table, layout: bool) -> None:
    """Known by the words of a head or foot, or by having no lines and next to no rows."""
    assert is_layout_table(candidate) is layout
