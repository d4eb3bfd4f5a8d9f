"""Markdown → front matter and plain paragraphs: the words a reader sees, none of the marks.

Left out: pictures, fenced code, HTML, footnotes and link addresses. Every expression here takes time
linear in its input, however hostile that is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from questions.reading.blocks import Block
from questions.reading.characters import one_line

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_ATX = re.compile(r"^ {0,3}#{1,6}(?:[ \t]+(.*?))?$")
_ATX_CLOSE = re.compile(r"[ \t]+#+$")
_SETEXT = re.compile(r"^ {0,3}(?:=+|-{2,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTE = re.compile(r"^ {0,3}(?:>[ \t]?)+")
_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)")
_TABLE_RULE = re.compile(r"^\|?(?:[ \t]*:?-+:?[ \t]*\|)*(?:[ \t]*:?-+:?)?$")
_DEFINITION = re.compile(r"^ {0,3}\[[^\[\]]+\]:[ \t]*\S")

_DESTINATION = r"\((?:[^()\n\\]|\\.|\([^()\n]*\))*\)"
_IMAGE = re.compile(rf"!\[[^\[\]]*\](?:{_DESTINATION}|\[[^\[\]]*\])")
_LINK = re.compile(rf"\[([^\[\]]*)\](?:{_DESTINATION}|\[[^\[\]]*\])")
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]+\]")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^<>\s]*>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<![A-Za-z][^<>]*>")
_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^`]+)\1(?!`)")
_EMPHASIS = (
    re.compile(r"\*{1,3}(?=[^\s*])([^*]*[^\s*])\*{1,3}"),
    re.compile(r"(?<!\w)_{1,3}(?=[^\s_])([^_]*[^\s_])_{1,3}(?!\w)"),
    re.compile(r"~~(?=[^\s~])([^~]*[^\s~])~~"),
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_OPEN, _CLOSE = "\ue000", "\ue001"

_SIGNS = (
    re.compile(r"^#{1,6} \S", re.MULTILINE),
    re.compile(r"\[[^\[\]\n]+\]\(https?://[^()\s]+\)"),
    re.compile(r"\*\*[^*\n]+\*\*"),
    re.compile(r"^```", re.MULTILINE),
)
_SNIFFED_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Markup:
    """A Markdown text taken apart; ``front`` holds the keys of its front matter in lower case."""

    front: dict[str, str]
    blocks: list[Block]


def looks_like_markdown(text: str) -> bool:
    """Say whether an unnamed text is Markdown: front matter, a heading line, or two other signs."""
    sample = text[:_SNIFFED_CHARACTERS]
    if front_matter(sample)[0] or _SIGNS[0].match(sample.lstrip()):
        return True
    return sum(1 for sign in _SIGNS if sign.search(sample)) > 1


def read_markup(text: str) -> Markup:
    """Take cleaned Markdown apart."""
    front, body = front_matter(text)
    return Markup(front, _blocks(_without_comments(body).split("\n")))


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Give the ``key: value`` lines between the opening ``---`` lines, and the text after them."""
    lines = text.lstrip().split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    for end, line in enumerate(lines[1:40], start=1):
        if line.rstrip() in {"---", "..."}:
            pairs = (entry.partition(":") for entry in lines[1:end] if ":" in entry)
            front = {key.strip().lower(): _unquoted(value) for key, _, value in pairs}
            return front, "\n".join(lines[end + 1 :])
    return {}, text


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1].strip()
    return value


@dataclass(frozen=True, slots=True)
class _Collector:
    """Gathers the lines of a paragraph until something ends it."""

    blocks: list[Block]
    pending: list[str]

    def end_paragraph(self, *, is_heading: bool = False) -> None:
        if text := inline(" ".join(self.pending)):
            self.blocks.append(Block(text, is_heading=is_heading))
        self.pending.clear()

    def add_alone(self, line: str, *, is_heading: bool = False) -> None:
        self.end_paragraph()
        self.pending.append(line)
        self.end_paragraph(is_heading=is_heading)


def _blocks(lines: list[str]) -> list[Block]:
    collector = _Collector([], [])
    for raw in _outside_fences(lines):
        line = _QUOTE.sub("", raw)
        if collector.pending and _SETEXT.match(line):
            collector.end_paragraph(is_heading=True)
        elif _TABLE_RULE.match(line.strip()) or _RULE.match(line) or _DEFINITION.match(line):
            collector.end_paragraph()
        elif heading := _ATX.match(line):
            collector.add_alone(_ATX_CLOSE.sub("", heading[1] or ""), is_heading=True)
        elif line.lstrip().startswith("|"):
            collector.add_alone(_row(line))
        elif item := _ITEM.match(line):
            collector.end_paragraph()
            collector.pending.append(line[item.end() :])
        else:
            collector.pending.append(line)
    collector.end_paragraph()
    return collector.blocks


def _outside_fences(lines: list[str]) -> Iterator[str]:
    """Give the lines outside fenced code, and a blank line for each fence."""
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif mark:
            fence = mark[1]
            yield ""
        else:
            yield line


def _row(line: str) -> str:
    return " · ".join(filter(None, (cell.strip() for cell in line.strip().strip("|").split("|"))))


def inline(text: str) -> str:
    """Give the words of one paragraph without emphasis, links, pictures, tags and escapes, on one line."""
    kept: list[str] = []

    def keep(literal: str) -> str:
        # A private character stands for what must not be read as marks, until all marks are gone.
        kept.append(literal)
        return f"{_OPEN}{len(kept) - 1}{_CLOSE}"

    text = text.replace(_OPEN, "").replace(_CLOSE, "")
    text = _CODE.sub(lambda match: keep(match[2]), text)
    text = _ESCAPE.sub(lambda match: keep(match[1]), text)
    text = _FOOTNOTE.sub("", _IMAGE.sub("", text))
    text = _TAG.sub("", _AUTOLINK.sub("", _LINK.sub(r"\1", text)))
    for _ in range(2):  # once more for emphasis in emphasis
        for emphasis in _EMPHASIS:
            text = emphasis.sub(r"\1", text)
    parts = re.split(f"{_OPEN}([0-9]+){_CLOSE}", text)
    parts[::2] = map(unescape, parts[::2])
    parts[1::2] = [kept[int(place)] for place in parts[1::2]]
    return one_line("".join(parts))


def _without_comments(text: str) -> str:
    """Leave out ``<!-- … -->``; one that never ends takes what follows with it."""
    first, *rest = text.split("<!--")
    return "".join([first, *(piece.partition("-->")[2] for piece in rest)])
