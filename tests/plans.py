"""Small plans made for tests of the library."""

from __future__ import annotations

from pathlib import Path

_PLAN = """Số: {number}/KH-UBND

{place}, ngày 05 tháng 02 năm {year}

KẾ HOẠCH
{matter} năm {year}

I. MỤC TIÊU

1. {goal}

STT	Nhiệm vụ	Cơ quan chủ trì	Cơ quan phối hợp	Thời gian hoàn thành
{rows}
"""
_ROW = "{at}\t{task}\t{lead}\tUBND huyện Văn Yên, Trấn Yên\t{due}"
FARMING = "Sở Nông nghiệp và Phát triển nông thôn"


def plan_text(
    number: int = 12,
    place: str = "Yên Bái",
    year: int = 2024,
    matter: str = "Phát triển cây quế",
    goal: str = "Trồng mới 100 ha quế tại các huyện.",
    rows: tuple[tuple[str, str, str], ...] = (),
    *,
    task: str = "Trồng quế",
    lead: str = FARMING,
    due: str = "Quý IV/2024",
) -> str:
    """A plan with one section and one row, or the given rows (task, lead, due)."""
    rows = rows or ((task, lead, due),)
    printed = [_ROW.format(at=at, task=t, lead=ld, due=d) for at, (t, ld, d) in enumerate(rows, start=1)]
    return _PLAN.format(
        number=number, place=place, year=year, matter=matter, goal=goal, rows="\n".join(printed)
    )


def write_plan(folder: Path, name: str, **changes: object) -> Path:
    """A plan file."""
    file = folder / name
    file.write_text(plan_text(**changes), encoding="utf-8")  # type: ignore[arg-type]
    return file
