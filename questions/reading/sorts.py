"""Which sort of source some bytes are, told by their start: a PDF, a feed, a web page."""

import re

_PDF_WITHIN = 1024
_PAGE_WITHIN = 2048
_FEED_WITHIN = 16 * 1024

_PAGE_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
# Atomic, so that a start of nothing but comments is read once.
_FEED_START = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?+>)*+"
    rb"<(?:[A-Za-z]\w*+:)?(?:rss|feed|RDF)(?=[\s>])",
    re.DOTALL,
)


def is_pdf(data: bytes) -> bool:
    """Say whether the bytes are a PDF, whatever their name."""
    return data[:_PDF_WITHIN].lstrip(b"\xef\xbb\xbf\r\n\t \x00").startswith(b"%PDF-")


def is_feed(data: bytes) -> bool:
    """Say whether the bytes are an RSS or Atom feed."""
    return _FEED_START.match(_single_bytes(data[:_FEED_WITHIN])) is not None


def is_xml(data: bytes) -> bool:
    """Say whether the bytes declare themselves XML, of whatever sort."""
    return _single_bytes(data[:_PAGE_WITHIN]).lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"<?xml")


def starts_like_a_page(data: bytes) -> bool:
    """Say whether the bytes begin as HTML does."""
    return _PAGE_START.match(_single_bytes(data[:_PAGE_WITHIN])) is not None


def _single_bytes(start: bytes) -> bytes:
    """Make marked UTF-16 readable byte by byte."""
    return start.replace(b"\x00", b"").lstrip(b"\xff\xfe")
