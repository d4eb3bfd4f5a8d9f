"""The topic: whom or what an article's title names, and the common nouns the article calls it by.

Every question is read under the title, so "she", "the city" or "the club" needs no other antecedent where the
title names just one that fits. What a text itself says its topic is ("X is a port city", "X, the brewery")
tells which nouns may stand for it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Span

from questions.language.called import nouns_of
from questions.language.gazetteer import key_of
from questions.language.kinds import SURE, Name
from questions.language.names import Names
from questions.records import Kind

_FEWEST = 3  # mentions below which a name in the title is not what the article is about
_CLEAR = 4  # times as many "she" as "he" that tell the sex of the one person an article is about
_OPENING = 4  # sentences in which an article says what its topic is


@dataclass(frozen=True, slots=True)
class Topic:
    """The one thing or person a title names: every key of it, and the nouns the article calls it by."""

    name: Name
    keys: frozenset[str]
    sex: str
    nouns: frozenset[str]
    is_followed: bool = False
    """Whether nearly every "he" or "she" of the article is of the topic's sex, as in a portrait."""

    @property
    def is_person(self) -> bool:
        """Whether "he" or "she" may mean the topic."""
        return self.name.kind is Kind.PERSON


def topic_of(title: str, names: Names, spans: Iterable[Span]) -> Topic | None:
    """Find the topic of a document; none where the title names nobody and nothing, or several alike."""
    read = list(spans)
    person = _person(title, names)
    if person is not None:
        keys = frozenset(n.key for n in names.all() if _is_same(person, n))
        told = _told_sex(read)
        sex = person.sex or told
        return Topic(person, keys, sex, frozenset(), is_followed=bool(told) and told == sex)
    thing = _thing(title, names)
    if thing is None:
        return None
    return Topic(thing, frozenset({thing.key}), "", frozenset(nouns_of(thing, read[:_OPENING])))


def _person(title: str, names: Names) -> Name | None:
    """Give the one person a title names, in full or by surname."""
    forms = set(re.findall(r"\w+", title.lower()))
    plain = {key_of(form) for form in forms}
    found = [n for n in names.all() if n.kind is Kind.PERSON and n.is_human and n.key.split()[-1] in plain]
    plain |= {part for form in re.findall(r"[\w-]+", title) for part in key_of(form).split()}
    whole = [n for n in found if {n.key.split()[0], n.key.split()[-1]} <= plain]
    found = [] if whole else [n for n in found if not _is_a_firms(n, names)]
    chosen = sorted(whole or found, key=lambda n: (-n.count, n.key))
    if not chosen or not all(_is_same(chosen[0], other) for other in chosen[1:]):
        return None
    return chosen[0]


def _is_a_firms(person: Name, names: Names) -> bool:
    """Say whether a firm or a place bears a person's surname, so that the surname alone may mean it."""
    surname = person.key.split()[-1]
    return any(
        n.kind is not Kind.PERSON and n.key != surname and surname in n.key.split() for n in names.all()
    )


def _is_same(one: Name, other: Name) -> bool:
    """Say whether two of a document's names are one person's: one given name, and a surname in common."""
    mine, yours = one.key.split(), other.key.split()
    if other.kind is not Kind.PERSON:
        return False
    return one.key == other.key or (mine[0] == yours[0] and bool(set(mine[1:]) & set(yours[1:])))


def _told_sex(spans: list[Span]) -> str:
    words = [token.lower_ for span in spans for token in span if token.pos_ == "PRON"]
    he, she = (sum(word in forms for word in words) for forms in (_HE, _SHE))
    if max(he, she) < _FEWEST or max(he, she) < _CLEAR * min(he, she):
        return ""
    return "m" if he > she else "f"


_HE, _SHE = frozenset({"he", "his", "him"}), frozenset({"she", "her", "hers"})


def _thing(title: str, names: Names) -> Name | None:
    """Give the one thing a title names that the text keeps naming."""
    key = key_of(title)
    found = [
        n
        for n in names.all()
        if n.kind in {Kind.PLACE, Kind.ORG, Kind.WORK, Kind.EVENT, Kind.OTHER}
        and (n.confidence >= SURE or n.key == key)
        and (n.count >= _FEWEST or re.match(rf"{re.escape(n.key)}\b", key))
        and re.search(rf"\b{re.escape(n.key)}\b", key)
    ]
    return found[0] if len(found) == 1 or (found and found[0].count > 2 * found[1].count) else None
