"""Which characters of a source stay: plain line ends and spaces, nothing invisible or dangerous."""

import re

TITLE_LIMIT = 200
OPENING_LIMIT = 60

# Control characters, lone surrogates (they cannot be stored), noncharacters, and the invisible formatting
# that reorders or hides text: soft hyphen, zero-width space, direction marks, byte-order mark, tags.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# A joiner is spelling in Persian, Hindi or emoji, and a trick beside anything else.
_JOINER = "[\u200c\u200d]"
_IDLE_JOINER = re.compile(f"(?<![^\x00-\x7f\u200c\u200d]){_JOINER}|{_JOINER}(?![^\x00-\x7f])")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\n]+")
_LETTER_WORD = re.compile(r"[^\W\d_]{2,}|[^\W\d_]")


def clean(text: str) -> str:
    """Give ``text`` with plain line ends and without invisible characters; all others stay as written."""
    return _IDLE_JOINER.sub("", _UNWANTED.sub("", _LINE_END.sub("\n", text)))


def one_line(text: str) -> str:
    """Give ``text`` on one line, cleaned, with single spaces; a no-break space stays one inside the line."""
    return _SPACES.sub(" ", clean(text)).strip()


def short(text: str, *, limit: int = TITLE_LIMIT) -> str:
    """Give a name or title on one line, cut after a whole word where it is longer than ``limit``."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[limit // 2 :] else cut).rstrip(" ,;:-–—") + "…"


def word_count(text: str) -> int:
    """Count the words that hold a letter, so that numbers alone are no text."""
    return sum(1 for _ in _LETTER_WORD.finditer(text))


def opening(text: str) -> str:
    """Give the first words of a text, to name it by where it has no title."""
    return short(text.lstrip().split("\n", 1)[0], limit=OPENING_LIMIT)
