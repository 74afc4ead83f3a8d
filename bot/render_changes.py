"""A draft of a change → the short report an administrator decides by, and the whole one as a text.

The short one is for a phone: lead agencies, deadlines and golden questions one by one, the rest counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.administration import Draft
from bot.change_report import tell_answer, tell_proposal, tell_turned
from bot.pages import Block, Kind
from bot.plan_report import report
from bot.texts import administrators as texts
from bot.texts import changes as change_texts
from corpus.difference import CellChange, PlanChange
from corpus.history import Action, Change
from corpus.vietnamese import brief
from index.gate import Turned

_CELLS = 8  # lead agencies, and deadlines, told one by one
_TURNED = 4
_DOUBTS = 1  # of a kind
_LONGEST = 220  # characters of a line
_HISTORY = 60  # changes


def compose_draft(draft: Draft, first: str = "") -> list[Block]:
    """What was found, what is doubtful, what changes. `first`: said above it all."""
    made = draft.proposal
    blocks = [Block(Kind.HEAD, first or texts.HEADS[made.action])]
    if made.action is Action.ROLLED_BACK and draft.last:
        blocks.append(Block(Kind.TEXT, texts.UNDOES.format(texts.history_line(draft.last)), gap=True))
    for plan in made.plans:
        found, *doubts = report(plan, _DOUBTS)
        blocks.append(Block(Kind.TEXT, found, gap=True))
        blocks += [Block(Kind.TEXT, _on_a_phone(line)) for line in doubts]
    blocks += [Block(Kind.TEXT, _sentence(reason), gap=True) for reason in _obstacles(draft)]
    if made.is_empty:
        empty = texts.SAME_AS_NOW if made.action is Action.ROLLED_BACK else change_texts.NOTHING_CHANGES
        return [*blocks, Block(Kind.TEXT, empty, gap=True)]
    rollback = made.action is Action.ROLLED_BACK
    blocks.append(Block(Kind.HEAD, texts.COMES_BACK if rollback else texts.DIFFERENCE, gap=True))
    for change in made.changes:
        blocks += _compose_change(change, same_file=change.document in made.unchanged)
    for was, now in made.renamed:
        told = change_texts.PLAN_RENAMED if now.startswith(f"{was}:") else change_texts.PLAN_RENAMED_BACK
        blocks.append(Block(Kind.TEXT, told.format(was, now)))
    return [*blocks, *_compose_turned(draft.turned)]


def compose_reasons(draft: Draft) -> list[Block]:
    """Why a change has to be insisted on."""
    reasons = list(_obstacles(draft))
    if draft.turned:
        reasons.append(texts.turned_reason(len(draft.turned)))
    named = [Block(Kind.TEXT, f"• {_sentence(reason)}") for reason in reasons]
    return [Block(Kind.HEAD, texts.INSIST), *named, *_compose_answers(draft.turned)]


def render_report(draft: Draft) -> str:
    """Everything, uncut, as a text file."""
    made = draft.proposal
    parts = [texts.HEADS[made.action]]
    parts += ["\n".join(report(plan, most=None)) for plan in made.plans]
    parts += [_sentence(reason) for reason in _obstacles(draft)]
    rollback = made.action is Action.ROLLED_BACK
    difference = "\n".join(tell_proposal(made, most=None)) or texts.SAME_AS_NOW
    parts.append(f"{texts.COMES_BACK if rollback else texts.DIFFERENCE}\n{difference}")
    if draft.turned:
        parts.append("\n".join(tell_turned(draft.turned)))
    return "\n\n".join(parts) + "\n"


def compose_history(changes: Sequence[Change]) -> list[Block]:
    """Who changed what, when; the newest change first."""
    if not changes:
        return [Block(Kind.TEXT, change_texts.NO_HISTORY)]
    blocks = [Block(Kind.HEAD, texts.history_head(len(changes)))]
    for change in changes[:_HISTORY]:
        blocks.append(Block(Kind.TEXT, texts.history_line(change), gap=True))
        blocks += [Block(Kind.TEXT, texts.history_document(document)) for document in change.documents]
    return blocks


def _compose_change(change: PlanChange, *, same_file: bool) -> Iterator[Block]:
    rows = sum("#" in place.id for place in (*change.added, *change.removed))
    others = len(change.added) + len(change.removed) - rows
    if change.is_new:
        yield Block(Kind.TEXT, change_texts.PLAN_NEW.format(change.document, others, rows))
        return
    if change.is_gone:
        yield Block(Kind.TEXT, change_texts.PLAN_GONE.format(change.document, others, rows))
        return
    if change.is_empty:
        same = change_texts.PLAN_SAME if same_file else change_texts.PLAN_SAME_WORDS
        yield Block(Kind.TEXT, same.format(change.document))
        return
    yield Block(Kind.TEXT, change_texts.PLAN_CHANGED.format(change.document))
    for what, cells in (
        (change_texts.LEADS, change.leads),
        (change_texts.COOPS, change.coops),
        (change_texts.DUES, change.dues),
    ):
        if cells:
            yield Block(Kind.TEXT, _sentence(change_texts.list_heading(what, len(cells)).strip()))
            yield from (Block(Kind.TEXT, _cell(cell)) for cell in cells[:_CELLS])
        if len(cells) > _CELLS:
            yield Block(Kind.TEXT, change_texts.more(len(cells) - _CELLS).strip())
    counts = [len(places) for places in (change.added, change.changed, change.moved, change.removed)]
    yield Block(Kind.TEXT, _sentence(texts.CHANGES.format(*counts)))
    if change.header_changed:
        yield Block(Kind.TEXT, _sentence(change_texts.HEADER_CHANGED.strip()))


def _cell(cell: CellChange) -> str:
    """A cell old → new; the row by its number, for the document is named above."""
    row = cell.id.partition("#")[2]
    old, new = cell.old or change_texts.BLANK, cell.new or change_texts.BLANK
    return texts.cell_line(row, change_texts.cut(cell.words), old, new)


def _compose_turned(turned: Sequence[Turned]) -> Iterator[Block]:
    if turned:
        yield Block(Kind.HEAD, f"{texts.WRONG_HEAD} ({len(turned)})", gap=True)
    yield from _compose_answers(turned)


def _compose_answers(turned: Sequence[Turned]) -> Iterator[Block]:
    """The answers as they are and as they would be."""
    for one in turned[:_TURNED]:
        told = change_texts.TURNED_LINES.format(one.question, tell_answer(one.before), tell_answer(one.after))
        lines = [_sentence(brief(line.strip(), _LONGEST)) for line in told.splitlines()]
        yield Block(Kind.TEXT, "\n".join(lines), gap=True)
    if len(turned) > _TURNED:
        yield Block(Kind.TEXT, change_texts.more(len(turned) - _TURNED).strip())


def _obstacles(draft: Draft) -> Iterator[str]:
    for plan, obstacle in draft.obstacles:
        yield texts.obstacle_reason(plan.document.source_file, obstacle)


def _on_a_phone(line: str) -> str:
    """A line of the report without its indentation: a narrow screen breaks it anyway."""
    words = brief(line.strip(), _LONGEST)
    return f"• {words}" if line.startswith("    ") else _sentence(words)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
