"""Documents named by their titles: "kế hoạch khắc phục hạn chế", "kế hoạch cải cách hành chính 268"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.reading.mentions import KINDS, DocumentMention, starting_with
from index.reading.wording import expand_abbreviations

_TITLED = re.compile(
    rf"(?<!\w)(?P<kind>{'|'.join(sorted(KINDS, key=len, reverse=True))})(?: của \w+(?: \w+)?)? "
    r"(?:về |tiếp tục )?(?P<rest>[^?¶]+)"
)
_TITLE_SYLLABLES = 5  # this many in a row after the kind, all of a document's title, name the document
_NUMBERED = re.compile(
    r"(?<!\w)(?P<kind>kế hoạch|công văn|văn bản) (?P<words>[^\W\d_]+(?: [^\W\d_]+){1,9}?) "
    r"(?:số )?(?P<number>\d+)(?![\d/%.,-]*\w)"
)


def find_numbered(
    masked: str, loaded: Mapping[str, str], titles: Mapping[str, frozenset[str]], common: frozenset[str]
) -> DocumentMention | None:
    """A loaded document named by words of its title and its number: "kế hoạch cải cách hành chính 268"."""
    for match in _NUMBERED.finditer(masked):
        for document in starting_with(match["number"], loaded, KINDS.get(match["kind"], ())):
            if all(word in titles[document] or word in common for word in match["words"].split()):
                return DocumentMention(match.group(), (document,), (), match.start(), match.end())
    return None


def find_titled(
    masked: str, titles: Mapping[str, frozenset[str]], common: frozenset[str]
) -> DocumentMention | None:
    """A document named by its title: "kế hoạch khắc phục hạn chế, khuyết điểm năm 2021".

    `titles`: document id → syllables of its title, kind and issuer; `common`: syllables that tell nothing.
    The documents that hold the longest run of the words after the kind are meant.
    """
    for match in _TITLED.finditer(masked):
        best, meant, end = 0, [], 0
        for document, title in titles.items():
            length, reach = 0, 0
            for word in re.finditer(r"[^\W_]+", match["rest"]):
                if word.group() == "số":  # what follows is asked for: "… là số mấy"
                    break
                said = expand_abbreviations(word.group()).split()  # "cchc" says four words of the title
                if not all(syllable in title for syllable in said):
                    if word.group() in common:
                        continue
                    break
                if word.group() not in common:
                    length, reach = length + len(said), word.end()
            if length > best:
                best, meant, end = length, [document], reach
            elif length == best and length:
                meant.append(document)
        if best >= _TITLE_SYLLABLES:
            stop = match.start("rest") + end
            return DocumentMention(masked[match.start() : stop], tuple(meant), (), match.start(), stop)
    return None
