"""Lines as they stand on printed pages → paragraphs: without running heads, page numbers and broken words.

A PDF knows no paragraphs, only where each line was put and how large. From these follow, in this order:
    * lines at the edge of a page that come back on another, and page numbers, go;
    * a paragraph ends at a larger gap than the usual, at another type size, before a bullet, and after a
      full stop where the next line is indented, the line is short, or a new column or page begins;
    * a word broken at a line's end is joined, its hyphen kept only where it belongs to the word.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Self

from wordfreq import zipf_frequency

_EDGE_LINES = 2
_PAGE_NUMBER = re.compile(
    r"^\W{0,3}(?:page\s+|p\.\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?\W{0,3}$", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?:…]['\"”’)\]]*\s*$")
_BULLET = re.compile(r"^[•‣◦▪●–*]\s")
_BROKEN = re.compile(r"([^\W\d_]+)[-\u2010]$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_OTHER_SIZE = 1.1
_LARGER_GAP = 1.35
_INDENT = 0.7
_SHORT_LINE = 0.75
# Zipf frequencies: "long" and "term" lie above the one, "longterm" (2.8) below the other; "government" (5.6)
# does not.
_COMMON, _UNCOMMON = 4.0, 3.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text: the page it is on, where it starts (points, from below) and the size of its type."""

    text: str
    page: int
    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The joined text of consecutive lines, the size of their type, and the page on which they start."""

    text: str
    size: float
    page: int


@dataclass(frozen=True, slots=True)
class _Measure:
    """What is usual in a document: type size and line gap in points, and characters in a full line."""

    size: float
    leading: float
    width: int

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Self:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        size = sizes.most_common(1)[0][0]
        gaps: Counter[float] = Counter()
        for above, line in pairwise(lines):
            gap = above.y - line.y
            if above.page == line.page and 0.8 * size < gap < 3 * size:
                gaps[round(2 * gap) / 2] += min(len(above.text), len(line.text))
        leading = gaps.most_common(1)[0][0] if gaps else 1.2 * size
        lengths = sorted(len(line.text) for line in lines)
        return cls(size, leading, lengths[4 * len(lengths) // 5])


def body_size(paragraphs: Sequence[Paragraph]) -> float:
    """Give the type size in which most of the text is set; 0 for no text."""
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        sizes[paragraph.size] += len(paragraph.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def paragraphs_of(lines: Sequence[Line]) -> list[Paragraph]:
    """Give the paragraphs of a document's lines, which stand in the order of reading."""
    kept = _without_margins(lines)
    if not kept:
        return []
    usual = _Measure.of(kept)
    groups = [[kept[0]]]
    for above, line in pairwise(kept):
        if _parts(above, line, usual=usual):
            groups.append([line])
        else:
            groups[-1].append(line)
    known = frozenset(word.lower() for line in kept for word in _WORD.findall(line.text))
    return [
        Paragraph(_joined(group, known=known), max(round(line.size, 1) for line in group), group[0].page)
        for group in groups
    ]


def _without_margins(lines: Sequence[Line]) -> list[Line]:
    """Drop page numbers, and what stands at the edge of more than one page but for its figures."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    edges: set[int] = set()
    outermost: set[int] = set()
    for page in pages.values():
        by_height = sorted(page, key=lambda line: line.y)
        edges.update(id(line) for line in (*by_height[:_EDGE_LINES], *by_height[-_EDGE_LINES:]))
        outermost.update({id(by_height[0]), id(by_height[-1])})
    seen = Counter(
        key for page in pages.values() for key in {_pattern(line) for line in page if id(line) in edges}
    )
    return [
        line
        for line in lines
        if not (id(line) in edges and seen[_pattern(line)] > 1)
        and not (id(line) in outermost and _PAGE_NUMBER.match(line.text))
    ]


def _pattern(line: Line) -> tuple[str, int]:
    """Give what two running heads share; a title that later pages repeat in small type isn't one."""
    return re.sub(r"\d+", "#", line.text.casefold()), round(line.size)


def _parts(above: Line, line: Line, *, usual: _Measure) -> bool:
    """Say whether a paragraph ends between two lines."""
    smaller, larger = sorted((above.size, line.size))
    if larger > _OTHER_SIZE * smaller or _BULLET.match(line.text):
        return True
    is_sentence_end = _SENTENCE_END.search(above.text) is not None
    gap = above.y - line.y
    if above.page != line.page or gap < -0.5 * line.size:
        return is_sentence_end
    if gap > _LARGER_GAP * usual.leading * max(1.0, line.size / (usual.size or 1.0)):
        return True
    is_indented = line.x > above.x + _INDENT * line.size
    return is_sentence_end and (is_indented or len(above.text) < _SHORT_LINE * usual.width)


def _joined(lines: Sequence[Line], *, known: frozenset[str]) -> str:
    parts = [lines[0].text.rstrip()]
    for line in lines[1:]:
        text = line.text.strip()
        broken = _BROKEN.search(parts[-1])
        if broken is None or not text[:1].islower():
            parts += [" ", text]
            continue
        rest = _WORD.match(text)
        if not _keeps_hyphen(broken[1], rest[0] if rest else "", known=known):
            parts[-1] = parts[-1][:-1]
        parts.append(text)
    return "".join(parts)


def _keeps_hyphen(left: str, right: str, *, known: frozenset[str]) -> bool:
    """Say whether a word broken after its hyphen is written with one, by the document's own use first."""
    left, right = left.lower(), right.lower()
    if left + right in known:
        return False
    if f"{left}-{right}" in known:
        return True
    return _zipf(left) >= _COMMON and _zipf(right) >= _COMMON and _zipf(left + right) < _UNCOMMON


@cache
def _zipf(word: str) -> float:
    return float(zipf_frequency(word, "en"))
