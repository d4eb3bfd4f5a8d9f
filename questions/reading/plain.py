"""Plain text → title, author, date and paragraphs, by what stands at its head; conservative by intent."""

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from questions.reading.blocks import Block, to_blocks
from questions.reading.dates import find_date, is_date_line

_HEAD_LINES = 8
_KICKER_LIMIT = 40
_KICKER_WORDS = 4
_TITLE_LIMIT = 160
_TITLE_WORDS = 25
_WRAP_WIDTH = 100
_BYLINE_LIMIT = 160

_SENTENCE_END = re.compile(r"[.!?:;…]['\"”’)\]]*$")
_TITLE_END = re.compile(r"(?<![?!])[.:;,…]['\"”’)\]]*$")
_LABEL = re.compile(r"^(?:by|author|written by|words by)\s*:?\s+(?=\S)", re.IGNORECASE)
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[–—]\s+")
_NAME_WORD = re.compile(r"^(?:[^\W\d_a-z][\w.'’-]*|de|da|del|di|du|van|von|der|den|la|le|bin|al|and|&|y)$")
_READING_TIME = re.compile(r"^\d{1,3}[ -]min(?:ute)?s?(?: read)?$", re.IGNORECASE)
_NAME_LIMIT_WORDS = 8


@dataclass(slots=True)
class Head:
    """What the first lines of a text tell; ``rest`` are its paragraphs."""

    title: str = ""
    author: str = ""
    published: date | None = None
    rest: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Byline:
    """An author, a date, or both, as one line tells them."""

    author: str = ""
    published: date | None = None


def read_plain(text: str) -> Head:
    """Split cleaned plain text into its head and its paragraphs.

    The head is at most a kicker in capitals, one headline and lines that name the author or the date.
    Whatever isn't clearly one of these stays in the text.
    """
    paragraphs = _paragraphs(text)
    head = Head()
    start = 1 if len(paragraphs) > 1 and _is_kicker(paragraphs[0], following=paragraphs[1]) else 0
    if len(paragraphs) > start + 1 and _is_title(paragraphs[start], following=paragraphs[start + 1]):
        head.title = paragraphs[start]
        start += 1
    head.rest = to_blocks(_take_bylines(head, paragraphs[start:]))
    return head


def parse_byline(line: str) -> Byline | None:
    """Read a line such as "May 28, 2025 | By Ann Lee, Staff Writer"; nothing if it tells anything else."""
    if len(line) > _BYLINE_LIMIT:
        return None
    author, published = "", None
    for part in filter(None, _PARTS.split(line)):
        if is_date_line(part):
            published = published or find_date(part)
        elif named := _labelled_name(part):
            author, published = author or named.author, published or named.published
        elif not _READING_TIME.match(part):
            return None
    return Byline(author, published) if author or published else None


def _take_bylines(head: Head, paragraphs: list[str]) -> list[str]:
    """Move the byline lines among the first paragraphs into ``head``; give the others."""
    rest = []
    for place, paragraph in enumerate(paragraphs):
        byline = parse_byline(paragraph) if place < _HEAD_LINES else None
        if byline is None:
            rest.append(paragraph)
            continue
        head.author = head.author or byline.author
        head.published = head.published or byline.published
    return rest


def _labelled_name(part: str) -> Byline | None:
    """Read the name after "By", and the role or date behind a comma, if it is written like a name."""
    label = _LABEL.match(part)
    if label is None:
        return None
    name, _, behind = part[label.end() :].partition(",")
    words = name.split()
    if not 1 <= len(words) <= _NAME_LIMIT_WORDS or not all(_NAME_WORD.match(word) for word in words):
        return None
    return Byline(name.strip(), find_date(behind) if is_date_line(behind) else None)


def _is_kicker(line: str, *, following: str) -> bool:
    """Say whether a line is a section label in capitals over a headline ("NEWS")."""
    words = line.split()
    return (
        line.isupper()
        and len(line) <= _KICKER_LIMIT
        and len(words) <= _KICKER_WORDS
        and len(words) < len(following.split()) <= _TITLE_WORDS
        and not _TITLE_END.search(following)
        and not _SENTENCE_END.search(line)
    )


def _is_title(line: str, *, following: str) -> bool:
    """Say whether a first line is a headline: short, no sentence, over a byline or something longer."""
    if len(line) > _TITLE_LIMIT or len(line.split()) > _TITLE_WORDS or _TITLE_END.search(line):
        return False
    return parse_byline(line) is None and (parse_byline(following) is not None or len(following) > len(line))


def _paragraphs(text: str) -> list[str]:
    """Split at blank lines, and at line ends too unless the lines were wrapped to a width."""
    lines = [line.strip() for line in text.split("\n")]
    if not _is_wrapped(lines):
        return [line for line in lines if line]
    chunks = re.split(r"\n[ \t]*\n", "\n".join(lines))
    return [paragraph for chunk in chunks for paragraph in _unwrapped(chunk.split("\n"))]


def _unwrapped(lines: list[str]) -> list[str]:
    """Join a chunk of wrapped lines, leaving byline lines on their own."""
    paragraphs: list[list[str]] = [[]]
    for line in filter(None, lines):
        if parse_byline(line):
            paragraphs += [[line], []]
        else:
            paragraphs[-1].append(line)
    return [" ".join(paragraph) for paragraph in paragraphs if paragraph]


def _is_wrapped(lines: list[str]) -> bool:
    """Say whether most lines that another follows directly break off inside a sentence, at a common width."""
    if any(len(line) > _WRAP_WIDTH for line in lines):
        return False
    inner = [line for line, following in pairwise(lines) if line and following]
    broken = [line for line in inner if not _SENTENCE_END.search(line)]
    return len(inner) > 1 and 2 * len(broken) > len(inner)
