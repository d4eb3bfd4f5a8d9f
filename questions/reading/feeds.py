"""RSS and Atom → the articles of its entries, each from its own content or from the page it links to.

What reaches feedparser is never what a stranger wrote: everything before the root element goes (and with
it every declared entity, so that none is ever expanded or opened), the parser of lxml mends the rest, and
only the first entries stay. It is handed bytes, for it would fetch a link by itself, past the guards.
"""

import asyncio
import html.entities
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import feedparser  # type: ignore[import-untyped]
from aiohttp.abc import AbstractResolver
from lxml import etree
from lxml.html import fragment_fromstring

from questions.reading.characters import clean, one_line, short, word_count
from questions.reading.dates import find_date
from questions.reading.decoding import decode
from questions.reading.extract import extract
from questions.reading.fetch import PRODUCTION, Page, Policy, fetch
from questions.reading.metadata import web_address
from questions.reading.page import read_page
from questions.reading.tags import refuse_attribute_flood
from questions.records import Article, SourceError

ENTRIES = 10
MIN_OWN_WORDS = 120

_BROKEN = "That feed is damaged and can't be read: give the link of an article instead."

_MAX_MARKUP = 200_000
_NAME_LIMIT = 120
_ENTRY_TAGS = frozenset({"item", "entry"})
_ROOT = re.compile(r"<(?:[A-Za-z]\w*+:)?(?:rss|feed|RDF)(?=[\s>])")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
# An unclosed comment makes the sanitiser look for its end from every "<!--" anew: 100 kB took 1.4 s.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_CUT_SHORT = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|(?:continue reading|read more|read the rest|keep reading)\b.{0,80})\s*$",
    re.IGNORECASE,
)
_MAIL = re.compile(r"^\S+@\S+\s*\((?P<name>[^()]+)\)$")


@dataclass(frozen=True, slots=True)
class Skipped:
    """An entry of a feed that could not be read, and why, in a sentence for a person."""

    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a source gave: one article, or those of a feed with the entries that gave none."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()
    is_feed: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a feed tells of one article; ``markup`` is its content as sanitised HTML."""

    title: str
    link: str
    site: str
    author: str
    published: date | None
    markup: str


async def read_entries(
    feed: Page, *, limit: int = ENTRIES, policy: Policy = PRODUCTION, resolver: AbstractResolver | None = None
) -> Reading:
    """Read the articles of a feed's first ``limit`` entries, in its order; one that fails stops no other.

    Raises:
        SourceError: the feed has no entries, or none of them could be read.
    """
    entries = await asyncio.to_thread(_entries, feed, limit=limit)
    if not entries:
        raise SourceError("There are no entries in that feed: give another, or the link of an article.")
    articles: dict[str, Article] = {}
    skipped: list[Skipped] = []
    for entry in entries:
        try:
            article = await _read_entry(entry, policy=policy, resolver=resolver)
        except SourceError as error:
            skipped.append(Skipped(entry.title or entry.link or "An entry without a title", str(error)))
        else:
            articles.setdefault(article.content_hash, article)
    if not articles:
        counted = "The only entry" if len(entries) == 1 else f"None of the first {len(entries)} entries"
        could = "could not be read" if len(entries) == 1 else "could be read"
        raise SourceError(f"{counted} of that feed {could}. {skipped[0].reason}")
    return Reading(tuple(articles.values()), tuple(skipped), is_feed=True)


async def _read_entry(entry: _Entry, *, policy: Policy, resolver: AbstractResolver | None) -> Article:
    own = await asyncio.to_thread(_own_article, entry)
    if own is not None:
        return own
    if not entry.link:
        raise SourceError("It has neither enough text of its own nor a link to its page.")
    page = await fetch(entry.link, policy=policy, resolver=resolver)
    article = await asyncio.to_thread(extract, page.data, url=page.url, content_type=page.content_type)
    return replace(
        article,
        title=entry.title or article.title,
        site=article.site or entry.site,
        author=article.author or entry.author,
        published=entry.published or article.published,
    )


def _own_article(entry: _Entry) -> Article | None:
    """Give the article that the feed carries itself; nothing if that is a summary or the start of one."""
    bare = _bare(entry.markup)
    if word_count(bare) < MIN_OWN_WORDS or _CUT_SHORT.search(bare):
        return None
    try:
        article = read_page(f"<html><body><article>{entry.markup}</article></body></html>", url=entry.link)
    except SourceError:
        return None
    if word_count(article.text) < MIN_OWN_WORDS:
        return None
    return replace(
        article,
        title=entry.title or article.title,
        url=entry.link,
        site=entry.site or article.site,
        author=entry.author or article.author,
        published=entry.published or article.published,
    )


def _entries(feed: Page, *, limit: int) -> list[_Entry]:
    text = clean(decode(feed.data, content_type=feed.content_type, is_page=True))
    parsed = feedparser.parse(
        io.BytesIO(_mended(text, limit=limit)),
        response_headers={"content-type": "application/xml; charset=utf-8", "content-location": feed.url},
        sanitize_html=True,
        resolve_relative_uris=True,
    )
    site = short(_bare(str(parsed.feed.get("title", ""))), limit=_NAME_LIMIT)
    return [_entry(entry, site=site) for entry in parsed.entries[:limit]]


def _mended(text: str, *, limit: int) -> bytes:
    """Give the feed as well-formed XML without a DOCTYPE, with no more than its first entries.

    Raises:
        SourceError: no XML can be made of it.
    """
    refuse_attribute_flood(text)
    root = _ROOT.search(text)
    body = _ENTITY.sub(_character, text[root.start() :] if root else text)
    parser = etree.XMLParser(
        recover=True,
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        tree = etree.fromstring(body.encode(), parser)
    except etree.LxmlError as error:
        raise SourceError(_BROKEN) from error
    if tree is None:
        raise SourceError(_BROKEN)
    for entry in list(_entry_elements(tree))[limit:]:
        entry.getparent().remove(entry)
    for element in tree.iter(etree.Element):
        if element.text:
            short_enough = element.text if len(element.text) <= _MAX_MARKUP else ""
            element.text = _COMMENT.sub("", short_enough)
    mended: bytes = etree.tostring(tree, encoding="utf-8")
    return mended


def _entry_elements(tree: etree._Element) -> Iterator[etree._Element]:
    """Give the entries: below the root in Atom and RSS 1.0, below its channel in RSS 2.0."""
    for element in tree.iterchildren(etree.Element):
        if _local(element) in _ENTRY_TAGS:
            yield element
        elif _local(element) == "channel":
            yield from (e for e in element.iterchildren(etree.Element) if _local(e) in _ENTRY_TAGS)


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _character(entity: re.Match[str]) -> str:
    """Give the character that HTML names so; a name that nobody knows stays as written."""
    name = entity[1]
    if name in _XML_ENTITIES:
        return entity[0]
    character = html.entities.html5.get(f"{name};", "")
    return character if character and character not in "<>&\"'" else f"&amp;{name};"


def _entry(entry: Any, *, site: str) -> _Entry:  # noqa: ANN401 - feedparser is untyped
    contents = [str(content.get("value", "")) for content in entry.get("content", ())]
    dates = (find_date(str(entry.get(key, ""))[:100]) for key in ("published", "created", "updated"))
    return _Entry(
        title=short(_bare(str(entry.get("title", "")))),
        link=web_address(str(entry.get("link", ""))),
        site=site,
        author=_author(one_line(str(entry.get("author", "")))),
        published=next((day for day in dates if day), None),
        markup=clean(max([*contents, str(entry.get("summary", ""))], key=len)),
    )


def _author(written: str) -> str:
    """Give the name of "ann@news.example (Ann Lee)", and no bare address."""
    mail = _MAIL.match(written)
    name = mail["name"] if mail else written
    return "" if "@" in name or "://" in name else short(name, limit=_NAME_LIMIT)


def _bare(markup: str) -> str:
    """Give the text of a piece of HTML on one line."""
    if not markup.strip():
        return ""
    try:
        return one_line(fragment_fromstring(markup, create_parent="div").text_content())
    except (etree.LxmlError, ValueError):
        return one_line(markup)
