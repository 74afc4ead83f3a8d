"""Plans and questions the rules were not written for: other provinces, other columns, letters without a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.service import Service, load, open_library
from corpus.library import PLANS_WITH_THE_PROJECT
from index.conversation import Conversation, ask
from index.engine import save_index
from index.evaluate import evaluate, read_questions
from index.judging import Verdict
from index.model import Answer

DATA = Path(__file__).parent / "data"
QUESTIONS = DATA / "provinces" / "questions.jsonl"
PAIRS = (Path(__file__).parent / "questions" / "pairs.jsonl", DATA / "provinces" / "pairs.jsonl")
PLANS = [
    *sorted(
        file for file in (DATA / "provinces").iterdir() if file.stem != "README" and file.suffix != ".jsonl"
    ),
    *sorted(file for file in (DATA / "samples").iterdir() if file.suffix in (".md", ".html")),
]


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory) -> Service:
    """A service over the five plans and those of other provinces."""
    library = open_library(tmp_path_factory.mktemp("provinces"))
    with library.staging([*sorted(PLANS_WITH_THE_PROJECT.glob("*.txt")), *PLANS], save_index) as version:
        return load(library, version)


def _verdicts(service: Service, *files: Path, strip_accents: bool = False) -> list[Verdict]:
    def asker(turns: Sequence[str], today: dt.date | None) -> Answer:
        conversation = Conversation()
        return [ask(service.engine, turn, conversation, today) for turn in turns][-1]

    questions = [question for file in files or (QUESTIONS,) for question in read_questions(file)]
    return evaluate(questions, asker, service.engine.tasks, strip_accents=strip_accents)


@pytest.mark.parametrize(("strip_accents", "least"), [(False, 0.9), (True, 0.88)])
def test_plans_of_other_provinces_are_answered(
    provinces: Service, *, strip_accents: bool, least: float
) -> None:
    """Nothing is fitted to the five plans: most questions about others are answered, few wrongly."""
    verdicts = _verdicts(provinces, strip_accents=strip_accents)
    wrong = [(verdict.id, verdict.why) for verdict in verdicts if not verdict.right]
    assert 1 - len(wrong) / len(verdicts) >= least, wrong
    assert sum(verdict.wrongly_sure for verdict in verdicts) / len(verdicts) <= 0.04, wrong


@pytest.mark.parametrize(("strip_accents", "least"), [(False, 0.85), (True, 0.82)])
def test_one_word_tells_near_misses_from_questions(
    provinces: Service, *, strip_accents: bool, least: float
) -> None:
    """Of two questions that differ in one word, the one whose thing no plan names is refused, the other is not."""
    verdicts = _verdicts(provinces, *PAIRS, strip_accents=strip_accents)
    wrong = [(verdict.id, verdict.why) for verdict in verdicts if not verdict.right]
    assert 1 - len(wrong) / len(verdicts) >= least, wrong
    assert sum(verdict.falsely_refused for verdict in verdicts) / len(verdicts) <= 0.03, wrong
