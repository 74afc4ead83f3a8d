"""Hold every conversation, or those named on the command line, and write their pictures and the page of them."""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path

from tests.pictures.drawing import draw
from tests.pictures.photographing import photograph
from tests.pictures.stage import TODAY, Stage
from tests.pictures.stories import STORIES
from tests.telegram_api.process import ROOT

SCREENS = ROOT / "docs" / "screens"
PAGE = ROOT / "docs" / "conversations.md"
_HEAD = f"""\
# Trò chuyện thật

Các hình dưới đây vẽ từ tin nhắn thật của trợ lý trên năm văn bản có sẵn, đúng bề ngang một chiếc điện thoại. Ngày trong
hình là {dt.date.fromisoformat(TODAY):%d/%m/%Y}. `make pictures` trò chuyện lại và vẽ lại tất cả.
"""


def main(names: list[str]) -> int:
    """Draw them. An unknown name ends with status 2."""
    unknown = set(names) - {story.name for story in STORIES}
    if unknown:
        print(f"no such conversation: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    SCREENS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as directory, Stage(Path(directory)) as stage:
        for story in STORIES:
            if not names or story.name in names:
                file = SCREENS / f"{story.name}.png"
                photograph(draw(story.tell(stage)), file)
                print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} KB", file=sys.stderr)
    if not names:
        for old in set(SCREENS.glob("*.png")) - {SCREENS / f"{story.name}.png" for story in STORIES}:
            old.unlink()
    parts = (
        f'## {story.title}\n\n{story.caption}\n\n<img src="screens/{story.name}.png" width="390" alt="{story.title}">\n'
        for story in STORIES
    )
    PAGE.write_text("\n".join([_HEAD, *parts]), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
