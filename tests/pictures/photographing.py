"""A page of HTML → a small PNG of what stands on it, by the program chromium."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops, ImageColor

from tests.pictures.drawing import OUTSIDE, WIDTH

_SCALE = 2  # pixels of the picture for one of the page, as on a phone
_WINDOW = (500, 5000)  # wider than the page: the program refuses narrow windows; what is outside is cut off
_COLOURS = 64
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *(
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-lcd-text",
    ),
)


def photograph(page: str, file: Path) -> None:
    """Write the picture. Raises `SystemExit` where there is no chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        raise SystemExit("chromium is not installed (Debian: apt install chromium fonts-noto-core)")
    with tempfile.TemporaryDirectory() as directory:
        source, shot = Path(directory, "page.html"), Path(directory, "shot.png")
        source.write_text(page, encoding="utf-8")
        command = [
            *(program, *_FLAGS, f"--user-data-dir={directory}/profile"),
            *(f"--force-device-scale-factor={_SCALE}", f"--window-size={_WINDOW[0]},{_WINDOW[1]}"),
            *(f"--screenshot={shot}", source.as_uri()),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        with Image.open(shot) as picture:
            _crop(picture.convert("RGB")).quantize(_COLOURS, dither=Image.Dither.NONE).save(
                file, optimize=True
            )


def _crop(picture: Image.Image) -> Image.Image:
    """What is not outside. Raises `ValueError` where the page is longer than the window."""
    outside = Image.new("RGB", picture.size, ImageColor.getrgb(OUTSIDE))
    box = ImageChops.difference(picture, outside).getbbox()
    if box is None or box[3] >= picture.height or box[2] != WIDTH * _SCALE:
        raise ValueError(f"the page does not fit: {box} of {picture.size}")
    return picture.crop(box)
