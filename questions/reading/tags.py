"""A look over a page's tags before the parser gets it: one with a flood of attributes would choke it.

libxml2 compares every attribute of a tag with all before it: 40,000 of them took 1.5 s, 300,000 four minutes.
"""

import re

from questions.records import SourceError

MAX_ATTRIBUTES = 500

# The web standard's tokens; possessive throughout, so that the whole page is read once, whatever it holds.
_ATTRIBUTE = r"""(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+)"""
_TAG = re.compile(
    rf"<(?:!--.*?(?:-->|\Z)|(?P<name>[a-zA-Z][^\s/>]*+){_ATTRIBUTE}{{0,{MAX_ATTRIBUTES}}}+(?P<more>{_ATTRIBUTE})?+)",
    re.DOTALL,
)
_RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


def refuse_attribute_flood(html: str) -> None:
    """Refuse a page that holds a tag with more than ``MAX_ATTRIBUTES`` attributes.

    Raises:
        SourceError: there is such a tag.
    """
    position = 0
    while tag := _TAG.search(html, position):
        if tag["more"]:
            raise SourceError("That page isn't written like an article: paste its text instead.")
        position = tag.end()
        name = (tag["name"] or "").lower()
        if name in _RAW_TEXT:
            closing = re.compile(f"</{name}", re.IGNORECASE).search(html, position)
            position = closing.end() if closing else len(html)
