"""One reader per file format: a file in, its lines and table rows with their places out."""

from corpus.readers.formats import check_name, read_lines

__all__ = ["check_name", "read_lines"]
