"""Bytes of any supported sort → Article: tells PDF, HTML, Markdown and plain text apart, reads each its way.

The text of an article keeps every visible character of its source (curly quotes, dashes, no-break spaces);
paragraphs, headings, list items and table rows are parted by a blank line and hold no line end themselves.
"""

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from questions.reading.blocks import Block, to_text
from questions.reading.boilerplate import without_boilerplate
from questions.reading.characters import clean, one_line, opening, short, word_count
from questions.reading.dates import find_date
from questions.reading.decoding import decode
from questions.reading.markup import looks_like_markdown, read_markup
from questions.reading.metadata import web_address
from questions.reading.page import read_page
from questions.reading.pdf import read_pdf
from questions.reading.plain import parse_byline, read_plain
from questions.reading.sorts import is_feed, is_pdf, is_xml, starts_like_a_page
from questions.records import Article, SourceError

MIN_WORDS = 10

_PAGE_TYPES = ("text/html", "application/xhtml+xml")
_XML_TYPES = ("application/xml", "text/xml", "application/rss", "application/atom", "application/rdf")
_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN_TYPES = ("text/markdown", "text/x-markdown")
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_PDF_SUFFIXES = frozenset({"", ".pdf"})
_SUFFIX_LIMIT = 20
_HEAD_BLOCKS = 4
_TAG_LIMIT = 20


def extract(data: bytes, *, name: str = "", url: str = "", content_type: str = "") -> Article:
    """Read an article from a source's bytes; what it is follows from its type, its name and its start.

    Raises:
        SourceError: no text, too little of it, a feed, or a PDF under another sort's name.
    """
    if is_pdf(data):
        _refuse_misnamed_pdf(name)
        return read_pdf(data, url=url)
    if is_feed(data):
        raise SourceError("That is a feed of articles, not one article: give the link of one of them.")
    suffix = _suffix(name) or _suffix(unquote(_path(url)))
    is_page = _is_page(data, suffix=suffix, content_type=content_type)
    if not is_page and (content_type.lower().startswith(_XML_TYPES) or is_xml(data)):
        raise SourceError("That is XML, but neither a web page nor a feed: give an article.")
    text = clean(decode(data, content_type=content_type, is_page=is_page))
    if is_page:
        return read_page(text, url=url)
    is_named_markdown = suffix in _MARKDOWN_SUFFIXES or content_type.lower().startswith(_MARKDOWN_TYPES)
    if is_named_markdown or looks_like_markdown(text):
        article = _markdown_article(text, url=url)
    else:
        article = _plain_article(text, url=url)
    _refuse_wordless(article.text)
    return article


def _refuse_misnamed_pdf(name: str) -> None:
    suffix = _suffix(name)
    if suffix not in _PDF_SUFFIXES:
        shown = short(suffix, limit=_SUFFIX_LIMIT)
        raise SourceError(
            f"That is a PDF, though its name ends in {shown}: give it its right name, or paste its text."
        )


def _is_page(data: bytes, *, suffix: str, content_type: str) -> bool:
    if starts_like_a_page(data):
        return True
    if content_type.lower().startswith(_PAGE_TYPES):
        return True
    return suffix in _PAGE_SUFFIXES


def _markdown_article(text: str, *, url: str) -> Article:
    markup = read_markup(text)
    front = markup.front
    title, blocks = _titled(markup.blocks, title=one_line(front.get("title", "")))
    author, published = (
        one_line(front.get("author", "")),
        find_date(front.get("published", front.get("date", ""))),
    )
    rest = []
    for place, block in enumerate(blocks):
        byline = parse_byline(block.text) if place < _HEAD_BLOCKS else None
        if byline is None:
            rest.append(block)
            continue
        author, published = author or byline.author, published or byline.published
    body = to_text(without_boilerplate(rest))
    return Article(
        title=short(title or opening(body)),
        text=body,
        url=web_address(front.get("url", "")) or web_address(url),
        site=short(front.get("site", "")),
        author=short(author),
        published=published,
        topic=short(front.get("topic", "")),
        tags=_tags(front.get("tags", "")),
    )


def _titled(blocks: list[Block], *, title: str) -> tuple[str, list[Block]]:
    """Take the title from the first heading where it stands first, or drop the heading that repeats it."""
    if not blocks or not blocks[0].is_heading:
        return title, blocks
    if not title or blocks[0].text.casefold() == title.casefold():
        return title or blocks[0].text, blocks[1:]
    return title, blocks


def _tags(listed: str) -> tuple[str, ...]:
    tags = (short(tag.strip(" \"'"), limit=40) for tag in listed.strip("[] ").split(","))
    return tuple(dict.fromkeys(filter(None, tags)))[:_TAG_LIMIT]


def _plain_article(text: str, *, url: str) -> Article:
    head = read_plain(text)
    body = to_text(without_boilerplate(head.rest))
    return Article(
        title=short(head.title or opening(body)),
        text=body,
        url=web_address(url),
        author=short(head.author),
        published=head.published,
    )


def _refuse_wordless(text: str) -> None:
    words = word_count(text)
    if not words:
        raise SourceError("No words were found in it: give an article written in sentences.")
    if words < MIN_WORDS:
        counted = "1 word" if words == 1 else f"{words} words"
        raise SourceError(f"Only {counted} could be read in it: give a whole article.")


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:
        return ""
