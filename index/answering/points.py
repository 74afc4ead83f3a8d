"""Lettered points of a section: told with the section they belong to, led by the agency that heads it."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.agencies import heading_agencies
from corpus.model import Section
from index.answering import texts
from index.answering.citing import cite
from index.answering.labels import passage_label
from index.answering.sentences import rank_sentences
from index.engine import Engine
from index.model import Answer, Citation, Status
from index.passages import Passage, head_names
from index.reading.topic import Topic

_SHOWN = 6  # points shown of a section too long to be shown whole
_LISTED = 160  # characters of a point that is only listed


def points_of(engine: Engine, section: Section) -> list[Section]:
    """The points of a section and theirs, in printed order."""
    found = []
    for child in engine.children.get(section.id, ()):
        if child.is_point:
            found += [child, *points_of(engine, child)]
    return found


def tell_points(
    engine: Engine, topic: Topic, passage: Passage, points: Sequence[Section], limit: int
) -> tuple[list[str], list[Citation]]:
    """A section and its points: whole up to `limit` characters, else those that hold most of the topic."""
    section = passage.section
    assert section is not None  # noqa: S101
    source = texts.SOURCE.format(passage_label(passage))
    shown, cut = list(points), []
    if len(section.text) + sum(len(point.text) for point in points) > limit:
        shown = _best(engine, topic, points)
        cut = [texts.EXCERPT]
    if not shown:
        listed = [f"- {point.text[:_LISTED].strip()}" for point in points]
        return [section.text, *listed, source], [cite(passage, section.text)]
    told = [cite(engine.by_id[point.id], point.text) for point in shown]
    return [section.text, *(point.text for point in shown), *cut, source], [
        cite(passage, section.text),
        *told,
    ]


def _best(engine: Engine, topic: Topic, points: Sequence[Section]) -> list[Section]:
    """The points that hold the topic, in printed order; none where nothing is asked of them."""
    held = [(rank_sentences(engine, topic, [point.text])[0].coverage, -at) for at, point in enumerate(points)]
    best = sorted((share for share in held if share[0] > 0), reverse=True)[:_SHOWN]
    return [points[-at] for _, at in sorted(best, key=lambda share: -share[1])]


def lead_above(engine: Engine, passage: Passage, sentence: str) -> Answer | None:
    """Who leads a point that names nobody: the agency of the heading it stands below, both cited."""
    section = passage.section
    while section is not None and section.is_point and section.parent is not None:
        above = engine.by_id[section.parent]
        section = above.section
        if section is not None and heading_agencies(section.title):
            heading = f"{section.printed_number} {section.title}".strip()
            lines = [
                texts.LEAD.format(head_names(section.title)),
                texts.QUOTE.format(sentence),
                texts.BELOW.format(heading),
                texts.SOURCE.format(passage_label(passage)),
            ]
            return Answer(
                status=Status.ANSWERED,
                text="\n".join(lines),
                citations=(cite(passage, sentence), cite(above, section.text.split("\n")[0])),
            )
    return None
