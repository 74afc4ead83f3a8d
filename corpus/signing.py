"""The foot of a document: who signed it as what, and who receives it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.layout import Line
from corpus.line_forms import RECIPIENTS, is_authority, is_name, is_role, name_without_rank
from corpus.markers import is_upper

_BULLET = re.compile(r"[-–—+•*]\s*")
_FILE_MARK = re.compile(r"\S*\d\S*|[A-ZĐ]{1,4}|\W*")  # a typist's code, initials


class Signature(NamedTuple):
    """The signature block: the signer's name, the role signed in, and the block's lines."""

    signer: str
    role: str
    text: str


def _signature_cells(signature: Sequence[Line], recipients: Sequence[Line]) -> list[str]:
    """The texts of the signature, also where it stands in a column beside the recipients."""
    cells = []
    for line in sorted((*signature, *recipients)):
        columns = line.columns or [line.text]
        if line in recipients:
            columns = columns[1:] if not is_role(columns[0]) else columns
        cells += [cell for cell in columns if any(char.isalpha() for char in cell)]
    return cells


def find_signature(signature: Sequence[Line], recipients: Sequence[Line]) -> Signature:
    """Who signed, in which role; empty where the file holds no signature.

    The role is the signer's own ("PHÓ CHỦ TỊCH"), not in whose name he signs ("KT. CHỦ TỊCH"), unless only
    that is printed.
    """
    cells = _signature_cells(signature, recipients)
    names = [at for at, cell in enumerate(cells) if is_name(cell) and not is_role(cell)]
    mixed = [at for at in names if not is_upper(cells[at])]
    named = (mixed or names or [len(cells)])[0 if mixed else -1]
    above = [cell for cell in cells[:named] if is_upper(cell)]
    own = [cell for cell in above if not is_authority(cell)]
    role = next((cell for cell in reversed(own or above) if is_role(cell)), "")
    signer = name_without_rank(cells[named]) if named < len(cells) else ""
    return Signature(signer, role, "\n".join(cells))


def find_recipients(lines: Sequence[Line]) -> tuple[str, ...]:
    """The recipients as printed, one item each; a typist's mark below them is none of them."""
    items: list[str] = []
    for line in lines:
        columns = line.columns or [line.text]
        text = RECIPIENTS.sub("", columns[0], count=1) if RECIPIENTS.match(columns[0]) else columns[0]
        bullet = _BULLET.match(text)
        item = text[bullet.end() :] if bullet else text
        if _FILE_MARK.fullmatch(item) or is_role(item):
            continue
        if bullet or not items or items[-1].endswith((";", ".")):
            items.append(item)
        else:
            items[-1] = f"{items[-1]} {item}"
    return tuple(item.rstrip(" ;,.") for item in items)
