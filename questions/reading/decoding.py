"""Bytes → characters: what is refused as no text at all, and which charset a text is read with."""

import codecs
import re

from questions.records import SourceError

_SIGNATURES = (
    (b"PK\x03\x04", "That is a zip or office file (such as docx), not text: paste its text instead."),
    (b"PK\x05\x06", "That is an empty zip file, not text: paste the text instead."),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "That is an old office file (such as doc), not text: paste its text instead.",
    ),
    (b"{\\rtf", "That is an RTF document: save it as plain text, or paste its text instead."),
    (b"\x89PNG\r\n\x1a\n", "That is a picture, not text: paste the text instead."),
    (b"\xff\xd8\xff", "That is a picture, not text: paste the text instead."),
    (b"GIF87a", "That is a picture, not text: paste the text instead."),
    (b"GIF89a", "That is a picture, not text: paste the text instead."),
    (b"II*\x00", "That is a picture, not text: paste the text instead."),
    (b"MM\x00*", "That is a picture, not text: paste the text instead."),
    (b"RIFF", "That is a picture, sound or film, not text: paste the text instead."),
    (b"OggS", "That is sound or film, not text: paste the text instead."),
    (b"ID3", "That is sound, not text: paste the text instead."),
    (b"\x1f\x8b", "That is a compressed file: unpack it first, or paste the text instead."),
    (b"7z\xbc\xaf\x27\x1c", "That is a compressed file: unpack it first, or paste the text instead."),
    (b"\x7fELF", "That is a program, not text: give an article."),
)
_BINARY = "That is binary data, not text: give an article as HTML, Markdown or plain text."
_UNDECODABLE = "The text can't be decoded: save it as UTF-8 and try again."

# A stray NUL or bell in an honest text is cleaned away; a share above this is a binary file.
_MAX_CONTROL_SHARE = 0.01
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_MAX_REPLACED_SHARE = 0.01

# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Charsets of the encoding standard for web pages, by Python's own names. Nothing else is looked up by a
# label that a stranger wrote: punycode is quadratic, unicode_escape runs escapes.
_CHARSETS = frozenset(
    ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "koi8-r", "koi8-u", "gbk", "gb18030", "big5", "cp949"]
    + ["shift_jis", "cp932", "euc_jp", "iso2022_jp", "euc_kr", "cp866", "cp874", "mac-roman", "mac-cyrillic"]
    + [f"cp125{n}" for n in range(9)]
    + [f"iso8859-{n}" for n in (*range(2, 12), *range(13, 17))]
)
# As browsers do: these labels have always been written on pages that are in fact Windows-1252 or a superset.
_ALIASES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gbk",
    "shift_jis": "cp932",
}

_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_META_WITHIN_BYTES = 4096
_XML_CHARSET = re.compile(rb"\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{1,40})")


def decode(data: bytes, *, content_type: str = "", is_page: bool = False) -> str:
    """Give the characters of a text; a page may name its own charset and is forgiven a few bad bytes.

    Order: byte-order mark, ``charset=`` of the content type, of a page (or feed) its XML declaration and
    ``<meta charset>``, UTF-8, and for pages Windows-1252, the web's own default. Plain text without any of
    these must be UTF-8: a guess would put wrong letters into the evidence.

    Raises:
        SourceError: nothing there, binary data, or no charset fits.
    """
    if not data.strip():
        raise SourceError("There is nothing in it: give an article with some text.")
    _refuse_binary(data)
    for mark, charset in _BOMS:
        if data.startswith(mark):
            return _mostly(data, charset)
    declared = _declared(data, content_type=content_type, is_page=is_page)
    if declared is None:
        return _undeclared(data, is_page=is_page)
    return _mostly(data, declared)


def _undeclared(data: bytes, *, is_page: bool) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if not is_page:
            raise SourceError(_UNDECODABLE) from error
    return _mostly(data, "cp1252")


def _mostly(data: bytes, charset: str) -> str:
    text = data.decode(charset, errors="replace")
    if text.count("\ufffd") > _MAX_REPLACED_SHARE * len(text):
        raise SourceError(_UNDECODABLE)
    return text.replace("\ufffd", "")


def _declared(data: bytes, *, content_type: str, is_page: bool) -> str | None:
    """Give the Python name of the charset that the text says it is in, if it is one we trust."""
    labels = [match[1] for match in [_HEADER_CHARSET.search(content_type)] if match]
    if is_page:
        found = (_XML_CHARSET.match(data), _META_CHARSET.search(data, 0, _META_WITHIN_BYTES))
        # A page whose own label can be read byte by byte isn't UTF-16, whatever it says.
        labels += [match[1].decode().lower().replace("utf-16", "utf-8") for match in found if match]
    for label in labels:
        try:
            charset = codecs.lookup(label).name
        except (LookupError, ValueError):
            continue
        charset = _ALIASES.get(charset, charset)
        if charset in _CHARSETS:
            return charset
    return None


def _refuse_binary(data: bytes) -> None:
    head = data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ")
    for signature, sentence in _SIGNATURES:
        if data.startswith(signature) or head.startswith(signature):
            raise SourceError(sentence)
    if data[4:8] == b"ftyp":
        raise SourceError("That is a film or picture, not text: paste the text instead.")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _MAX_CONTROL_SHARE * len(data):
        raise SourceError(_BINARY)
