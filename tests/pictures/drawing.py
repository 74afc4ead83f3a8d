"""A scene → a page of HTML that looks as a phone shows the chat, 390 px wide."""

from __future__ import annotations

from html import escape
from typing import Any

from tests.pictures.stage import Scene, Toast, Typing
from tests.telegram_api.world import BOT, Json, find_entities

WIDTH = 390
OUTSIDE = "#ff00ff"
"""The colour around the chat: no part of the picture."""
_NAMES = ("#c03d33", "#4fad2d", "#d09306", "#168acd", "#8544d6", "#cd4073")
_TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "code": ("<code>", "</code>"),
    "blockquote": ("<blockquote>", "</blockquote>"),
    "expandable_blockquote": ('<blockquote class="fold"><span>', "</span></blockquote>"),
}
_LINKS = ("text_link", "bot_command", "mention", "text_mention", "url", "hashtag")
_STYLE = f"""
* {{ box-sizing: border-box; margin: 0; }}
html {{ background: {OUTSIDE}; }}
body {{ width: {WIDTH}px; background: #d6e4ee; color: #000; overflow-wrap: anywhere;
  font: 16px/21px "Noto Sans", sans-serif; }}
header {{ display: flex; gap: 10px; align-items: center; background: #fff; padding: 8px 12px; }}
header .title {{ font-weight: 600; }}
header .subtitle {{ color: #7d8a94; font-size: 13px; line-height: 17px; }}
.face {{ flex: none; width: 40px; height: 40px; border-radius: 50%; color: #fff; font-weight: 600;
  display: grid; place-items: center; background: #168acd; }}
main {{ padding: 10px 8px 14px; display: flex; flex-direction: column; gap: 8px; align-items: flex-start; }}
.message {{ max-width: 342px; }}
.message.keys {{ width: 342px; }}
.mine {{ align-self: flex-end; }}
.bubble {{ background: #fff; border-radius: 14px; padding: 7px 11px 8px; white-space: pre-wrap; }}
.mine .bubble {{ background: #dff7c9; }}
.name {{ font-weight: 600; font-size: 14px; line-height: 19px; }}
.via {{ color: #168acd; font-size: 14px; line-height: 19px; }}
.reply {{ border-left: 3px solid #168acd; background: #eaf4fb; border-radius: 5px; padding: 2px 8px; margin: 2px 0 5px;
  font-size: 14px; line-height: 18px; }}
.mine .reply {{ border-color: #4fad2d; background: #cdeeb4; }}
.reply div {{ white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }}
.reply .who {{ color: #168acd; font-weight: 600; }}
blockquote {{ position: relative; border-left: 3px solid #168acd; background: #eaf4fb; border-radius: 5px;
  padding: 3px 22px 4px 9px; margin: 3px 0; font-size: 15px; line-height: 20px; }}
blockquote::before {{ content: "❞"; position: absolute; top: 1px; right: 6px; color: #168acd; font-size: 12px; }}
.fold span {{ display: block; max-height: 60px; overflow: hidden; }}
.fold.more::after {{ content: "⌄"; position: absolute; right: 6px; bottom: 3px; color: #168acd; font-weight: 700; }}
.fold.more span {{ display: -webkit-box; -webkit-line-clamp: 3; -webkit-box-orient: vertical; }}
a {{ color: #1f7fc4; }}
.file {{ display: flex; gap: 10px; align-items: center; min-width: 240px; margin: 3px 0; }}
.file .face {{ font-size: 18px; }}
.file .size {{ color: #7d8a94; font-size: 13px; line-height: 17px; }}
.row {{ display: flex; gap: 4px; margin-top: 4px; }}
.button {{ flex: 1 1 0; min-width: 0; text-align: center; padding: 8px 6px; border-radius: 9px; background: #f3f8fb;
  color: #14517c; font-weight: 600; font-size: 14px; line-height: 19px; white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis; position: relative; }}
.button.link {{ padding-right: 16px; }}
.button.link::after {{ content: "↗"; position: absolute; top: 2px; right: 5px; font-size: 11px; line-height: 12px; }}
.note {{ align-self: center; background: #7f95a4; color: #fff; border-radius: 12px; padding: 3px 12px; font-size: 13px;
  text-align: center; max-width: 330px; }}
.toast {{ align-self: center; background: #2b3a44; color: #fff; border-radius: 10px; padding: 8px 14px; font-size: 14px;
  max-width: 350px; }}
.results {{ align-self: stretch; margin: 0 -8px; background: #fff; }}
.results .top {{ text-align: center; color: #1f7fc4; padding: 9px; border-bottom: 1px solid #dde4e9; }}
.result {{ display: flex; gap: 10px; padding: 8px 12px; border-bottom: 1px solid #e6ebef; }}
.result .face {{ border-radius: 6px; background: #6fa8cf; }}
.result .text {{ min-width: 0; }}
.result .title {{ font-weight: 600; font-size: 15px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }}
.result .description {{ color: #5d6b75; font-size: 14px; line-height: 18px; display: -webkit-box; overflow: hidden;
  -webkit-line-clamp: 2; -webkit-box-orient: vertical; }}
.field {{ align-self: stretch; margin: 0 -8px -14px; background: #f4f7f9; padding: 8px 12px 10px; }}
.field div {{ background: #fff; border: 1px solid #cfd9e0; border-radius: 18px; padding: 6px 14px; }}
"""
_SCRIPT = """
for (const fold of document.querySelectorAll(".fold")) {
  if (fold.firstChild.scrollHeight > fold.firstChild.clientHeight + 2) fold.classList.add("more");
}
"""


def draw(scene: Scene) -> str:
    """The page."""
    parts = "".join(_draw_frame(scene, frame) for frame in scene.frames)
    return (
        f'<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><style>{_STYLE}</style><body>'
        f'<header>{_face(scene.title)}<div><div class="title">{escape(scene.title)}</div>'
        f'<div class="subtitle">{escape(scene.subtitle)}</div></div></header><main>{parts}</main>'
        f"<script>{_SCRIPT}</script></body></html>"
    )


def _draw_frame(scene: Scene, frame: Json | Toast | Typing) -> str:
    if isinstance(frame, Toast):
        return f'<div class="toast">{escape(frame.text)}</div>'
    if isinstance(frame, Typing):
        return _draw_typing(frame)
    return _draw_message(scene, frame)


def _draw_message(scene: Scene, message: Json) -> str:
    sender = message["from"]
    mine = sender["id"] == scene.person.user["id"]
    named = message["chat"]["type"] != "private" and not mine
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    inside = ""
    if named:
        colour = _NAMES[sender["id"] % len(_NAMES)]
        inside += f'<div class="name" style="color:{colour}">{escape(sender["first_name"])}</div>'
    if "via_bot" in message:
        inside += f'<div class="via">qua @{BOT["username"]}</div>'
    inside += _draw_reply(message) + _draw_file(message)
    text = message.get("text") or message.get("caption", "")
    entities = message.get("entities", []) or message.get("caption_entities", [])
    inside += f"<div>{markup(text, entities)}</div>" if text else ""
    keys = "".join(f'<div class="row">{"".join(map(_draw_button, row))}</div>' for row in rows)
    kind = f"message{' mine' if mine else ''}{' keys' if rows else ''}"
    return f'<div class="{kind}"><div class="bubble">{inside}</div>{keys}</div>'


def _draw_reply(message: Json) -> str:
    replied = message.get("reply_to_message")
    if replied is None or "forum_topic_created" in replied:
        return ""
    text = replied.get("text") or replied.get("caption") or replied.get("document", {}).get("file_name", "")
    return (
        f'<div class="reply"><div class="who">{escape(replied["from"]["first_name"])}</div>'
        f"<div>{escape(' '.join(text.split()))}</div></div>"
    )


def _draw_file(message: Json) -> str:
    document = message.get("document")
    if document is None:
        return ""
    size = document.get("file_size")
    shown = f'<div class="size">{max(1, size // 1024)} KB</div>' if size else ""
    return f'<div class="file"><div class="face">⭳</div><div><b>{escape(document["file_name"])}</b>{shown}</div></div>'


def _draw_button(button: Json) -> str:
    kind = "button link" if "url" in button else "button"
    return f'<div class="{kind}">{escape(button["text"])}</div>'


def _draw_typing(frame: Typing) -> str:
    button, results = frame.typed.button, frame.typed.results
    top = f'<div class="top">{escape(button["text"])}</div>' if button else ""
    listed = "".join(
        f'<div class="result">{_face(result.json["title"])}<div class="text">'
        f'<div class="title">{escape(result.json["title"])}</div>'
        f'<div class="description">{escape(result.json.get("description", ""))}</div></div></div>'
        for result in results[:7]
    )
    words = escape(f"@{BOT['username']} {frame.words}")
    return f'<div class="results">{top}{listed}</div><div class="field"><div>{words}</div></div>'


def _face(name: str) -> str:
    letter = next((letter for letter in name if letter.isalnum()), "?")
    return f'<div class="face">{escape(letter.upper())}</div>'


def markup(text: str, entities: list[Json]) -> str:
    """A message's text with its entities as HTML; commands and names of the bot's own texts are links, too."""
    units = text.encode("utf-16-le")
    known = [*entities, *(e for e in find_entities(text) if not any(_same(e, other) for other in entities))]
    known = [entity for entity in known if entity["type"] in _TAGS or entity["type"] in _LINKS]
    known.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    cuts = sorted(
        {0, len(units) // 2, *(at for e in known for at in (e["offset"], e["offset"] + e["length"]))}
    )
    out, open_until = "", list[tuple[int, str]]()
    for start, end in zip(cuts, [*cuts[1:], len(units) // 2], strict=True):
        while open_until and open_until[-1][0] <= start:
            out += open_until.pop()[1]
        for entity in known:
            if entity["offset"] == start:
                opening, closing = _tag(entity)
                out += opening
                open_until.append((start + entity["length"], closing))
        out += escape(units[2 * start : 2 * end].decode("utf-16-le"), quote=False)
    out += "".join(closing for _, closing in reversed(open_until))
    for quote in ("blockquote", 'blockquote class="fold"'):  # a block of its own: no empty line around it
        out = out.replace(f"\n<{quote}>", f"<{quote}>")
    return out.replace("</blockquote>\n", "</blockquote>")


def _same(one: Json, other: Json) -> bool:
    return bool(one["offset"] == other["offset"] and one["type"] == other["type"])


def _tag(entity: dict[str, Any]) -> tuple[str, str]:
    return ("<a>", "</a>") if entity["type"] in _LINKS else _TAGS[entity["type"]]
