"""Number slots: dates, years, sums, shares and counts, each classified before it is asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from questions.facts.values import Slot
from questions.language import Sentence
from questions.lexicons import lower_words, words
from questions.records import Kind

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORD_VALUES = {word: i for i, word in enumerate(_SMALL, 1)} | {w: 20 + 10 * i for i, w in enumerate(_TENS)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_WORDS = rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_SMALL[:9])}))?|{'|'.join(reversed(_SMALL))})(?!\w)"
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"(?:hundred|thousand|million|billion|trillion)"
_NUMBER = rf"(?:(?:{_DIGITS})(?: {_SCALE})?|{_WORDS}(?: {_SCALE})?)"
_MONTHS = "|".join(sorted(words("months")))

_MONEY = re.compile(
    rf"(?:US|A|C)?[$£€¥] ?{_NUMBER}\b|\b{_NUMBER} (?:dollars|pounds sterling|euros|francs|yen)\b",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"\b{_NUMBER} ?(?:%|percent\b|per cent\b)", re.IGNORECASE)
_RATIO = re.compile(r"\b(\d+|[a-z]+) (?:in|out of) (?:every )?(\d+|[a-z]+)\b", re.IGNORECASE)
_DAY = re.compile(rf"\b(?:\d{{1,2}} (?:{_MONTHS})|(?:{_MONTHS}) \d{{1,2}})(?:,? \d{{4}})?\b")
_YEAR = re.compile(r"(?<![\d,.$£€/-])\b(1[0-9]{3}|20[0-4][0-9])\b(?![\d,]\d|-\d|s\b|/|%)")
_DECADE = re.compile(r"\b(1[0-9][1-9]0|20[12]0)s\b")  # "the 1800s" may be a century
_CENTURY = re.compile(r"\b(\d{1,2}(?:st|nd|rd|th)|[a-z]+th|first|second|third) century\b", re.IGNORECASE)
_PLAIN = re.compile(rf"(?<![\w$£€.,/#-])({_NUMBER})(?![\w%]|,\d|\.\d|-\w|/)", re.IGNORECASE)
_YEAR_LEADS = frozenset(
    {"in", "since", "by", "until", "of", "from", "after", "before", "during", "around", "year"}
)
_UNITS = tuple(sorted(words("units"), key=len, reverse=True))
UNIT = re.compile(rf" ?({'|'.join(map(re.escape, _UNITS))})s?\b")
_COUNTED_OFF = frozenset(
    {"the", "its", "their", "his", "her", "these", "those", "all", "first", "last", "next"}
)
_FRACTION = re.compile(r" (?:quarters?|thirds?|hal(?:f|ves)|fifths?|tenths?|years of age)\b")
_COMPOSED = re.compile(r"\b(?:year|month|week|day|hour|minute|second|feet|foot|pound)s?,? (?:and )?$")
_PAIR = 2  # up to a pair is guessed
_WHOLES = frozenset({4, 5, 8, 10, 20, 100})  # what shares are told of; others are scores and odds
_LOOSE = frozenset(
    {"no", "no.", "route", "number", "chapter", "page", "section", "type", "version", "part", "volume"}
)

# How well each kind has served with readers, from the prototypes' ratings.
PRIORS = {"count": 0.4, "quantity": 0.4, "percent": 0.3, "money": 0.5, "ratio": 0.35, "year": 0.25,
          "decade": 0.15, "century": 0.2}  # fmt: skip


def number_value(text: str) -> float | None:
    """Give the value of a number in digits or words, as "54.6 million" or "twenty-two".

    >>> number_value("twenty-two")
    22.0
    """
    found = re.search(_NUMBER, text, re.IGNORECASE)
    if found is None:
        return None
    head, _, scale = found.group().lower().partition(" ")
    factor = _SCALES.get(scale.strip(), 1)
    if head[0].isdigit():
        return float(head.replace(",", "")) * factor
    total = sum(_WORD_VALUES.get(part, 0) for part in head.split("-"))
    return float(total) * factor


@dataclass(slots=True)
class _Reader:
    sentence: Sentence
    text: str
    taken: list[tuple[int, int]]

    def free(self, start: int, end: int) -> bool:
        return all(end <= a or b <= start for a, b in self.taken)

    def slot(self, match_span: tuple[int, int], kind: Kind, subkind: str, noun: str = "") -> Slot:
        start, end = match_span
        self.taken.append(match_span)
        text = self.text[start:end]
        value = number_value(text)
        offset = self.sentence.start
        return Slot(kind, subkind, offset + start, offset + end, text, PRIORS[subkind], value, noun)


def number_slots(sentence: Sentence) -> list[Slot]:
    """Find the number slots of a sentence, the most telling kinds first; none overlap."""
    reader = _Reader(sentence, sentence.span.text, [])
    found: list[Slot] = []
    for match in _DAY.finditer(reader.text):
        reader.taken.append(match.span())
    for pattern, kind, subkind in (
        (_MONEY, Kind.MONEY, "money"),
        (_PERCENT, Kind.PERCENT, "percent"),
        (_CENTURY, Kind.DATE, "century"),
        (_DECADE, Kind.DATE, "decade"),
    ):
        found += [
            reader.slot(match.span(), kind, subkind)
            for match in pattern.finditer(reader.text)
            if reader.free(*match.span()) and not _in_range(reader.text, *match.span())
        ]
    found += _ratios(reader)
    found += _years(reader)
    found += list(_counts(reader))
    return found


def _in_range(text: str, start: int, end: int) -> bool:
    after = text[end : end + 10].lower()
    if re.search(r"\ds?\W*(?:to|-|–|and|or) ?$|\bbetween $|\bbetween [a-z]+ and $", text[:start].lower()):
        return True
    return (
        re.match(rf" ?(?:-|–|to|or) ?{_NUMBER}\b", after) is not None
        or re.match(r" and \d", after) is not None
    )


def _ratios(reader: _Reader) -> list[Slot]:
    found = []
    for match in _RATIO.finditer(reader.text):
        if not all(part.isdigit() or part.lower() in _WORD_VALUES for part in match.groups()):
            continue
        small, large = number_value(match[1]), number_value(match[2])
        if small is None or large not in _WHOLES or not 0 < small < large:
            continue
        if reader.free(*match.span()):
            found.append(reader.slot(match.span(), Kind.NUMBER, "ratio"))
    return found


def _years(reader: _Reader) -> list[Slot]:
    found = []
    years = list(_YEAR.finditer(reader.text))
    for match in years:
        start, end = match.span()
        lead = re.search(r"([A-Za-z]+)[ ,]*\d{0,2},? ?$", reader.text[:start])
        word = lead[1] if lead else ""
        is_led = word.lower() in _YEAR_LEADS or word in words("months")
        if not is_led or _in_range(reader.text, start, end):
            continue
        others = [int(m[1]) for m in years if m is not match]
        if any(abs(other - int(match[1])) < 10 for other in others):  # noqa: PLR2004 - a near year gives it away
            continue
        reader.taken = [taken for taken in reader.taken if not (taken[0] <= start and end <= taken[1])]
        found.append(reader.slot((start, end), Kind.DATE, "year"))
    return found


def _counts(reader: _Reader) -> Iterator[Slot]:
    for match in _PLAIN.finditer(reader.text):
        start, end = match.span(1)
        value = number_value(match[1])
        if value is None or value <= _PAIR or not _is_free_count(reader, start, end):
            continue
        unit = UNIT.match(reader.text, end)
        if unit and not _is_converted(reader.text, unit.end()):
            yield reader.slot((start, end), Kind.NUMBER, "quantity", unit[1])
        elif not unit and reader.text[:start].endswith("population of "):
            yield reader.slot((start, end), Kind.NUMBER, "count", "people")
        elif not unit and not _is_year_like(match[1]) and (noun := _counted(reader, end)) is not None:
            yield reader.slot((start, end), Kind.NUMBER, "count", noun.text)


def _is_free_count(reader: _Reader, start: int, end: int) -> bool:
    """Say whether a number stands for itself: in no range, name, bracket or fraction, and not "the three"."""
    if (
        not reader.free(start, end)
        or _in_range(reader.text, start, end)
        or reader.text[start - 1 : start] == "("
    ):
        return False
    if _FRACTION.match(reader.text, end) or _COMPOSED.search(reader.text[:start]):
        return False
    before = re.search(r"([\w.'-]+)\W*$", reader.text[:start])
    if before is None:
        return True
    is_named = before[1][:1].isupper() and before.start() > 0
    return not is_named and before[1].lower() not in _LOOSE | _COUNTED_OFF


def _is_converted(text: str, end: int) -> bool:
    """Say whether the same quantity follows in another unit, or a rival one stands beside it."""
    return (
        re.match(r"\w* ?\(", text[end:]) is not None or re.match(r"\w*,? (?:\d|or )", text[end:]) is not None
    )


def _is_year_like(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and 1000 <= int(text) <= 2049  # noqa: PLR2004


def _counted(reader: _Reader, end: int) -> Token | None:
    """Find the plural noun that a number counts."""
    span = reader.sentence.span
    base = span.start_char
    tokens = [t for t in span if base + end <= t.idx <= base + end + 60]
    for token in tokens[:5]:
        if token.tag_ in {"NNS", "NNPS"} or (
            token.tag_ == "NNP" and re.fullmatch(r"[A-Z][a-z]+[a-rt-z]s", token.text)
        ):
            return None if token.lemma_.lower() in lower_words("dull_nouns") else token
        if token.pos_ not in {"ADJ", "NOUN", "PROPN", "ADV", "VERB"} and token.text not in {"-", ","}:
            return None
        if token.lower_ in {"of", "in", "and", "or"} or token.tag_ in {"VBD", "VBZ", "VBP"}:
            return None
    return None
