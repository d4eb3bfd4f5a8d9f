"""A path, a link or standard input → ``Article``: the one door through which text comes in."""

import asyncio
import stat
import sys
from pathlib import Path

from aiohttp.abc import AbstractResolver

from questions.reading import feeds, pdf
from questions.reading.extract import extract
from questions.reading.feeds import Reading, Skipped
from questions.reading.fetch import PRODUCTION, Page, Policy, fetch
from questions.reading.sorts import is_feed, is_pdf
from questions.records import Article, SourceError

__all__ = [
    "MAX_BYTES",
    "Policy",
    "Reading",
    "Skipped",
    "read_bytes",
    "read_feed",
    "read_source",
    "read_sources",
    "read_url",
]

MAX_BYTES = 1024 * 1024
"""The most for one text; PDF and feeds have limits of their own."""

_FEED_BYTES = 5 * 1024 * 1024
_MOST_BYTES = max(MAX_BYTES, _FEED_BYTES, pdf.MAX_BYTES)
_STDIN = "-"


async def read_sources(
    source: str,
    *,
    limit: int = feeds.ENTRIES,
    policy: Policy = PRODUCTION,
    resolver: AbstractResolver | None = None,
) -> Reading:
    """Read all articles at a path, an http(s) link or ``-``: one, or a feed's first ``limit``.

    Raises:
        SourceError: the source can't be read or holds no article.
    """
    page, name = await _open(source, policy=policy, resolver=resolver)
    if is_feed(page.data):
        return await feeds.read_entries(page, limit=limit, policy=policy, resolver=resolver)
    return Reading((await asyncio.to_thread(_extract, page, name=name),))


async def read_source(
    source: str, *, policy: Policy = PRODUCTION, resolver: AbstractResolver | None = None
) -> Article:
    """Read the article at a path, an http(s) link or ``-`` (standard input).

    Raises:
        SourceError: the source can't be read, or holds no article, or a feed of many.
    """
    page, name = await _open(source, policy=policy, resolver=resolver)
    return await asyncio.to_thread(_extract, page, name=name)


async def read_url(
    url: str, *, policy: Policy = PRODUCTION, resolver: AbstractResolver | None = None
) -> Article:
    """Fetch a public web page or PDF and read its article; never touches files.

    The extraction runs in a thread, which keeps the event loop turning but not idle: lxml and trafilatura
    hold the interpreter for long stretches. A process that serves players should call this in a worker.

    Raises:
        SourceError: the link is refused, the site doesn't give the page, or there is no article on it.
    """
    return await asyncio.to_thread(_extract, await fetch(url, policy=policy, resolver=resolver))


async def read_feed(
    url: str,
    *,
    limit: int = feeds.ENTRIES,
    policy: Policy = PRODUCTION,
    resolver: AbstractResolver | None = None,
) -> Reading:
    """Fetch a public feed and read the articles of its first ``limit`` entries; never touches files.

    Raises:
        SourceError: the link is refused or is no feed's, or none of its entries could be read.
    """
    page = await fetch(url, policy=policy, resolver=resolver)
    if not is_feed(page.data):
        raise SourceError("That link isn't a feed's: give the address of an RSS or Atom feed.")
    return await feeds.read_entries(page, limit=limit, policy=policy, resolver=resolver)


def read_bytes(
    data: bytes, *, name: str = "", url: str = "", content_type: str = "", max_bytes: int = MAX_BYTES
) -> Article:
    """Read the article in a file's or a paste's bytes; pure computation, up to a second for a large page.

    Raises:
        SourceError: more than ``max_bytes`` of text, no text, or no article in it.
    """
    if len(data) > max_bytes and not is_pdf(data):
        raise SourceError(_too_large(max_bytes))
    return extract(data, name=name, url=url, content_type=content_type)


async def _open(source: str, *, policy: Policy, resolver: AbstractResolver | None) -> tuple[Page, str]:
    """Give a source's bytes, and the name of its file if it is one."""
    if source == _STDIN:
        return _checked(await asyncio.to_thread(sys.stdin.buffer.read, _MOST_BYTES + 1)), ""
    if "://" in source:
        return await fetch(source, policy=policy, resolver=resolver), ""
    path = Path(source)
    return _checked(await asyncio.to_thread(_read_path, path)), path.name


def _checked(data: bytes) -> Page:
    """Refuse what is too large for its sort; a PDF's own reader knows its limit."""
    most = _FEED_BYTES if is_feed(data) else MAX_BYTES
    if len(data) > most and not is_pdf(data):
        raise SourceError(_too_large(most))
    return Page(url="", data=data, content_type="")


def _extract(page: Page, *, name: str = "") -> Article:
    return extract(page.data, name=name, url=page.url, content_type=page.content_type)


def _read_path(path: Path) -> bytes:
    try:
        # Asked before opening: a pipe without a writer would never open.
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise SourceError(f"{path} is a folder: give the path of one file.")
        if not stat.S_ISREG(mode):
            raise SourceError(f"{path} is not a file: give the path of an article, or - for standard input.")
        with path.open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SourceError(_path_sentence(error, path=path)) from error


def _path_sentence(error: Exception, *, path: Path) -> str:
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return f"There is no file at {path}: check the path."
        case PermissionError():
            return f"{path} may not be read: check its permissions."
        case _:
            return "That path can't be read: check it."


def _too_large(max_bytes: int) -> str:
    return f"The text is larger than {max_bytes / (1024 * 1024):g} MiB: give a single article."
