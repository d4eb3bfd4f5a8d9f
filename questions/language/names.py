"""The document's names, each typed once by vote over its mentions, with short forms merged into full ones."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span

from questions.language.gazetteer import key_of
from questions.language.kinds import SURE, Name, has_plain_word, typed
from questions.language.mentions import Mention, mentions
from questions.language.votes import Tally, count_sexes, count_votes
from questions.lexicons import given_names
from questions.records import Kind


class Names:
    """The name table of one document."""

    def __init__(self, table: dict[str, Name], mentions: list[list[Mention]]) -> None:
        self._table = table
        self._mentions = mentions
        unique = {name.key: name for name in table.values()}
        self._ranked = tuple(sorted(unique.values(), key=lambda name: (-name.count, name.key)))
        self._over = [{i: m.key for m in found for i in range(m.start, m.end)} for found in mentions]

    def get(self, key: str) -> Name | None:
        """Give what is known of a key; a short form leads to the full name."""
        return self._table.get(key)

    def at(self, text: int) -> Sequence[Mention]:
        """Give the mentions in one parsed text, in order."""
        return self._mentions[text]

    def over(self, text: int, token: int) -> Name | None:
        """Give the name that a token of a parsed text is part of."""
        key = self._over[text].get(token)
        return self._table.get(key) if key else None

    def within(self, span: Span, text: int) -> list[tuple[Mention, Name]]:
        """Give the known names inside a span of a parsed text."""
        inside = [m for m in self._mentions[text] if span.start <= m.start and m.end <= span.end]
        return [(m, name) for m in inside if (name := self._table.get(m.key))]

    def all(self) -> Iterable[Name]:
        """Give every full name once, the most frequent first."""
        return self._ranked


def build_names(docs: Sequence[Doc], title: str) -> Names:
    """Read the names of all parsed texts of a document."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    found: list[list[Mention]] = []
    for number, doc in enumerate(docs):
        inside = mentions(doc)
        found.append(inside)
        count_sexes(doc, [(m.key, m.start, m.end) for m in inside], tallies)
        for mention in inside:
            count_votes(doc[mention.start : mention.end], tallies[mention.key])
            tallies[mention.key].texts.add(number)
    _share_deeds(tallies)
    table = {
        key: replace(typed(key, tally), texts=tuple(sorted(tally.texts))) for key, tally in tallies.items()
    }
    _cue_title(title, table)
    merged = _merge_short(table, set(key_of(title).replace(",", " ").split()))
    return Names(
        merged, [_with_openers(doc, inside, merged) for doc, inside in zip(docs, found, strict=True)]
    )


def _with_openers(doc: Doc, inside: list[Mention], table: dict[str, Name]) -> list[Mention]:
    """Add the surnames that open a sentence and the parser took for nouns: "Thibaux works slowly"."""
    taken = {i for mention in inside for i in range(mention.start, mention.end)}
    missed = [
        Mention(key_of(token.text), token.i, token.i + 1)
        for token in doc
        if token.is_sent_start and token.i not in taken and _is_surname(token.text, table)
    ]
    return sorted([*inside, *missed], key=lambda mention: mention.start) if missed else inside


def _is_surname(text: str, table: dict[str, Name]) -> bool:
    name = table.get(key_of(text))
    return name is not None and name.is_human and text in name.short_forms


def _share_deeds(tallies: dict[str, Tally]) -> None:
    """Let what a surname alone does, as to say something, speak for the full name that ends in it."""
    full = [key for key in tallies if len(key.split()) > 1]
    for short, tally in list(tallies.items()):
        if tally.human and len(short.split()) == 1:
            owners = [key for key in full if key.split()[-1] == short]
            if len(owners) == 1:
                tallies[owners[0]].human += tally.human


def _cue_title(title: str, table: dict[str, Name]) -> None:
    """A person whose whole name is the title is human whatever the text calls them."""
    name = table.get(key_of(title))
    if name is not None and name.kind is Kind.PERSON and len(name.form.split()) > 1:
        table[name.key] = replace(name, is_human=True)


def _merge_short(table: dict[str, Name], title: set[str]) -> dict[str, Name]:
    """Lead surnames and other endings of one full name to it; of several, to the title's, or to none."""
    full = [
        name
        for name in table.values()
        if len(name.form.split()) > 1 and name.kind in {Kind.PERSON, Kind.WORK}
    ]
    merged = dict(table)
    for key, name in table.items():
        owners = [f for f in full if f.key != key and _is_short(name, f)]
        if not owners:
            continue
        if len({owner.key for owner in owners}) > 1:
            titled = [f for f in owners if {f.key.split()[0], key} <= title]
            owners = titled or [f for f in owners if f.key.split()[-1] == key and "-" not in f.form] or owners
        if len(owners) != 1 or _is_given(name, full) or _has_namesake(owners[0], table):
            merged[key] = replace(name, kind=None, confidence=0.0, is_human=False)
            continue
        owner = merged[owners[0].key]
        merged[owner.key] = replace(
            owner,
            count=owner.count + name.count,
            confidence=max(owner.confidence, SURE + 0.2),
            is_human=owner.is_human or (owner.kind is Kind.PERSON and not has_plain_word(owner.form)),
            profession=owner.profession or name.profession,
            fields=owner.fields or name.fields,
            era=owner.era or name.era,
            sex=owner.sex or name.sex,
            short_forms=(*owner.short_forms, name.form),
        )
        merged[key] = replace(name, kind=None, is_short=True, subkind=owner.key)
    return {key: merged.get(name.subkind, name) if name.is_short else name for key, name in merged.items()}


def _has_namesake(owner: Name, table: dict[str, Name]) -> bool:
    """Say whether another with a given name bears the same surname, whatever the parser made of them."""
    last = key_of(owner.form.split()[-1])  # "Amy Sherman-Palladino" and "Daniel Palladino" differ
    return any(
        len(other.form.split()) > 1
        and other.form.split()[0] in given_names()
        and key_of(other.form.split()[-1]) == last
        and other.key != owner.key
        for other in table.values()
    )


def _is_given(name: Name, full: Sequence[Name]) -> bool:
    """Say whether a lone name is somebody's given name in this article, and so no surname of another."""
    return name.form in given_names() and any(f.form.split()[0] == name.form for f in full)


def _is_short(name: Name, full: Name) -> bool:
    if len(name.form.split()) > 1 or (name.subkind and name.kind is not Kind.PERSON):
        return False
    last = key_of(full.form.split()[-1])
    is_part = last == name.key or (full.kind is Kind.PERSON and name.key in last.split())
    return is_part and full.confidence > 0
