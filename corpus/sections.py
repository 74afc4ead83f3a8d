"""From the body of a document to its sections: numbered ones as a tree, unnumbered text by its place."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from corpus.drafts import Draft, compose_drafts
from corpus.layout import Line, compose_paragraphs, is_terminated
from corpus.model import Section
from corpus.zones import Block


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


def _block_prefix(block: Block, drafts: Sequence[Draft], taken: Collection[str], alone: bool) -> str:
    """What the numbers of an annex begin with, so that they differ from the document's own."""
    if block.label and not alone:
        return f"{block.label}."
    numbers = {draft.heading.number for draft in drafts if draft.heading}
    return "KT." if block.title and numbers & set(taken) else ""  # "kèm theo": attached


def _compose_section(
    draft: Draft, block: Block, doc: str, number: str, parent: Section | None, leaf: bool
) -> Section:
    """The section of a draft. `leaf`: no section stands below it."""
    texts = [paragraph.text for paragraph in draft.paragraphs]
    marker = draft.heading.marker if draft.heading else None
    end = marker.end if marker else 0
    title = texts[0][end:].strip()
    headed = bool(marker or draft.title)
    # a numbered paragraph is its own content; a heading announces what stands below it
    is_content = is_terminated(title) and not title.endswith(":")
    below = texts[1:]
    body = [title, *below] if not headed or is_content or (leaf and not below) else below
    if not headed and block.name:
        title = block.name
    return Section(
        id=f"{doc}@{number}",
        doc=doc,
        number=number,
        printed_number=texts[0][:end].strip(),
        title=title,
        text="\n".join(texts),
        body="\n".join(body),
        parent=parent.id if parent else None,
        level=parent.level + 1 if parent else 1,
        lines=(draft.paragraphs[0].lines[0].number, draft.paragraphs[-1].lines[-1].number),
    )


def _compose_block(
    block: Block, drafts: Sequence[Draft], doc: str, prefix: str, taken: set[str], loose: int
) -> list[Section]:
    """The sections of one block; `loose` counts the unnumbered ones before it, `taken` gathers numbers."""
    sections: list[Section] = []
    at_heading: dict[tuple[int, int], Section] = {}  # by the unnumbered heading above, and the paragraph
    parents = {(draft.above, draft.heading.parent) for draft in drafts if draft.heading}
    nesting = {draft.above for draft in drafts}
    for count, draft in enumerate(drafts, start=1):
        heading, parent = draft.heading, None
        if heading is None:
            loose += 1
            own = f"{prefix}p{loose}"
        elif draft.above:
            parent = sections[draft.above - 1]
            own = f"{parent.number}.{heading.number}"
        else:
            own = prefix + heading.number
        number, repeat = own, 2
        while number in taken:
            number = f"{own}:{repeat}"
            repeat += 1
        taken.add(number)
        if heading and heading.parent is not None:
            parent = at_heading.get((draft.above, heading.parent), parent)
        leaf = count not in nesting and not (heading and (draft.above, heading.at) in parents)
        section = _compose_section(draft, block, doc, number, parent, leaf)
        if heading:
            at_heading[draft.above, heading.at] = section
        sections.append(section)
    return sections


def compose_sections(blocks: Sequence[Block], tables: Collection[int], width: int, doc: str) -> list[Section]:
    """The sections of a document in printed order, each with its own text only, ids unique.

    `tables` are the line numbers of task tables, `width` the page's (`layout.page_width`). Text that stands
    under no number is a section "p1", "p2", … of its own; numbers that begin again below an unnumbered
    heading stand below it ("p1.2").
    """
    sections: list[Section] = []
    taken: set[str] = set()
    alone = sum(1 for block in blocks if block.lines) == 1
    for block in blocks:
        runs = _split_at_tables(block.lines, tables)
        paragraphs = [paragraph for run in runs for paragraph in compose_paragraphs(run, width)]
        drafts = compose_drafts(paragraphs)
        prefix = _block_prefix(block, drafts, taken, alone)
        loose = sum(1 for section in sections if not section.printed_number)
        sections += _compose_block(block, drafts, doc, prefix, taken, loose)
    return sections
