"""Superlatives read off the parse: what was the first, the only or the largest of all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from questions.facts import anchors, guards
from questions.facts.asked import asked
from questions.facts.patterns import ranked, superlatives
from questions.facts.phrases import slot_over
from questions.facts.values import Drop, Relation, Slot
from questions.language import Document, Sentence
from questions.lexicons import rows
from questions.records import Kind

_WHICH = frozenset({"country", "city", "US state", "continent"})
_KINDS = frozenset({"person", "place", "org", "work", "event", "other"})
_PAST = frozenset({"first", "last", "only", "youngest", "oldest"})  # ranks that a person held by one deed
_THINGS = frozenset(noun for noun, *_ in rows("cue_nouns"))
_FEWEST, _FEWEST_OWNED = 5, 3  # words that tell of what it is the first: "Kenya's largest city" has an owner


@dataclass(frozen=True, slots=True)
class _Claim:
    """A name and the rank it is given; ``be`` is empty in an aside, which has no tense."""

    name: Token
    rank: Token
    be: str


def superlative_relations(document: Document, sentence: Sentence) -> Iterator[Relation | Drop]:
    """Give the relations that the superlatives of a sentence make."""
    for token in sentence.span:
        claim = _claim(token)
        made = _made(document, sentence, claim) if claim is not None else None
        if made is not None:
            yield made


def _claim(token: Token) -> _Claim | None:
    if token.dep_ == "appos" and token.pos_ == "NOUN" and token.head.pos_ == "PROPN":
        return _Claim(token.head, token, "")
    if token.dep_ != "ROOT" or token.lemma_ not in {"be", "become"} or token.tag_ not in {"VBZ", "VBD"}:
        return None
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    attr = next((c for c in token.children if c.dep_ == "attr"), None)
    if subject is None or attr is None or not subject.i < token.i < attr.i:
        return None
    be = "was" if token.lemma_ == "become" else token.text.lower()
    if subject.pos_ == "NOUN" and attr.pos_ == "PROPN":
        return _Claim(attr, subject, be)
    return _Claim(subject, attr, be)


def _made(document: Document, sentence: Sentence, claim: _Claim) -> Relation | Drop | None:
    found = _rank(document, sentence, claim.rank)
    if (
        found is None
        or guards.is_quoted(claim.rank)
        or any(c.dep_ in {"conj", "cc"} for c in claim.name.children)
    ):
        return None
    what, word = found
    slot = slot_over(document, sentence, claim.name, _KINDS)
    if slot is None or (slot.kind is not Kind.PERSON and not slot.subkind):
        return None
    if slot.kind is Kind.PERSON and _ranks_a_thing(what):
        return None  # "X, the first full-length film": the title of a film that reads as a name
    be = claim.be or _tense(slot, word)
    row = next(row for row in superlatives() if word in row.words)
    if not be:
        return None
    which = _which(slot, what)
    values = {
        "Which": which,
        "which": which[0].lower() + which[1:],
        "be": be,
        "what": what,
        "What": what[0].upper() + what[1:],
    }
    return asked(
        document, sentence, f"superlative: {row.rule}", [p.format(**values) for p in row.prompts], slot
    )


def _ranks_a_thing(what: str) -> bool:
    """Say whether what is ranked is a film, a ship or the like: the last noun before a tail opens."""
    head = re.split(r" (?:of|in|to|on|at|by|for|from|with|who|that|which|\w+ed|\w+ing|shot|made|set) ", what)[
        0
    ]
    return head.split()[-1] in _THINGS


def _tense(slot: Slot, word: str) -> str:
    """Give the tense of a rank told in an aside, or nothing where nobody can tell."""
    if word in {"first", "last"} or (slot.kind is Kind.PERSON and word in _PAST):
        return "was"
    return "is" if slot.kind is Kind.PLACE else ""


def _rank(document: Document, sentence: Sentence, noun: Token) -> tuple[str, str] | None:
    """Give the words of a rank, up to the first pause, and the superlative in them."""
    start, end = min(t.i for t in noun.subtree), max(t.i for t in noun.subtree) + 1
    for token in noun.doc[start:end]:
        if token.text in {",", ";", "(", "—", "–", ":"} or (token.dep_ == "cc" and token.head is noun):
            end = token.i
            break
    if not start <= noun.i < end:
        return None
    span: Span = noun.doc[start:end]
    text = span.text
    found = ranked().match(text)
    if found is None or len(text.split()) < (_FEWEST_OWNED if found["owner"] else _FEWEST):
        return None
    if anchors.unresolved(document, [(sentence, span)], whole_start=False) or guards.sensitive(text):
        return None
    is_opening = span.start == sentence.span.start and not found["owner"]
    word = re.sub(r"^most [a-z]+$", "most", found["word"].lower())
    return (text[0].lower() + text[1:] if is_opening else text), word


def _which(slot: Slot, what: str) -> str:
    if slot.kind is Kind.PERSON:
        return "Who"
    if slot.kind is Kind.PLACE and slot.subkind in _WHICH and slot.subkind not in what.lower():
        return f"Which {slot.subkind}"
    return "What"
