"""HTML built so that foreign text cannot become markup: whatever is not ``Html`` is escaped.

Invariants:
    * text and attribute values hold no raw ``<``, ``>``, ``&``, ``"`` or ``'`` of the article's;
    * no control character and no mark that turns the writing's direction for what follows reaches the page;
    * a link leads to the web or to the page itself.
"""

import html
import re
from urllib.parse import urlsplit

_VOID = frozenset({"br", "hr", "meta"})
# Controls, lone surrogates and noncharacters are no HTML; directional marks would reorder their neighbours.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


class Html(str):
    """Markup that is ready for the page."""

    __slots__ = ()


def text(words: str) -> Html:
    """Escape foreign text for use between tags and in quoted attributes."""
    return Html(html.escape(_UNFIT.sub("", words)))


def join(*parts: str) -> Html:
    """Put parts side by side; those that are not markup are escaped."""
    return Html("".join(part if isinstance(part, Html) else text(part) for part in parts))


def tag(name: str, *children: str, **attributes: str) -> Html:
    """Make an element; ``class_`` stands for class, ``data_x`` for data-x; empty attributes are left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(value)}"' for key, value in attributes.items() if value
    )
    if name in _VOID:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{join(*children)}</{name}>")


def web_address(url: str) -> str:
    """Give an address that may be linked, or nothing: only the web's own schemes lead out of the page."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.netloc else ""
