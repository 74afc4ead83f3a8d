"""Fingerprints of the project's own code: what was made by other code has to be made anew."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

_ROOM = Path(__file__).parent


@cache
def code_fingerprint(*packages: Path) -> str:
    """A short hash of the code and data of some packages."""
    return _hash(
        path for package in packages for path in package.rglob("*") if path.suffix in {".py", ".toml"}
    )


@cache
def readers_fingerprint() -> str:
    """A short hash of the code that makes a file's lines: the readers, all they use, and its data."""
    return _hash(find_used_files(_ROOM / "readers"))


def find_used_files(package: Path) -> frozenset[Path]:
    """The files of a package of corpus/, those it imports from corpus/, and so on; and the data they name.

    Told by the text of the code: whatever an `import` or a string "….toml" names may be used.
    """
    waiting = sorted(package.rglob("*.py"))
    used: set[Path] = set()
    while waiting:
        file = waiting.pop()
        if file not in used:
            used.add(file)
            waiting += [found for found in _named_in(file) if found not in used]
    return frozenset(used)


def _named_in(file: Path) -> Iterator[Path]:
    """The files of corpus/ that a module names."""
    if file.suffix != ".py":
        return
    for node in ast.walk(ast.parse(file.read_bytes())):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(".toml"):
            data = file.with_name(node.value)
            yield from [data] if data.is_file() else []
        for name in names:
            if name.split(".")[0] == _ROOM.name:
                place = _ROOM.parent.joinpath(*name.split("."))
                yield from filter(Path.is_file, (place.with_suffix(".py"), place / "__init__.py"))


def _hash(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
