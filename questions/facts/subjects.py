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
from questions.lexicons import finder, lower_words
from questions.records import Kind

_LONGEST = 22  # words of such a question: a host reads it in one breath
_TELLING_LENGTH = 8  # words from which a deed without name or year is told closely enough
_PLACES = frozenset({"city", "country", "river", "lake", "island", "mountain", "continent", "US state"})
_MESSY = re.compile(r"[;:()\"?!—…]|\s-\s")
_WEAK = frozenset({"be", "have", "say", "know", "become", "seem", "remain"})


_LEAD = re.compile(r"^(?P<when>In (?:[A-Z][a-z]+ )?\d{4},? )?(?P<role>The (?:[\w-]+ ){1,4})?$")
_ASIDE = re.compile(r"^, an? (?P<role>[^,;()\"]{3,60}), ")


def subject_phrase(document: Document, sentence: Sentence) -> tuple[str, str, Slot] | str:
    """Give question words, rest and slot of a sentence that opens with its subject, or why there are none.

    A year may stand before the subject, and what the subject is before or behind its name: "In 1866, who",
    "Which English explorer".
    """
    slot = _subject_slot(document, sentence)
    if slot is None:
        return "subject: opens with no slot"
    at = slot.start - sentence.start
    text = sentence.span.text
    lead = _LEAD.match(text[:at])
    aside = _ASIDE.match(text[at + len(slot.text) :])
    if lead is None or (lead["role"] and aside):
        return "subject: opens with more than its name"
    rest_at = slot.end + (aside.end() if aside is not None else 1)
    tokens = [t for t in sentence.span if sentence.offset + t.idx >= rest_at]
    verb = sentence.span.root
    if not tokens or tokens[0].pos_ not in {"VERB", "AUX", "ADV"} or tokens[0].text[0] in "'-":
        return "subject: no verb follows"
    if reason := _unfit(document, sentence, slot, verb, tokens):
        return reason
    role = (lead["role"] or "")[4:].strip() or (aside["role"] if aside is not None else "")
    word = _word(slot, role, " ".join(t.lower_ for t in tokens))
    rest = document.clean.shown(sentence.offset + tokens[0].idx, sentence.end - 1)
    if word and lead["when"]:
        word = f"{lead['when'].strip(' ,')}, {word[0].lower()}{word[1:]}"
    return (word, rest, slot) if word else "subject: no question word"


def _subject_slot(document: Document, sentence: Sentence) -> Slot | None:
    root = sentence.span.root
    subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return None
    at = sentence.offset + subject.idx
    found = (slot for slot in name_slots(document, sentence) if isinstance(slot, Slot))
    return next((slot for slot in found if slot.start <= at < slot.end), None)


def _word(slot: Slot, role: str, rest: str) -> str:
    if slot.kind is Kind.PERSON:
        if not role:
            return "Who"
        head = re.split(r" (?:of|from|in|at|for|who|with|on|by) ", f"{role} ")[0].strip()
        is_role = head.split()[-1] in lower_words("professions") and not re.search(r"\bwho\b", role)
        return f"Which {role}" if is_role else ""
    if role:
        return ""
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
