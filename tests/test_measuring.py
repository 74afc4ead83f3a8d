"""The measure itself: a right answer counts, a wrong one does not; parts can be taken away; texts beside the plans."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from bot.service import Service
from bot.terminal.scoring import asker_of
from corpus.errors import BadInput
from index.ablation import ablate, render_ablation
from index.distractors import DOCUMENT, with_distractors
from index.evaluate import evaluate, percentile, table
from index.judging import judge
from index.model import Answer, Citation, Status
from index.names import find_proper_names

ROW, SECTION = "54/KH-UBND#II.16", "54/KH-UBND@II.2.2.1"
OTHER = f"{DOCUMENT}@7"


def answered(*places: str, text: str = "Sở Nội vụ", items: tuple[str, ...] = ()) -> Answer:
    citations = tuple(Citation(id=place, label=place, quote="…") for place in places)
    return Answer(status=Status.ANSWERED, text=text, citations=citations, items=items)


NOT_FOUND = Answer(status=Status.NOT_FOUND, text="Không có, gần nhất là 54/KH-UBND")
AMBIGUOUS = Answer(status=Status.AMBIGUOUS, text="Chọn:", options=("a", "b"))


@pytest.mark.parametrize(
    ("question", "answer", "right"),
    [
        ({"gold": [ROW], "must": [["Sở Nội vụ"]]}, answered(ROW), True),
        ({"gold": [ROW], "must": [["Sở Y tế", "nội vụ"]]}, answered(ROW), True),
        ({"gold": [ROW], "must": [["Sở Y tế"]]}, answered(ROW), False),
        ({"gold": [ROW]}, answered(SECTION, ROW), False),
        ({"gold": [ROW]}, NOT_FOUND, False),
        ({"gold": [ROW], "must_not": ["chưa làm"]}, answered(ROW, text="Sở chưa làm"), False),
        ({"gold": []}, NOT_FOUND, True),
        ({"gold": []}, answered(ROW), False),
        ({"gold": [], "must": [["54/KH"]]}, NOT_FOUND, True),
        ({"gold": [], "must": [["55/KH"]]}, NOT_FOUND, False),
        ({"items": [ROW]}, answered(ROW, items=(ROW,)), True),
        ({"items": [ROW]}, answered(ROW, items=(ROW, SECTION)), False),
        ({"type": "count", "items": [ROW]}, answered(ROW, items=(ROW,), text="1 nhiệm vụ"), True),
        ({"type": "count", "items": [ROW]}, answered(ROW, items=(ROW,), text="các nhiệm vụ"), False),
        ({"status": "ambiguous"}, AMBIGUOUS, True),
        ({"status": "ambiguous"}, answered(ROW), False),
        ({"gold": [ROW]}, answered(ROW, OTHER), False),
    ],
)
def test_an_answer_is_judged_by_what_its_question_wants(
    question: dict[str, Any], answer: Answer, right: bool
) -> None:
    """The first citation, every word asked for, the whole set; nothing cited that only disturbs."""
    assert judge(question, answer, (), distractors=(DOCUMENT,)).right is right


def test_the_table_counts_by_type_and_variant() -> None:
    """Right, rightly cited, falsely refused, wrongly sure, and times, in every line."""
    verdicts = [
        judge({"type": "lead", "variant": "plain", "gold": [ROW]}, answered(ROW), (), 1.0),
        judge({"type": "lead", "variant": "typo", "gold": [ROW]}, NOT_FOUND, (), 3.0),
        judge({"type": "due", "variant": "typo", "gold": [ROW]}, answered(SECTION), (), 2.0),
    ]
    lines = {line.split()[0]: line.split()[1:] for line in table(verdicts).splitlines() if line.strip()}
    assert lines["lead"] == ["2", "1", "50.0", "1", "1", "0", "3.00", "3.00"]
    assert lines["all"] == ["3", "1", "33.3", "1", "1", "1", "2.00", "3.00"]
    assert percentile([], 50) == 0.0


def test_texts_beside_the_plans_do_not_disturb(service: Service, tmp_path: Path) -> None:
    """A law about the same matter is searched with the plans, and the plan still answers."""
    laws = tmp_path / "laws.jsonl"
    texts = [
        {
            "id": "7",
            "title": "Luật Đầu tư công, Điều 1",
            "text": "Luật này quy định về giải ngân vốn đầu tư công.",
        },
        {
            "id": "8",
            "title": "Luật Cà phê, Điều 2",
            "text": "Cơ quan chuyên môn quản lý cây cà phê, hồ tiêu.",
        },
    ]
    laws.write_text("\n".join(json.dumps(text, ensure_ascii=False) for text in texts), encoding="utf-8")
    engine = with_distractors(service.engine.plans, laws, tmp_path)
    asker = asker_of(engine)
    assert f"{DOCUMENT}@8" in engine.by_id
    assert asker(["Ai chủ trì giải ngân vốn đầu tư công năm 2022?"], None).citations[0].id == ROW
    assert asker(["Luật Cà phê quy định gì về cây cà phê, hồ tiêu?"], None).citations[0].id == f"{DOCUMENT}@8"


def test_a_bad_file_of_distractors_is_told(service: Service, tmp_path: Path) -> None:
    """With the line that is wrong."""
    laws = tmp_path / "laws.jsonl"
    laws.write_text('{"id": "7"}', encoding="utf-8")
    with pytest.raises(BadInput, match="dòng 1"):
        with_distractors(service.engine.plans, laws, tmp_path)


def test_each_part_can_be_taken_away(service: Service) -> None:
    """Without the accents put back, nobody knows what "liet ke" asks for."""
    question = {"items": ["268/KH-UBND#53"], "question": "liet ke nhiem vu so y te chu tri o ke hoach 268"}
    runs = {
        name: [evaluate([question], asker_of(engine), engine.tasks)] * 2
        for name, engine in ablate(service.engine)
    }
    assert list(runs) == [
        "as it is",
        "no bigrams",
        "no words",
        "no folding",
        "no restoration",
        "no correction",
        "no structure",
    ]
    assert runs["as it is"][0][0].right
    assert not runs["no restoration"][0][0].right
    assert render_ablation(runs).count("\n") == len(runs) + 1


def test_a_name_mostly_stands_in_capitals() -> None:
    """ "Danh Mục" printed once with capitals is no name; "Tam Đa" is one, and words of the language are none."""
    texts = [
        "Lập quy hoạch Khu công nghiệp Tam Đa theo Danh Mục kèm theo.",
        "Các danh mục khác; danh mục dự án; khu Tam Đa mở rộng theo Luật Quy hoạch năm 2017.",
    ]
    assert find_proper_names(texts, frozenset({"quy hoạch"})) == {"tam đa"}


def test_a_word_tells_no_more_for_standing_nowhere_in_a_large_corpus(service: Service) -> None:
    """What stands nowhere weighs as much beside a thousand plans as beside five, and never endlessly much."""
    engine = service.engine
    many = dataclasses.replace(engine, passages=engine.passages * 50)
    assert abs(engine.rarity("xyzt") - many.rarity("xyzt")) < 0.1
    assert many.rarity("xyzt") > many.rarity("công") > 0.0
