"""Wrong people: of the right one's field, time, sex and country, from the article, then people of note.

A careful host asks of each of them: could this person stand here? Whoever the words around the gap rule out
by nation, year or sex is no option, and where the article's own people and the tables know no fair peer,
there is none.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from random import Random

from wordfreq import zipf_frequency

from questions.distractors.pins import Pins, meets, pins_in
from questions.distractors.profiles import Known, Profile, known_noted, known_own, profiles
from questions.facts.values import Slot
from questions.language import Document, Name
from questions.language.gazetteer import notables
from questions.language.kinds import SURE
from questions.lexicons import given_names, rows, words
from questions.records import Kind

_ERA = 70  # years between births up to which two people of note pass for each other
_FAME = 1.6  # Zipf by which two names may differ before the better known one stands out
_NEAR_BIRTHS = 35
_PAST = 1990


def wrong_people(document: Document, slot: Slot, around: str, rng: Random) -> Iterator[str]:
    """Give people who could stand in a slot, the fairest first."""
    if slot.name is None:
        return
    right = known_own(document, slot.name)
    pins = _pins_for(right, pins_in(around))
    own = [known_own(document, other) for other in document.names.all() if _may_stand(slot.name, other)]
    cast = slot.name.key in document.played
    fair = [other for other in own if (other.key in document.played) == cast and _fits(right, other, pins)]
    close = [other for other in fair if not (right.fields and other.fields) or right.fields & other.fields]
    rng.shuffle(close)
    is_alike = sorted(close, key=lambda other: not (right.fields & other.fields))
    yield from (other.form for other in is_alike if right.fields & other.fields or not _tells_role(around))
    if not cast and right.profession and (slot.name.key in notables() or _is_of_the_past(right)):
        yield from _noted(right, pins, rng)
    elif slot.name.key not in notables():  # nobody knows these people's fields but who has read the article
        yield from (other.form for other in fair if other not in close and other.key not in notables())


def _is_of_the_past(right: Known) -> bool:
    """Say whether somebody no table knows lived long ago; beside a neighbour the famous would stand out."""
    return right.span is not None and right.span[1] <= _PAST


def _pins_for(right: Known, pins: Pins) -> Pins:
    """Demand the right one's own country where the words speak of it, and the years of a lifetime only."""
    nations = pins.nations
    if right.land and not nations and meets(right.land, pins.lands):
        nations = frozenset({right.land})
    if right.land and nations and not meets(right.land, nations):
        nations = frozenset()  # the words told of somebody else
    span = right.span
    years = tuple(year for year in pins.years if span is None or span[0] <= year <= span[1])
    sex = pins.sex if not right.sex or right.sex == pins.sex else ""
    return replace(pins, nations=nations, years=years, sex=sex)


def _may_stand(name: Name, other: Name) -> bool:
    """Say whether another person of the article is a person for sure, and named as the right one is."""
    if other.kind is not Kind.PERSON or not other.is_human or other.confidence < SURE:
        return False
    if other.key == name.key or same_person(name.form, other.form) or other.form in words("fictional_people"):
        return False
    is_lone = len(name.form.split()) == 1
    if is_lone != (len(other.form.split()) == 1):
        return False
    return bool(_REGNAL.search(name.form)) == bool(_REGNAL.search(other.form))


def _fits(right: Known, other: Known, pins: Pins) -> bool:
    """Say whether nothing that is known of somebody rules them out."""
    sex = pins.sex or right.sex
    if sex and other.sex != sex and (other.sex or pins.sex):
        return False
    if pins.nations and not (
        meets(other.land, pins.nations) if other.land else other.is_own and not right.land
    ):
        return False
    if other.land and other.land in pins.against:
        return False
    return _is_of_time(right, other, pins)


def _is_of_time(right: Known, other: Known, pins: Pins) -> bool:
    if other.span is None:
        return True
    low, high = other.span
    if not all(low <= year <= high for year in pins.years):
        return False
    return right.span is None or (low <= right.span[1] and right.span[0] <= high)


def _noted(right: Known, pins: Pins, rng: Random) -> list[str]:
    """Give the people of note who fit, those nearest in profession, time, country and fame first."""
    fame, is_regnal = _fame(right.form), bool(_REGNAL.search(right.form))
    ranked: list[tuple[float, str]] = []
    for person, other in _by_fields(right.fields):
        apart = abs(_fame(other.form) - fame)
        if apart > _FAME or other.key == right.key or bool(_REGNAL.search(other.form)) != is_regnal:
            continue
        if not _fits(right, other, pins):
            continue
        years = _years_apart(right, other)
        if years > _ERA:
            continue
        cost = 0.5 * (other.profession != right.profession) + 0.4 * (years // _NEAR_BIRTHS) + 0.3 * apart
        cost += 0.5 * (bool(right.land) and other.land != right.land)
        ranked.append((cost + 0.6 * rng.random(), person))
    return [form for _, form in sorted(ranked)]


@cache
def _by_fields(fields: frozenset[str]) -> tuple[tuple[str, Known], ...]:
    """Give the people of note who share a field with somebody, by name."""
    people = ((person.name, known_noted(person)) for person in notables().values())
    return tuple((name, known) for name, known in people if known.fields & fields)


@cache
def _fame(form: str) -> float:
    return float(zipf_frequency(form, "en"))


def _years_apart(right: Known, other: Known) -> int:
    if right.span is None or other.span is None:
        return 0
    if right.is_own and right.key not in notables():
        middle = sum(right.span) // 2
        return 0 if other.span[0] <= middle <= other.span[1] else _ERA
    return abs(right.span[0] - other.span[0])


_PEN_NAMES = frozenset(frozenset(row) for row in rows("pen_names"))


def same_person(one: str, other: str) -> bool:
    """Say whether two names are one person's: known to be, or alike but for a middle name."""
    first, second = one.split(), other.split()
    return frozenset((one, other)) in _PEN_NAMES or (first[0], first[-1]) == (second[0], second[-1])


_ROLE = re.compile(
    r"\b(?:actor|actress|singer|director|author|writer|novelist|poet|painter|composer|architect|engineer|"
    r"scientist|physicist|chemist|astronomer|inventor|captain|goalkeeper|striker|coach|manager|mayor|minister|"
    r"president|professor|astronaut|cosmonaut|pianist|violinist|dancer|choreographer|chef|designer)s? ▇▇▇"
    r"|▇▇▇, (?:a|an|the) "
    r"|^Wh(?:o|ich [a-z]+) (?:plays|played|portrays|portrayed|voiced|directed|wrote|composed|painted|sang|"
    r"scored)\b"
)


def _tells_role(around: str) -> bool:
    """Say whether the words beside the gap tell what the person is: then only their like are fair."""
    return _ROLE.search(around) is not None


_REGNAL = re.compile(r" [IVX]+$| the [A-Z]")


def others_of_story(
    document: Document,
    person: Name,
    shown: str,
    met: frozenset[str] = frozenset(),
    *,
    sex: str = "",
    barred: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """Give up to three other persons of the article who could have said or done what is shown.

    Where two others or more are quoted or among the ``met``, they alone are: whoever else is named may be
    long dead, a child or a ship. Where fewer are, those join them who are there in the present and of an age
    to speak. With ``sex`` all of them are a man's or a woman's names; the keys in ``barred`` are left out.
    """
    low = set(re.findall(r"\w+", shown.lower()))
    right = known_own(document, person)
    told = profiles(document)
    topic = document.topic
    dead = topic.keys if topic is not None and _OBITUARY.search(document.article.title) else frozenset()
    known: list[str] = []
    present: list[str] = []
    for other in document.names.all():
        if other.key in document.played | barred or not _may_stand(person, other):
            continue
        if any(part.lower() in low for part in re.findall(r"\w+", other.form) if len(part) > 2):  # noqa: PLR2004
            continue
        if any(same_person(other.form, form) for form in (*known, *present)):
            continue
        given = other.form.split()[0]
        if (sex and other.sex != sex) or not (other.sex or given in given_names() or "." in given):
            continue  # "Malewa Blooms said": a firm says things as well
        profile = told.get(other.key, Profile())
        if profile.is_dead or (other.key in dead) or (other.key in notables() and other.key not in met):
            continue
        if other.key in met or profile.speaks:
            known.append(other.form)
        elif _may_speak(document, right, other, profile):
            present.append(other.form)
    return tuple(known if len(known) >= _ENOUGH else [*known, *present])[:3]


_OBITUARY = re.compile(r"\b(?:dies|died|dead|obituary|has died)\b|\b\d{4}\s?[-–]\s?\d{4}\b", re.IGNORECASE)
_ENOUGH = 2  # others who are known, for a question of three options


def _may_speak(document: Document, right: Known, other: Name, profile: Profile) -> bool:
    """Say whether somebody who is not quoted could have been: a person, alive and grown up."""
    given = other.form.split()[0]
    is_met = profile.acts or profile.is_present or bool(profile.nouns)  # more than named in passing
    is_somebody = is_met and (given in given_names() or "." in given)
    is_somebody = is_somebody and not profile.is_dead and not profile.is_child
    known = known_own(document, other)
    overlap = right.span is None or known.span is None or _is_of_time(right, known, _NO_PINS)
    return is_somebody and overlap and (profile.is_present or other.key not in notables())


_NO_PINS = Pins(frozenset(), frozenset(), frozenset(), frozenset(), (), "")
