"""Wrong places: cities of the same country and size, countries of the same region and fame."""

import re
from collections.abc import Iterable, Iterator
from random import Random

from wordfreq import zipf_frequency

from questions.distractors.people import nation_in
from questions.facts.values import Slot
from questions.language import Document
from questions.language.gazetteer import CONTINENTS, cities, countries, demonyms, key_of, states
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
    name = slot.name
    if name is None:
        return
    if name.subkind == "city" and name.key in cities():
        yield from _cities(name.key, rng)
    elif name.subkind == "country" and name.key in countries():
        yield from _countries(document, name.key, rng)
    elif name.subkind in {"city", "town"}:
        yield from _small_towns(around, rng)
    elif name.subkind == "US state":
        yield from _states(name.key, rng)
    elif name.subkind == "continent":
        yield from _shuffled((c.title() for c in CONTINENTS if c not in {"antarctica", "oceania"}), rng)


def _shuffled(values: Iterable[str], rng: Random) -> list[str]:
    order = sorted(values)
    rng.shuffle(order)
    return order


def _cities(key: str, rng: Random) -> Iterator[str]:
    own = cities()[key]
    same = [
        c for c in cities().values() if c.country == own.country and "(" not in c.name and c.name != own.name
    ]
    close = [c.name for c in same if own.people / 12 <= c.people <= own.people * 12]
    yield from _shuffled(close, rng)
    regions = {c.region for c in countries().values() if c.name == own.country}
    lands = {c.name for c in countries().values() if c.region in regions}
    near = [c for c in cities().values() if c.country in lands and c.country != own.country]
    yield from _shuffled((c.name for c in near if own.people / 6 <= c.people <= own.people * 6), rng)


def _states(key: str, rng: Random) -> Iterator[str]:
    region = states()[key]
    fame = zipf_frequency(key, "en")
    titled = [name for name, _ in rows("us_states")]
    known = [n for n in _shuffled(titled, rng) if abs(zipf_frequency(n, "en") - fame) <= 1.0]
    yield from (n for n in known if states()[key_of(n)] == region)
    yield from known


def _small_towns(around: str, rng: Random) -> Iterator[str]:
    """Give the smaller cities of the country beside the gap; without a country there are no fair ones."""
    demonym = nation_in(around)
    beside = re.search(r"▇▇▇(?:, (?:in )?| in )((?:[A-Z][a-z]+ ?)+)", around)
    country = demonyms().get(demonym) or (countries().get(key_of(beside[1])) if beside else None)
    if country is not None:
        towns = sorted((c for c in cities().values() if c.country == country.name), key=lambda c: c.people)
        yield from _shuffled((c.name for c in towns[: max(len(towns) // 2, 4)]), rng)


def _countries(document: Document, key: str, rng: Random) -> Iterator[str]:
    """Give countries as well known as the right one: of its region, its continent, then the world."""
    own = countries()[key]
    if own.group in _ARTICLED:
        return  # "the" before the gap would give it away
    fame = zipf_frequency(own.name, "en")
    table = sorted(
        {c.name: c for c in countries().values() if c.group not in _ARTICLED}.values(), key=lambda c: c.name
    )
    rng.shuffle(table)
    known = [c for c in table if zipf_frequency(c.name, "en") >= min(fame - 1.0, _FAMOUS)]
    named = {countries()[name.key].group for name in document.names.all() if name.key in countries()}
    continent = own.region.split()[-1]
    near = [c for c in known if c.region.split()[-1] == continent]
    yield from (c.name for c in near if c.group in named)
    yield from (c.name for c in near if c.region == own.region)
    yield from (c.name for c in near)
    yield from (c.name for c in known if zipf_frequency(c.name, "en") >= _FAMOUS)
