"""Wrong people: of the right one's field, age, sex and nation, from the article, then people of note."""

import re
from collections.abc import Iterator
from random import Random

from questions.facts.values import Slot
from questions.language import Document, Name
from questions.language.gazetteer import countries, demonyms, key_of, notables
from questions.language.kinds import SURE
from questions.language.votes import fields_of
from questions.lexicons import rows, words
from questions.records import Kind

_ERA = 70  # years between births up to which two people of note pass for each other


def wrong_people(document: Document, slot: Slot, around: str, rng: Random) -> Iterator[str]:
    """Give people who could stand in a slot, the fairest first."""
    name = slot.name
    if name is None:
        return
    nation = nation_in(around)
    noted = _notable_peers(name, around, nation, rng)
    told = told_sex(around)
    ranked = _own_people(document, name, nation, told, rng)
    close = [form for rank, form in ranked if rank == 0]
    if name.key in notables():
        yield from close
        yield from noted
        return
    yield from close
    if nation:
        yield from noted
        return
    is_told = bool(_ROLE_BESIDE.search(around))
    yield from noted if is_told or name.profession else ()
    yield from (form for rank, form in ranked if rank == 1 and not is_told)


def _own_people(document: Document, name: Name, nation: str, told: str, rng: Random) -> list[tuple[int, str]]:
    """Give the article's other people with a rank: 0 of the same field and era, 1 where neither is known."""
    roles = document.played
    found: list[tuple[int, int, float, str]] = []
    for other in document.names.all():
        if (
            other.kind is not Kind.PERSON
            or not other.is_human
            or other.confidence < SURE
            or other.key == name.key
        ):
            continue
        if (len(other.form.split()) == 1) != (len(name.form.split()) == 1) or same_person(
            name.form, other.form
        ):
            continue
        if bool(_REGNAL.search(name.form)) != bool(_REGNAL.search(other.form)):
            continue
        if told and other.sex != told:
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


def told_sex(around: str) -> str:
    """Give the sex that the words around a gap tell, if they do."""
    told = {sex for sex, pattern in _TELLS.items() if pattern.search(around)}
    return told.pop() if len(told) == 1 else ""


_TELLS = {
    "f": re.compile(
        r"\b(?:she|her|hers|herself|woman|actress|mother|daughter|sister|queen|widow|wife of)\b",
        re.IGNORECASE,
    ),
    "m": re.compile(r"\b(?:he|his|him|himself|father|son|brother|king|widower|husband of)\b", re.IGNORECASE),
}


_PEN_NAMES = frozenset(frozenset(row) for row in rows("pen_names"))


def same_person(one: str, other: str) -> bool:
    """Say whether two names are known to be one person's."""
    return frozenset((one, other)) in _PEN_NAMES


def _notable_peers(name: Name, around: str, nation: str, rng: Random) -> list[str]:
    own = notables().get(name.key)
    professions = {own.profession} if own else _professions(name)
    year = own.born if own else name.era - 40 if name.era else _year_near(around)
    told = [int(y) for y in re.findall(r"\b(1[0-9]{3}|20[0-2]\d)\b", around)]
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
        and all(person.born + 16 <= when <= person.born + 90 for when in told)
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


def nation_in(around: str) -> str:
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
_ROLE_BESIDE = re.compile(
    r"(?:\b(?:"
    + "|".join(map(re.escape, sorted(words("professions") | words("titles"), key=len, reverse=True)))
    + r") ▇▇▇"
    r"|▇▇▇, (?:a|an|the) )"
)
_REGNAL = re.compile(r" [IVX]+$| the [A-Z]")


def wrong_speakers(document: Document, speaker: Name, said: str) -> tuple[str, ...]:
    """Give up to three other persons of the article who could have said it, those of the same field first.

    Who is only ever a role that somebody plays cannot speak, nor can anyone of another age.
    """
    low = said.lower()
    roles = document.played
    found: list[tuple[int, int, str]] = []
    for number, other in enumerate(document.names.all()):
        if other.kind is not Kind.PERSON or not other.is_human or other.confidence < SURE:
            continue
        if other.key == speaker.key or other.key in roles or same_person(other.form, speaker.form):
            continue
        if (len(other.form.split()) == 1) != (len(speaker.form.split()) == 1) or _REGNAL.search(other.form):
            continue
        if any(part.lower() in low for part in other.form.split() if len(part) > 2):  # noqa: PLR2004
            continue
        rank = _distance(speaker, other)
        if not (speaker.era and other.era and abs(speaker.era - other.era) > _ERA):
            found.append((2 if rank is None else rank, number, other.form))
    return tuple(form for _, _, form in sorted(found)[:3])
