import asyncio
import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from aiohttp import web

from questions.reading import read_source, read_url
from questions.records import SourceError
from tests.questions.reading.conftest import Serve

TEXT = "The harbour of Veldhaven was dug in 1869 by four hundred men with spades and barrows."
BODY = f"<p>{TEXT} {TEXT}</p><p>{TEXT} {TEXT}</p>"
PAGE = f"<html><head><title>Harbour life</title></head><body>{BODY}</body></html>"


async def refusal(source: str) -> str:
    """Give the sentence with which a source is refused."""
    with pytest.raises(SourceError) as caught:
        await read_source(source)
    return str(caught.value)


async def test_a_path(tmp_path: Path) -> None:
    """A path gives the article in the file, by its suffix."""
    path = tmp_path / "harbour.md"
    path.write_text(f"# Harbour *life*\n\n{TEXT}\n")
    article = await read_source(str(path))
    assert (article.title, article.text, article.url) == ("Harbour life", TEXT, "")


async def test_a_link(serve: Serve) -> None:
    """A link gives the article of its page, where it was in the end."""

    async def page(request: web.Request) -> web.Response:
        if request.path == "/old":
            return web.Response(status=301, headers={"Location": "/new?a=1"})
        return web.Response(text=PAGE, content_type="text/html")

    site = await serve(page)
    for read in (read_source, read_url):
        article = await read(site.url("/old#top"), policy=site.policy)
        assert (article.title, article.url) == ("Harbour life", site.url("/new?a=1"))
        assert article.text.startswith(TEXT)


async def test_a_link_to_text(serve: Serve) -> None:
    """A link to plain text gives its article, in the charset of its header."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(
            body=f"Zoë’s harbour\n\n{TEXT}".encode("cp1252"),
            headers={"Content-Type": "text/plain; charset=windows-1252"},
        )

    site = await serve(page)
    assert (await read_url(site.url("/a.txt"), policy=site.policy)).title == "Zoë’s harbour"


async def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash gives the article on standard input."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(f"Harbour life\n\n{TEXT}".encode())))
    assert (await read_source("-")).title == "Harbour life"


async def test_links_never_open_files(tmp_path: Path) -> None:
    """The door for links opens no file, whatever it is given."""
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT)
    for link in (str(path), path.as_uri(), "-"):
        with pytest.raises(SourceError, match="Only http and https"):
            await read_url(link)


async def test_default_policy_guards_links() -> None:
    """Unless told otherwise, both doors refuse this machine."""
    assert "public web page" in await refusal("http://127.0.0.1/")
    with pytest.raises(SourceError, match="public web page"):
        await read_url("http://127.0.0.1/")


async def test_paths_that_are_no_file(tmp_path: Path) -> None:
    """A missing file, a folder, a pipe, a device and a name that can't be are told apart in one sentence."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "file.txt").write_text(TEXT)
    assert "There is no file at" in await refusal(str(tmp_path / "none.txt"))
    assert "There is no file at" in await refusal(str(tmp_path / "file.txt" / "below"))
    assert "is a folder" in await refusal(str(tmp_path))
    assert "not a file" in await refusal(str(tmp_path / "pipe"))
    assert "not a file" in await refusal(os.devnull)
    assert "can't be read" in await refusal("a\x00b")
    assert "can't be read" in await refusal("a" * 5000)


async def test_too_large_a_file(tmp_path: Path) -> None:
    """A file of more than a mebibyte is refused without being read whole."""
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(10 * 1024**3)
    assert "larger than 1 MiB" in await refusal(str(path))


async def test_event_loop_turns_while_a_page_is_read(serve: Serve) -> None:
    """Other tasks go on while an article is extracted."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(text=PAGE.replace("</body>", f"<p>{TEXT}</p>" * 3000), content_type="text/html")

    site = await serve(page)
    reading = asyncio.create_task(read_url(site.url(), policy=site.policy))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0)
        turns += len(site.asked)
    assert (await reading).text.count("Veldhaven") == 3004
    assert turns > 10
