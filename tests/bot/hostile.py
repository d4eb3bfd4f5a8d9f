"""What others may write, at its worst, and what Discord accepts: for the laws of messages."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from discord import ui
from hypothesis import strategies as st

COMPONENTS, CHARACTERS, ID, LABEL, LINK = 40, 4000, 100, 80, 512
BUTTON, TEXT, CONTAINER = 2, 10, 17

SNIPPETS = (
    "@everyone",
    "<@123456789012345678>",
    "<#1>",
    "<t:0:R>",
    "</trivia:1>",
    "<:x:1>",
    "[free](https://e.vil)",
    "https://e.vil/x",
    "**bold**",
    "__u__",
    "~~s~~",
    "||spoiler||",
    "`code`",
    "```\nblock\n```",
    "# head",
    "-# small",
    "> quote",
    "- item",
    "1. one",
    "\\",
    "\\*",
    "\u202eabc",
    "\u200b",
    "\u2066x\u2069",
    "\u3164",
    "z\u0336\u0337\u0338\u0339\u033a",
    "\ud800",
    "\x00",
    "Ünïcode 漢字 שלום",
    "👩\u200d🚀",
    "*" * 900,
    "word " * 300,
)
texts = st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=30)), max_size=6).map("".join)
full_texts = texts.map(lambda text: f"x{text}")
"""Never without something to see."""


def faults(view: ui.LayoutView) -> list[str]:
    """Name what Discord would refuse in a message; none is what every message must have."""
    parts = list(walk(tree(view)))
    found = [f"{len(parts)} components"] if len(parts) > COMPONENTS else []
    texts_shown = [part["content"] for part in parts if part["type"] == TEXT]
    if sum(map(len, texts_shown)) > CHARACTERS:
        found.append(f"{sum(map(len, texts_shown))} characters")
    found += ["empty text" for text in texts_shown if not text.strip()]
    buttons = [part for part in parts if part["type"] == BUTTON]
    found += [f"label {button['label']!r}" for button in buttons if not 1 <= len(button["label"]) <= LABEL]
    ids = [button["custom_id"] for button in buttons if button.get("custom_id")]
    found += [f"id {one}" for one in ids if len(one) > ID]
    found += ["ids twice"] if len(set(ids)) < len(ids) else []
    found += [f"link {button['url']}" for button in buttons if len(button.get("url") or "") > LINK]
    rows = [part for part in parts if part["type"] == 1]
    found += ["row" for row in rows if not 1 <= len(row["components"]) <= 5]
    return found


def everything_shown(view: ui.LayoutView) -> str:
    """Give all the text of a message."""
    return "\n".join(part["content"] for part in walk(tree(view)) if part["type"] == TEXT)


def tree(view: ui.LayoutView) -> list[dict[str, Any]]:
    """Give a message's components as they are sent."""
    sent: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call]
    return sent


def walk(parts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the components and what is in them."""
    for part in parts:
        yield part
        yield from walk(part.get("components", []))


def live_markup(text: str) -> list[str]:
    """Find what Discord would format, link or mention in text that has none of our own."""
    bare = re.sub(r"\\[^A-Za-z\d\s]", "", text)
    found = re.findall(r"[*_~`|<\[@\\]|://", bare)
    if re.match(r"(?:[#>+-]|\d+[.)])", text):
        found.append(text[:3])
    return found


def hidden(text: str) -> list[str]:
    """Find what nobody sees."""
    return [
        f"U+{ord(char):04X}"
        for char in text
        if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"} and char not in "\u200c\u200d\n"
    ]
