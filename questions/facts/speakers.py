"""Whom "she said" beside a quote means: the one person of that sex the story speaks of just before.

A tag with a pronoun is half of all tags in news. It names its speaker only where the narrative leads to one
person: the last one of that sex who was named outside quotes, spoken of in every sentence since, with nobody
between who may be meant as well. Where two may be meant there is no speaker.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from questions.facts.pronouns import HE, SHE
from questions.language import Document, Name, Sentence
from questions.language.gazetteer import key_of
from questions.language.kinds import SURE
from questions.lexicons import given_names, lower_words, words
from questions.records import Kind

FARTHEST = 6  # sentences between the name and the quote, itself counted
_OFTEN = 3  # mentions of somebody whom the story is about
_BEFORE = 90  # characters shown before it
_BEHIND = 110  # characters shown behind the name of a sentence that tells who speaks
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_YEAR = re.compile(r"\b(?:1[0-9]{3}|20[0-9]{2})\b")


@dataclass(frozen=True, slots=True)
class Spoken:
    """The person a tag's pronoun means, and where the name that tells it stands in the plain text."""

    name: Name
    start: int
    end: int
    sentence: Sentence


def can_speak(name: Name) -> bool:
    """Say whether a name is a person's for sure."""
    return name.kind is Kind.PERSON and name.is_human and name.confidence >= SURE


def is_of_story(document: Document, name: Name) -> bool:
    """Say whether somebody is a figure of a story, who speaks in it and not to the paper."""
    return name.key in document.played or key_of(name.form) in _fictional()


@cache
def _fictional() -> frozenset[str]:
    return frozenset(map(key_of, words("fictional_people")))


def opening(sentence: Sentence, start: int) -> int:
    """Give where to begin to show a sentence that names somebody: at its start, or at the name."""
    return sentence.start if start - sentence.start <= _BEFORE else start


def shortened(document: Document, start: int, end: int) -> int:
    """Give where to leave off a sentence that names somebody: at its end, or at a word not far behind."""
    if end - start <= _BEHIND:
        return end
    return max(document.clean.text.rfind(" ", start, start + _BEHIND), start)


def spoken_of(document: Document, sentence: Sentence, at: int, pronoun: str) -> Spoken | None:
    """Give the one person whom a pronoun means that tags the quote which begins at an offset.

    Args:
        document: the article.
        sentence: the sentence the quote begins in.
        at: the offset of whichever comes first in the plain text, the quote or its tag.
        pronoun: "he" or "she".
    """
    wanted = "m" if pronoun == "he" else "f"
    earlier = [s for s in document.sentences[: sentence.index + 1] if s.start < at]
    since: list[Sentence] = []
    for one in reversed(earlier[-FARTHEST:]):
        if sentence.paragraph - one.paragraph > 1:
            return None
        people = [p for p in _people(document, one) if p.end <= at and p.name.sex in {"", wanted}]
        if people:
            spoken = _sure(document, one, people, wanted, is_here=bool(since) or one is sentence)
            return None if spoken is not None and _is_told_beside(document, spoken, wanted) else spoken
        if _brings_another(document, one, at, wanted):
            return None
        since.append(one)
    return None


# People without a name: "her mother" or "the driver" may well be who speaks next.
_WOMEN = frozenset(
    "mother wife sister daughter aunt niece grandmother granddaughter widow bride girl woman".split()
)
_MEN = frozenset("father husband brother son uncle nephew grandfather grandson widower groom man boy".split())
_OTHERS = lower_words("role_nouns") | lower_words("professions") | _WOMEN | _MEN


def _others(wanted: str) -> frozenset[str]:
    """Give the nouns for people whom a pronoun may mean: "he" is never somebody's mother."""
    return _OTHERS - (_WOMEN if wanted == "m" else _MEN)


def _people(document: Document, sentence: Sentence) -> Iterator[Spoken]:
    """Give who is named in a sentence outside quotes, and what may be a person's name as well."""
    for mention, name in document.mentions(sentence):
        span = sentence.span.doc[mention.start : mention.end]
        is_given = span[0].text in given_names()
        is_person = name.kind is Kind.PERSON and (can_speak(name) or is_given)
        may_be = name.kind is None and len(span) > 1 and (is_given or span.root.dep_ in _SUBJECTS)
        if (is_person or may_be) and not _is_quoted(sentence, mention.start):
            start = sentence.offset + span.start_char
            yield Spoken(name, start, start + len(span.text), sentence)


def _sure(
    document: Document, sentence: Sentence, people: list[Spoken], wanted: str, *, is_here: bool
) -> Spoken | None:
    """Give the one person of a sentence, if nothing in the rest of it may mean another."""
    one = people[-1]
    if len({person.name.key for person in people}) != 1 or not can_speak(one.name):
        return None
    span = sentence.span.doc.char_span(one.start - sentence.offset, one.end - sentence.offset)
    if span is None or not (_is_presented(span) or _is_subject(span)):
        return None
    # Who is only told of, as the winner of a race years ago, does not speak in the next paragraph.
    is_here = is_here or _is_presented(span) or one.name.count >= _OFTEN or speaks(document, one.name)
    is_here = is_here or (_YEAR.search(sentence.span.text) is None and _is_of_now(span))
    after = {
        t.lower_ for t in sentence.span if t.i >= span.end and t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT"
    }
    return one if is_here and not after & _others(wanted) else None


def _is_of_now(span: Span) -> bool:
    """Say whether a name is the subject of a clause that stands by itself."""
    root = span.root
    return root.dep_ in _SUBJECTS and root.head.dep_ in {"ROOT", "conj", "ccomp"}


def _is_told_beside(document: Document, spoken: Spoken, wanted: str) -> bool:
    """Say whether the article is about another of that sex, to whom "she" goes back as a rule."""
    topic = document.topic
    if topic is None or not topic.is_person or topic.sex not in {"", wanted}:
        return False
    span = spoken.sentence.span.doc.char_span(
        spoken.start - spoken.sentence.offset, spoken.end - spoken.sentence.offset
    )
    return spoken.name.key not in topic.keys and not (span is not None and _is_presented(span))


def speaks(document: Document, name: Name) -> bool:
    """Say whether somebody is the subject of a verb of saying anywhere in the article."""
    return any(
        document.names.over(sentence.text, token.i) is name
        for sentence in document.sentences
        for token in sentence.span
        if token.dep_ == "nsubj" and token.head.lower_ in words("say_verbs")
    )


def _is_presented(span: Span) -> bool:
    """Say whether a name is followed by who its bearer is: "Ann Hale, a baker", "Ann Hale, 31, who"."""
    after = span.doc[span.end : span.end + 2].text
    return after.startswith(",") and not after.endswith((",", "and"))


def _is_subject(span: Span) -> bool:
    root = span.root
    while root.dep_ in {"appos", "conj", "compound"} and root.head.i != root.i:
        root = root.head
    if root.dep_ == "attr" and root.head.lemma_ == "be":
        return True  # "the woman with the list is Joyce Henderson"
    return root.dep_ in _SUBJECTS and root.head.dep_ != "relcl"  # "a race in which she fell" is by the way


def _brings_another(document: Document, sentence: Sentence, at: int, wanted: str) -> bool:
    """Say whether the story's own words bring in somebody without a name, who may speak next."""
    other = SHE if wanted == "m" else HE
    told = [t for t in sentence.span if sentence.offset + t.idx < at and not _is_quoted(sentence, t.i)]
    has_pronoun = any(t.lower_ in (HE if wanted == "m" else SHE) for t in told)
    subjects = {t.lower_ for t in told if t.dep_ in _SUBJECTS}
    if any(_is_unknown(t, document.names.over(sentence.text, t.i)) for t in told):
        return True
    return bool(subjects & _others(wanted)) or (bool(subjects & other) and not has_pronoun)


def _is_quoted(sentence: Sentence, token: int) -> bool:
    """Say whether a token of a sentence stands inside quotation marks."""
    doc = sentence.span.doc
    return sum(t.text == '"' for t in doc[:token]) % 2 == 1


def _is_unknown(token: Token, name: Name | None) -> bool:
    """Say whether a subject may be a surname that no table knows: "Pryce became the Ice's starter"."""
    is_subject = token.dep_ == "nsubj" and token.head.dep_ == "ROOT"
    if name is not None and can_speak(name):
        return False  # of the other sex, or it would have been looked at
    return token.pos_ == "PROPN" and is_subject and not any(c.lower_ == "the" for c in token.children)
