"""The numbers a word processor or browser prints before the items of a list."""

from __future__ import annotations

from corpus.numbers import int_to_roman

_LETTERS = 26
_LARGEST_ROMAN = 3999
_LARGEST_LETTER = 780  # thirty times "z": as far as Word counts so


def compose_count(number: int, kind: str) -> str:
    """A count as a list of the `kind` prints it: "upperRoman", "lowerLetter", as WordprocessingML calls them.

    Any other kind, and a number it cannot print, gives figures.
    """
    if kind in ("upperRoman", "lowerRoman") and 0 < number <= _LARGEST_ROMAN:
        roman = int_to_roman(number)
        return roman if kind == "upperRoman" else roman.lower()
    if kind in ("upperLetter", "lowerLetter") and 0 < number <= _LARGEST_LETTER:
        turns, letter = divmod(number - 1, _LETTERS)  # … y, z, aa, bb, as Word counts
        letters = chr(ord("A") + letter) * (turns + 1)
        return letters if kind == "upperLetter" else letters.lower()
    if kind == "decimalZero":
        return f"{number:02d}"
    return str(number)
