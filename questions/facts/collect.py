"""The facts stage as a whole: each sentence is guarded, its slots found, each slot given its surroundings."""

from collections.abc import Iterator
from typing import TypeVar

from questions.facts import (
    excerpts,
    guards,
    partial_quotes,
    portraits,
    quotes,
    relations,
    rhetoric,
    statements,
)
from questions.facts.named import name_slots, term_slots
from questions.facts.numbers import number_slots
from questions.facts.values import Drop, Facts, Gap, Relation, Slot, Speech, Statement
from questions.language import Document, Sentence


def find_facts(document: Document) -> Facts:
    """Find all facts of a document, and why the rest is none."""
    gaps: list[Gap] = []
    stated: list[Statement] = []
    drops: list[Drop] = []
    for sentence in document.sentences:
        if reason := _barred(sentence):
            drops.append(Drop(sentence.span.text, reason))
            continue
        found = list(_slots(document, sentence))
        slots = [slot for slot in found if isinstance(slot, Slot)]
        reasons = [reason for reason in found if isinstance(reason, str)] or ["no slot"] * (not slots)
        drops += [Drop(sentence.span.text, reason) for reason in reasons]
        for slot in slots:
            gap = excerpts.gap_for(document, document.sentences, sentence, slot)
            _keep(gap, gaps, drops, sentence)
            statement = statements.statement_for(document, sentence, slot)
            _keep(statement, stated, drops, sentence)
    said = [*quotes.speeches(document), *partial_quotes.speeches(document)]
    related = [*portraits.portraits(document), *relations.relations(document)]
    drops += [drop for drop in (*said, *related) if isinstance(drop, Drop)]
    return Facts(
        document,
        tuple(gaps),
        tuple(stated),
        tuple(speech for speech in said if isinstance(speech, Speech)),
        tuple(relation for relation in related if isinstance(relation, Relation)),
        tuple(drops),
    )


T = TypeVar("T")


def _keep(found: T | str, kept: list[T], drops: list[Drop], sentence: Sentence) -> None:
    if isinstance(found, str):
        drops.append(Drop(sentence.span.text, found))
    else:
        kept.append(found)


def _barred(sentence: Sentence) -> str:
    return (
        guards.shape(sentence.span)
        or guards.sensitive(sentence.span.text)
        or rhetoric.figure(sentence.span.text)
    )


def _slots(document: Document, sentence: Sentence) -> Iterator[Slot | str]:
    text = sentence.span.text
    quoted = [i for i, char in enumerate(text) if char == '"']
    taken: list[tuple[int, int]] = []
    for slot in (*number_slots(sentence), *name_slots(document, sentence), *term_slots(document, sentence)):
        if isinstance(slot, str):
            yield slot
            continue
        at = slot.start - sentence.start
        if sum(i < at for i in quoted) % 2:
            continue  # inside somebody's words
        if all(slot.end <= a or b <= slot.start for a, b in taken):
            taken.append((slot.start, slot.end))
            yield rhetoric.flourish(document, sentence, slot) or slot
