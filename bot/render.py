"""Answers and notices as pages of Telegram HTML: text → blocks (what each part is) → `bot.pages`.

The terminal shows `Answer.text` as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot.pages import Block, Kind, render_pages
from bot.reading.listing import replace_list
from bot.reading.payloads import document_link
from bot.texts import general as texts
from corpus.model import Document
from corpus.vietnamese import squeeze, syllables
from index.answering.labels import vietnamese_date
from index.model import Answer, Citation, Status

MAX_OPTIONS = 8
_LONG = 200  # characters of the plan's words that a phone shows in bold before its reader tires
_QUOTATION_MARKS = " \"'“”‘’«»"


def render_answer(
    answer: Answer,
    question: str,
    *,
    chosen: bool = False,
    notes: Iterable[Block] = (),
    listed: Sequence[Block] = (),
    links: Mapping[str, str] | None = None,
) -> tuple[str, ...]:
    """The pages of an answer, at least one. `chosen`: the question came from a button, so it is shown.

    `notes` are what others have added, below the plan's words and apart from them; `listed` is the complete
    set, shown where the text lists its beginning; `links` lead from the labels of places to addresses.
    """
    said = _compose_with_list(answer, listed) if listed else None
    blocks = [*(said or (*_compose_text(answer), *_compose_missing_sources(answer))), *notes]
    if links:
        blocks = [_linked(block, links) for block in blocks]
    if chosen:
        blocks.append(Block(Kind.NOTE, texts.chosen_question(question), gap=True))
    if answer.interpreted and syllables(answer.interpreted) != syllables(question):
        blocks.append(Block(Kind.NOTE, texts.understood_as(answer.interpreted), gap=True))
    return render_pages(blocks) or render_notice(texts.APOLOGY)


def _compose_with_list(answer: Answer, listed: Sequence[Block]) -> list[Block] | None:
    """The answer with the whole list in the place of the beginning that its text gives, or of its sources.

    The words of a listed row are those of its line, and its link leads to all of them. None where the text
    itself quotes every place.
    """
    lines = answer.text.strip().splitlines()
    parts = replace_list(lines)
    if parts is None:
        if not any(_compose_missing_sources(answer)):
            return None
        parts = [line for line in lines if not any(_is_source_line(line, c) for c in answer.citations)], []
    before, after = parts
    others = tuple(citation for citation in answer.citations if citation.id not in answer.items)
    heading = answer.model_copy(update={"text": "\n".join(before), "citations": others})
    rest = answer.model_copy(update={"citations": others})
    return [
        *_compose_text(heading),
        *listed,
        *(block._replace(gap=at == 0) for at, block in enumerate(_compose_lines(after, others))),
        *_compose_missing_sources(rest),
    ]


def _linked(block: Block, links: Mapping[str, str]) -> Block:
    """A block whose words lead where they name a place."""
    found = tuple((label, address) for label, address in links.items() if label in block.text)
    return block._replace(links=block.links + found) if found else block


def render_notice(text: str) -> tuple[str, ...]:
    """The pages of one of the bot's own texts: its first line bold where more lines follow."""
    head, *rest = _compose_lines(text.splitlines())
    return render_pages([head._replace(kind=Kind.HEAD), *rest] if rest else [head])


def render_documents(documents: Sequence[Document]) -> tuple[str, ...]:
    """The pages of the list of loaded documents, in the given order."""
    if not documents:
        return render_notice(texts.NO_DOCUMENTS)
    head = Block(Kind.HEAD, texts.document_count(len(documents)))
    return render_pages([head, *map(_compose_document, documents)])


def _compose_text(answer: Answer) -> Iterator[Block]:
    """The answer's own lines, the first one as its head, and the options its text does not spell out."""
    lines = answer.text.strip().splitlines() or [""]
    quoted = _find_quoted(lines, answer.citations)
    if quoted and len(quoted.quote) > _LONG:
        yield from _compose_long_head(quoted)
        rest = lines[quoted.lines :]
    else:
        head, *rest = lines
        yield Block(Kind.HEAD, head)
    shown = squeeze(answer.text)
    unquoted = [citation for citation in answer.citations if squeeze(citation.quote) not in shown]
    if answer.status is Status.AMBIGUOUS:
        rest = _number_options(rest, answer.options)
    yield from _compose_lines(rest, answer.citations, unquoted)
    if answer.status is Status.AMBIGUOUS:
        for number, option in enumerate(answer.options[:MAX_OPTIONS], start=1):
            if squeeze(option) not in shown:
                yield Block(Kind.TEXT, texts.numbered_option(number, option), gap=number == 1)


def _number_options(lines: Iterable[str], options: Sequence[str]) -> list[str]:
    """Lines with the options among them numbered as on their buttons."""
    numbers = {squeeze(f"- {option}"): number for number, option in enumerate(options[:MAX_OPTIONS], start=1)}
    return [
        texts.numbered_option(number, options[number - 1]) if (number := numbers.get(squeeze(line))) else line
        for line in lines
    ]


def _compose_long_head(quoted: _Quoted) -> Iterator[Block]:
    """Words of a plan that are the answer themselves: what they are, or their heading, then the quote."""
    first, _, more = quoted.quote.partition("\n")
    if quoted.lead_in.strip() or len(first) > _LONG:
        yield Block(Kind.HEAD, quoted.lead_in)
        yield Block(Kind.QUOTE, quoted.quote)
    else:
        yield Block(Kind.HEAD, first)
        yield Block(Kind.QUOTE, more)


def _compose_lines(
    lines: list[str], citations: Sequence[Citation] = (), unquoted: Sequence[Citation] = ()
) -> Iterator[Block]:
    """Each line: a quote below its lead-in, a source line with the quote it lacks, or plain text."""
    gap = False
    while lines:
        quoted = _find_quoted(lines, citations)
        cited = [citation for citation in citations if _is_source_line(lines[0], citation)]
        if quoted:
            named = any(_names(quoted.lead_in, citation.label) for citation in citations)
            yield Block(Kind.NOTE if named else Kind.TEXT, quoted.lead_in, gap)
            yield Block(Kind.QUOTE, quoted.quote)
        elif lines[0].strip():
            yield Block(Kind.NOTE if cited else Kind.TEXT, lines[0], gap)
        told, gap = lines[: quoted.lines if quoted else 1], not lines[0].strip()
        cited = cited or [c for c in citations if any(_ends_with(line, c) for line in told if line.strip())]
        yield from (Block(Kind.QUOTE, citation.quote) for citation in unquoted if citation in cited)
        unquoted = [citation for citation in unquoted if citation not in cited]
        lines = lines[len(told) :]


def _compose_missing_sources(answer: Answer) -> Iterator[Block]:
    """The citations that the text leaves out: every answer shows each of its places with its words."""
    shown = squeeze(answer.text)
    below_head = answer.text.strip().splitlines()[1:]
    for citation in answer.citations:
        quoted = squeeze(citation.quote) in shown
        if any(_is_source_line(line, citation) or _ends_with(line, citation) for line in below_head):
            continue  # its quote stands there, or was put there
        if not quoted or not _names(shown, citation.label):
            yield Block(Kind.NOTE, texts.source_line(citation.label), gap=True)
        if not quoted:
            yield Block(Kind.QUOTE, citation.quote)


class _Quoted(NamedTuple):
    """The next lines of an answer, where they hold exactly one citation's quote."""

    lead_in: str  # "Nhiệm vụ:", "- Kế hoạch số …, dòng 3:", or nothing
    quote: str
    lines: int


def _find_quoted(lines: Sequence[str], citations: Iterable[Citation]) -> _Quoted | None:
    """Find a quote that begins in the first of some lines, at its start or after a lead-in with a colon."""
    for citation in citations:
        quote = _bare(citation.quote)
        lead_ins = re.finditer(r":\s+", lines[0][: len(citation.label) + 40])
        for start in (0, *(found.end() for found in lead_ins)):
            begun = _bare(lines[0][start:])
            if not begun or not quote.startswith(begun):
                continue
            for count in range(1, len(lines) + 1):
                said = "\n".join(lines[:count])[start:]
                if _bare(said) == quote:
                    return _Quoted(lines[0][:start], said, count)
                if not quote.startswith(_bare(said)):
                    break
    return None


def _bare(text: str) -> str:
    """A text without quotation marks around it, white space folded."""
    return squeeze(text).strip(_QUOTATION_MARKS)


def _is_source_line(line: str, citation: Citation) -> bool:
    """Whether a line does nothing but name a place: "Nguồn: …", "Phần lời cũng ghi: …"."""
    if not _names(squeeze(line), citation.label):
        return False
    lead_in, _, rest = squeeze(line).partition(squeeze(citation.label))
    return not re.search(r"\w", rest) and re.fullmatch(r"\W*|[^:]{1,40}: ?", lead_in) is not None


def _ends_with(line: str, citation: Citation) -> bool:
    """Whether a line names a place at its end: "Nhiệm vụ gần giống: … (Kế hoạch số …, dòng 3)"."""
    return bool(citation.label) and squeeze(line).rstrip(".;").endswith(f"({squeeze(citation.label)})")


def _names(text: str, label: str) -> bool:
    """Whether a label stands in a text whole: "dòng 1" does not stand in "dòng 16" or in "dòng 1.2"."""
    label = squeeze(label)
    return bool(label) and re.search(re.escape(label) + r"(?!\w|\.\w)", text) is not None


def _compose_document(document: Document) -> Block:
    """A document as a person cites it, its number leading to it."""
    date = vietnamese_date(document.date) if document.date else ""
    line = texts.document_line(document.kind, document.number, date, document.issuer, document.title)
    return Block(
        Kind.TEXT, line, gap=True, links=((document.number or document.title, document_link(document)),)
    )
