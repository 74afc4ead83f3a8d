"""What a document says about itself: number, kind, date, issuer, title, legal bases.

Every fact is read from the letterhead; where the scan lost it, or the file is an annex alone, from the line
"(Kèm theo Kế hoạch số … ngày … của …)". What neither holds stays empty.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import NamedTuple

from corpus.amendments import find_title_amendments
from corpus.dates import find_dates
from corpus.document_words import (
    BASES,
    KIND_HEADINGS,
    KINDS,
    ORGANS,
    begins_with,
    kind_name,
    kind_of_number,
    leading_phrase,
)
from corpus.layout import Line, compose_paragraphs, is_furniture, is_terminated, page_width
from corpus.line_forms import is_attached_line
from corpus.model import Document
from corpus.numbers import find_document_numbers
from corpus.organs import complete_organ, find_letterhead, find_province, is_central, spell_organ
from corpus.signing import find_recipients, find_signature
from corpus.titles import NUMBER_CELL, ORGAN_OF, PLACE, Cell, Title, find_title, letterhead_cells
from corpus.vietnamese import syllables
from corpus.zones import Zones

_CODE_ALONE = re.compile(r"số\s*:?[\s.…_]*[/-]\s*(?P<code>[A-ZĐ][A-Za-zĐđ]*)", re.IGNORECASE)
_DATE_ALONE = re.compile(
    r"\(?(?:ngày\s+)?\d{1,2}\s*(?:/|-|\.|\s*tháng\s+)\s*\d{1,2}\s*(?:/|-|\.|\s*năm\s+)\s*(?:19|20)\d\d\)?"
    r"(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?",
    re.IGNORECASE,
)
_ISO_DATE = re.compile(r"((?:19|20)\d\d-\d\d-\d\d)(?:[T ]\d\d:\d\d\S*)?")
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")
_ISSUES = re.compile(r"(?P<organ>[^\W\d_][^.;:]{2,60}?)\s+(?:ban\s+hành|xây\s+dựng)\b")
_ATTACHED_TO = re.compile(r"kèm\s+theo\s+(?P<kind>.{3,60}?)\s+số\b", re.IGNORECASE)


class Attachment(NamedTuple):
    """What an annex says it belongs to; fields empty where it does not."""

    text: str
    number: str = ""
    date: dt.date | None = None
    issuer: str = ""
    kind: str = ""


def find_attachments(lines: Sequence[Line]) -> list[Attachment]:
    """What the lines "(Kèm theo Kế hoạch số … ngày … của …)" say; one may be broken over several lines."""
    found = []
    for at, line in enumerate(lines):
        if not is_attached_line(line.text):
            continue
        text = line.text
        for below in lines[at + 1 : at + 4]:
            if not text.startswith("(") or ")" in text:
                break
            text = f"{text} {below.text}"
        numbers, dates = find_document_numbers(text), find_dates(text)
        issuer = ORGAN_OF.search(text, dates[0].end) if dates else None
        kind = _ATTACHED_TO.search(text)
        found.append(
            Attachment(
                text,
                numbers[0].id if numbers else "",
                dates[0].date if dates else None,
                spell_organ(issuer["organ"].partition(")")[0].strip(" .;,")) if issuer else "",
                kind["kind"] if kind else "",
            )
        )
    return found


def _find_number(cells: Iterable[Cell]) -> tuple[str, str]:
    """The document's number, and the letters of its kind where only those are printed ("Số:    /KH-UBND")."""
    for cell in cells:
        if match := NUMBER_CELL.match(cell.text):
            text = re.sub(r"\s*([/-])\s*", r"\1", cell.text)
            numbers = find_document_numbers(text)
            rest = text[numbers[0].end :].strip() if numbers else ""
            # a line of running text may begin with "số 147-KH/TU ngày …"
            if numbers and numbers[0].start <= match.end() and (not rest or PLACE.match(rest)):
                return numbers[0].id, ""
            if code := _CODE_ALONE.match(cell.text):
                return "", code["code"]
    return "", ""


def _find_place_and_date(cells: Iterable[Cell]) -> tuple[str, dt.date | None]:
    """Where and when the document was signed: "Tuyên Quang, ngày 12 tháng 4 năm 2022"."""
    for cell in cells:
        match = PLACE.search(cell.text)
        if match and not is_terminated(cell.text.rstrip(".")) and len(cell.text) < 120:
            words = match["place"].split()
            start = next(
                (n for n, word in enumerate(words) if all(w[0].isupper() or w in "-–" for w in words[n:])), 0
            )
            dates = find_dates(cell.text[match.end() :])
            return " ".join(words[start:]), dates[0].date if dates else None
    return "", None


def _find_date_alone(cells: Iterable[Cell]) -> dt.date | None:
    """The date of a notice without letterhead: a line that is nothing but one ("2020-08-05")."""
    for cell in cells:
        if match := _ISO_DATE.fullmatch(cell.text):
            try:
                return dt.date.fromisoformat(match[1])
            except ValueError:
                continue
        if _DATE_ALONE.fullmatch(cell.text) and (dates := find_dates(cell.text)):
            return dates[0].date
    return None


def _find_kind(number: str, code: str, title: Title, attachment: Attachment | None) -> str:
    """The kind of document: by the letters in its number, its heading, or what its annex calls it."""
    if kind := KINDS.get(code) or kind_of_number(number):
        return kind
    if title.kind:
        return title.kind
    if attachment and attachment.kind:
        phrase = leading_phrase(syllables(attachment.kind), KIND_HEADINGS)
        return kind_name(phrase) if phrase else attachment.kind
    return ""


def _find_bases(header: Sequence[Line], title: Title, width: int) -> tuple[str, ...]:
    """The paragraphs "Căn cứ …", "Thực hiện …" of the header, which stand below the title."""
    below = max(title.lines, default=0)
    lines = [line for line in header if line.number > below and not is_furniture(line)]
    paragraphs = compose_paragraphs(lines, width)
    return tuple(p.text for p in paragraphs if begins_with(p.text, BASES) and re.search(r"[.;:,]$", p.text))


def _above_number(cells: Sequence[Cell], title: Title) -> Sequence[Cell]:
    """The cells of the letterhead proper: above "Số: …", where that is lost above the title."""
    ends = [at for at, cell in enumerate(cells) if NUMBER_CELL.match(cell.text)]
    ends = ends or [at for at, cell in enumerate(cells) if cell.line.number in title.lines]
    return cells[: ends[0]] if ends else ()


def _find_issuer_in_opening(header: Sequence[Line]) -> str:
    """The issuer that the opening paragraph names: "Ủy ban nhân dân tỉnh ban hành Kế hoạch …, như sau:"."""
    for line in header:
        match = _ISSUES.match(line.text)
        if match and begins_with(match["organ"], ORGANS):
            return match["organ"]
    return ""


def parse_document(zones: Zones, lines: Sequence[Line], source_file: str, sha256: str) -> Document:
    """The document a file holds; `lines` are all of the file's.

    A document without a number is known by its file's name, as nothing else of it is sure to be unique.
    """
    cells = letterhead_cells(zones.header)
    number, code = _find_number(cells)
    place, date = _find_place_and_date(cells)
    title = find_title(cells)
    annexes = tuple(block.name for block in zones.blocks if block.name)
    annex_lines = [line for block in zones.blocks for line in block.title]
    attachments = [a for a in find_attachments([*zones.header, *annex_lines]) if a.number]
    own = next((a for a in attachments if a.number == number or not number), None)
    signature = find_signature(zones.signature, zones.recipients)
    issuer = (
        title.issuer
        or find_letterhead(cell.text for cell in _above_number(cells, title))
        or (own.issuer if own else "")
        or _find_issuer_in_opening(zones.header)
    )
    province = "" if is_central(issuer) else find_province((line.text for line in lines), place)
    header = [line.text for line in zones.header if line.text]
    if own and not (number and date):
        header += [own.text] if own.text not in " ".join(header) else []
    number = number or (own.number if own else "")
    date = date or (own.date if own else None)
    if not (
        date or number or code or page_width(lines)
    ):  # of a broken text any date may stand on a line alone
        date = _find_date_alone(cells)
    return Document(
        id=number or re.sub(r"[@#:\s]+", "-", PurePath(source_file).stem) or "tệp",
        kind=_find_kind(number, code, title, own),
        number=number,
        date=date,
        issuer=complete_organ(issuer, province),
        place=place,
        province=province,
        title=title.text,
        signer=signature.signer,
        signer_role=signature.role,
        bases=_find_bases(zones.header, title, page_width(lines)),
        recipients=find_recipients(zones.recipients),
        header="\n".join(header),
        signature=signature.text,
        amends=find_title_amendments(title.text, (min(title.lines), max(title.lines))) if title.lines else (),
        annex_titles=annexes or ((title.text,) if own and title.text and not title.kind else ()),
        source_file=source_file,
        sha256=sha256,
    )


def planned_year(document: Document) -> int | None:
    """The one year a plan is for, by its title: what "Tháng 6" in its table means.

    None where the title names no year, several, or one before the plan was issued, which is looked back upon
    (54/KH-UBND: "kiểm điểm … năm 2021").
    """
    years = {int(year) for year in _YEAR.findall(document.title)}
    if len(years) != 1:
        return None
    year = years.pop()
    return None if document.year and year < document.year else year
