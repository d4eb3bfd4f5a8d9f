"""Scoring: the learned model that tells how likely a reader finds a question usable.

A logistic regression, trained by ``python -m training`` on questions that readers rated one by one; its
figures stand in docs/ranking.md. The weights are data, one a feature, so that any score can be explained.
"""

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from questions.facts.numbers import number_value
from questions.facts.salience import can_be_placed
from questions.language import Document
from questions.ranking.difficulty import predicted
from questions.ranking.features import NAMES, features_of, is_known
from questions.records import Format, Kind, Question


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature, and the scores from which a question is published, or waits for review.

    A feature that has no weight counts for nothing.
    """

    bias: float
    weights: Mapping[str, float]
    publish_from: float
    review_from: float

    def probability(self, features: Mapping[str, float]) -> float:
        """Give the chance, 0 to 1, that a reader rates a question usable."""
        total = self.bias + sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))

    def reasons(self, features: Mapping[str, float], *, most: int = 5) -> list[tuple[str, float]]:
        """Give the features that moved a score the most, with what each added to the log-odds."""
        moved = [(name, self.weights.get(name, 0.0) * value) for name, value in features.items()]
        return sorted(moved, key=lambda one: (-abs(one[1]), one[0]))[:most]


@cache
def shipped() -> Model:
    """Read the model that ships with the package."""
    data = json.loads(resources.files(__package__).joinpath("model.json").read_text(encoding="utf-8"))
    return Model(data["bias"], data["weights"], data["publish_from"], data["review_from"])


def scored(document: Document, questions: Iterable[Question]) -> list[Question]:
    """Give the questions of a document with the chance that a reader finds each usable as its score."""
    model = shipped()
    found: list[Question] = []
    for question in questions:
        score = model.probability(features_of(question, document))
        if question.format in _VOUCHED:
            score = max(score, model.publish_from)
        if _waits(question, document, score):
            score = min(score, model.publish_from - _JUST_BELOW)
        found.append(replace(question, score=round(score, 3), difficulty=predicted(question, document)))
    return found


# Formats whose questions the model orders no better than chance, and readers like more than the others.
_VOUCHED = frozenset({Format.WH, Format.WHO_SAID, Format.CLOSEST_NUMBER})
_JUST_BELOW = 0.01
_SURE = 0.6  # of gaps on news that scored less, raters found a third usable
_SPELL = re.compile(r"▇ (?:years|months|weeks|days|hours|minutes|seconds)\b(?! ago)")
_LIFETIME = 100


def _waits(question: Question, document: Document, score: float) -> bool:
    """Say whether a moderator decides, because readers seldom liked its like."""
    is_doubtful = question.format is Format.MISSING_WORDS and score < _SURE
    return is_doubtful or _is_stray_date(question, document) or _is_strangers(question) or _is_spell(question)


def _is_spell(question: Question) -> bool:
    """Say whether it asks for how long somebody did something: nobody remembers the years in an old job."""
    value = number_value(question.answer) or 0.0
    return question.kind is Kind.NUMBER and value < _LIFETIME and _SPELL.search(question.prompt) is not None


def _is_strangers(question: Question) -> bool:
    """Say whether a gap asks for a name among names no table knows: raters found one in six usable."""
    is_name = question.format is Format.MISSING_WORDS and question.kind in NAMES
    return is_name and not all(is_known(option) for option in question.options)


def _is_stray_date(question: Question, document: Document) -> bool:
    """Say whether a date is asked that nobody can place: raters found one in four usable, so it waits."""
    sentence = document.sentence_at(question.evidence.start + question.evidence.answer_start)
    if question.kind is not Kind.DATE or sentence is None:
        return False
    return not can_be_placed(document, sentence, question.prompt)
