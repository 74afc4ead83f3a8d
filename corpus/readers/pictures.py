"""Picture files."""

from pathlib import Path

from corpus.model import SourceLine


def read_lines(path: Path) -> tuple[SourceLine, ...]:
    raise NotImplementedError
