"""What the tables know of a name before any text is read: countries, cities, states and people of note."""

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from questions.lexicons import rows
from questions.records import Kind

CONTINENTS = frozenset(
    {"africa", "antarctica", "asia", "europe", "north america", "south america", "oceania"}
)


@lru_cache(maxsize=1 << 15)
def key_of(form: str) -> str:
    """Give the key under which a name is known: plain letters, lower case, no leading article."""
    plain = unicodedata.normalize("NFKD", form)
    text = "".join(c for c in plain if not unicodedata.combining(c)).lower().replace("-", " ")
    text = " ".join(text.split()).removesuffix("'s").rstrip("'")
    return text.removeprefix("the ") or text


@dataclass(frozen=True, slots=True)
class Country:
    """A country as it stands in the table; ``group`` is the key all its names share."""

    name: str
    region: str
    capital: str
    demonym: str
    group: str


@dataclass(frozen=True, slots=True)
class City:
    """A city of some size: its country (in the United States its state) and thousands of people."""

    name: str
    country: str
    people: int


@dataclass(frozen=True, slots=True)
class Notable:
    """A person of note; ``born`` is a year, negative before our era; ``died`` is 0 where it is not known."""

    name: str
    profession: str
    sex: str
    born: int
    nationality: str
    died: int


@cache
def countries() -> dict[str, Country]:
    """Give every name of every country, by key."""
    known: dict[str, Country] = {}
    for name, region, capital, demonym, others in rows("countries"):
        country = Country(name, region, capital, demonym, key_of(name))
        for form in (name, *filter(None, others.split("|"))):
            known[key_of(form)] = country
    return known


@cache
def cities() -> dict[str, City]:
    """Give the cities by key, capitals and all."""
    return {key_of(name): City(name, country, int(people)) for name, country, people in rows("cities")}


@cache
def states() -> dict[str, str]:
    """Give the regions of the states of the United States, by the state's key."""
    return {key_of(name): region for name, region in rows("us_states")}


@cache
def notables() -> dict[str, Notable]:
    """Give the people of note by key; a surname that only one of them bears leads to them too."""
    people = [Notable(n, p, s, int(y), c, int(d or 0)) for p, n, s, y, c, d in rows("people")]
    return {key_of(person.name): person for person in people}


@cache
def things() -> frozenset[str]:
    """Give the keys of the rivers, museums, prizes, works and other things of note."""
    return frozenset(key_of(name) for _, _, name, _ in rows("things"))


@cache
def demonyms() -> dict[str, Country]:
    """Give the countries by their demonym in lower case."""
    return {country.demonym.lower(): country for country in countries().values() if country.demonym}


def place_of(key: str) -> tuple[Kind, str] | None:
    """Tell what kind of place a key names, where the tables know."""
    if key in countries():
        return Kind.PLACE, "country"
    if key in CONTINENTS:
        return Kind.PLACE, "continent"
    if key in states():
        return Kind.PLACE, "US state"
    return None
