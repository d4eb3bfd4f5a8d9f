from contextlib import suppress
from datetime import date
from html import escape
from pathlib import Path

import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.reading import Policy, Reading, read_feed, read_source, read_sources, read_url
from questions.reading.feeds import MIN_OWN_WORDS, read_entries
from questions.reading.fetch import Page
from questions.records import SourceError
from tests.questions.reading.conftest import Names, Serve

ATOM = "http://www.w3.org/2005/Atom"
PLACES = ["harbour", "lighthouse", "market", "mill", "school", "bridge"]


def story(place: str, *, sentences: int = 10) -> str:
    """Give an article's HTML about a place, fifteen words a sentence."""
    return "".join(
        f"<p>The {place} of Veldhaven was rebuilt in {1900 + year} by the {year + 3} masons of our town.</p>"
        for year in range(sentences)
    )


def item(
    title: str,
    content: str = "",
    *,
    link: str = "",
    day: str = "Wed, 28 May 2025 23:30:00 -0500",
    more: str = "",
) -> str:
    """Give an item of RSS 2.0, with its content escaped as most feeds have it."""
    linked = f"<link>{escape(link)}</link>" if link else ""
    return (
        f"<item><title>{title}</title>{linked}<pubDate>{day}</pubDate>"
        f"<description>{escape(content)}</description>{more}</item>"
    )


def rss(*items: str, start: str = '<?xml version="1.0" encoding="utf-8"?>') -> bytes:
    """Give an RSS 2.0 feed."""
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    channel = f"<channel><title>Harbour Post</title>{''.join(items)}</channel>"
    return f'{start}<rss version="2.0" {spaces}>{channel}</rss>'.encode()


async def read(data: bytes, *, limit: int = 10) -> Reading:
    """Read a feed whose links lead nowhere."""
    page = Page(url="https://post.example/feed.xml", data=data, content_type="")
    return await read_entries(page, limit=limit, resolver=Names({}))


async def refusal(data: bytes) -> str:
    """Give the sentence with which a feed is refused."""
    with pytest.raises(SourceError) as caught:
        await read(data)
    return str(caught.value)


async def test_rss() -> None:
    """An item's own content is its article, with what the feed tells of it."""
    more = "<dc:creator>Ann Lee</dc:creator>"
    reading = await read(
        rss(item("The &lt;i&gt;old&lt;/i&gt; harbour", story("harbour"), link="/a?b=1#c", more=more))
    )
    (article,) = reading.articles
    assert article.title == "The old harbour"
    assert (article.site, article.author, article.published) == ("Harbour Post", "Ann Lee", date(2025, 5, 28))
    assert article.url == "https://post.example/a?b=1"
    assert article.text.split("\n\n")[1].startswith(
        "The harbour of Veldhaven was rebuilt in 1901 by the 4 masons"
    )
    assert (len(article.text.split("\n\n")), reading.skipped, reading.is_feed) == (10, (), True)


async def test_atom() -> None:
    """An Atom entry is read as an RSS item is, by its link that is the article's own."""
    entry = (
        '<entry><title type="html">&lt;b&gt;The&lt;/b&gt; mill</title><link rel="self" href="https://post.example/x"/>'
        '<link rel="alternate" href="https://post.example/mill"/><author><name>Bo Ek</name></author>'
        "<published>2025-05-28T08:00:00Z</published><updated>2025-06-01T08:00:00Z</updated>"
        f'<summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{story("mill")}'
        "</div></content></entry>"
    )
    (article,) = (
        await read(f'<feed xmlns="{ATOM}"><title>Harbour Post</title>{entry}</feed>'.encode())
    ).articles
    assert (article.title, article.url) == ("The mill", "https://post.example/mill")
    assert (article.author, article.published) == ("Bo Ek", date(2025, 5, 28))
    assert article.text.count("mill") == 10


async def test_rss_1() -> None:
    """The items of RSS 1.0 stand beside its channel."""
    data = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        "<channel><title>Harbour Post</title></channel>"
        f"<item><title>The mill</title><description>{escape(story('mill'))}</description></item></rdf:RDF>"
    )
    (article,) = (await read(data.encode())).articles
    assert (article.title, article.site) == ("The mill", "Harbour Post")


async def test_the_longest_content_counts() -> None:
    """A full text beside a summary is what is read."""
    more = f"<content:encoded><![CDATA[{story('mill')}]]></content:encoded>"
    (article,) = (await read(rss(item("The mill", "A summary.", more=more)))).articles
    assert article.text.count("mill") == 10


async def test_a_summary_leads_to_its_page(serve: Serve) -> None:
    """What the feed doesn't tell in full is fetched, under the same guards, and keeps the entry's date."""

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/feed":
            site_url = f"http://127.0.0.1:{request.url.port}"
            cut = f"{story('bridge')}<p>And the bridge was […]</p>"
            return web.Response(
                body=rss(
                    item("The mill", "A summary.", link=f"{site_url}/mill"),
                    item("The bridge", cut, link="/bridge"),
                    item("The tax", "A summary.", link=f"{site_url}/gone"),
                    item("The bank", "A summary.", link="http://127.0.0.1:1/"),
                    item("The file", "A summary.", link="file:///etc/passwd"),
                    item("The loop", "A summary.", link="/feed"),
                    item("The school", story("school")),
                ),
                content_type="application/rss+xml",
            )
        if request.path == "/gone":
            return web.Response(status=404)
        head = "<title>A page</title><meta property='og:site_name' content='The Post'>"
        body = f"<html><head>{head}</head><body>{story(request.path[1:], sentences=12)}</body></html>"
        return web.Response(text=body, content_type="text/html")

    site = await serve(answer)
    for door in (read_feed, read_sources):
        reading = await door(site.url("/feed"), policy=site.policy)
        assert [article.title for article in reading.articles] == ["The mill", "The bridge", "The school"]
        mill, bridge, school = reading.articles
        assert (mill.url, mill.site, mill.published) == (site.url("/mill"), "The Post", date(2025, 5, 28))
        assert (mill.text.count("mill"), bridge.text.count("bridge"), school.url) == (12, 12, "")
        assert [entry.title for entry in reading.skipped] == ["The tax", "The bank", "The file", "The loop"]
        sentences = " ".join(entry.reason for entry in reading.skipped)
        for said in ("no page at that link", "standard ports", "neither enough text", "a feed of articles"):
            assert said in sentences


async def test_the_default_policy_guards_the_links_of_a_feed(serve: Serve, tmp_path: Path) -> None:
    """A feed from a file leads to no address of this machine."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(text="secret")

    site = await serve(answer)
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(item("The mill", link=site.url()), item("The bridge", link="http://localhost/")))
    with pytest.raises(SourceError, match="None of the first 2 entries of that feed could be read"):
        await read_sources(str(path))
    with pytest.raises(SourceError, match="public web page"):
        await read_sources(str(path), policy=Policy(ports=frozenset({80, site.port})))
    assert not site.asked


async def test_one_of_each() -> None:
    """An article that the feed repeats is read once, and no more entries than asked for are looked at."""
    items = [item(f"The {place}", story(place)) for place in PLACES]
    twice = await read(rss(items[0], item("Again", story(PLACES[0])), *items[1:]), limit=4)
    assert [article.title for article in twice.articles] == ["The harbour", "The lighthouse", "The market"]
    assert not twice.skipped


async def test_a_short_entry_without_a_link() -> None:
    """The threshold is on words: one sentence less than it takes is a summary."""
    assert MIN_OWN_WORDS == 120
    assert "neither enough text of its own nor a link" in await refusal(
        rss(item("Mill", story("mill", sentences=7)))
    )
    assert "no entries" in await refusal(rss())


@pytest.mark.parametrize(
    ("written", "author"),
    [("ann@post.example (Ann Lee)", "Ann Lee"), ("ann@post.example", ""), ("Ann Lee", "Ann Lee"), ("", "")],
)
async def test_authors(written: str, author: str) -> None:
    """A name is taken out of a mail address, which itself is never shown."""
    (article,) = (await read(rss(item("Mill", story("mill"), more=f"<author>{written}</author>")))).articles
    assert article.author == author


@pytest.mark.parametrize(
    "encoded",
    [
        rss(item("Zoë’s mill", story("mill"))),
        rss(item("Zoë’s mill", story("mill")), start="\ufeff"),
        rss(item("Zoë&#8217;s mill", story("mill")), start='<?xml version="1.0" encoding="ISO-8859-1"?>')
        .decode()
        .encode("latin-1"),
        rss(item("Zo&euml;&rsquo;s mill", story("mill"))),
        rss(item("Zoë’s mill", story("mill")), start="").decode().encode("utf-16"),
        rss(
            item("Zoë’s mill", story("mill")),
            start="<?xml version='1.0'?>\n<!-- <b> -->\n<?xml-stylesheet x?>\n",
        ),
        rss(
            item("Zoë’s mill", story("mill")),
            start='<!DOCTYPE rss PUBLIC "-//N//DTD" "http://n.example/r.dtd">',
        ),
        rss(item("Zoë’s mill", story("mill"), more="<b>x & y <br></item>")),
    ],
)
async def test_encodings_and_damage(encoded: bytes, tmp_path: Path) -> None:
    """A feed is known and read in its own encoding, with HTML's entities, a prolog or a slip of the pen."""
    path = tmp_path / "feed.txt"
    path.write_bytes(encoded)
    (article,) = (await read_sources(str(path))).articles
    assert article.title == "Zoë’s mill"


LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))


@pytest.mark.parametrize(
    "start",
    [
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        f'<!DOCTYPE rss [\n<!ENTITY l12 "{"ha" * 50_000}">\n<!ENTITY x SYSTEM "http://127.0.0.1:1/">\n]>',
        f'<!DOCTYPE rss SYSTEM "file:///etc/passwd" [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;{LAUGHS}]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
async def test_declared_entities_are_never_expanded(start: str, encoding: str) -> None:
    """A bomb of entities stays as written and is read in no time; no file is opened for one."""
    told = "&l12;" * 50 + "&x;"
    data = rss(item(f"The mill {told}", story("mill") + told), start=start).decode().encode(encoding)
    (article,) = (await read(data)).articles
    assert len(article.text) < 5_000
    assert "haha" not in article.text + article.title
    assert "root:" not in article.text + article.title


@pytest.mark.parametrize(
    "flood",
    ["<!--", "<", "<a ", "<p/><", "&", "<div>", "<![CDATA[", "<script>", "<a b='", "<!", "&#", "<svg "],
)
@pytest.mark.timeout(60)
async def test_floods_end_soon(flood: str) -> None:
    """Content made to keep a parser busy for minutes is left behind, and what follows it is read."""
    reading = await read(rss(item("Flood", flood * (50_000 // len(flood))), item("The mill", story("mill"))))
    assert reading.articles[-1].title == "The mill"


async def test_scripts_are_no_text() -> None:
    """What a script or style holds is in no article."""
    evil = "<script>alert('evil mill')</script><style>p {evil: 1}</style>"
    evil += "<p onclick='evil()'>Mind the <b>gap</b> here.</p>"
    (article,) = (await read(rss(item("Mill", evil + story("mill"))))).articles
    assert "evil" not in article.text
    assert "Mind the gap here." in article.text


async def test_one_article_is_wanted(serve: Serve, tmp_path: Path) -> None:
    """The doors for one article refuse a feed, the door for feeds refuses an article, in one sentence."""

    async def answer(request: web.Request) -> web.Response:
        if request.path == "/feed":
            return web.Response(body=rss(item("Mill", story("mill"))), content_type="text/xml")
        return web.Response(text=f"<html><body>{story('mill')}</body></html>", content_type="text/html")

    site = await serve(answer)
    for one in (read_url, read_source):
        with pytest.raises(SourceError, match="a feed of articles, not one article"):
            await one(site.url("/feed"), policy=site.policy)
    with pytest.raises(SourceError, match="isn't a feed's"):
        await read_feed(site.url("/page"), policy=site.policy)
    path = tmp_path / "feed.xml"
    path.write_bytes(rss(item("Mill", story("mill"))))
    with pytest.raises(SourceError, match="Only http and https"):
        await read_feed(str(path))
    reading = await read_sources(site.url("/page"), policy=site.policy)
    assert (len(reading.articles), reading.is_feed) == (1, False)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
async def test_any_bytes_as_a_feed(data: bytes) -> None:
    """Anything that begins like a feed gives articles or one sentence."""
    for start in (b"<rss><channel><item><title>", b"<feed><entry>"):
        with suppress(SourceError):
            assert (await read(start + data)).articles
