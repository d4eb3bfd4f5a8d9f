"""The judge of typed answers: accept, prompt for more, or reject; and who guessed a number closest.

Strict where a mistake would be unfair, lenient where only the keyboard differs: case, accents, articles,
punctuation and small slips never cost a point, and a slip counts only if no other option is nearer.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from rapidfuzz.distance import OSA

from questions.records import Kind, Question

SLIP_FREE_LENGTH = 4
"""Answers up to this length must be spelt right: one slip makes another word of them."""
LETTERS_PER_SLIP = 6
"""One slip is forgiven for each so many letters, up to MOST_SLIPS."""
MOST_SLIPS = 2

_ARTICLES = {"the", "a", "an"}
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
)
_UNITS += "sixteen seventeen eighteen nineteen".split()
_TENS = {
    word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
}
_SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9}
_ALSO_UNITS = {"k", "m", "b"}
"""Letters that scale a number or merely name its unit, as in "333 m"."""
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
_DIGITS = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*([a-z]+)?")
_NUMERIC = {Kind.DATE, Kind.NUMBER, Kind.MONEY, Kind.PERCENT}


class Verdict(StrEnum):
    """What becomes of a typed answer."""

    ACCEPT = "accept"
    PROMPT = "prompt"
    REJECT = "reject"


def judge(question: Question, text: str) -> Verdict:
    """Judge ``text`` as an answer to ``question``.

    PROMPT means that it is part of the answer but not enough of it: the player may try again.
    """
    given = words(text)
    if not given:
        return Verdict.REJECT
    right = [words(form) for form in (question.answer, *question.accepted)]
    if given in right:
        return Verdict.ACCEPT
    if question.kind in _NUMERIC and _is_number(text):
        return _judge_number(question, text)
    wrong = [words(option) for option in question.options if words(option) not in right]
    if _is_slip(given, right=right, wrong=wrong):
        return Verdict.ACCEPT
    if question.kind is Kind.PERSON and _is_surname(given, right=right, wrong=wrong):
        return Verdict.ACCEPT
    if any(set(given) < set(form) for form in right):
        return Verdict.PROMPT
    return Verdict.REJECT


def words(text: str) -> tuple[str, ...]:
    """Split into what counts: lower-case words without accents, punctuation or a leading article."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    found = re.findall(r"\w+(?:[.,]\d+)*", re.sub(r"['’]s?\b", "", bare))
    return tuple(found[1:] if len(found) > 1 and found[0] in _ARTICLES else found)


def number(text: str) -> float | None:
    """Read a number as people write it: "1,200", "54.6 million", "three hundred and five", "62%", "$3m"."""
    digits = _digits(text)
    if digits is None:
        return _spelt(re.findall(r"[a-z]+", text.casefold()))
    value, scale = digits
    return value * (_SCALES | _SHORT_SCALES).get(scale, 1.0)


def guess(question: Question, text: str) -> float | None:
    """Read a guess at the question's number; what may be read in two ways is read as the nearer."""
    target = number(question.answer)
    if target is None:
        return number(text)
    return min(_readings(question.kind, text), key=lambda value: abs(value - target), default=None)


def closest(question: Question, guesses: Iterable[str]) -> frozenset[int]:
    """Give the indexes of the guesses nearest to the question's number; several where they tie."""
    target = number(question.answer)
    if target is None:
        return frozenset()
    gaps = {
        i: abs(value - target)
        for i, text in enumerate(guesses)
        if (value := guess(question, text)) is not None
    }
    return frozenset(i for i, gap in gaps.items() if gap == min(gaps.values()))


def _is_number(text: str) -> bool:
    return number(text) is not None


def _digits(text: str) -> tuple[float, str] | None:
    """Find the first number in digits, and the word after it."""
    found = _DIGITS.search(_joined(text).casefold().replace("-", " "))
    return (float(found[1].replace(",", "")), found[2] or "") if found else None


def _joined(text: str) -> str:
    """Close up the groups of a number that spaces part: "7 000" is one."""
    return _GROUPED.sub(lambda groups: re.sub(r"\s", "", groups[0]), text)


def _readings(kind: Kind, text: str) -> set[float]:
    """Give what a number may mean: "333 m" is metres or millions, but of money it is millions."""
    value, digits = number(text), _digits(text)
    readings = set() if value is None else {value}
    if digits and digits[1] in _ALSO_UNITS and kind is not Kind.MONEY:
        readings.add(digits[0])
    return readings


def _judge_number(question: Question, text: str) -> Verdict:
    """Compare values; where the answer holds several numbers, as a date does, one of them is not enough."""
    forms = [form for form in (question.answer, *question.accepted) if _is_number(form)]
    wanted_values = set().union(*(_readings(question.kind, form) for form in forms))
    if not _readings(question.kind, text) & wanted_values:
        return Verdict.REJECT
    figures = _figures(text)
    wanted = min(map(_figures, forms))
    return Verdict.ACCEPT if figures >= wanted else Verdict.PROMPT


def _figures(text: str) -> int:
    """Count the numbers in a text; one in words counts as one."""
    return len(re.findall(r"\d+(?:\.\d+)?", _joined(text).replace(",", ""))) or int(_is_number(text))


def _spelt(found: list[str]) -> float | None:
    total, group, seen = 0.0, 0.0, False
    for word in found:
        if word in _SCALES:
            factor = _SCALES[word]
            group = max(group, 1.0) * factor
            if factor > _SCALES["hundred"]:
                total, group = total + group, 0.0
        elif word in _UNITS:
            group += _UNITS.index(word)
        elif word in _TENS:
            group += _TENS[word]
        elif word != "and" or not seen:
            continue
        seen = True
    return total + group if seen else None


def _is_slip(given: tuple[str, ...], *, right: list[tuple[str, ...]], wrong: list[tuple[str, ...]]) -> bool:
    text = " ".join(given)
    gap = min(OSA.distance(text, " ".join(form)) for form in right)
    if gap > min(MOST_SLIPS, _slips(min(right, key=lambda form: OSA.distance(text, " ".join(form))))):
        return False
    if any(character.isdigit() for character in text):
        return False
    return all(OSA.distance(text, " ".join(form)) > gap for form in wrong)


def _slips(form: tuple[str, ...]) -> int:
    letters = sum(map(len, form))
    return 0 if letters <= SLIP_FREE_LENGTH else max(1, letters // LETTERS_PER_SLIP)


def _is_surname(
    given: tuple[str, ...], *, right: list[tuple[str, ...]], wrong: list[tuple[str, ...]]
) -> bool:
    """Say whether a person is named by the last name alone, and no other option shares it."""
    if len(given) != 1 or not any(len(form) > 1 and form[-1] == given[0] for form in right):
        return False
    return not any(form and form[-1] == given[0] for form in wrong)
