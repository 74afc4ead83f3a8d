"""The tables a text file marks with bars or HTML: their rows as cells, each on its own line.

Rows parted by tabs stay as they are; `corpus.tables` has always read those.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.model import Place, SourceLine
from corpus.readers.office.blocks import compose_source_lines, compose_table_line
from corpus.readers.office.html import parse_blocks
from corpus.vietnamese import squeeze

_RULE = re.compile(r"[|+]? ?:?[-=]+:? ?(?:[|+] ?:?[-=]+:? ?)*[|+]?")
_BAR = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<\s*br\s*/?\s*>", re.IGNORECASE)
_TABLE_START = re.compile(r"<table\b", re.IGNORECASE)
_TABLE_TAG = re.compile(r"<(?P<end>/?)table\b", re.IGNORECASE)
_ROW_START = re.compile(r"<tr\b", re.IGNORECASE)


def compose_marked_lines(texts: Sequence[str]) -> tuple[SourceLine, ...]:
    """The physical lines of a text, numbered from 1; the rows of its tables with their cells.

    The rule below a header (`|---|`) is an empty line. A row of an HTML table takes the line where it begins,
    and its other lines are empty; where several begin on one line, the lines below are counted on.
    """
    lines: list[SourceLine] = []
    tables = 0
    at = 0
    while at < len(texts):
        if _TABLE_START.search(texts[at]):
            end = _table_end(texts, at)
            tables += 1
            lines += _html_lines(texts[at:end], len(lines), tables)
            at = end
        elif width := _pipe_rows(texts, at):
            tables += 1
            for position, text in enumerate(texts[at : at + width], start=1):
                number = len(lines) + 1
                if _is_rule(text):
                    lines.append(SourceLine(number, ""))
                else:
                    lines.append(
                        compose_table_line(number, split_bars(text), Place(table=tables, row=position))
                    )
            at += width
        else:
            lines.append(SourceLine(len(lines) + 1, texts[at]))
            at += 1
    return tuple(lines)


def split_bars(text: str) -> list[str]:
    """The cells of a row between bars; an escaped bar is one of its words, `<br>` a line break."""
    text = text.strip()
    text = text.removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    cells = (_BREAK.sub("\n", cell.replace("\\|", "|")) for cell in _BAR.split(text))
    return ["\n".join(line.strip() for line in cell.split("\n")).strip() for cell in cells]


def _is_rule(text: str) -> bool:
    """Whether a line is a rule between rows: "|---|:-:|", "+----+----+"."""
    return ("|" in text or "+" in text) and bool(_RULE.fullmatch(squeeze(text)))


def _is_barred(text: str) -> bool:
    """Whether a line is printed between bars."""
    text = text.strip()
    return text.startswith("|") and len(_BAR.findall(text)) > 1


def _pipe_rows(texts: Sequence[str], at: int) -> int:
    """How many lines from here are rows of one table; bars around the rows may be left out below a rule."""
    loose = at + 1 < len(texts) and bool(_BAR.search(texts[at])) and _is_rule(texts[at + 1])
    end = at
    while end < len(texts) and (
        _is_barred(texts[end]) or _is_rule(texts[end]) or (loose and _BAR.search(texts[end]))
    ):
        end += 1
    return end - at if any(not _is_rule(text) for text in texts[at:end]) else 0


def _table_end(texts: Sequence[str], at: int) -> int:
    """The line after an HTML table; the end of the text where it is never closed."""
    depth = 0
    for position in range(at, len(texts)):
        for tag in _TABLE_TAG.finditer(texts[position]):
            depth += -1 if tag["end"] else 1
        if depth <= 0:
            return position + 1
    return len(texts)


def _html_lines(texts: Sequence[str], before: int, table: int) -> Iterator[SourceLine]:
    """The lines of an HTML table whose first line follows the line `before`, with what stands around it."""
    starts = [at for at, text in enumerate(texts) for _ in _ROW_START.finditer(text)]
    lines = compose_source_lines(parse_blocks("\n".join(texts)))
    rows = [at for at, line in enumerate(lines) if line.cells]
    # with empty rows, or a table inside another, the lines only follow each other
    begins = dict(zip(rows, starts, strict=True)) if len(rows) == len(starts) else {}
    number = before
    for at, line in enumerate(lines):
        while number < before + begins.get(at, 0):
            number += 1
            yield SourceLine(number, "")
        number += 1
        place = line.place and line.place._replace(table=table)
        yield line._replace(number=number, place=place)
    while number < before + len(texts):
        number += 1
        yield SourceLine(number, "")
