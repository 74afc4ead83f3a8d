"""One reader per file format: a file in, its lines and table rows with their places out."""

from corpus.readers.formats import read_lines

__all__ = ["read_lines"]
