"""Pictures → words, by the program tesseract: many pictures in one run."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from pathlib import Path

import cv2

from corpus.errors import UnreadableFile
from corpus.readers.pages.picture import Picture
from corpus.readers.pages.printed import Box, Word

_SECONDS = 120.0  # for one run, and one more for each picture; a dense page takes 3 on an idle machine
_UNSURE = 60.0  # tesseract's confidence of 100: below it a word may be misread
_NOISE = 25.0  # below it a word of signs is a speck
_ENOUGH = 2.0  # tesseract's confidence in a page's orientation: below it, it guesses


_NOT_VIETNAMESE = re.compile("NÑ|Ñ")  # what tesseract's Vietnamese makes of a bold N


class Mode(IntEnum):
    """What a picture holds, as tesseract numbers its page segmentation modes."""

    PAGE = 3
    BLOCK = 6
    LINE = 7


def require_tesseract(name: str) -> None:
    """Raises UnreadableFile where the program or its Vietnamese is not installed; `name` is the file's."""
    what = f"Tệp {name} có trang là ảnh hoặc chữ kiểu cũ (TCVN3, VNI), phải nhận dạng chữ"
    remedy = "Hãy cài đặt (sudo apt install tesseract-ocr tesseract-ocr-vie) rồi nạp lại, hoặc nạp bản Word."
    if shutil.which("tesseract") is None:
        raise UnreadableFile(f"{what}, nhưng máy này chưa có chương trình tesseract. {remedy}")
    if "vie" not in installed_languages():
        raise UnreadableFile(f"{what}, nhưng tesseract trên máy này chưa có tiếng Việt. {remedy}")


def is_installed() -> bool:
    """Whether the program is there, with its Vietnamese."""
    try:
        return shutil.which("tesseract") is not None and "vie" in installed_languages()
    except UnreadableFile:  # it is there, and does not run
        return False


@lru_cache(maxsize=1)
def installed_languages() -> frozenset[str]:
    """The languages that the installed tesseract knows, as it calls them."""
    return frozenset(_run(["--list-langs"], _SECONDS).split())


def recognise(
    pictures: Sequence[Picture], mode: Mode, letters: str = "", *, latin: bool = False
) -> list[list[Word]]:
    """The words of each picture, their boxes in its pixels; only of these `letters`, if any are given.

    `latin` takes the model without Vietnamese letters, where it is installed.
    Raises UnreadableFile where tesseract fails or takes too long.
    """
    if not pictures:
        return []
    language = "eng" if latin and "eng" in installed_languages() else "vie"
    options = ["-l", language, "--psm", str(int(mode)), "-c", "tessedit_create_tsv=1"]
    options += ["-c", f"tessedit_char_whitelist={letters}"] if letters else []
    with tempfile.TemporaryDirectory() as directory:
        folder = Path(directory)
        paths = [folder / f"{at}.pgm" for at in range(len(pictures))]
        for path, picture in zip(paths, pictures, strict=True):
            cv2.imwrite(str(path), picture)
        (folder / "list.txt").write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        _run([str(folder / "list.txt"), str(folder / "out"), *options], _SECONDS + len(pictures))
        table = (folder / "out.tsv").read_text(encoding="utf-8")
    found: list[list[Word]] = [[] for _ in pictures]
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if word := _parse_word(row):
            found[int(row["page_num"]) - 1].append(word)
    return found


def find_quarter_turns(picture: Picture) -> int:
    """How many quarter turns clockwise put the picture upright, 0 where tesseract cannot tell."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "page.pgm"
        cv2.imwrite(str(path), picture)
        try:
            told = _run([str(path), "-", "--psm", "0"], _SECONDS)
        except UnreadableFile:  # too few letters
            return 0
    facts = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    sure = float(facts.get("Orientation confidence", 0)) >= _ENOUGH
    return int(facts.get("Rotate", 0)) // 90 if sure else 0


def _run(arguments: Sequence[str], seconds: float) -> str:
    """What tesseract prints; one thread, for pages are read side by side."""
    try:
        run = subprocess.run(  # noqa: S603
            ["tesseract", *arguments],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
            timeout=seconds,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (subprocess.SubprocessError, OSError) as error:
        raise UnreadableFile(
            "Chương trình nhận dạng chữ (tesseract) không đọc được bản quét. "
            "Hãy quét lại rõ hơn hoặc nạp bản Word."
        ) from error
    return run.stdout


def _parse_word(row: dict[str, str]) -> Word | None:
    """A row of tesseract's table as a word; None for what is none, or only noise."""
    text = _NOT_VIETNAMESE.sub("N", (row.get("text") or "").strip())
    if row.get("level") != "5" or not text:
        return None
    sure = float(row["conf"])
    lettered = any(char.isalnum() for char in text)
    if sure < _NOISE and not lettered:
        return None
    x0, top, width, height = (float(row[name]) for name in ("left", "top", "width", "height"))
    return Word(text, Box(x0, top, x0 + width, top + height), unsure=lettered and sure < _UNSURE)
