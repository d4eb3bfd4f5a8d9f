"""One kind for each name: tables and the name's own form overrule the votes; what is unsure has none."""

import re
from dataclasses import dataclass

from wordfreq import zipf_frequency

from questions.language import gazetteer
from questions.language.gazetteer import key_of
from questions.language.votes import Tally, fields_of
from questions.lexicons import given_names, rows, words
from questions.records import Kind

_PLAIN_WORD = (
    4.5  # Zipf from which a word is too plain to be half of a person's name, unless a given name vouches
)
SURE = 0.65  # share of the votes from which a kind is believed; below it half of the prototype's were wrong
_HEADS = {head: (Kind(kind), subkind) for head, kind, subkind in rows("head_nouns")}
_OPENINGS = tuple((opening + " ", Kind(kind), subkind) for opening, kind, subkind in rows("head_openings"))


@dataclass(frozen=True, slots=True)
class Name:
    """What the document as a whole says of a name."""

    key: str
    form: str
    kind: Kind | None
    subkind: str = ""
    confidence: float = 0.0
    count: int = 0
    sex: str = ""
    profession: str = ""
    fields: frozenset[str] = frozenset()
    nation: str = ""
    era: int = 0
    texts: tuple[int, ...] = (0,)
    is_human: bool = False
    is_short: bool = False
    short_forms: tuple[str, ...] = ()


def typed(key: str, tally: Tally) -> Name:
    """Give a name the kind its votes, tables and form agree on, or none."""
    form = max(tally.forms, key=lambda f: (tally.forms[f], len(f), f))
    count = sum(tally.forms.values())
    known = _by_table(key, form, tally) or _by_form(form)
    if known is not None:
        return Name(key, form, known[0], known[1], 1.0, count)
    if key in gazetteer.notables() and tally.votes[Kind.PLACE] <= tally.votes[Kind.PERSON]:
        person = gazetteer.notables()[key]
        known_fields = fields_of(person.profession)
        return Name(
            key, form, Kind.PERSON, "", 1.0, count, person.sex, person.profession, known_fields,
            person.nationality.lower(), _era(tally), is_human=True,
        )  # fmt: skip
    return _by_vote(key, form, count, tally)


# States of the United States that are named after a river, which alone takes an article.
_RIVER_STATES = frozenset(
    {"mississippi", "missouri", "ohio", "colorado", "tennessee", "arkansas", "delaware"}
)


def _by_table(key: str, form: str, tally: Tally) -> tuple[Kind, str] | None:
    count = sum(tally.forms.values())
    if key in _RIVER_STATES and tally.articled * 2 > count:
        return Kind.PLACE, "river"  # "the Mississippi"
    known = gazetteer.place_of(key) if key != "georgia" else None  # a country or a state: nobody can tell
    if known and form not in words("ambiguous_names"):
        return known
    votes = tally.votes
    is_place = votes[Kind.PLACE] * 2 > sum(votes.values())
    if known and is_place and not votes[Kind.PERSON]:
        return known
    if (
        key in gazetteer.cities()
        and is_place
        and not (form in words("ambiguous_names") and votes[Kind.PERSON])
    ):
        return Kind.PLACE, "city"
    return None


def _by_form(form: str) -> tuple[Kind, str] | None:
    tokens = form.removeprefix("The ").removeprefix("the ").split()
    if len(tokens) < 2:  # noqa: PLR2004 - a head needs something to be the head of
        return None
    if re.search(r"\bof\b", form) is None and tokens[-1] in _HEADS:
        return _HEADS[tokens[-1]]
    plain = " ".join(tokens) + " "
    return next(((kind, sub) for opening, kind, sub in _OPENINGS if plain.startswith(opening)), None)


def _by_vote(key: str, form: str, count: int, tally: Tally) -> Name:
    votes = tally.votes
    is_given = form.split(maxsplit=1)[0] in given_names()
    if is_given and tally.human and _MANY >= len(form.split()) > 1 and not tally.articled:
        share = votes[Kind.PERSON] / sum(votes.values()) if votes else 0.0
        return _person(key, form, count, max(share, SURE), tally)  # a given name, and it speaks or has a role
    if not votes:
        return Name(key, form, None, count=count)
    kind, most = max(votes.items(), key=lambda item: (item[1], item[0]))
    confidence = most / sum(votes.values())
    is_torn = confidence < SURE or (kind is Kind.PERSON and not is_given)
    if is_torn and tally.subkinds and not tally.human:
        kind, confidence = (
            tally.subkinds.most_common(1)[0][0][0],
            SURE,
        )  # the text's own noun beats a torn parser
    subkind = next((s for (k, s), _ in tally.subkinds.most_common() if k == kind), "")
    if is_given and _reads_as_given_and_surname(form, tally) and kind is not Kind.PLACE:
        return _person(key, form, count, SURE, tally)
    if kind is Kind.PERSON:
        return _person(key, form, count, confidence, tally)
    if kind is Kind.PLACE and not subkind:
        confidence = 0.0
    if len(form.split()) == 1 and count == 1 and not subkind:
        confidence = 0.0
    return Name(key, form, kind, subkind, confidence, count)


def _reads_as_given_and_surname(form: str, tally: Tally) -> bool:
    """Say whether nothing but the parser's vote speaks against a given name with an uncommon word behind."""
    is_pair = len(form.split()) == 2  # noqa: PLR2004
    return is_pair and not tally.subkinds and not tally.articled and not has_plain_word(form.split()[1])


_MANY = 4  # words of a person's name, at most


def _person(key: str, form: str, count: int, confidence: float, tally: Tally) -> Name:
    tokens = form.split()
    if not _reads_as_person(tokens):
        return Name(key, form, None, count=count)
    first = tokens[0]
    sex = "m" if first in words("male_names") else "f" if first in words("female_names") else ""
    has_given = first in given_names() or "." in first
    sex = sex or (tally.sexes.most_common(1)[0][0] if len(tally.sexes) == 1 else "")
    human = bool(tally.human or tally.titled) or (has_given and len(tokens) > 1)
    is_plain = not has_given and has_plain_word(form)
    human = (
        human and not is_plain and len(tokens) > 1
    )  # a lone name is a person only as the short form of a full one
    profession = tally.professions.most_common(1)[0][0] if tally.professions else ""
    if len(tokens) == 1 and not tally.human:
        confidence = min(confidence, 0.5)
    if tally.articled * 2 > count:
        return Name(key, form, Kind.ORG, "", 0.0, count)  # "the Beatles", "the Broncos": never one person
    nation = tally.nations.most_common(1)[0][0] if tally.nations else ""
    fields = fields_of(profession) or frozenset(tally.fields)
    return Name(
        key,
        form,
        Kind.PERSON,
        "",
        confidence,
        count,
        sex,
        profession,
        fields,
        nation,
        _era(tally),
        is_human=human,
    )


def has_plain_word(form: str) -> bool:
    """Say whether a word of a name is too plain for a person's, as in "Wear Metro"."""
    return any(zipf_frequency(token, "en") >= _PLAIN_WORD for token in form.split())


def _era(tally: Tally) -> int:
    return sorted(tally.years)[len(tally.years) // 2] if tally.years else 0


def _reads_as_person(tokens: list[str]) -> bool:
    for token in tokens:
        low = key_of(token)
        if any(c.isdigit() for c in token) or token in {"The", "the", "of", "and", "&"}:
            return False
        if low in gazetteer.countries() and token not in words("ambiguous_names"):
            return False
        if token in words("common_forms") or (token.isupper() and len(token) > 3):  # noqa: PLR2004 - JFK is a person
            return False
        if token in _HEADS and token not in {
            "Hall",
            "Park",
            "Lake",
            "Church",
            "Temple",
            "Post",
            "Bridge",
            "Rivers",
        }:
            return False
    return len(tokens) <= _MANY
