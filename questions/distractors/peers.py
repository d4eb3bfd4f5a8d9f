"""Wrong names: of the kind, sub-kind and form of the right one, first from the article, then pool and tables."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random

from questions.distractors.pool import Pool
from questions.facts.values import Slot
from questions.language import Document, Name
from questions.language.gazetteer import (
    CONTINENTS,
    cities,
    countries,
    demonyms,
    key_of,
    notables,
    states,
)
from questions.language.names import SURE, fields_of
from questions.lexicons import rows
from questions.records import Kind

_ERA = 70  # years between births up to which two people of note pass for each other


def wrong_names(document: Document, slot: Slot, around: str, pool: Pool, rng: Random) -> tuple[str, ...]:
    """Give up to three wrong names for a slot, the fairest first; none of them stands in ``around``."""
    if slot.name is None:
        return _terms(slot, around, rng)
    fits = _filter(slot, around)
    if slot.kind is Kind.PERSON:
        found = _people(document, slot, around, pool, rng)
    elif slot.kind is Kind.PLACE:
        found = _places(document, slot, pool, rng)
    else:
        found = _things(document, slot, pool)
    return _first(found, fits, slot)


def _first(found: Iterable[str], fits: Callable[[str], bool], slot: Slot) -> tuple[str, ...]:
    chosen: list[str] = []
    for form in found:
        if fits(form) and not any(_overlap(form, other) or same_person(form, other) for other in chosen):
            chosen.append(form)
        if len(chosen) == 3:  # noqa: PLR2004 - three wrong ones beside the right one
            break
    return tuple(chosen)


def _filter(slot: Slot, around: str) -> Callable[[str], bool]:
    shown = key_of(around)
    answer = slot.name.form if slot.name is not None else slot.text

    def fits(form: str) -> bool:
        key = key_of(form)
        group = countries().get(key)
        names = {key, group.group} if group is not None else {key}
        if any(re.search(rf"\b{re.escape(name)}\b", shown) for name in names):
            return False
        last = key.split()[-1]
        if slot.kind is Kind.PERSON and re.search(rf"\b{re.escape(last)}\b", shown):
            return False
        return not _overlap(form, answer) and abs(len(form) - len(answer)) <= max(22, len(answer))

    return fits


def _overlap(one: str, other: str) -> bool:
    a, b = key_of(one), key_of(other)
    if a in b or b in a:
        return True
    same = countries().get(a), countries().get(b)
    return same[0] is not None and same[1] is not None and same[0].group == same[1].group


def _terms(slot: Slot, around: str, rng: Random) -> tuple[str, ...]:
    members = next((m.split("|") for cls, m in rows("taxonomy") if cls == slot.subkind), [])
    rng.shuffle(members)
    shown = key_of(around)
    fair = [m for m in members if not re.search(rf"\b{re.escape(key_of(m))}", shown) and not _overlap(m, slot.text)]
    has_article = slot.text.lower().startswith("the ")
    return tuple(m for m in fair if m.lower().startswith("the ") == has_article)[:3]


# --- people -------------------------------------------------------------------------------------------------


def _people(document: Document, slot: Slot, around: str, pool: Pool, rng: Random) -> Iterator[str]:
    name = slot.name
    if name is None:
        return
    nation = _nation_in(around)
    noted = _notable_peers(name, around, nation, rng)
    ranked = _own_people(document, name, nation, rng)
    close = [form for rank, form in ranked if rank == 0]
    if name.key in notables():
        yield from (form for form in close if key_of(form) in notables())
        yield from noted
        return
    yield from close
    if nation:
        yield from noted
        return
    is_told = bool(_ROLE_BESIDE.search(around))
    yield from noted if is_told or name.profession else ()
    yield from (form for rank, form in ranked if rank == 1 and not (is_told and name.fields))


def _own_people(document: Document, name: Name, nation: str, rng: Random) -> list[tuple[int, str]]:
    """Give the article's other people with a rank: 0 of the same field and era, 1 where neither is known."""
    roles = played(document)
    found: list[tuple[int, int, float, str]] = []
    for other in document.names.all():
        if other.kind is not Kind.PERSON or not other.is_human or other.confidence < SURE or other.key == name.key:
            continue
        if (len(other.form.split()) == 1) != (len(name.form.split()) == 1) or same_person(name.form, other.form):
            continue
        if (name.sex and other.sex and name.sex != other.sex) or (other.key in roles) != (name.key in roles):
            continue
        if nation and other.nation != nation:
            continue
        rank = _distance(name, other)
        if rank is not None:
            apart = min(abs(a - b) for a in name.texts for b in other.texts)
            found.append((rank, apart // 2, rng.random(), other.form))
    return [(rank, form) for rank, _, _, form in sorted(found)]


def _distance(name: Name, other: Name) -> int | None:
    if name.era and other.era and abs(name.era - other.era) > _ERA:
        return None
    if name.fields and other.fields:
        return 0 if name.fields & other.fields else None
    return 1


def same_person(one: str, other: str) -> bool:
    """Say whether two names are known to be one person's."""
    pair = {one, other}
    return any(pair == set(row) for row in rows("pen_names"))


def played(document: Document) -> frozenset[str]:
    """Give the keys of those whom somebody plays: "Jack McMillan (Luke Kirby, ...)", "as the daring Lenny Bruce"."""
    text = document.clean.text
    leads = r"(?:plays?|played|portray(?:s|ed)|recogni[sz]e as)"
    keys = set()
    for name in document.names.all():
        if name.kind is Kind.PERSON:
            form = re.escape(name.form)
            if re.search(rf"{form} \([A-Z][a-z]+ [A-Z]|{leads} (?:the )?(?:[a-z]+ ){{0,2}}{form}", text):
                keys.add(name.key)
    return frozenset(keys)


def _notable_peers(name: Name, around: str, nation: str, rng: Random) -> list[str]:
    own = notables().get(name.key)
    professions = {own.profession} if own else _professions(name)
    year = own.born if own else name.era - 40 if name.era else _year_near(around)
    if not professions or year is None:
        return []
    sex = own.sex if own else name.sex
    peers = [
        person
        for person in notables().values()
        if person.profession in professions
        and (not sex or person.sex == sex)
        and abs(person.born - year) <= _ERA
        and (not nation or person.nationality.lower() == nation)
        and key_of(person.name) != name.key
    ]
    rng.shuffle(peers)
    return [person.name for person in sorted(peers, key=lambda p: abs(p.born - year) // 35)]


def _professions(name: Name) -> set[str]:
    known = {person.profession for person in notables().values()}
    same = {profession for profession in known if fields_of(profession) & name.fields}
    exact = {name.profession} & known
    return exact or (same if name.profession else set())


def _year_near(around: str) -> int | None:
    years = [int(y) for y in re.findall(r"\b(1[0-9]{3}|20[0-2]\d)\b", around)]
    return min(years) - 40 if years else None


def _nation_in(around: str) -> str:
    """Give the nation that stands beside the gap: then only its people are fair."""
    for pattern in _NATION_BESIDE:
        for found in pattern.findall(around):
            word = found.lower().removesuffix("-born")
            if word in demonyms() or word in {"roman", "norse", "flemish", "soviet"}:
                return str(word)
    of = re.search(r"▇▇▇ of ((?:[A-Z][a-z]+ ?)+)", around)
    country = countries().get(key_of(of[1])) if of else None
    return country.demonym.lower() if country else ""


_NATION_BESIDE = (
    re.compile(r"\b([A-Z][a-z]+(?:-born)?) (?:[a-z-]+ ){0,3}▇▇▇"),
    re.compile(r"▇▇▇(?: \([^)]*\))?, (?:a|an|the) (?:[a-z]+ ){0,2}([A-Z][a-z]+(?:-born)?)"),
)
_ROLE_BESIDE = re.compile(r"(?:[a-z]{4,} ▇▇▇|▇▇▇, (?:a|an|the) )")


# --- places and things --------------------------------------------------------------------------------------


def _places(document: Document, slot: Slot, pool: Pool, rng: Random) -> Iterator[str]:
    name = slot.name
    if name is None:
        return
    if name.subkind == "city" and name.key in cities():
        yield from _cities(name.key, rng)
    elif name.subkind == "country" and name.key in countries():
        yield from _countries(document, name.key, slot.text, rng)
    elif name.subkind == "US state":
        yield from _shuffled(states().values(), rng)
    elif name.subkind == "continent":
        yield from _shuffled((c.title() for c in CONTINENTS), rng)
    else:
        yield from _things(document, slot, pool)


def _shuffled(values: Iterable[str], rng: Random) -> list[str]:
    order = sorted(values)
    rng.shuffle(order)
    return order


def _cities(key: str, rng: Random) -> Iterator[str]:
    own = cities()[key]
    same = [c for c in cities().values() if c.country == own.country and "(" not in c.name and c.name != own.name]
    close = [c.name for c in same if own.people / 12 <= c.people <= own.people * 12]
    yield from _shuffled(close, rng)
    regions = {c.region for c in countries().values() if c.name == own.country}
    lands = {c.name for c in countries().values() if c.region in regions}
    near = [c for c in cities().values() if c.country in lands and c.country != own.country]
    yield from _shuffled((c.name for c in near if own.people / 6 <= c.people <= own.people * 6), rng)


def _countries(document: Document, key: str, text: str, rng: Random) -> Iterator[str]:
    own = countries()[key]
    has_article = {"netherlands", "united kingdom", "united states", "philippines", "bahamas", "uk", "us", "soviet union",
                   "czech republic", "dominican republic", "united arab emirates", "usa", "u.s.", "u.k."}  # fmt: skip
    named = [
        countries()[n.key] for n in document.names.all() if n.key in countries() and n.key not in has_article
    ]
    table = {c.name: c for c in countries().values() if key_of(c.name) not in has_article}
    if key in has_article:
        return  # "the" before the gap would give it away
    same = [c for c in named if c.region == own.region or c.region.split()[-1] == own.region.split()[-1]]
    yield from (c.name for c in same)
    yield from _shuffled((c.name for c in table.values() if c.region == own.region), rng)
    continent = own.region.split()[-1]
    yield from _shuffled((c.name for c in table.values() if c.region.split()[-1] == continent), rng)


def _things(document: Document, slot: Slot, pool: Pool) -> Iterator[str]:
    name = slot.name
    if name is None or name.kind is None or not name.subkind:
        return
    for other in document.names.all():
        if (other.kind, other.subkind) == (name.kind, name.subkind) and other.confidence >= SURE:
            yield other.form
    if name.kind is Kind.WORK:
        for other in document.names.all():
            alike = {name.subkind, other.subkind} <= {"series", "film"}
            if other.kind is Kind.WORK and alike and other.confidence >= SURE:
                yield other.form
    yield from pool.like(name.kind, name.subkind)


def wrong_speakers(document: Document, speaker: Name, said: str) -> tuple[str, ...]:
    """Give up to three other persons of the article who could have said something.

    Speech without a sex of its own may come from anyone; who is only ever a role played by another cannot speak.
    """
    low = said.lower()
    characters = played(document)
    found: list[str] = []
    for other in document.names.all():
        if other.kind is not Kind.PERSON or not other.is_human or other.confidence < SURE:
            continue
        if other.key == speaker.key or other.key in characters or len(other.form.split()) == 1:
            continue
        if other.key in notables() and speaker.key not in notables():
            continue
        if any(part.lower() in low for part in other.form.split() if len(part) > 2):  # noqa: PLR2004
            continue
        found.append(other.form)
    return tuple(found[:3])
