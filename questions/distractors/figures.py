"""Wrong numbers: of the same form, scale and rounding as the right one, and never a neighbour of it."""

import re
from random import Random

from questions.facts.numbers import number_value
from questions.facts.values import Slot
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
_THIS_YEAR = 2025  # years offered never lie beyond it unless the article's own do
_WINDOWS = ((1980, 12), (1900, 25), (1700, 60), (0, 120))  # how far readers place a year wrong, by era
_LADDERS = ((0.4, 0.65, 1.5), (0.55, 1.4, 1.9), (1.35, 1.8, 2.4), (0.3, 0.5, 0.7))
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def wrong_figures(slot: Slot, around: str, rng: Random) -> tuple[str, ...]:
    """Give three wrong values for a number slot, or fewer where its form allows no more.

    ``around`` is the text shown with it: nothing that stands there is offered.
    """
    if slot.subkind == "year":
        return _years(slot, around, rng)
    if slot.subkind == "decade":
        return tuple(f"{year}s" for year in _spread(int(slot.text[:4]), 10, rng) if year < _THIS_YEAR)
    if slot.subkind == "century":
        return _centuries(slot, rng)
    if slot.subkind == "ratio":
        return _ratios(slot, rng)
    return _scaled(slot, around, rng)


def _spread(value: int, step: int, rng: Random) -> list[int]:
    """Give three values around one, so that its rank among the four is even."""
    rank = rng.randrange(4)
    return [value + step * k for k in range(-rank, 4 - rank) if k]


def _years(slot: Slot, around: str, rng: Random) -> tuple[str, ...]:
    year = int(slot.text)
    window = next(size for since, size in _WINDOWS if year >= since)
    others = [int(y) for y in re.findall(r"\b(1\d{3}|20\d\d)\b", around)]
    ceiling = max(_THIS_YEAR, year)
    low = max((y for y in others if y < year), default=0)
    high = min((y for y in others if year < y <= ceiling), default=ceiling)
    step = max(window // 4, 2)
    for attempt in range(8):
        wanted = _spread(year, step, rng)
        moved = [y + (rng.randrange(step // 2 + 1) - step // 4 if step > 3 else 0) for y in wanted]  # noqa: PLR2004
        fair = all(low < y <= high and y not in others and y != year for y in moved)
        if fair and len({*moved, year}) == len(moved) + 1:
            return tuple(map(str, moved))
        step = max(step - attempt % 2, 2)
    return ()


def _centuries(slot: Slot, rng: Random) -> tuple[str, ...]:
    word, _, rest = slot.text.partition(" ")
    low = word.lower()
    number = int(low[:-2]) if low[0].isdigit() else _ORDINALS.index(low) + 1 if low in _ORDINALS else 0
    if not number:
        return ()
    wanted = [n for n in _spread(number, 1, rng) if 1 <= n <= 21]  # noqa: PLR2004 - ours is the twenty-first
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
    ceiling = 99 if slot.kind is Kind.PERCENT else float("inf")
    for ladder in _shuffled(_LADDERS, rng):
        made: list[float] = []
        for factor in ladder:
            wrong = value * (factor + rng.uniform(-0.06, 0.06))
            wrong = round(round(wrong / grain) * grain, decimals)
            if value <= 12 and decimals == 0:  # noqa: PLR2004 - small counts move by whole steps
                wrong = round(value * factor)
            fair = 0 < wrong <= ceiling and all(
                abs(wrong - o) > _NEAREST * min(wrong, o) for o in (value, *made)
            )
            text = _format(wrong, figure.group(), decimals)
            if fair and not re.search(rf"(?<![\d.,]){re.escape(text)}(?![\d]|,\d)", around):
                made.append(wrong)
        if len(made) == len(ladder):
            a, b = figure.span()
            return tuple(slot.text[:a] + _format(n, figure.group(), decimals) + slot.text[b:] for n in made)
    return ()


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


_UNTOLD, _COMMA_FROM = 3, 10_000


def _words(slot: Slot, rng: Random) -> tuple[str, ...]:
    head, _, scale = slot.text.partition(" ")
    value = number_value(head)
    if value is None or not 3 <= value <= 90:  # noqa: PLR2004 - "two" is guessed, beyond ninety nobody spells
        return ()
    step = 1 if value <= 8 else 2 if value <= 14 else 10 if value % 10 == 0 else 4  # noqa: PLR2004
    wanted = [n for n in _spread(int(value), step, rng) if n > 1]
    made = [word for n in wanted if (word := _word(n, head))]
    return tuple(f"{word} {scale}".strip() for word in made)
