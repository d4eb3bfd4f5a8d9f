"""Salience: how well worth asking a slot is, in its sentence, and which slots are too dull to ask at all.

Two raters read the starter questions one by one. What they played gladly: firsts and records, named deeds,
surprising numbers, well-known doers. What bored them: bare years, where somebody nobody knows was born, who
told the paper, small counts, the town everybody guesses.
"""

import re

from questions.facts import guards
from questions.facts.values import Slot
from questions.language import Document, Sentence
from questions.language.gazetteer import cities, key_of, notables, things
from questions.lexicons import finder, words
from questions.records import Kind

TELLING = re.compile(
    r"\b(?:first|only|largest|smallest|longest|shortest|tallest|highest|deepest|oldest|youngest|fastest|heaviest|"
    r"biggest|greatest|earliest|record|most|named after|invented|founded|discovered|won|wins|defeated|opened|"
    r"built|designed|composed|painted|wrote|written|published|sold|cost|worth|became|stars?|premiered|launched|"
    r"created|born|patented|introduced|replaced|known as|called)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\b(?:first|only|largest|smallest|longest|shortest|tallest|highest|deepest|oldest|youngest|fastest|heaviest|"
    r"biggest|earliest|record|never before|sole)\b",
    re.IGNORECASE,
)
# What a player may place in time by reasoning: not when some town hall was opened.
_LANDMARK = re.compile(
    r"\b(?:first|last|invent(?:s|ed|ion of)|abolish(?:ed|es)|independen(?:ce|t)|gave women)\b", re.IGNORECASE
)
_ORIGIN = re.compile(
    r"\b(?:born|raised|grew up|brought up|studied|educated|graduated|lived?|lives|settled|resided?|retired|"
    r"moved|based|career|died|buried|childhood|native)\b"
    r"[^.;]{0,40}\b(?:in|at|to|from|near) (?:the )?(?:[a-z]+ ){0,3}$"
)
_SAID = re.compile(
    r"\b(?:according to|said|says|told|asked) (?:the )?(?:[a-z]+ ){0,3}$|^(?:by|from) (?:the )?$",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"^,? ?(?:said|says|explain(?:ed|s)|added|adds|noted|notes|told|argued?s?|argues|stated|states|commented|"
    r"recalled|recalls|described|describes|believes?|claim(?:ed|s)|warn(?:ed|s)|suggest(?:ed|s)|"
    r"announced|reported)\b"
)
_RANGE = re.compile(r"\b(?:between \S*\d.{0,20} and|from \S*\d.{0,20} to) ?$")
# What only an investor keeps in mind, and only for a day.
_LEDGER = re.compile(
    r"\b(?:net debt|(?:operating|free) cash flow|gross margin|earnings before|a share\b|"
    r"shares? (?:\S+ ){0,30}?clos|"
    r"(?:sales|orders|revenues?|profits?|margins?|earnings|services|division|unit|segment|turnover)\b[^.;]{0,60}"
    r"\b(?:up|down|rose|rise|grew|grow|slip\w*|fell|fall\w*|climb\w*|declin\w*|increas\w*|dropp\w*)\b)",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\b(?:only|just|more than|over|nearly|almost|record|as many as|up to|at least)\b")
_DATED = frozenset({"year", "decade", "century"})
_DEFAULTS = frozenset({"london", "paris", "new york", "new york city", "moscow", "rome", "berlin"})
_DOZEN = 12  # a small count is worth asking of a deed only
LEAST = 0.5  # what is worth less nobody would ask; the learned ranker judges the rest


def can_be_placed(document: Document, sentence: Sentence, text: str) -> bool:
    """Say whether a player may place a date by reasoning: of a first, a record, or somebody of note."""
    keys = {name.key for _, name in document.mentions(sentence)}
    keys |= document.topic.keys if document.topic else set()
    return bool(_LANDMARK.search(text)) or any(key in notables() or key in things() for key in keys)


def dull(sentence: Sentence, slot: Slot, rest: str) -> str:
    """Name what makes a slot too dull to ask, whatever else speaks for it."""
    left, _, right = " ".join(rest.split()).partition("▇")
    if slot.subkind == "count" and (slot.value or 0) <= _DOZEN and not TELLING.search(rest):
        return "dull: a small count"
    if slot.subkind == "quantity" and re.match(r" (?:hours?|days?|weeks?|minutes?) (?:ago|later)\b", right):
        return "dull: a short while"
    if (
        slot.kind in {Kind.MONEY, Kind.PERCENT}
        and re.search(r"\d\.\d", slot.text)
        and "illion" not in slot.text
    ):
        return "dull: decimals of a share or a price"
    if slot.kind in {Kind.MONEY, Kind.PERCENT, Kind.NUMBER} and _LEDGER.search(rest):
        return "dull: a line of the accounts"
    if slot.kind in {Kind.MONEY, Kind.NUMBER} and _RANGE.search(left):
        return "dull: the end of a range"
    if slot.kind is Kind.PERSON and (_SAID.search(left) or _TELLS.match(right.strip())):
        return "dull: who told it"
    if slot.kind is Kind.PLACE and slot.subkind != "country" and _ORIGIN.search(left) and sentence.index:
        return "" if _RECORD.search(rest) else "dull: where somebody lived"
    return ""


def worth_of(document: Document, sentence: Sentence, slot: Slot, rest: str, *, names: int) -> float:
    """Give the worth of a slot in the words around it; half of what has about 0.9 was usable."""
    worth = 0.5 + slot.prior + 0.08 * min(names, 3)
    worth += 0.2 if _RECORD.search(rest) else 0.12 if TELLING.search(rest) else 0.0
    if slot.subkind in _DATED and not can_be_placed(document, sentence, rest):
        worth -= 0.2
    worth += 0.05 if sentence.paragraph < 3 else 0.0  # noqa: PLR2004 - what comes first matters most
    worth -= 0.1 * guards.is_negated(rest) + 0.15 * guards.is_generic(rest) + 0.05 * rest.count("(")
    worth -= 0.12 if finder("deictics")(rest) else 0.0
    return worth + _fame(document, slot) + _surprise(slot, rest)


def _fame(document: Document, slot: Slot) -> float:
    """A name that players may know, or that the article speaks of again, beats one that passes by."""
    if slot.name is None:
        return 0.0
    key = key_of(slot.name.form)
    if slot.kind is Kind.PERSON:
        return 0.05 if key in notables() or slot.name.count > 2 else -0.1 if slot.name.count == 1 else 0.0  # noqa: PLR2004
    if slot.kind is Kind.PLACE and slot.subkind in {"city", "town"}:
        if key in _DEFAULTS:
            return -0.15
        return -0.15 if key not in cities() and slot.name.count == 1 else 0.0
    return 0.05 if any(word in document.title_words for word in key.split()) else 0.0


def _surprise(slot: Slot, rest: str) -> float:
    """A figure that stands out, or that measures something, beats the name beside it."""
    if slot.value is None or slot.subkind in _DATED:
        return 0.0
    if slot.subkind == "count" and slot.value <= _DOZEN:
        return -0.1
    marked = re.search(
        r"\b(?:only|just|more than|over|nearly|almost|record|as many as|up to|at least)\b", rest
    )
    is_measure = slot.subkind in {"quantity", "money"} and slot.noun not in words("dull_nouns")
    return 0.1 * (marked is not None) + 0.05 * is_measure
