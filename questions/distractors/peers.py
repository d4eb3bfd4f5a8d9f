"""Wrong names: of the kind, sub-kind and form of the right one, from the article, the pool and the tables."""

import re
from collections.abc import Callable, Iterable
from random import Random

from questions.distractors.people import same_person, wrong_people
from questions.distractors.places import TABLED, wrong_places
from questions.distractors.pool import Pool
from questions.distractors.things import wrong_things
from questions.facts.values import Slot
from questions.language import Document
from questions.language.gazetteer import countries, key_of
from questions.lexicons import rows
from questions.records import Kind


def wrong_names(document: Document, slot: Slot, around: str, pool: Pool, rng: Random) -> tuple[str, ...]:
    """Give up to three wrong names for a slot, the fairest first; none of them stands in ``around``."""
    if slot.name is None:
        return _terms(slot, around, rng)
    fits = _filter(slot, around)
    if slot.kind is Kind.PERSON:
        found = wrong_people(document, slot, around, rng)
    elif slot.kind is Kind.PLACE and slot.subkind in TABLED:
        found = wrong_places(document, slot, around, rng)
    else:
        found = wrong_things(document, slot, around, pool, rng)
    return _first(found, fits)


def _first(found: Iterable[str], fits: Callable[[str], bool]) -> tuple[str, ...]:
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
    fair = [
        m
        for m in members
        if not re.search(rf"\b{re.escape(key_of(m))}", shown) and not _overlap(m, slot.text)
    ]
    has_article = slot.text.lower().startswith("the ")
    return tuple(m for m in fair if m.lower().startswith("the ") == has_article)[:3]
