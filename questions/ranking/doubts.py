"""Doubts: kinds of question that wait for a moderator whatever they score, as readers seldom liked them.

Each rule is one observation from blind ratings of questions on news (docs/quality.md); the learned model,
which orders well across formats and kinds of article, does not see these differences within one.
"""

import re
from collections.abc import Callable

from questions.facts.numbers import UNIT, number_value
from questions.facts.salience import can_be_placed
from questions.language import Document
from questions.ranking.features import NAMES, is_known
from questions.records import Format, Kind, Question

_SURE = 0.65
_UNSURE = frozenset({Format.MISSING_WORDS, Format.TRUE_FALSE})
_LIFETIME = 100  # a spell of time below it is a stray one
_VOUCHED = 1.0  # worth of a plain question that a pattern of the library vouches for
_FEW = 25  # things below which a count is a stray one
_SPELL = re.compile(
    r"▇ (?:more |long |further )?(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?)\b(?! ago)"
)
_LED = re.compile(r"[.!?][\"”’)]* .*▇")  # a sentence stands before the one with the gap
_HOLDING = re.compile(
    r"\b(?:milks?|farms?|keeps?|rears?|grazes?|has \S+ acres)\b[^.;]{0,40}▇|▇▇▇ (?:cows|sheep|acres)\b"
)
_LIFE = re.compile(
    r"\b(?:born|married|survived by|graduated|retired|joined|moved|enrolled|studied|divorced|sailed)\b"
)

_FURTHER = re.compile(
    r"wins: (?:A further|Another|An? (?:additional|extra)|That leaves|The (?:rest|other))\b|\. That leaves\b"
)

Doubt = Callable[[Question, Document, float], bool]


def waits(question: Question, document: Document, score: float) -> bool:
    """Say whether a moderator decides on a question."""
    return any(doubt(question, document, score) for doubt in DOUBTS)


def unsure(question: Question, _: Document, score: float) -> bool:
    """Say whether it is a gap or a statement that the model is not sure of: one in four was usable."""
    return question.format in _UNSURE and score < _SURE


def mixed_company(question: Question, _: Document, __: float) -> bool:
    """Say whether a gap offers the known beside the unknown: whoever stands out is right, or is not."""
    is_name = question.format is Format.MISSING_WORDS and question.kind in NAMES
    return is_name and len({is_known(option) for option in question.options}) > 1


def stray_date(question: Question, document: Document, _: float) -> bool:
    """Say whether a date is asked that nobody can place, or of a life's own: one in four was usable."""
    sentence = document.sentence_at(question.evidence.start + question.evidence.answer_start)
    if question.kind is not Kind.DATE or sentence is None:
        return False
    is_private = question.format is Format.TRUE_FALSE and _LIFE.search(question.prompt) is not None
    return is_private or not can_be_placed(document, sentence, question.prompt)


def spell(question: Question, _: Document, __: float) -> bool:
    """Say whether it asks how long something took: nobody remembers minutes, or years in an old job."""
    value = number_value(question.answer) or 0.0
    return question.kind is Kind.NUMBER and value < _LIFETIME and _SPELL.search(question.prompt) is not None


def long_way_round(question: Question, _: Document, __: float) -> bool:
    """Say whether a figure to guess needs a sentence of explanation first: one in five was usable."""
    return question.format is Format.CLOSEST_NUMBER and _LED.search(question.prompt) is not None


def few_things(question: Question, _: Document, __: float) -> bool:
    """Say whether a small number of things is to be guessed: two in seven were usable."""
    is_count = question.format is Format.CLOSEST_NUMBER and _counts_things(question)
    return is_count and (number_value(question.answer) or 0.0) < _FEW


def holding(question: Question, _: Document, __: float) -> bool:
    """Say whether it asks how many cows or acres somebody has: no reader keeps such a figure."""
    return question.format is Format.CLOSEST_NUMBER and _HOLDING.search(question.prompt) is not None


def counted_statement(question: Question, _: Document, __: float) -> bool:
    """Say whether a statement turns on a count or a spell of time: six things or seven, nobody can tell."""
    proof = question.evidence
    is_spell = _SPELL.match(f"▇{proof.quote[proof.answer_end : proof.answer_end + 20]}") is not None
    return question.format is Format.TRUE_FALSE and (_counts_things(question) or is_spell)


def unvouched(question: Question, _: Document, __: float) -> bool:
    """Say whether no pattern vouches for a plain question, as of a portrait: one in three was usable."""
    return question.format is Format.WH and question.score < _VOUCHED


def further(question: Question, _: Document, __: float) -> bool:
    """Say whether a figure comes on top of one that is not shown."""
    return question.format is Format.CLOSEST_NUMBER and _FURTHER.search(question.prompt) is not None


def _counts_things(question: Question) -> bool:
    """Say whether the answer is a number of things, and no measure with its unit."""
    proof = question.evidence
    return question.kind is Kind.NUMBER and UNIT.match(proof.quote, proof.answer_end) is None


DOUBTS: tuple[Doubt, ...] = (
    unsure,
    stray_date,
    mixed_company,
    spell,
    long_way_round,
    few_things,
    holding,
    counted_statement,
    unvouched,
    further,
)
