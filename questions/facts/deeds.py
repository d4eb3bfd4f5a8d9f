"""Deeds read off the parse: a verb of the library, who does it and to what, in whichever voice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from questions.facts import guards
from questions.facts.asked import asked
from questions.facts.patterns import Deed, deeds
from questions.facts.phrases import name_phrase, names_kind, slot_over, thing_phrase
from questions.facts.values import Drop, Relation, Slot
from questions.language import Document, Sentence
from questions.language.gazetteer import key_of
from questions.records import Kind

_SHARED = re.compile(r"\b(?:independently|jointly|together|others?|alongside|respectively)\b")
_ACCOMPANIED = re.compile(r"\bwith [A-Z]")
_CLAUSES = frozenset({"ROOT", "conj", "relcl", "acl"})
_YEAR = re.compile(r"\b\d{4}\b")


@dataclass(frozen=True, slots=True)
class _Frame:
    """How one verb stands in its sentence; ``subject_is_outer`` where its clause hangs on its subject."""

    verb: Token
    is_passive: bool
    subject: Token
    subject_is_outer: bool


def deed_relations(document: Document, sentence: Sentence) -> Iterator[Relation | Drop]:
    """Give the relations that the deeds of a sentence make."""
    if _SHARED.search(sentence.span.text):
        return
    for verb in sentence.span:
        known = deeds().get(verb.lemma_)
        if known is None or verb.pos_ != "VERB" or verb.dep_ not in _CLAUSES or guards.is_quoted(verb):
            continue
        for deed in known:
            frame = None if _is_barred(verb, deed) else _frame(verb, in_present=deed.in_present)
            made = _told(document, sentence, frame, deed) if frame is not None else None
            if made is not None:
                yield made


def _is_barred(verb: Token, deed: Deed) -> bool:
    """Say whether a modal, a "not", or words that change what was done stand by a verb."""
    for child in verb.children:
        if child.dep_ in {"aux", "neg"} and child.tag_ in {"MD", "RB", "TO"}:
            return True
        if child.dep_ in {"oprd", "xcomp"} or child.lower_ in deed.bars:
            return True  # "identified it as the source": the rest is the point
    return False


def _frame(verb: Token, *, in_present: bool) -> _Frame | None:
    if verb.dep_ == "acl":
        return _Frame(verb, True, verb.head, True) if verb.tag_ == "VBN" else None
    passive = _child(verb, "nsubjpass")
    if passive is not None:
        be = _child(verb, "auxpass")
        is_past = be is not None and be.lower_ in {"was", "were"}
        if verb.tag_ != "VBN" or not (is_past or in_present):
            return None
        return _framed(verb, passive, is_passive=True)
    if verb.tag_ != "VBD" and not (in_present and verb.tag_ == "VBZ"):
        return None
    subject = _child(verb, "nsubj")
    if subject is None and verb.dep_ == "conj" and verb.head.tag_ == verb.tag_:
        subject = _child(verb.head, "nsubj")
    return _framed(verb, subject, is_passive=False) if subject is not None else None


def _framed(verb: Token, subject: Token, *, is_passive: bool) -> _Frame:
    is_outer = verb.dep_ == "relcl" and subject.tag_ in {"WP", "WDT"}
    return _Frame(verb, is_passive, verb.head if is_outer else subject, is_outer)


def _child(token: Token, *deps: str) -> Token | None:
    return next((c for c in token.children if c.dep_ in deps), None)


def _told(document: Document, sentence: Sentence, frame: _Frame, deed: Deed) -> Relation | Drop | None:
    for subject, other in _ends(frame, deed):
        answer, thing = (other, subject) if deed.asks_object else (subject, other)
        slot = _answer(document, sentence, answer, deed)
        if slot is None:
            continue
        phrase = _thing(document, sentence, thing, deed, is_outer=thing is frame.verb.head)
        if phrase is None:
            continue
        year = _year_of(frame.verb) if deed.year else ""
        if deed.year == "need" and not year and not _YEAR.search(phrase):
            continue
        values = {
            "thing": phrase,
            "Thing": phrase[0].upper() + phrase[1:],
            "year": year,
            "verb": frame.verb.text,
        }
        return asked(document, sentence, deed.rule, [p.format(**values) for p in deed.prompts], slot)
    return None


def _ends(frame: _Frame, deed: Deed) -> Iterator[tuple[Token, Token]]:
    """Give doer and thing done, or subject and object of the deed's preposition."""
    if deed.voice and frame.is_passive != (deed.voice == "passive"):
        return
    if deed.prep:
        for prep in frame.verb.children:
            if prep.lower_ == deed.prep and (other := _child(prep, "pobj")) is not None:
                yield frame.subject, other
        return
    if not frame.is_passive:
        if (thing := _child(frame.verb, "dobj")) is not None:
            yield frame.subject, thing
        return
    by = _child(frame.verb, "agent")
    if by is not None and (doer := _child(by, "pobj")) is not None:
        yield doer, frame.subject


def _answer(document: Document, sentence: Sentence, token: Token, deed: Deed) -> Slot | None:
    if token.dep_ == "conj" or any(c.dep_ in {"conj", "cc"} for c in (*token.children, *_led(token))):
        return None
    slot = slot_over(document, sentence, token, deed.kinds)
    if slot is None or (slot.kind is not Kind.DATE and slot.name is not None and _shares(
        document, sentence, token, slot
    )):  # fmt: skip
        return None
    return slot


def _led(token: Token) -> Iterator[Token]:
    """Give what hangs on the preposition that leads a token: "in Oslo or in Bergen"."""
    if token.dep_ == "pobj":
        yield from token.head.children


def _shares(document: Document, sentence: Sentence, who: Token, slot: Slot) -> bool:
    """Say whether another name of the kind follows an "and" after the answer: a second the parse lost."""
    for mention, other in document.mentions(sentence):
        if other.kind is not slot.kind or other is slot.name or mention.start <= who.i:
            continue
        between = sentence.span.doc[who.i : mention.start].text
        is_led = re.search(r"\b(?:for|to|with|of|from|by|in)\b", between[-12:])
        if re.search(r"\band\b|,", between) and not is_led and slot.kind is Kind.PERSON:
            return True
    return False


def _thing(document: Document, sentence: Sentence, noun: Token, deed: Deed, *, is_outer: bool) -> str | None:
    if deed.of and not names_kind(document, sentence, noun, deed.of):
        return None
    if is_outer:
        phrase = name_phrase(document, sentence, noun)
    else:
        phrase = thing_phrase(document, sentence, noun, is_made=deed.makes)
    if phrase is None or _ACCOMPANIED.search(phrase):
        return None
    if deed.titled and not any(
        name.key in key_of(document.article.title)
        for mention, name in document.mentions(sentence)
        if mention.key in key_of(phrase)
    ):
        return None
    return phrase if (deed.thing is None or deed.thing.search(phrase)) else None


def _year_of(verb: Token) -> str:
    years = (_child(prep, "pobj") for prep in verb.children if prep.lower_ == "in")
    return next((f" in {y.text}" for y in years if y is not None and re.fullmatch(r"\d{4}", y.text)), "")
