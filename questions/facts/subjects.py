"""Subject questions: a sentence that opens with its subject's name becomes a question by one word.

Nothing but "Who" or "Which" is put in, nothing moves, so the author's grammar holds; the sentence must be one
clause with one subject, and must tell enough besides the name.
"""

import re

from spacy.tokens import Token

from questions.facts import anchors, guards
from questions.facts.named import name_slots
from questions.facts.salience import TELLING
from questions.facts.values import Slot
from questions.language import Document, Sentence
from questions.lexicons import finder
from questions.records import Kind

_LONGEST = 22  # words of such a question: a host reads it in one breath
_TELLING_LENGTH = 8  # words from which a deed without name or year is told closely enough
_PLACES = frozenset({"city", "country", "river", "lake", "island", "mountain", "continent", "US state"})
_MESSY = re.compile(r"[;:()\"?!—…]|\s-\s")
_WEAK = frozenset({"be", "have", "say", "know", "become", "seem", "remain"})


def subject_phrase(document: Document, sentence: Sentence) -> tuple[str, str, Slot] | str:
    """Give question word, rest and slot of a sentence that opens with its subject, or why there are none."""
    span = sentence.span
    slot = next(
        (s for s in name_slots(document, sentence) if isinstance(s, Slot) and s.start == sentence.start), None
    )
    if slot is None:
        return "subject: opens with no slot"
    rest_at = slot.end - sentence.offset
    tokens = [t for t in span if t.idx >= rest_at]
    verb = next((t for t in tokens if t.dep_ == "ROOT"), None)
    if (
        verb is None
        or not tokens
        or tokens[0].pos_ not in {"VERB", "AUX", "ADV"}
        or tokens[0].text[0] in "'-"
    ):
        return "subject: no verb follows"
    if reason := _unfit(document, sentence, slot, verb, tokens):
        return reason
    word = _word(slot, " ".join(t.lower_ for t in tokens))
    rest = document.clean.shown(slot.end, sentence.end - 1)
    return (word, rest, slot) if word else "subject: no question word"


def _word(slot: Slot, rest: str) -> str:
    if slot.kind is Kind.PERSON:
        return "Who"
    if slot.kind is Kind.PLACE and slot.subkind in _PLACES and slot.subkind.split()[-1] not in rest.split():
        return f"Which {slot.subkind}"
    return ""


def _unfit(document: Document, sentence: Sentence, slot: Slot, verb: Token, tokens: list[Token]) -> str:
    text = sentence.span.doc[tokens[0].i : sentence.span.end].text
    if len(text.split()) > _LONGEST or _MESSY.search(text[:-1]) or not text.endswith("."):
        return "subject: not plain enough"
    subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if (
        subject is None
        or not slot.start <= sentence.offset + subject.idx < slot.end
        or not guards.is_finite(verb)
    ):
        return "subject: the name is not the subject"
    others = [t for t in tokens if guards.has_subject(t) and guards.is_finite(t)]
    if any(t.dep_ == "conj" and t is not verb for t in others) or len(others) > 1:
        return "subject: more than one clause"
    if guards.is_generic(text) or verb.lemma_ in {"say", "tell", "think", "believe"}:
        return "subject: a general statement"
    if reason := guards.wording(text, published=document.article.published):
        return reason
    if finder("deictics")(text):
        return "subject: deictic"
    if reason := anchors.unresolved(document, [(sentence, sentence.span)], whole_start=True):
        return reason
    has_number = re.search(r"\d\d", text) is not None
    names = [t for t in tokens if t.pos_ == "PROPN" and t.lower_ not in document.title_words]
    tells = TELLING.search(text) and verb.lemma_ not in _WEAK and len(text.split()) >= _TELLING_LENGTH
    if not names and not has_number and not tells:
        return "subject: unspecific"
    return ""
