"""Rhetoric: sentences that lead in, sum up or paint a picture, and so state nothing that can be asked.

Openers and closers of a section are where writers do it most; what tells them is that their subject is nobody
in particular ("a ball", "the greatest champion of patience"), or that their words stand for something else.
"""

import re

from spacy.tokens import Span, Token

from questions.facts.values import Slot
from questions.language import Document, Sentence
from questions.lexicons import finder, words
from questions.records import Kind

_FIGURES = frozenset({Kind.NUMBER, Kind.MONEY, Kind.PERCENT})
_FEW = 3  # things "a X, a Y and a Z" that make a teaser of a sentence
_RANGE_END = re.compile(
    r"\bfrom (?:the )?[A-Z][\w'-]*(?: (?:of |the )?[A-Z][\w'-]*){0,3}(?: in [A-Z][\w'-]*)?"
    r",? to (?:the )?$"
)
_RANGE_START = re.compile(r",? to (?:the )?[A-Z]")


def figure(text: str) -> str:
    """Name the figure of speech in a text."""
    found = finder("figures_of_speech")(text)
    return f"rhetorical: {found.lower()}" if found else ""


def flourish(document: Document, sentence: Sentence, slot: Slot) -> str:
    """Name what makes a sentence a flourish around a slot rather than a fact about it."""
    if _in_range(sentence, slot):
        return "rhetorical: from one to another"
    if _lists_nobody(sentence.span):
        return "rhetorical: a list of teasers"
    subject = _subject(sentence.span)
    if subject is None:
        return ""
    if _is_praised(subject):
        return "rhetorical: praise of nobody named"
    if slot.kind not in _FIGURES and _is_anyone(document, sentence, subject):
        return f"rhetorical: a {subject.lower_}"
    return ""


def _subject(span: Span) -> Token | None:
    root = span.root
    return next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)


def _in_range(sentence: Sentence, slot: Slot) -> bool:
    """Say whether a slot is an end of "from Lima to Lagos", where nothing moves."""
    text = sentence.span.text
    left, right = text[: slot.start - sentence.start], text[slot.end - sentence.start :]
    is_end = _RANGE_END.search(left) is not None
    is_start = re.search(r"\bfrom (?:the )?$", left) is not None and _RANGE_START.match(right) is not None
    moves = any(t.lemma_ in words("motion_verbs") for t in sentence.span if t.pos_ == "VERB")
    return (is_end or is_start) and not moves


def _lists_nobody(span: Span) -> bool:
    """Say whether a sentence strings up three things without a name: "a dog, an octopus and a ghost"."""
    for token in span:
        if token.dep_ not in {"dobj", "attr", "pobj"} or not _is_bare(token):
            continue
        listed = [token]
        while (following := next((c for c in listed[-1].children if c.dep_ == "conj"), None)) is not None:
            listed.append(following)
        if (
            len(listed) >= _FEW
            and all(_is_bare(t) for t in listed)
            and span.root.tag_ in {"VBZ", "VBP", "VBN"}
        ):
            return True
    return False


def _is_bare(noun: Token) -> bool:
    """Say whether a noun comes with "a" and without a name."""
    has_article = any(c.lower_ in {"a", "an"} for c in noun.children)
    return noun.pos_ == "NOUN" and has_article


def _is_praised(subject: Token) -> bool:
    """Say whether a subject is a superlative of judgement that names nobody."""
    phrase = list(subject.subtree)
    if subject.pos_ == "PROPN" or any(t.pos_ == "PROPN" for t in phrase) or subject.head.lemma_ == "be":
        return False
    text = " ".join(t.lower_ for t in phrase)
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in words("praise_superlatives"))


def _is_anyone(document: Document, sentence: Sentence, subject: Token) -> bool:
    """Say whether a subject is "a" thing without a name of which the present tense tells something."""
    if subject.pos_ == "PROPN" or subject.head.tag_ not in {"VBZ", "VBP"}:
        return False
    if not any(c.lower_ in {"a", "an", "every", "half"} for c in subject.children):
        return False
    inside = {t.i for t in subject.subtree}
    return not any(inside & set(range(m.start, m.end)) for m, _ in document.mentions(sentence))
