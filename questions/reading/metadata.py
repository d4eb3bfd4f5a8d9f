"""What a page says about itself: title, site, author, date and address, from its markup alone.

Each is taken from the first place that tells it: JSON-LD, then Open Graph and other ``<meta>``, then marked
elements of the page. What the markup doesn't tell stays empty; a wrong date would be worse than none.
"""

import itertools
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from questions.reading.characters import one_line, short
from questions.reading.dates import find_date, is_date_line

_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|Posting|Review)$")
_JSON_NODES = 2_000
_JSON_DEPTH = 12
_NAME_LIMIT = 120

_DATE_METAS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
)
_AUTHOR_METAS = (
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
)
_TITLE_METAS = ("og:title", "citation_title", "dc.title", "twitter:title")
_SITE_METAS = ("og:site_name", "citation_journal_title", "application-name", "dc.publisher")

_TIME_PATHS = (
    ".//time[@itemprop='datePublished' or @pubdate]",
    ".//*[@itemprop='datePublished']",
    ".//article//header//time",
    ".//header//time",
)
_AUTHOR_PATHS = (
    ".//*[@itemprop='author']//*[@itemprop='name']",
    ".//*[@itemprop='author']",
    ".//a[contains(concat(' ', @rel, ' '), ' author ')]",
    ".//*[contains(concat(' ', @class, ' '), ' byline-name ')]",
    ".//*[contains(concat(' ', @class, ' '), ' author-name ')]",
    ".//*[contains(concat(' ', @class, ' '), ' byline ') or contains(concat(' ', @class, ' '), ' author ')]",
)
_BY = re.compile(r"^(?:written |story |words )?by:?\s+", re.IGNORECASE)
_PARTS = re.compile(r"[|·•]")
_BYLINE_SIBLINGS = 3
_BYLINE_PIECES = 12
_URL_DATE = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
_TITLE_JOINT = re.compile(r"\s+[|–—·•»:-]\s+")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; empty where it doesn't."""

    title: str
    site: str
    author: str
    published: date | None
    url: str


def read_metadata(tree: HtmlElement, *, url: str = "") -> Metadata:
    """Read a parsed page's metadata; ``url`` is where it was found."""
    article = _article_node(tree)
    metas = _metas(tree)
    site = short(
        _name(article.get("publisher")) or _first(metas, _SITE_METAS) or _host(url), limit=_NAME_LIMIT
    )
    return Metadata(
        title=short(_without_site(_title(tree, article=article, metas=metas), site=site)),
        site=site,
        author=_author(tree, article=article, metas=metas),
        published=_published(tree, article=article, metas=metas, url=url),
        url=_address(tree, url=url),
    )


def _title(tree: HtmlElement, *, article: dict[str, Any], metas: dict[str, str]) -> str:
    headings = [text for heading in tree.iterfind(".//h1") if (text := one_line(heading.text_content()))]
    candidates = [
        _string(article.get("headline")),
        _first(metas, _TITLE_METAS),
        headings[0] if len(headings) == 1 else "",
        one_line(tree.findtext(".//head/title") or ""),
        *headings[:1],
    ]
    return next(filter(None, candidates), "")


def _without_site(title: str, *, site: str) -> str:
    """Take the site's name off an end of the title ("Bees of the Alps | Meadow Post")."""
    parts = _TITLE_JOINT.split(title)
    if len(parts) > 1 and site:
        if parts[-1].casefold() == site.casefold():
            return title[: title.rindex(parts[-1])].rstrip(" |–—·•»:-")
        if parts[0].casefold() == site.casefold():
            return title[len(parts[0]) :].lstrip(" |–—·•»:-")
    return title


def _author(tree: HtmlElement, *, article: dict[str, Any], metas: dict[str, str]) -> str:
    marked = (one_line(element.text_content()) for path in _AUTHOR_PATHS for element in tree.xpath(path)[:1])
    candidates = [_names(article.get("author")), *(metas.get(key, "") for key in _AUTHOR_METAS), *marked]
    names = (_BY.sub("", candidate) for candidate in candidates)
    return short(next((name for name in names if _is_name(name)), ""), limit=_NAME_LIMIT)


def _is_name(text: str) -> bool:
    return bool(text) and len(text) <= _NAME_LIMIT and "://" not in text and "@" not in text


def _published(tree: HtmlElement, *, article: dict[str, Any], metas: dict[str, str], url: str) -> date | None:
    times = (
        element.get("datetime") or element.get("content") or element.text_content()
        for path in _TIME_PATHS
        for element in tree.xpath(path)[:1]
    )
    candidates = [_string(article.get("datePublished")), *(metas.get(key, "") for key in _DATE_METAS)]
    candidates += [*times, *(line for line in _lines_below_title(tree) if is_date_line(line))]
    written = [*candidates, *("-".join(found.groups()) for found in _URL_DATE.finditer(url))]
    return next((day for text in written if (day := find_date(text[:100]))), None)


def _lines_below_title(tree: HtmlElement) -> Iterator[str]:
    """Give the short pieces of text that stand just below the only main heading, where bylines are."""
    headings = list(tree.iterfind(".//h1"))
    if len(headings) != 1:
        return
    for element in (headings[0], *itertools.islice(headings[0].iterancestors("header", "div"), 1)):
        for sibling in itertools.islice(element.itersiblings(), _BYLINE_SIBLINGS):
            pieces = list(itertools.islice(sibling.itertext(), _BYLINE_PIECES))
            yield from (part.strip() for piece in pieces for part in _PARTS.split(one_line(piece)))


def _address(tree: HtmlElement, *, url: str) -> str:
    """Give the page's canonical address if it is on the same site, or else where the page was found."""
    for link in tree.xpath(".//head/link[@rel='canonical'][@href]")[:1]:
        address = web_address(_joined(url, link.get("href")))
        if address and (not url or _host(address) == _host(url)):
            return address
    return web_address(url)


def _joined(base: str, href: str) -> str:
    try:
        return urljoin(base, one_line(href))
    except ValueError:
        return ""


def web_address(url: str) -> str:
    """Give an http(s) address without its fragment, or nothing: other schemes are no link to offer."""
    line = one_line(url)
    try:
        parts = urlsplit(line)
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or " " in line:
        return ""
    return parts._replace(fragment="").geturl()


def _host(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www|m|amp)\.", "", host)


def _metas(tree: HtmlElement) -> dict[str, str]:
    """Give the first content of every named ``<meta>``, by its name in lower case."""
    metas: dict[str, str] = {}
    for meta in tree.iterfind(".//meta[@content]"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if content := one_line(meta.get("content", "")):
            metas.setdefault(key.lower(), content)
    return metas


def _first(metas: dict[str, str], keys: Iterable[str]) -> str:
    return next((metas[key] for key in keys if key in metas), "")


def _article_node(tree: HtmlElement) -> dict[str, Any]:
    """Give the first JSON-LD object that describes an article; empty if there is none."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kinds = node.get("@type")
            if any(
                _ARTICLE_TYPE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])
            ):
                return node
    return {}


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    """Walk lists and ``@graph`` breadth first, within limits."""
    level, seen = [data], 0
    for _ in range(_JSON_DEPTH):
        deeper: list[object] = []
        for item in level:
            seen += 1
            if seen > _JSON_NODES:
                return
            if isinstance(item, list):
                deeper += item
            elif isinstance(item, dict):
                yield item
                deeper += [item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item]
        level = deeper


def _string(value: object) -> str:
    return one_line(value) if isinstance(value, str) else ""


def _name(value: object) -> str:
    """Give the name of a JSON-LD person or organisation."""
    return _string(value.get("name") if isinstance(value, dict) else value)


def _names(value: object) -> str:
    people = value[:6] if isinstance(value, list) else [value]
    return ", ".join(filter(_is_name, map(_name, people)))
