"""What a person sees of a message: its text and its buttons, wherever in it they stand."""

from collections.abc import Iterator

from sandbox.limits.layout import Part, walk
from sandbox.payloads import Json

LINK_STYLE = 5


def text_of(message: Json) -> str:
    """Return all text of a message: content, embeds and text displays, a line each."""
    return "\n".join(each for each in _texts(message) if each)


def _texts(message: Json) -> Iterator[str]:
    yield message.get("content") or ""
    for embed in message.get("embeds") or ():
        yield from (embed.get("title") or "", embed.get("description") or "")
        for field in embed.get("fields") or ():
            yield from (field["name"], field["value"])
        yield (embed.get("footer") or {}).get("text") or ""
    for component in walk(message.get("components") or ()):
        if component["type"] == Part.TEXT_DISPLAY:
            yield component["content"]


def controls_of(message: Json) -> list[Json]:
    """Return what can be operated: buttons but for links, and selects."""
    return [
        each
        for each in walk(message.get("components") or ())
        if "custom_id" in each and each.get("style") != LINK_STYLE
    ]


def buttons_of(message: Json) -> list[str]:
    """Return the labels of a message's buttons, links among them, in their order."""
    found = (each for each in walk(message.get("components") or ()) if each["type"] == Part.BUTTON)
    return [each.get("label") or (each.get("emoji") or {}).get("name") or "" for each in found]


def is_private(message: Json) -> bool:
    """Say whether only one person sees a message."""
    return bool(message.get("flags", 0) & 64)


def is_thinking(message: Json) -> bool:
    """Say whether a message only shows that the bot is thinking."""
    return bool(message.get("flags", 0) & 128)
