"""What plans do to other plans: read from their words, kept, and told with every answer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from corpus.identity import distinguish
from corpus.model import Amendment, Document, SourceLine
from corpus.parse import parse_plan
from corpus.store import read_plans, write_plans
from corpus.vietnamese import squeeze
from index.conversation import Conversation, ask
from index.engine import Engine, load_engine, save_index
from index.model import Answer, Status
from index.validity import find_changes, later
from tests.reading import PLANS, plan, read

CODES = {"KẾ HOẠCH": "KH", "QUYẾT ĐỊNH": "QĐ", "CHỈ THỊ": "CT", "NGHỊ QUYẾT": "NQ"}


def amendments(title: str, body: str, kind: str = "KẾ HOẠCH") -> tuple[Amendment, ...]:
    """What a document of this title and body changes."""
    text = (
        f"ỦY BAN NHÂN DÂN\nTỈNH TUYÊN QUANG\nSố: 99/{CODES[kind]}-UBND\n"
        f"Tuyên Quang, ngày 05 tháng 3 năm 2024\n\n{kind}\n{title}\n\nCăn cứ Luật Đất đai;\n\n{body}\n"
    )
    lines = [SourceLine(n, line) for n, line in enumerate(text.split("\n"), start=1)]
    return parse_plan(lines, "a.txt", "").document.amends


def brief(found: tuple[Amendment, ...]) -> str:
    """Kind, number and date of each; "~" before those that change only parts."""
    return "; ".join(f"{'~' * a.partial}{a.kind} {a.number} {a.date or ''}".strip() for a in found)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Sửa đổi, bổ sung Kế hoạch số 54/KH-UBND ngày 12/4/2022", "~amend 54/KH-UBND 2022-04-12"),
        ("Điều chỉnh một số nội dung Kế hoạch số 54/KH-UBND", "~amend 54/KH-UBND"),
        ("Đính chính Kế hoạch số 54/KH-UBND ngày 12/4/2022", "~correct 54/KH-UBND 2022-04-12"),
        ("Hủy bỏ Kế hoạch số 54/KH-UBND ngày 12/4/2022 của UBND tỉnh", "annul 54/KH-UBND 2022-04-12"),
        (
            "Về việc bãi bỏ Quyết định số 10/QĐ-UBND ngày 01/02/2020 và Quyết định số 12/QĐ-UBND ngày 03/4/2021",
            "annul 10/QĐ-UBND 2020-02-01; annul 12/QĐ-UBND 2021-04-03",
        ),
        ("Triển khai Luật sửa đổi, bổ sung một số điều của Luật Đất đai", ""),
        ("Thực hiện Quyết định số 5/QĐ-TTg sửa đổi Quyết định số 4/QĐ-TTg", ""),
        ("Bổ sung vốn đầu tư công theo Nghị quyết số 5/NQ-HĐND", ""),
    ],
)
def test_a_title_says_what_is_changed(title: str, expected: str) -> None:
    """Where the verb begins it and names a document; a document it only carries out is not changed."""
    assert brief(amendments(title, "I. MỤC TIÊU\n1. Một.")) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Kế hoạch này có hiệu lực từ ngày ký và thay thế Kế hoạch số 54/KH-UBND ngày 12 tháng 4 năm 2022 về "
            "thực hiện Nghị quyết số 12-NQ/TU ngày 01/01/2021.",
            "replace 54/KH-UBND 2022-04-12",
        ),
        (
            "Kế hoạch này thay thế các Kế hoạch: số 54/KH-UBND ngày 12/4/2022, số 60/KH-UBND ngày 01/5/2022.",
            "replace 54/KH-UBND 2022-04-12; replace 60/KH-UBND 2022-05-01",
        ),
        ("Thay thế Kế hoạch số 54/KH-UBND bằng Kế hoạch này.", "replace 54/KH-UBND"),
        ("Kế hoạch số 54/KH-UBND được thay thế bằng Kế hoạch này.", "replace 54/KH-UBND"),
        ("Kế hoạch số 54/KH-UBND hết hiệu lực kể từ ngày Kế hoạch này được ban hành.", "end 54/KH-UBND"),
        ("Kể từ ngày Kế hoạch này được ban hành, Kế hoạch số 54/KH-UBND hết hiệu lực.", "end 54/KH-UBND"),
        ("Kế hoạch này bãi bỏ khoản 2 mục III Kế hoạch số 54/KH-UBND.", "~annul 54/KH-UBND"),
        (
            "Sửa đổi mục 2 Kế hoạch số 54/KH-UBND như sau:\n“2. Thay thế Kế hoạch số 7/KH-UBND.”",
            "~amend 54/KH-UBND",
        ),
        # tasks, reports and possibilities change nothing
        ("Tham mưu sửa đổi, bổ sung Quyết định số 5/QĐ-UBND ngày 01/02/2020.", ""),
        ("Bãi bỏ Quyết định số 5/QĐ-UBND ngày 01/02/2020 trong tháng 6.", ""),
        ("Ban hành Quyết định thay thế Quyết định số 5/QĐ-UBND ngày 01/02/2020.", ""),
        ("Trong quá trình thực hiện Kế hoạch này, nếu cần sửa đổi Quyết định số 5/QĐ-UBND thì báo cáo.", ""),
        ("Kế hoạch số 54/KH-UBND hết hiệu lực từ năm 2025, cần xây dựng kế hoạch mới.", ""),
        ("Kế hoạch này thay thế cách làm cũ theo Quyết định số 5/QĐ-UBND.", ""),
        ("Kế hoạch này thay thế Kế hoạch số 99/KH-UBND.", ""),  # its own number: a slip of the pen
    ],
)
def test_a_plan_changes_what_it_says_it_changes_itself(sentence: str, expected: str) -> None:
    """ "Kế hoạch này thay thế …": not a task to change something, not the words quoted from another plan."""
    assert brief(amendments("Cải cách hành chính", f"I. TỔ CHỨC\n1. {sentence}")) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Điều 1. Bãi bỏ Quyết định số 8/2018/QĐ-UBND ngày 01/02/2018.", "annul 8/2018/QĐ-UBND 2018-02-01"),
        (
            "Điều 1. Sửa đổi khoản 2 Điều 3 Quyết định số 5/2020/QĐ-UBND như sau:\n“2. Bãi bỏ Quyết định số 7/QĐ-UBND.”",
            "~amend 5/2020/QĐ-UBND",
        ),
        (
            "Điều 1. Hiệu lực\n1. Bãi bỏ các Quyết định:\na) Quyết định số 8/2018/QĐ-UBND;\nb) Quyết định số "
            "9/2019/QĐ-UBND.\n2. Quyết định số 10/QĐ-UBND còn áp dụng.",
            "annul 8/2018/QĐ-UBND; annul 9/2019/QĐ-UBND",
        ),
        (
            "Điều 1. Quyết định này thay thế:\n- Quyết định số 8/QĐ-UBND;\n- Quyết định số 9/QĐ-UBND.",
            "replace 8/QĐ-UBND; replace 9/QĐ-UBND",
        ),
    ],
)
def test_an_article_of_a_decision_orders(body: str, expected: str) -> None:
    """There the bare verb is the act, and a list below it goes on with it."""
    assert brief(amendments("Về việc phân cấp", body, "QUYẾT ĐỊNH")) == expected


@pytest.mark.parametrize("name", sorted(path.stem for path in PLANS.glob("*.txt")))
def test_the_five_plans_change_nothing(name: str) -> None:
    """They assign tasks to amend, and cite documents that amend others."""
    assert plan(name).document.amends == ()


def test_amendments_are_kept(tmp_path: Path) -> None:
    """Written to SQLite and read back, the same."""
    plans = [plan("amending_plan"), plan("decision_points")]
    write_plans(tmp_path / "corpus.db", plans)
    assert [p.document for p in read_plans(tmp_path / "corpus.db")] == [p.document for p in plans]
    assert brief(plans[0].document.amends) == "~amend 268/KH-UBND 2023-12-23; replace 54/KH-UBND 2022-04-12"


def document(number: str, date: str, *amends: str, province: str = "Tuyên Quang") -> Document:
    """A document; `amends`: "replace 54/KH-UBND 2022-04-12"."""
    made = []
    for amendment in amends:
        kind, other, *day = amendment.split()
        made.append(
            Amendment.model_validate(
                {
                    "kind": kind,
                    "number": other,
                    "date": next(iter(day), None),
                    "words": amendment,
                    "lines": (1, 1),
                }
            )
        )
    return Document(
        id=f"{number}:{date}",
        kind="Kế hoạch",
        number=number,
        date=dt.date.fromisoformat(date),
        province=province,
        amends=tuple(made),
    )


@pytest.mark.parametrize(
    ("amends", "province", "expected"),
    [
        ("replace 54/KH-UBND 2022-04-12", "Tuyên Quang", ["54/KH-UBND:2022-04-12"]),
        ("replace 54/KH-UBND 2021-01-05", "Tuyên Quang", ["54/KH-UBND:2021-01-05"]),
        ("replace 54/KH-UBND 2020-06-06", "Tuyên Quang", []),  # another year's, not loaded
        ("replace 54/KH-UBND", "Tuyên Quang", ["54/KH-UBND:2022-04-12"]),  # no date: the latest before it
        ("replace 54/KH-UBND 2022-04-12", "Hà Giang", []),  # numbers are each issuer's own
        ("replace 54/KH-UBND 2025-03-03", "Tuyên Quang", []),  # issued later than the one that changes it
    ],
)
def test_a_change_means_the_document_of_its_number_date_and_province(
    amends: str, province: str, expected: list[str]
) -> None:
    """Numbers start again every year and with every issuer."""
    loaded = [document("54/KH-UBND", day) for day in ("2021-01-05", "2022-04-12", "2025-03-03")]
    changes = find_changes([*loaded, document("12/KH-UBND", "2024-03-05", amends, province=province)])
    assert list(changes) == expected


def test_of_a_chain_the_one_in_force_is_named() -> None:
    """Replaced by a plan that was replaced itself; a circle of slips ends."""
    first, second, third = (
        document("1/KH-UBND", "2021-01-01"),
        document("2/KH-UBND", "2022-01-01", "replace 1/KH-UBND"),
        document("3/KH-UBND", "2022-01-01", "replace 2/KH-UBND"),
    )
    changes = find_changes([first, second, third])
    assert [change.by.number for change in later(changes, first.id)] == ["2/KH-UBND", "3/KH-UBND"]
    circle = [document("2/KH-UBND", "2022-01-01", "replace 3/KH-UBND"), third]
    assert len(later(find_changes(circle), third.id)) == 2


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """The five plans, and one that amends 268/KH-UBND and replaces 54/KH-UBND."""
    directory = tmp_path_factory.mktemp("amended")
    plans = distinguish([*(read(path) for path in sorted(PLANS.glob("*.txt"))), plan("amending_plan")])
    save_index(directory, plans)
    return load_engine(directory, plans)


def asked(engine: Engine, *turns: str) -> Answer:
    """The answer to the last of the turns; its quotes stand in their places."""
    conversation = Conversation()
    answer = [ask(engine, turn, conversation) for turn in turns][-1]
    for citation in answer.citations:
        passage = engine.by_id[citation.id]
        printed = f"{passage.own}\n{passage.document.header}" if passage.section is None else passage.own
        assert squeeze(citation.quote) in squeeze(printed)
    return answer


REPLACED = "Kế hoạch số 54/KH-UBND đã được thay thế bằng Kế hoạch số 12/KH-UBND ngày 05/3/2024."
AMENDED = "Kế hoạch số 268/KH-UBND đã được sửa đổi, bổ sung bởi Kế hoạch số 12/KH-UBND ngày 05/3/2024."


@pytest.mark.parametrize(
    ("question", "first", "note", "by"),
    [
        ("Ai ký kế hoạch 54?", "54/KH-UBND", REPLACED, "12/KH-UBND@III.2"),
        ("Mục II.2.1.3 kế hoạch 54 nói gì?", "54/KH-UBND@II.2.1.3", REPLACED, "12/KH-UBND@III.2"),
        ("Dòng 43 kế hoạch 268 do ai chủ trì?", "268/KH-UBND#43", AMENDED, "12/KH-UBND"),
    ],
)
def test_an_answer_from_a_changed_plan_says_so(
    engine: Engine, question: str, first: str, note: str, by: str
) -> None:
    """Its own citation stays first; the words that change the plan are cited behind it."""
    answer = asked(engine, question)
    assert answer.citations[0].id == first
    assert f"Lưu ý: {note}" in answer.text.splitlines()
    assert answer.citations[-1].id == by


def test_an_answer_from_a_plan_in_force_says_nothing_of_it(engine: Engine) -> None:
    """Only what rests on a changed plan is doubtful."""
    assert "Lưu ý" not in asked(engine, "Ai ký kế hoạch 165?").text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Ai chủ trì tháo gỡ khó khăn, đẩy nhanh tiến độ giải ngân vốn đầu tư công?", "12/KH-UBND@II.1.a"),
        ("Trung tâm Xúc tiến đầu tư làm gì?", "12/KH-UBND@II.2"),
    ],
)
def test_where_both_speak_the_plan_in_force_comes_first(engine: Engine, question: str, first: str) -> None:
    """Though a row of the replaced plan's table says it as well."""
    assert asked(engine, question).citations[0].id == first


@pytest.mark.parametrize(
    ("turns", "first", "says"),
    [
        (["Kế hoạch 54 còn hiệu lực không?"], "12/KH-UBND@III.2", f"Không còn hiệu lực: {REPLACED}"),
        (
            ["Kế hoạch 54 của UBND tỉnh còn hiệu lực không?"],
            "12/KH-UBND@III.2",
            f"Không còn hiệu lực: {REPLACED}",
        ),
        (["Kế hoạch 54 của tỉnh Tuyên Quang đã bị thay thế chưa?"], "12/KH-UBND@III.2", REPLACED),
        (["ke hoach 54 con hieu luc ko"], "12/KH-UBND@III.2", f"Không còn hiệu lực: {REPLACED}"),
        (["Kế hoạch nào thay thế kế hoạch 54?"], "12/KH-UBND@III.2", REPLACED),
        (["Kế hoạch 54 đã bị thay thế chưa?"], "12/KH-UBND@III.2", REPLACED),
        (["Ai ký kế hoạch 54?", "Kế hoạch này đã bị thay thế chưa?"], "12/KH-UBND@III.2", REPLACED),
        (["Kế hoạch 268 còn hiệu lực không?"], "12/KH-UBND", AMENDED),
        (["Kế hoạch 12 sửa đổi văn bản nào?"], "12/KH-UBND", "268/KH-UBND ngày 23/12/2023"),
        (["Kế hoạch 12 thay thế kế hoạch nào?"], "12/KH-UBND@III.2", "54/KH-UBND ngày 12/4/2022"),
    ],
)
def test_questions_of_validity_are_answered_where_the_plans_say(
    engine: Engine, turns: list[str], first: str, says: str
) -> None:
    """With the words that say so."""
    answer = asked(engine, *turns)
    assert answer.status is Status.ANSWERED
    assert answer.citations[0].id == first
    assert says in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 165 còn hiệu lực không?",
        "Kế hoạch nào thay thế kế hoạch 220?",
        "Kế hoạch 165 thay thế kế hoạch nào?",
        "Nghị quyết 05/2019/NQ-HĐND đã hết hiệu lực chưa?",
    ],
)
def test_where_the_plans_do_not_say_the_answer_says_that(engine: Engine, question: str) -> None:
    """Neither "còn" nor "hết": the loaded plans alone do not know."""
    answer = asked(engine, question)
    assert answer.status is Status.NOT_FOUND
    assert "không ghi việc sửa đổi, thay thế hay bãi bỏ" in answer.text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Ai tham mưu sửa đổi, bổ sung Quy định tạm thời số 27-QĐ/TU?", "165-KH/TU@II.14"),
        ("Ai tham mưu sửa đổi, bổ sung Quyết định số 10/2018/QĐ-UBND?", "12/KH-UBND@II.1.b"),
    ],
)
def test_a_task_to_amend_is_a_task(engine: Engine, question: str, first: str) -> None:
    """Who must prepare an amendment is asked like any other task."""
    assert asked(engine, question).citations[0].id == first
