"""From the body of a document to its sections: numbered ones as a tree, unnumbered text by its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from corpus.headings import Candidate, Heading, find_headings
from corpus.layout import Line, Paragraph, compose_paragraphs, is_grid, is_terminated
from corpus.markers import Style, find_marker
from corpus.model import Section
from corpus.zones import Block


class _Draft(NamedTuple):
    """A section before it has an id: its heading (none for unnumbered text) and its own paragraphs."""

    heading: Heading | None
    paragraphs: list[Paragraph]


def _split_at_tables(lines: Sequence[Line], tables: Collection[int]) -> Iterable[list[Line]]:
    """The runs of lines between task tables: no paragraph reaches across one."""
    run: list[Line] = []
    for line in lines:
        if run and any(number in tables for number in range(run[-1].number + 1, line.number)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def find_candidates(paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    """The paragraphs that begin with a section number."""
    candidates = []
    for at, paragraph in enumerate(paragraphs):
        first = paragraph.lines[0]
        marker = None if is_grid(first) else find_marker(first.text)
        title = paragraph.text[marker.end :].strip() if marker else ""
        if marker and (title or marker.style < Style.LETTER):  # "CHƯƠNG I" may stand alone, "1." may not
            candidates.append(Candidate(at, marker, title, paragraph.strong))
    return candidates


def _draft(paragraphs: Sequence[Paragraph]) -> list[_Draft]:
    """Paragraphs gathered below their headings; text before the first heading is a draft without one."""
    headings = {heading.at: heading for heading in find_headings(find_candidates(paragraphs))}
    drafts: list[_Draft] = []
    for at, paragraph in enumerate(paragraphs):
        if at in headings or not drafts:
            drafts.append(_Draft(headings.get(at), []))
        drafts[-1].paragraphs.append(paragraph)
    return drafts


def _block_prefix(block: Block, drafts: Sequence[_Draft], taken: Collection[str], alone: bool) -> str:
    """What the numbers of an annex begin with, so that they differ from the document's own."""
    if block.label and not alone:
        return f"{block.label}."
    numbers = {draft.heading.number for draft in drafts if draft.heading}
    return "KT." if block.title and numbers & set(taken) else ""  # "kèm theo": attached


def _compose_section(
    draft: _Draft, block: Block, doc: str, number: str, parent: str | None, leaf: bool
) -> Section:
    """The section of a draft. `leaf`: no section stands below it."""
    texts = [paragraph.text for paragraph in draft.paragraphs]
    marker = draft.heading.marker if draft.heading else None
    end = marker.end if marker else 0
    title = texts[0][end:].strip()
    # a numbered paragraph is its own content; a heading announces what stands below it
    is_content = is_terminated(title) and not title.endswith(":")
    below = texts[1:]
    body = [title, *below] if not marker or is_content or (leaf and not below) else below
    if not marker and block.name:
        title = block.name
    return Section(
        id=f"{doc}@{number}",
        doc=doc,
        number=number,
        printed_number=texts[0][:end].strip(),
        title=title,
        text="\n".join(texts),
        body="\n".join(body),
        parent=parent,
        level=draft.heading.level if draft.heading else 1,
        lines=(draft.paragraphs[0].lines[0].number, draft.paragraphs[-1].lines[-1].number),
    )


def compose_sections(blocks: Sequence[Block], tables: Collection[int], width: int, doc: str) -> list[Section]:
    """The sections of a document in printed order, each with its own text only, ids unique.

    `tables` are the line numbers of task tables, `width` the page's (`layout.page_width`). Text that stands
    under no number is a section "p1", "p2", … of its own.
    """
    sections: list[Section] = []
    taken: set[str] = set()
    loose = 0
    alone = sum(1 for block in blocks if block.lines) == 1
    for block in blocks:
        runs = _split_at_tables(block.lines, tables)
        paragraphs = [paragraph for run in runs for paragraph in compose_paragraphs(run, width)]
        drafts = _draft(paragraphs)
        prefix = _block_prefix(block, drafts, taken, alone)
        ids: dict[int, str] = {}
        parents = {draft.heading.parent for draft in drafts if draft.heading}
        for draft in drafts:
            heading = draft.heading
            if heading is None:
                loose += 1
            number = prefix + (heading.number if heading else f"p{loose}")
            repeat = 2
            while number in taken:
                number = f"{number.partition(':')[0]}:{repeat}"
                repeat += 1
            taken.add(number)
            parent = ids.get(heading.parent) if heading and heading.parent is not None else None
            leaf = heading is None or heading.at not in parents
            section = _compose_section(draft, block, doc, number, parent, leaf)
            if heading:
                ids[heading.at] = section.id
            sections.append(section)
    return sections
