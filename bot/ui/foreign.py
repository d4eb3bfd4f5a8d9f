"""Text that others wrote, made fit to show: no mention, no Markdown, nothing invisible, never too long."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import accumulate

MARKS_IN_A_ROW = 3
"""More combining marks than any language stacks on a letter; a pile of them spills over other lines."""

LONGEST_WORD = 30
"""A cut goes back to a space at most so far: scripts without spaces are cut between letters."""

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_JOINERS = "\u200c\u200d"
"""Kept: Persian spelling and composed emoji need them."""
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"
"""They count as letters or symbols and show nothing."""
_SPECIAL = re.compile(r"://|[\\*_~`|\[\]<@]|^(?:[#>+\-]|\d+[.)])")


def plain(text: str, limit: int) -> str:
    """Give ``text`` on one line for where Markdown is not read: button labels and choices."""
    visible = _visible(text).strip()
    return visible if len(visible) <= limit else visible[: limit - 1].rstrip() + "…"


def safe(text: str, limit: int) -> str:
    """Give ``text`` on one line with its Markdown shown as typed; ``limit`` counts the escapes too."""
    return _joined(list(_escaped(_visible(text).strip())), limit)


def name(text: str) -> str:
    """Give a player's name as it stands in a sentence; one without anything to see becomes "Someone"."""
    return safe(text, 48) or "Someone"


def quoted(before: str, answer: str, after: str, *, limit: int) -> str:
    """Give a quotation with its answer in bold, cut at its ends where it must be, never in the answer."""
    shown = safe(answer, limit // 2)
    bold = f"**{shown}**" if shown else ""
    room = limit - len(bold)
    head = list(_escaped(_visible(before).lstrip()))
    tail = list(_escaped(_visible(after).rstrip()))
    start = _last(head, max(room - _length(tail), room // 2))
    return start + bold + _joined(tail, room - len(start))


def _visible(text: str) -> str:
    """Drop what cannot be seen, and make every run of white space one space."""
    shown = re.sub(r" +", " ", "".join(_kept(unicodedata.normalize("NFC", text))))
    return shown if shown.strip(" " + _JOINERS) else ""


def _kept(text: str) -> Iterator[str]:
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if char.isspace() or char in _BLANK_LETTERS:
            yield " "
        elif marks <= MARKS_IN_A_ROW and (category not in _HIDDEN or char in _JOINERS):
            yield char


def _escaped(text: str) -> Iterator[str]:
    """Yield the text in pieces that must not be cut: single characters, and escapes whole."""
    at = 0
    for special in _SPECIAL.finditer(text):
        yield from text[at : special.start()]
        found = special[0]
        # The backslash stands before a sign, never before a digit: "12." becomes "12\.".
        yield ":\\//" if found == "://" else f"{found[:-1]}\\{found[-1]}"
        at = special.end()
    yield from text[at:]


def _length(pieces: list[str]) -> int:
    return sum(map(len, pieces))


def _joined(pieces: list[str], limit: int) -> str:
    """Join the pieces; where they are too long, keep the first ones and say so with "…"."""
    if _length(pieces) <= limit:
        return "".join(pieces)
    return "".join(_fitting(pieces, limit - 1)).rstrip() + "…" if limit > 0 else ""


def _last(pieces: list[str], limit: int) -> str:
    """Join the pieces; where they are too long, keep the last ones, after "…"."""
    if _length(pieces) <= limit:
        return "".join(pieces)
    kept = _fitting(pieces[::-1], limit - 1)
    return "…" + "".join(reversed(kept)).lstrip() if limit > 0 else ""


def _fitting(pieces: list[str], room: int) -> list[str]:
    """Keep the first pieces that have room and do not end within a word, unless it is one without end."""
    fitting = sum(used <= room for used in accumulate(map(len, pieces)))
    for end in range(fitting, max(fitting - LONGEST_WORD, -1), -1):
        if pieces[end] == " ":
            return pieces[:end]
    return pieces[:fitting]
