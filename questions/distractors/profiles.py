"""What an article itself tells of each of its people: their roles, deeds, countries and years."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

from spacy.tokens import Span, Token

from questions.distractors.pins import land_of, years_in
from questions.facts.numbers import number_value
from questions.language import Document, Name
from questions.language.gazetteer import Notable, key_of, notables
from questions.language.names import Names
from questions.language.votes import fields_of
from questions.lexicons import lower_words, rows
from questions.records import Kind

# Verbs that everybody is the subject of; they show no field.
_GENERAL = frozenset(
    "be have do say become make take get give go come see find know think call use try begin start keep turn "
    "leave tell want help show win hold bring meet live work run name replace add open carry send return "
    "move join lead spend play reach draw follow lose appear stand set put speak write create base build "
    "found design introduce learn grow choose".split()
)
_SAY = frozenset({"say", "tell", "explain", "recall", "add", "note", "admit", "joke", "laugh"})


@cache
def _verb_fields() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, _, verbs in rows("fields"):
        for verb in filter(None, verbs.split("|")):
            found.setdefault(verb, set()).add(name)
    return found


@dataclass(slots=True)
class Profile:
    """One person: roles and deeds as the article tells them, and what the tables know."""

    nouns: Counter[str] = field(default_factory=Counter)
    verbs: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    lands: Counter[str] = field(default_factory=Counter)
    years: list[int] = field(default_factory=list)
    near: list[int] = field(default_factory=list)
    is_present: bool = False
    speaks: bool = False
    acts: bool = False
    is_dead: bool = False
    is_child: bool = False

    @property
    def roles(self) -> frozenset[str]:
        """The fields of the nouns that say what the person is."""
        return frozenset(f for noun in self.nouns for f in fields_of(noun))


@dataclass(frozen=True, slots=True)
class Known:
    """A person as options are chosen: fields, deeds, country, sex and the years of a grown-up life."""

    form: str
    key: str
    profession: str
    fields: frozenset[str]
    land: str
    sex: str
    span: tuple[int, int] | None
    is_own: bool


_CACHE: WeakKeyDictionary[Names, dict[str, Profile]] = WeakKeyDictionary()


def profiles(document: Document) -> dict[str, Profile]:
    """Give the profiles of a document's people, by key; they are read once."""
    found = _CACHE.get(document.names)
    if found is None:
        found = _CACHE[document.names] = _read(document)
    return found


def _read(document: Document) -> dict[str, Profile]:
    known: dict[str, Profile] = {}
    years = _paragraph_years(document)
    for sentence in document.sentences:
        told = years_in(sentence.span.text)
        for mention, name in document.mentions(sentence):
            if name.kind is not Kind.PERSON:
                continue
            profile = known.setdefault(name.key, Profile())
            profile.years += told
            profile.near += years.get(sentence.paragraph, ())
            span = sentence.span.doc[mention.start : mention.end]
            nouns, verbs = cues(span)
            profile.nouns.update(nouns)
            profile.verbs |= {verb for verb in verbs if verb not in _GENERAL}
            profile.shown |= {f for verb in verbs for f in _verb_fields().get(verb, ())}
            profile.lands.update(_lands(span))
            profile.is_present |= span.root.head.tag_ in {"VBZ", "VBP"}
            profile.speaks |= span.root.dep_ == "nsubj" and span.root.head.lemma_ in _SAY
            profile.acts |= span.root.dep_ == "nsubj" and span.root.head.pos_ == "VERB"
            profile.is_dead |= _is_dead(span)
            profile.is_child |= _is_child(span)
            if _is_cast(span) or _plays_somebody(span):
                profile.nouns["actor"] += 1
    return known


def _paragraph_years(document: Document) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for sentence in document.sentences:
        found[sentence.paragraph] = found.get(sentence.paragraph, ()) + years_in(sentence.span.text)
    return found


def _is_dead(span: Span) -> bool:
    """Say whether a mention tells that somebody has died: "the late Ann Hale", "Ann Hale died"."""
    root = span.root
    died = root.dep_ == "nsubj" and root.head.lemma_ in {"die", "drown"}
    killed = root.dep_ == "nsubjpass" and root.head.lemma_ in {"kill", "bury", "survive", "remember"}
    return died or killed or (span.start > 0 and span.doc[span.start - 1].lower_ == "late")


# "Tim Hale, four, ..." or "Tim Hale, who is nine": too young to be asked by a paper.
_AGE = re.compile(r"^, (?:aged |who is )?(\d{1,2}|[a-z]+)(?:,| and\b| years? old)")
_GROWN_UP = 14


def _is_child(span: Span) -> bool:
    """Say whether a mention tells an age below which nobody is quoted beside grown-ups."""
    after = span.doc.text[span.end_char : span.end_char + 30]
    before = span.doc[max(span.start - 6, 0) : span.start].text
    told = _AGE.match(after)
    led = re.search(r"(\d{1,2}|[a-z]+)-year-old\W*$", before)
    ages = [number_value(found[1]) for found in (told, led) if found is not None]
    return any(age is not None and age < _GROWN_UP for age in ages)


def _is_cast(span: Span) -> bool:
    """Say whether a name stands in brackets right behind another name, as players of roles do."""
    doc = span.doc
    if span.start < 2 or span.end >= len(doc) or doc[span.start - 1].text != "(":  # noqa: PLR2004 - "Name ("
        return False
    return doc[span.end].text in {")", ","} and doc[span.start - 2].text[:1].isupper()


def _plays_somebody(span: Span) -> bool:
    """Say whether somebody plays a person or a role, as actors do."""
    verb = span.root.head
    if span.root.dep_ != "nsubj" or verb.lemma_ not in {"play", "portray", "star"}:
        return False
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    return verb.lemma_ == "star" or any(o.ent_type_ == "PERSON" or o.lemma_ == "role" for o in objects)


def cues(span: Span) -> tuple[list[str], set[str]]:
    """Give the role nouns and the verbs that one mention of a person ties to them."""
    root = span.root
    nouns = list(_roles_before(span))
    verbs: set[str] = set()
    if root.dep_ == "appos":
        nouns += _role(root.head)
    nouns += [role for child in root.children if child.dep_ == "appos" for role in _role(child)]
    if root.dep_ in {"nsubj", "nsubjpass"}:
        nouns += _predicate(root.head, verbs, is_passive=root.dep_ == "nsubjpass")
    elif root.dep_ == "agent" or (root.dep_ == "pobj" and root.head.dep_ == "agent"):
        verbs.add((root.head.head if root.dep_ == "pobj" else root.head).lemma_)
    for child in root.children:
        if child.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.lower_ == "who" for c in child.children):
            nouns += _predicate(child, verbs, is_passive=False)
    return nouns, verbs


def _predicate(verb: Token, verbs: set[str], *, is_passive: bool) -> list[str]:
    nouns: list[str] = []
    if not is_passive:
        verbs.add(verb.lemma_)
    for child in verb.children:
        if child.dep_ in {"attr", "oprd"}:
            nouns += _role(child)
            verbs |= {c.lemma_ for c in child.children if c.dep_ in {"relcl", "acl"}}
        elif child.dep_ == "prep" and child.lower_ == "as":
            nouns += [role for c in child.children if c.dep_ == "pobj" for role in _role(c)]
        elif child.dep_ == "conj" and child.pos_ == "VERB" and not is_passive:
            if not any(c.dep_ in {"nsubj", "nsubjpass"} for c in child.children):
                nouns += _predicate(child, verbs, is_passive=False)
        elif child.dep_ == "xcomp" and child.pos_ == "VERB" and not is_passive:
            verbs.add(child.lemma_)
    return nouns


def _role(noun: Token) -> list[str]:
    """Give the profession a noun names, alone or with the word before it; who works at a firm shows none."""
    if any(child.dep_ == "prep" and child.lower_ == "at" for child in noun.children):
        return []
    low = noun.lemma_.lower()
    pair = f"{noun.nbor(-1).lower_} {low}" if noun.i else low
    return [word for word in (pair, low) if word in lower_words("professions")][:1]


def _roles_before(span: Span) -> Iterable[str]:
    doc, at = span.doc, span.start - 1
    if at < 0 or doc[at].pos_ not in {"NOUN", "PROPN"}:
        return ()
    return _role(doc[at])


def _lands(span: Span) -> list[str]:
    """Give the countries tied to a person: a demonym before the role, "of" or "for" a country after it."""
    doc, found = span.doc, []
    for at in range(max(span.start - 4, 0), span.start):
        word = doc[at].text
        between = [
            t for t in doc[at + 1 : span.start] if t.pos_ not in {"NOUN", "ADJ", "PROPN"} and t.text != "-"
        ]
        if word[:1].isupper() and doc[at].pos_ in {"ADJ", "PROPN"} and not between:
            found.append(land_of(word.removesuffix("-born")))
    after = doc[span.end : span.end + 6]
    if len(after) > 1 and after[0].lower_ in {"of", "for"}:
        found.append(land_of(after[1].text) or land_of(after[1:3].text))
    if len(after) > 2 and after[0].text == "," and after[1].lower_ in {"a", "an", "the"}:  # noqa: PLR2004
        found += [land_of(t.text) for t in after[2:4] if t.text[:1].isupper()]
    if span.root.dep_ in {"nsubj", "nsubjpass"}:
        found += [
            land_of(c.text)
            for child in span.root.head.children
            if child.dep_ == "prep" and child.lower_ == "for"
            for c in child.children
        ]
    return [land for land in found if land]


def known_own(document: Document, name: Name) -> Known:
    """Give a person of the article as they are chosen among; what the article tells beats the tables."""
    profile = profiles(document).get(name.key, Profile())
    roles = profile.roles
    noted = notables().get(name.key)
    if noted is not None and roles and not roles & fields_of(noted.profession):
        noted = None  # a namesake
    if noted is not None:
        known = known_noted(noted)
        return replace(known, form=name.form, fields=known.fields | roles, is_own=True)
    profession = next(iter(noun for noun, _ in profile.nouns.most_common()), name.profession)
    land = profile.lands.most_common(1)[0][0] if profile.lands else land_of(name.nation)
    fields = roles or frozenset(profile.shown) or name.fields
    return Known(
        name.form, name.key, profession, fields, land, name.sex, _span(document, profile), is_own=True
    )


@lru_cache(maxsize=4096)
def known_noted(person: Notable) -> Known:
    """Give a person of note as they are chosen among."""
    return Known(
        person.name,
        key_of(person.name),
        person.profession,
        fields_of(person.profession),
        land_of(person.nationality),
        person.sex,
        (person.born + _GROWN, person.died or person.born + _OLD),
        is_own=False,
    )


# Years of age between which people do what articles tell of them.
_GROWN, _OLD = 15, 85
# Years on either side in which somebody told of in a year may have been at work.
_REACH, _LOOSE_REACH = 30, 45


def _span(document: Document, profile: Profile) -> tuple[int, int] | None:
    published = document.article.published
    if profile.years:
        return min(profile.years) - _REACH, max(profile.years) + _REACH
    if (profile.is_present or profile.speaks) and published is not None:
        return published.year - _REACH, published.year
    if profile.near:
        return min(profile.near) - _LOOSE_REACH, max(profile.near) + _LOOSE_REACH
    return None
