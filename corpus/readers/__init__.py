"""One reader per file format: a file in, its lines and table rows with their places out."""

from corpus.readers.formats import Progress, check_name, read_lines

__all__ = ["Progress", "check_name", "read_lines"]
