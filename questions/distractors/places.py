"""Wrong places: of the right one's rank and part of the world, and possible where the words say it was.

What the words around a gap tell of it (a coast, a desert, a volcano, a year before the country's name) rules
out every place of which it is not true.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from random import Random

from wordfreq import zipf_frequency

from questions.distractors.pins import Pins, continent_of, country_of, land_of, pins_in
from questions.facts.values import Slot
from questions.language import Document
from questions.language.gazetteer import CONTINENTS, City, Country, cities, countries, key_of, states
from questions.lexicons import rows

TABLED = frozenset({"city", "town", "country", "US state", "continent"})
_FAMOUS = 4.5  # Zipf: countries everybody has heard of
_ARTICLED = frozenset(
    {
        "netherlands", "united kingdom", "united states", "philippines", "bahamas", "czech republic",
        "dominican republic", "united arab emirates",
    }
)  # fmt: skip


def wrong_places(document: Document, slot: Slot, around: str, rng: Random) -> Iterator[str]:
    """Give places like the one in a slot, the nearest kin first; nothing where the tables know none."""
    if slot.name is None:
        return
    key, pins = slot.name.key, pins_in(around)
    found: Iterable[str] = ()
    if slot.name.subkind == "city" and key in cities():
        found = _cities(key, pins, rng)
    elif slot.name.subkind == "country" and key in countries():
        found = _countries(document, key, pins, rng)
    elif slot.name.subkind in {"city", "town"}:
        found = _small_towns(around, rng)
    elif slot.name.subkind == "US state":
        found = _states(key, rng)
    elif slot.name.subkind == "continent":
        found = _shuffled((c.title() for c in CONTINENTS if c not in {"antarctica", "oceania"}), rng)
    rules = [rule for rule in _traits() if rule.cues.search(around) and rule.allows(key)]
    yield from (form for form in found if all(rule.allows(key_of(form)) for rule in rules))


class _Trait:
    """What some words say of a place: the keys it fits, or those it does not."""

    def __init__(self, cues: str, sign: str, places: str) -> None:
        self.cues = re.compile(rf"\b(?:{cues})\b")
        self._is_fit = sign == "yes"
        self._places = frozenset(key_of(place) for place in places.split("|"))

    def allows(self, key: str) -> bool:
        """Say whether a place, or the country a city lies in, bears the trait."""
        land = land_of(key)
        return (key in self._places or land in self._places) == self._is_fit


@cache
def _traits() -> tuple[_Trait, ...]:
    return tuple(_Trait(*row) for row in rows("traits"))


@cache
def _since() -> dict[str, int]:
    return {key_of(country): int(year) for country, year in rows("country_years")}


def _shuffled(values: Iterable[str], rng: Random) -> list[str]:
    order = sorted(values)
    rng.shuffle(order)
    return order


@cache
def _capitals() -> frozenset[str]:
    return frozenset(key_of(country.capital) for country in countries().values())


def _cities(key: str, pins: Pins, rng: Random) -> Iterator[str]:
    """Give cities of like size: of the same country where the words name it, of its neighbours too if not."""
    own, land = cities()[key], country_of(cities()[key].country)
    is_told = land in pins.lands
    if key in _capitals():
        if not is_told:  # where the country is told, its capital is the safe guess
            yield from _shuffled((c.name for c in _neighbours(own) if key_of(c.name) in _capitals()), rng)
        return
    same = [c for c in cities().values() if c.country == own.country and c.name != own.name and _is_plain(c)]
    close = [c.name for c in same if own.people / 12 <= c.people <= own.people * 12]
    yield from _shuffled((form for form in close if key_of(form) not in _capitals()), rng)
    if not is_told:
        near = [c for c in _neighbours(own) if own.people / 6 <= c.people <= own.people * 6]
        yield from _shuffled((c.name for c in near if key_of(c.name) not in _capitals()), rng)


def _is_plain(city: City) -> bool:
    return "(" not in city.name


def _neighbours(own: City) -> list[City]:
    regions = {c.region for c in countries().values() if c.name == own.country}
    lands = {c.name for c in countries().values() if c.region in regions}
    return [c for c in cities().values() if c.country in lands and c.country != own.country and _is_plain(c)]


def _states(key: str, rng: Random) -> Iterator[str]:
    region = states()[key]
    fame = zipf_frequency(key, "en")
    titled = [name for name, _ in rows("us_states")]
    known = [n for n in _shuffled(titled, rng) if abs(zipf_frequency(n, "en") - fame) <= 1.0]
    yield from (n for n in known if states()[key_of(n)] == region)
    yield from known


def _small_towns(around: str, rng: Random) -> Iterator[str]:
    """Give the smaller cities of the country beside the gap; without a country there are no fair ones."""
    beside = re.search(r"▇▇▇(?:, (?:in )?| in )((?:[A-Z][a-z]+ ?)+)", around)
    land = land_of(beside[1].strip()) if beside else ""
    country = countries().get(land)
    if country is not None:
        towns = sorted((c for c in cities().values() if c.country == country.name), key=lambda c: c.people)
        yield from _shuffled((c.name for c in towns[: max(len(towns) // 2, 4)]), rng)


def _countries(document: Document, key: str, pins: Pins, rng: Random) -> Iterator[str]:
    """Give countries as well known as the right one: of its region, its continent, then the world."""
    own = countries()[key]
    if own.group in _ARTICLED:
        return  # "the" before the gap would give it away
    fame = zipf_frequency(own.name, "en")
    table = {c.name: c for c in countries().values() if c.group not in _ARTICLED and _stood(c, own, pins)}
    order = [table[name] for name in _shuffled(table, rng)]
    known = [c for c in order if zipf_frequency(c.name, "en") >= min(fame - 1.0, _FAMOUS)]
    named = {countries()[name.key].group for name in document.names.all() if name.key in countries()}
    continent = continent_of(own.group)
    near = [c for c in known if continent_of(c.group) == continent]
    yield from (c.name for c in near if c.group in named)
    yield from (c.name for c in near if c.region == own.region)
    yield from (c.name for c in near)
    if not pins.continents:
        yield from (c.name for c in known if zipf_frequency(c.name, "en") >= _FAMOUS)


def _stood(country: Country, own: Country, pins: Pins) -> bool:
    """Say whether a country bore its name in the years spoken of, from the right one's beginning on."""
    since, own_since = _since().get(country.group, 0), _since().get(own.group, 0)
    return all(year >= since for year in pins.years if year >= own_since)
