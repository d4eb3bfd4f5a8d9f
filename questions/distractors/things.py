"""Wrong things: rivers beside rivers, museums beside museums, from the article, the pool and the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from wordfreq import zipf_frequency

from questions.distractors.pins import land_of, pins_in
from questions.distractors.pool import Pool
from questions.facts.values import Slot
from questions.language import Document, Name
from questions.language.gazetteer import key_of
from questions.language.kinds import SURE
from questions.lexicons import rows
from questions.records import Kind

_FAME = 1.8  # Zipf by which two names may differ before the better known one stands out
_SCREEN = frozenset({"series", "film"})


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing as the table knows it, with the keys of the countries it lies in or comes from."""

    name: str
    lands: frozenset[str]


@cache
def _table() -> dict[tuple[Kind, str], tuple[Thing, ...]]:
    found: dict[tuple[Kind, str], list[Thing]] = {}
    for kind, subkind, name, lands in rows("things"):
        keys = frozenset(land for part in lands.split("|") if (land := land_of(part)))
        found.setdefault((Kind(kind), subkind), []).append(Thing(name, keys))
    return {key: tuple(things) for key, things in found.items()}


def wrong_things(document: Document, slot: Slot, around: str, pool: Pool, rng: Random) -> Iterator[str]:
    """Give names of the kind and sub-kind of the one in a slot, those of its own article first."""
    name = slot.name
    if name is None or name.kind is None or not name.subkind:
        return
    lands = pins_in(around).lands
    known = {key_of(thing.name): thing for thing in _table().get((name.kind, name.subkind), ())}
    right = known.get(name.key)
    wanted = right.lands & lands if right is not None else frozenset[str]()
    yield from (form for form in _own(document, name) if _lies(known, form, wanted))
    yield from (form for form in pool.like(name.kind, name.subkind) if _lies(known, form, wanted))
    if right is not None:
        yield from _tabled(right, known, wanted, rng)


def _own(document: Document, name: Name) -> Iterator[str]:
    for other in document.names.all():
        if other.confidence < SURE or other.key == name.key:
            continue
        is_like = (other.kind, other.subkind) == (name.kind, name.subkind)
        if is_like or (other.kind is name.kind is Kind.WORK and {name.subkind, other.subkind} <= _SCREEN):
            yield other.form


def _lies(known: dict[str, Thing], form: str, wanted: frozenset[str]) -> bool:
    thing = known.get(key_of(form))
    return thing is None or not wanted or bool(thing.lands & wanted)


def _tabled(right: Thing, known: dict[str, Thing], wanted: frozenset[str], rng: Random) -> Iterator[str]:
    """Give the table's things of like fame that lie where the words say; kin of the same countries first."""
    fame = zipf_frequency(right.name, "en")
    fair = [
        thing
        for thing in known.values()
        if thing.name != right.name
        and (not wanted or thing.lands & wanted)
        and abs(zipf_frequency(thing.name, "en") - fame) <= _FAME
    ]
    rng.shuffle(fair)
    yield from (thing.name for thing in sorted(fair, key=lambda thing: not thing.lands & right.lands))
