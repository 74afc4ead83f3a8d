"""The house keeps its shape: imports go one way, every library has one home, no module grows without end."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {"corpus": (), "index": ("corpus",), "bot": ("index", "corpus")}
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))

HOMES: dict[str, str | tuple[str, ...]] = {
    "docx": "corpus/readers/office/word",
    "lxml": "corpus/readers/office/html.py",
    "openpyxl": ("corpus/readers/office/excel.py", "bot/export/sheet"),  # one reads, the others write
    "telegram": "bot/telegram/",
    "underthesea": "index/analyzer.py",
    "rank_bm25": "index/bm25.py",
    "sqlite_utils": "corpus/store.py",
    "cv2": "corpus/readers/pages/",
    "pdfminer": "corpus/readers/pages/pdf",
    "pdfplumber": "corpus/readers/pages/pdf",
    "PIL": "corpus/readers/pages/pictures.py",
    "tqdm": "bot/terminal/loading.py",
    "pydantic_settings": "bot/setting_sources.py",
    "icalendar": "bot/export/calendar.py",
}


def imported(path: Path) -> set[str]:
    """Top-level packages a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found.add(node.module.partition(".")[0])
    return found


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_one_way(path: Path) -> None:
    """bot → index → corpus, never back."""
    room = name(path).partition("/")[0]
    others = (set(ROOMS) | {"tests"}) - {room, *ROOMS[room]}
    assert not imported(path) & others


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_library_has_one_home(path: Path) -> None:
    """A library is imported in one place, so that its replacement is one change."""
    for library, home in HOMES.items():
        if library in imported(path):
            assert name(path).startswith(home)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_stay_small(path: Path) -> None:
    """A module of more than 300 lines is two rooms in one."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_rule_is_keyed_to_a_plan(path: Path) -> None:
    """Document numbers of the sample plans stand in comments and docstrings only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    documented |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented
    ]
    plans = ("165-KH/TU", "220/KH-UBND", "268/KH-UBND", "1510/UBND-TH")
    assert not [text for text in strings if any(plan in text for plan in plans)]


READ = ("bot/office.py", "bot/reading/agencies.py", "bot/telegram/due.py", "bot/telegram/keyboards.py")
"""Modules with Vietnamese words that are looked for in what people and plans write, not said."""


def said_in(path: Path) -> list[str]:
    """The strings of a module, without its docstrings, that hold letters only Vietnamese has."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes
        if any(letter.isalpha() and not letter.isascii() for letter in node.value)
    ]


@pytest.mark.parametrize("path", [path for path in MODULES if name(path).startswith("bot/")], ids=name)
def test_sentences_stand_in_one_room(path: Path) -> None:
    """Every Vietnamese sentence that the bot can say stands in bot/texts/."""
    if name(path).startswith("bot/texts/") or name(path) in READ:
        assert said_in(path) or path.name == "__init__.py"
    else:
        assert said_in(path) == []
