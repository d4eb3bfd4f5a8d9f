"""HTML → article: its metadata and main text, without what surrounds it.

The page is first freed of what no article holds (navigation, captions, boxes, forms, comments), each named
by its element or class and never holding more than half of the words; trafilatura then finds the main text;
last, the boilerplate that survived goes paragraph by paragraph.
"""

import itertools
import logging
import re
from collections.abc import Iterator
from copy import copy

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring
from trafilatura.settings import Document

from questions.reading.blocks import Block, to_text
from questions.reading.boilerplate import without_boilerplate
from questions.reading.characters import one_line, opening, word_count
from questions.reading.metadata import read_metadata
from questions.reading.plain import Byline, parse_byline
from questions.reading.tags import refuse_attribute_flood
from questions.records import Article, SourceError

MIN_WORDS = 40
# What keeps the extraction to a few seconds (measured: about one for each megabyte or 12,000 elements).
_MAX_ELEMENTS = 60_000
_MAX_CHARACTERS = 1_500_000
_HEAD_BLOCKS = 6

_SCRIPT_NEEDED = "The page shows its text only with JavaScript, which isn't run here: paste the text instead."
_TOO_LARGE = "That page is too large to read: paste the article's text instead."
_NO_ARTICLE = "No article was found on that page: paste its text instead."

_WORDLESS = tuple(
    "script style noscript template iframe svg canvas audio video object embed select textarea button".split()
)
_DROPPED = frozenset("aside nav figcaption form dialog pre".split())
_KEPT = frozenset("html head body main article".split())
_DROPPED_ROLES = frozenset("navigation complementary search dialog alertdialog banner contentinfo".split())
_DROPPED_NAMES = re.compile(
    r"(?:^|[\s_-])(?:related|recommend(?:ed|ations)?|read-?more|more-?(?:stories|news|from)|newsletter|subscribe"
    r"|subscription|promo|promoted|sponsor(?:ed)?|advert(?:isement|ising|orial)?|ads?|ad-?(?:slot|unit|container)"
    r"|social|share|sharing|caption|wp-caption-text|credit|comments?|disqus|cookies?|consent|gdpr|breadcrumbs?"
    r"|byline|author-?(?:bio|box)|paywall|popup|modal|skip-?link|toc|table-of-contents|navbox|infobox|sidebar"
    r"|mw-editsection|reflist|hatnote|print-only|visually-?hidden|sr-only|screen-reader-text)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MAX_DROPPED_SHARE = 0.5
_LAYOUT_CELL = 400

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCK_TAGS = frozenset("p head item row table list quote div body ab figure fw".split())
_SPACING_TAGS = {"cell": " · ", "lb": " "}
_SENTENCE_END = re.compile(r"[.!?:;…]['\"”’)\]]*\s*$")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_page(html: str, *, url: str = "") -> Article:
    """Read an article from cleaned HTML text.

    Raises:
        SourceError: no article in it, or no more than a few words of one.
    """
    tree = _parse(html)
    needs_script = tree.find(".//script") is not None
    metadata = read_metadata(tree, url=url)
    _prune(tree)
    bylines, blocks = _without_head(_main_blocks(tree), title=metadata.title)
    text = to_text(without_boilerplate(blocks))
    _refuse_stub(text, tree=tree, needs_script=needs_script)
    return Article(
        title=metadata.title or opening(text),
        text=text,
        url=metadata.url,
        site=metadata.site,
        author=metadata.author or next((line.author for line in bylines if line.author), ""),
        published=metadata.published or next((line.published for line in bylines if line.published), None),
    )


def _parse(html: str) -> HtmlElement:
    refuse_attribute_flood(html)
    try:
        tree = document_fromstring(
            _XML_DECLARATION.sub("", html), parser=HTMLParser(remove_comments=True, remove_pis=True)
        )
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise SourceError(_NO_ARTICLE) from error
    if sum(1 for _ in itertools.islice(tree.iter(), _MAX_ELEMENTS + 1)) > _MAX_ELEMENTS:
        raise SourceError(_TOO_LARGE)
    return tree


def _refuse_stub(text: str, *, tree: HtmlElement, needs_script: bool) -> None:
    words = word_count(text)
    if words >= MIN_WORDS:
        return
    if needs_script and word_count(tree.text_content()) < MIN_WORDS:
        raise SourceError(_SCRIPT_NEEDED)
    if not words:
        raise SourceError(_NO_ARTICLE)
    counted = "1 word" if words == 1 else f"{words} words"
    raise SourceError(
        f"Only {counted} could be read there; the rest may be behind a login or a paywall: paste the text."
    )


def _prune(tree: HtmlElement) -> None:
    """Take out of the tree what surrounds an article, but never the larger part of the page's text.

    Raises:
        SourceError: the page holds more text than a book.
    """
    etree.strip_elements(tree, *_WORDLESS, with_tail=False)
    sizes = _sizes(tree)
    if sizes[tree] > _MAX_CHARACTERS:
        raise SourceError(_TOO_LARGE)
    limit = _MAX_DROPPED_SHARE * sizes[tree]
    surroundings = [element for element in tree.iter(etree.Element) if _surrounds(element)]
    for element in surroundings:
        if element.tag not in _KEPT and sizes[element] <= limit:
            element.drop_tree()
    for cell in [cell for cell in tree.iter("td") if sizes.get(cell, 0) > _LAYOUT_CELL]:
        _flatten_table(cell)


def _flatten_table(cell: HtmlElement) -> None:
    """Turn the table around a cell as long as a story, which only lays the page out, into plain boxes."""
    for element in (cell, *cell.iterancestors("td", "tr", "tbody", "table")):
        element.tag = "div"


def _sizes(tree: HtmlElement) -> dict[HtmlElement, int]:
    """Count the characters below every element, in one pass from the leaves up."""
    sizes: dict[HtmlElement, int] = {}
    for _, element in etree.iterwalk(tree, events=("end",)):
        sizes[element] = len(element.text or "") + sum(
            sizes[child] + len(child.tail or "") for child in element
        )
    return sizes


def _surrounds(element: HtmlElement) -> bool:
    if element.tag in _DROPPED or element.get("role") in _DROPPED_ROLES:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if _INVISIBLE.search(element.get("style", "")):
        return True
    return _DROPPED_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}") is not None


def _main_blocks(tree: HtmlElement) -> list[Block]:
    """Find the main text; tables, mostly boxes of figures, are read only where little else is there."""
    blocks = list(_blocks(_main_element(tree, with_tables=False)))
    if word_count(to_text(blocks)) >= MIN_WORDS:
        return blocks
    return list(_blocks(_main_element(tree, with_tables=True)))


def _main_element(tree: HtmlElement, *, with_tables: bool) -> etree._Element:
    try:
        document = trafilatura.bare_extraction(
            copy(tree), include_comments=False, include_tables=with_tables, with_metadata=False
        )
    except Exception as error:  # a stranger's page, and the extractor has no error of its own to name
        raise SourceError(_NO_ARTICLE) from error
    return document.body if isinstance(document, Document) else etree.Element("body")


def _blocks(body: etree._Element) -> Iterator[Block]:
    """Give every paragraph, item, row and heading of trafilatura's tree as one block."""
    pending: list[str] = []

    def finished(*, is_heading: bool = False) -> Iterator[Block]:
        if line := one_line("".join(pending)):
            yield Block(line, is_heading=is_heading)
        pending.clear()

    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCK_TAGS or (element.tag == "lb" and _parts(element, before=pending)):
            yield from finished(is_heading=event == "end" and element.tag == "head")
        elif element.tag in _SPACING_TAGS:
            pending.append(_SPACING_TAGS[element.tag] if event == "end" else "")
        pending.append((element.text if event == "start" else element.tail) or "")
    yield from finished()


def _parts(line_break: etree._Element, *, before: list[str]) -> bool:
    """Say whether a line break parts paragraphs: it is the second in a row, or comes after a sentence."""
    previous = line_break.getprevious()
    if previous is not None and previous.tag == "lb" and not (previous.tail or "").strip():
        return True
    return _SENTENCE_END.search("".join(before[-2:])) is not None


def _without_head(blocks: list[Block], *, title: str) -> tuple[list[Byline], list[Block]]:
    """Split the title and the byline lines off the first blocks."""
    bylines, rest = [], []
    for place, block in enumerate(blocks):
        byline = parse_byline(block.text) if place < _HEAD_BLOCKS else None
        if byline:
            bylines.append(byline)
        elif place >= _HEAD_BLOCKS or block.text.casefold() != title.casefold():
            rest.append(block)
    return bylines, rest
