"""What an answer promises: its quotes stand in the plans, its first citation justifies it, it refuses honestly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.service import Service
from corpus.vietnamese import squeeze
from index.answering.citing import cells_of
from index.conversation import Conversation, ask
from index.evaluate import evaluate, read_questions, turns_of
from index.judging import Verdict
from index.model import Answer, Citation, Status

FILES = sorted((Path(__file__).parent / "questions").glob("*.jsonl"))


def asked(service: Service, *turns: str) -> Answer:
    conversation = Conversation()
    answers = [service.ask(turn, conversation) for turn in turns]
    return answers[-1]


def source(service: Service, place: str) -> str:
    """Every word a quote of this place may be taken from."""
    engine = service.engine
    if place in engine.sections:
        return engine.sections[place].text
    if place in engine.documents:
        return f"{engine.documents[place].header}\n{engine.documents[place].signature}"
    return cells_of(next(task for task in engine.tasks if task.id == place))


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_quote_stands_word_for_word_in_its_place(service: Service, file: Path) -> None:
    """A quote that its section, row or document does not print would be invented."""
    for question in read_questions(file):
        for citation in asked(service, *turns_of(question)).citations:
            assert squeeze(citation.quote) in squeeze(source(service, citation.id)), (question, citation)


def _verdicts(service: Service, file: Path, *, strip_accents: bool = False) -> list[Verdict]:
    def asker(turns: Sequence[str], today: dt.date | None) -> Answer:
        conversation = Conversation()
        answers = [ask(service.engine, turn, conversation, today) for turn in turns]
        return answers[-1]

    return evaluate(read_questions(file), asker, service.engine.tasks, strip_accents=strip_accents)


def _share(verdicts: Sequence[Verdict]) -> float:
    return sum(verdict.right for verdict in verdicts) / len(verdicts)


def test_the_plain_questions_are_answered(service: Service) -> None:
    """The figures of the README are floors: a change that loses answers is seen here first."""
    verdicts = _verdicts(service, FILES[0].parent / "dev.jsonl")
    assert _share(verdicts) >= 0.97
    assert _share([v for v in verdicts if v.variant == "plain"]) >= 0.97
    assert _share([v for v in verdicts if v.type == "unanswerable"]) >= 0.95
    assert sum(v.wrongly_sure for v in verdicts) / len(verdicts) <= 0.02


def test_questions_without_accents_are_answered(service: Service) -> None:
    """The same questions typed on a phone."""
    assert _share(_verdicts(service, FILES[0].parent / "dev.jsonl", strip_accents=True)) >= 0.95


@pytest.mark.parametrize("strip_accents", [False, True])
def test_the_kinds_of_questions_are_answered(service: Service, strip_accents: bool) -> None:
    """Times against today, both roles, groups, comparisons, yes and no, pointing back, small talk, look-alikes."""
    verdicts = _verdicts(service, FILES[0].parent / "asked.jsonl", strip_accents=strip_accents)
    assert _share(verdicts) >= 0.95, [verdict.id for verdict in verdicts if not verdict.right]


@pytest.mark.parametrize("file", [file for file in FILES if file.stem != "dev"], ids=lambda path: path.stem)
def test_the_projects_own_questions_are_answered(service: Service, file: Path) -> None:
    """Harder ones, of every type and variant; many are colloquial."""
    assert _share(_verdicts(service, file)) >= 0.88


@pytest.mark.parametrize(
    ("question", "place", "words"),
    [
        ("Ai chủ trì giải ngân vốn đầu tư công năm 2022?", "54/KH-UBND#II.16", "Sở Kế hoạch và Đầu tư"),
        ("mục II.14 kế hoạch 165 nói gì", "165-KH/TU@II.14", "văn kiện"),
        ("dòng 8 kế hoạch 268 hạn khi nào", "268/KH-UBND#8", "31/01/2024"),
        # numbers that run on through the groups, cited as the bot itself does
        ("kế hoạch 268, phụ lục, nhóm I, dòng 8 hạn khi nào", "268/KH-UBND#8", "31/01/2024"),
        ("Ai ký công văn 1510?", "1510/UBND-TH", "Trịnh Việt Hùng"),
        (
            "Sở Y tế có chủ trì Đề án nâng cao năng lực ngành y tế giai đoạn 2021-2025 không?",
            "54/KH-UBND#VII.2",
            "Đúng",
        ),
    ],
)
def test_the_first_citation_justifies_the_answer(
    service: Service, question: str, place: str, words: str
) -> None:
    """The first line is the fact, the first citation its place."""
    answer = asked(service, question)
    assert answer.status is Status.ANSWERED
    assert answer.citations[0].id == place
    assert words in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Ai ký Kế hoạch 268/KH-UBND?",
        "Kế hoạch 999/KH-UBND giao Sở Nội vụ làm gì?",
        "Nhiệm vụ số 72 trong Kế hoạch 268/KH-UBND là gì?",
        "Mục II.20 của Kế hoạch 165-KH/TU quy định gì?",
        "Sở Y tế tỉnh Bắc Kạn phải làm gì theo công văn 1510?",
        "Kinh phí lễ hội Thành Tuyên năm 2022 là bao nhiêu tiền?",
        "mai trời có mưa không",
        "???",
        "",
        "😀😀😀",
        "DROP TABLE tasks; --",
        "a" * 5000,
        "What is the weather tomorrow?",
    ],
)
def test_what_the_plans_do_not_say_is_refused(service: Service, question: str) -> None:
    """No near miss is dressed as an answer; the refusal is one or a few polite lines."""
    answer = asked(service, question)
    assert answer.status is Status.NOT_FOUND
    assert answer.text
    assert not answer.citations


def test_prose_that_differs_from_the_table_is_said(service: Service) -> None:
    """54/KH-UBND row IX.2 names two agencies, section 9.1 one: both are told and cited."""
    answer = asked(
        service, "Ai chủ trì thanh tra trách nhiệm người đứng đầu cấp huyện về đất đai, khoáng sản?"
    )
    assert [citation.id for citation in answer.citations[:2]] == ["54/KH-UBND#IX.2", "54/KH-UBND@II.9.1"]
    assert "khác" in answer.text


def test_lists_are_complete_and_in_printed_order(service: Service) -> None:
    """Items are the set of the table, whatever the ranking says."""
    answer = asked(service, "Sở Nội vụ chủ trì bao nhiêu nhiệm vụ trong Kế hoạch 268?")
    wanted = [
        task.id for task in service.engine.tasks if task.doc == "268/KH-UBND" and "Sở Nội vụ" in task.lead
    ]
    assert list(answer.items) == wanted
    assert answer.total == len(wanted) == 16


def test_an_answer_needs_a_citation() -> None:
    """It cannot be constructed without one; a refusal cannot carry one."""
    citation = Citation(id="54/KH-UBND#II.16", label="…", quote="…")
    with pytest.raises(ValidationError):
        Answer(status=Status.ANSWERED, text="Sở Y tế")
    with pytest.raises(ValidationError):
        Answer(status=Status.NOT_FOUND, text="Không có", citations=(citation,))


@pytest.mark.parametrize(
    ("turns", "place", "words"),
    [
        (
            ["Ai chủ trì quy hoạch Khu công nghiệp Tam Đa?", "bao giờ xong?"],
            "220/KH-UBND#V.2.2",
            "Quý IV/2024",
        ),
        (["ai ký kế hoạch 54", "còn công văn 1510?"], "1510/UBND-TH", "Trịnh Việt Hùng"),
        (
            ["Sở Y tế phải làm gì theo KH 54?", "còn BHXH tỉnh thì sao?"],
            "54/KH-UBND@II.7.2",
            "Quỹ bảo hiểm y tế",
        ),
    ],
)
def test_half_questions_are_completed(service: Service, turns: list[str], place: str, words: str) -> None:
    """What a follow-up leaves out is taken from the turn before."""
    answer = asked(service, *turns)
    assert answer.citations[0].id == place
    assert words in answer.text


def test_conversations_do_not_mix(service: Service) -> None:
    """Another person's follow-up knows nothing of this one's question."""
    asked(service, "Ai chủ trì quy hoạch Khu công nghiệp Tam Đa?")
    assert asked(service, "bao giờ xong?").status is Status.NOT_FOUND


def test_a_conversation_is_forgotten_after_a_while(service: Service) -> None:
    """Half an hour later "bao giờ xong?" is no follow-up any more."""
    now = [0.0]
    conversation = Conversation(clock=lambda: now[0])
    service.ask("Ai chủ trì quy hoạch Khu công nghiệp Tam Đa?", conversation)
    now[0] = 3600.0
    assert service.ask("bao giờ xong?", conversation).status is Status.NOT_FOUND


def test_a_row_of_another_group(service: Service) -> None:
    """The number alone does not do where a group is named that does not hold it."""
    answer = asked(service, "kế hoạch 268 nhóm II dòng 8 hạn khi nào")
    assert answer.status is Status.NOT_FOUND
    assert answer.citations == ()


def test_a_conversation_branches(service: Service) -> None:
    """Who takes it up later goes on from there; the two know nothing of each other's further questions."""
    now = [0.0]
    conversation = Conversation(clock=lambda: now[0])
    service.ask("Ai chủ trì quy hoạch Khu công nghiệp Tam Đa?", conversation)
    kept = conversation.branch()
    now[0] = 3600.0
    assert service.ask("bao giờ xong?", conversation).status is Status.NOT_FOUND
    taken_up = kept.branch()
    assert service.ask("bao giờ xong?", taken_up).status is Status.ANSWERED
    assert Conversation().branch().last is None


def test_how_the_question_was_read_is_shown(service: Service) -> None:
    """Where accents were put back, the answer tells so."""
    assert (
        asked(service, "ai chu tri giai ngan von dau tu cong").interpreted
        == "ai chủ trì giải ngân vốn đầu tư công"
    )
    assert asked(service, "Ai chủ trì giải ngân vốn đầu tư công?").interpreted == ""


def test_a_clause_behind_a_semicolon_may_give_the_time(service: Service) -> None:
    """Công văn 1510, mục 9: "…; hoàn thành trong quý II năm 2022; …"."""
    answer = asked(service, "Công văn 1510: tiêm vắc-xin cho trẻ 5 đến dưới 12 tuổi xong lúc nào?")
    assert "quý II năm 2022" in answer.citations[0].quote


@pytest.mark.parametrize("question", ["QĐ 766/QĐ-TTg ngày nào?", "766/QĐ-TTg ngày bao nhiêu"])
def test_the_day_of_a_cited_document_is_no_deadline(service: Service, question: str) -> None:
    answer = asked(service, question)
    assert answer.citations[0].id == "268/KH-UBND#28"
    assert answer.text.splitlines()[0] == "766/QĐ-TTg: 23/6/2022"


def test_a_day_asked_after_a_signature_is_the_documents_own(service: Service) -> None:
    assert asked(service, "Ai ký kế hoạch 54?", "ngày nào?").text.startswith("Ngày ban hành: 12/4/2022")


@pytest.mark.parametrize(
    "question",
    [
        "Tỷ lệ hộ nghèo giảm còn bao nhiêu?",  # other places have a "tỷ lệ", of other things
        "Tỷ lệ đô thị hóa là bao nhiêu?",  # plan 54, II.3.1 has "tỷ lệ phần trăm (%)" and no number
        "nhiệm vụ nào bị bỏ sót?",
        "nhiệm vụ nào đã làm xong?",
        "Liệt kê các nhiệm vụ không phải do Sở Nội vụ chủ trì",
    ],
)
def test_what_is_not_understood_or_not_printed_is_not_answered(service: Service, question: str) -> None:
    answer = asked(service, question)
    assert answer.status is Status.NOT_FOUND
    assert not answer.items


def test_a_section_that_is_cut_says_so(service: Service) -> None:
    assert "(Trích:" in asked(service, "mục II.19 kế hoạch 165 nói gì?").text


def test_a_greatest_value_is_no_project(service: Service) -> None:
    """ "đa 30" behind "tối" is no "ĐA 30"."""
    assert "đề án" not in asked(service, "thời gian chờ tối đa 30 phút đúng không").interpreted


def test_a_condition_that_is_not_understood_is_not_dropped(service: Service) -> None:
    """A particle beside an agency is passed over; "bị bỏ sót" is a condition and gives no list without it."""
    every = asked(service, "Sở Nội vụ chủ trì những nhiệm vụ nào trong kế hoạch 220?")
    assert asked(service, "so noi vu thi ke hoach 220 bat chu tri nhung viec gi vay").items == every.items
    assert not asked(service, "Sở Nội vụ chủ trì nhiệm vụ nào bị bỏ sót trong kế hoạch 220?").items


def test_a_name_ends_with_its_cell(service: Service) -> None:
    """What stands in the next cell of a row is no part of an agency's name: "UBND huyện Sơn Dương Quý III"."""
    times = ("Quý", "Năm", "Tháng")
    assert "UBND huyện Sơn Dương" in service.engine.agencies
    assert not [name for name in service.engine.agencies if not set(times).isdisjoint(name.split())]
