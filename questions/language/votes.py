"""What each mention of a name says of it: the parser's label, the nouns beside it, the verb it governs."""

import re
from collections import Counter
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from questions.language import gazetteer
from questions.lexicons import lower_words, rows, words
from questions.records import Kind

LABELS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORG,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "WORK_OF_ART": Kind.WORK,
    "EVENT": Kind.EVENT,
    "NORP": Kind.OTHER,
    "LAW": Kind.OTHER,
    "PRODUCT": Kind.OTHER,
    "LANGUAGE": Kind.OTHER,
}
_YEAR = re.compile(r"1[0-9]{3}|20[0-4][0-9]")
_CUES = {noun: (Kind(kind), subkind) for noun, kind, subkind in rows("cue_nouns")}
_FIELDS = tuple((name, set(nouns.split("|")), set(verbs.split("|"))) for name, nouns, verbs in rows("fields"))


@dataclass(slots=True)
class Tally:
    """The votes on one name, over all its mentions."""

    forms: Counter[str] = field(default_factory=Counter)
    votes: Counter[Kind] = field(default_factory=Counter)
    subkinds: Counter[tuple[Kind, str]] = field(default_factory=Counter)
    professions: Counter[str] = field(default_factory=Counter)
    human: int = 0
    titled: int = 0
    sexes: Counter[str] = field(default_factory=Counter)
    fields: set[str] = field(default_factory=set)
    nations: Counter[str] = field(default_factory=Counter)
    years: list[int] = field(default_factory=list)
    articled: int = 0
    texts: set[int] = field(default_factory=set)


def count_votes(span: Span, tally: Tally) -> None:
    """Count what one mention of a name says of it."""
    doc = span.doc
    tally.forms[_form(span)] += 1
    inside = Counter(t.ent_type_ for t in span if t.ent_type_ in LABELS)
    if inside:
        label, size = inside.most_common(1)[0]
        if size * 2 > len(span):
            tally.votes[LABELS[label]] += 1
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    tally.articled += before is not None and before.lower_ == "the" and span.root.dep_ != "compound"
    tally.years += [int(t.text) for t in span.sent if _YEAR.fullmatch(t.text)]
    _count_human(span, before, after, tally)
    _count_cues(span, before, after, tally)


def count_sexes(doc: Doc, found: list[tuple[str, int, int]], tallies: dict[str, Tally]) -> None:
    """Let "he" and "she" tell the sex of the one person before them, in their sentence or the last."""
    lone: str | None = None
    for sentence in doc.sents:
        inside = [m for m in found if sentence.start <= m[1] < sentence.end]
        people = {key for key, a, b in inside if any(t.ent_type_ == "PERSON" for t in doc[a:b])}
        pronouns = [t for t in sentence if t.lower_ in _SEXES]
        if len(people) == 1:
            lone = next(iter(people))
            after = [t for t in pronouns if t.i > inside[0][1]]
        else:
            after = pronouns[:1] if not people and pronouns and pronouns[0].i == sentence.start else []
            lone = lone if not people else None
        if lone is not None and after:
            tallies[lone].sexes[_SEXES[after[0].lower_]] += 1


_SEXES = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f", "hers": "f"}


def _form(span: Span) -> str:
    if span[0].lower_ == "the" and span[0].is_sent_start:
        return span[1:].text
    return span.text


def _count_human(span: Span, before: Token | None, after: Token | None, tally: Tally) -> None:
    if before is not None and before.text in words("titles"):
        tally.votes[Kind.PERSON] += 2
        tally.human += 1
        tally.titled += 1
    elif (
        before is not None
        and before.lower_ in lower_words("professions")
        and before.dep_ in {"compound", "amod", "nmod"}
    ):
        tally.votes[Kind.PERSON] += 2
        tally.human += 1
        tally.professions[before.lower_] += 1
        if before.i and (nation := gazetteer.demonyms().get(before.nbor(-1).lower_)):
            tally.nations[nation.demonym.lower()] += 1
    head = span.root
    if head.dep_ == "nsubj" and head.head.lemma_ in words("human_verbs"):
        tally.votes[Kind.PERSON] += 1
        tally.human += 1
    if head.dep_ in {"nsubj", "agent"} or (head.dep_ == "pobj" and head.head.dep_ == "agent"):
        verb = head.head if head.dep_ == "nsubj" else head.head.head
        tally.fields |= {f for f, _, verbs in _FIELDS if verb.lemma_ in verbs}
        if verb.lemma_ == "play" and any(c.dep_ == "dobj" and c.pos_ == "PROPN" for c in verb.children):
            tally.fields.add("performing")
    if after is not None and after.text == "," and after.i + 1 < len(span.doc):
        tally.human += _appositive(span.doc, after.i + 1, tally)
    if head.dep_ in {"nsubj", "nsubjpass"} and head.head.lemma_ == "be":
        _profession(next((c for c in head.head.children if c.dep_ == "attr"), None), tally)


def _appositive(doc: Doc, at: int, tally: Tally) -> int:
    token = doc[at]
    if token.lower_ in {"who", "aged"}:
        tally.votes[Kind.PERSON] += 1
        return 1
    if token.lower_ in {"a", "an", "the"}:
        noun = next((t for t in doc[at + 1 : at + 7] if t.lower_ in lower_words("professions")), None)
        if noun is not None and noun.dep_ == "appos":
            nation = gazetteer.demonyms().get(noun.nbor(-1).lower_.removesuffix("-born"))
            tally.nations.update([nation.demonym.lower()] if nation else [])
            tally.professions[noun.lower_] += 1
            tally.votes[Kind.PERSON] += 1
            return 1
    return 0


def _profession(noun: Token | None, tally: Tally) -> None:
    if noun is not None and noun.lower_ in lower_words("professions"):
        tally.professions[noun.lower_] += 1
        tally.votes[Kind.PERSON] += 1
        tally.human += 1


def _count_cues(span: Span, before: Token | None, after: Token | None, tally: Tally) -> None:
    noun = before.lower_ if before is not None else ""
    if noun in {"like", "called", "named", "of"} and before is not None and before.i:
        back = before.nbor(-1)
        back = back.nbor(-1) if back.text == "," and back.i else back
        is_named = noun != "of" or back.lower_ in {"town", "city", "port", "village", "island"}
        noun = (back.lemma_.lower() if noun != "of" else back.lower_) if is_named else ""
    elif noun == "," and before is not None and before.i > 1:
        closes = after is None or after.text in {",", ".", ")", ";"}
        noun = before.nbor(-1).lower_ if closes else ""
    kind = _CUES.get(noun)
    if kind is None and after is not None and after.text == ",":
        kind = _described(span.doc, after.i + 1)
    if kind is None and span.root.dep_ == "nsubj" and span.root.head.lemma_ == "be":
        attr = next((c for c in span.root.head.children if c.dep_ == "attr"), None)
        kind = _CUES.get(attr.lower_) if attr is not None and attr.i > span.end else None
    if kind is not None:
        tally.votes[kind[0]] += 2
        tally.subkinds[kind] += 1


def _described(doc: Doc, at: int) -> tuple[Kind, str] | None:
    if at >= len(doc) or doc[at].lower_ not in {"a", "an", "the", "another"}:
        return None
    for token in doc[at + 1 : at + 8]:
        if token.pos_ in {"VERB", "AUX", "ADP", "PRON"} or token.text in {",", "."}:
            return None
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if token.pos_ == "NOUN" and (following is None or following.pos_ not in {"NOUN", "PROPN", "PUNCT"}):
            return _CUES.get(token.lower_)
    return None


def fields_of(noun: str) -> frozenset[str]:
    """Give the fields of life a noun for a person belongs to."""
    return frozenset(name for name, nouns, _ in _FIELDS if noun in nouns)
