"""Wrong numbers: of the same form, scale and rounding as the right one, and never a neighbour of it."""

import re
from functools import cache
from random import Random

from questions.distractors.years import THIS_YEAR, spread, wrong_years
from questions.facts.numbers import number_value
from questions.facts.values import Slot
from questions.lexicons import rows
from questions.records import Kind

_NEAREST = 0.12  # two numbers closer than this share are told apart by nobody
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
_TENS = {30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
).split()
_LADDERS = ((0.4, 0.65, 1.5), (0.55, 1.4, 1.9), (1.35, 1.8, 2.4), (0.3, 0.5, 0.7))
# Where belief sets bounds, closer ones serve.
_NARROW = ((0.75, 0.87, 1.15), (0.6, 0.75, 0.87), (0.87, 1.15, 1.3), (0.5, 0.65, 0.8))
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


_OPEN_ENDED = re.compile(
    r"\b(?:more than|over|at least|above|exceeding|less than|fewer than|under|below|up to) (?:the )?▇▇▇",
    re.IGNORECASE,
)


def wrong_figures(slot: Slot, around: str, rng: Random) -> tuple[str, ...]:
    """Give three wrong values for a number slot, or fewer where its form allows no more.

    ``around`` is the text shown with it: nothing that stands there is offered.
    """
    if _OPEN_ENDED.search(around):
        return ()  # "more than ▇▇▇": any lower figure is right as well
    if slot.subkind == "year":
        return wrong_years(int(slot.text), around, rng)
    if slot.subkind == "decade":
        return tuple(f"{year}s" for year in spread(int(slot.text[:4]), 10, rng) if year < THIS_YEAR)
    if slot.subkind == "century":
        return _centuries(slot, rng)
    if slot.subkind == "ratio":
        return _ratios(slot, rng)
    return _scaled(slot, around, rng)


def _centuries(slot: Slot, rng: Random) -> tuple[str, ...]:
    word, _, rest = slot.text.partition(" ")
    low = word.lower()
    number = int(low[:-2]) if low[0].isdigit() else _ORDINALS.index(low) + 1 if low in _ORDINALS else 0
    if not number:
        return ()
    wanted = [n for n in spread(number, 1, rng) if 1 <= n <= 21]  # noqa: PLR2004 - ours is the twenty-first
    if low[0].isdigit():
        return tuple(f"{n}{_suffix(n)} {rest}" for n in wanted)
    return tuple(f"{_like(_ORDINALS[n - 1], word)} {rest}" for n in wanted)


def _suffix(number: int) -> str:
    return "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")  # noqa: PLR2004


def _like(word: str, model: str) -> str:
    return word.capitalize() if model[0].isupper() else word


def _ratios(slot: Slot, rng: Random) -> tuple[str, ...]:
    found = re.match(r"(\S+)( .* )(\S+)$", slot.text)
    if found is None:
        return ()
    large = number_value(found[3])
    small = number_value(found[1])
    if large is None or small is None:
        return ()
    step = max(int(large) // 10, 1)
    wanted = [int(small) + step * k for k in (-6, -4, -3, -2, 2, 3, 4, 6)]
    fair = [n for n in wanted if 0 < n < large]
    rng.shuffle(fair)
    made = [str(n) if found[1].isdigit() else _word(n, found[1]) for n in fair]
    return tuple(f"{n}{found[2]}{found[3]}" for n in made if n)[:3]


def _word(number: int, model: str) -> str:
    if 1 <= number <= len(_WORDS):
        return _like(_WORDS[number - 1], model)
    tens, ones = number - number % 10, number % 10
    if tens in _TENS:
        return _like(_TENS[tens] + (f"-{_WORDS[ones - 1]}" if ones else ""), model)
    return ""


def _scaled(slot: Slot, around: str, rng: Random) -> tuple[str, ...]:
    figure = _FIGURE.search(slot.text)
    if figure is None:
        return _words(slot, rng)
    value = float(figure.group().replace(",", ""))
    decimals = len(figure.group().partition(".")[2])
    grain = _grain(figure.group())
    low, high = _bounds(slot, around, value)
    for ladder in (*_shuffled(_LADDERS, rng), *_shuffled(_NARROW, rng)):
        made: list[float] = []
        for factor in ladder:
            wrong = value * (factor + rng.uniform(-0.06, 0.06))
            wrong = round(round(wrong / grain) * grain, decimals)
            if value <= 12 and decimals == 0:  # noqa: PLR2004 - small counts move by whole steps
                wrong = round(value * factor)
            fair = low <= wrong <= high and all(
                abs(wrong - o) > _NEAREST * min(wrong, o) for o in (value, *made)
            )
            text = _format(wrong, figure.group(), decimals)
            if fair and not re.search(rf"(?<![\d.,]){re.escape(text)}(?![\d]|,\d)", around):
                made.append(wrong)
        if len(made) == len(ladder):
            a, b = figure.span()
            return tuple(slot.text[:a] + _format(n, figure.group(), decimals) + slot.text[b:] for n in made)
    return ()


_ROSE = re.compile(
    r"\b(rose|risen|grew|grown|climbed|increased|jumped|went up|up|widened|doubled|"
    r"fell|fallen|dropped|slipped|shrank|narrowed|declined|slumped|went down|down|cut)\b[^.;]*?"
    r"(?:to ▇▇▇,? (?P<tail>[a-z ]*from) \D?(?P<before>\d[\d,.]*)|from ▇▇▇ to \D?(?P<after>\d[\d,.]*))"
)
_UP = frozenset("rose risen grew grown climbed increased jumped up widened doubled".split()) | {"went up"}


def _direction(around: str) -> tuple[float, float] | None:
    """Give the bounds that "fell to ▇▇▇ from 35" sets: less than 35, or more where it rose."""
    found = _ROSE.search(around)
    if found is None:
        return None
    other = float((found["before"] or found["after"]).replace(",", "").rstrip("."))
    is_above = (found[1] in _UP) == (found["before"] is not None)
    return (other, float("inf")) if is_above else (1e-9, other)


@cache
def _believed() -> tuple[tuple[re.Pattern[str], frozenset[str], float, float], ...]:
    return tuple(
        (re.compile(rf"\b(?:{cues})\b", re.IGNORECASE), frozenset(units.split("|")), float(low), float(high))
        for cues, units, low, high in rows("bounds")
    )


def _bounds(slot: Slot, around: str, value: float) -> tuple[float, float]:
    """Give the least and most that a reader would believe of a figure; a share stays below all."""
    if (told := _direction(around)) is not None:
        return told
    if slot.kind is Kind.PERCENT:
        return 1e-9, 99
    nouns = set(re.findall(r"[a-z]+", f"{slot.text} {slot.noun}".lower()))
    for cues, units, low, high in _believed():
        if units & nouns and low <= value <= high and cues.search(around):
            return low, high
    if value < _THOUSAND and re.search(r"\d [a-z]+illion\b", slot.text):
        return 1e-9, _THOUSAND - 1  # nobody writes "1070 million"
    return (_PLURAL if slot.text.isdigit() and value >= _PLURAL else 1e-9), float("inf")


_THOUSAND = 1000
_PLURAL = 2  # "1 clocks" gives itself away


def _shuffled(ladders: tuple[tuple[float, ...], ...], rng: Random) -> list[tuple[float, ...]]:
    order = list(ladders)
    rng.shuffle(order)
    return order


def _grain(figure: str) -> float:
    """Give the step a figure is rounded to: 1,500 to the hundred, 54.6 to the tenth, 62 to the unit."""
    whole, _, decimals = figure.replace(",", "").partition(".")
    if decimals:
        return float(10 ** -len(decimals))
    zeros = len(whole) - len(whole.rstrip("0"))
    if zeros == len(whole) - 1 and zeros > 1:
        zeros -= 1  # 3,000 may become 1,800
    elif zeros == len(whole) - 1 and whole[0] in "1234" and zeros:
        return 5.0 if zeros == 1 else 10.0 ** (zeros - 1)
    return float(10**zeros)


def _format(value: float, model: str, decimals: int) -> str:
    """Write a value as the model is written: with commas where it has them or is too short to tell."""
    has_commas = "," in model or (len(model) <= _UNTOLD and value >= _COMMA_FROM)
    return f"{value:,.{decimals}f}" if has_commas else f"{value:.{decimals}f}"


_UNTOLD, _COMMA_FROM = 3, 1_000


def _words(slot: Slot, rng: Random) -> tuple[str, ...]:
    head, _, scale = slot.text.partition(" ")
    value = number_value(head)
    if value is None or not 3 <= value <= 90:  # noqa: PLR2004 - "two" is guessed, beyond ninety nobody spells
        return ()
    step = 1 if value <= 8 else 2 if value <= 14 else 10 if value % 10 == 0 else 4  # noqa: PLR2004
    wanted = [n for n in spread(int(value), step, rng) if n > 1]
    made = [word for n in wanted if (word := _word(n, head))]
    return tuple(f"{word} {scale}".strip() for word in made)
