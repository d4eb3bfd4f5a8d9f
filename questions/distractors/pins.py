"""What the words around a gap pin down: nation, place, sex and time; every option has to satisfy it."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from questions.language.gazetteer import CONTINENTS, cities, countries, demonyms, key_of, states
from questions.lexicons import rows

GAP = "▇▇▇"
_AMERICA = "united states"
_BRITAIN = frozenset({"united kingdom", "england", "scotland", "wales"})
_OLD_NATIONS = {
    "soviet": "russia", "flemish": "belgium", "norse": "norway", "roman": "italy", "nepali": "nepal",
    "argentinian": "argentina", "ivorian": "ivory coast", "liberian": "liberia", "belarusian": "belarus",
    "british": "united kingdom", "american": _AMERICA, "holland": "netherlands", "byzantine": "turkey",
}  # fmt: skip
_ROLES = {"cosmonaut": "russia", "sherpa": "nepal", "conquistador": "spain", "samurai": "japan"}
_RUN = re.compile(r"[A-Z][\w'’.-]*(?: (?:of )?(?:the )?[A-Z][\w'’.-]*)*")
_OPENERS = frozenset("in at on from to the a an when while after before near by of for and but".split())


@dataclass(frozen=True, slots=True)
class Pins:
    """What the words around a gap demand of who or what stands in it.

    ``nations`` are demanded, ``against`` forbidden, ``lands`` merely spoken of; all are keys of countries.
    """

    nations: frozenset[str]
    against: frozenset[str]
    lands: frozenset[str]
    continents: frozenset[str]
    years: tuple[int, ...]
    sex: str


@lru_cache(maxsize=256)
def pins_in(around: str) -> Pins:
    """Read the pins of a prompt whose gap is blacked out, or of a plain question."""
    against = {land for found in _AGAINST.findall(around) if (land := land_of(found))}
    demanded = {land for land in (land_of(word) for word in _demanding(around)) if land}
    if not demanded:
        demanded = {land for role, land in _ROLES.items() if re.search(rf"\b{role}\b", around)}
    lower = around.lower()
    near = {c for c in CONTINENTS if re.search(rf"\b(?:in|on|of|across) {c}\b", lower)}
    near |= {c for word, c in _CONTINENT_WORDS.items() if re.search(rf"\b{word}\b", lower)}
    return Pins(
        frozenset(demanded - against),
        frozenset(against),
        lands_in(around),
        frozenset(near),
        years_in(around),
        told_sex(around),
    )


_CONTINENT_WORDS = {"european": "europe", "asian": "asia", "african": "africa", "antarctic": "antarctica"}
_LAND = r"((?:the )?[A-Z][a-z]+(?: [A-Z][a-z]+)?)"
_AGAINST = re.compile(rf"\b(?:against|beat|beats|defeated|over|past|stunned) {_LAND}")
_BESIDE = (
    re.compile(rf"\b([A-Z][a-z]+)(?:-born)? (?:[a-z-]+ ){{0,3}}{GAP}"),
    re.compile(rf"{GAP}(?: \([^)]*\))?, (?:a|an|the) (?:[a-z-]+ ){{0,2}}([A-Z][a-z]+)"),
    re.compile(rf"{GAP} of {_LAND}"),
    re.compile(
        r"\b(?:first|only|last|youngest|oldest|greatest|leading|famous|dated|known) ([A-Z][a-z]+)(?:-born)?\b"
    ),
    re.compile(rf"\b(?:for|led|captained|coached|represented) {_LAND}(?! [a-z]+ed\b)"),
    re.compile(rf"\bchampionships? of {_LAND}"),
)


def _demanding(around: str) -> list[str]:
    return [word for pattern in _BESIDE for word in pattern.findall(around)]


def nation_in(around: str) -> str:
    """Give the demonym that stands beside the gap, in lower case, or that of the country after "of"."""
    for pattern in _BESIDE[:2]:
        for word in pattern.findall(around):
            if word.lower() in demonyms() or word.lower() in _OLD_NATIONS:
                return str(word.lower())
    of = _BESIDE[2].search(around)
    country = countries().get(key_of(of[1])) if of else None
    return country.demonym.lower() if country else ""


def told_sex(around: str) -> str:
    """Give the sex that the words around a gap tell, if they do."""
    told = {sex for sex, pattern in _TELLS.items() if pattern.search(around)}
    return told.pop() if len(told) == 1 else ""


_TELLS = {
    "f": re.compile(
        r"\b(?:she|her|hers|herself|woman|women's|girl|actress|ballerina|mother|daughter|sister|queen|widow|"
        r"wife of)\b",
        re.IGNORECASE,
    ),
    "m": re.compile(
        r"\b(?:he|his|him|himself|man|actor|father|son|brother|king|widower|husband of)\b", re.IGNORECASE
    ),
}


def years_in(text: str) -> tuple[int, ...]:
    """Give the years that stand in a text."""
    return tuple(int(year) for year in re.findall(r"\b(1\d{3}|20[0-4]\d)\b", text))


@cache
def _regions() -> dict[str, str]:
    return {key_of(word): key_of(country) for word, country in rows("regions")}


@lru_cache(maxsize=4096)
def land_of(word: str) -> str:
    """Give the key of the country that a demonym, a country, a city, a state or a region stands for."""
    key = key_of(word)
    low = key.removesuffix(" born")
    if key in countries():
        return countries()[key].group
    if low in demonyms():
        return demonyms()[low].group
    if low in _OLD_NATIONS:
        return _OLD_NATIONS[low]
    if key in states():
        return _AMERICA
    if key in cities():
        return country_of(cities()[key].country)
    return _regions().get(key, "")


def country_of(land: str) -> str:
    """Give the key of the country a city's land column names: a country, or a state of the United States."""
    key = key_of(land)
    return countries()[key].group if key in countries() else _AMERICA


@lru_cache(maxsize=1024)
def lands_in(text: str) -> frozenset[str]:
    """Give every country a text speaks of: by name, people, state, city or region."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        tokens = run.replace("’", "'").removesuffix("'s").rstrip(".").split()
        while tokens and tokens[0].lower() in _OPENERS:
            tokens = tokens[1:]
        whole = land_of(" ".join(tokens)) if tokens else ""
        if whole:
            found.add(whole)
            continue
        found |= {land for size in (1, 2, 3) if (land := _first_land(tokens[:size]))}
        found |= {land for token in tokens[1:] if (land := _plain_land(token))}
    return frozenset(found)


def _first_land(tokens: list[str]) -> str:
    key = key_of(" ".join(tokens)) if tokens else ""
    return land_of(key) if key in countries() or key in demonyms() or key in _OLD_NATIONS else ""


def _plain_land(token: str) -> str:
    key = key_of(token)
    return countries()[key].group if key in countries() and key not in {"jordan", "chad", "georgia"} else ""


def same_land(one: str, other: str) -> bool:
    """Say whether two countries pass for one: England and Scotland are Britain."""
    return one == other or (one in _BRITAIN and other in _BRITAIN and "united kingdom" in {one, other})


def meets(land: str, wanted: frozenset[str]) -> bool:
    """Say whether a country is one of those wanted."""
    return any(same_land(land, other) for other in wanted)


def continent_of(land: str) -> str:
    """Give the continent a country lies on, in lower case; America and the Caribbean are told apart."""
    country = countries().get(land)
    region = country.region.lower() if country else land
    if region.endswith(("north america", "south america", "central america")):
        return region
    return region.split()[-1] if region else ""
