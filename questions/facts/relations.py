"""Relations: what makes a plain question, found by the library of patterns or in a sentence's own subject.

Of one answer in one sentence the first relation counts: turns of phrase, deeds, superlatives, the subject.
"""

import re
from collections.abc import Iterator

from questions.facts import guards, rhetoric
from questions.facts.asked import SUBJECT_WORTH, asked
from questions.facts.deeds import deed_relations
from questions.facts.subjects import subject_phrase
from questions.facts.superlatives import superlative_relations
from questions.facts.turns import topic_work, turn_relations
from questions.facts.values import Drop, Relation
from questions.language import Document, Name, Sentence
from questions.lexicons import finder

_HEARSAY = re.compile(
    r"\b(?:according to|[Ll]egend|tradition(?:ally)?|is credited|are credited|in the story)\b", re.IGNORECASE
)


def relations(document: Document) -> Iterator[Relation | Drop]:
    """Give the relations a document states."""
    work = topic_work(document)
    for sentence in document.sentences:
        text = sentence.span.text
        if reason := guards.sensitive(text) or rhetoric.figure(text):
            yield Drop(text, reason)
            continue
        taken: set[int] = set()
        for made in _all(document, sentence, work):
            if isinstance(made, Drop):
                yield made
            elif made.slot.start not in taken:
                taken.add(made.slot.start)
                yield made


def _all(document: Document, sentence: Sentence, work: Name | None) -> Iterator[Relation | Drop]:
    text = sentence.span.text
    yield from turn_relations(document, sentence, work)
    if guards.is_negated(text):
        return
    if not (
        _HEARSAY.search(text) or guards.is_generic(text) or finder("hedges")(guards.without_months(text))
    ):
        yield from deed_relations(document, sentence)
        yield from superlative_relations(document, sentence)
    if '"' not in text:
        yield from _subject_questions(document, sentence)


def _subject_questions(document: Document, sentence: Sentence) -> Iterator[Relation | Drop]:
    """Give "Who ...?" where a person opens the sentence and does the one thing it tells."""
    found = subject_phrase(document, sentence)
    if isinstance(found, str):
        return
    word, rest, slot = found
    yield asked(document, sentence, "subject", [f"{word} {rest}?"], slot, worth=SUBJECT_WORTH)
