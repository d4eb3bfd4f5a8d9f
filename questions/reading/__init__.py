"""A path, a link or standard input → ``Article``: the one door through which text comes in."""

import asyncio
import stat
import sys
from pathlib import Path

from aiohttp.abc import AbstractResolver

from questions.reading.extract import extract
from questions.reading.fetch import PRODUCTION, Policy, fetch
from questions.records import Article, SourceError

__all__ = ["MAX_BYTES", "Policy", "read_bytes", "read_source", "read_url"]

MAX_BYTES = 1024 * 1024

_STDIN = "-"


async def read_source(
    source: str, *, policy: Policy = PRODUCTION, resolver: AbstractResolver | None = None
) -> Article:
    """Read the article at a path, an http(s) link or ``-`` (standard input).

    Raises:
        SourceError: the source can't be read or holds no article.
    """
    if source == _STDIN:
        return await asyncio.to_thread(_read_stdin)
    if "://" in source:
        return await read_url(source, policy=policy, resolver=resolver)
    return await asyncio.to_thread(_read_path, Path(source))


async def read_url(
    url: str, *, policy: Policy = PRODUCTION, resolver: AbstractResolver | None = None
) -> Article:
    """Fetch a public web page and read its article; never touches files.

    The extraction runs in a thread, which keeps the event loop turning but not idle: lxml and trafilatura
    hold the interpreter for long stretches. A process that serves players should call this in a worker.

    Raises:
        SourceError: the link is refused, the site doesn't give the page, or there is no article on it.
    """
    page = await fetch(url, policy=policy, resolver=resolver)
    return await asyncio.to_thread(extract, page.data, url=page.url, content_type=page.content_type)


def read_bytes(
    data: bytes, *, name: str = "", url: str = "", content_type: str = "", max_bytes: int = MAX_BYTES
) -> Article:
    """Read the article in a file's or a paste's bytes; pure computation, up to a second for a large page.

    Raises:
        SourceError: more than ``max_bytes``, not text, or no article in it.
    """
    if len(data) > max_bytes:
        raise SourceError(_too_large(max_bytes))
    return extract(data, name=name, url=url, content_type=content_type)


def _read_stdin() -> Article:
    return read_bytes(sys.stdin.buffer.read(MAX_BYTES + 1))


def _read_path(path: Path) -> Article:
    try:
        # Asked before opening: a pipe without a writer would never open.
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise SourceError(f"{path} is a folder: give the path of one file.")
        if not stat.S_ISREG(mode):
            raise SourceError(f"{path} is not a file: give the path of an article, or - for standard input.")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise SourceError(_path_sentence(error, path=path)) from error
    return read_bytes(data, name=path.name)


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
