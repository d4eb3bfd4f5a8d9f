import asyncio
import gzip
import tracemalloc
from contextlib import suppress

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from questions.reading.fetch import Policy, check_link, fetch, is_public, next_hop
from questions.records import SourceError
from tests.questions.reading.conftest import Names, Serve

PUBLIC = "public web page"
KIB = 1024


async def refusal(url: str, *, policy: Policy | None = None, resolver: Names | None = None) -> str:
    """Give the sentence with which a link is refused."""
    with pytest.raises(SourceError) as caught:
        await fetch(url, policy=policy or Policy(), resolver=resolver)
    return str(caught.value)


@pytest.mark.parametrize(
    "address",
    ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"],
)
def test_public_addresses(address: str) -> None:
    """An address that everyone can reach is public, also when IPv6 wraps it."""
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        *[
            "127.0.0.1",
            "127.255.255.254",
            "0.0.0.0",  # noqa: S104 — refused, not bound
            "10.0.0.1",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
        ],
        *["100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255"],
        *["::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "3fff::1"],
        *["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b:1::1"],
        *["2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "100::1", "5f00::1"],
        *["localhost", "", "127.1", "0x7f.1", "2130706433"],
    ],
)
def test_private_addresses(address: str) -> None:
    """Whatever isn't a numeric address on the public internet isn't public, wrapped or not."""
    assert not is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://①②⑦.⓪.⓪.①/",
        "https://192.168.0.1/",
    ],
)
async def test_private_links_are_refused(url: str) -> None:
    """By default no address of this machine or its network is opened, however it is written."""
    assert PUBLIC in await refusal(url)


@pytest.mark.parametrize(
    "url", ["http://2130706433/", "http://127.1/", "http://017700000001/", "http://0177.0.0.1/"]
)
async def test_bare_numbers_are_no_host(url: str) -> None:
    """A host written as a number of any base, but not as an address, is no web link."""
    assert "isn't a web link" in await refusal(url)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:192.168.0.1"])
async def test_public_name_of_a_private_address(address: str) -> None:
    """A public-looking name that leads to a private address is refused, and the address isn't told."""
    sentence = await refusal("https://news.example/", resolver=Names({"news.example": address}))
    assert PUBLIC in sentence
    assert address not in sentence


async def test_exempt_port_is_not_open_elsewhere(serve: Serve) -> None:
    """A port that is exempt on one address opens no other address, public or not."""

    async def never(_: web.Request) -> web.Response:
        return web.Response(text="secret")

    site = await serve(never)
    names = Names({"inside.example": "127.0.0.2", "outside.example": "93.184.216.34"})
    for host in names.known:
        assert PUBLIC in await refusal(site.url(host=host), policy=site.policy, resolver=names)
    assert not site.asked


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("ftp://files.example/a.txt", "Only http and https"),
        ("file:///etc/passwd", "Only http and https"),
        ("javascript:alert(1)", "Only http and https"),
        ("news.example/a", "Only http and https"),
        ("", "Only http and https"),
        ("http://", "isn't a web link"),
        ("http:///path", "isn't a web link"),
        ("http://a b.example/", "isn't a web link"),
        ("http://news.example:99999/", "isn't a web link"),
        ("http://[::1/", "isn't a web link"),
        ("https://ann:pass@news.example/", "user name"),
        ("https://ann@news.example/", "user name"),
        ("https://news.example:8443/", "standard ports"),
        ("http://news.example:22/", "standard ports"),
    ],
)
async def test_links_of_the_wrong_sort(url: str, sentence: str) -> None:
    """A link that isn't plainly a web page's is refused before any name is looked up."""
    assert sentence in await refusal(url, resolver=Names({}))


@given(st.one_of(st.text(), st.text().map("http://".__add__), st.text().map("https://news.example/".__add__)))
def test_any_text_as_a_link(text: str) -> None:
    """Any text is either refused in a sentence or a web link without a user name."""
    url = None
    with suppress(SourceError):
        url = check_link(text)
    assert url is None or (url.scheme in {"http", "https"} and url.user is None and url.host)


async def test_page_is_fetched(serve: Serve) -> None:
    """A page comes with its bytes, its type and its address without the fragment."""

    async def page(_: web.Request) -> web.Response:
        return web.Response(text="<p>héllo</p>", content_type="text/html", charset="iso-8859-1")

    site = await serve(page)
    fetched = await fetch(site.url("/a?b=c#d"), policy=site.policy)
    assert fetched.data == "<p>héllo</p>".encode("latin-1")
    assert fetched.content_type == "text/html; charset=iso-8859-1"
    assert fetched.url == site.url("/a?b=c")


async def test_request_is_honest_and_bare(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """The request names the project, carries no cookie back and asks no proxy from the environment."""
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")

    async def page(request: web.Request) -> web.Response:
        if request.path == "/second":
            return web.Response(text="here")
        moved = web.Response(status=302, headers={"Location": "/second"})
        moved.set_cookie("track", "me")
        return moved

    site = await serve(page)
    names = Names({"news.example": "127.0.0.1"})
    link = site.url("/first", host="news.example")
    assert (await fetch(link, policy=site.policy, resolver=names)).data == b"here"
    second = site.asked[1].headers
    assert second["User-Agent"].startswith("ArticleTrivia")
    assert not {"Cookie", "Referer", "Authorization"} & set(second)


async def redirecting(request: web.Request) -> web.Response:
    """Answer ``/n`` by a redirect to ``/n-1``, and ``/0`` by a page."""
    left = int(request.path[1:])
    if not left:
        return web.Response(text="at last")
    return web.Response(status=301 + left % 2, headers={"Location": f"{left - 1}"})


async def test_redirects_are_followed_up_to_the_limit(serve: Serve) -> None:
    """Five redirects are followed, relative ones too; the sixth is one too many."""
    site = await serve(redirecting)
    page = await fetch(site.url("/5"), policy=site.policy)
    assert (page.data, page.url) == (b"at last", site.url("/0"))
    assert "redirects too many times" in await refusal(site.url("/6"), policy=site.policy)
    assert "/0" not in [request.path for request in site.asked[6:]]


@pytest.mark.parametrize(
    ("location", "sentence"),
    [
        ("http://169.254.169.254/latest/", PUBLIC),
        ("//10.0.0.1/", PUBLIC),
        ("http://[::ffff:7f00:1]/", PUBLIC),
        ("http://inside.example/", PUBLIC),
        ("file:///etc/passwd", "Only http and https"),
        ("http://a:b@news.example/", "user name"),
        ("http://news.example:6379/", "standard ports"),
        ("http://[broken", "isn't a web link"),
    ],
)
async def test_redirect_passes_the_same_guards(serve: Serve, location: str, sentence: str) -> None:
    """A redirect is refused wherever a link would be, and the sentence doesn't tell where it led."""

    async def moved(_: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": location})

    site = await serve(moved)
    told = await refusal(site.url(), policy=site.policy, resolver=Names({"inside.example": "10.0.0.7"}))
    assert sentence in told
    assert "10.0.0" not in told
    assert "169" not in told


def test_no_step_down_to_http() -> None:
    """A secure page may not send us to an insecure one; the other way is an upgrade."""
    with pytest.raises(SourceError, match="insecure"):
        next_hop(URL("https://news.example/a"), "http://news.example/a")
    assert str(next_hop(URL("http://news.example/a"), "https://news.example/a")) == "https://news.example/a"


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, "login"),
        (402, "payment"),
        (403, "refuses"),
        (404, "no page at that link"),
        (410, "taken down"),
        (418, "HTTP 418"),
        (429, "too many requests"),
        (451, "legal"),
        (500, "fault of its own"),
        (503, "fault of its own"),
        (304, "HTTP 304"),
        (204, "HTTP 204"),
    ],
)
async def test_status_is_explained(serve: Serve, status: int, sentence: str) -> None:
    """A page that isn't given is explained by what its status means."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status)

    site = await serve(answer)
    assert sentence in await refusal(site.url(), policy=site.policy)


@pytest.mark.parametrize(
    ("content_type", "sentence"),
    [
        ("image/png", "neither a web page nor text, PDF or feed"),
        ("application/octet-stream", "neither a web page nor text"),
        ("text/css", "neither a web page nor text"),
        ("application/json; charset=utf-8", "neither a web page nor text"),
    ],
)
async def test_only_pages_and_text(serve: Serve, content_type: str, sentence: str) -> None:
    """What is neither a page nor text is refused by its type."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=b"x", headers={"Content-Type": content_type})

    site = await serve(answer)
    assert sentence in await refusal(site.url(), policy=site.policy)


@pytest.mark.parametrize(
    "content_type",
    [
        *["text/html", "TEXT/HTML; charset=x", "text/plain", "text/markdown", "application/pdf", "text/xml"],
        *["application/rss+xml; charset=utf-8", "application/atom+xml", "application/rdf+xml"],
    ],
)
async def test_readable_types_are_read(serve: Serve, content_type: str) -> None:
    """Pages, Markdown, plain text, PDF and feeds are read."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=b"x", headers={"Content-Type": content_type})

    site = await serve(answer)
    assert (await fetch(site.url(), policy=site.policy)).data == b"x"


async def test_too_much_is_cut_off(serve: Serve) -> None:
    """A page that never ends is left at the limit; one of exactly the limit is read."""

    async def endless(request: web.Request) -> web.StreamResponse:
        if request.path == "/fits":
            return web.Response(body=b"x" * 64 * KIB, content_type="text/plain")
        response = web.StreamResponse(headers={"Content-Type": "text/plain"})
        await response.prepare(request)
        while True:
            await response.write(b"x" * 16 * KIB)

    site = await serve(endless)
    policy = Policy(exempt=site.exempt, max_bytes=64 * KIB)
    assert len((await fetch(site.url("/fits"), policy=policy)).data) == 64 * KIB
    assert "larger than 0.0625 MiB" in await refusal(site.url("/endless"), policy=policy)


async def test_gzip_bomb_stops_at_the_limit(serve: Serve) -> None:
    """The bytes are counted after decompression, and a bomb never unfolds in memory."""
    bomb = gzip.compress(bytes(64 * KIB * KIB))

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=bomb, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"})

    site = await serve(answer)
    policy = Policy(exempt=site.exempt, max_bytes=256 * KIB)
    tracemalloc.start()
    try:
        assert "larger than" in await refusal(site.url(), policy=policy)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 * KIB * KIB


async def test_slow_site_is_left(serve: Serve) -> None:
    """A site that doesn't answer in time is left, over all redirects together."""
    forever = asyncio.Event()

    async def stuck(_: web.Request) -> web.Response:
        await forever.wait()
        return web.Response()

    site = await serve(stuck)
    policy = Policy(exempt=site.exempt, seconds=0.2)
    assert "within 0.2 seconds" in await refusal(site.url(), policy=policy)


async def test_site_that_isn_t_there(unused_tcp_port: int) -> None:
    """A site where nothing listens, or whose name nobody knows, is told as such."""
    policy = Policy(exempt=frozenset({("127.0.0.1", unused_tcp_port)}))
    assert "couldn't be reached" in await refusal(f"http://127.0.0.1:{unused_tcp_port}/", policy=policy)
    assert "No such site" in await refusal("https://nowhere.example/", resolver=Names({}))


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\nnot gzip at all",
        b"220 mail.example ESMTP\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: http://x\x01y/\r\n\r\n",
        b"",
    ],
)
async def test_broken_answer(answer: bytes) -> None:
    """An answer that breaks off or isn't HTTP ends in a sentence, not in a traceback."""

    async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(reply, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        policy = Policy(exempt=frozenset({("127.0.0.1", port)}))
        sentence = await refusal(f"http://127.0.0.1:{port}/", policy=policy)
    assert sentence.endswith(".")
    assert "127.0.0.1" not in sentence
