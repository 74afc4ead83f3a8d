"""What the caller must repair, in one small tree.

PlansError
├── UnreadableFile   the file is missing, empty, not text, not a plan
│   └── SecretFile   it is marked as a state secret: nothing of it may be kept, not even its name
├── LibraryError     the data directory cannot be read, written or swapped
└── BadInput         a command line, question file or setting is wrong

Each message is one Vietnamese sentence or two: what is wrong, where, and the remedy.
"Not found" and "ambiguous" are answers, not errors.
"""


class PlansError(Exception):
    """A problem the user can repair; `str(error)` is the clear Vietnamese line."""


class UnreadableFile(PlansError):
    """A plan file that cannot be read as a plan."""


class SecretFile(UnreadableFile):
    """A file that is marked as a state secret."""


class LibraryError(PlansError):
    """The data directory with the loaded plans cannot be used."""


class BadInput(PlansError):
    """A command line, a question file or a setting is wrong."""
