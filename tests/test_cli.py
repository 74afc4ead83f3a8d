"""The command line's promise: JSON on standard output alone, one clear line for an error, its exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from corpus.library import PLANS_WITH_THE_PROJECT

PLAN = """Số: 12/KH-UBND

Yên Bái, ngày 05 tháng 02 năm 2024

## KẾ HOẠCH

Phát triển cây quế năm 2024

### I. MỤC TIÊU

1. Trồng mới 100 ha quế hữu cơ tại huyện Văn Yên.

### II. TỔ CHỨC THỰC HIỆN

1. Sở Nông nghiệp và Phát triển nông thôn chủ trì, báo cáo trước ngày 15/12/2024.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Trần Văn An

PHỤ LỤC
(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/02/2024)

STT\tNhiệm vụ\tCơ quan chủ trì\tThời gian hoàn thành
1\tTrồng quế hữu cơ\tUBND huyện Văn Yên\tQuý III/2024
"""


def run(data: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith(("TELEGRAM", "KEHOACH"))
    }
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments, "--data", str(data)],
        capture_output=True,
        text=True,
        input=stdin,
        env=environment,
        cwd=Path(__file__).parent.parent,
        timeout=120,
        check=False,
    )


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_ask_prints_one_answer_object(data: Path) -> None:
    """All fields of the contract are there."""
    answer = lines(run(data, "ask", "Ai chủ trì giải ngân vốn đầu tư công?", "--json"))[0]
    assert set(answer) == {
        "status", "text", "citations", "items", "total", "options", "interpreted", "corpus_version",
    }  # fmt: skip
    assert answer["status"] == "answered"
    assert set(answer["citations"][0]) == {"id", "label", "quote"}


def test_batch_answers_in_order_with_times(data: Path) -> None:
    """`turns` is one conversation; its last answer is printed."""
    questions = [
        {"id": "a", "question": "Ai ký công văn 1510?"},
        {"id": "b", "turns": ["ai ký kế hoạch 54", "còn công văn 1510?"]},
    ]
    got = lines(run(data, "batch", "-", stdin="\n".join(json.dumps(q) for q in questions)))
    assert [g["id"] for g in got] == ["a", "b"]
    assert all(g["answer"]["citations"][0]["id"] == "1510/UBND-TH" and g["ms"] > 0 for g in got)


def test_the_listings_have_the_promised_fields(data: Path) -> None:
    """docs, sections and tasks, one JSON object a line."""
    documents = lines(run(data, "docs", "--json"))
    assert {d["id"] for d in documents} == {
        "54/KH-UBND", "165-KH/TU", "1510/UBND-TH", "220/KH-UBND", "268/KH-UBND",
    }  # fmt: skip
    assert {"id", "kind", "number", "date", "issuer", "place", "title", "signer", "year", "sections", "tasks",
            "source_file"} <= set(documents[0])  # fmt: skip
    section = lines(run(data, "sections", "--json", "--doc", "54/KH-UBND"))[0]
    assert {"id", "doc", "title", "text", "lines"} <= set(section)
    task = lines(run(data, "tasks", "--json", "--doc", "268/KH-UBND"))[0]
    assert {"doc", "id", "group", "group_title", "number", "printed_number", "task", "goal", "goal_inherited",
            "product", "lead_text", "lead", "coop_text", "coop", "start", "due", "repaired", "uncertain", "lines",
            "agencies", "due_on"} <= set(task)  # fmt: skip
    assert task["due_on"] == {"from": "2024-12-01", "to": "2024-12-31", "kind": "period"}
    assert task["agencies"]["lead"] == ["Sở Tư pháp"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("frobnicate",),
        ("ask",),
        ("batch", "no-such-file.jsonl"),
        ("tasks", "--doc", "999/KH-UBND"),
        ("check", "no-such-file.txt"),
        ("eval", "pyproject.toml"),
        ("bot",),
        ("rollback",),
    ],
    ids=" ".join,
)
def test_wrong_input_is_one_vietnamese_line_and_status_2(data: Path, arguments: tuple[str, ...]) -> None:
    """Never a traceback; what is wrong and what to do."""
    done = run(data, *arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_the_conversation_in_the_terminal(data: Path) -> None:
    """Question, follow-up, and a way out."""
    done = run(data, "chat", stdin="Ai chủ trì quy hoạch Khu công nghiệp Tam Đa?\nbao giờ xong?\nthoát\n")
    assert done.returncode == 0
    assert "Ban Quản lý các Khu công nghiệp" in done.stdout
    assert "Quý IV/2024" in done.stdout


def test_a_plan_is_added_asked_and_taken_back(tmp_path: Path) -> None:
    """check → add → ask → the same again changes nothing → rollback."""
    data = tmp_path / "data"
    file = tmp_path / "12-KH-UBND.txt"
    file.write_text(PLAN, encoding="utf-8")
    assert "12/KH-UBND" in run(data, "check", str(file)).stdout
    assert "Chưa thay đổi gì" in run(data, "add", str(file), stdin="không\n").stdout
    assert run(data, "add", str(file), "--yes").returncode == 0
    assert "15/12/2024" in run(data, "ask", "Kế hoạch 12 quy định báo cáo khi nào?").stdout
    assert "Không có gì thay đổi" in run(data, "add", str(file), "--yes").stdout
    file.write_text(PLAN.replace("15/12/2024", "20/12/2024"), encoding="utf-8")
    assert run(data, "add", str(file), "--yes").returncode == 0
    assert "20/12/2024" in run(data, "ask", "Kế hoạch 12 quy định báo cáo khi nào?").stdout
    assert run(data, "rollback").returncode == 0
    assert "15/12/2024" in run(data, "ask", "Kế hoạch 12 quy định báo cáo khi nào?").stdout
    assert run(data, "rollback").returncode == 0
    assert len(lines(run(data, "docs", "--json"))) == len(list(PLANS_WITH_THE_PROJECT.glob("*.txt")))


def test_a_broken_file_changes_nothing(data: Path, tmp_path: Path) -> None:
    """One bad file among good ones: nothing is loaded."""
    good, bad = tmp_path / "good.txt", tmp_path / "bad.txt"
    good.write_text(PLAN, encoding="utf-8")
    bad.write_bytes(b"")
    before = run(data, "docs", "--json").stdout
    done = run(data, "add", str(good), str(bad), "--yes")
    assert done.returncode == 2
    assert "bad.txt" in done.stderr
    assert run(data, "docs", "--json").stdout == before
