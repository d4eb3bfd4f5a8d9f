"""HTML → article: its metadata and main text, without what surrounds it.

The page is first freed of what no article holds (navigation, captions, boxes, forms, comments), each named
by its element or class and never holding more than half of the words; trafilatura then finds the main text;
last, the boilerplate that survived goes paragraph by paragraph.
"""

import logging
import re
from collections.abc import Iterator

import trafilatura
from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from questions.reading.blocks import Block, to_text
from questions.reading.boilerplate import without_boilerplate
from questions.reading.characters import one_line, word_count
from questions.reading.metadata import read_metadata
from questions.reading.plain import parse_byline
from questions.records import Article, SourceError

MIN_WORDS = 40
_MAX_ELEMENTS = 60_000
_HEAD_BLOCKS = 6

_SCRIPT_NEEDED = "The page shows its text only with JavaScript, which isn't run here: paste the text instead."
_NO_ARTICLE = "No article was found on that page: paste its text instead."

_DROPPED = frozenset(
    "aside nav figcaption form button dialog select textarea noscript template iframe svg canvas audio video"
    " object embed script style".split()
)
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

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_BLOCK_TAGS = frozenset("p head item row table list quote code div body ab figure fw graphic".split())
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
    blocks = _without_head(_main_blocks(tree), title=metadata.title)
    text = to_text(without_boilerplate(blocks))
    _refuse_stub(text, tree=tree, needs_script=needs_script)
    published, author = metadata.published, metadata.author
    for byline in filter(None, (parse_byline(block.text) for block in blocks[:_HEAD_BLOCKS])):
        published, author = published or byline.published, author or byline.author
    return Article(
        title=metadata.title or text.split("\n", 1)[0][:80],
        text=text,
        url=metadata.url,
        site=metadata.site,
        author=author,
        published=published,
    )
