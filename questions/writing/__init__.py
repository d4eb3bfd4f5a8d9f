"""Fact → Question: one module a format, each with one function of the same shape.

A writer takes the facts of a document and gives a question, or the reason for none, for each fact its format
can ask. It neither gates nor ranks.
"""

from collections.abc import Iterator
from typing import Protocol

from questions.distractors import Pool
from questions.facts import Facts
from questions.records import Format, Question, Rejected
from questions.writing import closest_number, missing_words, true_false, wh, who_said


class Writer(Protocol):
    """What every format's module offers as ``write``."""

    def __call__(self, facts: Facts, *, pool: Pool, seed: int) -> Iterator[Question | Rejected]:
        """Give the questions of one format."""


WRITERS: dict[Format, Writer] = {
    Format.WH: wh.write,
    Format.WHO_SAID: who_said.write,
    Format.MISSING_WORDS: missing_words.write,
    Format.TRUE_FALSE: true_false.write,
    Format.CLOSEST_NUMBER: closest_number.write,
}

__all__ = ["WRITERS", "Writer"]
