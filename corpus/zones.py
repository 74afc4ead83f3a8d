"""The parts of a document's page: header, body, recipients, signature, and the annexes behind them.

One walk down the lines, from state to state: every non-empty line gets exactly one role, and the body is cut
into blocks (the document's own text, and the text of each annex) for `sections`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from corpus.document_words import ANNEXES, BASES, KIND_HEADINGS, ORGANS, begins_with
from corpus.layout import Line, is_furniture, is_grid, is_item, is_terminated, starts_lower
from corpus.line_forms import (
    ADDRESSEES,
    LONG,
    OPENING,
    RECIPIENTS,
    SIGNED,
    annex_label,
    find_signature_boxes,
    is_annex_label,
    is_attached_line,
    is_authority,
    is_name,
    is_role,
)
from corpus.markers import Style, find_marker, is_upper
from corpus.model import LineRole

_LONGEST_TITLE = 12  # lines
_FIRST = 2  # a text begins with number 1, or with 2 where the scan lost the first heading


class _State(Enum):
    HEADER = auto()
    BODY = auto()
    RECIPIENTS = auto()
    SIGNATURE = auto()
    ANNEX = auto()


_ROLE_OF = {
    _State.HEADER: LineRole.HEADER,
    _State.BODY: LineRole.SECTION,
    _State.RECIPIENTS: LineRole.RECIPIENTS,
    _State.SIGNATURE: LineRole.SIGNATURE,
    _State.ANNEX: LineRole.HEADING,
}


@dataclass
class Block:
    """Body text under one title, which the document's own lacks; `label` names a numbered annex ("PL2")."""

    label: str = ""
    title: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The title on one line, without what it is attached to and without a letterhead above it."""
        ends = [at for at, line in enumerate(self.title) if is_attached_line(line.text)]
        own = self.title[: ends[0]] if ends else self.title
        if own and begins_with(own[0].text, ORGANS):
            kinds = [at for at, line in enumerate(own) if begins_with(line.text, KIND_HEADINGS)]
            own = own[kinds[0] :] if kinds else own
        return " ".join(line.text for line in own if line.text)


@dataclass
class Zones:
    """The lines of a file by what they are for; table lines are in none of the lists."""

    roles: dict[int, LineRole]
    header: list[Line]
    recipients: list[Line]
    signature: list[Line]
    blocks: list[Block]
    """The document's own body first, then its annexes, in order."""


def _is_title(line: Line) -> bool:
    """Whether a line can belong to an annex's title."""
    if is_name(line.text) or is_role(line.text) or RECIPIENTS.match(line.text):
        return False
    return is_upper(line.text) or is_annex_label(line.text)


def find_annexes(lines: Sequence[Line], tables: Collection[int]) -> frozenset[int]:
    """The lines where the titles of annexes begin, whether or not a signature stands above them.

    A labelled one ("PHỤ LỤC II") is known by its first line; any other is read upwards from "(Kèm theo …)",
    as long as the lines are printed like a title.
    """
    starts: set[int] = set()
    for at, line in enumerate(lines):
        attached = is_attached_line(line.text)
        if line.number in tables or not (attached or is_annex_label(line.text)):
            continue
        top = at
        while top and lines[top - 1].number not in tables and _belongs_to_title(lines[top - 1], lines[top]):
            top -= 1
        before_table = at + 1 < len(lines) and lines[at + 1].number in tables
        if not attached or top < at or before_table:
            starts.add(lines[top].number)
    return frozenset(starts)


def _belongs_to_title(line: Line, below: Line) -> bool:
    """Whether a line belongs to the annex title whose next line is `below`."""
    if find_marker(line.text) and not is_annex_label(line.text):
        return False
    if is_annex_label(below.text) or is_terminated(line.text):
        return is_attached_line(line.text) and not is_annex_label(below.text)
    slanted = line.strong and below.gap <= 1 and not is_name(line.text) and not is_role(line.text)
    return _is_title(line) or is_attached_line(line.text) or (slanted and is_attached_line(below.text))


class _Walk:
    """The state of the walk down the lines."""

    def __init__(self, lines: Sequence[Line], tables: Collection[int]) -> None:
        self.lines = lines
        self.tables = tables
        self.annexes = find_annexes(lines, tables)
        self.boxes = find_signature_boxes(lines)
        self.state = _State.HEADER
        self.addressing = False  # below "Kính gửi:"
        self.named = False  # the signer's name has come
        self.headless = False  # a table came before any numbered heading
        self.zones = Zones({}, [], [], [], [Block()])

    def walk(self) -> Zones:
        for at, line in enumerate(self.lines):
            if line.number in self.boxes:
                self.zones.roles[line.number] = LineRole.SIGNATURE
                continue
            if line.number in self.tables:
                self.headless = self.headless or self.state is _State.HEADER
                if self.state is not _State.ANNEX or self.block.title:
                    self.state = _State.BODY
                continue
            self.state = self.next_state(at, line)
            self.place(line)
        return self.zones

    @property
    def block(self) -> Block:
        return self.zones.blocks[-1]

    def next_state(self, at: int, line: Line) -> _State:
        """The state a line stands in."""
        text, state = line.text, self.state
        if is_furniture(line):
            return state
        if state is not _State.HEADER and line.number in self.annexes:
            self.zones.blocks.append(Block(annex_label(text)))
            return _State.ANNEX
        if RECIPIENTS.match(text) and len(text) < 2 * LONG:
            return _State.RECIPIENTS
        if state is _State.HEADER:
            return _State.BODY if self.opens_body(line) else state
        if state is _State.ANNEX:
            return state if self.in_title(at, line) and not is_grid(line) else _State.BODY
        if state is _State.BODY:
            self.named = False
            return _State.SIGNATURE if self.opens_signature(at, line) else state
        return self.next_in_tail(line)

    def opens_body(self, line: Line) -> bool:
        """Whether a header line is the first heading; numbered addressees are not."""
        if ADDRESSEES.match(line.text):
            self.addressing = True
            return False
        if self.addressing and is_item(line.text) and len(line.text) < 2 * LONG:
            return False
        self.addressing = self.addressing and starts_lower(line.text)
        return self.opens_text(line)

    def in_title(self, at: int, line: Line) -> bool:
        """Whether a line still belongs to the title of the annex that has begun."""
        title = self.block.title
        attached = next((n for n, above in enumerate(title) if is_attached_line(above.text)), None)
        if attached is not None:  # a title ends with "(Kèm theo …)", which may be broken over two lines
            text = " ".join(above.text for above in title[attached:])
            return text.startswith("(") and ")" not in text and line.gap == 0 and attached + 3 > len(title)
        for later in self.lines[at : at + _LONGEST_TITLE]:
            if later.number in self.tables or (title and self.opens_text(later)):
                break
            if is_attached_line(later.text):
                return True
        ends = is_item(line.text) or is_terminated(line.text) or len(title) >= _LONGEST_TITLE
        return not title or not ends

    def opens_text(self, line: Line) -> bool:
        """Whether a line is the first heading of a text: "I.", "1.", "Điều 1."."""
        marker = None if is_grid(line) else find_marker(line.text)
        return marker is not None and marker.style is not Style.POINT and marker.value <= _FIRST

    def opens_signature(self, at: int, line: Line) -> bool:
        """Whether body text ends in a signature without "Nơi nhận" before it."""
        if not is_role(line.text) or find_marker(line.text):
            return False
        below = [later.text for later in self.lines[at + 1 : at + 6]]
        return is_authority(line.text) or any(is_name(text) or RECIPIENTS.match(text) for text in below)

    def next_in_tail(self, line: Line) -> _State:
        """The state after recipients or a signature."""
        text = line.text
        marker = find_marker(text)
        if marker and marker.value == 1 and marker.style < Style.POINT and (is_upper(text) or self.named):
            self.zones.blocks.append(Block())
            return _State.BODY
        if is_role(line.columns[0] if line.columns else text):
            return _State.SIGNATURE
        recipients = self.zones.recipients
        if text.startswith(("-", "–")) and recipients and recipients[-1].text.endswith(";"):
            return _State.RECIPIENTS  # a page break cut the list beside the signature
        begins_annex = begins_with(text, ANNEXES) and line.gap > 0
        if self.state is _State.RECIPIENTS and not begins_annex:
            alone = (line.gap > 0 or self.stands_beside(line)) and is_name(text)
            self.named = self.named or alone
            return _State.SIGNATURE if alone or SIGNED.match(text) else _State.RECIPIENTS
        unsigned = not self.named and not begins_annex and (is_upper(text) or is_name(text))
        if SIGNED.match(text) or unsigned:
            self.named = self.named or (is_name(text) and not is_role(text))
            return _State.SIGNATURE
        self.zones.blocks.append(Block(annex_label(text)))
        is_prose = is_terminated(text) and not is_attached_line(text)
        return _State.BODY if is_prose else _State.ANNEX

    def stands_beside(self, line: Line) -> bool:
        """Whether a line stands in the column right of the recipients, below the role printed there."""
        indented = line.printed.startswith(("   ", "\t"))
        return indented and any(
            len(above.columns) > 1 and is_role(above.columns[-1]) for above in self.zones.recipients
        )

    def place(self, line: Line) -> None:
        """Give the line its role, and lay it where it belongs."""
        if is_furniture(line) and self.state is _State.BODY:
            self.zones.roles[line.number] = LineRole.HEADING
            return
        self.zones.roles[line.number] = _ROLE_OF[self.state]
        if self.state is _State.HEADER:
            self.zones.header.append(line)
        elif self.state is _State.BODY:
            self.block.lines.append(line)
        elif self.state is _State.RECIPIENTS:
            self.zones.recipients.append(line)
        elif self.state is _State.SIGNATURE:
            self.zones.signature.append(line)
        else:
            self.block.title.append(line)


def find_zones(lines: Sequence[Line], tables: Collection[int]) -> Zones:
    """The zones of a file; `tables` are the line numbers of its task tables, which get no role here."""
    walk = _Walk(lines, tables)
    zones = walk.walk()
    if not zones.blocks[0].lines or walk.headless:
        _move_unnumbered_body(zones)
    return zones


def _move_unnumbered_body(zones: Zones) -> None:
    """A document without numbered headings: what follows its opening paragraph is its body."""
    openings = [at for at, line in enumerate(zones.header) if OPENING.search(line.text)]
    prose = [
        at
        for at, line in enumerate(zones.header)
        if len(line.text) >= LONG and is_terminated(line.text) and not line.text.startswith(("(", "-"))
    ]
    plain = [
        at
        for at in prose
        if not begins_with(zones.header[at].text, BASES) and not ADDRESSEES.match(zones.header[at].text)
    ]
    start = plain[0] if plain else len(zones.header)
    if openings and openings[0] + 1 < len(zones.header):
        start = openings[0] + 1
    if start and not openings and _is_bare_heading(zones.header, start - 1):
        start -= 1
    zones.blocks[0].lines[:0] = zones.header[start:]
    for line in zones.header[start:]:
        zones.roles[line.number] = LineRole.HEADING if is_furniture(line) else LineRole.SECTION
    del zones.header[start:]


def _is_bare_heading(header: Sequence[Line], at: int) -> bool:
    """Whether a line above the first paragraph heads it, rather than ending the document's title."""
    line, above = header[at], header[at - 1] if at else None
    if above is None or not line.strong or is_terminated(line.text) or begins_with(line.text, KIND_HEADINGS):
        return False
    return is_upper(line.text) and not is_upper(above.text)
