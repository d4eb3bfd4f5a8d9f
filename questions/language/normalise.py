"""The article's text made plain for the parser, with every character's way back to where it stood.

Invariants:
    * ``len(clean.origin) == len(clean.text)`` and the origins rise strictly;
    * ``clean.text`` holds no control character but the newline.
"""

import re
import unicodedata
from dataclasses import dataclass

_SAME = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201a": "'",
        "\u02bc": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2212": "-",
        "\u2015": "\u2014",
        "\t": " ",
        "\v": " ",
        "\f": " ",
        "\u2028": "\n",
        "\u2029": "\n",
        "\x85": "\n",
        "\r": " ",
    }
)
# Reference marks, editors' notes and left-over tags: never spoken, so never shown.
_DROPPED = re.compile(
    r"\[(?:\d{1,3}|[a-z]|update|citation needed|clarification needed|note \d{1,3})\]"
    r"|</?[A-Za-z][^<>\n]{0,200}>"
)
_WRAP_WIDTH = 100  # the widest line that text wrapped by hand has


@dataclass(frozen=True, slots=True)
class Clean:
    """Plain text beside the original; ``origin[i]`` is where character ``i`` stood."""

    text: str
    original: str
    origin: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the original's offsets of a stretch of the plain text that is not empty."""
        return self.origin[start], self.origin[end - 1] + 1

    def shown(self, start: int, end: int) -> str:
        """Give a stretch as the author wrote it, without what was dropped and on one line."""
        return " ".join("".join(self.original[self.origin[i]] for i in range(start, end)).split())


def clean(original: str) -> Clean:
    """Make a text plain: straight quotes, simple spaces, no marks, controls or invisible characters."""
    skipped = {i for match in _DROPPED.finditer(original) for i in range(*match.span())}
    kept: list[str] = []
    origin: list[int] = []
    for i, char in enumerate(original):
        plain = char.translate(_SAME)
        if plain != "\n":
            category = unicodedata.category(plain)
            if category in {"Cf", "Cs", "Co", "Cn"} or i in skipped:
                continue
            if category in {"Zs", "Cc", "Zl", "Zp"}:
                plain = " "
        kept.append(plain)
        origin.append(i)
    return Clean("".join(kept), original, tuple(origin))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Give the offsets of the paragraphs: blocks between blank lines, or their lines where those are long."""
    spans: list[tuple[int, int]] = []
    for block in re.finditer(r"[^\n](?:.|\n(?![ ]*\n))*", text):
        spans += [block.span()] if _is_wrapped(block.group()) else _lines(block.group(), block.start())
    return [(start, end) for start, end in spans if text[start:end].strip()]


def _is_wrapped(block: str) -> bool:
    lines = [line for line in block.splitlines() if line.strip()]
    if len(lines) < 2:  # noqa: PLR2004 - one line cannot be wrapped
        return True
    full = lines[:-1]
    typical = sum(map(len, full)) / len(full)
    return max(map(len, lines)) <= _WRAP_WIDTH and typical > _WRAP_WIDTH / 2


def _lines(block: str, offset: int) -> list[tuple[int, int]]:
    return [(offset + line.start(), offset + line.end()) for line in re.finditer(r"[^\n]+", block)]
