"""The one port between the Telegram channel and the rooms that know the plans."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.model import Document
from index.model import Answer


@dataclass(frozen=True)
class Core:
    """What the channel needs of the rest of the program.

    `ask` and `documents` are called in worker threads, several at a time; of one conversation only one
    question is ever in work.
    """

    ask: Callable[[str, Any], Answer]  # (question, conversation); the conversation may be changed
    documents: Callable[[], Sequence[Document]]  # what is loaded now, in the order to be shown
    new_conversation: Callable[[], Any]  # an empty conversation, for a person's first question in a place
