"""The library of relation patterns, read from the tables under ``lexicons/relations``: four shapes of rule.

A deed is a verb's frame over the parse ("X was designed by Y", "Y designed X"); a turn is a regular
expression over a sentence's text; a role is "the founder of X" in the places where a name may stand beside
it; a superlative is a word that makes "the largest of" something. README.md beside the tables tells the keys.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from questions.lexicons import tables

NAME = (
    r"(?:(?:[Tt]he )?[A-Z\u00c0-\u00de][\w.\u2019'-]*(?:(?: (?:of|the|de|da|van|von|der|la|le|del))* "
    r"[A-Z\u00c0-\u00de][\w.-]*){0,5})"
)
_END = r"(?=,|\.(?:\s|$)|;| \(| and [a-z]| in | from \d| until \d| who | which | when | after | before )"
_WHO, _THING = rf"(?P<who>{NAME})", rf"(?P<thing>{NAME})"
# Where a name stands beside a role; the last form of each kind is an aside, closed by a comma.
_ROLE_FORMS = (
    r"WHO (?:is|was) the ROLE of THING(?=END)",
    r"\b[Tt]he ROLE of THING (?:is|was) WHO(?=END)",
    r"THING's ROLE(?: is| was|,) WHO(?=END)",
    r"WHO, the ROLE of THING(?=,|\.(?:\s|$))",
    r"\b[Tt]he ROLE of THING, WHO(?=,|\.(?:\s|$))",
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb's frame: who does what, which side is asked for, and what the other side must be.

    ``prep`` makes the object that preposition's; ``kinds`` are the answer's, ``of`` the other side's (any
    phrase that tells which thing is meant where empty), ``thing`` what its words must match; ``year`` is
    "add" or "need"; ``bars`` are words beside the verb that change what is said.
    """

    rule: str
    prompts: tuple[str, ...]
    verbs: frozenset[str]
    prep: str
    voice: str
    asks_object: bool
    in_present: bool
    kinds: frozenset[str]
    of: frozenset[str]
    thing: re.Pattern[str] | None
    year: str
    titled: bool
    makes: bool
    bars: frozenset[str]


@dataclass(frozen=True, slots=True)
class Turn:
    """A regular expression; ``cues`` are the words without which it cannot match.

    ``kinds`` tells what the name in each group must be; any other group is a phrase that must stand alone.
    """

    rule: str
    prompts: tuple[str, ...]
    cues: frozenset[str]
    match: re.Pattern[str]
    answer: str
    kinds: Mapping[str, frozenset[str]]
    needs_work: bool
    needs_date: bool
    may_quote: bool


@dataclass(frozen=True, slots=True)
class Superlative:
    """A word that puts one thing above or before all others."""

    rule: str
    prompts: tuple[str, ...]
    words: tuple[str, ...]


@cache
def deeds() -> dict[str, tuple[Deed, ...]]:
    """Give the deeds by the lemma of their verb."""
    found = [_deed(row) for row in _rows("deed")]
    return {verb: tuple(d for d in found if verb in d.verbs) for deed in found for verb in deed.verbs}


@cache
def turns() -> tuple[Turn, ...]:
    """Give the turns, those that the roles stand for among them."""
    plain = tuple(_turn(row, row["match"]) for row in _rows("turn"))
    return plain + tuple(_turn(row, form) for row in _rows("role") for form in _role_forms(row))


@cache
def superlatives() -> tuple[Superlative, ...]:
    """Give the superlatives."""
    return tuple(
        Superlative(row["rule"], tuple(row["prompts"]), tuple(row["words"])) for row in _rows("superlative")
    )


@cache
def ranked() -> re.Pattern[str]:
    """Give what a phrase opens with where it names the first, the only or the largest of all."""
    listed = "|".join(re.escape(word) for row in superlatives() for word in row.words)
    listed = listed.replace("|most|", "|most [a-z]+|")
    return re.compile(
        rf"(?:the (?:[a-z-]+[ -]|world's )?|(?P<owner>[A-Z][\w ]+'s ))(?P<word>{listed})\b", re.IGNORECASE
    )


@cache
def cue_finder() -> re.Pattern[str]:
    """Give the one expression that finds the cues of all turns; most sentences have none."""
    cues = {cue for turn in turns() for cue in turn.cues}
    longest_first = sorted(cues, key=lambda cue: (-len(cue), cue))
    bound = (re.escape(cue) + (r"(?!\w)" if cue[-1].isalnum() else "") for cue in longest_first)
    return re.compile(rf"(?<!\w)(?=({'|'.join(bound)}))")


def _rows(shape: str) -> list[dict[str, Any]]:
    return [row for table in tables("relations") for row in table.get(shape, [])]


def _deed(row: Mapping[str, Any]) -> Deed:
    return Deed(
        rule=row["rule"],
        prompts=tuple(row["prompts"]),
        verbs=frozenset(row["verbs"]),
        prep=row.get("prep", ""),
        voice=row.get("voice", ""),
        asks_object=row.get("asks") == "object",
        in_present=bool(row.get("present")),
        kinds=frozenset(row.get("kinds", ["person"])),
        of=frozenset(row.get("of", [])),
        thing=re.compile(row["thing"]) if "thing" in row else None,
        year=row.get("year", ""),
        titled=bool(row.get("titled")),
        makes=bool(row.get("makes")),
        bars=frozenset(row.get("bars", ["as", "with", "for"])),
    )


def _turn(row: Mapping[str, Any], match: str) -> Turn:
    cues = row.get("cues") or row["roles"]
    return Turn(
        rule=row["rule"],
        prompts=tuple(row["prompts"]),
        cues=frozenset(cues),
        match=re.compile(match.replace("NAME", NAME).replace("(?=END)", _END)),
        answer=row.get("answer", "who"),
        kinds={group: frozenset(kinds) for group, kinds in row["kinds"].items()},
        needs_work=bool(row.get("needs_work")),
        needs_date=bool(row.get("needs_date")),
        may_quote=bool(row.get("may_quote")),
    )


def _role_forms(row: Mapping[str, Any]) -> Iterable[str]:
    role = rf"(?P<role>{'|'.join(row['roles'])})"
    for form in _ROLE_FORMS:
        held = form.replace("(?:is|was)", "is").replace("(?: is| was|,)", "(?: is|,)")
        yield (
            (held if row.get("needs_date") else form)
            .replace("WHO", _WHO)
            .replace("THING", _THING)
            .replace("ROLE", role)
        )
