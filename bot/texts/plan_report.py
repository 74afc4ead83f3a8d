"""The sentences of the report on a plan file; the doubts are worded in `corpus.doubts.wordings`."""

from __future__ import annotations

from corpus.doubts import DoubtKind, Sure

FAMILIES = {
    DoubtKind.DISAGREEMENT: "Hai nơi ghi khác nhau cho cùng một việc",
    DoubtKind.UNPROVED_READING: "Dòng bị hỏng, cách sửa chưa chắc",
    DoubtKind.MISPLACED_CELL: "Ô không giống cột của nó",
    DoubtKind.MISSING_LEAD: "Không có cơ quan chủ trì",
    DoubtKind.MISSING_DEADLINE: "Không có thời hạn",
    DoubtKind.IMPOSSIBLE_DATE: "Ngày tháng không có thật",
    DoubtKind.PAST_DEADLINE: "Thời hạn đã qua hoặc ngược",
    DoubtKind.CUT_OFF: "Có thể bị cắt, bị thiếu",
    DoubtKind.NUMBERING: "Số thứ tự",
    DoubtKind.WRONG_TOTAL: "Số tổng",
    DoubtKind.MISSING_HEADER: "Phần đầu văn bản",
    DoubtKind.UNKNOWN_AGENCY: "Cơ quan chưa gặp bao giờ",
    DoubtKind.MENDED: "Dòng bị hỏng, đã sửa theo chính văn bản",
    DoubtKind.PAGE_BREAK: "Dòng bị ngắt trang, đã nối lại",
}

SURENESS = {
    Sure.CERTAIN: "chắc chắn",
    Sure.LIKELY: "có khả năng",
    Sure.LOOK: "cần xem lại",
    Sure.SETTLED: "đã sửa",
}

NOTHING = "  không có gì phải xem lại"


def found(name: str, document: str, sections: int, tasks: int) -> str:
    """What a plan file holds."""
    return f"{name}: {document}, {sections} mục, {tasks} dòng nhiệm vụ"


def summary(counts: dict[Sure, int]) -> str:
    """How many doubts there are, by how sure they are: "  12 chỗ cần xem: 8 có khả năng, 4 cần xem lại"."""
    open_ = [(sure, count) for sure, count in counts.items() if sure is not Sure.SETTLED and count]
    total = sum(count for _, count in open_)
    settled = counts.get(Sure.SETTLED, 0)
    tail = f"{settled} dòng bị hỏng đã sửa" if settled else ""
    if not total:
        return f"{NOTHING}; {tail}" if tail else NOTHING
    each = ", ".join(f"{count} {SURENESS[sure]}" for sure, count in open_)
    return f"  {total} chỗ nên đối chiếu: {each}" + (f"; ngoài ra {tail}" if tail else "")


def family(kind: DoubtKind, count: int) -> str:
    """The heading of one kind of doubts."""
    return f"  {FAMILIES[kind]} ({count})"


def line(where: str, sure: Sure, text: str) -> str:
    """One doubt; how sure it is, where it is not settled."""
    mark = "" if sure is Sure.SETTLED else f"[{SURENESS[sure]}] "
    return f"    {mark}{where}: {text}" if where else f"    {mark}{text}"


def with_words(text: str, printed: str) -> str:
    """A doubt with the words that are printed there."""
    return f"{text}. Bản in ghi: “{printed}”"


def more(count: int) -> str:
    """What is left out of a long family."""
    return f"    … và {count} chỗ khác"


def row(number: str) -> str:
    """A task row by its place in the table."""
    return f"dòng {number}"


def section(number: str) -> str:
    """A section by its number."""
    return f"mục {number}"


def in_file(first: int, last: int) -> str:
    """Lines of a text file."""
    return f"tệp, dòng {first}" if first == last else f"tệp, dòng {first}-{last}"


def on_page(page: int, sheet: str, row: int) -> str:
    """A place in a file of pages or worksheets; what the format does not tell is 0 or ""."""
    parts = (page and f"trang {page}", sheet and f"trang tính {sheet}", row and f"hàng {row}")
    return ", ".join(part for part in parts if part)
