"""Where sentences end: by rule, since edited prose marks it and a small parser guesses."""

import re

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sr jr st mt ft gen col lt sgt capt adm rev hon gov sen rep pres no nos vol fig ed eds "
    "pp vs etc inc ltd co corp bros dept est approx ca c cf e.g i.e u.s u.k a.m p.m d.c ph.d b.c a.d jan feb "
    "mar apr jun jul aug sept sep oct nov dec ave blvd rd messrs u.s.a u.n al".split()
)
# After these a capital letter usually opens a new sentence all the same.
_MAY_END = frozenset(
    {"etc", "inc", "ltd", "co", "corp", "a.m", "p.m", "u.s", "u.k", "d.c", "b.c", "a.d", "jr", "al"}
)
_OPENERS = frozenset(
    "the a an in on at it he she they this these those we i but and however when while although after before "
    "for as there his her its their by from with".split()
)
_END = re.compile(r"(?P<mark>\.{3}|[.!?…]+)(?P<close>[\"')\]]*)(?=\s|$)")
_TAG = re.compile(r"\s*(?:[A-Z][\w.-]+ ){0,3}(?:said|says|asked|asks|added|told|wrote|recalls?|recalled)\b")


def sentence_spans(paragraph: str) -> list[tuple[int, int]]:
    """Give the offsets of a paragraph's sentences, white space around them left out."""
    spans: list[tuple[int, int]] = []
    start = 0
    for end in _END.finditer(paragraph):
        if end.end() < len(paragraph) and not _ends(paragraph, end):
            continue
        spans.append((start, end.end()))
        start = end.end()
    spans.append((start, len(paragraph)))
    return [trimmed for a, b in spans if (trimmed := _trim(paragraph, a, b))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    if not piece.strip():
        return None
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _ends(text: str, end: re.Match[str]) -> bool:
    rest = text[end.end() :].lstrip()
    follower = rest.lstrip("\"'([")[:1]
    if not follower or follower.islower():
        return not follower
    if end["close"][:1] in {'"', "'"} and end["mark"] != "." and _TAG.match(rest):
        return False
    if end["mark"] != "." or end["close"]:
        return follower.isupper() or follower.isdigit() or not follower.isalpha()
    before = re.search(r"[\w.'-]+$", text[: end.start()])
    word = before.group().lower() if before else ""
    if len(word) == 1 and word.isalpha() and word != "i":
        return False  # an initial
    if word in _ABBREVIATIONS:
        return word in _MAY_END and rest.split(maxsplit=1)[0].lower() in _OPENERS
    return True
