"""Wrong years: as far apart as readers place such a year wrong, each one in which it might have happened.

What recurs is offered in its own years alone (a World Cup every fourth), and nothing before it could have
been: no film before there was film.
"""

import re
from functools import cache
from random import Random

from questions.distractors.pins import years_in
from questions.lexicons import rows

THIS_YEAR = 2025  # years offered never lie beyond it unless the article's own do
_WINDOWS = ((1980, 12), (1900, 25), (1700, 60), (0, 120))  # how far readers place a year wrong, by era
_TRIES = 10


def wrong_years(year: int, around: str, rng: Random) -> tuple[str, ...]:
    """Give three wrong years for one that stands in ``around`` as a gap, or none where no three are fair."""
    others = years_in(around)
    ceiling = max(THIS_YEAR, year)
    first, last = _period(around, year, ceiling)
    low = max((*(y for y in others if y < year), _floor(around, year) - 1, first - 1))
    high = min((*(y for y in others if year < y <= ceiling), last))
    calendar = _calendar(around, year)
    window = next(size for since, size in _WINDOWS if year >= since)
    step = calendar or max(window // 4, 2)
    for _ in range(_TRIES):
        wanted = spread(year, step, rng)
        moved = wanted if calendar else [_moved(y, step, rng) for y in wanted]
        is_fair = all(low < y <= high and y not in others for y in moved)
        if is_fair and len({*moved, year}) == len(moved) + 1 and _all_held(moved, around):
            return tuple(map(str, moved))
        step = step if calendar else max(step - rng.randrange(2), 2)
    return ()


def spread(value: int, step: int, rng: Random) -> list[int]:
    """Give three values around one, so that its rank among the four is even."""
    rank = rng.randrange(4)
    return [value + step * k for k in range(-rank, 4 - rank) if k]


def _moved(year: int, step: int, rng: Random) -> int:
    return year + (rng.randrange(step // 2 + 1) - step // 4 if step > 3 else 0)  # noqa: PLR2004


@cache
def _beginnings() -> tuple[tuple[re.Pattern[str], int], ...]:
    return tuple((_words(cues), int(since)) for cues, since in rows("beginnings"))


@cache
def _calendars() -> tuple[tuple[re.Pattern[str], int, int, frozenset[int]], ...]:
    return tuple(
        (
            re.compile(rf"\b{event}", re.IGNORECASE),
            int(first),
            int(every),
            frozenset(map(int, out.split("|") if out else ())),
        )
        for event, first, every, out in rows("calendars")
    )


def _words(cues: str) -> re.Pattern[str]:
    parts = (re.escape(cue).replace(r"\*", r"\w*") for cue in cues.split("|"))
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def _floor(around: str, year: int) -> int:
    """Give the year before which nothing of what is spoken of existed; 0 where the right year is older."""
    found = max((since for pattern, since in _beginnings() if pattern.search(around)), default=0)
    return found if found <= year else 0


@cache
def _periods() -> tuple[tuple[re.Pattern[str], int, int], ...]:
    return tuple(
        (re.compile(rf"\b(?:{words})", re.IGNORECASE), int(first), int(last))
        for words, first, last in rows("periods")
    )


def _period(around: str, year: int, ceiling: int) -> tuple[int, int]:
    """Give the years of the period spoken of, if the right year lies in it: a war year stays in its war."""
    for pattern, first, last in _periods():
        if first <= year <= last and pattern.search(around):
            return first, last
    return 0, ceiling


def _calendar(around: str, year: int) -> int:
    """Give the years between two of the recurring events spoken of, where the right year is one of its."""
    for pattern, first, every, out in _calendars():
        if pattern.search(around):
            is_one = year >= first and (year - first) % every == 0 and year not in out
            return every if is_one and every > 1 else 0
    return 0


def _all_held(years: list[int], around: str) -> bool:
    """Say whether the recurring event spoken of, if any, had begun and was not left out in the years."""
    for pattern, first, _, out in _calendars():
        if pattern.search(around):
            return all(year >= first and year not in out for year in years)
    return True
