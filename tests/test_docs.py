"""The pages keep up with the program: what they name exists, and what they show is what is said today."""

from __future__ import annotations

import argparse
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.plan_report import doubt_records
from bot.service import Service
from bot.settings import ELSEWHERE, VARIABLES
from bot.terminal import commands
from bot.terminal.arguments import build_parser
from bot.texts import general as texts
from corpus.doubts import DoubtKind, Sure
from corpus.history import Change, DocumentChange
from corpus.model import Place
from corpus.vietnamese import squeeze
from index.conversation import Conversation
from index.model import Answer

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.vi.md")
PAGES = sorted(
    page.relative_to(ROOT).as_posix()
    for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/*.md"))
)
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for room in ("corpus", "index", "bot")
    for path in (ROOT / room).rglob("*.py")
    if path.name != "__init__.py"
)
_FENCE = re.compile(r"^```(?P<kind>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
_CUT = "…"  # the last line of a sample that shows only the beginning of an answer


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def code_of(page: str) -> Iterator[str]:
    """Inline code, and the lines typed in consoles."""
    text = text_of(page)
    for fence in _FENCE.finditer(text):
        if fence["kind"] in ("console", "sh"):
            yield from (line.removeprefix("$ ") for line in fence["body"].splitlines())
    yield from _CODE.findall(_FENCE.sub("", text))


# ── commands and settings ──────────────────────────────────────────────────────────────────────────────────


def grammar() -> dict[str, set[str]]:
    """Command → its options; "" → the program's own."""
    parser = build_parser()
    action = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    options = {name: set(command._option_string_actions) for name, command in action.choices.items()}
    return {"": set(parser._option_string_actions)} | options


def named_command_lines(page: str) -> Iterator[list[str]]:
    """The words behind "kehoach" in a page's code: ["add", "FILE...", "--yes"]."""
    for code in code_of(page):
        if re.match(r"(\S*/)?kehoach(?: |$)", code):
            yield shlex.split(code)[1:]


@pytest.mark.parametrize("page", [*READMES, "ARCHITECTURE.md", "deploy/README.md"])
def test_every_command_and_option_named_exists(page: str) -> None:
    """A page never shows a command line that the parser would refuse."""
    known = grammar()
    for words in named_command_lines(page):
        command = next((word for word in words if re.fullmatch(r"[a-z]+", word)), "")
        assert command in known, words
        assert {word for word in words if word.startswith("-") and word != "-"} <= known[command], words
    options = {code.split()[0] for code in code_of(page) if code.startswith("--")}
    assert options <= set().union(*known.values())


def test_every_command_and_option_is_in_the_readme() -> None:
    """The command line's promise is documented whole."""
    readme = text_of("README.md")
    for command, options in grammar().items():
        assert re.search(rf"`kehoach {command}\b", readme), command
        assert not [option for option in options - {"-h"} if option not in readme], command


def test_every_make_target_named_exists() -> None:
    """`make run` and its like stand in the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", text_of("Makefile"), re.MULTILINE))
    for page in (*READMES, "ARCHITECTURE.md"):
        named = {found for code in code_of(page) for found in re.findall(r"(?:^|\s)make ([a-z]+)", code)}
        assert named <= targets, page


SETTINGS = {variable: f"`{key}`" for variable, key in VARIABLES.items()} | dict.fromkeys(ELSEWHERE, "—")


@pytest.mark.parametrize("page", [*READMES, "deploy/README.md"])
def test_every_setting_is_in_the_tables(page: str) -> None:
    """Each with its variable, its key in the file and what it means; and no others."""
    rows = re.findall(r"^\| `([A-Z_]+)` \| (`\w+`|—) \| \S.* \|$", text_of(page), re.MULTILINE)
    assert len(rows) == len(SETTINGS)
    assert dict(rows) == SETTINGS


def test_every_variable_named_is_a_setting() -> None:
    """No page names one that the program does not read; the example file explains all that a server needs."""
    for page in (*PAGES, "deploy/bot.env.example"):
        assert set(re.findall(r"\b(?:KEHOACH|TELEGRAM)_[A-Z_]+\b", text_of(page))) <= set(SETTINGS), page
    example = re.findall(r"^# \S.*\n#?([A-Z_]+)=$", text_of("deploy/bot.env.example"), re.MULTILINE)
    assert set(SETTINGS) - set(example) == {"KEHOACH_DATA", "KEHOACH_TODAY"}  # the unit's own; for tests


def test_every_telegram_command_is_in_the_readmes() -> None:
    """What the bot takes is explained, and has its words in a menu."""
    code = "".join(text_of(module) for module in MODULES if module.startswith("bot/telegram/"))
    taken = set(re.findall(r'CommandHandler\(\s*"(\w+)"', code))
    assert taken
    assert taken <= set(texts.COMMANDS) | set(texts.PRIVATE_COMMANDS) | set(texts.ADMINISTRATORS_COMMANDS)
    for page in READMES:
        assert not [name for name in taken if f"`/{name}`" not in text_of(page)], page


def test_every_json_field_is_in_the_readme(service: Service) -> None:
    """What the commands print is documented, field by field."""
    plan = next(plan for plan in service.engine.plans if plan.sections and plan.tasks)
    records = (
        set(Answer.model_fields),
        set(commands.document_record(plan.document)),
        set(commands.section_record(plan.sections[0])),
        set(commands.task_record(plan.tasks[0])),
        set(doubt_records(plan)[0]),
        set(Place._fields),
        set(DoubtKind) | set(Sure),
        set(Change.model_fields) - {"back_to"},  # not printed
        set(DocumentChange.model_fields),
    )
    named = set(_CODE.findall(text_of("README.md")))
    assert sorted(set().union(*records) - named) == []


# ── what the program says ──────────────────────────────────────────────────────────────────────────────────


def samples(page: str) -> Iterator[tuple[str, str]]:
    """(question, what is shown below it) of every sample."""
    for fence in _FENCE.finditer(text_of(page)):
        first, _, shown = fence["body"].partition("\n")
        asked = re.fullmatch(r'\$ kehoach ask "(.+)"|Hỏi: (.+)', first)
        if asked:
            yield asked[1] or asked[2], shown.rstrip("\n")


@pytest.mark.parametrize("page", READMES)
def test_every_sample_is_answered_so_today(
    service: Service, page: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A question's answer in a README is what `kehoach ask` prints; "…" on the last line cuts it short."""
    found = list(samples(page))
    assert found
    for question, shown in found:
        commands.ask_once(service, question, as_json=False)
        said = "\n".join(line.rstrip() for line in capsys.readouterr().out.strip().splitlines())
        if shown.endswith(f"\n{_CUT}"):
            said = said[: len(shown) - len(_CUT)] + _CUT
        assert shown == said, question


@pytest.mark.parametrize("question", texts.EXAMPLES)
def test_the_examples_of_the_bot_are_answered(service: Service, question: str) -> None:
    """What the bot proposes to ask has an answer in the plans that come with it."""
    assert service.ask(question, Conversation()).citations


def test_every_message_explained_is_one_the_program_says() -> None:
    """The words in quotation marks on the left of README.vi.md's tables stand in the code."""
    said = squeeze(" ".join(text_of(module) for module in MODULES))
    said = re.sub(r'" f?"|"\) \+ \(?f?"', "", said)  # strings continued on the next line
    rows = re.findall(r"^\| ([^|]*“[^|]*) \|", text_of("README.vi.md"), re.MULTILINE)
    pieces = [
        piece.strip(" .")
        for row in rows
        for quote in re.findall(r"“([^”]+)”", row)
        for piece in quote.split(_CUT)
    ]
    assert pieces
    assert [piece for piece in pieces if piece not in said] == []


# ── the house ──────────────────────────────────────────────────────────────────────────────────────────────


def package_name(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0]


def test_every_dependency_has_its_line() -> None:
    """Why a package is here is written down, in one line of ARCHITECTURE.md; and no line outlives it."""
    project = tomllib.loads(text_of("pyproject.toml"))
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    section = text_of("ARCHITECTURE.md").partition("## Dependencies")[2].partition("\n## ")[0]
    described = re.findall(r"^\| `([\w-]+)` \| \S.+ \|$", section, re.MULTILINE)
    assert set(described) == {
        *map(package_name, wanted),
        *map(package_name, project["build-system"]["requires"]),
    }


def named_paths() -> Iterator[str]:
    """The paths in ARCHITECTURE.md; a bare file name below a folder's heading stands in that folder."""
    tops = {path.name for path in ROOT.iterdir()}
    folder = ""
    for line in _FENCE.sub("", text_of("ARCHITECTURE.md")).splitlines():
        if line.startswith("#"):
            heading = _CODE.search(line)
            folder = heading[1] if heading else ""
        for code in _CODE.findall(line):
            if code.partition("/")[0] in tops and " " not in code:
                yield code
            elif re.fullmatch(r"[\w./-]+(?:\.(?:py|toml|txt|md)|/)", code):
                yield code if "/" in code else folder + code


def test_every_path_of_the_architecture_exists() -> None:
    """The map shows no room that is not there."""
    paths = set(named_paths())
    assert paths
    assert [path for path in sorted(paths) if not (ROOT / path).exists()] == []


def test_every_module_is_on_the_map() -> None:
    """Every room's every module has its line in ARCHITECTURE.md."""
    assert sorted(set(MODULES) - set(named_paths())) == []


# ── links ──────────────────────────────────────────────────────────────────────────────────────────────────


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, made as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_internal_links_resolve(page: str) -> None:
    """Every link that is not to the web leads to a file, and to a heading where it names one."""
    text = _FENCE.sub("", text_of(page))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"\w+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), target
