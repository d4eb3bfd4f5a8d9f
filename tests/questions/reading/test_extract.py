import os
import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.reading import MAX_BYTES, read_bytes
from questions.records import Article, SourceError

STORY = (
    "The harbour of Veldhaven was dug in 1869 by four hundred men with spades and barrows.\n\n"
    "It shelters forty boats whenever the west wind blows, and charges 12 crowns a night.\n"
)
TEXT = STORY.strip()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "nothing in it"),
        (b" \n\t\r\n", "nothing in it"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "That is a PDF, though its name ends in .txt"),
        (b"\n%PDF-1.4", "give it its right name"),
        (b"<?xml version='1.0'?><urlset><url>a</url></urlset>", "XML, but neither a web page nor a feed"),
        (b"<rss version='2.0'><channel></channel></rss>", "a feed of articles, not one article"),
        (b"PK\x03\x04\x14\x00word/document.xml", "zip or office file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old office file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"GIF89a" + bytes(20), "picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture, sound or film"),
        (b"\x00\x00\x00\x18ftypmp42", "film or picture"),
        (b"\x1f\x8b\x08\x00", "compressed"),
        (b"{\\rtf1\\ansi Hello}", "RTF"),
        (b"\x7fELF\x02\x01\x01", "program"),
        (bytes(range(256)) * 4, "binary data"),
        (b"\x00h\x00e\x00l\x00l\x00o" * 30, "binary data"),
        (b"caf\xe9 " * 30, "can't be decoded: save it as UTF-8"),
        (b"\xff\xfe\x00\xd8" * 30, "can't be decoded"),
        (b"12 34\n\n56.7 % 89\n" * 10, "No words"),
        ("… — “” !".encode() * 10, "No words"),
        (b"Just five words of text.", "Only 5 words"),
        (b"Hello 1 2 3", "Only 1 word could"),
        (b"---\ntitle: A title and nothing else\n---\n", "No words"),
        (b"x " * (MAX_BYTES // 2) + b"x", "larger than 1 MiB"),
    ],
)
def test_what_is_no_article(data: bytes, sentence: str) -> None:
    """Data that is no article is refused in one sentence that says why, whatever its name."""
    with pytest.raises(SourceError) as caught:
        read_bytes(data, name="story.txt")
    assert sentence in str(caught.value)
    assert re.fullmatch(r"[A-Z][^\n]{10,160}\.", str(caught.value))


@pytest.mark.parametrize(
    ("data", "name", "content_type", "is_page"),
    [
        (f"<html><body><p>{TEXT * 2}</p></body></html>", "story.txt", "", True),
        (f"\ufeff <!DOCTYPE  html><p>{TEXT * 2}</p>", "", "", True),
        (f"<!-- saved --><html><p>{TEXT * 2}</p></html>", "", "", True),
        (
            f'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><body><p>{TEXT * 2}</p></body></html>',
            "",
            "",
            True,
        ),
        (f"<p>{TEXT * 2}</p>", "a.HTM", "", True),
        (f"<p>{TEXT * 2}</p>", "", "text/html; charset=utf-8", True),
        (f"<p> is a tag. {TEXT * 2}", "a.txt", "text/plain", False),
    ],
)
def test_pages_are_told_by_their_start_type_or_name(
    data: str, name: str, content_type: str, *, is_page: bool
) -> None:
    """HTML is read as a page when its start, its type or its name says so."""
    article = read_bytes(data.encode(), name=name, content_type=content_type)
    assert ("<p>" not in article.text) is is_page


@pytest.mark.parametrize(
    ("data", "name", "url"),
    [
        (f"# Harbour\n\n*Dug* by hand. {TEXT}", "a.md", ""),
        (f"*Dug* by hand. {TEXT}", "", "https://site.example/docs/a%2Emd?raw=1"),
        (f"# Harbour\n\n*Dug* by hand. {TEXT}", "pasted.txt", ""),
        (f"---\ntitle: Harbour\n---\n*Dug* by hand. {TEXT}", "a.txt", ""),
        (f"*Dug* by hand **once**, see [here](https://a.example/b). {TEXT}", "", ""),
    ],
)
def test_markdown_is_told_by_its_name_or_its_marks(data: str, name: str, url: str) -> None:
    """Markdown is read as such by its name, or unnamed if its marks are plain to see."""
    assert read_bytes(data.encode(), name=name, url=url).text.startswith("Dug by hand")


def test_stars_in_plain_text_stay() -> None:
    """A star or two doesn't make a text Markdown."""
    assert "5 * 4 * 3" in read_bytes(f"It holds 5 * 4 * 3 crates. {TEXT}".encode(), name="a.txt").text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\u2028"])
def test_encodings_and_line_ends(encoding: str, line_end: str) -> None:
    """The same text reads the same in any marked encoding and with any line ends."""
    data = f"Zoë’s harbour – “dug”\n\n{STORY}".replace("\n", line_end).encode(encoding)
    article = read_bytes(data)
    assert (article.title, article.text) == ("Zoë’s harbour – “dug”", TEXT)


@pytest.mark.parametrize(
    ("charset", "content_type", "meta"),
    [
        ("cp1252", "text/html", ""),
        ("cp1252", "text/html; charset=iso-8859-1", ""),
        ("cp1252", "text/html", '<meta charset="windows-1252">'),
        (
            "iso8859-2",
            "text/html",
            '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">',
        ),
        ("utf-8", "text/html; charset=utf-8", '<meta charset="iso-8859-2">'),
        ("utf-8", "text/html; charset=unicode_escape", ""),
        ("utf-8", "text/html; charset=nonsense", '<meta charset="utf-16">'),
        ("utf-16", "text/html", '<meta charset="utf-8">'),
        ("koi8-r", "text/html; charset='KOI8-R'", ""),
    ],
)
def test_charset_of_a_page(charset: str, content_type: str, meta: str) -> None:
    """A page's charset comes from its mark, header or meta, in this order; odd labels are passed over."""
    word = "гавань" if charset == "koi8-r" else "Äußerung" if charset != "cp1252" else "“Äußerung”"
    html = f"<html><head>{meta}</head><body><p>{word} {TEXT * 2}</p></body></html>"
    assert read_bytes(html.encode(charset), content_type=content_type).text.startswith(word)


def test_front_matter() -> None:
    """Front matter gives title, date, topic, tags, author and address, and stays out of the text."""
    data = f"""---
title: "Harbour: a life"
published: 2026-01-15
topic: Geography
tags: [boats, tides , boats,]
author: Ann Lee
url: https://site.example/a
---

# Harbour: a life

{STORY}"""
    assert read_bytes(data.encode(), name="a.md") == Article(
        title="Harbour: a life",
        text=TEXT,
        url="https://site.example/a",
        author="Ann Lee",
        published=date(2026, 1, 15),
        topic="Geography",
        tags=("boats", "tides"),
    )


def test_markdown_without_front_matter() -> None:
    """Without front matter the first heading is the title, and a byline below it gives author and date."""
    article = read_bytes(
        f"Harbour\n=======\n\n*By Ann Lee, 3 April 2019*\n\nBy Bo Ek | May 5, 2020\n\n{STORY}".encode(),
        name="a.md",
    )
    assert (article.title, article.author, article.published) == ("Harbour", "Ann Lee", date(2019, 4, 3))
    assert article.text.endswith(TEXT)


TAGS = st.sampled_from(
    """<p> </p> <div_class='share'> </div> <table><tr><td> <br> <script> </script> <!-- --> <a_href='x'> &amp;
    &#xD800; &#0; <![CDATA[ <svg> <title> <h1> <li> #_ ** [a](b) `""".replace("_", " ").split()
)
PIECES = st.sampled_from(
    [
        "\x00",
        "\u202e",
        "```\n",
        "---\n",
        "| a | b |\n",
        "\n\n",
        "\ue0000\ue001",
        "By Ann Lee\n",
        TEXT,
        TEXT.upper(),
    ]
)
LONE_SURROGATE = '<script type="application/ld+json">{"@type":"Article","headline":"\\ud800"}</script>'
SOUP = st.lists(st.one_of(TAGS, PIECES, st.just(LONE_SURROGATE), st.text(max_size=8)), max_size=25).map(
    "".join
)


@settings(max_examples=100, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        SOUP.map(str.encode),
        SOUP.map(lambda soup: f"<html>{soup}{TEXT * 3}".encode()),
    ),
    st.sampled_from(["", "a.md", "a.txt", "a.html"]),
    st.sampled_from(["", "text/html; charset=utf-16", "text/plain; charset=gbk", "text/html;charset=\x00"]),
)
def test_any_bytes_give_an_article_or_a_sentence(data: bytes, name: str, content_type: str) -> None:
    """Whatever comes in, an orderly article or a SourceError comes out."""
    article = None
    with suppress(SourceError):
        article = read_bytes(data, name=name, content_type=content_type, url="https://site.example/a")
    if article is None:
        return
    assert Article.from_json(article.to_json()) == article
    assert article.content_hash
    assert 0 < len(article.title) <= 200
    for line in [article.title, *article.text.split("\n\n")]:
        assert line == line.strip(" \n")
        assert line
        assert not re.search("[\x00-\x1f\x7f\u202a-\u202e\u200b\ufeff]", line)


def test_same_bytes_same_article() -> None:
    """Reading depends on nothing but the bytes: no clock, no environment, no order."""
    html = f"<html><head><title>Harbour</title></head><body><p>{TEXT * 3}</p></body></html>".encode()
    first = read_bytes(html, name=os.devnull)
    assert read_bytes(html, name=os.devnull) == first
    assert first.published is None
