"""One corpus version, ready to be asked: loaded whole, immutable, swapped whole.

save_index(directory, plans)               # at index time: learns and writes index.npz and index.json
engine = load_engine(directory, plans)     # at question time
engine.find_places(question)               # index.search
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.agencies import AgencyFinder, agency_book
from corpus.model import Document, Plan, Section, TaskRow
from corpus.numbers import find_document_numbers
from corpus.places import provinces
from corpus.vietnamese import fold, syllables
from index.analyzer import Analyzer, learn_dictionary, learn_words
from index.bm25 import Bm25Index
from index.coverage import Matter
from index.holdings import Holdings
from index.names import find_proper_names
from index.passages import Evidence, Passage, indexed_texts, passages_of, with_agencies
from index.reading.question import Known
from index.reading.spelling import SpellingModel
from index.reading.topic import Topic
from index.reading.typing_slips import is_syllable
from index.remembering import Remembered
from index.selection import Selection
from index.spelling_sources import learn_spelling
from index.twins import find_twins
from index.validity import Change, ended, find_changes, working_year
from index.weighing import Wanted, Weighed

_REMEMBERED = 32
_VOCABULARY = 100_000
_WORD = 2  # syllables
_RAREST = 0.0015  # share of the passages: what is rarer than this tells no more


@dataclass(frozen=True)
class Engine:
    """Everything a question is answered from."""

    version: str
    plans: tuple[Plan, ...]
    passages: tuple[Passage, ...]
    analyzer: Analyzer
    bm25: Bm25Index
    spelling: SpellingModel
    twins: Mapping[str, str]  # row → the section that speaks of the same task
    shorthand: Mapping[str, str] = field(default_factory=dict)  # an administrator's abbreviations
    words: frozenset[str] = frozenset()  # of two syllables: those of the plans and of a dictionary

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The loaded documents by id."""
        return {plan.document.id: plan.document for plan in self.plans}

    @cached_property
    def by_id(self) -> dict[str, Passage]:
        """Every passage by its id."""
        return {passage.id: passage for passage in self.passages}

    @cached_property
    def tasks(self) -> tuple[TaskRow, ...]:
        """Every task row, in printed order."""
        return tuple(task for plan in self.plans for task in plan.tasks)

    @cached_property
    def with_columns(self) -> tuple[Passage, ...]:
        """The task rows that have columns beyond the known ones."""
        return tuple(passage for passage in self.passages if passage.task is not None and passage.task.extra)

    @cached_property
    def sections(self) -> dict[str, Section]:
        """Every section by id."""
        return {section.id: section for plan in self.plans for section in plan.sections}

    @cached_property
    def children(self) -> dict[str, list[Section]]:
        """The sections directly below each section that has any, by its id."""
        found: dict[str, list[Section]] = {}
        for section in self.sections.values():
            if section.parent is not None:
                found.setdefault(section.parent, []).append(section)
        return found

    @cached_property
    def changes(self) -> dict[str, list[Change]]:
        """What other loaded documents do to a document, by its id."""
        return find_changes(self.documents.values())

    @cached_property
    def ended(self) -> frozenset[str]:
        """Ids of the documents that another loaded one has replaced or annulled."""
        return ended(self.changes)

    @cached_property
    def known(self) -> Known:
        """What a question can point at in these plans."""
        return Known(
            documents={i: document.number for i, document in self.documents.items()},
            cited=tuple(self.citations),
            provinces=provinces(),
            own_provinces=frozenset(d.province for d in self.documents.values() if d.province),
            issued={i: (document.year, document.province) for i, document in self.documents.items()},
            titles={
                i: frozenset(syllables(f"{document.kind} {document.title} {document.issuer}"))
                for i, document in self.documents.items()
            },
            spelling=self.spelling,
            finder=self.agency_finder,
            shorthand=self.shorthand,
            years={plan.document.id: year for plan in self.plans if (year := working_year(plan))},
        )

    @cached_property
    def citations(self) -> dict[str, list[Passage]]:
        """Number of a cited document → the passages that cite it."""
        found: dict[str, list[Passage]] = {}
        for passage in self.passages:
            for number in dict.fromkeys(n.id for n in find_document_numbers(passage.own)):
                found.setdefault(number, []).append(passage)
        for plan in self.plans:
            for cited in find_document_numbers(plan.document.header):
                found.setdefault(cited.id, [])
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """Proper names of the plans (two capitalised syllables and more), lower case."""
        return find_proper_names([passage.own for passage in self.passages], self.analyzer.words)

    @cached_property
    def _document_evidence(self) -> dict[str, Evidence]:
        return {
            i: Evidence.of(document.title, document.province, str(document.year or ""), document.header[:400])
            for i, document in self.documents.items()
        }

    def document_evidence(self, document: str) -> Evidence:
        """What stands over every passage of a document: its title, province and year."""
        return self._document_evidence[document]

    @cached_property
    def _title_evidence(self) -> dict[str, Evidence]:
        return {i: Evidence.of(document.title) for i, document in self.documents.items()}

    def title_evidence(self, document: str) -> Evidence:
        """What its title says of every passage of a document."""
        return self._title_evidence[document]

    @cached_property
    def holdings(self) -> Holdings:
        """Which passages hold a syllable or a pair of neighbours, by their positions."""
        return Holdings([passage.evidence for passage in self.passages])

    @cached_property
    def positions(self) -> dict[str, int]:
        """Id of a passage → its position."""
        return {passage.id: at for at, passage in enumerate(self.passages)}

    def _frequency(self, syllable: str) -> int:
        return self.holdings.frequency(fold(syllable))

    @cached_property
    def followers(self) -> dict[str, Counter[str]]:
        """Syllable without accents → the syllables that stand behind it, as spelt, and in how many passages.

        "" → every syllable.
        """
        found: dict[str, Counter[str]] = {"": Counter()}
        for passage in self.passages:
            found[""].update(passage.evidence.syllables)
            for first, second in passage.evidence.pairs:
                found.setdefault(fold(first), Counter())[second] += 1
        return found

    @cached_property
    def _rarities(self) -> dict[str, float]:
        return {}

    @cached_property
    def scores(self) -> Remembered[str, NDArray[np.float64]]:
        """BM25 of every passage for a text, shape (passages,); the last few texts are remembered."""
        return Remembered(lambda text: self.bm25.scores(self.analyzer.query_terms(text)), _REMEMBERED)

    @cached_property
    def matter(self) -> Remembered[Topic, Matter]:
        """A topic weighed; the last few are remembered, with the passages they were held against."""
        return Remembered(lambda topic: Matter.of(self, topic), _REMEMBERED)

    @cached_property
    def weighed(self) -> Remembered[Wanted, Weighed]:
        """What passages are worth to a question; the last few are remembered, for its next search."""
        return Remembered(lambda wanted: Weighed(self, wanted), _REMEMBERED)

    @cached_property
    def agencies(self) -> frozenset[str]:
        """Canonical names of every agency the plans name."""
        return frozenset().union(*(passage.leaders | passage.named for passage in self.passages))

    @cached_property
    def agency_finder(self) -> AgencyFinder:
        """Finds the known agencies, and those only these plans name ("Trung tâm Giống cây trồng tỉnh")."""
        own = sorted(name for name in self.agencies if name[:1].isupper() and not name.startswith("Các "))
        return AgencyFinder(agency_book().with_names(own))

    @cached_property
    def selection(self) -> Selection:
        """Which passages belong to some documents, of one kind or all, by their positions."""
        return Selection(self.passages)

    def warm(self) -> None:
        """Read now what questions would otherwise read when they first come to a passage."""
        self.spelling.warm()
        for passage in self.passages:
            _ = passage.evidence.numbers, passage.evidence.counted, passage.clauses, passage.times
            _ = passage.heading, passage.running

    def knows(self, syllable: str) -> bool:
        """Does any passage hold the syllable, accents aside?

        Numbers are judged elsewhere, and an unknown abbreviation tells nothing.
        """
        return not is_syllable(syllable) or self._frequency(syllable) > 0

    def rarity(self, syllable: str) -> float:
        """How much a syllable tells, accents aside, by the share of the passages that hold it; ≥ 0.

        It saturates: beside a thousand plans, a word that stands nowhere must not outweigh all others.
        """
        known = self._rarities.get(syllable)
        if known is None:
            share = self._frequency(syllable) / (len(self.passages) + 1)
            known = log(1.0 + 1.0 / (share + _RAREST))
            if len(self._rarities) < _VOCABULARY:
                self._rarities[syllable] = known
        return known


def save_index(directory: Path, plans: Sequence[Plan]) -> None:
    """Learn everything that is learned from the plans and write it beside them."""
    passages = [with_agencies(passage) for passage in passages_of(plans)]
    texts = [indexed_texts(passage) for passage in passages]
    analyzer = Analyzer(learn_words(text for group in texts for text in group))
    bm25 = Bm25Index.build([analyzer.index_terms(*group) for group in texts])
    spelling = learn_spelling(plans)
    np.savez(directory / "index.npz", **bm25.to_arrays())  # type: ignore[arg-type]
    learned = {
        "analyzer": analyzer.to_json(),
        "vocabulary": bm25.vocabulary,
        "twins": find_twins(passages),
        "leaders": [sorted(passage.leaders) for passage in passages],
        "named": [sorted(passage.named) for passage in passages],
        "spelling": {
            "unigrams": spelling.unigrams,
            "bigrams": spelling.bigrams,
            "corpus": sorted(spelling.corpus),
        },
        "dictionary": sorted(
            {" ".join(w) for word in learn_dictionary() if len(w := syllables(word)) == _WORD}
        ),
    }
    (directory / "index.json").write_text(json.dumps(learned, ensure_ascii=False), encoding="utf-8")


def load_engine(directory: Path, plans: Sequence[Plan]) -> Engine:
    """Load the index that `save_index` wrote for these plans."""
    learned = json.loads((directory / "index.json").read_text(encoding="utf-8"))
    with np.load(directory / "index.npz", allow_pickle=False) as arrays:
        bm25 = Bm25Index.from_arrays(dict(arrays), learned["vocabulary"])
    spelling = learned["spelling"]
    return Engine(
        version=directory.name,
        plans=tuple(plans),
        passages=tuple(
            replace(passage, leaders=frozenset(leaders), named=frozenset(named))
            for passage, leaders, named in zip(
                passages_of(plans), learned["leaders"], learned["named"], strict=True
            )
        ),
        analyzer=Analyzer.from_json(learned["analyzer"]),
        bm25=bm25,
        twins=learned["twins"],
        spelling=SpellingModel(spelling["unigrams"], spelling["bigrams"], frozenset(spelling["corpus"])),
        words=frozenset((*learned["dictionary"], *learned["analyzer"]["words"])),
    )
